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
typedef struct { struct same *at; size_t n, cap; } Pairs;

/*
 * The exponentials as an array of their own, where the softmax is wanted: that
 * is then exp(x - greatest) / sum, and no exp is computed twice.
 */
static Expr keep_terms(struct derive *d, const struct loop *loop,
                       const struct loop *sum, Loops *out, Pairs *pairs)
{
    struct dag *g = d->g;
    struct loop term = *sum;
    unsigned outer = outer_rank(d, loop);
    Expr one = dag_num(g, 1), total, share, y, softmax;

    term.effect = EFFECT_DEFINE;
    term.array = program_array(d->p, ARRAY_TEMP, NULL, sum->domain.rank, NULL,
                               sum->domain.count, PHASE_POINT, 2);
    for (unsigned k = 0; k < sum->domain.rank; k++)
        term.at[k] = dag_index(g, sum->domain.var[k]);
    vec_push(out, term);
    total = dag_load(g, sum->array, loop->at, outer);
    share = dag_op2(g, OP_Div, one, total);
    y = dag_load(g, loop->array, loop->at, outer);
    softmax = dag_op2(g, OP_Sub, loop->body, y);
    softmax = dag_op1(g, OP_Exp, softmax);
    total = dag_load(g, term.array, term.at, sum->domain.rank);
    share = dag_op2(g, OP_Mul, share, total);
    vec_push(pairs, ((struct same){softmax, share}));
    return total;
}

/* Does every turn have a term of its own?  Else the softmax, which is the same
   in all of them, may stand where the index of a turn has no value. */
static bool terms_differ(const struct derive *d, const struct loop *loop)
{
    const struct node *body = dag_at(d->g, loop->body);
    bool all = true;

    for (unsigned k = 0; k < loop->domain.rank; k++)
        all &= body->free >> loop->domain.var[k] & 1;
    return all;
}

/* Is there a place for each term, and a derivative that uses it? */
static bool keeps_terms(const struct derive *d, const struct loop *loop)
{
    return d->p->adjoint.n > 0 && domain_is_box(d->g, &loop->domain) &&
           d->g->array_phase.at[loop->array] == PHASE_POINT &&
           terms_differ(d, loop);
}

static void write_out(struct derive *d, const struct loop *loop, Loops *out,
                      Pairs *pairs)
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
    if (keeps_terms(d, loop))
        sum.body = keep_terms(d, loop, &sum, out, pairs);
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

/* In the gradient, softmaxes from the terms that were kept. */
static void use_terms(struct derive *d, const Pairs *pairs)
{
    size_t n = d->p->adjoint.n;
    Expr *roots = calloc(n + 1, sizeof *roots);

    if (!roots)
        abort();
    for (size_t k = 0; k < n; k++)
        roots[k] = d->p->adjoint.at[k].body;
    replace(d->g, roots, n, pairs->at, pairs->n);
    for (size_t k = 0; k < n; k++)
        d->p->adjoint.at[k].body = roots[k];
    free(roots);
}

void derive_logsumexp(struct derive *d)
{
    struct span here = d->g->here;
    Loops all = {0};
    Pairs pairs = {0};

    if (!any(d->p))
        return;
    for (size_t k = 0; k < d->p->loops.n; k++) {
        const struct loop loop = d->p->loops.at[k];
        d->g->here = loop.span;
        if (loop.effect == EFFECT_LOGSUMEXP)
            write_out(d, &loop, &all, &pairs);
        else
            vec_push(&all, loop);
    }
    d->g->here = here;
    d->p->loops.n = 0;
    for (size_t k = 0; k < all.n; k++)
        vec_push(&d->p->loops, all.at[k]);
    if (pairs.n)
        use_terms(d, &pairs);
    vec_free(&pairs);
    vec_free(&all);
}
