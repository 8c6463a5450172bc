/*
 * lsq_normal.h -- what kinds of matrices without pivoted triangles share:
 * steps from J'J + mu d^2, which the kind factors and solves.  Internal.
 */
#ifndef EQR_LSQ_NORMAL_H
#define EQR_LSQ_NORMAL_H

#include "lsq.h"

EQR_API void eqr_normal_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                               eqr_real *p);
EQR_API eqr_real eqr_normal_inverse(eqr_lsq *q, eqr_real *b, int damped);
/* From q->g; so is the slope, of unknowns that are not marked in `held`. */
EQR_API eqr_real eqr_normal_gain(eqr_lsq *q, const eqr_real *p);
EQR_API void eqr_normal_slope(const eqr_lsq *q, const char *held,
                              eqr_real *out);
/*
 * The shortest least-squares step (as |metric p|; NULL: |p|), with q->e as
 * scratch of n: the proximal point method, p + argmin |J s + J p + u|^2 +
 * mu |metric s|^2 until s is nothing (Rockafellar, SIAM J. Control 14, 1976).
 * Started at 0 it stays in the range of J', so that it ends at the shortest.
 */
EQR_API void eqr_normal_shortest(eqr_lsq *q, const eqr_real *metric,
                                 eqr_real *p);
/* A least-squares step, of no special length where rank is missing. */
EQR_API void eqr_normal_step(eqr_lsq *q, eqr_real *p);

#endif
