/*
 * lbfgs.c -- L-BFGS with the step, the rules for its end and the defaults of
 * PyTorch 1.13's torch.optim.LBFGS: a step is up to max_iter iterations at the
 * rate lr, or with line searches where strong_wolfe is 1.
 *
 * Its default rate is 1, torch's.  For a loss of one's own lbfgsb is better.
 */
#include "descent.h"
#include "history.h"
#include "solvers.h"
#include "wolfe.h"

#include "dense.h"

/* n-vectors besides the pairs */
enum { LBFGS_VECTORS = 6 };

typedef struct lbfgs_own {
    eqr_descent frame;
    eqr_history pairs;
    eqr_wolfe search;
    eqr_real *d, *x, *before;        /* direction, start, last gradient */
    eqr_real t;
    eqr_real tolerance_grad, tolerance_change;
    size_t max_iter, max_eval;
    size_t made;                     /* iterations, in all steps */
    int strong_wolfe;
    int moved;                       /* in this step */
} lbfgs_own;

static size_t lbfgs_work_size(const eqr_problem *p)
{
    return eqr_descent_size(p, sizeof(lbfgs_own),
                            LBFGS_VECTORS + 2 * (EQR_HISTORY_MOST + 1));
}

static void lbfgs_settings(lbfgs_own *s, const eqr_options *o)
{
    s->strong_wolfe = eqr_or(o->strong_wolfe, 0) > 0;
    s->tolerance_grad = eqr_or(o->tolerance_grad, EQR_C(1e-7));
    s->tolerance_change = eqr_or(o->tolerance_change, EQR_C(1e-9));
    s->max_iter = o->max_iter ? o->max_iter : 20;
    s->max_eval = o->max_eval ? o->max_eval : s->max_iter * 5 / 4;
    s->made = 0;
    s->moved = 0;
    s->t = 0;
}

static int lbfgs_init(eqr_run *run)
{
    const eqr_options *o = run->options;
    lbfgs_own *s = (lbfgs_own *)run->own;
    size_t n = run->problem->n;
    eqr_real *v;
    int code;

    if (o->history_size > EQR_HISTORY_MOST)
        return EQR_REFUSED;
    lbfgs_settings(s, o);
    /* The pairs lie behind the vectors, and are written before being read. */
    code = eqr_descent_init(run, sizeof *s, LBFGS_VECTORS, 1, &v);
    s->d = v;
    s->x = v + n;
    s->before = v + 2 * n;
    s->search.x = s->x;
    s->search.d = s->d;
    s->search.at = run->x;
    s->search.zero.g = s->frame.g;
    s->search.end[0].g = v + 3 * n;
    s->search.end[1].g = v + 4 * n;
    s->search.now.g = v + 5 * n;
    eqr_history_clear(&s->pairs, n, o->history_size ? o->history_size
                                                    : EQR_HISTORY_MOST,
                      v + LBFGS_VECTORS * n);
    return code;
}

static eqr_real lbfgs_largest(size_t n, const eqr_real *a)
{
    eqr_real most = 0;
    size_t j;

    for (j = 0; j < n; ++j)
        most = EQR_ABS(a[j]) > most ? EQR_ABS(a[j]) : most;
    return most;
}

/* The direction at run->x, and the step length to try. */
static void lbfgs_direction(eqr_run *run, lbfgs_own *s)
{
    const eqr_real *g = s->frame.g;
    size_t j, n = run->problem->n;
    eqr_real *ds, *dy, sum = 0;

    if (s->made > 0) {
        eqr_history_next(&s->pairs, &ds, &dy);
        for (j = 0; j < n; ++j) {
            ds[j] = s->d[j] * s->t;
            dy[j] = g[j] - s->before[j];
        }
        eqr_history_keep(&s->pairs, EQR_C(1e-10));
    }
    eqr_history_direction(&s->pairs, g, s->d);
    eqr_copy(n, g, s->before);
    s->t = s->frame.lr;
    for (j = 0; j < n; ++j)
        sum += EQR_ABS(g[j]);
    if (s->made == 0 && sum > 1)
        s->t = s->frame.lr / sum;
    ++s->made;
}

/* Move along the direction; *evaluations: how many that took. */
static int lbfgs_move(eqr_run *run, lbfgs_own *s, int last,
                      size_t *evaluations)
{
    const eqr_wolfe_point *best;
    size_t j, n = run->problem->n;
    int code = 0;

    *evaluations = 0;
    eqr_copy(n, run->x, s->x);
    if (s->strong_wolfe) {
        s->search.zero.t = 0;
        s->search.zero.f = run->loss;
        s->search.zero.slope = eqr_dot(n, s->frame.g, s->d);
        code = eqr_wolfe_search(&s->search, run, s->t, &best);
        *evaluations = s->search.evaluations;
        eqr_copy(n, s->x, run->x);
        if (code != 0)
            return code;
        s->t = best->t;
        run->loss = best->f;
        eqr_copy(n, best->g, s->frame.g);
    }
    for (j = 0; j < n; ++j)
        run->x[j] = s->x[j] + s->t * s->d[j];
    if (!s->strong_wolfe && !last) {
        *evaluations = 1;
        code = eqr_descent_arrive(run, &s->frame);
    }
    return code;
}

/* One step: iterations until one of torch's rules ends it. */
static int lbfgs_iterate(eqr_run *run, lbfgs_own *s)
{
    size_t k, n = run->problem->n, spent = 1, more;
    int code;

    s->moved = 0;
    for (k = 1; k <= s->max_iter; ++k) {
        eqr_real before = run->loss;

        lbfgs_direction(run, s);
        if (!(eqr_dot(n, s->frame.g, s->d) <= -s->tolerance_change))
            break;
        if ((code = lbfgs_move(run, s, k == s->max_iter, &more)) != 0)
            return code;
        s->moved = 1;
        spent += more;
        if (spent >= s->max_eval ||
            lbfgs_largest(n, s->frame.g) <= s->tolerance_grad ||
            lbfgs_largest(n, s->d) * s->t <= s->tolerance_change ||
            EQR_ABS(run->loss - before) < s->tolerance_change)
            break;
    }
    return 0;
}

static int lbfgs_step(eqr_run *run)
{
    lbfgs_own *s = (lbfgs_own *)run->own;
    int code = eqr_descent_may(run, &s->frame);

    if (code != EQR_GO_ON)
        return code;
    if (lbfgs_largest(run->problem->n, s->frame.g) > s->tolerance_grad &&
        (code = lbfgs_iterate(run, s)) != 0)
        return code;
    if (!s->frame.asked && !s->moved) {     /* nor would any step after it */
        run->result->claim = EQR_STALLED;
        return EQR_ENDED;
    }
    return eqr_descent_arrive(run, &s->frame);
}

EQR_API const eqr_solver eqr_lbfgs = {
    "lbfgs", EQR_GRADIENT, EQR_STEPS | EQR_RATE,
    lbfgs_work_size, lbfgs_init, lbfgs_step,
    eqr_descent_done, eqr_verdict_gradient
};
