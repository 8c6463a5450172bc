/*
 * linear.c -- linear problems in one step.
 *
 * Rows are folded to a triangle whose rank is decided by pivoting; where rank
 * is missing the step is the shortest one from the start (complete orthogonal
 * decomposition: Golub, Van Loan, Matrix Computations, 2013, 5.5.2).  Then
 * iterative refinement on fresh residuals while it helps (Higham, Accuracy
 * and Stability of Numerical Algorithms, 2002, chapters 12 and 20): it also
 * makes up for equations of very different scale.
 */
#include "judge.h"
#include "lsq.h"
#include "solvers.h"

typedef struct linear_own {
    eqr_lsq q;
    eqr_real *p;
    eqr_real *trial;
    eqr_real least;          /* what refinement makes smaller */
} linear_own;

static size_t linear_layout(const eqr_problem *p, void *own, linear_own *s)
{
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)own;
    eqr_take(&a, 1, sizeof(linear_own));
    eqr_lsq_take(&s->q, p, &a);
    s->p = eqr_take_reals(&a, p->n, 1);
    s->trial = eqr_take_reals(&a, p->n, 1);
    return eqr_taken(&a);
}

static size_t linear_work_size(const eqr_problem *p)
{
    linear_own s;

    return linear_layout(p, NULL, &s);
}

static int linear_init(eqr_run *run)
{
    linear_own *s = (linear_own *)run->own;
    int code;

    if (!(run->problem->flags & EQR_LINEAR) || run->problem->robust)
        return EQR_REFUSED;
    linear_layout(run->problem, run->own, s);
    s->q.pass.judge = run->problem->cls == EQR_CLASS_SYSTEM;
    code = eqr_lsq_load(&s->q, run, run->x);
    run->loss = s->q.pass.cost;
    eqr_lsq_factor(&s->q, run->problem, NULL);
    return code;
}

/* One step in all, then at most five of refinement. */
static int linear_step(eqr_run *run)
{
    linear_own *s = (linear_own *)run->own;
    eqr_real now;
    size_t j, n = run->problem->n;
    int code;

    run->result->claim = EQR_LEAST_SQUARES;
    if (run->step > 5)
        return EQR_ENDED;
    eqr_lsq_newton(&s->q, NULL, s->p);
    for (j = 0; j < n; ++j)
        s->trial[j] = run->x[j] + s->p[j];
    code = eqr_lsq_load(&s->q, run, s->trial);
    if (code != 0)
        return run->step > 0 ? EQR_ENDED : code;
    eqr_lsq_factor(&s->q, run->problem, NULL);
    now = s->q.pass.judge ? s->q.pass.worst : s->q.along;
    if (run->step > 0 && !(now < s->least))
        return EQR_ENDED;
    code = run->step > 0 && !(now < s->least / 2) ? EQR_ENDED : EQR_GO_ON;
    s->least = now;
    run->loss = s->q.pass.cost;
    eqr_copy(n, s->trial, run->x);
    return now > 0 || run->step == 0 ? code : EQR_ENDED;
}

static void linear_done(eqr_run *run)
{
    (void)run;      /* x is the best point at all times */
}

EQR_API const eqr_solver eqr_linear = {
    "linear",    EQR_ROWS,    0,           linear_work_size,
    linear_init, linear_step, linear_done, eqr_verdict_rows
};
