/*
 * tiles.h -- the inner loop of factorisations: rows of a matrix less
 * combinations of other rows of it.  Internal.
 *
 * Loops have a constant count, so that compilers make vectors of them without
 * being asked to; rows are as long as a multiple of EQR_STRIP.
 */
#ifndef EQR_TILES_H
#define EQR_TILES_H

#include "run.h"

enum { EQR_STRIP = 8, EQR_TILE = 32 };

/* A row of n elements, made that long. */
EQR_API size_t eqr_tiles_length(size_t n);
/*
 * Row i of f, lo <= i < hi, less the sum of scale[(i - lo) * EQR_TILE + q]
 * times row from + q, q < depth <= EQR_TILE; rows have ld elements.  Those
 * before element `begin` (upper: before the diagonal, or some strip around it)
 * stay as they are.  from + depth <= lo, or hi <= from.  Behind scale there is
 * room for EQR_TILE + 1 more rows of it.
 */
EQR_API void eqr_tiles_minus(eqr_real *f, size_t ld, size_t from,
                             size_t depth, size_t lo, size_t hi,
                             eqr_real *scale, size_t begin, int upper);

#endif
