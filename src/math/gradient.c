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

struct contribution {
    struct domain domain;
    Expr at[PROGRAM_RANK];
    Expr value;
    struct span span;
};
typedef struct { struct contribution *at; size_t n, cap; } Contributions;

struct gradient {
    struct derive *d;
    Contributions *to;       /* per array */
};

/* Does c hold one value for each element of the array, in element order? */
static bool elementwise(const struct program *p, uint32_t array,
                        const struct contribution *c)
{
    const struct array *a = &p->arrays.at[array];

    if (c->domain.rank != a->rank)
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

static void accumulate(struct program *p, uint32_t into,
                       const Contributions *to)
{
    for (size_t k = 0; k < to->n; k++) {
        const struct contribution *c = &to->at[k];
        struct loop loop = {.domain = c->domain, .effect = EFFECT_SUM,
                            .array = into, .body = c->value, .span = c->span};
        for (unsigned j = 0; j < p->arrays.at[into].rank; j++)
            loop.at[j] = c->at[j];
        vec_push(&p->adjoint, loop);
    }
}

/* adj T at the element that the loop computes, or none for zero. */
static Expr seed_of(struct gradient *r, const struct loop *loop)
{
    struct program *p = r->d->p;
    Contributions *to = &r->to[loop->array];
    Expr seed = EXPR_NONE;
    uint32_t adjoint;

    if (loop->array == p->loss)
        return dag_num(p->dag, 1);
    if (to->n == 0)
        return EXPR_NONE;
    if (all_elementwise(p, loop->array, to)) {
        for (size_t k = 0; k < to->n; k++) {
            Expr v = contribution_at(p->dag, &to->at[k], loop->at);
            seed = seed.i ? dag_op2(p->dag, OP_Add, seed, v) : v;
        }
        return seed;
    }
    adjoint = program_array(p, ARRAY_TEMP, NULL, p->arrays.at[loop->array].rank,
                            NULL, p->arrays.at[loop->array].count, PHASE_POINT,
                            2);
    accumulate(p, adjoint, to);
    return dag_load(p->dag, adjoint, loop->at,
                    p->arrays.at[adjoint].rank);
}

static void send(struct gradient *r, const struct loop *loop, Expr load,
                 Expr value)
{
    struct contribution c = {.domain = loop->domain, .value = value,
                             .span = loop->span};

    dag_load_index(r->d->g, load, c.at);
    vec_push(&r->to[dag_at(r->d->g, load)->a], c);
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
    seed = dag_scale(r->d->g, seed, reduction_factor(r->d, loop));
    if (after)
        back_sum(r, loop, seed);
    s = slopes(r->d->g, loop->body, seed, slope_active, NULL);
    for (size_t k = 0; k < s.n; k++)
        if (!after || !one_place(r->d->g, s.at[k].load))
            send(r, loop, s.at[k].load, s.at[k].value);
    vec_free(&s);
}

void derive_gradient(struct derive *d)
{
    struct gradient r = {.d = d};
    struct program *p = d->p;

    if (p->loss == UINT32_MAX)
        return;
    r.to = calloc(d->arrays + 1, sizeof *r.to);
    if (!r.to)
        abort();
    for (size_t k = p->loops.n; k-- > 0;) {
        struct loop loop = p->loops.at[k];
        back_loop(&r, &loop);
    }
    p->first_gradient = (uint32_t)p->arrays.n;
    for (uint32_t a = 0; a < d->arrays; a++)
        if (p->arrays.at[a].kind == ARRAY_UNKNOWN)
            program_array(p, ARRAY_OUTPUT, p->arrays.at[a].name,
                          p->arrays.at[a].rank, p->arrays.at[a].lo,
                          p->arrays.at[a].count, PHASE_POINT, 2);
    for (uint32_t a = 0, k = p->first_gradient; a < d->arrays; a++)
        if (p->arrays.at[a].kind == ARRAY_UNKNOWN)
            accumulate(p, k++, &r.to[a]);
    for (size_t a = 0; a < d->arrays; a++)
        vec_free(&r.to[a]);
    free(r.to);
}
