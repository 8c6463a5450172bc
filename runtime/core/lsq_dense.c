/*
 * lsq_dense.c -- linear least squares in dense triangles: columns are pivoted,
 * and where rank is missing the step is the shortest.
 *
 * Folding by blocks keeps memory independent of the number of rows and has
 * the accuracy of QR: J'J is never formed (Bjorck, Numerical Methods for
 * Least Squares Problems, 1996, sections 2.4 and 6.2).
 */
#include "lsq.h"

#include "dense.h"
#include "lsq_gram.h"

static void dense_take(eqr_lsq *q, const eqr_problem *p, eqr_arena *a)
{
    size_t n = p->n;

    q->r = eqr_take_reals(a, n, n + 1);
    q->f = eqr_take_reals(a, n, n + 1);
    q->s = eqr_take_reals(a, n, n + 1);
    q->e = eqr_take_reals(a, n, n + 1);
    q->tau = eqr_take_reals(a, n, 1);
    q->inv = eqr_take_reals(a, n, 1);
    q->unit = eqr_take_reals(a, n, 1);
    q->perm = (size_t *)eqr_take(a, n, sizeof(size_t));
    q->block = eqr_take_reals(a, q->rows + 4, n + 1);
}

/* Rows of another weight than 1; all right sides into the block. */
static void dense_weigh(eqr_lsq *q, const eqr_block *b)
{
    eqr_real *u = q->block + q->n * q->rows;
    size_t i, k, rows = b->hi - b->lo;

    eqr_copy(rows, b->u, u);
    for (i = 0; (!b->plain || q->pass.scale) && i < rows; ++i) {
        eqr_real w = eqr_lsq_weight(q, b, i);

        u[i] *= w;
        for (k = b->start[i]; k < b->start[i + 1]; ++k)
            b->jac[k] *= w;
    }
}

/*
 * The first block: its triangle is all there is.  Not where rows may hold to
 * the bit: a fold treats them alike, and so sums cancel that should.
 */
static void dense_first(eqr_lsq *q)
{
    size_t j, n = q->n, ld = q->rows, top = ld < n ? ld : n;

    eqr_qr(ld, n, 1, q->block, q->tau, NULL, 0);
    for (j = 0; j <= n; ++j)
        eqr_copy(j + 1 < top ? j + 1 : top, q->block + j * ld, q->r + j * n);
    for (j = 0; j < top; ++j)
        q->block[n * ld + j] = 0;
}

/* Fold the rows at hand: their entries, and the block's last column. */
static void dense_fold(eqr_lsq *q, size_t rows)
{
    const size_t *start = q->pass.start, *col = q->pass.col;
    const eqr_real *jac = q->pass.jac;
    eqr_real *block = q->block, *u = block + q->n * q->rows;
    size_t i, k, ld = q->rows;

    for (i = 0; i < ld * q->n; ++i)
        block[i] = 0;
    for (i = 0, k = start[0]; i < rows; ++i)
        for (; k < start[i + 1]; ++k)
            block[col[k] * ld + i] += jac[k];
    if (q->empty && q->gram != EQR_GRAM_NEVER)
        dense_first(q);
    else
        eqr_fold(q->n, q->r, rows, ld, block, 0);
    q->empty = 0;
    q->rest += eqr_dot(rows, u, u);
}

static void dense_sink(eqr_lsq *q, const eqr_block *b)
{
    size_t rows = b->hi - b->lo;

    dense_weigh(q, b);
    if (q->squared)
        eqr_gram_add(q, rows);
    else
        dense_fold(q, rows);
}

static void dense_empty(eqr_lsq *q)
{
    size_t i, n = q->n;
    eqr_real *to = q->squared ? q->e : q->r;

    q->rest = 0;
    q->empty = 1;
    for (i = 0; i < n * (n + 1); ++i)
        to[i] = 0;
}

static void dense_begin(eqr_lsq *q)
{
    q->squared = q->gram == EQR_GRAM_NEXT;
    q->made = 0;
    dense_empty(q);
}

/* J'J will not do: the rows again, from here where they still are. */
static void dense_refold(eqr_lsq *q)
{
    q->squared = 0;
    q->gram = q->all > q->rows ? EQR_GRAM_NEVER : EQR_GRAM_LATER;
    q->again = q->all > q->rows;
    if (!q->again) {
        dense_empty(q);
        dense_fold(q, q->rows);
    }
}

static void dense_end(eqr_lsq *q)
{
    size_t j, n = q->n;

    if (q->squared) {
        q->made = eqr_gram_end(q);
        if (!q->made)
            dense_refold(q);
    }
    if (q->made || q->again)
        return;
    q->v[0] = eqr_norm(n, q->r + n * n);
    q->v[1] = EQR_SQRT(q->rest);
    q->norm = eqr_norm(2, q->v);
    for (j = 0; j < n; ++j) {
        q->c[j] = eqr_norm(j + 1, q->r + j * n);
        q->g[j] = eqr_dot(j + 1, q->r + j * n, q->r + n * n);
    }
}

static int dense_held(const eqr_lsq *q, const eqr_problem *p,
                      const eqr_real *x, size_t j)
{
    return (q->only && !q->only[j]) || (x && eqr_held(p, x, j, q->g[j]));
}

static void dense_units(size_t n, const eqr_real *r, eqr_real *unit)
{
    size_t j;

    for (j = 0; j < n; ++j)
        unit[j] = 1 / r[j * n + j];
}

/* Columns of r, 0 for those held, to length 1. */
static void dense_columns(eqr_lsq *q, const eqr_problem *p, const eqr_real *x)
{
    size_t i, j, n = q->n;

    for (j = 0; j < n; ++j) {
        int held = dense_held(q, p, x, j);

        for (i = 0; i < n; ++i)
            q->f[j * n + i] = i > j || held ? 0 : q->r[j * n + i] / q->c[j];
        q->inv[j] = 1 / q->c[j];
        q->perm[j] = j;
    }
    eqr_copy(n, q->r + n * n, q->f + n * n);
    dense_units(n, q->f, q->unit);
}

/*
 * Where the inverse has a bound that leaves no doubt of the rank, nor of its
 * columns being clear, the triangle is its own factor; else, and where rows
 * may hold to the bit, it is pivoted.
 */
static void dense_factor(eqr_lsq *q, const eqr_problem *p, const eqr_real *x)
{
    size_t j, n = q->n, held = 0;
    eqr_real inverse;

    for (j = 0; j < n; ++j)
        held += dense_held(q, p, x, j) != 0;
    q->rank = n;
    if (held && q->made)
        eqr_gram_unfold(q);
    q->made = q->made && !held;
    if (!q->made) {
        dense_columns(q, p, x);
        inverse = eqr_inverse_bound(n, q->f, q->unit, q->v);
        if (q->gram == EQR_GRAM_NEVER ||
            !(inverse <= EQR_C(1e-3) / EQR_SQRT(EQR_EPS))) {
            q->rank = eqr_qr(n, n, 1, q->f, q->tau, q->perm,
                             eqr_lsq_rank_tol(q, p));
            dense_units(n, q->f, q->unit);
        }
        if (!held && !q->squared && q->rank == n)
            eqr_gram_plan(q, inverse);
    }
    q->along = eqr_norm(q->rank, q->f + n * n);
}

/* v = R^-1 v, unit the inverse of the diagonal. */
static void dense_solve(size_t n, const eqr_real *r, const eqr_real *unit,
                        eqr_real *v)
{
    size_t i, j;

    for (j = n; j-- > 0;) {
        eqr_real t = v[j] *= unit[j];

        for (i = 0; i < j; ++i)
            v[i] -= t * r[j * n + i];
    }
}

/* The shortest of many: p = M^-1 Q R'^-1 b with (F M^-1)' = Q R. */
static void dense_shortest(eqr_lsq *q, const eqr_real *metric)
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

static void dense_newton(eqr_lsq *q, const eqr_real *metric, eqr_real *p)
{
    size_t j, n = q->n;

    for (j = 0; j < n; ++j)
        q->v[j] = -q->f[n * n + j];
    if (q->rank < n) {
        dense_shortest(q, metric);
    } else {
        dense_solve(n, q->f, q->unit, q->v);
        for (j = 0; j < n; ++j)
            q->v[j] /= q->c[q->perm[j]];
    }
    for (j = 0; j < n; ++j)
        p[q->perm[j]] = q->v[j];
}

/* The triangle of the damped problem, for unknowns c p, into q->s. */
static void dense_fold_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu)
{
    size_t i, j, n = q->n;
    eqr_real root = EQR_SQRT(mu);

    for (j = 0; j <= n; ++j)
        for (i = 0; i < n; ++i) {
            q->s[j * n + i] = i > j ? 0 : q->f[j * n + i];
            q->e[j * n + i] = 0;
        }
    for (j = 0; j < n; ++j)
        q->e[j * n + j] = root * d[q->perm[j]] * q->inv[q->perm[j]];
    eqr_fold(n, q->s, n, n, q->e, 1);
    dense_units(n, q->s, q->tau);
}

static void dense_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                         eqr_real *p)
{
    size_t j, n = q->n;

    if (q->made)
        eqr_gram_damped(q, d, mu);
    else
        dense_fold_damped(q, d, mu);
    for (j = 0; j < n; ++j)
        q->v[j] = -q->s[n * n + j];
    dense_solve(n, q->s, q->tau, q->v);
    for (j = 0; j < n; ++j)
        p[q->perm[j]] = q->v[j] * q->inv[q->perm[j]];
}

static void dense_slope(eqr_lsq *q, eqr_real *out)
{
    size_t j, n = q->n;

    for (j = 0; j < n; ++j)
        out[q->perm[j]] = eqr_dot(j + 1, q->f + j * n, q->f + n * n) *
                          q->c[q->perm[j]];
}

static eqr_real dense_inverse(eqr_lsq *q, eqr_real *b, int damped)
{
    const eqr_real *r = damped ? q->s : q->f;
    const eqr_real *unit = damped ? q->tau : q->unit;
    size_t i, j, n = q->n;

    for (j = 0; j < n; ++j, r += n) {
        eqr_real t = b[q->perm[j]] * q->inv[q->perm[j]];

        for (i = 0; i < j; ++i)
            t -= r[i] * q->v[i];
        q->v[j] = t * unit[j];
    }
    return eqr_norm(n, q->v);
}

static size_t dense_clear(const eqr_lsq *q, eqr_real least, eqr_real *part)
{
    size_t k = 0, n = q->n;

    while (k < q->rank && EQR_ABS(q->f[k * n + k]) > least)
        ++k;
    *part = eqr_norm(k, q->f + n * n);
    return k;
}

/* p = c^-1 P [-F11^-1 F12; 1] */
EQR_API void eqr_lsq_null(eqr_lsq *q, size_t j, eqr_real *b)
{
    size_t i, n = q->n, k = q->rank;
    eqr_real most = 0;

    for (i = 0; i < n; ++i)
        q->v[i] = i < k ? -q->f[j * n + i] : (eqr_real)(i == j);
    eqr_solve_upper(k, n, q->f, q->v);
    for (i = 0; i < n; ++i) {
        b[q->perm[i]] = q->v[i] / q->c[q->perm[i]];
        if (EQR_ABS(b[q->perm[i]]) > most)
            most = EQR_ABS(b[q->perm[i]]);
    }
    for (i = 0; i < n; ++i)
        b[i] /= most;
}

/* v = R p; of J'J, R = F c */
static void dense_multiply(eqr_lsq *q, const eqr_real *p)
{
    size_t i, j, n = q->n;

    for (i = 0; i < n; ++i)
        q->v[i] = 0;
    for (j = 0; j < n; ++j)
        eqr_axpy(j + 1, q->made ? q->c[j] * p[j] : p[j],
                 (q->made ? q->f : q->r) + j * n, q->v);
}

static eqr_real dense_gain(eqr_lsq *q, const eqr_real *p)
{
    size_t i, n = q->n;
    const eqr_real *u = (q->made ? q->f : q->r) + n * n;
    eqr_real gain = 0;

    dense_multiply(q, p);
    for (i = 0; i < n; ++i)
        gain -= q->v[i] * (2 * u[i] + q->v[i]);
    return gain;
}

static eqr_real dense_image(eqr_lsq *q, const eqr_real *p)
{
    dense_multiply(q, p);
    return eqr_norm(q->n, q->v);
}

EQR_API const eqr_kind *eqr_kind_dense(void)
{
    static const eqr_kind kind = {
        EQR_MATRIX_DENSE, dense_take,   dense_begin,  dense_sink,
        dense_end,        dense_factor, dense_newton, dense_damped,
        dense_slope,      dense_inverse, dense_gain,  dense_image,
        dense_clear,      NULL,         NULL,         NULL
    };

    return &kind;
}
