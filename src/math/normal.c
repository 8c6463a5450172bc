/*
 * normal.c -- J'WJ of rows that go through recurrences: a dense triangle.
 *
 * Pairs (hessian.c) are pushed backwards through loops, and a recurrence has no
 * order for that.  A row's gradient comes forwards instead, from tangents
 * (tangent.c), and each row adds its outer product, a packed triangle:
 *     G[row, p] = d row / d unknown p
 *     N[j(j+1)/2 + k] += W G[row, j] G[row, k]    for k <= j
 */
#include "deriving.h"

#include <stdlib.h>

/* ---- which rows --------------------------------------------------------- */

static bool loads_any(struct derive *d, Expr e, const bool *of)
{
    uint32_t *list;
    size_t n = dag_reach(d->g, &e, 1, &list);
    bool any = false;

    for (size_t k = 0; k < n && !any; k++) {
        const struct node *at = &d->g->nodes.at[list[k]];
        any = at->op == DAG_LOAD && at->degree > 0 && of[at->a];
    }
    free(list);
    return any;
}

bool *normal_recurs(struct derive *d)
{
    bool *recurs = calloc(d->p->arrays.n + 1, sizeof *recurs);

    if (!recurs)
        abort();
    for (size_t k = 0; k < d->p->loops.n; k++) {
        const struct loop *loop = &d->p->loops.at[k];
        recurs[loop->array] |= loop->group ||
                               loads_any(d, loop->body, recurs);
    }
    return recurs;
}

bool normal_through(struct derive *d, const struct family *f,
                    const bool *recurs)
{
    return loads_any(d, f->row, recurs);
}

/* ---- a row's gradient --------------------------------------------------- */

static unsigned first_free(const struct domain *d)
{
    unsigned next = DAG_ELEMENT_DIMS;

    for (unsigned k = 0; k < d->rank; k++)
        if (d->var[k] >= next)
            next = d->var[k] + 1;
    return next;
}

static void add_index(struct domain *d, unsigned var, Expr count, Expr most)
{
    d->var[d->rank] = var;
    d->most[d->rank] = most;
    d->count[d->rank++] = count;
}

/* Tangents of what u is made of come with tangent_loops. */
static uint32_t row_gradient(struct derive *d, const struct family *f, Expr u)
{
    struct loop loop = {.domain = f->domain, .effect = EFFECT_DEFINE,
                        .span = f->span};
    unsigned rank = f->domain.rank, column = first_free(&f->domain);
    Expr extent[PROGRAM_RANK];

    for (unsigned k = 0; k < rank; k++) {
        extent[k] = domain_extent(&f->domain, k);
        loop.at[k] = dag_index(d->g, f->domain.var[k]);
    }
    extent[rank] = unknown_count(d);
    loop.at[rank] = dag_index(d->g, column);
    add_index(&loop.domain, column, extent[rank], EXPR_NONE);
    loop.body = tangent_expr(d, u, loop.at[rank]);
    loop.array = program_array(d->p, ARRAY_TEMP, NULL, rank + 1, NULL, extent,
                               PHASE_POINT, 2);
    vec_push(&d->p->adjoint, loop);
    return loop.array;
}

static Expr at_column(struct derive *d, uint32_t gradient,
                      const struct family *f, unsigned var)
{
    Expr idx[PROGRAM_RANK];

    for (unsigned k = 0; k < f->domain.rank; k++)
        idx[k] = dag_index(d->g, f->domain.var[k]);
    idx[f->domain.rank] = dag_index(d->g, var);
    return dag_load(d->g, gradient, idx, f->domain.rank + 1);
}

/* ---- the triangle ------------------------------------------------------- */

static Expr packed(struct dag *g, Expr row, Expr col)
{
    Expr twice = dag_imul(g, row, dag_plus(g, row, 1));

    return dag_iadd(g, dag_int2(g, DAG_IDIV, twice, dag_int(g, 2)), col);
}

uint32_t normal_triangle(struct derive *d)
{
    Expr n = unknown_count(d), size = packed(d->g, n, dag_int(d->g, 0));

    return program_array(d->p, ARRAY_NORMAL, NULL, 1, NULL, &size, PHASE_POINT,
                         2);
}

bool normal_rows(struct derive *d, const struct family *f, Expr u, Expr weight,
                 uint32_t triangle)
{
    struct loop loop = {.domain = f->domain, .effect = EFFECT_SUM,
                        .array = triangle, .span = f->span};
    unsigned row = first_free(&f->domain), col = row + 1;
    Expr j = dag_index(d->g, row), n = unknown_count(d);
    uint32_t gradient;

    if (f->domain.rank + 2 > PROGRAM_RANK || col + 1 >= DAG_INDEX_VARS)
        return false;
    gradient = row_gradient(d, f, u);
    add_index(&loop.domain, row, n, EXPR_NONE);
    add_index(&loop.domain, col, dag_plus(d->g, j, 1), n);
    loop.at[0] = packed(d->g, j, dag_index(d->g, col));
    loop.body = dag_scale(d->g, at_column(d, gradient, f, row), weight);
    loop.body = dag_op2(d->g, OP_Mul, loop.body,
                        at_column(d, gradient, f, col));
    vec_push(&d->p->adjoint, loop);
    return true;
}
