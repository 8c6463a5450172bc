/*
 * nadam.c -- NAdam: Dozat, "Incorporating Nesterov momentum into Adam", ICLR
 * 2016 workshop, algorithm 1 with the momentum schedule of its section 3:
 * mu_t = beta1 (1 - 0.96^(t psi) / 2).  Defaults, eps and weight decay as in
 * PyTorch 1.13's torch.optim.NAdam(foreach=True), the published form.
 */
#include "descent.h"
#include "solvers.h"

typedef struct nadam_own {
    eqr_descent frame;
    eqr_real *m;             /* first moments, then second ones */
    eqr_real beta1, beta2;
    eqr_real power2;         /* beta2^t */
    eqr_real fade, faded;    /* 0.96^psi and 0.96^(t psi) */
    eqr_real mu, product;    /* mu_t and the product of all up to it */
    eqr_real eps;
} nadam_own;

static size_t nadam_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(nadam_own), 2);
}

/* The next mu: one multiplication in place of a power. */
static eqr_real nadam_mu(nadam_own *s)
{
    s->faded *= s->fade;
    return s->beta1 * (1 - EQR_C(0.5) * s->faded);
}

static int nadam_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    nadam_own *s = (nadam_own *)run->own;

    s->beta1 = eqr_or(o->beta1, EQR_C(0.9));
    s->beta2 = eqr_or(o->beta2, EQR_C(0.999));
    s->eps = eqr_or(o->eps, EQR_C(1e-8));
    s->fade = EQR_POW(EQR_C(0.96), eqr_or(o->momentum_decay, EQR_C(4e-3)));
    s->faded = s->power2 = 1;
    s->product = s->mu = nadam_mu(s);
    return eqr_descent_init(run, sizeof *s, 2, EQR_C(2e-3), &s->m);
}

/* The update of all unknowns; `now` weighs the gradient, `ahead` m. */
static void nadam_move(const nadam_own *s, size_t n, eqr_real now,
                       eqr_real ahead, eqr_real *EQR_RESTRICT x)
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
        x[j] -= (now * g + ahead * m[j]) / (EQR_SQRT(v[j]) * root + eps);
    }
}

static int nadam_step(eqr_run *run)
{
    nadam_own *s = (nadam_own *)run->own;
    eqr_real lr = s->frame.lr, now, ahead;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    s->power2 *= s->beta2;
    now = lr * (1 - s->mu) / (1 - s->product);
    s->mu = nadam_mu(s);
    s->product *= s->mu;
    ahead = lr * s->mu / (1 - s->product);
    nadam_move(s, run->problem->n, now, ahead, run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_nadam = {
    "nadam", EQR_GRADIENT, EQR_LEARNS,
    nadam_work_size, nadam_init, nadam_step,
    eqr_descent_done, eqr_verdict_gradient
};
