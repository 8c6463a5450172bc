/*
 * lower_parts.c -- a let in several parts (`let x[0] = 1; let x[i in 1..n] =
 * ...;`) and lets whose elements need one another.
 *
 * The parts must tile one box: each element is defined once.  What the values
 * depend on is not known before they are lowered, and a load must know it: so
 * the group is lowered as if it depended on nothing, and again with what was
 * found, until nothing changes.
 */
#include "lowering.h"

#include <stdlib.h>
#include <string.h>

struct part {
    uint32_t symbol;         /* the part's own; the array is its first part's */
    size_t of;               /* number among the group's arrays */
    struct value shape;
};

struct group {
    struct lower *l;
    const uint32_t *symbols;             /* first parts */
    size_t n;
    VEC(struct part) parts;
    struct value *shape;                 /* per array */
    uint32_t *array;
    enum phase *phase;
    unsigned *degree;
};

/* ---- tiling ----------------------------------------------------------- */

static Expr high(struct lower *l, const struct value *v, unsigned dim)
{
    return dag_iadd(l->g, v->lo[dim], v->count[dim]);
}

static bool same_range(const struct value *a, const struct value *b,
                       unsigned dim)
{
    return expr_same(a->lo[dim], b->lo[dim]) &&
           expr_same(a->count[dim], b->count[dim]);
}

/*
 * Do the boxes tile one box in dimensions dim, dim + 1, ...?  Those with equal
 * ranges in `dim` must tile the same box in the rest, and the ranges must
 * follow one another.  Fills lo and count of `all`.
 */
static bool tiles(struct lower *l, const struct value *const *box, size_t n,
                  unsigned dim, struct value *all)
{
    const struct value **rest = calloc(n + 1, sizeof *rest);
    struct value inner = *all;
    Expr next = EXPR_NONE;
    size_t used = 0, first = n;
    bool ok = n > 0, have = false;

    if (!rest)
        abort();
    if (dim == box[0]->rank) {
        free(rest);
        return n == 1;
    }
    /* The range that no other one ends before. */
    for (size_t k = 0; k < n && first == n; k++) {
        bool begins = true;
        for (size_t j = 0; j < n; j++)
            begins &= !expr_same(high(l, box[j], dim), box[k]->lo[dim]) ||
                      same_range(box[j], box[k], dim);
        first = begins ? k : n;
    }
    ok = first < n;
    if (ok) {
        all->lo[dim] = box[first]->lo[dim];
        next = all->lo[dim];
    }
    while (ok && used < n) {
        size_t m = 0, some = n;
        for (size_t k = 0; k < n; k++)
            if (expr_same(box[k]->lo[dim], next) &&
                (some == n || same_range(box[k], box[some], dim))) {
                some = some == n ? k : some;
                rest[m++] = box[k];
            }
        ok = m > 0 && tiles(l, rest, m, dim + 1, &inner);
        for (unsigned d = dim + 1; ok && have && d < inner.rank; d++)
            ok = same_range(&inner, all, d);
        for (unsigned d = dim + 1; ok && d < inner.rank; d++) {
            all->lo[d] = inner.lo[d];
            all->count[d] = inner.count[d];
        }
        have = true;
        used += m;
        if (ok)
            next = high(l, box[some], dim);
    }
    if (ok)
        all->count[dim] = dag_isub(l->g, next, all->lo[dim]);
    free(rest);
    return ok;
}

static bool find_shape(struct group *g, size_t of)
{
    const struct symbol *s = &g->l->m->symbols.at[g->symbols[of]];
    const struct value **box = calloc(g->parts.n + 1, sizeof *box);
    size_t n = 0;
    bool ok;
    int m;

    if (!box)
        abort();
    for (size_t k = 0; k < g->parts.n; k++)
        if (g->parts.at[k].of == of)
            box[n++] = &g->parts.at[k].shape;
    g->shape[of] = *box[0];
    ok = true;
    for (size_t k = 1; k < n; k++)
        ok &= box[k]->rank == box[0]->rank;
    ok = ok && tiles(g->l, box, n, 0, &g->shape[of]);
    free(box);
    if (ok)
        return true;
    m = diag_add(g->l->d, "E0270", s->span, "the parts of `%s` do not fit "
                 "together: each element must be defined once, without gaps",
                 s->name);
    for (uint32_t k = s->next_clause; k != UINT32_MAX;
         k = g->l->m->symbols.at[k].next_clause)
        diag_note(g->l->d, m, g->l->m->symbols.at[k].span,
                  "another part is here");
    return false;
}

/* ---- parts ------------------------------------------------------------ */

static bool add_part(struct group *g, uint32_t symbol, size_t of)
{
    struct part p = {.symbol = symbol, .of = of};
    struct dims d;
    bool ok = dims_open(g->l, g->l->m->symbols.at[symbol].dims, &d, true);

    dims_close(g->l, &d);
    p.shape = d.shape;
    vec_push(&g->parts, p);
    return ok;
}

static bool find_parts(struct group *g)
{
    bool ok = true;

    for (size_t k = 0; k < g->n; k++) {
        uint32_t s = g->symbols[k];
        for (; s != UINT32_MAX; s = g->l->m->symbols.at[s].next_clause)
            ok &= add_part(g, s, k);
    }
    for (size_t k = 0; ok && k < g->n; k++)
        ok = find_shape(g, k);
    return ok;
}

/* Lower one part's value into its loop; what it depends on is joined. */
static bool lower_part(struct group *g, const struct part *p)
{
    struct lower *l = g->l;
    const struct symbol *s = &l->m->symbols.at[p->symbol];
    struct dims d;
    struct loop loop;
    struct value v;
    bool ok = dims_open(l, s->dims, &d, true);

    v = ok ? lower_expr(l, s->init, MODE_REAL) : value_of(EXPR_NONE);
    ok = ok && define_loop(l, s->init, &d, g->array[p->of], v, &loop);
    if (ok) {
        const struct node *n = dag_at(l->g, loop.body);
        for (unsigned k = 0; k < d.shape.rank; k++)
            loop.at[k] = dag_iadd(l->g, loop.at[k], dag_isub(
                l->g, d.shape.lo[k], g->shape[p->of].lo[k]));
        if (n->phase == PHASE_POINT)
            g->phase[p->of] = PHASE_POINT;
        if (n->degree > g->degree[p->of])
            g->degree[p->of] = n->degree;
        vec_push(&l->p->loops, loop);
    }
    dims_close(l, &d);
    return ok;
}

static bool make_arrays(struct group *g)
{
    for (size_t k = 0; k < g->n; k++) {
        g->array[k] = add_array(g->l, g->symbols[k], ARRAY_LET, &g->shape[k],
                                g->phase[k], g->degree[k]);
        if (g->array[k] == UINT32_MAX)
            return false;
    }
    return true;
}

/* What one array depends on, all of a circle do. */
static bool grown(struct group *g, bool circle)
{
    bool grew = false;
    enum phase phase = PHASE_SETUP;
    unsigned degree = 0;

    for (size_t k = 0; k < g->n; k++) {
        phase = g->phase[k] > phase ? g->phase[k] : phase;
        degree = g->degree[k] > degree ? g->degree[k] : degree;
    }
    for (size_t k = 0; k < g->n; k++) {
        if (circle) {
            g->phase[k] = phase;
            g->degree[k] = degree;
        }
        grew |= g->l->g->array_phase.at[g->array[k]] != g->phase[k] ||
                g->l->g->array_degree.at[g->array[k]] != g->degree[k];
    }
    return grew;
}

static bool lower_values(struct group *g, size_t *first)
{
    bool circle = g->l->m->symbols.at[g->symbols[0]].group > 0;
    bool ok = true;

    *first = g->l->p->loops.n;
    do {
        g->l->p->loops.n = *first;
        ok = make_arrays(g);
        for (size_t k = 0; ok && k < g->parts.n; k++)
            ok = lower_part(g, &g->parts.at[k]);
    } while (ok && grown(g, circle));
    return ok;
}

void lower_parts(struct lower *l, const uint32_t *symbols, size_t n)
{
    struct group g = {.l = l, .symbols = symbols, .n = n};
    const struct symbol *s = &l->m->symbols.at[symbols[0]];
    size_t first;

    g.shape = arena_array(l->arena, n, sizeof *g.shape);
    g.array = arena_array(l->arena, n, sizeof *g.array);
    g.phase = arena_array(l->arena, n, sizeof *g.phase);
    g.degree = arena_array(l->arena, n, sizeof *g.degree);
    for (size_t k = 0; k < n; k++)
        g.phase[k] = PHASE_SETUP;
    if (find_parts(&g) && lower_values(&g, &first) && s->group)
        recurrence_order(l, first, g.array, n, s->span);
    vec_free(&g.parts);
}
