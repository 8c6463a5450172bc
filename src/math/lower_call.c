/* lower_call.c -- functions, reductions and random numbers by name. */
#include "lowering.h"

#include <string.h>

static int reduction(const char *name)
{
    static const struct { const char *name; int effect; } rows[] = {
        {"sum", EFFECT_SUM}, {"mean", EFFECT_SUM}, {"prod", EFFECT_PROD},
        {"min", EFFECT_MIN}, {"max", EFFECT_MAX},
        {"logsumexp", EFFECT_LOGSUMEXP},
    };

    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (strcmp(rows[k].name, name) == 0)
            return rows[k].effect;
    return -1;
}

static struct value call_op(struct lower *l, Ast at, enum op op,
                            const struct value *v, size_t n)
{
    const struct op_row *row = op_row(op);
    struct value out = v[0];

    if (n != row->arity)
        return lower_fail(l, "E0211", at, "%s takes %u argument%s, not %zu",
                          row->name, row->arity, row->arity == 1 ? "" : "s", n);
    if (n == 1) {
        if (!value_bad(&out))
            out.e = dag_op1(l->g, op, v[0].e);
        return out;
    }
    if (!shape_join(l, at, &out, &v[1]))
        return value_of(EXPR_NONE);
    out.e = dag_op2(l->g, op, v[0].e, v[1].e);
    return out;
}

static struct value call_random(struct lower *l, Ast at, const char *name,
                                const struct value *v, size_t n)
{
    enum op op = name[0] == 'r' ? OP_Randn : OP_Uniform;
    struct value draw;

    for (size_t k = 0; k < n; k++)
        if (value_bad(&v[k]))
            return v[k];
    if (!l->element.i)
        return lower_fail(l, "E0215", at, "%s may stand in data and in starts "
                          "only", name);
    draw = value_of(dag_op2(l->g, op, v[n - 1].e, l->element));
    if (n == 3)
        draw.e = dag_op2(l->g, OP_Add, v[0].e,
                         dag_op2(l->g, OP_Mul,
                                 dag_op2(l->g, OP_Sub, v[1].e, v[0].e),
                                 draw.e));
    return draw;
}

static struct value call_int(struct lower *l, Ast at, const char *name,
                             enum mode mode, const struct value *v)
{
    struct value a = value_as_int(l, at, v[0]), b = value_as_int(l, at, v[1]);

    if (value_bad(&a) || value_bad(&b))
        return value_of(EXPR_NONE);
    if (dag_is_int(l->g, b.e) && dag_int_value(l->g, b.e) <= 0)
        return lower_fail(l, "E0242", at, "%s needs a divisor above zero",
                          name);
    return value_in_mode(l, at, value_of(dag_int2(
        l->g, name[0] == 'd' ? DAG_IDIV : DAG_IMOD, a.e, b.e)), mode);
}

struct value value_call(struct lower *l, const struct frame *f,
                         const struct value *v, size_t n)
{
    const char *name = ast_at(l->t, f->node)->name;
    Ast first = ast_kid(l->t, f->node);
    int effect = reduction(name), op = op_find(name, strlen(name));
    struct value whole;

    if (n > 0 && effect >= 0 && (ast_at(l->t, first)->kind == AST_REDUCE ||
                                 n == 1)) {
        if (ast_at(l->t, first)->kind != AST_REDUCE && v[0].rank == 0 &&
            !value_bad(&v[0]))
            return lower_fail(l, "E0244", f->node, "%s of a single number: "
                              "give an array, or %s(i in 1..n: ...)", name,
                              name);
        return lower_reduce(l, f->node, (enum effect)effect, v[0], f->open,
                            strcmp(name, "mean") == 0);
    }
    if (strcmp(name, "randn") == 0 || strcmp(name, "uniform") == 0)
        return call_random(l, f->node, name, v, n);
    if (strcmp(name, "diff") == 0)
        return value_diff(l, f->node, v, n);
    if (strcmp(name, "interp") == 0 || strcmp(name, "pchip") == 0)
        return value_interp(l, f->node, v, n);
    if ((strcmp(name, "div") == 0 || strcmp(name, "mod") == 0) && n == 2)
        return call_int(l, f->node, name, f->mode, v);
    if (value_whole_call(l, f->node, v, n, &whole))
        return whole;
    if (op >= 0 && n > 0)
        return call_op(l, f->node, (enum op)op, v, n);
    return lower_fail(l, "E0210", f->node, "there is no function `%s`", name);
}

