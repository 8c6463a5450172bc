/*
 * differential_check.c -- the interpreter on a plan against the oracle on the
 * raw program, at one point after another.
 */
#include "differential_check.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

double differential_wrong = 0;

enum { SHOWN = 5 };

/* ---- comparing ---------------------------------------------------------- */

static void complain(struct check *c, const char *what, size_t i, size_t j,
                     double got, double want)
{
    if (c->failures++ < SHOWN)
        fprintf(c->log, "%s: point %u: %s %zu,%zu: %.17g, not %.17g\n",
                c->s->source->name, c->point, what, i, j, got, want);
}

void check_close(struct check *c, const char *what, size_t i, size_t j,
                    double got, double want, double room)
{
    c->s->compared++;
    c->s->finite += isfinite(want) != 0;
    if (got == want || (isnan(got) && isnan(want)))
        return;
    if (!(fabs(got - want) <= room))
        complain(c, what, i, j, got, want);
}

static bool same_bits(const void *a, const void *b, size_t bytes)
{
    return bytes == 0 || memcmp(a, b, bytes) == 0;
}

bool check_same(const double *a, const double *b, size_t n)
{
    return same_bits(a, b, n * sizeof *a);
}

void *check_room(size_t n, size_t size)
{
    void *p = malloc((n + 1) * size);

    if (!p)
        abort();
    return p;
}

double *check_poisoned(size_t n)
{
    double *p = check_room(n, sizeof *p);

    for (size_t k = 0; k <= n; k++)
        p[k] = (double)NAN;
    return p;
}

void check_that(struct check *c, bool holds, const char *what, size_t i)
{
    c->s->compared++;
    c->s->finite++;
    if (!holds)
        complain(c, what, i, 0, 0, 1);
}

/* ---- blocks of rows ----------------------------------------------------- */

static void block_free(struct block *b)
{
    free(b->u);
    free(b->jac);
    free(b->begin);
    free(b->col);
}

/* Rows [lo, hi); shapes are checked as they come. */
static struct block block_get(struct check *c, const eqr_rows *r, size_t lo,
                              size_t hi)
{
    size_t n = hi - lo, most = n * r->width;
    struct block b = {.rows = n, .u = check_poisoned(n), .jac = check_poisoned(most),
                      .begin = check_room(n + 1, sizeof(size_t)),
                      .col = check_room(most, sizeof(size_t))};

    b.begin[0] = 0;
    if (!r->structure)       /* a block that this problem has not */
        return b;
    check_that(c, r->structure(c->p->user, lo, hi, b.begin, b.col) == 0,
            "structure", lo);
    check_that(c, r->values(c->p->user, c->x, lo, hi, b.u, b.jac) == 0,
            "values", lo);
    check_that(c, b.begin[0] == 0, "structure begins at 0", lo);
    for (size_t k = 0; k < n; k++)
        check_that(c, b.begin[k] <= b.begin[k + 1] &&
                   b.begin[k + 1] - b.begin[k] <= r->width,
                "entries of a row", lo + k);
    b.entries = b.begin[n];
    for (size_t k = 0; k < b.entries && k < most; k++) {
        check_that(c, b.col[k] < c->p->n, "column", k);
        b.jac[k] *= 1 + differential_wrong;
    }
    check_that(c, most == b.entries || isnan(b.jac[b.entries]),
            "no more values than entries", lo);
    return b;
}

static bool block_part(const struct block *all, size_t lo,
                       const struct block *b)
{
    size_t first = all->begin[lo];

    for (size_t k = 0; k <= b->rows; k++)
        if (b->begin[k] + first != all->begin[lo + k])
            return false;
    return same_bits(b->u, all->u + lo, b->rows * sizeof *b->u) &&
           same_bits(b->jac, all->jac + first, b->entries * sizeof *b->jac) &&
           same_bits(b->col, all->col + first, b->entries * sizeof *b->col);
}

/* Any split gives the same rows, and so does the function without jac. */
static void check_splits(struct check *c, const eqr_rows *r,
                         const struct block *all)
{
    double *u = check_poisoned(all->rows);
    size_t cuts[4] = {0, all->rows / 3, all->rows / 3 + all->rows / 2,
                      all->rows};

    if (!r->values) {
        free(u);
        return;
    }
    check_that(c, r->values(c->p->user, c->x, 0, all->rows, u, NULL) == 0 &&
               same_bits(u, all->u, all->rows * sizeof *u),
            "values without a Jacobian", 0);
    for (int k = 0; k < 3; k++) {
        struct block b = block_get(c, r, cuts[k], cuts[k + 1]);
        check_that(c, block_part(all, cuts[k], &b), "a split of rows", cuts[k]);
        block_free(&b);
    }
    for (size_t k = 0; k < all->rows && k < 20; k++) {
        struct block b = block_get(c, r, k, k + 1);
        check_that(c, block_part(all, k, &b), "a single row", k);
        block_free(&b);
    }
    free(u);
}

static void check_rows_twice(struct check *c, const eqr_rows *r,
                             struct block *all)
{
    struct block again;

    *all = block_get(c, r, 0, r->count);
    again = block_get(c, r, 0, r->count);
    check_that(c, block_part(all, 0, &again), "a second call", 0);
    block_free(&again);
    check_splits(c, r, all);
}

/* d row k / d unknown j: entries of one column add. */
double check_entry(const struct block *b, size_t k, size_t j)
{
    double sum = 0;

    for (size_t e = b->begin[k]; e < b->begin[k + 1]; e++)
        if (b->col[e] == j)
            sum += b->jac[e];
    return sum;
}

/* ---- against the oracle ------------------------------------------------- */

static const double close_value = 1e-12, close_slope = 1e-12;

static void compare_rows(struct check *c, const struct block *b,
                         const struct family *f, size_t n, size_t j,
                         const char *what)
{
    struct oracle_row *row = check_room(b->rows, sizeof *row);
    size_t rows = oracle_rows(c->s->oracle, f, n, row, b->rows);

    check_that(c, rows == b->rows, "the number of rows", rows);
    for (size_t k = 0; k < b->rows && k < rows; k++) {
        const struct num *v = &row[k].row;
        if (j == 0 || c->p->n == 0)
            check_close(c, what, k, 0, b->u[k], v->v, close_value * v->m);
        if (j < c->p->n)
            check_close(c, what, k, j, check_entry(b, k, j), v->d,
                    close_slope * v->e);
    }
    free(row);
}

static void compare_loss(struct check *c, size_t j)
{
    struct num loss;

    if (!c->p->gradient)
        return;
    loss = oracle_loss(c->s->oracle);
    check_close(c, "loss", 0, 0, c->loss, loss.v, close_value * loss.m);
    if (j < c->p->n)
        check_close(c, "gradient", j, 0, c->gradient[j], loss.d,
                close_slope * loss.e);
}

static void check_oracle(struct check *c)
{
    const struct program *p = c->s->program;

    for (size_t j = 0; j < (c->p->n ? c->p->n : 1); j++) {
        oracle_run(c->s->oracle, c->x, j);
        compare_loss(c, j);
        compare_rows(c, &c->residual, p->families.at, p->families.n, j,
                     "row");
        compare_rows(c, &c->show, p->shows.at, p->shows.n, j, "show");
        compare_rows(c, &c->constraint, p->constraints.at, p->constraints.n,
                     j, "constraint");
    }
}

/* ---- results that are derivatives of results ----------------------------- */

/* Which of the results has this name, or SIZE_MAX. */
static size_t show_named(const struct program *p, const char *name)
{
    for (size_t k = 0; k < p->shows.n; k++)
        if (p->shows.at[k].name && strcmp(p->shows.at[k].name, name) == 0)
            return k;
    return SIZE_MAX;
}

/* `slopeK_J` is what diff made of `valueK` by unknown J. */
static void check_slopes(struct check *c)
{
    const struct program *p = c->s->program;

    for (size_t k = 0; k < p->shows.n; k++) {
        const struct family *slope = &p->shows.at[k];
        struct oracle_row value, got;
        char name[40];
        unsigned number, column;
        size_t at;
        if (!slope->name ||
            sscanf(slope->name, "slope%u_%u", &number, &column) != 2)
            continue;
        snprintf(name, sizeof name, "value%u", number);
        at = show_named(p, name);
        check_that(c, at != SIZE_MAX && column < c->p->n, "a pair of results", k);
        if (at == SIZE_MAX)
            continue;
        oracle_run(c->s->oracle, c->x, column);
        oracle_rows(c->s->oracle, &p->shows.at[at], 1, &value, 1);
        oracle_rows(c->s->oracle, slope, 1, &got, 1);
        check_close(c, "diff", k, column, got.row.v, value.row.d,
                close_slope * (value.row.e + got.row.m));
    }
}

/* ---- functions against each other --------------------------------------- */

static void check_loss(struct check *c)
{
    double f = (double)NAN, g = (double)NAN, *again = check_poisoned(c->p->n);
    void *user = c->p->user;

    if (!c->p->loss || !c->p->gradient) {
        check_that(c, !c->p->loss == !c->p->gradient, "loss and gradient", 0);
        free(again);
        return;
    }
    check_that(c, c->p->loss(user, c->x, &f) == 0, "loss", 0);
    check_that(c, c->p->loss(user, c->x, &g) == 0 &&
               same_bits(&f, &g, sizeof f), "loss, a second call", 0);
    check_that(c, c->p->gradient(user, c->x, &c->loss, c->gradient) == 0 &&
               c->p->gradient(user, c->x, &g, again) == 0 &&
               same_bits(&c->loss, &g, sizeof g) &&
               same_bits(again, c->gradient, c->p->n * sizeof *again),
            "gradient, a second call", 0);
    check_that(c, c->p->gradient(user, c->x, &g, NULL) == 0 &&
               same_bits(&c->loss, &g, sizeof g), "gradient without it", 0);
    check_close(c, "loss and gradient's loss", 0, 0, f, c->loss,
            close_value * fabs(f));
    for (size_t j = 0; j < c->p->n; j++)
        c->gradient[j] *= 1 + differential_wrong;
    free(again);
}

/* rho and rho' / (2 u) per row; without a robust loss u^2 and 1. */
void check_robust_weights(struct check *c, double *rho, double *weight)
{
    const struct block *b = &c->residual;

    for (size_t k = 0; k < b->rows; k++) {
        rho[k] = b->u[k] * b->u[k];
        weight[k] = 1;
    }
    if (!c->p->robust)
        return;
    check_that(c, c->p->robust(c->p->user, 0, b->rows, b->u, rho, weight) == 0,
            "robust", 0);
    for (size_t k = 0; k + 1 < b->rows; k += 2) {
        double r[2] = {(double)NAN, (double)NAN}, w[2] = {r[0], r[0]};
        check_that(c, c->p->robust(c->p->user, k, k + 2, b->u + k, r, w) == 0 &&
                   same_bits(r, rho + k, sizeof r) &&
                   same_bits(w, weight + k, sizeof w), "robust, a split", k);
    }
}

/* The loss is the sum of rho, its gradient 2 J' (weight u). */
static void check_squares(struct check *c)
{
    const struct block *b = &c->residual;
    double *rho = check_poisoned(b->rows), *weight = check_poisoned(b->rows);
    double sum = 0;

    check_robust_weights(c, rho, weight);
    for (size_t k = 0; k < b->rows; k++)
        sum += rho[k];
    if (c->p->cls != EQR_CLASS_MINIMISE && c->p->gradient) {
        check_close(c, "the sum of rho", 0, 0, sum, c->loss, close_value * sum);
        for (size_t j = 0; j < c->p->n; j++) {
            double want = 0, scale = 0;
            for (size_t k = 0; k < b->rows; k++) {
                double t = 2 * weight[k] * b->u[k] * check_entry(b, k, j);
                want += t;
                scale += fabs(t);
            }
            check_close(c, "gradient and 2 J'u", j, 0, c->gradient[j], want,
                    1e-11 * scale);
        }
    }
    free(rho);
    free(weight);
}

static void check_robust(struct check *c)
{
    const struct program *p = c->s->program;
    struct oracle_row *row = check_room(c->residual.rows, sizeof *row);
    double *rho = check_poisoned(c->residual.rows);
    double *weight = check_poisoned(c->residual.rows);

    oracle_rows(c->s->oracle, p->families.at, p->families.n, row,
                c->residual.rows);
    check_robust_weights(c, rho, weight);
    for (size_t k = 0; c->p->robust && k < c->residual.rows; k++)
        check_close(c, "rho", k, 0, rho[k], row[k].rho.v,
                close_value * row[k].rho.m);
    free(row);
    free(rho);
    free(weight);
}

/* In a recurrence each step counts what it is made from (src/math/drift.c). */
static double steps_most(const struct program *p)
{
    for (size_t k = 0; k < p->loops.n; k++)
        if (p->loops.at[k].group)
            return 100;
    return 1;
}

/* M is at least either side, and no more than all that went into them. */
static void check_magnitude(struct check *c, size_t n,
                            int (*magnitude)(void *, const eqr_real *, size_t,
                                             size_t, eqr_real *),
                            const struct family *families, size_t count)
{
    struct oracle_row *row = check_room(n, sizeof *row);
    double *m = check_poisoned(n), *again = check_poisoned(n);

    check_that(c, magnitude(c->p->user, c->x, 0, n, m) == 0 &&
               magnitude(c->p->user, c->x, 0, n, again) == 0 &&
               same_bits(m, again, n * sizeof *m), "magnitude", 0);
    oracle_rows(c->s->oracle, families, count, row, n);
    for (size_t k = 0; k < n; k++) {
        double least = fmax(fabs(row[k].left.v), fabs(row[k].right.v));
        double most = (row[k].left.m + row[k].right.m) *
                      steps_most(c->s->program);
        check_that(c, !isfinite(least) || m[k] >= least * (1 - 1e-12),
                "M is at least the sides", k);
        check_that(c, !isfinite(most) || m[k] <= most * (1 + 1e-9),
                "M is not too large", k);
    }
    free(row);
    free(m);
    free(again);
}

static void check_magnitudes(struct check *c)
{
    const struct program *p = c->s->program;

    if (c->p->magnitude)
        check_magnitude(c, c->residual.rows, c->p->magnitude, p->families.at,
                        p->families.n);
    if (c->p->constraint_magnitude)
        check_magnitude(c, c->constraint.rows, c->p->constraint_magnitude,
                        p->constraints.at, p->constraints.n);
}

/* Senses are those of the families, in order. */
static void check_senses(struct check *c)
{
    const struct program *p = c->s->program;
    size_t n = c->constraint.rows, at = 0;
    size_t *sense = check_room(n, sizeof *sense);

    check_that(c, !c->p->sense == (p->constraints.n == 0), "senses", 0);
    if (c->p->sense)
        check_that(c, c->p->sense(c->p->user, 0, n, sense) == 0, "senses", 0);
    for (size_t k = 0; k < p->constraints.n; k++)
        for (size_t rows = oracle_rows(c->s->oracle, &p->constraints.at[k], 1,
                                       NULL, 0); rows > 0; rows--, at++)
            check_that(c, at < n && sense[at] == p->constraints.at[k].sense,
                    "the sense of a constraint", at);
    free(sense);
}

/* ---- one point ---------------------------------------------------------- */

static void prepare(struct check *c, const double *x)
{
    if (c->p->prepare)
        check_that(c, c->p->prepare(c->p->user, x) == 0, "prepare", 0);
}

static bool near(const double *a, const double *b, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!(fabs(a[k] - b[k]) <= 1e-11 * fmax(1, fabs(a[k]))) &&
            !same_bits(&a[k], &b[k], sizeof a[k]))
            return false;
    return true;
}

/*
 * What was computed here must come again after having been elsewhere; but for
 * rounding, since loss and gradient keep what they have computed, too, and may
 * add in another order than prepare does.
 */
static void check_return(struct check *c)
{
    struct block again;
    double f = (double)NAN, *x = check_poisoned(c->p->n);

    bound_point(&c->s->bound, 999, 1, x);
    prepare(c, x);
    again = block_get(c, &c->p->residual, 0, c->p->residual.count);
    block_free(&again);
    if (c->p->loss)
        check_that(c, c->p->loss(c->p->user, x, &f) == 0, "loss", 0);
    prepare(c, c->x);
    again = block_get(c, &c->p->residual, 0, c->p->residual.count);
    check_that(c, near(c->residual.u, again.u, again.rows) &&
               near(c->residual.jac, again.jac, again.entries),
            "after another point", 0);
    block_free(&again);
    free(x);
}

static void check_point(struct check *c, unsigned seed)
{
    c->x = check_poisoned(c->p->n);
    c->gradient = check_poisoned(c->p->n);
    bound_point(&c->s->bound, seed, c->point, c->x);
    prepare(c, c->x);
    check_loss(c);
    check_rows_twice(c, &c->p->residual, &c->residual);
    check_rows_twice(c, &c->p->show, &c->show);
    check_rows_twice(c, &c->p->constraint, &c->constraint);
    check_oracle(c);
    check_slopes(c);
    check_squares(c);
    check_robust(c);
    check_magnitudes(c);
    check_senses(c);
    check_second(c);
    check_return(c);
    block_free(&c->residual);
    block_free(&c->show);
    block_free(&c->constraint);
    free(c->x);
    free(c->gradient);
}

static void compare_vector(struct check *c, const char *what,
                           const struct loop *loops, size_t n,
                           const double *got)
{
    struct num *v = check_room(c->p->n, sizeof *v);

    oracle_vector(c->s->oracle, loops, n, v);
    for (size_t j = 0; j < c->p->n && got; j++)
        check_close(c, what, j, 0, got[j], v[j].v, close_value * v[j].m);
    free(v);
}

/* Starts and bounds are computed by the plan too. */
static void check_start(struct check *c)
{
    const struct program *p = c->s->program;

    oracle_run(c->s->oracle, c->s->bound.start, SIZE_MAX);
    compare_vector(c, "lower", p->lowers.at, p->lowers.n, c->p->lower);
    compare_vector(c, "upper", p->uppers.at, p->uppers.n, c->p->upper);
    compare_vector(c, "start", p->starts.at, p->starts.n, c->s->bound.start);
}

size_t subject_check(struct subject *s, unsigned seed, unsigned points,
                     FILE *log)
{
    struct check c = {.s = s, .p = &s->bound.problem, .log = log};

    check_start(&c);
    for (c.point = 0; c.point <= points; c.point++)
        check_point(&c, seed);
    return c.failures;
}
