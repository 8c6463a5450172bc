/*
 * Every row of ops.def: derivatives against differences in long double, kinks,
 * interval rules against samples, names and texts.  A row added there is
 * tested here without a change.
 */
#include <check.h>
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/special.h"
#include "math/interval.h"
#include "math/slope.h"
#include "tables/ops.h"

/* ---- the rows as functions --------------------------------------------- */

/* Values in double under their tags: the words of the derivative columns. */
#define F(name) name
#define OP1(tag, name, prec, value, ...)                                      \
    static double tag(double a) { return value; }
#define OP2(tag, name, prec, value, ...)                                      \
    static double tag(double a, double b) { return value; }
#include "tables/ops.def"
#undef F

#define Num(v) ((double)(v))
#define If(c, x, y) ((c) ? (x) : (y))
#define Eq(x, y) ((x) == (y))
#define Lt(x, y) ((x) < (y))
#define Le(x, y) ((x) <= (y))

static void unused(double a, double b, double y)
{
    (void)a;
    (void)b;
    (void)y;
}

static double value_of(int op, double a, double b)
{
    switch (op) {
#define OP1(tag, ...) case OP_##tag: return tag(a);
#define OP2(tag, ...) case OP_##tag: return tag(a, b);
#include "tables/ops.def"
    default: return NAN;
    }
}

/* The derivative column with respect to operand 0 or 1. */
static double slope_of(int op, int operand, double a, double b)
{
    double y = value_of(op, a, b);

    unused(a, b, y);
    switch (op) {
#define OP1(tag, name, prec, value, da, ...) case OP_##tag: return da;
#define OP2(tag, name, prec, value, da, db, ...)                              \
    case OP_##tag: return operand ? db : da;
#include "tables/ops.def"
    default: return NAN;
    }
}

static bool where(int op, double a, double b)
{
    unused(a, b, 0);
    switch (op) {
#define OP1(tag, name, prec, value, da, c, tex, where, ...)                   \
    case OP_##tag: return where;
#define OP2(tag, name, prec, value, da, db, c, tex, where, ...)               \
    case OP_##tag: return where;
#include "tables/ops.def"
    default: return false;
    }
}

/* Drawn numbers have no slope, and any value. */
static bool is_random(int op)
{
    return op == OP_Randn || op == OP_Uniform;
}

/* The same in long double, where differences are good to 1e-15. */
#define F(name) name##l
#define eqr_min(a, b) ((a) <= (b) ? (a) : (b))
#define eqr_max(a, b) ((a) >= (b) ? (a) : (b))
#define eqr_sign(a) ((a) > 0 ? 1.0L : (a) < 0 ? -1.0L : (a))
#define eqr_relu(a) ((a) > 0 ? (a) : 0)
#define eqr_sigmoid(a) (1 / (1 + expl(-(a))))
#define eqr_softplus(a) log1pl(expl(a))
#define eqr_lgamma(a) lgammal(a)
#define eqr_polygamma(a, b) ((long double)(eqr_polygamma)((double)a, (double)b))
#define eqr_randn(a, b) ((a) + (b))
#define eqr_uniform(a, b) ((a) + (b))
static long double long_value(int op, long double a, long double b)
{
    unused((double)a, (double)b, 0);
    switch (op) {
#define OP1(tag, name, prec, value, ...) case OP_##tag: return value;
#define OP2(tag, name, prec, value, ...) case OP_##tag: return value;
#include "tables/ops.def"
    default: return NAN;
    }
}
#undef eqr_polygamma

static int arity(int op)
{
    return (int)op_row((enum op)op)->arity;
}

/* ---- points ------------------------------------------------------------ */

static uint64_t state;

static void seed(int op)
{
    state = 0x9e3779b97f4a7c15u * (uint64_t)(op + 1);
}

static double uniform(double lo, double hi)
{
    uint64_t z = (state += 0x9e3779b97f4a7c15u);

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return lo + (hi - lo) * (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

/* ---- derivatives ------------------------------------------------------- */

static long double difference(int op, int operand, double a, double b,
                              long double h)
{
    long double up = operand ? long_value(op, a, b + h)
                             : long_value(op, a + h, b);
    long double down = operand ? long_value(op, a, b - h)
                               : long_value(op, a - h, b);

    return (up - down) / (2 * h);
}

/* Richardson's extrapolation from h, h/2, h/4, ... */
static double extrapolated(int op, int operand, double a, double b, double h)
{
    enum { ROWS = 7 };
    long double t[ROWS];

    for (int k = 0; k < ROWS; k++) {
        long double by = 4;
        t[k] = difference(op, operand, a, b, (long double)h / (1 << k));
        for (int j = k - 1; j >= 0; j--, by *= 4)
            t[j] = t[j + 1] + (t[j + 1] - t[j]) / (by - 1);
    }
    return (double)t[0];
}

/* Is the multiple of 1/2 nearest to v, where rows have kinks, not near it? */
static bool clear_of_kink(int op, double a, double b, double v, bool first)
{
    double near = floor(2 * v + 0.5) / 2;

    return fabs(v - near) > 0.2 ||
           (first ? where(op, near, b) : where(op, a, near));
}

/* A point at which a row has a slope, and for some way around it. */
static bool draw_point(int op, double *a, double *b)
{
    bool whole = op == OP_Polygamma || (op == OP_Pow && uniform(0, 1) < 0.5);

    *a = op == OP_Polygamma ? floor(uniform(0, 5)) : uniform(-3, 3);
    *b = whole && op == OP_Pow ? floor(uniform(-4, 5)) : uniform(-3, 3);
    if (op == OP_Acosh)
        *a += 3;
    if (op == OP_Polygamma)
        return *b > 0.4;
    if ((op == OP_Min || op == OP_Max) && fabs(*a - *b) < 0.2)
        return false;
    return where(op, *a, *b) && fabs(value_of(op, *a, *b)) < 30 &&
           clear_of_kink(op, *a, *b, *a, true) &&
           (whole || clear_of_kink(op, *a, *b, *b, false));
}

static bool differentiable(int op, int operand, double a)
{
    if (op == OP_Polygamma)
        return operand == 1;
    return !(op == OP_Pow && operand == 1 && a < 0.3);
}

static bool slope_holds(int op, int operand, double a, double b, double error)
{
    double d = slope_of(op, operand, a, b) * (1 + error);
    double e = extrapolated(op, operand, a, b, 0.01);
    double y = fabs(value_of(op, a, b));
    double tolerance = op == OP_Polygamma ? 1e-8 * fabs(e)
                     : 4e-13 * fabs(e) + 4e-16 * (1 + y);

    return fabs(d - e) <= tolerance;
}

enum { POINTS = 300 };

START_TEST(derivative_matches_differences)
{
    int drawn = 0, tried;
    double a, b;

    seed(_i);
    if (is_random(_i))
        return;
    for (tried = 0; drawn < POINTS && tried < 100 * POINTS; tried++) {
        if (!draw_point(_i, &a, &b))
            continue;
        drawn++;
        for (int k = 0; k < arity(_i); k++)
            if (differentiable(_i, k, a))
                ck_assert_msg(slope_holds(_i, k, a, b, 0),
                    "%s: operand %d at %.17g, %.17g: %.17g, not %.17g",
                    op_row((enum op)_i)->name, k, a, b,
                    slope_of(_i, k, a, b), extrapolated(_i, k, a, b, 0.01));
    }
    ck_assert_int_eq(drawn, POINTS);
}
END_TEST

/* The comparison must notice a derivative that is wrong by 1e-12. */
START_TEST(wrong_derivative_is_noticed)
{
    double a, b;

    seed(_i);
    if (is_random(_i) || _i == OP_Polygamma)
        return;
    for (int tried = 0; tried < 100 * POINTS; tried++) {
        if (!draw_point(_i, &a, &b) || !differentiable(_i, 0, a))
            continue;
        if (slope_of(_i, 0, a, b) == 0 || !slope_holds(_i, 0, a, b, 1e-12))
            return;
    }
    ck_abort_msg("%s: an error of 1e-12 passes", op_row((enum op)_i)->name);
}
END_TEST

/* ---- kinks and limits -------------------------------------------------- */

static const struct {
    int op, operand;
    double a, b, slope;
} kinks[] = {
    {OP_Abs, 0, 0.0, 0, 0},        {OP_Abs, 0, -0.0, 0, 0},
    {OP_Sign, 0, 0.0, 0, 0},       {OP_Relu, 0, 0.0, 0, 0},
    {OP_Min, 0, 2, 2, 1},          {OP_Min, 1, 2, 2, 0},
    {OP_Max, 0, 2, 2, 1},          {OP_Max, 1, 2, 2, 0},
    {OP_Max, 0, 0.0, -0.0, 1},     {OP_Max, 1, 0.0, -0.0, 0},
    {OP_Pow, 0, 0.0, 1, 1},        {OP_Pow, 0, 0.0, 0, 0},
    {OP_Pow, 0, 0.0, 2, 0},        {OP_Pow, 0, -2.0, 3, 12},
    {OP_Pow, 0, 0.0, 0.5, HUGE_VAL},
    {OP_Pow, 1, 0.0, 2, 0},        {OP_Pow, 1, 0.0, 0.5, 0},
    {OP_Pow, 1, 0.0, 0, 0},        {OP_Pow, 1, 1.0, 7, 0},
    {OP_Sqrt, 0, 0.0, 0, HUGE_VAL}, {OP_Cbrt, 0, 0.0, 0, HUGE_VAL},
    {OP_Hypot, 0, 0.0, 0, NAN},    {OP_Atan2, 0, 0.0, 0, NAN},
    {OP_Acosh, 0, 1.0, 0, HUGE_VAL}, {OP_Asin, 0, 1.0, 0, HUGE_VAL},
    {OP_Floor, 0, 2.0, 0, 0},      {OP_Round, 0, 2.5, 0, 0},
    {OP_Softplus, 0, 800, 0, 1},   {OP_Softplus, 0, -800, 0, 0},
    {OP_Sigmoid, 0, 800, 0, 0},    {OP_Sigmoid, 0, -800, 0, 0},
    {OP_Tanh, 0, 800, 0, 0},       {OP_Expm1, 0, -800, 0, 0},
};

enum { KINKS = sizeof kinks / sizeof *kinks };

START_TEST(kink_has_its_slope)
{
    double d = slope_of(kinks[_i].op, kinks[_i].operand, kinks[_i].a,
                        kinks[_i].b);
    double want = kinks[_i].slope;

    ck_assert_msg(d == want || (isnan(d) && isnan(want)),
                  "%s at %g, %g: %g, not %g",
                  op_row((enum op)kinks[_i].op)->name, kinks[_i].a,
                  kinks[_i].b, d, want);
}
END_TEST

static const struct {
    int op;
    double a, b, y;
} values[] = {
    {OP_Pow, 0, 0, 1},          {OP_Round, 2.5, 0, 3},
    {OP_Round, -2.5, 0, -3},    {OP_Trunc, -2.5, 0, -2},
    {OP_Softplus, 800, 0, 800}, {OP_Softplus, -800, 0, 0},
    {OP_Softplus, -40, 0, 4.248354255291589e-18},
    {OP_Sigmoid, -800, 0, 0},   {OP_Sigmoid, 800, 0, 1},
    {OP_Relu, -3, 0, 0},        {OP_Lgamma, 1, 0, 0},
    {OP_Lgamma, 2, 0, 0},       {OP_Lgamma, 0, 0, HUGE_VAL},
    {OP_Lgamma, -2, 0, HUGE_VAL}, {OP_Sign, -0.5, 0, -1},
    {OP_Lgamma, HUGE_VAL, 0, HUGE_VAL},
};

START_TEST(value_is_exact)
{
    ck_assert(value_of(values[_i].op, values[_i].a, values[_i].b) ==
              values[_i].y);
}
END_TEST

/* Values from 40 digits; k = -1: lgamma. */
static const struct { double k, x, y; } gammas[] = {
    {-1, 1e-300, 690.77552789821370518},
    {-1, 0.25, 1.2880225246980774574},
    {-1, 0.99999, 5.7722388960930893727e-6},
    {-1, 3.7, 1.4280723266653881292},
    {-1, 2.0009765625, 0.00041318279306425426426},
    {-1, 100.5, 361.43554046777762156},
    {-1, -1.5, 0.86004701537648101451},
    {0, 1, -0.57721566490153286061},
    {0, 0.25, -4.2274535333762654081},
    {0, -1.5, 0.70315664064524318723},
    {0, 1e6, 13.815510057964190771},
    {1, 1, 1.6449340668482264365},
    {1, 0.5, 4.9348022005446793094},
    {1, -0.5, 8.9348022005446793094},
    {2, 1, -2.4041138063191885708},
    {2, -0.25, 122.69736678366236037},
    {3, 2, 0.4939394022668291491},
    {5, 1, 122.08116743813389677},
};

START_TEST(gamma_family_is_accurate)
{
    double k = gammas[_i].k, x = gammas[_i].x, y = gammas[_i].y;
    double got = k < 0 ? Lgamma(x) : Polygamma(k, x);

    ck_assert_msg(fabs(got - y) <= 1e-13 * fabs(y), "%g, %g: %.17g, not %.17g",
                  k, x, got, y);
}
END_TEST

START_TEST(nan_comes_through)
{
    const double others[] = {0, 1, -2.5};

    if (is_random(_i))
        return;
    if (arity(_i) == 1)
        ck_assert(isnan(value_of(_i, NAN, 0)));
    for (int k = 0; k < 3 && arity(_i) == 2; k++) {
        double v = others[k];
        ck_assert(isnan(value_of(_i, NAN, v)) || (_i == OP_Pow && v == 0));
        ck_assert(isnan(value_of(_i, v, NAN)) || (_i == OP_Pow && v == 1));
    }
}
END_TEST

/* ---- intervals --------------------------------------------------------- */

static double draw_end(void)
{
    double kind = uniform(0, 1), size = pow(10, uniform(-3, 3));

    return kind < 0.2 ? floor(uniform(-3, 4))
         : kind < 0.7 ? uniform(-4, 4)
         : kind < 0.98 ? (uniform(0, 1) < 0.5 ? -size : size)
                       : (uniform(0, 1) < 0.5 ? -HUGE_VAL : HUGE_VAL);
}

static struct interval draw_interval(void)
{
    double a = draw_end(), b = draw_end();

    if (uniform(0, 1) < 0.15)
        b = a;
    return iv_make(a < b ? a : b, a < b ? b : a);
}

static double draw_inside(struct interval a)
{
    double lo = fmax(a.lo, -1e6), hi = fmin(a.hi, 1e6), kind = uniform(0, 1);

    if (kind < 0.15 || !(lo <= hi))
        return a.lo;
    if (kind < 0.3)
        return a.hi;
    if (kind < 0.4 && iv_holds(a, ceil(lo)))
        return ceil(lo);
    return fmin(fmax(uniform(lo, hi), a.lo), a.hi);
}

static struct interval range_of(int op, struct interval a, struct interval b)
{
    return arity(op) == 1 ? iv_op1((enum op)op, a)
                          : iv_op2((enum op)op, a, b);
}

START_TEST(interval_holds_the_samples)
{
    seed(_i);
    for (int k = 0; k < 400; k++) {
        struct interval a = draw_interval(), b = draw_interval(), r;
        if (_i == OP_Polygamma)
            a = iv_point(floor(uniform(0, 4)));
        if (is_random(_i))
            a = b = iv_point(floor(uniform(0, 1000)));
        r = range_of(_i, a, b);
        for (int j = 0; j < 40; j++) {
            double u = draw_inside(a), v = draw_inside(b);
            double y = value_of(_i, u, v);
            ck_assert_msg(isnan(y) ? !r.total : iv_holds(r, y),
                "%s(%g, %g) = %.17g, [%g, %g] [%g, %g] -> [%.17g, %.17g]%s",
                op_row((enum op)_i)->name, u, v, y, a.lo, a.hi, b.lo, b.hi,
                r.lo, r.hi, r.total ? " total" : "");
        }
    }
}
END_TEST

/* On a point where there is a slope the range is hardly more than the value. */
START_TEST(interval_of_a_point_is_tight)
{
    double a, b;
    int drawn = 0;

    seed(_i);
    for (int k = 0; k < 3000 && !is_random(_i); k++) {
        struct interval r;
        double y;
        if (!draw_point(_i, &a, &b) ||
            ((_i == OP_Tgamma || _i == OP_Lgamma) && a <= 0))
            continue;
        r = range_of(_i, iv_point(a), iv_point(b));
        y = value_of(_i, a, b);
        ck_assert(r.total && iv_holds(r, y));
        ck_assert(r.hi - r.lo <= 1e-11 * fabs(y) + 1e-13);
        drawn++;
    }
    ck_assert(drawn > 10 || is_random(_i));
}
END_TEST

START_TEST(empty_stays_empty)
{
    struct interval none = {1, -1, false};
    struct interval r = range_of(_i, none, iv_point(1));

    ck_assert(iv_empty(r) && !r.total);
    if (arity(_i) == 2)
        ck_assert(iv_empty(range_of(_i, iv_point(1), none)));
}
END_TEST

/* ---- names and texts --------------------------------------------------- */

START_TEST(row_is_well_formed)
{
    const struct op_row *row = op_row((enum op)_i);
    int depth = 0;
    bool call = isalpha((unsigned char)row->name[0]);

    ck_assert(row->precedence >= 5 && row->precedence <= 9);
    ck_assert(call == (row->precedence == 9));
    ck_assert(strstr(row->c, "$a") || strstr(row->c, "$A"));
    ck_assert((strstr(row->c, "$b") || strstr(row->c, "$B")) ==
              (arity(_i) == 2));
    ck_assert(strlen(row->where) > 0);
    for (const char *p = row->tex; *p; p++) {
        depth += *p == '{' ? 1 : *p == '}' ? -1 : 0;
        ck_assert(depth >= 0);
        ck_assert(*p != '$' || strchr("abAB", p[1]));
    }
    ck_assert_int_eq(depth, 0);
}
END_TEST

START_TEST(row_is_found_by_name)
{
    const char *name = op_row((enum op)_i)->name;
    bool named = op_row((enum op)_i)->help[0] != '\0';

    ck_assert_int_eq(op_find(name, strlen(name)), named ? _i : -1);
    for (int k = 0; k < _i; k++)
        ck_assert(!named || strcmp(op_row((enum op)k)->name, name) != 0);
}
END_TEST

static const struct { const char *name; int op; } aliases[] = {
#define ALIAS(name, tag) {name, OP_##tag},
#include "tables/ops.def"
};

START_TEST(alias_means_its_row)
{
    const char *name = aliases[_i].name;

    ck_assert_int_eq(op_find(name, strlen(name)), aliases[_i].op);
    ck_assert(strcmp(op_row((enum op)aliases[_i].op)->name, name) != 0);
}
END_TEST

START_TEST(other_names_are_not_found)
{
    ck_assert_int_eq(op_find("sinx", 4), -1);
    ck_assert_int_eq(op_find("sinx", 3), OP_Sin);
    ck_assert_int_eq(op_find("si", 2), -1);
    ck_assert_int_eq(op_find("", 0), -1);
    ck_assert_int_eq(op_find("+", 1), -1);
}
END_TEST

START_TEST(values_agree_with_the_table)
{
    double a = 0.3, b = 0.7;

    if (arity(_i) == 1)
        ck_assert(op_value1((enum op)_i, a) == value_of(_i, a, b) ||
                  isnan(value_of(_i, a, b)));
    else
        ck_assert(op_value2((enum op)_i, a, b) == value_of(_i, a, b) ||
                  isnan(value_of(_i, a, b)));
}
END_TEST

/* Philox 4x32-10 of its authors' known answers, and the normal quantile. */
START_TEST(random_numbers_are_defined)
{
    double sum = 0, squares = 0;
    enum { MANY = 20000 };

    /* their first one: counter and key 0 give 6627e8d5 e169c58d ... */
    ck_assert(Uniform(0, 0) == ((0x6627e8d5 >> 6) * 0x1p26 +
                                (0xe169c58d >> 6) + 0.5) * 0x1p-52);
    ck_assert(Uniform(1, 2) == Uniform(1, 2));
    ck_assert(isnan(Uniform(1e300, 0)) && isnan(Randn(NAN, 0)));
    ck_assert(isnan(Uniform(1, -1)) && isnan(Uniform(1, HUGE_VAL)));
    ck_assert(Uniform(1, 2) != Uniform(1, 3) && Uniform(1, 2) != Uniform(2, 2));
    for (int k = 0; k < MANY; k++) {
        double u = Uniform(7, k), z = Randn(7, k);
        ck_assert(u > 0 && u < 1);
        /* the normal distribution at z is the uniform number */
        ck_assert(fabs(erfc(-z / sqrt(2.0)) / 2 - u) < 1e-14);
        sum += z;
        squares += z * z;
    }
    ck_assert(fabs(sum / MANY) < 0.03 && fabs(squares / MANY - 1) < 0.05);
}
END_TEST

START_TEST(rule_has_room)
{
    enum op op = (enum op)_i;

    for (unsigned k = 0; k < op_row(op)->arity; k++)
        ck_assert_msg(op_slope_fits(op, k), "%s: its rule number %u is too "
                      "long for RULE_SIZE", op_row(op)->name, k);
}
END_TEST

static void every_row(TCase *c)
{
    tcase_add_loop_test(c, rule_has_room, 0, OP_COUNT);
    tcase_add_loop_test(c, derivative_matches_differences, 0, OP_COUNT);
    tcase_add_loop_test(c, wrong_derivative_is_noticed, 0, OP_COUNT);
    tcase_add_loop_test(c, nan_comes_through, 0, OP_COUNT);
    tcase_add_loop_test(c, interval_holds_the_samples, 0, OP_COUNT);
    tcase_add_loop_test(c, interval_of_a_point_is_tight, 0, OP_COUNT);
    tcase_add_loop_test(c, empty_stays_empty, 0, OP_COUNT);
    tcase_add_loop_test(c, row_is_well_formed, 0, OP_COUNT);
    tcase_add_loop_test(c, row_is_found_by_name, 0, OP_COUNT);
    tcase_add_loop_test(c, values_agree_with_the_table, 0, OP_COUNT);
}

int main(void)
{
    Suite *s = suite_create("ops");
    TCase *c = tcase_create("rows");
    SRunner *r;
    int failed;

    every_row(c);
    tcase_add_loop_test(c, kink_has_its_slope, 0, KINKS);
    tcase_add_loop_test(c, value_is_exact, 0,
                        sizeof values / sizeof *values);
    tcase_add_loop_test(c, gamma_family_is_accurate, 0,
                        sizeof gammas / sizeof *gammas);
    tcase_add_loop_test(c, alias_means_its_row, 0,
                        sizeof aliases / sizeof *aliases);
    tcase_add_test(c, other_names_are_not_found);
    tcase_add_test(c, random_numbers_are_defined);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
