/* ipm_start.c -- where an interior point method begins; see ipm.h. */
#include "ipm.h"

#include "optimal.h"

/*
 * Bounds give way by so much of their size (section 3.5): else what rows hold
 * at a bound leaves no interior.  What is handed back is inside them.
 */
#define IPM_GIVES (EQR_SQRT(EQR_EPS) / 2)

/* Multipliers are large. */
#define START_FAR EQR_C(1e3)

EQR_API void eqr_ipm_inside(eqr_barrier *s, eqr_real *x)
{
    const eqr_problem *p = s->k.p;
    const eqr_real part = EQR_C(1e-2);
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        int low = eqr_ipm_low(p, j), high = eqr_ipm_high(p, j);
        eqr_real l = low ? p->lower[j] : 0, u = high ? p->upper[j] : 0;
        eqr_real by_l = part * (EQR_ABS(l) > 1 ? EQR_ABS(l) : 1);
        eqr_real by_u = part * (EQR_ABS(u) > 1 ? EQR_ABS(u) : 1);

        s->k.free[j] = !eqr_ipm_fixed(p, j);
        s->low[j] = l - IPM_GIVES * eqr_extent(l);
        s->high[j] = u + IPM_GIVES * eqr_extent(u);
        if (low && high && !(by_l < part * (u - l)))
            by_l = part * (u - l);
        if (low && high && !(by_u < part * (u - l)))
            by_u = part * (u - l);
        if (s->k.free[j] > 0 && low && !(x[j] > l + by_l))
            x[j] = l + by_l;
        if (s->k.free[j] > 0 && high && !(x[j] < u - by_u))
            x[j] = u - by_u;
    }
}

/* Does row i hold at x, to rounding?  Rows are not scaled yet. */
static int ipm_holds_at(const eqr_kkt *k, const eqr_real *x, size_t i)
{
    eqr_real most;

    return k->c[i] >= 0 ||
           (k->p->constraint_magnitude(k->p->user, x, i, i + 1, &most) == 0 &&
            k->c[i] >= -EQR_HOLDS * most);
}

EQR_API void eqr_ipm_constant(eqr_kkt *k, const eqr_real *x)
{
    size_t i;

    for (i = 0; i < k->m; ++i) {
        if (k->begin[i] < k->begin[i + 1] || k->sense[i] == EQR_EQUAL ||
            !ipm_holds_at(k, x, i))
            continue;
        k->sense[i] = EQR_EQUAL;
        k->c[i] = k->turn[i] = 0;
    }
}

EQR_API void eqr_ipm_scale(eqr_kkt *k)
{
    eqr_real most = 0, by;
    size_t i, j;

    for (j = 0; j < k->n; ++j)
        most = EQR_ABS(k->g[j]) > most ? EQR_ABS(k->g[j]) : most;
    by = most > 100 ? 100 / most : 1;
    k->scale = by;
    k->f *= by;
    for (j = 0; j < k->n; ++j)
        k->g[j] *= by;
    for (i = 0; i < k->m; ++i) {
        most = 0;
        for (j = k->begin[i]; j < k->begin[i + 1]; ++j)
            if (EQR_ABS(k->a[j]) > most)
                most = EQR_ABS(k->a[j]);
        by = most > 100 ? 100 / most : 1;
        k->turn[i] *= by;
        k->c[i] *= by;
        for (j = k->begin[i]; j < k->begin[i + 1]; ++j)
            k->a[j] *= by;
    }
}

/*
 * k.sol + n: multipliers that make the Lagrangian's slope least, beside those
 * of the bounds; the largest of them, or EQR_MAX where rows depend on each
 * other.
 */
static eqr_real start_least(eqr_barrier *s)
{
    eqr_kkt *k = &s->k;
    eqr_inertia found;
    eqr_real most = 0;
    size_t i, n = k->n;

    for (i = 0; i < k->p->hessian.count; ++i)
        k->h[i] = 0;
    for (i = 0; i < n; ++i) {
        k->top[i] = 1;
        k->rhs[i] = s->zl[i] - s->zu[i] - k->g[i];
    }
    for (i = 0; i < k->m; ++i) {
        k->low[i] = k->sense[i] != EQR_EQUAL;
        k->rhs[n + i] = s->zs[i];
    }
    found = eqr_kkt_factor(k, 0, 0);
    if (found.zero || found.negative != k->m || !eqr_kkt_solve(k, 0, 0))
        return EQR_MAX;
    for (i = 0; i < k->m; ++i)
        most = eqr_larger(most, EQR_ABS(k->sol[n + i]));
    return most;
}

EQR_API void eqr_ipm_estimate(eqr_barrier *s)
{
    eqr_kkt *k = &s->k;
    size_t i;

    for (i = 0; i < k->n; ++i) {
        int free = k->free[i] > 0;

        s->zl[i] = free && eqr_ipm_low(k->p, i);
        s->zu[i] = free && eqr_ipm_high(k->p, i);
    }
    for (i = 0; i < k->m; ++i) {
        s->zs[i] = k->sense[i] != EQR_EQUAL;
        s->lambda[i] = -s->zs[i];
    }
    if (start_least(s) < START_FAR)
        eqr_copy(k->m, k->sol + k->n, s->lambda);
}

EQR_API void eqr_ipm_calm(eqr_barrier *s)
{
    eqr_kkt *k = &s->k;
    eqr_real most = 0;
    size_t i;

    for (i = 0; i < k->m; ++i)
        most = eqr_larger(most, EQR_ABS(s->lambda[i]));
    if (s->dw > 0 && most > START_FAR && start_least(s) < most / 10)
        eqr_copy(k->m, k->sol + k->n, s->lambda);
}
