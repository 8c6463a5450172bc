/*
 * statistics.h -- what a solved problem is worth: errors, rank, derived
 * results.
 *
 * One fresh evaluation at x.  Arrays in the result live in `work`.  Matrices
 * are dense here; where solvers keep them otherwise, and there are more than
 * EQR_STATISTICS_MOST unknowns, only derived results are computed: all else is
 * NaN, 0 and NULL.
 */
#ifndef EQR_STATISTICS_H
#define EQR_STATISTICS_H

#include "eqr.h"

enum { EQR_STATISTICS_MOST = 1000 };

typedef struct eqr_statistics_result {
    size_t rank;             /* of the Jacobian */
    size_t held;             /* unknowns at a bound that keeps them there */
    size_t dof;              /* rows that count - rank; 0 where none is left */
    eqr_real sse;            /* weighted sum of squared residuals */
    eqr_real chi2;           /* the same where every sigma is known; else NaN */
    eqr_real residual_sd;    /* sqrt(sse / dof); NaN without dof */
    eqr_real *std_error;     /* n; NaN where undetermined or held */
    eqr_real *covariance;    /* n x n; NaN in the same rows and columns */
    size_t free_count;       /* directions that no row sees */
    eqr_real *free_basis;    /* free_count x n, reduced row echelon form */
    eqr_real *show;          /* show.count derived results */
    eqr_real *show_error;    /* their standard errors */
} eqr_statistics_result;

/* The structure was analysed, and there are too many unknowns for errors. */
EQR_API int eqr_statistics_is_large(const eqr_problem *p);
/* Bytes of work; 0 on overflow.  Aligned as for eqr_solve. */
EQR_API size_t eqr_statistics_size(const eqr_problem *p);
/*
 * 0, or the negative status that stopped it.  A problem without residual rows
 * has NaN for all but `show`; so has `show_error` there.
 */
EQR_API int eqr_statistics(const eqr_problem *p, const eqr_real *x,
                           void *work, eqr_statistics_result *out);

#endif
