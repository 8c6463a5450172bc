/*
 * homotopy.c -- from the start along u(x) = (1 - t) u(start), t from 0 to 1:
 * Keller's pseudo-arclength continuation (Allgower, Georg, Numerical
 * Continuation Methods, 1990, chapters 2, 4 and 10).
 *
 * The path may turn back in t, where J is singular, and go on.  Lengths: of t
 * as it is, of an unknown as it changed the rows at the start, relative to |u|
 * there.  All from two steps with the same J: a by the rows of the homotopy, b
 * by those of the start.
 */
#include "poly.h"

enum { EQR_HOMOTOPY_STEPS = 300, EQR_HOMOTOPY_CORRECTIONS = 5 };

/* dx/dt along the path from run->x: J b = -u(start). */
static int homotopy_slope(eqr_poly *s, eqr_run *run, eqr_real *b)
{
    return eqr_poly_solve(s, run, 0, 1, b);
}

/* The direction at x: of length 1, and on the side of the last one. */
static int homotopy_direct(eqr_poly *s, eqr_run *run)
{
    eqr_trust *t = &s->t;
    eqr_real length, side = s->t_path;
    size_t j, n = t->q.n;
    int code = homotopy_slope(s, run, t->full);

    if (code != 0)
        return code;
    length = eqr_lsq_length(&t->q, t->d, t->full);
    length = EQR_SQRT(1 + length * length);
    if (!EQR_FINITE(length))
        return EQR_DOMAIN;
    for (j = 0; j < n; ++j)
        side += t->d[j] * t->full[j] * t->d[j] * s->path[j];
    s->t_path = side < 0 ? -1 / length : 1 / length;
    for (j = 0; j < n; ++j)
        s->path[j] = t->full[j] * s->t_path;
    return 0;
}

EQR_API int eqr_homotopy_begin(eqr_poly *s, eqr_run *run)
{
    eqr_trust *t = &s->t;
    eqr_pass pass = eqr_pass_plain();
    size_t j;
    int code = eqr_poly_move(s, run);

    if (code != 0 || (code = eqr_poly_rows(s, run, run->x, &pass)) != 0)
        return code;
    s->limit = run->step + EQR_HOMOTOPY_STEPS;
    s->size = EQR_C(0.1);
    s->t_now = 0;
    s->t_path = 1;
    for (j = 0; j < t->q.n; ++j) {
        t->d[j] = t->q.c[j] / EQR_SQRT(t->cost);
        s->path[j] = 0;
    }
    s->first_sse = t->sse;
    t->sse = EQR_MAX;        /* of no point from here on */
    return homotopy_direct(s, run);
}

/*
 * From a guess back to the path, at a right angle to its direction: 0 where it
 * is reached; *turns: in so many corrections.
 */
static int homotopy_correct(eqr_poly *s, eqr_run *run, eqr_real *at,
                            int *turns)
{
    eqr_trust *t = &s->t;
    size_t j, n = t->q.n;

    for (*turns = 1; *turns <= EQR_HOMOTOPY_CORRECTIONS; ++*turns) {
        eqr_real top = 0, bottom = s->t_path, step, length;
        int code = eqr_poly_solve(s, run, 1, *at - 1, t->p);

        if (code != 0 || (code = homotopy_slope(s, run, t->full)) != 0)
            return code;
        for (j = 0; j < n; ++j) {
            eqr_real along = t->d[j] * s->path[j] * t->d[j];

            top -= along * t->p[j];
            bottom += along * t->full[j];
        }
        step = bottom != 0 ? top / bottom : 0;
        *at += step;
        for (j = 0; j < n; ++j) {
            t->p[j] += step * t->full[j];
            run->x[j] += t->p[j];
        }
        eqr_project(run->problem, run->x);
        length = eqr_lsq_length(&t->q, t->d, t->p);
        if (!EQR_FINITE(length) || length > s->size)
            return EQR_DOMAIN;
        if (length <= EQR_C(0.01) * s->size)
            return 0;
    }
    return EQR_DOMAIN;
}

/* t has passed 1: where it did, between the last two points. */
static void homotopy_arrive(eqr_poly *s, eqr_run *run, eqr_real at)
{
    eqr_real share = (1 - s->t_now) / (at - s->t_now);
    size_t j, n = s->t.q.n;

    for (j = 0; j < n; ++j)
        run->x[j] = s->t.trial[j] + share * (run->x[j] - s->t.trial[j]);
    s->near = 1;
}

EQR_API int eqr_homotopy_step(eqr_poly *s, eqr_run *run)
{
    eqr_trust *t = &s->t;
    eqr_real at = s->t_now + s->size * s->t_path;
    size_t j, n = t->q.n;
    int turns, code;

    if (run->step >= s->limit || s->size < EQR_SQRT(EQR_EPS))
        return EQR_ENDED;
    eqr_copy(n, run->x, t->trial);
    for (j = 0; j < n; ++j)
        run->x[j] += s->size * s->path[j];
    eqr_project(run->problem, run->x);
    code = homotopy_correct(s, run, &at, &turns);
    if (code == 0 && at >= 1) {
        homotopy_arrive(s, run, at);
        return EQR_ENDED;
    }
    if (code == EQR_BUDGET)
        return code;
    if (code == 0 && (code = homotopy_direct(s, run)) == 0) {
        s->t_now = at;
        run->loss = (1 - at) * (1 - at) * s->first_sse;
        s->size *= turns <= 2 ? 2 : 1;
        return EQR_GO_ON;
    }
    eqr_copy(n, t->trial, run->x);
    s->size /= 4;
    return code == EQR_DOMAIN ? EQR_GO_ON : code;
}
