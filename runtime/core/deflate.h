/*
 * deflate.h -- a system whose known roots are roots no more, so that a solver
 * finds others: Farrell, Birkisson, Funke, "Deflation techniques for finding
 * distinct solutions of nonlinear partial differential equations", SIAM
 * Journal on Scientific Computing 37, 2015.
 *
 * Every row is multiplied by m(x) = product of (1 + 1 / |(x - x_k) / s|^2):
 * infinite at the roots x_k, 1 far from them.  Where m u = 0 and x is no x_k,
 * u = 0.
 */
#ifndef EQR_DEFLATE_H
#define EQR_DEFLATE_H

#include "eqr.h"

typedef struct eqr_deflation {
    eqr_problem problem;     /* to be solved; its user is this struct */
    const eqr_problem *of;
    const eqr_real *scale;   /* s, n values */
    const eqr_real *const *root;
    size_t count;
    eqr_real m;              /* at the point prepared */
    eqr_real *slope;         /* n: its gradient */
    size_t *col;             /* width of a row of `of` */
} eqr_deflation;

/* d->problem from d->of and the memory of d. */
EQR_API void eqr_deflate(eqr_deflation *d);

#endif
