/*
 * lower_const.c -- the number that an expression of constants is, computed at
 * compile time: param defaults, inline data, solver options.
 */
#include "lowering.h"

#include <stdlib.h>

static double truth(bool b)
{
    return b ? 1 : 0;
}

static double structural(const struct dag *g, Expr e, const struct node *n,
                         const double *v)
{
    switch (n->op) {
    case DAG_CONST: return dag_value(g, e);
    case DAG_INT: return (double)dag_int_value(g, e);
    case DAG_REAL: return v[0];
    case DAG_LT: case DAG_ILT: return truth(v[0] < v[1]);
    case DAG_LE: case DAG_ILE: return truth(v[0] <= v[1]);
    case DAG_EQ: case DAG_IEQ: return truth(v[0] == v[1]);
    case DAG_AND: return truth(v[0] != 0 && v[1] != 0);
    case DAG_OR: return truth(v[0] != 0 || v[1] != 0);
    case DAG_NOT: return truth(v[0] == 0);
    case DAG_SELECT: return v[0] != 0 ? v[1] : v[2];
    default: return 0;
    }
}

static bool foldable(const struct node *n)
{
    return n->op != DAG_LOAD && n->op != DAG_LIST && n->op != DAG_SIZE &&
           n->op != DAG_INDEX && n->op != DAG_LOCAL && n->op != DAG_SEGMENT &&
           (n->op < DAG_IADD || n->op > DAG_IMOD);
}

static bool evaluate(const struct dag *g, const uint32_t *list, size_t n,
                     double *value)
{
    for (size_t k = 0; k < n; k++) {
        const struct node *at = &g->nodes.at[list[k]];
        Expr kid[3];
        double v[3] = {0, 0, 0};
        unsigned kids = dag_children(at, kid);

        if (!foldable(at))
            return false;
        for (unsigned j = 0; j < kids; j++)
            v[j] = value[dag_place(list, k, kid[j])];
        if (at->op < DAG_FIRST_OP)
            value[k] = structural(g, (Expr){list[k]}, at, v);
        else if (kids == 1)
            value[k] = op_value1(OP_OF(at->op), v[0]);
        else
            value[k] = op_value2(OP_OF(at->op), v[0], v[1]);
    }
    return true;
}

bool const_value(struct lower *l, Expr e, double *out)
{
    uint32_t *list;
    double *value;
    size_t n;
    bool ok;

    if (dag_is_const(l->g, e)) {
        *out = dag_value(l->g, e);
        return true;
    }
    n = dag_reach(l->g, &e, 1, &list);
    value = calloc(n, sizeof *value);
    if (!value)
        abort();
    ok = evaluate(l->g, list, n, value);
    if (ok)
        *out = value[n - 1];
    free(value);
    free(list);
    return ok;
}
