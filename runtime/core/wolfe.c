/* wolfe.c -- a line search to the strong Wolfe conditions; see wolfe.h. */
#include "wolfe.h"

#include "dense.h"

/* Evaluations in a search; the bracket that is small enough (torch's). */
enum { EQR_WOLFE_MOST = 25 };

static const struct { eqr_real decrease, curvature, change; } wolfe = {
    EQR_C(1e-4), EQR_C(0.9), EQR_C(1e-9)
};

static int wolfe_at(eqr_wolfe *w, eqr_run *run, eqr_real t)
{
    size_t j, n = run->problem->n;
    int code;

    for (j = 0; j < n; ++j)
        w->at[j] = w->x[j] + t * w->d[j];
    ++w->evaluations;
    w->now.t = t;
    code = eqr_eval_gradient(run, w->at, &w->now.f, w->now.g);
    w->now.slope = eqr_dot(n, w->now.g, w->d);
    if (code == EQR_DOMAIN || !EQR_FINITE(w->now.f) ||
        !EQR_FINITE(w->now.slope)) {
        w->now.f = EQR_MAX;         /* too far */
        w->now.slope = EQR_AUTO;
    }
    return code == EQR_DOMAIN ? 0 : code;
}

static void wolfe_copy(size_t n, const eqr_wolfe_point *from,
                       eqr_wolfe_point *to)
{
    to->t = from->t;
    to->f = from->f;
    to->slope = from->slope;
    eqr_copy(n, from->g, to->g);
}

/* Where the cubic through both values and slopes is least, within bounds. */
static eqr_real wolfe_cubic(const eqr_wolfe_point *a,
                            const eqr_wolfe_point *b, eqr_real lo,
                            eqr_real hi)
{
    const eqr_wolfe_point *l = a->t <= b->t ? a : b, *r = l == a ? b : a;
    eqr_real d1 = a->slope + b->slope - 3 * (a->f - b->f) / (a->t - b->t);
    eqr_real square = d1 * d1 - a->slope * b->slope, d2, t;

    if (!(square >= 0) || !EQR_FINITE(square))
        return (lo + hi) / 2;
    d2 = EQR_SQRT(square);
    t = r->t - (r->t - l->t) * ((r->slope + d2 - d1) /
                                (r->slope - l->slope + 2 * d2));
    return t < lo ? lo : t > hi ? hi : t;
}

/* Too high to be the end of a search, by the line from zero. */
static int wolfe_high(const eqr_wolfe *w)
{
    return !(w->now.f <= w->zero.f + wolfe.decrease * w->now.t *
                                         w->zero.slope);
}

static int wolfe_flat(const eqr_wolfe *w)
{
    return EQR_ABS(w->now.slope) <= -wolfe.curvature * w->zero.slope;
}

/*
 * Go farther until end[0], the point before, and now hold a valley between
 * them.  EQR_ENDED: now is where the search ends.
 */
static int wolfe_bracket(eqr_wolfe *w, eqr_run *run)
{
    eqr_wolfe_point *before = &w->end[0];
    size_t n = run->problem->n, k;
    eqr_real t;
    int code;

    wolfe_copy(n, &w->zero, before);
    for (k = 0; k < EQR_WOLFE_MOST; ++k) {
        if (wolfe_high(w) || (k > 1 && w->now.f >= before->f))
            return EQR_GO_ON;
        if (wolfe_flat(w))
            return EQR_ENDED;
        if (w->now.slope >= 0)
            return EQR_GO_ON;
        t = wolfe_cubic(before, &w->now,
                        w->now.t + EQR_C(0.01) * (w->now.t - before->t),
                        w->now.t * 10);
        wolfe_copy(n, &w->now, before);
        if ((code = wolfe_at(w, run, t)) != 0)
            return code;
    }
    wolfe_copy(n, &w->zero, before);
    return EQR_GO_ON;
}

/* The next t: the cubic's, but not twice in a row close to an end. */
static eqr_real wolfe_next(const eqr_wolfe *w, int *close)
{
    eqr_real a = w->end[0].t, b = w->end[1].t, t, near;
    eqr_real lo = a < b ? a : b, hi = a < b ? b : a;

    t = wolfe_cubic(&w->end[0], &w->end[1], lo, hi);
    near = EQR_C(0.1) * (hi - lo);
    if (!(t - lo < near || hi - t < near)) {
        *close = 0;
    } else if (*close || t >= hi || t <= lo) {
        t = EQR_ABS(t - hi) < EQR_ABS(t - lo) ? hi - near : lo + near;
        *close = 0;
    } else {
        *close = 1;
    }
    return t;
}

/* Now replaces an end of the bracket; EQR_ENDED where the search may end. */
static int wolfe_narrow(eqr_wolfe *w, size_t n, int *low)
{
    eqr_wolfe_point *best = &w->end[*low], *other = &w->end[!*low];
    int flat = wolfe_flat(w);

    if (wolfe_high(w) || w->now.f >= best->f) {
        wolfe_copy(n, &w->now, other);
        *low = !(w->end[0].f <= w->end[1].f);
        return EQR_GO_ON;
    }
    if (!flat && w->now.slope * (other->t - best->t) >= 0)
        wolfe_copy(n, best, other);
    wolfe_copy(n, &w->now, best);
    return flat ? EQR_ENDED : EQR_GO_ON;
}

EQR_API int eqr_wolfe_search(eqr_wolfe *w, eqr_run *run, eqr_real t,
                             const eqr_wolfe_point **best)
{
    size_t j, n = run->problem->n;
    eqr_real size = 0;
    int close = 0, low, code;

    w->evaluations = 0;
    for (j = 0; j < n; ++j)
        size = EQR_ABS(w->d[j]) > size ? EQR_ABS(w->d[j]) : size;
    code = wolfe_at(w, run, t);
    if (code == 0)
        code = wolfe_bracket(w, run);
    *best = &w->now;
    if (code != EQR_GO_ON)
        return code < 0 ? code : 0;
    wolfe_copy(n, &w->now, &w->end[1]);
    low = !(w->end[0].f <= w->end[1].f);
    while (w->evaluations <= EQR_WOLFE_MOST &&
           EQR_ABS(w->end[1].t - w->end[0].t) * size >= wolfe.change) {
        if ((code = wolfe_at(w, run, wolfe_next(w, &close))) != 0 ||
            (code = wolfe_narrow(w, n, &low)) != EQR_GO_ON)
            break;
    }
    *best = &w->end[low];
    return code < 0 ? code : 0;
}
