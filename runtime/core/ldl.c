/* ldl.c -- symmetric indefinite factors; see ldl.h. */
#include "ldl.h"

/* A pivot of size 2 is stored as its row + n, in both of its places. */

static void ldl_swap(eqr_real *a, eqr_real *b)
{
    eqr_real keep = *a;

    *a = *b;
    *b = keep;
}

EQR_API void eqr_ldl_exchange(size_t n, size_t ld, eqr_real *a, size_t k,
                              size_t i, size_t j)
{
    size_t r;

    for (r = k; r < i; ++r)
        ldl_swap(&a[r * ld + i], &a[r * ld + j]);
    for (r = i + 1; r < j; ++r)
        ldl_swap(&a[i * ld + r], &a[r * ld + j]);
    for (r = j + 1; r < n; ++r)
        ldl_swap(&a[i * ld + r], &a[j * ld + r]);
    ldl_swap(&a[i * ld + i], &a[j * ld + j]);
}

/* The row below the diagonal with the largest element of column k. */
static size_t ldl_largest(size_t n, size_t ld, const eqr_real *a, size_t k)
{
    size_t i, at = k;
    eqr_real most = -1;

    for (i = k + 1; i < n; ++i)
        if (EQR_ABS(a[k * ld + i]) > most) {
            most = EQR_ABS(a[k * ld + i]);
            at = i;
        }
    return at;
}

/* The largest element beside the diagonal in row `at`, from column k on. */
static eqr_real ldl_row_most(size_t n, size_t ld, const eqr_real *a, size_t k,
                             size_t at)
{
    eqr_real most = 0;
    size_t j;

    for (j = k; j < at; ++j)
        if (EQR_ABS(a[j * ld + at]) > most)
            most = EQR_ABS(a[j * ld + at]);
    for (j = at + 1; j < n; ++j)
        if (EQR_ABS(a[at * ld + j]) > most)
            most = EQR_ABS(a[at * ld + j]);
    return most;
}

EQR_API size_t eqr_ldl_choose(size_t n, size_t ld, const eqr_real *a,
                              size_t k, size_t *row)
{
    const eqr_real alpha = EQR_C(0.6403882032022076);  /* (1 + sqrt 17) / 8 */
    size_t at = ldl_largest(n, ld, a, k);
    eqr_real own = EQR_ABS(a[k * ld + k]), column, most;

    *row = k;
    column = at > k ? EQR_ABS(a[k * ld + at]) : 0;
    if (at == k || own >= alpha * column)   /* at = k: no other, or NaN */
        return 1;
    most = ldl_row_most(n, ld, a, k, at);
    if (own * most >= alpha * column * column)
        return 1;
    *row = at;
    return EQR_ABS(a[at * ld + at]) >= alpha * most ? 1 : 2;
}

static void ldl_one(size_t n, eqr_real *a, size_t k)
{
    eqr_real *l = a + k * n;
    size_t i, j;

    for (j = k + 1; j < n; ++j) {
        eqr_real w = l[j] / l[k];

        for (i = j; i < n && w != 0; ++i)
            a[j * n + i] -= w * l[i];
    }
    for (i = k + 1; i < n; ++i)
        l[i] /= l[k];
}

static void ldl_two(size_t n, eqr_real *a, size_t k)
{
    eqr_real *l = a + k * n, *m = l + n, d = l[k + 1];
    eqr_real d11 = m[k + 1] / d, d22 = l[k] / d;
    eqr_real t = 1 / (d11 * d22 - 1) / d;
    size_t i, j;

    for (j = k + 2; j < n; ++j) {
        eqr_real v = t * (d11 * l[j] - m[j]), w = t * (d22 * m[j] - l[j]);

        for (i = j; i < n; ++i)
            a[j * n + i] -= l[i] * v + m[i] * w;
        l[j] = v;
        m[j] = w;
    }
}

/* Is a pivot of size 2 no number? */
static int ldl_is_odd(size_t n, const eqr_real *a, size_t k)
{
    return !EQR_FINITE(a[k * n + k] + a[k * n + k + 1] +
                       a[(k + 1) * n + k + 1]);
}

EQR_API eqr_inertia eqr_ldl(size_t n, eqr_real *a, size_t *pivot)
{
    eqr_inertia found = {0, 0};
    size_t k, size, row;

    for (k = 0; k < n; k += size) {
        size = eqr_ldl_choose(n, n, a, k, &row);
        if (row != k + size - 1)
            eqr_ldl_exchange(n, n, a, k, k + size - 1, row);
        pivot[k] = size == 1 ? row : row + n;
        if (size == 2) {
            pivot[k + 1] = row + n;
            if (ldl_is_odd(n, a, k))
                ++found.zero;
            else
                ++found.negative;   /* one of each sign */
            ldl_two(n, a, k);
        } else if (EQR_FINITE(a[k * n + k]) && a[k * n + k] != 0) {
            found.negative += a[k * n + k] < 0;
            ldl_one(n, a, k);
        } else {
            ++found.zero;
        }
    }
    return found;
}

static void ldl_down(size_t n, const eqr_real *a, size_t k, size_t from,
                     eqr_real *b)
{
    size_t i;

    for (i = from; i < n; ++i)
        b[i] -= a[k * n + i] * b[k];
}

static void ldl_up(size_t n, const eqr_real *a, size_t k, size_t from,
                   eqr_real *b)
{
    size_t i;

    for (i = from; i < n; ++i)
        b[k] -= a[k * n + i] * b[i];
}

/* The two unknowns of a pivot of size 2. */
static void ldl_pair(size_t n, const eqr_real *a, size_t k, eqr_real *b)
{
    eqr_real d = a[k * n + k + 1];
    eqr_real d11 = a[k * n + k] / d, d22 = a[(k + 1) * n + k + 1] / d;
    eqr_real u = b[k] / d, v = b[k + 1] / d, det = d11 * d22 - 1;

    b[k] = (d22 * u - v) / det;
    b[k + 1] = (d11 * v - u) / det;
}

EQR_API void eqr_ldl_solve(size_t n, const eqr_real *a, const size_t *pivot,
                           eqr_real *b)
{
    size_t k, size;

    for (k = 0; k < n; k += size) {
        size = pivot[k] < n ? 1 : 2;
        ldl_swap(&b[k + size - 1], &b[pivot[k] % n]);
        ldl_down(n, a, k, k + size, b);
        if (size == 2) {
            ldl_down(n, a, k + 1, k + 2, b);
            ldl_pair(n, a, k, b);
        } else {
            b[k] /= a[k * n + k];
        }
    }
    for (k = n; k > 0; k -= size) {
        size = pivot[k - 1] < n ? 1 : 2;
        ldl_up(n, a, k - 1, k, b);
        if (size == 2)
            ldl_up(n, a, k - 2, k, b);
        ldl_swap(&b[k - 1], &b[pivot[k - 1] % n]);
    }
}
