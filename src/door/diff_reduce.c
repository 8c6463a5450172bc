/*
 * diff_reduce.c -- the parts of a loop from those of its body: an inner index
 * that the target uses runs by itself, over the others is summed.
 */
#include "diff.h"

/* The name of inner index v in a part: by the dimension it runs over; *odd of
   the names for others are taken. */
static unsigned free_name(const struct diff *d, Expr load, unsigned v,
                          unsigned *odd)
{
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(d->g, load, idx);

    for (unsigned k = 0; k < rank; k++)
        if (expr_same(idx[k], dag_index(d->g, v)))
            return FREE_VAR + k;
    return ODD_VAR + (*odd)++;
}

static unsigned odd_names(const struct domain *free)
{
    unsigned n = 0;

    for (unsigned k = 0; k < free->rank; k++)
        n += free->var[k] >= ODD_VAR;
    return n;
}

/* Nothing says which turns there are but their number. */
static bool is_counted(struct diff *d, const struct part *part,
                       const struct domain *sum)
{
    return domain_is_box(d->g, sum) &&
           !(dag_at(d->g, part->value)->free & domain_vars(sum));
}

Expr summed(struct diff *d, const struct loop *loop, unsigned outer,
            const struct part *part, const struct domain *sum)
{
    struct loop l = {.effect = EFFECT_SUM, .body = part->value,
                     .span = loop->span};
    Expr most[PROGRAM_RANK];

    if (is_counted(d, part, sum))
        return dag_op2(d->g, OP_Mul, dag_real(d->g, domain_size(d->g, sum)),
                       part->value);
    for (unsigned k = 0; k < outer; k++)
        domain_add(&l.domain, loop->domain.var[k], loop->domain.count[k],
                   loop->domain.most[k]);
    for (unsigned k = 0; k < part->free.rank; k++)
        domain_add(&l.domain, part->free.var[k], part->free.count[k],
                   part->free.most[k]);
    for (unsigned k = 0; k < l.domain.rank; k++) {
        l.at[k] = dag_index(d->g, l.domain.var[k]);
        most[k] = domain_extent(&l.domain, k);
    }
    l.array = program_array(d->p, ARRAY_TEMP, NULL, l.domain.rank, NULL, most,
                            PHASE_POINT, 2);
    for (unsigned k = 0; k < sum->rank; k++)
        domain_add(&l.domain, sum->var[k], sum->count[k], sum->most[k]);
    l.domain.guard = sum->guard;
    vec_push(&d->p->loops, l);
    return dag_load(d->g, l.array, l.at, d->p->arrays.at[l.array].rank);
}

/* Which inner indices run by themselves, under which name, and which not. */
static void split(struct diff *d, const struct loop *loop, unsigned outer,
                  struct part *part, struct domain *sum, Expr *to)
{
    struct domain inner = part->free;
    unsigned odd = odd_names(&inner);

    part->free = (struct domain){.guard = inner.guard};
    for (unsigned k = outer; k < loop->domain.rank; k++) {
        unsigned v = loop->domain.var[k], name = v;
        bool free = dag_at(d->g, part->load)->free >> v & 1;
        if (free) {
            name = free_name(d, part->load, v, &odd);
            to[v] = dag_index(d->g, name);
        }
        domain_add(free ? &part->free : sum, name, loop->domain.count[k],
                   loop->domain.most[k]);
    }
    for (unsigned k = 0; k < inner.rank; k++)
        domain_add(&part->free, inner.var[k], inner.count[k], inner.most[k]);
    if (loop->domain.guard.i)
        guard_and(d->g, &part->free.guard, loop->domain.guard);
}

/* Where a free index has a range that one summed over gives, it has its
   longest, and the sum a condition. */
static void relax(struct diff *d, struct domain *free, uint64_t summed_over)
{
    for (unsigned k = 0; k < free->rank; k++)
        if (dag_at(d->g, free->count[k])->free & summed_over)
            domain_relax(d->g, free, k);
}

/* A condition belongs to the sum if it tells the turns, to the free indices if
   it tells those, and else to the value. */
static void place_guard(struct diff *d, struct part *part, struct domain *sum)
{
    Expr guard = part->free.guard;
    uint64_t uses = guard.i ? dag_at(d->g, guard)->free : 0;

    if (uses & domain_vars(sum))
        sum->guard = guard;
    else if (guard.i && !(uses & domain_vars(&part->free)))
        part->value = dag_where(d->g, guard, part->value);
    else
        return;
    part->free.guard = EXPR_NONE;
}

struct part reduce(struct diff *d, const struct loop *loop, unsigned outer,
                   struct part part)
{
    struct domain sum = {0};
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    if (loop->domain.rank + part.free.rank > PROGRAM_RANK) {
        refuse_indices(d, loop->span);
        return part;
    }
    split(d, loop, outer, &part, &sum, to);
    part.load = dag_rewrite(d->g, part.load, &how);
    part.value = dag_rewrite(d->g, part.value, &how);
    domain_rewrite(d->g, &part.free, &how);
    domain_rewrite(d->g, &sum, &how);
    relax(d, &part.free, domain_vars(&sum));
    place_guard(d, &part, &sum);
    if (sum.rank > 0)
        part.value = summed(d, loop, outer, &part, &sum);
    return part;
}

Expr guarded_value(struct diff *d, const struct part *part)
{
    struct domain free = part->free;

    for (unsigned k = 0; k < free.rank; k++)
        if (free.most[k].i)
            domain_relax(d->g, &free, k);
    return free.guard.i ? dag_where(d->g, free.guard, part->value)
                        : part->value;
}
