/*
 * columns.c -- recurrences whose columns do not touch each other, one column
 * after the other [exact; blocks.c then takes eight at a time].
 *
 *     let h[j, i] = h[j+1, i]*t[i] + x[j]
 *
 * steps through j, and each step runs over all i: all of h goes through memory
 * at every step.  Where all that touches h in the loops with an index i has
 * column i of it, these loops may run over i outside: a column stays near.
 * Arrays that have the column elsewhere than first are laid out anew.
 */
#include "planning.h"

enum { COLUMNS_MIN = 2 * PLAN_LANES };   /* fewer are not worth it */

struct columns {
    struct program *p;
    struct dag *g;
    const bool *wanted;      /* per array below `own` */
    size_t own;
    Expr count;              /* of columns */
    struct by_column {
        uint8_t dim;         /* 1 + the dimension that is the column; 0: none */
        uint32_t turned;     /* 1 + the array with the column first */
    } *of;                   /* per array */
    const Loops *loops;
    int *var;                /* per loop: the place of the column in its
                                domain, or -1 */
};

static bool by_loops(const struct columns *c, uint32_t array)
{
    unsigned kind = c->p->arrays.at[array].kind;

    return (kind == ARRAY_LET || kind == ARRAY_TEMP) && !c->wanted[array] &&
           c->g->array_phase.at[array] == PHASE_POINT;
}

/* The place in the domain of what stands there as a plain index, or -1. */
static int place_of(const struct columns *c, const struct loop *l, Expr at)
{
    const struct node *n = dag_at(c->g, at);

    for (unsigned k = 0; n->op == DAG_INDEX && k < l->domain.rank; k++)
        if (l->domain.var[k] == n->a)
            return expr_same(l->domain.count[k], c->count) ? (int)k : -1;
    return -1;
}

/* ---- which ------------------------------------------------------------ */

static bool alone(const Loops *loops, size_t k)
{
    uint32_t group = loops->at[k].group;

    return !(k > 0 && loops->at[k - 1].group == group) &&
           !(k + 1 < loops->n && loops->at[k + 1].group == group);
}

static bool many(const struct dag *g, Expr count)
{
    return dag_at(g, count)->op == DAG_SIZE ||
           (dag_is_int(g, count) && dag_int_value(g, count) >= COLUMNS_MIN);
}

/* A recurrence that steps through another index than a column's. */
static bool find_recurrence(struct columns *c)
{
    for (size_t k = 0; k < c->loops->n; k++) {
        const struct loop *l = &c->loops->at[k];
        const struct array *a = &c->p->arrays.at[l->array];
        if (!l->group || !alone(c->loops, k) || !by_loops(c, l->array))
            continue;
        for (unsigned d = 0; d < a->rank; d++) {
            int at;
            c->count = a->count[d];
            at = place_of(c, l, l->at[d]);
            if (at < (int)l->joint || !many(c->g, c->count))
                continue;
            c->of[l->array].dim = (uint8_t)(d + 1);
            return true;
        }
    }
    return false;
}

/* ---- what goes with it ------------------------------------------------ */

/* An element is touched: is it in the loop's column? */
static bool touch(const struct columns *c, const struct loop *l,
                  uint32_t array, const Expr *at, int *var)
{
    unsigned dim = c->of[array].dim;
    int here = dim ? place_of(c, l, at[dim - 1]) : -1;

    if (!dim)
        return true;
    if (here < 0 || (*var >= 0 && *var != here))
        return false;
    *var = here;
    return true;
}

static bool touch_loads(const struct columns *c, const struct loop *l,
                        int *var)
{
    Expr roots[LOOP_ROOTS], idx[PROGRAM_RANK];
    uint32_t *list;
    size_t n = dag_reach(c->g, roots, loop_roots(c->p, l, roots), &list);
    bool good = true;

    for (size_t k = 0; k < n && good; k++) {
        const struct node *at = &c->g->nodes.at[list[k]];
        if (at->op != DAG_LOAD)
            continue;
        dag_load_index(c->g, (Expr){list[k]}, idx);
        good = touch(c, l, at->a, idx, var);
    }
    free(list);
    return good;
}

/* The array that a loop with a column writes has columns, too, if it can. */
static bool spread(struct columns *c, const struct loop *l, int var)
{
    const struct array *a = &c->p->arrays.at[l->array];

    if (var < 0 || c->of[l->array].dim || !by_loops(c, l->array) || a->rank < 2)
        return false;
    for (unsigned d = 0; d < a->rank; d++)
        if (place_of(c, l, l->at[d]) == var &&
            expr_same(a->count[d], c->count)) {
            c->of[l->array].dim = (uint8_t)(d + 1);
            return true;
        }
    return false;
}

/* Recurrences keep the order of their steps: in a column, if in one alone. */
static bool may_turn(const struct columns *c, size_t k)
{
    const struct loop *l = &c->loops->at[k];

    return !l->domain.guard.i &&
           (!l->group || (alone(c->loops, k) && c->of[l->array].dim));
}

static bool find_all(struct columns *c)
{
    bool more = true;

    while (more) {
        more = false;
        for (size_t k = 0; k < c->loops->n; k++) {
            const struct loop *l = &c->loops->at[k];
            c->var[k] = -1;
            if (!touch(c, l, l->array, l->at, &c->var[k]) ||
                !touch_loads(c, l, &c->var[k]))
                return false;
            more |= spread(c, l, c->var[k]);
        }
    }
    for (size_t k = 0; k < c->loops->n; k++)
        if (c->var[k] >= 0 && !may_turn(c, k))
            return false;
    return true;
}

/* ---- turning ---------------------------------------------------------- */

/* What is at `place` comes first, the others keep their order. */
static void bring_first(Expr *at, unsigned place)
{
    Expr first = at[place];

    for (unsigned k = place; k > 0; k--)
        at[k] = at[k - 1];
    at[0] = first;
}

static void turn_arrays(struct columns *c, size_t n)
{
    for (uint32_t a = 0; a < n; a++) {
        struct array old = c->p->arrays.at[a];
        uint32_t new;
        if (c->of[a].dim < 2)
            continue;
        bring_first(old.lo, c->of[a].dim - 1u);
        bring_first(old.count, c->of[a].dim - 1u);
        new = program_array(c->p, (enum array_kind)old.kind, old.name,
                            old.rank, old.lo, old.count, PHASE_POINT,
                            c->g->array_degree.at[a]);
        c->p->arrays.at[new].of = a + 1;
        c->of[a].turned = new + 1;
    }
}

static Expr turn_load(void *caller, struct dag *g, Expr load)
{
    const struct columns *c = caller;
    const struct node n = *dag_at(g, load);
    Expr idx[PROGRAM_RANK];
    unsigned rank;

    if (n.op != DAG_LOAD || n.a >= c->own || !c->of[n.a].turned)
        return EXPR_NONE;
    rank = dag_load_index(g, load, idx);
    bring_first(idx, c->of[n.a].dim - 1u);
    return dag_load(g, c->of[n.a].turned - 1, idx, rank);
}

static void turn_domain(struct domain *d, unsigned place)
{
    unsigned var = d->var[place];

    for (unsigned k = place; k > 0; k--)
        d->var[k] = d->var[k - 1];
    d->var[0] = var;
    bring_first(d->count, place);
    bring_first(d->most, place);
}

static struct loop turn_loop(struct columns *c, const struct loop *from,
                             int place)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, turn_load, c};
    struct loop l = *from;

    if (place < 0)
        return l;
    turn_domain(&l.domain, (unsigned)place);
    l.group = 0;             /* steps of one loop are in order anyway */
    l.joint = 0;
    l.body = dag_rewrite(c->g, l.body, &how);
    if (c->of[l.array].turned) {
        bring_first(l.at, c->of[l.array].dim - 1u);
        l.array = c->of[l.array].turned - 1;
    }
    return l;
}

Expr columns_first(struct program *p, const bool *wanted, const Loops *loops,
                   Loops *out, bool *stepwise)
{
    struct columns c = {.p = p, .g = p->dag, .wanted = wanted,
                        .own = p->arrays.n, .loops = loops};
    bool found;

    c.of = calloc(c.own + 1, sizeof *c.of);
    c.var = calloc(loops->n + 1, sizeof *c.var);
    if (!c.of || !c.var)
        abort();
    found = find_recurrence(&c) && find_all(&c);
    if (found) {
        turn_arrays(&c, c.own);
        for (size_t k = 0; k < loops->n; k++)
            vec_push(out, turn_loop(&c, &loops->at[k], c.var[k]));
        *stepwise = carry_steps(p, wanted, c.own, out);
    }
    free(c.of);
    free(c.var);
    return found ? c.count : EXPR_NONE;
}
