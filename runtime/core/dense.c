/*
 * dense.c -- Householder QR: folding rows into a triangle, pivoting, solves.
 *
 * Golub, Van Loan, Matrix Computations (4th ed., 2013): reflectors 5.1,
 * pivoting 5.4.2; folding blocks of rows: 5.2.2 with 12.5.  The reflector has
 * LAPACK's (dlarfg) scaling: v_0 = 1, H = I - tau v v'.
 */
#include "dense.h"

/* Four sums: shorter chains of additions, and room for the vector unit. */
EQR_API eqr_real eqr_dot(size_t n, const eqr_real *a, const eqr_real *b)
{
    eqr_real s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    size_t i = 0;

    for (; i + 4 <= n; i += 4) {
        s0 += a[i] * b[i];
        s1 += a[i + 1] * b[i + 1];
        s2 += a[i + 2] * b[i + 2];
        s3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; ++i)
        s0 += a[i] * b[i];
    return (s0 + s1) + (s2 + s3);
}

/* By fours, apart from each other: compilers make vectors of them at -O2. */
EQR_API void eqr_axpy(size_t n, eqr_real c, const eqr_real *EQR_RESTRICT a,
                      eqr_real *EQR_RESTRICT b)
{
    size_t i = 0;

    for (; i + 4 <= n; i += 4) {
        b[i] += c * a[i];
        b[i + 1] += c * a[i + 1];
        b[i + 2] += c * a[i + 2];
        b[i + 3] += c * a[i + 3];
    }
    for (; i < n; ++i)
        b[i] += c * a[i];
}

EQR_API eqr_real eqr_norm(size_t n, const eqr_real *a)
{
    eqr_real sum = eqr_dot(n, a, a), most = 0;
    size_t i;

    if (sum <= EQR_MAX && sum >= EQR_TINY / EQR_EPS)
        return EQR_SQRT(sum);
    for (i = 0; i < n; ++i)
        if (!(EQR_ABS(a[i]) <= most))
            most = EQR_ABS(a[i]);
    if (most == 0 || !EQR_FINITE(most))
        return most;
    sum = 0;
    for (i = 0; i < n; ++i)
        sum += (a[i] / most) * (a[i] / most);
    return most * EQR_SQRT(sum);
}

/* The length of [alpha; v]. */
static eqr_real dense_length(size_t n, eqr_real alpha, const eqr_real *v)
{
    eqr_real pair[2], sum = alpha * alpha + eqr_dot(n, v, v);

    if (sum <= EQR_MAX && sum >= EQR_TINY / EQR_EPS)
        return EQR_SQRT(sum);
    pair[0] = alpha;
    pair[1] = eqr_norm(n, v);
    return eqr_norm(2, pair);
}

/* H [alpha; v] = [beta; 0]: alpha becomes beta; v the reflector; its tau. */
static eqr_real dense_reflector(size_t n, eqr_real *alpha, eqr_real *v)
{
    eqr_real beta, scale;
    size_t i;

    beta = dense_length(n, *alpha, v);
    if (beta == EQR_ABS(*alpha) && eqr_norm(n, v) == 0)
        return 0;
    if (*alpha > 0)
        beta = -beta;
    scale = 1 / (*alpha - beta);
    for (i = 0; i < n; ++i)
        v[i] *= scale;
    scale = (beta - *alpha) / beta;
    *alpha = beta;
    return scale;
}

EQR_API void eqr_fold(size_t n, eqr_real *r, size_t rows, size_t ld,
                      eqr_real *block, int stair)
{
    size_t j, k;

    for (j = 0; j < n; ++j) {
        size_t m = stair ? j + 1 : rows;
        eqr_real *v = block + j * ld;
        eqr_real tau = dense_reflector(m, &r[j * n + j], v);

        for (k = j + 1; tau != 0 && k <= n; ++k) {
            eqr_real *b = block + k * ld;
            eqr_real t = tau * (r[k * n + j] + eqr_dot(m, v, b));

            r[k * n + j] -= t;
            eqr_axpy(m, -t, v, b);
        }
    }
}

/* Bring the longest remaining column to place k. */
static void dense_pivot(size_t m, size_t n, size_t k, eqr_real *a,
                        size_t *perm)
{
    eqr_real best = -1, keep;
    size_t j, i, at = k, index;

    for (j = k; j < n; ++j) {
        eqr_real length = eqr_norm(m - k, a + j * m + k);

        if (length > best) {
            best = length;
            at = j;
        }
    }
    if (at == k)
        return;
    for (i = 0; i < m; ++i) {
        keep = a[k * m + i];
        a[k * m + i] = a[at * m + i];
        a[at * m + i] = keep;
    }
    index = perm[k];
    perm[k] = perm[at];
    perm[at] = index;
}

EQR_API size_t eqr_qr(size_t m, size_t n, size_t extra, eqr_real *a,
                      eqr_real *tau, size_t *perm, eqr_real tol)
{
    size_t j, k, rank = 0;

    for (k = 0; perm && k < n; ++k)
        perm[k] = k;
    for (k = 0; k < n && k < m; ++k) {
        eqr_real *v = a + k * m + k;

        if (perm)
            dense_pivot(m, n, k, a, perm);
        tau[k] = dense_reflector(m - k - 1, v, v + 1);
        for (j = k + 1; tau[k] != 0 && j < n + extra; ++j) {
            eqr_real *b = a + j * m + k;
            eqr_real t = tau[k] * (b[0] + eqr_dot(m - k - 1, v + 1, b + 1));

            b[0] -= t;
            eqr_axpy(m - k - 1, -t, v + 1, b + 1);
        }
        rank += EQR_ABS(*v) > tol * EQR_ABS(a[0]);
    }
    return rank;
}

EQR_API void eqr_qr_apply(size_t m, size_t n, const eqr_real *a,
                          const eqr_real *tau, eqr_real *x)
{
    size_t k;

    for (k = n < m ? n : m; k-- > 0;) {
        const eqr_real *v = a + k * m + k + 1;
        eqr_real t = tau[k] * (x[k] + eqr_dot(m - k - 1, v, x + k + 1));

        x[k] -= t;
        eqr_axpy(m - k - 1, -t, v, x + k + 1);
    }
}

EQR_API eqr_real eqr_inverse_bound(size_t n, const eqr_real *r,
                                   const eqr_real *unit, eqr_real *z)
{
    size_t i, j;
    eqr_real most = 0;

    for (j = 0; j < n; ++j)
        z[j] = 1;
    for (j = n; j-- > 0;) {
        z[j] *= EQR_ABS(unit[j]);
        most = z[j] <= most ? most : z[j];
        for (i = 0; i < j; ++i)
            z[i] += EQR_ABS(r[j * n + i]) * z[j];
    }
    return most;
}

EQR_API void eqr_solve_upper(size_t k, size_t ld, const eqr_real *r,
                             eqr_real *x)
{
    while (k-- > 0) {
        x[k] /= r[k * ld + k];
        eqr_axpy(k, -x[k], r + k * ld, x);
    }
}

EQR_API void eqr_solve_upper_t(size_t k, size_t ld, const eqr_real *r,
                               eqr_real *x)
{
    size_t i;

    for (i = 0; i < k; ++i)
        x[i] = (x[i] - eqr_dot(i, r + i * ld, x)) / r[i * ld + i];
}
