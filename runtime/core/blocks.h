/*
 * blocks.h -- a square system taken apart into blocks that can be solved one
 * after the other: the block triangular form.  Internal.
 *
 * Each row gets its own unknown (square.h); a row needs the rows that own its
 * other unknowns.  Rows that need each other are a block: a strongly connected
 * component (Tarjan, SIAM J. Computing 1 (1972) 146-160; Duff, Reid, ACM Trans.
 * Math. Software 4 (1978) 137-147).  Which rows and unknowns make a block does
 * not depend on how they are paired, nor on the order of rows or unknowns.
 */
#ifndef EQR_BLOCKS_H
#define EQR_BLOCKS_H

#include "square.h"

typedef struct eqr_blocks {
    size_t count;            /* 1 where there is nothing to take apart */
    size_t *start;           /* of a row's entries, n + 1 */
    eqr_index *col;
    eqr_index *row, *unknown;    /* n each: blocks in order, a row's own */
    eqr_index *place;        /* of an unknown in that */
    eqr_index *first;        /* of each block, count + 1 */
} eqr_blocks;

typedef struct eqr_blocks_work {
    eqr_square_work match;
    size_t *begin, *column;  /* structure of EQR_BLOCK rows */
    eqr_index *stack;        /* rows whose block is not known yet */
    size_t top, found;       /* of it; rows in a block */
    eqr_index turn;          /* rows seen */
} eqr_blocks_work;

/* Is it a system that may have blocks?  Sizes alone say so. */
EQR_API int eqr_blocks_may_be(const eqr_problem *p);
/* What stays, and what is of no use after the search. */
EQR_API void eqr_blocks_take(eqr_blocks *b, const eqr_problem *p,
                             eqr_arena *a);
EQR_API void eqr_blocks_take_work(eqr_blocks_work *w, const eqr_problem *p,
                                  eqr_arena *a);
/* 0, or the negative status of `structure`. */
EQR_API int eqr_blocks_find(eqr_blocks *b, const eqr_problem *p,
                            eqr_blocks_work *w);

#endif
