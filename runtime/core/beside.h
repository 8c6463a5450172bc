/* beside.h -- is there a lower loss beside a point whose gradient is small? */
#ifndef EQR_BESIDE_H
#define EQR_BESIDE_H

#include "run.h"

enum { EQR_BESIDE_ARRAYS = 8 };

/*
 * 1 where the loss falls along a direction of negative curvature: the point is
 * a saddle, whatever is smooth or not around it.  0: none was found, which
 * shows nothing.  g: the gradient at x; room: EQR_BESIDE_ARRAYS * n reals and
 * n bytes more.  A few gradients, at most an eighth of those made so far.
 */
EQR_API int eqr_beside(eqr_run *run, const eqr_real *g, eqr_real *room);

#endif
