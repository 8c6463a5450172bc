/*
 * radam.c -- RAdam: Liu et al., "On the variance of the adaptive learning rate
 * and beyond", ICLR 2020, algorithm 2; defaults, the place of eps and the
 * bound 5 on rho as in PyTorch 1.13's torch.optim.RAdam.
 */
#include "descent.h"
#include "solvers.h"

typedef struct radam_own {
    eqr_descent frame;
    eqr_real *m;             /* first moments, then second ones */
    eqr_real beta1, beta2;
    eqr_real power1, power2; /* beta^t */
    eqr_real eps;
} radam_own;

static size_t radam_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(radam_own), 2);
}

static int radam_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    radam_own *s = (radam_own *)run->own;

    s->beta1 = eqr_or(o->beta1, EQR_C(0.9));
    s->beta2 = eqr_or(o->beta2, EQR_C(0.999));
    s->eps = eqr_or(o->eps, EQR_C(1e-8));
    s->power1 = s->power2 = 1;
    return eqr_descent_init(run, sizeof *s, 2, EQR_C(1e-3), &s->m);
}

/* The rectified factor of 1 / sqrt(v); 0 while the variance is unknown. */
static eqr_real radam_factor(const radam_own *s, eqr_real t)
{
    eqr_real most = 2 / (1 - s->beta2) - 1;
    eqr_real rho = most - 2 * t * s->power2 / (1 - s->power2);

    if (!(rho > 5))
        return 0;
    return EQR_SQRT((1 - s->power2) * (rho - 4) * (rho - 2) * most /
                    ((most - 4) * (most - 2) * rho));
}

static void radam_move(const radam_own *s, size_t n, eqr_real rate,
                       eqr_real factor, eqr_real *EQR_RESTRICT x)
{
    const eqr_real b1 = s->beta1, b2 = s->beta2, eps = s->eps;
    const eqr_real decay = s->frame.weight_decay;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT m = s->m, *EQR_RESTRICT v = s->m + n;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j];

        m[j] = b1 * m[j] + (1 - b1) * g;
        v[j] = b2 * v[j] + (1 - b2) * g * g;
        x[j] -= rate * m[j] *
                (factor > 0 ? factor / (EQR_SQRT(v[j]) + eps) : 1);
    }
}

static int radam_step(eqr_run *run)
{
    radam_own *s = (radam_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    s->power1 *= s->beta1;
    s->power2 *= s->beta2;
    radam_move(s, run->problem->n, s->frame.lr / (1 - s->power1),
               radam_factor(s, (eqr_real)(run->step + 1)), run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_radam = {
    "radam", EQR_GRADIENT, EQR_LEARNS,
    radam_work_size, radam_init, radam_step,
    eqr_descent_done, eqr_verdict_gradient
};
