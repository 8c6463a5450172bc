/* below.c -- see below.h. */
#include "below.h"

#include <stdlib.h>

#include "../base/arena.h"

enum { WORK_MOST = 20000000, PASSES = 8 };

struct finder {
    const struct program *p;
    struct below *below;
    size_t work;
    bool changed;
};

static void add(struct finder *f, uint32_t array, uint32_t unknown)
{
    struct below *l = &f->below[array];

    f->work += l->of.n;
    for (size_t k = 0; k < l->of.n; k++)
        if (l->of.at[k] == unknown)
            return;
    vec_push(&l->of, unknown);
    f->changed = true;
}

static void look(struct finder *f, const struct loop *loop)
{
    struct dag *g = f->p->dag;
    uint32_t *list;
    size_t n = dag_reach(g, &loop->body, 1, &list);

    for (size_t k = 0; k < n; k++) {
        const struct node *x = &g->nodes.at[list[k]];
        if (x->op != DAG_LOAD)
            continue;
        if (f->p->arrays.at[x->a].kind == ARRAY_UNKNOWN)
            add(f, loop->array, x->a);
        else if (x->a != loop->array)
            for (size_t j = 0; j < f->below[x->a].of.n; j++)
                add(f, loop->array, f->below[x->a].of.at[j]);
    }
    f->work += n;
    free(list);
}

struct below *below_make(const struct program *p)
{
    struct finder f = {.p = p, .changed = true};

    f.below = calloc(p->arrays.n + 1, sizeof *f.below);
    if (!f.below)
        base_no_memory();
    /* Recurrences look ahead, so once through may not be enough. */
    for (int pass = 0; pass < PASSES && f.changed; pass++) {
        f.changed = false;
        for (size_t k = 0; k < p->loops.n && f.work < WORK_MOST; k++)
            if (p->loops.at[k].array != p->loss)
                look(&f, &p->loops.at[k]);
    }
    if (!f.changed && f.work < WORK_MOST)
        return f.below;
    below_free(f.below, p);
    return NULL;
}

void below_free(struct below *b, const struct program *p)
{
    if (!b)
        return;
    for (size_t k = 0; k < p->arrays.n; k++)
        vec_free(&b[k].of);
    free(b);
}
