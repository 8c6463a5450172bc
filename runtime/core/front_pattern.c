/* front_pattern.c -- order, tree and sizes of a sparse matrix; see front.h. */
#include "front.h"

EQR_API void eqr_pattern_take(eqr_pattern *p, size_t n, size_t rows,
                              size_t entries, eqr_arena *a)
{
    p->n = n;
    p->rows = rows;
    p->start = (size_t *)eqr_take(a, rows + 1, sizeof(size_t));
    p->col = eqr_take_indices(a, entries);
    p->row = eqr_take_indices(a, rows);
    p->first = (size_t *)eqr_take(a, n + 1, sizeof(size_t));
    eqr_tree_take(&p->tree, n, a);
}

/* The front of each unknown, by places: written to of. */
static void pattern_fronts(const eqr_tree *t, eqr_index *of)
{
    size_t f, k, at = 0;

    for (f = 0; f < t->fronts; ++f)
        for (k = 0; k < t->pivots[f]; ++k)
            of[at++] = (eqr_index)f;
}

/* The front that takes row i: that of its first place. */
static eqr_index pattern_front(const eqr_pattern *p, const eqr_index *of,
                               size_t i)
{
    size_t k;
    eqr_index least = EQR_NO_INDEX;

    for (k = p->start[i]; k < p->start[i + 1]; ++k)
        if (p->tree.place[p->col[k]] < least)
            least = p->tree.place[p->col[k]];
    return of[least];
}

/* Rows sorted by front; a row without entries is left out. */
static void pattern_rows(eqr_pattern *p, const eqr_index *of)
{
    size_t i, f, sum = 0, *first = p->first;

    for (f = 0; f <= p->tree.fronts; ++f)
        first[f] = 0;
    for (i = 0; i < p->rows; ++i)
        if (p->start[i] < p->start[i + 1])
            ++first[pattern_front(p, of, i)];
    for (f = 0; f <= p->tree.fronts; ++f) {
        sum += first[f];
        first[f] = sum;
    }
    for (i = p->rows; i-- > 0;)
        if (p->start[i] < p->start[i + 1])
            p->row[--first[pattern_front(p, of, i)]] = (eqr_index)i;
}

EQR_API size_t eqr_packed(size_t n)
{
    return n * (n + 1) / 2;
}

/* The rest of a front stays on the stack until its parent takes it. */
static void pattern_sizes(eqr_pattern *p, size_t *waiting)
{
    const eqr_tree *t = &p->tree;
    size_t f, now = 0;

    p->entries = p->stack = p->lists = p->tallest = 0;
    p->work = 0;
    for (f = 0; f < t->fronts; ++f)
        waiting[f] = 0;
    for (f = 0; f < t->fronts; ++f) {
        size_t h = t->height[f], rest = h - t->pivots[f];
        double a = (double)h, b = (double)rest;

        now -= waiting[f];
        now += eqr_packed(rest);
        if (t->parent[f] != EQR_NO_INDEX)
            waiting[t->parent[f]] += eqr_packed(rest);
        p->stack = now > p->stack ? now : p->stack;
        p->entries += eqr_packed(h) - eqr_packed(rest);
        p->lists += h;
        p->tallest = h > p->tallest ? h : p->tallest;
        p->work += (a * a * a - b * b * b) / 6;
    }
}

/*
 * Is a front of so many pivots worth some zeros among its entries?  A tile is
 * as fast as a few of its columns.  The bounds are measured on grids: with
 * those of CHOLMOD (0.8 up to 16 pivots, 0.1 up to 48) a fourth more entries
 * are no faster.
 */
static int pattern_may_merge(size_t pivots, size_t zeros, size_t entries)
{
    double share = (double)zeros / (double)entries;

    return zeros == 0 || (pivots <= 16 && share < 0.2) ||
           share < 0.05;
}

/*
 * Merge fronts with their parents, where those come next.  number: of a front
 * that has children left, what it is now; zeros: scratch.
 */
static void pattern_merge(eqr_tree *t, eqr_index *number, size_t *zeros)
{
    size_t f, k, top = 0;

    for (f = 0; f < t->fronts; ++f) {
        size_t p = t->pivots[f], h = t->height[f], z = 0;

        for (; top > 0 && t->parent[top - 1] == f; --top) {
            size_t more = t->pivots[top - 1], now;
            size_t rest = t->height[top - 1] - more;

            now = zeros[top - 1] + z + more * (h - rest);
            if (!pattern_may_merge(p + more, now, eqr_packed(h + more) -
                                                      eqr_packed(h - p)))
                break;
            z = now;
            p += more;
            h += more;
        }
        t->pivots[top] = (eqr_index)p;
        t->height[top] = (eqr_index)h;
        t->parent[top] = t->parent[f];
        zeros[top] = z;
        number[f] = (eqr_index)top++;
    }
    for (k = 0; k < top; ++k)
        if (t->parent[k] != EQR_NO_INDEX)
            t->parent[k] = number[t->parent[k]];
    t->fronts = top;
}

EQR_API void eqr_pattern_fill(eqr_pattern *p, eqr_order_work *w)
{
    p->tree.n = p->n;
    eqr_order(w, p->rows, p->start, p->col, &p->tree);
    pattern_merge(&p->tree, w->head, w->vs);
    pattern_fronts(&p->tree, w->head);
    pattern_rows(p, w->head);
    pattern_sizes(p, w->vs);
}
