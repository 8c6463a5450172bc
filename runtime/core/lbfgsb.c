/*
 * lbfgsb.c -- limited-memory BFGS for a loss of any size, inside bounds.
 *
 * Bertsekas, "Projected Newton methods for optimization problems with simple
 * constraints", SIAM J. Control Optim. 20 (1982): unknowns that the gradient
 * holds at a bound are fixed for the step, the others take the quasi-Newton
 * step, and the path is bent along the bounds.  Where the way is free, the
 * search ends at the strong Wolfe conditions; else at Armijo's.  Ten pairs:
 * Nocedal, Wright (2006), section 7.2 (3 to 20).
 */
#include "beside.h"
#include "history.h"
#include "solvers.h"
#include "verdict.h"
#include "wolfe.h"

#include "dense.h"

enum { LBFGSB_PAIRS = 10, LBFGSB_STEPS = 100000, LBFGSB_HALVINGS = 60 };

typedef struct lbfgsb_own {
    eqr_history pairs;
    eqr_wolfe search;
    eqr_real *g, *d, *x, *before;    /* before: of the gradient, held zeroed */
    eqr_real tol;
    int fresh;                       /* no pair is known */
} lbfgsb_own;

static size_t lbfgsb_layout(const eqr_problem *p, void *own, lbfgsb_own *s)
{
    eqr_arena a = {NULL, 0, 0};
    eqr_real *pairs;

    a.base = (char *)own;
    eqr_take(&a, 1, sizeof(lbfgsb_own));
    s->g = eqr_take_reals(&a, p->n, 1);
    s->d = eqr_take_reals(&a, p->n, 1);
    s->x = eqr_take_reals(&a, p->n, 1);
    s->before = eqr_take_reals(&a, p->n, 1);
    s->search.at = eqr_take_reals(&a, p->n, 1);
    s->search.end[0].g = eqr_take_reals(&a, p->n, 1);
    s->search.end[1].g = eqr_take_reals(&a, p->n, 1);
    s->search.now.g = eqr_take_reals(&a, p->n, 1);
    pairs = eqr_take_reals(&a, p->n, 2 * (LBFGSB_PAIRS + 1));
    if (own)
        eqr_history_clear(&s->pairs, p->n, LBFGSB_PAIRS, pairs);
    return eqr_taken(&a);
}

static size_t lbfgsb_work_size(const eqr_problem *p)
{
    lbfgsb_own s;

    return lbfgsb_layout(p, NULL, &s);
}

static int lbfgsb_init(eqr_run *run)
{
    lbfgsb_own *s = (lbfgsb_own *)run->own;
    int code;

    lbfgsb_layout(run->problem, run->own, s);
    s->search.x = run->x;
    s->search.d = s->d;
    s->search.zero.g = s->g;
    s->search.zero.t = 0;
    s->fresh = 1;
    /* The last digits of a gradient are rounding: two thirds are asked for. */
    s->tol = eqr_or(run->options->tol,
                    EQR_POW(EQR_EPS, EQR_C(2.0) / EQR_C(3.0)));
    code = eqr_eval_gradient(run, run->x, &run->loss, s->g);
    if (code != 0)
        return code;
    return EQR_FINITE(run->loss) ? EQR_GO_ON : (int)EQR_DOMAIN;
}

/* The gradient of what may move, in `before`. */
static void lbfgsb_hold(const eqr_run *run, lbfgsb_own *s)
{
    size_t j;

    for (j = 0; j < run->problem->n; ++j)
        s->before[j] = eqr_held(run->problem, run->x, j, s->g[j]) ? 0
                                                                  : s->g[j];
}

/* A direction that falls; *t: the length to try first. */
static eqr_real lbfgsb_direction(const eqr_run *run, lbfgsb_own *s)
{
    const eqr_problem *p = run->problem;
    size_t j, n = p->n;
    eqr_real sum = 0;

    eqr_history_direction(&s->pairs, s->before, s->d);
    for (j = 0; j < n; ++j)
        if (!(s->before[j] > 0) && !(s->before[j] < 0))
            s->d[j] = 0;
    if (!s->fresh && eqr_dot(n, s->d, s->before) < 0)
        return 1;
    eqr_history_clear(&s->pairs, n, LBFGSB_PAIRS, s->pairs.pairs);
    s->fresh = 1;
    for (j = 0; j < n; ++j) {
        s->d[j] = -s->before[j];
        sum += EQR_ABS(s->d[j]);
    }
    return sum > 1 ? 1 / sum : 1;
}

/* Is some bound within the reach of the direction? */
static int lbfgsb_bounded(const eqr_run *run, const lbfgsb_own *s)
{
    const eqr_problem *p = run->problem;
    size_t j;

    for (j = 0; j < p->n; ++j) {
        if (p->lower && s->d[j] < 0 && p->lower[j] >= -EQR_MAX)
            return 1;
        if (p->upper && s->d[j] > 0 && p->upper[j] <= EQR_MAX)
            return 1;
    }
    return 0;
}

/* Armijo's condition along the bent path, by halving. */
static int lbfgsb_bend(eqr_run *run, lbfgsb_own *s, eqr_real t)
{
    const eqr_problem *p = run->problem;
    eqr_wolfe *w = &s->search;
    size_t j, n = p->n;
    int k, code;

    for (k = 0; k < LBFGSB_HALVINGS; ++k, t /= 2) {
        eqr_real slope = 0;

        for (j = 0; j < n; ++j)
            w->at[j] = run->x[j] + t * s->d[j];
        eqr_project(p, w->at);
        for (j = 0; j < n; ++j)
            slope += s->g[j] * (w->at[j] - run->x[j]);
        code = eqr_eval_gradient(run, w->at, &w->now.f, w->now.g);
        if (code != 0 && code != EQR_DOMAIN)
            return code;
        if (code == 0 && EQR_FINITE(w->now.f) && slope < 0 &&
            w->now.f <= run->loss + EQR_C(1e-4) * slope)
            return EQR_GO_ON;
    }
    return EQR_ENDED;
}

/* The next point in search.at, its values in search.now. */
static int lbfgsb_search(eqr_run *run, lbfgsb_own *s, eqr_real t)
{
    const eqr_wolfe_point *best;
    size_t j;
    int code;

    if (lbfgsb_bounded(run, s))
        return lbfgsb_bend(run, s, t);
    s->search.zero.f = run->loss;
    s->search.zero.slope = eqr_dot(run->problem->n, s->g, s->d);
    code = eqr_wolfe_search(&s->search, run, t, &best);
    if (code != 0)
        return code;
    if (!(best->f <= run->loss) || !(best->t > 0))
        return EQR_ENDED;
    for (j = 0; j < run->problem->n; ++j)
        s->search.at[j] = run->x[j] + best->t * s->d[j];
    s->search.now.f = best->f;
    if (best != &s->search.now)
        eqr_copy(run->problem->n, best->g, s->search.now.g);
    return EQR_GO_ON;
}

/* Go there, and learn what the gradient did on the way. */
static void lbfgsb_move(eqr_run *run, lbfgsb_own *s)
{
    eqr_wolfe *w = &s->search;
    eqr_real *ds, *dy;
    size_t j, n = run->problem->n;

    eqr_history_next(&s->pairs, &ds, &dy);
    for (j = 0; j < n; ++j) {
        ds[j] = w->at[j] - run->x[j];
        dy[j] = w->now.g[j] - s->g[j];
    }
    eqr_history_keep(&s->pairs, EQR_EPS * eqr_dot(n, dy, dy));
    s->fresh = s->pairs.count == 0;
    eqr_copy(n, w->at, run->x);
    eqr_copy(n, w->now.g, s->g);
    run->loss = w->now.f;
}

static int lbfgsb_step(eqr_run *run)
{
    lbfgsb_own *s = (lbfgsb_own *)run->own;
    eqr_real t;
    int code;

    if (run->step >= LBFGSB_STEPS)
        return EQR_BUDGET;
    lbfgsb_hold(run, s);
    run->result->claim = EQR_STATIONARY;
    if (eqr_relative_gradient(run->problem->n, run->x, run->loss,
                              s->before) <= s->tol)
        return EQR_ENDED;
    t = lbfgsb_direction(run, s);
    code = lbfgsb_search(run, s, t);
    if (code == EQR_ENDED && !s->fresh) {   /* once more, without the past */
        s->fresh = 1;
        t = lbfgsb_direction(run, s);
        code = lbfgsb_search(run, s, t);
    }
    if (code != EQR_GO_ON)
        return code;
    lbfgsb_move(run, s);
    if (run->loss < EQR_BOTTOM) {
        run->result->claim = EQR_UNBOUNDED;
        return EQR_ENDED;
    }
    return EQR_GO_ON;
}

static void lbfgsb_done(eqr_run *run)
{
    (void)run;      /* x is the best point at all times */
}

static int lbfgsb_verdict(eqr_run *run)
{
    lbfgsb_own *s = (lbfgsb_own *)run->own;
    int code = eqr_verdict_first(run, s->before, s->d);

    if ((code == EQR_STATIONARY || code == EQR_LEAST_SQUARES) &&
        eqr_beside(run, s->before, s->pairs.pairs))
        return EQR_SADDLE;
    return code;
}

EQR_API const eqr_solver eqr_lbfgsb = {
    "lbfgsb",    EQR_GRADIENT, EQR_BOUNDS,  lbfgsb_work_size,
    lbfgsb_init, lbfgsb_step,  lbfgsb_done, lbfgsb_verdict
};
