/*
 * diff_own.c -- `diff` of an array by an array, through recurrences: is it one
 * by one?
 *
 *     let z[i, 0] = u[i];  let z[i, j] = f(z[i, j-1], u[i]);  diff(z[1..n, m], u)
 *
 * It is where each array in between has dimensions that are the element's own:
 * whatever computes an element of them loads what belongs to the same one.
 * Those dimensions are found from the result back.
 */
#include "differing.h"

#include <stdlib.h>

enum { UNSEEN, SEEN };

/* The dimensions of an array that say whose it is, one for each of x's. */
struct owner { uint8_t state, dim[PROGRAM_RANK]; };

struct owners {
    struct differ *s;
    struct owner *of;        /* per array */
    bool grew;
};

static unsigned own_rank(const struct owners *o)
{
    return o->s->p->arrays.at[o->s->ask->array].rank;
}

/* Which of the subscripts is `own`, or rank. */
static unsigned find_dim(const Expr *idx, unsigned rank, Expr own)
{
    unsigned k = 0;

    while (k < rank && !expr_same(idx[k], own))
        k++;
    return k;
}

/* Is the load of what belongs to `own`? */
static bool belongs(struct owners *o, Expr load, const Expr *own)
{
    uint32_t array = dag_at(o->s->g, load)->a;
    struct owner *w = &o->of[array];
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(o->s->g, load, idx);

    for (unsigned j = 0; j < own_rank(o); j++) {
        unsigned dim = array == o->s->ask->array ? j
                       : w->state == SEEN        ? w->dim[j]
                                          : find_dim(idx, rank, own[j]);
        if (dim == rank || !expr_same(idx[dim], own[j]))
            return false;
        w->dim[j] = (uint8_t)dim;
    }
    o->grew |= w->state == UNSEEN;
    w->state = SEEN;
    return true;
}

static bool all_belong(struct owners *o, Expr e, const Expr *own)
{
    uint32_t *list;
    size_t n = dag_reach(o->s->g, &e, 1, &list);
    bool all = true;

    for (size_t k = 0; k < n && all; k++) {
        struct node at = o->s->g->nodes.at[list[k]];
        if (at.op == DAG_LOAD && o->s->moves[at.a])
            all = belongs(o, (Expr){list[k]}, own);
    }
    free(list);
    return all;
}

static bool loop_belongs(struct owners *o, const struct loop *loop)
{
    const struct owner *w = &o->of[loop->array];
    Expr own[PROGRAM_RANK];

    if (w->state == UNSEEN || loop->array == o->s->ask->array)
        return true;
    for (unsigned j = 0; j < own_rank(o); j++)
        own[j] = loop->at[w->dim[j]];
    return all_belong(o, loop->body, own);
}

bool diff_own(struct differ *s, size_t n)
{
    struct owners o = {.s = s};
    bool all;

    o.of = calloc(s->p->arrays.n + 1, sizeof *o.of);
    if (!o.of)
        abort();
    all = all_belong(&o, s->ask->e, s->ask->at);
    do {
        o.grew = false;
        for (size_t k = n; k-- > 0 && all;)
            all = loop_belongs(&o, &s->p->loops.at[k]);
    } while (all && o.grew);
    free(o.of);
    return all;
}
