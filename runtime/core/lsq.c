/*
 * lsq.c -- the linear least-squares problem at a point; see lsq.h.
 *
 * Folding by blocks keeps memory independent of the number of rows and has
 * the accuracy of QR: J'J is never formed (Bjorck, Numerical Methods for
 * Least Squares Problems, 1996, sections 2.4 and 6.2).
 */
#include "lsq.h"

#include "dense.h"

EQR_API void eqr_lsq_take(eqr_lsq *q, const eqr_problem *p, eqr_arena *a)
{
    size_t n = p->n;

    q->n = n;
    q->rows = eqr_block_rows(p);
    q->pass = eqr_pass_plain();
    q->r = eqr_take_reals(a, n, n + 1);
    q->f = eqr_take_reals(a, n, n + 1);
    q->s = eqr_take_reals(a, n, n + 1);
    q->e = eqr_take_reals(a, n, n + 1);
    q->c = eqr_take_reals(a, n, 1);
    q->g = eqr_take_reals(a, n, 1);
    q->tau = eqr_take_reals(a, n, 1);
    q->v = eqr_take_reals(a, n + 2, 1);
    q->alone = eqr_take_reals(a, n, 1);
    q->perm = (size_t *)eqr_take(a, n, sizeof(size_t));
    q->block = eqr_take_reals(a, q->rows, n + 1);
    q->pass.jac = eqr_take_reals(a, q->rows, p->residual.width + 1);
    /* One more than the widest row: never NULL, which would mean no J. */
    if (p->residual.width < (size_t)-1 / (EQR_BLOCK + 1))
        q->pass.col = (size_t *)eqr_take(a, q->rows * (p->residual.width + 1),
                                         sizeof(size_t));
    else
        a->overflow = 1;
}

/* Note the rows that hold a single unknown: x = 0 must be met to the bit. */
static void lsq_alone(eqr_lsq *q, const eqr_block *b)
{
    size_t i, k;

    for (i = 0; q->pass.judge && i < b->hi - b->lo; ++i) {
        k = b->start[i];
        if (b->start[i + 1] == k + 1 && b->jac[k] != 0)
            q->alone[b->col[k]] = -b->u[i] / b->jac[k];
    }
}

/* One block of rows, weighted, spread out and folded. */
static void lsq_sink(void *to, const eqr_block *b)
{
    eqr_lsq *q = (eqr_lsq *)to;
    size_t i, k, n = q->n, ld = q->rows, rows = b->hi - b->lo;

    for (i = 0; i < ld * (n + 1); ++i)
        q->block[i] = 0;
    for (i = 0; i < rows; ++i) {
        eqr_real w = b->weight[i] > 0 ? EQR_SQRT(b->weight[i]) : 0;

        if (q->pass.scale)
            w *= q->pass.scale[b->lo + i];
        for (k = b->start[i]; k < b->start[i + 1]; ++k)
            q->block[b->col[k] * ld + i] += w * b->jac[k];
        q->block[n * ld + i] = w * b->u[i];
    }
    lsq_alone(q, b);
    eqr_fold(n, q->r, rows, ld, q->block, 0);
    q->rest += eqr_dot(rows, q->block + n * ld, q->block + n * ld);
}

EQR_API int eqr_lsq_fold(eqr_lsq *q, const eqr_problem *p, const eqr_real *x)
{
    size_t i, j, n = q->n;
    int code;

    q->pass.sink = lsq_sink;
    q->pass.to = q;
    q->rest = 0;
    for (i = 0; i < n * (n + 1); ++i)
        q->r[i] = 0;
    for (j = 0; j < n; ++j)
        q->alone[j] = EQR_AUTO;
    if ((code = eqr_rows_pass(p, x, &q->pass)) != 0)
        return code;
    q->v[0] = eqr_norm(n, q->r + n * n);
    q->v[1] = EQR_SQRT(q->rest);
    q->norm = eqr_norm(2, q->v);
    q->rounding = 0;
    for (j = 0; j < n; ++j) {
        q->c[j] = eqr_norm(j + 1, q->r + j * n);
        q->g[j] = eqr_dot(j + 1, q->r + j * n, q->r + n * n);
        q->rounding += EQR_EPS * EQR_ABS(x[j]) * q->c[j];
        if (q->c[j] == 0)
            q->c[j] = 1;
        if (!EQR_FINITE(q->c[j]))
            return EQR_DOMAIN;
    }
    return 0;
}

EQR_API int eqr_lsq_load(eqr_lsq *q, eqr_run *run, const eqr_real *x)
{
    int code = eqr_charge(run);

    if (code != 0)
        return code;
    ++run->result->residual_evaluations;
    ++run->result->jacobian_evaluations;
    return eqr_lsq_fold(q, run->problem, x);
}

/*
 * A column counts when what is left of it, of length 1 at first, exceeds the
 * rounding that made it: 64 eps for its values, as for equations; and what
 * folding adds, a random walk in the number of rows (Higham, Accuracy and
 * Stability of Numerical Algorithms, 2002, section 19.3 and 2.8).
 */
static eqr_real lsq_rank_tol(const eqr_lsq *q, const eqr_problem *p)
{
    eqr_real rows = EQR_SQRT((eqr_real)p->residual.count);

    return EQR_HOLDS + EQR_EPS * (rows + (eqr_real)q->n);
}

EQR_API void eqr_lsq_factor(eqr_lsq *q, const eqr_problem *p,
                            const eqr_real *x)
{
    size_t i, j, n = q->n;

    for (j = 0; j < n; ++j) {
        int held = x && eqr_held(p, x, j, q->g[j]);

        for (i = 0; i < n; ++i)
            q->f[j * n + i] = held || i > j ? 0 : q->r[j * n + i] / q->c[j];
    }
    eqr_copy(n, q->r + n * n, q->f + n * n);
    q->rank = eqr_qr(n, n, 1, q->f, q->tau, q->perm, lsq_rank_tol(q, p));
    q->along = eqr_norm(q->rank, q->f + n * n);
}

/* The shortest of many: p = M^-1 Q R'^-1 b with (F M^-1)' = Q R. */
static void lsq_shortest(eqr_lsq *q, const eqr_real *metric)
{
    size_t i, j, n = q->n, k = q->rank;

    for (j = 0; j < n; ++j) {
        size_t at = q->perm[j];
        eqr_real unit = q->c[at] / (metric ? metric[at] : 1);

        for (i = 0; i < k; ++i)
            q->s[i * n + j] = i <= j ? q->f[j * n + i] * unit : 0;
    }
    eqr_qr(n, k, 0, q->s, q->tau, NULL, 0);
    eqr_solve_upper_t(k, n, q->s, q->v);
    for (j = k; j < n; ++j)
        q->v[j] = 0;
    eqr_qr_apply(n, k, q->s, q->tau, q->v);
    for (j = 0; metric && j < n; ++j)
        q->v[j] /= metric[q->perm[j]];
}

/*
 * Where a step is, to rounding, what a single row says, take what the row
 * says: the triangle has mixed it with the rounding of all other rows.
 */
static void lsq_exact(const eqr_lsq *q, eqr_real *p)
{
    size_t j, n = q->n;
    eqr_real most = 0;

    for (j = 0; j < n; ++j)
        most = EQR_ABS(p[j]) > most ? EQR_ABS(p[j]) : most;
    for (j = 0; q->pass.judge && j < n; ++j)
        if (EQR_ABS(p[j] - q->alone[j]) <= EQR_SQRT(EQR_EPS) * most)
            p[j] = q->alone[j];
}

EQR_API void eqr_lsq_newton(eqr_lsq *q, const eqr_real *metric, eqr_real *p)
{
    size_t j, n = q->n;

    for (j = 0; j < n; ++j)
        q->v[j] = -q->f[n * n + j];
    if (q->rank < n) {
        lsq_shortest(q, metric);
    } else {
        eqr_solve_upper(n, n, q->f, q->v);
        for (j = 0; j < n; ++j)
            q->v[j] /= q->c[q->perm[j]];
    }
    for (j = 0; j < n; ++j)
        p[q->perm[j]] = q->v[j];
    lsq_exact(q, p);
}

EQR_API void eqr_lsq_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                            eqr_real *p)
{
    size_t i, j, n = q->n;

    for (j = 0; j <= n; ++j)
        for (i = 0; i < n; ++i) {
            q->s[j * n + i] = i > j ? 0 : q->f[j * n + i];
            q->e[j * n + i] = 0;
        }
    for (j = 0; j < n; ++j)
        q->e[j * n + j] = EQR_SQRT(mu) * d[q->perm[j]] / q->c[q->perm[j]];
    eqr_fold(n, q->s, n, n, q->e, 1);
    for (j = 0; j < n; ++j)
        q->v[j] = -q->s[n * n + j];
    eqr_solve_upper(n, n, q->s, q->v);
    for (j = 0; j < n; ++j)
        p[q->perm[j]] = q->v[j] / q->c[q->perm[j]];
}

/* v = R p */
static void lsq_multiply(eqr_lsq *q, const eqr_real *p)
{
    size_t i, j, n = q->n;

    for (i = 0; i < n; ++i)
        q->v[i] = 0;
    for (j = 0; j < n; ++j)
        for (i = 0; i <= j; ++i)
            q->v[i] += q->r[j * n + i] * p[j];
}

EQR_API eqr_real eqr_lsq_gain(eqr_lsq *q, const eqr_real *p)
{
    size_t i, n = q->n;
    eqr_real gain = 0;

    lsq_multiply(q, p);
    for (i = 0; i < n; ++i)
        gain -= q->v[i] * (2 * q->r[n * n + i] + q->v[i]);
    return gain;
}

EQR_API eqr_real eqr_lsq_image(eqr_lsq *q, const eqr_real *p)
{
    lsq_multiply(q, p);
    return eqr_norm(q->n, q->v);
}

EQR_API eqr_real eqr_lsq_length(const eqr_lsq *q, const eqr_real *d,
                                const eqr_real *p)
{
    size_t j;

    for (j = 0; j < q->n; ++j)
        q->v[j] = d[j] * p[j];
    return eqr_norm(q->n, q->v);
}
