/*
 * second.c -- is the end of a fit a minimum to second order?  see second.h.
 *
 * Steps of Gauss and Newton know J'J, and half the Hessian of a sum of squares
 * is J'J + S, S = sum u_i (Hessian of u_i).  Where S outweighs J'J along a
 * direction that no step has had a part in, as where the start shares a
 * symmetry with the model, they end at a saddle.  With J c^-1 = Q F and
 * d = c^-1 F^-1 w, J'J is the identity, and conjugate gradients on
 * I + F'^-1 c^-1 S c^-1 F^-1 with a right side of pseudorandom numbers either
 * meet a direction of negative curvature, or end with a residual that is small
 * only if there is none: see cg.h.  Products are differences of J'u, so that
 * where S is small one pass over the rows tells.
 *
 * Where columns depend on others S alone is the Hessian along what J does not
 * see, d = N w with J N = 0, and is looked at likewise.
 */
#include "second.h"

#include "dense.h"

enum { SECOND_MOST = 20, SECOND_STRIDES = 12, SECOND_WAITS = 2 };

/* What is left of the right side, and the least curvature, beside J'J's 1. */
#define SECOND_REST EQR_C(1e-2)
#define SECOND_LEVEL EQR_C(1e-3)

typedef struct second_own {
    eqr_lsq *q;
    eqr_run *run;
    int behind;
    size_t k;                /* directions: the rank, or those of N */
    const eqr_real *null;    /* k x n: N; NULL: c^-1 F^-1 */
    eqr_real reach;          /* of a difference: |J d|, or the most of d */
    eqr_real *r, *p, *ap;    /* k: of conjugate gradients */
    eqr_real *g, *at, *d;    /* n: J'u beside x, where that is, the way there */
} second_own;

static void second_sink(void *to, const eqr_block *b)
{
    second_own *s = (second_own *)to;
    size_t i, k;

    for (i = 0; i < b->hi - b->lo; ++i) {
        eqr_real w = eqr_lsq_weight(s->q, b, i);

        for (k = b->start[i]; k < b->start[i + 1]; ++k)
            s->g[b->col[k]] += w * w * b->u[i] * b->jac[k];
    }
}

/* at = x + t d; 0: beyond a bound. */
static int second_place(second_own *s, eqr_real t)
{
    const eqr_problem *p = s->run->problem;
    size_t j;

    for (j = 0; j < p->n; ++j) {
        s->at[j] = s->run->x[j] + t * s->d[j];
        if ((p->lower && s->at[j] < p->lower[j] && s->d[j] != 0) ||
            (p->upper && s->at[j] > p->upper[j] && s->d[j] != 0))
            return 0;
    }
    return 1;
}

/* d by p; its stride. */
static eqr_real second_direction(second_own *s)
{
    eqr_lsq *q = s->q;
    eqr_real most = 0;
    size_t j, n = q->n, k = s->k;

    for (j = 0; j < n; ++j)
        s->d[j] = 0;
    for (j = 0; s->null && j < k; ++j)
        eqr_axpy(n, s->p[j], s->null + j * n, s->d);
    for (j = 0; s->null && j < n; ++j)
        most = EQR_ABS(s->d[j]) > most ? EQR_ABS(s->d[j]) : most;
    if (s->null)
        return s->reach / most;
    eqr_copy(k, s->p, q->v);
    eqr_solve_upper(k, n, q->f, q->v);
    for (j = 0; j < k; ++j)
        s->d[q->perm[j]] = q->v[j] / q->c[q->perm[j]];
    return s->reach / eqr_norm(k, s->p);
}

/* ap = the part of g along the directions, less that of J'u at x */
static void second_gather(second_own *s)
{
    const eqr_lsq *q = s->q;
    size_t j, n = q->n;

    for (j = 0; s->null && j < s->k; ++j)
        s->ap[j] = eqr_dot(n, s->null + j * n, s->g);
    if (s->null)
        return;
    for (j = 0; j < s->k; ++j)
        s->ap[j] = s->g[q->perm[j]] / q->c[q->perm[j]];
    eqr_solve_upper_t(s->k, n, q->f, s->ap);
    for (j = 0; !s->behind && j < s->k; ++j)
        s->ap[j] -= q->f[n * n + j];
}

/* ap, from J'u at x + t d. */
static int second_times(second_own *s)
{
    eqr_pass pass = s->q->pass;
    eqr_real t = second_direction(s);
    size_t j;

    if (!second_place(s, t) && !second_place(s, t = -t))
        return 0;
    for (j = 0; j < s->q->n; ++j)
        s->g[j] = 0;
    pass.sink = second_sink;
    pass.to = s;
    if (eqr_eval_rows(s->run, s->at, &pass) != 0)
        return 0;
    second_gather(s);
    for (j = 0; j < s->k; ++j)
        s->ap[j] /= t;
    return 1;
}

/* The sum at x + t d; outside of where it is defined, more than any. */
static eqr_real second_sum(second_own *s, eqr_real t)
{
    eqr_pass pass = eqr_pass_plain();

    pass.scale = s->q->pass.scale;
    return second_place(s, t) && eqr_eval_rows(s->run, s->at, &pass) == 0
               ? pass.cost : EQR_MAX;
}

/*
 * Strides to that side while the sum is lower, which the first may not show;
 * d: the last such point.
 */
static int second_descend(second_own *s, eqr_real t, eqr_real least)
{
    eqr_real best = 0, now;
    int k;

    for (k = 0; k < SECOND_STRIDES; ++k, t *= 4) {
        now = second_sum(s, t);
        if (!(now < least) && (best != 0 || k >= SECOND_WAITS))
            break;
        if (!(now < least))
            continue;
        least = now;
        best = t;
    }
    if (best != 0) {
        (void)second_place(s, best);
        eqr_copy(s->q->n, s->at, s->d);
    }
    return best != 0;
}

/* Is the sum lower along d, by more than rounding? */
static int second_falls(second_own *s)
{
    eqr_real t = second_direction(s);
    eqr_real least = second_sum(s, 0) * (1 - 1024 * EQR_EPS);

    return second_descend(s, t, least) || second_descend(s, -t, least);
}

/* Numbers of like size, of either sign. */
static void second_begin(second_own *s)
{
    unsigned long word = 12345;
    size_t j;

    for (j = 0; j < s->k; ++j) {
        word = (word * 1103515245ul + 12345ul) & 0x7ffffffful;
        s->r[j] = EQR_C(0.5) + (eqr_real)(word & 0xffffff) / 0x1000000;
        s->r[j] = word & 0x40000000 ? -s->r[j] : s->r[j];
    }
    eqr_copy(s->k, s->r, s->p);
}

/* What counts as curvature of p, of length 1: beside J'J's, or beside S. */
static eqr_real second_level(const second_own *s)
{
    eqr_real p = eqr_norm(s->k, s->p);

    return SECOND_LEVEL * (s->null ? p * eqr_norm(s->k, s->ap) : p * p);
}

static int second_search(second_own *s)
{
    eqr_real first, rr, last, bend;
    size_t j;
    int i;

    second_begin(s);
    first = rr = eqr_dot(s->k, s->r, s->r);
    for (i = 0; i < SECOND_MOST; ++i) {
        if (rr <= SECOND_REST * SECOND_REST * first)
            return EQR_SECOND_LEAST;
        if (!second_times(s))
            break;
        bend = eqr_dot(s->k, s->p, s->ap);
        if (bend < -second_level(s))
            return second_falls(s) ? EQR_SECOND_LOWER : EQR_SECOND_UNTOLD;
        if (!(bend > second_level(s)))
            return EQR_SECOND_LEVEL;
        eqr_axpy(s->k, -rr / bend, s->ap, s->r);
        last = rr;
        rr = eqr_dot(s->k, s->r, s->r);
        for (j = 0; j < s->k; ++j)
            s->p[j] = s->r[j] + rr / last * s->p[j];
    }
    return EQR_SECOND_UNTOLD;
}

/* The columns that depend on others, and are not held: N into q's scratch. */
static void second_null(second_own *s)
{
    eqr_lsq *q = s->q;
    const eqr_run *run = s->run;
    size_t j, n = q->n;

    s->null = q->e;
    s->k = 0;
    s->reach = 1;
    for (j = 0; j < n; ++j)
        s->reach = EQR_ABS(run->x[j]) > s->reach ? EQR_ABS(run->x[j])
                                                 : s->reach;
    s->reach *= EQR_SQRT(EQR_SQRT(EQR_EPS));
    for (j = q->rank; j < n; ++j)
        if (!eqr_held(run->problem, run->x, q->perm[j], q->g[q->perm[j]]))
            eqr_lsq_null(q, j, q->e + s->k++ * n);
}

EQR_API int eqr_second(eqr_lsq *q, eqr_run *run, int behind, eqr_real *d)
{
    second_own s;
    size_t n = q->n;
    int end;

    s.q = q;
    s.run = run;
    s.behind = behind;
    s.k = q->rank;
    s.null = NULL;
    s.reach = EQR_SQRT(EQR_SQRT(EQR_EPS)) * q->norm;
    s.r = q->block;
    s.p = s.r + n;
    s.ap = s.p + n;
    s.g = s.ap + n;
    s.at = s.g + n;
    s.d = d;
    if (run->problem->flags & EQR_LINEAR ||
        q->kind->matrix != EQR_MATRIX_DENSE ||
        !(s.reach > 1024 * q->rounding))
        return EQR_SECOND_UNTOLD;
    end = q->rank > 0 ? second_search(&s) : EQR_SECOND_UNTOLD;
    if (q->rank == n || end == EQR_SECOND_LOWER || end == EQR_SECOND_LEVEL)
        return end;
    second_null(&s);
    return second_search(&s) == EQR_SECOND_LOWER ? EQR_SECOND_LOWER : end;
}
