/* order.c -- minimum degree on rows; see order.h. */
#include "order.h"

EQR_API eqr_index *eqr_take_indices(eqr_arena *a, size_t count)
{
    return (eqr_index *)eqr_take(a, count, sizeof(eqr_index));
}

EQR_API void eqr_tree_take(eqr_tree *t, size_t n, eqr_arena *a)
{
    t->n = n;
    t->order = eqr_take_indices(a, n);
    t->place = eqr_take_indices(a, n);
    t->pivots = eqr_take_indices(a, n);
    t->height = eqr_take_indices(a, n);
    t->parent = eqr_take_indices(a, n);
}

EQR_API void eqr_order_take(eqr_order_work *w, size_t n, size_t rows,
                            size_t entries, eqr_arena *a)
{
    size_t elements = rows + n;

    w->many = 0;
    w->room = 2 * entries;
    w->ev = eqr_take_indices(a, w->room);
    w->ve = eqr_take_indices(a, entries);
    w->es = (size_t *)eqr_take(a, elements, sizeof(size_t));
    w->vs = (size_t *)eqr_take(a, n + 1, sizeof(size_t));
    w->el = eqr_take_indices(a, elements);
    w->ew = eqr_take_indices(a, elements);
    w->outside = eqr_take_indices(a, elements);
    w->eseen = eqr_take_indices(a, elements);
    w->mark = eqr_take_indices(a, elements);
    w->vl = eqr_take_indices(a, n);
    w->vseen = eqr_take_indices(a, n);
    w->weight = eqr_take_indices(a, n);
    w->degree = eqr_take_indices(a, n);
    w->head = eqr_take_indices(a, n + 1);
    w->next = eqr_take_indices(a, n);
    w->before = eqr_take_indices(a, n);
    w->hash = eqr_take_indices(a, n);
    w->member = eqr_take_indices(a, n);
    w->last = eqr_take_indices(a, n);
    w->first = eqr_take_indices(a, n);
}

/* ---------------------------------------------------------- lists by degree */

static void order_insert(eqr_order_work *w, eqr_index v)
{
    eqr_index d = w->degree[v], at = w->head[d];

    w->next[v] = at;
    w->before[v] = EQR_NO_INDEX;
    if (at != EQR_NO_INDEX)
        w->before[at] = v;
    w->head[d] = v;
    if (d < w->least)
        w->least = d;
}

static void order_remove(eqr_order_work *w, eqr_index v)
{
    eqr_index next = w->next[v], before = w->before[v];

    if (before != EQR_NO_INDEX)
        w->next[before] = next;
    else
        w->head[w->degree[v]] = next;
    if (next != EQR_NO_INDEX)
        w->before[next] = before;
}

/* ------------------------------------------------------------------ begin */

/* The rows as elements, each unknown once. */
static void order_rows(eqr_order_work *w, const size_t *start,
                       const eqr_index *col)
{
    size_t i, k;

    for (i = 0; i < w->m; ++i) {
        w->es[i] = w->used;
        for (k = start[i]; k < start[i + 1]; ++k)
            if (w->vseen[col[k]] != (eqr_index)i + 1) {
                w->vseen[col[k]] = (eqr_index)i + 1;
                ++w->vl[col[k]];
                if (w->weight[col[k]])
                    w->ev[w->used++] = col[k];
            }
        w->el[i] = w->ew[i] = (eqr_index)(w->used - w->es[i]);
    }
}

/* The rows of each unknown, and its degree, at most. */
static void order_columns(eqr_order_work *w)
{
    size_t i, k, j, at = 0, d;

    for (j = 0; j < w->n; ++j) {
        w->vs[j] = at;
        at += w->vl[j];
        w->vl[j] = w->degree[j] = 0;
    }
    for (i = 0; i < w->m; ++i)
        for (k = 0; k < w->el[i]; ++k) {
            eqr_index v = w->ev[w->es[i] + k];

            w->ve[w->vs[v] + w->vl[v]++] = (eqr_index)i;
            d = w->degree[v] + (size_t)w->el[i] - 1;
            w->degree[v] = (eqr_index)(d < w->n ? d : w->n - 1);
        }
}

static void order_begin(eqr_order_work *w, const size_t *start,
                        const eqr_index *col)
{
    size_t j;

    w->used = 0;
    for (j = 0; j < w->n; ++j) {
        w->vl[j] = w->vseen[j] = 0;
        w->weight[j] = 1;
        w->head[j] = w->hash[j] = w->member[j] = EQR_NO_INDEX;
        w->last[j] = (eqr_index)j;
    }
    w->head[w->n] = EQR_NO_INDEX;
    eqr_order_set_aside(w, start, col);
    order_rows(w, start, col);
    order_columns(w);
    for (j = 0; j < w->m + w->n; ++j)
        w->eseen[j] = w->mark[j] = 0;
    for (j = 0; j < w->n; ++j)
        w->vseen[j] = 0;
    w->now = 0;
    w->least = w->n;
    for (j = w->n; j-- > 0;)
        if (w->weight[j])
            order_insert(w, (eqr_index)j);
}

/* -------------------------------------------------------------- eliminating */

/* Elements lie in the order of their numbers: move the living together. */
static void order_compact(eqr_order_work *w, size_t elements)
{
    size_t e, k, at = 0;

    for (e = 0; e < elements; ++e) {
        size_t from = w->es[e], begin = at;

        for (k = 0; k < w->el[e]; ++k)
            if (w->weight[w->ev[from + k]])
                w->ev[at++] = w->ev[from + k];
        w->es[e] = begin;
        w->el[e] = (eqr_index)(at - begin);
    }
    w->used = at;
}

static void order_absorb(eqr_order_work *w, eqr_index e, size_t front,
                         eqr_tree *t)
{
    w->el[e] = 0;
    if (e >= w->m)
        t->parent[e - w->m] = (eqr_index)front;
}

/* The new element: all that share one with p. */
static void order_unite(eqr_order_work *w, eqr_index p, size_t front,
                        eqr_tree *t)
{
    size_t e, k, i, at = w->m + front, need = 0;

    for (i = 0; i < w->vl[p]; ++i)
        need += w->el[w->ve[w->vs[p] + i]];
    if (w->used + need > w->room)
        order_compact(w, at);
    w->es[at] = w->used;
    w->ew[at] = 0;
    for (i = 0; i < w->vl[p]; ++i) {
        e = w->ve[w->vs[p] + i];
        for (k = 0; k < w->el[e]; ++k) {
            eqr_index v = w->ev[w->es[e] + k];

            if (v == p || !w->weight[v] || w->vseen[v] == w->now)
                continue;
            w->vseen[v] = w->now;
            w->ev[w->used++] = v;
            w->ew[at] += w->weight[v];
            order_remove(w, v);
        }
        order_absorb(w, (eqr_index)e, front, t);
    }
    w->el[at] = (eqr_index)(w->used - w->es[at]);
}

/* Of each element that meets the new one: how much of it is outside. */
static void order_outside(eqr_order_work *w, size_t at)
{
    size_t i, k;

    for (k = 0; k < w->el[at]; ++k) {
        eqr_index v = w->ev[w->es[at] + k];

        for (i = 0; i < w->vl[v]; ++i) {
            eqr_index e = w->ve[w->vs[v] + i];

            if (w->el[e] == 0)
                continue;
            if (w->eseen[e] != w->now) {
                w->eseen[e] = w->now;
                w->outside[e] = w->ew[e];
            }
            w->outside[e] -= w->weight[v];
        }
    }
}

/* The elements of v that are left, and the new one; its degree; a hash. */
static size_t order_renew(eqr_order_work *w, eqr_index v, size_t at,
                          size_t left, eqr_tree *t)
{
    size_t i, kept = 0, hash = at, most = left - w->weight[v];
    size_t degree = w->ew[at] - w->weight[v];

    for (i = 0; i < w->vl[v]; ++i) {
        eqr_index e = w->ve[w->vs[v] + i];

        if (w->el[e] != 0 && w->outside[e] == 0)
            order_absorb(w, e, at - w->m, t);
        if (w->el[e] == 0)
            continue;
        w->ve[w->vs[v] + kept++] = e;
        degree += w->outside[e];
        hash += e;
    }
    w->ve[w->vs[v] + kept++] = (eqr_index)at;
    w->vl[v] = (eqr_index)kept;
    w->degree[v] = (eqr_index)(degree < most ? degree : most);
    return hash % w->n;
}

/* Do u and v have the same elements?  Those of v are marked. */
static int order_same(const eqr_order_work *w, eqr_index u, eqr_index v)
{
    size_t i;

    if (w->vl[u] != w->vl[v])
        return 0;
    for (i = 0; i < w->vl[u]; ++i)
        if (w->mark[w->ve[w->vs[u] + i]] != v + 1)
            return 0;
    return 1;
}

/* v into one before it that has the same elements; else it stays. */
static int order_merge(eqr_order_work *w, eqr_index v, size_t hash)
{
    eqr_index u;
    size_t i;

    for (i = 0; i < w->vl[v]; ++i)
        w->mark[w->ve[w->vs[v] + i]] = v + 1;
    for (u = w->hash[hash]; u != EQR_NO_INDEX; u = w->next[u])
        if (order_same(w, u, v))
            break;
    if (u == EQR_NO_INDEX) {
        w->next[v] = w->hash[hash];
        w->hash[hash] = v;
        return 0;
    }
    w->degree[u] -= w->weight[v];
    w->weight[u] += w->weight[v];
    w->weight[v] = 0;
    w->member[w->last[u]] = v;
    w->last[u] = w->last[v];
    return 1;
}

static void order_update(eqr_order_work *w, size_t at, size_t left,
                         eqr_tree *t)
{
    size_t k, kept = 0;
    eqr_index *list = w->ev + w->es[at];

    for (k = 0; k < w->el[at]; ++k) {
        eqr_index v = list[k];
        size_t hash = order_renew(w, v, at, left, t);

        w->before[v] = (eqr_index)hash;      /* free until it is inserted */
    }
    for (k = 0; k < w->el[at]; ++k)
        if (!order_merge(w, list[k], w->before[list[k]]))
            list[kept++] = list[k];
    for (k = 0; k < kept; ++k)
        w->hash[w->before[list[k]]] = EQR_NO_INDEX;
    for (k = 0; k < kept; ++k)
        order_insert(w, list[k]);
    w->el[at] = (eqr_index)kept;
}

static void order_eliminate(eqr_order_work *w, eqr_index p, size_t left,
                            eqr_tree *t)
{
    size_t front = t->fronts++;

    order_remove(w, p);
    ++w->now;
    w->vseen[p] = w->now;
    t->parent[front] = EQR_NO_INDEX;
    w->first[front] = p;
    order_unite(w, p, front, t);
    t->pivots[front] = w->weight[p];
    t->height[front] = w->weight[p] + w->ew[w->m + front];
    left -= w->weight[p];
    w->weight[p] = 0;
    order_outside(w, w->m + front);
    order_update(w, w->m + front, left, t);
}

/* --------------------------------------------------------------- postorder */

/* Number the fronts so that each follows its children, the last at once. */
static void order_walk(eqr_order_work *w, const eqr_tree *t, eqr_index *out)
{
    eqr_index *child = w->head, *sibling = w->next, f, root = EQR_NO_INDEX;
    eqr_index *top;
    size_t k, count = 0;

    for (k = 0; k < t->fronts; ++k)
        child[k] = EQR_NO_INDEX;
    for (k = t->fronts; k-- > 0;) {
        top = t->parent[k] == EQR_NO_INDEX ? &root : &child[t->parent[k]];
        sibling[k] = *top;
        *top = (eqr_index)k;
    }
    for (f = root; f != EQR_NO_INDEX;) {
        if (child[f] != EQR_NO_INDEX) {      /* down, once */
            eqr_index down = child[f];

            child[f] = EQR_NO_INDEX;
            f = down;
            continue;
        }
        out[f] = (eqr_index)count++;
        f = sibling[f] != EQR_NO_INDEX ? sibling[f] : t->parent[f];
    }
}

static void order_finish(eqr_order_work *w, eqr_tree *t)
{
    eqr_index *number = w->before, *old = w->degree, *pivots = w->vseen;
    eqr_index *height = w->vl, *parent = w->weight;
    size_t k, f, at = 0;

    order_walk(w, t, number);
    for (k = 0; k < t->fronts; ++k) {
        eqr_index up = t->parent[k];

        f = number[k];
        old[f] = w->first[k];
        pivots[f] = t->pivots[k];
        height[f] = t->height[k];
        parent[f] = up == EQR_NO_INDEX ? up : number[up];
    }
    for (f = 0; f < t->fronts; ++f) {
        eqr_index v = old[f];

        t->pivots[f] = pivots[f];
        t->height[f] = height[f];
        t->parent[f] = parent[f];
        for (; v != EQR_NO_INDEX; v = w->member[v]) {
            t->place[v] = (eqr_index)at;
            t->order[at++] = v;
        }
    }
}

EQR_API void eqr_order(eqr_order_work *w, size_t rows, const size_t *start,
                       const eqr_index *col, eqr_tree *t)
{
    size_t left;

    w->n = t->n;
    w->m = rows;
    order_begin(w, start, col);
    left = w->n - w->aside;
    t->fronts = 0;
    while (left > 0) {
        eqr_index p;

        while (w->head[w->least] == EQR_NO_INDEX)
            ++w->least;
        p = w->head[w->least];
        order_eliminate(w, p, left, t);
        left -= t->pivots[t->fronts - 1];
    }
    eqr_order_bring_back(w, start, col, t);
    order_finish(w, t);
}
