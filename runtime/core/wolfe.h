/*
 * wolfe.h -- a line search to the strong Wolfe conditions.
 *
 * Nocedal, Wright, Numerical Optimization (2006), algorithms 3.5 and 3.6 with
 * cubic interpolation and the safeguards of PyTorch 1.13's L-BFGS, which are
 * those of Schmidt's minFunc.  Internal.
 */
#ifndef EQR_WOLFE_H
#define EQR_WOLFE_H

#include "run.h"

/* A point of the line: f and the slope there, and the gradient. */
typedef struct eqr_wolfe_point {
    eqr_real t;
    eqr_real f;
    eqr_real slope;
    eqr_real *g;
} eqr_wolfe_point;

typedef struct eqr_wolfe {
    const eqr_real *x;       /* where the line begins */
    const eqr_real *d;       /* its direction */
    eqr_real *at;            /* scratch: a point of it */
    eqr_wolfe_point zero;    /* at x: set by the caller */
    eqr_wolfe_point end[2];  /* the bracket */
    eqr_wolfe_point now;     /* the last one evaluated */
    size_t evaluations;
} eqr_wolfe;

/*
 * Search from step length t; *best is then the lowest point of the bracket.
 * Returns 0, or the negative status that stopped it.
 */
EQR_API int eqr_wolfe_search(eqr_wolfe *w, eqr_run *run, eqr_real t,
                             const eqr_wolfe_point **best);

#endif
