/*
 * diff_chain.c -- the chain rule through lets and reductions.  A loop's parts
 * are those of its body, each summed over the indices that its target does
 * not use; an expression's parts are those of the arrays that it loads, each
 * times the slope there.
 */
#include "diff.h"

#include <stdlib.h>

#include "../math/deriving.h"

/* ---- which arrays count ------------------------------------------------- */

void refuse_at(struct diff *d, struct span at, const char *what)
{
    if (!d->what)
        d->refused = at;
    d->what = d->what ? d->what : what;
}

void refuse_indices(struct diff *d, struct span at)
{
    refuse_at(d, at, arena_printf(d->job->arena, "what has more than %d "
                                  "indices at once", PROGRAM_RANK));
}

static bool is_variable(const void *caller, const struct dag *g, Expr leaf)
{
    const struct diff *d = caller;
    const struct node *n = dag_at(g, leaf);

    return n->op == DAG_LOAD && n->a < d->arrays && d->depends[n->a];
}

bool is_input(const struct diff *d, uint32_t array)
{
    unsigned kind = d->p->arrays.at[array].kind;

    return kind == ARRAY_UNKNOWN || kind == ARRAY_PARAM;
}

/* ---- parts of an expression --------------------------------------------- */

static bool same_free(const struct part *a, const struct part *b)
{
    if (a->free.rank != b->free.rank ||
        !expr_same(a->free.guard, b->free.guard))
        return false;
    for (unsigned k = 0; k < a->free.rank; k++)
        if (a->free.var[k] != b->free.var[k] ||
            !expr_same(a->free.count[k], b->free.count[k]))
            return false;
    return true;
}

static void add_part(struct diff *d, Parts *to, struct part part)
{
    for (size_t k = 0; k < to->n; k++)
        if (expr_same(to->at[k].load, part.load) &&
            same_free(&to->at[k], &part)) {
            to->at[k].value = dag_op2(d->g, OP_Add, to->at[k].value,
                                      part.value);
            return;
        }
    vec_push(to, part);
}

/* Loops are only ever appended, so that what was seen stays true. */
const struct loop *loop_of(struct diff *d, uint32_t array)
{
    while (d->maker.n < d->p->arrays.n)
        vec_push(&d->maker, NULL);
    for (; d->seen < d->p->loops.n; d->seen++) {
        const struct loop *loop = &d->p->loops.at[d->seen];
        if (!d->maker.at[loop->array])
            d->maker.at[loop->array] = view_of(d, loop);
    }
    return d->maker.at[array];
}

/* The parts of an array's element at the load's indices, times `seed`. */
static void through(struct diff *d, Expr load, Expr seed, Parts *out)
{
    uint32_t array = dag_at(d->g, load)->a;
    const struct loop *loop = loop_of(d, array);
    Expr to[DAG_INDEX_VARS] = {{0}}, idx[PROGRAM_RANK];
    struct dag_rewrite how = {to, NULL, NULL};
    unsigned rank = dag_load_index(d->g, load, idx);

    if (d->closed[array])
        refuse_indices(d, loop->span);
    for (unsigned k = 0; k < rank && loop; k++)
        to[loop->domain.var[k]] = idx[k];
    for (size_t k = 0; k < d->of[array].n; k++) {
        struct part part = d->of[array].at[k];
        part.load = dag_rewrite(d->g, part.load, &how);
        domain_rewrite(d->g, &part.free, &how);
        part.value = dag_rewrite(d->g, part.value, &how);
        part.value = d->turns[array] ? tangent_scale(d->g, seed, part.value)
                                     : dag_scale(d->g, seed, part.value);
        add_part(d, out, part);
    }
}

void chain_expr(struct diff *d, Expr e, Expr seed, Parts *out)
{
    Slopes s = slopes(d->g, e, seed, is_variable, d);

    for (size_t k = 0; k < s.n; k++) {
        if (is_input(d, dag_at(d->g, s.at[k].load)->a))
            add_part(d, out, (struct part){.load = s.at[k].load,
                                           .value = s.at[k].value});
        else
            through(d, s.at[k].load, s.at[k].value, out);
    }
    vec_free(&s);
}

/* ---- parts of a loop ---------------------------------------------------- */

static void chain_loop(struct diff *d, struct loop loop)
{
    unsigned outer = d->p->arrays.at[loop.array].rank;
    Parts body = {0};

    chain_expr(d, loop.body, reduction_slope(d, &loop), &body);
    for (size_t k = 0; k < body.n && let_is_kept(d, loop.array); k++)
        body.at[k].value = let_slope(d, loop.array, &body.at[k]);
    for (size_t k = 0; k < body.n; k++)
        add_part(d, &d->of[loop.array], reduce(d, &loop, outer, body.at[k]));
    vec_free(&body);
}

/* Loops come after those that they need, but for those that turn. */
static void chain_loops(struct diff *d, size_t loops)
{
    for (size_t k = 0, end; k < loops; k = end) {
        const struct loop *at = d->p->loops.at;
        uint32_t array = at[k].array;
        for (end = k + 1; at[k].group && end < loops &&
                          at[end].group == at[k].group;)
            end++;
        if (!d->depends[array] || array == d->p->loss)
            continue;
        if (d->turns[array])
            turns_loops(d, k, end);
        else
            chain_loop(d, *loop_of(d, array));
    }
}

void chain_begin(struct diff *d)
{
    size_t loops = d->p->loops.n;

    d->ellipsis = dag_load(d->g, program_array(d->p, ARRAY_TEMP, "(...)", 0,
                                               NULL, NULL, PHASE_POINT, 2),
                           NULL, 0);
    d->arrays = d->p->arrays.n;
    d->depends = arena_array(d->job->arena, d->arrays + 1, sizeof *d->depends);
    d->of = arena_array(d->job->arena, d->arrays + 1, sizeof *d->of);
    d->turns = arena_array(d->job->arena, d->arrays + 1, sizeof *d->turns);
    d->closed = arena_array(d->job->arena, d->arrays + 1, sizeof *d->closed);
    for (uint32_t k = 0; k < d->arrays; k++)
        d->depends[k] = is_input(d, k);
    turns_begin(d);
    chain_loops(d, loops);
}

void chain_item(struct diff *d, struct item *it)
{
    chain_expr(d, it->value, dag_num(d->g, 1), &it->parts);
    for (size_t k = 0; k < it->parts.n; k++)
        if (it->domain.rank + it->parts.at[k].free.rank > PROGRAM_RANK)
            refuse_indices(d, dag_origin(d->g, it->value));
}

void chain_end(struct diff *d)
{
    for (size_t k = 0; k < d->arrays; k++)
        vec_free(&d->of[k]);
    for (size_t k = 0; k < d->items.n; k++)
        vec_free(&d->items.at[k].parts);
    vec_free(&d->items);
    vec_free(&d->winners);
    vec_free(&d->tangents);
    vec_free(&d->maker);
}
