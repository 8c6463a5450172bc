/* psi.h -- the variance of robust fits.  Internal. */
#ifndef EQR_PSI_H
#define EQR_PSI_H

#include "rows.h"

/*
 * What (X'X)^-1, X the Jacobian without robust weights, is to be multiplied
 * by where no sigma is known.  dof: rows that count less the rank.  NaN where
 * the losses turn back for too many rows.  0, or a negative status.
 */
EQR_API int eqr_psi_variance(const eqr_problem *p, const eqr_real *x,
                             size_t dof, eqr_real *variance);

#endif
