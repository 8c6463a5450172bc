/*
 * sensitivity.h -- what a solution changes by where a param changes: dx/dp by
 * the implicit function theorem.
 *
 * At a root, F(x, p) = 0 gives F_x dx = -F_p.  At a stationary point of a loss
 * f the gradient takes the place of F, with all second derivatives of f (also
 * those of residuals, which Gauss and Newton leave out); beside constraints c
 * that are equations or active,
 *     [ H  A' ] [ dx ]     [ L_xp ]
 *     [ A  0  ] [ dl ] = - [ c_p  ]
 * with H the second derivatives of the Lagrangian L, and A those of c (Fiacco,
 * Introduction to Sensitivity and Stability Analysis in Nonlinear Programming,
 * 1983, chapter 3).  An unknown at a bound that holds it moves as the bound
 * does.  Matrices are dense.
 */
#ifndef EQR_SENSITIVITY_H
#define EQR_SENSITIVITY_H

#include "eqr.h"

enum { EQR_SENSITIVITY_MOST = 1000 };    /* equations and unknowns */

/*
 * The same problem with params as unknowns: rows of a system, or loss and
 * constraints, as the problem itself has them; no bounds.
 */
typedef struct eqr_wide {
    const eqr_problem *problem;
    const eqr_real *x;       /* problem->n values: the solution, and params */
    const size_t *to;        /* by element of x: j < n for unknown j, n + k for
                                param k */
    size_t params;
    const size_t *bound;     /* by unknown: the row of wide's `show` that is the
                                bound it is at; (size_t)-1: it does not move */
    size_t show;             /* wide's rows of `show` before those of p */
} eqr_wide;

/* Arrays live in work. */
typedef struct eqr_sensitivities {
    eqr_real *unknown;       /* n x params; NaN where dx is not determined */
    eqr_real *show;          /* show.count x params, likewise */
} eqr_sensitivities;

/* A root, or a point where first-order conditions hold? */
EQR_API int eqr_is_answer(int status);
/* Values of x, and where they belong: elements `first` and on. */
EQR_API void eqr_wide_take(size_t count, const eqr_real *from, size_t first,
                           eqr_real *x, size_t *to);
/*
 * The rows of wide's `show` that are the bounds of unknowns [first, first +
 * count): the first of their lower ones, of their upper ones; (size_t)-1:
 * params do not decide them.
 */
EQR_API void eqr_wide_bounds(const eqr_problem *p, const eqr_real *x,
                             size_t first, size_t count, size_t lower,
                             size_t upper, size_t *bound);

/* Bytes of work; 0: too many. */
EQR_API size_t eqr_sensitivity_size(const eqr_problem *p, const eqr_wide *w);
/*
 * p was solved, with result r: a root, or a point where first-order
 * conditions hold.  0, or the negative status that stopped it.
 */
EQR_API int eqr_sensitivity(const eqr_problem *p, const eqr_result *r,
                            const eqr_wide *w, void *work,
                            eqr_sensitivities *out);

#endif
