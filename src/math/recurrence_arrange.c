/*
 * recurrence_arrange.c -- the loops of a recurrence, once their order is found:
 * joint indices outermost, and counted up; what was a recurrence within each
 * turn stays one.
 */
#include "ordering.h"

#include <stdlib.h>

long recurrence_place(const struct order *o, size_t k, unsigned dim)
{
    const struct item *item = &o->items[o->sub[k]];

    for (unsigned j = 0; dim < item->rank && j < item->loop.domain.rank; j++)
        if (item->loop.domain.var[j] == item->var[dim])
            return (long)j;
    return -1;
}

static void take_index(struct loop *to, const struct loop *from, unsigned p)
{
    struct domain *d = &to->domain;

    to->within[d->rank] = loop_turns(from, p);
    d->var[d->rank] = from->domain.var[p];
    d->count[d->rank] = from->domain.count[p];
    d->most[d->rank++] = from->domain.most[p];
}

/* The joint indices outermost; a recurrence within stays one. */
static struct loop joint_first(const struct order *o, size_t k, uint32_t group)
{
    const struct loop *from = loop_at(o, k);
    struct loop out = *from;
    uint64_t taken = 0;

    out.domain.rank = 0;
    for (unsigned j = 0; j < o->joint; j++) {
        long p = recurrence_place(o, k, o->dim[j]);
        take_index(&out, from, (unsigned)p);
        taken |= (uint64_t)1 << p;
    }
    for (unsigned p = 0; p < from->domain.rank; p++)
        if (!(taken >> p & 1))
            take_index(&out, from, p);
    out.group = group;
    out.joint = (uint8_t)o->joint;
    return out;
}

/* An index that runs down counts up to its end. */
static struct loop arranged(const struct order *o, size_t k, uint32_t group)
{
    struct loop out = joint_first(o, k, group);
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned j = 0; j < o->joint; j++)
        if (o->down[j])
            to[out.domain.var[j]] = dag_mirror(
                o->g, dag_index(o->g, out.domain.var[j]), out.domain.count[j]);
    loop_rewrite(o->g, &out, o->l->p->arrays.at[out.array].rank, &how);
    return out;
}

void recurrence_arrange(struct order *o, const size_t *sorted, uint32_t group)
{
    struct loop *copy = calloc(o->count + 1, sizeof *copy);

    if (!copy)
        abort();
    for (size_t i = 0; i < o->count; i++)
        copy[i] = arranged(o, sorted[i], group);
    for (size_t k = 0; k < o->count; k++)
        *loop_at(o, k) = copy[k];
    free(copy);
}
