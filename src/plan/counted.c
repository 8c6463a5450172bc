/*
 * counted.c -- divisions of indices carried from turn to turn [exact].
 *
 * Column by column, a triangle's element (r, c) is at c*d - div(c*(c+1), 2) + r.
 * In a loop over c the quotient grows by what is affine in c: so it is counted
 * up, as one would by hand, in loops that have loops inside.  C compilers make
 * counters of what is affine in an index only.
 */
#include "writing.h"

/* One turn later. */
static Expr later(struct writer *w, Expr e, unsigned var)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = dag_plus(w->g, dag_index(w->g, var), 1);
    return dag_rewrite(w->g, e, &how);
}

static Expr first_turn(struct writer *w, Expr e, unsigned var)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = dag_int(w->g, 0);
    return dag_rewrite(w->g, e, &how);
}

/*
 * floor((a + k q)/k) = floor(a/k) + q: what div(a, k) grows by in a turn is q
 * where a grows by k q; EXPR_NONE: it does not, for a whole q.
 */
static Expr growth(struct writer *w, Expr e, unsigned var)
{
    struct node n = *dag_at(w->g, e);
    Expr a = {n.a}, k = {n.b};

    if (!dag_is_int(w->g, k) || dag_int_value(w->g, k) < 2)
        return EXPR_NONE;
    return dag_exact_quotient(w->g, dag_isub(w->g, later(w, a, var), a),
                              dag_int_value(w->g, k));
}

static void count_node(struct writer *w, Expr e, unsigned var)
{
    const struct node *n = dag_at(w->g, e);
    Expr by;
    uint32_t start;

    if (n->op != DAG_IDIV || !(n->free >> var & 1) ||
        n->free & ~w->bound & ~((uint64_t)1 << var) || dag_loads(w->g, e))
        return;
    by = growth(w, e, var);
    if (!by.i)
        return;
    start = writer_value(w, first_turn(w, e, var));
    vec_push(&w->counted, ((struct counted){
        e, by, writer_emit(w, PLAN_VAR, TYPE_INT, start, 0, 0)}));
}

static void counted_roots(struct writer *w, const struct nest *n, Exprs *out)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        Expr roots[LOOP_ROOTS];
        unsigned many = 0;
        if (kid->is_statement)
            many = loop_roots(w->p, &kid->loop, roots);
        for (unsigned j = 0; j < many; j++)
            vec_push(out, roots[j]);
        if (!kid->is_statement)
            counted_roots(w, kid, out);
    }
}

void counted_open(struct writer *w, const struct nest *n, unsigned var)
{
    Exprs roots = {0};
    uint32_t *list;
    size_t many;
    bool outer = false;

    for (size_t k = 0; k < n->n; k++)
        outer |= !n->kids[k].is_statement;
    if (!outer)
        return;
    counted_roots(w, n, &roots);
    many = dag_reach(w->g, roots.at, roots.n, &list);
    for (size_t k = 0; k < many; k++)
        count_node(w, (Expr){list[k]}, var);
    free(list);
    vec_free(&roots);
}

void counted_turn(struct writer *w, size_t from)
{
    enum plan_function which =
        (enum plan_function)(w->f - w->plan->functions);

    for (size_t k = from; k < w->counted.n; k++) {
        const struct counted *c = &w->counted.at[k];
        writer_set(w, c->node.i, writer_emit(w, PLAN_GET, TYPE_INT, c->var, 0,
                                             0));
        vec_push(&w->plan->fired, ((struct fired){
            PASS_COUNTED, (uint8_t)which, c->var}));
    }
}

void counted_close(struct writer *w, size_t from)
{
    for (size_t k = from; k < w->counted.n; k++) {
        const struct counted *c = &w->counted.at[k];
        writer_emit(w, PLAN_ACC, TYPE_INT, c->var, writer_value(w, c->by),
                    EFFECT_SUM);
    }
    w->counted.n = from;
}
