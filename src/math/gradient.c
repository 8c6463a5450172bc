/*
 * gradient.c -- the gradient of the loss by reverse mode on loops.
 *
 * The loops are taken backwards.  A loop that computes array T from arrays X
 * sends, for each distinct load X[m], the contribution
 *     adj X[m] += adj T * d body / d X[m]
 * over its own domain.  When all contributions to T come in T's own element
 * order they stay expressions; else T gets an adjoint array.  Single
 * assignment means that every value needed is still there: no tape.
 *
 * A sum's adjoint is the same for all its terms, so what they send to one
 * place is added up first and scaled after [reassociating]: one pass does the
 * value and the derivative, even where the adjoint is only known at its end.
 */
#include "deriving.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct contribution {
    struct domain domain;
    Expr at[PROGRAM_RANK];
    Expr value;
    struct span span;
};
typedef struct { struct contribution *at; size_t n, cap; } Contributions;

struct gradient {
    struct derive *d;
    const struct backward *how;
    Contributions *to;       /* per array */
    uint32_t *adjoint;       /* per array: its adjoint array + 1, or 0 */
};

/* Does c hold one value for each element of the array, in element order? */
static bool elementwise(const struct program *p, uint32_t array,
                        const struct contribution *c)
{
    const struct array *a = &p->arrays.at[array];

    if (c->domain.rank != a->rank || c->domain.guard.i)
        return false;
    for (unsigned k = 0; k < a->rank; k++)
        if (!expr_same(c->at[k], dag_index(p->dag, c->domain.var[k])) ||
            !expr_same(c->domain.count[k], a->count[k]))
            return false;
    return true;
}

static bool all_elementwise(const struct program *p, uint32_t array,
                            const Contributions *to)
{
    for (size_t k = 0; k < to->n; k++)
        if (!elementwise(p, array, &to->at[k]))
            return false;
    return true;
}

/* The value of an elementwise contribution at element idx. */
static Expr contribution_at(struct dag *g, const struct contribution *c,
                            const Expr *idx)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < c->domain.rank; k++)
        to[c->domain.var[k]] = idx[k];
    return dag_rewrite(g, c->value, &how);
}

/* What is sent to an array from outside, and what its own group sends. */
static bool all_tile(const struct program *p, uint32_t into,
                     const Contributions *to, const Contributions *more)
{
    enum { MOST = 16 };
    struct tile t[MOST];
    size_t n = 0;

    if (to->n + more->n > MOST)
        return false;
    for (size_t k = 0; k < to->n; k++)
        t[n++] = (struct tile){&to->at[k].domain, to->at[k].at};
    for (size_t k = 0; k < more->n; k++)
        t[n++] = (struct tile){&more->at[k].domain, more->at[k].at};
    return tiles(p, into, t, n);
}

static void accumulate(struct program *p, uint32_t into,
                       const struct contribution *c, enum effect effect)
{
    struct loop loop = {.domain = c->domain, .effect = (uint8_t)effect,
                        .array = into, .body = c->value, .span = c->span};

    for (unsigned j = 0; j < p->arrays.at[into].rank; j++)
        loop.at[j] = c->at[j];
    vec_push(&p->adjoint, loop);
}

static void accumulate_all(struct program *p, uint32_t into,
                           const Contributions *to, enum effect effect)
{
    for (size_t k = 0; k < to->n; k++)
        accumulate(p, into, &to->at[k], effect);
}

/* Contributions that give each element once define the array. */
static enum effect effect_of(const struct gradient *r, uint32_t array)
{
    Contributions none = {0};

    return !r->d->many[array] && all_tile(r->d->p, array, &r->to[array], &none)
               ? EFFECT_DEFINE : EFFECT_SUM;
}

/* The same as gathers, where index maps are shifts. */
static bool gather_all(const struct gradient *r, uint32_t array, uint32_t into)
{
    enum { MOST = 8 };
    const Contributions *to = &r->to[array];
    struct tile t[MOST];
    Expr value[MOST];

    if (r->d->many[array] || to->n == 0 || to->n > MOST)
        return false;
    for (size_t k = 0; k < to->n; k++) {
        t[k] = (struct tile){&to->at[k].domain, to->at[k].at};
        value[k] = to->at[k].value;
    }
    return gather_shifts(r->d->p, array, into, t, value, to->at[0].span, to->n);
}

static void settle(const struct gradient *r, uint32_t array, uint32_t into)
{
    if (!gather_all(r, array, into))
        accumulate_all(r->d->p, into, &r->to[array], effect_of(r, array));
}

/* The adjoint array, with all contributions so far added up. */
static uint32_t adjoint_of(struct gradient *r, uint32_t array)
{
    struct program *p = r->d->p;
    const struct array a = p->arrays.at[array];

    if (!r->adjoint[array]) {
        r->adjoint[array] = 1 + program_array(p, ARRAY_TEMP, NULL, a.rank, NULL,
                                              a.count, PHASE_POINT, 2);
        settle(r, array, r->adjoint[array] - 1);
    }
    return r->adjoint[array] - 1;
}

/* adj T at the element that the loop computes, or none for zero. */
static Expr seed_of(struct gradient *r, const struct loop *loop)
{
    struct program *p = r->d->p;
    Contributions *to = &r->to[loop->array];
    Expr seed = EXPR_NONE;

    if (loop->array == r->how->from)
        return dag_num(p->dag, 1);
    if (to->n == 0 && !r->adjoint[loop->array])
        return EXPR_NONE;
    if (!r->adjoint[loop->array] && all_elementwise(p, loop->array, to)) {
        for (size_t k = 0; k < to->n; k++) {
            Expr v = contribution_at(p->dag, &to->at[k], loop->at);
            seed = seed.i ? dag_op2(p->dag, OP_Add, seed, v) : v;
        }
        return seed;
    }
    return dag_load(p->dag, adjoint_of(r, loop->array), loop->at,
                    p->arrays.at[loop->array].rank);
}

/*
 * To the array that is loaded.  It may have its adjoint by now: where an array
 * is computed in parts, a later part may load elements of an earlier one.
 */
static void send(struct gradient *r, const struct loop *loop, Expr load,
                 Expr value)
{
    uint32_t array = dag_at(r->d->g, load)->a;
    struct contribution c = {.domain = loop->domain, .value = value,
                             .span = loop->span};

    dag_load_index(r->d->g, load, c.at);
    if (r->adjoint[array])
        accumulate(r->d->p, r->adjoint[array] - 1, &c, EFFECT_SUM);
    else
        vec_push(&r->to[array], c);
}

/* A sum to a number: what its terms send to one place is added up first. */
static bool scales_after(struct gradient *r, const struct loop *loop)
{
    return loop->effect == EFFECT_SUM && outer_rank(r->d, loop) == 0 &&
           loop->domain.rank > 0;
}

/* Does every turn of the loop load the same element? */
static bool one_place(struct dag *g, Expr load)
{
    return dag_at(g, load)->free == 0;
}

/* e without the constants it is multiplied by; *c takes them up. */
static Expr without_constants(struct dag *g, Expr e, unsigned depth, double *c)
{
    struct node n = *dag_at(g, e);
    Expr a = {n.a}, b = {n.b};

    if (dag_is_const(g, e)) {
        *c *= dag_value(g, e);
        return dag_num(g, 1);
    }
    if (depth == 0 || (n.op != DAG_OF(OP_Mul) && n.op != DAG_OF(OP_Neg)))
        return e;
    a = without_constants(g, a, depth - 1, c);
    if (n.op == DAG_OF(OP_Mul))
        return dag_op2(g, OP_Mul, a, without_constants(g, b, depth - 1, c));
    *c = -*c;
    return a;
}

/* seed * (the sum of value over the loop), sent once. */
static void send_sum(struct gradient *r, const struct loop *loop, Expr load,
                     Expr value, Expr seed)
{
    enum { DEEP = 8 };
    struct program *p = r->d->p;
    struct loop sum = *loop, once = {.span = loop->span};
    double c = 1;

    sum.body = without_constants(p->dag, value, DEEP, &c);
    if (!isfinite(c) || c == 0) {
        sum.body = value;
        c = 1;
    }
    seed = dag_scale(p->dag, seed, dag_num(p->dag, c));
    if (dag_is_num(p->dag, seed, 1)) {
        send(r, loop, load, sum.body);
        return;
    }
    sum.array = program_array(p, ARRAY_TEMP, NULL, 0, NULL, NULL, PHASE_POINT,
                              2);
    vec_push(&p->adjoint, sum);
    send(r, &once, load,
         dag_scale(p->dag, seed, dag_load(p->dag, sum.array, NULL, 0)));
}

static void back_sum(struct gradient *r, const struct loop *loop, Expr seed)
{
    struct dag *g = r->d->g;
    Slopes s = slopes(g, loop->body, dag_num(g, 1), slope_active, NULL);

    for (size_t k = 0; k < s.n; k++)
        if (one_place(g, s.at[k].load))
            send_sum(r, loop, s.at[k].load, s.at[k].value, seed);
    vec_free(&s);
}

static void back_loop(struct gradient *r, const struct loop *loop)
{
    Expr seed = seed_of(r, loop);
    bool after = scales_after(r, loop);
    Slopes s;

    if (!seed.i)
        return;
    if (r->how->visit)
        r->how->visit(r->how->caller, loop, seed);
    seed = dag_scale(r->d->g, seed, reduction_factor(r->d, loop));
    if (after)
        back_sum(r, loop, seed);
    s = slopes(r->d->g, loop->body, seed, slope_active, NULL);
    reuse_body(r->d, loop, &s);
    for (size_t k = 0; k < s.n; k++)
        if (!after || !one_place(r->d->g, s.at[k].load))
            send(r, loop, s.at[k].load, s.at[k].value);
    vec_free(&s);
}

/* ---- recurrences: the turns run backwards ------------------------------ */

/* A loop with the indices of recurrences counted from their ends. */
static void turn_back(struct dag *g, struct loop *loop, unsigned rank)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < loop->domain.rank; k++)
        if (loop_turns(loop, k))
            to[loop->domain.var[k]] = dag_mirror(
                g, dag_index(g, loop->domain.var[k]), loop->domain.count[k]);
    loop_rewrite(g, loop, rank, &how);
}

enum { UNDECIDED = 255 };    /* no effect */

/* The slopes of one loop of a group. */
struct inner {
    struct loop loop;        /* whose slopes they are */
    Slopes slopes;
    uint32_t first, end;     /* the group's loops */
};

static bool of_group(const struct program *p, const struct inner *in,
                     uint32_t array)
{
    for (uint32_t k = in->first; k < in->end; k++)
        if (p->loops.at[k].array == array)
            return true;
    return false;
}

/* Within the group: into the adjoint of an earlier turn, or of this one. */
static void send_back(struct gradient *r, const struct loop *loop, Expr load,
                      Expr value, uint32_t group, enum effect effect)
{
    struct program *p = r->d->p;
    struct loop back = *loop;

    back.effect = (uint8_t)effect;
    back.array = r->adjoint[dag_at(p->dag, load)->a] - 1;
    back.body = value;
    back.group = group;
    dag_load_index(p->dag, load, back.at);
    turn_back(p->dag, &back, p->arrays.at[back.array].rank);
    vec_push(&p->adjoint, back);
}

static struct inner inner_of(struct gradient *r, size_t k, size_t begin,
                             size_t end)
{
    struct program *p = r->d->p;
    struct inner in = {.loop = p->loops.at[k], .first = (uint32_t)begin,
                       .end = (uint32_t)end};
    Expr seed = dag_load(p->dag, r->adjoint[in.loop.array] - 1, in.loop.at,
                         p->arrays.at[in.loop.array].rank);

    seed = dag_scale(p->dag, seed, reduction_factor(r->d, &in.loop));
    in.slopes = slopes(p->dag, in.loop.body, seed, slope_active, NULL);
    reuse_body(r->d, &in.loop, &in.slopes);
    return in;
}

/* What the group itself sends to its array. */
static Contributions from_group(struct gradient *r, uint32_t array,
                                const struct inner *in, size_t n)
{
    Contributions out = {0};

    for (size_t k = 0; k < n; k++)
        for (size_t j = 0; j < in[k].slopes.n; j++) {
            Expr load = in[k].slopes.at[j].load;
            struct contribution c = {.domain = in[k].loop.domain};
            if (dag_at(r->d->g, load)->a != array)
                continue;
            dag_load_index(r->d->g, load, c.at);
            vec_push(&out, c);
        }
    return out;
}

static void send_inner(struct gradient *r, const struct inner *in,
                       uint32_t group, const uint8_t *effect)
{
    for (size_t j = 0; j < in->slopes.n; j++) {
        const struct slope *s = &in->slopes.at[j];
        uint32_t array = dag_at(r->d->g, s->load)->a;
        if (of_group(r->d->p, in, array))
            send_back(r, &in->loop, s->load, s->value, group,
                      (enum effect)effect[array]);
        else
            send(r, &in->loop, s->load, s->value);
    }
}

/* The adjoint arrays of a group; to those that are begun more is added. */
static void make_adjoints(struct gradient *r, size_t begin, size_t end,
                          uint8_t *effect)
{
    struct program *p = r->d->p;

    for (size_t k = begin; k < end; k++)
        if (r->adjoint[p->loops.at[k].array])
            effect[p->loops.at[k].array] = EFFECT_SUM;
    for (size_t k = begin; k < end; k++) {
        uint32_t array = p->loops.at[k].array;
        const struct array a = p->arrays.at[array];
        if (!r->adjoint[array])
            r->adjoint[array] = 1 + program_array(
                p, ARRAY_TEMP, NULL, a.rank, NULL, a.count, PHASE_POINT, 2);
    }
}

/* Does no earlier part of the array load elements of it? */
static bool is_complete(const struct gradient *r, uint32_t array,
                        uint32_t begin)
{
    const struct program *p = r->d->p;
    bool loaded = false;

    for (uint32_t k = 0; k < begin && !loaded; k++) {
        uint32_t *list;
        size_t n;
        if (p->loops.at[k].array != array)
            continue;
        n = dag_reach(p->dag, &p->loops.at[k].body, 1, &list);
        for (size_t j = 0; j < n; j++)
            loaded |= p->dag->nodes.at[list[j]].op == DAG_LOAD &&
                      p->dag->nodes.at[list[j]].a == array;
        free(list);
    }
    return !loaded;
}

/* What came from outside begins an adjoint, or is part of its definition. */
static void from_outside(struct gradient *r, uint32_t array,
                         const struct inner *in, size_t n, uint8_t *effect)
{
    Contributions own;

    if (effect[array] != UNDECIDED)
        return;
    own = from_group(r, array, in, n);
    effect[array] = is_complete(r, array, in[0].first) &&
                    all_tile(r->d->p, array, &r->to[array], &own)
                        ? EFFECT_DEFINE : EFFECT_SUM;
    accumulate_all(r->d->p, r->adjoint[array] - 1, &r->to[array],
                   (enum effect)effect[array]);
    vec_free(&own);
}

/*
 * The adjoints of a group are arrays; first what came from outside, then the
 * group's own loops, last turn first.  What goes to other arrays follows when
 * the adjoints are complete.
 */
static void back_group(struct gradient *r, size_t begin, size_t end)
{
    struct program *p = r->d->p;
    uint32_t group = group_number(r->d, p->loops.at[begin].group,
                                  r->how->number);
    struct inner *in = calloc(end - begin, sizeof *in);
    uint8_t *effect = malloc(r->d->arrays + 1);
    bool any = false;

    if (!in || !effect)
        abort();
    memset(effect, UNDECIDED, r->d->arrays + 1);
    for (size_t k = begin; k < end; k++)
        any |= r->to[p->loops.at[k].array].n > 0;
    if (any && r->how->visit)
        r->how->visit(r->how->caller, &p->loops.at[begin], EXPR_NONE);
    if (any)
        make_adjoints(r, begin, end, effect);
    for (size_t k = end; any && k-- > begin;)
        in[end - 1 - k] = inner_of(r, k, begin, end);
    for (size_t k = begin; any && k < end; k++)
        from_outside(r, p->loops.at[k].array, in, end - begin, effect);
    for (size_t k = 0; k < end - begin; k++) {
        if (any)
            send_inner(r, &in[k], group, effect);
        vec_free(&in[k].slopes);
    }
    free(in);
    free(effect);
}

/* The loops before `end`: one, or a group; returns where they begin. */
static size_t back_loops(struct gradient *r, size_t end)
{
    const struct program *p = r->d->p;
    struct loop loop = p->loops.at[end - 1];
    size_t begin = program_group_begin(p->loops.at, end);

    if (loop.group)
        back_group(r, begin, end);
    else
        back_loop(r, &loop);
    return begin;
}

uint32_t group_number(const struct derive *d, uint32_t group, uint32_t number)
{
    return group + (number + 2) * (uint32_t)(d->p->loops.n + 1);
}

/* Arrays like the unknowns; returns the first. */
static uint32_t like_unknowns(struct derive *d, enum array_kind kind)
{
    struct program *p = d->p;
    uint32_t first = (uint32_t)p->arrays.n;

    for (uint32_t a = 0; a < d->arrays; a++) {
        const struct array of = p->arrays.at[a];
        if (of.kind == ARRAY_UNKNOWN)
            program_array(p, kind, of.name, of.rank, of.lo, of.count,
                          PHASE_POINT, 2);
    }
    return first;
}

uint32_t derive_backward(struct derive *d, const struct backward *how)
{
    struct gradient r = {.d = d, .how = how};
    struct program *p = d->p;
    uint32_t first, next;

    r.to = calloc(d->arrays + 1, sizeof *r.to);
    r.adjoint = calloc(d->arrays + 1, sizeof *r.adjoint);
    if (!r.to || !r.adjoint)
        abort();
    for (size_t k = p->loops.n; k > 0;)
        k = back_loops(&r, k);
    next = first = like_unknowns(d, how->kind);
    for (uint32_t a = 0; a < d->arrays; a++)
        if (p->arrays.at[a].kind == ARRAY_UNKNOWN)
            settle(&r, a, next++);
    for (size_t a = 0; a < d->arrays; a++)
        vec_free(&r.to[a]);
    free(r.to);
    free(r.adjoint);
    return first;
}

void derive_gradient(struct derive *d)
{
    struct backward how = {.from = d->p->loss, .kind = ARRAY_OUTPUT};

    if (d->p->loss != UINT32_MAX)
        d->p->first_gradient = derive_backward(d, &how);
}
