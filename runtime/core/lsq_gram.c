/*
 * lsq_gram.c -- J'J in place of J, where that loses nothing that counts; see
 * lsq_gram.h.
 *
 * The triangle of A = [J u]'[J u], columns scaled to length 1, by Cholesky.
 * Steps from it are exact to half of all digits while the inverse of the
 * triangle is small, and what is left of the gradient at the end is rounding
 * of the products in J'u, as it is for QR where u is not small.  The bound of
 * the inverse, that of the comparison matrix, is rigorous: Higham, Accuracy
 * and Stability of Numerical Algorithms, 2002, sections 8.3 and 20.4.
 */
#include "lsq_gram.h"

#include "dense.h"

/* The largest inverse: 1e3 for double, 5 for float. */
static eqr_real gram_most(void)
{
    return EQR_C(0.125) / EQR_SQRT(EQR_SQRT(EQR_EPS));
}

EQR_API void eqr_gram_allow(eqr_lsq *q, const eqr_problem *p)
{
    if (p->cls != EQR_CLASS_SYSTEM && !(p->flags & EQR_LINEAR))
        q->gram = q->all > q->rows ? EQR_GRAM_LATER : EQR_GRAM_NEXT;
}

/* A row: its entries and its right side. */
static void gram_row(eqr_lsq *q, size_t count, const size_t *col,
                     const eqr_real *jac, eqr_real u)
{
    size_t k, l, n = q->n;
    eqr_real *e = q->e, *g = e + n * n;

    for (k = 0; k < count; ++k) {
        eqr_real t = jac[k], *to = e + col[k] * n;

        g[col[k]] += t * u;
        for (l = 0; l < count; ++l)
            if (col[l] <= col[k])
                to[col[l]] += t * jac[l];
    }
}

/* Four full rows. */
static void gram_four(size_t n, const eqr_real *EQR_RESTRICT a,
                      const eqr_real *u, eqr_real *EQR_RESTRICT e)
{
    const eqr_real *b = a + n, *c = b + n, *d = c + n;
    eqr_real *g = e + n * n;
    size_t k, l;

    for (k = 0; k < n; ++k, e += n) {
        eqr_real s = a[k], t = b[k], v = c[k], w = d[k];

        for (l = 0; l <= k; ++l)
            e[l] += (s * a[l] + t * b[l]) + (v * c[l] + w * d[l]);
        g[k] += (s * u[0] + t * u[1]) + (v * u[2] + w * u[3]);
    }
}

/* Spread four rows, or fewer and zeros, out over all columns. */
static void gram_spread(const eqr_lsq *q, size_t i, size_t rows, eqr_real *to)
{
    const size_t *start = q->pass.start;
    size_t j, k, n = q->n;

    for (j = 0; j < 4 * n; ++j)
        to[j] = 0;
    for (j = 0; j < rows; ++j)
        for (k = start[i + j]; k < start[i + j + 1]; ++k)
            to[j * n + q->pass.col[k]] += q->pass.jac[k];
}

/* Rows of few entries one by one, others by fours. */
EQR_API void eqr_gram_add(eqr_lsq *q, size_t rows)
{
    const size_t *start = q->pass.start;
    eqr_real *u = q->block + q->n * q->rows, *room = u + q->rows;
    size_t i = 0, k;

    q->rest += eqr_dot(rows, u, u);
    for (; 2 * start[rows] <= q->n * rows && i < rows; ++i)
        gram_row(q, start[i + 1] - start[i], q->pass.col + start[i],
                 q->pass.jac + start[i], u[i]);
    for (; q->full && i + 4 <= rows; i += 4)
        gram_four(q->n, q->pass.jac + start[i], u + i, q->e);
    for (; i < rows; i += 4) {
        eqr_real last[4] = {0, 0, 0, 0};

        for (k = 0; k < 4 && i + k < rows; ++k)
            last[k] = u[i + k];
        gram_spread(q, i, k, room);
        gram_four(q->n, room, last, q->e);
    }
}

/*
 * The triangle of e + shift^2 on the diagonal (NULL: none), by columns; unit:
 * n, scratch.  0 where there is none.
 */
static int gram_triangle(const eqr_lsq *q, const eqr_real *shift,
                         eqr_real *unit, eqr_real *r)
{
    size_t i, j, k, n = q->n;

    for (j = 0; j <= n; ++j) {
        const eqr_real *e = q->e + j * n;
        eqr_real *to = r + j * n, d = 0, t;

        for (i = 0; i < j && i < n; ++i) {
            for (t = e[i], k = 0; k < i; ++k)
                t -= r[i * n + k] * to[k];
            to[i] = t * unit[i];
            d += to[i] * to[i];
        }
        if (j == n)
            break;
        d = e[j] - d;
        d += shift ? shift[j] * shift[j] : 0;
        if (!(d > 0))
            return 0;
        to[j] = EQR_SQRT(d);
        unit[j] = 1 / to[j];
    }
    return 1;
}

/* Norms and slopes; columns to length 1. */
static int gram_scale(eqr_lsq *q)
{
    size_t i, j, n = q->n;

    q->norm = EQR_SQRT(q->rest);
    for (j = 0; j < n; ++j) {
        eqr_real square = q->e[j * n + j];

        if (!(square <= EQR_MAX && square >= EQR_TINY / EQR_EPS))
            return 0;
        q->c[j] = EQR_SQRT(square);
        q->g[j] = q->e[n * n + j];
        q->inv[j] = 1 / q->c[j];
        for (i = 0; i < j; ++i)
            q->e[j * n + i] *= q->inv[i] * q->inv[j];
        q->e[j * n + j] = 1;
        q->e[n * n + j] *= q->inv[j];
    }
    return 1;
}

EQR_API int eqr_gram_end(eqr_lsq *q)
{
    size_t j, n = q->n;

    if (!gram_scale(q) || !gram_triangle(q, NULL, q->unit, q->f) ||
        !(eqr_inverse_bound(n, q->f, q->unit, q->v) <= gram_most()))
        return 0;
    for (j = 0; j < n; ++j)
        q->perm[j] = j;
    return 1;
}

EQR_API void eqr_gram_unfold(eqr_lsq *q)
{
    size_t i, j, n = q->n;

    for (j = 0; j < n; ++j)
        for (i = 0; i < n; ++i)
            q->r[j * n + i] = i > j ? 0 : q->f[j * n + i] * q->c[j];
    eqr_copy(n, q->f + n * n, q->r + n * n);
}

EQR_API void eqr_gram_plan(eqr_lsq *q, eqr_real inverse)
{
    if (q->gram != EQR_GRAM_NEVER)
        q->gram = 4 * inverse <= gram_most() ? EQR_GRAM_NEXT
                                             : EQR_GRAM_LATER;
}

EQR_API void eqr_gram_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu)
{
    eqr_real root = EQR_SQRT(mu);
    size_t j;

    for (j = 0; j < q->n; ++j)
        q->v[j] = root * d[j] * q->inv[j];
    gram_triangle(q, q->v, q->tau, q->s);
}
