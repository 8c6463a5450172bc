/*
 * transient.c -- pseudo-transient continuation: Kelley, Keyes, SIAM J. Numer.
 * Anal. 35 (1998) 508-523.
 *
 * Implicit Euler steps of x' = -J'u, each linearised once: the step of
 * Levenberg and Marquardt whose damping falls as |u| does (switched evolution
 * relaxation), which is Newton's in the end; and no test that |u| falls.  This
 * flow, unlike x' = -u, does not see the order or the signs of equations.
 */
#include "poly.h"

enum { EQR_TRANSIENT_STEPS = 200 };

/* |u| may grow to so many times that of the start. */
#define EQR_TRANSIENT_MOST EQR_C(10.0)

EQR_API int eqr_transient_begin(eqr_poly *s, eqr_run *run)
{
    return eqr_poly_begin(s, run, EQR_TRANSIENT_STEPS);
}

EQR_API int eqr_transient_step(eqr_poly *s, eqr_run *run)
{
    eqr_trust *t = &s->t;
    eqr_real share = EQR_SQRT(t->cost / s->first_cost);
    size_t j, n = t->q.n;
    int code, moves = 0;

    if (run->step >= s->limit || !(share > 0))
        return EQR_ENDED;
    eqr_lsq_factor(&t->q, run->problem, run->x);
    eqr_copy(n, t->q.c, t->d);
    eqr_lsq_damped(&t->q, t->d, s->size * share, t->p);
    eqr_copy(n, run->x, t->full);
    for (j = 0; j < n; ++j)
        run->x[j] += t->p[j];
    eqr_project(run->problem, run->x);
    for (j = 0; j < n; ++j)
        moves = moves || run->x[j] != t->full[j];
    code = moves ? eqr_poly_move(s, run) : EQR_ENDED;
    if (code != EQR_DOMAIN && (code != EQR_GO_ON || t->cost <= s->first_cost *
                               EQR_TRANSIENT_MOST * EQR_TRANSIENT_MOST))
        return code;
    eqr_copy(n, t->full, run->x);
    s->size *= 10;
    return eqr_poly_move(s, run);
}
