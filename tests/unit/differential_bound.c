/* differential_bound.c -- see differential_bound.h. */
#include "differential_bound.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/special.h"

static void give_params(struct bound *b)
{
    for (size_t i = 0; i < b->host->params.count; i++) {
        double *v = b->loaded.param_values[i];
        size_t n = b->loaded.params[i].count;
        b->host->defaults(b->host->self, i, v, n);
        for (size_t k = 0; k < n; k++)
            if (v[k] != v[k])
                v[k] = 1 + eqr_uniform(99, (double)(10 * i + k));
    }
}

int bound_open(struct bound *b, const eqh_program *host, FILE *log)
{
    int status;

    memset(b, 0, sizeof *b);
    b->host = host;
    b->args.program = host;
    b->args.name = "differential";
    b->args.err = log;
    if (eqh_inputs_load(&b->loaded, &b->args) != 0)
        return -1;
    give_params(b);
    b->inputs.sizes = b->loaded.sizes;
    b->inputs.params = (const double *const *)b->loaded.param_values;
    b->inputs.data = (const double *const *)b->loaded.data_values;
    b->start = calloc(b->loaded.n + 1, sizeof *b->start);
    if (!b->start)
        abort();
    status = host->bind(host->self, &b->inputs, &b->problem, b->start);
    if (status != 0)
        fprintf(log, "%s: bind gives status %d\n", host->file, status);
    return status == 0 ? 0 : -1;
}

void bound_close(struct bound *b)
{
    if (b->host) {
        if (b->host->close)
            b->host->close(b->host->self);
        eqh_inputs_free(&b->loaded, b->host);
    }
    free(b->start);
}

/* ---- points ------------------------------------------------------------- */

static double inside(double x, double lo, double hi)
{
    double margin = hi < HUGE_VAL && lo > -HUGE_VAL ? 0.01 * (hi - lo) : 0.01;

    if (x < lo + margin)
        x = lo + margin;
    if (x > hi - margin)
        x = hi - margin;
    return x;
}

void bound_point(const struct bound *b, unsigned seed, unsigned k, double *x)
{
    const eqr_problem *p = &b->problem;

    for (size_t j = 0; j < p->n; j++) {
        double number = (double)(k * p->n + j);
        double u = 2 * eqr_uniform((double)seed, 2 * number) - 1;
        double v = 2 * eqr_uniform((double)seed, 2 * number + 1) - 1;
        x[j] = b->start[j];
        if (k == 0)
            continue;
        x[j] = x[j] * (1 + 0.3 * u) + 0.1 * v;
        if (p->lower)
            x[j] = inside(x[j], p->lower[j], p->upper[j]);
    }
}

/* ---- printing ----------------------------------------------------------- */

static void print_values(FILE *out, const char *name, const double *v,
                         size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (isnan(v[k]))
            fprintf(out, "%s %zu nan\n", name, k);
        else
            fprintf(out, "%s %zu %a\n", name, k, v[k]);
}

static double *room_for(size_t n)
{
    double *p = calloc(n + 1, sizeof *p);

    if (!p)
        abort();
    return p;
}

static void print_rows(const struct bound *b, const eqr_rows *r,
                       const double *x, const char *name, FILE *out)
{
    size_t entries = r->count * r->width;
    double *u = room_for(r->count), *jac = room_for(entries);
    size_t *begin = calloc(r->count + 2, sizeof *begin);
    size_t *col = calloc(entries + 1, sizeof *col);

    if (!begin || !col)
        abort();
    if (r->count > 0) {
        r->structure(b->problem.user, 0, r->count, begin, col);
        r->values(b->problem.user, x, 0, r->count, u, jac);
    }
    print_values(out, name, u, r->count);
    for (size_t k = 0; k < begin[r->count]; k++)
        fprintf(out, "%s column %zu\n", name, col[k]);
    print_values(out, "entry", jac, begin[r->count]);
    free(u);
    free(jac);
    free(begin);
    free(col);
}

static void print_constraints(const struct bound *b, const double *x,
                              FILE *out)
{
    const eqr_problem *p = &b->problem;
    size_t n = p->constraint.count, *sense = calloc(n + 1, sizeof *sense);
    double *m = room_for(n);

    if (!sense)
        abort();
    print_rows(b, &p->constraint, x, "constraint", out);
    if (p->sense && p->sense(p->user, 0, n, sense) == 0)
        for (size_t k = 0; k < n; k++)
            fprintf(out, "sense %zu\n", sense[k]);
    if (p->constraint_magnitude &&
        p->constraint_magnitude(p->user, x, 0, n, m) == 0)
        print_values(out, "magnitude", m, n);
    free(sense);
    free(m);
}

static void print_robust(const struct bound *b, const double *x, FILE *out)
{
    const eqr_problem *p = &b->problem;
    size_t n = p->residual.count;
    double *u = room_for(n), *rho = room_for(n), *weight = room_for(n);

    p->residual.values(p->user, x, 0, n, u, NULL);
    p->robust(p->user, 0, n, u, rho, weight);
    print_values(out, "rho", rho, n);
    print_values(out, "weight", weight, n);
    free(u);
    free(rho);
    free(weight);
}

static size_t *places_for(size_t n)
{
    size_t *p = calloc(n + 1, sizeof *p);

    if (!p)
        abort();
    return p;
}

static void print_places(FILE *out, const char *name, const size_t *row,
                         const size_t *col, size_t n)
{
    for (size_t k = 0; k < n; k++)
        fprintf(out, "%s at %zu,%zu\n", name, row[k], col[k]);
}

static void print_hessian(const struct bound *b, const double *x,
                          const double *multiplier, const double *v, FILE *out)
{
    const eqr_problem *p = &b->problem;
    size_t n = p->hessian.count, *row = places_for(n), *col = places_for(n);
    double *value = room_for(n), *hv = room_for(p->n);

    if (p->hessian.structure && p->hessian.structure(p->user, row, col) == 0 &&
        p->hessian.values(p->user, x, 0.7, multiplier, value) == 0) {
        print_places(out, "hessian", row, col, n);
        print_values(out, "hessian", value, n);
    }
    if (p->hv && p->hv(p->user, x, 0.7, multiplier, v, hv) == 0)
        print_values(out, "hv", hv, p->n);
    free(row);
    free(col);
    free(value);
    free(hv);
}

static void print_normal(const struct bound *b, const double *x, FILE *out)
{
    const eqr_problem *p = &b->problem;
    size_t n = p->normal.count, *row = places_for(n), *col = places_for(n);
    double *value = room_for(n), *jtr = room_for(p->n), f = 0;

    if (p->normal.structure && p->normal.structure(p->user, row, col) == 0 &&
        p->normal.values(p->user, x, value, jtr, &f) == 0) {
        print_places(out, "normal", row, col, n);
        print_values(out, "normal", value, n);
        print_values(out, "jtr", jtr, p->n);
        print_values(out, "loss", &f, 1);
    }
    free(row);
    free(col);
    free(value);
    free(jtr);
}

static void print_products(const struct bound *b, const double *x,
                           const double *w, const double *v, FILE *out)
{
    const eqr_problem *p = &b->problem;
    size_t m = p->residual.count;
    double *vj = room_for(p->n), *row = room_for(m);

    if (p->vj && p->vj(p->user, x, w, vj) == 0)
        print_values(out, "vj", vj, p->n);
    if (p->along && p->along(p->user, x, v) == 0) {
        p->jv(p->user, x, 0, m, row);
        print_values(out, "jv", row, m);
        p->jvv(p->user, x, 0, m, row);
        print_values(out, "jvv", row, m);
    }
    free(vj);
    free(row);
}

static void print_second(const struct bound *b, const double *x, FILE *out)
{
    const eqr_problem *p = &b->problem;
    size_t most = p->n + p->residual.count + p->constraint.count;
    double *factor = room_for(most);

    for (size_t k = 0; k < most; k++)
        factor[k] = 0.4 + (double)(k % 4);
    print_hessian(b, x, factor, factor, out);
    print_normal(b, x, out);
    print_products(b, x, factor, factor, out);
    free(factor);
}

static void print_point(const struct bound *b, const double *x, FILE *out)
{
    const eqr_problem *p = &b->problem;
    double f = 0, *g = room_for(p->n), *m = room_for(p->residual.count);

    if (p->prepare)
        p->prepare(p->user, x);
    print_values(out, "x", x, p->n);
    if (p->loss && p->loss(p->user, x, &f) == 0)
        print_values(out, "loss", &f, 1);
    if (p->gradient && p->gradient(p->user, x, &f, g) == 0)
        print_values(out, "gradient", g, p->n);
    print_rows(b, &p->residual, x, "row", out);
    print_rows(b, &p->show, x, "show", out);
    if (p->magnitude &&
        p->magnitude(p->user, x, 0, p->residual.count, m) == 0)
        print_values(out, "magnitude", m, p->residual.count);
    if (p->robust)
        print_robust(b, x, out);
    print_constraints(b, x, out);
    print_second(b, x, out);
    free(g);
    free(m);
}

void bound_print(const struct bound *b, unsigned seed, unsigned points,
                 FILE *out)
{
    double *x = room_for(b->problem.n);

    for (unsigned k = 0; k <= points; k++) {
        bound_point(b, seed, k, x);
        fprintf(out, "point %u\n", k);
        print_point(b, x, out);
    }
    free(x);
}
