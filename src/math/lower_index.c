/*
 * lower_index.c -- subscripts stay inside their arrays.
 *
 * Each is proved from the ranges of the indices in scope and of whole data,
 * or from the conditions around it; else it is said to be wrong here, or set-up
 * looks at every index that will be read (struct bound_check).
 */
#include "lowering.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

Expr both(struct lower *l, Expr a, Expr b)
{
    if (!a.i || dag_truth(l->g, a) == 1)
        return b.i && dag_truth(l->g, b) == 1 ? EXPR_NONE : b;
    return !b.i || expr_same(a, b) ? a : dag_logic(l->g, DAG_AND, a, b);
}

/* ---- conditions in scope ------------------------------------------------ */

static bool known_at_setup(const struct lower *l, Expr cond)
{
    return cond.i && dag_at(l->g, cond)->phase != PHASE_POINT;
}

uint64_t index_closure(struct lower *l, uint64_t used, size_t height,
                       Expr *guard)
{
    uint64_t before;

    do {
        before = used;
        for (size_t k = 0; k < height; k++) {
            const struct open_index *o = &l->open.at[k];
            if (used >> o->var & 1)
                used |= dag_at(l->g, o->count)->free;
            if (known_at_setup(l, o->guard) &&
                (dag_at(l->g, o->guard)->free & used))
                used |= dag_at(l->g, o->guard)->free;
        }
    } while (used != before);
    for (size_t k = 0; k < height; k++) {
        const struct open_index *o = &l->open.at[k];
        if (known_at_setup(l, o->guard) &&
            (dag_at(l->g, o->guard)->free & used))
            *guard = both(l, *guard, o->guard);
    }
    return used;
}

/* What must hold for the branches around to be taken, as far as set-up knows */
static Expr choices_taken(struct lower *l)
{
    Expr all = EXPR_NONE;

    for (size_t k = 0; k < l->choices.n; k++)
        if (known_at_setup(l, l->choices.at[k]))
            all = both(l, all, l->choices.at[k]);
    return all;
}

typedef struct { Expr *at; size_t n, cap; } Facts;

/* a < b, a <= b, a == b and what is not so, as numbers that are >= 0. */
static void fact_add(struct lower *l, Facts *to, Expr cond, bool holds)
{
    struct node n = *dag_at(l->g, cond);
    Expr one = dag_int(l->g, 1), d, e;

    if (n.op != DAG_ILT && n.op != DAG_ILE && n.op != DAG_IEQ)
        return;
    d = dag_isub(l->g, (Expr){n.b}, (Expr){n.a});
    e = dag_isub(l->g, (Expr){n.a}, (Expr){n.b});
    if (n.op == DAG_ILT)
        vec_push(to, holds ? dag_isub(l->g, d, one) : e);
    else if (n.op == DAG_ILE)
        vec_push(to, holds ? d : dag_isub(l->g, e, one));
    if (n.op != DAG_IEQ)
        return;
    for (int turn = 0; turn < 2; turn++, d = e) {
        Expr least = holds ? EXPR_NONE : index_extreme(l, d, false);
        if (holds)
            vec_push(to, d);
        else if (least.i && sign_known(l->g, least) == 1)
            vec_push(to, dag_isub(l->g, d, one));
    }
}

static void facts_of(struct lower *l, Facts *to, Expr cond)
{
    VEC(Expr) todo = {0};

    if (cond.i)
        vec_push(&todo, cond);
    while (todo.n > 0) {
        Expr c = todo.at[--todo.n];
        struct node n = *dag_at(l->g, c);
        struct node in = n.op == DAG_NOT ? *dag_at(l->g, (Expr){n.a}) : n;
        if (n.op == DAG_AND) {
            vec_push(&todo, ((Expr){n.a}));
            vec_push(&todo, ((Expr){n.b}));
        } else if (n.op == DAG_NOT && in.op == DAG_OR) {
            vec_push(&todo, dag_logic(l->g, DAG_NOT, (Expr){in.a}, EXPR_NONE));
            vec_push(&todo, dag_logic(l->g, DAG_NOT, (Expr){in.b}, EXPR_NONE));
        } else {
            fact_add(l, to, n.op == DAG_NOT ? (Expr){n.a} : c,
                     n.op != DAG_NOT);
        }
    }
    vec_free(&todo);
}

/* Is e >= 0 because one of the facts is? */
static bool follows(struct lower *l, const Facts *facts, Expr e)
{
    for (size_t k = 0; k < facts->n; k++) {
        Expr least = index_extreme(l, dag_isub(l->g, e, facts->at[k]), false);
        if (least.i && sign_known(l->g, least) == 1)
            return true;
    }
    return false;
}

/* ---- checks at set-up --------------------------------------------------- */

/* All that the index depends on, and that its loops are not empty. */
static bool bound_domain(struct lower *l, Ast at, Expr idx, Expr guard,
                         struct domain *d)
{
    uint64_t used = dag_at(l->g, idx)->free, before;
    Expr all = guard;

    if (guard.i)
        used |= dag_at(l->g, guard)->free;
    do {
        Expr none = EXPR_NONE;
        before = used = index_closure(l, used, l->open.n, &none);
        for (size_t k = 0; k < l->open.n; k++)
            if (!(used >> l->open.at[k].var & 1) &&
                dag_at(l->g, l->open.at[k].count)->free)
                used |= (uint64_t)1 << l->open.at[k].var;
    } while (used != before);
    index_closure(l, used, l->open.n, &all);
    for (size_t k = 0; k < l->open.n; k++) {
        const struct open_index *o = &l->open.at[k];
        if (!(used >> o->var & 1)) {
            if (!dag_is_int(l->g, o->count))
                all = both(l, all, dag_compare(l->g, DAG_ILT,
                                               dag_int(l->g, 0), o->count));
            continue;
        }
        if (d->rank == RANK_MAX) {
            lower_fail(l, "E0245", at, "loops are nested too deep here");
            return false;
        }
        d->var[d->rank] = o->var;
        d->count[d->rank++] = o->count;
    }
    d->guard = all;
    return true;
}

static bool checked_already(const struct lower *l, const struct loop *new)
{
    size_t n = l->p->bound_loops.n, back = n > 64 ? n - 64 : 0;

    for (size_t k = n; k-- > back;) {
        const struct loop *old = &l->p->bound_loops.at[k];
        bool same = expr_same(old->body, new->body) &&
                    expr_same(old->domain.guard, new->domain.guard) &&
                    old->domain.rank == new->domain.rank;
        for (unsigned j = 0; same && j < new->domain.rank; j++)
            same = old->domain.var[j] == new->domain.var[j] &&
                   expr_same(old->domain.count[j], new->domain.count[j]);
        if (same)
            return true;
    }
    return false;
}

static Name indexed(const struct lower *l, const struct value *base)
{
    const struct node *n = dag_at(l->g, base->e);

    if (n->op == DAG_REAL)
        n = dag_at(l->g, (Expr){n->a});
    return n->op == DAG_LOAD ? l->p->arrays.at[n->a].name : NULL;
}

/* 0 <= idx < check.count, wherever the guard holds. */
static bool add_check(struct lower *l, Ast at, Expr idx, Expr guard,
                      struct bound_check check)
{
    struct loop loop = {.effect = EFFECT_MIN, .span = ast_at(l->t, at)->span};
    Expr inside = dag_in_range(l->g, idx, check.count), shown;

    if (!bound_domain(l, at, idx, guard, &loop.domain))
        return false;
    shown = dag_real(l->g, dag_iadd(l->g, idx, check.lo));
    loop.body = dag_select(l->g, inside, dag_num(l->g, HUGE_VAL), shown);
    if (checked_already(l, &loop))
        return true;
    check.span = loop.span;
    loop.array = check.array = program_array(l->p, ARRAY_TEMP, NULL, 0, NULL,
                                             NULL, PHASE_SETUP, 0);
    vec_push(&l->p->bound_loops, loop);
    vec_push(&l->p->bounds, check);
    return true;
}

static bool check_at_setup(struct lower *l, Ast at, Expr idx, Expr guard,
                           const struct value *base, unsigned dim)
{
    return add_check(l, at, idx, guard, (struct bound_check){
        .lo = base->lo[dim], .count = base->count[dim],
        .of = l->values_of ? l->values_of : indexed(l, base),
        .is_value = l->values_of != NULL});
}

void zero_check(struct lower *l, Ast at, Expr value, const char *what)
{
    Expr zero = dag_int(l->g, 0);

    if (dag_at(l->g, value)->free || dag_loads(l->g, value)) {
        struct bound_check check = {.lo = zero, .what = what};
        check.count = dag_int(l->g, 1);
        add_check(l, at, value, choices_taken(l), check);
    } else {
        vec_push(&l->p->checks, ((struct size_check){
            dag_isub(l->g, zero, value), ast_at(l->t, at)->span, what}));
    }
}

void never_check(struct lower *l, struct span at, const struct domain *d,
                 Expr wrong, const char *what)
{
    struct bound_check check = {.span = at, .what = what};
    struct loop loop = {.domain = *d, .effect = EFFECT_MIN, .span = at};
    Expr found = dag_num(l->g, 1), fine = dag_num(l->g, HUGE_VAL);

    loop.body = dag_select(l->g, wrong, found, fine);
    check.lo = check.count = dag_int(l->g, 0);
    loop.array = check.array = program_array(l->p, ARRAY_TEMP, NULL, 0, NULL,
                                             NULL, PHASE_SETUP, 0);
    vec_push(&l->p->bound_loops, loop);
    vec_push(&l->p->bounds, check);
}

/* ---- subscripts --------------------------------------------------------- */

static bool outside(struct lower *l, Ast at, const struct value *base,
                    unsigned dim, Expr worst)
{
    Expr hi = dag_range_end(l->g, base->lo[dim], base->count[dim]);
    const char *from = int_text(l, base->lo[dim]), *to = int_text(l, hi);

    if (l->values_of) {
        lower_fail(l, "E0410", at, "this reaches %s, outside %s..%s, the range "
                   "of `%s`", int_text(l, dag_iadd(l->g, worst,
                                                   base->lo[dim])),
                   from, to, l->values_of);
        return false;
    }
    lower_fail(l, "E0246", at, "this index reaches %s, outside %s..%s",
               int_text(l, dag_iadd(l->g, worst, base->lo[dim])), from, to);
    if (l->in_parts)
        diag_help(l->d, last_message(l), "if it is where a recurrence begins, "
                  "give it a part of its own: `let x[0] = 1;`");
    else if (dag_is_int(l->g, base->lo[dim]) &&
             dag_int_value(l->g, base->lo[dim]) == 1 &&
             strcmp(int_text(l, dag_iadd(l->g, worst, base->lo[dim])),
                    "0") == 0)
        diag_help(l->d, last_message(l), "elements are counted from 1; others "
                  "are declared so: `x[0..n]`");
    return false;
}

/* An empty loop reads nothing, so a range known to be empty is no error. */
static bool loops_are_empty(const struct lower *l)
{
    for (size_t k = 0; k < l->open.n; k++)
        if (dag_is_int(l->g, l->open.at[k].count) &&
            dag_int_value(l->g, l->open.at[k].count) <= 0)
            return true;
    return false;
}

static void check_size(struct lower *l, Ast at, Expr value)
{
    if (sign_known(l->g, value) != 1)
        vec_push(&l->p->checks, ((struct size_check){value,
            ast_at(l->t, at)->span,
            "this index leaves its array with these sizes"}));
}

static Expr room(struct lower *l, const struct value *base, unsigned dim,
                 Expr idx)
{
    return dag_mirror(l->g, idx, base->count[dim]);
}

/* Are the extremes reached?  Not all that data may be is in them. */
static bool is_exact(struct lower *l, Expr idx)
{
    for (size_t k = 0; k < l->open.n; k++)
        if (l->open.at[k].most.i)
            return false;
    return !find_atom(l, idx).i;
}

/* Does the index lie outside wherever it is? */
static bool never_inside(struct lower *l, Ast at, Expr low, Expr high,
                         const struct value *base, unsigned dim)
{
    if (high.i && sign_known(l->g, high) == 0)
        return !outside(l, at, base, dim, high);
    if (low.i && sign_known(l->g, room(l, base, dim, low)) == 0)
        return !outside(l, at, base, dim, low);
    return false;
}

/* No condition stands around: what the index reaches, it reads. */
static bool check_plain(struct lower *l, Ast at, Expr idx,
                        const struct value *base, unsigned dim)
{
    Expr low = index_extreme(l, idx, false);
    Expr high = index_extreme(l, idx, true);
    bool exact = low.i && high.i && is_exact(l, idx);

    if (exact && sign_known(l->g, low) == 0)
        return outside(l, at, base, dim, low);
    if (exact && sign_known(l->g, room(l, base, dim, high)) == 0)
        return outside(l, at, base, dim, high);
    if (!exact)
        return !never_inside(l, at, low, high, base, dim) &&
               check_at_setup(l, at, idx, EXPR_NONE, base, dim);
    check_size(l, at, low);
    check_size(l, at, room(l, base, dim, high));
    return true;
}

static bool check_guarded(struct lower *l, Ast at, Expr idx, Expr guard,
                          const struct value *base, unsigned dim)
{
    Expr low = index_extreme(l, idx, false);
    Expr high = index_extreme(l, idx, true);
    Facts facts = {0};
    bool held;

    facts_of(l, &facts, guard);
    held = ((low.i && sign_known(l->g, low) == 1) ||
            follows(l, &facts, idx)) &&
           ((high.i && sign_known(l->g, room(l, base, dim, high)) == 1) ||
            follows(l, &facts, room(l, base, dim, idx)));
    vec_free(&facts);
    return held || (!never_inside(l, at, low, high, base, dim) &&
                    check_at_setup(l, at, idx, choices_taken(l), base, dim));
}

bool index_is_inside(struct lower *l, Expr idx, Expr count)
{
    Expr low = index_extreme(l, idx, false);
    Expr high = index_extreme(l, idx, true), left;

    if (!low.i || !high.i || sign_known(l->g, low) != 1)
        return false;
    left = dag_mirror(l->g, high, count);
    return sign_known(l->g, left) == 1;
}

Expr index_check(struct lower *l, Ast at, Expr idx, const struct value *base,
                 unsigned dim)
{
    Expr taken = choices_taken(l), guard = taken;

    if (loops_are_empty(l) || index_is_inside(l, idx, base->count[dim]))
        return idx;
    index_closure(l, ~(uint64_t)0, l->open.n, &guard);
    if (guard.i && dag_truth(l->g, guard) == 0)
        return dag_int(l->g, 0);         /* never read */
    if (!(guard.i ? check_guarded(l, at, idx, guard, base, dim)
                  : check_plain(l, at, idx, base, dim)))
        return EXPR_NONE;
    return taken.i ? dag_select(l->g, taken, idx, dag_int(l->g, 0)) : idx;
}

bool slice_check(struct lower *l, Ast at, Expr first, Expr last,
                 const struct value *base, unsigned dim)
{
    Expr guard = choices_taken(l), count;

    count = dag_range_count(l->g, first, last);
    if (loops_are_empty(l) ||
        (dag_is_int(l->g, count) && dag_int_value(l->g, count) == 0) ||
        (index_is_inside(l, first, base->count[dim]) &&
         index_is_inside(l, last, base->count[dim])))
        return true;
    index_closure(l, ~(uint64_t)0, l->open.n, &guard);
    if (!guard.i && dag_is_int(l->g, count))
        return check_plain(l, at, first, base, dim) &&
               check_plain(l, at, last, base, dim);
    if (!dag_is_int(l->g, count))
        guard = both(l, guard, dag_compare(l->g, DAG_ILT, dag_int(l->g, 0),
                                           count));
    return check_at_setup(l, at, first, guard, base, dim) &&
           check_at_setup(l, at, last, guard, base, dim);
}
