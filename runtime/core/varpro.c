/*
 * varpro.c -- variable projection: unknowns that all rows are affine in take
 * their best values wherever the others are.  They need no start, and lm
 * searches in the others alone.
 *
 * Golub, Pereyra, "The differentiation of pseudo-inverses and nonlinear least
 * squares problems whose variables separate", SIAM Journal on Numerical
 * Analysis 10, 1973; with Kaufman's Jacobian (BIT 15, 1975).  Where the
 * projected unknowns are at their best, her step is that of lm in all
 * unknowns with damping of the others only: Ruhe, Wedin, "Algorithms for
 * separable nonlinear least squares problems", SIAM Review 22, 1980.  So the
 * model keeps all columns, and nothing here depends on their number.
 *
 * Under bounds and robust losses the values are only nearly the best; a trial
 * is judged by the loss at the point itself, so that this does no harm.
 */
#include "trust.h"

EQR_API void eqr_varpro_take(eqr_trust *t, const eqr_problem *p, eqr_arena *a)
{
    t->separable = (unsigned char *)eqr_take(a, p->n, 1);
}

EQR_API void eqr_varpro_scale(eqr_trust *t)
{
    size_t j;

    for (j = 0; j < t->q.n; ++j)
        if (t->separable[j])
            t->d[j] = EQR_SQRT(EQR_EPS) * t->q.c[j];
}

/* From x, where the model is, to the best values there: into t->trial. */
static void varpro_project(eqr_trust *t, const eqr_run *run,
                           const eqr_real *x)
{
    eqr_lsq *q = &t->q;
    size_t j;

    q->only = t->separable;
    eqr_lsq_factor(q, run->problem, x);
    eqr_lsq_newton(q, NULL, t->p);
    q->only = NULL;
    for (j = 0; j < q->n; ++j)
        t->trial[j] = x[j] + (t->separable[j] ? t->p[j] : 0);
    eqr_project(run->problem, t->trial);
}

EQR_API int eqr_varpro_look(eqr_trust *t, eqr_run *run, eqr_real enough,
                            eqr_real *gain)
{
    int code = eqr_trust_look(t, run, gain);

    if (code != 0 || t->at != EQR_AT_TRIAL || *gain >= enough)
        return code;
    varpro_project(t, run, t->trial);
    t->at = EQR_ELSEWHERE;
    return eqr_trust_try(t, run, gain);
}

/* Squares first: far out, a robust loss may see nothing at all. */
static int varpro_first(eqr_trust *t, eqr_run *run)
{
    eqr_real gain;
    int code = 0;

    t->q.pass.plain = 1;
    if (run->problem->robust)
        code = eqr_lsq_load(&t->q, run, run->x);
    t->q.pass.plain = 0;
    if (code != 0)
        return code;
    varpro_project(t, run, run->x);
    if ((code = eqr_trust_look(t, run, &gain)) != 0)
        return code;
    return gain > 0 ? eqr_trust_accept(t, run) : eqr_trust_back(t, run);
}

EQR_API int eqr_varpro_init(eqr_trust *t, eqr_run *run)
{
    const eqr_problem *p = run->problem;
    size_t j;
    int code;

    if (!p->separable || p->separable_count == 0 ||
        t->q.kind != eqr_kind_dense())
        return 0;
    if ((code = p->separable(p->user, t->q.perm)) != 0)
        return code;
    for (j = 0; j < p->n; ++j)
        t->separable[j] = 0;
    for (j = 0; j < p->separable_count; ++j)
        t->separable[t->q.perm[j]] = 1;
    t->projects = 1;
    return varpro_first(t, run);
}
