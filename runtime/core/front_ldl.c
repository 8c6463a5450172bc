/*
 * front_ldl.c -- the fronts of a symmetric matrix that is not definite.
 *
 * Bunch and Kaufman's pivots (ldl.h) among the unknowns that a front
 * eliminates, and no others: Schenk, Gartner, "On fast factorization pivoting
 * methods for sparse symmetric indefinite systems", ETNA 23 (2006) 158-179,
 * with pivots that are too small made larger (section 2.2).  Who orders the
 * matrix brings those together that need each other, see kkt_sparse.c.
 *
 * Rows of the factor are those of D L': of a pivot of size 2 both, from the
 * diagonal on.
 */
#include "front.h"

#include "dense.h"

/* The largest element of row k beside the diagonal, from column `from` on. */
static eqr_real pivots_most(const eqr_real *row, size_t from, size_t h)
{
    eqr_real most = 0;
    size_t i;

    for (i = from; i < h; ++i)
        if (EQR_ABS(row[i]) > most)
            most = EQR_ABS(row[i]);
    return most;
}

/*
 * The pivot of size 1 in row k, of this unknown; rows from `pivots` on could
 * not be exchanged with it.  1 where it is 0, and all beside it.
 */
static size_t pivots_check(eqr_front *s, eqr_real *row, size_t k,
                           size_t pivots, size_t h, size_t unknown,
                           const eqr_matter *m)
{
    eqr_real least = 16 * EQR_EPS * m->least[unknown];
    eqr_real bent = EQR_SQRT(EQR_EPS) * pivots_most(row, pivots, h);
    int positive = EQR_ABS(row[k]) > least ? row[k] > 0
                                           : unknown < m->positive;
    size_t zero = 0;

    if (!EQR_FINITE(row[k]) ||
        (row[k] == 0 && !(pivots_most(row, k + 1, h) > 0))) {
        zero = 1;
        row[k] = positive ? 1 : -1;
    } else if (!(EQR_ABS(row[k]) >= bent) || row[k] == 0) {
        ++s->bent;
        if (!(bent > 0))
            bent = least > 0 ? least : 1;
        row[k] = positive ? bent : -bent;
    }
    s->found.zero += zero;
    s->found.negative += row[k] < 0;
    return zero;
}

static void pivots_one(eqr_front *s, size_t h, size_t ld, size_t k)
{
    const eqr_real *row = s->f + k * ld;
    eqr_real inverse = 1 / row[k];
    size_t i;

    for (i = k + 1; i < h; ++i)
        s->scale[(i - k - 1) * EQR_TILE] = row[i] * inverse;
    eqr_tiles_minus(s->f, ld, k, 1, k + 1, h, s->scale, k + 1, 1);
}

/* (u, v) = D^-1 (a, b), D the pivot of size 2 in these rows' first places. */
static void pivots_pair(const eqr_real *row, const eqr_real *next, eqr_real a,
                        eqr_real b, eqr_real *u, eqr_real *v)
{
    eqr_real d = row[1], d11 = row[0] / d, d22 = next[0] / d;
    eqr_real det = d11 * d22 - 1;

    *u = (d22 * (a / d) - b / d) / det;
    *v = (d11 * (b / d) - a / d) / det;
}

static void pivots_two(eqr_front *s, size_t h, size_t ld, size_t k)
{
    const eqr_real *row = s->f + k * ld, *next = row + ld;
    size_t i;

    for (i = k + 2; i < h; ++i) {
        eqr_real *scale = s->scale + (i - k - 2) * EQR_TILE;

        pivots_pair(row + k, next + k + 1, row[i], next[i], scale, scale + 1);
    }
    eqr_tiles_minus(s->f, ld, k, 2, k + 2, h, s->scale, k + 2, 1);
}

/* As eqr_ldl_choose; what is 0 to rounding makes no pivot of size 2. */
static size_t pivots_choose(const eqr_front *s, const eqr_index *list,
                            size_t pivots, size_t ld, size_t k,
                            const eqr_matter *m, size_t *row)
{
    const eqr_real *own = s->f + k * ld;
    size_t size = eqr_ldl_choose(pivots, ld, s->f, k, row);
    eqr_real least = m->least[s->p->tree.order[list[k]]];

    if (size == 1 || EQR_ABS(own[*row]) > 16 * EQR_EPS * least)
        return size;
    *row = k;
    return 1;
}

/* Row `row` comes to place k: in the front, and in its list. */
static void pivots_bring(eqr_front *s, eqr_index *list, size_t h, size_t ld,
                         size_t k, size_t row)
{
    eqr_index keep = list[k];

    eqr_ldl_exchange(h, ld, s->f, 0, k, row);
    list[k] = list[row];
    list[row] = keep;
}

EQR_API size_t eqr_front_pivots(eqr_front *s, size_t f, size_t begin,
                                size_t ld, const eqr_matter *m)
{
    const eqr_tree *t = &s->p->tree;
    eqr_index *list = s->list + s->begin[f];
    size_t h = t->height[f], pivots = t->pivots[f], k, size, row, zero = 0;

    for (k = 0; k < pivots; k += size) {
        size = pivots_choose(s, list, pivots, ld, k, m, &row);
        if (row != k + size - 1)
            pivots_bring(s, list, h, ld, k + size - 1, row);
        s->swap[begin + k] = (eqr_index)size;
        if (size == 2) {
            s->swap[begin + k + 1] = 0;
            ++s->found.negative;        /* one of each sign */
            pivots_two(s, h, ld, k);
        } else {
            zero += pivots_check(s, s->f + k * ld, k, pivots, h,
                                 t->order[list[k]], m);
            pivots_one(s, h, ld, k);
        }
    }
    return zero;
}

/* ---------------------------------------------------------------- solving */

/* The values of a pivot's unknowns, by D^-1; row: of the factor. */
static void pivots_divide(const eqr_real *row, size_t length, size_t size,
                          eqr_real a, eqr_real b, eqr_real *u)
{
    if (size == 2)
        pivots_pair(row, row + length, a, b, u, u + 1);
    else
        u[0] = a / row[0];
}

static const eqr_real *pivots_down(const eqr_front *s, size_t f,
                                   size_t begin, const eqr_real *row,
                                   eqr_real *x)
{
    size_t q, size, rest = s->p->tree.height[f];

    for (q = 0; q < s->p->tree.pivots[f]; q += size, x += size, rest -= size) {
        eqr_real u[2] = {0, 0};

        size = s->swap[begin + q];
        pivots_divide(row, rest, size, x[0], x[size - 1], u);
        eqr_axpy(rest - size, -u[0], row + size, x + size);
        row += rest;
        if (size == 1)
            continue;
        eqr_axpy(rest - 2, -u[1], row + 1, x + 2);
        row += rest - 1;
    }
    return row;
}

static const eqr_real *pivots_up(const eqr_front *s, size_t f, size_t begin,
                                 const eqr_real *row, eqr_real *x)
{
    size_t q, rest, size;
    eqr_real a, b;

    for (q = s->p->tree.pivots[f]; q-- > 0;) {
        q -= s->swap[begin + q] == 0;           /* the second of a pair */
        size = s->swap[begin + q];
        rest = s->p->tree.height[f] - q - size;
        row -= size == 2 ? 2 * rest + 3 : rest + 1;
        a = x[q] - eqr_dot(rest, row + size, x + q + size);
        b = size == 1 ? a : x[q + 1] - eqr_dot(rest, row + rest + 3,
                                               x + q + 2);
        pivots_divide(row, rest + size, size, a, b, x + q);
    }
    return row;
}

EQR_API void eqr_front_pivots_solve(const eqr_front *s, eqr_real *b)
{
    eqr_front_both(s, s->factor + s->p->entries, b, pivots_down, pivots_up);
}
