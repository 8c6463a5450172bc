/*
 * rprop.c -- resilient backpropagation: Riedmiller, Braun, "A direct adaptive
 * method for faster backpropagation learning", ICNN 1993; the form without
 * weight backtracking and the defaults of PyTorch 1.13's torch.optim.Rprop.
 */
#include "descent.h"
#include "solvers.h"

typedef struct rprop_own {
    eqr_descent frame;
    eqr_real *before;        /* the gradient of the step before, then steps */
    eqr_real minus, plus;
    eqr_real least, most;
} rprop_own;

static size_t rprop_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(rprop_own), 2);
}

static int rprop_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    rprop_own *s = (rprop_own *)run->own;
    size_t j, n = run->problem->n;
    int code;

    s->minus = eqr_or(o->eta_minus, EQR_C(0.5));
    s->plus = eqr_or(o->eta_plus, EQR_C(1.2));
    s->least = eqr_or(o->step_min, EQR_C(1e-6));
    s->most = eqr_or(o->step_max, 50);
    code = eqr_descent_init(run, sizeof *s, 2, EQR_C(1e-2), &s->before);
    for (j = 0; j < n; ++j)
        s->before[n + j] = s->frame.lr;
    return code;
}

static void rprop_move(const rprop_own *s, size_t n, eqr_real *EQR_RESTRICT x)
{
    const eqr_real *EQR_RESTRICT gradient = s->frame.g;
    eqr_real *EQR_RESTRICT before = s->before;
    eqr_real *EQR_RESTRICT step = s->before + n;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real g = gradient[j], same = g * before[j];

        step[j] *= same > 0 ? s->plus : same < 0 ? s->minus : 1;
        step[j] = step[j] < s->least ? s->least
                  : step[j] > s->most ? s->most : step[j];
        if (same < 0)       /* once past the valley: stay, forget the sign */
            g = 0;
        before[j] = g;
        x[j] -= g > 0 ? step[j] : g < 0 ? -step[j] : 0;
    }
}

static int rprop_step(eqr_run *run)
{
    rprop_own *s = (rprop_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    rprop_move(s, run->problem->n, run->x);
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_rprop = {
    "rprop", EQR_GRADIENT, EQR_STEPS,
    rprop_work_size, rprop_init, rprop_step,
    eqr_descent_done, eqr_verdict_gradient
};
