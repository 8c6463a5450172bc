/*
 * lower_interp.c -- values between the points of a table: interp (straight
 * lines) and pchip (cubics that keep monotony).
 *
 * With k the segment that holds x, both are expressions in x and the table's
 * elements k and k + 1, so that their derivative by x is exact; at a point it
 * is that of the segment to the right.  Outside the table the value is NaN,
 * which is a verdict, never a number.
 */
#include "points.h"

#include <math.h>
#include <string.h>

/* ---- elements ----------------------------------------------------------- */

static Expr point(struct lower *l, const struct points *t, Expr k)
{
    return points_at(l, t->x, k);
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
    Expr left = points_at(l, t->y, k);
    Expr right = points_at(l, t->y, plus(l, k, 1));
    Expr rise = op2(l, OP_Sub, right, left);

    return op2(l, OP_Div, rise, width(l, t, k));
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

/* The slopes at the points, of element variable 0. */
static Expr point_slopes(struct lower *l, const struct points *t,
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
    return points_kept(l, d, t->count, span);
}

/* ---- values ------------------------------------------------------------- */

static Expr straight(struct lower *l, const struct points *t, Expr k, Expr x)
{
    Expr y = points_at(l, t->y, k);
    Expr from = op2(l, OP_Sub, x, point(l, t, k));

    return op2(l, OP_Add, y, op2(l, OP_Mul, slope(l, t, k), from));
}

/* y + u (d + u (c2 + u c3)), with u from the segment's left point. */
static Expr cubic(struct lower *l, const struct points *t, Expr slopes, Expr k,
                  Expr x)
{
    Expr next = plus(l, k, 1), h = width(l, t, k), s = slope(l, t, k);
    Expr d0 = points_at(l, slopes, k);
    Expr d1 = points_at(l, slopes, next);
    Expr u = op2(l, OP_Sub, x, point(l, t, k)), two = dag_num(l->g, 2);
    Expr a = op2(l, OP_Div, op2(l, OP_Sub, d0, s), h);
    Expr b = op2(l, OP_Div, op2(l, OP_Sub, d1, s), h);
    Expr c2 = dag_op1(l->g, OP_Neg,
                      op2(l, OP_Add, op2(l, OP_Mul, two, a), b));
    Expr c3 = op2(l, OP_Div, op2(l, OP_Add, a, b), h);
    Expr y = points_at(l, t->y, k);

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

/* ---- which segment ------------------------------------------------------ */

/* Over segment k; `slopes`: none for straight lines. */
static Expr piece(struct lower *l, const struct points *t, Expr slopes, Expr k,
                  Expr x)
{
    return slopes.i ? cubic(l, t, slopes, k, x) : straight(l, t, k, x);
}

/* Is x in segment k, which has its left end, the last one both? */
static Expr holds(struct lower *l, const struct points *t, Expr k, Expr x)
{
    Expr from = dag_compare(l->g, DAG_LE, point(l, t, k), x);
    Expr to = less(l, x, point(l, t, plus(l, k, 1)));
    Expr last = dag_compare(l->g, DAG_IEQ, k, plus(l, t->count, -2));

    return dag_logic(l->g, DAG_AND, from,
                     dag_logic(l->g, DAG_OR, to, last));
}

/*
 * Where the segment cannot be searched for beforehand: the sum over all of
 * them of what the one that holds x gives.
 */
static struct value all_pieces(struct lower *l, Ast call,
                               const struct points *t, Expr slopes,
                               const struct value *at)
{
    size_t before = l->open.n;
    unsigned var = (unsigned)(DAG_ELEMENT_DIMS + before);
    struct open_index o = {.var = var};
    struct value v = *at;
    Expr k, in;

    if (var >= DAG_INDEX_VARS)
        return lower_fail(l, "E0245", call, "loops are nested too deep here");
    o.lo = dag_int(l->g, 0);
    o.count = plus(l, t->count, -1);
    vec_push(&l->open, o);
    k = dag_index(l->g, var);
    in = holds(l, t, k, at->e);
    v.e = dag_where(l->g, in, piece(l, t, slopes, k, at->e));
    v = lower_reduce(l, call, EFFECT_SUM, v, before, false);
    l->open.n = before;
    return v;
}

struct value value_interp(struct lower *l, Ast call, const struct value *v,
                          size_t n)
{
    Expr slopes = EXPR_NONE, k, inside;
    struct value out = v[0];
    struct points t;

    for (size_t j = 0; j < n; j++)
        if (value_bad(&v[j]) || n != 3)
            return value_of(EXPR_NONE);
    if (!points_read(l, call, v, &t))
        return value_of(EXPR_NONE);
    out.e = dag_real(l->g, v[0].e);
    if (strcmp(ast_at(l->t, call)->name, "pchip") == 0)
        slopes = point_slopes(l, &t, ast_at(l->t, call)->span);
    inside = is_inside(l, &t, out.e);
    if (points_searched(l, &t, out.e)) {
        k = dag_segment(l->g, point(l, &t, dag_int(l->g, 0)), out.e, t.count);
        out.e = piece(l, &t, slopes, k, out.e);
    } else {
        out = all_pieces(l, call, &t, slopes, &out);
    }
    if (!value_bad(&out))
        out.e = dag_select(l->g, inside, out.e, dag_num(l->g, (double)NAN));
    return out;
}
