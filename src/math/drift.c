/*
 * drift.c -- magnitudes through recurrences: what rounding may have done to
 * an element that is made from earlier ones.
 *     R(x) = M(body) + min(|sum s_j R(x_j)|, max R(x_j)),
 * x_j: the elements of recurrences that the body loads, |x_j| in M(body);
 * s_j = d body / d x_j.  What fades in the steps (|s| < 1) fades here.  Without
 * the second limit it could double with each step, and would excuse any row;
 * with it, it grows with the number of steps at most.  Where a step of a
 * circle has a sum, the three parts are three arrays, reduced term by term.
 */
#include "deriving.h"

#include <stdlib.h>

/* ---- max R(x_j) ---------------------------------------------------------- */

static Expr most_at_load(struct derive *d, Expr load)
{
    uint32_t array = dag_at(d->g, load)->a;
    Expr idx[PROGRAM_RANK], most;
    unsigned rank = dag_load_index(d->g, load, idx);

    if (array >= d->arrays || !d->drift[array].most)
        return EXPR_NONE;
    most = dag_load(d->g, d->drift[array].most, idx, rank);
    return d->drift[array].most == d->drift[array].rounding
               ? most : dag_op2(d->g, OP_Max, most, dag_num(d->g, 0));
}

static Expr most_at_node(void *caller, Expr e, const Expr m[3])
{
    struct derive *d = caller;
    struct node n = *dag_at(d->g, e);
    Expr most = EXPR_NONE, zero = dag_num(d->g, 0);

    if (n.type != TYPE_REAL)
        return EXPR_NONE;
    if (n.op == DAG_LOAD)
        return most_at_load(d, e);
    if (n.op == DAG_SELECT)
        return m[1].i || m[2].i
                   ? dag_select(d->g, (Expr){n.a}, m[1].i ? m[1] : zero,
                                m[2].i ? m[2] : zero)
                   : EXPR_NONE;
    for (unsigned k = 0; k < 3; k++)
        if (m[k].i)
            most = most.i ? dag_op2(d->g, OP_Max, most, m[k]) : m[k];
    return most;
}

/* The greatest R that e is made of; EXPR_NONE: of no recurrence. */
static Expr most_of(struct derive *d, Expr e)
{
    return dag_fold(d->g, e, most_at_node, d);
}

/* ---- R ------------------------------------------------------------------- */

static Expr limited(struct derive *d, Expr m, Expr moved, Expr most)
{
    if (!moved.i || !most.i)
        return m;
    moved = dag_op2(d->g, OP_Min, dag_op1(d->g, OP_Abs, moved), most);
    return dag_op2(d->g, OP_Add, m, moved);
}

Expr drift_at_load(struct derive *d, Expr load)
{
    struct drift of = d->drift[dag_at(d->g, load)->a];
    Expr idx[PROGRAM_RANK], m, most = EXPR_NONE, moved = EXPR_NONE;
    unsigned rank = dag_load_index(d->g, load, idx);
    bool single = of.most == of.rounding;

    if (of.rounding && !(single && d->drifts))
        m = dag_load(d->g, of.rounding, idx, rank);
    else
        m = dag_op1(d->g, OP_Abs, load);
    if (!single && !d->drifts) {
        moved = dag_load(d->g, of.moved, idx, rank);
        most = most_at_load(d, load);
    }
    return limited(d, m, moved, most);
}

/* ---- loops --------------------------------------------------------------- */

static uint32_t array_like(struct derive *d, uint32_t array)
{
    const struct array of = d->p->arrays.at[array];

    return program_array(d->p, ARRAY_TEMP, NULL, of.rank, NULL, of.count,
                         PHASE_POINT, 2);
}

/* The arrays of a circle read one another: all have theirs first. */
static void begin_loop(struct derive *d, const struct loop *loop,
                       struct along *a)
{
    struct drift *of = &d->drift[loop->array];

    if (of->most)
        return;
    of->most = of->moved = array_like(d, loop->array);
    of->rounding = of->most;
    if (loop->effect != EFFECT_DEFINE) {
        of->moved = array_like(d, loop->array);
        of->rounding = loop->effect == EFFECT_SUM ? array_like(d, loop->array)
                                                  : 0;
    }
    along_set(a, loop->array, of->moved);
}

static void push(struct derive *d, struct loop loop, uint32_t array,
                 unsigned effect, Expr body)
{
    loop.array = array;
    loop.effect = (uint8_t)effect;
    loop.body = body.i ? body : dag_num(d->g, 0);
    if (loop.group)
        loop.group = group_number(d, loop.group, GROUP_DRIFT);
    vec_push(&d->p->helpers, loop);
}

static void drift_loop(struct derive *d, struct loop loop, struct along *a)
{
    struct drift of = d->drift[loop.array];
    Expr moved, most, m;

    loop.body = expand(d, loop.body);
    moved = along_expr(a, loop.body);
    most = most_of(d, loop.body);
    m = of.rounding ? magnitude_of(d, loop.body) : EXPR_NONE;
    if (loop.effect == EFFECT_DEFINE) {
        push(d, loop, of.rounding, EFFECT_DEFINE, limited(d, m, moved, most));
        return;
    }
    if (of.rounding)
        push(d, loop, of.rounding, EFFECT_SUM, m);
    if (moved.i)
        moved = dag_scale(d->g, moved, reduction_factor(d, &loop));
    push(d, loop, of.moved, EFFECT_SUM, moved);
    push(d, loop, of.most, EFFECT_MAX, most);
}

/* ---- which --------------------------------------------------------------- */

static void want(struct derive *d, bool *wanted, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(d->g, &e, 1, &list);

    for (size_t k = 0; k < n; k++)
        if (d->g->nodes.at[list[k]].op == DAG_LOAD)
            wanted[d->g->nodes.at[list[k]].a] = true;
    free(list);
}

static void want_families(struct derive *d, bool *wanted)
{
    const struct program *p = d->p;

    for (size_t k = 0; k < p->families.n; k++)
        if (p->families.at[k].kind == FAMILY_EQUATION) {
            want(d, wanted, p->families.at[k].left);
            want(d, wanted, p->families.at[k].right);
        }
    for (size_t k = 0; k < p->constraints.n; k++) {
        want(d, wanted, p->constraints.at[k].left);
        want(d, wanted, p->constraints.at[k].right);
    }
}

static bool *wanted_arrays(struct derive *d)
{
    const struct loop *loops = d->p->loops.at;
    bool *wanted = calloc(d->p->arrays.n + 1, sizeof *wanted);

    if (!wanted)
        abort();
    want_families(d, wanted);
    for (size_t end = d->p->loops.n, begin; end > 0; end = begin) {
        bool any = false;
        begin = program_group_begin(loops, end);
        for (size_t k = begin; k < end; k++)
            any |= wanted[loops[k].array];
        for (size_t k = begin; any && k < end; k++) {
            wanted[loops[k].array] = true;
            want(d, wanted, loops[k].body);
        }
    }
    return wanted;
}

/* Loops of a circle, or another part of what one defines. */
static void group_drifts(struct derive *d, size_t begin, size_t end,
                         struct along *a)
{
    d->drifts = true;
    for (size_t k = begin; k < end; k++)
        begin_loop(d, &d->p->loops.at[k], a);
    for (size_t k = begin; k < end; k++)
        drift_loop(d, d->p->loops.at[k], a);
    d->drifts = false;
}

/* A let in parts that are made from no other of them. */
static void part_magnitude(struct derive *d, struct loop loop)
{
    if (!d->magnitude[loop.array])
        d->magnitude[loop.array] = array_like(d, loop.array);
    push(d, loop, d->magnitude[loop.array], EFFECT_DEFINE,
         magnitude_of(d, expand(d, loop.body)));
}

/* Does any array come in parts, or from itself? */
static bool any_many(const struct derive *d)
{
    for (size_t k = 0; k < d->p->loops.n; k++)
        if (d->many[d->p->loops.at[k].array])
            return true;
    return false;
}

void derive_drifts(struct derive *d)
{
    bool *wanted;
    struct along *a;

    if (!any_many(d))
        return;
    wanted = wanted_arrays(d);
    a = along_make(d);
    for (size_t k = 0; k < d->p->loops.n; k++)
        d->drift[d->p->loops.at[k].array].recurs |= d->p->loops.at[k].group;
    for (size_t begin = 0, end; begin < d->p->loops.n; begin = end) {
        struct loop loop = d->p->loops.at[begin];
        for (end = begin + 1; end < d->p->loops.n && loop.group &&
                              d->p->loops.at[end].group == loop.group;)
            end++;
        if (!wanted[loop.array] ||
            d->g->array_phase.at[loop.array] != PHASE_POINT)
            continue;
        if (d->drift[loop.array].recurs)
            group_drifts(d, begin, end, a);
        else if (d->many[loop.array] && loop.effect == EFFECT_DEFINE)
            part_magnitude(d, loop);
    }
    along_free(a);
    free(wanted);
}
