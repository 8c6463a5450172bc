/*
 * asgd.c -- averaged stochastic gradient descent: Polyak, Juditsky, SIAM J.
 * Control Optim. 30 (1992), with the rate of Bottou's svmasgd; the steps and
 * defaults of PyTorch 1.13's torch.optim.ASGD.  They are those of the plain
 * iterate; torch keeps the average beside it and never steps from there.
 */
#include "descent.h"
#include "solvers.h"

typedef struct asgd_own {
    eqr_descent frame;
    eqr_real lambd;
    eqr_real alpha;
    eqr_real shrink;         /* by how much the rate of this step has shrunk */
} asgd_own;

static size_t asgd_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(asgd_own), 0);
}

static int asgd_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    asgd_own *s = (asgd_own *)run->own;
    eqr_real *none;

    s->lambd = eqr_or(o->lambd, EQR_C(1e-4));
    s->alpha = eqr_or(o->alpha, EQR_C(0.75));
    s->shrink = 1;
    return eqr_descent_init(run, sizeof *s, 0, EQR_C(1e-2), &none);
}

static int asgd_step(eqr_run *run)
{
    asgd_own *s = (asgd_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);
    const eqr_real lr = s->frame.lr, decay = s->frame.weight_decay;
    const eqr_real eta = lr * s->shrink, keep = 1 - s->lambd * eta;
    eqr_real *x = run->x;
    size_t j;

    if (code != EQR_GO_ON)
        return code;
    for (j = 0; j < run->problem->n; ++j)
        x[j] = keep * x[j] - eta * (s->frame.g[j] + decay * x[j]);
    s->shrink = EQR_POW(1 + s->lambd * lr * (eqr_real)(run->step + 1),
                        -s->alpha);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_asgd = {
    "asgd", EQR_GRADIENT, EQR_LEARNS,
    asgd_work_size, asgd_init, asgd_step,
    eqr_descent_done, eqr_verdict_gradient
};
