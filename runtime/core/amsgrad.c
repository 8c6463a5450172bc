/*
 * amsgrad.c -- Reddi, Kale, Kumar, "On the convergence of Adam and beyond",
 * ICLR 2018, algorithm 2: torch.optim.Adam(amsgrad=True) of PyTorch 1.13.
 */
#include "adam.h"
#include "solvers.h"

static int amsgrad_init(eqr_run *run)
{
    int code = eqr_adam_init(run);

    ((eqr_adam_own *)run->own)->amsgrad = 1;
    return code;
}

EQR_API const eqr_solver eqr_amsgrad = {
    "amsgrad", EQR_GRADIENT, EQR_LEARNS,
    eqr_adam_size, amsgrad_init, eqr_adam_step,
    eqr_descent_done, eqr_verdict_gradient
};
