/* beside.c -- a lower loss beside a stationary point; see beside.h. */
#include "beside.h"

#include "cg.h"
#include "dense.h"

enum { BESIDE_MOST = 10, BESIDE_LENGTHS = 2 };

typedef struct beside {
    eqr_run *run;
    const eqr_real *g;
    eqr_real *at, *size;
    char *free;
    eqr_cg cg;
} beside;

/* x + t v inside the bounds, t such that its largest part is `by`. */
static eqr_real beside_at(beside *b, const eqr_real *v, eqr_real by)
{
    const eqr_real *x = b->run->x;
    eqr_real most = 0, reach = 1, t;
    size_t j, n = b->cg.n;

    for (j = 0; j < n; ++j) {
        most = EQR_ABS(v[j]) > most ? EQR_ABS(v[j]) : most;
        reach = EQR_ABS(x[j]) > reach ? EQR_ABS(x[j]) : reach;
    }
    t = most > 0 ? by * reach / most : 0;
    for (j = 0; j < n; ++j)
        b->at[j] = x[j] + t * v[j];
    eqr_project(b->run->problem, b->at);
    return t;
}

/* H v from a difference of gradients. */
static int beside_times(void *user, const eqr_real *v, eqr_real *out)
{
    beside *b = (beside *)user;
    eqr_real t = beside_at(b, v, EQR_POW(EQR_EPS, EQR_C(1.0) / EQR_C(3.0)));
    eqr_real f;
    size_t j;
    int code = eqr_eval_gradient(b->run, b->at, &f, out);

    for (j = 0; j < b->cg.n; ++j) {
        out[j] = b->free[j] && t > 0 ? (out[j] - b->g[j]) / t : 0;
        if (!EQR_FINITE(out[j]))
            return EQR_DOMAIN;
    }
    return code;
}

static void beside_ease(void *user, eqr_real *v)
{
    (void)user;
    (void)v;
}

/*
 * Is the loss lower there by what the curvature says, and neither by what is
 * left of the slope nor by rounding?
 */
static int beside_falls(beside *b)
{
    const eqr_real *p = b->cg.p;
    eqr_real here = b->run->result->loss, by = EQR_SQRT(EQR_SQRT(EQR_EPS)), f;
    int k;

    for (k = 0; k < 2 * BESIDE_LENGTHS; ++k) {
        eqr_real t = beside_at(b, p, k % 2 ? -by : by);
        eqr_real slope = EQR_ABS(t * eqr_dot(b->cg.n, b->g, p));
        eqr_real least = t * t * -b->cg.bend / 8 + 2 * slope +
                         1024 * EQR_EPS * EQR_ABS(here);
        int code = eqr_eval_gradient(b->run, b->at, &f, b->cg.q);

        if (code == 0 && here - f > least)
            return 1;
        by *= k % 2 ? 8 : 1;
    }
    return 0;
}

static void beside_take(beside *b, eqr_run *run, const eqr_real *g,
                        eqr_real *room)
{
    const eqr_problem *p = run->problem;
    size_t j, n = p->n, made = run->result->gradient_evaluations / 8;
    const size_t most = BESIDE_MOST;
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)room;
    b->run = run;
    b->g = g;
    b->at = eqr_take_reals(&a, n, 1);
    b->size = eqr_take_reals(&a, n, 1);
    eqr_cg_take(&b->cg, n, &a);
    b->free = (char *)eqr_take(&a, n, 1);
    b->cg.n = n;
    b->cg.most = made < 2 ? 2 : made < most ? made : most;
    b->cg.user = b;
    b->cg.times = beside_times;
    b->cg.ease = beside_ease;
    b->cg.size = b->size;
    b->cg.shift = 0;
    for (j = 0; j < n; ++j) {
        b->size[j] = 1;
        b->free[j] = !((p->lower && run->x[j] <= p->lower[j]) ||
                       (p->upper && run->x[j] >= p->upper[j]));
    }
}

EQR_API int eqr_beside(eqr_run *run, const eqr_real *g, eqr_real *room)
{
    size_t left = run->left;
    const eqr_problem *p = run->problem;
    beside b;
    int found;

    if (p->n == 0 || run->options->max_evaluations != 0)
        return 0;               /* a limit is kept to the letter */
    beside_take(&b, run, g, room);
    run->left = (size_t)-1;
    found = eqr_cg_curvature(&b.cg, b.free) < 0 && beside_falls(&b);
    run->left = left;
    if (p->prepare)
        p->prepare(p->user, run->x);
    return found;
}
