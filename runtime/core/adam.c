/*
 * adam.c -- Adam: Kingma, Ba, "Adam: a method for stochastic optimization",
 * ICLR 2015, algorithm 1; defaults and the place of eps and weight decay as
 * in PyTorch 1.13's torch.optim.Adam.
 */
#include "adam.h"
#include "solvers.h"

EQR_API size_t eqr_adam_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(eqr_adam_own), 3);
}

EQR_API int eqr_adam_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    eqr_adam_own *s = (eqr_adam_own *)run->own;

    s->beta1 = eqr_or(o->beta1, EQR_C(0.9));
    s->beta2 = eqr_or(o->beta2, EQR_C(0.999));
    s->eps = eqr_or(o->eps, EQR_C(1e-8));
    s->amsgrad = eqr_or(o->amsgrad, 0) > 0;
    s->shrink = 0;
    s->power1 = s->power2 = 1;
    return eqr_descent_init(run, sizeof *s, 3, EQR_C(1e-3), &s->m);
}

/* The update of all unknowns, at the bias-corrected rate. */
static void adam_move(const eqr_adam_own *s, size_t n, eqr_real rate,
                      eqr_real *EQR_RESTRICT x)
{
    const eqr_real b1 = s->beta1, b2 = s->beta2, eps = s->eps;
    const eqr_real root = 1 / EQR_SQRT(1 - s->power2);
    const eqr_real decay = s->frame.weight_decay;
    const eqr_real keep = 1 - s->frame.lr * s->shrink;
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT m = s->m, *EQR_RESTRICT v = s->m + n;
    eqr_real *EQR_RESTRICT most = s->m + 2 * n;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j] + decay * x[j];

        m[j] = b1 * m[j] + (1 - b1) * g;
        v[j] = b2 * v[j] + (1 - b2) * g * g;
        if (!s->amsgrad || !(v[j] < most[j]))
            most[j] = v[j];
        x[j] = keep * x[j] - rate * m[j] / (EQR_SQRT(most[j]) * root + eps);
    }
}

EQR_API int eqr_adam_step(eqr_run *run)
{
    eqr_adam_own *s = (eqr_adam_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    s->power1 *= s->beta1;
    s->power2 *= s->beta2;
    adam_move(s, run->problem->n, s->frame.lr / (1 - s->power1), run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_adam = {
    "adam", EQR_GRADIENT, EQR_LEARNS,
    eqr_adam_size, eqr_adam_init, eqr_adam_step,
    eqr_descent_done, eqr_verdict_gradient
};
