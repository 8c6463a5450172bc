/*
 * diff.c -- derivatives within a program, so that the result is part of it:
 * `diff(e, x)` in the text.
 *
 * Reverse mode, with an expression for everything.  A part is
 *     sum over its domain of  value * d (array at idx) / d ...
 * It begins with the slopes of e by the arrays it loads.  A part whose array
 * a loop computes enters that loop: the loop's indices are solved for from
 * the element, and the slopes of the body are new parts.  Parts that reach the
 * array asked for are gathered: an index map i + c is turned round, what is
 * left of the domain becomes a sum of its own.  Where the way leads through a
 * recurrence, all of it goes forwards: diff_forward.c.
 */
#include "diff.h"

#include <stdlib.h>
#include <string.h>

#include "differing.h"

/* ---- what depends on the array ------------------------------------------ */

size_t differ_group_end(const struct differ *s, size_t begin)
{
    const struct loop *loops = s->p->loops.at;
    size_t end = begin + 1;

    while (loops[begin].group && end < s->p->loops.n &&
           loops[end].group == loops[begin].group)
        end++;
    return end;
}

bool differ_loads_moving(const struct differ *s, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(s->g, &e, 1, &list);
    bool found = false;

    for (size_t k = 0; k < n && !found; k++) {
        const struct node *at = &s->g->nodes.at[list[k]];
        found = at->op == DAG_LOAD && s->moves[at->a];
    }
    free(list);
    return found;
}

/* Does what loop k computes depend on the array, and was that not known? */
static bool marks(struct differ *s, size_t k)
{
    const struct loop *loop = &s->p->loops.at[k];

    if (s->moves[loop->array] || !differ_loads_moving(s, loop->body))
        return false;
    s->moves[loop->array] = true;
    return true;
}

/* The arrays of a group read one another, in any order. */
static void find_moving(struct differ *s)
{
    s->moves[s->ask->array] = true;
    for (size_t begin = 0, end; begin < s->p->loops.n; begin = end) {
        bool any = true;

        end = differ_group_end(s, begin);
        while (any) {
            any = false;
            for (size_t k = begin; k < end; k++)
                any |= marks(s, k);
        }
    }
}

bool differ_is_variable(const void *caller, const struct dag *g, Expr leaf)
{
    const struct differ *s = caller;
    const struct node *n = dag_at(g, leaf);

    return n->op == DAG_LOAD && s->moves[n->a];
}

/* ---- conditions on indices ---------------------------------------------- */

static Expr both(struct dag *g, Expr a, Expr b)
{
    return !a.i ? b : !b.i ? a : dag_logic(g, DAG_AND, a, b);
}

/* 0 <= i < count; none where that is sure. */
static Expr within(struct dag *g, Expr i, Expr count)
{
    Expr low = dag_compare(g, DAG_ILE, dag_int(g, 0), i);

    if (dag_at(g, i)->op == DAG_INDEX)
        return dag_compare(g, DAG_ILT, i, count);
    return both(g, low, dag_compare(g, DAG_ILT, i, count));
}

int indices_equal(struct dag *g, Expr a, Expr b, Expr *e)
{
    Expr gap = dag_isub(g, a, b);

    if (dag_is_int(g, gap))
        return dag_int_value(g, gap) == 0;
    *e = dag_compare(g, DAG_IEQ, a, b);
    return -1;
}

/* ---- solving for indices ------------------------------------------------ */

/* Index variables of a domain replaced, and what must hold. */
struct solved {
    Expr to[DAG_INDEX_VARS];
    Expr guard;
    bool never;
};

static Expr put(struct dag *g, Expr e, const struct solved *v)
{
    struct dag_rewrite how = {v->to, NULL, NULL};

    return e.i ? dag_rewrite(g, e, &how) : e;
}

static uint64_t domain_vars(const struct domain *d)
{
    uint64_t mask = 0;

    for (unsigned k = 0; k < d->rank; k++)
        mask |= (uint64_t)1 << d->var[k];
    return mask;
}

static void domain_take(struct domain *to, const struct domain *from,
                        unsigned k)
{
    to->var[to->rank] = from->var[k];
    to->most[to->rank] = from->most[k];
    to->count[to->rank++] = from->count[k];
}

/* Variable k of d is `value`, which must lie in its range. */
static void take_var(struct differ *s, struct solved *v, const struct domain *d,
                     unsigned k, Expr value, Expr extent)
{
    bool whole = dag_at(s->g, value)->op == DAG_INDEX &&
                 expr_same(d->count[k], extent);
    Expr in;

    if (!whole) {
        in = within(s->g, value, d->count[k]);
        v->guard = both(s->g, v->guard, in);
        value = dag_select(s->g, in, value, dag_int(s->g, 0));
    }
    v->to[d->var[k]] = value;
}

/*
 * Find the turns of d in which map[k] is want[k], for each k: variables that
 * occur as i + c are solved for, the rest is a condition.
 */
static void solve(struct differ *s, struct solved *v, const struct domain *d,
                  const Expr *map, const Expr *want, uint32_t array)
{
    const struct array *a = &s->p->arrays.at[array];
    uint64_t left = domain_vars(d);
    struct dag *g = s->g;

    for (unsigned j = 0; j < a->rank; j++) {
        Expr m = put(g, map[j], v), condition = EXPR_NONE;
        bool found = false;
        int same;
        for (unsigned k = 0; k < d->rank && !found; k++) {
            Expr rest = dag_isub(g, m, dag_index(g, d->var[k]));
            if (!(left >> d->var[k] & 1) ||
                !(dag_at(g, m)->free >> d->var[k] & 1) ||
                dag_at(g, rest)->free & left)
                continue;
            take_var(s, v, d, k, dag_isub(g, want[j], rest), a->count[j]);
            left &= ~((uint64_t)1 << d->var[k]);
            found = true;
        }
        if (found)
            continue;
        same = indices_equal(g, m, want[j], &condition);
        v->never |= same == 0;
        v->guard = both(g, v->guard, condition);
    }
    v->guard = put(g, v->guard, v);      /* what a later subscript solved for */
}

/* ---- parts -------------------------------------------------------------- */

static bool same_place(const struct part *a, const struct part *b,
                       unsigned rank)
{
    if (a->domain.rank != b->domain.rank)
        return false;
    for (unsigned k = 0; k < a->domain.rank; k++)
        if (!expr_same(a->domain.count[k], b->domain.count[k]))
            return false;
    for (unsigned k = 0; k < rank; k++)
        if (!expr_same(a->at[k], b->at[k]))
            return false;
    return true;
}

static void add_part(struct differ *s, const struct domain *d,
                     const struct slope *slope)
{
    struct part p = {.domain = *d, .value = slope->value};
    uint32_t array = dag_at(s->g, slope->load)->a;
    unsigned rank = dag_load_index(s->g, slope->load, p.at);
    Parts *to = &s->to[array];

    for (size_t k = 0; k < to->n; k++)
        if (same_place(&to->at[k], &p, rank)) {
            to->at[k].value = dag_op2(s->g, OP_Add, to->at[k].value, p.value);
            return;
        }
    vec_push(to, p);
}

static void add_slopes(struct differ *s, const struct domain *d, Expr body,
                       Expr seed)
{
    Slopes all = slopes(s->g, body, seed, differ_is_variable, s);

    for (size_t k = 0; k < all.n; k++)
        add_part(s, d, &all.at[k]);
    vec_free(&all);
}

/* A loop that parts enter: its variables are LOOP_VAR and on. */
struct entered { struct loop loop; Expr factor; };

static struct entered entered_of(struct differ *s, const struct loop *loop)
{
    struct entered e = {*loop, reduction_factor(&s->d, loop)};
    struct solved v = {.never = false};

    for (unsigned k = 0; k < loop->domain.rank; k++) {
        v.to[loop->domain.var[k]] = dag_index(s->g, LOOP_VAR + k);
        e.loop.domain.var[k] = LOOP_VAR + k;
    }
    for (unsigned k = 0; k < loop->domain.rank; k++)
        e.loop.domain.count[k] = put(s->g, loop->domain.count[k], &v);
    for (unsigned k = 0; k < s->p->arrays.at[loop->array].rank; k++)
        e.loop.at[k] = put(s->g, loop->at[k], &v);
    e.loop.domain.guard = put(s->g, loop->domain.guard, &v);
    e.loop.body = put(s->g, expand(&s->d, loop->body), &v);
    e.factor = put(s->g, e.factor, &v);
    return e;
}

/*
 * The loop's variables that the element does not tell join the domain.  Then
 * all are known that ranges, conditions and those that it tells depend on.
 */
static bool open_rest(struct differ *s, struct solved *v, struct domain *d,
                      const struct domain *loop)
{
    unsigned first = d->rank;

    for (unsigned k = 0; k < loop->rank; k++) {
        if (v->to[loop->var[k]].i)
            continue;
        if (d->rank == RANK_MAX) {
            s->fault = DIFF_DEEP;
            return false;
        }
        v->to[loop->var[k]] = dag_index(s->g, PART_VAR + d->rank);
        domain_take(d, loop, k);
        d->var[d->rank - 1] = PART_VAR + d->rank - 1;
    }
    for (unsigned k = 0; k < loop->rank; k++)
        v->to[loop->var[k]] = put(s->g, v->to[loop->var[k]], v);
    for (unsigned k = first; k < d->rank; k++)
        d->count[k] = put(s->g, d->count[k], v);
    v->guard = put(s->g, v->guard, v);
    return true;
}

static void enter(struct differ *s, const struct entered *e,
                  const struct part *p)
{
    struct solved v = {.never = false};
    const struct loop *loop = &e->loop;
    struct domain d = p->domain;
    Expr seed = p->value, body;

    solve(s, &v, &loop->domain, loop->at, p->at, loop->array);
    if (v.never || !open_rest(s, &v, &d, &loop->domain))
        return;
    if (loop->domain.guard.i)
        v.guard = both(s->g, v.guard, put(s->g, loop->domain.guard, &v));
    if (v.guard.i)
        seed = dag_where(s->g, v.guard, seed);
    body = put(s->g, loop->body, &v);
    seed = dag_scale(s->g, seed, put(s->g, e->factor, &v));
    add_slopes(s, &d, body, seed);
}

static bool recurs(const struct differ *s, const struct loop *loop)
{
    uint32_t *list;
    size_t n = dag_reach(s->g, &loop->body, 1, &list);
    bool found = false;

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &s->g->nodes.at[list[k]];
        found |= at->op == DAG_LOAD && at->a == loop->array;
    }
    free(list);
    return found;
}

/* All loops backwards: parts only go to arrays that are complete before. */
static void go_back(struct differ *s, size_t loops)
{
    for (size_t k = loops; k-- > 0 && s->fault == DIFF_FINE;) {
        struct loop loop = s->p->loops.at[k];
        size_t n = s->to[loop.array].n;
        struct entered e;
        if (loop.array == s->ask->array || n == 0)
            continue;
        if (loop.group || recurs(s, &loop)) {
            s->fault = DIFF_RECURRENCE;
            return;
        }
        e = entered_of(s, &loop);
        for (size_t j = 0; j < n && s->fault == DIFF_FINE; j++) {
            struct part p = s->to[loop.array].at[j];
            enter(s, &e, &p);
        }
    }
}

/* ---- gathering ---------------------------------------------------------- */

/* Variables by depth, as in any other loop. */
void differ_push_loop(struct differ *s, const struct loop *from)
{
    struct loop loop = *from;
    struct solved v = {.never = false};

    for (unsigned k = 0; k < loop.domain.rank; k++) {
        v.to[loop.domain.var[k]] = dag_index(s->g, DAG_ELEMENT_DIMS + k);
        loop.domain.var[k] = DAG_ELEMENT_DIMS + k;
    }
    for (unsigned k = 0; k < loop.domain.rank; k++)
        loop.domain.count[k] = put(s->g, loop.domain.count[k], &v);
    loop.domain.guard = put(s->g, loop.domain.guard, &v);
    loop.body = put(s->g, loop.body, &v);
    for (unsigned k = 0; k < s->p->arrays.at[loop.array].rank; k++)
        loop.at[k] = put(s->g, loop.at[k], &v);
    vec_push(&s->p->loops, loop);
}

/* Of the variables in use: which of d's a loop over them must have, since
   ranges and the condition name them. */
static uint64_t outer_variables(struct dag *g, const struct domain *d,
                                uint64_t used)
{
    uint64_t guard = d->guard.i ? dag_at(g, d->guard)->free : 0;

    if (used & guard)
        used |= guard;
    for (unsigned k = d->rank; k-- > 0;)
        if (used >> d->var[k] & 1)
            used |= dag_at(g, d->count[k])->free;
    return used;
}

/* The sum of value over `inner`, one for each turn of what else it uses. */
static Expr sum_over(struct differ *s, const struct domain *inner, Expr value)
{
    struct loop loop = {.effect = EFFECT_SUM, .body = value,
                        .span = s->g->here};
    struct node n = *dag_at(s->g, value);
    const struct domain *free = &s->ask->free;
    Expr extent[PROGRAM_RANK];
    uint64_t used = n.free;
    unsigned outer;

    for (unsigned k = 0; k < inner->rank; k++)
        used |= dag_at(s->g, inner->count[k])->free;
    used = outer_variables(s->g, free, used);
    for (unsigned k = 0; k < free->rank; k++)
        if (used >> free->var[k] & 1)
            domain_take(&loop.domain, free, k);
    if (free->guard.i && dag_at(s->g, free->guard)->free & used)
        loop.domain.guard = free->guard;
    outer = loop.domain.rank;
    if (outer + inner->rank > RANK_MAX) {
        s->fault = DIFF_DEEP;
        return value;
    }
    for (unsigned k = 0; k < outer; k++) {
        loop.at[k] = dag_index(s->g, loop.domain.var[k]);
        extent[k] = domain_extent(&loop.domain, k);
    }
    for (unsigned k = 0; k < inner->rank; k++)
        domain_take(&loop.domain, inner, k);
    loop.array = program_array(s->p, ARRAY_TEMP, NULL, outer, NULL,
        extent, n.phase > PHASE_SETUP ? PHASE_POINT : PHASE_SETUP,
        n.degree);
    s->p->arrays.at[loop.array].span = loop.span;
    differ_push_loop(s, &loop);
    return dag_load(s->g, loop.array, loop.at, outer);
}

static bool is_own(const struct differ *s, const struct part *p)
{
    if (p->domain.rank > 0)
        return false;
    for (unsigned k = 0; k < s->p->arrays.at[s->ask->array].rank; k++)
        if (!expr_same(p->at[k], s->ask->at[k]))
            return false;
    return true;
}

/* What a part gives to the element that is asked for. */
static Expr gather(struct differ *s, const struct part *p)
{
    struct solved v = {.never = false};
    struct domain left = {0};
    Expr value;

    if (s->ask->own && !is_own(s, p)) {
        s->fault = DIFF_MIXED;
        return EXPR_NONE;
    }
    solve(s, &v, &p->domain, p->at, s->ask->at, s->ask->array);
    if (v.never)
        return EXPR_NONE;
    value = put(s->g, p->value, &v);
    if (v.guard.i)
        value = dag_where(s->g, v.guard, value);
    for (unsigned k = 0; k < p->domain.rank; k++)
        if (!v.to[p->domain.var[k]].i) {
            domain_take(&left, &p->domain, k);
            left.count[left.rank - 1] = put(s->g, p->domain.count[k], &v);
        }
    return left.rank ? sum_over(s, &left, value) : value;
}

static Expr gather_all(struct differ *s)
{
    const Parts *parts = &s->to[s->ask->array];
    Expr sum = EXPR_NONE;

    for (size_t k = 0; k < parts->n && s->fault == DIFF_FINE; k++) {
        Expr e = gather(s, &parts->at[k]);
        if (e.i)
            sum = sum.i ? dag_op2(s->g, OP_Add, sum, e) : e;
    }
    return sum.i ? sum : dag_num(s->g, 0);
}

/* ---- all ---------------------------------------------------------------- */

void differ_helpers_to_loops(struct differ *s)
{
    struct program *p = s->p;

    for (size_t k = 0; k < p->helpers.n; k++)
        vec_push(&p->loops, p->helpers.at[k]);
    vec_free(&p->helpers);
}

static Expr run(struct differ *s)
{
    size_t loops = s->p->loops.n;
    struct domain none = {0};
    Expr e;

    find_moving(s);
    if (!differ_loads_moving(s, s->ask->e)) {
        s->fault = DIFF_NONE;
        return EXPR_NONE;
    }
    e = expand(&s->d, s->ask->e);
    add_slopes(s, &none, e, dag_num(s->g, 1));
    go_back(s, loops);
    differ_helpers_to_loops(s);
    if (s->fault == DIFF_RECURRENCE) {
        bool fits = !s->ask->own || diff_own(s, loops);
        s->fault = fits ? DIFF_FINE : DIFF_MIXED;
        return fits ? diff_forward(s, loops) : EXPR_NONE;
    }
    return s->fault == DIFF_FINE ? gather_all(s) : EXPR_NONE;
}

Expr diff_expr(struct program *p, const struct diff_ask *ask,
               enum diff_fault *fault)
{
    struct differ s = {.p = p, .g = p->dag, .ask = ask};
    size_t arrays = p->arrays.n + 1;
    Expr e;

    s.d.p = p;
    s.d.g = p->dag;
    s.d.arrays = p->arrays.n;
    s.d.kept = ask->array + 1;
    s.moves = calloc(arrays, sizeof *s.moves);
    s.to = calloc(arrays, sizeof *s.to);
    if (!s.moves || !s.to)
        abort();
    derive_begin(&s.d);
    e = run(&s);
    derive_end(&s.d);
    for (size_t k = 0; k + 1 < arrays; k++)
        vec_free(&s.to[k]);
    free(s.to);
    free(s.moves);
    *fault = s.fault;
    return s.fault == DIFF_FINE ? e : EXPR_NONE;
}
