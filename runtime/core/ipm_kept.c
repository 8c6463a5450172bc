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
    eqr_copy(s->k.n, x, s->kept);
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
