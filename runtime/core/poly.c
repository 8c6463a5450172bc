/*
 * poly.c -- a system, or a block of one, by one method after the other; see
 * poly.h.
 */
#include "poly.h"

/* The dogleg: to the Cauchy point, then towards Newton's. */
static void poly_dogleg(eqr_trust *t)
{
    eqr_lsq *q = &t->q;
    eqr_real *p = t->p, *c = t->trial;
    eqr_real slope, length, a = 0, b = 0, gap, s;
    size_t j, n = q->n;

    t->mu = 0;
    eqr_lsq_newton(q, t->d, p);
    if (eqr_lsq_length(q, t->d, p) <= t->delta)
        return;
    eqr_lsq_slope(q, c);
    for (j = 0; j < n; ++j)
        c[j] = -c[j] / t->d[j] / t->d[j];
    slope = eqr_lsq_length(q, t->d, c);
    if (!(slope > 0))
        return;
    s = slope / eqr_lsq_image(q, c);
    s *= s;                         /* the Cauchy step is s c */
    if (s * slope >= t->delta)
        s = t->delta / slope;
    length = s * slope;
    for (j = 0; j < n; ++j)
        c[j] *= s;
    gap = t->delta * t->delta - length * length;
    for (j = 0; j < n; ++j) {
        p[j] -= c[j];
        a += t->d[j] * p[j] * t->d[j] * p[j];
        b += t->d[j] * p[j] * t->d[j] * c[j];
    }
    s = 0;
    if (gap > 0)    /* |c + s (p - c)| = delta, without cancellation */
        s = b > 0 ? gap / (b + EQR_SQRT(b * b + a * gap))
                  : (EQR_SQRT(b * b + a * gap) - b) / a;
    for (j = 0; j < n; ++j)
        p[j] = c[j] + s * p[j];
}

EQR_API void eqr_poly_take(eqr_poly *s, const eqr_problem *p, eqr_arena *a)
{
    eqr_trust_take(&s->t, p, a);
    s->scale = eqr_take_reals(a, p->residual.count, 1);
    s->start = eqr_take_reals(a, p->n, 1);
    s->kept = eqr_take_reals(a, p->n, 1);
}

/* A sink: 2^-k for a row of magnitude about 2^k. */
static void poly_scale(void *to, const eqr_block *b)
{
    eqr_real *scale = (eqr_real *)to;
    size_t i;
    int k;

    for (i = b->lo; i < b->hi; ++i) {
        scale[i] = 1;
        if (b->magnitude[i - b->lo] > 0) {
            (void)EQR_FREXP(b->magnitude[i - b->lo], &k);
            scale[i] = EQR_LDEXP(1, k < 1 - EQR_MAX_EXP ? EQR_MAX_EXP - 1
                                                        : -k);
        }
    }
}

/* (Re)start the dogleg at run->x with rows scaled to the magnitudes there. */
static int poly_restart(eqr_poly *s, eqr_run *run)
{
    eqr_pass pass = eqr_pass_plain();
    int code;

    if (run->problem->magnitude) {
        pass.judge = 1;
        pass.sink = poly_scale;
        pass.to = s->scale;
        if ((code = eqr_eval_rows(run, run->x, &pass)) != 0)
            return code;
        s->t.q.pass.scale = s->scale;
    }
    code = eqr_trust_init(&s->t, run);
    s->t.bold = 1;
    s->first_cost = s->t.cost;
    return code;
}

/* In units of the rows as they are, which the scaled cost is not. */
static void poly_keep(eqr_poly *s, const eqr_run *run)
{
    if (s->t.sse <= s->kept_sse) {
        s->kept_sse = s->t.sse;
        eqr_copy(run->problem->n, run->x, s->kept);
    }
}

EQR_API int eqr_poly_init(eqr_poly *s, eqr_run *run)
{
    int code;

    s->second = s->root = 0;
    s->kept_sse = EQR_MAX;
    s->t.sse = EQR_MAX;
    s->t.q.pass.scale = NULL;
    s->t.choose = poly_dogleg;
    eqr_copy(run->problem->n, run->x, s->start);
    eqr_copy(run->problem->n, run->x, s->kept);
    code = poly_restart(s, run);
    poly_keep(s, run);
    return code;
}

static int poly_holds(eqr_poly *s, eqr_run *run)
{
    eqr_pass pass = eqr_pass_plain();

    pass.judge = 1;
    s->root = eqr_eval_rows(run, run->x, &pass) == 0 && pass.worst <= 1;
    return s->root;
}

/*
 * The dogleg has ended.  So much nearer to a root that the rows' scale is no
 * longer theirs (a multiple root at 0): once more with a new one.  Else from
 * the start with lm.
 */
static int poly_again(eqr_poly *s, eqr_run *run)
{
    if (s->t.cost < s->first_cost * EQR_EPS)
        return poly_restart(s, run);
    s->second = 1;
    eqr_copy(run->problem->n, s->start, run->x);
    s->t.choose = eqr_lm_choose;
    s->t.q.pass.scale = NULL;
    return eqr_trust_init(&s->t, run);
}

EQR_API int eqr_poly_step(eqr_poly *s, eqr_run *run)
{
    int code = eqr_trust_step(&s->t, run);

    poly_keep(s, run);
    if (run->left == 0 || (code != EQR_ENDED && code != EQR_BUDGET))
        return code;
    if (poly_holds(s, run))
        return EQR_ENDED;
    return s->second ? code : poly_again(s, run);
}

EQR_API void eqr_poly_done(eqr_poly *s, eqr_run *run)
{
    if (!s->root)
        eqr_copy(run->problem->n, s->kept, run->x);
}
