/* transversal.c -- each row of a square J gets its own unknown; square.h. */
#include "square.h"

EQR_API void eqr_square_take_match(eqr_square *s, eqr_square_work *w,
                                   size_t n, size_t entries, eqr_arena *a)
{
    s->n = n;
    s->row = eqr_take_indices(a, n);
    s->unknown = eqr_take_indices(a, n);
    w->start = (size_t *)eqr_take(a, n + 1, sizeof(size_t));
    w->next = (size_t *)eqr_take(a, n, sizeof(size_t));
    w->entry = NULL;
    w->in = eqr_take_indices(a, entries);
    w->left = eqr_take_indices(a, n);
    w->match = eqr_take_indices(a, n);
    w->owner = eqr_take_indices(a, n);
    w->wait = eqr_take_indices(a, n);
    w->seen = eqr_take_indices(a, n);
}

/* ------------------------------------------------------- J by unknowns */

/* An entry that a row has twice is there once. */
EQR_API void eqr_square_columns(eqr_square *s, eqr_square_work *w,
                                const size_t *start, const eqr_index *col)
{
    size_t i, k, at = 0;

    for (i = 0; i < s->n; ++i)
        w->left[i] = 0;
    for (k = 0; k < start[s->n]; ++k)
        ++w->left[col[k]];
    for (i = 0; i < s->n; ++i) {
        w->start[i] = w->next[i] = at;
        at += w->left[i];
    }
    w->start[s->n] = at;
    for (i = 0; i < s->n; ++i)
        for (k = start[i]; k < start[i + 1]; ++k) {
            size_t *to = &w->next[col[k]];

            if (*to > w->start[col[k]] && w->in[*to - 1] == i)
                continue;
            w->in[*to] = (eqr_index)i;
            if (w->entry)
                w->entry[*to] = k;
            ++*to;
        }
}

static void square_pair(eqr_square *s, eqr_square_work *w, size_t place,
                        eqr_index row, eqr_index unknown)
{
    s->row[place] = row;
    s->unknown[place] = unknown;
    w->match[row] = unknown;
    w->owner[unknown] = row;
}

/* ------------------------------------------------------- head and tail */

/* The only unknown of a row that is not taken yet. */
static eqr_index square_rest(const eqr_square_work *w, const size_t *start,
                             const eqr_index *col, size_t row)
{
    size_t k = start[row];

    while (w->owner[col[k]] != EQR_NO_INDEX)
        ++k;
    return col[k];
}

/* Rows of a single unknown; 0: one is left with none. */
static int square_head(eqr_square *s, eqr_square_work *w, const size_t *start,
                       const eqr_index *col)
{
    size_t i, k, first = 0, last = 0;

    for (i = 0; i < s->n; ++i)
        w->left[i] = 0;
    for (i = 0; i < s->n; ++i)
        for (k = w->start[i]; k < w->next[i]; ++k)
            ++w->left[w->in[k]];
    for (i = 0; i < s->n; ++i)
        if (w->left[i] <= 1)
            w->wait[last++] = (eqr_index)i;
    for (; first < last; ++first) {
        eqr_index row = w->wait[first], u;

        if (w->left[row] == 0)
            return 0;
        u = square_rest(w, start, col, row);
        square_pair(s, w, first, row, u);
        for (k = w->start[u]; k < w->next[u]; ++k)
            if (--w->left[w->in[k]] == 1)
                w->wait[last++] = w->in[k];
    }
    s->head = first;
    return 1;
}

/* The only row of an unknown that is not taken yet. */
static eqr_index square_only(const eqr_square_work *w, size_t unknown)
{
    size_t k = w->start[unknown];

    while (w->match[w->in[k]] != EQR_NO_INDEX)
        ++k;
    return w->in[k];
}

static int square_take_last(eqr_square *s, eqr_square_work *w,
                            const size_t *start, const eqr_index *col,
                            eqr_index u, size_t *last)
{
    eqr_index row;
    size_t k;

    if (w->left[u] == 0)
        return 0;
    row = square_only(w, u);
    square_pair(s, w, s->head + --s->core, row, u);
    for (k = start[row]; k < start[row + 1]; ++k) {
        eqr_index v = col[k];

        if (w->seen[v] == row || w->owner[v] != EQR_NO_INDEX)
            continue;
        w->seen[v] = row;
        if (--w->left[v] == 1)
            w->wait[(*last)++] = v;
    }
    return 1;
}

/* Unknowns of a single row, from the end on. */
static int square_tail(eqr_square *s, eqr_square_work *w, const size_t *start,
                       const eqr_index *col)
{
    size_t i, k, first, last = 0;

    s->core = s->n - s->head;
    for (i = 0; i < s->n; ++i) {
        w->left[i] = 0;
        w->seen[i] = EQR_NO_INDEX;
        if (w->owner[i] != EQR_NO_INDEX)
            continue;
        for (k = w->start[i]; k < w->next[i]; ++k)
            w->left[i] += w->match[w->in[k]] == EQR_NO_INDEX;
        if (w->left[i] <= 1)
            w->wait[last++] = (eqr_index)i;
    }
    for (first = 0; first < last; ++first)
        if (!square_take_last(s, w, start, col, w->wait[first], &last))
            return 0;
    return 1;
}

/* ----------------------------------------------------------- transversal */

/* Rows and unknowns of the core, each in their order; matched where may be. */
static void square_begin(eqr_square *s, eqr_square_work *w,
                         const size_t *start, const eqr_index *col)
{
    size_t i, k, r = 0, c = 0;
    eqr_index *rows = s->row + s->head, *unknowns = s->unknown + s->head;

    for (i = 0; i < s->n; ++i) {
        if (w->match[i] == EQR_NO_INDEX)
            rows[r++] = (eqr_index)i;
        if (w->owner[i] == EQR_NO_INDEX)
            unknowns[c++] = (eqr_index)i;
    }
    for (i = 0; i < s->core; ++i)
        for (k = start[rows[i]]; k < start[rows[i] + 1]; ++k)
            if (col[k] == unknowns[i]) {
                w->match[rows[i]] = unknowns[i];
                w->owner[unknowns[i]] = rows[i];
            }
}

/* Is some unknown of the row free? */
static int square_cheap(eqr_square_work *w, const size_t *start,
                        const eqr_index *col, eqr_index row)
{
    size_t k;

    w->budget -= (double)(start[row + 1] - start[row]);
    for (k = start[row]; k < start[row + 1]; ++k)
        if (w->owner[col[k]] == EQR_NO_INDEX) {
            w->match[row] = col[k];
            w->owner[col[k]] = row;
            return 1;
        }
    return 0;
}

/* The next unknown of the row that is not seen yet: its owner; or none. */
static eqr_index square_deeper(eqr_square_work *w, const size_t *start,
                               const eqr_index *col, eqr_index row,
                               eqr_index stamp)
{
    for (; w->next[row] < start[row + 1]; ++w->next[row]) {
        eqr_index u = col[w->next[row]];

        w->budget -= 1;
        if (w->seen[u] == stamp)
            continue;
        w->seen[u] = stamp;
        return w->owner[u];
    }
    return EQR_NO_INDEX;
}

/*
 * An augmenting path from a row, depth first: each row on the stack takes the
 * unknown of the one above it, the last a free one.
 */
static int square_augment(eqr_square_work *w, const size_t *start,
                          const eqr_index *col, eqr_index row)
{
    size_t depth = 0;

    w->wait[0] = row;
    w->next[row] = start[row];
    for (;;) {
        eqr_index at = w->wait[depth], up;

        if (w->next[at] == start[at] && square_cheap(w, start, col, at))
            break;
        up = w->budget > 0 ? square_deeper(w, start, col, at, row)
                           : EQR_NO_INDEX;
        if (up != EQR_NO_INDEX) {
            w->wait[++depth] = up;
            w->next[up] = start[up];
        } else if (depth-- == 0) {
            return 0;
        }
    }
    while (depth-- > 0) {
        eqr_index below = w->wait[depth], u = col[w->next[below]];

        w->match[below] = u;
        w->owner[u] = below;
    }
    return 1;
}

/* One search visits all of J at most; few searches are needed, or none. */
static int square_transversal(eqr_square *s, eqr_square_work *w,
                              const size_t *start, const eqr_index *col)
{
    size_t i;
    const eqr_index *rows = s->row + s->head;

    w->budget = 100 * (double)start[s->n];
    square_begin(s, w, start, col);
    for (i = 0; i < s->core; ++i)
        if (w->match[rows[i]] == EQR_NO_INDEX)
            square_cheap(w, start, col, rows[i]);
    for (i = 0; i < s->n; ++i)
        w->seen[i] = EQR_NO_INDEX;
    for (i = 0; i < s->core; ++i)
        if (w->match[rows[i]] == EQR_NO_INDEX &&
            !square_augment(w, start, col, rows[i]))
            return 0;
    for (i = 0; i < s->core; ++i)
        s->row[s->head + i] = w->owner[s->unknown[s->head + i]];
    return 1;
}

/* ------------------------------------------------------------------- all */

EQR_API int eqr_square_match(eqr_square *s, eqr_square_work *w,
                             const size_t *start, const eqr_index *col)
{
    size_t i;

    for (i = 0; i < s->n; ++i)
        w->match[i] = w->owner[i] = EQR_NO_INDEX;
    eqr_square_columns(s, w, start, col);
    return square_head(s, w, start, col) && square_tail(s, w, start, col) &&
           square_transversal(s, w, start, col);
}
