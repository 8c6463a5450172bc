/*
 * triangle.c -- pairs of unknowns to entries of a symmetric matrix.
 *
 * The indices that the places of a pair depend on are the shape of an array of
 * entries; over the others is summed.  Pairs at the same places share it.
 */
#include "pushing.h"

#include <stdlib.h>

struct spot {
    uint64_t outer;          /* index variables: bits */
    unsigned rank;
    unsigned var[PROGRAM_RANK];
    Expr count[PROGRAM_RANK];
    struct triangle t;       /* in element variables; no array yet */
};

/* An array of entries being made, and how many loops add to it. */
struct entries { struct spot place; uint32_t loops; size_t first; };

struct making {
    struct pushing *h;
    struct dag *g;
    enum array_kind kind;
    Expr *begins;
    VEC(struct entries) all;
    uint32_t *table;         /* hash of row and col: number in all, + 1 */
    size_t table_size;
    VEC(struct loop) loops;
};

/* ---- where a pair stands ------------------------------------------------ */

static Expr column(const struct making *m, const struct pair *p, unsigned end)
{
    Expr offset = program_offset(m->h->d->p, p->array[end], p->at[end]);

    return dag_iadd(m->g, m->begins[p->array[end]], offset);
}

/* 1: two ends are one element; 0: never; -1: it depends. */
static int same_element(const struct making *m, const struct pair *p)
{
    unsigned rank = m->h->d->p->arrays.at[p->array[0]].rank;
    int same = 1;

    if (p->array[0] != p->array[1])
        return 0;
    for (unsigned k = 0; k < rank; k++) {
        Expr gap = dag_isub(m->g, p->at[0][k], p->at[1][k]);
        if (!dag_is_int(m->g, gap))
            same = -1;
        else if (dag_int_value(m->g, gap) != 0)
            return 0;
    }
    return same;
}

/* The entry: where both ends are one unknown, both halves come together. */
static Expr entry_value(const struct making *m, const struct pair *p, Expr row,
                        Expr col)
{
    int same = p->square ? 0 : same_element(m, p);
    Expr twice, is;

    if (same == 0)
        return p->value;
    twice = dag_scale(m->g, p->value, dag_num(m->g, 2));
    if (same == 1)
        return twice;
    is = dag_compare(m->g, DAG_IEQ, row, col);
    return dag_select(m->g, is, twice, p->value);
}

/* ---- its shape ---------------------------------------------------------- */

static uint64_t bit(unsigned var)
{
    return (uint64_t)1 << var;
}

/*
 * What the extents of outer indices depend on is outer, too.  Where places are
 * read from data, so is all that says whether there is a turn that reads them.
 */
static uint64_t outer_indices(const struct making *m, const struct domain *d,
                              Expr row, Expr col)
{
    uint64_t outer = dag_at(m->g, row)->free | dag_at(m->g, col)->free, was;
    bool reads = dag_loads(m->g, row) || dag_loads(m->g, col);

    if (reads && d->guard.i)
        outer |= dag_at(m->g, d->guard)->free;
    for (unsigned k = 0; reads && k < d->rank; k++)
        if (dag_at(m->g, d->count[k])->free || dag_loads(m->g, d->count[k]))
            outer |= bit(d->var[k]);
    do {
        was = outer;
        for (unsigned k = 0; k < d->rank; k++)
            if (outer & bit(d->var[k]))
                outer |= dag_at(m->g, d->count[k])->free;
    } while (outer != was);
    return outer;
}

static Expr and_also(struct dag *g, Expr a, Expr b)
{
    return a.i ? dag_logic(g, DAG_AND, a, b) : b;
}

/* The parts of a condition that outer indices decide. */
static Expr outer_guard(const struct making *m, Expr guard, uint64_t outer)
{
    VEC(Expr) todo = {0};
    Expr out = EXPR_NONE;

    vec_push(&todo, guard);
    while (todo.n > 0) {
        Expr at = todo.at[--todo.n];
        const struct node *n = dag_at(m->g, at);
        Expr a = {n->a}, b = {n->b};
        if (n->op == DAG_AND) {
            vec_push(&todo, b);
            vec_push(&todo, a);
        } else if (!(n->free & ~outer)) {
            out = and_also(m->g, out, at);
        }
    }
    vec_free(&todo);
    return out;
}

/* False: an index has no bound that sizes give. */
static bool take_outer(const struct making *m, struct spot *at,
                       const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++) {
        Expr extent = domain_extent(d, k);
        if (!(at->outer & bit(d->var[k])))
            continue;
        if (dag_at(m->g, extent)->free || dag_loads(m->g, extent))
            return false;
        if (!expr_same(extent, d->count[k])) {
            Expr in = dag_compare(m->g, DAG_ILT, dag_index(m->g, d->var[k]),
                                  d->count[k]);
            at->t.valid = and_also(m->g, at->t.valid, in);
        }
        at->var[at->rank] = d->var[k];
        at->count[at->rank++] = extent;
    }
    return true;
}

/* Has each element a turn: is what is summed over never empty? */
static bool always_turns(const struct making *m, const struct spot *at,
                         const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++) {
        const struct node *n = dag_at(m->g, d->count[k]);
        if (at->outer & bit(d->var[k]) || n->op == DAG_SIZE)
            continue;
        if (n->op != DAG_INT || dag_int_value(m->g, d->count[k]) < 1)
            return false;
    }
    return !d->guard.i || !(dag_at(m->g, d->guard)->free & ~at->outer);
}

/* Where no turn comes, the place may be none. */
static void keep_inside(const struct making *m, struct spot *at)
{
    Expr place[2] = {at->t.row, at->t.col}, zero = dag_int(m->g, 0);
    Expr n = unknown_count(m->h->d);

    for (unsigned k = 0; k < 2; k++) {
        Expr low = dag_compare(m->g, DAG_ILE, zero, place[k]);
        Expr high = dag_compare(m->g, DAG_ILT, place[k], n);
        at->t.valid = and_also(m->g, at->t.valid,
                               dag_logic(m->g, DAG_AND, low, high));
    }
}

static void name_elements(const struct making *m, struct spot *at)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < at->rank; k++)
        to[at->var[k]] = dag_index(m->g, k);
    at->t.row = dag_rewrite(m->g, at->t.row, &how);
    at->t.col = dag_rewrite(m->g, at->t.col, &how);
    at->t.valid = dag_rewrite(m->g, at->t.valid, &how);
}

static bool spot_of(const struct making *m, const struct pair *p,
                     struct spot *at)
{
    *at = (struct spot){.rank = 0};
    at->t.row = column(m, p, 0);
    at->t.col = column(m, p, 1);
    at->outer = outer_indices(m, &p->domain, at->t.row, at->t.col);
    if (!take_outer(m, at, &p->domain))
        return false;
    if (p->domain.guard.i) {
        Expr guard = outer_guard(m, p->domain.guard, at->outer);
        if (guard.i)
            at->t.valid = and_also(m->g, at->t.valid, guard);
    }
    if (!always_turns(m, at, &p->domain))
        keep_inside(m, at);
    name_elements(m, at);
    return true;
}

/* ---- arrays of entries -------------------------------------------------- */

static bool same_spot(const struct spot *a, const struct spot *b)
{
    if (a->rank != b->rank || !expr_same(a->t.row, b->t.row) ||
        !expr_same(a->t.col, b->t.col) || !expr_same(a->t.valid, b->t.valid))
        return false;
    for (unsigned k = 0; k < a->rank; k++)
        if (!expr_same(a->count[k], b->count[k]))
            return false;
    return true;
}

static size_t hash(const struct making *m, const struct spot *at)
{
    uint64_t h = (uint64_t)at->t.row.i * 0x9e3779b97f4a7c15u + at->t.col.i;

    h *= 0xbf58476d1ce4e5b9u;
    return (size_t)(h >> 20) & (m->table_size - 1);
}

/* The entries at this place; new ones where there are none yet. */
static struct entries *entries_at(struct making *m, const struct spot *at)
{
    size_t k = hash(m, at);
    struct entries fresh = {.place = *at};

    for (; m->table[k]; k = (k + 1) & (m->table_size - 1))
        if (same_spot(&m->all.at[m->table[k] - 1].place, at))
            return &m->all.at[m->table[k] - 1];
    fresh.place.t.array = program_array(m->h->d->p, m->kind, NULL, at->rank,
                                        NULL, at->count, PHASE_POINT, 2);
    fresh.first = m->loops.n;
    vec_push(&m->all, fresh);
    m->table[k] = (uint32_t)m->all.n;
    return &m->all.at[m->all.n - 1];
}

static bool add_entry(struct making *m, const struct pair *p)
{
    struct spot at;
    struct entries *to;
    Expr row, col;
    struct loop loop = {.domain = p->domain, .effect = EFFECT_SUM,
                        .span = p->span};

    if (!spot_of(m, p, &at))
        return false;
    to = entries_at(m, &at);
    loop.array = to->place.t.array;
    for (unsigned k = 0; k < at.rank; k++)
        loop.at[k] = dag_index(m->g, at.var[k]);
    row = column(m, p, 0);
    col = column(m, p, 1);
    loop.body = entry_value(m, p, row, col);
    to->loops++;
    vec_push(&m->loops, loop);
    return true;
}

/* A loop that alone writes each element once defines it. */
static void settle(struct making *m)
{
    for (size_t k = 0; k < m->all.n; k++) {
        const struct entries *e = &m->all.at[k];
        struct loop *loop = &m->loops.at[e->first];
        if (e->loops == 1 && e->place.rank == loop->domain.rank &&
            domain_is_box(m->g, &loop->domain))
            loop->effect = EFFECT_DEFINE;
    }
}

static bool add_all(struct making *m)
{
    const struct derive *d = m->h->d;

    for (uint32_t a = 0; a < d->arrays; a++)
        for (size_t k = 0; k < m->h->to[a].n; k++)
            if (!add_entry(m, &m->h->to[a].at[k]))
                return false;
    return true;
}

bool pushing_entries(struct pushing *h, enum array_kind kind, Triangles *out)
{
    struct making m = {.h = h, .g = h->d->g, .kind = kind,
                       .begins = unknown_columns(h->d)};
    bool ok;

    for (m.table_size = 64; m.table_size < 2 * h->count; m.table_size *= 2)
        ;
    m.table = calloc(m.table_size, sizeof *m.table);
    if (!m.table)
        abort();
    ok = add_all(&m);
    settle(&m);
    for (size_t k = 0; k < m.all.n; k++)
        if (ok)
            vec_push(out, m.all.at[k].place.t);
        else                 /* nobody's */
            h->d->p->arrays.at[m.all.at[k].place.t.array].kind = ARRAY_TEMP;
    for (size_t k = 0; ok && k < m.loops.n; k++)
        vec_push(&h->d->p->adjoint, m.loops.at[k]);
    vec_free(&m.all);
    vec_free(&m.loops);
    free(m.table);
    free(m.begins);
    return ok;
}
