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

static int adam_step(eqr_run *run)
{
    adam_own *s = (adam_own *)run->own;
    eqr_descent *d = &s->frame;
    eqr_real *x = run->x, *m = s->m, *v = s->m + run->problem->n;
    eqr_real root, rate;
    size_t j, n = run->problem->n;
    int code = eqr_descent_may(run, d);

    if (code != EQR_GO_ON)
        return code;
    s->power1 *= s->beta1;
    s->power2 *= s->beta2;
    root = 1 / EQR_SQRT(1 - s->power2);
    rate = d->lr / (1 - s->power1);
    for (j = 0; j < n; ++j) {
        eqr_real g = d->g[j] + d->weight_decay * x[j];

        m[j] = s->beta1 * m[j] + (1 - s->beta1) * g;
        v[j] = s->beta2 * v[j] + (1 - s->beta2) * g * g;
        x[j] -= rate * m[j] / (EQR_SQRT(v[j]) * root + s->eps);
    }
    return eqr_descent_arrive(run, d);
}

EQR_API const eqr_solver eqr_adam = {
    "adam",       EQR_GRADIENT, 0,        adam_work_size,
    adam_init,    adam_step,    eqr_descent_done, eqr_verdict_gradient
};
