/*
 * lsq_band.c -- linear least squares where no row has unknowns that are far
 * apart: a triangle of which a row holds w elements, from the diagonal on.
 *
 * Rows are rotated into the triangle one by one (George, Heath, "Solution of
 * sparse linear least squares problems using Givens rotations", Linear Algebra
 * Appl. 34 (1980) 69-83; for bands: Bjorck 1996, section 6.4).  A row reaches
 * no further than the triangle is filled, so that rows that come in the order
 * of their first unknown cost w^2 each.
 */
#include "lsq_band.h"

#include "analysis.h"
#include "dense.h"
#include "lsq_normal.h"

typedef struct band_own {
    size_t w;
    eqr_real *r, *z;         /* n x w by rows; Q'u */
    eqr_real *masked, *mz;   /* the same without columns that are held */
    const eqr_real *f, *fz;  /* the one in use */
    eqr_real *s;             /* n x w: the damped triangle */
    eqr_real *row;           /* w */
    char *held;              /* of each unknown: 1 held, 2 dependent */
} band_own;

static void band_take(eqr_lsq *q, const eqr_problem *p, eqr_arena *a)
{
    size_t n = p->n, w = q->analysis->span + 1;
    band_own none, *b = (band_own *)eqr_take(a, 1, sizeof *b);

    b = b ? b : &none;
    q->own = b;
    b->w = w;
    b->r = eqr_take_reals(a, n, w);
    b->z = eqr_take_reals(a, n, 1);
    b->masked = eqr_take_reals(a, n, w);
    b->mz = eqr_take_reals(a, n, 1);
    b->s = eqr_take_reals(a, n, w);
    b->row = eqr_take_reals(a, w, 1);
    b->held = (char *)eqr_take(a, n, 1);
    q->e = eqr_take_reals(a, n, 1);
}

/* ---------------------------------------------------------------- folding */

/*
 * With a constant w, as band_sink has for rows of three, loops over it are
 * none, and a row stays in registers.
 */
#ifdef __GNUC__
#define EQR_BAND_INLINE static inline __attribute__((always_inline))
#else
#define EQR_BAND_INLINE static
#endif

/* The length of (a, b): as eqr_norm, whose calls cost more than this. */
EQR_BAND_INLINE eqr_real band_length(eqr_real a, eqr_real b)
{
    eqr_real sum = a * a + b * b, pair[2];

    if (sum <= EQR_MAX && sum >= EQR_TINY / EQR_EPS)
        return EQR_SQRT(sum);
    pair[0] = a;
    pair[1] = b;
    return eqr_norm(2, pair);
}

/* Turn d and row so that row[0] is 0, and move row on by one. */
EQR_BAND_INLINE void band_rotate(size_t w, eqr_real *d, eqr_real *row,
                                 eqr_real *z, eqr_real *u)
{
    eqr_real h = band_length(d[0], row[0]), c, s, t;
    size_t k;

    c = d[0] / h;
    s = row[0] / h;
    d[0] = h;
    for (k = 1; k < w; ++k) {
        t = d[k];
        d[k] = c * t + s * row[k];
        row[k - 1] = c * row[k] - s * t;
    }
    row[w - 1] = 0;
    t = *z;
    *z = c * t + s * *u;
    *u = c * *u - s * t;
}

EQR_BAND_INLINE int band_is_empty(size_t w, const eqr_real *row)
{
    size_t k;

    for (k = 0; k < w; ++k)
        if (!(EQR_ABS(row[k]) < EQR_TINY))
            return 0;
    return 1;
}

/* Fold a row of w elements from column j on, and its u, into r and z. */
EQR_BAND_INLINE void band_fold(size_t w, size_t n, eqr_real *EQR_RESTRICT r,
                               eqr_real *EQR_RESTRICT z, size_t j,
                               eqr_real *EQR_RESTRICT row, eqr_real u)
{
    size_t k;

    for (; j < n && !band_is_empty(w, row); ++j) {
        eqr_real *d = r + j * w;

        if (row[0] != 0 && d[0] == 0) {
            for (k = 0; k < w; ++k)
                d[k] = row[k];
            z[j] = u;
            return;
        }
        if (row[0] != 0) {
            band_rotate(w, d, row, &z[j], &u);
            continue;
        }
        for (k = 1; k < w; ++k)
            row[k - 1] = row[k];
        row[w - 1] = 0;
    }
}

static void band_clear(const eqr_lsq *q, eqr_real *r, eqr_real *z)
{
    size_t k, w = ((const band_own *)q->own)->w;

    for (k = 0; k < q->n * w; ++k)
        r[k] = 0;
    for (k = 0; k < q->n; ++k)
        z[k] = 0;
}

static void band_begin(eqr_lsq *q)
{
    band_own *b = (band_own *)q->own;
    size_t j;

    band_clear(q, b->r, b->z);
    q->rest = 0;
    for (j = 0; j < q->n; ++j)
        q->c[j] = q->g[j] = 0;
}

/* Row i of a block: spread out from its first column on, which is returned. */
EQR_BAND_INLINE size_t band_spread(size_t w, const eqr_block *b, size_t i,
                                   eqr_real weight,
                                   eqr_real *EQR_RESTRICT row)
{
    size_t k, l, at, end = b->start[i + 1], first = (size_t)-1;

    for (k = b->start[i]; k < end; ++k)
        first = b->col[k] < first ? b->col[k] : first;
    for (k = 0; k < w; ++k)
        row[k] = 0;
    for (k = b->start[i]; k < end; ++k) {
        at = b->col[k] - first;
        if (w > 4)
            row[at] += weight * b->jac[k];
        for (l = 0; w <= 4 && l < w; ++l)   /* no address: it is memory */
            row[l] += l == at ? weight * b->jac[k] : 0;
    }
    return first;
}

EQR_BAND_INLINE void band_rows(eqr_lsq *q, const eqr_block *b, size_t w,
                               eqr_real *EQR_RESTRICT row)
{
    const band_own *own = (const band_own *)q->own;
    eqr_real *EQR_RESTRICT c = q->c, *EQR_RESTRICT g = q->g, rest = 0;
    size_t i, k, n = q->n;

    for (i = 0; i < b->hi - b->lo; ++i) {
        eqr_real weight = eqr_lsq_weight(q, b, i), u = weight * b->u[i];
        size_t first = band_spread(w, b, i, weight, row);

        for (k = 0; k < w && first + k < n; ++k) {
            c[first + k] += row[k] * row[k];
            g[first + k] += row[k] * u;
        }
        rest += u * u;
        band_fold(w, n, own->r, own->z, first, row, u);
    }
    q->rest += rest;
}

static void band_sink(eqr_lsq *q, const eqr_block *b)
{
    const band_own *own = (const band_own *)q->own;
    eqr_real three[3];

    if (own->w == 3)
        band_rows(q, b, 3, three);
    else
        band_rows(q, b, own->w, own->row);
}

static void band_end(eqr_lsq *q)
{
    size_t j;

    q->norm = EQR_SQRT(q->rest);
    for (j = 0; j < q->n; ++j)
        q->c[j] = EQR_SQRT(q->c[j]);
}

/* --------------------------------------------------------------- factoring */

/* The triangle again, without the columns that are held. */
static void band_mask(eqr_lsq *q)
{
    band_own *b = (band_own *)q->own;
    size_t i, k, n = q->n, w = b->w;

    band_clear(q, b->masked, b->mz);
    for (i = 0; i < n; ++i) {
        for (k = 0; k < w; ++k)
            b->row[k] = i + k < n && !b->held[i + k] ? b->r[i * w + k] : 0;
        band_fold(w, n, b->masked, b->mz, i, b->row, b->z[i]);
    }
    b->f = b->masked;
    b->fz = b->mz;
}

/* Mark columns of which nothing is left; how many. */
static size_t band_dependent(eqr_lsq *q, eqr_real tol)
{
    band_own *b = (band_own *)q->own;
    size_t j, found = 0;

    for (j = 0; j < q->n; ++j)
        if (!b->held[j] && !(EQR_ABS(b->f[j * b->w]) > tol * q->c[j])) {
            b->held[j] = 2;
            ++found;
        }
    return found;
}

/* Leaving out dependent columns may show others, in rounding only. */
static void band_factor(eqr_lsq *q, const eqr_problem *p, const eqr_real *x)
{
    band_own *b = (band_own *)q->own;
    size_t j, held = 0;
    int k;

    for (j = 0; j < q->n; ++j) {
        b->held[j] = (char)(x && (p->lower || p->upper) &&
                            eqr_held(p, x, j, q->g[j]));
        held += (size_t)b->held[j];
    }
    b->f = b->r;
    b->fz = b->z;
    if (held)
        band_mask(q);
    for (k = 0; k < 8 && band_dependent(q, eqr_lsq_rank_tol(q, p)); ++k)
        band_mask(q);
    q->rank = 0;
    q->along = 0;
    for (j = 0; j < q->n; ++j) {
        q->rank += !b->held[j];
        q->v[j] = b->held[j] ? 0 : b->fz[j];
    }
    q->along = eqr_norm(q->n, q->v);
}

static void band_slope(eqr_lsq *q, eqr_real *out)
{
    eqr_normal_slope(q, ((band_own *)q->own)->held, out);
}

/* ----------------------------------------------------------------- solving */

/* Any column that depends on others: then there are many steps. */
static int band_is_deficient(const eqr_lsq *q)
{
    const band_own *b = (const band_own *)q->own;
    size_t j;

    for (j = 0; j < q->n; ++j)
        if (b->held[j] == 2)
            return 1;
    return 0;
}

static void band_upper(size_t n, size_t w, const eqr_real *r, eqr_real *x)
{
    size_t i, k, most;
    eqr_real sum;

    for (i = n; i-- > 0;) {
        most = n - i < w ? n - i : w;
        sum = x[i];
        for (k = most; k-- > 1;)        /* what was found last, last */
            sum -= r[i * w + k] * x[i + k];
        x[i] = r[i * w] != 0 ? sum / r[i * w] : 0;
    }
}

static void band_newton(eqr_lsq *q, const eqr_real *metric, eqr_real *p)
{
    band_own *b = (band_own *)q->own;
    size_t j;

    if (band_is_deficient(q)) {
        for (j = 0; j < q->n; ++j)      /* free again: J'J sees them all */
            b->held[j] = (char)(b->held[j] == 1);
        band_mask(q);
        eqr_normal_shortest(q, metric, p);
        return;
    }
    for (j = 0; j < q->n; ++j)
        p[j] = b->held[j] ? 0 : -b->fz[j];
    band_upper(q->n, b->w, b->f, p);
}

/* out = r in; returns its length. */
static eqr_real band_multiply(const eqr_lsq *q, const eqr_real *r,
                              const eqr_real *in, eqr_real *out)
{
    size_t i, k, most, n = q->n, w = ((const band_own *)q->own)->w;
    eqr_real sum;

    for (i = 0; i < n; ++i) {
        most = n - i < w ? n - i : w;
        sum = 0;
        for (k = 0; k < most; ++k)
            sum += r[i * w + k] * in[i + k];
        out[i] = sum;
    }
    return eqr_norm(n, out);
}

static eqr_real band_image(eqr_lsq *q, const eqr_real *p)
{
    return band_multiply(q, ((const band_own *)q->own)->r, p, q->v);
}

static eqr_real band_normal(eqr_lsq *q, const eqr_real *in, eqr_real *out)
{
    const band_own *b = (const band_own *)q->own;
    eqr_real length = band_multiply(q, b->f, in, out), t;
    size_t i, k, n = q->n, w = b->w;

    for (i = n; i-- > 0;) {             /* row i of out is used up here */
        t = out[i];
        out[i] = 0;
        for (k = 0; k < w && i + k < n; ++k)
            out[i + k] += b->f[i * w + k] * t;
    }
    return length;
}

/* F'F + mu d^2 by rows from the diagonal on. */
static void band_square(eqr_lsq *q, const eqr_real *d, eqr_real mu)
{
    band_own *b = (band_own *)q->own;
    size_t i, k, l, n = q->n, w = b->w;

    for (i = 0; i < n * w; ++i)
        b->s[i] = 0;
    for (l = 0; l < n; ++l)
        for (i = 0; i < w && l + i < n; ++i) {
            eqr_real t = b->f[l * w + i], *to = b->s + (l + i) * w;

            for (k = i; k < w; ++k)
                to[k - i] += t * b->f[l * w + k];
        }
    for (i = 0; i < n; ++i)
        b->s[i * w] += mu * d[i] * d[i];
}

/* Cholesky by rows, in place. */
static void band_shift(eqr_lsq *q, const eqr_real *d, eqr_real mu)
{
    band_own *b = (band_own *)q->own;
    size_t i, k, l, n = q->n, w = b->w;

    band_square(q, d, mu);
    for (i = 0; i < n; ++i) {
        eqr_real *row = b->s + i * w, pivot = row[0];
        eqr_real least = mu * d[i] * d[i];

        pivot = EQR_SQRT(pivot >= least ? pivot : least > 0 ? least : 1);
        for (k = 1; k < w; ++k)
            row[k] /= pivot;
        row[0] = pivot;
        for (l = 1; l < w && i + l < n; ++l)
            for (k = l; k < w; ++k)
                b->s[(i + l) * w + k - l] -= row[l] * row[k];
    }
}

static void band_solve(eqr_lsq *q, eqr_real *x)
{
    const band_own *b = (const band_own *)q->own;
    size_t i, k, n = q->n, w = b->w;

    for (i = 0; i < n; ++i) {
        x[i] /= b->s[i * w];
        for (k = 1; k < w && i + k < n; ++k)
            x[i + k] -= b->s[i * w + k] * x[i];
    }
    band_upper(n, w, b->s, x);
}

EQR_API const eqr_kind *eqr_kind_band(void)
{
    static const eqr_kind kind = {
        EQR_MATRIX_BAND, band_take,         band_begin,      band_sink,
        band_end,        band_factor,       band_newton,     eqr_normal_damped,
        band_slope,      eqr_normal_inverse, eqr_normal_gain, band_image,
        NULL,            band_normal,       band_shift,      band_solve
    };

    return &kind;
}
