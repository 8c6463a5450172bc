/*
 * counted.c -- places that divisions of indices give, carried from turn to turn
 * [exact].
 *
 * Column by column, a triangle's element (r, c) is at c*d - div(c*(c+1), 2) + r.
 * In a loop over c the quotient grows by what is affine in c, and so does the
 * place: so it is counted up, as one would by hand, in loops that have loops
 * inside.  C compilers make counters of what is affine in an index only.
 */
#include "writing.h"

#include "../math/replace.h"

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

static bool has_index(const struct dag *g, uint32_t node, unsigned var)
{
    return g->nodes.at[node].free >> var & 1;
}

static bool divides(const struct dag *g, uint32_t node)
{
    return g->nodes.at[node].op == DAG_IDIV || g->nodes.at[node].op == DAG_IMOD;
}

/* Is there a division that the index changes? */
static bool has_division(struct dag *g, Expr e, unsigned var)
{
    uint32_t *list;
    size_t n = dag_reach(g, &e, 1, &list);
    bool any = false;

    for (size_t k = 0; k < n; k++)
        any |= divides(g, list[k]) && has_index(g, list[k], var);
    free(list);
    return any;
}

/* What e grows by in a turn, if that needs no division; else EXPR_NONE. */
static Expr growth_of_sum(struct writer *w, Expr e, unsigned var)
{
    VEC(struct same) pairs = {0};
    Expr next = later(w, e, var), q, by = e;
    uint32_t *list;
    size_t n = dag_reach(w->g, &e, 1, &list);

    for (size_t k = 0; k < n && by.i; k++) {
        if (!divides(w->g, list[k]) || !has_index(w->g, list[k], var))
            continue;
        q = (Expr){list[k]};
        by = w->g->nodes.at[q.i].op == DAG_IDIV ? growth(w, q, var)
                                                : EXPR_NONE;
        if (!by.i)
            continue;
        by = dag_iadd(w->g, q, by);
        vec_push(&pairs, ((struct same){later(w, q, var), by}));
    }
    free(list);
    if (by.i && pairs.n) {
        replace(w->g, &next, 1, pairs.at, pairs.n);
        by = dag_isub(w->g, next, e);
    }
    if (!pairs.n || has_division(w->g, by, var))
        by = EXPR_NONE;
    vec_free(&pairs);
    return by;
}

/* A number of open indices, with a division that this one changes, is counted
   if what it grows by is none. */
static bool count_node(struct writer *w, Expr e, unsigned var)
{
    const struct node *n = dag_at(w->g, e);
    Expr by;
    uint32_t start;

    if (n->type != TYPE_INT || !(n->free >> var & 1) ||
        n->free & ~w->bound & ~((uint64_t)1 << var) || dag_loads(w->g, e))
        return false;
    by = growth_of_sum(w, e, var);
    if (!by.i)
        return false;
    start = writer_value(w, first_turn(w, e, var));
    vec_push(&w->counted, ((struct counted){
        e, by, writer_emit(w, PLAN_VAR, TYPE_INT, start, 0, 0)}));
    return true;
}

/* What the steps of a node need: of a LOAD, where it is. */
static unsigned needs(const struct writer *w, uint32_t node, Expr out[3])
{
    const struct node n = w->g->nodes.at[node];
    Expr idx[PROGRAM_RANK];

    if (n.op != DAG_LOAD)
        return dag_children(&n, out);
    dag_load_index(w->g, (Expr){node}, idx);
    out[0] = program_offset(w->p, n.a, idx);
    return 1;
}

/* From the roots down: the largest numbers that can be counted. */
static void count_below(struct writer *w, Exprs *todo, unsigned var)
{
    VEC(uint8_t) seen = {0};

    while (todo->n > 0) {
        Expr e = todo->at[--todo->n], kid[3];
        while (seen.n < w->g->nodes.n)
            vec_push(&seen, 0);
        if (!e.i || seen.at[e.i] || !has_index(w->g, e.i, var))
            continue;
        seen.at[e.i] = 1;
        if (count_node(w, e, var))
            continue;
        for (unsigned k = needs(w, e.i, kid); k-- > 0;)
            vec_push(todo, kid[k]);
    }
    vec_free(&seen);
}

/* All that is evaluated inside. */
static void counted_roots(struct writer *w, const struct nest *n, Exprs *out)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        if (!kid->is_statement) {
            vec_push(out, kid->guard.i ? kid->guard : kid->count);
            counted_roots(w, kid, out);
            continue;
        }
        vec_push(out, kid->loop.body);
        vec_push(out, program_offset(w->p, kid->loop.array, kid->loop.at));
    }
}

/* Loops that have none inside are vectors, perhaps. */
static bool is_outer(const struct nest *n)
{
    for (size_t k = 0; k < n->n; k++)
        if (!n->kids[k].is_statement)
            return true;
    return false;
}

void counted_open(struct writer *w, const struct nest *n, unsigned var)
{
    Exprs roots = {0};
    bool any = false;

    if (is_outer(n))
        counted_roots(w, n, &roots);
    for (size_t k = 0; k < roots.n; k++)
        any |= has_division(w->g, roots.at[k], var);
    if (any)
        count_below(w, &roots, var);
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
