/* interval.c -- the interval rules that ops.def names. */
#include "interval.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define PI 3.14159265358979323846

/* Results of libm are this many units in the last place wider. */
enum { ULPS = 4 };

struct interval iv_make(double lo, double hi)
{
    return (struct interval){lo, hi, true};
}

struct interval iv_point(double v)
{
    return iv_make(v, v);
}

struct interval iv_everything(void)
{
    return iv_make(-HUGE_VAL, HUGE_VAL);
}

bool iv_empty(struct interval a)
{
    return !(a.lo <= a.hi);
}

bool iv_holds(struct interval a, double v)
{
    return a.lo <= v && v <= a.hi;
}

struct interval iv_hull(struct interval a, struct interval b)
{
    bool total = a.total && b.total;

    if (iv_empty(a))
        return (struct interval){b.lo, b.hi, total};
    if (iv_empty(b))
        return (struct interval){a.lo, a.hi, total};
    return (struct interval){fmin(a.lo, b.lo), fmax(a.hi, b.hi), total};
}

static struct interval nothing(void)
{
    return (struct interval){HUGE_VAL, -HUGE_VAL, false};
}

static struct interval partial(struct interval a)
{
    a.total = false;
    return a;
}

static struct interval widen(struct interval a)
{
    if (iv_empty(a))
        return a;
    for (int k = 0; k < ULPS; k++) {
        a.lo = nextafter(a.lo, -HUGE_VAL);
        a.hi = nextafter(a.hi, HUGE_VAL);
    }
    return a;
}

/* For functions that no libm computes to a few ulps. */
static struct interval widen_much(struct interval a)
{
    a.lo -= 1e-12 * fabs(a.lo) + 1e-14;
    a.hi += 1e-12 * fabs(a.hi) + 1e-14;
    if (isnan(a.lo) || isnan(a.hi))
        return partial(iv_everything());
    return widen(a);
}

/* ---- monotone functions ------------------------------------------------ */

/* Doubles as integers in the same order. */
static int64_t rank_of(double v)
{
    int64_t i;

    memcpy(&i, &v, sizeof i);
    return i < 0 ? INT64_MIN - i : i;
}

static double of_rank(int64_t i)
{
    double v;

    i = i < 0 ? INT64_MIN - i : i;
    memcpy(&v, &i, sizeof v);
    return v;
}

/*
 * The last point on the way from `in`, where the function has a value, to
 * `out`, where it has none, that has one: domains are intervals.
 */
static double domain_end(enum op op, double in, double out)
{
    int64_t i = rank_of(in), o = rank_of(out);

    for (;;) {
        int64_t middle = (i & o) + ((i ^ o) >> 1);
        if (middle == i || middle == o)
            return of_rank(i);
        if (isnan(op_value1(op, of_rank(middle))))
            o = middle;
        else
            i = middle;
    }
}

/* The part of `a` on which a monotone function has values. */
static struct interval clip(enum op op, struct interval a)
{
    double in = fmin(fmax(1, a.lo), a.hi);   /* 1 is in every domain */
    struct interval r = a;

    if (isnan(op_value1(op, in)))
        return nothing();
    if (isnan(op_value1(op, a.lo)))
        r = (struct interval){domain_end(op, in, a.lo), r.hi, false};
    if (isnan(op_value1(op, a.hi)))
        r = (struct interval){r.lo, domain_end(op, in, a.hi), false};
    return r;
}

static struct interval iv_step(enum op op, struct interval a,
                               struct interval b)
{
    if (op_row(op)->arity == 2)
        return (struct interval){op_value2(op, a.lo, b.lo),
                                 op_value2(op, a.hi, b.hi), true};
    a = clip(op, a);
    if (iv_empty(a))
        return a;
    return (struct interval){op_value1(op, a.lo), op_value1(op, a.hi),
                             a.total};
}

static struct interval iv_up(enum op op, struct interval a, struct interval b)
{
    return widen(iv_step(op, a, b));
}

static struct interval iv_down(enum op op, struct interval a,
                               struct interval b)
{
    (void)b;
    a = clip(op, a);
    if (iv_empty(a))
        return a;
    return widen((struct interval){op_value1(op, a.hi), op_value1(op, a.lo),
                                   a.total});
}

/* ---- arithmetic --------------------------------------------------------- */

/* Ends that are inf - inf: anything. */
static struct interval sum_of(double lo, double hi)
{
    return (struct interval){isnan(lo) ? -HUGE_VAL : lo,
                             isnan(hi) ? HUGE_VAL : hi,
                             !isnan(lo) && !isnan(hi)};
}

/* Is inf - inf among the points? */
static bool meets_opposite(struct interval a, struct interval b)
{
    return (a.hi == HUGE_VAL && b.lo == -HUGE_VAL) ||
           (a.lo == -HUGE_VAL && b.hi == HUGE_VAL);
}

static struct interval iv_add(enum op op, struct interval a, struct interval b)
{
    struct interval r = widen(sum_of(a.lo + b.lo, a.hi + b.hi));

    (void)op;
    return meets_opposite(a, b) ? partial(r) : r;
}

static struct interval iv_sub(enum op op, struct interval a, struct interval b)
{
    return iv_add(op, a, (struct interval){-b.hi, -b.lo, b.total});
}

/* The hull of f at the four corners; NaN corners count as `at_nan`. */
static struct interval corners(enum op op, struct interval a,
                               struct interval b, double at_nan)
{
    struct interval r = {HUGE_VAL, -HUGE_VAL, true};

    for (int k = 0; k < 4; k++) {
        double v = op_value2(op, k & 1 ? a.hi : a.lo, k & 2 ? b.hi : b.lo);
        r = iv_hull(r, iv_point(isnan(v) ? at_nan : v));
    }
    return r;
}

static bool is_infinite(struct interval a)
{
    return a.lo == -HUGE_VAL || a.hi == HUGE_VAL;
}

static struct interval iv_mul(enum op op, struct interval a, struct interval b)
{
    struct interval r = widen(corners(op, a, b, 0));   /* 0 * inf: 0 */

    if ((is_infinite(a) && iv_holds(b, 0)) ||
        (is_infinite(b) && iv_holds(a, 0)))
        return partial(r);
    return r;
}

static struct interval iv_div(enum op op, struct interval a, struct interval b)
{
    struct interval r;

    if (!iv_holds(b, 0)) {
        r = widen(corners(op, a, b, 0));
        if (!is_infinite(a) || !is_infinite(b))
            return r;
        r = iv_hull(r, iv_point(0));                   /* inf / inf */
        return partial(r);
    }
    r = iv_everything();
    return iv_holds(a, 0) || (is_infinite(a) && is_infinite(b)) ? partial(r)
                                                                : r;
}

static struct interval iv_abs(enum op op, struct interval a, struct interval b)
{
    double far = fmax(fabs(a.lo), fabs(a.hi));

    (void)op;
    (void)b;
    if (iv_holds(a, 0))
        return (struct interval){0, far, true};
    return (struct interval){fmin(fabs(a.lo), fabs(a.hi)), far, true};
}

static struct interval iv_even(enum op op, struct interval a,
                               struct interval b)
{
    return iv_up(op, iv_abs(OP_Abs, a, b), b);
}

static struct interval iv_hypot(enum op op, struct interval a,
                                struct interval b)
{
    return iv_up(op, iv_abs(OP_Abs, a, a), iv_abs(OP_Abs, b, b));
}

/* ---- powers ------------------------------------------------------------- */

static struct interval negated(struct interval a)
{
    return (struct interval){-a.hi, -a.lo, a.total};
}

/* A base with negative points to a whole power. */
static struct interval power_whole(struct interval a, double n)
{
    struct interval far = iv_abs(OP_Abs, a, a), r, negative;

    r = widen(corners(OP_Pow, far, iv_point(n), 1));
    if (fmod(n, 2) == 0)
        return r;
    if (a.hi <= 0)
        return negated(r);
    r = widen(corners(OP_Pow, iv_make(0, a.hi), iv_point(n), 1));
    negative = widen(corners(OP_Pow, iv_make(0, -a.lo), iv_point(n), 1));
    return iv_hull(negated(negative), r);
}

static struct interval iv_pow(enum op op, struct interval a, struct interval b)
{
    struct interval r;

    if (a.lo >= 0)
        return widen(corners(op, a, b, 1));
    if (b.lo == b.hi && b.lo == floor(b.lo))
        return power_whole(a, b.lo);
    r = corners(op, iv_abs(OP_Abs, a, a), b, 1);
    return partial(widen(iv_hull(r, negated(r))));
}

/* ---- periodic functions ------------------------------------------------ */

/*
 * Does `a` hold a point at + k period?  Says yes when roundings leave it open.
 */
static bool meets(struct interval a, double at, double period)
{
    double slack = 1e-9 + 1e-15 * fmax(fabs(a.lo), fabs(a.hi));
    double k = ceil((a.lo - slack - at) / period);

    return !(a.hi - a.lo < period && fabs(a.lo) < 1e9) ||
           at + k * period <= a.hi + slack;
}

static struct interval wave(enum op op, struct interval a, double top)
{
    double x = op_value1(op, a.lo), y = op_value1(op, a.hi);
    bool wild = is_infinite(a);
    struct interval r = {-1, 1, !wild};

    if (wild)
        return r;
    if (!meets(a, top, 2 * PI))
        r.hi = fmin(1, widen(iv_point(fmax(x, y))).hi);
    if (!meets(a, top + PI, 2 * PI))
        r.lo = fmax(-1, widen(iv_point(fmin(x, y))).lo);
    return r;
}

static struct interval iv_sin(enum op op, struct interval a, struct interval b)
{
    (void)b;
    return wave(op, a, PI / 2);
}

static struct interval iv_cos(enum op op, struct interval a, struct interval b)
{
    (void)b;
    return wave(op, a, 0);
}

static struct interval iv_tan(enum op op, struct interval a, struct interval b)
{
    if (is_infinite(a))
        return partial(iv_everything());
    if (meets(a, PI / 2, PI))
        return iv_everything();
    return iv_up(op, a, b);
}

static struct interval iv_atan2(enum op op, struct interval a,
                                struct interval b)
{
    if (iv_holds(a, 0) && b.lo <= 0)
        return widen(iv_make(-PI, PI));
    return widen(corners(op, a, b, 0));
}

/* ---- gamma ------------------------------------------------------------- */

/* gamma and lgamma fall to their least value near 1.46, then rise. */
static struct interval iv_gamma(enum op op, struct interval a,
                                struct interval b)
{
    const double least = 1.4616321449683623413;
    double x = op_value1(op, a.lo), y = op_value1(op, a.hi);

    (void)b;
    if (!(a.lo > 0))
        return partial(iv_everything());
    return widen_much(iv_make(iv_holds(a, least) ? op_value1(op, least)
                                                 : fmin(x, y),
                              fmax(x, y)));
}

static struct interval iv_polygamma(enum op op, struct interval a,
                                    struct interval b)
{
    double x = op_value2(op, a.lo, b.lo), y = op_value2(op, a.lo, b.hi);

    if (a.lo != a.hi || !(b.lo > 0) || isnan(x) || isnan(y))
        return partial(iv_everything());
    return widen_much(iv_make(fmin(x, y), fmax(x, y)));
}

static struct interval iv_all(enum op op, struct interval a, struct interval b)
{
    (void)op;
    (void)a;
    (void)b;
    return iv_everything();
}

/* ---- the table ---------------------------------------------------------- */

typedef struct interval rule(enum op op, struct interval a,
                             struct interval b);

static rule *const rules[] = {
#define OP1(tag, name, prec, value, da, c, tex, where, range, ...) iv_##range,
#define OP2(tag, name, prec, value, da, db, c, tex, where, range, ...)        \
    iv_##range,
#include "../tables/ops.def"
};

static struct interval apply(enum op op, struct interval a, struct interval b)
{
    struct interval r = nothing();

    if (!iv_empty(a) && !iv_empty(b))
        r = rules[op](op, a, b);
    r.total = r.total && a.total && b.total;
    return r;
}

struct interval iv_op1(enum op op, struct interval a)
{
    return apply(op, a, iv_point(0));
}

struct interval iv_op2(enum op op, struct interval a, struct interval b)
{
    return apply(op, a, b);
}
