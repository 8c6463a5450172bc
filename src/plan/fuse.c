/*
 * fuse.c -- loops over the same index range become one loop.
 *
 * [reassociating: sums keep their own order; only which sum is added to when
 * changes.]  A loop joins an earlier one of the same count when everything it
 * reads from there was written in the same turn, and everything else it reads
 * is complete by then.
 */
#include "planning.h"

#include <string.h>

/* ---- what is needed --------------------------------------------------- */

struct need {
    struct dag *g;
    bool *array;
    VEC(uint32_t) todo;
};

static void need_expr(struct need *n, Expr root, bool *visited)
{
    Expr kid[3];

    if (!root.i || visited[root.i])
        return;
    visited[root.i] = true;
    vec_push(&n->todo, root.i);
    while (n->todo.n > 0) {
        const struct node *at = &n->g->nodes.at[n->todo.at[--n->todo.n]];
        if (at->op == DAG_LOAD)
            n->array[at->a] = true;
        for (unsigned k = dag_children(at, kid); k-- > 0;)
            if (!visited[kid[k].i]) {
                visited[kid[k].i] = true;
                vec_push(&n->todo, kid[k].i);
            }
    }
}

static void *zeroed(size_t n, size_t size)
{
    void *p = calloc(n ? n : 1, size);

    if (!p)
        abort();
    return p;
}

unsigned loop_roots(const struct program *p, const struct loop *loop,
                    Expr out[LOOP_ROOTS])
{
    unsigned n = 0;

    out[n++] = loop->body;
    if (loop->domain.guard.i)
        out[n++] = loop->domain.guard;
    for (unsigned k = 0; k < p->arrays.at[loop->array].rank; k++)
        out[n++] = loop->at[k];
    for (unsigned k = 0; k < loop->domain.rank; k++)
        out[n++] = loop->domain.count[k];
    return n;
}

static void need_loop(struct need *n, const struct program *p,
                      const struct loop *loop, bool *visited)
{
    Expr roots[LOOP_ROOTS];

    for (unsigned j = loop_roots(p, loop, roots); j-- > 0;)
        need_expr(n, roots[j], visited);
}

Loops loops_needed(const struct program *p, const Loops *all,
                   const bool *wanted, const bool *known)
{
    struct need n = {.g = p->dag};
    bool *visited = zeroed(p->dag->nodes.n, 1);
    bool *take = zeroed(all->n, 1);
    Loops out = {0};

    n.array = zeroed(p->arrays.n, 1);
    memcpy(n.array, wanted, p->arrays.n);
    for (size_t end = all->n, begin; end > 0; end = begin) {
        bool any = false;
        begin = program_group_begin(all->at, end);
        for (size_t k = begin; k < end; k++)
            any |= n.array[all->at[k].array] && !known[all->at[k].array];
        for (size_t k = begin; any && k < end; k++) {
            take[k] = true;
            need_loop(&n, p, &all->at[k], visited);
        }
    }
    for (size_t k = 0; k < all->n; k++)
        if (take[k])
            vec_push(&out, all->at[k]);
    vec_free(&n.todo);
    free(n.array);
    free(visited);
    free(take);
    return out;
}

/* ---- renaming indices by depth ---------------------------------------- */

struct loop loop_canonical(const struct program *p, const struct loop *from)
{
    struct loop loop = *from;
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < loop.domain.rank; k++) {
        to[loop.domain.var[k]] = dag_index(p->dag, plan_var(k));
        loop.domain.var[k] = plan_var(k);
    }
    loop_rewrite(p->dag, &loop, p->arrays.at[loop.array].rank, &how);
    return loop;
}

/* ---- joining ---------------------------------------------------------- */

/* Who wrote an array last, at the current depth. */
struct writer_of {
    long place;
    bool aligned;                /* one element a turn, always the same one */
    bool defined;                /* not only accumulated */
    Expr at[PROGRAM_RANK];
};

struct join {
    const struct program *p;
    struct writer_of *last;  /* per array */
};

/* Does e name another element in each turn of the loop at this depth? */
static bool one_a_turn(const struct program *p, Expr e, unsigned depth)
{
    Expr to[DAG_INDEX_VARS] = {{0}}, step;
    struct dag_rewrite how = {to, NULL, NULL};

    to[plan_var(depth)] = dag_index(p->dag, plan_var(depth));
    to[plan_var(depth)] = dag_plus(p->dag, to[plan_var(depth)], 1);
    step = dag_isub(p->dag, dag_rewrite(p->dag, e, &how), e);
    return dag_is_int(p->dag, step) && (dag_int_value(p->dag, step) == 1 ||
                                        dag_int_value(p->dag, step) == -1);
}

static bool same_elements(const Expr *a, const Expr *b, unsigned n)
{
    for (unsigned k = 0; k < n; k++)
        if (!expr_same(a[k], b[k]))
            return false;
    return true;
}

/*
 * What a loop goes into at a level: what a condition guards, a loop, or it is
 * a statement.
 */
struct level { Expr guard, count; bool is_statement; unsigned depth; };

/* Is what the loop reads there written before it, in the same turn? */
static bool same_turn(const struct writer_of *w, const struct level *v,
                      const Expr *idx, unsigned rank)
{
    return v->guard.i || (w->aligned && rank > v->depth &&
                          same_elements(idx, w->at, v->depth + 1));
}

/* The first place where the loop could run: after all that it reads. */
static long must_follow_loads(const struct join *j, const struct loop *loop,
                              const struct level *v, long target)
{
    Expr roots[LOOP_ROOTS];
    uint32_t *list;
    size_t n = dag_reach(j->p->dag, roots, loop_roots(j->p, loop, roots),
                         &list);
    long after = -1;

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &j->p->dag->nodes.at[list[k]];
        const struct writer_of *w = &j->last[at->op == DAG_LOAD ? at->a : 0];
        Expr idx[PROGRAM_RANK];
        unsigned rank;

        if (at->op != DAG_LOAD || w->place < 0)
            continue;
        rank = dag_load_index(j->p->dag, (Expr){list[k]}, idx);
        if (w->place == target && same_turn(w, v, idx, rank))
            continue;
        after = w->place > after ? w->place : after;
    }
    free(list);
    return after;
}

/* What accumulates into an array comes after what defined it. */
static long must_follow(const struct join *j, const struct loop *loop,
                        const struct level *v, long target)
{
    const struct writer_of *w = &j->last[loop->array];
    long after = must_follow_loads(j, loop, v, target);
    bool there = w->place == target &&
                 same_turn(w, v, loop->at, j->p->arrays.at[loop->array].rank);

    return w->defined && loop->effect != EFFECT_DEFINE && !there &&
                   w->place > after ? w->place : after;
}

static struct nest *add_kid(struct nest *to)
{
    if (to->n == to->cap)
        to->kids = vec_grow(to->kids, &to->cap, to->n, 1, sizeof *to->kids);
    memset(&to->kids[to->n], 0, sizeof *to->kids);
    return &to->kids[to->n++];
}

static void note_writer(struct join *j, const struct loop *loop,
                        unsigned depth, long place)
{
    struct writer_of *w = &j->last[loop->array];
    unsigned rank = j->p->arrays.at[loop->array].rank;
    bool aligned = rank > depth && one_a_turn(j->p, loop->at[depth], depth);

    if (w->place > place)
        return;              /* complete before its last writer begins */
    if (w->place == place)
        aligned = aligned && w->aligned &&
                  same_elements(w->at, loop->at, depth + 1);
    w->aligned = aligned;
    w->defined = loop->effect == EFFECT_DEFINE || (w->place >= 0 && w->defined);
    w->place = place;
    for (unsigned k = 0; k < rank; k++)
        w->at[k] = loop->at[k];
}

/* ---- conditions ------------------------------------------------------- */

/* A condition takes effect in the outermost loop where it is known. */
static bool known_at(Expr cond, const struct dag *g, unsigned depth)
{
    uint64_t open = ((uint64_t)1 << plan_var(depth)) - 1;

    return (dag_at(g, cond)->free & ~open) == 0;
}

static void add_part(struct dag *g, Expr *to, Expr part)
{
    *to = to->i ? dag_logic(g, DAG_AND, part, *to) : part;
}

/* The parts of a conjunction that are known at this depth leave the rest. */
Expr guard_take(struct dag *g, Expr *guard, unsigned depth)
{
    Expr now = EXPR_NONE, later = EXPR_NONE, at;
    VEC(Expr) todo = {0};

    if (guard->i)
        vec_push(&todo, *guard);
    while (todo.n > 0) {
        at = todo.at[--todo.n];
        if (dag_at(g, at)->op == DAG_AND) {
            vec_push(&todo, ((Expr){dag_at(g, at)->a}));
            vec_push(&todo, ((Expr){dag_at(g, at)->b}));
        } else {
            add_part(g, known_at(at, g, depth) ? &now : &later, at);
        }
    }
    vec_free(&todo);
    *guard = later;
    return now;
}

/* ---- levels ----------------------------------------------------------- */

/* The loops that it must take turns with at this depth, or 0. */
static uint32_t group_at(const struct loop *loop, unsigned depth)
{
    uint32_t turns = depth < loop->domain.rank ? loop_turns(loop, depth) : 0;

    return turns ? turns : depth > 0 ? loop->together : 0;
}

/* Loops that take turns together are guarded inside their turn. */
static struct level level_of(struct dag *g, struct loop *loop, unsigned depth)
{
    struct level v = {.depth = depth};

    if (!group_at(loop, depth))
        v.guard = guard_take(g, &loop->domain.guard, depth);
    if (v.guard.i)
        return v;
    v.is_statement = loop->domain.rank == depth;
    if (!v.is_statement)
        v.count = loop->domain.count[depth];
    return v;
}

static long find_partner(const struct nest *in, const struct level *v)
{
    for (size_t k = in->n, tries = 0; k-- > 0 && tries < 64; tries++)
        if (!in->kids[k].is_statement &&
            expr_same(in->kids[k].guard, v->guard) &&
            expr_same(in->kids[k].count, v->count))
            return (long)k;
    return -1;
}

/* The loops of a group share their joint indices, whatever they read. */
static long find_group(const struct nest *in, uint32_t group)
{
    return in->n && in->kids[in->n - 1].group == group ? (long)in->n - 1 : -1;
}

/* The nest that a loop joins, or a new one. */
static long find_place(struct join *j, struct nest *in, const struct level *v,
                       const struct loop *loop)
{
    uint32_t group = group_at(loop, v->depth);
    long place = v->is_statement ? -1 : group ? find_group(in, group)
                                              : find_partner(in, v);
    struct nest *kid;

    if (place >= 0 && (group || must_follow(j, loop, v, place) < place))
        return place;
    kid = add_kid(in);
    kid->guard = v->guard;
    kid->count = v->count;
    kid->group = group;
    kid->is_statement = v->is_statement;
    if (v->is_statement)
        kid->loop = *loop;
    return (long)in->n - 1;
}

/* Distribute the loops over nests of one depth, then go deeper. */
static void join_level(struct join *j, struct nest *in, const Loops *loops,
                       unsigned depth)
{
    Loops *parts = NULL;
    size_t cap = 0, n = 0;

    for (size_t k = 0; k < loops->n; k++) {
        struct loop loop = loops->at[k], whole = loop;
        struct level v = level_of(j->p->dag, &loop, depth);
        long place = find_place(j, in, &v, &whole);

        while (n < in->n) {
            if (n == cap)
                parts = vec_grow(parts, &cap, n, 1, sizeof *parts);
            parts[n++] = (Loops){0};
        }
        if (!v.is_statement)
            vec_push(&parts[place], loop);
        note_writer(j, &whole, depth, place);
    }
    for (size_t k = 0; k < loops->n; k++)
        j->last[loops->at[k].array].place = -1;
    for (size_t k = 0; k < n; k++) {
        if (!in->kids[k].is_statement)
            join_level(j, &in->kids[k], &parts[k],
                       depth + !in->kids[k].guard.i);
        vec_free(&parts[k]);
    }
    free(parts);
}

struct nest *fuse(const struct program *p, const Loops *loops, unsigned depth)
{
    struct join j = {.p = p};
    struct nest *all = zeroed(1, sizeof *all);
    Loops named = {0};

    j.last = zeroed(p->arrays.n, sizeof *j.last);
    for (size_t k = 0; k < p->arrays.n; k++)
        j.last[k].place = -1;
    for (size_t k = 0; k < loops->n; k++)
        vec_push(&named, loop_canonical(p, &loops->at[k]));
    join_level(&j, all, &named, depth);
    vec_free(&named);
    free(j.last);
    return all;
}

static void nest_clear(struct nest *n)
{
    for (size_t k = 0; k < n->n; k++)
        nest_clear(&n->kids[k]);
    free(n->kids);
}

void nest_free(struct nest *n)
{
    nest_clear(n);
    free(n);
}

/* ---- contraction ------------------------------------------------------ */

/* The conditions around a statement, the innermost first. */
struct under { const struct nest *nest; const struct under *up; };

/*
 * An array of rank r can live in locals when all its uses stand in one nest
 * path of r loops, each at the same element in one turn; and where it is
 * defined under a condition, under that.
 */
struct contract {
    const struct program *p;
    bool *ok;
    const struct nest **home;    /* per array: the nest at its rank's depth */
    const struct nest **under;   /* ... the condition that it is defined under */
    Expr (*at)[PROGRAM_RANK];    /* ... and the element, in every use */
    const struct nest *path[PROGRAM_RANK + 1];
};

static bool stands_under(const struct under *u, const struct nest *nest)
{
    while (u && u->nest != nest)
        u = u->up;
    return u || !nest;
}

static void use_array(struct contract *c, uint32_t array, const Expr *idx,
                      unsigned depth, const struct under *now)
{
    unsigned rank = c->p->arrays.at[array].rank;
    const struct nest *here = rank <= depth ? c->path[rank] : NULL;

    if (!here || !stands_under(now, c->under[array]))
        c->ok[array] = false;
    if (!c->home[array]) {
        c->home[array] = here;
        for (unsigned k = 0; k < rank; k++)
            c->at[array][k] = idx[k];
    }
    if (c->home[array] != here || !same_elements(c->at[array], idx, rank))
        c->ok[array] = false;
}

static void contract_loads(struct contract *c, const Expr *roots, unsigned n,
                           unsigned depth, const struct under *now)
{
    Expr idx[PROGRAM_RANK];
    uint32_t *list;
    size_t count;

    if (depth == 0)
        return;              /* loads outside loops: see find_contracted */
    count = dag_reach(c->p->dag, roots, n, &list);
    for (size_t k = 0; k < count; k++)
        if (c->p->dag->nodes.at[list[k]].op == DAG_LOAD) {
            dag_load_index(c->p->dag, (Expr){list[k]}, idx);
            use_array(c, c->p->dag->nodes.at[list[k]].a, idx, depth, now);
        }
    free(list);
}

static void contract_statement(struct contract *c, const struct loop *loop,
                               unsigned depth, const struct under *now)
{
    Expr roots[LOOP_ROOTS];
    unsigned n = loop_roots(c->p, loop, roots);

    use_array(c, loop->array, loop->at, depth, now);
    if (loop->effect == EFFECT_DEFINE && now)
        c->under[loop->array] = now->nest;
    contract_loads(c, roots, n, depth, now);
}

static void contract_nest(struct contract *c, const struct nest *n,
                          unsigned depth, const struct under *up)
{
    const struct under here = {n, up}, *now = n->guard.i ? &here : up;

    if (!n->guard.i)
        c->path[depth] = n;
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        Expr root = kid->guard.i ? kid->guard : kid->count;

        if (kid->is_statement) {
            contract_statement(c, &kid->loop, depth, now);
            continue;
        }
        contract_loads(c, &root, 1, depth, now);
        contract_nest(c, kid, depth + !kid->guard.i, now);
    }
}

typedef struct { Expr *at; size_t n, cap; } Roots;

/* What is evaluated outside loops; conditions are not deeply nested. */
static void outside_roots(const struct nest *n, Roots *out)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        vec_push(out, kid->is_statement ? kid->loop.body
                      : kid->guard.i ? kid->guard : kid->count);
        if (kid->guard.i)
            outside_roots(kid, out);
    }
}

/* Statements outside loops may load elements of arrays: those stay arrays. */
static void contract_outside(struct contract *c, const struct nest *all)
{
    Roots roots = {0};
    uint32_t *list;
    size_t n;

    outside_roots(all, &roots);
    n = dag_reach(c->p->dag, roots.at, roots.n, &list);
    for (size_t k = 0; k < n; k++) {
        const struct node *at = &c->p->dag->nodes.at[list[k]];
        if (at->op == DAG_LOAD && c->p->arrays.at[at->a].rank > 0)
            c->ok[at->a] = false;
    }
    free(list);
    vec_free(&roots);
}

void find_contracted(const struct program *p, const struct nest *all,
                     bool *contracted)
{
    struct contract c = {.p = p, .ok = contracted};

    c.home = zeroed(p->arrays.n, sizeof *c.home);
    c.under = zeroed(p->arrays.n, sizeof *c.under);
    c.at = zeroed(p->arrays.n, sizeof *c.at);
    contract_nest(&c, all, 0, NULL);
    contract_outside(&c, all);
    free(c.home);
    free(c.under);
    free(c.at);
}
