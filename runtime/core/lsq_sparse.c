/*
 * lsq_sparse.c -- linear least squares with any sparse Jacobian: J is kept,
 * J'J + mu d^2 is factored by fronts, and the steps to the least-squares point
 * are refined on J itself (corrected seminormal equations: Bjorck 1996,
 * section 6.6.5), which gives back the digits that J'J has lost while its
 * condition allows that.
 */
#include "lsq_sparse.h"

#include "analysis.h"
#include "dense.h"
#include "direct.h"
#include "lsq_normal.h"

typedef struct sparse_own {
    eqr_front front;
    eqr_real *value;         /* of J's entries, weighted */
    eqr_real *u;             /* rows */
    eqr_real *image;         /* rows: scratch */
    eqr_real *diagonal, *least;
    eqr_real *p;             /* n: the step to the least-squares point */
    char *held;
    size_t missing;          /* pivots */
    eqr_real *weight;        /* rows; kind lu only, as is: */
    eqr_direct direct;
} sparse_own;

static int sparse_is_square(const eqr_lsq *q)
{
    return q->kind->matrix == EQR_MATRIX_LU;
}

static void sparse_take(eqr_lsq *q, const eqr_problem *p, eqr_arena *a)
{
    const eqr_pattern *pattern = &q->analysis->pattern;
    size_t n = p->n, rows = pattern->rows;
    sparse_own none, *s = (sparse_own *)eqr_take(a, 1, sizeof *s);

    s = s ? s : &none;
    q->own = s;
    s->value = eqr_take_reals(a, pattern->start[rows], 1);
    s->u = eqr_take_reals(a, rows, 1);
    s->image = eqr_take_reals(a, rows, 1);
    s->diagonal = eqr_take_reals(a, n, 1);
    s->least = eqr_take_reals(a, n, 1);
    s->p = eqr_take_reals(a, n, 1);
    s->held = (char *)eqr_take(a, n, 1);
    q->e = eqr_take_reals(a, n, 1);
    eqr_front_take(&s->front, pattern, 0, a);
    if (sparse_is_square(q)) {
        s->weight = eqr_take_reals(a, rows, 1);
        eqr_direct_take(&s->direct, &q->analysis->square, a);
    }
}

static void sparse_begin(eqr_lsq *q)
{
    size_t j;

    q->rest = 0;
    for (j = 0; j < q->n; ++j)
        q->c[j] = q->g[j] = 0;
}

static void sparse_sink(eqr_lsq *q, const eqr_block *b)
{
    sparse_own *s = (sparse_own *)q->own;
    const eqr_pattern *p = s->front.p;
    size_t i, k;

    for (i = 0; i < b->hi - b->lo; ++i) {
        eqr_real weight = eqr_lsq_weight(q, b, i), u = weight * b->u[i];
        eqr_real *to = s->value + p->start[b->lo + i];

        for (k = b->start[i]; k < b->start[i + 1]; ++k) {
            *to = weight * b->jac[k];
            q->g[b->col[k]] += *to * u;
            q->c[b->col[k]] += *to * *to;
            ++to;
        }
        if (sparse_is_square(q))
            s->weight[b->lo + i] = weight;
        s->u[b->lo + i] = u;
        q->rest += u * u;
    }
}

static void sparse_end(eqr_lsq *q)
{
    size_t j;

    q->norm = EQR_SQRT(q->rest);
    for (j = 0; j < q->n; ++j)
        q->c[j] = EQR_SQRT(q->c[j]);
}

/* image = J in */
static eqr_real sparse_image(eqr_lsq *q, const eqr_real *in)
{
    sparse_own *s = (sparse_own *)q->own;
    const eqr_pattern *p = s->front.p;
    size_t i, k;

    for (i = 0; i < p->rows; ++i) {
        s->image[i] = 0;
        for (k = p->start[i]; k < p->start[i + 1]; ++k)
            s->image[i] += s->value[k] * in[p->col[k]];
    }
    return eqr_norm(p->rows, s->image);
}

/* `in` is 0 where unknowns are held; so is out. */
static eqr_real sparse_normal(eqr_lsq *q, const eqr_real *in, eqr_real *out)
{
    sparse_own *s = (sparse_own *)q->own;
    const eqr_pattern *p = s->front.p;
    eqr_real length = sparse_image(q, in);
    size_t i, k;

    for (i = 0; i < q->n; ++i)
        out[i] = 0;
    for (i = 0; i < p->rows; ++i)
        for (k = p->start[i]; k < p->start[i + 1]; ++k)
            if (!s->held[p->col[k]])
                out[p->col[k]] += s->value[k] * s->image[i];
    return length;
}

static void sparse_slope(eqr_lsq *q, eqr_real *out)
{
    eqr_normal_slope(q, ((sparse_own *)q->own)->held, out);
}

/* What rounding leaves of a column that depends on others is 1e4 eps c^2. */
static void sparse_shift(eqr_lsq *q, const eqr_real *d, eqr_real mu)
{
    sparse_own *s = (sparse_own *)q->own;
    eqr_matter m;
    size_t j;

    m.value = s->value;
    m.skip = s->held;
    m.eliminate = NULL;
    m.diagonal = s->diagonal;
    m.least = s->least;
    for (j = 0; j < q->n; ++j) {
        s->diagonal[j] = mu * d[j] * d[j];
        if (!(s->diagonal[j] > 0))
            s->diagonal[j] = EQR_TINY / EQR_EPS;
        s->least[j] = s->diagonal[j] + 16384 * EQR_EPS * q->c[j] * q->c[j];
        if (s->held[j])
            s->least[j] = 0;
    }
    s->missing = eqr_front_factor(&s->front, &m);
}

static void sparse_solve(eqr_lsq *q, eqr_real *x)
{
    eqr_front_solve(&((sparse_own *)q->own)->front, x);
}

/*
 * J p = -u to half of all digits, by `most` solves with the factor at hand, as
 * long as each leaves `left` of the residual or less.
 */
static int sparse_refined(eqr_lsq *q, const eqr_matrix_rows *j, int most,
                          eqr_real left)
{
    sparse_own *s = (sparse_own *)q->own;
    eqr_real off = q->norm, least = EQR_SQRT(EQR_EPS) * q->norm, before;
    size_t i, n = q->n;
    int k;

    eqr_copy(n, s->u, s->image);
    for (i = 0; i < n; ++i)
        s->p[i] = 0;
    for (k = 0; k < most && (k == 0 || off > least); ++k) {
        eqr_direct_solve(&s->direct, j, s->image, q->e);
        for (i = 0; i < n; ++i)
            s->p[i] -= q->e[i];
        sparse_image(q, s->p);
        for (i = 0; i < n; ++i)
            s->image[i] += s->u[i];
        before = off;
        off = eqr_norm(n, s->image);
        if (!(off <= left * before))
            return 0;
    }
    return k > 0 && off <= least;
}

/* The factor of an earlier J does, where few enough solves with it do. */
static int sparse_again(eqr_lsq *q, const eqr_matrix_rows *j)
{
    const eqr_direct *d = &((sparse_own *)q->own)->direct;
    int most = d->ready ? eqr_direct_solves(d) : 0;

    return most > 0 &&
           sparse_refined(q, j, most,
                          EQR_POW(EQR_EPS, EQR_C(0.5) / (eqr_real)most));
}

/*
 * J p = -u by a factor of J itself, or of an earlier one; 0 where that does not
 * do, since J is singular or the pivots were poor.
 */
static int sparse_direct(eqr_lsq *q, eqr_real tol)
{
    sparse_own *s = (sparse_own *)q->own;
    eqr_direct *d = &s->direct;
    eqr_matrix_rows j;

    j.start = s->front.p->start;
    j.col = s->front.p->col;
    j.value = s->value;
    j.weight = s->weight;
    if (sparse_again(q, &j))
        return 1;
    return eqr_direct_factor(d, &j, q->c, tol) &&
           sparse_refined(q, &j, 4, EQR_MAX);
}

/*
 * A factor of J found no pivot: does J'J see why?  A vector that J takes to
 * next to nothing may be spread so widely that each pivot is above `least`:
 * inverse iteration finds it.
 */
static int sparse_has_null(eqr_lsq *q)
{
    eqr_real length = 1;
    size_t j, n = q->n;
    int k;

    for (j = 0; j < n; ++j)
        q->e[j] = 1 + (eqr_real)(j % 7) / 8;
    for (k = 0; k < 3 && length > 0; ++k) {
        for (j = 0; j < n; ++j)
            q->e[j] *= q->c[j] * q->c[j] / length;
        sparse_solve(q, q->e);
        length = eqr_lsq_length(q, q->c, q->e);
    }
    return sparse_image(q, q->e) <= EQR_SQRT(16384 * EQR_EPS) * length;
}

static void sparse_step(eqr_lsq *q, const eqr_problem *p)
{
    sparse_own *s = (sparse_own *)q->own;
    int square = sparse_is_square(q) && q->rank == q->n;

    s->missing = 0;
    if (square && sparse_direct(q, eqr_lsq_rank_tol(q, p)))
        return;
    eqr_normal_step(q, s->p);
    if (square && s->missing == 0)
        s->missing = (size_t)sparse_has_null(q);
}

static void sparse_factor(eqr_lsq *q, const eqr_problem *p, const eqr_real *x)
{
    sparse_own *s = (sparse_own *)q->own;
    size_t j;

    q->rank = 0;
    for (j = 0; j < q->n; ++j) {
        s->held[j] = (char)(x && eqr_held(p, x, j, q->g[j]));
        q->rank += !s->held[j];
    }
    sparse_step(q, p);
    q->rank -= s->missing < q->rank ? s->missing : q->rank;
    q->along = sparse_image(q, s->p);
}

static void sparse_newton(eqr_lsq *q, const eqr_real *metric, eqr_real *p)
{
    sparse_own *s = (sparse_own *)q->own;
    size_t missing = s->missing;

    if (missing)
        eqr_normal_shortest(q, metric, p);
    else
        eqr_copy(q->n, s->p, p);
    s->missing = missing;
}

static void sparse_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                          eqr_real *p)
{
    sparse_own *s = (sparse_own *)q->own;
    size_t missing = s->missing;

    eqr_normal_damped(q, d, mu, p);
    s->missing = missing;
}

#define SPARSE_KIND(matrix)                                                  \
    {matrix, sparse_take, sparse_begin, sparse_sink, sparse_end,             \
     sparse_factor, sparse_newton, sparse_damped, sparse_slope,              \
     eqr_normal_inverse, eqr_normal_gain, sparse_image, NULL, sparse_normal, \
     sparse_shift, sparse_solve}

EQR_API const eqr_kind *eqr_kind_sparse(void)
{
    static const eqr_kind kind = SPARSE_KIND(EQR_MATRIX_SPARSE);

    return &kind;
}

EQR_API const eqr_kind *eqr_kind_lu(void)
{
    static const eqr_kind kind = SPARSE_KIND(EQR_MATRIX_LU);

    return &kind;
}

#undef SPARSE_KIND
