/*
 * carried.c -- a recurrence by column keeps its latest step at hand [exact].
 *
 *     for i, for j: h[i, j] = f(h[i, j-1])        becomes
 *     for i: c[i, 0] = h[i, -1];  for j: c[i, j+1] = f(c[i, j]), h[i, j] = c[i, j+1]
 *
 * where c has one place for all its steps (`rolls`).  A step that waits for its
 * store to be loaded again takes three times as long as one in registers, where
 * C compilers keep c for the eight columns of a block.  Where nobody reads more
 * of h than its last step, they read c after the steps, and there is no h.
 */
#include "carrying.h"

Expr put_index(struct dag *g, Expr e, unsigned var, Expr by)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = by;
    return dag_rewrite(g, e, &how);
}

/* Does each step need the one before, and nothing else of its array? */
static bool needs_last(const struct carry *c)
{
    const struct loop *l = c->loop;
    Expr idx[PROGRAM_RANK], step = dag_index(c->g, l->domain.var[1]), earlier;
    uint32_t *list;
    size_t n = dag_reach(c->g, &l->body, 1, &list);
    bool good = true, any = false;

    for (size_t k = 0; k < n; k++) {
        const struct node at = c->g->nodes.at[list[k]];
        if (at.op != DAG_LOAD || at.a != c->array)
            continue;
        any = true;
        dag_load_index(c->g, (Expr){list[k]}, idx);
        for (unsigned d = 0; d < 2; d++) {
            earlier = put_index(c->g, l->at[d], l->domain.var[1],
                                dag_plus(c->g, step, -1));
            good &= expr_same(idx[d], earlier);
        }
    }
    free(list);
    return any && good;
}

static bool is_recurrence(struct carry *c, const struct loop *l)
{
    c->loop = l;
    c->array = l->array;
    if (l->effect != EFFECT_DEFINE || l->domain.rank != 2 ||
        c->p->arrays.at[l->array].rank != 2 || l->domain.guard.i ||
        !expr_same(l->at[0], dag_index(c->g, l->domain.var[0])) ||
        !needs_last(c))
        return false;
    for (unsigned d = 0; d < 2; d++)
        c->before[d] = put_index(c->g, l->at[d], l->domain.var[1],
                                 dag_int(c->g, -1));
    return true;
}

/* What this loop says of the element before the first step, or EXPR_NONE. */
static Expr begin_of(const struct carry *c, const struct loop *w)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    if (w->effect != EFFECT_DEFINE || w->array != c->array ||
        w->domain.guard.i || w->domain.rank == 0)
        return EXPR_NONE;
    for (unsigned k = 0; k < w->domain.rank; k++) {
        bool once = dag_is_int(c->g, w->domain.count[k]) &&
                    dag_int_value(c->g, w->domain.count[k]) == 1;
        if (k > 0 && !once)
            return EXPR_NONE;
        to[w->domain.var[k]] = k > 0 ? dag_int(c->g, 0)
                                     : dag_index(c->g, c->loop->domain.var[0]);
    }
    for (unsigned d = 0; d < 2; d++)
        if (!expr_same(dag_rewrite(c->g, w->at[d], &how), c->before[d]))
            return EXPR_NONE;
    return dag_rewrite(c->g, w->body, &how);
}

Expr carried_load(void *caller, struct dag *g, Expr load)
{
    const struct carry *c = caller;
    const struct node *n = dag_at(g, load);

    return n->op == DAG_LOAD && n->a == c->array ? c->with : EXPR_NONE;
}

/* ---- the last step alone --------------------------------------------- */

/* The same, where indices with one turn have none but 0. */
static Expr at_only_turn(struct dag *g, const struct domain *d, Expr e)
{
    for (unsigned k = 0; k < d->rank; k++)
        if (dag_is_int(g, d->count[k]) && dag_int_value(g, d->count[k]) == 1)
            e = put_index(g, e, d->var[k], dag_int(g, 0));
    return e;
}

/* Does the loop read no more of the array than this element of its column? */
static bool reads_only(const struct carry *c, const struct loop *l, Expr at)
{
    Expr roots[LOOP_ROOTS], idx[PROGRAM_RANK];
    uint32_t *list;
    size_t n = dag_reach(c->g, roots, loop_roots(c->p, l, roots), &list);
    bool good = true;

    for (size_t k = 0; k < n && good; k++) {
        const struct node *node = &c->g->nodes.at[list[k]];
        if (node->op != DAG_LOAD || node->a != c->array)
            continue;
        dag_load_index(c->g, (Expr){list[k]}, idx);
        good = l->domain.rank > 0 && node->type == TYPE_REAL &&
               expr_same(idx[0], dag_index(c->g, l->domain.var[0])) &&
               expr_same(at_only_turn(c->g, &l->domain, idx[1]), at);
    }
    free(list);
    return good;
}

/*
 * The element that the last step defines, where those after loop `end` read
 * it alone, or sum all before it, and nobody else reads any; or EXPR_NONE.
 * Without a step it is the element before the first.
 */
static Expr find_last(const struct carry *c, const Loops *loops, size_t end)
{
    Expr at = put_index(c->g, c->loop->at[1], c->loop->domain.var[1],
                        dag_plus(c->g, c->loop->domain.count[1], -1));
    Expr turn;

    if (dag_at(c->g, at)->free ||
        (c->array < c->own && c->wanted[c->array]))
        return EXPR_NONE;
    for (size_t k = 0; k < loops->n; k++)
        if (k != end &&
            !reads_only(c, &loops->at[k], k < end ? EXPR_NONE : at) &&
            (k < end || !sums_steps(c, loops, end, k, &turn)))
            return EXPR_NONE;
    return at;
}

static Expr read_last(void *caller, struct dag *g, Expr load)
{
    const struct carry *c = caller;
    const struct node n = *dag_at(g, load);
    Expr idx[PROGRAM_RANK];

    for (size_t k = 0; n.op == DAG_LOAD && k < c->lasts.n; k++)
        if (c->lasts.at[k].array == n.a) {
            dag_load_index(g, load, idx);
            idx[1] = c->lasts.at[k].with;
            return dag_load(g, c->lasts.at[k].carrier, idx, 2);
        }
    return EXPR_NONE;
}

/* Nobody reads such an array any more: only the carrier is left. */
static void drop_unread(struct carry *c, Loops *loops)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, read_last, c};
    size_t n = 0;

    for (size_t k = 0; k < loops->n; k++) {
        struct loop l = loops->at[k];
        bool unread = false;
        for (size_t j = 0; j < c->lasts.n; j++)
            unread |= c->lasts.at[j].array == l.array;
        if (unread)
            continue;
        l.body = dag_rewrite(c->g, l.body, &how);
        loops->at[n++] = l;
    }
    loops->n = n;
}

/* ---- all --------------------------------------------------------------- */

/* One place a column for all steps and the begin. */
static uint32_t carrier(const struct carry *c)
{
    const struct domain *d = &c->loop->domain;
    Expr count[2] = {d->count[0], dag_plus(c->g, d->count[1], 1)};
    uint32_t a = program_array(c->p, ARRAY_TEMP, NULL, 2, NULL, count,
                               PHASE_POINT, 2);

    c->p->arrays.at[a].rolls = true;
    return a;
}

/* The begin, the step, and the step's place in the array, if that is read. */
static void push_carried(struct carry *c, Expr begin, const Loops *loops,
                         size_t end, uint32_t together, Loops *out)
{
    Expr to[DAG_INDEX_VARS] = {{0}}, last = find_last(c, loops, end);
    struct dag_rewrite how = {to, carried_load, c};
    struct loop first = *c->loop, step = first, store = first;

    c->carrier = first.array = step.array = carrier(c);
    first.domain.rank = 1;
    first.at[0] = step.at[0] = dag_index(c->g, first.domain.var[0]);
    first.at[1] = dag_int(c->g, 0);
    first.body = begin;
    step.at[1] = dag_index(c->g, step.domain.var[1]);
    c->with = dag_load(c->g, step.array, step.at, 2);
    step.at[1] = dag_plus(c->g, step.at[1], 1);
    step.body = dag_rewrite(c->g, step.body, &how);
    store.body = dag_load(c->g, step.array, step.at, 2);
    step.together = store.together = together;
    vec_push(out, first);
    if (last.i)
        push_sums(c, loops, end, together, out);
    vec_push(out, step);
    if (!last.i)
        vec_push(out, store);
    else
        vec_push(&c->lasts, ((struct last){c->array, step.array,
                                           c->loop->domain.count[1]}));
}

/* The value before the first step: all that writes the array defines it. */
static Expr find_begin(const struct carry *c, const Loops *loops, size_t end)
{
    Expr begin = EXPR_NONE;

    for (size_t k = 0; k < loops->n; k++)
        if (loops->at[k].array == c->array &&
            loops->at[k].effect != EFFECT_DEFINE)
            return EXPR_NONE;
    for (size_t k = 0; k < end && !begin.i; k++)
        begin = begin_of(c, &loops->at[k]);
    return begin;
}

bool carry_steps(struct program *p, const bool *wanted, size_t own,
                 Loops *loops)
{
    struct carry c = {.p = p, .g = p->dag, .wanted = wanted, .own = own};
    uint32_t together = 0;
    Loops out = {0};

    c.moved = calloc(loops->n + 1, sizeof *c.moved);
    if (!c.moved)
        abort();
    for (size_t k = 0; k < loops->n; k++) {
        Expr begin = EXPR_NONE;
        if (c.moved[k])
            continue;
        if (is_recurrence(&c, &loops->at[k]))
            begin = find_begin(&c, loops, k);
        if (begin.i)
            push_carried(&c, begin, loops, k, ++together, &out);
        else
            vec_push(&out, loops->at[k]);
    }
    drop_unread(&c, &out);
    vec_free(&c.lasts);
    free(c.moved);
    vec_free(loops);
    *loops = out;
    return c.stepwise;
}
