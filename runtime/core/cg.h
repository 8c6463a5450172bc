/*
 * cg.h -- conjugate gradients, cut where they leave a trust region or meet
 * negative curvature: Steihaug, SIAM J. Numer. Anal. 20 (1983) 626-637.  And
 * what they tell of the curvature itself.  Internal.
 */
#ifndef EQR_CG_H
#define EQR_CG_H

#include "run.h"

enum eqr_cg_end {
    EQR_CG_SOLVED,           /* the residual is small                     */
    EQR_CG_EDGE,             /* at the edge of the region                 */
    EQR_CG_NEGATIVE,         /* p has curvature that is not positive      */
    EQR_CG_MOST              /* as many steps as allowed                  */
};

/*
 * A s = r.  `times` and `ease` are A and the inverse of a matrix like it, on
 * whatever subspace r is of; they return 0, or the status that stopped them.
 */
typedef struct eqr_cg {
    size_t n, most;          /* unknowns; steps */
    void *user;
    int (*times)(void *user, const eqr_real *v, eqr_real *out);
    void (*ease)(void *user, eqr_real *v);
    const eqr_real *size;    /* n: |v|^2 = sum size v^2 of the region */
    eqr_real shift;          /* A is times + shift size */
    eqr_real radius;
    const eqr_real *from;    /* the region is about -from; NULL: about 0 */
    eqr_real tol;            /* of the eased residual, relative */
    eqr_real *s, *r, *z, *p, *q;
    eqr_real bend;           /* p'A p of the last p */
} eqr_cg;

EQR_API void eqr_cg_take(eqr_cg *c, size_t n, eqr_arena *a);
/* enum eqr_cg_end, or the negative status of `times`; r is then the rest. */
EQR_API int eqr_cg_solve(eqr_cg *c);
/* sum size v^2 */
EQR_API eqr_real eqr_cg_square(const eqr_cg *c, const eqr_real *v);

/*
 * 1: A is positive definite; -1: p is a direction of negative curvature; 0: it
 * does not tell.  free: unknowns that may move.  Where no curvature so far was
 * negative, the residual's part along an eigenvector of a negative eigenvalue
 * has only grown (it is multiplied by prod (1 + |lambda| / theta) over the Ritz
 * values theta > 0); a right side of pseudorandom numbers has such a part, so
 * that a residual of 1e-8 of it shows that there is none.
 */
EQR_API int eqr_cg_curvature(eqr_cg *c, const char *free);

#endif
