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

static void sgd_move(const sgd_own *s, size_t n, eqr_real *EQR_RESTRICT x)
{
    const eqr_real lr = s->frame.lr, decay = s->frame.weight_decay;
    const eqr_real momentum = s->momentum, fresh = s->fresh;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT buffer = s->buffer;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j];
        eqr_real b = momentum * buffer[j] + fresh * g;

        buffer[j] = b;
        x[j] -= lr * (s->nesterov ? g + momentum * b : b);
    }
}

static int sgd_step(eqr_run *run)
{
    sgd_own *s = (sgd_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    sgd_move(s, run->problem->n, run->x);
    /* Without momentum the buffer is the gradient, whatever the dampening. */
    s->fresh = s->momentum > 0 ? 1 - s->dampening : 1;
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_sgd = {
    "sgd", EQR_GRADIENT, EQR_LEARNS,
    sgd_work_size, sgd_init, sgd_step,
    eqr_descent_done, eqr_verdict_gradient
};
