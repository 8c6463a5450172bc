/*
 * scratch.c -- arrays whose elements live in one turn of outer loops are
 * stored without those indices [exact].
 *
 * All that touches such an array stands in the same turn of its first loops,
 * at the same first indices; the array says that what a turn reads was written
 * in it (in_turn).
 */
#include "planning.h"

#include <string.h>

struct fit {
    struct program *p;
    struct stored {
        bool seen;
        unsigned turns;
        const struct nest *path[PROGRAM_RANK + 1];
        Expr at[PROGRAM_RANK];
    } *of;                   /* per array */
    const struct nest *path[2 * PROGRAM_RANK + 1];
};

static void touch(struct fit *f, uint32_t array, const Expr *at, unsigned depth)
{
    struct stored *q = &f->of[array];
    unsigned rank = f->p->arrays.at[array].rank;

    if (!f->p->arrays.at[array].in_turn)
        return;
    if (!q->seen) {
        q->seen = true;
        q->turns = rank < depth ? rank : depth;
        memcpy(q->at, at, rank * sizeof *at);
        for (unsigned k = 1; k <= q->turns; k++)
            q->path[k] = f->path[k];
    }
    if (q->turns > depth)
        q->turns = depth;
    for (unsigned k = q->turns; k > 0; k--)
        if (q->path[k] != f->path[k] || !expr_same(q->at[k - 1], at[k - 1]))
            q->turns = k - 1;
}

static void touch_loop(struct fit *f, const struct loop *l, unsigned depth)
{
    struct dag *g = f->p->dag;
    Expr roots[LOOP_ROOTS], idx[PROGRAM_RANK];
    uint32_t *list;
    size_t n = dag_reach(g, roots, loop_roots(f->p, l, roots), &list);

    touch(f, l->array, l->at, depth);
    for (size_t k = 0; k < n; k++)
        if (g->nodes.at[list[k]].op == DAG_LOAD) {
            dag_load_index(g, (Expr){list[k]}, idx);
            touch(f, g->nodes.at[list[k]].a, idx, depth);
        }
    free(list);
}

static void touch_nest(struct fit *f, const struct nest *n, unsigned depth)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        unsigned inside = depth + !kid->guard.i;
        if (kid->is_statement) {
            touch_loop(f, &kid->loop, depth);
            continue;
        }
        f->path[inside] = kid->guard.i ? f->path[inside] : kid;
        touch_nest(f, kid, inside);
    }
}

/* The first index that is stored; steps that roll share a place. */
static uint8_t stored_from(const struct fit *f, uint32_t array)
{
    unsigned turns = f->of[array].turns;

    return (uint8_t)(turns + (turns == 1 && f->p->arrays.at[array].rolls));
}

void scratch_fit(struct program *p, const struct nest *all)
{
    struct fit f = {.p = p};

    f.of = calloc(p->arrays.n + 1, sizeof *f.of);
    if (!f.of)
        abort();
    touch_nest(&f, all, 0);
    for (uint32_t a = 0; a < p->arrays.n; a++)
        if (f.of[a].seen)
            p->arrays.at[a].turns = stored_from(&f, a);
    free(f.of);
}
