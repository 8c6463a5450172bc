/*
 * newton.c -- square systems: Newton's method in a dogleg trust region.
 *
 * Powell, "A hybrid method for nonlinear equations", 1970 (in Rabinowitz,
 * Numerical Methods for Nonlinear Algebraic Equations), scaled as in
 * MINPACK's hybrj, with the exact Jacobian at every step.  The first step is
 * the full one where that does what the model foretells.  Where J is singular,
 * the shortest of the least-squares steps is taken.  Rows are scaled by powers
 * of two, so that the units of an equation do not matter.  Where this ends
 * without a root, Levenberg-Marquardt tries from the start, and the better
 * end is kept.
 */
#include "judge.h"
#include "solvers.h"
#include "trust.h"

typedef struct newton_own {
    eqr_trust t;
    eqr_real *scale;         /* of the rows */
    eqr_real *start;
    eqr_real *kept;          /* the lowest point */
    eqr_real kept_sse;
    eqr_real first_cost;     /* where the rows were scaled */
    int second;              /* this is the second attempt */
    int root;                /* the first one found a root */
} newton_own;

/* The dogleg: to the Cauchy point, then towards Newton's. */
static void newton_choose(eqr_trust *t)
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

static size_t newton_layout(const eqr_problem *p, void *own, newton_own *s)
{
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)own;
    eqr_take(&a, 1, sizeof(newton_own));
    eqr_trust_take(&s->t, p, &a);
    s->scale = eqr_take_reals(&a, p->residual.count, 1);
    s->start = eqr_take_reals(&a, p->n, 1);
    s->kept = eqr_take_reals(&a, p->n, 1);
    return eqr_taken(&a);
}

static size_t newton_work_size(const eqr_problem *p)
{
    newton_own s;

    return newton_layout(p, NULL, &s);
}

/* A sink: 2^-k for a row of magnitude about 2^k. */
static void newton_scale(void *to, const eqr_block *b)
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
static int newton_start(eqr_run *run, newton_own *s)
{
    eqr_pass pass = eqr_pass_plain();
    int code;

    if (run->problem->magnitude) {
        pass.judge = 1;
        pass.sink = newton_scale;
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
static void newton_keep(eqr_run *run, newton_own *s)
{
    if (s->t.sse <= s->kept_sse) {
        s->kept_sse = s->t.sse;
        eqr_copy(run->problem->n, run->x, s->kept);
    }
}

static int newton_init(eqr_run *run)
{
    newton_own *s = (newton_own *)run->own;
    int code;

    newton_layout(run->problem, run->own, s);
    s->second = s->root = 0;
    s->kept_sse = EQR_MAX;
    s->t.sse = EQR_MAX;
    s->t.choose = newton_choose;
    eqr_copy(run->problem->n, run->x, s->start);
    eqr_copy(run->problem->n, run->x, s->kept);
    code = newton_start(run, s);
    newton_keep(run, s);
    return code;
}

/*
 * The dogleg has ended.  A root: done.  So much nearer to one that the rows'
 * scale is no longer theirs (a multiple root at 0): once more with a new one.
 * Else from the start with lm.
 */
static int newton_again(eqr_run *run, newton_own *s)
{
    eqr_pass pass = eqr_pass_plain();

    pass.judge = 1;
    if (eqr_eval_rows(run, run->x, &pass) != 0)
        return EQR_ENDED;
    s->root = pass.worst <= 1;
    if (s->root)
        return EQR_ENDED;
    if (s->t.cost < s->first_cost * EQR_EPS)
        return newton_start(run, s);
    s->second = 1;
    eqr_copy(run->problem->n, s->start, run->x);
    s->t.choose = eqr_lm_choose;
    s->t.q.pass.scale = NULL;
    return eqr_trust_init(&s->t, run);
}

static int newton_step(eqr_run *run)
{
    newton_own *s = (newton_own *)run->own;
    int code = eqr_trust_step(&s->t, run);

    newton_keep(run, s);
    if (!s->second && run->left > 0 &&
        (code == EQR_ENDED || code == EQR_BUDGET))
        return newton_again(run, s);
    return code;
}

static void newton_done(eqr_run *run)
{
    newton_own *s = (newton_own *)run->own;

    if (!s->root)
        eqr_copy(run->problem->n, s->kept, run->x);
}

EQR_API const eqr_solver eqr_newton = {
    "newton",    EQR_ROWS | EQR_SQUARE, EQR_BOUNDS,  newton_work_size,
    newton_init, newton_step,           newton_done, eqr_verdict_rows
};
