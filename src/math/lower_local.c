/*
 * lower_local.c -- `let` inside `for {}` and `fn {}`: a name for a value.
 *
 * let e[i in 1..n] = ... is an array without a place of its own: its value
 * with the index put in where an element is read.
 */
#include "lowering.h"

/* The indices of `d` become the variables of the array's elements. */
static Expr by_element(struct lower *l, const struct dims *d, Expr e)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < d->domain.rank; k++)
        if (d->domain.var[k] != k)
            to[d->domain.var[k]] = dag_index(l->g, k);
    return dag_rewrite(l->g, e, &how);
}

static struct value local_array(struct lower *l, Ast init,
                                const struct dims *d, struct value v)
{
    struct value out = d->shape;

    if (value_bad(&v))
        return v;
    if (d->binders && v.rank > 0)
        return lower_fail(l, "E0240", init, "each element must be a number, "
                          "and this is an array %s", shape_text(l, &v));
    out.e = v.e;
    if (v.rank > 0 && !shape_join(l, init, &out, &v))
        return value_of(EXPR_NONE);
    out.e = by_element(l, d, dag_real(l->g, v.e));
    return out;
}

void local_open(struct lower *l, Ast decl)
{
    Ast first = local_first(&l->parts, decl);
    struct dims d;

    if (first.i && first.i == decl.i)
        recurring_begin(l, decl);
    dims_open(l, ast_kid(l->t, decl), &d, true);
    d.recurs = first.i != 0;
    vec_push(&l->local_dims, d);
}

void local_close(struct lower *l, Ast decl, struct value v)
{
    struct dims d = l->local_dims.at[--l->local_dims.n];
    const struct ast_node *n = ast_at(l->t, decl);
    Expr element = l->element;

    if (d.recurs) {
        recurring_part(l, decl, &d, v);
        dims_close(l, &d);
        l->element = element;
        recurring_done(l);
        return;
    }
    if (d.shape.rank > 0)
        v = local_array(l, ast_nth(l->t, decl, 1), &d, v);
    dims_close(l, &d);
    l->element = element;                /* of the declaration around */
    if (diff_wants(l, n->name, (struct span){0, UINT32_MAX}))
        v = value_keep(l, v, n->span);
    if (!value_bad(&v))
        dag_name(l->g, v.e, n->name);
    bind_name(l, n->name, v);
}
