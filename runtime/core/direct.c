/* direct.c -- a square J factored as it is; see direct.h. */
#include "direct.h"

EQR_API void eqr_direct_take(eqr_direct *d, const eqr_square *s,
                             eqr_arena *a)
{
    d->square = s;
    d->ready = 0;
    d->v = eqr_take_reals(a, 2 * s->pattern.rows + s->core, 1);
    d->least = eqr_take_reals(a, s->n, 1);
    d->b = eqr_take_reals(a, s->n, 1);
    if (s->core > 0)
        eqr_front_take(&d->front, &s->pattern, 1, a);
}

/* The row at a place less its pivot: times p; the pivot, if it has one. */
static eqr_real direct_row(const eqr_direct *d, const eqr_matrix_rows *j,
                           size_t place, const eqr_real *p, eqr_real *pivot)
{
    size_t row = d->square->row[place], k;
    eqr_real sum = 0;

    *pivot = 0;
    for (k = j->start[row]; k < j->start[row + 1]; ++k) {
        if (d->square->slot[k] != EQR_NO_INDEX)
            continue;
        if (j->col[k] == d->square->unknown[place])
            *pivot += j->value[k];
        else if (p)
            sum += j->value[k] * p[j->col[k]];
    }
    return sum;
}

/* Are the pivots of the places lo .. hi - 1, which are of triangles, there? */
static int direct_triangle(const eqr_direct *d, const eqr_matrix_rows *j,
                           const eqr_real *c, eqr_real tol, size_t lo,
                           size_t hi)
{
    size_t i;
    eqr_real pivot;

    for (i = lo; i < hi; ++i) {
        direct_row(d, j, i, NULL, &pivot);
        if (!(EQR_ABS(pivot) > tol * c[d->square->unknown[i]]))
            return 0;
    }
    return 1;
}

/* The core's values; symmetric: rows as they were before they were weighted. */
static void direct_gather(eqr_direct *d, const eqr_matrix_rows *j)
{
    const eqr_square *s = d->square;
    size_t i, k, count = 2 * s->pattern.rows + s->core;

    for (k = 0; k < count; ++k)
        d->v[k] = 0;
    for (i = s->head; i < s->head + s->core; ++i) {
        size_t row = s->row[i];
        eqr_real weight = d->symmetric ? j->weight[row] : 1;

        for (k = j->start[row]; k < j->start[row + 1]; ++k)
            if (s->slot[k] != EQR_NO_INDEX)
                d->v[s->slot[k]] += j->value[k] / weight;
    }
}

static int direct_is_symmetric(const eqr_direct *d)
{
    size_t e;

    for (e = 0; e < d->square->pattern.rows; ++e)
        if (d->v[2 * e] != d->v[2 * e + 1])
            return 0;
    return 1;
}

/* Pivots count from tol times the norm of their column on. */
static void direct_least(eqr_direct *d, eqr_real tol)
{
    const eqr_pattern *p = &d->square->pattern;
    const eqr_real *diagonal = d->v + 2 * p->rows;
    size_t e;

    for (e = 0; e < p->n; ++e)
        d->least[e] = diagonal[e] * diagonal[e];
    for (e = 0; e < p->rows; ++e) {
        d->least[p->col[2 * e + 1]] += d->v[2 * e] * d->v[2 * e];
        d->least[p->col[2 * e]] += d->v[2 * e + 1] * d->v[2 * e + 1];
    }
    for (e = 0; e < p->n; ++e)
        d->least[e] = tol * EQR_SQRT(d->least[e]);
}

static int direct_factor(eqr_direct *d, const eqr_matrix_rows *j,
                         const eqr_real *c, eqr_real tol)
{
    const eqr_square *s = d->square;
    eqr_matter m;

    if (!direct_triangle(d, j, c, tol, 0, s->head) ||
        !direct_triangle(d, j, c, tol, s->head + s->core, s->n))
        return 0;
    if (s->core == 0)
        return 1;
    m.value = d->v;
    m.diagonal = d->v + 2 * s->pattern.rows;
    m.least = d->least;
    m.skip = NULL;
    m.step = 2;
    m.eliminate = NULL;
    d->symmetric = 1;
    direct_gather(d, j);
    direct_least(d, tol);
    if (direct_is_symmetric(d) && eqr_front_factor(&d->front, &m) == 0)
        return 1;
    d->symmetric = 0;
    direct_gather(d, j);
    direct_least(d, tol);
    return eqr_front_lu(&d->front, &m) == 0;
}

EQR_API int eqr_direct_factor(eqr_direct *d, const eqr_matrix_rows *j,
                              const eqr_real *c, eqr_real tol)
{
    d->ready = direct_factor(d, j, c, tol);
    return d->ready;
}

EQR_API int eqr_direct_solves(const eqr_direct *d)
{
    const eqr_pattern *p = &d->square->pattern;
    double solves = d->square->core > 0
                        ? p->work / (16 * (double)p->entries) : 0;

    return solves < 16 ? (int)solves : 16;
}

/* Substitution in a triangle. */
static void direct_substitute(const eqr_direct *d, const eqr_matrix_rows *j,
                              const eqr_real *b, size_t lo, size_t hi,
                              eqr_real *p)
{
    size_t i;
    eqr_real sum, pivot;

    for (i = lo; i < hi; ++i) {
        sum = b[d->square->row[i]] - direct_row(d, j, i, p, &pivot);
        p[d->square->unknown[i]] = sum / pivot;
    }
}

EQR_API void eqr_direct_solve(eqr_direct *d, const eqr_matrix_rows *j,
                              const eqr_real *b, eqr_real *p)
{
    const eqr_square *s = d->square;
    size_t i, row;
    eqr_real pivot;

    direct_substitute(d, j, b, 0, s->head, p);
    for (i = 0; i < s->core; ++i) {
        row = s->row[s->head + i];
        d->b[i] = b[row] - direct_row(d, j, s->head + i, p, &pivot);
        if (d->symmetric)
            d->b[i] /= j->weight[row];
    }
    if (s->core > 0)
        (d->symmetric ? eqr_front_solve : eqr_front_lu_solve)(&d->front, d->b);
    for (i = 0; i < s->core; ++i)
        p[s->unknown[s->head + i]] = d->b[i];
    direct_substitute(d, j, b, s->head + s->core, s->n, p);
}
