/*
 * exact_solve.c -- Gaussian elimination over the rationals, which remembers
 * what it did.
 *
 * A row is reduced by the earlier rows, in their order, and then gets a pivot
 * of its own: a variable that the fewest later rows have.  The steps are kept,
 * so that a row that comes to nothing (0 = 4, or 0 = 0) can be written as a sum
 * of the rows of the file.  The rows with pivots are independent, so that sum
 * is the only one: each of its rows is needed.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "exact.h"

/* Operations on fractions: about a second's worth. */
enum { WORK_MOST = 1500000, REDUNDANT_SHOWN = 5, CONTRADICTIONS_TRIED = 20 };

/* Row `row` was taken off, `f` times. */
struct step { uint32_t row; struct rational f; };

struct solver {
    struct exact *e;
    struct exact_answer *a;
    uint32_t *row_of;            /* per variable: 1 + the row it is pivot of */
    uint32_t *later;             /* per variable: rows to come that have it */
    VEC(struct step) steps;
    VEC(size_t) first;           /* per row: its first step */
    VEC(struct exact_term) merged;
    size_t work;
};

/* row -= f * by, into merged and back; false: too large or too long. */
static bool subtract(struct solver *s, struct exact_row *row,
                     const struct exact_row *by, const struct rational *f)
{
    struct rational minus, c;
    struct exact_term *terms;
    size_t i = 0, k = 0;
    struct rational zero = rational_of(0);

    s->merged.n = 0;
    if (!rational_op('-', &zero, f, &minus))
        return false;
    while (i < row->n || k < by->n) {
        struct exact_term t;
        if (k == by->n || (i < row->n && row->terms[i].var < by->terms[k].var)) {
            vec_push(&s->merged, row->terms[i++]);
            continue;
        }
        t.var = by->terms[k].var;
        if (!rational_op('*', &minus, &by->terms[k++].c, &t.c))
            return false;
        if (i < row->n && row->terms[i].var == t.var &&
            !rational_op('+', &t.c, &row->terms[i++].c, &t.c))
            return false;
        if (t.c.num.sign != 0)
            vec_push(&s->merged, t);
    }
    s->work += row->n + by->n;
    if (s->work > WORK_MOST || !rational_op('*', &minus, &by->value, &c) ||
        !rational_op('+', &row->value, &c, &row->value))
        return false;
    terms = realloc(row->terms, (s->merged.n + 1) * sizeof *terms);
    if (!terms)
        base_no_memory();
    if (s->merged.n > 0)
        memcpy(terms, s->merged.at, s->merged.n * sizeof *terms);
    row->terms = terms;
    row->n = s->merged.n;
    return true;
}

/* The term whose variable is pivot of the earliest row; NULL: none is. */
static const struct exact_term *reducible(const struct solver *s,
                                          const struct exact_row *row)
{
    const struct exact_term *best = NULL;
    uint32_t least = UINT32_MAX;

    for (size_t k = 0; k < row->n; k++) {
        uint32_t r = s->row_of[row->terms[k].var];
        if (r != 0 && r < least) {
            least = r;
            best = &row->terms[k];
        }
    }
    return best;
}

static const struct rational *coefficient(const struct exact_row *row,
                                          uint32_t var)
{
    size_t k = 0;

    while (row->terms[k].var != var)
        k++;
    return &row->terms[k].c;
}

static bool reduce(struct solver *s, struct exact_row *row, bool keep)
{
    const struct exact_term *t;

    while ((t = reducible(s, row)) != NULL) {
        uint32_t r = s->row_of[t->var] - 1;
        const struct exact_row *by = &s->e->rows.at[r];
        struct step step = {.row = r};
        if (!rational_op('/', &t->c, coefficient(by, t->var), &step.f) ||
            !subtract(s, row, by, &step.f))
            return false;
        if (keep)
            vec_push(&s->steps, step);
    }
    return true;
}

/* ---- what a row that came to nothing is the sum of --------------------------- */

static bool clear_denominators(struct exact_proof *p,
                               const struct rational *factors)
{
    struct whole scale = whole_make(1), g = whole_make(0);
    struct rational s;

    for (size_t k = 0; k < p->parts.n; k++) {    /* least common multiple */
        const struct whole *den = &factors[p->parts.at[k].row].den;
        struct whole common = whole_gcd(&scale, den), rest;
        rest = whole_divided(den, &common);
        if (!whole_mul(&scale, &rest, &scale))
            return false;
    }
    for (size_t k = 0; k < p->parts.n; k++) {
        const struct rational *f = &factors[p->parts.at[k].row];
        struct whole rest = whole_divided(&scale, &f->den);
        if (!whole_mul(&f->num, &rest, &p->parts.at[k].factor))
            return false;
        g = whole_gcd(&g, &p->parts.at[k].factor);
    }
    if (p->parts.at[0].factor.sign < 0)
        g = whole_negated(&g);
    for (size_t k = 0; k < p->parts.n; k++)
        p->parts.at[k].factor = whole_divided(&p->parts.at[k].factor, &g);
    s = (struct rational){scale, whole_make(1)};
    if (!rational_op('*', &p->value, &s, &p->value))
        return false;
    s.num = g;
    return rational_op('/', &p->value, &s, &p->value);
}

/* Follow the steps back from row `last`, whose reduced value is p->value. */
static bool prove(struct solver *s, uint32_t last, struct exact_proof *p)
{
    struct rational *f = calloc((size_t)last + 1, sizeof *f), c;
    struct exact_part part = {0};
    bool fits = f != NULL;

    if (!fits)
        return false;
    f[last] = rational_of(1);
    for (uint32_t r = last + 1; fits && r-- > 0; ) {
        size_t end = r < last ? s->first.at[r + 1] : s->steps.n;
        if (f[r].num.sign == 0)
            continue;
        for (size_t k = s->first.at[r]; fits && k < end; k++) {
            struct rational *to = &f[s->steps.at[k].row];
            if (to->den.sign == 0)
                *to = rational_of(0);
            fits = rational_op('*', &f[r], &s->steps.at[k].f, &c) &&
                   rational_op('-', to, &c, to);
        }
    }
    for (part.row = 0; fits && part.row <= last; part.row++)
        if (f[part.row].num.sign != 0)
            vec_push(&p->parts, part);
    fits = fits && clear_denominators(p, f);
    free(f);
    if (!fits)
        vec_free(&p->parts);
    return fits;
}

/* 0 = value is left. */
static void nothing_left(struct solver *s, uint32_t r)
{
    struct exact_proof p = {.value = s->e->rows.at[r].value};
    struct exact_answer *a = s->a;

    if (p.value.num.sign == 0) {
        if (a->redundancies++ < REDUNDANT_SHOWN && prove(s, r, &p))
            vec_push(&a->redundant, p);
        return;
    }
    if (a->contradictions++ >= CONTRADICTIONS_TRIED || !prove(s, r, &p))
        return;
    if (a->contradiction.parts.n > 0 &&
        a->contradiction.parts.n <= p.parts.n) {
        vec_free(&p.parts);
        return;
    }
    vec_free(&a->contradiction.parts);
    a->contradiction = p;
}

/* ---- all rows ------------------------------------------------------------------ */

static uint32_t choose_pivot(const struct solver *s,
                             const struct exact_row *row)
{
    uint32_t best = row->terms[0].var;

    for (size_t k = 1; k < row->n; k++)
        if (s->later[row->terms[k].var] < s->later[best])
            best = row->terms[k].var;
    return best;
}

static void count(struct solver *s, const struct exact_row *row, int by)
{
    for (size_t k = 0; k < row->n; k++)
        s->later[row->terms[k].var] += (uint32_t)by;
}

static bool forward(struct solver *s)
{
    for (size_t r = 0; r < s->e->rows.n; r++)
        count(s, &s->e->rows.at[r], 1);
    for (uint32_t r = 0; r < s->e->rows.n; r++) {
        struct exact_row *row = &s->e->rows.at[r];
        uint32_t pivot = UINT32_MAX;
        vec_push(&s->first, s->steps.n);
        count(s, row, -1);
        if (!reduce(s, row, true))
            return false;
        if (row->n == 0) {
            nothing_left(s, r);
        } else {
            pivot = choose_pivot(s, row);
            s->row_of[pivot] = r + 1;
            s->a->rank++;
        }
        vec_push(&s->a->pivot, pivot);
    }
    return true;
}

/* From the last row up: no pivot stands in another row then. */
static bool backward(struct solver *s)
{
    for (size_t r = s->e->rows.n; r-- > 0; ) {
        uint32_t pivot = s->a->pivot.at[r];
        bool done;
        if (pivot == UINT32_MAX)
            continue;
        s->row_of[pivot] = 0;
        done = reduce(s, &s->e->rows.at[r], false);
        s->row_of[pivot] = (uint32_t)r + 1;
        if (!done)
            return false;
    }
    return true;
}

void exact_solve(struct exact *e, bool solve, struct exact_answer *a)
{
    struct solver s = {.e = e, .a = a};

    *a = (struct exact_answer){0};
    s.row_of = calloc((size_t)e->vars + 1, sizeof *s.row_of);
    s.later = calloc((size_t)e->vars + 1, sizeof *s.later);
    if (!s.row_of || !s.later)
        base_no_memory();
    a->done = forward(&s);
    if (a->done && solve && a->contradictions == 0)
        a->done = backward(&s);
    free(s.row_of);
    free(s.later);
    vec_free(&s.steps);
    vec_free(&s.first);
    vec_free(&s.merged);
}

void exact_answer_free(struct exact_answer *a)
{
    vec_free(&a->contradiction.parts);
    for (size_t k = 0; k < a->redundant.n; k++)
        vec_free(&a->redundant.at[k].parts);
    vec_free(&a->redundant);
    vec_free(&a->pivot);
}
