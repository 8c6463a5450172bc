/*
 * inside.c -- what may be touched before it is known that a loop runs.
 *
 * A program says which elements are loaded where its loops run; an index may
 * well leave its array where an inner loop is empty: x[i+1] in
 * sum(i in 1..n, j in i+1..n: x[i+1]*x[j]), at i = n.
 */
#include "writing.h"

bool surely_runs(const struct dag *g, Expr count)
{
    return dag_at(g, count)->op == DAG_SIZE ||   /* there is no data of no row */
           (dag_is_int(g, count) && dag_int_value(g, count) > 0);
}

Expr runs(struct dag *g, Expr count)
{
    return dag_compare(g, DAG_ILT, dag_int(g, 0), count);
}

static unsigned last_variable(uint64_t free)
{
    unsigned k = 0;

    while (free >>= 1)
        k++;
    return k;
}

/*
 * e where it is least or most over all indices it depends on: in each it must
 * go up or down evenly.  None where that does not show.
 */
static Expr extreme(const struct writer *w, Expr e, bool most)
{
    struct dag *g = w->g;

    for (int turn = 0; turn < DAG_INDEX_VARS && dag_at(g, e)->free; turn++) {
        Expr to[DAG_INDEX_VARS] = {{0}}, step;
        struct dag_rewrite how = {to, NULL, NULL};
        unsigned var = last_variable(dag_at(g, e)->free);
        if (!(w->bound >> var & 1))
            return EXPR_NONE;
        to[var] = dag_index(g, var);
        to[var] = dag_plus(g, to[var], 1);
        step = dag_isub(g, dag_rewrite(g, e, &how), e);
        if (!dag_is_int(g, step))
            return EXPR_NONE;
        to[var] = (dag_int_value(g, step) > 0) == most
                      ? dag_plus(g, w->count[var], -1)
                      : dag_int(g, 0);
        e = dag_rewrite(g, e, &how);
    }
    return dag_at(g, e)->free ? EXPR_NONE : e;
}

static bool never_negative(const struct dag *g, Expr e)
{
    return e.i && dag_is_int(g, e) && dag_int_value(g, e) >= 0;
}

bool element_inside(const struct writer *w, uint32_t array, const Expr *idx)
{
    const struct array *a = &w->p->arrays.at[array];
    struct dag *g = w->g;

    for (unsigned k = 0; k < a->rank; k++) {
        Expr least = extreme(w, idx[k], false);
        Expr room = dag_plus(g, dag_isub(g, a->count[k], idx[k]), -1);
        if (!never_negative(g, least) ||
            !never_negative(g, extreme(w, room, false)))
            return false;
    }
    return true;
}

/* Is this node harmless wherever the indices that have a value stand? */
static bool harmless(const struct writer *w, uint32_t node)
{
    struct node n = w->g->nodes.at[node];
    Expr idx[PROGRAM_RANK];

    if (n.free & ~w->bound)              /* it is evaluated further inside */
        return true;
    if (n.op == DAG_IDIV || n.op == DAG_IMOD)
        return dag_is_int(w->g, (Expr){n.b});
    if (n.op != DAG_LOAD)
        return true;
    dag_load_index(w->g, (Expr){node}, idx);
    return w->contracted[n.a] || element_inside(w, n.a, idx);
}

bool loads_inside(const struct writer *w, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(w->g, &e, 1, &list);
    bool all = true;

    for (size_t k = 0; all && k < n; k++)
        all = harmless(w, list[k]);
    free(list);
    return all;
}
