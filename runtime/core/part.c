/* part.c -- a block of a system as a problem of its own; see part.h. */
#include "part.h"

#include "rows.h"

static int part_prepare(void *user, const eqr_real *x)
{
    eqr_part *s = (eqr_part *)user;

    eqr_part_put(s, x);
    return s->whole->prepare ? s->whole->prepare(s->whole->user, s->x) : 0;
}

/* The block's unknown of an entry, or NO_INDEX for one that is fixed. */
static eqr_index part_unknown(const eqr_part *s, eqr_index column)
{
    eqr_index place = s->blocks->place[column];

    return place >= s->lo && place < s->hi ? place - (eqr_index)s->lo
                                           : EQR_NO_INDEX;
}

static int part_structure(void *user, size_t lo, size_t hi, size_t *start,
                          size_t *col)
{
    const eqr_part *s = (const eqr_part *)user;
    const eqr_blocks *b = s->blocks;
    size_t i, k, at = 0;

    for (i = lo; i < hi; ++i) {
        eqr_index row = b->row[s->lo + i];

        start[i - lo] = at;
        for (k = b->start[row]; k < b->start[row + 1]; ++k)
            if (part_unknown(s, b->col[k]) != EQR_NO_INDEX)
                col[at++] = part_unknown(s, b->col[k]);
    }
    start[hi - lo] = at;
    return 0;
}

/* The entries of a row that belong to the block; returns how many. */
static size_t part_entries(const eqr_part *s, eqr_index row, eqr_real *jac)
{
    const eqr_blocks *b = s->blocks;
    size_t k, at = 0;

    for (k = b->start[row]; k < b->start[row + 1]; ++k)
        if (part_unknown(s, b->col[k]) != EQR_NO_INDEX)
            jac[at++] = s->jac[k - b->start[row]];
    return at;
}

static int part_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                       eqr_real *r, eqr_real *jac)
{
    eqr_part *s = (eqr_part *)user;
    const eqr_problem *p = s->whole;
    size_t i;
    int code = 0;

    (void)x;                 /* prepare has put it */
    for (i = lo; i < hi && code == 0; ++i) {
        eqr_index row = s->blocks->row[s->lo + i];

        code = p->residual.values(p->user, s->x, row, row + 1,
                                  r ? r + (i - lo) : NULL,
                                  jac ? s->jac : NULL);
        if (jac && code == 0)
            jac += part_entries(s, row, jac);
    }
    return code;
}

static int part_magnitude(void *user, const eqr_real *x, size_t lo, size_t hi,
                          eqr_real *m)
{
    const eqr_part *s = (const eqr_part *)user;
    const eqr_problem *p = s->whole;
    size_t i;
    int code = 0;

    (void)x;
    for (i = lo; i < hi && code == 0; ++i) {
        eqr_index row = s->blocks->row[s->lo + i];

        code = p->magnitude(p->user, s->x, row, row + 1, m + (i - lo));
    }
    return code;
}

EQR_API void eqr_part_at(void *part, eqr_real x, eqr_point *to)
{
    eqr_part *s = (eqr_part *)part;
    const eqr_problem *p = s->whole;
    const size_t row = s->blocks->row[s->lo];
    const size_t *start = s->blocks->start;
    size_t k;

    to->x = x;
    to->slope = 0;
    if (part_prepare(s, &x) != 0 ||
        p->residual.values(p->user, s->x, row, row + 1, &to->f, s->jac) != 0 ||
        p->magnitude(p->user, s->x, row, row + 1, &to->magnitude) != 0)
        to->f = EQR_AUTO;
    else
        for (k = start[row]; k < start[row + 1]; ++k)
            if (s->blocks->col[k] == s->blocks->unknown[s->lo])
                to->slope += s->jac[k - start[row]];
}

EQR_API void eqr_part_take(eqr_part *s, const eqr_problem *p, eqr_arena *a)
{
    s->own = eqr_take_reals(a, p->n, 1);
    s->lower = eqr_take_reals(a, p->n, 1);
    s->upper = eqr_take_reals(a, p->n, 1);
    s->jac = eqr_take_reals(a, p->residual.width, 1);
}

EQR_API void eqr_part_init(eqr_part *s, const eqr_problem *p,
                           const eqr_blocks *b, eqr_real *x)
{
    size_t k;

    s->whole = p;
    s->blocks = b;
    s->x = x;
    for (k = 0; p->lower && k < p->n; ++k)
        s->lower[k] = p->lower[b->unknown[k]];
    for (k = 0; p->upper && k < p->n; ++k)
        s->upper[k] = p->upper[b->unknown[k]];
    eqr_problem_clear(&s->problem);
    s->problem.cls = p->cls;
    s->problem.flags = p->flags & EQR_LINEAR;
    s->problem.user = s;
    s->problem.prepare = part_prepare;
    s->problem.residual.structure = part_structure;
    s->problem.residual.values = part_values;
    s->problem.magnitude = part_magnitude;
}

EQR_API void eqr_part_choose(eqr_part *s, size_t block)
{
    const eqr_blocks *b = s->blocks;
    eqr_problem *p = &s->problem;
    size_t k;

    s->lo = b->first[block];
    s->hi = b->first[block + 1];
    p->n = p->residual.count = s->hi - s->lo;
    p->residual.width = p->residual.entries = 0;
    for (k = s->lo; k < s->hi; ++k) {
        size_t row = b->row[k], width = b->start[row + 1] - b->start[row];

        if (width > p->residual.width)
            p->residual.width = width;
        s->own[k - s->lo] = s->x[b->unknown[k]];
    }
    p->lower = s->whole->lower ? s->lower + s->lo : NULL;
    p->upper = s->whole->upper ? s->upper + s->lo : NULL;
}

EQR_API void eqr_part_put(eqr_part *s, const eqr_real *own)
{
    size_t k;

    for (k = s->lo; k < s->hi; ++k)
        s->x[s->blocks->unknown[k]] = own[k - s->lo];
}
