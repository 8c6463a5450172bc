/*
 * adadelta.c -- Adadelta: Zeiler, "ADADELTA: an adaptive learning rate
 * method", arXiv 1212.5701 (2012), algorithm 1; the factor lr and the defaults
 * as in PyTorch 1.13's torch.optim.Adadelta.
 */
#include "descent.h"
#include "solvers.h"

typedef struct adadelta_own {
    eqr_descent frame;
    eqr_real *square;        /* average squared gradients, then steps */
    eqr_real rho;
    eqr_real eps;
} adadelta_own;

static size_t adadelta_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(adadelta_own), 2);
}

static int adadelta_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    adadelta_own *s = (adadelta_own *)run->own;

    s->rho = eqr_or(o->rho, EQR_C(0.9));
    s->eps = eqr_or(o->eps, EQR_C(1e-6));
    return eqr_descent_init(run, sizeof *s, 2, 1, &s->square);
}

static void adadelta_move(const adadelta_own *s, size_t n,
                          eqr_real *EQR_RESTRICT x)
{
    const eqr_real lr = s->frame.lr, decay = s->frame.weight_decay;
    const eqr_real rho = s->rho, eps = s->eps;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT v = s->square, *EQR_RESTRICT u = s->square + n;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j], d;

        v[j] = rho * v[j] + (1 - rho) * g * g;
        d = EQR_SQRT(u[j] + eps) / EQR_SQRT(v[j] + eps) * g;
        u[j] = rho * u[j] + (1 - rho) * d * d;
        x[j] -= lr * d;
    }
}

static int adadelta_step(eqr_run *run)
{
    adadelta_own *s = (adadelta_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    adadelta_move(s, run->problem->n, run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_adadelta = {
    "adadelta", EQR_GRADIENT, EQR_LEARNS,
    adadelta_work_size, adadelta_init, adadelta_step,
    eqr_descent_done, eqr_verdict_gradient
};
