/*
 * sgd.c -- gradient descent, with momentum, dampening, Nesterov's momentum
 * and weight decay: the update rule of PyTorch 1.13's torch.optim.SGD
 * (after Sutskever, Martens, Dahl, Hinton, ICML 2013).
 *
 * Its default learning rate is 1e-3, PyTorch's since 2.2 (1.13 has none).
 */
#include "descent.h"
#include "solvers.h"

typedef struct sgd_own {
    eqr_descent frame;
    eqr_real *buffer;
    eqr_real momentum;
    eqr_real fresh;          /* 1 - dampening; 1 at the first step */
    eqr_real dampening;
    int nesterov;
} sgd_own;

static size_t sgd_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(sgd_own), 1);
}

static int sgd_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    sgd_own *s = (sgd_own *)run->own;

    s->momentum = eqr_or(o->momentum, 0);
    s->dampening = eqr_or(o->dampening, 0);
    s->nesterov = eqr_or(o->nesterov, 0) > 0;
    s->fresh = 1;
    return eqr_descent_init(run, sizeof *s, 1, EQR_C(1e-3), &s->buffer);
}

static int sgd_step(eqr_run *run)
{
    sgd_own *s = (sgd_own *)run->own;
    eqr_descent *d = &s->frame;
    eqr_real *x = run->x;
    size_t j, n = run->problem->n;
    int code = eqr_descent_may(run, d);

    if (code != EQR_GO_ON)
        return code;
    for (j = 0; j < n; ++j) {
        eqr_real g = d->g[j] + d->weight_decay * x[j];
        eqr_real b = s->momentum * s->buffer[j] + s->fresh * g;

        s->buffer[j] = b;
        x[j] -= d->lr * (s->nesterov ? g + s->momentum * b : b);
    }
    /* Without momentum the buffer is the gradient, whatever the dampening. */
    s->fresh = s->momentum > 0 ? 1 - s->dampening : 1;
    return eqr_descent_arrive(run, d);
}

EQR_API const eqr_solver eqr_sgd = {
    "sgd",        EQR_GRADIENT, 0,        sgd_work_size,
    sgd_init,     sgd_step,     eqr_descent_done, eqr_verdict_gradient
};
