/* resolve_elsewhere.c -- names that mean something in other languages. */
#include <string.h>

#include "resolver.h"

static const char choice[] = "a choice is `if a > 1 then 2 else 3`",
                  fit[] = "`~` is a fit, not a distribution: `y ~ mu sigma "
                          "s;`",
                  range[] = "a range is `1..n`; its numbers as an array are "
                            "`data t[i in 1..5] = i;`",
                  equal[] = "an array of equal values is `param z[5] = 0;`",
                  size[] = "sizes have names: of `data x[n] from \"file.csv\";`"
                           " it is `n`",
                  square[] = "a square is `x^2`",
                  radians[] = "an angle in radians is `x*pi/180`, in degrees "
                              "`x*180/pi`",
                  degrees[] = "angles are in radians: `sin(x*pi/180)`",
                  inverse[] = "instead of an inverse, solve: `A @ x = b;`",
                  power[] = "a power is `a^b`",
                  steps[] = "eqc knows no integrals; steps are a recurrence: "
                            "`let x[k in 1..9] = x[k-1] + h*f(x[k-1]);`",
                  solved[] = "equations are statements: `x + y = 3;`, and "
                             "`eqc run` solves them";

static const struct { const char *name, *help; } functions[] = {
    {"der", "a derivative is `diff(f, x)`; eqc solves no differential "
            "equations, but their steps: `x[i+1] - x[i] = h*f;`"},
    {"power", power},
    {"Power", power},
    {"normal", fit},
    {"Normal", fit},
    {"gaussian", fit},
    {"N", fit},
    {"integral", "eqc knows no integrals; a sum is `sum(i in 1..n: ...)`"},
    {"integrate", "eqc knows no integrals; a sum is `sum(i in 1..n: ...)`"},
    {"odeint", steps},
    {"ode45", steps},
    {"range", range},
    {"arange", range},
    {"seq", range},
    {"linspace", "evenly spaced numbers are `data t[i in 1..5] = (i - 1)/4;`"},
    {"zeros", equal},
    {"ones", equal},
    {"fill", equal},
    {"rep", equal},
    {"transpose", "the transpose of a matrix is `A'`"},
    {"inv", inverse},
    {"inverse", inverse},
    {"solve", solved},
    {"fsolve", solved},
    {"matmul", "a matrix product is `A @ B`"},
    {"if", choice},
    {"IF", choice},
    {"If", choice},
    {"iif", choice},
    {"ifelse", choice},
    {"IfThenElse", choice},
    {"if_else", choice},
    {"where", choice},
    {"piecewise", choice},
    {"Piecewise", choice},
    {"heaviside", "a step is `if x > 0 then 1 else 0`"},
    {"Heaviside", "a step is `if x > 0 then 1 else 0`"},
    {"factorial", "the factorial of n is `gamma(n + 1)`"},
    {"sqr", square},
    {"square", square},
    {"length", size},
    {"len", size},
    {"size", size},
    {"numel", size},
    {"radians", radians},
    {"deg2rad", radians},
    {"degrees", radians},
    {"rad2deg", radians},
    {"sind", degrees},
    {"cosd", degrees},
    {"tand", degrees},
    {"cot", "the cotangent is `1/tan(x)`"},
    {"sec", "the secant is `1/cos(x)`"},
    {"csc", "the cosecant is `1/sin(x)`"},
    {"arcsin", "did you mean `asin`?"},
    {"arccos", "did you mean `acos`?"},
    {"arctan", "did you mean `atan`?"},
    {"arctan2", "did you mean `atan2`?"},
    {"std", "the standard deviation is `sqrt(mean((x - mean(x))^2))`"},
    {"var", "the variance is `mean((x - mean(x))^2)`"},
    {"cumsum", "running sums are a recurrence: `let s[k in 1..n] = s[k-1] + "
               "x[k];`"},
    {"lg", "the logarithm to base 10 is `log10(x)`, to base 2 `log2(x)`"},
    {"ld", "the logarithm to base 2 is `log2(x)`"},
    {"fmod", "the rest of a division is `x - y*trunc(x/y)`"},
    {"rem", "the remainder of whole numbers is `mod(a, b)`"},
};

bool help_elsewhere(struct resolver *r, int m, const char *name)
{
    for (size_t k = 0; k < sizeof functions / sizeof *functions; k++) {
        if (strcmp(functions[k].name, name) == 0) {
            diag_help(r->d, m, "%s", functions[k].help);
            return true;
        }
    }
    return false;
}

static bool is_one_of(const char *name, const char *const *all, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (strcmp(name, all[k]) == 0)
            return true;
    return false;
}

bool means_pi(Name name)
{
    static const char *const others[] = {"PI", "Pi", "M_PI"};

    return is_one_of(name, others, sizeof others / sizeof *others);
}

bool means_inf(Name name)
{
    static const char *const others[] = {"Inf", "INF", "infinity", "Infinity",
                                         "INFINITY", "oo"};

    return is_one_of(name, others, sizeof others / sizeof *others);
}
