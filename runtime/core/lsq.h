/*
 * lsq.h -- the linear least-squares problem at a point: min |J p + u|.
 *
 * Rows are folded into a triangle as they come; steps are solved from it.
 * Shared by lm, newton, linear, the verdict and the statistics.  Internal.
 */
#ifndef EQR_LSQ_H
#define EQR_LSQ_H

#include "rows.h"

typedef struct eqr_lsq {
    size_t n;
    size_t rows;             /* in a block */
    eqr_real *r;             /* n x (n + 1): J and u, folded */
    eqr_real *f;             /* n x (n + 1): pivoted QR of r / c, free ones */
    eqr_real *s;             /* n x (n + 1): scratch, the damped triangle */
    eqr_real *e;             /* n x (n + 1): scratch, the damping rows */
    eqr_real *c;             /* norms of J's columns, 1 for 0 */
    eqr_real *g;             /* J'u */
    eqr_real *tau;
    eqr_real *v;             /* scratch */
    eqr_real *alone;         /* systems: -u / J of a row with one unknown, which
                                says alone what that unknown is; else NaN */
    size_t *perm;
    size_t rank;             /* of the free columns */
    eqr_real norm;           /* |u|, robust weights applied */
    eqr_real along;          /* |the part of u that free columns explain| */
    eqr_real rounding;       /* |u| that rounding in J's columns may cause */
    eqr_real rest;           /* sum of squares that no column explains */
    eqr_real *block;         /* EQR_BLOCK x (n + 1), one block of rows */
    eqr_pass pass;
} eqr_lsq;

/* Memory from the arena. */
EQR_API void eqr_lsq_take(eqr_lsq *q, const eqr_problem *p, eqr_arena *a);
/* Evaluate all rows at x (charged) and fold them; pass.judge as set. */
EQR_API int eqr_lsq_load(eqr_lsq *q, eqr_run *run, const eqr_real *x);
EQR_API int eqr_lsq_fold(eqr_lsq *q, const eqr_problem *p, const eqr_real *x);
/* Gradient, held unknowns, rank.  x NULL: no unknown is held. */
EQR_API void eqr_lsq_factor(eqr_lsq *q, const eqr_problem *p,
                            const eqr_real *x);

/*
 * The step to the least-squares point; of all such the shortest, as measured
 * by |metric p| (NULL: |p|).
 */
EQR_API void eqr_lsq_newton(eqr_lsq *q, const eqr_real *metric, eqr_real *p);
/*
 * The step that makes |J p + u|^2 + mu |d p|^2 least; mu > 0.  The triangle
 * of that problem stays in q->s, in the order of perm, for unknowns c p.
 */
EQR_API void eqr_lsq_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                            eqr_real *p);
/* |u|^2 - |J p + u|^2, without cancellation. */
EQR_API eqr_real eqr_lsq_gain(eqr_lsq *q, const eqr_real *p);
/* |J p| */
EQR_API eqr_real eqr_lsq_image(eqr_lsq *q, const eqr_real *p);
/* |d p| */
EQR_API eqr_real eqr_lsq_length(const eqr_lsq *q, const eqr_real *d,
                                const eqr_real *p);

#endif
