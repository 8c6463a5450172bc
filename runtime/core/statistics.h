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
    eqr_real rounding;       /* so much of it rounding of x may make */
    eqr_real *std_error;     /* n; NaN where undetermined or held */
    eqr_real *covariance;    /* n x n; NaN in the same rows and columns */
    size_t free_count;       /* directions that no row sees */
    eqr_real *free_basis;    /* free_count x n, reduced row echelon form */
    const eqr_real *level;   /* n: a direction in which the rows move and the
                                loss does not, to second order: its unknowns
                                have no errors; roughly, and 1 at most.  NULL:
                                none */
    eqr_real *show;          /* show.count derived results */
    eqr_real *show_error;    /* their standard errors */
    size_t clear;            /* rank without the held unknowns */
    const eqr_real *triangle;    /* its clear x clear part, by columns n apart:
                                R of a pivoted QR of the Jacobian, columns
                                scaled to length 1.  NULL: none */
    eqr_real *scratch;       /* 2 n, for eqr_condition */
} eqr_statistics_result;

/*
 * The t for which a value that is normal, with a variance estimated from dof
 * degrees of freedom, is within t standard errors with probability `level`;
 * dof 0: the variance is known.  NaN unless 0 < level < 1.
 */
EQR_API eqr_real eqr_quantile(eqr_real level, size_t dof);
/* The degrees of freedom to ask for the quantile with: 0 where every sigma is
   known. */
EQR_API size_t eqr_statistics_dof(const eqr_problem *p,
                                  const eqr_statistics_result *s);
/* out = value + reach * error, NaN where there is no error; out may be NULL. */
EQR_API void eqr_interval(size_t n, const eqr_real *value,
                          const eqr_real *error, eqr_real reach,
                          eqr_real *out);
/*
 * The condition number of the Jacobian, columns scaled to length 1 and those
 * of held unknowns left out; to about 1 %.  NaN on loss of rank.
 */
EQR_API eqr_real eqr_condition(const eqr_statistics_result *s, size_t n);
/* cov[i][j] / (s[i] s[j]); 1 on the diagonal; NaN where either has none. */
EQR_API eqr_real eqr_correlation(const eqr_statistics_result *s, size_t n,
                                 size_t i, size_t j);

/*
 * All of that at x, for whom it is enough: outputs of n, n, show.count,
 * show.count, n x n and 1 values, each may be NULL.  0, or the negative status
 * that stopped it.
 */
EQR_API int eqr_confidence(const eqr_problem *p, const eqr_real *x, void *work,
                           eqr_real level, eqr_real *low, eqr_real *high,
                           eqr_real *show_low, eqr_real *show_high,
                           eqr_real *correlation, eqr_real *condition);

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
