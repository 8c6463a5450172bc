/*
 * descent.h -- the frame of the first-order methods.
 *
 * A method's own struct begins with eqr_descent.  The gradient at the current
 * point is always known: init evaluates it, every step moves and evaluates.
 * Steps asked for (options->steps) are made exactly; without them the method
 * runs until the gradient is small, at most EQR_DESCENT_STEPS times.
 */
#ifndef EQR_DESCENT_H
#define EQR_DESCENT_H

#include "verdict.h"

/* Without `steps`: far more than a method that works here would need. */
enum { EQR_DESCENT_STEPS = 100000 };

typedef struct eqr_descent {
    eqr_real *g;             /* the gradient at run->x */
    eqr_real *best;          /* the lowest point so far */
    eqr_real lowest;
    eqr_real lr;             /* the rate of this step */
    eqr_real first_lr;
    eqr_real gamma, eta_min; /* of the schedule */
    size_t step_size, t_max; /* 0: no such schedule */
    eqr_real weight_decay;
    eqr_real tol;
    size_t steps;
    int asked;               /* steps were asked for */
} eqr_descent;

/* Memory of a method with `state` bytes of its own and `arrays` n-vectors. */
EQR_API size_t eqr_descent_size(const eqr_problem *p, size_t state,
                                size_t arrays);
/* Lay out and evaluate; *first is the method's n * arrays, set to 0. */
EQR_API int eqr_descent_init(eqr_run *run, size_t state, size_t arrays,
                             eqr_real lr, eqr_real **first);
/* EQR_GO_ON where the next step is to be made; d->lr is its rate. */
EQR_API int eqr_descent_may(eqr_run *run, eqr_descent *d);
/* After the move: evaluate, keep the best. */
EQR_API int eqr_descent_arrive(eqr_run *run, eqr_descent *d);
EQR_API void eqr_descent_done(eqr_run *run);

#endif
