/* sensitivity.c -- dx/dp by the implicit function theorem; see its header. */
#include "sensitivity.h"

#include "dense.h"
#include "rows.h"

typedef struct sens_own {
    const eqr_problem *p;
    const eqr_wide *w;
    size_t rows, columns;    /* of the matrix; then the right-hand sides */
    eqr_real *a;             /* rows x (columns + params), by columns */
    eqr_real *c;             /* columns: their lengths */
    eqr_real *tau;
    size_t *perm;
    eqr_real *g;             /* columns: a function of the unknowns */
    eqr_real *v;             /* columns */
    eqr_real *lambda;        /* of all constraint rows, as a Lagrangian's */
    size_t *at;              /* by constraint row: its column; or none */
    size_t *row, *col;       /* entries of the Hessian */
    eqr_real *value;
    size_t *start, *index;   /* one row */
    eqr_real *jac;
} sens_own;

static const size_t sens_none = (size_t)-1;

/* What counts as zero beside 1: far above rounding. */
static eqr_real sens_zero(void)
{
    return EQR_SQRT(EQR_EPS) / 16;
}

static int sens_is_system(const eqr_problem *p)
{
    return p->cls == EQR_CLASS_SYSTEM;
}

EQR_API int eqr_is_answer(int status)
{
    return status == EQR_ROOT || status == EQR_LEAST_SQUARES ||
           status == EQR_MINIMUM || status == EQR_STATIONARY;
}

EQR_API void eqr_wide_take(size_t count, const eqr_real *from, size_t first,
                           eqr_real *x, size_t *to)
{
    size_t k;

    for (k = 0; k < count; ++k) {
        x[k] = from[k];
        to[k] = first + k;
    }
}

EQR_API void eqr_wide_bounds(const eqr_problem *p, const eqr_real *x,
                             size_t first, size_t count, size_t lower,
                             size_t upper, size_t *bound)
{
    size_t k;

    for (k = 0; k < count; ++k) {
        int low = p->lower && x[first + k] <= p->lower[first + k];
        size_t row = low ? lower : upper;

        bound[first + k] = row == sens_none ? row : row + k;
    }
}

static size_t sens_width(const eqr_wide *w)
{
    const eqr_problem *p = w->problem;
    size_t most = p->residual.width;

    if (p->constraint.width > most)
        most = p->constraint.width;
    return p->show.width > most ? p->show.width : most;
}

static size_t sens_layout(sens_own *s, void *work, eqr_sensitivities *out)
{
    const eqr_problem *p = s->p;
    const eqr_wide *w = s->w;
    size_t all = p->n + p->constraint.count, entries, width = sens_width(w);
    eqr_arena a = {NULL, 0, 0};

    s->rows = sens_is_system(p) ? p->residual.count : all;
    s->columns = sens_is_system(p) ? p->n : all;
    entries = sens_is_system(p) ? 0 : w->problem->hessian.count;
    a.base = (char *)work;
    out->unknown = eqr_take_reals(&a, p->n, w->params);
    out->show = eqr_take_reals(&a, p->show.count, w->params);
    s->a = eqr_take_reals(&a, s->rows, s->columns + w->params);
    s->c = eqr_take_reals(&a, s->columns, 1);
    s->tau = eqr_take_reals(&a, s->columns, 1);
    s->perm = (size_t *)eqr_take(&a, s->columns, sizeof(size_t));
    s->g = eqr_take_reals(&a, s->columns, 1);
    s->v = eqr_take_reals(&a, s->columns, 1);
    s->lambda = eqr_take_reals(&a, p->constraint.count + 1, 1);
    s->at = (size_t *)eqr_take(&a, p->constraint.count + 1, sizeof(size_t));
    s->row = (size_t *)eqr_take(&a, entries, sizeof(size_t));
    s->col = (size_t *)eqr_take(&a, entries, sizeof(size_t));
    s->value = eqr_take_reals(&a, entries, 1);
    s->start = (size_t *)eqr_take(&a, 2, sizeof(size_t));
    s->index = (size_t *)eqr_take(&a, width, sizeof(size_t));
    s->jac = eqr_take_reals(&a, width, 1);
    return eqr_taken(&a);
}

EQR_API size_t eqr_sensitivity_size(const eqr_problem *p, const eqr_wide *w)
{
    size_t rows = p->residual.count;
    eqr_sensitivities out;
    sens_own s;

    if (p->n > EQR_SENSITIVITY_MOST || w->params > EQR_SENSITIVITY_MOST ||
        p->constraint.count > EQR_SENSITIVITY_MOST ||
        (sens_is_system(p) && rows > EQR_SENSITIVITY_MOST))
        return 0;
    s.p = p;
    s.w = w;
    return sens_layout(&s, NULL, &out);
}

/* ---------------------------------------------------------------- the matrix */

/* Where the matrix, or a right-hand side, has a derivative by x[wide]. */
static size_t sens_column(const sens_own *s, size_t wide)
{
    size_t to = s->w->to[wide], n = s->p->n;

    return to < n ? to : s->columns + (to - n);
}

static void sens_add(sens_own *s, size_t row, size_t column, eqr_real v)
{
    s->a[column * s->rows + row] += v;
}

/* Row k of a list of wide: its entries; s->start, s->index, s->jac. */
static int sens_row(sens_own *s, const eqr_rows *list, size_t k)
{
    const eqr_problem *wide = s->w->problem;
    eqr_real value;
    int code = list->structure(wide->user, k, k + 1, s->start, s->index);

    if (code != 0)
        return code;
    return list->values(wide->user, s->w->x, k, k + 1, &value, s->jac);
}

static int sens_system(sens_own *s)
{
    size_t k, i;

    for (k = 0; k < s->rows; ++k) {
        int code = sens_row(s, &s->w->problem->residual, k);

        if (code != 0)
            return code;
        for (i = s->start[0]; i < s->start[1]; ++i)
            sens_add(s, k, sens_column(s, s->index[i]), s->jac[i]);
    }
    return 0;
}

/* Second derivatives: rows of unknowns alone. */
static int sens_curvature(sens_own *s)
{
    const eqr_problem *wide = s->w->problem;
    size_t n = s->p->n, i;
    int code;

    if (!wide->hessian.values || wide->hessian.count == 0)
        return 0;
    if ((code = wide->hessian.structure(wide->user, s->row, s->col)) != 0 ||
        (code = wide->hessian.values(wide->user, s->w->x, 1, s->lambda,
                                     s->value)) != 0)
        return code;
    for (i = 0; i < wide->hessian.count; ++i) {
        size_t r = s->w->to[s->row[i]], c = s->w->to[s->col[i]];

        if (r < n)
            sens_add(s, r, sens_column(s, s->col[i]), s->value[i]);
        if (c < n && s->row[i] != s->col[i])
            sens_add(s, c, sens_column(s, s->row[i]), s->value[i]);
    }
    return 0;
}

/* Equations, and what multipliers say is active, get a column. */
static int sens_active(sens_own *s, const eqr_result *r)
{
    const eqr_problem *p = s->p;
    size_t k, sense, next = p->n;
    int code;

    for (k = 0; k < p->constraint.count; ++k) {
        eqr_real price = r->multiplier ? r->multiplier[k] : 0;

        if ((code = p->sense(p->user, k, k + 1, &sense)) != 0)
            return code;
        s->lambda[k] = -price;
        s->at[k] = sense == EQR_EQUAL || price < 0 || price > 0 ? next++
                                                                 : sens_none;
    }
    s->rows = s->columns = next;
    return 0;
}

static int sens_constraints(sens_own *s)
{
    size_t k, i;

    for (k = 0; k < s->p->constraint.count; ++k) {
        int code = s->at[k] == sens_none
                       ? 0 : sens_row(s, &s->w->problem->constraint, k);

        if (code != 0)
            return code;
        for (i = s->start[0]; s->at[k] != sens_none && i < s->start[1]; ++i) {
            size_t to = s->w->to[s->index[i]];

            sens_add(s, s->at[k], sens_column(s, s->index[i]), s->jac[i]);
            if (to < s->p->n)
                sens_add(s, to, s->at[k], s->jac[i]);
        }
    }
    return 0;
}

/* A held unknown moves as its bound: dx_j = d bound / dp. */
static int sens_held(sens_own *s, const eqr_result *r)
{
    size_t n = s->p->n, j, k, i;

    for (j = 0; r->slope && j < n; ++j) {
        if (!(r->slope[j] < 0 || r->slope[j] > 0))
            continue;
        for (k = 0; k < s->columns + s->w->params; ++k)
            s->a[k * s->rows + j] = 0;
        sens_add(s, j, j, 1);
        if (s->w->bound[j] == sens_none)
            continue;
        if (sens_row(s, &s->w->problem->show, s->w->bound[j]) != 0)
            return EQR_DOMAIN;
        for (i = s->start[0]; i < s->start[1]; ++i)
            sens_add(s, j, sens_column(s, s->index[i]), -s->jac[i]);
    }
    return 0;
}

static int sens_matrix(sens_own *s, const eqr_result *r)
{
    size_t i;
    int code = 0;

    if (!sens_is_system(s->p))
        code = sens_active(s, r);
    for (i = 0; i < s->rows * (s->columns + s->w->params); ++i)
        s->a[i] = 0;
    if (code != 0)
        return code;
    if (sens_is_system(s->p))
        return sens_system(s);
    if ((code = sens_curvature(s)) != 0 || (code = sens_constraints(s)) != 0)
        return code;
    return sens_held(s, r);
}

/* --------------------------------------------------------------- the solution */

static void sens_scale(sens_own *s)
{
    size_t i, j;

    for (j = 0; j < s->columns; ++j) {
        eqr_real length = eqr_norm(s->rows, s->a + j * s->rows);

        s->c[j] = length > 0 ? length : 1;
        for (i = 0; i < s->rows; ++i)
            s->a[j * s->rows + i] /= s->c[j];
    }
}

/* v of the combination A v = 0 that gives column j of the pivoted ones 1. */
static void sens_null(sens_own *s, size_t rank, size_t j)
{
    eqr_copy(rank, s->a + j * s->rows, s->v);
    eqr_solve_upper(rank, s->rows, s->a, s->v);
}

/* Do the rows determine g'x?  Only if no such combination moves it. */
static int sens_sees(sens_own *s, size_t rank)
{
    eqr_real size = 0, moved, part;
    size_t i, j;

    for (i = 0; i < s->columns; ++i) {
        part = EQR_ABS(s->g[s->perm[i]] / s->c[s->perm[i]]);
        size = part > size ? part : size;
    }
    for (j = rank; j < s->columns; ++j) {
        sens_null(s, rank, j);
        moved = s->g[s->perm[j]] / s->c[s->perm[j]];
        for (i = 0; i < rank; ++i)
            moved -= s->g[s->perm[i]] / s->c[s->perm[i]] * s->v[i];
        if (!(EQR_ABS(moved) <= sens_zero() * size))
            return 0;
    }
    return 1;
}

/*
 * The change for param k into column k of out: where there are many, one of
 * them; NaN where there is none.
 */
static void sens_param(sens_own *s, size_t rank, size_t k, eqr_real *out)
{
    eqr_real *b = s->a + (s->columns + k) * s->rows;
    eqr_real size = eqr_norm(s->rows, b), rest;
    size_t i, j;

    rest = eqr_norm(s->rows - rank, b + rank);
    for (i = 0; i < s->columns; ++i)
        s->v[i] = i < rank ? -b[i] : 0;
    eqr_solve_upper(rank, s->rows, s->a, s->v);
    for (i = 0; i < s->columns; ++i)
        if ((j = s->perm[i]) < s->p->n)
            out[j * s->w->params + k] = rest <= sens_zero() * size
                                            ? s->v[i] / s->c[j] : EQR_AUTO;
}

/*
 * Where J lost rank, so does the matrix of second derivatives, but for what
 * is left of the gradient.
 */
static eqr_real sens_tolerance(const sens_own *s, const eqr_result *r)
{
    if (r->rank < s->p->n)
        return 4 * EQR_SQRT(EQR_EPS);
    return 64 * EQR_EPS * (eqr_real)(s->rows + 1);
}

static void sens_erase(const sens_own *s, eqr_real *row)
{
    size_t k;

    for (k = 0; k < s->w->params; ++k)
        row[k] = EQR_AUTO;
}

/* By the chain rule, where the rows determine it. */
static int sens_show(sens_own *s, size_t rank, size_t row, const eqr_real *dx,
                     eqr_real *d)
{
    size_t n = s->p->n, m = s->w->params, i, k;
    int code = sens_row(s, &s->w->problem->show, s->w->show + row);

    for (k = 0; k < m; ++k)
        d[k] = 0;
    for (i = 0; i < s->columns; ++i)
        s->g[i] = 0;
    for (i = s->start[0]; code == 0 && i < s->start[1]; ++i) {
        size_t to = s->w->to[s->index[i]];

        *(to < n ? s->g + to : d + (to - n)) += s->jac[i];
        for (k = 0; to < n && k < m; ++k)
            d[k] += s->jac[i] * dx[to * m + k];
    }
    if (!sens_sees(s, rank))
        sens_erase(s, d);
    return code;
}

/* Unknowns that the rows do not determine. */
static void sens_forget(sens_own *s, size_t rank, eqr_real *dx)
{
    size_t i, j;

    for (i = 0; i < s->columns; ++i)
        s->g[i] = 0;
    for (j = 0; rank < s->columns && j < s->p->n; ++j) {
        s->g[j] = 1;
        if (!sens_sees(s, rank))
            sens_erase(s, dx + j * s->w->params);
        s->g[j] = 0;
    }
}

EQR_API int eqr_sensitivity(const eqr_problem *p, const eqr_result *r,
                            const eqr_wide *w, void *work,
                            eqr_sensitivities *out)
{
    const eqr_problem *wide = w->problem;
    size_t k, rank;
    sens_own s;
    int code = wide->prepare ? wide->prepare(wide->user, w->x) : 0;

    s.p = p;
    s.w = w;
    sens_layout(&s, work, out);
    if (code != 0 || (code = sens_matrix(&s, r)) != 0)
        return code;
    sens_scale(&s);
    rank = eqr_qr(s.rows, s.columns, w->params, s.a, s.tau, s.perm,
                  sens_tolerance(&s, r));
    for (k = 0; k < w->params; ++k)
        sens_param(&s, rank, k, out->unknown);
    for (k = 0; code == 0 && k < p->show.count; ++k)
        code = sens_show(&s, rank, k, out->unknown,
                         out->show + k * w->params);
    sens_forget(&s, rank, out->unknown);
    return code;
}
