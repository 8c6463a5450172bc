/*
 * lower_bound.c -- how long a range can get at most, where its end is no
 * straight line in the indices: j in 1..i*i, 1..div(12, i), 1..count[i]*i.
 *
 * By intervals, so it may be more than any turn takes: memory is reserved for
 * that, and nothing is proved or refused by it.
 */
#include "lowering.h"

enum { NESTED = 24 };

static Expr bound(struct lower *l, Expr e, bool up, unsigned depth);

static bool at_least(struct lower *l, Expr e, int64_t least, unsigned depth)
{
    Expr low = bound(l, e, false, depth);

    return low.i && sign_known(l->g, dag_plus(l->g, low, -least)) == 1;
}

static Expr index_bound(struct lower *l, unsigned var, bool up, unsigned depth)
{
    for (size_t k = 0; k < l->open.n; k++) {
        const struct open_index o = l->open.at[k];
        if (o.var == var)
            return up ? bound(l, dag_plus(l->g, o.count, -1), true, depth)
                      : dag_int(l->g, 0);
    }
    return EXPR_NONE;
}

static Expr product_bound(struct lower *l, Expr a, Expr b, bool up,
                          unsigned depth)
{
    Expr x, y;

    if (dag_is_int(l->g, a)) {
        x = bound(l, b, up == (dag_int_value(l->g, a) >= 0), depth);
        return x.i ? dag_imul(l->g, a, x) : x;
    }
    if (dag_is_int(l->g, b))
        return product_bound(l, b, a, up, depth);
    if (!at_least(l, a, 0, depth) || !at_least(l, b, 0, depth))
        return EXPR_NONE;
    x = bound(l, a, up, depth);
    y = bound(l, b, up, depth);
    return x.i && y.i ? dag_imul(l->g, x, y) : EXPR_NONE;
}

/* Of a divided by b, or what is left over; b > 0. */
static Expr quotient_bound(struct lower *l, const struct node *n, bool up,
                           unsigned depth)
{
    Expr a = {n->a}, b = {n->b}, x, y;

    if (!at_least(l, b, 1, depth))
        return EXPR_NONE;
    if (n->op == DAG_IMOD) {
        x = up ? bound(l, b, true, depth) : dag_int(l->g, 1);
        return x.i ? dag_plus(l->g, x, -1) : x;
    }
    if (!at_least(l, a, 0, depth))
        return EXPR_NONE;
    x = bound(l, a, up, depth);
    y = bound(l, b, !up, depth);
    return x.i && y.i ? dag_int2(l->g, DAG_IDIV, x, y) : EXPR_NONE;
}

/* Of two that are not negative the greater is at most their sum. */
static Expr choice_bound(struct lower *l, Expr a, Expr b, bool up,
                         unsigned depth)
{
    Expr x = bound(l, a, up, depth), y = bound(l, b, up, depth), gap;

    if (!x.i || !y.i)
        return EXPR_NONE;
    gap = dag_isub(l->g, x, y);
    if (sign_known(l->g, gap) == 1)
        return up ? x : y;
    if (sign_known(l->g, dag_isub(l->g, y, x)) == 1)
        return up ? y : x;
    if (!at_least(l, a, 0, depth) || !at_least(l, b, 0, depth))
        return EXPR_NONE;
    return up ? dag_iadd(l->g, x, y) : dag_int(l->g, 0);
}

static Expr bound(struct lower *l, Expr e, bool up, unsigned depth)
{
    const struct node n = *dag_at(l->g, e);
    const struct array *a;
    Expr x, y;

    if (depth == NESTED)
        return EXPR_NONE;
    switch (n.op) {
    case DAG_INT: case DAG_SIZE:
        return e;
    case DAG_INDEX:
        return index_bound(l, n.a, up, depth + 1);
    case DAG_LOAD:
        a = &l->p->arrays.at[n.a];
        return !a->integer ? EXPR_NONE : up ? a->most : a->least;
    case DAG_IADD:
        x = bound(l, (Expr){n.a}, up, depth + 1);
        y = bound(l, (Expr){n.b}, up, depth + 1);
        return x.i && y.i ? dag_iadd(l->g, x, y) : EXPR_NONE;
    case DAG_IMUL:
        return product_bound(l, (Expr){n.a}, (Expr){n.b}, up, depth + 1);
    case DAG_IDIV: case DAG_IMOD:
        return quotient_bound(l, &n, up, depth + 1);
    case DAG_SELECT:
        return choice_bound(l, (Expr){n.b}, (Expr){n.c}, up, depth + 1);
    default:
        return EXPR_NONE;
    }
}

Expr index_at_most(struct lower *l, Expr e)
{
    return bound(l, e, true, 0);
}
