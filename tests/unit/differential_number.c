/* differential_number.c -- see differential_number.h. */
#include "differential_number.h"

#include <complex.h>
#include <math.h>

#include "../../runtime/core/special.h"

static const double tiny = 1e-40;

/* psi(x) by recurrence and the asymptotic series, in long double. */
static double digamma(double a)
{
    static const long double b[] = {1.0L / 12, -1.0L / 120, 1.0L / 252,
                                    -1.0L / 240, 1.0L / 132,
                                    -691.0L / 32760, 1.0L / 12};
    long double x = a, sum = 0, power;

    if (a <= 0) {
        long double pi = acosl(-1.0L);
        return (double)(digamma(1 - a) - pi / tanl(pi * x));
    }
    for (; x < 20; x += 1)
        sum -= 1 / x;
    sum += logl(x) - 0.5L / x;
    power = 1 / (x * x);
    for (int k = 0; k < 7; k++, power /= x * x)
        sum -= b[k] * power;
    return (double)sum;
}

static double complex through(enum op op, double complex z)
{
    switch (op) {
    case OP_Sqrt: return csqrt(z);
    case OP_Exp: case OP_Expm1: return cexp(z);
    case OP_Exp2: return cexp(z * log(2.0));
    case OP_Log: return clog(z);
    case OP_Log2: return clog(z) / log(2.0);
    case OP_Log10: return clog(z) / log(10.0);
    case OP_Log1p: return clog(1 + z);
    case OP_Sin: return csin(z);
    case OP_Cos: return ccos(z);
    case OP_Tan: return ctan(z);
    case OP_Asin: return casin(z);
    case OP_Acos: return cacos(z);
    case OP_Atan: return catan(z);
    case OP_Sinh: return csinh(z);
    case OP_Cosh: return ccosh(z);
    case OP_Tanh: return ctanh(z);
    case OP_Asinh: return casinh(z);
    case OP_Acosh: return cacosh(z);
    case OP_Atanh: return catanh(z);
    case OP_Sigmoid: return 1 / (1 + cexp(-z));
    case OP_Softplus: return clog(1 + cexp(z));
    default: return (double)NAN;
    }
}

static double slope1(enum op op, double a)
{
    switch (op) {
    case OP_Neg: return -1;
    case OP_Abs: return a > 0 ? 1 : a < 0 ? -1 : 0;
    case OP_Sign: case OP_Floor: case OP_Ceil: case OP_Round: case OP_Trunc:
        return 0;
    case OP_Relu: return a > 0;
    case OP_Cbrt: return 1 / (3 * pow(cbrt(a), 2));
    case OP_Erf: return 2 / sqrt(acos(-1.0)) * exp(-a * a);
    case OP_Erfc: return -2 / sqrt(acos(-1.0)) * exp(-a * a);
    case OP_Tgamma: return tgamma(a) * digamma(a);
    case OP_Lgamma: return digamma(a);
    default: return cimag(through(op, a + tiny * I)) / tiny;
    }
}

static double slope_pow(unsigned which, double a, double b)
{
    if (which == 0)
        return b == 0 ? 0 : b * pow(a, b - 1);
    return a == 0 ? 0 : pow(a, b) * log(a);
}

static double slope2(enum op op, unsigned which, double a, double b)
{
    double r2 = a * a + b * b;

    switch (op) {
    case OP_Add: return 1;
    case OP_Sub: return which == 0 ? 1 : -1;
    case OP_Mul: return which == 0 ? b : a;
    case OP_Div: return which == 0 ? 1 / b : -a / (b * b);
    case OP_Pow: return slope_pow(which, a, b);
    case OP_Min: return (a <= b) == (which == 0);
    case OP_Max: return (a >= b) == (which == 0);
    case OP_Hypot: return (which == 0 ? a : b) / sqrt(r2);
    case OP_Atan2: return (which == 0 ? b : -a) / r2;
    case OP_Polygamma:
        return which == 0 ? (double)NAN : eqr_polygamma(a + 1, b);
    default: return 0;
    }
}

/* What a rule's own terms add up to, where they cancel: 1 - tanh^2. */
static double rule_size(enum op op, double y)
{
    return op == OP_Tanh ? 1 + y * y : op == OP_Sigmoid ? 2 * fabs(y) : 0;
}

/* |f''| from two slopes: how much rounding in a matters to f'(a). */
static double bend(enum op op, double a)
{
    double h = 1e-6 * (fabs(a) + 1e-3);
    double b = fabs(slope1(op, a + h) - slope1(op, a)) / h;

    return isfinite(b) ? b : 0;
}

/* How much rounding in both operands matters to a slope, relative to it. */
static double bend2(enum op op, const struct num *a, const struct num *b)
{
    double x = a->m / fabs(a->v), y = b->m / fabs(b->v), k;

    switch (op) {
    case OP_Div: return y * y;
    case OP_Pow: k = (1 + fabs(b->v)) * x * (1 + fabs(log(fabs(a->v)))) * y;
        break;
    case OP_Hypot: case OP_Atan2: k = (a->m + b->m) / hypot(a->v, b->v); break;
    default: return 1;
    }
    return isfinite(k) ? 1 + k * k : 1;
}

/*
 * y gets its share of a's derivative; `rough` is at least |slope|: what the
 * slope may be off by, in units of rounding.  What does not move needs no
 * slope, even where there is none.
 */
static void chain(struct num *y, double slope, double rough,
                  const struct num *a)
{
    if (a->d != 0 || a->e != 0) {
        y->d += slope * a->d;
        y->e += rough * a->e;
    }
    if (isfinite(slope))
        y->m += fabs(slope) * a->m;
}

struct num num_op1(enum op op, struct num a)
{
    struct num y = {op_value1(op, a.v), 0, 0, 0};
    double slope = slope1(op, a.v);

    chain(&y, slope, fabs(slope) + rule_size(op, y.v) + bend(op, a.v) * a.m,
          &a);
    y.m = fmax(y.m, fabs(y.v));
    return y;
}

static struct num product(struct num a, struct num b)
{
    return (struct num){a.v * b.v, a.d * b.v + a.v * b.d, a.m * b.m,
                        a.e * b.m + a.m * b.e};
}

struct num num_op2(enum op op, struct num a, struct num b)
{
    struct num y = {op_value2(op, a.v, b.v), 0, 0, 0};
    double da = slope2(op, 0, a.v, b.v), db = slope2(op, 1, a.v, b.v), k;

    if (op == OP_Mul)
        return product(a, b);
    if (op == OP_Min || op == OP_Max)
        return da > 0 ? a : b;
    k = bend2(op, &a, &b);
    chain(&y, da, fabs(da) * k, &a);
    chain(&y, db, fabs(db) * k, &b);
    if (op == OP_Pow && a.v < 0)         /* log |a| for what rounding does */
        y.m += fabs(y.v * log(-a.v)) * b.m;
    y.m = fmax(y.m, fabs(y.v));
    return y;
}
