/*
 * statistics.c -- errors, rank and derived results at a solution.
 *
 * Everything comes from the pivoted triangle F of the Jacobian: for a linear
 * function a'x of the unknowns that the rows determine, its variance is
 * s^2 |F'^-1 a|^2 (Bjorck, Numerical Methods for Least Squares Problems, 1996,
 * sections 2.8 and 1.2.3); J'J is never formed.  Where every sigma is known
 * robust weights are taken as known, else see psi.h; unknowns held at a bound
 * are constants.  Beside constraints there are no errors: the rows alone do not
 * say what is free.
 */
#include "statistics.h"

#include "dense.h"
#include "psi.h"
#include "second.h"

typedef struct stat_own {
    eqr_lsq q;
    eqr_real variance;       /* of one row */
    eqr_real *a;             /* n: a function of the unknowns */
    eqr_real *level;         /* n */
    eqr_real *jac;           /* one row of show */
    size_t *col;
} stat_own;

/* What counts as zero in a direction: far above rounding, far below 1. */
static eqr_real stat_zero(void)
{
    return EQR_SQRT(EQR_EPS) / 16;
}

EQR_API int eqr_statistics_is_large(const eqr_problem *p)
{
    return p->analysis && p->n > EQR_STATISTICS_MOST;
}

static size_t stat_layout(const eqr_problem *p, void *work, stat_own *s,
                          eqr_statistics_result *out)
{
    eqr_arena a = {NULL, 0, 0};
    eqr_problem dense = *p;
    size_t n = eqr_statistics_is_large(p) ? 0 : p->n;

    dense.analysis = NULL;
    dense.n = n;
    a.base = (char *)work;
    eqr_lsq_take(&s->q, &dense, &a);
    s->a = eqr_take_reals(&a, p->n, 1);
    s->jac = eqr_take_reals(&a, p->show.width + 1, 1);
    s->col = (size_t *)eqr_take(&a, p->show.width + 1, sizeof(size_t));
    out->scratch = eqr_take_reals(&a, p->n, 2);
    out->std_error = eqr_take_reals(&a, p->n, 1);
    out->covariance = eqr_take_reals(&a, n, n);
    out->free_basis = eqr_take_reals(&a, n, n);
    if (n < p->n)
        out->covariance = out->free_basis = NULL;
    s->level = eqr_take_reals(&a, p->n, 1);
    out->show = eqr_take_reals(&a, p->show.count, 1);
    out->show_error = eqr_take_reals(&a, p->show.count, 1);
    return eqr_taken(&a);
}

EQR_API size_t eqr_statistics_size(const eqr_problem *p)
{
    eqr_statistics_result out;
    stat_own s;

    return stat_layout(p, NULL, &s, &out);
}

/* ------------------------------------------------------ the free directions */

/* v, or the fraction with a small denominator that rounding made it from. */
static eqr_real stat_clean(eqr_real v)
{
    int k;

    if (EQR_ABS(v) > EQR_C(1e3))
        return v;
    for (k = 1; k <= 12; ++k) {
        eqr_real near = EQR_FLOOR(v * (eqr_real)k + EQR_C(0.5)) / (eqr_real)k;

        if (EQR_ABS(v - near) <= stat_zero())
            return near;
    }
    return v;
}

/* The null space of J, one vector a row. */
static void stat_null_space(stat_own *s, eqr_statistics_result *out)
{
    size_t j, n = s->q.n, k = s->q.rank;

    out->free_count = n - k;
    for (j = k; j < n; ++j)
        eqr_lsq_null(&s->q, j, out->free_basis + (j - k) * n);
}

/* The row, of those from `from` on, with the largest element in column j. */
static size_t stat_largest(const eqr_real *b, size_t from, size_t count,
                           size_t n, size_t j)
{
    size_t i, at = from;

    for (i = from + 1; i < count; ++i)
        if (EQR_ABS(b[i * n + j]) > EQR_ABS(b[at * n + j]))
            at = i;
    return at;
}

static void stat_swap_rows(eqr_real *b, size_t n, size_t i, size_t k)
{
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real keep = b[i * n + j];

        b[i * n + j] = b[k * n + j];
        b[k * n + j] = keep;
    }
}

/* Gauss-Jordan: row `done` gets a 1 in column j, all others a 0. */
static void stat_eliminate(eqr_real *b, size_t count, size_t n, size_t done,
                           size_t j)
{
    eqr_real factor = b[done * n + j];
    size_t i, k;

    for (k = 0; k < n; ++k)
        b[done * n + k] /= factor;
    for (i = 0; i < count; ++i) {
        factor = i == done ? 0 : b[i * n + j];
        for (k = 0; factor != 0 && k < n; ++k)
            b[i * n + k] -= factor * b[done * n + k];
    }
}

static void stat_echelon(eqr_real *b, size_t count, size_t n)
{
    size_t i, j, done = 0;

    for (j = 0; j < n && done < count; ++j) {
        size_t at = stat_largest(b, done, count, n, j);

        if (!(EQR_ABS(b[at * n + j]) > stat_zero()))
            continue;
        stat_swap_rows(b, n, at, done);
        stat_eliminate(b, count, n, done, j);
        ++done;
    }
    for (i = 0; i < count * n; ++i)
        b[i] = stat_clean(b[i]);
}

/* ----------------------------------------------------------- second order */

/* What a direction that is known to 3 % has of an unknown, beside its most. */
#define STAT_LEVEL EQR_C(0.1)

/* Keep of the direction what counts, in units that make columns alike. */
static void stat_sharpen(const eqr_lsq *q, eqr_real *d)
{
    eqr_real most = 0, size = 0;
    size_t j;

    for (j = 0; j < q->n; ++j)
        most = EQR_ABS(d[j]) * q->c[j] > most ? EQR_ABS(d[j]) * q->c[j] : most;
    for (j = 0; j < q->n; ++j) {
        d[j] = EQR_ABS(d[j]) * q->c[j] > STAT_LEVEL * most ? d[j] : 0;
        size = EQR_ABS(d[j]) > size ? EQR_ABS(d[j]) : size;
    }
    for (j = 0; j < q->n; ++j)
        d[j] /= size;
}

/* Is the loss level in a direction that the rows see?  Then x again. */
static int stat_level(stat_own *s, const eqr_problem *p, const eqr_real *x,
                       eqr_statistics_result *out)
{
    eqr_result found;
    eqr_run run;             /* what a pass is charged to */

    run.problem = p;
    run.x = out->scratch;
    run.result = &found;
    run.left = (size_t)-1;
    found.residual_evaluations = found.jacobian_evaluations = 0;
    eqr_copy(p->n, x, run.x);
    if (eqr_second(&s->q, &run, 0, s->level) == EQR_SECOND_LEVEL) {
        stat_sharpen(&s->q, s->level);
        out->level = s->level;
    }
    return p->prepare ? p->prepare(p->user, x) : 0;
}

/* Does a'x change along it?  Products with parts of either sign cancel. */
static int stat_is_level(const stat_own *s, const eqr_statistics_result *out)
{
    eqr_real sum = 0, size = 0;
    size_t j;

    for (j = 0; out->level && j < s->q.n; ++j) {
        sum += s->a[j] * out->level[j];
        size += EQR_ABS(s->a[j] * out->level[j]);
    }
    return EQR_ABS(sum) > STAT_LEVEL * size;
}

/* ----------------------------------------------------------------- variance */

/*
 * v = F11'^-1 (a1 / c): then |v|^2 is the variance of a'x in units of a row's.
 * 0 where the rows do not determine a'x: a is no combination of them.
 */
static int stat_function(stat_own *s, const eqr_problem *p,
                         const eqr_real *x)
{
    eqr_lsq *q = &s->q;
    size_t j, n = q->n, k = q->rank;
    eqr_real size = 0;

    for (j = 0; j < n; ++j) {
        size_t at = q->perm[j];

        q->v[j] = s->a[at] / q->c[at];
        if (eqr_held(p, x, at, q->g[at]))
            q->v[j] = 0;
        if (EQR_ABS(q->v[j]) > size)
            size = EQR_ABS(q->v[j]);
    }
    eqr_solve_upper_t(k, n, q->f, q->v);
    for (j = k; j < n; ++j)
        if (!(EQR_ABS(q->v[j] - eqr_dot(k, q->f + j * n, q->v)) <=
              stat_zero() * size))
            return 0;
    return 1;
}

/* The columns F'^-1 e_j of all unknowns, in q->s; then their products. */
static void stat_covariance(stat_own *s, const eqr_problem *p,
                            const eqr_real *x, eqr_statistics_result *out)
{
    eqr_lsq *q = &s->q;
    size_t i, j, n = q->n;

    for (j = 0; j < n; ++j) {
        for (i = 0; i < n; ++i)
            s->a[i] = i == j;
        out->std_error[j] = EQR_AUTO;
        if (!eqr_held(p, x, j, q->g[j]) && !stat_is_level(s, out) &&
            stat_function(s, p, x))
            out->std_error[j] = EQR_SQRT(s->variance) *
                                eqr_norm(q->rank, q->v);
        eqr_copy(q->rank, q->v, q->s + j * n);
    }
    for (i = 0; i < n; ++i)
        for (j = 0; j < n; ++j) {
            eqr_real e = out->std_error[i] + out->std_error[j];

            out->covariance[i * n + j] =
                e != e ? e
                       : s->variance * eqr_dot(q->rank, q->s + i * n,
                                               q->s + j * n);
        }
}

/* ------------------------------------------------------------------ results */

/* One derived result and, by the delta method, its error. */
static int stat_show(stat_own *s, const eqr_problem *p, const eqr_real *x,
                     size_t k, eqr_statistics_result *out)
{
    size_t i, start[2];
    int code;

    out->show_error[k] = EQR_AUTO;
    code = p->show.values(p->user, x, k, k + 1, out->show + k, s->jac);
    if (code != 0 || !p->residual.values || p->constraint.count ||
        !EQR_FINITE(out->show[k]) || eqr_statistics_is_large(p))
        return code;
    if ((code = p->show.structure(p->user, k, k + 1, start, s->col)) != 0)
        return code;
    for (i = 0; i < p->n; ++i)
        s->a[i] = 0;
    for (i = start[0]; i < start[1]; ++i)
        s->a[s->col[i]] += s->jac[i];
    if (!stat_is_level(s, out) && stat_function(s, p, x))
        out->show_error[k] = EQR_SQRT(s->variance) *
                             eqr_norm(s->q.rank, s->q.v);
    return 0;
}

static void stat_clear(const eqr_problem *p, eqr_statistics_result *out)
{
    size_t j;

    out->rank = out->clear = out->held = out->dof = out->free_count = 0;
    out->sse = out->chi2 = out->residual_sd = out->rounding = EQR_AUTO;
    out->triangle = NULL;
    out->level = NULL;
    for (j = 0; j < p->n; ++j)
        out->std_error[j] = EQR_AUTO;
    for (j = 0; out->covariance && j < p->n * p->n; ++j)
        out->covariance[j] = EQR_AUTO;
}

/*
 * Robust fits: the triangle of J without their weights, and the variance that
 * goes with it.  What is held is so by the slope of the robust loss.
 */
static int stat_robust(stat_own *s, const eqr_problem *p, const eqr_real *x,
                       eqr_statistics_result *out)
{
    eqr_lsq *q = &s->q;
    eqr_real variance;
    int code = eqr_psi_variance(p, x, out->dof, &variance);

    if (code != 0 || !(variance >= 0))
        return code;
    eqr_copy(p->n, q->g, out->scratch);
    q->pass.plain = 1;
    code = eqr_lsq_fold(q, p, x);
    q->pass.plain = 0;
    eqr_copy(p->n, out->scratch, q->g);
    eqr_lsq_factor(q, p, x);
    s->variance = variance;
    return code;
}

static int stat_rows(stat_own *s, const eqr_problem *p, const eqr_real *x,
                     eqr_statistics_result *out)
{
    eqr_lsq *q = &s->q;
    int code = eqr_lsq_fold(q, p, x);
    size_t j;

    if (code != 0)
        return code;
    eqr_lsq_factor(q, p, NULL);
    out->rank = q->rank;
    stat_null_space(s, out);
    stat_echelon(out->free_basis, out->free_count, p->n);
    for (j = 0; j < p->n; ++j)
        out->held += (size_t)eqr_held(p, x, j, q->g[j]);
    eqr_lsq_factor(q, p, x);
    if ((code = stat_level(s, p, x, out)) != 0)
        return code;
    if (p->residual.count > q->rank)
        out->dof = p->residual.count - q->rank;
    out->sse = q->pass.sse;
    if (p->flags & EQR_ABSOLUTE)
        out->chi2 = q->norm * q->norm;
    if (out->dof) {
        out->residual_sd = q->norm / EQR_SQRT((eqr_real)out->dof);
        out->rounding = q->rounding / EQR_SQRT((eqr_real)out->dof);
    }
    s->variance = p->flags & EQR_ABSOLUTE
                      ? 1 : out->residual_sd * out->residual_sd;
    if (p->robust && !(p->flags & EQR_ABSOLUTE) && out->free_count == 0 &&
        (code = stat_robust(s, p, x, out)) != 0)
        return code;
    stat_covariance(s, p, x, out);
    out->triangle = q->f;
    out->clear = q->rank;
    return 0;
}

EQR_API int eqr_statistics(const eqr_problem *p, const eqr_real *x,
                           void *work, eqr_statistics_result *out)
{
    stat_own s;
    size_t k;
    int code = 0;

    s.variance = EQR_AUTO;
    stat_layout(p, work, &s, out);
    stat_clear(p, out);
    if (p->residual.values && !p->constraint.count &&
        !eqr_statistics_is_large(p))
        code = stat_rows(&s, p, x, out);
    else if (p->prepare)
        code = p->prepare(p->user, x);
    for (k = 0; code == 0 && k < p->show.count; ++k)
        code = stat_show(&s, p, x, k, out);
    return code;
}
