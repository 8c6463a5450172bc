/*
 * adamw.c -- AdamW: Loshchilov, Hutter, "Decoupled weight decay
 * regularization", ICLR 2019, algorithm 2; defaults as in PyTorch 1.13's
 * torch.optim.AdamW.
 */
#include "adam.h"
#include "solvers.h"

static int adamw_init(eqr_run *run)
{
    eqr_adam_own *s = (eqr_adam_own *)run->own;
    int code = eqr_adam_init(run);

    s->shrink = eqr_or(run->options->weight_decay, EQR_C(1e-2));
    s->frame.weight_decay = 0;
    return code;
}

EQR_API const eqr_solver eqr_adamw = {
    "adamw", EQR_GRADIENT, EQR_LEARNS,
    eqr_adam_size, adamw_init, eqr_adam_step,
    eqr_descent_done, eqr_verdict_gradient
};
