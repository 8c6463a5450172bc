/* square.c -- a square J taken apart; see square.h. */
#include "square.h"

EQR_API void eqr_square_take(eqr_square *s, eqr_square_work *w, size_t n,
                             size_t entries, eqr_arena *a)
{
    eqr_square_take_match(s, w, n, entries, a);
    w->entry = (size_t *)eqr_take(a, entries, sizeof(size_t));
    s->slot = eqr_take_indices(a, entries);
    eqr_pattern_take(&s->pattern, n, entries, 2 * entries, a);
}

/* ------------------------------------------------------------------ pairs */

/* The pairs of unknown i of the core with those before it, by their rows. */
static void square_before(const eqr_square *s, eqr_square_work *w,
                          const eqr_index *place, eqr_index i)
{
    size_t k;
    eqr_index u = s->unknown[s->head + i];

    for (k = w->start[u]; k < w->next[u]; ++k) {
        eqr_index j = place[w->match[w->in[k]]];

        if (j < i) {
            w->seen[j] = i;
            w->wait[j] = s->slot[w->entry[k]] / 2;
        }
    }
}

static eqr_index square_slot(eqr_square *s, eqr_square_work *w, eqr_index i,
                             eqr_index j)
{
    eqr_pattern *p = &s->pattern;

    if (w->seen[j] != i) {
        w->seen[j] = i;
        w->wait[j] = (eqr_index)p->rows;
        p->start[p->rows] = 2 * p->rows;
        p->col[2 * p->rows] = i < j ? i : j;
        p->col[2 * p->rows + 1] = i < j ? j : i;
        ++p->rows;
    }
    return 2 * w->wait[j] + (j < i);
}

/* place of an unknown: in the core, or NO_INDEX. */
static void square_pairs(eqr_square *s, eqr_square_work *w,
                         const size_t *start, const eqr_index *col,
                         eqr_index *place)
{
    size_t k;
    eqr_index i;
    eqr_pattern *p = &s->pattern;

    p->n = s->core;
    p->rows = 0;
    for (i = 0; i < s->n; ++i)
        place[i] = w->seen[i] = EQR_NO_INDEX;
    for (i = 0; i < s->core; ++i)
        place[s->unknown[s->head + i]] = i;
    for (k = 0; k < start[s->n]; ++k)
        s->slot[k] = EQR_NO_INDEX;
    for (i = 0; i < s->core; ++i) {
        eqr_index row = s->row[s->head + i];

        square_before(s, w, place, i);
        for (k = start[row]; k < start[row + 1]; ++k)
            if (place[col[k]] != EQR_NO_INDEX && place[col[k]] != i)
                s->slot[k] = square_slot(s, w, i, place[col[k]]);
    }
    p->start[p->rows] = 2 * p->rows;
    for (i = 0; i < s->core; ++i) {
        eqr_index row = s->row[s->head + i];

        for (k = start[row]; k < start[row + 1]; ++k)
            if (place[col[k]] == i)
                s->slot[k] = (eqr_index)(2 * p->rows + i);
    }
}

EQR_API int eqr_square_fill(eqr_square *s, eqr_square_work *w,
                            eqr_order_work *order, const size_t *start,
                            const eqr_index *col)
{
    if (!eqr_square_match(s, w, start, col))
        return 0;
    eqr_square_columns(s, w, start, col);
    square_pairs(s, w, start, col, w->left);
    if (s->core > 0)
        eqr_pattern_fill(&s->pattern, order);
    return 1;
}
