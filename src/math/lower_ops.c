/* lower_ops.c -- operators, comparisons, `if` and subscripts on values. */
#include "lowering.h"


static struct value binary_int(struct lower *l, Ast at, unsigned op,
                               struct value a, struct value b)
{
    Expr check;

    switch (op) {
    case AST_ADD:
        return value_of(dag_iadd(l->g, a.e, b.e));
    case AST_SUB:
        return value_of(dag_isub(l->g, a.e, b.e));
    case AST_MUL:
        return value_of(dag_imul(l->g, a.e, b.e));
    case AST_DIV:
        if (dag_is_int(l->g, b.e) && dag_int_value(l->g, b.e) == 0)
            return lower_fail(l, "E0242", at, "division by zero in an index");
        check = dag_int2(l->g, DAG_IMOD, a.e, b.e);
        if (dag_is_int(l->g, check) && dag_int_value(l->g, check) != 0)
            return lower_fail(l, "E0242", at, "this division of whole numbers "
                              "leaves a rest: write div(a, b) to round down");
        if (!dag_is_int(l->g, check))
            zero_check(l, at, check, "this division leaves a rest "
                       "with these sizes");
        return value_of(dag_int2(l->g, DAG_IDIV, a.e, b.e));
    default:
        return lower_fail(l, "E0241", at,
                          "only + - * / div and mod can be used in an index");
    }
}

static enum op op_of(unsigned ast_op)
{
    switch (ast_op) {
    case AST_ADD: return OP_Add;
    case AST_SUB: return OP_Sub;
    case AST_MUL: return OP_Mul;
    case AST_DIV: return OP_Div;
    default: return OP_Pow;
    }
}

struct value value_binary(struct lower *l, Ast at, enum mode mode,
                           struct value a, struct value b)
{
    unsigned op = ast_at(l->t, at)->op;
    struct value v = a;

    if (!shape_join(l, at, &v, &b))
        return value_of(EXPR_NONE);
    if (op == AST_AND || op == AST_OR)
        v.e = dag_logic(l->g, op == AST_AND ? DAG_AND : DAG_OR, a.e, b.e);
    else if (dag_at(l->g, a.e)->type == TYPE_BOOL ||
             dag_at(l->g, b.e)->type == TYPE_BOOL)
        return lower_fail(l, "E0127", at, "a comparison is no number: write "
                          "if c then 1 else 0");
    else if (mode == MODE_INT)
        return binary_int(l, at, op, a, b);
    else
        v.e = dag_op2(l->g, op_of(op), a.e, b.e);
    return v;
}

struct value value_unary(struct lower *l, Ast at, enum mode mode,
                          struct value a)
{
    unsigned op = ast_at(l->t, at)->op;

    if (value_bad(&a) || op == AST_PLUS)
        return a;
    if (op == AST_NOT)
        a.e = dag_logic(l->g, DAG_NOT, a.e, EXPR_NONE);
    else if (mode == MODE_INT)
        a.e = dag_isub(l->g, dag_int(l->g, 0), a.e);
    else
        a.e = dag_op1(l->g, OP_Neg, a.e);
    return a;
}

/* A whole number behind a real one, so that i + 1 > 1 compares integers. */
static Expr strip_real(struct lower *l, Expr e)
{
    Expr whole = dag_at(l->g, e)->phase != PHASE_POINT ? whole_of(l, e)
                                                       : EXPR_NONE;

    return whole.i ? whole : e;
}

static Expr compare(struct lower *l, unsigned op, Expr a, Expr b)
{
    Expr x = strip_real(l, a), y = strip_real(l, b), e;
    bool ints = dag_at(l->g, x)->type == TYPE_INT &&
                dag_at(l->g, y)->type == TYPE_INT;

    if (!ints) {
        x = a;
        y = b;
    }
    switch (op) {
    case AST_LT: return dag_compare(l->g, DAG_LT, x, y);
    case AST_LE: return dag_compare(l->g, DAG_LE, x, y);
    case AST_GT: return dag_compare(l->g, DAG_LT, y, x);
    case AST_GE: return dag_compare(l->g, DAG_LE, y, x);
    default: break;
    }
    e = dag_compare(l->g, DAG_EQ, x, y);
    return op == AST_NE ? dag_logic(l->g, DAG_NOT, e, EXPR_NONE) : e;
}

/* expr op expr op expr ...: the links joined by `and`. */
struct value value_comparison(struct lower *l, Ast at, const struct value *v,
                               size_t n)
{
    struct value out = v[0];
    Expr all = EXPR_NONE;
    Ast op = ast_next(l->t, ast_kid(l->t, at));

    for (size_t k = 1; k < n; k++) {
        Expr link;
        if (!shape_join(l, at, &out, &v[k]) || value_bad(&v[k - 1]))
            return value_of(EXPR_NONE);
        link = compare(l, ast_at(l->t, op)->op, v[k - 1].e, v[k].e);
        all = all.i ? dag_logic(l->g, DAG_AND, all, link) : link;
        op = ast_next(l->t, ast_next(l->t, op));
    }
    out.e = all;
    return out;
}

/* `if x then 1 else 0` */
struct value fail_condition(struct lower *l, Ast at)
{
    struct value bad = lower_fail(l, "E0243", at, "the condition after `if` "
                                  "must be a comparison");

    diag_help(l->d, last_message(l), "that a number is not 0 is `x != 0`");
    return bad;
}

struct value value_choice(struct lower *l, Ast at, const struct value *v)
{
    struct value out = v[0];

    if (!shape_join(l, at, &out, &v[1]) || !shape_join(l, at, &out, &v[2]))
        return value_of(EXPR_NONE);
    if (dag_at(l->g, v[0].e)->type != TYPE_BOOL)
        return fail_condition(l, ast_kid(l->t, at));
    out.e = dag_select(l->g, v[0].e, v[1].e, v[2].e);
    return out;
}
