/*
 * diff_turns.c -- recurrences, and lets in parts: forwards.
 *
 * An array that is no single formula stands by its name, and so does its
 * derivative.  For such an A, and an unknown or param X that it depends on,
 * dA/dX is an array that the loops of A compute with another body:
 *     (dA/dX)[e, q] = sum over loads Y[m] in the body of A[e]
 *                     of dA[e]/dY[m] * (dY[m]/dX[q]),
 * where the indices q of X are called as those of a part's target.  The loops
 * of a group take turns as the first ones do.
 */
#include <stdlib.h>

#include "../math/slope.h"
#include "diff.h"

typedef struct { struct loop *at; size_t n, cap; } Loops;

/* ---- what depends on what ----------------------------------------------- */

static bool has_bit(const uint64_t *bits, uint32_t k)
{
    return bits[k / 64] >> k % 64 & 1;
}

/* What the loads of a loop's body reach, its array reaches; does that change?
   The array of a loop that loads itself, or of one of a group, turns. */
static bool reach_loop(struct diff *d, const struct loop *loop)
{
    uint64_t *to = d->reach + loop->array * d->words;
    bool changed = false;
    uint32_t *list;
    size_t n = dag_reach(d->g, &loop->body, 1, &list);

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &d->g->nodes.at[list[k]];
        if (at->op != DAG_LOAD)
            continue;
        d->turns[loop->array] |= at->a == loop->array;
        for (size_t w = 0; w < d->words; w++) {
            uint64_t more = d->reach[at->a * d->words + w] & ~to[w];
            to[w] |= more;
            changed |= more != 0;
        }
    }
    free(list);
    d->depends[loop->array] |= changed;
    return changed;
}

/* Arrays in order, but those that turn need each other. */
static void reach_all(struct diff *d)
{
    bool any = false, changed = true;

    for (size_t k = 0; k < d->p->loops.n; k++)
        any |= d->turns[d->p->loops.at[k].array];
    for (bool again = true; again; again = any && changed) {
        changed = false;
        for (size_t k = 0; k < d->p->loops.n; k++)
            changed |= reach_loop(d, &d->p->loops.at[k]);
    }
}

static void find_turns(struct diff *d)
{
    bool *seen = calloc(d->arrays + 1, sizeof *seen);

    if (!seen)
        base_no_memory();
    for (size_t k = 0; k < d->p->loops.n; k++) {
        const struct loop *loop = &d->p->loops.at[k];
        d->turns[loop->array] |= loop->group || seen[loop->array];
        seen[loop->array] = true;
    }
    free(seen);
}

/* ---- the arrays of derivatives ------------------------------------------ */

/* d array / d input, as a part of the array at its view's indices. */
static void make_tangent(struct diff *d, uint32_t array, uint32_t input)
{
    const struct array a = d->p->arrays.at[array];
    const struct array x = d->p->arrays.at[input];
    const struct loop *view = loop_of(d, array);
    Expr count[PROGRAM_RANK], idx[PROGRAM_RANK];
    struct part part = {.load = EXPR_NONE};
    struct tangent t = {.of = array, .by = input};

    if (a.rank + x.rank > PROGRAM_RANK) {
        d->closed[array] = true;
        return;
    }
    for (unsigned k = 0; k < a.rank; k++) {
        count[k] = a.count[k];
        idx[k] = dag_index(d->g, view->domain.var[k]);
    }
    for (unsigned k = 0; k < x.rank; k++) {
        count[a.rank + k] = x.count[k];
        idx[a.rank + k] = dag_index(d->g, FREE_VAR + k);
        domain_add(&part.free, FREE_VAR + k, x.count[k], EXPR_NONE);
    }
    t.array = program_array(d->p, ARRAY_TEMP, NULL, a.rank + x.rank, NULL,
                            count, PHASE_POINT, 2);
    part.load = dag_load(d->g, input, idx + a.rank, x.rank);
    part.value = dag_load(d->g, t.array, idx, a.rank + x.rank);
    vec_push(&d->tangents, t);
    vec_push(&d->of[array], part);
}

void turns_begin(struct diff *d)
{
    uint32_t inputs = 0;

    for (uint32_t k = 0; k < d->arrays; k++)
        inputs += d->depends[k];
    d->words = inputs / 64 + 1;
    d->reach = calloc(d->arrays + 1, d->words * sizeof *d->reach);
    if (!d->reach)
        base_no_memory();
    for (uint32_t k = 0, bit = 0; k < d->arrays; k++)
        if (d->depends[k]) {
            d->reach[k * d->words + bit / 64] = (uint64_t)1 << bit % 64;
            bit++;
        }
    find_turns(d);
    reach_all(d);
    for (uint32_t a = 0; a < d->arrays; a++)
        for (uint32_t x = 0, bit = 0; d->turns[a] && bit < inputs; x++)
            if (is_input(d, x) && has_bit(d->reach + a * d->words, bit++))
                make_tangent(d, a, x);
    free(d->reach);
}

const struct tangent *tangent_at(const struct diff *d, uint32_t array)
{
    size_t n = d->tangents.n;
    uint32_t first = n > 0 ? d->tangents.at[0].array : 0;

    return n > 0 && array >= first && array - first < n
               ? &d->tangents.at[array - first] : NULL;
}

/* ---- their loops -------------------------------------------------------- */

/* Is the element that a part is of the one at the indices q of X?  A condition,
   or none: for all. */
static Expr is_target(struct diff *d, const struct part *part,
                      const struct array *x)
{
    Expr idx[PROGRAM_RANK], guard = part->free.guard, q;

    for (unsigned k = 0; k < part->free.rank; k++) {
        unsigned v = part->free.var[k];
        if (v < ODD_VAR && !expr_same(part->free.count[k],
                                      x->count[v - FREE_VAR]))
            guard_and(d->g, &guard, dag_compare(d->g, DAG_ILT,
                                                dag_index(d->g, v),
                                                part->free.count[k]));
    }
    dag_load_index(d->g, part->load, idx);
    for (unsigned k = 0; k < x->rank; k++) {
        q = dag_index(d->g, FREE_VAR + k);
        if (!expr_same(idx[k], q))
            guard_and(d->g, &guard, dag_compare(d->g, DAG_IEQ, q, idx[k]));
    }
    return guard;
}

/* What a part adds to (dA/dX) at q: over free indices that are none of q's, a
   sum. */
static Expr at_target(struct diff *d, const struct loop *loop,
                      const struct part *part, const struct array *x)
{
    struct domain sum = {.guard = is_target(d, part, x)};
    struct part at = {.value = part->value};

    for (unsigned k = 0; k < x->rank; k++)
        domain_add(&at.free, FREE_VAR + k, x->count[k], EXPR_NONE);
    for (unsigned k = 0; k < part->free.rank; k++)
        if (part->free.var[k] >= ODD_VAR)
            domain_add(&sum, part->free.var[k], part->free.count[k],
                       part->free.most[k]);
    if (sum.rank == 0)
        return sum.guard.i ? dag_where(d->g, sum.guard, at.value) : at.value;
    if (loop->domain.rank + at.free.rank + sum.rank <= PROGRAM_RANK)
        return summed(d, loop, loop->domain.rank, &at, &sum);
    refuse_indices(d, loop->span);
    return at.value;
}

static Expr total(struct diff *d, const struct loop *loop, const Parts *parts,
                  uint32_t input)
{
    const struct array x = d->p->arrays.at[input];
    Expr sum = dag_num(d->g, 0);

    for (size_t k = 0; k < parts->n; k++)
        if (dag_at(d->g, parts->at[k].load)->a == input)
            sum = dag_op2(d->g, OP_Add, sum,
                          at_target(d, loop, &parts->at[k], &x));
    return sum;
}

/* The loop of (dA/dX) that belongs to one of A. */
static void tangent_loop(struct diff *d, const struct loop *of,
                         const Parts *parts, const struct tangent *t,
                         Loops *out)
{
    unsigned rank = d->p->arrays.at[of->array].rank;
    const struct array x = d->p->arrays.at[t->by];
    struct loop loop = *of;

    if (loop.domain.rank + x.rank > PROGRAM_RANK) {
        refuse_indices(d, of->span);
        return;
    }
    loop.array = t->array;
    loop.effect = of->effect == EFFECT_DEFINE ? EFFECT_DEFINE : EFFECT_SUM;
    for (unsigned k = 0; k < x.rank; k++) {
        loop.at[rank + k] = dag_index(d->g, FREE_VAR + k);
        domain_add(&loop.domain, FREE_VAR + k, x.count[k], EXPR_NONE);
    }
    loop.body = total(d, of, parts, t->by);
    vec_push(out, loop);
}

/* What the element counts, in the loop's own variables. */
static Expr seed_of(struct diff *d, const struct loop *loop)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    const struct loop *view = view_of(d, loop);

    for (unsigned k = 0; k < d->p->arrays.at[loop->array].rank; k++)
        to[view->domain.var[k]] = loop->at[k];
    return dag_rewrite(d->g, reduction_slope(d, view), &how);
}

static void tangent_loops(struct diff *d, struct loop loop, Loops *out)
{
    Parts body = {0};

    chain_expr(d, loop.body, seed_of(d, &loop), &body);
    for (size_t k = 0; k < d->tangents.n; k++) {
        const struct tangent t = d->tangents.at[k];
        if (t.of == loop.array)
            tangent_loop(d, &loop, &body, &t, out);
    }
    vec_free(&body);
}

void turns_loops(struct diff *d, size_t begin, size_t end)
{
    Loops made = {0};
    uint32_t number;

    for (size_t k = begin; k < end; k++)
        if (d->depends[d->p->loops.at[k].array])
            tangent_loops(d, d->p->loops.at[k], &made);
    number = (uint32_t)d->p->loops.n + 1;
    for (size_t k = 0; k < made.n; k++) {
        if (made.at[k].group)
            made.at[k].group = number;
        vec_push(&d->p->loops, made.at[k]);
    }
    vec_free(&made);
}
