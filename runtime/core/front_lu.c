/*
 * front_lu.c -- the fronts of a matrix that is not symmetric; see front.h.
 *
 * Pivots are exchanged among the rows that a front eliminates (threshold
 * pivoting: Duff, Erisman, Reid, Direct Methods for Sparse Matrices, 2017,
 * section 5.2).  Where that leaves a poor one, who asked sees it in a residual.
 */
#include "front.h"

#include "dense.h"

/* What child c left: all of its rest, by rows. */
static void lu_extend(eqr_front *s, size_t ld, size_t c)
{
    const eqr_tree *t = &s->p->tree;
    const eqr_index *list = s->list + s->begin[c] + t->pivots[c];
    size_t rest = t->height[c] - t->pivots[c], i, k;
    const eqr_real *from;

    s->top -= rest * rest;
    from = s->stack + s->top;
    for (i = 0; i < rest; ++i) {
        eqr_real *to = s->f + s->local[list[i]] * ld;

        for (k = 0; k < rest; ++k)
            to[s->local[list[k]]] += *from++;
    }
}

static void lu_assemble(eqr_front *s, size_t f, size_t begin, size_t ld,
                        const eqr_matter *m)
{
    const eqr_pattern *p = s->p;
    const eqr_index *place = p->tree.place;
    size_t h = p->tree.height[f], i;
    eqr_index c;

    for (i = 0; i < h * ld; ++i)
        s->f[i] = 0;
    for (i = 0; i < h; ++i)
        s->local[s->list[s->begin[f] + i]] = (eqr_index)i;
    for (i = 0; i < p->tree.pivots[f]; ++i)
        s->f[i * ld + i] = m->diagonal[p->tree.order[begin + i]];
    for (i = p->first[f]; i < p->first[f + 1]; ++i) {
        size_t e = p->row[i];
        size_t a = s->local[place[p->col[2 * e]]];
        size_t b = s->local[place[p->col[2 * e + 1]]];

        s->f[a * ld + b] += m->value[2 * e];
        s->f[b * ld + a] += m->value[2 * e + 1];
    }
    while ((c = eqr_front_child(s, f)) != EQR_NO_INDEX)
        lu_extend(s, ld, c);
    s->wait[s->waiting++] = (eqr_index)f;
}

/* Element k + depth of a row less L U up to depth; u: that column of U. */
static eqr_real lu_element(const eqr_real *row, const eqr_real *u,
                           size_t depth)
{
    eqr_real sum = 0;
    size_t t;

    for (t = 0; t < depth; ++t)
        sum += row[t] * u[t];
    return sum;
}

/* Column k + depth less what the depth pivots from k on take away. */
static void lu_column(eqr_front *s, size_t h, size_t ld, size_t k,
                      size_t depth)
{
    eqr_real u[EQR_TILE];
    size_t i, q = k + depth;

    for (i = k; i < q; ++i) {
        eqr_real *row = s->f + i * ld;

        row[q] -= lu_element(row + k, u, i - k);
        u[i - k] = row[q];
    }
    for (; i < h; ++i)
        s->f[i * ld + q] -= lu_element(s->f + i * ld + k, u, depth);
}

/* The row among q .. pivots - 1 that has the pivot of column q. */
static size_t lu_choose(const eqr_front *s, size_t h, size_t ld, size_t q,
                        size_t pivots)
{
    eqr_real most = 0, best = 0, now;
    size_t i, at = q;

    for (i = q; i < h; ++i) {
        now = EQR_ABS(s->f[i * ld + q]);
        most = now > most ? now : most;
        if (i < pivots && now > best) {
            best = now;
            at = i;
        }
    }
    return EQR_ABS(s->f[q * ld + q]) >= EQR_C(0.1) * most ? q : at;
}

static void lu_exchange(eqr_front *s, size_t ld, size_t a, size_t b)
{
    eqr_real *x = s->f + a * ld, *y = s->f + b * ld, t;
    size_t j;

    for (j = 0; j < ld && a != b; ++j) {
        t = x[j];
        x[j] = y[j];
        y[j] = t;
    }
}

/* Columns k .. k + width - 1 of all rows; how many pivots are missing. */
static size_t lu_panel(eqr_front *s, size_t h, size_t ld, size_t k,
                       size_t width, size_t begin, const eqr_matter *m)
{
    size_t q, i, at, missing = 0, pivots = s->now;
    eqr_real inverse;

    for (q = k; q < k + width; ++q) {
        lu_column(s, h, ld, k, q - k);
        at = lu_choose(s, h, ld, q, pivots);
        s->swap[begin + q] = (eqr_index)at;
        lu_exchange(s, ld, q, at);
        if (!(EQR_ABS(s->f[q * ld + q]) >
              m->least[s->p->tree.order[begin + q]])) {
            ++missing;
            s->f[q * ld + q] = EQR_SQRT(EQR_MAX);
        }
        inverse = 1 / s->f[q * ld + q];
        for (i = q + 1; i < h; ++i)
            s->f[i * ld + q] *= inverse;
    }
    return missing;
}

/* Rows lo .. hi - 1, columns from `begin` on, less depth pivot rows from k. */
static void lu_minus(eqr_front *s, size_t ld, size_t k, size_t depth,
                     size_t lo, size_t hi, size_t begin)
{
    size_t i, j, t, even = eqr_tiles_length(begin);

    for (i = lo; i < hi; ++i) {
        eqr_real *row = s->f + i * ld;

        eqr_copy(depth, row + k, s->scale + (i - lo) * EQR_TILE);
        for (j = begin; j < even; ++j)
            for (t = 0; t < depth; ++t)
                row[j] -= row[k + t] * s->f[(k + t) * ld + j];
    }
    eqr_tiles_minus(s->f, ld, k, depth, lo, hi, s->scale, even, 0);
}

static size_t lu_eliminate(eqr_front *s, size_t h, size_t ld, size_t begin,
                           const eqr_matter *m)
{
    size_t k, q, width, missing = 0, end;

    for (k = 0; k < s->now; k = end) {
        width = s->now - k < EQR_TILE ? s->now - k : (size_t)EQR_TILE;
        end = k + width;
        missing += lu_panel(s, h, ld, k, width, begin, m);
        for (q = k + 1; q < end; ++q)
            lu_minus(s, ld, k, q - k, q, q + 1, end);
        lu_minus(s, ld, k, width, end, h, end);
    }
    return missing;
}

/* Of each pivot: its row from the diagonal on, its column below. */
static eqr_real *lu_pack(eqr_front *s, size_t h, size_t ld, eqr_real *to)
{
    size_t q, i;

    for (q = 0; q < s->now; ++q) {
        eqr_copy(h - q, s->f + q * ld + q, to);
        to += h - q;
        for (i = q + 1; i < h; ++i)
            *to++ = s->f[i * ld + q];
    }
    for (i = q; i < h; ++i) {
        eqr_copy(h - q, s->f + i * ld + q, s->stack + s->top);
        s->top += h - q;
    }
    return to;
}

EQR_API size_t eqr_front_lu(eqr_front *s, const eqr_matter *m)
{
    const eqr_tree *t = &s->p->tree;
    eqr_real *to = s->factor;
    size_t f, begin = 0, missing = 0;

    s->top = s->waiting = 0;
    for (f = 0; f < t->fronts && missing == 0; ++f) {
        size_t h = t->height[f], ld = eqr_tiles_length(h);

        s->now = t->pivots[f];
        lu_assemble(s, f, begin, ld, m);
        missing = lu_eliminate(s, h, ld, begin, m);
        to = lu_pack(s, h, ld, to);
        begin += s->now;
    }
    s->end = to;
    return missing;
}

/* -------------------------------------------------------------- solving */

static const eqr_real *lu_down(const eqr_front *s, size_t f, size_t begin,
                               const eqr_real *row, eqr_real *x)
{
    const eqr_index *swap = s->swap + begin;
    size_t q, pivots = s->p->tree.pivots[f], rest = s->p->tree.height[f];

    for (q = 0; q < pivots; ++q) {
        eqr_real v = x[q];

        x[q] = x[swap[q]];
        x[swap[q]] = v;
    }
    for (q = 0; q < pivots; ++q, ++x, row += 2 * rest - 1, --rest)
        eqr_axpy(rest - 1, -x[0], row + rest, x + 1);
    return row;
}

static const eqr_real *lu_up(const eqr_front *s, size_t f, size_t begin,
                             const eqr_real *row, eqr_real *x)
{
    size_t q, rest;

    (void)begin;
    for (q = s->p->tree.pivots[f]; q-- > 0;) {
        rest = s->p->tree.height[f] - q;
        row -= 2 * rest - 1;
        x[q] = (x[q] - eqr_dot(rest - 1, row + 1, x + q + 1)) / row[0];
    }
    return row;
}

EQR_API void eqr_front_lu_solve(const eqr_front *s, eqr_real *b)
{
    eqr_front_both(s, s->end, b, lu_down, lu_up);
}
