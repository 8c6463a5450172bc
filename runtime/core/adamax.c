/*
 * adamax.c -- Adamax: Kingma, Ba, "Adam: a method for stochastic
 * optimization", ICLR 2015, algorithm 2; defaults and the place of eps as in
 * PyTorch 1.13's torch.optim.Adamax.
 */
#include "descent.h"
#include "solvers.h"

typedef struct adamax_own {
    eqr_descent frame;
    eqr_real *m;             /* first moments, then largest gradients */
    eqr_real beta1, beta2;
    eqr_real power1;         /* beta1^t */
    eqr_real eps;
} adamax_own;

static size_t adamax_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(adamax_own), 2);
}

static int adamax_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    adamax_own *s = (adamax_own *)run->own;

    s->beta1 = eqr_or(o->beta1, EQR_C(0.9));
    s->beta2 = eqr_or(o->beta2, EQR_C(0.999));
    s->eps = eqr_or(o->eps, EQR_C(1e-8));
    s->power1 = 1;
    return eqr_descent_init(run, sizeof *s, 2, EQR_C(2e-3), &s->m);
}

static void adamax_move(const adamax_own *s, size_t n, eqr_real rate,
                        eqr_real *EQR_RESTRICT x)
{
    const eqr_real b1 = s->beta1, b2 = s->beta2, eps = s->eps;
    const eqr_real decay = s->frame.weight_decay;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT m = s->m, *EQR_RESTRICT most = s->m + n;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j];

        m[j] = b1 * m[j] + (1 - b1) * g;
        most[j] *= b2;
        if (!(EQR_ABS(g) + eps < most[j]))
            most[j] = EQR_ABS(g) + eps;
        x[j] -= rate * m[j] / most[j];
    }
}

static int adamax_step(eqr_run *run)
{
    adamax_own *s = (adamax_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    s->power1 *= s->beta1;
    adamax_move(s, run->problem->n, s->frame.lr / (1 - s->power1), run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_adamax = {
    "adamax", EQR_GRADIENT, EQR_LEARNS,
    adamax_work_size, adamax_init, adamax_step,
    eqr_descent_done, eqr_verdict_gradient
};
