/*
 * ipm_price.c -- multipliers by least squares at the end; see ipm.h.
 *
 * Where rows depend on each other, or touch where they meet, what Newton's
 * steps and the barrier leave as multipliers says little: rounding and shifts
 * have made it.  Those of least squares are the ones of the smallest norm that
 * balance the loss, and need no more than the point.
 */
#include "ipm.h"
#include "optimal.h"

enum { PRICE_TURNS = 4 };

/* The largest |multiplier| times slope beside that of the loss, in units of
 * the unknowns' size. */
static eqr_real price_pulls(const eqr_kkt *k, const eqr_real *x,
                            const eqr_real *lambda)
{
    eqr_real most = 0, loss = k->scale;
    size_t i, e;

    for (i = 0; i < k->n; ++i)
        loss = eqr_larger(loss, EQR_ABS(k->g[i]) * eqr_extent(x[i]));
    for (i = 0; i < k->m; ++i)
        for (e = k->begin[i]; e < k->begin[i + 1]; ++e)
            most = eqr_larger(most, EQR_ABS(lambda[i] * k->a[e]) *
                                        eqr_extent(x[k->at[e]]));
    return most / loss;
}

EQR_API int eqr_ipm_runs_away(const eqr_kkt *k, const eqr_real *x,
                              const eqr_real *lambda)
{
    return !(price_pulls(k, x, lambda) <= 1 / EQR_SQRT(EQR_EPS));
}

/* How far x[j] is from the next bound, its size at most. */
static eqr_real price_room(const eqr_kkt *k, const eqr_real *x, size_t j)
{
    eqr_real room = eqr_extent(x[j]);

    if (eqr_ipm_low(k->p, j) && x[j] - k->p->lower[j] < room)
        room = x[j] - k->p->lower[j];
    if (eqr_ipm_high(k->p, j) && k->p->upper[j] - x[j] < room)
        room = k->p->upper[j] - x[j];
    return room;
}

/*
 * The weights of what should be 0, as optimal.c measures it: slopes by the way
 * that there is to the next bound, multipliers by how far their rows are off;
 * what stands at a bound is not asked, but where `free` says so.
 */
static void price_weights(eqr_barrier *s, const eqr_real *x)
{
    const eqr_real none = EQR_EPS * EQR_EPS;
    eqr_kkt *k = &s->k;
    size_t i, j, e;

    for (j = 0; j < k->n; ++j) {
        eqr_real room = price_room(k, x, j), reach = eqr_extent(x[j]);

        s->damp[j] = room > none * reach ? room * room : reach * reach;
        k->free[j] = room > none * reach;
        k->top[j] = 1 / s->damp[j];
        k->rhs[j] = -k->g[j];
    }
    for (i = 0; i < k->m; ++i) {
        eqr_real own = 0, off = k->sense[i] == EQR_EQUAL ? 0 : k->c[i];

        for (e = k->begin[i]; e < k->begin[i + 1]; ++e)
            own += k->a[e] * k->a[e] * s->damp[k->at[e]];
        k->on[i] = 1;
        k->low[i] = off * off + own * EQR_POW(EQR_EPS, EQR_C(2.0) / 3);
        k->rhs[k->n + i] = 0;
    }
}

/* Bounds and rows that would pull the wrong way: let go; how many. */
static size_t price_revise(eqr_barrier *s, const eqr_real *x)
{
    eqr_kkt *k = &s->k;
    size_t i, changes = 0;

    eqr_copy(k->n, k->g, k->fix);
    eqr_kkt_add_at(k, s->cs, k->fix);
    for (i = 0; i < k->n; ++i)
        if (!(k->free[i] > 0) && !eqr_ipm_fixed(k->p, i) &&
            (eqr_ipm_low(k->p, i) && x[i] <= k->p->lower[i]
                 ? k->fix[i] < 0 : k->fix[i] > 0)) {
            k->free[i] = 1;
            ++changes;
        }
    for (i = 0; i < k->m; ++i)
        if (k->sense[i] != EQR_EQUAL && s->cs[i] > 0) {
            s->cs[i] = k->on[i] = 0;
            ++changes;
        }
    return changes;
}

/* The multipliers go to cs; 0: there are none. */
static int price_solve(eqr_barrier *s, const eqr_real *x)
{
    eqr_kkt *k = &s->k;
    eqr_inertia found;
    size_t i;
    int turn;

    price_weights(s, x);
    for (i = 0; i < k->p->hessian.count; ++i)
        k->h[i] = 0;
    for (turn = 0; turn < PRICE_TURNS; ++turn) {
        found = eqr_kkt_factor(k, 0, 0);
        if (found.zero || found.negative != k->m || !eqr_kkt_solve(k, 0, 0))
            return 0;
        for (i = 0; i < k->m; ++i)
            s->cs[i] = k->on[i] * k->sol[k->n + i];
        if (!price_revise(s, x))
            break;
    }
    return 1;
}

EQR_API void eqr_ipm_price(eqr_barrier *s, const eqr_real *x,
                           eqr_optimality *found)
{
    const eqr_real large = EQR_C(1e3);
    eqr_optimality now;
    int balanced = found->defect <= s->passes;

    if (s->k.m == 0 ||
        (balanced && price_pulls(&s->k, x, s->lambda) <= large) ||
        !price_solve(s, x) ||
        eqr_optimal_measure(&s->k, x, s->cs, &now) != 0)
        return;
    if (balanced ? now.defect <= s->passes &&
                       price_pulls(&s->k, x, s->cs) <
                           price_pulls(&s->k, x, s->lambda) / 2
                 : now.defect < found->defect) {
        eqr_copy(s->k.m, s->cs, s->lambda);
        *found = now;
    }
}
