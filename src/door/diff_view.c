/*
 * diff_view.c -- a loop as its elements see it: the indices of the array come
 * first, each a variable of its own, then those that run within an element.
 * Where a turn says by other means which element it adds to, as in
 * sum(e in 1..m if head[e] == k: ...), that is a condition.
 */
#include "diff.h"

void guard_and(struct dag *g, Expr *guard, Expr more)
{
    *guard = guard->i ? dag_logic(g, DAG_AND, *guard, more) : more;
}

static Expr index_below(struct dag *g, unsigned var, Expr count)
{
    return dag_compare(g, DAG_ILT, dag_index(g, var), count);
}

/* An index that runs as far as it can, under a condition. */
void domain_relax(struct dag *g, struct domain *d, unsigned k)
{
    guard_and(g, &d->guard, index_below(g, d->var[k], d->count[k]));
    d->count[k] = domain_extent(d, k);
    d->most[k] = EXPR_NONE;
}

void domain_add(struct domain *to, unsigned var, Expr count, Expr most)
{
    to->var[to->rank] = (uint8_t)var;
    to->most[to->rank] = most;
    to->count[to->rank++] = count;
}

uint64_t domain_vars(const struct domain *d)
{
    uint64_t vars = 0;

    for (unsigned k = 0; k < d->rank; k++)
        vars |= (uint64_t)1 << d->var[k];
    return vars;
}

void domain_rewrite(struct dag *g, struct domain *d,
                    const struct dag_rewrite *how)
{
    for (unsigned k = 0; k < d->rank; k++)
        d->count[k] = dag_rewrite(g, d->count[k], how);
    if (d->guard.i)
        d->guard = dag_rewrite(g, d->guard, how);
}

static int place_of(const struct domain *d, Expr at, const struct dag *g)
{
    const struct node *n = dag_at(g, at);

    for (unsigned k = 0; n->op == DAG_INDEX && k < d->rank; k++)
        if (n->a == d->var[k])
            return (int)k;
    return -1;
}

/* Are there elements along index k that no turn reaches, and that are read? */
static bool is_short(const struct diff *d, const struct loop *loop, unsigned k,
                     Expr count)
{
    return loop->picked >> k & 1 &&
           !expr_same(count, d->p->arrays.at[loop->array].count[k]);
}

/* Index k of the array: the loop's own one, or a new one and a condition. */
static void outer_index(struct diff *d, const struct loop *loop, unsigned k,
                        struct domain *to)
{
    int own = place_of(&loop->domain, loop->at[k], d->g);
    uint64_t before = domain_vars(to);
    Expr count;

    if (own < 0 || (before >> loop->domain.var[own] & 1)) {
        domain_add(to, VIEW_VAR + k, d->p->arrays.at[loop->array].count[k],
                   EXPR_NONE);
        guard_and(d->g, &to->guard,
                  dag_compare(d->g, DAG_IEQ, loop->at[k],
                              dag_index(d->g, VIEW_VAR + k)));
        return;
    }
    count = loop->domain.count[own];
    domain_add(to, loop->domain.var[own], count, loop->domain.most[own]);
    if (is_short(d, loop, k, count) || dag_at(d->g, count)->free & ~before) {
        domain_relax(d->g, to, k);
        to->count[k] = d->p->arrays.at[loop->array].count[k];
    }
}

/* Each turn tells its element by the first indices, in their order. */
static bool has_own_indices(const struct diff *d, const struct loop *loop)
{
    for (unsigned k = 0; k < d->p->arrays.at[loop->array].rank; k++)
        if (place_of(&loop->domain, loop->at[k], d->g) != (int)k ||
            is_short(d, loop, k, loop->domain.count[k]))
            return false;
    return true;
}

/* Too many indices: the view of such a loop has none within. */
static void inner_indices(struct diff *d, const struct loop *loop,
                          struct loop *view)
{
    uint64_t outer = domain_vars(&view->domain);

    for (unsigned k = 0; k < loop->domain.rank; k++) {
        if (outer >> loop->domain.var[k] & 1)
            continue;
        if (view->domain.rank == PROGRAM_RANK) {
            view->body = d->ellipsis;
            return;
        }
        domain_add(&view->domain, loop->domain.var[k], loop->domain.count[k],
                   loop->domain.most[k]);
    }
}

const struct loop *view_of(struct diff *d, const struct loop *loop)
{
    struct loop *view = arena_array(d->job->arena, 1, sizeof *view);

    *view = *loop;
    if (has_own_indices(d, loop))
        return view;
    view->domain = (struct domain){0};
    for (unsigned k = 0; k < d->p->arrays.at[loop->array].rank; k++) {
        outer_index(d, loop, k, &view->domain);
        view->at[k] = dag_index(d->g, view->domain.var[k]);
    }
    inner_indices(d, loop, view);
    if (loop->domain.guard.i)
        guard_and(d->g, &view->domain.guard, loop->domain.guard);
    return view;
}
