/*
 * poly.c -- a system, or a block of one, by one method after the other; see
 * poly.h.
 */
#include "poly.h"

/* Does no step make the sum of squares larger? */
static const unsigned char poly_descends[EQR_METHODS] = {
#define METHOD(NAME, name, descends, text) descends,
#include "methods.def"
#undef METHOD
};

/* The dogleg: to the Cauchy point, then towards Newton's. */
static void poly_dogleg(eqr_trust *t)
{
    eqr_lsq *q = &t->q;
    eqr_real *p = t->p, *c = t->trial;
    eqr_real slope, length, a = 0, b = 0, gap, s;
    size_t j, n = q->n;

    t->mu = 0;
    eqr_lsq_newton(q, t->d, p);
    t->length = eqr_lsq_length(q, t->d, p);
    t->whole = t->length <= t->delta;
    if (t->whole)
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
    s->rows = eqr_take_reals(a, p->residual.count, 1);
    s->path = eqr_take_reals(a, p->n, 1);
}

/* A sink: 2^-k for a row of magnitude about 2^k. */
static void poly_scale(void *to, const eqr_block *b)
{
    eqr_real *scale = (eqr_real *)to, least = 0, last = 0;
    size_t i;
    int k;

    for (i = b->lo; i < b->hi; ++i) {
        eqr_real size = b->magnitude[i - b->lo];

        scale[i] = 1;
        if (size > 0 && !(size >= least && size < 2 * least)) {
            (void)EQR_FREXP(size, &k);
            least = EQR_LDEXP(1, k - 1);    /* neighbours often share it */
            last = EQR_LDEXP(1, k < 1 - EQR_MAX_EXP ? EQR_MAX_EXP - 1 : -k);
        }
        if (size > 0)
            scale[i] = last;
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
    eqr_real most = s->kept_sse;

    if (!poly_descends[s->method])       /* more than rounding */
        most *= 1 - EQR_SQRT(EQR_EPS);
    if (s->t.sse <= most) {
        s->kept_sse = s->t.sse;
        eqr_copy(run->problem->n, run->x, s->kept);
    }
}

/* ------------------------------------------------------------ for methods */

static void poly_store(void *to, const eqr_block *b)
{
    eqr_copy(b->hi - b->lo, b->u, (eqr_real *)to + b->lo);
}

EQR_API int eqr_poly_rows(eqr_poly *s, eqr_run *run, const eqr_real *x,
                          eqr_pass *pass)
{
    pass->sink = poly_store;
    pass->to = s->rows;
    return eqr_eval_rows(run, x, pass);
}

EQR_API int eqr_poly_move(eqr_poly *s, eqr_run *run)
{
    int code = eqr_trust_init(&s->t, run);
    eqr_real worst = s->t.q.pass.worst;

    s->near = code == 0 && (worst < EQR_SQRT(EQR_EPS) / EQR_EPS ||
                            s->t.cost < s->first_cost * EQR_EPS);
    return code == 0 && worst <= 1 ? EQR_ENDED : code;
}

EQR_API int eqr_poly_begin(eqr_poly *s, eqr_run *run, size_t steps)
{
    int code = eqr_poly_move(s, run);

    s->size = 1;
    s->limit = run->step + steps;
    s->first_cost = s->t.cost;
    return code;
}

EQR_API int eqr_poly_solve(eqr_poly *s, eqr_run *run, eqr_real keep,
                           eqr_real add, eqr_real *p)
{
    eqr_lsq *q = &s->t.q;
    int code = eqr_charge(run);

    if (code != 0)
        return code;
    ++run->result->residual_evaluations;
    ++run->result->jacobian_evaluations;
    s->shifted.keep = keep;
    s->shifted.add = add;
    code = eqr_lsq_fold(q, &s->shifted.problem, run->x);
    if (code != 0)
        return code;
    eqr_lsq_factor(q, run->problem, run->x);
    eqr_lsq_newton(q, q->c, p);
    return 0;
}

/* ---------------------------------------------------------------- methods */

EQR_API int eqr_dogleg_begin(eqr_poly *s, eqr_run *run)
{
    s->t.choose = poly_dogleg;
    return poly_restart(s, run);
}

/*
 * Where it ended so much nearer to a root that the rows' scale is no longer
 * theirs (a multiple root at 0): once more with a new one.
 */
EQR_API int eqr_dogleg_step(eqr_poly *s, eqr_run *run)
{
    int code = eqr_trust_step(&s->t, run);

    if (code == EQR_ENDED && !(s->t.q.pass.worst <= 1) &&
        s->t.cost < s->first_cost * EQR_EPS)
        return poly_restart(s, run);
    return code;
}

EQR_API int eqr_lm_begin(eqr_poly *s, eqr_run *run)
{
    s->t.choose = eqr_lm_choose;
    s->t.q.pass.scale = NULL;
    return eqr_trust_init(&s->t, run);
}

EQR_API int eqr_lm_step(eqr_poly *s, eqr_run *run)
{
    return eqr_trust_step(&s->t, run);
}

typedef int poly_function(eqr_poly *s, eqr_run *run);

/*
 * As in methods.def.  Spelled out: what a generated file contains of the
 * runtime is found by names.
 */
static poly_function *const poly_begin[EQR_METHODS] = {
    eqr_dogleg_begin, eqr_lm_begin, eqr_damped_begin, eqr_transient_begin,
    eqr_homotopy_begin
};
static poly_function *const poly_step[EQR_METHODS] = {
    eqr_dogleg_step, eqr_lm_step, eqr_damped_step, eqr_transient_step,
    eqr_homotopy_step
};

/* --------------------------------------------------------------- in order */

EQR_API int eqr_poly_init(eqr_poly *s, eqr_run *run)
{
    int code;

    s->method = s->near = s->finishes = s->root = 0;
    s->ended = EQR_ENDED;
    s->kept_sse = EQR_MAX;
    s->t.sse = EQR_MAX;
    s->t.q.pass.scale = NULL;
    eqr_shifted_init(&s->shifted, run->problem, s->rows);
    eqr_copy(run->problem->n, run->x, s->start);
    run->result->method = EQR_METHOD_DOGLEG;
    code = eqr_dogleg_begin(s, run);
    poly_keep(s, run);
    return code;
}

/* Where rows are linear, those that descend have seen all there is. */
static int poly_most(const eqr_run *run)
{
    return run->problem->flags & EQR_LINEAR ? EQR_METHOD_DAMPED : EQR_METHODS;
}

/* Where a method that descends has ended it has seen the rows itself. */
static int poly_holds(eqr_poly *s, eqr_run *run, int code)
{
    eqr_pass pass = eqr_pass_plain();

    if (code == EQR_ENDED && poly_descends[s->method]) {
        s->root = s->t.worst <= 1;
        return s->root;
    }
    pass.judge = 1;
    s->root = eqr_eval_rows(run, run->x, &pass) == 0 && pass.worst <= 1;
    return s->root;
}

/* The last digits of what the method at hand came near to; else the next. */
static int poly_next(eqr_poly *s, eqr_run *run)
{
    int code;

    if (s->near && !s->finishes) {
        s->finishes = 1;
        return eqr_dogleg_begin(s, run);
    }
    s->near = s->finishes = 0;
    do {
        if (++s->method == poly_most(run) || run->left == 0)
            return s->ended;
        run->result->method = s->method;
        eqr_copy(run->problem->n, s->start, run->x);
        s->t.q.pass.scale = run->problem->magnitude ? s->scale : NULL;
        s->first_cost = 0;
        code = poly_begin[s->method](s, run);
    } while (code != EQR_GO_ON);
    return code;
}

EQR_API int eqr_poly_step(eqr_poly *s, eqr_run *run)
{
    int method = s->finishes ? EQR_METHOD_DOGLEG : s->method;
    int code = poly_step[method](s, run);

    poly_keep(s, run);
    if (code == EQR_GO_ON || run->left == 0)
        return code;
    if (poly_descends[s->method]) {
        if (code != EQR_ENDED && code != EQR_BUDGET && code != EQR_DOMAIN)
            return code;
        s->ended = code;
    }
    return poly_holds(s, run, code) ? EQR_ENDED : poly_next(s, run);
}

EQR_API void eqr_poly_done(eqr_poly *s, eqr_run *run)
{
    if (!s->root)
        eqr_copy(run->problem->n, s->kept, run->x);
}
