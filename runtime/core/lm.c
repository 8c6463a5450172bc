/*
 * lm.c -- Levenberg-Marquardt for least squares and systems of any shape.
 *
 * More, "The Levenberg-Marquardt algorithm: implementation and theory", 1978,
 * sections 3 and 5: the damping whose step has the length of the trust
 * radius, found by Newton's method on |d p(mu)| - delta.
 */
#include "judge.h"
#include "lsq_gram.h"
#include "second.h"
#include "solvers.h"
#include "trust.h"

#include "dense.h"

enum { EQR_LM_SADDLES = 8 };     /* that are left, one after the other */

/* -phi(mu) / phi'(mu) * |d p| / delta, at 0 or the mu last damped. */
static eqr_real lm_correction(eqr_trust *t, int damped, eqr_real length,
                              eqr_real excess)
{
    eqr_lsq *q = &t->q;
    size_t j;
    eqr_real norm;

    length = 1 / length;
    for (j = 0; j < q->n; ++j)
        t->trial[j] = t->d[j] * (t->d[j] * t->p[j] * length);
    norm = eqr_lsq_inverse(q, t->trial, damped);
    return excess / t->delta / norm / norm;
}

/* |d^-1 J'u| over the unknowns that may move: delta * the largest damping. */
static eqr_real lm_slope(eqr_trust *t)
{
    eqr_lsq *q = &t->q;
    size_t j;

    eqr_lsq_slope(q, t->trial);
    for (j = 0; j < q->n; ++j)
        t->trial[j] /= t->d[j];
    return eqr_norm(q->n, t->trial);
}

EQR_API void eqr_lm_choose(eqr_trust *t)
{
    eqr_lsq *q = &t->q;
    eqr_real low = 0, high, length, excess, before;
    int k;

    eqr_lsq_newton(q, t->d, t->p);
    length = t->length = eqr_lsq_length(q, t->d, t->p);
    t->whole = length <= EQR_C(1.1) * t->delta;
    if (t->whole) {
        t->mu = 0;
        return;
    }
    excess = length - t->delta;
    if (q->rank == q->n)
        low = lm_correction(t, 0, length, excess);
    if (low != low)
        low = 0;
    high = lm_slope(t) / t->delta;
    if (t->mu > high)
        t->mu = high;
    if (t->mu < low)
        t->mu = low;
    for (k = 0; k < 10; ++k) {      /* MINPACK's limit; 2 or 3 are usual */
        if (!(t->mu > 0))
            t->mu = high > 0 ? EQR_C(1e-3) * high : EQR_TINY;
        eqr_lsq_damped(q, t->d, t->mu, t->p);
        length = eqr_lsq_length(q, t->d, t->p);
        before = excess;
        excess = length - t->delta;
        if (EQR_ABS(excess) <= EQR_C(0.1) * t->delta ||
            (low == 0 && excess <= before && before < 0))
            return;
        if (excess > 0 && t->mu > low)
            low = t->mu;
        if (excess < 0 && t->mu < high)
            high = t->mu;
        t->mu += lm_correction(t, 1, length, excess);
        if (t->mu < low)
            t->mu = low;
    }
}

static size_t lm_layout(const eqr_problem *p, void *own, eqr_trust *t)
{
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)own;
    eqr_take(&a, 1, sizeof(eqr_trust));
    eqr_trust_take(t, p, &a);
    return eqr_taken(&a);
}

static size_t lm_work_size(const eqr_problem *p)
{
    eqr_trust t;

    return lm_layout(p, NULL, &t);
}

static int lm_begin(eqr_trust *t, eqr_run *run)
{
    int code = eqr_trust_init(t, run);

    return code == 0 ? eqr_varpro_init(t, run) : code;
}

static int lm_init(eqr_run *run)
{
    eqr_trust *t = (eqr_trust *)run->own;

    lm_layout(run->problem, run->own, t);
    t->choose = eqr_lm_choose;
    eqr_gram_allow(&t->q, run->problem);
    t->saddles = 0;
    return lm_begin(t, run);
}

/* A sum of squares that is lower beside its end is gone on with from there. */
static int lm_end(eqr_trust *t, eqr_run *run)
{
    if (t->q.pass.judge || t->saddles == EQR_LM_SADDLES ||
        (t->at != EQR_BEHIND && eqr_trust_back(t, run) != 0) ||
        eqr_second(&t->q, run, t->at == EQR_BEHIND, t->full) !=
            EQR_SECOND_LOWER)
        return EQR_ENDED;
    ++t->saddles;
    eqr_copy(t->q.n, t->full, run->x);
    return lm_begin(t, run);
}

static int lm_step(eqr_run *run)
{
    eqr_trust *t = (eqr_trust *)run->own;
    int code = eqr_trust_step(t, run);

    return code == EQR_ENDED ? lm_end(t, run) : code;
}

static void lm_done(eqr_run *run)
{
    (void)run;      /* x is the best point at all times */
}

EQR_API const eqr_solver eqr_lm = {
    "lm",    EQR_ROWS, EQR_BOUNDS | EQR_PROJECTS, lm_work_size,
    lm_init, lm_step,  lm_done,                   eqr_verdict_rows
};
