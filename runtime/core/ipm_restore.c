/*
 * ipm_restore.c -- where no step helps, make the rows' excess smaller.
 *
 * Levenberg-Marquardt on |c - s|^2 inside the barrier, with a barrier
 * parameter that falls on its own: the least of it is where c and s are
 * nearest, which is a point to go on from, or shows that there is none.
 */
#include "ipm.h"

#include "dense.h"

enum { RESTORE_STEPS = 200 };

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

/* The step for damping zeta: k's system with weights in place of c = s. */
static int restore_direction(eqr_barrier *s, const eqr_real *x, eqr_real zeta)
{
    eqr_kkt *k = &s->k;
    const eqr_problem *p = k->p;
    size_t n = k->n, i, j;
    eqr_inertia found;

    for (i = 0; i < p->hessian.count; ++i)
        k->h[i] = 0;
    for (j = 0; j < n; ++j) {
        eqr_real push = 0, stiff = 0, v;

        if (k->free[j] > 0 && eqr_ipm_low(p, j)) {
            v = s->mu / (x[j] - s->low[j]);
            push += v;
            stiff += v / (x[j] - s->low[j]);
        }
        if (k->free[j] > 0 && eqr_ipm_high(p, j)) {
            v = s->mu / (s->high[j] - x[j]);
            push -= v;
            stiff += v / (s->high[j] - x[j]);
        }
        k->rhs[j] = push;
        k->top[j] = stiff;
    }
    for (i = 0; i < k->m; ++i) {
        eqr_real v = s->mu / (s->s[i] > 0 ? s->s[i] : 1);

        k->low[i] = 0;
        k->rhs[n + i] = -(k->c[i] - s->s[i]);
        if (k->sense[i] != EQR_EQUAL) {
            k->low[i] = 1 / (zeta + v / s->s[i]);
            k->rhs[n + i] += v * k->low[i];
        }
    }
    found = eqr_kkt_factor(k, zeta, 1);
    if (found.zero || found.negative != k->m)
        return 0;
    eqr_kkt_solve(k, zeta, 1);
    eqr_copy(n, k->sol, s->dx);
    for (i = 0; i < k->m; ++i)
        s->ds[i] = k->sense[i] == EQR_EQUAL
                       ? 0 : (k->sol[n + i] + s->mu / s->s[i]) * k->low[i];
    return 1;
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

/* One damped step; *zeta as the last one. EQR_ENDED: none makes it smaller. */
static int restore_step(eqr_barrier *s, eqr_run *run, eqr_real *zeta)
{
    eqr_kkt *k = &s->k;
    eqr_real merit = restore_merit(s, run->x, k->c, s->s), f = 0, t, now;
    size_t j;
    int code, turn;

    for (turn = 0; turn < 60; ++turn) {
        int regular = restore_direction(s, run->x, *zeta);

        t = regular ? eqr_ipm_longest(s, run) : 0;
        for (j = 0; j < k->n; ++j)
            s->x[j] = run->x[j] + t * s->dx[j];
        for (j = 0; j < k->m; ++j)
            s->st[j] = s->s[j] + t * s->ds[j];
        code = t > 0 ? eqr_kkt_values(k, run, s->x, &f, s->ct) : EQR_DOMAIN;
        if (code != 0 && code != EQR_DOMAIN)
            return code;
        now = code == 0 ? restore_merit(s, s->x, s->ct, s->st) : EQR_MAX;
        if (now < merit) {
            if (turn == 0 && *zeta / 10 > restore_least(k))
                *zeta /= 10;
            eqr_copy(k->n, s->x, run->x);
            eqr_copy(k->m, s->st, s->s);
            return now < merit - EQR_C(1e-6) * EQR_ABS(merit) ? EQR_GO_ON
                                                              : EQR_ENDED;
        }
        *zeta *= 10;
    }
    return EQR_ENDED;
}

EQR_API int eqr_ipm_restore(eqr_barrier *s, eqr_run *run)
{
    eqr_kkt *k = &s->k;
    eqr_real before = s->theta, mu = s->mu, zeta = EQR_C(1e-4), phi, low;
    eqr_real part = s->stays > 1 ? EQR_C(0.1) : EQR_C(0.9);
    int turn, code = EQR_GO_ON, better = 0;

    eqr_ipm_filter(s, s->theta, s->phi);
    for (turn = 0; turn < RESTORE_STEPS && !better; ++turn) {
        code = restore_step(s, run, &zeta);
        if (code < 0)
            break;
        if (code == EQR_ENDED && s->mu <= EQR_EPS)
            break;
        if (code == EQR_ENDED)
            s->mu *= EQR_C(0.1);
        if ((code = eqr_kkt_load(k, run, run->x)) != 0)
            break;
        s->theta = eqr_ipm_theta(s, k->c, s->s);
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
