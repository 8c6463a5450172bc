/* descent.c -- the frame of the first-order methods; see descent.h. */
#include "descent.h"

static size_t descent_layout(const eqr_problem *p, void *own, size_t state,
                             size_t arrays, eqr_descent *d, eqr_real **first)
{
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)own;
    /* The verdict uses the memory again, for a gradient; n >= 0 numbers. */
    eqr_take(&a, 1, state);
    d->g = eqr_take_reals(&a, p->n, 1);
    d->best = eqr_take_reals(&a, p->n, 1);
    *first = eqr_take_reals(&a, p->n, arrays);
    return eqr_taken(&a);
}

EQR_API size_t eqr_descent_size(const eqr_problem *p, size_t state,
                                size_t arrays)
{
    eqr_descent d;
    eqr_real *first;

    return descent_layout(p, NULL, state, arrays, &d, &first);
}

/* PyTorch's StepLR and ExponentialLR (step_size 1), CosineAnnealingLR. */
static void descent_schedule(eqr_descent *d, const eqr_options *o)
{
    d->gamma = eqr_or(o->gamma, 1);
    d->step_size = o->gamma != o->gamma ? 0 : o->step_size ? o->step_size : 1;
    d->t_max = o->t_max;
    d->eta_min = eqr_or(o->eta_min, 0);
}

/* The rate before this step, in closed form; with both: their product. */
static void descent_rate(eqr_descent *d, size_t step)
{
    const eqr_real pi = EQR_C(3.14159265358979323846);

    d->lr = d->first_lr;
    if (d->step_size)
        d->lr *= EQR_POW(d->gamma, (eqr_real)(step / d->step_size));
    if (d->t_max)
        d->lr = d->eta_min + (d->lr - d->eta_min) / 2 *
                (1 + EQR_COS(pi * (eqr_real)step / (eqr_real)d->t_max));
}

EQR_API int eqr_descent_init(eqr_run *run, size_t state, size_t arrays,
                             eqr_real lr, eqr_real **first)
{
    const eqr_options *o = run->options;
    eqr_descent *d = (eqr_descent *)run->own;
    size_t i;

    descent_layout(run->problem, run->own, state, arrays, d, first);
    for (i = 0; i < run->problem->n * arrays; ++i)
        (*first)[i] = 0;
    d->asked = o->steps != 0;
    d->steps = d->asked ? o->steps : (size_t)EQR_DESCENT_STEPS;
    d->lr = d->first_lr = eqr_or(o->lr, lr);
    descent_schedule(d, o);
    d->weight_decay = eqr_or(o->weight_decay, 0);
    /* A root must be exact, a minimum to half the digits: f is flat there. */
    d->tol = eqr_or(o->tol, run->problem->cls == EQR_CLASS_SYSTEM
                                ? EQR_EPS : EQR_SQRT(EQR_EPS));
    d->lowest = EQR_MAX;
    eqr_copy(run->problem->n, run->x, d->best);
    return eqr_descent_arrive(run, d);
}

EQR_API int eqr_descent_may(eqr_run *run, eqr_descent *d)
{
    if (run->step >= d->steps) {
        run->result->claim = d->asked ? EQR_STEPS_DONE : EQR_BUDGET;
        return EQR_ENDED;
    }
    if (!d->asked && eqr_relative_gradient(run->problem->n, run->x, run->loss,
                                           d->g) <= d->tol) {
        run->result->claim = EQR_STATIONARY;
        return EQR_ENDED;
    }
    if (d->step_size || d->t_max)
        descent_rate(d, run->step);
    return EQR_GO_ON;
}

EQR_API int eqr_descent_arrive(eqr_run *run, eqr_descent *d)
{
    int code = eqr_eval_gradient(run, run->x, &run->loss, d->g);

    if (code != 0)
        return code;
    if (!EQR_FINITE(run->loss))
        return EQR_DOMAIN;
    if (run->loss < d->lowest) {
        d->lowest = run->loss;
        eqr_copy(run->problem->n, run->x, d->best);
    }
    return EQR_GO_ON;
}

EQR_API void eqr_descent_done(eqr_run *run)
{
    eqr_descent *d = (eqr_descent *)run->own;

    if (run->result->claim != EQR_STEPS_DONE)
        eqr_copy(run->problem->n, d->best, run->x);
}
