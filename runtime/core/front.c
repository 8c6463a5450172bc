/* front.c -- multifrontal L D L'; see front.h. */
#include "front.h"

/* --------------------------------------------------------------- symbolic */

EQR_API void eqr_pattern_take(eqr_pattern *p, size_t n, size_t rows,
                              size_t entries, eqr_arena *a)
{
    p->n = n;
    p->rows = rows;
    p->start = (size_t *)eqr_take(a, rows + 1, sizeof(size_t));
    p->col = (eqr_index *)eqr_take(a, entries, sizeof(eqr_index));
    p->row = (eqr_index *)eqr_take(a, rows, sizeof(eqr_index));
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

static size_t front_packed(size_t n)
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
        now += front_packed(rest);
        if (t->parent[f] != EQR_NO_INDEX)
            waiting[t->parent[f]] += front_packed(rest);
        p->stack = now > p->stack ? now : p->stack;
        p->entries += front_packed(h) - front_packed(rest);
        p->lists += h;
        p->tallest = h > p->tallest ? h : p->tallest;
        p->work += (a * a * a - b * b * b) / 6;
    }
}

EQR_API void eqr_pattern_fill(eqr_pattern *p, eqr_order_work *w)
{
    eqr_order(w, p->start, p->col, &p->tree);
    pattern_fronts(&p->tree, w->head);
    pattern_rows(p, w->head);
    pattern_sizes(p, w->vs);
}

/* ---------------------------------------------------------------- lists */

/* Add a place to the list of front f, once: seen holds f + 1. */
static void front_add(eqr_index *list, size_t *count, eqr_index *seen,
                      size_t f, eqr_index place)
{
    if (seen[place] == (eqr_index)f + 1)
        return;
    seen[place] = (eqr_index)f + 1;
    list[(*count)++] = place;
}

/* The last of the fronts that wait, if it is a child of f; else none. */
static eqr_index front_child(eqr_front *s, size_t f)
{
    eqr_index child;

    if (s->waiting == 0)
        return EQR_NO_INDEX;
    child = s->wait[s->waiting - 1];
    if (s->p->tree.parent[child] != f)
        return EQR_NO_INDEX;
    --s->waiting;
    return child;
}

/* Places of front f: its pivots, then those of its rows and its children. */
static void front_list(eqr_front *s, size_t f, size_t begin)
{
    const eqr_pattern *p = s->p;
    const eqr_tree *t = &p->tree;
    eqr_index *list = s->list + s->begin[f], c;
    size_t count = 0, i, k;

    for (k = 0; k < t->pivots[f]; ++k)
        front_add(list, &count, s->local, f, (eqr_index)(begin + k));
    for (i = p->first[f]; i < p->first[f + 1]; ++i)
        for (k = p->start[p->row[i]]; k < p->start[p->row[i] + 1]; ++k)
            front_add(list, &count, s->local, f, t->place[p->col[k]]);
    while ((c = front_child(s, f)) != EQR_NO_INDEX)
        for (k = t->pivots[c]; k < t->height[c]; ++k)
            front_add(list, &count, s->local, f, s->list[s->begin[c] + k]);
    s->wait[s->waiting++] = (eqr_index)f;
}

static void front_lists(eqr_front *s)
{
    const eqr_tree *t = &s->p->tree;
    size_t f, place = 0, at = 0;

    for (f = 0; f < s->p->n; ++f)
        s->local[f] = 0;
    s->waiting = 0;
    for (f = 0; f < t->fronts; ++f) {
        s->begin[f] = at;
        front_list(s, f, place);
        place += t->pivots[f];
        at += t->height[f];
    }
}

EQR_API void eqr_front_take(eqr_front *s, const eqr_pattern *p, eqr_arena *a)
{
    s->p = p;
    s->list = (eqr_index *)eqr_take(a, p->lists, sizeof(eqr_index));
    s->begin = (size_t *)eqr_take(a, p->tree.fronts, sizeof(size_t));
    s->wait = (eqr_index *)eqr_take(a, p->tree.fronts, sizeof(eqr_index));
    s->local = (eqr_index *)eqr_take(a, p->n, sizeof(eqr_index));
    s->factor = eqr_take_reals(a, p->entries, 1);
    s->stack = eqr_take_reals(a, p->stack, 1);
    s->f = eqr_take_reals(a, p->tallest, p->tallest);
    s->turned = eqr_take_reals(a, p->n, 1);
    if (a->base && !a->overflow)
        front_lists(s);
}

/* ----------------------------------------------------------- assembling */

/* Row i of the matrix times itself. */
static void front_row(eqr_front *s, size_t h, size_t i, const eqr_real *value,
                      const char *skip)
{
    const eqr_pattern *p = s->p;
    size_t a, b;

    for (a = p->start[i]; a < p->start[i + 1]; ++a) {
        size_t at = s->local[p->tree.place[p->col[a]]];

        if (skip[p->col[a]])
            continue;
        for (b = p->start[i]; b < p->start[i + 1]; ++b) {
            size_t to = s->local[p->tree.place[p->col[b]]];

            if (to >= at && !skip[p->col[b]])
                s->f[at * h + to] += value[a] * value[b];
        }
    }
}

/* What child c left, from the top of the stack. */
static void front_extend(eqr_front *s, size_t h, size_t c)
{
    const eqr_tree *t = &s->p->tree;
    const eqr_index *list = s->list + s->begin[c] + t->pivots[c];
    size_t rest = t->height[c] - t->pivots[c], i, k;
    const eqr_real *from;

    s->top -= front_packed(rest);
    from = s->stack + s->top;
    for (i = 0; i < rest; ++i) {
        size_t at = s->local[list[i]];

        for (k = i; k < rest; ++k) {
            size_t to = s->local[list[k]];

            s->f[to >= at ? at * h + to : to * h + at] += *from++;
        }
    }
}

static void front_assemble(eqr_front *s, size_t f, size_t begin,
                           const eqr_real *value, const char *skip,
                           const eqr_real *diagonal)
{
    const eqr_pattern *p = s->p;
    size_t h = p->tree.height[f], i;
    eqr_index c;

    for (i = 0; i < h * h; ++i)
        s->f[i] = 0;
    for (i = 0; i < h; ++i)
        s->local[s->list[s->begin[f] + i]] = (eqr_index)i;
    for (i = 0; i < p->tree.pivots[f]; ++i)
        s->f[i * h + i] = diagonal[p->tree.order[begin + i]];
    for (i = p->first[f]; i < p->first[f + 1]; ++i)
        front_row(s, h, p->row[i], value, skip);
    while ((c = front_child(s, f)) != EQR_NO_INDEX)
        front_extend(s, h, c);
    s->wait[s->waiting++] = (eqr_index)f;
}

/* ------------------------------------------------------------ factoring */

enum { FRONT_PANEL = 4 };

/* to -= sum of scale[q] * row q of from, for up to FRONT_PANEL rows. */
static void front_minus(size_t n, size_t rows, const eqr_real *scale,
                        const eqr_real *EQR_RESTRICT from, size_t ld,
                        eqr_real *EQR_RESTRICT to)
{
    const eqr_real *b = from + ld, *c = b + ld, *d = c + ld;
    size_t j, q;

    if (rows == FRONT_PANEL) {
        for (j = 0; j < n; ++j)
            to[j] -= (scale[0] * from[j] + scale[1] * b[j]) +
                     (scale[2] * c[j] + scale[3] * d[j]);
        return;
    }
    for (q = 0; q < rows; ++q)
        for (j = 0; j < n; ++j)
            to[j] -= scale[q] * from[q * ld + j];
}

/* Rows k .. k + rows - 1 become pivot rows; how many are missing. */
static size_t front_panel(eqr_front *s, size_t h, size_t k, size_t rows,
                          const eqr_index *unknown, const eqr_real *least)
{
    size_t q, r, missing = 0;

    for (q = k; q < k + rows; ++q) {
        eqr_real *row = s->f + q * h;

        for (r = k; r < q; ++r) {
            eqr_real t = s->f[r * h + q] / s->f[r * h + r];

            front_minus(h - q, 1, &t, s->f + r * h + q, h, row + q);
        }
        if (!(row[q] > least[unknown[q]])) {
            ++missing;
            if (!(row[q] > 0))
                row[q] = EQR_SQRT(EQR_MAX);
        }
    }
    return missing;
}

static size_t front_eliminate(eqr_front *s, size_t h, size_t pivots,
                              const eqr_index *unknown, const eqr_real *least)
{
    size_t k, i, q, rows, missing = 0;
    eqr_real t[FRONT_PANEL];

    for (k = 0; k < pivots; k += rows) {
        rows = pivots - k < FRONT_PANEL ? pivots - k
                                        : (size_t)FRONT_PANEL;
        missing += front_panel(s, h, k, rows, unknown, least);
        for (i = k + rows; i < h; ++i) {
            for (q = 0; q < rows; ++q)
                t[q] = s->f[(k + q) * h + i] / s->f[(k + q) * h + k + q];
            front_minus(h - i, rows, t, s->f + k * h + i, h,
                        s->f + i * h + i);
        }
    }
    return missing;
}

/* Rows lo .. hi - 1 of the upper triangle, one after the other. */
static eqr_real *front_pack(const eqr_front *s, size_t h, size_t lo,
                            size_t hi, eqr_real *to)
{
    size_t i;

    for (i = lo; i < hi; ++i) {
        eqr_copy(h - i, s->f + i * h + i, to);
        to += h - i;
    }
    return to;
}

EQR_API size_t eqr_front_factor(eqr_front *s, const eqr_real *value,
                                const char *skip, const eqr_real *diagonal,
                                const eqr_real *least)
{
    const eqr_tree *t = &s->p->tree;
    eqr_real *to = s->factor;
    size_t f, begin = 0, missing = 0;

    s->top = s->waiting = 0;
    for (f = 0; f < t->fronts; ++f) {
        size_t h = t->height[f], pivots = t->pivots[f];

        front_assemble(s, f, begin, value, skip, diagonal);
        missing += front_eliminate(s, h, pivots, t->order + begin, least);
        to = front_pack(s, h, 0, pivots, to);
        front_pack(s, h, pivots, h, s->stack + s->top);
        s->top += front_packed(h - pivots);
        begin += pivots;
    }
    return missing;
}

/* -------------------------------------------------------------- solving */

static void front_down(const eqr_front *s, eqr_real *x)
{
    const eqr_tree *t = &s->p->tree;
    const eqr_real *row = s->factor;
    size_t f, q, k;

    for (f = 0; f < t->fronts; ++f) {
        const eqr_index *list = s->list + s->begin[f];

        for (q = 0; q < t->pivots[f]; ++q) {
            eqr_real v = x[list[q]] / row[0];

            for (k = 1; k < t->height[f] - q; ++k)
                x[list[q + k]] -= row[k] * v;
            row += t->height[f] - q;
        }
    }
}

static void front_up(const eqr_front *s, eqr_real *x)
{
    const eqr_tree *t = &s->p->tree;
    const eqr_real *row = s->factor + s->p->entries;
    size_t f, q, k;

    for (f = t->fronts; f-- > 0;) {
        const eqr_index *list = s->list + s->begin[f];

        for (q = t->pivots[f]; q-- > 0;) {
            eqr_real sum = x[list[q]];

            row -= t->height[f] - q;
            for (k = 1; k < t->height[f] - q; ++k)
                sum -= row[k] * x[list[q + k]];
            x[list[q]] = sum / row[0];
        }
    }
}

EQR_API void eqr_front_solve(const eqr_front *s, eqr_real *b)
{
    const eqr_index *order = s->p->tree.order;
    size_t j;

    for (j = 0; j < s->p->n; ++j)
        s->turned[j] = b[order[j]];
    front_down(s, s->turned);
    front_up(s, s->turned);
    for (j = 0; j < s->p->n; ++j)
        b[order[j]] = s->turned[j];
}
