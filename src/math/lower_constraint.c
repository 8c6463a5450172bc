/*
 * lower_constraint.c -- what must hold while something else is made small, or
 * beside a system: `<=`, `>=`, and `=` beside a fit or an objective.
 *
 * A chain `0 <= z <= 1` is one family for each of its links.  A constraint on
 * one unknown is not taken for a bound: bounds say where solvers may go,
 * constraints what has to be true in the end.
 */
#include "lowering.h"

static bool sense_of(struct lower *l, Ast op, enum sense *out)
{
    const char *text = ast_op_text(ast_at(l->t, op)->op);
    int m;

    switch (ast_at(l->t, op)->op) {
    case AST_LE: *out = SENSE_AT_MOST; return true;
    case AST_GE: *out = SENSE_AT_LEAST; return true;
    default: break;
    }
    lower_fail(l, "E0280", op, "a constraint with %s has no border to stop at",
               text);
    m = last_message(l);
    if (l->t->src->text[ast_at(l->t, op)->span.hi] == '-' &&
        ast_at(l->t, op)->op == AST_LT)
        diag_help(l->d, m, "an equation is `x = 3`; a constraint has <=, and a "
                  "blank before a minus");
    else if (ast_at(l->t, op)->op == AST_LT || ast_at(l->t, op)->op == AST_GT)
        diag_help(l->d, m, "write %s=", text);
    else
        diag_help(l->d, m, "constraints are <=, >= and =");
    return false;
}

static bool holds(enum sense sense, double a, double b)
{
    return sense == SENSE_AT_MOST ? a <= b
         : sense == SENSE_AT_LEAST ? a >= b : a == b;
}

/* 3 <= 2 is false whatever the unknowns are. */
static void check_constant(struct lower *l, Ast at, const struct family *f)
{
    double a, b;

    if (!const_value(l, f->left, &a) || !const_value(l, f->right, &b))
        return;
    if (!holds((enum sense)f->sense, a, b))
        lower_fail(l, "E0310", at, "this can never hold: the left is %.17g, "
                   "the right is %.17g, and no unknown stands in it", a, b);
    else
        diag_add(l->d, "W0303", f->span, "this always holds: no unknown "
                 "stands in it");
}

/* One link of the chain, with its place in the text. */
static void link_of(struct lower *l, Ast at, struct span span,
                    const struct value *a, const struct value *b,
                    enum sense sense)
{
    struct family f = {.kind = FAMILY_CONSTRAINT, .sense = (uint8_t)sense,
                       .name = ast_at(l->t, at)->name,
                       .span = span};
    struct value v = *a;

    if (!shape_join(l, at, &v, b))
        return;
    if (dag_at(l->g, a->e)->type == TYPE_BOOL ||
        dag_at(l->g, b->e)->type == TYPE_BOOL) {
        lower_fail(l, "E0127", at, "a comparison is no number");
        return;
    }
    l->g->here = f.span;
    f.domain = family_domain(l, at, &v);
    f.left = row_value(l, dag_real(l->g, a->e));
    f.right = row_value(l, dag_real(l->g, b->e));
    f.row = dag_op2(l->g, OP_Sub, f.left, f.right);
    check_constant(l, at, &f);
    vec_push(&l->p->constraints, f);
}

void lower_constraint(struct lower *l, Ast at)
{
    Ast k = ast_kid(l->t, ast_kid(l->t, at));
    struct value a = lower_expr(l, k, MODE_REAL), b;
    struct span span = ast_at(l->t, at)->span, whole = span;
    enum sense sense;

    for (k = ast_next(l->t, k); k.i; k = ast_next(l->t, k), a = b) {
        Ast op = k;
        k = ast_next(l->t, k);
        b = lower_expr(l, k, MODE_REAL);
        if (value_bad(&a) || value_bad(&b) || !sense_of(l, op, &sense))
            return;
        span.hi = ast_next(l->t, k).i ? ast_at(l->t, k)->span.hi : whole.hi;
        link_of(l, at, span, &a, &b, sense);
        span.lo = ast_at(l->t, k)->span.lo;
    }
}

void lower_held(struct lower *l, struct family f)
{
    f.kind = FAMILY_CONSTRAINT;
    f.sense = SENSE_EQUAL;
    vec_push(&l->p->constraints, f);
}
