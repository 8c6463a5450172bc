/*
 * squares.c -- a loss that is a (weighted) sum or mean of squares is least
 * squares: its squares become families of rows.  Decided from the text alone.
 */
#include "lowering.h"

#include <stdlib.h>

/* coefficient * e, summed over a domain. */
struct term { Expr e, by; struct domain domain; };

struct squares {
    struct program *p;
    struct dag *g;
    VEC(struct term) todo;
    VEC(struct family) found;
};

static bool fixed(const struct dag *g, Expr e)
{
    return dag_at(g, e)->degree == 0 && dag_at(g, e)->phase != PHASE_POINT;
}

static Expr times(struct dag *g, Expr a, Expr b)
{
    return a.i ? dag_op2(g, OP_Mul, a, b) : b;
}

static void push(struct squares *s, const struct term *like, Expr e, Expr by)
{
    struct term t = *like;

    t.e = e;
    t.by = by;
    vec_push(&s->todo, t);
}

const struct loop *sum_loop(const struct program *p, uint32_t array)
{
    const struct loop *found = NULL;

    for (size_t k = 0; k < p->loops.n; k++)
        if (p->loops.at[k].array == array) {
            if (found || p->loops.at[k].effect != EFFECT_SUM)
                return NULL;
            found = &p->loops.at[k];
        }
    return found;
}

static bool enter_sum(struct squares *s, const struct term *t)
{
    const struct loop *loop = sum_loop(s->p, dag_at(s->g, t->e)->a);
    struct term inner = *t;

    if (!loop || t->domain.rank > 0 || !domain_is_box(s->g, &loop->domain) ||
        s->p->arrays.at[loop->array].rank > 0)
        return false;
    inner.e = loop->body;
    inner.domain = loop->domain;
    vec_push(&s->todo, inner);
    return true;
}

/* e^2 or e * e: a row; its weight must not be negative. */
static bool take(struct squares *s, const struct term *t, Expr root)
{
    struct family f = {.kind = FAMILY_FIT, .domain = t->domain, .row = root};

    f.left = root;
    f.right = dag_num(s->g, 0);
    f.span = dag_origin(s->g, t->e);
    if (t->by.i && dag_is_const(s->g, t->by) && dag_value(s->g, t->by) < 0)
        return false;
    if (t->by.i)
        f.scale = dag_op1(s->g, OP_Sqrt, t->by);
    vec_push(&s->found, f);
    return true;
}

static bool product(struct squares *s, const struct term *t, Expr a, Expr b)
{
    if (expr_same(a, b))
        return take(s, t, a);
    if (fixed(s->g, a) && dag_is_const(s->g, a))
        push(s, t, b, times(s->g, t->by, a));
    else if (fixed(s->g, b) && dag_is_const(s->g, b))
        push(s, t, a, times(s->g, t->by, b));
    else
        return false;
    return true;
}

static bool quotient(struct squares *s, const struct term *t, Expr a, Expr b)
{
    const struct node *n = dag_at(s->g, b);
    bool count = n->op == DAG_REAL || dag_is_const(s->g, b);

    if (!count)                      /* only what is surely above zero */
        return false;
    push(s, t, a, times(s->g, t->by, dag_op2(s->g, OP_Div,
                                             dag_num(s->g, 1), b)));
    return true;
}

static bool split(struct squares *s, const struct term *t)
{
    struct node n = *dag_at(s->g, t->e);
    Expr a = {n.a}, b = {n.b};

    if (n.op == DAG_LOAD)
        return enter_sum(s, t);
    if (n.op < DAG_FIRST_OP)
        return false;
    switch (OP_OF(n.op)) {
    case OP_Add:
        push(s, t, b, t->by);
        push(s, t, a, t->by);
        return true;
    case OP_Mul:
        return product(s, t, a, b);
    case OP_Div:
        return quotient(s, t, a, b);
    case OP_Pow:
        return dag_is_num(s->g, b, 2) && take(s, t, a);
    default:
        return false;
    }
}

void find_squares(struct program *p, Expr loss)
{
    struct squares s = {.p = p, .g = p->dag};
    struct term all = {.e = loss};
    bool ok = true;

    vec_push(&s.todo, all);
    while (ok && s.todo.n > 0) {
        struct term t = s.todo.at[--s.todo.n];
        ok = split(&s, &t);
    }
    if (ok) {
        for (size_t k = 0; k < s.found.n; k++)
            vec_push(&p->families, s.found.at[k]);
        p->loss_is_squares = true;
    }
    vec_free(&s.todo);
    vec_free(&s.found);
}
