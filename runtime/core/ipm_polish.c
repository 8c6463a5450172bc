/* ipm_polish.c -- the last digits: Newton on what is active; see ipm.h. */
#include "ipm.h"
#include "optimal.h"

enum { POLISH_STEPS = 4, POLISH_GUESSES = 8 };

/* Is it a row that says alone what its only unknown is? */
static int polish_says(const eqr_kkt *k, size_t i)
{
    return k->sense[i] == EQR_EQUAL && k->begin[i + 1] == k->begin[i] + 1 &&
           !eqr_ipm_fixed(k->p, k->at[k->begin[i]]);
}

/* What a row holds at a bound, the bound need not: both would be singular. */
static void polish_once(eqr_kkt *k)
{
    size_t i;

    for (i = 0; i < k->m; ++i)
        if (polish_says(k, i))
            k->free[k->at[k->begin[i]]] = 1;
}

/*
 * A gap smaller than its multiplier is none: both by the size of what is
 * there, so that units do not matter.
 */
static int polish_none(const eqr_barrier *s, eqr_real x, eqr_real gap,
                       eqr_real z)
{
    eqr_real reach = eqr_extent(x), scale = s->k.scale;

    return gap / reach < z * reach / (scale * eqr_extent(s->k.f / scale));
}

static void polish_guess(eqr_barrier *s, eqr_real *x)
{
    const eqr_problem *p = s->k.p;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        if (s->zl[j] > 0 &&
            polish_none(s, x[j], x[j] - p->lower[j], s->zl[j])) {
            s->k.free[j] = 0;
            x[j] = p->lower[j];
        } else if (s->zu[j] > 0 &&
                   polish_none(s, x[j], p->upper[j] - x[j], s->zu[j])) {
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
    polish_once(&s->k);
}

/*
 * Move by the solution of k's system at run->x: Newton's step, or, where
 * `project`, the shortest one onto the rows, which leaves the multipliers.
 * EQR_ENDED where the system is singular.
 */
static int polish_move(eqr_barrier *s, eqr_run *run, int project)
{
    const eqr_real dc = project ? EQR_SQRT(EQR_EPS) / 16 : 0;
    eqr_kkt *k = &s->k;
    eqr_inertia found;
    size_t j, n = k->n;

    if (project)
        eqr_ipm_columns(s, 1);
    for (j = 0; j < k->p->hessian.count && project; ++j)
        k->h[j] = 0;
    for (j = 0; j < n; ++j)
        k->top[j] = project ? s->damp[j] : 0;
    found = eqr_kkt_factor(k, 0, dc);
    if (found.zero || found.negative != k->m)
        return EQR_ENDED;
    for (j = 0; j < n; ++j)
        k->rhs[j] = project ? 0 : -k->g[j];
    for (j = 0; j < k->m; ++j)
        k->rhs[n + j] = -k->c[j];
    eqr_kkt_solve(k, 0, dc);
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

/* Is it held at a bound that the Lagrangian, of slope d, leads away from? */
static int polish_pulled(const eqr_problem *p, const eqr_real *x, size_t j,
                         eqr_real d)
{
    int low = eqr_ipm_low(p, j) && x[j] == p->lower[j];
    int high = eqr_ipm_high(p, j) && x[j] == p->upper[j];

    return low != high && (low ? d < 0 : d > 0);
}

/*
 * A better guess, from the multipliers that the last one led to; 0 where it
 * is the same: the primal-dual active set method (Hintermuller, Ito, Kunisch,
 * SIAM J. Optimization 13 (2002) 865-888).
 */
static int polish_revise(eqr_barrier *s, const eqr_real *x)
{
    eqr_kkt *k = &s->k;
    const eqr_problem *p = k->p;
    size_t j, changes = 0;

    eqr_copy(k->n, k->g, k->fix);
    eqr_kkt_add_at(k, s->ct, k->fix);
    for (j = 0; j < k->n; ++j) {
        int at = (eqr_ipm_low(p, j) && x[j] <= p->lower[j]) ||
                 (eqr_ipm_high(p, j) && x[j] >= p->upper[j]);

        k->top[j] = k->free[j];
        if (k->free[j] > 0 ? at : polish_pulled(p, x, j, k->fix[j]))
            k->free[j] = !(k->free[j] > 0);
    }
    polish_once(k);
    for (j = 0; j < k->n; ++j) {
        changes += k->top[j] != k->free[j];
        k->top[j] = 0;
    }
    for (j = 0; j < k->m; ++j)
        if (k->sense[j] != EQR_EQUAL &&
            (k->on[j] > 0 ? s->ct[j] > 0 : k->c[j] < 0)) {
            k->on[j] = !(k->on[j] > 0);
            s->ct[j] = 0;
            ++changes;
        }
    return changes > 0;
}

/* Where rows did not hold, a slope that the verdict lets pass will do. */
static int polish_better(const eqr_barrier *s, const eqr_optimality *before,
                         const eqr_optimality *after)
{
    eqr_real most = before->excess <= 1
                        ? s->tol
                        : eqr_larger(s->tol, s->passes);

    return (after->excess <= 1 || after->excess <= before->excess) &&
           (after->defect <= most || after->defect <= before->defect);
}

/* From guess to guess, until one is better than what the barrier led to. */
static int polish_guesses(eqr_barrier *s, eqr_run *run,
                          const eqr_optimality *before)
{
    eqr_optimality after;
    int turn;

    polish_guess(s, run->x);
    for (turn = 0; turn < POLISH_GUESSES; ++turn) {
        if (polish_steps(s, run, &after) < 0)
            return 0;
        if (polish_better(s, before, &after))
            return 1;
        if (!polish_revise(s, run->x))
            return 0;
    }
    return 0;
}

/* Where no guess was good: the nearest point at which the rows hold. */
static int polish_plainly(eqr_barrier *s, eqr_run *run,
                          const eqr_optimality *before)
{
    eqr_optimality after;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        s->k.free[j] = !eqr_ipm_fixed(s->k.p, j);
        s->k.top[j] = 0;
    }
    for (j = 0; j < s->k.m; ++j) {
        s->k.on[j] = s->k.sense[j] == EQR_EQUAL || s->k.c[j] < 0;
        s->ct[j] = s->lambda[j];
    }
    return polish_rows(s, run, &after) >= 0 &&
           polish_better(s, before, &after);
}

static void polish_best(eqr_barrier *s, eqr_run *run,
                        const eqr_optimality *before)
{
    eqr_copy(s->k.n, run->x, s->x);
    if (polish_guesses(s, run, before)) {
        eqr_copy(s->k.m, s->ct, s->lambda);
        return;
    }
    eqr_copy(s->k.n, s->x, run->x);
    if (eqr_kkt_load(&s->k, run, run->x) != 0 ||
        !polish_plainly(s, run, before))
        eqr_copy(s->k.n, s->x, run->x);
}

EQR_API int eqr_ipm_polish(eqr_barrier *s, eqr_run *run)
{
    eqr_optimality found;
    int code;

    eqr_project(run->problem, run->x);
    if (polish_measure(s, run, s->lambda, &found) != 0)
        return EQR_ENDED;
    polish_best(s, run, &found);
    code = polish_measure(s, run, s->lambda, &found);
    if (code == 0)
        eqr_ipm_price(s, run->x, &found);
    return code == 0 && (found.excess > 1 || found.defect > s->passes)
               ? EQR_GO_ON : EQR_ENDED;
}
