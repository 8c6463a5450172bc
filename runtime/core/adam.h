/* adam.h -- Adam's step, shared with AMSGrad and AdamW.  Internal. */
#ifndef EQR_ADAM_H
#define EQR_ADAM_H

#include "descent.h"

typedef struct eqr_adam_own {
    eqr_descent frame;
    eqr_real *m;             /* first moments, second ones, largest ones */
    eqr_real beta1, beta2;
    eqr_real power1, power2; /* beta^t */
    eqr_real eps;
    eqr_real shrink;         /* decoupled decay of the unknowns */
    int amsgrad;
} eqr_adam_own;

EQR_API size_t eqr_adam_size(const eqr_problem *p);
EQR_API int eqr_adam_init(eqr_run *run);
EQR_API int eqr_adam_step(eqr_run *run);

#endif
