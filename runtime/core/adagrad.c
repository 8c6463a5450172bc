/*
 * adagrad.c -- Adagrad: Duchi, Hazan, Singer, "Adaptive subgradient methods
 * for online learning and stochastic optimization", JMLR 12 (2011), diagonal
 * form; defaults as in PyTorch 1.13's torch.optim.Adagrad.
 */
#include "descent.h"
#include "solvers.h"

typedef struct adagrad_own {
    eqr_descent frame;
    eqr_real *sum;           /* of squared gradients */
    eqr_real lr_decay;
    eqr_real eps;
} adagrad_own;

static size_t adagrad_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(adagrad_own), 1);
}

static int adagrad_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    adagrad_own *s = (adagrad_own *)run->own;
    eqr_real first = eqr_or(o->initial_accumulator_value, 0);
    size_t j;
    int code;

    s->lr_decay = eqr_or(o->lr_decay, 0);
    s->eps = eqr_or(o->eps, EQR_C(1e-10));
    code = eqr_descent_init(run, sizeof *s, 1, EQR_C(1e-2), &s->sum);
    for (j = 0; j < run->problem->n; ++j)
        s->sum[j] = first;
    return code;
}

static void adagrad_move(const adagrad_own *s, size_t n, eqr_real rate,
                         eqr_real *EQR_RESTRICT x)
{
    const eqr_real decay = s->frame.weight_decay, eps = s->eps;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT sum = s->sum;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j];

        sum[j] += g * g;
        x[j] -= rate * g / (EQR_SQRT(sum[j]) + eps);
    }
}

static int adagrad_step(eqr_run *run)
{
    adagrad_own *s = (adagrad_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);
    eqr_real slower = 1 + (eqr_real)run->step * s->lr_decay;

    if (code != EQR_GO_ON)
        return code;
    adagrad_move(s, run->problem->n, s->frame.lr / slower, run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_adagrad = {
    "adagrad", EQR_GRADIENT, EQR_LEARNS,
    adagrad_work_size, adagrad_init, adagrad_step,
    eqr_descent_done, eqr_verdict_gradient
};
