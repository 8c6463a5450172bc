/*
 * lsq_band.c -- linear least squares where no row has unknowns that are far
 * apart: a triangle of which a row holds w elements, from the diagonal on.
 *
 * Rows are rotated into the triangle one by one (George, Heath, "Solution of
 * sparse linear least squares problems using Givens rotations", Linear Algebra
 * Appl. 34 (1980) 69-83; for bands: Bjorck 1996, section 6.4).  A row reaches
 * no further than the triangle is filled, so that rows that come in the order
 * of their first unknown cost w^2 each.
 *
 * The triangle is sqrt(D) R, R with a unit diagonal, and a row on its way is
 * sqrt(delta) x: rotations need no square root (Gentleman, "Least squares
 * computations by Givens transformations without square roots", J. Inst.
 * Maths Applics 12 (1973) 329-336), and what a row waits for is a division.
 * Elements whose square is below EQR_TINY are 0: as in columns' norms.
 */
#include "lsq_band.h"

#include "analysis.h"
#include "dense.h"
#include "lsq_normal.h"

typedef struct band_own {
    size_t w;
    eqr_real *r, *z;         /* n x w by rows, D in place of 1; D^-1/2 Q'u */
    size_t clear;            /* columns from here on are not cleared yet */
    eqr_real *masked, *mz;   /* the same without columns that are held */
    const eqr_real *f, *fz;  /* the one in use */
    eqr_real *s;             /* n x w: the damped triangle, likewise */
    eqr_real *row;           /* w + 1 */
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
    b->row = eqr_take_reals(a, w + 1, 1);
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
#if defined __GNUC__ && !defined __clang__
#define EQR_BAND_EACH _Pragma("GCC unroll 4")
#else
#define EQR_BAND_EACH
#endif

/*
 * Turn d and row so that row[0] is 0, and move row on by one.  Its delta, a
 * product of squared cosines, goes into it before that loses its range.
 */
EQR_BAND_INLINE void band_rotate(size_t w, eqr_real *d, eqr_real *row,
                                 eqr_real *z, eqr_real *delta)
{
    eqr_real x = row[0], sum = d[0] + *delta * x * x;
    eqr_real c = d[0] / sum, s = *delta * x / sum, t;
    size_t k;

    d[0] = sum;
    EQR_BAND_EACH
    for (k = 1; k < w; ++k) {
        t = d[k];
        d[k] = c * t + s * row[k];
        row[k - 1] = row[k] - x * t;
    }
    row[w - 1] = 0;
    t = *z;
    *z = c * t + s * row[w];
    row[w] -= x * t;
    *delta *= c;
    if (*delta < EQR_EPS * EQR_EPS) {
        EQR_BAND_EACH
        for (k = 0; k <= w; ++k)
            row[k] *= EQR_SQRT(*delta);
        *delta = 1;
    }
}

EQR_BAND_INLINE int band_is_empty(size_t w, const eqr_real *row)
{
    size_t k;

    EQR_BAND_EACH
    for (k = 0; k < w; ++k)
        if (!(EQR_ABS(row[k]) < EQR_TINY))
            return 0;
    return 1;
}

/*
 * Fold sqrt(delta) row, w elements from column j on and its u, into r and z.
 */
EQR_BAND_INLINE void band_fold(size_t w, size_t n, eqr_real *EQR_RESTRICT r,
                               eqr_real *EQR_RESTRICT z, size_t j,
                               eqr_real *EQR_RESTRICT row)
{
    eqr_real delta = 1, square;
    size_t k;

    for (; j < n && !band_is_empty(w, row); ++j) {
        eqr_real *d = r + j * w;

        square = delta * row[0] * row[0];
        if (square >= EQR_TINY && d[0] == 0) {
            d[0] = square;
            EQR_BAND_EACH
            for (k = 1; k < w; ++k)
                d[k] = row[k] / row[0];
            z[j] = row[w] / row[0];
            return;
        }
        if (square >= EQR_TINY) {
            band_rotate(w, d, row, &z[j], &delta);
            continue;
        }
        EQR_BAND_EACH
        for (k = 1; k < w; ++k)
            row[k - 1] = row[k];
        row[w - 1] = 0;
    }
}

static void band_clear(size_t n, eqr_real *v)
{
    size_t k;

    for (k = 0; k < n; ++k)
        v[k] = 0;
}

static void band_begin(eqr_lsq *q)
{
    ((band_own *)q->own)->clear = 0;
    q->rest = 0;
}

/* Columns up to `to` are begun: cleared just before they are written. */
static void band_reach(eqr_lsq *q, size_t to)
{
    band_own *b = (band_own *)q->own;
    size_t from = b->clear, count;

    to = to < q->n ? to : q->n;
    count = to - from;
    band_clear(count * b->w, b->r + from * b->w);
    band_clear(count, b->z + from);
    band_clear(count, q->c + from);
    band_clear(count, q->g + from);
    b->clear = to;
}

/* Row i of a block: spread out from its first column on, which is returned. */
EQR_BAND_INLINE size_t band_spread(size_t w, const eqr_block *b, size_t i,
                                   eqr_real weight,
                                   eqr_real *EQR_RESTRICT row)
{
    size_t k, l, at, end = b->start[i + 1], first = (size_t)-1;

    for (k = b->start[i]; k < end; ++k)
        first = b->col[k] < first ? b->col[k] : first;
    EQR_BAND_EACH
    for (k = 0; k < w; ++k)
        row[k] = 0;
    for (k = b->start[i]; k < end; ++k) {
        at = b->col[k] - first;
        if (w > 4)
            row[at] += weight * b->jac[k];
        EQR_BAND_EACH
        for (l = 0; l < w; ++l)         /* no address: it is memory */
            if (w <= 4)
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

        if (first < n && own->clear < n && own->clear < first + w)
            band_reach(q, first + w + EQR_BLOCK);
        EQR_BAND_EACH
        for (k = 0; k < w; ++k) {
            if (first + k >= n)
                break;
            c[first + k] += row[k] * row[k];
            g[first + k] += row[k] * u;
        }
        rest += u * u;
        row[w] = u;
        band_fold(w, n, own->r, own->z, first, row);
    }
    q->rest += rest;
}

static void band_sink(eqr_lsq *q, const eqr_block *b)
{
    const band_own *own = (const band_own *)q->own;
    eqr_real three[4];

    if (own->w == 3)
        band_rows(q, b, 3, three);
    else
        band_rows(q, b, own->w, own->row);
}

static void band_end(eqr_lsq *q)
{
    eqr_real *c = q->c;
    size_t j, n = q->n;

    band_reach(q, n);
    q->norm = EQR_SQRT(q->rest);
    for (j = 0; j < n; ++j)
        c[j] = EQR_SQRT(c[j]);
}

/* --------------------------------------------------------------- factoring */

/* The triangle again, without the columns that are held. */
static void band_mask(eqr_lsq *q)
{
    band_own *b = (band_own *)q->own;
    size_t i, k, n = q->n, w = b->w;

    band_clear(n * w, b->masked);
    band_clear(n, b->mz);
    for (i = 0; i < n; ++i) {
        eqr_real root = EQR_SQRT(b->r[i * w]);

        for (k = 0; k < w; ++k)
            b->row[k] = i + k < n && !b->held[i + k]
                            ? root * (k > 0 ? b->r[i * w + k] : 1) : 0;
        b->row[w] = root * b->z[i];
        band_fold(w, n, b->masked, b->mz, i, b->row);
    }
    b->f = b->masked;
    b->fz = b->mz;
}

/*
 * Sum up (Q'u)^2, and the rank; mark columns of which nothing is left; how
 * many.  tol < 0: none.
 */
static size_t band_dependent(eqr_lsq *q, eqr_real tol)
{
    const band_own *b = (const band_own *)q->own;
    const eqr_real *f = b->f, *z = b->fz, *c = q->c;
    eqr_real sum = 0, least = tol * EQR_ABS(tol);
    size_t j, n = q->n, w = b->w, found = 0, free = 0;
    char *held = b->held;       /* a char: all else must not be read again */

    for (j = 0; j < n; ++j) {
        if (held[j])
            continue;
        sum += f[j * w] * z[j] * z[j];
        ++free;
        if (!(f[j * w] > least * c[j] * c[j])) {
            held[j] = 2;
            ++found;
        }
    }
    q->along = sum;
    q->rank = free - found;
    return found;
}

/* The root of that, where the sum has lost its digits too. */
static eqr_real band_along(const eqr_lsq *q)
{
    const band_own *b = (const band_own *)q->own;
    size_t j;

    if (q->along <= EQR_MAX && q->along >= EQR_TINY / EQR_EPS)
        return EQR_SQRT(q->along);
    for (j = 0; j < q->n; ++j)
        q->v[j] = b->held[j] ? 0 : EQR_SQRT(b->f[j * b->w]) * b->fz[j];
    return eqr_norm(q->n, q->v);
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
    if (k == 8)
        band_dependent(q, -1);
    q->along = band_along(q);
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

/*
 * x = sign R^-1 b, with 0 where the diagonal has 0; b may be x.  From the last
 * row on; x[i + 1] is `last`: no wait for memory.
 */
EQR_BAND_INLINE void band_up(size_t n, size_t w, const eqr_real *r,
                             eqr_real sign, const eqr_real *b, eqr_real *x)
{
    size_t i, k;
    eqr_real sum, last = 0;

    for (i = n; i-- > 0;) {
        const eqr_real *row = r + i * w;

        sum = sign * b[i];
        for (k = n - i < w ? n - i : w; k-- > 2;)
            sum -= row[k] * x[i + k];
        if (w > 1)
            sum -= row[1] * last;
        x[i] = last = row[0] != 0 ? sum : 0;
    }
}

static void band_upper(size_t n, size_t w, const eqr_real *r, eqr_real sign,
                       const eqr_real *b, eqr_real *x)
{
    if (w == 3)
        band_up(n, 3, r, sign, b, x);
    else
        band_up(n, w, r, sign, b, x);
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
    band_upper(q->n, b->w, b->f, -1, b->fz, p);     /* 0 where held */
}

/* out = sqrt(D) R in */
EQR_BAND_INLINE void band_times(size_t n, size_t w, const eqr_real *r,
                                const eqr_real *in, eqr_real *out)
{
    size_t i, k, most;

    for (i = 0; i < n; ++i) {
        const eqr_real *row = r + i * w;
        eqr_real sum = in[i];

        most = n - i < w ? n - i : w;
        for (k = 1; k < most; ++k)
            sum += row[k] * in[i + k];
        out[i] = EQR_SQRT(row[0]) * sum;
    }
}

/* The same, and its length. */
static eqr_real band_multiply(const eqr_lsq *q, const eqr_real *r,
                              const eqr_real *in, eqr_real *out)
{
    size_t w = ((const band_own *)q->own)->w;

    if (w == 3)
        band_times(q->n, 3, r, in, out);
    else
        band_times(q->n, w, r, in, out);
    return eqr_norm(q->n, out);
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
        t = out[i] * EQR_SQRT(b->f[i * w]);
        out[i] = t;
        for (k = 1; k < w && i + k < n; ++k)
            out[i + k] += b->f[i * w + k] * t;
    }
    return length;
}

/* F'F + mu d^2 by rows from the diagonal on; F = sqrt(D) R. */
static void band_square(eqr_lsq *q, const eqr_real *d, eqr_real mu)
{
    band_own *b = (band_own *)q->own;
    size_t i, k, l, n = q->n, w = b->w;

    band_clear(n * w, b->s);
    for (l = 0; l < n; ++l)
        for (i = 0; i < w && l + i < n; ++i) {
            const eqr_real *f = b->f + l * w;
            eqr_real t = i > 0 ? f[0] * f[i] : f[0], *to = b->s + (l + i) * w;

            for (k = i; k < w; ++k)
                to[k - i] += k > 0 ? t * f[k] : t;
        }
    for (i = 0; i < n; ++i)
        b->s[i * w] += mu * d[i] * d[i];
}

/* L D L' by rows, in place. */
static void band_shift(eqr_lsq *q, const eqr_real *d, eqr_real mu)
{
    band_own *b = (band_own *)q->own;
    size_t i, k, l, n = q->n, w = b->w;

    band_square(q, d, mu);
    for (i = 0; i < n; ++i) {
        eqr_real *row = b->s + i * w, t;
        eqr_real least = mu * d[i] * d[i];

        if (!(row[0] >= least))
            row[0] = least;
        if (!(row[0] > 0))
            row[0] = 1;
        for (l = 1; l < w && i + l < n; ++l) {
            t = row[l] / row[0];
            for (k = l; k < w; ++k)
                b->s[(i + l) * w + k - l] -= t * row[k];
        }
        for (k = 1; k < w; ++k)
            row[k] /= row[0];
    }
}

static void band_solve(eqr_lsq *q, eqr_real *x)
{
    const band_own *b = (const band_own *)q->own;
    size_t i, k, n = q->n, w = b->w;

    for (i = 0; i < n; ++i) {
        for (k = 1; k < w && i + k < n; ++k)
            x[i + k] -= b->s[i * w + k] * x[i];
        x[i] /= b->s[i * w];
    }
    band_upper(n, w, b->s, 1, x, x);
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
