/*
 * lsq.c -- the linear least-squares problem at a point, whatever its matrix is
 * kept in; see lsq.h.
 */
#include "lsq.h"

#include "analysis.h"
#include "dense.h"

EQR_API void eqr_lsq_take(eqr_lsq *q, const eqr_problem *p, eqr_arena *a)
{
    size_t n = p->n;

    q->n = n;
    q->only = NULL;
    q->rows = eqr_block_rows(p);
    q->all = p->residual.count;
    q->kind = p->analysis ? p->analysis->kind : eqr_kind_dense();
    q->analysis = p->analysis;
    q->gram = EQR_GRAM_NEVER;
    q->pass = eqr_pass_plain();
    q->c = eqr_take_reals(a, n, 1);
    q->g = eqr_take_reals(a, n, 1);
    q->v = eqr_take_reals(a, n + 2, 1);
    q->alone = eqr_take_reals(a, n, 1);
    q->kind->take(q, p, a);
    q->pass.jac = eqr_take_reals(a, q->rows, p->residual.width + 1);
    /* One more than the widest row: never NULL, which would mean no J. */
    if (p->residual.width < (size_t)-1 / (EQR_BLOCK + 1))
        q->pass.col = (size_t *)eqr_take(a, q->rows * (p->residual.width + 1),
                                         sizeof(size_t));
    else
        a->overflow = 1;
    q->pass.start = (size_t *)eqr_take(a, q->rows + 1, sizeof(size_t));
}

/* The first row with a single unknown: of most problems none is found. */
static void lsq_begin_alone(eqr_lsq *q)
{
    size_t j;

    for (j = 0; !q->any_alone && j < q->n; ++j)
        q->alone[j] = EQR_AUTO;
    q->any_alone = 1;
}

/* Note the rows that hold a single unknown: x = 0 must be met to the bit. */
static void lsq_alone(eqr_lsq *q, const eqr_block *b)
{
    size_t i, k;

    for (i = 0; q->pass.judge && i < b->hi - b->lo; ++i) {
        k = b->start[i];
        if (b->start[i + 1] == k + 1 && b->jac[k] != 0) {
            lsq_begin_alone(q);
            q->alone[b->col[k]] = -b->u[i] / b->jac[k];
        }
    }
}

/* Has each row of the block all unknowns, in their order? */
static int lsq_is_full(const eqr_block *b, size_t n)
{
    size_t i, k, count = b->hi - b->lo;

    for (i = 0; i < count; ++i) {
        if (b->start[i] != i * n || b->start[i + 1] != (i + 1) * n)
            return 0;
        for (k = 0; k < n; ++k)
            if (b->col[i * n + k] != k)
                return 0;
    }
    return 1;
}

static void lsq_sink(void *to, const eqr_block *b)
{
    eqr_lsq *q = (eqr_lsq *)to;

    if (!q->pass.kept)
        q->full = q->full && lsq_is_full(b, q->n);
    lsq_alone(q, b);
    q->kind->sink(q, b);
}

EQR_API eqr_real eqr_lsq_weight(const eqr_lsq *q, const eqr_block *b,
                                size_t i)
{
    eqr_real w = 1;

    if (!b->plain && b->weight[i] != 1)
        w = b->weight[i] > 0 ? EQR_SQRT(b->weight[i]) : 0;
    return q->pass.scale ? w * q->pass.scale[b->lo + i] : w;
}

/* What rounding of x adds, 1 for 0, and no branch where all are finite. */
static int lsq_columns(eqr_lsq *q, const eqr_real *x)
{
    eqr_real *c = q->c, sum = 0, nought = 0;
    size_t j;

    for (j = 0; j < q->n; ++j) {
        sum += EQR_EPS * EQR_ABS(x[j]) * c[j];
        nought += 0 * c[j];
        c[j] = c[j] == 0 ? 1 : c[j];
    }
    q->rounding = sum;
    return nought == 0 ? 0 : EQR_DOMAIN;
}

EQR_API int eqr_lsq_fold(eqr_lsq *q, const eqr_problem *p, const eqr_real *x)
{
    int code;

    q->pass.sink = lsq_sink;
    q->pass.to = q;
    q->any_alone = 0;
    q->again = 0;
    q->kind->begin(q);
    if (!q->pass.kept)
        q->full = 1;
    if ((code = eqr_rows_pass(p, x, &q->pass)) != 0)
        return code;
    q->pass.kept = q->full || q->all <= q->rows;
    q->kind->end(q);
    q->rounding = 0;
    return q->again ? 0 : lsq_columns(q, x);
}

EQR_API int eqr_lsq_load(eqr_lsq *q, eqr_run *run, const eqr_real *x)
{
    int code;

    do {
        if ((code = eqr_charge(run)) != 0)
            return code;
        ++run->result->residual_evaluations;
        ++run->result->jacobian_evaluations;
        code = eqr_lsq_fold(q, run->problem, x);
    } while (code == 0 && q->again);
    return code;
}

/*
 * A column counts when what is left of it, of length 1 at first, exceeds the
 * rounding that made it: 64 eps for its values, as for equations; and what
 * folding adds, a random walk in the number of rows (Higham, Accuracy and
 * Stability of Numerical Algorithms, 2002, section 19.3 and 2.8).
 */
EQR_API eqr_real eqr_lsq_rank_tol(const eqr_lsq *q, const eqr_problem *p)
{
    eqr_real rows = EQR_SQRT((eqr_real)p->residual.count);

    return EQR_HOLDS + EQR_EPS * (rows + (eqr_real)q->n);
}

EQR_API void eqr_lsq_factor(eqr_lsq *q, const eqr_problem *p,
                            const eqr_real *x)
{
    q->kind->factor(q, p, x);
}

/*
 * Where a step is, to rounding, what a single row says, take what the row
 * says: the triangle has mixed it with the rounding of all other rows.
 */
static void lsq_exact(const eqr_lsq *q, eqr_real *p)
{
    size_t j, n = q->n;
    eqr_real most = 0;

    for (j = 0; q->any_alone && j < n; ++j)
        most = EQR_ABS(p[j]) > most ? EQR_ABS(p[j]) : most;
    for (j = 0; q->any_alone && j < n; ++j)
        if (EQR_ABS(p[j] - q->alone[j]) <= EQR_SQRT(EQR_EPS) * most)
            p[j] = q->alone[j];
}

EQR_API void eqr_lsq_newton(eqr_lsq *q, const eqr_real *metric, eqr_real *p)
{
    q->kind->newton(q, metric, p);
    lsq_exact(q, p);
}

EQR_API void eqr_lsq_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                            eqr_real *p)
{
    q->kind->damped(q, d, mu, p);
}

EQR_API void eqr_lsq_slope(eqr_lsq *q, eqr_real *out)
{
    q->kind->slope(q, out);
}

EQR_API eqr_real eqr_lsq_inverse(eqr_lsq *q, eqr_real *b, int damped)
{
    return q->kind->inverse(q, b, damped);
}

EQR_API size_t eqr_lsq_clear(const eqr_lsq *q, eqr_real least, eqr_real *part)
{
    return q->kind->clear(q, least, part);
}

EQR_API eqr_real eqr_lsq_gain(eqr_lsq *q, const eqr_real *p)
{
    return q->kind->gain(q, p);
}

EQR_API eqr_real eqr_lsq_image(eqr_lsq *q, const eqr_real *p)
{
    return q->kind->image(q, p);
}

EQR_API eqr_real eqr_lsq_length(const eqr_lsq *q, const eqr_real *d,
                                const eqr_real *p)
{
    size_t j = 0, k, n = q->n;
    eqr_real part[4] = {0, 0, 0, 0}, t, sum;

    for (; j + 4 <= n; j += 4)
        for (k = 0; k < 4; ++k) {
            t = d[j + k] * p[j + k];
            part[k] += t * t;
        }
    for (; j < n; ++j)
        part[0] += d[j] * p[j] * (d[j] * p[j]);
    sum = (part[0] + part[1]) + (part[2] + part[3]);
    if (sum <= EQR_MAX && sum >= EQR_TINY / EQR_EPS)
        return EQR_SQRT(sum);
    for (j = 0; j < n; ++j)
        q->v[j] = d[j] * p[j];
    return eqr_norm(n, q->v);
}
