/*
 * lower_subscript.c -- elements and slices of values: x[i], A[i, 1..n].
 *
 * A plain subscript takes its dimension away; a range keeps it, counted from
 * 1.  The element variables of what is left are numbered anew, all at once.
 */
#include "lowering.h"

/* What x[..] is made of: the base's variables, and the shape that is left. */
struct taking {
    const struct value *base;
    Expr to[DAG_INDEX_VARS];
    struct value left;
};

static bool take_element(struct lower *l, Ast at, struct taking *t,
                         unsigned dim, const struct value *sub)
{
    if (value_bad(sub))
        return false;
    t->to[dim] = dag_isub(l->g, sub->e, t->base->lo[dim]);
    t->to[dim] = index_check(l, at, t->to[dim], t->base, dim);
    return t->to[dim].i != 0;
}

static bool take_slice(struct lower *l, Ast at, struct taking *t, unsigned dim,
                       const struct value *lo, const struct value *hi)
{
    unsigned k = t->left.rank++;
    Expr first, last, count;

    if (value_bad(lo) || value_bad(hi))
        return false;
    first = dag_isub(l->g, lo->e, t->base->lo[dim]);
    last = dag_isub(l->g, hi->e, t->base->lo[dim]);
    count = dag_range_count(l->g, first, last);
    if (dag_is_int(l->g, count) && dag_int_value(l->g, count) < 0) {
        lower_fail(l, "E0247", at, "this range ends before it begins");
        return false;
    }
    t->to[dim] = dag_iadd(l->g, dag_index(l->g, k), first);
    t->left.lo[k] = dag_int(l->g, 1);
    t->left.count[k] = count;
    return slice_check(l, at, first, last, t->base, dim);
}

/* v: the base, then one value a subscript, two a range. */
struct value value_subscript(struct lower *l, Ast at, const struct value *v,
                             size_t n)
{
    struct taking t = {.base = &v[0]};
    struct dag_rewrite how = {t.to, NULL, NULL};
    Ast sub = ast_next(l->t, ast_kid(l->t, at));
    unsigned given = ast_count(l->t, at) - 1;
    size_t next = 1;

    if (value_bad(&v[0]))
        return v[0];
    if (v[0].rank != given)
        return lower_fail(l, "E0218", at, v[0].rank
            ? "this has %u dimension%s, but %u subscript%s here"
            : "this is a number: it takes no subscript", v[0].rank,
            v[0].rank == 1 ? "" : "s", given,
            given == 1 ? " stands" : "s stand");
    for (unsigned k = 0; k < given; k++, sub = ast_next(l->t, sub)) {
        bool slice = ast_at(l->t, sub)->kind == AST_RANGE;
        bool ok = next + slice < n &&
                  (slice ? take_slice(l, sub, &t, k, &v[next], &v[next + 1])
                         : take_element(l, sub, &t, k, &v[next]));
        if (!ok)
            return value_of(EXPR_NONE);
        next += slice ? 2 : 1;
    }
    t.left.e = dag_rewrite(l->g, v[0].e, &how);
    return t.left;
}
