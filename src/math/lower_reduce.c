/*
 * lower_reduce.c -- sums, means, products, extrema: each is lifted to a loop
 * that accumulates into a temporary, one element per outer index it uses.
 * Also the proof that a subscript stays inside its array.
 */
#include "lowering.h"

#include <stdio.h>

/* ---- domains ---------------------------------------------------------- */

void domain_append(struct domain *to, const struct domain *more)
{
    for (unsigned k = 0; k < more->rank; k++) {
        to->var[to->rank] = more->var[k];
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
    if (d->rank < PROGRAM_RANK) {
        d->var[d->rank] = o->var;
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


/* The outer indices that the body uses: named ones, then elements. */
static struct domain outer_domain(struct lower *l, const struct value *body,
                                  size_t open_before, bool elements)
{
    uint64_t used = dag_at(l->g, body->e)->free;
    struct domain d = {0};

    for (size_t k = 0; k < open_before; k++)
        if (used >> l->open.at[k].var & 1)
            domain_push(&d, &l->open.at[k]);
    for (unsigned k = 0; elements && k < body->rank; k++) {
        d.var[d.rank] = k;
        d.count[d.rank++] = body->count[k];
    }
    return d;
}

static bool domain_rectangular(struct lower *l, const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++)
        if (dag_at(l->g, d->count[k])->free)
            return false;
    return true;
}

/* An identical reduction that is there already; a file repeats sum(w). */
static bool same_domain(const struct domain *a, const struct domain *b)
{
    if (a->rank != b->rank)
        return false;
    for (unsigned k = 0; k < a->rank; k++)
        if (a->var[k] != b->var[k] || !expr_same(a->count[k], b->count[k]))
            return false;
    return true;
}

static uint32_t find_reduction(const struct lower *l, const struct loop *new)
{
    size_t n = l->p->loops.n, back = n > 16 ? n - 16 : 0;

    for (size_t k = n; k-- > back;) {
        const struct loop *old = &l->p->loops.at[k];
        if (expr_same(old->body, new->body) && old->effect == new->effect &&
            l->p->arrays.at[old->array].kind == ARRAY_TEMP &&
            same_domain(&old->domain, &new->domain))
            return old->array;
    }
    return UINT32_MAX;
}

static Expr reduction_load(struct lower *l, const struct loop *loop,
                           unsigned outer)
{
    return dag_load(l->g, loop->array, loop->at, outer);
}

struct value lower_reduce(struct lower *l, Ast call, enum effect effect,
                          struct value body, size_t open_before, bool mean)
{
    bool whole = l->open.n == open_before;
    struct value out = body;
    struct domain inner = {0}, outer;
    struct loop loop = {.effect = (uint8_t)effect,
                        .span = ast_at(l->t, call)->span};
    const struct node *n;

    if (value_bad(&body))
        return body;
    n = dag_at(l->g, body.e);
    if (n->type == TYPE_INT)
        body.e = dag_real(l->g, body.e);
    if (whole)
        inner = domain_elements(l, &body);
    for (size_t k = open_before; k < l->open.n; k++)
        domain_push(&inner, &l->open.at[k]);
    outer = outer_domain(l, &body, open_before, !whole);
    loop.domain = outer;
    if (outer.rank + inner.rank > PROGRAM_RANK)
        return lower_fail(l, "E0245", call, "loops are nested too deep here");
    domain_append(&loop.domain, &inner);
    if (!domain_rectangular(l, &loop.domain))
        return lower_fail(l, "E0290", call, "not yet: a range that depends on "
                          "another index");
    for (unsigned k = 0; k < outer.rank; k++)
        loop.at[k] = dag_index(l->g, outer.var[k]);
    loop.body = body.e;
    loop.array = find_reduction(l, &loop);
    if (loop.array == UINT32_MAX) {
        n = dag_at(l->g, body.e);
        loop.array = program_array(l->p, ARRAY_TEMP, NULL, outer.rank, NULL,
            outer.count, n->phase > PHASE_SETUP ? PHASE_POINT : PHASE_SETUP,
            effect == EFFECT_SUM ? n->degree : n->degree ? 2 : 0);
        l->p->arrays.at[loop.array].span = loop.span;
        vec_push(&l->p->loops, loop);
    }
    out.rank = whole ? 0 : body.rank;
    out.e = reduction_load(l, &loop, outer.rank);
    if (mean)
        out.e = dag_op2(l->g, OP_Div, out.e,
                        dag_real(l->g, domain_size(l->g, &inner)));
    return out;
}

/* ---- subscripts ------------------------------------------------------- */

static Expr put_var(struct lower *l, Expr e, unsigned var, Expr by)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = by;
    return dag_rewrite(l->g, e, &how);
}

/*
 * The least or greatest value of an index expression over the ranges of the
 * indices in scope; innermost first, since counts may use outer indices.
 * EXPR_NONE when it is not affine in one of them.
 */
static Expr extreme(struct lower *l, Expr e, bool greatest)
{
    for (size_t k = l->open.n; k-- > 0;) {
        const struct open_index o = l->open.at[k];
        Expr e0, e1, e2, slope;

        if (!(dag_at(l->g, e)->free >> o.var & 1))
            continue;
        e0 = put_var(l, e, o.var, dag_int(l->g, 0));
        e1 = put_var(l, e, o.var, dag_int(l->g, 1));
        e2 = put_var(l, e, o.var, dag_int(l->g, 2));
        slope = dag_isub(l->g, e1, e0);
        if (!expr_same(slope, dag_isub(l->g, e2, e1)) ||
            !dag_is_int(l->g, slope))
            return EXPR_NONE;
        e = (dag_int_value(l->g, slope) > 0) == greatest
            ? put_var(l, e, o.var, dag_isub(l->g, o.count, dag_int(l->g, 1)))
            : e0;
    }
    return e;
}

/* 1: value >= 0 for sure; 0: for sure not; -1: the sizes decide. */
static int never_negative(struct lower *l, Expr e)
{
    if (dag_is_int(l->g, e))
        return dag_int_value(l->g, e) >= 0;
    return -1;
}

static bool check_one(struct lower *l, Ast at, Expr value,
                      const struct value *base, unsigned dim, Expr worst)
{
    int known = value.i ? never_negative(l, value) : -1;

    if (!value.i) {
        lower_fail(l, "E0290", at, "not yet: an index that is not a sum of "
                   "indices and constants");
        return false;
    }
    if (known == 0) {
        Expr hi = dag_iadd(l->g, base->lo[dim], dag_isub(
            l->g, base->count[dim], dag_int(l->g, 1)));
        lower_fail(l, "E0246", at, "this index reaches %s, outside %s..%s",
                   int_text(l, dag_iadd(l->g, worst, base->lo[dim])),
                   int_text(l, base->lo[dim]), int_text(l, hi));
        if (l->in_parts)
            diag_help(l->d, last_message(l), "if it is where a recurrence "
                      "begins, give it a part of its own: `let x[0] = 1;`");
        return false;
    }
    if (known < 0)
        vec_push(&l->p->checks, ((struct size_check){value,
            ast_at(l->t, at)->span, "this index leaves its array"}));
    return true;
}

/* An empty loop reads nothing, so a range known to be empty is no error. */
static bool loops_are_empty(struct lower *l)
{
    for (size_t k = 0; k < l->open.n; k++)
        if (dag_is_int(l->g, l->open.at[k].count) &&
            dag_int_value(l->g, l->open.at[k].count) <= 0)
            return true;
    return false;
}

bool index_check(struct lower *l, Ast at, Expr idx, const struct value *base,
                 unsigned dim, const struct value *sub)
{
    Expr low, high, last;

    (void)sub;
    if (loops_are_empty(l))
        return true;
    low = extreme(l, idx, false);
    high = extreme(l, idx, true);
    last = high.i ? dag_isub(l->g, dag_isub(l->g, base->count[dim],
                                            dag_int(l->g, 1)), high)
                  : EXPR_NONE;
    return check_one(l, at, low, base, dim, low) &&
           check_one(l, at, last, base, dim, high);
}

bool slice_check(struct lower *l, Ast at, Expr first, Expr last,
                 const struct value *base, unsigned dim)
{
    Expr low = extreme(l, first, false), high = extreme(l, last, true), room;
    Expr count = dag_iadd(l->g, dag_isub(l->g, last, first),
                          dag_int(l->g, 1));

    if (loops_are_empty(l) ||
        (dag_is_int(l->g, count) && dag_int_value(l->g, count) == 0))
        return true;
    room = high.i ? dag_isub(l->g, dag_isub(l->g, base->count[dim],
                                            dag_int(l->g, 1)), high)
                  : EXPR_NONE;
    return check_one(l, at, low, base, dim, low) &&
           check_one(l, at, room, base, dim, high);
}
