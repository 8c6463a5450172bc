/*
 * poly.h -- a square system, or a block of one, by one method after the other.
 *
 * Powell's dogleg ("A hybrid method for nonlinear equations", 1970, in
 * Rabinowitz, Numerical Methods for Nonlinear Algebraic Equations), scaled as
 * in MINPACK's hybrj, with the exact Jacobian at every step.  The first step
 * is the full one where that does what the model foretells.  Where J is
 * singular, the shortest of the least-squares steps is taken.  Rows are scaled
 * by powers of two, so that the units of an equation do not matter.  Where
 * this ends without a root, the other methods of methods.def try from the
 * start, and the lowest point is kept.  Internal.
 */
#ifndef EQR_POLY_H
#define EQR_POLY_H

#include "shifted.h"
#include "trust.h"

enum eqr_method {
#define METHOD(NAME, name, descends, text) EQR_METHOD_##NAME,
#include "methods.def"
#undef METHOD
    EQR_METHODS
};

typedef struct eqr_poly {
    eqr_trust t;
    eqr_real *scale;         /* of the rows */
    eqr_real *start;
    eqr_real *kept;          /* the lowest point */
    eqr_real kept_sse;
    eqr_real first_cost;     /* where the rows were scaled */
    int method;              /* enum eqr_method */
    int near;                /* a method that does not descend came near one */
    int finishes;            /* so the dogleg does */
    int ended;               /* how the last method that descends did */
    int root;                /* one was found */
    eqr_real *rows;          /* a value of each row: of methods' own use */
    eqr_real *path;          /* n: the same */
    eqr_shifted shifted;
    size_t limit;            /* steps of a method */
    eqr_real size;           /* of the next step: a method's own measure */
    eqr_real t_now, t_path;  /* of a homotopy: where; direction */
    eqr_real first_sse;      /* and |u|^2 at the start */
} eqr_poly;

EQR_API void eqr_poly_take(eqr_poly *s, const eqr_problem *p, eqr_arena *a);
/* Begin at run->x, step until that does not return EQR_GO_ON, then done. */
EQR_API int eqr_poly_init(eqr_poly *s, eqr_run *run);
EQR_API int eqr_poly_step(eqr_poly *s, eqr_run *run);
EQR_API void eqr_poly_done(eqr_poly *s, eqr_run *run);

/* For methods: s->rows = the rows at x; pass->judge as set. */
EQR_API int eqr_poly_rows(eqr_poly *s, eqr_run *run, const eqr_real *x,
                          eqr_pass *pass);
/* The model at run->x afresh; EQR_ENDED: a root; near as it is. */
EQR_API int eqr_poly_move(eqr_poly *s, eqr_run *run);
/* The beginning of a method of so many steps at most: the same, and size 1. */
EQR_API int eqr_poly_begin(eqr_poly *s, eqr_run *run, size_t steps);
/* The step of J p = -(keep u + add rows) at run->x, into p. */
EQR_API int eqr_poly_solve(eqr_poly *s, eqr_run *run, eqr_real keep,
                           eqr_real add, eqr_real *p);

/* Each method's beginning at run->x, and a step of it. */
#define METHOD(NAME, name, descends, text)                                    \
    EQR_API int eqr_##name##_begin(eqr_poly *s, eqr_run *run);                 \
    EQR_API int eqr_##name##_step(eqr_poly *s, eqr_run *run);
#include "methods.def"
#undef METHOD

#endif
