/*
 * lower_reduce.c -- sums, means, products, extrema: each is lifted to a loop
 * that accumulates into a temporary, one element per outer index it uses.
 *
 * A condition that picks an outer index, sum(e in 1..m if head[e] == j: f),
 * becomes one loop over e that adds to element head[e]: edges, not edges times
 * nodes.
 */
#include "lowering.h"

#include <math.h>

/* ---- domains ---------------------------------------------------------- */

void domain_append(struct domain *to, const struct domain *more)
{
    for (unsigned k = 0; k < more->rank; k++) {
        to->var[to->rank] = more->var[k];
        to->most[to->rank] = more->most[k];
        to->count[to->rank++] = more->count[k];
    }
}

/* The loop over all elements of v: variables 0 .. rank-1. */
struct domain domain_elements(struct lower *l, const struct value *v)
{
    struct domain d = {.rank = v->rank};

    (void)l;
    for (unsigned k = 0; k < v->rank; k++) {
        d.var[k] = k;
        d.count[k] = v->count[k];
    }
    return d;
}

/* One level too many is counted, not written: the caller reports it. */
static void domain_push(struct domain *d, const struct open_index *o)
{
    if (d->rank < RANK_MAX) {
        d->var[d->rank] = o->var;
        d->most[d->rank] = o->most;
        d->count[d->rank] = o->count;
    }
    d->rank++;
}

/* The loop over all named indices in scope. */
struct domain domain_open(struct lower *l)
{
    struct domain d = {0};

    for (size_t k = 0; k < l->open.n; k++)
        domain_push(&d, &l->open.at[k]);
    return d;
}

/* ---- reductions ------------------------------------------------------- */

/* A reduction in the making: outer indices first, then its own. */
struct reduction {
    struct loop loop;
    struct domain outer, inner;
    Expr extent[PROGRAM_RANK];           /* of the temporary: the most that
                                            an outer range can have */
};

static double identity(enum effect effect)
{
    return effect == EFFECT_PROD ? 1 : effect == EFFECT_MIN ? HUGE_VAL
         : effect == EFFECT_MAX || effect == EFFECT_LOGSUMEXP ? -HUGE_VAL : 0;
}

static Expr condition_of(struct lower *l, size_t open_before)
{
    Expr cond = EXPR_NONE;

    for (size_t k = open_before; k < l->open.n; k++)
        cond = both(l, cond, l->open.at[k].guard);
    return cond;
}

static void inner_domain(struct lower *l, struct reduction *r,
                         const struct value *body, size_t open_before)
{
    if (l->open.n == open_before)
        r->inner = domain_elements(l, body);
    for (size_t k = open_before; k < l->open.n; k++)
        domain_push(&r->inner, &l->open.at[k]);
}

/*
 * The outer indices that the reduction uses: named ones, with those that
 * their own ranges and conditions use, then elements.
 */
static void outer_domain(struct lower *l, struct reduction *r, Expr cond,
                         const struct value *body, size_t open_before,
                         bool elements)
{
    uint64_t used = dag_at(l->g, body->e)->free;
    Expr guard = EXPR_NONE;

    if (cond.i)
        used |= dag_at(l->g, cond)->free;
    for (unsigned k = 0; k < r->inner.rank; k++)
        used |= dag_at(l->g, r->inner.count[k])->free;
    used = index_closure(l, used, open_before, &guard);
    for (size_t k = 0; k < open_before; k++)
        if (used >> l->open.at[k].var & 1)
            domain_push(&r->outer, &l->open.at[k]);
    for (unsigned k = 0; elements && k < body->rank; k++)
        domain_push(&r->outer, &(struct open_index){.var = k,
                                                    .count = body->count[k]});
    r->loop.domain.guard = both(l, guard, cond);
}

/* ---- conditions that pick an element ---------------------------------- */

/* The equality in a conjunction that fixes var; *value is what it is then. */
static Expr picks(struct lower *l, Expr cond, unsigned var, Expr *value)
{
    for (;;) {
        struct node n = *dag_at(l->g, cond);
        Expr atom = n.op == DAG_AND ? (Expr){n.b} : cond;
        struct node c = *dag_at(l->g, atom);

        if (c.op == DAG_IEQ && (dag_at(l->g, atom)->free >> var & 1)) {
            Expr d = dag_isub(l->g, (Expr){c.a}, (Expr){c.b});
            Expr d0 = put_var(l, d, var, dag_int(l->g, 0));
            Expr slope = dag_isub(l->g, put_var(l, d, var, dag_int(l->g, 1)),
                                  d0);
            bool free = dag_at(l->g, d0)->free >> var & 1;
            if (!free && dag_is_int(l->g, slope) &&
                expr_same(dag_iadd(l->g, d0, dag_imul(
                    l->g, slope, dag_index(l->g, var))), d)) {
                int64_t s = dag_int_value(l->g, slope);
                *value = s == 1 ? dag_isub(l->g, dag_int(l->g, 0), d0) : d0;
                if (s == 1 || s == -1)
                    return atom;
            }
        }
        if (n.op != DAG_AND)
            return EXPR_NONE;
        cond = (Expr){n.a};
    }
}

static bool others_use(struct lower *l, const struct domain *d, unsigned var)
{
    for (unsigned k = 0; k < d->rank; k++)
        if (dag_at(l->g, d->count[k])->free >> var & 1)
            return true;
    return false;
}

static uint64_t bits_of(const struct domain *d)
{
    uint64_t bits = 0;

    for (unsigned k = 0; k < d->rank; k++)
        bits |= (uint64_t)1 << d->var[k];
    return bits;
}

static void drop(struct domain *d, unsigned k)
{
    for (d->rank--; k < d->rank; k++) {
        d->var[k] = d->var[k + 1];
        d->most[k] = d->most[k + 1];
        d->count[k] = d->count[k + 1];
    }
}

/* Outer index number k is what the condition says: scatter to it. */
static void scatter_to(struct lower *l, struct reduction *r, unsigned k)
{
    struct domain *d = &r->loop.domain;
    unsigned var = r->outer.var[k];
    Expr value, inside, atom = picks(l, d->guard, var, &value);

    if (!atom.i || !(dag_at(l->g, value)->free & bits_of(&r->inner)) ||
        dag_at(l->g, r->outer.count[k])->free ||
        others_use(l, &r->inner, var) || others_use(l, &r->outer, var))
        return;
    inside = dag_in_range(l->g, value, r->outer.count[k]);
    d->guard = put_var(l, d->guard, var, value);
    if (index_is_inside(l, value, r->outer.count[k]))
        inside = EXPR_NONE;
    d->guard = both(l, inside, d->guard);
    r->loop.body = put_var(l, r->loop.body, var, value);
    for (unsigned j = 0; j < d->rank; j++)
        if (d->var[j] == var)
            drop(d, j--);
    r->loop.at[k] = value;
    r->loop.picked |= (uint16_t)(1u << k);
}

/* Outer indices that are picked: each turn then adds to one element. */
static void scatter(struct lower *l, struct reduction *r)
{
    if (l->in_parts || r->loop.effect == EFFECT_LOGSUMEXP)
        return;              /* these go on element by element */
    for (unsigned k = 0; r->loop.domain.guard.i && k < r->outer.rank; k++)
        if (r->outer.var[k] >= DAG_ELEMENT_DIMS)
            scatter_to(l, r, k);
}

/* ---- the loop --------------------------------------------------------- */

/* An identical reduction that is there already; a file repeats sum(w). */
static bool same_domain(const struct domain *a, const struct domain *b)
{
    if (a->rank != b->rank || !expr_same(a->guard, b->guard))
        return false;
    for (unsigned k = 0; k < a->rank; k++)
        if (a->var[k] != b->var[k] || !expr_same(a->count[k], b->count[k]))
            return false;
    return true;
}

static bool same_target(const struct program *p, const struct loop *a,
                        const struct loop *b, unsigned rank)
{
    if (p->arrays.at[a->array].rank != rank)
        return false;
    for (unsigned k = 0; k < rank; k++)
        if (!expr_same(a->at[k], b->at[k]))
            return false;
    return true;
}

static uint32_t find_reduction(const struct lower *l,
                               const struct reduction *r)
{
    size_t n = l->p->loops.n, back = n > 16 ? n - 16 : 0;

    for (size_t k = n; k-- > back;) {
        const struct loop *old = &l->p->loops.at[k];
        if (expr_same(old->body, r->loop.body) &&
            old->effect == r->loop.effect &&
            l->p->arrays.at[old->array].kind == ARRAY_TEMP &&
            same_domain(&old->domain, &r->loop.domain) &&
            same_target(l->p, old, &r->loop, r->outer.rank))
            return old->array;
    }
    return UINT32_MAX;
}

static void add_loop(struct lower *l, struct reduction *r)
{
    struct node n = *dag_at(l->g, r->loop.body);
    enum effect effect = (enum effect)r->loop.effect;

    r->loop.array = find_reduction(l, r);
    if (r->loop.array != UINT32_MAX)
        return;
    r->loop.array = program_array(l->p, ARRAY_TEMP, NULL, r->outer.rank, NULL,
        r->extent, n.phase > PHASE_SETUP ? PHASE_POINT : PHASE_SETUP,
        effect == EFFECT_SUM ? n.degree : n.degree ? 2 : 0);
    l->p->arrays.at[r->loop.array].span = r->loop.span;
    vec_push(&l->p->loops, r->loop);
}

static Expr result(struct lower *l, const struct reduction *r)
{
    Expr idx[PROGRAM_RANK];

    for (unsigned k = 0; k < r->outer.rank; k++)
        idx[k] = dag_index(l->g, r->outer.var[k]);
    return dag_load(l->g, r->loop.array, idx, r->outer.rank);
}

/*
 * A condition on unknowns chooses the value instead: sums are then smooth.
 * What set-up knows of it still decides which turns there are.
 */
static Expr chosen(struct lower *l, Expr body, Expr *cond, enum effect effect)
{
    Expr all = *cond, known = EXPR_NONE, c = EXPR_NONE;

    while (all.i) {
        struct node n = *dag_at(l->g, all);
        Expr atom = n.op == DAG_AND ? (Expr){n.b} : all;
        Expr *to = dag_at(l->g, atom)->phase == PHASE_POINT ? &c : &known;

        *to = both(l, atom, *to);
        all = n.op == DAG_AND ? (Expr){n.a} : EXPR_NONE;
    }
    if (!c.i)
        return body;
    *cond = known;
    return dag_select(l->g, c, body, dag_num(l->g, identity(effect)));
}

static struct value reduce(struct lower *l, Ast call, enum effect effect,
                           struct value body, size_t open_before)
{
    bool whole = l->open.n == open_before;
    struct reduction r = {.loop = {.effect = (uint8_t)effect,
                                   .span = ast_at(l->t, call)->span}};
    Expr cond = condition_of(l, open_before);
    struct value out = body;

    body.e = chosen(l, dag_real(l->g, body.e), &cond, effect);
    inner_domain(l, &r, &body, open_before);
    if (r.inner.rank <= RANK_MAX)
        outer_domain(l, &r, cond, &body, open_before, !whole);
    if (r.outer.rank + r.inner.rank > RANK_MAX)
        return lower_fail(l, "E0245", call, "loops are nested too deep here");
    for (unsigned k = 0; k < r.outer.rank; k++)
        r.extent[k] = domain_extent(&r.outer, k);
    domain_append(&r.loop.domain, &r.outer);
    domain_append(&r.loop.domain, &r.inner);
    for (unsigned k = 0; k < r.outer.rank; k++)
        r.loop.at[k] = dag_index(l->g, r.outer.var[k]);
    r.loop.body = body.e;
    scatter(l, &r);
    add_loop(l, &r);
    out.rank = whole ? 0 : body.rank;
    out.e = result(l, &r);
    return out;
}

/* How many elements a mean is taken over. */
static Expr how_many(struct lower *l, Ast call, const struct value *body,
                     size_t open_before)
{
    struct reduction r = {.inner = {0}};
    struct value one = value_of(dag_num(l->g, 1));

    inner_domain(l, &r, body, open_before);
    if (l->open.n == open_before ||
        (!condition_of(l, open_before).i && domain_is_box(l->g, &r.inner)))
        return dag_real(l->g, domain_size(l->g, &r.inner));
    return reduce(l, call, EFFECT_SUM, one, open_before).e;
}

struct value lower_reduce(struct lower *l, Ast call, enum effect effect,
                          struct value body, size_t open_before, bool mean)
{
    struct value out;
    Expr n;

    if (value_bad(&body))
        return body;
    for (size_t k = open_before; k < l->open.n; k++)
        if (l->open.at[k].bad)
            return value_of(EXPR_NONE);
    out = reduce(l, call, effect, body, open_before);
    if (!mean || value_bad(&out))
        return out;
    n = how_many(l, call, &body, open_before);
    out.e = n.i ? dag_op2(l->g, OP_Div, out.e, n) : EXPR_NONE;
    return out;
}
