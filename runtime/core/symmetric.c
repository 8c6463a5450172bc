/* symmetric.c -- a sparse symmetric matrix; see symmetric.h. */
#include "symmetric.h"

EQR_API void eqr_symmetric_take(eqr_symmetric *m, const eqr_problem *p,
                                eqr_arena *a)
{
    size_t n = p->n, all = n + p->hessian.count, one = sizeof(size_t);

    if (all < n)
        a->overflow = 1;
    m->row = (size_t *)eqr_take(a, all, one);
    m->col = (size_t *)eqr_take(a, all, one);
    m->slot = (size_t *)eqr_take(a, all, one);
    m->at = (size_t *)eqr_take(a, all, one);
    m->start = (size_t *)eqr_take(a, n + 1, one);
    m->mark = (size_t *)eqr_take(a, n + 1, one);
    m->head = (size_t *)eqr_take(a, n, one);
    m->next = (size_t *)eqr_take(a, n, one);
    m->reach = (size_t *)eqr_take(a, n, one);
    m->value = eqr_take_reals(a, p->hessian.count, 1);
    m->a = eqr_take_reals(a, all, 1);
    m->l = eqr_take_reals(a, all, 1);
    m->size = eqr_take_reals(a, n, 1);
    m->line = eqr_take_reals(a, n, 1);
}

/* `from` by rising key into `to`; equal ones keep their order. */
static void symmetric_sort(const eqr_symmetric *m, const size_t *key,
                           const size_t *from, size_t *to)
{
    size_t *place = m->mark, all = m->n + m->count, i;

    for (i = 0; i <= m->n; ++i)
        place[i] = 0;
    for (i = 0; i < all; ++i)
        ++place[key[i] + 1];
    for (i = 0; i < m->n; ++i)
        place[i + 1] += place[i];
    for (i = 0; i < all; ++i) {
        size_t k = from ? from[i] : i;

        to[place[key[k]]++] = k;
    }
}

/* Columns of slots: entries at the same place share one. */
static void symmetric_slots(eqr_symmetric *m, const size_t *sorted)
{
    size_t all = m->n + m->count, used = 0, j = 0, i;

    for (i = 0; i < all; ++i) {
        size_t k = sorted[i], fresh = used == 0 || m->col[k] >= j ||
                                      m->at[used - 1] != m->row[k];

        for (; j <= m->col[k]; ++j)
            m->start[j] = used;
        if (fresh)
            m->at[used++] = m->row[k];
        m->slot[k] = used - 1;
    }
    m->start[m->n] = used;
}

EQR_API int eqr_symmetric_begin(eqr_symmetric *m, const eqr_problem *p)
{
    size_t j, all;
    int code;

    m->n = p->n;
    m->count = p->hessian.count;
    all = m->n + m->count;
    code = p->hessian.structure(p->user, m->row, m->col);
    if (code != 0)
        return code;
    for (j = 0; j < m->n; ++j)
        m->row[m->count + j] = m->col[m->count + j] = j;
    symmetric_sort(m, m->row, NULL, m->at);
    symmetric_sort(m, m->col, m->at, m->slot);
    for (j = 0; j < all; ++j)
        m->at[j] = m->slot[j];
    symmetric_slots(m, m->at);      /* reads ahead of what it writes */
    return 0;
}

/* Norms of columns, each divided by the largest element: no overflow. */
static void symmetric_sizes(eqr_symmetric *m)
{
    eqr_real most = 0;
    size_t j, k;

    for (k = 0; k < m->start[m->n]; ++k)
        most = EQR_ABS(m->a[k]) > most ? EQR_ABS(m->a[k]) : most;
    for (j = 0; j < m->n; ++j)
        m->size[j] = 0;
    for (j = 0; j < m->n && most > 0; ++j)
        for (k = m->start[j]; k < m->start[j + 1]; ++k) {
            eqr_real part = m->a[k] / most;

            m->size[j] += part * part;
            if (m->at[k] != j)
                m->size[m->at[k]] += part * part;
        }
    for (j = 0; j < m->n; ++j)
        m->size[j] = m->size[j] > 0 ? most * EQR_SQRT(m->size[j])
                                    : most > 0 ? most : 1;
}

EQR_API int eqr_symmetric_load(eqr_symmetric *m, eqr_run *run,
                               const eqr_real *x)
{
    const eqr_problem *p = run->problem;
    size_t k;
    int code = eqr_charge(run);

    if (code != 0)
        return code;
    ++run->result->hessian_evaluations;
    if (p->prepare && (code = p->prepare(p->user, x)) != 0)
        return code;
    code = p->hessian.values(p->user, x, 1, NULL, m->value);
    if (code != 0 && code != EQR_DOMAIN)
        return code;
    for (k = 0; k < m->start[m->n]; ++k)
        m->a[k] = 0;
    for (k = 0; code == 0 && k < m->count; ++k)
        m->a[m->slot[k]] += m->value[k];
    m->odd = code != 0;
    for (k = 0; k < m->start[m->n]; ++k)
        if (!EQR_FINITE(m->a[k])) {
            m->a[k] = 0;
            m->odd = 1;
        }
    symmetric_sizes(m);
    return 0;
}

EQR_API void eqr_symmetric_times(const eqr_symmetric *m, const char *free,
                                 const eqr_real *v, eqr_real *out)
{
    size_t j, k;

    for (j = 0; j < m->n; ++j)
        out[j] = 0;
    for (j = 0; j < m->n; ++j) {
        eqr_real sum = 0;

        for (k = m->start[j] + 1; k < m->start[j + 1]; ++k) {
            sum += m->a[k] * v[m->at[k]];
            out[m->at[k]] += m->a[k] * v[j];
        }
        out[j] += sum + m->a[m->start[j]] * v[j];
    }
    for (j = 0; free && j < m->n; ++j)
        if (!free[j])
            out[j] = 0;
}

/* Column j of A + shift size, in units of sqrt(size), into line. */
static void symmetric_scatter(eqr_symmetric *m, const char *free, size_t j,
                              eqr_real shift)
{
    size_t k;

    for (k = m->start[j]; k < m->start[j + 1]; ++k) {
        size_t i = m->at[k];

        m->mark[i] = j + 1;
        m->line[i] = !free[i] || !free[j] ? 0
                     : m->a[k] / EQR_SQRT(m->size[i]) / EQR_SQRT(m->size[j]);
    }
    m->line[j] = free[j] ? m->line[j] + shift : 1;
}

/* The columns that reach row j: off with their part; each to its next row. */
static void symmetric_reduce(eqr_symmetric *m, size_t j)
{
    size_t c = m->head[j], k;

    while (c != 0) {
        size_t i = c - 1, after = m->next[i], to = m->reach[i];
        eqr_real at = m->l[to];

        for (k = to; k < m->start[i + 1]; ++k)
            if (m->mark[m->at[k]] == j + 1)
                m->line[m->at[k]] -= at * m->l[k];
        if (++m->reach[i] < m->start[i + 1]) {
            m->next[i] = m->head[m->at[to + 1]];
            m->head[m->at[to + 1]] = c;
        }
        c = after;
    }
}

static int symmetric_column(eqr_symmetric *m, const char *free, size_t j,
                            eqr_real shift)
{
    eqr_real pivot;
    size_t k;

    symmetric_scatter(m, free, j, shift);
    symmetric_reduce(m, j);
    if (!(m->line[j] > EQR_SQRT(EQR_EPS) * EQR_C(1e-4)))
        return 0;
    pivot = EQR_SQRT(m->line[j]);
    m->l[m->start[j]] = pivot;
    m->reach[j] = m->start[j] + 1;
    for (k = m->reach[j]; k < m->start[j + 1]; ++k)
        m->l[k] = m->line[m->at[k]] / pivot;
    if (m->reach[j] < m->start[j + 1]) {
        m->next[j] = m->head[m->at[m->reach[j]]];
        m->head[m->at[m->reach[j]]] = j + 1;
    }
    return 1;
}

static int symmetric_try(eqr_symmetric *m, const char *free, eqr_real shift)
{
    size_t j;

    for (j = 0; j < m->n; ++j)
        m->mark[j] = m->head[j] = 0;
    for (j = 0; j < m->n; ++j)
        if (!symmetric_column(m, free, j, shift))
            return 0;
    return 1;
}

EQR_API void eqr_symmetric_factor(eqr_symmetric *m, const char *free)
{
    eqr_real shift = 0;

    /* all eigenvalues are at least -sqrt(n), so that it ends */
    while (!symmetric_try(m, free, shift) && shift < EQR_SQRT(EQR_MAX))
        shift = shift > 0 ? 4 * shift : EQR_C(1e-3);
}

EQR_API void eqr_symmetric_ease(const eqr_symmetric *m, eqr_real *v)
{
    size_t j, k;

    for (j = 0; j < m->n; ++j)
        v[j] /= EQR_SQRT(m->size[j]);
    for (j = 0; j < m->n; ++j) {
        v[j] /= m->l[m->start[j]];
        for (k = m->start[j] + 1; k < m->start[j + 1]; ++k)
            v[m->at[k]] -= m->l[k] * v[j];
    }
    for (j = m->n; j-- > 0;) {
        for (k = m->start[j] + 1; k < m->start[j + 1]; ++k)
            v[j] -= m->l[k] * v[m->at[k]];
        v[j] /= m->l[m->start[j]];
    }
    for (j = 0; j < m->n; ++j)
        v[j] /= EQR_SQRT(m->size[j]);
}
