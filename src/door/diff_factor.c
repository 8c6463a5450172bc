/*
 * diff_factor.c -- what an element of a reduction counts: 1 in a sum, the
 * product of the others in a product, all or nothing in a minimum or maximum,
 * its share in a logsumexp.
 */
#include "diff.h"

static unsigned outer_rank(const struct diff *d, const struct loop *loop)
{
    return d->p->arrays.at[loop->array].rank;
}

/* A loop over what `like` runs over, into a new array of its outer indices
 * and the first `more` of its inner ones. */
static struct loop beside(struct diff *d, const struct loop *like,
                          enum effect effect, unsigned more)
{
    struct loop loop = *like;
    unsigned rank = outer_rank(d, like) + more;
    Expr most[PROGRAM_RANK];

    loop.effect = (uint8_t)effect;
    for (unsigned k = 0; k < rank; k++) {
        loop.at[k] = dag_index(d->g, loop.domain.var[k]);
        most[k] = domain_extent(&loop.domain, k);
    }
    loop.array = program_array(d->p, ARRAY_TEMP, NULL, rank, NULL, most,
                               PHASE_POINT, 2);
    return loop;
}

static Expr load_of(struct diff *d, const struct loop *loop)
{
    return dag_load(d->g, loop->array, loop->at, outer_rank(d, loop));
}

/* ---- products ----------------------------------------------------------- */

/* Does every inner index equal its copy? */
static Expr itself(struct diff *d, const struct loop *loop, unsigned outer)
{
    Expr all = EXPR_NONE;

    for (unsigned k = outer; k < loop->domain.rank; k++) {
        Expr copy = dag_index(d->g, OTHER_VAR + k - outer);
        Expr own = dag_index(d->g, loop->domain.var[k]);
        Expr same = dag_compare(d->g, DAG_IEQ, copy, own);
        all = all.i ? dag_logic(d->g, DAG_AND, all, same) : same;
    }
    return all;
}

static Expr product_of_others(struct diff *d, const struct loop *loop)
{
    unsigned outer = outer_rank(d, loop), rank = loop->domain.rank;
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    struct loop others;
    Expr own;

    if (2 * rank - outer > PROGRAM_RANK)
        return dag_op2(d->g, OP_Div, load_of(d, loop), loop->body);
    others = beside(d, loop, EFFECT_PROD, rank - outer);
    for (unsigned k = outer; k < rank; k++) {
        unsigned var = OTHER_VAR + k - outer;
        to[loop->domain.var[k]] = dag_index(d->g, var);
        domain_add(&others.domain, var,
                   dag_rewrite(d->g, loop->domain.count[k], &how),
                   loop->domain.most[k]);
    }
    if (loop->domain.guard.i)
        others.domain.guard = dag_rewrite(d->g, loop->domain.guard, &how);
    own = itself(d, loop, outer);
    others.body = dag_rewrite(d->g, loop->body, &how);
    others.body = dag_select(d->g, own, dag_num(d->g, 1), others.body);
    vec_push(&d->p->loops, others);
    return load_of(d, &others);
}

/* ---- minima and maxima -------------------------------------------------- */

/* 1 for the first element that is the winner, else 0. */
static Expr wins(struct diff *d, const struct loop *loop)
{
    struct dag *g = d->g;
    struct loop first = beside(d, loop, EFFECT_MIN, 0);
    Expr number = dag_int(g, 0), won;

    for (unsigned k = outer_rank(d, loop); k < loop->domain.rank; k++)
        number = dag_offset(g, number, domain_extent(&loop->domain, k),
                            dag_index(g, loop->domain.var[k]));
    number = dag_real(g, dag_plus(g, number, 1));
    won = dag_compare(g, DAG_EQ, loop->body, load_of(d, loop));
    first.body = dag_select(g, won, number, dag_num(g, 1e300));
    vec_push(&d->p->loops, first);
    vec_push(&d->winners, ((struct winner){first.array, *loop}));
    won = dag_compare(g, DAG_EQ, number, load_of(d, &first));
    return dag_where(g, won, dag_num(g, 1));
}

Expr reduction_slope(struct diff *d, const struct loop *loop)
{
    switch (loop->effect) {
    case EFFECT_PROD: return product_of_others(d, loop);
    case EFFECT_MIN: case EFFECT_MAX: return wins(d, loop);
    case EFFECT_LOGSUMEXP:           /* the weights of the softmax */
        return dag_op1(d->g, OP_Exp, dag_op2(d->g, OP_Sub, loop->body,
                                             load_of(d, loop)));
    default: return dag_num(d->g, 1);
    }
}
