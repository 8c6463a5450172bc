/*
 * rmsprop.c -- RMSprop: Tieleman, Hinton, "Neural networks for machine
 * learning", lecture 6.5 (2012); centred as in Graves, arXiv 1308.0850 (2013);
 * defaults and the place of eps as in PyTorch 1.13's torch.optim.RMSprop.
 */
#include "descent.h"
#include "solvers.h"

typedef struct rmsprop_own {
    eqr_descent frame;
    eqr_real *square;        /* averages of g^2, then of g, then momentum */
    eqr_real alpha;
    eqr_real eps;
    eqr_real momentum;
    eqr_real centered;       /* 1 or 0 */
} rmsprop_own;

static size_t rmsprop_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(rmsprop_own), 3);
}

static int rmsprop_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    rmsprop_own *s = (rmsprop_own *)run->own;

    s->alpha = eqr_or(o->alpha, EQR_C(0.99));
    s->eps = eqr_or(o->eps, EQR_C(1e-8));
    s->momentum = eqr_or(o->momentum, 0);
    s->centered = eqr_or(o->centered, 0) > 0;
    return eqr_descent_init(run, sizeof *s, 3, EQR_C(1e-2), &s->square);
}

static void rmsprop_move(const rmsprop_own *s, size_t n,
                         eqr_real *EQR_RESTRICT x)
{
    const eqr_real lr = s->frame.lr, decay = s->frame.weight_decay;
    const eqr_real alpha = s->alpha, eps = s->eps;
    const eqr_real momentum = s->momentum, centered = s->centered;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT v = s->square, *EQR_RESTRICT mean = s->square + n;
    eqr_real *EQR_RESTRICT buffer = s->square + 2 * n;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j], about;

        v[j] = alpha * v[j] + (1 - alpha) * g * g;
        mean[j] = alpha * mean[j] + (1 - alpha) * g;
        about = v[j] - centered * mean[j] * mean[j];
        buffer[j] = momentum * buffer[j] + g / (EQR_SQRT(about) + eps);
        x[j] -= lr * buffer[j];
    }
}

static int rmsprop_step(eqr_run *run)
{
    rmsprop_own *s = (rmsprop_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    rmsprop_move(s, run->problem->n, run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_rmsprop = {
    "rmsprop", EQR_GRADIENT, EQR_LEARNS,
    rmsprop_work_size, rmsprop_init, rmsprop_step,
    eqr_descent_done, eqr_verdict_gradient
};
