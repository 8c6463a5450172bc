/*
 * history.h -- the pairs (s, y) of limited-memory BFGS and their product.
 *
 * Nocedal, "Updating quasi-Newton matrices with limited storage", Math. Comp.
 * 35 (1980): the two loops.  Internal.
 */
#ifndef EQR_HISTORY_H
#define EQR_HISTORY_H

#include "run.h"

enum { EQR_HISTORY_MOST = 100 };

typedef struct eqr_history {
    size_t n;
    size_t size;             /* most pairs */
    size_t count, first;     /* a ring */
    eqr_real *pairs;         /* s, then y, of each; size + 1 of them */
    eqr_real scale;          /* of the matrix that the pairs update */
    eqr_real rho[EQR_HISTORY_MOST + 1];
} eqr_history;

EQR_API void eqr_history_clear(eqr_history *h, size_t n, size_t size,
                               eqr_real *pairs);
/* Room for the next pair: s in *s, y in *y; not yet counted. */
EQR_API void eqr_history_next(eqr_history *h, eqr_real **s, eqr_real **y);
/* Count it, where its curvature s'y exceeds `least`. */
EQR_API void eqr_history_keep(eqr_history *h, eqr_real least);
/* d = -H g */
EQR_API void eqr_history_direction(const eqr_history *h, const eqr_real *g,
                                   eqr_real *d);

#endif
