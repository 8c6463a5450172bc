/*
 * adam.c -- Adam: Kingma, Ba, "Adam: a method for stochastic optimization",
 * ICLR 2015, algorithm 1; defaults and the place of eps and weight decay as
 * in PyTorch 1.13's torch.optim.Adam.
 */
#include "descent.h"
#include "solvers.h"

typedef struct adam_own {
    eqr_descent frame;
    eqr_real *m;             /* first moments, then second ones */
    eqr_real beta1, beta2;
    eqr_real power1, power2; /* beta^t */
    eqr_real eps;
} adam_own;

static size_t adam_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(adam_own), 2);
}

static int adam_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    adam_own *s = (adam_own *)run->own;

    s->beta1 = eqr_or(o->beta1, EQR_C(0.9));
    s->beta2 = eqr_or(o->beta2, EQR_C(0.999));
    s->eps = eqr_or(o->eps, EQR_C(1e-8));
    s->power1 = s->power2 = 1;
    return eqr_descent_init(run, sizeof *s, 2, EQR_C(1e-3), &s->m);
}

/* The update of all unknowns, at the bias-corrected rate. */
static void adam_move(const adam_own *s, size_t n, eqr_real rate,
                      eqr_real *EQR_RESTRICT x)
{
    const eqr_real b1 = s->beta1, b2 = s->beta2, eps = s->eps;
    const eqr_real root = 1 / EQR_SQRT(1 - s->power2);
    const eqr_real decay = s->frame.weight_decay;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT m = s->m, *EQR_RESTRICT v = s->m + n;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j];

        m[j] = b1 * m[j] + (1 - b1) * g;
        v[j] = b2 * v[j] + (1 - b2) * g * g;
        x[j] -= rate * m[j] / (EQR_SQRT(v[j]) * root + eps);
    }
}

static int adam_step(eqr_run *run)
{
    adam_own *s = (adam_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    s->power1 *= s->beta1;
    s->power2 *= s->beta2;
    adam_move(s, run->problem->n, s->frame.lr / (1 - s->power1), run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_adam = {
    "adam",       EQR_GRADIENT, 0,        adam_work_size,
    adam_init,    adam_step,    eqr_descent_done, eqr_verdict_gradient
};
