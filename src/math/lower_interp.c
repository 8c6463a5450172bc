/*
 * lower_interp.c -- values between the points of a table: interp (straight
 * lines) and pchip (cubics that keep monotony).
 *
 * With k the segment that holds x, both are expressions in x and the table's
 * elements k and k + 1, so that their derivative by x is exact; at a point it
 * is that of the segment to the right.  Outside the table the value is NaN,
 * which is a verdict, never a number.
 */
#include "lowering.h"

#include <math.h>
#include <string.h>

/* A table: its points stand in memory, its values are any expression. */
struct points {
    uint32_t x;              /* the array of points */
    Expr y;                  /* of element variable 0 */
    Expr count;
};

/* ---- elements ----------------------------------------------------------- */

static Expr at_index(struct lower *l, Expr e, Expr k)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[0] = k;
    return dag_rewrite(l->g, e, &how);
}

static Expr point(struct lower *l, const struct points *t, Expr k)
{
    return dag_load(l->g, t->x, &k, 1);
}

static Expr plus(struct lower *l, Expr k, int64_t by)
{
    return dag_plus(l->g, k, by);
}

static Expr op2(struct lower *l, enum op op, Expr a, Expr b)
{
    return dag_op2(l->g, op, a, b);
}

static Expr width(struct lower *l, const struct points *t, Expr k)
{
    Expr left = point(l, t, k), right = point(l, t, plus(l, k, 1));

    return op2(l, OP_Sub, right, left);
}

/* The slope of the straight line over segment k. */
static Expr slope(struct lower *l, const struct points *t, Expr k)
{
    Expr left = at_index(l, t->y, k);
    Expr right = at_index(l, t->y, plus(l, k, 1));
    Expr rise = op2(l, OP_Sub, right, left);

    return op2(l, OP_Div, rise, width(l, t, k));
}

/* ---- are the points increasing? ----------------------------------------- */

static bool report_order(struct lower *l, Ast at, size_t k, double before,
                         double x)
{
    lower_fail(l, "E0277", at, "the points of a table must increase: point "
               "%zu is %.17g, after %.17g", k + 1, x, before);
    return false;
}

static bool values_increase(struct lower *l, Ast at, const double *v, size_t n)
{
    for (size_t k = 1; k < n; k++)
        if (!(v[k] > v[k - 1]))
            return report_order(l, at, k, v[k - 1], v[k]);
    return true;
}

/* Points that the file computes: each is computed here. */
static bool computed_increase(struct lower *l, Ast at, Expr body, unsigned var,
                              Expr count)
{
    enum { MOST = 100000 };
    int64_t n = dag_is_int(l->g, count) ? dag_int_value(l->g, count) : MOST + 1;
    double before = -HUGE_VAL, x;

    for (int64_t k = 0; k < n && n <= MOST; k++, before = x) {
        Expr to[DAG_INDEX_VARS] = {{0}};
        struct dag_rewrite how = {to, NULL, NULL};
        to[var] = dag_int(l->g, k);
        if (!const_value(l, dag_rewrite(l->g, body, &how), &x)) {
            n = MOST + 1;
            break;
        }
        if (!(x > before))
            return report_order(l, at, (size_t)k, before, x);
    }
    if (n <= MOST)
        return true;
    lower_fail(l, "E0290", at, "not yet: a table whose points are computed "
               "from data or params");
    diag_help(l->d, last_message(l), "leave the points as the file has them, "
              "and compute the argument: `interp(x/scale, xs, ys)`");
    return false;
}

static const struct loop *definition(const struct lower *l, uint32_t array)
{
    for (size_t k = 0; k < l->p->loops.n; k++)
        if (l->p->loops.at[k].array == array)
            return &l->p->loops.at[k];
    return NULL;
}

static bool points_increase(struct lower *l, Ast at, uint32_t array)
{
    struct array *a = &l->p->arrays.at[array];
    const struct loop *def;

    if (a->kind == ARRAY_DATA || a->kind == ARRAY_PARAM)
        a->increasing = true;            /* checked when they are known */
    if (a->table && dag_is_int(l->g, a->count[0]))
        return values_increase(l, at, a->table,
                               (size_t)dag_int_value(l->g, a->count[0]));
    def = definition(l, array);
    return !def || computed_increase(l, at, def->body, def->domain.var[0],
                                     a->count[0]);
}

/* ---- the table ---------------------------------------------------------- */

/* The array that v is, all of it; UINT32_MAX: v is computed. */
static uint32_t whole_array(struct lower *l, const struct value *v)
{
    const struct node *n = dag_at(l->g, v->e);
    Expr idx[PROGRAM_RANK];

    if (n->op != DAG_LOAD || l->p->arrays.at[n->a].rank != 1 ||
        dag_load_index(l->g, v->e, idx) != 1 ||
        !expr_same(idx[0], dag_index(l->g, 0)))
        return UINT32_MAX;
    return n->a;
}

/* An array of a loop over the table's elements; the same again is shared. */
static uint32_t define_over(struct lower *l, Expr body, Expr count,
                            struct span span)
{
    struct loop loop = {.effect = EFFECT_DEFINE, .body = body, .span = span};

    for (size_t k = 0; k < l->p->loops.n; k++) {
        const struct loop *old = &l->p->loops.at[k];
        if (old->effect == EFFECT_DEFINE && old->domain.rank == 1 &&
            expr_same(old->body, body) && old->domain.var[0] == 0 &&
            expr_same(old->domain.count[0], count))
            return old->array;
    }
    loop.domain.rank = 1;
    loop.domain.var[0] = 0;
    loop.domain.count[0] = count;
    loop.at[0] = dag_index(l->g, 0);
    loop.array = program_array(l->p, ARRAY_TEMP, NULL, 1, NULL, &count,
                               PHASE_SETUP, 0);
    vec_push(&l->p->loops, loop);
    return loop.array;
}

static bool table_is_known(struct lower *l, Ast at, const struct value *v,
                           const char *what)
{
    if (v->rank != 1) {
        lower_fail(l, "E0276", at, "the %s of a table are a row of numbers, "
                   "and this is %s", what, v->rank ? shape_text(l, v)
                                                   : "one number");
        return false;
    }
    if (dag_at(l->g, v->e)->free & ~(uint64_t)1) {
        lower_fail(l, "E0290", at, "not yet: a table that is another one for "
                   "each index");
        diag_help(l->d, last_message(l), "outside `for`, write a call for each "
                  "table");
        return false;
    }
    if (dag_at(l->g, v->e)->phase == PHASE_POINT) {
        lower_fail(l, "E0290", at, "not yet: a table whose %s depend on "
                   "unknowns", what);
        diag_help(l->d, last_message(l), "write a sum over the points, "
                  "`sum(j in 1..m: v[j]*hat(x, j))`, with a function that is "
                  "1 at point j, falls to 0 at its neighbours and is 0 "
                  "elsewhere");
        return false;
    }
    return true;
}

static bool read_table(struct lower *l, Ast call, const struct value *v,
                       struct points *t)
{
    Ast xs = ast_nth(l->t, call, 1), ys = ast_nth(l->t, call, 2);
    struct value both = v[1];
    Expr spare;

    if (!table_is_known(l, xs, &v[1], "points") ||
        !table_is_known(l, ys, &v[2], "values") ||
        !shape_join(l, call, &both, &v[2]))
        return false;
    t->count = v[1].count[0];
    t->y = dag_real(l->g, v[2].e);
    t->x = whole_array(l, &v[1]);
    if (t->x == UINT32_MAX)
        t->x = define_over(l, dag_real(l->g, v[1].e), t->count,
                           ast_at(l->t, xs)->span);
    spare = plus(l, t->count, -2);
    if (dag_is_int(l->g, spare) && dag_int_value(l->g, spare) < 0) {
        lower_fail(l, "E0276", xs, "a table needs two points or more");
        return false;
    }
    if (!dag_is_int(l->g, spare))
        vec_push(&l->p->checks, ((struct size_check){
            spare, ast_at(l->t, xs)->span, "a table needs two points"}));
    return points_increase(l, xs, t->x);
}

/* ---- slopes at the points (Fritsch and Carlson 1980, Butland 1984) ------ */

static Expr less(struct lower *l, Expr a, Expr b)
{
    return dag_compare(l->g, DAG_LT, a, b);
}

static Expr int_pick(struct lower *l, bool greatest, Expr a, Expr b)
{
    return dag_select(l->g, dag_compare(l->g, DAG_ILT, a, b),
                      greatest ? b : a, greatest ? a : b);
}

static Expr same_sign(struct lower *l, Expr a, Expr b)
{
    Expr zero = dag_num(l->g, 0);
    Expr up_a = less(l, zero, a), up_b = less(l, zero, b);
    Expr down_a = less(l, a, zero), down_b = less(l, b, zero);
    Expr up = dag_logic(l->g, DAG_AND, up_a, up_b);
    Expr down = dag_logic(l->g, DAG_AND, down_a, down_b);

    return dag_logic(l->g, DAG_OR, up, down);
}

/* Between segments j and k: a harmonic mean of their slopes, or 0. */
static Expr inner_slope(struct lower *l, const struct points *t, Expr j,
                        Expr k)
{
    Expr two = dag_num(l->g, 2), hj = width(l, t, j), hk = width(l, t, k);
    Expr sj = slope(l, t, j), sk = slope(l, t, k);
    Expr wj = op2(l, OP_Add, op2(l, OP_Mul, two, hk), hj);
    Expr wk = op2(l, OP_Add, hk, op2(l, OP_Mul, two, hj));
    Expr sum = op2(l, OP_Add, wj, wk);
    Expr j_share = op2(l, OP_Div, wj, sj), k_share = op2(l, OP_Div, wk, sk);
    Expr mean = op2(l, OP_Div, sum, op2(l, OP_Add, j_share, k_share));

    return dag_where(l->g, same_sign(l, sj, sk), mean);
}

/* ((2 hj + hk) sj - hj sk) / (hj + hk): the slope at the end of the parabola
 * through three points. */
static Expr parabola_slope(struct lower *l, Expr hj, Expr hk, Expr sj, Expr sk)
{
    Expr two_hj = op2(l, OP_Mul, dag_num(l->g, 2), hj);
    Expr near = op2(l, OP_Mul, op2(l, OP_Add, two_hj, hk), sj);
    Expr far = op2(l, OP_Mul, hj, sk);
    Expr above = op2(l, OP_Sub, near, far), below = op2(l, OP_Add, hj, hk);

    return op2(l, OP_Div, above, below);
}

/* At an end, of segment j and the next one inward, k: three points, kept
 * from turning. */
static Expr end_slope(struct lower *l, const struct points *t, Expr j, Expr k)
{
    Expr hj = width(l, t, j), hk = width(l, t, k);
    Expr sj = slope(l, t, j), sk = slope(l, t, k);
    Expr three = op2(l, OP_Mul, dag_num(l->g, 3), sj);
    Expr d = parabola_slope(l, hj, hk, sj, sk);
    Expr bound = dag_op1(l->g, OP_Abs, three);
    Expr steep = less(l, bound, dag_op1(l->g, OP_Abs, d));
    Expr turns = dag_logic(l->g, DAG_NOT, same_sign(l, sj, sk), EXPR_NONE);
    Expr alone = dag_compare(l->g, DAG_IEQ, j, k);

    turns = dag_logic(l->g, DAG_AND, turns, steep);
    d = dag_where(l->g, same_sign(l, d, sj), d);
    d = dag_select(l->g, turns, three, d);
    return dag_select(l->g, alone, sj, d);
}

/* The array of slopes at the points. */
static uint32_t point_slopes(struct lower *l, const struct points *t,
                             struct span span)
{
    struct dag *g = l->g;
    Expr i = dag_index(g, 0), zero = dag_int(g, 0);
    Expr last = plus(l, t->count, -2);       /* segment */
    Expr before = int_pick(l, true, plus(l, i, -1), zero);
    Expr after = int_pick(l, false, i, last);
    Expr second = int_pick(l, false, dag_int(g, 1), last);
    Expr next = int_pick(l, true, plus(l, last, -1), zero);
    Expr d = inner_slope(l, t, before, after);
    Expr at_end = dag_compare(g, DAG_ILT, last, i);
    Expr past_start = dag_compare(g, DAG_ILT, zero, i);

    d = dag_select(g, at_end, end_slope(l, t, last, next), d);
    d = dag_select(g, past_start, d, end_slope(l, t, zero, second));
    return define_over(l, d, t->count, span);
}

/* ---- values ------------------------------------------------------------- */

static Expr straight(struct lower *l, const struct points *t, Expr k, Expr x)
{
    Expr y = at_index(l, t->y, k);
    Expr from = op2(l, OP_Sub, x, point(l, t, k));

    return op2(l, OP_Add, y, op2(l, OP_Mul, slope(l, t, k), from));
}

/* y + u (d + u (c2 + u c3)), with u from the segment's left point. */
static Expr cubic(struct lower *l, const struct points *t, uint32_t slopes,
                  Expr k, Expr x)
{
    Expr next = plus(l, k, 1), h = width(l, t, k), s = slope(l, t, k);
    Expr d0 = dag_load(l->g, slopes, &k, 1);
    Expr d1 = dag_load(l->g, slopes, &next, 1);
    Expr u = op2(l, OP_Sub, x, point(l, t, k)), two = dag_num(l->g, 2);
    Expr a = op2(l, OP_Div, op2(l, OP_Sub, d0, s), h);
    Expr b = op2(l, OP_Div, op2(l, OP_Sub, d1, s), h);
    Expr c2 = dag_op1(l->g, OP_Neg,
                      op2(l, OP_Add, op2(l, OP_Mul, two, a), b));
    Expr c3 = op2(l, OP_Div, op2(l, OP_Add, a, b), h);
    Expr y = at_index(l, t->y, k);

    c2 = op2(l, OP_Add, c2, op2(l, OP_Mul, u, c3));
    d0 = op2(l, OP_Add, d0, op2(l, OP_Mul, u, c2));
    return op2(l, OP_Add, y, op2(l, OP_Mul, u, d0));
}

static Expr is_inside(struct lower *l, const struct points *t, Expr x)
{
    Expr first = point(l, t, dag_int(l->g, 0));
    Expr last = point(l, t, plus(l, t->count, -1));
    Expr from = dag_compare(l->g, DAG_LE, first, x);
    Expr to = dag_compare(l->g, DAG_LE, x, last);

    return dag_logic(l->g, DAG_AND, from, to);
}

struct value value_interp(struct lower *l, Ast call, const struct value *v,
                          size_t n)
{
    struct value out;
    struct points t;
    Expr k, x, inside;

    if (n != 3)
        return value_of(EXPR_NONE);
    for (size_t j = 0; j < n; j++)
        if (value_bad(&v[j]))
            return value_of(EXPR_NONE);
    if (!read_table(l, call, v, &t))
        return value_of(EXPR_NONE);
    out = v[0];
    x = dag_real(l->g, v[0].e);
    k = dag_segment(l->g, point(l, &t, dag_int(l->g, 0)), x, t.count);
    out.e = strcmp(ast_at(l->t, call)->name, "pchip") == 0
        ? cubic(l, &t, point_slopes(l, &t, ast_at(l->t, call)->span), k, x)
        : straight(l, &t, k, x);
    inside = is_inside(l, &t, x);
    out.e = dag_select(l->g, inside, out.e, dag_num(l->g, (double)NAN));
    return out;
}
