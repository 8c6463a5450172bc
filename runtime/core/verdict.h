/*
 * verdict.h -- what may be claimed, from one fresh evaluation.
 *
 * Two verdicts, so that a first-order solver pulls in no linear algebra:
 * eqr_verdict_gradient (here) and eqr_verdict_rows (judge.h).  Both fill the
 * evidence into run->result and return the status.
 */
#ifndef EQR_VERDICT_H
#define EQR_VERDICT_H

#include "run.h"

EQR_API int eqr_verdict_gradient(eqr_run *run);
/* The same in memory that is given: n reals each.  g: of what may move. */
EQR_API int eqr_verdict_first(eqr_run *run, eqr_real *g, eqr_real *slope);

/*
 * How far from stationary, scaled as in Dennis, Schnabel: Numerical Methods
 * for Unconstrained Optimization (1983), section 7.2:
 * max |g_j| max(|x_j|, 1) / max(|f|, 1).  NaN where anything is not finite.
 */
EQR_API eqr_real eqr_relative_gradient(size_t n, const eqr_real *x,
                                       eqr_real f, const eqr_real *g);

/* Residuals at run->x, where there are any: sse, and whether all hold. */
EQR_API int eqr_verdict_residuals(eqr_run *run);

/* A loss below this is taken to fall without end; Ipopt's limit. */
#define EQR_BOTTOM EQR_C(-1e20)

/* The solver's own end, where the evidence shows nothing better. */
EQR_API int eqr_verdict_else(const eqr_run *run);

#endif
