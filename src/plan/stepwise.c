/*
 * stepwise.c -- what the steps of a recurrence give is added up when they are
 * made [reassociating].
 *
 *     for j: h[j+1] = f(h[j]);  for j: x[j] += v(h[n-1-j])       becomes
 *     for j: x[n-1-j] += v(h[j]), h[j+1] = f(h[j])
 *
 * by column, where a sum over all h[0] .. h[n-1], up or down, could run right
 * after the recurrence.  No step need be stored then, if nobody else reads it:
 * carried.c has the latest at hand.
 */
#include "carrying.h"

static bool loads(const struct carry *c, const struct loop *l, uint32_t array)
{
    Expr roots[LOOP_ROOTS];
    uint32_t *list;
    size_t n = dag_reach(c->g, roots, loop_roots(c->p, l, roots), &list);
    bool any = false;

    for (size_t k = 0; k < n; k++)
        any |= c->g->nodes.at[list[k]].op == DAG_LOAD &&
               c->g->nodes.at[list[k]].a == array;
    free(list);
    return any;
}

/* Does the sum `late` mind that it comes before the loop? */
static bool minds(const struct carry *c, const struct loop *late,
                  const struct loop *before)
{
    return loads(c, late, before->array) || loads(c, before, late->array) ||
           (before->array == late->array && before->effect != EFFECT_SUM);
}

/* The same range of columns, and of steps? */
static bool same_range(const struct domain *a, const struct domain *b)
{
    return a->rank == 2 && !a->guard.i && expr_same(a->count[0], b->count[0]) &&
           expr_same(a->count[1], b->count[1]);
}

/* Is all that it loads of the array what the step needs, when its turn is
   `turn` of the step? */
static bool loads_before(const struct carry *c, const struct loop *l, Expr turn)
{
    Expr column = dag_index(c->g, l->domain.var[0]), idx[PROGRAM_RANK], before;
    uint32_t *list;
    size_t n = dag_reach(c->g, &l->body, 1, &list);
    bool any = false, good = true;

    before = put_index(c->g, c->loop->at[1], c->loop->domain.var[1],
                       dag_plus(c->g, dag_index(c->g, l->domain.var[1]), -1));
    for (size_t k = 0; k < n && good; k++) {
        const struct node node = c->g->nodes.at[list[k]];
        if (node.op != DAG_LOAD || node.a != c->array)
            continue;
        any = true;
        dag_load_index(c->g, (Expr){list[k]}, idx);
        good = node.type == TYPE_REAL && expr_same(idx[0], column) &&
               expr_same(put_index(c->g, idx[1], l->domain.var[1], turn),
                         before);
    }
    free(list);
    return any && good;
}

bool sums_steps(const struct carry *c, const Loops *loops, size_t end,
                size_t k, Expr *turn)
{
    const struct loop *l = &loops->at[k];
    Expr step = dag_index(c->g, l->domain.var[1]);

    if (l->effect != EFFECT_SUM || l->group ||
        !same_range(&l->domain, &c->loop->domain))
        return false;
    for (size_t j = end + 1; j < k; j++)
        if (minds(c, l, &loops->at[j]))
            return false;
    if (loads(c, c->loop, l->array))
        return false;
    *turn = step;
    if (loads_before(c, l, *turn))
        return true;
    *turn = dag_mirror(c->g, step, l->domain.count[1]);
    return loads_before(c, l, *turn);
}

/* The sum with its turn at a step, where it finds the carrier's place. */
static struct loop at_step(const struct carry *c, const struct loop *from,
                           Expr turn)
{
    struct loop l = *from;
    struct carry own = *c;
    Expr to[DAG_INDEX_VARS] = {{0}}, idx[2];
    struct dag_rewrite how = {to, carried_load, &own};

    idx[0] = dag_index(c->g, l.domain.var[0]);
    idx[1] = dag_index(c->g, l.domain.var[1]);
    own.with = dag_load(c->g, c->carrier, idx, 2);
    to[l.domain.var[1]] = turn;
    l.body = dag_rewrite(c->g, l.body, &how);
    for (unsigned k = 0; k < c->p->arrays.at[l.array].rank; k++)
        l.at[k] = dag_rewrite(c->g, l.at[k], &how);
    return l;
}

void push_sums(struct carry *c, const Loops *loops, size_t end,
               uint32_t together, Loops *out)
{
    for (size_t k = end + 1; k < loops->n; k++) {
        struct loop l;
        Expr turn;

        if (!sums_steps(c, loops, end, k, &turn))
            continue;
        l = at_step(c, &loops->at[k], turn);
        l.together = together;
        vec_push(out, l);
        c->moved[k] = c->stepwise = true;
    }
}
