/*
 * kkt.h -- a constrained problem at a point, and the linear systems of its
 * first-order conditions.  Dense.  Internal.
 *
 * Rows are scaled, and those of <= are turned round: every inequality reads
 * c >= 0.  The Lagrangian is  scale f + sum lambda c.
 */
#ifndef EQR_KKT_H
#define EQR_KKT_H

#include "ldl.h"
#include "rows.h"

typedef struct eqr_kkt {
    const eqr_problem *p;
    size_t n, m;             /* unknowns, constraint rows */
    eqr_real scale;          /* of the loss */
    eqr_real *turn;          /* of each row: scale, with its sign */
    size_t *sense;
    eqr_real f;              /* scaled, like all that follows */
    eqr_real *g;             /* n: gradient of f */
    eqr_real *c;             /* m */
    eqr_real *a;             /* m x n by rows: the constraints' Jacobian */
    size_t *row, *col;       /* the Hessian's entries */
    eqr_real *h;
    eqr_real *free;          /* n: 1, or 0 for an unknown that is held */
    eqr_real *on;            /* m: 1, or 0 for a row that is left out */
    eqr_real *top;           /* n: to add to the diagonal of the Hessian */
    eqr_real *low;           /* m: minus the diagonal below */
    eqr_real *rhs, *sol;     /* n + m */
    eqr_real *k;             /* (n + m)^2: the factor */
    size_t *pivot;
    eqr_real *fix;           /* n + m: scratch */
    eqr_real *jac;           /* of a block of rows */
    size_t *jac_col;
} eqr_kkt;

EQR_API void eqr_kkt_take(eqr_kkt *k, const eqr_problem *p, eqr_arena *a);
/* Senses, structure; scales 1. */
EQR_API int eqr_kkt_begin(eqr_kkt *k, const eqr_problem *p);
/* Loss and rows at x; charged. */
EQR_API int eqr_kkt_values(eqr_kkt *k, eqr_run *run, const eqr_real *x,
                           eqr_real *f, eqr_real *c);
/* f, g, c and a at x; charged. */
EQR_API int eqr_kkt_load(eqr_kkt *k, eqr_run *run, const eqr_real *x);
/* The Hessian of the Lagrangian at x; charged. */
EQR_API int eqr_kkt_hessian(eqr_kkt *k, eqr_run *run, const eqr_real *x,
                            const eqr_real *lambda);
/*
 * Factor [H + top + dw, A'; A, -low - dc].  Held unknowns and rows left out
 * are 0 in the solution.  Counts of eigenvalues include them as those of the
 * n and of the m: as it should be, m are negative and none is 0.
 */
EQR_API eqr_inertia eqr_kkt_factor(eqr_kkt *k, eqr_real dw, eqr_real dc);
/* sol from rhs, refined once. */
EQR_API void eqr_kkt_solve(eqr_kkt *k, eqr_real dw, eqr_real dc);
/* out = A'y + out */
EQR_API void eqr_kkt_add_at(const eqr_kkt *k, const eqr_real *y,
                            eqr_real *out);

#endif
