/* ipm_kept.c -- the best point on the way that keeps the rows; see ipm.h. */
#include "ipm.h"
#include "optimal.h"

/* Bounds, too: those of the barrier are a little wider. */
static int kept_holds(const eqr_kkt *k, const eqr_real *x)
{
    const eqr_problem *p = k->p;
    size_t i;

    for (i = 0; i < k->n; ++i)
        if ((p->lower && x[i] < p->lower[i]) ||
            (p->upper && x[i] > p->upper[i]))
            return 0;
    for (i = 0; i < k->m; ++i)
        if (!(k->sense[i] == EQR_EQUAL ? EQR_ABS(k->c[i]) <= EQR_EPS
                                       : k->c[i] >= 0))
            return 0;
    return 1;
}

EQR_API void eqr_ipm_keep(eqr_barrier *s, const eqr_real *x)
{
    if (s->k.m == 0 || (s->keeps && !(s->k.f < s->kept_loss)) ||
        !kept_holds(&s->k, x))
        return;
    s->keeps = 1;
    s->kept_loss = s->k.f;
    s->kept_mu = s->mu;
    eqr_copy(s->k.n, x, s->kept);
}

static int kept_inside(const eqr_barrier *s)
{
    const eqr_problem *p = s->k.p;
    size_t j;

    for (j = 0; j < s->k.n; ++j)
        if (!eqr_ipm_fixed(p, j) &&
            ((eqr_ipm_low(p, j) && !(s->kept[j] > p->lower[j])) ||
             (eqr_ipm_high(p, j) && !(s->kept[j] < p->upper[j]))))
            return 0;
    return 1;
}

EQR_API int eqr_ipm_retreat(eqr_barrier *s, eqr_run *run)
{
    eqr_kkt *k = &s->k;
    size_t j;

    if (!s->keeps || !kept_inside(s))
        return 0;
    eqr_copy(k->n, s->kept, run->x);
    s->mu = s->kept_mu;
    for (j = 0; j < k->n; ++j) {
        k->free[j] = !eqr_ipm_fixed(k->p, j);
        s->low[j] = eqr_ipm_low(k->p, j) ? k->p->lower[j] : 0;
        s->high[j] = eqr_ipm_high(k->p, j) ? k->p->upper[j] : 0;
    }
    for (j = 0; j < k->m; ++j)
        k->on[j] = 1;
    if (eqr_kkt_load(k, run, run->x) != 0)
        return 0;
    for (j = 0; j < k->m; ++j)
        s->s[j] = k->sense[j] == EQR_EQUAL ? 0
                  : k->c[j] > EQR_EPS ? k->c[j] : EQR_EPS;
    return 1;
}

EQR_API void eqr_ipm_fall_back(eqr_barrier *s, eqr_run *run)
{
    eqr_optimality found;
    int at_once = run->result->claim == EQR_MINIMUM && !s->again;

    if (!s->keeps || at_once || run->result->claim == EQR_UNBOUNDED ||
        (eqr_kkt_load(&s->k, run, run->x) == 0 &&
         eqr_optimal_measure(&s->k, run->x, s->lambda, &found) == 0 &&
         found.excess <= 1))
        return;
    eqr_copy(s->k.n, s->kept, run->x);
    run->result->claim = EQR_STALLED;
}
