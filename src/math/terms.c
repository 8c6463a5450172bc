/*
 * terms.c -- the loss as a sum of rows, for mini-batches.
 *
 * A sum (or mean) whose body reads data by its index is taken apart: each of
 * its terms is a row that a batch may draw.  All else that is added, as a
 * penalty on the unknowns, is a row that is in every batch.  Decided from the
 * text alone.
 */
#include "derive.h"
#include "lowering.h"

#include <stdlib.h>
#include <string.h>

/* by * e, over a domain. */
struct term { Expr e, by; struct domain domain; };

struct terms {
    struct program *p;
    struct dag *g;
    bool *by_data;           /* per array: its elements read data by index */
    VEC(struct term) todo;
    VEC(struct family) drawn, fixed;
};

/* ---- what reads data ----------------------------------------------------- */

static bool is_data(const struct terms *t, uint32_t array)
{
    const struct array *a = &t->p->arrays.at[array];

    return t->by_data[array] ||
           (a->rank > 0 && a->kind != ARRAY_PARAM &&
            t->g->array_phase.at[array] != PHASE_POINT);
}

/* Does e read an element of data that one of these variables chooses? */
static bool reads_data(const struct terms *t, Expr e, uint64_t vars)
{
    uint32_t *list;
    size_t n = e.i ? dag_reach(t->g, &e, 1, &list) : 0;
    bool found = false;

    for (size_t k = 0; k < n && !found; k++) {
        const struct node *at = &t->g->nodes.at[list[k]];
        found = at->op == DAG_LOAD && (at->free & vars) &&
                is_data(t, at->a);
    }
    if (n)
        free(list);
    return found;
}

static uint64_t vars_of(const struct domain *d)
{
    uint64_t vars = 0;

    for (unsigned k = 0; k < d->rank; k++)
        vars |= (uint64_t)1 << d->var[k];
    return vars;
}

/* Loops come in the order in which they are computed. */
static void find_by_data(struct terms *t)
{
    for (size_t k = 0; k < t->p->loops.n; k++) {
        const struct loop *l = &t->p->loops.at[k];
        if (t->p->arrays.at[l->array].rank > 0)
            t->by_data[l->array] |= reads_data(t, l->body,
                                               vars_of(&l->domain));
    }
}

/* ---- the sum, taken apart ------------------------------------------------ */

static Expr scaled(struct dag *g, Expr by, Expr e)
{
    return by.i ? dag_op2(g, OP_Mul, by, e) : e;
}

static bool fixed(const struct dag *g, Expr e)
{
    return dag_at(g, e)->phase != PHASE_POINT;
}

static void push(struct terms *t, Expr e, Expr by)
{
    struct term next = {.e = e, .by = by};

    vec_push(&t->todo, next);
}

/* Sums over the same range are one, so that a batch draws all of an index. */
static bool join(struct terms *t, const struct family *f)
{
    for (size_t k = 0; k < t->drawn.n; k++) {
        struct family *to = &t->drawn.at[k];
        Expr names[DAG_INDEX_VARS] = {{0}};
        struct dag_rewrite how = {names, NULL, NULL};
        bool same = to->domain.rank == f->domain.rank;

        for (unsigned j = 0; same && j < f->domain.rank; j++) {
            same = expr_same(to->domain.count[j], f->domain.count[j]);
            names[f->domain.var[j]] = dag_index(t->g, to->domain.var[j]);
        }
        if (same) {
            to->row = dag_op2(t->g, OP_Add, to->row,
                              dag_rewrite(t->g, f->row, &how));
            return true;
        }
    }
    return false;
}

/* A row, or a family of them. */
static void take(struct terms *t, const struct term *at, bool drawn)
{
    struct family f = {.kind = FAMILY_TERM, .domain = at->domain,
                       .span = dag_origin(t->g, at->e)};

    f.row = scaled(t->g, at->by, dag_real(t->g, at->e));
    if (!drawn)
        vec_push(&t->fixed, f);
    else if (!join(t, &f))
        vec_push(&t->drawn, f);
}

/* A sum over a box (and a condition) that reads data by its indices. */
static bool enter_sum(struct terms *t, const struct term *at)
{
    const struct loop *loop = sum_loop(t->p, dag_at(t->g, at->e)->a);
    struct term inner = *at;
    Expr guard;

    if (!loop || t->p->arrays.at[loop->array].rank > 0)
        return false;
    inner.domain = loop->domain;
    guard = loop->domain.guard;
    inner.domain.guard = EXPR_NONE;
    if (!domain_is_box(t->g, &inner.domain) ||
        !reads_data(t, loop->body, vars_of(&loop->domain)))
        return false;
    inner.e = guard.i ? dag_where(t->g, guard, loop->body) : loop->body;
    take(t, &inner, true);
    return true;
}

/* A let of one number is what it says. */
static bool enter_let(struct terms *t, const struct term *at)
{
    uint32_t array = dag_at(t->g, at->e)->a;
    const struct loop *found = NULL;

    for (size_t k = 0; k < t->p->loops.n; k++)
        if (t->p->loops.at[k].array == array) {
            if (found || t->p->loops.at[k].effect != EFFECT_DEFINE)
                return false;
            found = &t->p->loops.at[k];
        }
    if (!found || found->domain.rank > 0)
        return false;
    push(t, found->body, at->by);
    return true;
}

static bool product(struct terms *t, const struct term *at, Expr a, Expr b)
{
    if (!fixed(t->g, a) && !fixed(t->g, b))
        return false;
    push(t, fixed(t->g, a) ? b : a,
         scaled(t->g, at->by, fixed(t->g, a) ? a : b));
    return true;
}

static bool split(struct terms *t, const struct term *at)
{
    struct node n = *dag_at(t->g, at->e);
    Expr a = {n.a}, b = {n.b}, one = dag_num(t->g, 1), minus;

    if (n.op == DAG_LOAD)
        return enter_sum(t, at) || enter_let(t, at);
    if (n.op < DAG_FIRST_OP)
        return false;
    minus = scaled(t->g, at->by, dag_num(t->g, -1));
    switch (OP_OF(n.op)) {
    case OP_Add:
    case OP_Sub:
        push(t, b, OP_OF(n.op) == OP_Sub ? minus : at->by);
        push(t, a, at->by);
        return true;
    case OP_Neg:
        push(t, a, minus);
        return true;
    case OP_Mul:
        return product(t, at, a, b);
    case OP_Div:
        if (fixed(t->g, b))
            push(t, a, scaled(t->g, at->by, dag_op2(t->g, OP_Div, one, b)));
        return fixed(t->g, b);
    default:
        return false;
    }
}

/* What the array of the loss is defined as. */
static Expr loss_body(const struct program *p)
{
    for (size_t k = p->loops.n; k-- > 0;)
        if (p->loops.at[k].array == p->loss)
            return p->loops.at[k].body;
    return EXPR_NONE;
}

static void take_apart(struct terms *t)
{
    Expr loss = loss_body(t->p);

    if (loss.i)
        push(t, loss, EXPR_NONE);
    while (t->todo.n > 0) {
        struct term at = t->todo.at[--t->todo.n];
        if (!split(t, &at))
            take(t, &at, false);
    }
    for (size_t k = 0; k < t->drawn.n; k++)
        vec_push(&t->p->terms, t->drawn.at[k]);
    for (size_t k = 0; k < t->fixed.n; k++)
        vec_push(&t->p->terms, t->fixed.at[k]);
    t->p->drawn = (uint32_t)t->drawn.n;
}

static bool drawn_with_rank(const struct terms *t, unsigned rank)
{
    for (size_t k = 0; k < t->drawn.n; k++)
        if (t->drawn.at[k].domain.rank == rank)
            return true;
    return false;
}

/*
 * A sum that a row needs for itself is computed in the row's turn, and what it
 * reads at all indices of data, for all data: so lets are written out in it.
 */
static void write_out_lets(struct terms *t)
{
    for (size_t k = 0; k < t->p->loops.n; k++) {
        struct loop *l = &t->p->loops.at[k];
        const struct array *a = &t->p->arrays.at[l->array];
        if (a->kind == ARRAY_TEMP && a->rank > 0 && !l->group &&
            drawn_with_rank(t, a->rank) &&
            t->g->array_phase.at[l->array] == PHASE_POINT)
            l->body = derive_expand(t->p, l->body);
    }
}

static Expr drawn_rows(const struct terms *t)
{
    Expr n = dag_int(t->g, 0);

    for (size_t k = 0; k < t->drawn.n; k++)
        n = dag_iadd(t->g, n, domain_size(t->g, &t->drawn.at[k].domain));
    return n;
}

/* Smaller batches are left out: there must be one that is not. */
static void check_drop_last(struct lower *l, const struct terms *t)
{
    const struct solve_option *drop = program_option(l->p, "drop_last");
    double batch = program_option(l->p, "batch")->value;
    Expr n = drawn_rows(t), spare;
    long long rows;

    if (!drop || !(drop->value > 0) || !t->drawn.n || !(batch < 1e15))
        return;
    spare = dag_plus(l->g, n, -(int64_t)batch);
    if (!dag_is_int(l->g, spare)) {
        vec_push(&l->p->checks, ((struct size_check){spare, drop->span,
            "`drop_last` leaves nothing: a batch has more rows than the "
            "data"}));
    } else if (dag_int_value(l->g, spare) < 0) {
        rows = (long long)dag_int_value(l->g, n);
        diag_help(l->d, diag_add(l->d, "E0332", drop->span, "`drop_last` "
                                 "leaves nothing: a batch has %.0f rows, the "
                                 "data have %lld", batch, rows),
                  "write `batch = %lld` or less", rows);
    }
}

void find_terms(struct lower *l)
{
    struct terms t = {.p = l->p, .g = l->g};

    if (l->p->loss == UINT32_MAX || !program_option(l->p, "batch"))
        return;
    t.by_data = calloc(l->p->arrays.n + 1, sizeof *t.by_data);
    if (!t.by_data)
        abort();
    find_by_data(&t);
    take_apart(&t);
    write_out_lets(&t);
    check_drop_last(l, &t);
    free(t.by_data);
    vec_free(&t.todo);
    vec_free(&t.drawn);
    vec_free(&t.fixed);
}
