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

static bool tiles(struct lower *l, const struct value *const *box, size_t n,
                  unsigned dims, struct value *all);

/* The boxes that begin at `from` in `dim`, all with the range of the first. */
static size_t boxes_at(const struct value *const *box, size_t n, unsigned dim,
                       Expr from, const struct value **out)
{
    size_t m = 0;

    for (size_t k = 0; k < n; k++)
        if (expr_same(box[k]->lo[dim], from) &&
            (m == 0 || same_range(box[k], out[0], dim)))
            out[m++] = box[k];
    return m;
}

/* Where the range begins that no other one ends before; none: nowhere. */
static Expr first_begin(struct lower *l, const struct value *const *box,
                        size_t n, unsigned dim)
{
    for (size_t k = 0; k < n; k++) {
        bool begins = true;
        for (size_t j = 0; j < n; j++)
            begins &= !expr_same(high(l, box[j], dim), box[k]->lo[dim]);
        if (begins)
            return box[k]->lo[dim];
    }
    return EXPR_NONE;
}

/* Slab after slab along `dim`; each must tile the same box in the rest. */
static bool tiles_along(struct lower *l, const struct value *const *box,
                        size_t n, unsigned dim, unsigned rest,
                        struct value *all)
{
    const struct value **slab = calloc(n + 1, sizeof *slab);
    struct value inner = *all;
    Expr next = first_begin(l, box, n, dim);
    bool ok = next.i != 0;

    if (!slab)
        abort();
    if (ok)
        all->lo[dim] = next;
    for (size_t used = 0, m; ok && used < n; used += m) {
        m = boxes_at(box, n, dim, next, slab);
        ok = m > 0 && tiles(l, slab, m, rest, &inner);
        for (unsigned d = 0; ok && d < inner.rank; d++) {
            if (!(rest >> d & 1))
                continue;
            ok = used == 0 || same_range(&inner, all, d);
            all->lo[d] = inner.lo[d];
            all->count[d] = inner.count[d];
        }
        if (ok)
            next = high(l, slab[0], dim);
    }
    if (ok)
        all->count[dim] = dag_isub(l->g, next, all->lo[dim]);
    free(slab);
    return ok;
}

/*
 * Do the boxes tile one box in the dimensions of the set `dims`? Tried: slabs
 * along each of them. Fills lo and count of `all`.
 */
static bool tiles(struct lower *l, const struct value *const *box, size_t n,
                  unsigned dims, struct value *all)
{
    if (dims == 0)
        return n == 1;
    for (unsigned d = 0; d < box[0]->rank; d++)
        if ((dims >> d & 1) &&
            tiles_along(l, box, n, d, dims & ~(1u << d), all))
            return true;
    return false;
}

bool parts_tile(struct lower *l, const struct value *const *box, size_t n,
                struct value *all)
{
    bool ok = true;

    *all = *box[0];
    for (size_t k = 1; k < n; k++)
        ok &= box[k]->rank == box[0]->rank;
    return ok && tiles(l, box, n, (1u << box[0]->rank) - 1, all);
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
    ok = parts_tile(g->l, box, n, &g->shape[of]);
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
    g->l->in_parts = true;
    do {
        g->l->p->loops.n = *first;
        calls_forget(g->l);
        ok = make_arrays(g);
        for (size_t k = 0; ok && k < g->parts.n; k++)
            ok = lower_part(g, &g->parts.at[k]);
    } while (ok && grown(g, circle));
    g->l->in_parts = false;
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
