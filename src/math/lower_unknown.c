/* lower_unknown.c -- declarations of unknowns: their starts and bounds. */
#include "lowering.h"

#include <math.h>

/* The point of [lo, hi] nearest to 1. */
static Expr default_start(struct lower *l, Expr lo, Expr hi)
{
    double a, b;

    if (const_value(l, lo, &a) && const_value(l, hi, &b))
        return dag_num(l->g, a > 1 ? a : b < 1 ? b : 1);
    return dag_op2(l->g, OP_Min, dag_op2(l->g, OP_Max, dag_num(l->g, 1), lo),
                   hi);
}

static bool bounds_of(struct lower *l, const struct symbol *s,
                      struct value *lo, struct value *hi)
{
    double a, b;

    *lo = value_of(dag_num(l->g, -HUGE_VAL));
    *hi = value_of(dag_num(l->g, HUGE_VAL));
    if (ast_absent(l->t, s->bounds))
        return true;
    l->p->has_bounds = true;
    *lo = lower_expr(l, ast_kid(l->t, s->bounds), MODE_REAL);
    *hi = lower_expr(l, ast_nth(l->t, s->bounds, 1), MODE_REAL);
    if (value_bad(lo) || value_bad(hi))
        return false;
    if (dag_at(l->g, lo->e)->phase == PHASE_POINT ||
        dag_at(l->g, hi->e)->phase == PHASE_POINT) {
        lower_fail(l, "E0220", s->bounds, "bounds cannot depend on unknowns");
        return false;
    }
    if (const_value(l, lo->e, &a) && const_value(l, hi->e, &b) && !(a <= b)) {
        lower_fail(l, "E0315", s->bounds, "no number lies between %g and %g: "
                   "the lower bound of `%s` is above the upper", a, b, s->name);
        return false;
    }
    return true;
}

static bool start_of(struct lower *l, const struct symbol *s,
                     const struct value *lo, const struct value *hi,
                     struct value *start)
{
    double x, a, b;
    int m;

    if (ast_absent(l->t, s->init)) {
        *start = *lo;
        if (!shape_join(l, s->bounds, start, hi))
            return false;
        start->e = default_start(l, lo->e, hi->e);
        return true;
    }
    *start = lower_expr(l, s->init, MODE_REAL);
    if (value_bad(start))
        return false;
    if (dag_at(l->g, start->e)->phase == PHASE_POINT) {
        lower_fail(l, "E0220", s->init, "a start cannot depend on unknowns");
        return false;
    }
    if (const_value(l, start->e, &x) && const_value(l, lo->e, &a) &&
        const_value(l, hi->e, &b) && !(a <= x && x <= b)) {
        m = diag_add(l->d, "E0411", ast_at(l->t, s->init)->span,
                     "`%s` starts at %g, outside its bounds [%g, %g]", s->name,
                     x, a, b);
        diag_help(l->d, m, "start inside, or leave the start out");
        return false;
    }
    return true;
}

/* `unknown u = [0.5, 0.7];` has the shape of the list. */
static void list_dims(struct lower *l, const struct symbol *s, struct dims *d)
{
    Ast row = ast_absent(l->t, s->dims) ? s->init : AST_NONE;
    Expr one = dag_int(l->g, 1);

    while (row.i && !ast_absent(l->t, row) &&
           ast_at(l->t, row)->kind == AST_LIST &&
           d->shape.rank < RANK_MAX) {
        unsigned k = d->shape.rank++;

        d->shape.lo[k] = one;
        d->shape.count[k] = dag_int(l->g, (int64_t)ast_count(l->t, row));
        d->domain.var[k] = k;
        d->domain.count[k] = d->shape.count[k];
        d->domain.rank = k + 1;
        row = ast_kid(l->t, row);
    }
}

/* None are kept as long as none are finite: then of all unknowns so far. */
static void keep_bounds(struct lower *l, const struct loop *lower,
                        const struct loop *upper)
{
    struct program *p = l->p;

    if (!p->has_bounds)
        return;
    while (p->lowers.n + 1 < p->starts.n) {
        struct loop infinite = p->starts.at[p->lowers.n];

        infinite.body = dag_num(l->g, -HUGE_VAL);
        vec_push(&p->lowers, infinite);
        infinite.body = dag_num(l->g, HUGE_VAL);
        vec_push(&p->uppers, infinite);
    }
    vec_push(&p->lowers, *lower);
    vec_push(&p->uppers, *upper);
}

void lower_unknown(struct lower *l, uint32_t sym)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    struct value lo, hi, start;
    struct loop loop[3];
    struct dims d;
    uint32_t a;
    Ast at = s->decl;

    if (dims_open(l, s->dims, &d, false)) {
        list_dims(l, s, &d);
        a = add_array(l, sym, ARRAY_UNKNOWN, &d.shape, PHASE_POINT, 1);
        l->element = element_number(l, &d);
        if (a != UINT32_MAX && !wide_unknown(l, s, a, &d) &&
            bounds_of(l, s, &lo, &hi) && start_of(l, s, &lo, &hi, &start) &&
            define_loop(l, at, &d, a, start, &loop[0]) &&
            define_loop(l, at, &d, a, lo, &loop[1]) &&
            define_loop(l, at, &d, a, hi, &loop[2])) {
            l->p->arrays.at[a].started = !ast_absent(l->t, s->init);
            vec_push(&l->p->starts, loop[0]);
            keep_bounds(l, &loop[1], &loop[2]);
        }
    }
    dims_close(l, &d);
}
