/*
 * square.h -- a square J taken apart before any number is known.  Internal.
 *
 * With rows and unknowns in the sequence found here, J is
 *     head    a lower triangle: each row has one unknown that is new
 *     core    each row has its own unknown on the diagonal, and those of head
 *     tail    a lower triangle again
 * head is what is left by rows of a single unknown, one by one; tail by
 * unknowns of a single row.  The core's diagonal is a maximum transversal
 * (Duff, ACM Trans. Math. Software 7 (1981) 315-330), begun with the k-th row
 * that is left and the k-th unknown: who writes equations in the order of the
 * unknowns has a symmetric pattern where there is one.
 *
 * Of the core, each pair of unknowns that come together is a row of the
 * pattern: its order of elimination is that of J + J'.
 */
#ifndef EQR_SQUARE_H
#define EQR_SQUARE_H

#include "front.h"

typedef struct eqr_square {
    size_t n, head, core;
    eqr_index *row, *unknown;    /* n each, in the sequence */
    eqr_index *slot;         /* of each entry of J: the value of the core that
                                it adds to: of pair e, 2 e where the row's
                                unknown is the pair's first, 2 e + 1 else; of
                                unknown i alone 2 pairs + i; else NO_INDEX */
    eqr_pattern pattern;     /* of the core's pairs */
} eqr_square;

typedef struct eqr_square_work {
    size_t *start;           /* of an unknown's entries, n + 1 */
    size_t *next;            /* where the search in a row goes on */
    size_t *entry;           /* by unknown: the place in J; NULL: not wanted */
    eqr_index *in;           /* and the row */
    eqr_index *left;         /* rows, then unknowns: how many are left there */
    eqr_index *match, *owner;    /* of a row: its unknown; the reverse */
    eqr_index *wait, *seen;
    double budget;           /* of the search for a transversal */
} eqr_square_work;

/* For n rows with `entries` in all: what a match needs, of s and w. */
EQR_API void eqr_square_take_match(eqr_square *s, eqr_square_work *w,
                                   size_t n, size_t entries, eqr_arena *a);
/* The rows and places of each unknown's entries, into w. */
EQR_API void eqr_square_columns(eqr_square *s, eqr_square_work *w,
                                const size_t *start, const eqr_index *col);
/* row, unknown, head and core of s; w->match, w->owner.  0: there is none. */
EQR_API int eqr_square_match(eqr_square *s, eqr_square_work *w,
                             const size_t *start, const eqr_index *col);
/* For n rows with `entries` in all, and the order's work. */
EQR_API void eqr_square_take(eqr_square *s, eqr_square_work *w, size_t n,
                             size_t entries, eqr_arena *a);
/*
 * Row i has the unknowns col[start[i]] .. col[start[i + 1] - 1]; the order's
 * work must be for 2 * entries.  0 where no transversal is found.
 */
EQR_API int eqr_square_fill(eqr_square *s, eqr_square_work *w,
                            eqr_order_work *order, const size_t *start,
                            const eqr_index *col);

#endif
