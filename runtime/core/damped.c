/*
 * damped.c -- Newton's method with a part of the step, by the natural test.
 *
 * Deuflhard, Newton Methods for Nonlinear Problems, 2004, section 3.3.3
 * (NLEQ-ERR): p solves J p = -u at x, q solves J q = -u(x + s p) with the same
 * J.  s is small enough where |q| < (1 - s / 4) |p|; else it is what the
 * curvature between the two foretells.  This does not see how equations are
 * scaled or mixed, and lets the sum of squares grow where a curved valley asks
 * for it.  An unknown's part of a length is what it changes the rows by.
 */
#include "poly.h"

enum { EQR_DAMPED_STEPS = 200 };

EQR_API int eqr_damped_begin(eqr_poly *s, eqr_run *run)
{
    return eqr_poly_begin(s, run, EQR_DAMPED_STEPS);
}

/* |q| and |q - (1 - s) p| for the trial: 0 where it has no value. */
static int damped_look(eqr_poly *s, eqr_run *run, eqr_real *length,
                       eqr_real *bend)
{
    eqr_trust *t = &s->t;
    eqr_pass pass = eqr_pass_plain();
    size_t j;

    for (j = 0; j < t->q.n; ++j)
        t->trial[j] = run->x[j] + s->size * t->p[j];
    eqr_project(run->problem, t->trial);
    if (eqr_poly_rows(s, run, t->trial, &pass) != 0 ||
        eqr_poly_solve(s, run, 0, 1, t->full) != 0)
        return 0;
    *length = eqr_lsq_length(&t->q, t->q.c, t->full);
    for (j = 0; j < t->q.n; ++j)
        t->full[j] -= (1 - s->size) * t->p[j];
    *bend = eqr_lsq_length(&t->q, t->q.c, t->full);
    return 1;
}

EQR_API int eqr_damped_step(eqr_poly *s, eqr_run *run)
{
    eqr_trust *t = &s->t;
    eqr_real before, after, bend, best;

    if (run->step >= s->limit || eqr_poly_solve(s, run, 1, 0, t->p) != 0)
        return EQR_ENDED;
    before = eqr_lsq_length(&t->q, t->q.c, t->p);
    if (!(before > 0) || t->cost < s->first_cost * EQR_EPS * EQR_EPS)
        return EQR_ENDED;
    for (; s->size > EQR_SQRT(EQR_EPS); s->size /= 2) {
        if (run->left == 0)
            return EQR_BUDGET;
        if (!damped_look(s, run, &after, &bend))
            continue;
        best = before / 2 * s->size / bend * s->size;
        if (after < (1 - s->size / 4) * before) {
            s->size = best < 1 ? best : 1;
            eqr_copy(t->q.n, t->trial, run->x);
            return eqr_poly_move(s, run);
        }
        if (best < s->size / 2)
            s->size = 2 * best;
    }
    return EQR_ENDED;
}
