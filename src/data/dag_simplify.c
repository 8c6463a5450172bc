/*
 * dag_simplify.c -- the smart constructors.  Each rewrite says what it keeps:
 *   [bits]   the same double for every input, NaN payloads aside
 *   [reals]  the same real number on the same domain; roundings may differ
 * tests/table/rewrites.def has a row for each, and for those that are
 * forbidden; docs/decisions/0001-rewrites.md says why.  Only + - * /, sqrt and
 * comparisons are folded, so the emitted bytes depend on no libm.
 */
#include "dag.h"

#include <math.h>
#include <stdlib.h>

static bool is_op(const struct dag *g, Expr e, enum op op)
{
    return dag_at(g, e)->op == DAG_OF(op);
}

static Expr kid_a(const struct dag *g, Expr e)
{
    return (Expr){dag_at(g, e)->a};
}

static Expr kid_b(const struct dag *g, Expr e)
{
    return (Expr){dag_at(g, e)->b};
}

static Expr make2(struct dag *g, enum op op, Expr a, Expr b)
{
    return dag_node(g, DAG_OF(op), TYPE_REAL, a.i, b.i, 0);
}

static Expr neg(struct dag *g, Expr a)
{
    return dag_op1(g, OP_Neg, a);
}

Expr dag_op1(struct dag *g, enum op op, Expr a)
{
    a = dag_real(g, a);
    if (op == OP_Neg) {
        if (dag_is_const(g, a))                     /* -(c) [bits] */
            return dag_num(g, -dag_value(g, a));
        if (is_op(g, a, OP_Neg))                    /* -(-x) = x [bits] */
            return kid_a(g, a);
    }
    if (op == OP_Sqrt && dag_is_const(g, a) && dag_value(g, a) >= 0)
        return dag_num(g, sqrt(dag_value(g, a)));   /* exact rounding [bits] */
    return dag_node(g, DAG_OF(op), TYPE_REAL, a.i, 0, 0);
}

/* Commutative operands in creation order; a constant factor first [bits]. */
static void order(struct dag *g, enum op op, Expr *a, Expr *b)
{
    bool swap = a->i > b->i;

    if (op == OP_Mul && dag_is_const(g, *a) != dag_is_const(g, *b))
        swap = dag_is_const(g, *b);
    if (swap) {
        Expr t = *a;
        *a = *b;
        *b = t;
    }
}

static Expr add(struct dag *g, Expr a, Expr b)
{
    if (is_op(g, b, OP_Neg))                        /* x + -y = x - y [bits] */
        return dag_op2(g, OP_Sub, a, kid_a(g, b));
    if (is_op(g, a, OP_Neg))                        /* -x + y = y - x [bits] */
        return dag_op2(g, OP_Sub, b, kid_a(g, a));
    if (expr_same(a, b))                            /* x + x = 2 x [bits] */
        return dag_op2(g, OP_Mul, dag_num(g, 2), a);
    order(g, OP_Add, &a, &b);
    return make2(g, OP_Add, a, b);
}

static Expr sub(struct dag *g, Expr a, Expr b)
{
    if (is_op(g, b, OP_Neg))                        /* x - -y = x + y [bits] */
        return dag_op2(g, OP_Add, a, kid_a(g, b));
    if (dag_is_num(g, b, 0) && !signbit(dag_value(g, b)))
        return a;                                   /* x - +0 = x [bits] */
    return make2(g, OP_Sub, a, b);
}

static bool power_of_two(double v)
{
    int e;

    return v != 0 && isfinite(v) && fabs(frexp(v, &e)) == 0.5 && e > -900 &&
           e < 900;
}

static Expr mul(struct dag *g, Expr a, Expr b)
{
    order(g, OP_Mul, &a, &b);
    if (dag_is_num(g, a, 1))                        /* 1 x = x [bits] */
        return b;
    if (dag_is_num(g, a, -1))                       /* -1 x = -x [bits] */
        return neg(g, b);
    if (is_op(g, a, OP_Neg))                        /* -x y = -(x y) [bits] */
        return neg(g, mul(g, kid_a(g, a), b));
    if (is_op(g, b, OP_Neg))
        return neg(g, mul(g, a, kid_a(g, b)));
    if (dag_is_const(g, a) && is_op(g, b, OP_Mul) &&
        dag_is_const(g, kid_a(g, b)) &&
        (power_of_two(dag_value(g, a)) ||
         power_of_two(dag_value(g, kid_a(g, b)))))  /* 2 (c x) [reals] */
        return mul(g, dag_num(g, dag_value(g, a) * dag_value(g, kid_a(g, b))),
                   kid_b(g, b));
    return make2(g, OP_Mul, a, b);
}

static Expr divide(struct dag *g, Expr a, Expr b)
{
    if (dag_is_num(g, b, 1))                        /* x / 1 = x [bits] */
        return a;
    if (dag_is_num(g, b, -1))
        return neg(g, a);
    if (is_op(g, a, OP_Neg))                        /* -x / y [bits] */
        return neg(g, divide(g, kid_a(g, a), b));
    if (is_op(g, b, OP_Neg))
        return neg(g, divide(g, a, kid_a(g, b)));
    return make2(g, OP_Div, a, b);
}

static Expr power(struct dag *g, Expr a, Expr b)
{
    if (dag_is_num(g, b, 1))                        /* x^1 = x [bits] */
        return a;
    if (dag_is_num(g, b, 0))                        /* x^0 = 1, 0^0 too [bits] */
        return dag_num(g, 1);
    return make2(g, OP_Pow, a, b);
}

/* Fold + - * / of constants, where the result is finite [bits]. */
static bool fold(struct dag *g, enum op op, Expr a, Expr b, Expr *out)
{
    double v;

    if (!dag_is_const(g, a) || !dag_is_const(g, b) || op > OP_Div)
        return false;
    v = op_value2(op, dag_value(g, a), dag_value(g, b));
    if (!isfinite(v))
        return false;
    *out = dag_num(g, v);
    return true;
}

Expr dag_op2(struct dag *g, enum op op, Expr a, Expr b)
{
    Expr folded;

    a = dag_real(g, a);
    b = dag_real(g, b);
    if (fold(g, op, a, b, &folded))
        return folded;
    switch (op) {
    case OP_Add: return add(g, a, b);
    case OP_Sub: return sub(g, a, b);
    case OP_Mul: return mul(g, a, b);
    case OP_Div: return divide(g, a, b);
    case OP_Pow: return power(g, a, b);
    default: return make2(g, op, a, b);
    }
}

/* ---- truth ------------------------------------------------------------ */

static Expr truth(struct dag *g, bool v)
{
    Expr zero = dag_int(g, 0), one = dag_int(g, 1);

    return dag_node(g, DAG_IEQ, TYPE_BOOL, zero.i, v ? zero.i : one.i, 0);
}

int dag_truth(const struct dag *g, Expr e)
{
    const struct node *n = dag_at(g, e);

    if (n->op != DAG_IEQ || !dag_is_int(g, (Expr){n->a}) ||
        !dag_is_int(g, (Expr){n->b}))
        return -1;
    return n->a == n->b;
}

static int compare_ints(const struct dag *g, enum dag_op op, Expr a, Expr b)
{
    int64_t x = dag_int_value(g, a), y = dag_int_value(g, b);

    return op == DAG_ILT ? x < y : op == DAG_ILE ? x <= y : x == y;
}

static int compare_reals(const struct dag *g, enum dag_op op, Expr a, Expr b)
{
    double x = dag_value(g, a), y = dag_value(g, b);

    return op == DAG_LT ? x < y : op == DAG_LE ? x <= y : x == y;
}

Expr dag_compare(struct dag *g, enum dag_op op, Expr a, Expr b)
{
    bool ints = dag_at(g, a)->type == TYPE_INT && dag_at(g, b)->type == TYPE_INT;

    if (op >= DAG_LT && op <= DAG_EQ && ints)
        op = op - DAG_LT + DAG_ILT;
    if (op >= DAG_LT && op <= DAG_EQ) {
        a = dag_real(g, a);
        b = dag_real(g, b);
        if (dag_is_const(g, a) && dag_is_const(g, b))
            return truth(g, compare_reals(g, op, a, b));
    } else if (expr_same(a, b)) {                   /* i == i, integers [bits] */
        return truth(g, op != DAG_ILT);
    } else if (dag_is_int(g, a) && dag_is_int(g, b)) {
        return truth(g, compare_ints(g, op, a, b));
    }
    return dag_node(g, op, TYPE_BOOL, a.i, b.i, 0);
}

Expr dag_logic(struct dag *g, enum dag_op op, Expr a, Expr b)
{
    int x = dag_truth(g, a), y = b.i ? dag_truth(g, b) : -1;

    if (op == DAG_NOT)
        return x >= 0 ? truth(g, !x) : dag_node(g, op, TYPE_BOOL, a.i, 0, 0);
    if (expr_same(a, b))                            /* c and c = c [bits] */
        return a;
    if (x >= 0)
        return (op == DAG_AND) == (x == 1) ? b : a;
    if (y >= 0)
        return (op == DAG_AND) == (y == 1) ? a : b;
    return dag_node(g, op, TYPE_BOOL, a.i, b.i, 0);
}

Expr dag_select(struct dag *g, Expr cond, Expr a, Expr b)
{
    int known = dag_truth(g, cond);
    enum dag_type type = TYPE_REAL;

    if (dag_at(g, a)->type != dag_at(g, b)->type) {
        a = dag_real(g, a);
        b = dag_real(g, b);
    }
    type = dag_at(g, a)->type;
    if (known >= 0)
        return known ? a : b;
    if (expr_same(a, b))
        return a;
    return dag_node(g, DAG_SELECT, type, cond.i, a.i, b.i);
}

Expr dag_where(struct dag *g, Expr cond, Expr a)
{
    return dag_select(g, cond, a, dag_num(g, 0));
}

Expr dag_in_range(struct dag *g, Expr i, Expr count)
{
    Expr from = dag_compare(g, DAG_ILE, dag_int(g, 0), i);
    Expr to = dag_compare(g, DAG_ILT, i, count);

    return dag_logic(g, DAG_AND, from, to);
}

/* ---- derivatives' products ------------------------------------------- */

static Expr scale_plain(struct dag *g, Expr seed, Expr f)
{
    if (is_op(g, f, OP_Neg))
        return neg(g, scale_plain(g, seed, kid_a(g, f)));
    if (is_op(g, f, OP_Div) && dag_is_num(g, kid_a(g, f), 1))
        return dag_op2(g, OP_Div, seed, kid_b(g, f));   /* s (1/b) [reals] */
    return dag_op2(g, OP_Mul, seed, f);
}

static bool is_guard(const struct dag *g, Expr e)
{
    const struct node *n = dag_at(g, e);

    return n->op == DAG_SELECT && (dag_is_num(g, (Expr){n->b}, 0) ||
                                   dag_is_num(g, (Expr){n->c}, 0));
}

/* Where none of the guards makes a product 0. */
static Expr guards_open(struct dag *g, const struct node *guard, size_t n)
{
    Expr open = EXPR_NONE;

    while (n-- > 0) {
        Expr c = {guard[n].a};
        if (!dag_is_num(g, (Expr){guard[n].c}, 0))
            c = dag_logic(g, DAG_NOT, c, EXPR_NONE);
        open = open.i ? dag_logic(g, DAG_AND, open, c) : c;
    }
    return open;
}

/* A chain of guarded factors would repeat all guards: many become one. */
Expr dag_scale(struct dag *g, Expr seed, Expr factor)
{
    enum { NESTED = 2 };
    VEC(struct node) guards = {0};
    Expr e, zero;

    while (is_guard(g, seed) || is_guard(g, factor)) {
        Expr *from = is_guard(g, seed) ? &seed : &factor;
        struct node n = *dag_at(g, *from);

        vec_push(&guards, n);
        *from = (Expr){dag_is_num(g, (Expr){n.c}, 0) ? n.b : n.c};
    }
    e = scale_plain(g, seed, factor);
    zero = dag_num(g, 0);
    if (guards.n > NESTED) {
        e = dag_select(g, guards_open(g, guards.at, guards.n), e, zero);
        guards.n = 0;
    }
    while (guards.n > 0) {
        struct node n = guards.at[--guards.n];
        bool then = dag_is_num(g, (Expr){n.c}, 0);
        e = dag_select(g, (Expr){n.a}, then ? e : zero, then ? zero : e);
    }
    vec_free(&guards);
    return e;
}
