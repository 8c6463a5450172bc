/*
 * tiles.c -- the inner loop of factorisations; see tiles.h.
 *
 * Two rows at a time: what is read of the rows taken away serves both.
 */
#include "tiles.h"

/*
 * With EQR_DISPATCH, which eqc's own programs define: AVX2 where the machine
 * has it, without its fused operations, so that the results are the same bits.
 * It asks a variable of the compiler's library; a file by itself needs none.
 */
#if defined(EQR_DISPATCH) && defined(__GNUC__) && defined(__x86_64__) && \
    !defined(__AVX2__)
#define EQR_TILES_AVX2 __attribute__((target("avx2")))
#define EQR_TILES_INLINE static inline __attribute__((always_inline))
#else
#define EQR_TILES_INLINE static
#endif

/* a and b -= sums of s[q] and t[q] times row q of from, so many columns. */
EQR_TILES_INLINE void
tiles_rows(size_t columns, size_t depth, const eqr_real *s, const eqr_real *t,
           const eqr_real *EQR_RESTRICT from, size_t ld,
           eqr_real *EQR_RESTRICT a, eqr_real *EQR_RESTRICT b)
{
    size_t q, j;

    for (q = 0; q + 4 <= depth; q += 4, s += 4, t += 4, from += 4 * ld)
        for (j = 0; j < columns; ++j) {
            eqr_real u = from[j], v = from[ld + j];
            eqr_real w = from[2 * ld + j], z = from[3 * ld + j];

            a[j] -= (s[0] * u + s[1] * v) + (s[2] * w + s[3] * z);
            b[j] -= (t[0] * u + t[1] * v) + (t[2] * w + t[3] * z);
        }
    for (; q < depth; ++q, ++s, ++t, from += ld)
        for (j = 0; j < columns; ++j) {
            a[j] -= *s * from[j];
            b[j] -= *t * from[j];
        }
}

typedef void tiles_loop(size_t depth, const eqr_real *s, const eqr_real *t,
                        const eqr_real *EQR_RESTRICT from, size_t ld,
                        eqr_real *EQR_RESTRICT a, eqr_real *EQR_RESTRICT b);

#define TILES_LOOP(name, columns)                                            \
    static void name(size_t depth, const eqr_real *s, const eqr_real *t,     \
                     const eqr_real *EQR_RESTRICT from, size_t ld,           \
                     eqr_real *EQR_RESTRICT a, eqr_real *EQR_RESTRICT b)     \
    {                                                                        \
        tiles_rows(columns, depth, s, t, from, ld, a, b);                    \
    }
TILES_LOOP(tiles_wide, EQR_TILE)
TILES_LOOP(tiles_narrow, EQR_STRIP)
#ifdef EQR_TILES_AVX2
EQR_TILES_AVX2 TILES_LOOP(tiles_wide_avx2, EQR_TILE)
EQR_TILES_AVX2 TILES_LOOP(tiles_narrow_avx2, EQR_STRIP)
#endif
#undef TILES_LOOP

static tiles_loop *tiles_choose(int wide)
{
#ifdef EQR_TILES_AVX2
    if (__builtin_cpu_supports("avx2"))
        return wide ? tiles_wide_avx2 : tiles_narrow_avx2;
#endif
    return wide ? tiles_wide : tiles_narrow;
}

EQR_API size_t eqr_tiles_length(size_t n)
{
    return (n + EQR_STRIP - 1) / EQR_STRIP * EQR_STRIP;
}

/* Rows far apart, of `step` columns, one after the other. */
static void tiles_gather(size_t depth, size_t step, const eqr_real *from,
                         size_t ld, eqr_real *to)
{
    size_t q;

    for (q = 0; q < depth; ++q)
        eqr_copy(step, from + q * ld, to + q * step);
}

EQR_API void eqr_tiles_minus(eqr_real *f, size_t ld, size_t from,
                             size_t depth, size_t lo, size_t hi,
                             eqr_real *scale, size_t begin, int upper)
{
    eqr_real *room = scale + (hi - lo) * EQR_TILE;
    size_t i, j, step, last;

    for (j = begin / EQR_STRIP * EQR_STRIP; j < ld; j += step) {
        const eqr_real *rows = f + from * ld + j, *s = scale;
        size_t apart = ld;

        step = ld - j >= EQR_TILE ? EQR_TILE : EQR_STRIP;
        last = upper && j + step < hi ? j + step : hi;
        if (last > lo + EQR_STRIP && depth > EQR_STRIP) {
            tiles_gather(depth, step, rows, ld, room);
            rows = room;
            apart = step;
        }
        for (i = lo; i < last; i += 2, s += 2 * EQR_TILE) {
            int both = i + 1 < last;

            tiles_choose(step == EQR_TILE)(
                depth, s, both ? s + EQR_TILE : s, rows, apart, f + i * ld + j,
                both ? f + (i + 1) * ld + j : room + EQR_TILE * EQR_TILE);
        }
    }
}
