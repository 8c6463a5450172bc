/*
 * reduction.c -- sums, products, extrema and log sum exp over loops: the
 * derivative of what they reduce to, with respect to one term.
 */
#include "deriving.h"

#include <math.h>

/* A reduction over the same loop of another body, as a load at its element. */
static Expr reduce_also(struct derive *d, const struct loop *loop,
                        enum effect effect, Expr body)
{
    struct loop also = *loop;
    unsigned outer = outer_rank(d, loop);

    also.effect = (uint8_t)effect;
    also.body = body;
    also.array = program_array(d->p, ARRAY_TEMP, NULL, outer, NULL,
                               d->p->arrays.at[loop->array].count,
                               (enum phase)d->g->array_phase.at[loop->array],
                               2);
    vec_push(&d->p->helpers, also);
    return dag_load(d->g, also.array, loop->at, outer);
}

/* How many factors are zero, the product of the others, the sum of the zeros
   (which is 0, and has a derivative). */
static struct product_parts *parts_of(struct derive *d,
                                      const struct loop *loop,
                                      struct product_parts *spare)
{
    struct dag *g = d->g;
    Expr zero = dag_num(g, 0), one = dag_num(g, 1), f = loop->body;
    Expr is0 = dag_compare(g, DAG_EQ, f, zero);
    struct product_parts *parts = spare;

    if (loop->array < d->arrays)
        parts = &d->parts[loop->array];
    if (parts->zeros.i)
        return parts;
    parts->zeros = reduce_also(d, loop, EFFECT_SUM,
                               dag_select(g, is0, one, zero));
    parts->rest = reduce_also(d, loop, EFFECT_PROD,
                              dag_select(g, is0, one, f));
    if (d->twice)
        parts->sum = reduce_also(d, loop, EFFECT_SUM, dag_where(g, is0, f));
    return parts;
}

/*
 * product: d P / d f = P / f; with one factor zero, the product of the others
 * at that factor and 0 elsewhere; with more zeros, 0.  Where it will be
 * differentiated again a 0 is written as a product with the zeros, one of
 * which may move.
 */
static Expr product_factor(struct derive *d, const struct loop *loop)
{
    struct dag *g = d->g;
    Expr zero = dag_num(g, 0), f = loop->body;
    Expr is0 = dag_compare(g, DAG_EQ, f, zero);
    Expr p = dag_load(g, loop->array, loop->at, outer_rank(d, loop));
    struct product_parts spare = {{0}, {0}, {0}};
    struct product_parts *part = parts_of(d, loop, &spare);
    Expr alone = dag_compare(g, DAG_EQ, part->zeros, dag_num(g, 1));
    Expr none = dag_compare(g, DAG_EQ, part->zeros, zero);
    Expr at0 = zero, at_other = zero, two;

    if (d->twice) {
        two = dag_compare(g, DAG_EQ, part->zeros, dag_num(g, 2));
        at0 = dag_op2(g, OP_Sub, part->sum, f);
        at0 = dag_where(g, two, dag_op2(g, OP_Mul, part->rest, at0));
        at_other = dag_op2(g, OP_Div, part->rest, f);
        at_other = dag_where(g, alone,
                             dag_op2(g, OP_Mul, at_other, part->sum));
    }
    at0 = dag_select(g, alone, part->rest, at0);
    at_other = dag_select(g, none, dag_op2(g, OP_Div, p, f), at_other);
    return dag_select(g, is0, at0, at_other);
}

/* 1 where f is zero, and 1 there in its place. */
static Expr one_at_zero(struct dag *g, Expr f, Expr *nonzero)
{
    Expr zero = dag_num(g, 0), one = dag_num(g, 1);
    Expr is0 = dag_compare(g, DAG_EQ, f, zero);

    *nonzero = dag_select(g, is0, one, f);
    return dag_select(g, is0, one, zero);
}

Expr product_cross(struct derive *d, const struct loop *loop,
                   const struct turns *k, const struct turns *l)
{
    struct dag *g = d->g;
    struct product_parts spare = {{0}, {0}, {0}};
    struct product_parts part = *parts_of(d, loop, &spare);
    Expr fk, fl, zeros = put_entered(d, part.zeros, k), others, same, zero_k;
    Expr zero_l, rest;

    zero_k = one_at_zero(g, put_entered(d, loop->body, k), &fk);
    zero_l = one_at_zero(g, put_entered(d, loop->body, l), &fl);
    zeros = dag_op2(g, OP_Sub, dag_op2(g, OP_Sub, zeros, zero_k), zero_l);
    rest = put_entered(d, part.rest, k);
    others = dag_op2(g, OP_Div, rest, dag_op2(g, OP_Mul, fk, fl));
    others = dag_where(g, dag_compare(g, DAG_EQ, zeros, dag_num(g, 0)),
                       others);
    same = same_turn(d, loop, k, l);
    return dag_select(g, same, dag_num(g, 0), others);
}

/* min, max: 1 for the first element that is the winner, else 0. */
static Expr extremum_factor(struct derive *d, const struct loop *loop)
{
    struct dag *g = d->g;
    Expr won = dag_load(g, loop->array, loop->at, outer_rank(d, loop));
    Expr number = dag_int(g, 0), is, first;

    for (unsigned k = 0; k < loop->domain.rank; k++)
        if (!loop_own_index(d, loop, loop->domain.var[k]))
            number = dag_offset(g, number, domain_extent(&loop->domain, k),
                                dag_index(g, loop->domain.var[k]));
    number = dag_real(g, number);
    is = dag_compare(g, DAG_EQ, loop->body, won);
    first = reduce_also(d, loop, EFFECT_MIN,
                        dag_select(g, is, number, dag_num(g, HUGE_VAL)));
    d->p->arrays.at[dag_at(g, first)->a].winner = true;
    is = dag_compare(g, DAG_EQ, number, first);
    return dag_where(g, is, dag_num(g, 1));
}

/* log(sum exp x): the softmax exp(x - log(sum exp x)). */
static Expr softmax_factor(struct derive *d, const struct loop *loop)
{
    Expr y = dag_load(d->g, loop->array, loop->at, outer_rank(d, loop));

    return dag_op1(d->g, OP_Exp, dag_op2(d->g, OP_Sub, loop->body, y));
}

Expr reduction_factor(struct derive *d, const struct loop *loop)
{
    struct loop copy = *loop;
    Expr fresh = EXPR_NONE;  /* helpers' are asked for once */
    Expr *f = loop->array < d->arrays ? &d->factor[loop->array] : &fresh;

    if (loop->effect == EFFECT_SUM || loop->effect == EFFECT_DEFINE)
        return dag_num(d->g, 1);
    if (f->i)
        return *f;
    if (loop->effect == EFFECT_PROD)
        *f = product_factor(d, &copy);
    else if (loop->effect == EFFECT_LOGSUMEXP)
        *f = softmax_factor(d, &copy);
    else
        *f = extremum_factor(d, &copy);
    return *f;
}
