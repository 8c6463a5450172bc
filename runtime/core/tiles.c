/* tiles.c -- the inner loop of factorisations; see tiles.h. */
#include "tiles.h"

EQR_API size_t eqr_tiles_length(size_t n)
{
    return (n + EQR_STRIP - 1) / EQR_STRIP * EQR_STRIP;
}

/* to -= sum of scale[q] * row q of from, over a tile's columns. */
static void tiles_wide(size_t depth, const eqr_real *scale,
                       const eqr_real *EQR_RESTRICT from, size_t ld,
                       eqr_real *EQR_RESTRICT to)
{
    size_t q, j;

    for (q = 0; q + 4 <= depth; q += 4) {
        const eqr_real *a = from + q * ld, *b = a + ld, *c = b + ld;
        const eqr_real *d = c + ld, *s = scale + q;

        for (j = 0; j < EQR_TILE; ++j)
            to[j] -= (s[0] * a[j] + s[1] * b[j]) + (s[2] * c[j] + s[3] * d[j]);
    }
    for (; q < depth; ++q)
        for (j = 0; j < EQR_TILE; ++j)
            to[j] -= scale[q] * from[q * ld + j];
}

/* The same over a strip's. */
static void tiles_narrow(size_t depth, const eqr_real *scale,
                         const eqr_real *EQR_RESTRICT from, size_t ld,
                         eqr_real *EQR_RESTRICT to)
{
    size_t q, j;

    for (q = 0; q + 4 <= depth; q += 4) {
        const eqr_real *a = from + q * ld, *b = a + ld, *c = b + ld;
        const eqr_real *d = c + ld, *s = scale + q;

        for (j = 0; j < EQR_STRIP; ++j)
            to[j] -= (s[0] * a[j] + s[1] * b[j]) + (s[2] * c[j] + s[3] * d[j]);
    }
    for (; q < depth; ++q)
        for (j = 0; j < EQR_STRIP; ++j)
            to[j] -= scale[q] * from[q * ld + j];
}

EQR_API void eqr_tiles_minus(eqr_real *f, size_t ld, size_t from,
                             size_t depth, size_t lo, size_t hi,
                             const eqr_real *scale, size_t begin, int upper)
{
    size_t i, j, step, last;

    for (j = begin / EQR_STRIP * EQR_STRIP; j < ld; j += step) {
        step = ld - j >= EQR_TILE ? EQR_TILE : EQR_STRIP;
        last = upper && j + step < hi ? j + step : hi;
        for (i = lo; i < last; ++i)
            (step == EQR_TILE ? tiles_wide : tiles_narrow)
                (depth, scale + (i - lo) * EQR_TILE, f + from * ld + j, ld,
                 f + i * ld + j);
    }
}
