/*
 * run.h -- what solvers share: memory, the budget, bounds.
 *
 * Internal to the runtime.
 */
#ifndef EQR_RUN_H
#define EQR_RUN_H

#include "eqr.h"

/*
 * Memory is carved twice by the same function: once with base NULL to learn
 * the size, once for real; so the two can never disagree.
 */
typedef struct eqr_arena {
    char *base;              /* NULL: only count */
    size_t used;
    int overflow;
} eqr_arena;

EQR_API void *eqr_take(eqr_arena *a, size_t count, size_t size);
EQR_API eqr_real *eqr_take_reals(eqr_arena *a, size_t rows, size_t columns);
/* Bytes used, 0 on overflow. */
EQR_API size_t eqr_taken(const eqr_arena *a);

/* Charge one evaluation: 0, or EQR_BUDGET when none is left. */
EQR_API int eqr_charge(eqr_run *run);
/* At the prepared x: p's own, or, where nothing is to be made small, 0. */
EQR_API int eqr_gradient(const eqr_problem *p, const eqr_real *x, eqr_real *f,
                         eqr_real *g);
/* Gradient and loss at x, charged and counted; g may be NULL. */
EQR_API int eqr_eval_gradient(eqr_run *run, const eqr_real *x, eqr_real *f,
                              eqr_real *g);
/* The total as the user wrote it; neither charged nor counted. */
EQR_API int eqr_eval_loss(const eqr_problem *p, const eqr_real *x,
                          eqr_real *f);

/* x into its bounds. */
EQR_API void eqr_project(const eqr_problem *p, eqr_real *x);
/* Unknown j is at a bound that -g points out of (or has no room at all). */
EQR_API int eqr_held(const eqr_problem *p, const eqr_real *x, size_t j,
                     eqr_real g);

/* An option, or the solver's own value where it was not given. */
EQR_API eqr_real eqr_or(eqr_real value, eqr_real own);
EQR_API void eqr_copy(size_t n, const eqr_real *from, eqr_real *to);

#endif
