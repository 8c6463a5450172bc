/*
 * logsumexp.c -- log(sum exp x) as loops that neither overflow nor lose what
 * is small: the greatest x, the sum of exp(x - greatest), then
 *     greatest + log(sum).
 *
 * Derivatives do not come here: they are taken before, by the softmax rule,
 * and never see the maximum.
 */
#include "deriving.h"

#include <math.h>
#include <stdlib.h>

static uint32_t temporary_like(struct derive *d, const struct loop *loop)
{
    return program_array(d->p, ARRAY_TEMP, NULL, outer_rank(d, loop), NULL,
                         d->p->arrays.at[loop->array].count,
                         (enum phase)d->g->array_phase.at[loop->array], 2);
}

/* What is subtracted: the greatest, or 0 where that is infinite. */
static Expr shift_of(struct dag *g, Expr greatest)
{
    Expr size = dag_op1(g, OP_Abs, greatest);
    Expr finite = dag_compare(g, DAG_LT, size, dag_num(g, HUGE_VAL));

    return dag_where(g, finite, greatest);
}

typedef struct { struct loop *at; size_t n, cap; } Loops;

static void write_out(struct derive *d, const struct loop *loop, Loops *out)
{
    struct dag *g = d->g;
    struct loop most = *loop, sum = *loop, all = *loop;
    unsigned outer = outer_rank(d, loop);
    Expr shift;

    most.effect = EFFECT_MAX;
    most.array = temporary_like(d, loop);
    shift = shift_of(g, dag_load(g, most.array, loop->at, outer));
    sum.effect = EFFECT_SUM;
    sum.array = temporary_like(d, loop);
    sum.body = dag_op1(g, OP_Exp, dag_op2(g, OP_Sub, loop->body, shift));
    all.effect = EFFECT_DEFINE;
    all.domain.rank = outer;
    all.domain.guard = EXPR_NONE;
    all.body = dag_op2(g, OP_Add, shift, dag_op1(g, OP_Log,
        dag_load(g, sum.array, loop->at, outer)));
    vec_push(out, most);
    vec_push(out, sum);
    vec_push(out, all);
}

static bool any(const struct program *p)
{
    for (size_t k = 0; k < p->loops.n; k++)
        if (p->loops.at[k].effect == EFFECT_LOGSUMEXP)
            return true;
    return false;
}

void derive_logsumexp(struct derive *d)
{
    struct span here = d->g->here;
    Loops all = {0};

    if (!any(d->p))
        return;
    for (size_t k = 0; k < d->p->loops.n; k++) {
        const struct loop loop = d->p->loops.at[k];
        d->g->here = loop.span;
        if (loop.effect == EFFECT_LOGSUMEXP)
            write_out(d, &loop, &all);
        else
            vec_push(&all, loop);
    }
    d->g->here = here;
    d->p->loops.n = 0;
    for (size_t k = 0; k < all.n; k++)
        vec_push(&d->p->loops, all.at[k]);
    vec_free(&all);
}
