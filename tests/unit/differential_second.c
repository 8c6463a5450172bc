/*
 * differential_second.c -- second derivatives and products against the first
 * derivatives, which the oracle has judged: in the direction of each unknown
 * their complex step gives a column of the Hessian.
 */
#include "differential_check.h"

#include <math.h>
#include <stdlib.h>

#include "differential_complex.h"

/*
 * Relative to what was added up, and to the largest of all: 1 - tanh(x)^2 is
 * right to the last digit of 1 only, and steep functions around it make a
 * thousand of such digits.  At a kink nothing is asked of them.
 */
static const double close_second = 1e-10, close_to_largest = 1e-12;

/* A symmetric matrix by its entries, and by columns. */
struct square {
    size_t n, count;
    size_t *row, *col;
    double *value;
    double *full, *size;     /* n x n: sums, and sums of magnitudes */
};

struct second {
    struct check *c;
    const eqr_problem *p;
    struct complex_plan *complex;
    double *multiplier, objective;
    double *want;            /* n x n: the Lagrangian's second derivative */
    double largest;
    bool kink;               /* second derivatives are not to be had here */
};

static void square_free(struct square *m)
{
    free(m->row);
    free(m->col);
    free(m->value);
    free(m->full);
    free(m->size);
}

static struct square square_make(size_t n, size_t count)
{
    struct square m = {n, count, check_room(count, sizeof *m.row),
                       check_room(count, sizeof *m.col),
                       check_poisoned(count), calloc(n * n + 1, sizeof(double)),
                       calloc(n * n + 1, sizeof(double))};

    if (!m.full || !m.size)
        abort();
    return m;
}

static void square_sum(struct check *c, struct square *m)
{
    for (size_t k = 0; k < m->count; k++) {
        size_t i = m->row[k], j = m->col[k];
        check_that(c, i < m->n && j <= i, "a place in the triangle", k);
        if (i >= m->n || j > i)
            return;
        m->value[k] *= 1 + differential_wrong;
        m->full[i * m->n + j] += m->value[k];
        m->size[i * m->n + j] += fabs(m->value[k]);
        m->full[j * m->n + i] = m->full[i * m->n + j];
        m->size[j * m->n + i] = m->size[i * m->n + j];
    }
}

/* ---- what it should be --------------------------------------------------- */

/* Column j: the gradient's, and the constraints' times their multipliers. */
static void column_wanted(struct second *s, size_t j)
{
    const struct block *b = &s->c->constraint;
    size_t n = s->p->n;
    double *g = check_poisoned(n), *entry = check_poisoned(b->entries);

    if (complex_gradient(s->complex, g))
        for (size_t i = 0; i < n; i++)
            s->want[i * n + j] += s->objective * g[i];
    if (b->rows)
        complex_entries(s->complex, FUNCTION_CONSTRAINT_JACOBIAN, b->rows,
                        b->entries, entry);
    for (size_t k = 0; k < b->rows; k++)
        for (size_t e = b->begin[k]; e < b->begin[k + 1]; e++)
            s->want[b->col[e] * n + j] += s->multiplier[k] * entry[e];
    free(g);
    free(entry);
}

static void find_wanted(struct second *s)
{
    size_t n = s->p->n;
    double *unit = check_room(n, sizeof *unit);

    for (size_t k = 0; k < n; k++)
        unit[k] = 0;
    for (size_t j = 0; j < n; j++) {
        unit[j] = 1;
        complex_along(s->complex, s->c->x, unit);
        column_wanted(s, j);
        s->kink = s->kink || complex_kink();
        unit[j] = 0;
    }
    for (size_t k = 0; k < n * n; k++)
        if (isfinite(s->want[k]) && fabs(s->want[k]) > s->largest)
            s->largest = fabs(s->want[k]);
    free(unit);
}

static double room(const struct second *s, double want, double size)
{
    return close_second * (fabs(want) + size) + close_to_largest * s->largest;
}

/* ---- the Hessian and H v ------------------------------------------------ */

static void check_hessian(struct second *s)
{
    struct check *c = s->c;
    struct square m = square_make(s->p->n, s->p->hessian.count);
    double *again = check_poisoned(m.count);
    void *user = s->p->user;

    check_that(c, s->p->hessian.structure(user, m.row, m.col) == 0,
               "Hessian, structure", 0);
    check_that(c, s->p->hessian.values(user, c->x, s->objective,
                                       s->multiplier, m.value) == 0 &&
                  s->p->hessian.values(user, c->x, s->objective,
                                       s->multiplier, again) == 0 &&
                  check_same(m.value, again, m.count), "Hessian, again", 0);
    square_sum(c, &m);
    for (size_t i = 0; i < m.n && !s->kink; i++)
        for (size_t j = 0; j <= i; j++) {
            double want = s->want[i * m.n + j];
            check_close(c, "Hessian", i, j, m.full[i * m.n + j], want,
                        room(s, want, m.size[i * m.n + j]));
        }
    square_free(&m);
    free(again);
}

static double direction(const struct second *s, size_t j)
{
    return 0.3 + (double)((j * 7 + s->c->point) % 5);
}

static double *direction_make(const struct second *s)
{
    double *v = check_room(s->p->n, sizeof *v);

    for (size_t j = 0; j < s->p->n; j++)
        v[j] = direction(s, j);
    return v;
}

static void check_hv(struct second *s)
{
    struct check *c = s->c;
    size_t n = s->p->n;
    double *v = direction_make(s), *got = check_poisoned(n);
    double *again = check_poisoned(n);

    check_that(c, s->p->hv(s->p->user, c->x, s->objective, s->multiplier, v,
                           got) == 0 &&
                  s->p->hv(s->p->user, c->x, s->objective, s->multiplier, v,
                           again) == 0 && check_same(got, again, n),
               "H v, again", 0);
    for (size_t i = 0; i < n && !s->kink; i++) {
        double want = 0, size = 0;
        for (size_t j = 0; j < n; j++) {
            want += s->want[i * n + j] * v[j];
            size += fabs(s->want[i * n + j] * v[j]);
        }
        check_close(c, "H v", i, 0, got[i] * (1 + differential_wrong), want,
                    room(s, want, size));
    }
    free(v);
    free(got);
    free(again);
}

/* ---- products with J ---------------------------------------------------- */

/* Each row's and each column's sum of entry * factor; of their sizes, too. */
static void check_vj(struct second *s)
{
    const struct block *b = &s->c->residual;
    size_t n = s->p->n;
    double *w = check_room(b->rows, sizeof *w), *got = check_poisoned(n);
    double *want = calloc(n + 1, sizeof *want);
    double *size = calloc(n + 1, sizeof *size);

    if (!want || !size)
        abort();
    for (size_t k = 0; k < b->rows; k++)
        w[k] = 0.5 + (double)(k % 3);
    check_that(s->c, s->p->vj(s->p->user, s->c->x, w, got) == 0, "J'w", 0);
    for (size_t k = 0; k < b->rows; k++)
        for (size_t e = b->begin[k]; e < b->begin[k + 1]; e++) {
            want[b->col[e]] += w[k] * b->jac[e];
            size[b->col[e]] += fabs(w[k] * b->jac[e]);
        }
    for (size_t j = 0; j < n; j++)
        check_close(s->c, "J'w", j, 0, got[j] * (1 + differential_wrong),
                    want[j], close_second * size[j]);
    free(w);
    free(got);
    free(want);
    free(size);
}

/* Rows of J v from entries: those of the Jacobian, or their derivatives. */
static void compare_along(struct second *s, const char *what, const double *v,
                          const double *entry, const double *got)
{
    const struct block *b = &s->c->residual;

    for (size_t k = 0; k < b->rows; k++) {
        double want = 0, size = 0, long_way = 0;
        for (size_t e = b->begin[k]; e < b->begin[k + 1]; e++) {
            want += entry[e] * v[b->col[e]];
            size += fabs(entry[e] * v[b->col[e]]);
            long_way += fabs(v[b->col[e]]);
        }
        check_close(s->c, what, k, 0, got[k] * (1 + differential_wrong), want,
                    close_second * size +
                        close_to_largest * long_way * long_way);
    }
}

static void check_along(struct second *s)
{
    const struct block *b = &s->c->residual;
    const eqr_problem *p = s->p;
    double *v = direction_make(s), *got = check_poisoned(b->rows);
    double *entry = check_poisoned(b->entries), *part = check_poisoned(1);

    check_that(s->c, p->along(p->user, s->c->x, v) == 0, "a direction", 0);
    check_that(s->c, p->jv(p->user, s->c->x, 0, b->rows, got) == 0, "J v", 0);
    compare_along(s, "J v", v, b->jac, got);
    for (size_t k = 0; k < b->rows && k < 10; k++)
        check_that(s->c, p->jv(p->user, s->c->x, k, k + 1, part) == 0 &&
                         check_same(part, got + k, 1), "a row of J v", k);
    check_that(s->c, p->jvv(p->user, s->c->x, 0, b->rows, got) == 0, "Jvv", 0);
    complex_along(s->complex, s->c->x, v);
    complex_entries(s->complex, FUNCTION_JACOBIAN, b->rows, b->entries, entry);
    if (!complex_kink())
        compare_along(s, "the second derivative along v", v, entry, got);
    free(v);
    free(got);
    free(entry);
    free(part);
}

/* ---- J'WJ --------------------------------------------------------------- */

/* Entry (i, j) and right-hand side of the rows that the block has. */
static void compare_normal(struct second *s, const struct square *m,
                           const double *jtr, const double *weight)
{
    const struct block *b = &s->c->residual;

    for (size_t i = 0; i < m->n; i++) {
        double rhs = 0, rhs_size = 0;
        for (size_t j = 0; j <= i; j++) {
            double want = 0, size = 0;
            for (size_t k = 0; k < b->rows; k++) {
                double t = check_entry(b, k, i) * check_entry(b, k, j);
                want += weight[k] * t;
                size += fabs(weight[k] * t);
            }
            check_close(s->c, "J'WJ", i, j, m->full[i * m->n + j], want,
                        close_second * (size + m->size[i * m->n + j]));
        }
        for (size_t k = 0; k < b->rows; k++) {
            double t = weight[k] * b->u[k] * check_entry(b, k, i);
            rhs += t;
            rhs_size += fabs(t);
        }
        check_close(s->c, "J'Wu", i, 0, jtr[i] * (1 + differential_wrong), rhs,
                    close_second * rhs_size);
    }
}

static void check_normal(struct second *s)
{
    struct check *c = s->c;
    struct square m = square_make(s->p->n, s->p->normal.count);
    double *jtr = check_poisoned(m.n), f = (double)NAN;
    double *rho = check_poisoned(c->residual.rows);
    double *weight = check_poisoned(c->residual.rows);

    check_robust_weights(c, rho, weight);
    check_that(c, s->p->normal.structure(s->p->user, m.row, m.col) == 0 &&
                  s->p->normal.values(s->p->user, c->x, m.value, jtr,
                                      &f) == 0, "J'WJ", 0);
    check_close(c, "J'WJ's loss", 0, 0, f, c->loss, 1e-12 * fabs(f));
    square_sum(c, &m);
    compare_normal(s, &m, jtr, weight);
    square_free(&m);
    free(jtr);
    free(rho);
    free(weight);
}

/* ---- all ---------------------------------------------------------------- */

void check_second(struct check *c)
{
    struct second s = {.c = c, .p = c->p, .objective = 0.7, .largest = 1};
    size_t n = c->p->n, m = c->p->constraint.count;

    if (n == 0)
        return;
    s.complex = complex_make(c->s->plan, &c->s->bound);
    s.want = calloc(n * n + 1, sizeof *s.want);
    s.multiplier = check_room(m, sizeof *s.multiplier);
    if (!s.want)
        abort();
    for (size_t k = 0; k < m; k++)
        s.multiplier[k] = 0.4 + (double)(k % 4);
    find_wanted(&s);
    check_that(c, c->p->hessian.structure && c->p->hv, "a Hessian", 0);
    check_hessian(&s);
    check_hv(&s);
    if (c->p->vj)
        check_vj(&s);
    if (c->p->jv)
        check_along(&s);
    if (c->p->normal.structure)
        check_normal(&s);
    complex_free(s.complex);
    free(s.want);
    free(s.multiplier);
}
