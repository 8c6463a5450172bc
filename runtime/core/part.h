/*
 * part.h -- a block of a system as a problem of its own: its rows, for its
 * unknowns, with all others fixed.  Internal.
 */
#ifndef EQR_PART_H
#define EQR_PART_H

#include "blocks.h"
#include "scalar.h"

typedef struct eqr_part {
    const eqr_problem *whole;
    const eqr_blocks *blocks;
    size_t lo, hi;           /* places of the block */
    eqr_real *x;             /* of the whole: the block's own are set */
    eqr_real *own;           /* n: those of the block */
    eqr_real *lower, *upper; /* n, by place; of use where the whole has */
    eqr_real *jac;           /* a row */
    eqr_problem problem;
} eqr_part;

EQR_API void eqr_part_take(eqr_part *s, const eqr_problem *p, eqr_arena *a);
/* Once, before the first block. */
EQR_API void eqr_part_init(eqr_part *s, const eqr_problem *p,
                           const eqr_blocks *b, eqr_real *x);
/* Set the problem to a block, own to where it is now. */
EQR_API void eqr_part_choose(eqr_part *s, size_t block);
/* x from own */
EQR_API void eqr_part_put(eqr_part *s, const eqr_real *own);
/* A block of a single row at x; its value and slope NaN where there is none. */
EQR_API void eqr_part_at(void *part, eqr_real x, eqr_point *to);

#endif
