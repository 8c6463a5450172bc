/*
 * trust.c -- the trust-region frame that lm and newton share; see trust.h.
 *
 * More, "The Levenberg-Marquardt algorithm: implementation and theory", 1978
 * (Lecture Notes in Mathematics 630): scaling by the largest column norms so
 * far, the gain ratio, the radius and their constants (those of MINPACK's
 * lmder).  Near the end, where sums of squares are equal to rounding and
 * cannot judge a step, full Gauss-Newton steps are judged by what is left of
 * the gradient: no digits are left on the table.
 */
#include "trust.h"

#include "dense.h"

/* Steps before giving up; MINPACK's lmder allows 100 (n + 1) evaluations. */
enum { EQR_TRUST_STEPS = 1000 };

/*
 * Steps of polish: at a rate of 0.5 a minimum gains 12 digits in 40; where a
 * root is double, halving reaches the number 0 in 1100.
 */
enum { EQR_TRUST_POLISH = 40, EQR_TRUST_HALVINGS = 1100 };

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

/* The point just loaded is the current one. */
static void trust_arrive(eqr_trust *t, eqr_run *run, const eqr_real *x)
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
        trust_arrive(t, run, run->x);
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
static void trust_accelerate(eqr_trust *t)
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
    if (share != 0 &&
        !(eqr_lsq_gain(&t->q, t->p) >= t->q.along * t->q.along / 2))
        eqr_copy(n, t->full, t->p);
}

/* ---------------------------------------------------------- the last digits */

/* Is the worst equation near to holding?  Then its excess tells the end. */
static int trust_is_near(const eqr_trust *t)
{
    const eqr_pass *pass = &t->q.pass;

    return pass->judge && pass->worst < EQR_SQRT(EQR_EPS) / EQR_EPS;
}

/* Each row within 2 eps of what it adds up: one more step finds rounding. */
static int trust_is_there(const eqr_trust *t)
{
    return t->q.pass.judge && t->q.pass.worst <= 2 * EQR_EPS / EQR_HOLDS;
}

/* How far from the end: else the part of u that a step could still remove. */
static eqr_real trust_measure(const eqr_trust *t)
{
    return trust_is_near(t) ? t->q.pass.worst : t->q.along;
}

/* No worse than before, to rounding. */
static int trust_level(const eqr_trust *t, eqr_real cost)
{
    eqr_real before = EQR_SQRT(t->cost), now = EQR_SQRT(cost);

    return now <= before * (1 + EQR_SQRT(EQR_EPS)) +
                      EQR_C(64.0) * t->q.rounding;
}

/* All of u is what a step could remove, or rounding: the end may be exact. */
static int trust_vanishes(const eqr_lsq *q)
{
    return (q->norm - q->along) * (q->norm + q->along) <=
           EQR_C(4096.0) * q->rounding * q->rounding;
}

/*
 * The next step is the last, and need not be looked at before the verdict
 * does: it is small, and by the rate of those before it leaves rounding of x.
 */
static int trust_foreseen(const eqr_trust *t)
{
    const eqr_lsq *q = &t->q;

    return !q->pass.judge && q->along < t->before && !trust_vanishes(q) &&
           q->along <= EQR_SQRT(EQR_SQRT(EQR_EPS)) * q->norm &&
           q->along / t->before * q->along <= q->rounding;
}

/* The trial by t->p, inside its bounds; 0 where that is run->x. */
static int trust_moves(eqr_trust *t, const eqr_run *run)
{
    size_t j;
    int moves = 0;

    for (j = 0; j < t->q.n; ++j)
        t->trial[j] = run->x[j] + t->p[j];
    eqr_project(run->problem, t->trial);
    for (j = 0; j < t->q.n; ++j)
        moves = moves || t->trial[j] != run->x[j];
    return moves;
}

/* Make the step that is the last. */
static int trust_ends(eqr_trust *t, eqr_run *run)
{
    if (!trust_foreseen(t) ||
        !(eqr_lsq_length(&t->q, t->d, t->p) <=
          EQR_SQRT(EQR_EPS) * eqr_lsq_length(&t->q, t->d, run->x)))
        return 0;
    eqr_copy(t->q.n, t->trial, run->x);
    return 1;
}

/* What is left is rounding; where there are no residuals, 0 is better. */
static int trust_exactly(eqr_trust *t, eqr_run *run)
{
    eqr_real gain = 0;

    if (t->q.norm > 0 && trust_vanishes(&t->q)) {
        eqr_lsq_newton(&t->q, t->d, t->p);
        if (trust_moves(t, run) && eqr_trust_try(t, run, &gain) == 0 &&
            gain > 0)
            eqr_copy(t->q.n, t->trial, run->x);
    }
    return 1;
}

/*
 * Is this the end of a system's last steps?  Seen where its rows are evaluated
 * at the trial; J is folded only where one more step is to come from it.
 */
static int trust_sees_end(eqr_trust *t, eqr_run *run, eqr_real least)
{
    eqr_pass pass = t->q.pass;

    pass.sink = NULL;
    if (eqr_eval_rows(run, t->trial, &pass) != 0 || !(pass.worst < least))
        return 1;
    if (pass.worst > 2 * EQR_EPS / EQR_HOLDS &&
        pass.worst < EQR_C(0.9) * least)
        return 0;
    if (trust_level(t, pass.cost)) {
        t->q.pass = pass;
        trust_arrive(t, run, t->trial);
        t->at = EQR_ELSEWHERE;
    }
    return 1;
}

/* Full steps to the end; how many were of use. */
static int trust_last_steps(eqr_trust *t, eqr_run *run)
{
    const eqr_problem *p = run->problem;
    eqr_real least = trust_measure(t), now;
    int k, most = t->q.pass.judge ? EQR_TRUST_HALVINGS : EQR_TRUST_POLISH;

    for (k = 0; k < most && least > 0; ++k) {
        if (!t->q.pass.judge && t->q.along <= t->tol * t->q.norm)
            break;
        if (!t->q.pass.judge && t->q.along <= t->q.rounding)
            return trust_exactly(t, run);
        eqr_lsq_newton(&t->q, t->d, t->p);
        if (!t->q.pass.judge)
            trust_accelerate(t);
        if (!trust_moves(t, run) || trust_ends(t, run))
            return k + 1;
        if (trust_is_near(t) && trust_sees_end(t, run, least))
            break;
        t->at = EQR_ELSEWHERE;
        if (eqr_lsq_load(&t->q, run, t->trial) != 0)
            break;
        if (trust_is_near(t) && !(t->q.pass.worst < least))
            break;
        eqr_lsq_factor(&t->q, p, t->trial);
        now = trust_measure(t);
        if (!(now < least) || !trust_level(t, t->q.pass.cost))
            break;
        trust_arrive(t, run, t->trial);
        t->at = EQR_AT_X;
        t->before = least;
        if (!(now < EQR_C(0.9) * least) || trust_is_there(t))
            break;
        least = now;
    }
    return k;
}

static int trust_polish(eqr_trust *t, eqr_run *run)
{
    run->result->claim = EQR_LEAST_SQUARES;
    trust_last_steps(t, run);
    return EQR_ENDED;
}

/*
 * Where few digits of the sum of squares are left to tell a better point, the
 * full steps of polish often do without them; where they do not, it goes on.
 */
static int trust_hurry(eqr_trust *t, eqr_run *run)
{
    t->patient = 1;
    if (trust_last_steps(t, run) == 0)
        return eqr_trust_back(t, run);
    run->result->claim = EQR_LEAST_SQUARES;
    return EQR_ENDED;
}

/* ------------------------------------------------------------------- a step */

/* Where the sum of squares can no longer tell a better point from a worse. */
static int trust_converged(const eqr_trust *t)
{
    const eqr_lsq *q = &t->q;
    eqr_real tol = EQR_SQRT(EQR_EPS);

    if (t->tol > tol)
        tol = t->tol;
    if (q->along <= tol * q->norm || trust_foreseen(t))
        return 1;
    return q->pass.judge ? q->pass.worst <= 1 : q->along <= q->rounding;
}

/* What a step still gains is no more than 64 times the rounding of a sum. */
static int trust_is_close(const eqr_trust *t)
{
    return !t->q.pass.judge && !t->patient && t->mu == 0 &&
           t->q.along <= 8 * EQR_SQRT(EQR_EPS) * t->q.norm;
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
        trust_accelerate(t);
    moves = trust_moves(t, run);
    for (j = 0; j < n; ++j)
        t->p[j] = t->trial[j] - run->x[j];
    *length = eqr_lsq_length(&t->q, t->d, t->p);
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
        trust_arrive(t, run, t->trial);
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
static void trust_first_radius(eqr_trust *t, eqr_real reach)
{
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
        expected = eqr_lsq_gain(&t->q, t->p);
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

EQR_API int eqr_trust_step(eqr_trust *t, eqr_run *run)
{
    eqr_real length, gain, expected, reach;
    int code;

    if (run->step >= t->limit)
        return EQR_BUDGET;
    trust_scale(t);
    eqr_lsq_factor(&t->q, run->problem, run->x);
    if (trust_converged(t))
        return trust_polish(t, run);
    if (trust_is_close(t))
        return trust_hurry(t, run);
    reach = eqr_lsq_length(&t->q, t->d, run->x);
    if (t->bold && (code = trust_leap(t, run)) != 0)
        return code < 0 ? code : eqr_trust_accept(t, run);
    for (;;) {
        if (t->delta == 0)
            trust_first_radius(t, reach);
        if (!trust_propose(t, run, &length))
            return trust_polish(t, run);
        if (run->step == 0 && t->delta > length)
            t->delta = length;
        expected = eqr_lsq_gain(&t->q, t->p);
        if (EQR_ABS(expected) <= 4 * EQR_EPS * t->cost)
            return trust_polish(t, run);
        if ((code = trust_evaluate(t, run, expected, &gain)) != 0)
            return code;
        trust_radius(t, gain, expected, length);
        t->eager = t->mu == 0 && expected > 0 &&
                   gain >= EQR_C(0.75) * expected;
        if (expected > 0 && gain >= EQR_C(1e-4) * expected)
            return eqr_trust_accept(t, run);
        t->known = 0;
        if ((code = eqr_trust_back(t, run)) != 0)
            return code;
        if (!(t->delta > EQR_EPS * reach) || !(t->delta > EQR_TINY))
            return trust_polish(t, run);
    }
}
