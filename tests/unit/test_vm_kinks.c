/*
 * The table of kinks in docs/LANGUAGE.md, in every mode: the gradient and the
 * Jacobian in reverse, the Jacobian in forward mode (through a recurrence),
 * J v, J'w, the Hessian and H v.  Where the table says DOMAIN, none of them is
 * finite.  That C gives the same bits is tested by tests/differential/kinks*.
 */
#include <math.h>

#include "test_vm_compile.h"

#define NONE ((double)NAN)               /* DOMAIN: not finite */
#define PI 3.14159265358979323846

/* Of f(x, y), where @ is x: value, slopes, the second derivative by x. */
static const struct kink {
    const char *f;
    double x, y, value, dx, dy, dxx;
} kinks[] = {
    {"abs(@)", 0, 1, 0, 0, 0, 0},
    {"sign(@)", 0, 1, 0, 0, 0, 0},
    {"relu(@)", 0, 1, 0, 0, 0, 0},
    {"floor(@)", 2, 1, 2, 0, 0, 0},
    {"ceil(@)", 2, 1, 2, 0, 0, 0},
    {"trunc(@)", -2, 1, -2, 0, 0, 0},
    {"round(@)", 2.5, 1, 3, 0, 0, 0},
    {"min(@, y)", 1, 1, 1, 1, 0, 0},
    {"min(y, @)", 1, 1, 1, 0, 1, 0},
    {"max(@, y)", 1, 1, 1, 1, 0, 0},
    {"max(y, @)", 1, 1, 1, 0, 1, 0},
    {"if @ > 0 then @ else 2*@", 0, 1, 0, 2, 0, 0},
    {"sqrt(@)", 0, 1, 0, NONE, 0, NONE},
    {"cbrt(@)", 0, 1, 0, NONE, 0, NONE},
    {"asin(@)", 1, 1, PI / 2, NONE, 0, NONE},
    {"asin(@)", -1, 1, -PI / 2, NONE, 0, NONE},
    {"acos(@)", 1, 1, 0, NONE, 0, NONE},
    {"acos(@)", -1, 1, PI, NONE, 0, NONE},
    {"acosh(@)", 1, 1, 0, NONE, 0, NONE},
    {"hypot(@, y)", 0, 0, 0, NONE, NONE, NONE},
    {"atan2(@, y)", 0, 0, 0, NONE, NONE, NONE},
    {"atan2(@, y)", 0, -1, PI, -1, 0, 0},
    {"@/abs(@)", 0, 1, NONE, NONE, 0, NONE},
    {"@^0", 0, 1, 1, 0, 0, 0},
    {"@^1", 0, 1, 0, 1, 0, 0},
    {"@^2", -3, 1, 9, -6, 0, 2},
    {"@^3", -2, 1, -8, 12, 0, -12},
    {"@^-1", -2, 1, -0.5, -0.25, 0, -0.25},
    {"@^0.5", 0, 1, 0, NONE, 0, NONE},
    {"@^1.5", 0, 1, 0, 0, 0, NONE},
    {"@^1.5", -1, 1, NONE, NONE, 0, NONE},
    {"@^y", 0, 2, 0, 0, 0, 2},
    {"@^y", 0, 1, 0, 1, 0, 0},
    {"@^y", 0, 0, 1, 0, 0, 0},
    {"@^y", -1, 2, 1, -2, NONE, 2},
    {"@^y", -1, 0.5, NONE, NONE, NONE, NONE},
    {"max(log(@), y)", -1, 1, NONE, NONE, NONE, NONE},
    {"min(log(@), y)", -1, 1, NONE, NONE, NONE, NONE},
    {"max(y, log(@))", -1, 1, NONE, NONE, NONE, NONE},
};

static const struct kink *at;            /* the one at hand */
static struct compiled job;
static struct vm *vm;
static eqr_problem p;
static double x[2];
static void *user;

/* `form` has # for f, of which @ is `arg`. */
static void open_problem(const char *form, const char *arg)
{
    static const eqh_inputs none;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    fprintf(out, "unknown x = %.17g, y = %.17g;\nconst y0 = %.17g;\n",
            at->x, at->y, at->y);
    for (const char *s = form; *s; s++) {
        if (*s != '#') {
            fputc(*s, out);
            continue;
        }
        for (const char *f = at->f; *f; f++)
            if (*f == '@')
                fputs(arg, out);
            else
                fputc(*f, out);
    }
    fclose(out);
    compile_wanting(&job, text, DERIVE_ALL);
    free(text);
    vm = vm_make(job.plan);
    ck_assert_int_eq(vm_bind(vm, &none, &p, x), 0);
    ck_assert_uint_eq(p.n, 2);
    user = p.user;
    if (p.prepare)
        ck_assert_int_eq(p.prepare(user, x), 0);
}

static void close_problem(void)
{
    vm_free(vm);
    compiled_free(&job);
}

static void check(const char *mode, double got, double want)
{
    bool same = isfinite(want) ? got == want : !isfinite(got);

    if (want == PI)
        same = fabs(got - want) < 1e-15;
    ck_assert_msg(same, "%s at (%g, %g), %s: %g, not %g", at->f, at->x, at->y,
                  mode, got, want);
}

/* Where there is no value, nothing is said of slopes. */
static void check_slope(const char *mode, double got, double want)
{
    if (isfinite(at->value))
        check(mode, got, want);
}

/* A product adds up all slopes: all must be finite. */
static double all(double want)
{
    return isfinite(at->dx) && isfinite(at->dy) ? want : NONE;
}

/* ---- rows ---------------------------------------------------------------- */

static void check_jacobian(const char *mode, bool forward)
{
    size_t start[2], col[40];
    double r, jac[40], sum[2] = {0, 0};

    ck_assert_uint_le(p.residual.width, 40);
    ck_assert_int_eq(p.residual.structure(user, 0, 1, start, col), 0);
    ck_assert_int_eq(p.residual.values(user, x, 0, 1, &r, jac), 0);
    for (size_t e = start[0]; e < start[1]; e++)
        sum[col[e]] += jac[e];
    check(mode, r, at->value);
    check_slope(mode, sum[0], at->dx);
    /* Forward mode carries both columns through an infinite slope. */
    if (!forward || isfinite(at->dx))
        check_slope(mode, sum[1], at->dy);
}

static void check_products(const char *mode)
{
    static const double ex[2] = {1, 0}, w[2] = {1, 0};
    double out[2] = {NAN, NAN};

    ck_assert_int_eq(p.along(user, x, ex), 0);
    ck_assert_int_eq(p.jv(user, x, 0, 1, out), 0);
    check_slope(mode, out[0], all(at->dx));
    ck_assert_int_eq(p.vj(user, x, w, out), 0);
    check_slope(mode, out[0], at->dx);
    check_slope(mode, out[1], at->dy);
}

START_TEST(rows)
{
    at = &kinks[_i];
    open_problem("# ~ 0;\ny ~ 0;\n", "x");
    ck_assert(job.derived->through == UINT32_MAX);
    check_jacobian("Jacobian, reverse", false);
    check_products("J v and J'w");
    close_problem();
}
END_TEST

START_TEST(rows_forward)
{
    at = &kinks[_i];
    open_problem("let s[i in 0..1] = if i == 0 then x else (#);\n"
                 "s[1] ~ 0;\ny ~ 0;\n", "s[i-1]");
    if (strcmp(at->f, "@^0") != 0)       /* that is 1, whatever s is */
        ck_assert(job.derived->through != UINT32_MAX);
    check_jacobian("Jacobian, forward", true);
    check_products("J v and J'w through a recurrence");
    close_problem();
}
END_TEST

/* ---- losses -------------------------------------------------------------- */

/* H's entry by x twice. */
static double hessian_xx(void)
{
    size_t row[40], col[40], n = p.hessian.count;
    double value[40], sum = 0;

    ck_assert_uint_le(n, 40);
    if (n == 0)
        return 0;            /* nothing is curved */
    ck_assert_int_eq(p.hessian.structure(user, row, col), 0);
    ck_assert_int_eq(p.hessian.values(user, x, 1, NULL, value), 0);
    for (size_t e = 0; e < n; e++)
        if (row[e] == 0)
            sum += value[e];
    return sum;
}

static void check_loss(const char *mode)
{
    static const double ex[2] = {1, 0};
    double f = NAN, g[2] = {NAN, NAN}, hv[2];

    ck_assert_int_eq(p.loss(user, x, &f), 0);
    check(mode, f, at->value);
    ck_assert_int_eq(p.gradient(user, x, &f, g), 0);
    check(mode, f, at->value);
    check_slope(mode, g[0], at->dx);
    check_slope(mode, g[1], at->dy);
    check_slope("Hessian", hessian_xx(), at->dxx);
    ck_assert_int_eq(p.hv(user, x, 1, NULL, ex, hv), 0);
    check_slope("H v", hv[0], isfinite(at->dy) ? at->dxx : NONE);
}

START_TEST(losses)
{
    at = &kinks[_i];
    open_problem("minimize (#) + (y - y0)^3;\n", "x");
    check_loss("gradient");
    close_problem();
}
END_TEST

/* ---- the table is whole -------------------------------------------------- */

static const struct { const char *name, *kink; } functions[] = {
#define OP1(tag, name, prec, value, da, c, tex, where, range, kink, help)     \
    {name, kink},
#define OP2(tag, name, prec, value, da, db, c, tex, where, range, kink, help) \
    {name, kink},
#include "tables/ops.def"
};

START_TEST(every_function_with_a_kink_is_in_the_table)
{
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
        bool found = functions[f].kink[0] == '\0';
        for (size_t k = 0; k < sizeof kinks / sizeof *kinks; k++)
            found |= strstr(kinks[k].f, functions[f].name) != NULL;
        ck_assert_msg(found, "no kink of %s is tested", functions[f].name);
    }
}
END_TEST

int main(void)
{
    enum { COUNT = sizeof kinks / sizeof *kinks };
    Suite *suite = suite_create("kinks");
    TCase *tc = tcase_create("kinks");
    SRunner *runner;
    int failed;

    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, rows, 0, COUNT);
    tcase_add_loop_test(tc, rows_forward, 0, COUNT);
    tcase_add_loop_test(tc, losses, 0, COUNT);
    tcase_add_test(tc, every_function_with_a_kink_is_in_the_table);
    suite_add_tcase(suite, tc);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
