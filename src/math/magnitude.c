/*
 * magnitude.c -- how large the numbers are that an equation is made of.
 *
 * An equation holds when |left - right| <= 64 eps (M(left) + M(right)):
 *     M(c) = |c|, M(x) = |x|, M(a +- b) = M(a) + M(b), M(a b) = M(a) M(b),
 *     M(f(a, b)) = max(|f|, |f_a| M(a) + |f_b| M(b)),
 * through brackets, lets, calls and reductions; recurrences: drift.c.  A sum of
 * n terms, in eight lanes, loses n / 8 eps of its terms at most: beyond 512 of
 * them its M is n / 512 times theirs.  A whole exponent is no operand, nor is
 * the order of polygamma; a slope that is infinite there excuses nothing.
 */
#include "deriving.h"

#include <math.h>
#include <stdlib.h>

static Expr absolute(struct dag *g, Expr e)
{
    if (dag_is_const(g, e))
        return dag_value(g, e) < 0 ? dag_op1(g, OP_Neg, e) : e;
    return dag_op1(g, OP_Abs, e);
}

/* A term's part: M itself, of an extreme that of the term that won, and of
   log(sum exp x), softmax(x) M(x). */
static Expr term_magnitude(struct derive *d, const struct loop *loop)
{
    Expr m = magnitude_of(d, expand(d, loop->body)), factor;

    if (loop->effect == EFFECT_SUM || loop->effect == EFFECT_PROD)
        return m;
    factor = expand(d, reduction_factor(d, loop));
    return loop->effect == EFFECT_LOGSUMEXP
               ? dag_op2(d->g, OP_Mul, factor, m)
               : dag_scale(d->g, factor, m);
}

/* The magnitude of a sum is the sum of its terms', as that of a product is the
   product: a temporary of its own. */
static void reduced_magnitude(struct derive *d, uint32_t array)
{
    struct loop loop = *definer(d, array);
    bool drifts = d->drifts;

    d->drifts = false;
    loop.body = term_magnitude(d, &loop);
    d->drifts = drifts;
    if (loop.effect != EFFECT_PROD)
        loop.effect = EFFECT_SUM;
    loop.array = program_array(d->p, ARRAY_TEMP, NULL, outer_rank(d, &loop),
                               NULL, d->p->arrays.at[array].count,
                               PHASE_POINT, 2);
    vec_push(&d->p->helpers, loop);
    d->magnitude[array] = loop.array;
}

/* M of a sum of many terms; where a condition picks them, few are meant. */
static Expr long_sum(struct derive *d, const struct loop *loop, Expr m)
{
    struct dag *g = d->g;
    const double few = 512;
    Expr n = dag_int(g, 1), most = dag_num(g, 1 / few);

    if (loop->effect != EFFECT_SUM || loop->domain.guard.i)
        return m;
    for (unsigned k = 0; k < loop->domain.rank; k++)
        if (!loop_own_index(d, loop, loop->domain.var[k]))
            n = dag_imul(g, n, domain_extent(&loop->domain, k));
    if (dag_is_int(g, n) && (double)dag_int_value(g, n) <= few)
        return m;
    most = dag_op2(g, OP_Mul, most, dag_real(g, n));
    most = dag_op2(g, OP_Max, most, dag_num(g, 1));
    return dag_op2(g, OP_Mul, m, most);
}

static Expr load_magnitude(struct derive *d, Expr load)
{
    uint32_t array = dag_at(d->g, load)->a;
    const struct loop *def = definer(d, array);
    Expr idx[PROGRAM_RANK], sum;

    if (array < d->arrays && d->drift[array].most)
        return drift_at_load(d, load);
    if (!def || (!d->magnitude[array] && def->effect == EFFECT_DEFINE))
        return absolute(d->g, load);
    if (!d->magnitude[array])
        reduced_magnitude(d, array);
    dag_load_index(d->g, load, idx);
    sum = dag_load(d->g, d->magnitude[array], idx,
                   d->p->arrays.at[array].rank);
    sum = long_sum(d, definer(d, array), sum);
    return definer(d, array)->effect != EFFECT_LOGSUMEXP
        ? sum : dag_op2(d->g, OP_Max, absolute(d->g, load), sum);
}

/* Slopes of these can be infinite where the value is finite. */
static bool may_be_steep(enum op op)
{
    switch (op) {
    case OP_Pow: case OP_Sqrt: case OP_Cbrt: case OP_Asin: case OP_Acos:
    case OP_Acosh: case OP_Hypot: case OP_Atan2:
        return true;
    default:
        return false;
    }
}

/* |f'| M(a); nothing where that is no number, so that it excuses nothing. */
static Expr share(struct derive *d, enum op op, Expr slope, Expr m)
{
    struct dag *g = d->g;
    Expr s = dag_op2(g, OP_Mul, absolute(g, slope), m), finite;

    if (!may_be_steep(op) || dag_is_const(g, slope))
        return s;
    finite = dag_compare(g, DAG_LT, s, dag_num(g, HUGE_VAL));
    return dag_where(g, finite, s);
}

/* A whole exponent is exact; any other counts, whatever the base's sign. */
static Expr power(struct derive *d, Expr a, Expr b, Expr y, const Expr m[3])
{
    struct dag *g = d->g;
    Expr sum = share(d, OP_Pow, op_slope(g, OP_Pow, 0, a, b, y), m[0]), s;

    if (dag_at(g, b)->op == DAG_REAL ||
        (dag_is_const(g, b) && dag_value(g, b) == floor(dag_value(g, b))))
        return sum;
    s = dag_op2(g, OP_Mul, y, dag_op1(g, OP_Log, absolute(g, a)));
    return dag_op2(g, OP_Add, sum, share(d, OP_Pow, s, m[1]));
}

static Expr general(struct derive *d, const struct node *n, Expr y,
                    const Expr m[3])
{
    struct dag *g = d->g;
    enum op op = OP_OF(n->op);
    Expr a = {n->a}, b = {n->b}, sum;

    if (op == OP_Pow) {
        sum = power(d, a, b, y, m);
    } else if (op == OP_Polygamma) {
        sum = share(d, op, op_slope(g, op, 1, a, b, y), m[1]);
    } else {
        sum = share(d, op, op_slope(g, op, 0, a, b, y), m[0]);
        if (b.i)
            sum = dag_op2(g, OP_Add, sum,
                          share(d, op, op_slope(g, op, 1, a, b, y), m[1]));
    }
    return dag_op2(g, OP_Max, absolute(g, y), sum);
}

/* M of one node from those of its children (in the order of dag_children). */
static Expr node_magnitude(void *caller, Expr e, const Expr m[3])
{
    struct derive *d = caller;
    struct node n = *dag_at(d->g, e);

    if (n.type != TYPE_REAL)
        return e;
    switch (n.op) {
    case DAG_CONST: case DAG_REAL: case DAG_LOCAL:
        return absolute(d->g, e);
    case DAG_LOAD:
        return load_magnitude(d, e);
    case DAG_SELECT:
        return dag_select(d->g, (Expr){n.a}, m[1], m[2]);
    default:
        break;
    }
    switch (OP_OF(n.op)) {
    case OP_Neg: return m[0];
    case OP_Add: case OP_Sub: return dag_op2(d->g, OP_Add, m[0], m[1]);
    case OP_Mul: return dag_op2(d->g, OP_Mul, m[0], m[1]);
    default: return general(d, &n, e, m);
    }
}

/* Recursion only from a sum into its terms: as deep as sums are nested. */
Expr magnitude_of(struct derive *d, Expr e)
{
    return dag_fold(d->g, e, node_magnitude, d);
}

static Expr of_both_sides(struct derive *d, struct family f)
{
    Expr left = magnitude_of(d, expand(d, f.left));
    Expr right = magnitude_of(d, expand(d, f.right));

    return dag_op2(d->g, OP_Add, left, right);
}

void derive_magnitudes(struct derive *d)
{
    derive_drifts(d);
    for (size_t k = 0; k < d->p->families.n; k++) {
        bool equation = d->p->families.at[k].kind == FAMILY_EQUATION;
        Expr sum = equation ? of_both_sides(d, d->p->families.at[k])
                            : EXPR_NONE;
        vec_push(&d->p->magnitudes, sum);
    }
    for (size_t k = 0; k < d->p->constraints.n; k++) {
        Expr sum = of_both_sides(d, d->p->constraints.at[k]);
        vec_push(&d->p->constraint_magnitudes, sum);
    }
}
