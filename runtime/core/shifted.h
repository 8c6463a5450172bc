/*
 * shifted.h -- a problem's rows u as keep u + add by, with J as it is: steps
 * from J at one point and rows of another, or those of a homotopy.  Internal.
 */
#ifndef EQR_SHIFTED_H
#define EQR_SHIFTED_H

#include "run.h"

typedef struct eqr_shifted {
    const eqr_problem *whole;
    const eqr_real *by;      /* a value of each row */
    eqr_real keep, add;
    eqr_problem problem;
} eqr_shifted;

EQR_API void eqr_shifted_init(eqr_shifted *s, const eqr_problem *p,
                              const eqr_real *by);

#endif
