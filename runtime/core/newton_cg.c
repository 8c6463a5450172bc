/*
 * newton_cg.c -- a trust region and exact second derivatives for a loss inside
 * bounds: Lin, More, "Newton's method for large bound-constrained optimization
 * problems", SIAM J. Optim. 9 (1999).
 *
 * The step: down the gradient along the bounds as far as the model falls (the
 * Cauchy point), then conjugate gradients on what no bound holds, to the edge
 * of the region along negative curvature.  The region is measured by the
 * columns of the Hessian.  Where the gradient is small but the curvature
 * negative, the step is along that curvature.
 */
#include "cg.h"
#include "curvature.h"
#include "dense.h"
#include "solvers.h"
#include "symmetric.h"
#include "verdict.h"

enum { NCG_STEPS = 10000, NCG_FACES = 8, NCG_HALVINGS = 40,
       NCG_AGAIN = 2 };        /* a step that is not taken */

typedef struct ncg_own {
    eqr_real *g;             /* of the loss at x; the verdict's, later */
    eqr_real *slope;
    eqr_symmetric h;
    eqr_cg cg;
    eqr_real *s, *hs;        /* the step, and the Hessian by it */
    eqr_real *at, *next;     /* where it leads, and the gradient there */
    char *free, *before;     /* unknowns that no bound holds; once more */
    eqr_real radius, tol;
    eqr_real model;          /* what the step should change the loss by */
    int known;               /* h is of x */
    int bounded;
} ncg_own;

static size_t ncg_layout(const eqr_problem *p, void *own, ncg_own *s)
{
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)own;
    eqr_take(&a, 1, sizeof(ncg_own));
    s->g = eqr_take_reals(&a, p->n, 1);
    s->slope = eqr_take_reals(&a, p->n, 1);
    s->s = eqr_take_reals(&a, p->n, 1);
    s->hs = eqr_take_reals(&a, p->n, 1);
    s->at = eqr_take_reals(&a, p->n, 1);
    s->next = eqr_take_reals(&a, p->n, 1);
    s->free = (char *)eqr_take(&a, p->n, 1);
    s->before = (char *)eqr_take(&a, p->n, 1);
    eqr_cg_take(&s->cg, p->n, &a);
    eqr_symmetric_take(&s->h, p, &a);
    return eqr_taken(&a);
}

static size_t ncg_work_size(const eqr_problem *p)
{
    ncg_own s;

    return ncg_layout(p, NULL, &s);
}

static int ncg_times(void *user, const eqr_real *v, eqr_real *out)
{
    ncg_own *s = (ncg_own *)user;

    eqr_symmetric_times(&s->h, s->free, v, out);
    return 0;
}

static void ncg_ease(void *user, eqr_real *v)
{
    eqr_symmetric_ease(&((ncg_own *)user)->h, v);
}

static int ncg_is_bounded(const eqr_problem *p)
{
    size_t j;

    for (j = 0; j < p->n; ++j)
        if ((p->lower && p->lower[j] >= -EQR_MAX) ||
            (p->upper && p->upper[j] <= EQR_MAX))
            return 1;
    return 0;
}

static int ncg_init(eqr_run *run)
{
    const eqr_problem *p = run->problem;
    ncg_own *s = (ncg_own *)run->own;
    int code;

    ncg_layout(p, run->own, s);
    s->cg.n = p->n;
    s->cg.user = s;
    s->cg.times = ncg_times;
    s->cg.ease = ncg_ease;
    s->cg.size = s->h.size;
    s->cg.shift = 0;
    s->cg.most = p->n < 500 ? 2 * p->n + 10 : 1000;
    s->radius = -1;
    s->known = 0;
    s->bounded = ncg_is_bounded(p);
    s->tol = eqr_or(run->options->tol,
                    EQR_POW(EQR_EPS, EQR_C(2.0) / EQR_C(3.0)));
    code = eqr_symmetric_begin(&s->h, p);
    if (code == 0)
        code = eqr_eval_gradient(run, run->x, &run->loss, s->g);
    if (code != 0)
        return code;
    return EQR_FINITE(run->loss) ? EQR_GO_ON : (int)EQR_DOMAIN;
}

/* ------------------------------------------------------------ the model */

/* hs, and what the model says of s. */
static eqr_real ncg_model(ncg_own *s)
{
    eqr_symmetric_times(&s->h, NULL, s->s, s->hs);
    return eqr_dot(s->h.n, s->g, s->s) + eqr_dot(s->h.n, s->s, s->hs) / 2;
}

/* s, then t d, inside the bounds; x + s in `at`. */
static void ncg_reach(ncg_own *s, const eqr_run *run, const eqr_real *from,
                      eqr_real t, const eqr_real *d)
{
    size_t j;

    for (j = 0; j < s->h.n; ++j)
        s->at[j] = run->x[j] + (from ? from[j] : 0) + t * d[j];
    eqr_project(run->problem, s->at);
    for (j = 0; j < s->h.n; ++j)
        s->s[j] = s->at[j] - run->x[j];
}

/* Down the gradient, along the bounds; the length falls by fours. */
static void ncg_cauchy(ncg_own *s, const eqr_run *run)
{
    eqr_real t = 1;
    size_t j;
    int k;

    for (j = 0; j < s->h.n; ++j) {
        s->cg.p[j] = -s->g[j] / s->h.size[j];
        s->s[j] = 0;
        s->at[j] = run->x[j];
    }
    s->model = 0;
    for (k = 0; s->bounded && k < NCG_HALVINGS; ++k, t /= 4) {
        ncg_reach(s, run, NULL, t, s->cg.p);
        s->model = ncg_model(s);
        if (s->model <= EQR_C(0.01) * eqr_dot(s->h.n, s->g, s->s) &&
            eqr_cg_square(&s->cg, s->s) <= s->radius * s->radius)
            return;
    }
}

/* Unknowns between their bounds at `at`; have they changed? */
static int ncg_face(ncg_own *s, const eqr_problem *p)
{
    size_t j;
    int changed = 0;

    for (j = 0; j < s->h.n; ++j) {
        char now = !((p->lower && s->at[j] <= p->lower[j]) ||
                     (p->upper && s->at[j] >= p->upper[j]));

        changed = changed || now != s->free[j];
        s->free[j] = now;
    }
    return changed;
}

/* r = -(g + H s) of what is free; its size. */
static eqr_real ncg_rest(ncg_own *s)
{
    eqr_real sum = 0;
    size_t j;

    ncg_model(s);
    for (j = 0; j < s->h.n; ++j) {
        s->cg.r[j] = s->free[j] ? -(s->g[j] + s->hs[j]) : 0;
        sum += s->cg.r[j] * s->cg.r[j] / s->h.size[j];
    }
    return EQR_SQRT(sum);
}

/* From s along cg.s as long as the model falls; did a bound bend the way? */
static int ncg_bend(ncg_own *s, const eqr_run *run)
{
    eqr_real t = 1, was = s->model;
    size_t j;
    int k, bent = 0;

    eqr_copy(s->h.n, s->s, s->next);
    for (k = 0; k < NCG_HALVINGS; ++k, t /= 2) {
        ncg_reach(s, run, s->next, t, s->cg.s);
        s->model = ncg_model(s);
        if (s->model <= was)
            break;
    }
    for (j = 0; s->bounded && j < s->h.n; ++j)
        bent = bent || (s->free[j] &&
                        ((run->problem->lower &&
                          s->at[j] <= run->problem->lower[j]) ||
                         (run->problem->upper &&
                          s->at[j] >= run->problem->upper[j])));
    return bent;
}

/* The step of this region, face by face. */
static void ncg_direction(ncg_own *s, const eqr_run *run, eqr_real rest)
{
    eqr_real first = 0;
    int k, changed, end;

    ncg_cauchy(s, run);
    for (k = 0; k < NCG_FACES; ++k) {
        eqr_real now;

        changed = ncg_face(s, run->problem);
        now = ncg_rest(s);
        if (k == 0)
            first = now;
        if (!(now > rest * first / 2))
            return;
        if (changed || k == 0)
            eqr_symmetric_factor(&s->h, s->free);
        s->cg.from = s->s;
        s->cg.radius = s->radius;
        s->cg.tol = rest;
        end = eqr_cg_solve(&s->cg);
        if (!ncg_bend(s, run) || end < 0)
            return;
    }
}

/* --------------------------------------------------------------- one step */

static eqr_real ncg_gradient(const eqr_run *run, ncg_own *s,
                             const eqr_real *x, eqr_real f, const eqr_real *g)
{
    size_t j;

    for (j = 0; j < s->h.n; ++j)
        s->hs[j] = eqr_held(run->problem, x, j, g[j]) ? 0 : g[j];
    return eqr_relative_gradient(s->h.n, x, f, s->hs);
}

static void ncg_move(eqr_run *run, ncg_own *s, eqr_real f)
{
    eqr_copy(s->h.n, s->at, run->x);
    eqr_copy(s->h.n, s->next, s->g);
    run->loss = f;
    s->known = 0;
}

static int ncg_load(eqr_run *run, ncg_own *s)
{
    int code = s->known ? 0 : eqr_symmetric_load(&s->h, run, run->x);
    size_t j;

    s->known = code == 0;
    if (code != 0 || s->radius >= 0)
        return code;
    for (s->radius = 0, j = 0; j < s->h.n; ++j)
        s->radius += s->g[j] * s->g[j] / s->h.size[j];
    s->radius = 10 * EQR_SQRT(s->radius);
    return 0;
}

/* The loss at x + s against the model's; the region follows. */
static int ncg_judge(eqr_run *run, ncg_own *s, eqr_real f)
{
    eqr_real most = EQR_C(16.0) * EQR_EPS * EQR_ABS(f);
    eqr_real length = EQR_SQRT(eqr_cg_square(&s->cg, s->s));
    eqr_real fall = run->loss - f;

    /* Where both are nothing but rounding, the gradient decides. */
    if (-s->model <= most && EQR_ABS(fall) <= most)
        return ncg_gradient(run, s, s->at, f, s->next) <
               ncg_gradient(run, s, run->x, run->loss, s->g) / 2
                   ? EQR_GO_ON : EQR_ENDED;
    if (!(fall >= EQR_C(-0.25) * s->model))
        s->radius = (length < s->radius ? length : s->radius) / 4;
    else if (fall >= EQR_C(-0.75) * s->model &&
             length >= EQR_C(0.8) * s->radius)
        s->radius *= 3;
    return fall > EQR_C(-1e-4) * s->model ? (int)EQR_GO_ON : (int)NCG_AGAIN;
}

static int ncg_try(eqr_run *run, ncg_own *s)
{
    eqr_real f;
    int code = eqr_eval_gradient(run, s->at, &f, s->next);
    size_t j, moved = 0;

    if (code != 0 && code != EQR_DOMAIN)
        return code;
    for (j = 0; code == 0 && j < s->h.n; ++j)
        if (!EQR_FINITE(s->next[j]))
            code = EQR_DOMAIN;
    if (code == EQR_DOMAIN || !EQR_FINITE(f)) {
        s->radius = EQR_SQRT(eqr_cg_square(&s->cg, s->s)) / 10;
        return s->radius > 0 ? EQR_GO_ON : EQR_ENDED;
    }
    for (j = 0; j < s->h.n; ++j)
        moved += s->at[j] > run->x[j] || s->at[j] < run->x[j];
    if (moved == 0)
        return EQR_ENDED;
    code = ncg_judge(run, s, f);
    if (code == EQR_GO_ON)
        ncg_move(run, s, f);
    return code == EQR_ENDED ? EQR_ENDED : EQR_GO_ON;
}

/* ----------------------------------------------------------------- the end */

/* Along negative curvature, to a lower loss; shorter and shorter. */
static int ncg_escape(eqr_run *run, ncg_own *s)
{
    eqr_real bend = s->cg.bend, most = 0, t, f;
    eqr_real square = eqr_cg_square(&s->cg, s->cg.p);
    size_t j;
    int k, code;

    if (!(bend < -EQR_SQRT(EQR_EPS) * square))
        return EQR_ENDED;
    for (j = 0; j < s->h.n; ++j)
        most = EQR_ABS(s->cg.p[j]) > most ? EQR_ABS(s->cg.p[j]) : most;
    t = (eqr_dot(s->h.n, s->g, s->cg.p) > 0 ? -1 : 1) / most;
    for (k = 0; k < NCG_HALVINGS; ++k, t /= -2) {
        ncg_reach(s, run, NULL, t, s->cg.p);
        code = eqr_eval_gradient(run, s->at, &f, s->next);
        if (code != 0 && code != EQR_DOMAIN)
            return code;
        if (code == 0 && EQR_FINITE(f) && f < run->loss -
            EQR_C(0.01) * t * t * -bend) {
            ncg_move(run, s, f);
            s->radius = EQR_ABS(t) * EQR_SQRT(square);
            return EQR_GO_ON;
        }
    }
    return EQR_ENDED;
}

/* A last step of Newton's, where the gradient gets smaller by it. */
static int ncg_polish(eqr_run *run, ncg_own *s)
{
    eqr_real f, was = ncg_gradient(run, s, run->x, run->loss, s->g);
    size_t j;
    int code;

    if (!(was > 0))
        return EQR_ENDED;
    for (j = 0; j < s->h.n; ++j)
        s->cg.r[j] = s->free[j] ? -s->g[j] : 0;
    if (eqr_cg_solve(&s->cg) != EQR_CG_SOLVED)
        return EQR_ENDED;
    ncg_reach(s, run, NULL, 1, s->cg.s);
    code = eqr_eval_gradient(run, s->at, &f, s->next);
    if (code != 0)
        return code == EQR_BUDGET ? EQR_ENDED : code;
    if (ncg_gradient(run, s, s->at, f, s->next) < was)
        ncg_move(run, s, f);
    return EQR_ENDED;
}

static int ncg_end(eqr_run *run, ncg_own *s)
{
    size_t j;
    int code = ncg_load(run, s);

    run->result->claim = EQR_STATIONARY;
    if (code != 0 || s->h.odd)
        return code == 0 ? EQR_ENDED : code;
    for (j = 0; j < s->h.n; ++j)
        s->free[j] = !eqr_held(run->problem, run->x, j, s->g[j]);
    eqr_symmetric_factor(&s->h, s->free);
    code = eqr_cg_curvature(&s->cg, s->free);
    if (code < 0)
        return ncg_escape(run, s);
    return code > 0 ? ncg_polish(run, s) : EQR_ENDED;
}

static int ncg_step(eqr_run *run)
{
    ncg_own *s = (ncg_own *)run->own;
    eqr_real now = ncg_gradient(run, s, run->x, run->loss, s->g), rest;
    int code;

    if (run->step >= NCG_STEPS)
        return EQR_BUDGET;
    if (now <= s->tol)
        return ncg_end(run, s);
    run->result->claim = EQR_STATIONARY;
    if ((code = ncg_load(run, s)) != 0)
        return code;
    rest = EQR_SQRT(now);
    ncg_direction(s, run, rest < EQR_C(0.1) ? rest : EQR_C(0.1));
    if ((code = ncg_try(run, s)) != EQR_GO_ON)
        return code;
    if (run->loss < EQR_BOTTOM) {
        run->result->claim = EQR_UNBOUNDED;
        return EQR_ENDED;
    }
    return EQR_GO_ON;
}

static void ncg_done(eqr_run *run)
{
    (void)run;      /* x is the best point at all times */
}

static void ncg_look(void *user)
{
    ncg_own *s = (ncg_own *)user;

    eqr_symmetric_factor(&s->h, s->free);
}

static int ncg_verdict(eqr_run *run)
{
    ncg_own *s = (ncg_own *)run->own;
    int code = eqr_verdict_first(run, s->g, s->slope);
    eqr_curvature_at c;

    if (code != EQR_STATIONARY && code != EQR_LEAST_SQUARES &&
        code != EQR_STALLED)
        return code;
    if (eqr_symmetric_load(&s->h, run, run->x) != 0 || s->h.odd)
        return code;
    c.cg = &s->cg;
    c.g = s->g;
    c.slope = s->slope;
    c.free = s->free;
    c.look = ncg_look;
    return eqr_curvature(run, &c, code);
}

EQR_API const eqr_solver eqr_newton_cg = {
    "newton_cg", EQR_GRADIENT | EQR_HESSIAN, EQR_BOUNDS,
    ncg_work_size, ncg_init, ncg_step, ncg_done, ncg_verdict
};
