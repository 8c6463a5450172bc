/* curvature.h -- minimum or saddle, from products of the Hessian.  Internal. */
#ifndef EQR_CURVATURE_H
#define EQR_CURVATURE_H

#include "cg.h"

/*
 * What is known at a point whose gradient is small: g of what no bound holds,
 * the slope against the bounds that hold, and `cg` with products.  `look` is
 * called when `free` has changed: what cg's `ease` is made of.
 */
typedef struct eqr_curvature_at {
    eqr_cg *cg;
    const eqr_real *g, *slope;
    char *free;              /* n: cg's products keep to it */
    void (*look)(void *user);
} eqr_curvature_at;

/*
 * MINIMUM, SADDLE, or `code` where it does not tell.  Nocedal, Wright (2006),
 * theorem 12.6: for a minimum only bounds are held that the loss pushes
 * against; for a saddle all are.
 */
EQR_API int eqr_curvature(eqr_run *run, eqr_curvature_at *c, int code);

#endif
