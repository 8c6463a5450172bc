/* second.h -- is the end of a fit a minimum to second order?  Internal. */
#ifndef EQR_SECOND_H
#define EQR_SECOND_H

#include "lsq.h"

enum eqr_second_end {
    EQR_SECOND_UNTOLD,       /* too little of it is known */
    EQR_SECOND_LEAST,
    EQR_SECOND_LEVEL,        /* d: along it the sum does not change */
    EQR_SECOND_LOWER         /* d: a point where the sum is lower */
};

/*
 * q: the dense model of run->x, factored, or `behind`: of the point of which
 * run->x is the full step.  Overwrites what q has of a block.  d: n.
 */
EQR_API int eqr_second(eqr_lsq *q, eqr_run *run, int behind, eqr_real *d);

#endif
