/*
 * ipm_restore.c -- where no step helps, make the rows' excess smaller.
 *
 * Levenberg-Marquardt on |c - s|^2 inside the barrier, with a barrier
 * parameter that falls on its own: the least of it is where c and s are
 * nearest, which is a point to go on from, or shows that there is none.
 */
#include "ipm.h"

#include "dense.h"
#include "optimal.h"

#define RESTORE_LEAST (EQR_SQRT(EQR_EPS) * EQR_C(1e-4))
enum { RESTORE_STEPS = 200, RESTORE_TRIALS = 20 };

EQR_API void eqr_ipm_columns(eqr_barrier *s, int fresh)
{
    const eqr_kkt *k = &s->k;
    eqr_real *now = k->sol, most = 0;
    size_t e, j;

    for (j = 0; j < k->n; ++j)
        now[j] = 0;
    for (e = 0; e < k->begin[k->m]; ++e) {
        j = k->at[e];
        now[j] += k->a[e] * k->a[e];
        most = eqr_larger(most, now[j]);
    }
    for (j = 0; j < k->n; ++j)
        s->damp[j] = eqr_larger(eqr_larger(now[j], EQR_EPS * most),
                                fresh ? EQR_EPS : s->damp[j]);
}

static eqr_real restore_square(const eqr_barrier *s, const eqr_real *c,
                               const eqr_real *slack)
{
    eqr_real sum = 0;
    size_t i;

    for (i = 0; i < s->k.m; ++i)
        sum += (c[i] - slack[i]) * (c[i] - slack[i]);
    return sum / 2;
}

/* Half the square and the barrier. */
static eqr_real restore_merit(const eqr_barrier *s, const eqr_real *x,
                              const eqr_real *c, const eqr_real *slack)
{
    return eqr_ipm_phi(s, x, restore_square(s, c, slack), slack);
}

/* What the barrier pushes unknown j by, and how stiffly. */
static void restore_push(const eqr_barrier *s, eqr_real x, size_t j,
                         eqr_real *push, eqr_real *stiff)
{
    const eqr_problem *p = s->k.p;
    eqr_real v;

    *stiff = 0;
    *push = -eqr_ipm_drift(s, j);
    if (s->k.free[j] > 0 && eqr_ipm_low(p, j)) {
        v = s->mu / (x - s->low[j]);
        *push += v;
        *stiff += v / (x - s->low[j]);
    }
    if (s->k.free[j] > 0 && eqr_ipm_high(p, j)) {
        v = s->mu / (s->high[j] - x);
        *push -= v;
        *stiff += v / (s->high[j] - x);
    }
}

/* The step for damping zeta: k's system with weights in place of c = s. */
static int restore_direction(eqr_barrier *s, const eqr_real *x, eqr_real zeta)
{
    eqr_kkt *k = &s->k;
    size_t n = k->n, i, j;
    eqr_inertia found;

    for (i = 0; i < k->p->hessian.count; ++i)
        k->h[i] = 0;
    for (j = 0; j < n; ++j) {
        restore_push(s, x[j], j, &k->rhs[j], &k->top[j]);
        k->top[j] += zeta * s->damp[j];
    }
    for (i = 0; i < k->m; ++i) {
        int slack = k->sense[i] != EQR_EQUAL;

        k->low[i] = slack ? 1 / (zeta + s->mu / s->s[i] / s->s[i]) : 0;
        k->rhs[n + i] = -(k->c[i] - s->s[i]) +
                        (slack ? eqr_ipm_push(s, i) * k->low[i] : 0);
    }
    found = eqr_kkt_factor(k, 0, 1);
    if (found.zero || found.negative != k->m)
        return 0;
    eqr_kkt_solve(k, 0, 1);
    eqr_copy(n, k->sol, s->dx);
    for (i = 0; i < k->m; ++i)
        s->ds[i] = k->sense[i] == EQR_EQUAL
                       ? 0 : (k->sol[n + i] + eqr_ipm_push(s, i)) * k->low[i];
    return 1;
}

/* By how much the merit falls along t of the step, as its model has it. */
static eqr_real restore_foretold(const eqr_barrier *s, const eqr_real *x,
                                 eqr_real t)
{
    const eqr_kkt *k = &s->k;
    eqr_real slope = 0, bend = 0, push, stiff;
    size_t i, j, e;

    for (j = 0; j < k->n; ++j) {
        restore_push(s, x[j], j, &push, &stiff);
        slope -= push * s->dx[j];
        bend += stiff * s->dx[j] * s->dx[j];
    }
    for (i = 0; i < k->m; ++i) {
        eqr_real d = -s->ds[i], v = d;

        for (e = k->begin[i]; e < k->begin[i + 1]; ++e)
            d += k->a[e] * s->dx[k->at[e]];
        slope += (k->c[i] - s->s[i]) * d;
        bend += d * d;
        if (k->sense[i] != EQR_EQUAL) {
            slope += v * eqr_ipm_push(s, i);
            bend += s->mu * (v / s->s[i]) * (v / s->s[i]);
        }
    }
    return -t * (slope + t / 2 * bend);
}

/*
 * The next damping by what the step gained of what was foretold (Nielsen,
 * Damping parameter in Marquardt's method, 1999, equation 2.5); a step that
 * the boundary cut short says nothing of less.
 */
static eqr_real restore_damping(eqr_real zeta, eqr_real gain, eqr_real t)
{
    eqr_real v = 2 * gain - 1, by = 1 - v * v * v;

    by = by < 1 / EQR_C(3.0) ? 1 / EQR_C(3.0) : by;
    if (t < 1 && by < 1)
        by = 1;
    zeta *= by;
    return zeta > RESTORE_LEAST ? zeta : RESTORE_LEAST;
}

/* Try t of the step; *now is the merit there. */
static int restore_try(eqr_barrier *s, eqr_run *run, eqr_real t, eqr_real *now)
{
    eqr_real f = 0;
    size_t j;
    int code;

    for (j = 0; j < s->k.n; ++j)
        s->x[j] = run->x[j] + t * s->dx[j];
    for (j = 0; j < s->k.m; ++j)
        s->st[j] = s->s[j] + t * s->ds[j];
    code = t > 0 ? eqr_kkt_values(&s->k, run, s->x, &f, s->ct) : EQR_DOMAIN;
    *now = code == 0 ? restore_merit(s, s->x, s->ct, s->st) : EQR_MAX;
    return code == EQR_DOMAIN ? 0 : code;
}

/*
 * Bend the step by what the rows are off from what it foretold, the second
 * derivatives along it (geodesic acceleration: Transtrum, Sethna 2012), with
 * the factor that there is: dx, ds are then the whole of it.
 */
static void restore_bend(eqr_barrier *s, eqr_real t)
{
    eqr_kkt *k = &s->k;
    size_t i, j, e, n = k->n;

    for (j = 0; j < n; ++j)
        k->rhs[j] = 0;
    for (i = 0; i < k->m; ++i) {
        eqr_real off = s->ct[i] - k->c[i];

        for (e = k->begin[i]; e < k->begin[i + 1]; ++e)
            off -= t * k->a[e] * s->dx[k->at[e]];
        k->rhs[n + i] = -off;
    }
    eqr_kkt_solve(k, 0, 1);
    for (j = 0; j < n; ++j)
        s->dx[j] = t * s->dx[j] + k->sol[j];
    for (i = 0; i < k->m; ++i)
        s->ds[i] = t * s->ds[i] + k->sol[n + i] * k->low[i];
}

/* The trial at x, st is good, and its merit *now: is a bent one better? */
static int restore_bent(eqr_barrier *s, eqr_run *run, eqr_real t, eqr_real *now)
{
    eqr_kkt *k = &s->k;
    eqr_real bent;
    int code;

    restore_bend(s, t);
    eqr_copy(k->n, s->x, k->rhs);
    eqr_copy(k->m, s->st, k->rhs + k->n);
    code = restore_try(s, run, eqr_ipm_longest(s, run), &bent);
    if (code == 0 && bent < *now) {
        *now = bent;
        return 0;
    }
    eqr_copy(k->n, k->rhs, s->x);
    eqr_copy(k->m, k->rhs + k->n, s->st);
    return code;
}

/* One damped step; *zeta as the last one. EQR_ENDED: none makes it smaller. */
static int restore_step(eqr_barrier *s, eqr_run *run, eqr_real *zeta)
{
    eqr_kkt *k = &s->k;
    eqr_real merit = restore_merit(s, run->x, k->c, s->s), t, now, rise = 2;
    eqr_real foretold = 0;
    int code, turn, lower = 0;

    for (turn = 0; turn < RESTORE_TRIALS && !lower; ++turn) {
        int regular = restore_direction(s, run->x, *zeta);

        t = regular ? eqr_ipm_longest(s, run) : 0;
        code = restore_try(s, run, t, &now);
        foretold = restore_foretold(s, run->x, t);
        if (code == 0 && now < EQR_MAX && merit - now < foretold * EQR_C(0.9))
            code = restore_bent(s, run, t, &now);
        if (code != 0)
            return code;
        lower = now < merit;
        if (!lower)
            *zeta *= rise;
        rise *= 2;
    }
    if (!lower)
        return EQR_ENDED;
    *zeta = restore_damping(*zeta, (merit - now) / foretold, t);
    eqr_copy(k->n, s->x, run->x);
    eqr_copy(k->m, s->st, s->s);
    return now < merit - EQR_C(1e-6) * EQR_ABS(merit) ? EQR_GO_ON : EQR_ENDED;
}

EQR_API int eqr_ipm_restore(eqr_barrier *s, eqr_run *run)
{
    eqr_kkt *k = &s->k;
    eqr_real before = s->theta, mu = s->mu, zeta = EQR_C(1e-4), phi, low;
    eqr_real part = s->stays > 1 ? EQR_C(0.1) : EQR_C(0.9);
    int turn, code = EQR_GO_ON, better = 0, ended;

    eqr_ipm_filter(s, s->theta, s->phi);
    for (turn = 0; turn < RESTORE_STEPS && !better; ++turn) {
        eqr_ipm_columns(s, turn == 0);
        code = restore_step(s, run, &zeta);
        if (code < 0)
            break;
        if (code == EQR_ENDED && s->mu <= EQR_EPS)
            break;
        ended = code == EQR_ENDED;
        if ((code = eqr_kkt_load(k, run, run->x)) != 0)
            break;
        s->theta = eqr_ipm_theta(s, k->c, s->s);
        /* Rows that get worse are outweighed by the barrier. */
        if (ended || (s->theta > before && s->mu > EQR_EPS))
            s->mu *= EQR_C(0.1);
        low = s->mu;
        s->mu = mu;
        phi = eqr_ipm_phi(s, run->x, k->f, s->s);
        s->mu = low;
        better = s->theta <= part * before &&
                 !eqr_ipm_filtered(s, s->theta, phi);
    }
    s->mu = mu;
    if (code < 0)
        return code;
    /* Slow is not the end. */
    better = better || (turn == RESTORE_STEPS &&
                        s->theta <= EQR_C(0.9) * before);
    return better ? EQR_GO_ON : EQR_ENDED;
}

/* ---------------------------------------------------------- the least excess */

/* The square of what is broken; on: which rows that are. */
static eqr_real restore_broken(eqr_kkt *k)
{
    eqr_real sum = 0;
    size_t i;

    for (i = 0; i < k->m; ++i) {
        k->on[i] = k->sense[i] == EQR_EQUAL || k->c[i] < 0;
        k->low[i] = 0;
        sum += k->on[i] * k->c[i] * k->c[i];
    }
    return sum;
}

/*
 * Less damping lets rounding move along what no row sees: its steps are
 * rounding / zeta times the stiffness of what the rows see.
 */
static eqr_real restore_least(const eqr_kkt *k)
{
    eqr_real most = 1;
    size_t i;

    for (i = 0; i < k->begin[k->m]; ++i)
        most = EQR_ABS(k->a[i]) > most ? EQR_ABS(k->a[i]) : most;
    return EQR_SQRT(EQR_EPS) * most * most;
}

/* Gauss and Newton's step for the rows that are on, inside the bounds. */
static int restore_newton(eqr_barrier *s, eqr_run *run)
{
    eqr_kkt *k = &s->k;
    eqr_real zeta = restore_least(k);
    eqr_inertia found;
    size_t i;

    for (i = 0; i < k->p->hessian.count; ++i)
        k->h[i] = 0;
    for (i = 0; i < k->n; ++i)
        k->top[i] = k->rhs[i] = 0;
    for (i = 0; i < k->m; ++i)
        k->rhs[k->n + i] = -k->c[i];
    found = eqr_kkt_factor(k, zeta, 1);
    if (found.zero || found.negative != k->m || !eqr_kkt_solve(k, zeta, 1))
        return EQR_ENDED;
    for (i = 0; i < k->n; ++i)
        run->x[i] += k->sol[i];
    eqr_project(run->problem, run->x);
    return eqr_kkt_load(k, run, run->x);
}

EQR_API int eqr_ipm_least(eqr_barrier *s, eqr_run *run)
{
    eqr_real before = 0, now = restore_broken(&s->k);
    size_t i;
    int turn, code = 0;

    for (turn = 0; turn < RESTORE_STEPS && code == 0; ++turn) {
        before = now;
        eqr_copy(s->k.n, run->x, s->x);
        code = restore_newton(s, run);
        now = code == 0 ? restore_broken(&s->k) : EQR_MAX;
        if (!(now < before))
            break;
    }
    if (!(now < before))
        eqr_copy(s->k.n, s->x, run->x);
    for (i = 0; i < s->k.m; ++i)
        s->k.on[i] = 1;
    return code < 0 && code != EQR_DOMAIN ? code : EQR_ENDED;
}
