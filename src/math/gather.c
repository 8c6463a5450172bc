/*
 * gather.c -- contributions to a vector that shift its index, gathered element
 * by element [reassociating].
 *
 * A sum whose term i loads x[i] and x[i+1] sends to both.  Scattered, each
 * element is written twice and has to be cleared before; gathered, element t
 * is defined once, as what term t and term t-1 send to it.  Between two places
 * where a contribution begins or ends the same ones reach every element: such
 * a stretch is one loop.
 */
#include "deriving.h"

enum { MOST = 6 };           /* contributions; the text grows with them */

/* Contribution k reaches the elements lo[k] .. hi[k] - 1. */
struct reach { int64_t lo[MOST], hi[MOST], size; };

static bool constant(struct dag *g, Expr e, int64_t *value)
{
    if (!dag_is_int(g, e))
        return false;
    *value = dag_int_value(g, e);
    return true;
}

static bool reach_of(const struct program *p, uint32_t array,
                     const struct tile *t, size_t n, struct reach *r)
{
    struct dag *g = p->dag;
    int64_t count;

    if (n < 2 || n > MOST || p->arrays.at[array].rank != 1 ||
        !constant(g, p->arrays.at[array].count[0], &r->size))
        return false;
    for (size_t k = 0; k < n; k++) {
        const struct domain *d = t[k].domain;
        if (d->rank != 1 || d->guard.i || !constant(g, d->count[0], &count) ||
            count < 1 ||
            !constant(g, dag_isub(g, t[k].at[0], dag_index(g, d->var[0])),
                      &r->lo[k]))
            return false;
        r->hi[k] = r->lo[k] + count;
        if (r->lo[k] < 0 || r->hi[k] > r->size)
            return false;
    }
    return true;
}

/* Where the first contribution after `at` begins or ends, or the array does. */
static int64_t next_edge(const struct reach *r, size_t n, int64_t at)
{
    int64_t edge = r->size;

    for (size_t k = 0; k < n; k++) {
        edge = r->lo[k] > at && r->lo[k] < edge ? r->lo[k] : edge;
        edge = r->hi[k] > at && r->hi[k] < edge ? r->hi[k] : edge;
    }
    return edge;
}

/* Contribution k at element `at` + its own first index. */
static Expr shifted(struct dag *g, const struct tile *t, Expr value, Expr at,
                    int64_t lo)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[t->domain->var[0]] = dag_plus(g, at, -lo);
    return dag_rewrite(g, value, &how);
}

/* The loop that defines the elements begin .. end - 1. */
static struct loop stretch(struct program *p, const struct tile *t,
                           const Expr *value, size_t n, const struct reach *r,
                           int64_t begin, int64_t end)
{
    struct dag *g = p->dag;
    struct loop loop = {.effect = EFFECT_DEFINE};
    unsigned var = t[0].domain->var[0];

    loop.domain.rank = 1;
    loop.domain.var[0] = var;
    loop.domain.count[0] = dag_int(g, end - begin);
    loop.at[0] = dag_plus(g, dag_index(g, var), begin);
    for (size_t k = 0; k < n; k++) {
        Expr v;
        if (r->lo[k] > begin || r->hi[k] < end)
            continue;
        v = shifted(g, &t[k], value[k], loop.at[0], r->lo[k]);
        loop.body = loop.body.i ? dag_op2(g, OP_Add, loop.body, v) : v;
    }
    if (!loop.body.i)
        loop.body = dag_num(g, 0);
    return loop;
}

/* Does computing any of them call a function?  Then it is not done twice. */
static bool any_calls(struct dag *g, const Expr *value, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (calls(g, value[k]))
            return true;
    return false;
}

bool gather_shifts(struct program *p, uint32_t array, uint32_t into,
            const struct tile *t, const Expr *value, struct span span,
            size_t n)
{
    struct reach r;

    if (!reach_of(p, array, t, n, &r) || any_calls(p->dag, value, n))
        return false;
    for (int64_t at = 0, end; at < r.size; at = end) {
        struct loop loop;
        end = next_edge(&r, n, at);
        loop = stretch(p, t, value, n, &r, at, end);
        loop.array = into;
        loop.span = span;
        vec_push(&p->adjoint, loop);
    }
    return true;
}
