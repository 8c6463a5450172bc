/* ipm.c -- a primal-dual interior point method with a filter; see ipm.h. */
#include "ipm.h"

#include "dense.h"
#include "optimal.h"
#include "solvers.h"
#include "verdict.h"

enum { IPM_STEPS = 3000, IPM_CREEPS = 10, IPM_FAR = 10,
       IPM_AGAIN = 3, IPM_MORE = 10, IPM_BACK = 100 };
EQR_API int eqr_ipm_low(const eqr_problem *p, size_t j)
{
    return p->lower && p->lower[j] >= -EQR_MAX;
}

EQR_API int eqr_ipm_high(const eqr_problem *p, size_t j)
{
    return p->upper && p->upper[j] <= EQR_MAX;
}

EQR_API int eqr_ipm_fixed(const eqr_problem *p, size_t j)
{
    return eqr_ipm_low(p, j) && eqr_ipm_high(p, j) &&
           !(p->lower[j] < p->upper[j]);
}

/* ------------------------------------------------------------------- memory */

static size_t ipm_layout(const eqr_problem *p, void *own, eqr_barrier *s)
{
    eqr_arena a = {NULL, 0, 0};
    size_t n = p->n, m = p->constraint.count;

    a.base = (char *)own;
    eqr_take(&a, 1, sizeof(eqr_barrier));
    eqr_kkt_take(&s->k, p, &a);
    s->s = eqr_take_reals(&a, m, 1);
    s->lambda = eqr_take_reals(&a, m, 1);
    s->zl = eqr_take_reals(&a, n, 1);
    s->zu = eqr_take_reals(&a, n, 1);
    s->zs = eqr_take_reals(&a, m, 1);
    s->dx = eqr_take_reals(&a, n, 1);
    s->ds = eqr_take_reals(&a, m, 1);
    s->x = eqr_take_reals(&a, n, 1);
    s->st = eqr_take_reals(&a, m, 1);
    s->ct = eqr_take_reals(&a, m, 1);
    s->cs = eqr_take_reals(&a, m, 1);
    s->low = eqr_take_reals(&a, n, 1);
    s->high = eqr_take_reals(&a, n, 1);
    s->damp = eqr_take_reals(&a, n, 1);
    s->kept = eqr_take_reals(&a, n, 1);
    return eqr_taken(&a);
}

static size_t ipm_work_size(const eqr_problem *p)
{
    eqr_barrier s;

    return ipm_layout(p, NULL, &s);
}

/* -------------------------------------------------------------------- start */

static void ipm_multipliers(eqr_barrier *s, const eqr_real *x)
{
    const eqr_problem *p = s->k.p;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        int free = s->k.free[j] > 0;

        s->zl[j] = free && eqr_ipm_low(p, j)
                       ? s->mu / (x[j] - s->low[j]) : 0;
        s->zu[j] = free && eqr_ipm_high(p, j)
                       ? s->mu / (s->high[j] - x[j]) : 0;
    }
    for (j = 0; j < s->k.m; ++j) {
        int rising = s->k.sense[j] != EQR_EQUAL;

        s->zs[j] = rising ? s->mu / s->s[j] : 0;
        s->lambda[j] = -s->zs[j];
    }
}

static void ipm_forget(eqr_barrier *s, const eqr_real *x)
{
    s->filters = s->oldest = 0;
    s->theta = eqr_ipm_theta(s, s->k.c, s->s);
    s->phi = eqr_ipm_phi(s, x, s->k.f, s->s);
}

/*
 * The farthest that rows may be off on the way.  Where all are off by little,
 * but by more than a start of a few digits, they may be written in small units.
 */
static eqr_real ipm_most(eqr_real theta)
{
    if (theta > EQR_C(1e-5) && theta < 1)
        return EQR_C(1e3) * theta;
    return EQR_C(1e4) * eqr_larger(1, theta);
}

static int ipm_init(eqr_run *run)
{
    eqr_barrier *s = (eqr_barrier *)run->own;
    const eqr_problem *p = run->problem;
    size_t i;
    int code;

    ipm_layout(p, run->own, s);
    if ((code = eqr_kkt_begin(&s->k, p)) != 0)
        return code;
    eqr_ipm_inside(s, run->x);
    if ((code = eqr_kkt_load(&s->k, run, run->x)) != 0)
        return code;
    eqr_ipm_constant(&s->k, run->x);
    eqr_ipm_scale(&s->k);
    for (i = 0; i < s->k.m; ++i)
        s->s[i] = s->k.sense[i] == EQR_EQUAL ? 0
                  : s->k.c[i] > EQR_C(1e-2) ? s->k.c[i] : EQR_C(1e-2);
    s->mu = EQR_C(0.1);
    s->tol = eqr_or(run->options->tol, EQR_SQRT(EQR_EPS) / 16);
    s->passes = 2 * eqr_or(run->options->tol, EQR_SQRT(EQR_EPS));
    s->last_dw = 0;
    s->stays = s->creeps = s->again = 0;
    s->keeps = 0;
    eqr_ipm_keep(s, run->x);
    s->limit = IPM_STEPS;
    run->loss = s->k.f / s->k.scale;
    eqr_ipm_estimate(s);
    ipm_forget(s, run->x);
    s->most = ipm_most(s->theta);
    s->least = EQR_C(1e-4) * (s->theta > 1 ? s->theta : 1);
    return EQR_GO_ON;
}

/* --------------------------------------------------------------- the measure */

/* The largest |gap z - mu|, and the sum of all z in *sum. */
static eqr_real ipm_gaps(const eqr_barrier *s, const eqr_real *x, eqr_real mu,
                         eqr_real *sum, size_t *count)
{
    const eqr_problem *p = s->k.p;
    eqr_real most = 0;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j))
            most = eqr_larger(most, EQR_ABS((x[j] - s->low[j]) * s->zl[j] -
                                            mu));
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j))
            most = eqr_larger(most, EQR_ABS((s->high[j] - x[j]) * s->zu[j] -
                                            mu));
        *sum += s->zl[j] + s->zu[j];
    }
    for (j = 0; j < s->k.m; ++j) {
        if (s->k.sense[j] != EQR_EQUAL)
            most = eqr_larger(most, EQR_ABS(s->s[j] * s->zs[j] - mu));
        *sum += s->zs[j];
    }
    *count = 2 * s->k.n + s->k.m;
    return most;
}

/* The error of the barrier problem (equation 5). */
static eqr_real ipm_error(eqr_barrier *s, const eqr_real *x, eqr_real mu)
{
    eqr_kkt *k = &s->k;
    eqr_real sum = 0, all, most = 0, rows = 0, gaps, *r = k->rhs;
    size_t j, count;

    gaps = ipm_gaps(s, x, mu, &sum, &count);
    all = sum;
    for (j = 0; j < k->n; ++j)
        r[j] = k->g[j] - s->zl[j] + s->zu[j] +
               (mu > 0 ? eqr_ipm_drift(s, j) : 0);
    eqr_kkt_add_at(k, s->lambda, r);
    for (j = 0; j < k->n; ++j)
        most = eqr_larger(most, k->free[j] * EQR_ABS(r[j]));
    for (j = 0; j < k->m; ++j) {
        if (k->sense[j] != EQR_EQUAL)
            most = eqr_larger(most, EQR_ABS(s->lambda[j] + s->zs[j] -
                                            mu * EQR_IPM_DRIFT));
        rows = eqr_larger(rows, EQR_ABS(k->c[j] - s->s[j]));
        all += EQR_ABS(s->lambda[j]);
    }
    all = all / (eqr_real)(count + k->m + 1) / 100;
    sum = sum / (eqr_real)(count + 1) / 100;
    most = most / eqr_larger(1, all);
    return eqr_larger(eqr_larger(most, rows), gaps / eqr_larger(1, sum));
}

/* ------------------------------------------------------------------ the step */

/* The diagonals of k for a shift dw. */
static void ipm_diagonals(eqr_barrier *s, const eqr_real *x, eqr_real dw)
{
    const eqr_problem *p = s->k.p;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        s->k.top[j] = 0;
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j))
            s->k.top[j] += s->zl[j] / (x[j] - s->low[j]);
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j))
            s->k.top[j] += s->zu[j] / (s->high[j] - x[j]);
    }
    for (j = 0; j < s->k.m; ++j)
        s->k.low[j] = s->k.sense[j] == EQR_EQUAL
                          ? 0 : 1 / (s->zs[j] / s->s[j] + dw);
}

EQR_API int eqr_ipm_again(eqr_barrier *s, const eqr_real *x, const eqr_real *c)
{
    eqr_kkt *k = &s->k;
    const eqr_problem *p = k->p;
    size_t i, n = k->n;
    int good;

    for (i = 0; i < n; ++i) {
        k->rhs[i] = -k->g[i] - eqr_ipm_drift(s, i);
        if (k->free[i] > 0 && eqr_ipm_low(p, i))
            k->rhs[i] += s->mu / (x[i] - s->low[i]);
        if (k->free[i] > 0 && eqr_ipm_high(p, i))
            k->rhs[i] -= s->mu / (s->high[i] - x[i]);
    }
    for (i = 0; i < k->m; ++i) {
        k->rhs[n + i] = -(c[i] - s->s[i]);
        if (k->sense[i] != EQR_EQUAL)
            k->rhs[n + i] += eqr_ipm_push(s, i) * k->low[i];
    }
    good = eqr_kkt_solve(k, s->dw, s->dc);
    /* Without A'lambda on the right the solution is lambda's new value. */
    for (i = 0; i < n; ++i)
        s->dx[i] = k->sol[i];
    for (i = 0; i < k->m; ++i)
        s->ds[i] = k->sense[i] == EQR_EQUAL
                       ? 0 : (k->sol[n + i] + eqr_ipm_push(s, i)) * k->low[i];
    return good;
}

/* How far the step goes beyond the size of the unknowns. */
static eqr_real ipm_far(const eqr_barrier *s, const eqr_real *x)
{
    eqr_real most = 0;
    size_t j;

    for (j = 0; j < s->k.n; ++j)
        most = eqr_larger(most, EQR_ABS(s->dx[j]) / eqr_extent(x[j]));
    return most;
}

/*
 * Shift until the curvature is right (section 3.1, algorithm IC); where the
 * loss has none, how far the step goes is the shift's doing alone: not too
 * far, unless more shift does not make it shorter.
 */
EQR_API int eqr_ipm_direction(eqr_barrier *s, const eqr_real *x)
{
    const eqr_real most = EQR_C(1e30);
    eqr_real dw = 0, far, last = EQR_MAX;
    eqr_inertia found;

    s->dc = 0;
    for (;;) {
        ipm_diagonals(s, x, dw);
        found = eqr_kkt_factor(&s->k, dw, s->dc);
        s->dw = dw;
        if (found.zero == 0 && found.negative == s->k.m) {
            int good = eqr_ipm_again(s, x, s->k.c);

            far = dw > 0 ? ipm_far(s, x) : 0;
            if (good && !(far > (eqr_real)IPM_FAR && far < last / 2))
                break;
            found.zero = !good;     /* as good as singular */
            last = far;
        }
        /* Too few negative ones: rows that depend on each other. */
        if ((found.zero || found.negative < s->k.m) && !(s->dc > 0)) {
            s->dc = EQR_SQRT(EQR_EPS) * EQR_POW(s->mu, EQR_C(0.25));
            continue;
        }
        if (dw > 0)
            dw *= s->last_dw > 0 ? 8 : 100;
        else
            dw = s->last_dw > 0 ? eqr_larger(EQR_C(1e-20), s->last_dw / 3)
                                : EQR_C(1e-4);
        if (!(dw < most))
            return 0;
    }
    if (dw > 0)
        s->last_dw = dw;
    return 1;
}

EQR_API eqr_real eqr_ipm_limit(eqr_real from, eqr_real reach, eqr_real v,
                               eqr_real d)
{
    return d < 0 && -d * from > reach * v ? reach * v / -d : from;
}

EQR_API eqr_real eqr_ipm_longest(const eqr_barrier *s, const eqr_run *run)
{
    const eqr_problem *p = s->k.p;
    eqr_real t = 1, reach = 1 - s->mu > EQR_C(0.99) ? 1 - s->mu
                                                    : EQR_C(0.99);
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j))
            t = eqr_ipm_limit(t, reach, run->x[j] - s->low[j], s->dx[j]);
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j))
            t = eqr_ipm_limit(t, reach, s->high[j] - run->x[j], -s->dx[j]);
    }
    for (j = 0; j < s->k.m; ++j)
        if (s->k.sense[j] != EQR_EQUAL)
            t = eqr_ipm_limit(t, reach, s->s[j], s->ds[j]);
    return t;
}

/* The change of the multiplier z of a gap v that changes by d. */
static eqr_real ipm_dz(const eqr_barrier *s, eqr_real z, eqr_real v, eqr_real d)
{
    return s->mu / v - z - z / v * d;
}

/* Take z by t; not too far from mu / v at the new gap (equation 16). */
static eqr_real ipm_new_z(const eqr_barrier *s, eqr_real z, eqr_real dz,
                          eqr_real t, eqr_real v)
{
    const eqr_real far = EQR_C(1e10);
    eqr_real now = z + t * dz;

    if (now > far * s->mu / v)
        return far * s->mu / v;
    return now < s->mu / v / far ? s->mu / v / far : now;
}

/* The longest step of the multipliers. */
static eqr_real ipm_longest_z(const eqr_barrier *s, const eqr_real *x)
{
    const eqr_problem *p = s->k.p;
    eqr_real t = 1, reach = 1 - s->mu > EQR_C(0.99) ? 1 - s->mu
                                                    : EQR_C(0.99);
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j))
            t = eqr_ipm_limit(t, reach, s->zl[j],
                              ipm_dz(s, s->zl[j], x[j] - s->low[j],
                                     s->dx[j]));
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j))
            t = eqr_ipm_limit(t, reach, s->zu[j],
                              ipm_dz(s, s->zu[j], s->high[j] - x[j],
                                     -s->dx[j]));
    }
    for (j = 0; j < s->k.m; ++j)
        if (s->k.sense[j] != EQR_EQUAL)
            t = eqr_ipm_limit(t, reach, s->zs[j],
                              ipm_dz(s, s->zs[j], s->s[j], s->ds[j]));
    return t;
}

/* Move the multipliers by their step, lambda by the step of the unknowns. */
static void ipm_move(eqr_barrier *s, eqr_run *run, eqr_real t)
{
    const eqr_problem *p = s->k.p;
    eqr_real tz = ipm_longest_z(s, run->x), *x = run->x;
    size_t j, n = s->k.n;

    for (j = 0; j < n; ++j) {
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j))
            s->zl[j] = ipm_new_z(s, s->zl[j],
                                 ipm_dz(s, s->zl[j], x[j] - s->low[j],
                                        s->dx[j]),
                                 tz, s->x[j] - s->low[j]);
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j))
            s->zu[j] = ipm_new_z(s, s->zu[j],
                                 ipm_dz(s, s->zu[j], s->high[j] - x[j],
                                        -s->dx[j]),
                                 tz, s->high[j] - s->x[j]);
    }
    for (j = 0; j < s->k.m; ++j) {
        if (s->k.sense[j] != EQR_EQUAL)
            s->zs[j] = ipm_new_z(s, s->zs[j],
                                 ipm_dz(s, s->zs[j], s->s[j], s->ds[j]), tz,
                                 s->st[j]);
        s->lambda[j] += t * (s->k.sol[n + j] - s->lambda[j]);
    }
    eqr_copy(n, s->x, run->x);
    eqr_copy(s->k.m, s->st, s->s);
}

/* The slope of the barrier function along the step. */
static eqr_real ipm_slope(const eqr_barrier *s, const eqr_real *x)
{
    const eqr_problem *p = s->k.p;
    eqr_real sum = eqr_dot(s->k.n, s->k.g, s->dx);
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        sum += eqr_ipm_drift(s, j) * s->dx[j];
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j))
            sum -= s->mu * s->dx[j] / (x[j] - s->low[j]);
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j))
            sum += s->mu * s->dx[j] / (s->high[j] - x[j]);
    }
    for (j = 0; j < s->k.m; ++j)
        if (s->k.sense[j] != EQR_EQUAL)
            sum -= s->ds[j] * eqr_ipm_push(s, j);
    return sum;
}

/* Lower the barrier as often as its problem is solved (equation 7). */
static void ipm_lower(eqr_barrier *s, const eqr_real *x)
{
    eqr_real next, by_power;

    while (s->mu > s->tol / 10 && ipm_error(s, x, s->mu) <= 10 * s->mu) {
        by_power = EQR_POW(s->mu, EQR_C(1.5));
        next = EQR_C(0.2) * s->mu < by_power ? EQR_C(0.2) * s->mu : by_power;
        s->mu = next > s->tol / 10 ? next : s->tol / 10;
        ipm_forget(s, x);
    }
}

/* On from a point that keeps the rows, once; 0: there is none. */
static int ipm_back(eqr_barrier *s, eqr_run *run)
{
    if (s->again > 0 || !eqr_ipm_retreat(s, run))
        return 0;
    ipm_multipliers(s, run->x);
    ipm_forget(s, run->x);
    run->loss = s->k.f / s->k.scale;
    s->until = run->step + IPM_BACK;
    ++s->again;
    return 1;
}

static int ipm_rows_hold(eqr_barrier *s, const eqr_run *run)
{
    eqr_optimality found;

    return eqr_optimal_measure(&s->k, run->x, s->lambda, &found) == 0 &&
           found.excess <= 1;
}

/*
 * The end of the barrier's path.  Where what it leads to is not good enough,
 * as with unknowns of very different sizes, the path is followed farther, for
 * a few steps: rounding ends it.
 */
static int ipm_end(eqr_barrier *s, eqr_run *run)
{
    size_t i;

    run->result->claim = EQR_MINIMUM;
    eqr_copy(s->k.n, run->x, s->dx);
    eqr_copy(s->k.m, s->lambda, s->ds);
    if (eqr_ipm_polish(s, run) == EQR_ENDED || s->again == IPM_AGAIN)
        return EQR_ENDED;
    if (!ipm_rows_hold(s, run) && ipm_back(s, run))
        return EQR_GO_ON;
    eqr_copy(s->k.n, s->dx, run->x);
    eqr_copy(s->k.m, s->ds, s->lambda);
    for (i = 0; i < s->k.n; ++i)
        s->k.free[i] = !eqr_ipm_fixed(s->k.p, i);
    for (i = 0; i < s->k.m; ++i)
        s->k.on[i] = 1;
    ++s->again;
    s->until = run->step + IPM_MORE;
    s->tol *= EQR_C(0.01);
    return eqr_kkt_load(&s->k, run, run->x) == 0 ? EQR_GO_ON : EQR_ENDED;
}

/* No step was found: make the rows better; where that fails, it is the end. */
static int ipm_stuck(eqr_barrier *s, eqr_run *run)
{
    int code;

    if (s->again) {
        s->again = IPM_AGAIN;
        return ipm_end(s, run);
    }
    if (s->k.m == 0 || ++s->stays > 20) {
        run->result->claim = EQR_STALLED;
        return EQR_ENDED;
    }
    code = eqr_ipm_restore(s, run);
    if (code == EQR_ENDED && ipm_back(s, run))
        return EQR_GO_ON;
    if (code == EQR_ENDED) {
        run->result->claim = EQR_INFEASIBLE;
        return eqr_ipm_least(s, run);
    }
    if (code != EQR_GO_ON)
        return code;
    ipm_multipliers(s, run->x);
    s->phi = eqr_ipm_phi(s, run->x, s->k.f, s->s);
    run->loss = s->k.f / s->k.scale;
    return EQR_GO_ON;
}

/* Nothing is to be made small, and the rows hold: any such point will do. */
static int ipm_holds(eqr_barrier *s, const eqr_run *run)
{
    return !run->problem->gradient && ipm_rows_hold(s, run);
}

static int ipm_step(eqr_run *run)
{
    eqr_barrier *s = (eqr_barrier *)run->own;
    eqr_real t;
    int code;

    if (ipm_holds(s, run)) {
        run->result->claim = EQR_FEASIBLE;
        return EQR_ENDED;
    }
    if (ipm_error(s, run->x, 0) <= s->tol ||
        (s->again && run->step >= s->until)) {
        code = ipm_end(s, run);
        if (code != EQR_GO_ON)
            return code;
    }
    if (s->k.f < EQR_BOTTOM) {
        run->result->claim = EQR_UNBOUNDED;
        return EQR_ENDED;
    }
    if (run->step >= s->limit)
        return EQR_BUDGET;
    ipm_lower(s, run->x);
    if ((code = eqr_kkt_hessian(&s->k, run, run->x, s->lambda)) != 0)
        return code;
    if (!eqr_ipm_direction(s, run->x))
        return ipm_stuck(s, run);
    s->slope = ipm_slope(s, run->x);
    code = eqr_ipm_search(s, run, &t);
    s->creeps = code == EQR_GO_ON && t < EQR_C(0.01) ? s->creeps + 1 : 0;
    if (code == EQR_ENDED || (s->creeps > IPM_CREEPS && s->theta > s->tol)) {
        s->creeps = 0;
        s->stays += code != EQR_ENDED;
        return ipm_stuck(s, run);
    }
    if (code != EQR_GO_ON)
        return code;
    s->stays = 0;
    ipm_move(s, run, t);
    if ((code = eqr_kkt_load(&s->k, run, run->x)) != 0)
        return code;
    eqr_ipm_calm(s);
    eqr_ipm_keep(s, run->x);
    run->loss = s->k.f / s->k.scale;
    s->theta = eqr_ipm_theta(s, s->k.c, s->s);
    s->phi = eqr_ipm_phi(s, run->x, s->k.f, s->s);
    return EQR_GO_ON;
}

static void ipm_done(eqr_run *run)
{
    eqr_project(run->problem, run->x);
    eqr_ipm_fall_back((eqr_barrier *)run->own, run);
}

static int ipm_verdict(eqr_run *run)
{
    eqr_barrier *s = (eqr_barrier *)run->own;
    int code = eqr_verdict_optimal(run, &s->k, s->lambda);

    if (eqr_optimal_is(code) && !eqr_ipm_runs_away(&s->k, run->x, s->lambda))
        eqr_optimal_prices(run, &s->k, s->lambda, s->dx);
    return code;
}

EQR_API const eqr_solver eqr_ipm = {
    "ipm",    EQR_GRADIENT | EQR_HESSIAN, EQR_BOUNDS | EQR_CONSTRAINTS,
    ipm_work_size,
    ipm_init, ipm_step, ipm_done, ipm_verdict
};
