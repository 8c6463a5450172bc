/*
 * tiling.c -- do contributions to an array give each of its elements exactly
 * once?  Then they define it: there is nothing to add up and nothing to clear
 * before [exact: 0 + x = x].
 *
 * Each must run over a box, every index of which moves one dimension by one
 * element a turn, up or down; two must be apart in some dimension; and together they must
 * be as many as the array has elements.
 */
#include "deriving.h"

enum { TILES_MAX = 8 };

/* Is e the variable, or minus it, and something that it does not change? */
static bool steps_up(struct dag *g, Expr e, Expr var)
{
    return !(dag_at(g, dag_isub(g, e, var))->free & dag_at(g, var)->free);
}

static bool steps_down(struct dag *g, Expr e, Expr var)
{
    return !(dag_at(g, dag_iadd(g, e, var))->free & dag_at(g, var)->free);
}

/* The dimension that variable k of the domain moves, or -1. */
static int moved(struct dag *g, const struct tile *t, unsigned rank,
                 unsigned k)
{
    Expr var = dag_index(g, t->domain->var[k]);
    uint64_t bit = dag_at(g, var)->free;
    int dim = -1;

    for (unsigned j = 0; j < rank; j++) {
        if (!(dag_at(g, t->at[j])->free & bit))
            continue;
        if (dim >= 0 || (!steps_up(g, t->at[j], var) &&
                         !steps_down(g, t->at[j], var)))
            return -1;
        dim = (int)j;
    }
    return dim;
}

static bool is_tile(struct dag *g, const struct tile *t, unsigned rank)
{
    uint64_t taken = 0, vars = 0;

    if (!domain_is_box(g, t->domain))
        return false;
    for (unsigned k = 0; k < t->domain->rank; k++) {
        int dim = moved(g, t, rank, k);
        if (dim < 0 || taken >> dim & 1)
            return false;
        taken |= (uint64_t)1 << dim;
        vars |= (uint64_t)1 << t->domain->var[k];
    }
    for (unsigned j = 0; j < rank; j++)
        if (dag_at(g, t->at[j])->free & ~vars || dag_loads(g, t->at[j]))
            return false;
    return true;
}

/* Where a tile begins in a dimension, or, with `end`, where it ends. */
static Expr edge(struct dag *g, const struct tile *t, unsigned dim, bool end)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < t->domain->rank; k++) {
        Expr var = dag_index(g, t->domain->var[k]);
        bool last = steps_up(g, t->at[dim], var) == end;
        to[t->domain->var[k]] = last ? dag_plus(g, t->domain->count[k], -1)
                                     : dag_int(g, 0);
    }
    return dag_rewrite(g, t->at[dim], &how);
}

static bool before(struct dag *g, const struct tile *a, const struct tile *b,
                   unsigned dim)
{
    Expr end = edge(g, a, dim, true), begin = edge(g, b, dim, false);
    Expr gap = dag_isub(g, begin, end);

    return dag_is_int(g, gap) && dag_int_value(g, gap) > 0;
}

static bool apart(struct dag *g, const struct tile *a, const struct tile *b,
                  unsigned rank)
{
    for (unsigned dim = 0; dim < rank; dim++)
        if (before(g, a, b, dim) || before(g, b, a, dim))
            return true;
    return false;
}

bool tiles(const struct program *p, uint32_t array, const struct tile *t,
           size_t n)
{
    struct dag *g = p->dag;
    unsigned rank = p->arrays.at[array].rank;
    Expr all = dag_int(g, 0);

    if (n == 0 || n > TILES_MAX || rank == 0)
        return false;
    for (size_t k = 0; k < n; k++) {
        if (!is_tile(g, &t[k], rank))
            return false;
        for (size_t j = 0; j < k; j++)
            if (!apart(g, &t[j], &t[k], rank))
                return false;
        all = dag_iadd(g, all, domain_size(g, t[k].domain));
    }
    return expr_same(all, program_size(p, array));
}
