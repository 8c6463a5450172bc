/*
 * diff_chain.c -- the chain rule through lets and reductions.  A loop's parts
 * are those of its body, each summed over the indices that its target does
 * not use; an expression's parts are those of the arrays that it loads, each
 * times the slope there.
 */
#include "diff.h"

#include <stdlib.h>

#include "../math/slope.h"

/* ---- which arrays count ------------------------------------------------- */

static bool loads_one(const struct diff *d, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(d->g, &e, 1, &list);
    bool found = false;

    for (size_t k = 0; k < n && !found; k++) {
        const struct node *at = &d->g->nodes.at[list[k]];
        found = at->op == DAG_LOAD && d->depends[at->a];
    }
    free(list);
    return found;
}

static bool is_variable(const void *caller, const struct dag *g, Expr leaf)
{
    const struct diff *d = caller;
    const struct node *n = dag_at(g, leaf);

    return n->op == DAG_LOAD && n->a < d->arrays && d->depends[n->a];
}

static bool is_input(const struct diff *d, uint32_t array)
{
    unsigned kind = d->p->arrays.at[array].kind;

    return kind == ARRAY_UNKNOWN || kind == ARRAY_PARAM;
}

/* ---- parts of an expression --------------------------------------------- */

static bool same_free(const struct part *a, const struct part *b)
{
    if (a->free.rank != b->free.rank)
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
        vec_push(&d->maker, 0);
    for (; d->seen < d->p->loops.n; d->seen++) {
        uint32_t *maker = &d->maker.at[d->p->loops.at[d->seen].array];
        *maker = *maker ? *maker : (uint32_t)d->seen + 1;
    }
    return d->maker.at[array] ? &d->p->loops.at[d->maker.at[array] - 1] : NULL;
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
        d->refused = loop ? loop->span : d->refused;
    for (unsigned k = 0; k < rank && loop; k++)
        to[loop->domain.var[k]] = idx[k];
    for (size_t k = 0; k < d->of[array].n; k++) {
        struct part part = d->of[array].at[k];
        part.load = dag_rewrite(d->g, part.load, &how);
        part.value = dag_scale(d->g, seed,
                               dag_rewrite(d->g, part.value, &how));
        add_part(d, out, part);
    }
}

static void chain_expr(struct diff *d, Expr e, Expr seed, Parts *out)
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

/* The name of inner index v in a part: by the dimension it runs over. */
static unsigned free_name(const struct diff *d, const struct part *part,
                          unsigned v)
{
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(d->g, part->load, idx), odd = 0;

    for (unsigned k = 0; k < rank; k++)
        if (expr_same(idx[k], dag_index(d->g, v)))
            return FREE_VAR + k;
    for (unsigned k = 0; k < part->free.rank; k++)
        odd += part->free.var[k] >= ODD_VAR;
    return ODD_VAR + odd;
}

static void domain_add(struct domain *to, unsigned var, Expr count)
{
    to->var[to->rank] = var;
    to->count[to->rank++] = count;
}

/* Part summed over `sum`, as a load of a new array over the other indices. */
static Expr summed(struct diff *d, const struct loop *loop, unsigned outer,
                   const struct part *part, const struct domain *sum)
{
    struct loop l = {.effect = EFFECT_SUM, .body = part->value,
                     .span = loop->span};
    uint64_t used = 0;

    for (unsigned k = 0; k < sum->rank; k++)
        used |= (uint64_t)1 << sum->var[k];
    if (!(dag_at(d->g, part->value)->free & used))
        return dag_op2(d->g, OP_Mul, dag_real(d->g, domain_size(d->g, sum)),
                       part->value);
    for (unsigned k = 0; k < outer; k++)
        domain_add(&l.domain, loop->domain.var[k], loop->domain.count[k]);
    for (unsigned k = 0; k < part->free.rank; k++)
        domain_add(&l.domain, part->free.var[k], part->free.count[k]);
    for (unsigned k = 0; k < l.domain.rank; k++)
        l.at[k] = dag_index(d->g, l.domain.var[k]);
    l.array = program_array(d->p, ARRAY_TEMP, NULL, l.domain.rank, NULL,
                            l.domain.count, PHASE_POINT, 2);
    for (unsigned k = 0; k < sum->rank; k++)
        domain_add(&l.domain, sum->var[k], sum->count[k]);
    vec_push(&d->p->loops, l);
    return dag_load(d->g, l.array, l.at, d->p->arrays.at[l.array].rank);
}

/* Split a loop's inner indices into free ones and those summed over. */
static struct part reduce(struct diff *d, const struct loop *loop,
                          unsigned outer, struct part part)
{
    struct domain sum = {0};
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = outer; k < loop->domain.rank; k++) {
        unsigned v = loop->domain.var[k], name;
        if (!(dag_at(d->g, part.load)->free >> v & 1)) {
            domain_add(&sum, v, loop->domain.count[k]);
            continue;
        }
        name = free_name(d, &part, v);
        to[v] = dag_index(d->g, name);
        domain_add(&part.free, name, loop->domain.count[k]);
    }
    part.load = dag_rewrite(d->g, part.load, &how);
    part.value = dag_rewrite(d->g, part.value, &how);
    if (sum.rank > 0)
        part.value = summed(d, loop, outer, &part, &sum);
    return part;
}

/* Does a range depend on another index? */
static bool is_ragged(const struct diff *d, const struct loop *loop)
{
    for (unsigned k = 0; k < loop->domain.rank; k++)
        if (dag_at(d->g, loop->domain.count[k])->free)
            return true;
    return false;
}

static bool loads(const struct diff *d, Expr e, uint32_t array)
{
    uint32_t *list;
    size_t n = dag_reach(d->g, &e, 1, &list);
    bool found = false;

    for (size_t k = 0; k < n && !found; k++)
        found = d->g->nodes.at[list[k]].op == DAG_LOAD &&
                d->g->nodes.at[list[k]].a == array;
    free(list);
    return found;
}

/* Does each turn add to the element that its indices name? */
static bool at_own_indices(const struct diff *d, const struct loop *loop)
{
    for (unsigned k = 0; k < d->p->arrays.at[loop->array].rank; k++)
        if (dag_at(d->g, loop->at[k])->op != DAG_INDEX)
            return false;
    return true;
}

/* Recurrences, lets in parts, conditions and ragged loops: not yet. */
static bool is_closed(struct diff *d, const struct loop *loop)
{
    return loop->group || is_ragged(d, loop) || loop->domain.guard.i ||
           !at_own_indices(d, loop) ||
           loop_of(d, loop->array)->body.i != loop->body.i ||
           loads(d, loop->body, loop->array);
}

static void chain_loop(struct diff *d, struct loop loop)
{
    unsigned outer = loop.effect == EFFECT_DEFINE
                         ? loop.domain.rank
                         : d->p->arrays.at[loop.array].rank;
    Parts body = {0};

    if (!loads_one(d, loop.body))
        return;
    d->depends[loop.array] = true;
    d->closed[loop.array] |= is_closed(d, &loop);
    if (d->closed[loop.array])
        return;
    chain_expr(d, loop.body, reduction_slope(d, &loop), &body);
    for (size_t k = 0; k < body.n && let_is_kept(d, loop.array); k++)
        body.at[k].value = let_slope(d, loop.array, &body.at[k]);
    for (size_t k = 0; k < body.n; k++) {
        if (loop.domain.guard.i)
            body.at[k].value = dag_where(d->g, loop.domain.guard,
                                         body.at[k].value);
        add_part(d, &d->of[loop.array], reduce(d, &loop, outer, body.at[k]));
    }
    vec_free(&body);
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
    d->closed = arena_array(d->job->arena, d->arrays + 1, sizeof *d->closed);
    for (uint32_t k = 0; k < d->arrays; k++)
        d->depends[k] = is_input(d, k);
    for (int again = 0; again < 2; again++)      /* groups need each other */
        for (size_t k = 0; k < loops; k++)
            if (d->p->loops.at[k].group || again == 0)
                if (d->p->loops.at[k].array != d->p->loss)
                    chain_loop(d, d->p->loops.at[k]);
}

void chain_item(struct diff *d, struct item *it)
{
    chain_expr(d, it->value, dag_num(d->g, 1), &it->parts);
}

void chain_end(struct diff *d)
{
    for (size_t k = 0; k < d->arrays; k++)
        vec_free(&d->of[k]);
    for (size_t k = 0; k < d->items.n; k++)
        vec_free(&d->items.at[k].parts);
    vec_free(&d->items);
    vec_free(&d->winners);
    vec_free(&d->maker);
}
