/* ipm_polish.c -- the last digits: Newton on what is active; see ipm.h. */
#include "ipm.h"
#include "optimal.h"

enum { POLISH_STEPS = 4 };

/* A gap smaller than its multiplier is none. */
static void polish_guess(eqr_barrier *s, eqr_real *x)
{
    const eqr_problem *p = s->k.p;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        if (s->zl[j] > 0 && x[j] - p->lower[j] < s->zl[j]) {
            s->k.free[j] = 0;
            x[j] = p->lower[j];
        } else if (s->zu[j] > 0 && p->upper[j] - x[j] < s->zu[j]) {
            s->k.free[j] = 0;
            x[j] = p->upper[j];
        }
        s->k.top[j] = 0;
    }
    for (j = 0; j < s->k.m; ++j) {
        s->k.on[j] = s->k.sense[j] == EQR_EQUAL || s->s[j] < s->zs[j];
        s->k.low[j] = 0;
        s->ct[j] = s->k.on[j] * s->lambda[j];
    }
}

/*
 * Move by the solution of k's system at run->x: Newton's step, or, where
 * `project`, the shortest one onto the rows, which leaves the multipliers.
 * EQR_ENDED where the system is singular.
 */
static int polish_move(eqr_barrier *s, eqr_run *run, int project)
{
    const eqr_real dw = project ? 1 : 0;
    const eqr_real dc = project ? EQR_SQRT(EQR_EPS) / 16 : 0;
    eqr_kkt *k = &s->k;
    eqr_inertia found;
    size_t j, n = k->n;

    for (j = 0; j < k->p->hessian.count && project; ++j)
        k->h[j] = 0;
    found = eqr_kkt_factor(k, dw, dc);
    if (found.zero || found.negative != k->m)
        return EQR_ENDED;
    for (j = 0; j < n; ++j)
        k->rhs[j] = project ? 0 : -k->g[j];
    for (j = 0; j < k->m; ++j)
        k->rhs[n + j] = -k->c[j];
    eqr_kkt_solve(k, dw, dc);
    for (j = 0; j < n; ++j)
        run->x[j] += k->free[j] * k->sol[j];
    for (j = 0; j < k->m && !project; ++j)
        s->ct[j] = k->on[j] * k->sol[n + j];
    eqr_project(run->problem, run->x);
    return EQR_GO_ON;
}

static int polish_step(eqr_barrier *s, eqr_run *run, int project)
{
    int code = eqr_kkt_load(&s->k, run, run->x);

    if (code == 0 && !project)
        code = eqr_kkt_hessian(&s->k, run, run->x, s->ct);
    return code != 0 ? code : polish_move(s, run, project);
}

static int polish_measure(eqr_barrier *s, eqr_run *run,
                          const eqr_real *lambda, eqr_optimality *out)
{
    int code = eqr_kkt_load(&s->k, run, run->x);

    return code != 0 ? code
                     : eqr_optimal_measure(&s->k, run->x, lambda, out);
}

/*
 * Unknowns that are 0 but for rounding become 0, and stay: a row of zeros,
 * x[0] = 0, has no magnitude that would excuse a rest.
 */
static void polish_zeros(eqr_barrier *s, eqr_real *x)
{
    eqr_real most = 1;
    size_t j;

    for (j = 0; j < s->k.n; ++j)
        most = EQR_ABS(x[j]) > most ? EQR_ABS(x[j]) : most;
    for (j = 0; j < s->k.n; ++j)
        if (s->k.free[j] > 0 && EQR_ABS(x[j]) <= EQR_HOLDS * most) {
            s->k.free[j] = 0;
            x[j] = 0;
        }
}

/* Steps onto the rows while they are off. */
static int polish_rows(eqr_barrier *s, eqr_run *run, eqr_optimality *after)
{
    int turn, code = polish_measure(s, run, s->ct, after);

    for (turn = 0; turn < POLISH_STEPS && code == 0 && !(after->excess <= 1);
         ++turn) {
        code = polish_step(s, run, 1);
        if (code == EQR_GO_ON)
            code = polish_measure(s, run, s->ct, after);
    }
    return code;
}

/* Newton's steps; then, where rows are still off, steps onto them. */
static int polish_steps(eqr_barrier *s, eqr_run *run, eqr_optimality *after)
{
    int turn, code = EQR_GO_ON;

    for (turn = 0; turn < POLISH_STEPS && code == EQR_GO_ON; ++turn)
        code = polish_step(s, run, 0);
    code = polish_rows(s, run, after);
    if (code >= 0 && !(after->excess <= 1)) {
        polish_zeros(s, run->x);
        eqr_project(run->problem, run->x);
        code = polish_rows(s, run, after);
    }
    return code;
}

EQR_API int eqr_ipm_polish(eqr_barrier *s, eqr_run *run)
{
    eqr_optimality before, after;

    if (eqr_optimal_measure(&s->k, run->x, s->lambda, &before) != 0)
        return EQR_ENDED;
    eqr_copy(s->k.n, run->x, s->x);
    polish_guess(s, run->x);
    if (polish_steps(s, run, &after) >= 0 &&
        (after.excess <= 1 || after.excess <= before.excess) &&
        (after.defect <= s->tol || after.defect <= before.defect))
        eqr_copy(s->k.m, s->ct, s->lambda);
    else
        eqr_copy(s->k.n, s->x, run->x);
    return EQR_ENDED;
}
