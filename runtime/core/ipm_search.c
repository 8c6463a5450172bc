/* ipm_search.c -- the filter line search; see ipm.h. */
#include "ipm.h"

#include "dense.h"

EQR_API eqr_real eqr_ipm_theta(const eqr_barrier *s, const eqr_real *c,
                               const eqr_real *slack)
{
    eqr_real sum = 0;
    size_t i;

    for (i = 0; i < s->k.m; ++i)
        sum += EQR_ABS(c[i] - slack[i]);
    return sum;
}

EQR_API eqr_real eqr_ipm_drift(const eqr_barrier *s, size_t j)
{
    int low = eqr_ipm_low(s->k.p, j), high = eqr_ipm_high(s->k.p, j);

    return (eqr_real)(low - high) * s->mu * EQR_IPM_DRIFT;
}

EQR_API eqr_real eqr_ipm_push(const eqr_barrier *s, size_t i)
{
    return s->mu * (1 / s->s[i] - EQR_IPM_DRIFT);
}

EQR_API eqr_real eqr_ipm_phi(const eqr_barrier *s, const eqr_real *x, eqr_real f,
                             const eqr_real *slack)
{
    const eqr_problem *p = s->k.p;
    eqr_real sum = 0;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        f += eqr_ipm_drift(s, j) * x[j];
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j))
            sum += EQR_LOG(x[j] - s->low[j]);
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j))
            sum += EQR_LOG(s->high[j] - x[j]);
    }
    for (j = 0; j < s->k.m; ++j)
        if (s->k.sense[j] != EQR_EQUAL)
            sum += EQR_LOG(slack[j]) - EQR_IPM_DRIFT * slack[j];
    return f - s->mu * sum;
}

/* ---------------------------------------------------------------- the filter */

EQR_API int eqr_ipm_filtered(const eqr_barrier *s, eqr_real theta, eqr_real phi)
{
    size_t i;

    if (!(theta < s->most))
        return 1;
    for (i = 0; i < s->filters; ++i)
        if (!(theta < s->filter[i][0]) && !(phi < s->filter[i][1]))
            return 1;
    return 0;
}

/* When it is full, the oldest entry gives way. */
EQR_API void eqr_ipm_filter(eqr_barrier *s, eqr_real theta, eqr_real phi)
{
    size_t at = s->filters;

    if (at == EQR_FILTER_MOST) {
        at = s->oldest;
        s->oldest = (at + 1) % EQR_FILTER_MOST;
    } else {
        ++s->filters;
    }
    s->filter[at][0] = (1 - EQR_C(1e-5)) * theta;
    s->filter[at][1] = phi - EQR_C(1e-5) * theta;
}

/* ------------------------------------------------------------------- a trial */

static void search_step(eqr_barrier *s, const eqr_real *x, eqr_real t)
{
    const eqr_problem *p = s->k.p;
    size_t j;

    for (j = 0; j < s->k.n; ++j) {
        eqr_real v = x[j] + t * s->dx[j];

        /* Rounding must not put it on the boundary. */
        if (s->k.free[j] > 0 && eqr_ipm_low(p, j) && !(v > s->low[j]))
            v = s->low[j] + (x[j] - s->low[j]) / 2;
        if (s->k.free[j] > 0 && eqr_ipm_high(p, j) && !(v < s->high[j]))
            v = s->high[j] - (s->high[j] - x[j]) / 2;
        s->x[j] = v;
    }
    for (j = 0; j < s->k.m; ++j)
        s->st[j] = s->s[j] + t * s->ds[j];
}

static int search_try(eqr_barrier *s, eqr_run *run, eqr_real t, eqr_real *theta,
                      eqr_real *phi)
{
    eqr_real f = 0;
    int code;

    search_step(s, run->x, t);
    code = eqr_kkt_values(&s->k, run, s->x, &f, s->ct);
    *theta = code == 0 ? eqr_ipm_theta(s, s->ct, s->st) : EQR_MAX;
    *phi = code == 0 ? eqr_ipm_phi(s, s->x, f, s->st) : EQR_MAX;
    if (!EQR_FINITE(*phi) || !EQR_FINITE(*theta))
        *theta = *phi = EQR_MAX;
    return code == EQR_DOMAIN ? 0 : code;
}

/* The step promises more for the barrier function than for theta. */
static int search_by_phi(const eqr_barrier *s, eqr_real t)
{
    return s->slope < 0 &&
           t * EQR_POW(-s->slope, EQR_C(2.3)) >
               EQR_POW(s->theta, EQR_C(1.1));
}

/* 0: refused; 1: accepted; 2: accepted by the barrier function alone. */
static int search_accepts(const eqr_barrier *s, eqr_real t, eqr_real theta,
                          eqr_real phi)
{
    eqr_real noise = 10 * EQR_EPS * EQR_ABS(s->phi);

    if (!(theta < EQR_MAX) || eqr_ipm_filtered(s, theta, phi - noise))
        return 0;
    if (s->theta <= s->least && search_by_phi(s, t))
        return phi - noise <= s->phi + EQR_C(1e-4) * t * s->slope ? 2 : 0;
    return theta <= (1 - EQR_C(1e-5)) * s->theta ||
           phi - noise <= s->phi - EQR_C(1e-5) * s->theta;
}

/* The shortest step that makes sense (equation 23). */
static eqr_real search_shortest(const eqr_barrier *s)
{
    eqr_real t = EQR_C(1e-5), by;

    if (s->slope < 0) {
        by = EQR_C(1e-5) * s->theta / -s->slope;
        t = by < t ? by : t;
        by = EQR_POW(s->theta, EQR_C(1.1)) /
             EQR_POW(-s->slope, EQR_C(2.3));
        if (s->theta <= s->least && by < t)
            t = by;
    }
    return EQR_C(0.05) * t > EQR_EPS * EQR_EPS ? EQR_C(0.05) * t
                                               : EQR_EPS * EQR_EPS;
}

/* ------------------------------------------------- second-order corrections */

/*
 * The full step made the rows worse: bend it by their values there.  The
 * plain step is kept in k.sol's place by solving again where this fails.
 */
static int search_corrected(eqr_barrier *s, eqr_run *run, eqr_real *t,
                            eqr_real theta, int *how)
{
    eqr_real before = s->theta, longest = *t, phi;
    size_t i;
    int turn, code;

    for (i = 0; i < s->k.m; ++i)
        s->cs[i] = *t * (s->k.c[i] - s->s[i]) + s->ct[i] - s->st[i];
    for (turn = 0; turn < 4 && theta < EQR_MAX; ++turn) {
        if (turn > 0 && !(theta <= EQR_C(0.99) * before))
            break;
        before = theta;
        for (i = 0; i < s->k.m; ++i)
            s->ct[i] = s->cs[i] + s->s[i];
        eqr_ipm_again(s, run->x, s->ct);
        longest = eqr_ipm_longest(s, run);
        code = search_try(s, run, longest, &theta, &phi);
        if (code != 0)
            return code;
        *how = search_accepts(s, *t, theta, phi);
        if (*how) {
            *t = longest;
            return EQR_GO_ON;
        }
        for (i = 0; i < s->k.m; ++i)
            s->cs[i] = longest * s->cs[i] + s->ct[i] - s->st[i];
    }
    eqr_ipm_again(s, run->x, s->k.c);
    return EQR_GO_ON;
}

/* ---------------------------------------------------------------- the search */

/* A step that is nothing but rounding is made as it is. */
static int search_tiny(const eqr_barrier *s, const eqr_real *x)
{
    size_t j;

    for (j = 0; j < s->k.n; ++j)
        if (!(EQR_ABS(s->dx[j]) <= 10 * EQR_EPS * (1 + EQR_ABS(x[j]))))
            return 0;
    return s->theta < EQR_SQRT(EQR_EPS);
}

EQR_API int eqr_ipm_search(eqr_barrier *s, eqr_run *run, eqr_real *length)
{
    eqr_real t = eqr_ipm_longest(s, run), least = search_shortest(s);
    eqr_real theta, phi;
    int how = 0, first = 1, code;

    if (search_tiny(s, run->x)) {
        search_step(s, run->x, t);
        *length = t;
        return EQR_GO_ON;
    }
    for (; t >= least; t /= 2) {
        if ((code = search_try(s, run, t, &theta, &phi)) != 0)
            return code;
        how = search_accepts(s, t, theta, phi);
        if (!how && first && s->k.m && theta >= s->theta &&
            (code = search_corrected(s, run, &t, theta, &how)) != 0)
            return code;
        first = 0;
        if (how)
            break;
    }
    if (!how)
        return EQR_ENDED;
    if (how == 1)
        eqr_ipm_filter(s, s->theta, s->phi);
    *length = t;
    return EQR_GO_ON;
}
