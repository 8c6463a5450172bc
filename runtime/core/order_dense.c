/*
 * order_dense.c -- unknowns of very many rows, which come last; see order.h.
 *
 * While they take part, each elimination passes over all their rows (Amestoy,
 * Davis, Duff, "Algorithm 837: AMD", ACM Trans. Math. Software 30 (2004)
 * 381-388, section 2.3).  Left out, they are one front at the end, and all
 * others are as tall as if they had not been there, until those are found that
 * they pass through.
 */
#include "order.h"

EQR_API void eqr_order_set_aside(eqr_order_work *w, const size_t *start,
                                 const eqr_index *col)
{
    size_t k, j, entries = start[w->m];

    w->dense = EQR_NO_INDEX;
    w->aside = 0;
    if (w->many == 0)
        return;
    for (k = 0; k < entries; ++k)
        ++w->vl[col[k]];
    for (j = w->n; j-- > 0;) {
        if (w->vl[j] > w->many) {
            w->weight[j] = 0;
            w->member[j] = w->dense;
            w->dense = (eqr_index)j;
            ++w->aside;
        }
        w->vl[j] = 0;
    }
}

/* The front that takes a row, by elimination; EQR_NO_INDEX: the last. */
static eqr_index dense_front(const eqr_index *front, const size_t *start,
                             const eqr_index *col, size_t row)
{
    eqr_index least = EQR_NO_INDEX;
    size_t k;

    for (k = start[row]; k < start[row + 1]; ++k)
        if (front[col[k]] < least)
            least = front[col[k]];
    return least;
}

/* Of each unknown; EQR_NO_INDEX: of those that were set aside. */
static void dense_fronts(const eqr_order_work *w, const eqr_tree *t,
                         eqr_index *front)
{
    eqr_index v;
    size_t f;

    for (v = w->dense; v != EQR_NO_INDEX; v = w->member[v])
        front[v] = EQR_NO_INDEX;
    for (f = 0; f < t->fronts; ++f)
        for (v = w->first[f]; v != EQR_NO_INDEX; v = w->member[v])
            front[v] = (eqr_index)f;
}

/* Row by row of v: it is in the row's front, and in all above. */
static void dense_climb(eqr_order_work *w, eqr_tree *t, eqr_index v,
                        const eqr_index *least)
{
    size_t k, last = t->fronts - 1;
    eqr_index f;

    for (k = 0; k < w->vl[v]; ++k)
        for (f = least[w->ve[w->vs[v] + k]];
             f != EQR_NO_INDEX && f != last && w->vseen[f] != v + 1;
             f = t->parent[f]) {
            w->vseen[f] = v + 1;
            ++t->height[f];
        }
}

/* Row i has v; once, though it may have it twice. */
static void dense_note(eqr_order_work *w, eqr_index v, eqr_index i)
{
    eqr_index *rows = w->ve + w->vs[v];

    if (w->vl[v] == 0 || rows[w->vl[v] - 1] != i)
        rows[w->vl[v]++] = i;
}

EQR_API void eqr_order_bring_back(eqr_order_work *w, const size_t *start,
                                  const eqr_index *col, eqr_tree *t)
{
    eqr_index *front = w->degree, *least = w->mark, v;
    size_t f, i, k;

    if (w->aside == 0)
        return;
    dense_fronts(w, t, front);
    for (i = 0; i < w->m; ++i) {
        least[i] = dense_front(front, start, col, i);
        for (k = start[i]; k < start[i + 1]; ++k)
            if (front[col[k]] == EQR_NO_INDEX)
                dense_note(w, col[k], (eqr_index)i);
    }
    for (f = 0; f < t->fronts; ++f) {
        w->vseen[f] = 0;
        if (t->parent[f] == EQR_NO_INDEX)
            t->parent[f] = (eqr_index)t->fronts;
    }
    t->parent[f] = EQR_NO_INDEX;
    t->pivots[f] = t->height[f] = (eqr_index)w->aside;
    w->first[f] = w->dense;
    ++t->fronts;
    for (v = w->dense; v != EQR_NO_INDEX; v = w->member[v])
        dense_climb(w, t, v, least);
}
