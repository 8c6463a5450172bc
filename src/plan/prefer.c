/* prefer.c -- which method of a loss is worth its second derivatives. */
#include "planner.h"

#include "../tables/ops.h"

/*
 * A Hessian of rows costs up to as many gradients as there are unknowns: so
 * much may the last digits and the second order cost (decisions/0035).
 */
enum { UNKNOWNS_MOST = 16, NODES_MOST = 4000 };

/* Has it a kink, or two branches, that unknowns decide? */
static bool is_smooth(const struct dag *g)
{
    for (size_t k = 0; k < g->nodes.n; k++) {
        const struct node *n = &g->nodes.at[k];

        if (n->degree == 0)
            continue;
        if (n->op == DAG_SELECT ? g->nodes.at[n->a].degree > 0
            : n->op < DAG_FIRST_OP ? n->op == DAG_SEGMENT
            : n->op != DAG_OF(OP_Pow) && op_row(OP_OF(n->op))->kink[0])
            return false;
    }
    return true;
}

/* A greatest or a least of terms has a kink where two of them meet. */
static bool is_reduced_smoothly(const struct program *p)
{
    for (size_t k = 0; k < p->loops.n; k++) {
        const struct loop *l = &p->loops.at[k];

        if ((l->effect == EFFECT_MIN || l->effect == EFFECT_MAX) &&
            p->dag->array_degree.at[l->array] > 0)
            return false;
    }
    return true;
}

static bool is_small(const struct program *p)
{
    int64_t n = 0, size;

    for (uint32_t a = 0; a < p->arrays.n && n <= UNKNOWNS_MOST; a++) {
        const struct array *x = &p->arrays.at[a];

        size = x->kind == ARRAY_UNKNOWN;
        for (unsigned k = 0; k < x->rank && size > 0; k++)
            size = dag_is_int(p->dag, x->count[k]) && size <= UNKNOWNS_MOST
                       ? size * dag_int_value(p->dag, x->count[k])
                       : UNKNOWNS_MOST + 1;
        n += size;
    }
    return n <= UNKNOWNS_MOST && p->dag->nodes.n <= NODES_MOST;
}

void plan_prefer(struct program *p)
{
    bool loss = p->has_objective && (p->has_fits || !p->loss_is_squares);

    p->solve.second = loss && p->constraints.n == 0 && is_small(p) &&
                      is_smooth(p->dag) && is_reduced_smoothly(p);
}
