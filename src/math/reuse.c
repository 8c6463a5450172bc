/*
 * reuse.c -- what a loop has stored is loaded in derivatives, not computed
 * again [exact].  Derivative rules are in terms of a node's own value, so a
 * stored exp, tanh or sigmoid costs its adjoint no call.
 */
#include "deriving.h"

#include <stdlib.h>

static size_t find(const uint32_t *list, size_t n, uint32_t i)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (list[mid] < i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Node list[k] with the children that `done` has for it. */
static Expr rebuild(struct dag *g, const uint32_t *list, const Expr *done,
                    size_t k)
{
    struct node n = g->nodes.at[list[k]];
    Expr kid[3] = {{0}, {0}, {0}};
    bool same = true;

    for (unsigned j = dag_children(&n, kid); j-- > 0;) {
        Expr now = done[find(list, k, kid[j].i)];
        same &= expr_same(now, kid[j]);
        kid[j] = now;
    }
    g->here = dag_origin(g, (Expr){list[k]});
    return same ? (Expr){list[k]} : dag_rebuild(g, &n, kid);
}

void replace(struct dag *g, Expr *roots, size_t n, const struct same *pairs,
             size_t count)
{
    struct span here = g->here;
    uint32_t *list;
    size_t all = dag_reach(g, roots, n, &list);
    Expr *done = calloc(all + 1, sizeof *done);

    if (!done)
        abort();
    for (size_t k = 0; k < count; k++) {
        size_t at = find(list, all, pairs[k].value.i);
        if (at < all && list[at] == pairs[k].value.i)
            done[at] = pairs[k].stored;
    }
    for (size_t k = 0; k < all; k++)
        if (!done[k].i)
            done[k] = rebuild(g, list, done, k);
    for (size_t k = 0; k < n; k++)
        if (roots[k].i)
            roots[k] = done[find(list, all, roots[k].i)];
    g->here = here;
    free(done);
    free(list);
}

bool calls(struct dag *g, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(g, &e, 1, &list);
    bool any = false;

    for (size_t k = 0; k < n; k++) {
        unsigned op = g->nodes.at[list[k]].op;
        any |= op >= DAG_FIRST_OP && op_row(OP_OF(op))->precedence == 9;
    }
    free(list);
    return any;
}

void reuse_body(struct derive *d, const struct loop *loop, Slopes *s)
{
    struct same pair = {.value = loop->body};
    Expr *roots;

    if (loop->effect != EFFECT_DEFINE || s->n == 0 || !calls(d->g, loop->body))
        return;
    pair.stored = dag_load(d->g, loop->array, loop->at, outer_rank(d, loop));
    roots = calloc(s->n, sizeof *roots);
    if (!roots)
        abort();
    for (size_t k = 0; k < s->n; k++)
        roots[k] = s->at[k].value;
    replace(d->g, roots, s->n, &pair, 1);
    for (size_t k = 0; k < s->n; k++)
        s->at[k].value = roots[k];
    free(roots);
}
