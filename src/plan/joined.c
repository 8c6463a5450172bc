/*
 * joined.c -- families over the same range whose Jacobian rows share functions
 * or quotients are computed together: what they share, once a turn [exact].
 */
#include "rowing.h"

#include <string.h>

/* Nodes, ascending. */
struct nodes { uint32_t *at; size_t n; };

/* As many rows, counted by the same indices, each entry on its own. */
static bool may_join(struct rows *r, const struct block *b, size_t k,
                     size_t first, const struct domain *as)
{
    const struct domain *d = &b->families[k].domain;
    size_t last = block_entries_end(b, k, first);

    if (d->rank == 0 || d->rank != as->rank || !domain_is_box(r->g, d) ||
        (dag_is_int(r->g, b->rows[k]) && dag_int_value(r->g, b->rows[k]) < 2))
        return false;
    for (unsigned j = 0; j < d->rank; j++)
        if (d->var[j] != as->var[j] || !expr_same(d->count[j], as->count[j]))
            return false;
    for (size_t e = first; e < last; e++)
        if (b->entries[e].extra.rank > 0 || b->entries[e].extra.guard.i)
            return false;
    return true;
}

/* All that a row of family k and its entries are made of. */
static struct nodes nodes_of(struct rows *r, const struct block *b, size_t k,
                             size_t first)
{
    const struct family *f = &b->families[k];
    size_t last = block_entries_end(b, k, first), n = 0;
    Expr *roots = calloc(last - first + 2, sizeof *roots);
    struct nodes out;

    if (!roots)
        abort();
    roots[n++] = row_renamed(r, f->row, &f->domain, NULL);
    if (f->scale.i)
        roots[n++] = row_renamed(r, f->scale, &f->domain, NULL);
    for (size_t e = first; e < last; e++)
        roots[n++] = row_renamed(r, b->entries[e].value, &f->domain, NULL);
    out.n = dag_reach(r->g, roots, n, &out.at);
    free(roots);
    return out;
}

/* A value that is other in each turn; what it is made of follows it. */
static bool is_shared(const struct dag *g, uint32_t node)
{
    const struct node *n = &g->nodes.at[node];

    return n->free && n->op != DAG_LIST &&
           (n->type == TYPE_REAL || n->type == TYPE_BOOL);
}

/* What both have goes to `shared`; is any of it worth a common turn? */
static bool meet(const struct dag *g, const struct nodes *a,
                 const struct nodes *b, Exprs *shared)
{
    bool costly = false;

    for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
        uint32_t x = a->at[i], y = b->at[j];
        if (x == y && is_shared(g, x)) {
            vec_push(shared, (Expr){x});
            costly |= dag_is_costly(g, &g->nodes.at[x]);
        }
        i += x <= y;
        j += y <= x;
    }
    return costly;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Append b to a, which stay ascending and may then have a node twice. */
static void unite(struct nodes *a, const struct nodes *b)
{
    a->at = realloc(a->at, (a->n + b->n + 1) * sizeof *a->at);
    if (!a->at)
        abort();
    memcpy(a->at + a->n, b->at, b->n * sizeof *a->at);
    a->n += b->n;
    qsort(a->at, a->n, sizeof *a->at, by_number);
}

/* Does family k share work with those before, all of whose nodes are `all`? */
static bool shares(struct rows *r, const struct block *b, size_t k,
                   size_t first, struct nodes *all, Exprs *shared)
{
    struct nodes own = nodes_of(r, b, k, first);
    size_t before = shared->n;
    bool worth = meet(r->g, all, &own, shared);

    if (worth)
        unite(all, &own);
    else
        shared->n = before;
    free(own.at);
    return worth;
}

struct joined joined_from(struct rows *r, const struct block *b, size_t k,
                          size_t first)
{
    const struct domain *d = &b->families[k].domain;
    struct joined out = {.n = 1};
    struct nodes all = {0};
    size_t next = block_entries_end(b, k, first);

    if (!may_join(r, b, k, first, d) || k + 1 == b->n ||
        !may_join(r, b, k + 1, next, d))
        return out;
    all = nodes_of(r, b, k, first);
    while (out.n < PLAN_FAMILIES_MAX && k + out.n < b->n &&
           may_join(r, b, k + out.n, next, d) &&
           shares(r, b, k + out.n, next, &all, &out.shared)) {
        next = block_entries_end(b, k + out.n, next);
        out.n++;
    }
    free(all.at);
    return out;
}
