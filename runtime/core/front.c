/* front.c -- multifrontal L D L'; see front.h. */
#include "front.h"

#include "dense.h"

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

EQR_API eqr_index eqr_front_child(eqr_front *s, size_t f)
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
    while ((c = eqr_front_child(s, f)) != EQR_NO_INDEX)
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

EQR_API void eqr_front_take(eqr_front *s, const eqr_pattern *p, int both,
                            eqr_arena *a)
{
    size_t times = both ? 2 : 1;

    s->p = p;
    s->list = eqr_take_indices(a, p->lists);
    s->begin = (size_t *)eqr_take(a, p->tree.fronts, sizeof(size_t));
    s->wait = eqr_take_indices(a, p->tree.fronts);
    s->local = eqr_take_indices(a, p->n);
    s->factor = eqr_take_reals(a, p->entries, times);
    s->stack = eqr_take_reals(a, p->stack, times);
    s->swap = eqr_take_indices(a, p->n);
    s->f = eqr_take_reals(a, p->tallest, eqr_tiles_length(p->tallest));
    s->scale = eqr_take_reals(a, p->tallest + EQR_TILE + 1, EQR_TILE);
    s->turned = eqr_take_reals(a, p->n, 1);
    if (a->base && !a->overflow)
        front_lists(s);
}

/* ----------------------------------------------------------- assembling */

/* Row i of the matrix times itself. */
static void front_row(eqr_front *s, size_t ld, size_t i, const eqr_matter *m)
{
    const eqr_pattern *p = s->p;
    size_t a, b;

    for (a = p->start[i]; a < p->start[i + 1]; ++a) {
        size_t at = s->local[p->tree.place[p->col[a]]];

        if (m->skip[p->col[a]])
            continue;
        for (b = p->start[i]; b < p->start[i + 1]; ++b) {
            size_t to = s->local[p->tree.place[p->col[b]]];

            if (to >= at && !m->skip[p->col[b]])
                s->f[at * ld + to] += m->value[a] * m->value[b];
        }
    }
}

/* Row i begins with a pair, with the element it stands for. */
static void front_pair(eqr_front *s, size_t ld, size_t i, const eqr_matter *m)
{
    const eqr_index *col = s->p->col + s->p->start[i];
    const eqr_index *place = s->p->tree.place;
    size_t a = s->local[place[col[0]]], b = s->local[place[col[1]]];

    s->f[a < b ? a * ld + b : b * ld + a] += m->value[m->step * i];
}

/* What child c left, from the top of the stack. */
static void front_extend(eqr_front *s, size_t ld, size_t c)
{
    const eqr_tree *t = &s->p->tree;
    const eqr_index *list = s->list + s->begin[c] + t->pivots[c];
    size_t rest = t->height[c] - t->pivots[c], i, k;
    const eqr_real *from;

    s->top -= eqr_packed(rest);
    from = s->stack + s->top;
    for (i = 0; i < rest; ++i) {
        size_t at = s->local[list[i]];

        for (k = i; k < rest; ++k) {
            size_t to = s->local[list[k]];

            s->f[to >= at ? at * ld + to : to * ld + at] += *from++;
        }
    }
}

static void front_assemble(eqr_front *s, size_t f, size_t ld,
                           const eqr_matter *m)
{
    const eqr_pattern *p = s->p;
    const eqr_index *list = s->list + s->begin[f];
    size_t h = p->tree.height[f], i;
    eqr_index c;

    for (i = 0; i < h * ld; ++i)
        s->f[i] = 0;
    for (i = 0; i < h; ++i)
        s->local[list[i]] = (eqr_index)i;
    for (i = 0; i < p->tree.pivots[f]; ++i)
        s->f[i * ld + i] = m->diagonal[p->tree.order[list[i]]];
    for (i = p->first[f]; i < p->first[f + 1]; ++i)
        (m->skip ? front_row : front_pair)(s, ld, p->row[i], m);
    while ((c = eqr_front_child(s, f)) != EQR_NO_INDEX)
        front_extend(s, ld, c);
    s->wait[s->waiting++] = (eqr_index)f;
}

/* ------------------------------------------------------------ factoring */

enum { FRONT_STEP = 4 };

/* Rows lo .. hi - 1 less what the depth pivot rows from k on take away. */
static void front_minus(eqr_front *s, size_t ld, size_t k, size_t depth,
                        size_t lo, size_t hi)
{
    size_t q, i;

    for (q = 0; q < depth; ++q) {
        const eqr_real *row = s->f + (k + q) * ld;
        eqr_real inverse = 1 / row[k + q];

        for (i = lo; i < hi; ++i)
            s->scale[(i - lo) * EQR_TILE + q] = row[i] * inverse;
    }
    eqr_tiles_minus(s->f, ld, k, depth, lo, hi, s->scale, lo, 1);
}

/* Is the pivot missing?  Then it may be made so large that nothing moves. */
static size_t front_pivot(eqr_real *pivot, eqr_real least, int definite)
{
    if (definite ? *pivot > least : EQR_ABS(*pivot) > least)
        return 0;
    if (!(*pivot > 0))
        *pivot = EQR_SQRT(EQR_MAX);
    return 1;
}

/* Rows k .. k + rows - 1 become pivot rows; how many are missing. */
static size_t front_panel(eqr_front *s, size_t ld, size_t k, size_t rows,
                          const eqr_index *unknown, const eqr_matter *m)
{
    size_t q, r, step, missing = 0, end = k + rows;

    for (q = k; q < end; q += step) {
        step = end - q < FRONT_STEP ? end - q : (size_t)FRONT_STEP;
        for (r = q; r < q + step; ++r) {
            if (r > q)
                front_minus(s, ld, q, r - q, r, r + 1);
            missing += front_pivot(&s->f[r * ld + r], m->least[unknown[r]],
                                   m->skip != NULL);
        }
        front_minus(s, ld, q, step, q + step, end);
    }
    return missing;
}

static size_t front_eliminate(eqr_front *s, size_t h, size_t ld, size_t pivots,
                              const eqr_index *unknown, const eqr_matter *m)
{
    size_t k, rows, missing = 0;

    for (k = 0; k < pivots; k += rows) {
        rows = pivots - k < EQR_TILE ? pivots - k : (size_t)EQR_TILE;
        missing += front_panel(s, ld, k, rows, unknown, m);
        front_minus(s, ld, k, rows, k + rows, h);
    }
    return missing;
}

/* Rows lo .. hi - 1 of the upper triangle, one after the other. */
static eqr_real *front_pack(const eqr_front *s, size_t h, size_t ld, size_t lo,
                            size_t hi, eqr_real *to)
{
    size_t i;

    for (i = lo; i < hi; ++i) {
        eqr_copy(h - i, s->f + i * ld + i, to);
        to += h - i;
    }
    return to;
}

EQR_API size_t eqr_front_factor(eqr_front *s, const eqr_matter *m)
{
    const eqr_tree *t = &s->p->tree;
    eqr_real *to = s->factor;
    size_t f, begin = 0, missing = 0;

    s->top = s->waiting = 0;
    for (f = 0; f < t->fronts; ++f) {
        size_t h = t->height[f], pivots = t->pivots[f];
        size_t ld = eqr_tiles_length(h);

        front_assemble(s, f, ld, m);
        missing += m->eliminate ? m->eliminate(s, f, begin, ld, m)
                                : front_eliminate(s, h, ld, pivots,
                                                  t->order + begin, m);
        to = front_pack(s, h, ld, 0, pivots, to);
        front_pack(s, h, ld, pivots, h, s->stack + s->top);
        s->top += eqr_packed(h - pivots);
        begin += pivots;
    }
    return missing;
}

/* -------------------------------------------------------------- solving */

static const eqr_real *front_down(const eqr_front *s, size_t f, size_t begin,
                                  const eqr_real *row, eqr_real *x)
{
    size_t q, rest = s->p->tree.height[f];

    (void)begin;
    for (q = 0; q < s->p->tree.pivots[f]; ++q, ++x, row += rest--)
        eqr_axpy(rest - 1, -(x[0] / row[0]), row + 1, x + 1);
    return row;
}

static const eqr_real *front_up(const eqr_front *s, size_t f, size_t begin,
                                const eqr_real *row, eqr_real *x)
{
    size_t q, rest;

    (void)begin;
    for (q = s->p->tree.pivots[f]; q-- > 0;) {
        rest = s->p->tree.height[f] - q;
        row -= rest;
        x[q] = (x[q] - eqr_dot(rest - 1, row + 1, x + q + 1)) / row[0];
    }
    return row;
}

/* Of front f: what x has of its list. */
static void front_gather(const eqr_front *s, size_t f, const eqr_real *x)
{
    const eqr_index *list = s->list + s->begin[f];
    size_t k, count = s->p->tree.height[f];

    for (k = 0; k < count; ++k)
        s->f[k] = x[list[k]];
}

static void front_scatter(const eqr_front *s, size_t f, size_t count,
                          eqr_real *x)
{
    const eqr_index *list = s->list + s->begin[f];
    size_t k;

    for (k = 0; k < count; ++k)
        x[list[k]] = s->f[k];
}

EQR_API void eqr_front_both(const eqr_front *s, const eqr_real *end,
                            eqr_real *b, eqr_front_pass *down,
                            eqr_front_pass *up)
{
    const eqr_tree *t = &s->p->tree;
    const eqr_real *row = s->factor;
    size_t f, j, begin = 0;

    for (j = 0; j < s->p->n; ++j)
        s->turned[j] = b[t->order[j]];
    for (f = 0; f < t->fronts; begin += t->pivots[f++]) {
        front_gather(s, f, s->turned);
        row = down(s, f, begin, row, s->f);
        front_scatter(s, f, t->height[f], s->turned);
    }
    for (row = end; f-- > 0;) {
        begin -= t->pivots[f];
        front_gather(s, f, s->turned);
        row = up(s, f, begin, row, s->f);
        front_scatter(s, f, t->pivots[f], s->turned);
    }
    for (j = 0; j < s->p->n; ++j)
        b[t->order[j]] = s->turned[j];
}

EQR_API void eqr_front_solve(const eqr_front *s, eqr_real *b)
{
    eqr_front_both(s, s->factor + s->p->entries, b, front_down, front_up);
}
