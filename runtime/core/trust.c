/*
 * trust.c -- the trust-region frame that lm and newton share; see trust.h.
 *
 * More, "The Levenberg-Marquardt algorithm: implementation and theory", 1978
 * (Lecture Notes in Mathematics 630): scaling by the largest column norms so
 * far, the gain ratio, the radius and their constants (those of MINPACK's
 * lmder).  How it ends: ends.c.
 */
#include "trust.h"

#include "dense.h"

/* Steps before giving up; MINPACK's lmder allows 100 (n + 1) evaluations. */
enum { EQR_TRUST_STEPS = 1000 };

EQR_API void eqr_trust_take(eqr_trust *t, const eqr_problem *p, eqr_arena *a)
{
    eqr_lsq_take(&t->q, p, a);
    t->d = eqr_take_reals(a, p->n, 1);
    t->p = eqr_take_reals(a, p->n, 1);
    t->trial = eqr_take_reals(a, p->n, 1);
    t->full = eqr_take_reals(a, p->n, 1);
    t->made = eqr_take_reals(a, p->n, 1);
    eqr_varpro_take(t, p, a);
}

/* More's scale: the largest norm a column has had; 1 while it has none. */
static void trust_scale(eqr_trust *t)
{
    size_t j;

    for (j = 0; j < t->q.n; ++j)
        if (t->q.c[j] > t->d[j])
            t->d[j] = t->q.c[j];
    if (t->projects)
        eqr_varpro_scale(t);
}

EQR_API void eqr_trust_arrive(eqr_trust *t, eqr_run *run, const eqr_real *x)
{
    size_t j;

    for (j = 0; !t->q.pass.judge && j < t->q.n; ++j)
        t->made[j] = x[j] - run->x[j];
    eqr_copy(t->q.n, x, run->x);
    t->cost = t->q.pass.cost;
    t->worst = t->q.pass.worst;
    run->loss = t->sse = t->q.pass.sse;
    if (run->problem->cls != EQR_CLASS_SYSTEM)
        run->loss = t->cost;
}

EQR_API int eqr_trust_init(eqr_trust *t, eqr_run *run)
{
    size_t j;
    int code;

    t->delta = t->mu = t->before = 0;
    t->projects = t->bold = t->eager = t->known = t->patient = 0;
    t->at = EQR_AT_X;
    t->tol = eqr_or(run->options->tol, 0);
    t->limit = run->step + EQR_TRUST_STEPS + 100 * run->problem->n;
    t->q.pass.judge = run->problem->cls == EQR_CLASS_SYSTEM;
    for (j = 0; j < t->q.n; ++j)
        t->d[j] = 0;
    t->cost = t->sse = EQR_MAX;
    code = eqr_lsq_load(&t->q, run, run->x);
    if (code == 0)
        eqr_trust_arrive(t, run, run->x);
    return code;
}

/* ------------------------------------------------------------- acceleration */

/*
 * Full steps shrink by a factor where curvature meets residuals that are not
 * small; two of them tell which: Anderson, "Iterative procedures for nonlinear
 * integral equations", Journal of the ACM 12, 1965, with one step of memory;
 * in one unknown, the secant method on the step.  Not where steps shrink
 * slowly, nor where the model foretells half the gain only.
 */
EQR_API void eqr_trust_accelerate(eqr_trust *t)
{
    eqr_real top = 0, bottom = 0, share, p;
    size_t j, n = t->q.n;

    if (!(eqr_lsq_length(&t->q, t->d, t->p) <=
          EQR_C(0.75) * eqr_lsq_length(&t->q, t->d, t->full)))
        t->known = 0;
    for (j = 0; t->known && j < n; ++j) {
        p = t->d[j] * (t->p[j] - t->full[j]);
        top += t->d[j] * t->p[j] * p;
        bottom += p * p;
    }
    share = bottom > 0 ? top / bottom : 0;
    if (!(EQR_ABS(share) <= EQR_C(0.5)))
        share = 0;
    for (j = 0; share == 0 && j < n; ++j)
        t->full[j] = t->p[j];
    for (j = 0; share != 0 && j < n; ++j) {
        p = t->p[j];
        t->p[j] -= share * (t->made[j] + p - t->full[j]);
        t->full[j] = p;
    }
    t->known = 1;
    t->whole = t->whole && share == 0;
    if (share != 0 &&
        !(eqr_lsq_gain(&t->q, t->p) >= t->q.along * t->q.along / 2))
        eqr_copy(n, t->full, t->p);
}

/* ------------------------------------------------------------------- a step */

EQR_API int eqr_trust_moves(eqr_trust *t, const eqr_run *run)
{
    size_t j;
    int moves = 0;

    for (j = 0; j < t->q.n; ++j)
        t->trial[j] = run->x[j] + t->p[j];
    eqr_project(run->problem, t->trial);
    for (j = 0; j < t->q.n && !moves; ++j)
        moves = t->trial[j] != run->x[j];
    return moves;
}

/* What the full step gains is all that a step can, and known. */
static eqr_real trust_foretell(eqr_trust *t)
{
    return t->whole ? t->q.along * t->q.along : eqr_lsq_gain(&t->q, t->p);
}

/* Choose a step, keep it inside the bounds; 0 where it does not move. */
static int trust_propose(eqr_trust *t, eqr_run *run, eqr_real *length)
{
    size_t j, n = run->problem->n;
    int moves;

    t->before = t->q.along;
    t->choose(t);
    if (t->mu > 0 || t->q.pass.judge)
        t->known = 0;
    else
        eqr_trust_accelerate(t);
    moves = eqr_trust_moves(t, run);
    t->whole = t->whole && !run->problem->lower && !run->problem->upper;
    for (j = 0; !t->whole && j < n; ++j)
        t->p[j] = t->trial[j] - run->x[j];
    *length = t->whole ? t->length : eqr_lsq_length(&t->q, t->d, t->p);
    return moves;
}

/* The new radius, from the gain ratio (More 1978, section 4). */
static void trust_radius(eqr_trust *t, eqr_real gain, eqr_real expected,
                         eqr_real length)
{
    eqr_real ratio = expected > 0 ? gain / expected : -1;
    eqr_real factor = EQR_C(0.1);

    if (ratio <= EQR_C(0.25)) {
        /* Where the parabola through both values and the slope is least. */
        if (gain >= 0)
            factor = EQR_C(0.5);
        else if (gain >= -t->cost && expected > 0)
            factor = expected / (2 * (expected - gain));
        if (factor < EQR_C(0.1))
            factor = EQR_C(0.1);
        if (t->delta > 10 * length)
            t->delta = 10 * length;
        t->delta *= factor;
        t->mu /= factor;
    } else if (t->mu == 0 || ratio >= EQR_C(0.75)) {
        t->delta = 2 * length;
        t->mu *= EQR_C(0.5);
    }
}

EQR_API int eqr_trust_try(eqr_trust *t, eqr_run *run, eqr_real *gain)
{
    eqr_pass pass = eqr_pass_plain();
    int code;

    pass.scale = t->q.pass.scale;
    code = eqr_eval_rows(run, t->trial, &pass);

    t->trial_sse = pass.sse;
    *gain = code == 0 ? t->cost - pass.cost : -EQR_MAX;
    return code == EQR_DOMAIN ? 0 : code;
}

EQR_API int eqr_trust_look(eqr_trust *t, eqr_run *run, eqr_real *gain)
{
    int code = eqr_lsq_load(&t->q, run, t->trial);

    t->at = code == 0 ? EQR_AT_TRIAL : EQR_ELSEWHERE;
    t->trial_sse = t->q.pass.sse;
    *gain = code == 0 ? t->cost - t->q.pass.cost : -EQR_MAX;
    return code == EQR_DOMAIN ? 0 : code;
}

EQR_API int eqr_trust_back(eqr_trust *t, eqr_run *run)
{
    int code = 0;

    if (t->at != EQR_AT_X && (code = eqr_lsq_load(&t->q, run, run->x)) == 0)
        eqr_lsq_factor(&t->q, run->problem, run->x);
    t->at = EQR_AT_X;
    return code;
}

EQR_API int eqr_trust_accept(eqr_trust *t, eqr_run *run)
{
    int code = t->at == EQR_AT_TRIAL ? 0
                                     : eqr_lsq_load(&t->q, run, t->trial);

    t->at = EQR_AT_X;
    if (code == EQR_DOMAIN) {
        t->delta *= EQR_C(0.25);
        return eqr_lsq_load(&t->q, run, run->x);
    }
    if (code == 0)
        eqr_trust_arrive(t, run, t->trial);
    if (code == EQR_BUDGET) {       /* still the better point */
        eqr_copy(t->q.n, t->trial, run->x);
        t->sse = t->trial_sse;
    }
    return code;
}

/*
 * As long as x itself (a factor of 1: MINPACK's users choose 0.1 to 100), or
 * as the Cauchy step, where the start is near 0 and says nothing.
 */
static void trust_first_radius(eqr_trust *t, const eqr_run *run)
{
    eqr_real reach = eqr_lsq_length(&t->q, t->d, run->x);
    eqr_real slope = 0, image, *c = t->trial;
    size_t j;

    for (j = 0; j < t->q.n; ++j) {
        c[j] = t->projects && t->separable[j]
                   ? 0 : t->q.g[j] / t->d[j] / t->d[j];
        slope += t->q.g[j] * c[j];
    }
    image = eqr_lsq_image(&t->q, c);
    t->delta = image > 0 ? slope / image * (EQR_SQRT(slope) / image) : 1;
    if (t->delta < reach || !EQR_FINITE(t->delta))
        t->delta = reach;
}

/*
 * The full step, where the model foretells it as well as it must for a radius
 * to grow: near to a root a radius that says nothing of the distance costs
 * steps.  1: it is the trial; else the radius is still 0: as eqr_trust_try.
 */
static int trust_leap(eqr_trust *t, eqr_run *run)
{
    eqr_real length, gain, expected;
    int code;

    t->bold = 0;
    t->delta = EQR_MAX;
    if (trust_propose(t, run, &length)) {
        expected = trust_foretell(t);
        if ((code = eqr_trust_try(t, run, &gain)) != 0)
            return code;
        if (expected > 0 && gain >= EQR_C(0.75) * expected) {
            t->delta = 2 * length;
            t->eager = 1;
            return 1;
        }
    }
    t->delta = 0;
    return 0;
}

/* The model is taken to trials that are likely to be kept. */
static int trust_evaluate(eqr_trust *t, eqr_run *run, eqr_real expected,
                          eqr_real *gain)
{
    if (t->projects)
        return eqr_varpro_look(t, run, EQR_C(0.75) * expected, gain);
    return t->eager ? eqr_trust_look(t, run, gain)
                    : eqr_trust_try(t, run, gain);
}

/* Trials from x, in a region that shrinks, until one is taken or all ends. */
static int trust_search(eqr_trust *t, eqr_run *run)
{
    eqr_real length, gain;
    int code, moves;

    for (;;) {
        if (t->delta == 0)
            trust_first_radius(t, run);
        moves = trust_propose(t, run, &length);
        if (run->step == 0 && t->delta > length)
            t->delta = length;
        t->expected = moves ? trust_foretell(t) : 0;
        if ((code = eqr_trust_end(EQR_END_TRIAL, t, run)) != EQR_GO_ON)
            return code;
        if ((code = trust_evaluate(t, run, t->expected, &gain)) != 0)
            return code;
        trust_radius(t, gain, t->expected, length);
        t->eager = t->mu == 0 && t->expected > 0 &&
                   gain >= EQR_C(0.75) * t->expected;
        if (t->expected > 0 && gain >= EQR_C(1e-4) * t->expected)
            return eqr_trust_accept(t, run);
        t->known = 0;
        if ((code = eqr_trust_back(t, run)) != 0 ||
            (code = eqr_trust_end(EQR_END_REFUSED, t, run)) != EQR_GO_ON)
            return code;
    }
}

EQR_API int eqr_trust_step(eqr_trust *t, eqr_run *run)
{
    int code;

    if (run->step >= t->limit)
        return EQR_BUDGET;
    trust_scale(t);
    eqr_lsq_factor(&t->q, run->problem, run->x);
    if ((code = eqr_trust_end(EQR_END_POINT, t, run)) != EQR_GO_ON)
        return code;
    if (t->bold && (code = trust_leap(t, run)) != 0)
        return code < 0 ? code : eqr_trust_accept(t, run);
    return trust_search(t, run);
}
