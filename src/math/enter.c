/*
 * enter.c -- a loop seen from an element that it computes: the turns in which
 * it does.  An index of the loop is told by the element where the loop's
 * target is that index, or that index and a number that the others do not
 * change; the rest run on, and conditions keep to the element.
 */
#include "deriving.h"

#include <string.h>

/* The dimension of the target whose index is this variable, or -1. */
static int own_dim(const struct derive *d, const struct loop *loop,
                   unsigned var)
{
    for (unsigned k = 0; k < outer_rank(d, loop); k++)
        if (expr_same(loop->at[k], dag_index(d->g, var)))
            return (int)k;
    return -1;
}

bool loop_own_index(const struct derive *d, const struct loop *loop,
                    unsigned var)
{
    return own_dim(d, loop, var) >= 0;
}

static uint64_t domain_vars(const struct domain *d)
{
    uint64_t mask = 0;

    for (unsigned k = 0; k < d->rank; k++)
        mask |= (uint64_t)1 << d->var[k];
    return mask;
}

/* The dimension of the target that is this variable + *rest, or -1. */
static int shifted_dim(const struct derive *d, const struct loop *loop,
                       unsigned var, Expr *rest)
{
    uint64_t vars = domain_vars(&loop->domain);

    for (unsigned k = 0; k < outer_rank(d, loop); k++) {
        *rest = dag_isub(d->g, loop->at[k], dag_index(d->g, var));
        if (!(dag_at(d->g, *rest)->free & vars))
            return (int)k;
    }
    return -1;
}

unsigned loop_inner_rank(const struct derive *d, const struct loop *loop)
{
    unsigned inner = loop->domain.rank;
    Expr rest;

    for (unsigned k = 0; k < loop->domain.rank; k++)
        inner -= shifted_dim(d, loop, loop->domain.var[k], &rest) >= 0;
    return inner;
}

static Expr and_also(struct dag *g, Expr a, Expr b)
{
    return a.i ? dag_logic(g, DAG_AND, a, b) : b;
}

Expr put_entered(struct derive *d, Expr e, const struct turns *how)
{
    struct dag_rewrite rewrite = {how->to, NULL, NULL};

    return dag_rewrite(d->g, e, &rewrite);
}

/* Has index k, told by this dimension, a turn for every element?  One loop
   alone computes all of them, but those that a condition does not pick. */
static bool covers(const struct derive *d, const struct loop *loop, unsigned k,
                   int dim)
{
    return (!d->many[loop->array] && !(loop->picked >> dim & 1)) ||
           expr_same(loop->domain.count[k],
                     d->p->arrays.at[loop->array].count[dim]);
}

/* index - rest is the turn, where there is such a turn: else 0, and *guard
   does not hold. */
static Expr turn_of(struct derive *d, Expr index, Expr rest, Expr count,
                    Expr *guard)
{
    struct dag *g = d->g;
    Expr turn = dag_isub(g, index, rest), zero = dag_int(g, 0);
    Expr low = dag_compare(g, DAG_ILE, zero, turn);
    Expr high = dag_compare(g, DAG_ILT, turn, count);
    Expr inside = dag_logic(g, DAG_AND, low, high);

    if (dag_truth(g, inside) == 1)
        return turn;
    *guard = and_also(g, *guard, inside);
    return dag_select(g, inside, turn, zero);
}

/* An index that runs on inside. */
static void run_on(struct derive *d, const struct domain *from, unsigned k,
                   unsigned fresh, struct turns *e, struct domain *inner)
{
    unsigned j = inner->rank++;

    e->to[from->var[k]] = dag_index(d->g, fresh);
    inner->var[j] = fresh;
    inner->most[j] = from->most[k];
    inner->count[j] = put_entered(d, from->count[k], e);
}

void loop_enter(struct derive *d, const struct loop *loop, const Expr *idx,
                unsigned fresh, struct turns *e, struct domain *inner)
{
    const struct domain *from = &loop->domain;
    unsigned told = 0;       /* dimensions of the target: bits */
    Expr rest;

    memset(e, 0, sizeof *e);
    for (unsigned k = 0; k < from->rank; k++) {
        int dim = own_dim(d, loop, from->var[k]);
        if (dim >= 0 && covers(d, loop, k, dim)) {
            e->to[from->var[k]] = idx[dim];
        } else if ((dim = shifted_dim(d, loop, from->var[k], &rest)) >= 0) {
            Expr count = put_entered(d, from->count[k], e);
            e->to[from->var[k]] = turn_of(d, idx[dim], rest, count,
                                          &inner->guard);
        } else {
            run_on(d, from, k, fresh++, e, inner);
        }
        told |= dim >= 0 ? 1u << dim : 0;
    }
    if (from->guard.i)
        inner->guard = and_also(d->g, inner->guard,
                                put_entered(d, from->guard, e));
    for (unsigned k = 0; k < outer_rank(d, loop); k++) {
        Expr at = put_entered(d, loop->at[k], e);
        if (!(told >> k & 1) && !expr_same(at, idx[k]))
            inner->guard = and_also(d->g, inner->guard,
                dag_compare(d->g, DAG_IEQ, at, idx[k]));
    }
}

Expr same_turn(struct derive *d, const struct loop *loop,
               const struct turns *k, const struct turns *l)
{
    Expr zero = dag_int(d->g, 0);
    Expr same = dag_compare(d->g, DAG_IEQ, zero, zero);

    for (unsigned j = 0; j < loop->domain.rank; j++) {
        Expr a = k->to[loop->domain.var[j]], b = l->to[loop->domain.var[j]];
        if (!expr_same(a, b))
            same = dag_logic(d->g, DAG_AND, same,
                             dag_compare(d->g, DAG_IEQ, a, b));
    }
    return same;
}
