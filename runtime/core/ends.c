/*
 * ends.c -- how a run of lm or newton ends: one list; see trust.h.
 *
 * Near the end sums of squares are equal to rounding and cannot judge a step.
 * Full Gauss-Newton steps are then judged by what is left of the gradient, or
 * of the worst equation: no digits are left on the table.
 */
#include "trust.h"

/*
 * Steps of polish: at a rate of 0.5 a minimum gains 12 digits in 40; where a
 * root is double, halving reaches the number 0 in 1100.
 */
enum { EQR_TRUST_POLISH = 40, EQR_TRUST_HALVINGS = 1100 };

/* ------------------------------------------------------------------- where */

/* Is the worst equation near to holding?  Then its excess tells the end. */
static int end_is_near(const eqr_trust *t)
{
    const eqr_pass *pass = &t->q.pass;

    return pass->judge && pass->worst < EQR_SQRT(EQR_EPS) / EQR_EPS;
}

/* Each row within 2 eps of what it adds up: one more step finds rounding. */
static int end_is_there(const eqr_trust *t)
{
    return t->q.pass.judge && t->q.pass.worst <= 2 * EQR_EPS / EQR_HOLDS;
}

/* How far from the end: else the part of u that a step could still remove. */
static eqr_real end_measure(const eqr_trust *t)
{
    return end_is_near(t) ? t->q.pass.worst : t->q.along;
}

/* No worse than before, to rounding. */
static int end_is_level(const eqr_trust *t, eqr_real cost)
{
    eqr_real before = EQR_SQRT(t->cost), now = EQR_SQRT(cost);

    return now <= before * (1 + EQR_SQRT(EQR_EPS)) +
                      EQR_C(64.0) * t->q.rounding;
}

/* All of u is what a step could remove, or rounding: the end may be exact. */
static int end_vanishes(const eqr_lsq *q)
{
    return (q->norm - q->along) * (q->norm + q->along) <=
           EQR_C(4096.0) * q->rounding * q->rounding;
}

/* -------------------------------------------------------------- conditions */

static int end_converged(eqr_trust *t, const eqr_run *run)
{
    eqr_real tol = EQR_SQRT(EQR_EPS);

    (void)run;
    if (t->tol > tol)
        tol = t->tol;
    return t->q.along <= tol * t->q.norm ||
           (t->q.pass.judge ? t->q.pass.worst <= 1
                            : t->q.along <= t->q.rounding);
}

static int end_foreseen(eqr_trust *t, const eqr_run *run)
{
    const eqr_lsq *q = &t->q;

    (void)run;
    return !q->pass.judge && q->along < t->before && !end_vanishes(q) &&
           q->along <= EQR_SQRT(EQR_SQRT(EQR_EPS)) * q->norm &&
           q->along / t->before * q->along <= q->rounding;
}

static int end_close(eqr_trust *t, const eqr_run *run)
{
    (void)run;
    return !t->q.pass.judge && !t->patient && t->mu == 0 &&
           t->q.along <= 8 * EQR_SQRT(EQR_EPS) * t->q.norm;
}

static int end_nothing(eqr_trust *t, const eqr_run *run)
{
    (void)run;
    return EQR_ABS(t->expected) <= 4 * EQR_EPS * t->cost;
}

static int end_stuck(eqr_trust *t, const eqr_run *run)
{
    return !(t->delta > EQR_EPS * eqr_lsq_length(&t->q, t->d, run->x)) ||
           !(t->delta > EQR_TINY);
}

static int end_asked(eqr_trust *t, const eqr_run *run)
{
    (void)run;
    return !t->q.pass.judge && t->q.along <= t->tol * t->q.norm;
}

static int end_rounding(eqr_trust *t, const eqr_run *run)
{
    (void)run;
    return !t->q.pass.judge && t->q.along <= t->q.rounding;
}

static int end_still(eqr_trust *t, const eqr_run *run)
{
    return !eqr_trust_moves(t, run);
}

static int end_short(eqr_trust *t, const eqr_run *run)
{
    return end_foreseen(t, run) &&
           eqr_lsq_length(&t->q, t->d, t->p) <=
               EQR_SQRT(EQR_EPS) * eqr_lsq_length(&t->q, t->d, run->x);
}

/* ----------------------------------------------------------------- actions */

static int end_here(eqr_trust *t, eqr_run *run)
{
    (void)t;
    (void)run;
    return EQR_ENDED;
}

static int end_step(eqr_trust *t, eqr_run *run)
{
    eqr_copy(t->q.n, t->trial, run->x);
    t->at = EQR_BEHIND;
    return EQR_ENDED;
}

/* Where there are no residuals, 0 is better than rounding. */
static int end_exactly(eqr_trust *t, eqr_run *run)
{
    eqr_real gain = 0;

    if (t->q.norm > 0 && end_vanishes(&t->q)) {
        eqr_lsq_newton(&t->q, t->d, t->p);
        if (eqr_trust_moves(t, run) && eqr_trust_try(t, run, &gain) == 0 &&
            gain > 0)
            eqr_copy(t->q.n, t->trial, run->x);
    }
    return EQR_ENDED;
}

/*
 * Is this the end of a system's last steps?  Seen where its rows are evaluated
 * at the trial; J is folded only where one more step is to come from it.
 */
static int end_seen(eqr_trust *t, eqr_run *run, eqr_real least)
{
    eqr_pass pass = t->q.pass;

    pass.sink = NULL;
    if (eqr_eval_rows(run, t->trial, &pass) != 0 || !(pass.worst < least))
        return 1;
    if (pass.worst > 2 * EQR_EPS / EQR_HOLDS &&
        pass.worst < EQR_C(0.9) * least)
        return 0;
    if (end_is_level(t, pass.cost)) {
        t->q.pass = pass;
        eqr_trust_arrive(t, run, t->trial);
        t->at = EQR_ELSEWHERE;
    }
    return 1;
}

/* Take the trial that full steps led to; 0: it is the last, or of no use. */
static int end_follow(eqr_trust *t, eqr_run *run, eqr_real *least)
{
    eqr_real now;

    if (end_is_near(t) && end_seen(t, run, *least))
        return 0;
    t->at = EQR_ELSEWHERE;
    if (eqr_lsq_load(&t->q, run, t->trial) != 0 ||
        (end_is_near(t) && !(t->q.pass.worst < *least)))
        return 0;
    eqr_lsq_factor(&t->q, run->problem, t->trial);
    now = end_measure(t);
    if (!(now < *least) || !end_is_level(t, t->q.pass.cost))
        return 0;
    eqr_trust_arrive(t, run, t->trial);
    t->at = EQR_AT_X;
    t->before = *least;
    if (!(now < EQR_C(0.9) * *least) || end_is_there(t))
        return 0;
    *least = now;
    return 1;
}

/* Full steps to the end; 0: none was of use. */
static int end_last_steps(eqr_trust *t, eqr_run *run)
{
    eqr_real least = end_measure(t);
    int k, most = t->q.pass.judge ? EQR_TRUST_HALVINGS : EQR_TRUST_POLISH;

    for (k = 0; k < most && least > 0; ++k) {
        if (eqr_trust_end(EQR_END_POLISH, t, run) == EQR_ENDED)
            return 1;
        eqr_lsq_newton(&t->q, t->d, t->p);
        if (!t->q.pass.judge)
            eqr_trust_accelerate(t);
        if (eqr_trust_end(EQR_END_STEP, t, run) == EQR_ENDED)
            return 1;
        if (!end_follow(t, run, &least))
            break;
    }
    return k;
}

static int end_polish(eqr_trust *t, eqr_run *run)
{
    run->result->claim = EQR_LEAST_SQUARES;
    end_last_steps(t, run);
    return EQR_ENDED;
}

/* As polish; where full steps lead nowhere, the search goes on. */
static int end_hurry(eqr_trust *t, eqr_run *run)
{
    t->patient = 1;
    if (end_last_steps(t, run) == 0)
        return eqr_trust_back(t, run);
    run->result->claim = EQR_LEAST_SQUARES;
    return EQR_ENDED;
}

/* ---------------------------------------------------------------- the list */

/*
 * When we look, what must hold, what is done then; the first that holds counts.
 *
 * At a point:
 *   converged   the sum of squares can no longer tell a better point from a
 *               worse: what a step could gain is its rounding
 *   foreseen    the next step is the last, by the rate of those before it: it
 *               leaves rounding of x
 *   close       few digits of the sum are left; full steps often do without
 * With a trial:
 *   nothing     it is x, or gains no more than rounding
 * A trial refused:
 *   stuck       the region has shrunk to rounding of x
 * Polishing, at a point:
 *   asked       what is left is what the tolerance allows
 *   rounding    what is left is rounding
 * Polishing, with the full step:
 *   still       it is rounding of x; looking makes the trial, that of `short`
 *   short       it is foreseen as the last and short: the verdict, which
 *               evaluates anyway, is the first to look at it
 */
static const struct {
    int when;
    int (*met)(eqr_trust *t, const eqr_run *run);
    int (*act)(eqr_trust *t, eqr_run *run);
} end_list[] = {
    {EQR_END_POINT, end_converged, end_polish},
    {EQR_END_POINT, end_foreseen, end_polish},
    {EQR_END_POINT, end_close, end_hurry},
    {EQR_END_TRIAL, end_nothing, end_polish},
    {EQR_END_REFUSED, end_stuck, end_polish},
    {EQR_END_POLISH, end_asked, end_here},
    {EQR_END_POLISH, end_rounding, end_exactly},
    {EQR_END_STEP, end_still, end_here},
    {EQR_END_STEP, end_short, end_step},
};

EQR_API int eqr_trust_end(int when, eqr_trust *t, eqr_run *run)
{
    size_t k;

    for (k = 0; k < sizeof end_list / sizeof *end_list; ++k)
        if (end_list[k].when == when && end_list[k].met(t, run))
            return end_list[k].act(t, run);
    return EQR_GO_ON;
}
