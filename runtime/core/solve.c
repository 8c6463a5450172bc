/*
 * solve.c -- the one loop that drives every solver.
 *
 * Checks the input, keeps the start inside its bounds, enforces the limits,
 * calls cancel and trace, and lets the solver's verdict have the last word.
 */
#include "run.h"

#include <string.h>

/* ------------------------------------------------------------ shared help */

/* May the product overflow?  A division each tells where it does. */
static int take_is_large(size_t a, size_t b)
{
#ifdef __OPTIMIZE_SIZE__
    (void)a;
    return b != 0;
#else
    return (a | b) >> 4 * (sizeof(size_t) - 1) != 0 && b != 0;
#endif
}

EQR_API void *eqr_take(eqr_arena *a, size_t count, size_t size)
{
    const size_t unit = sizeof(double) > sizeof(void *) ? sizeof(double)
                                                        : sizeof(void *);
    size_t at = a->used;

    if (take_is_large(count | at, size) &&
        count > ((size_t)-1 - unit - at) / size) {
        a->overflow = 1;
        return NULL;
    }
    a->used = at + (count * size + unit - 1) / unit * unit;
    return a->base ? a->base + at : NULL;
}

EQR_API eqr_real *eqr_take_reals(eqr_arena *a, size_t rows, size_t columns)
{
    if (take_is_large(rows, columns) && rows > (size_t)-1 / columns) {
        a->overflow = 1;
        return NULL;
    }
    return (eqr_real *)eqr_take(a, rows * columns, sizeof(eqr_real));
}

EQR_API size_t eqr_taken(const eqr_arena *a)
{
    return a->overflow ? 0 : a->used;
}

EQR_API int eqr_charge(eqr_run *run)
{
    if (run->left == 0)
        return EQR_BUDGET;
    --run->left;
    return 0;
}

EQR_API int eqr_eval_gradient(eqr_run *run, const eqr_real *x, eqr_real *f,
                              eqr_real *g)
{
    const eqr_problem *p = run->problem;
    int code;

    if (eqr_charge(run) != 0)
        return EQR_BUDGET;
    ++run->result->gradient_evaluations;
    if (p->prepare && (code = p->prepare(p->user, x)) != 0)
        return code;
    return eqr_gradient(p, x, f, g);
}

EQR_API int eqr_gradient(const eqr_problem *p, const eqr_real *x, eqr_real *f,
                         eqr_real *g)
{
    size_t j;

    if (p->gradient)
        return p->gradient(p->user, x, f, g);
    *f = 0;
    for (j = 0; g && j < p->n; ++j)
        g[j] = 0;
    return 0;
}

EQR_API int eqr_eval_loss(const eqr_problem *p, const eqr_real *x,
                          eqr_real *f)
{
    int code;

    if (p->prepare && (code = p->prepare(p->user, x)) != 0)
        return code;
    return p->loss(p->user, x, f);
}

EQR_API void eqr_project(const eqr_problem *p, eqr_real *x)
{
    size_t j;

    for (j = 0; p->lower && j < p->n; ++j)
        if (x[j] < p->lower[j])
            x[j] = p->lower[j];
    for (j = 0; p->upper && j < p->n; ++j)
        if (x[j] > p->upper[j])
            x[j] = p->upper[j];
}

EQR_API int eqr_held(const eqr_problem *p, const eqr_real *x, size_t j,
                     eqr_real g)
{
    int low = p->lower && x[j] <= p->lower[j];
    int high = p->upper && x[j] >= p->upper[j];

    return (low && high) || (low && g > 0) || (high && g < 0);
}

EQR_API eqr_real eqr_or(eqr_real value, eqr_real own)
{
    return value != value ? own : value;
}

EQR_API void eqr_copy(size_t n, const eqr_real *from, eqr_real *to)
{
    size_t i;

    for (i = 0; i < n; ++i)
        to[i] = from[i];
}

/* --------------------------------------------------------- input and sizes */

static const eqr_options solve_own = {
#define OPTION(type, name, value, whose, text) value,
#include "options.def"
#undef OPTION
    NULL, NULL, NULL
};

EQR_API eqr_options eqr_options_default(void)
{
    return solve_own;
}

EQR_API size_t eqr_work_size(const eqr_problem *p, const eqr_solver *s)
{
    if (!p || p->cls == EQR_CLASS_EVALUATION || !s)
        return sizeof(eqr_real);
    return s->work_size(p);
}

/* Bounds that cross or are NaN, or that this solver would not keep. */
static int solve_bounds_wrong(const eqr_problem *p, const eqr_solver *s)
{
    const eqr_real none = EQR_MAX;
    int bounded = 0;
    size_t j;

    for (j = 0; j < p->n; ++j) {
        eqr_real lo = p->lower ? p->lower[j] : -none;
        eqr_real hi = p->upper ? p->upper[j] : none;

        if (!(lo <= hi) || lo > none || hi < -none)
            return 1;
        bounded = bounded || lo > -none || hi < none;
    }
    return bounded && !(s->honours & EQR_BOUNDS);
}

EQR_API int eqr_asks_nothing(const eqr_problem *p)
{
    return p->n != 0 && p->residual.count == 0 &&
           (p->cls == EQR_CLASS_LEAST_SQUARES ||
            (p->cls == EQR_CLASS_SYSTEM && p->constraint.count == 0));
}

static int solve_refuses(const eqr_problem *p, const eqr_solver *s,
                         const eqr_real *x)
{
    size_t j;

    if (p->n == 0 && !p->residual.values && !p->gradient)
        return 1;
    if ((s->needs & EQR_ROWS) &&
        !(p->residual.values && p->residual.structure))
        return 1;
    if ((s->needs & EQR_GRADIENT) && !p->gradient &&
        (p->cls != EQR_CLASS_SYSTEM || !p->constraint.count))
        return 1;
    if ((s->needs & EQR_SQUARE) && p->residual.count != p->n)
        return 1;
    if ((s->needs & EQR_HESSIAN) && !p->hessian.values)
        return 1;
    if (p->constraint.count != 0 && !(s->honours & EQR_CONSTRAINTS))
        return 1;
    if (eqr_asks_nothing(p))
        return 1;
    for (j = 0; j < p->n; ++j)
        if (!EQR_FINITE(x[j]))
            return 1;
    return solve_bounds_wrong(p, s);
}

static void solve_clear(eqr_result *r)
{
#define RESULT(type, name, text) r->name = 0;
#include "results.def"
#undef RESULT
    r->loss = EQR_AUTO;
    r->sse = EQR_AUTO;
    r->gradient_norm = EQR_AUTO;
    r->worst_excess = EQR_AUTO;
}

/* ---------------------------------------------------------------- the loop */

/* Of the evaluations allowed, those of the verdict are set aside first. */
static void solve_budget(eqr_run *run)
{
    const eqr_problem *p = run->problem;
    size_t most = run->options->max_evaluations;
    int twice = run->solver->needs & EQR_GRADIENT
                    ? p->residual.count != 0
                    : p->loss && p->cls != EQR_CLASS_SYSTEM;

    if (most == 0)
        most = (size_t)-1;
    run->reserve = (size_t)(1 + (twice != 0) +
                            ((run->solver->needs & EQR_HESSIAN) != 0));
    if (run->reserve > most)
        run->reserve = most;
    run->left = most - run->reserve;
}

/* Null pointers are zero bits on every machine this is built for. */
EQR_API void eqr_problem_clear(eqr_problem *p)
{
    memset(p, 0, sizeof *p);
    p->version = EQR_VERSION;
}

EQR_API int eqr_begin(eqr_run *run, const eqr_problem *p, const eqr_solver *s,
                      const eqr_options *o, eqr_real *x, void *work,
                      eqr_result *result)
{
    run->solver = NULL;
    run->result = result;
    solve_clear(result);
    if (!p || p->version != EQR_VERSION)
        return EQR_REFUSED;
    if (p->cls == EQR_CLASS_EVALUATION)
        return EQR_EVALUATED;
    if (!s || !work || (!x && p->n) || s->work_size(p) == 0 ||
        solve_refuses(p, s, x))
        return EQR_REFUSED;
    run->problem = p;
    run->solver = s;
    run->options = o ? o : &solve_own;
    run->x = x;
    run->own = work;
    run->step = 0;
    run->loss = EQR_AUTO;
    solve_budget(run);
    result->rank = p->n;
    eqr_project(p, x);
    return s->init(run);
}

static void solve_trace(eqr_run *run)
{
    const eqr_problem *p = run->problem;
    eqr_real loss = run->loss;

    if (p->loss && p->cls != EQR_CLASS_SYSTEM &&
        !(run->solver->needs & EQR_GRADIENT) &&
        eqr_eval_loss(p, run->x, &loss) != 0)
        loss = EQR_AUTO;
    run->options->trace(run->options->caller, run->step, loss, run->x, p->n);
}

EQR_API int eqr_advance(eqr_run *run)
{
    const eqr_options *o = run->options;
    int code = o->cancel ? o->cancel(o->caller) : 0;

    if (code != 0)
        return code == EQR_BUDGET ? EQR_BUDGET : EQR_CANCELLED;
    if (o->trace)
        solve_trace(run);
    if (o->max_steps && run->step >= o->max_steps)
        return EQR_BUDGET;
    code = run->solver->step(run);
    if (code == EQR_GO_ON)
        ++run->step;
    return code;
}

EQR_API int eqr_finish(eqr_run *run, int claim)
{
    eqr_result *r = run->result;

    if (claim < 0 || !run->solver)
        r->claim = claim;
    r->status = r->claim;
    if (!run->solver || claim == EQR_REFUSED)
        return r->status;
    r->iterations = run->step;
    run->solver->done(run);
    run->left = run->reserve;
    r->status = run->solver->verdict(run);
    return r->status;
}

EQR_API int eqr_solve(const eqr_problem *p, const eqr_solver *s,
                      const eqr_options *o, eqr_real *x, void *work,
                      eqr_result *result)
{
    eqr_run run;
    int code;

    if (!result)
        return EQR_REFUSED;
    code = eqr_begin(&run, p, s, o, x, work, result);
    while (code == EQR_GO_ON && run.solver)
        code = eqr_advance(&run);
    return eqr_finish(&run, code);
}
