/*
 * optimal.h -- the verdict of solvers that know constraints and second
 * derivatives: what a fresh evaluation at the end shows.  Internal.
 */
#ifndef EQR_OPTIMAL_H
#define EQR_OPTIMAL_H

#include "kkt.h"

typedef struct eqr_optimality {
    eqr_real defect;         /* of the first-order conditions; 0: they hold */
    eqr_real excess;         /* of the worst row / what rounding may cause */
    size_t row;              /* that row */
} eqr_optimality;

/* |v|, at least 1; the larger, and NaN where one is. */
EQR_API eqr_real eqr_extent(eqr_real v);
EQR_API eqr_real eqr_larger(eqr_real a, eqr_real b);
/*
 * Measure x, where k was loaded, with multipliers lambda of the sign that
 * they have in k (inequalities: at most 0).  The defect is scaled as in
 * eqr_relative_gradient; a slope into a bound counts by the gap it would
 * close, a row's multiplier by the value it would have to give up.
 */
EQR_API int eqr_optimal_measure(eqr_kkt *k, const eqr_real *x,
                                const eqr_real *lambda, eqr_optimality *out);
EQR_API int eqr_verdict_optimal(eqr_run *run, eqr_kkt *k,
                                const eqr_real *lambda);

/* A status that says: the first-order conditions hold. */
EQR_API int eqr_optimal_is(int status);
/*
 * Where they do, what the loss changes by: lambda, as above, becomes the
 * multipliers of run->result, slope (n values) its slopes.  0 where a row or
 * bound is not active.
 */
EQR_API void eqr_optimal_prices(eqr_run *run, eqr_kkt *k, eqr_real *lambda,
                                eqr_real *slope);

#endif
