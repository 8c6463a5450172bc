/*
 * scalar.h -- one equation for one unknown: Newton's method, and where values
 * of both signs are known, between those.  Internal.
 */
#ifndef EQR_SCALAR_H
#define EQR_SCALAR_H

#include "run.h"

typedef struct eqr_point {
    eqr_real x, f, slope;
    eqr_real magnitude;      /* what rounding of f can be blamed for, / tol */
} eqr_point;

typedef struct eqr_scalar {
    void *user;
    void (*at)(void *user, eqr_real x, eqr_point *to);
    eqr_real lower, upper;   /* infinite where there is none */
    size_t left;             /* evaluations */
    eqr_point here;          /* the lowest |f| */
    eqr_point other;         /* f has the other sign, where there is one */
    int between;             /* there is one */
} eqr_scalar;

/* From here.x; 1: f is 0 or holds there.  left says whether it ran out. */
EQR_API int eqr_scalar_solve(eqr_scalar *s);

#endif
