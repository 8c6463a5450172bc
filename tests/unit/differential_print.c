/*
 * differential_print.c -- all that the interpreter computes, in hexadecimal,
 * one line a value: what generated C must repeat to the bit.
 */
#include "differential_inside.h"

#include <math.h>
#include <stdlib.h>

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

static void print_rows(const struct subject *s, const eqr_rows *r,
                       const double *x, const char *name, FILE *out)
{
    size_t entries = r->count * r->width;
    double *u = room_for(r->count), *jac = room_for(entries);
    size_t *begin = calloc(r->count + 2, sizeof *begin);
    size_t *col = calloc(entries + 1, sizeof *col);

    if (!begin || !col)
        abort();
    r->structure(s->problem.user, 0, r->count, begin, col);
    r->values(s->problem.user, x, 0, r->count, u, jac);
    print_values(out, name, u, r->count);
    for (size_t k = 0; k < begin[r->count]; k++)
        fprintf(out, "%s column %zu\n", name, col[k]);
    print_values(out, "entry", jac, begin[r->count]);
    free(u);
    free(jac);
    free(begin);
    free(col);
}

static void print_point(const struct subject *s, const double *x, FILE *out)
{
    const eqr_problem *p = &s->problem;
    double f = 0, *g = room_for(p->n), *m = room_for(p->residual.count);

    if (p->prepare)
        p->prepare(p->user, x);
    print_values(out, "x", x, p->n);
    if (p->loss && p->loss(p->user, x, &f) == 0)
        print_values(out, "loss", &f, 1);
    if (p->gradient && p->gradient(p->user, x, &f, g) == 0)
        print_values(out, "gradient", g, p->n);
    print_rows(s, &p->residual, x, "row", out);
    print_rows(s, &p->show, x, "show", out);
    if (p->magnitude &&
        p->magnitude(p->user, x, 0, p->residual.count, m) == 0)
        print_values(out, "magnitude", m, p->residual.count);
    free(g);
    free(m);
}

void subject_print(struct subject *s, unsigned seed, unsigned points,
                   FILE *out)
{
    double *x = room_for(s->problem.n);

    for (unsigned k = 0; k <= points; k++) {
        subject_point(s, seed, k, x);
        fprintf(out, "point %u\n", k);
        print_point(s, x, out);
    }
    free(x);
}
