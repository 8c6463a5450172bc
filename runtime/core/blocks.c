/* blocks.c -- the blocks of a square system, in order; see blocks.h. */
#include "blocks.h"

#include "rows.h"

/*
 * What a point decides for all rows is computed again for each block: up to so
 * many unknowns that costs less than it may save.
 */
enum { EQR_BLOCKS_PREPARED = 1000 };

EQR_API int eqr_blocks_may_be(const eqr_problem *p)
{
    return p->cls == EQR_CLASS_SYSTEM && p->residual.count == p->n &&
           p->n > 0 && p->residual.width > 0 &&
           eqr_entries(&p->residual) < EQR_NO_INDEX / 8;
}

/* They are of use. */
static int blocks_serve(const eqr_problem *p)
{
    return !p->robust && p->magnitude &&
           (!p->prepare || p->n <= EQR_BLOCKS_PREPARED);
}

EQR_API void eqr_blocks_take(eqr_blocks *b, const eqr_problem *p,
                             eqr_arena *a)
{
    size_t n = p->n;

    b->start = (size_t *)eqr_take(a, n + 1, sizeof(size_t));
    b->col = eqr_take_indices(a, eqr_entries(&p->residual));
    b->row = eqr_take_indices(a, n);
    b->unknown = eqr_take_indices(a, n);
    b->place = eqr_take_indices(a, n);
    b->first = eqr_take_indices(a, n + 1);
}

EQR_API void eqr_blocks_take_work(eqr_blocks_work *w, const eqr_problem *p,
                                  eqr_arena *a)
{
    eqr_square s;
    size_t n = p->n, rows = eqr_block_rows(p);

    eqr_square_take_match(&s, &w->match, n, eqr_entries(&p->residual), a);
    w->begin = (size_t *)eqr_take(a, rows + 1, sizeof(size_t));
    w->column = (size_t *)eqr_take(a, rows * p->residual.width,
                                   sizeof(size_t));
    w->stack = eqr_take_indices(a, n);
}

/* Which row has which unknowns. */
static int blocks_look(eqr_blocks *b, const eqr_problem *p,
                       eqr_blocks_work *w)
{
    size_t lo, hi, k;
    int code;

    b->start[0] = 0;
    for (lo = 0; lo < p->n; lo = hi) {
        hi = p->n - lo < EQR_BLOCK ? p->n : lo + EQR_BLOCK;
        code = p->residual.structure(p->user, lo, hi, w->begin, w->column);
        if (code != 0)
            return code;
        for (k = lo; k < hi; ++k)
            b->start[k + 1] = b->start[lo] + w->begin[k + 1 - lo];
        for (k = 0; k < w->begin[hi - lo]; ++k)
            b->col[b->start[lo] + k] = (eqr_index)w->column[k];
    }
    return 0;
}

/* Has row k unknowns k - 1, k and k + 1, as far as they exist? */
static int blocks_links(const size_t *col, size_t count, size_t k, size_t n)
{
    int before = k == 0, own = 0, after = k + 1 == n;
    size_t i;

    for (i = 0; i < count; ++i) {
        before = before || col[i] + 1 == k;
        own = own || col[i] == k;
        after = after || col[i] == k + 1;
    }
    return before && own && after;
}

/*
 * Has each row?  Then a way leads through all of them and back, and there is
 * one block: of a difference equation that is seen before anything is stored.
 */
static int blocks_chained(const eqr_problem *p, eqr_blocks_work *w)
{
    size_t lo, hi, k;

    for (lo = 0; lo < p->n; lo = hi) {
        hi = p->n - lo < EQR_BLOCK ? p->n : lo + EQR_BLOCK;
        if (p->residual.structure(p->user, lo, hi, w->begin, w->column) != 0)
            return 0;
        for (k = lo; k < hi; ++k) {
            const size_t *begin = w->begin + (k - lo);

            if (!blocks_links(w->column + begin[0], begin[1] - begin[0], k,
                              p->n))
                return 0;
        }
    }
    return 1;
}

/* Row i has unknown i, as often is so: no search is needed. */
static int blocks_diagonal(const eqr_blocks *b, eqr_blocks_work *w, size_t n)
{
    size_t i, k;

    for (i = 0; i < n; ++i) {
        for (k = b->start[i]; k < b->start[i + 1] && b->col[k] != i; ++k)
            ;
        if (k == b->start[i + 1])
            return 0;
        w->match.match[i] = w->match.owner[i] = (eqr_index)i;
    }
    return 1;
}

/* ---------------------------------------------------------------- Tarjan */

static void blocks_enter(const eqr_blocks *b, eqr_blocks_work *w,
                         eqr_index row)
{
    w->match.seen[row] = w->match.left[row] = w->turn++;
    w->match.next[row] = b->start[row];
    w->stack[w->top++] = row;
}

/* The rows on the stack from this one on are a block. */
static void blocks_close(eqr_blocks *b, eqr_blocks_work *w, eqr_index row)
{
    size_t k, top = w->top;

    while (w->stack[--w->top] != row)
        ;
    b->first[b->count++] = (eqr_index)w->found;
    for (k = w->top; k < top; ++k) {
        eqr_index unknown = w->match.match[w->stack[k]];

        b->row[w->found] = w->stack[k];
        b->unknown[w->found] = unknown;
        b->place[unknown] = (eqr_index)w->found++;
    }
}

/* The row at hand leads to another: 1 where that one is new. */
static int blocks_follow(const eqr_blocks *b, eqr_blocks_work *w,
                         eqr_index row, eqr_index to)
{
    eqr_index *low = w->match.left;

    if (w->match.seen[to] == EQR_NO_INDEX) {
        blocks_enter(b, w, to);
        return 1;
    }
    if (b->place[w->match.match[to]] == EQR_NO_INDEX &&
        w->match.seen[to] < low[row])
        low[row] = w->match.seen[to];
    return 0;
}

/* All that is reached from a row; match.wait is the way to where we are. */
static void blocks_visit(eqr_blocks *b, eqr_blocks_work *w, eqr_index root)
{
    eqr_index *low = w->match.left, *way = w->match.wait;
    size_t depth = 0;

    way[0] = root;
    blocks_enter(b, w, root);
    for (;;) {
        eqr_index row = way[depth];

        if (w->match.next[row] < b->start[row + 1]) {
            eqr_index to = w->match.owner[b->col[w->match.next[row]++]];

            if (blocks_follow(b, w, row, to))
                way[++depth] = to;
            continue;
        }
        if (low[row] == w->match.seen[row])
            blocks_close(b, w, row);
        if (depth-- == 0)
            return;
        if (low[row] < low[way[depth]])
            low[way[depth]] = low[row];
    }
}

EQR_API int eqr_blocks_find(eqr_blocks *b, const eqr_problem *p,
                            eqr_blocks_work *w)
{
    eqr_square s;
    size_t i;
    int code;

    b->count = 1;
    if (!blocks_serve(p) || (p->n > 1 && blocks_chained(p, w)))
        return 0;
    if ((code = blocks_look(b, p, w)) != 0)
        return code;
    s.n = p->n;
    s.row = b->row;
    s.unknown = b->unknown;
    if (!blocks_diagonal(b, w, p->n) &&
        !eqr_square_match(&s, &w->match, b->start, b->col))
        return 0;
    b->count = w->top = w->found = 0;
    w->turn = 0;
    for (i = 0; i < p->n; ++i)
        w->match.seen[i] = b->place[i] = EQR_NO_INDEX;
    for (i = 0; i < p->n; ++i)
        if (w->match.seen[i] == EQR_NO_INDEX)
            blocks_visit(b, w, (eqr_index)i);
    b->first[b->count] = (eqr_index)p->n;
    return 0;
}
