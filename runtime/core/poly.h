/*
 * poly.h -- a square system, or a block of one, by one method after the other.
 *
 * Powell's dogleg ("A hybrid method for nonlinear equations", 1970, in
 * Rabinowitz, Numerical Methods for Nonlinear Algebraic Equations), scaled as
 * in MINPACK's hybrj, with the exact Jacobian at every step.  The first step
 * is the full one where that does what the model foretells.  Where J is
 * singular, the shortest of the least-squares steps is taken.  Rows are scaled
 * by powers of two, so that the units of an equation do not matter.  Where
 * this ends without a root, Levenberg-Marquardt tries from the start, and the
 * better end is kept.  Internal.
 */
#ifndef EQR_POLY_H
#define EQR_POLY_H

#include "trust.h"

typedef struct eqr_poly {
    eqr_trust t;
    eqr_real *scale;         /* of the rows */
    eqr_real *start;
    eqr_real *kept;          /* the lowest point */
    eqr_real kept_sse;
    eqr_real first_cost;     /* where the rows were scaled */
    int second;              /* this is the second attempt */
    int root;                /* one was found */
} eqr_poly;

EQR_API void eqr_poly_take(eqr_poly *s, const eqr_problem *p, eqr_arena *a);
/* Begin at run->x, step until that does not return EQR_GO_ON, then done. */
EQR_API int eqr_poly_init(eqr_poly *s, eqr_run *run);
EQR_API int eqr_poly_step(eqr_poly *s, eqr_run *run);
EQR_API void eqr_poly_done(eqr_poly *s, eqr_run *run);

#endif
