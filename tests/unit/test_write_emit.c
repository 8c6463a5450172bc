/*
 * Plans as C: what a reader and a caller see.  That the text compiles without
 * a warning and computes what the interpreter does is tested by the kinds cc
 * and differential.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_vm_compile.h"
#include "write/emit_c.h"

static struct compiled job;
static char *c_text, *h_text;
static size_t c_size, h_size;

static void emit(const char *source, struct emit_options o)
{
    FILE *c = open_memstream(&c_text, &c_size);
    FILE *h = open_memstream(&h_text, &h_size);

    compile(&job, source);
    o.prefix = o.prefix ? o.prefix : "fit";
    o.header = "fit.h";
    o.source = job.src;
    ck_assert_int_eq(emit_c(job.plan, &o, c, h), 0);
    fclose(c);
    fclose(h);
}

static void teardown(void)
{
    compiled_free(&job);
    free(c_text);
    free(h_text);
    c_text = h_text = NULL;
}

static const struct emit_options plain;

/* From the problem's own part on: the runtime above it is not ours. */
static const char *problem(void)
{
    const char *s = strstr(c_text, "-- the problem */");

    ck_assert_ptr_nonnull(s);
    return s;
}

static void has(const char *text, const char *what)
{
    ck_assert_msg(strstr(text, what) != NULL, "missing: %s", what);
}

static void lacks(const char *text, const char *what)
{
    ck_assert_msg(strstr(text, what) == NULL, "found: %s", what);
}

static void width_is_kept(const char *s)
{
    while (*s) {
        size_t n = strcspn(s, "\n");

        ck_assert_msg(n <= 80, "%.*s", (int)n, s);
        s += n + (s[n] != '\0');
    }
}

static const char puzzle[] = "A + B = 9;  C - D = 1;\nA + C = 8;  B - D = 2;";

START_TEST(equations_read_as_written)
{
    emit(puzzle, plain);
    has(c_text, " *    1  A + B = 9;  C - D = 1;\n");
    has(problem(), "*r++ = u->A + u->B - 9.0;");
    has(problem(), "/* line 2: A + C = 8;  B - D = 2; */");
    has(problem(), "*jac++ = -1.0;  /* d/dD */");
    has(h_text, "#define FIT_START {1.0, 1.0, 1.0, 1.0}");
    has(h_text, "#define FIT_WORK_SIZE ");
    width_is_kept(c_text);
    width_is_kept(h_text);
}
END_TEST

START_TEST(only_what_is_used_is_pasted)
{
    emit("loss (a - 3)^2;\nunknown a;\nsolve with nadam(steps = 10);", plain);
    has(c_text, "eqr_nadam");
    lacks(c_text, "eqr_adam");
    lacks(c_text, "eqr_lm ");
    lacks(c_text, "#include \"eqr");
    has(h_text, " 10, ");
}
END_TEST

START_TEST(same_bytes_twice)
{
    char *first;

    emit(puzzle, plain);
    first = c_text;
    free(h_text);
    compiled_free(&job);
    emit(puzzle, plain);
    ck_assert_str_eq(first, c_text);
    free(first);
}
END_TEST

START_TEST(data_and_params)
{
    emit("data t[n], y[n] from \"d.csv\";\nparam g = 9.81;\nparam w[2];\n"
         "unknown a = 1, k = 0.5 in [0, inf];\n"
         "y ~ g*a*exp(-k*t) + w[1] + w[2];\nshow log(2)/k as half;", plain);
    has(h_text, "    size_t n;\n");
    has(h_text, "    const double *t;");
    has(h_text, "#define FIT_PARAMS {9.81, {(double)NAN, (double)NAN}}");
    has(h_text, "    double half;\n");
    has(h_text, "#define FIT_T_LO 1");
    has(problem(), "d->t[i]");
    has(problem(), "lower->k = 0.0;");
    has(problem(), "p->w[0]");
    has(problem(), "return \"param w: not given, or not a number\";");
    has(problem(), "d->n < 1");
}
END_TEST

START_TEST(floats_all_the_way)
{
    struct emit_options o = plain;

    o.is_float = true;
    emit("data t[n], y[n] from \"d.csv\";\nunknown a = 1, k = 0.1;\n"
         "y ~ a*exp(-k*t) with huber(0.5);", o);
    lacks(problem(), "double *");
    lacks(problem(), "0.5;");
    lacks(problem(), "* exp(");
    has(problem(), "expf(");
    has(problem(), "0.5f");
    has(h_text, "    float a;\n");
    has(c_text, "#define EQR_REAL float\n");
}
END_TEST

START_TEST(names_of_c_and_of_macros)
{
    emit("unknown int, NULL, I;\nint + NULL = 3; NULL - I = 1; I = 4;", plain);
    has(h_text, "double int_;");
    has(h_text, "double NULL_;");
    has(h_text, "double I_;");
    has(problem(), "u->int_ + u->NULL_ - 3.0");
}
END_TEST

START_TEST(comments_cannot_be_closed)
{
    emit("# */ int main(void) { } /*  ?\?/\nx = 1; # */ \\\n", plain);
    has(c_text, "*. int main(void) { } /.");
    lacks(c_text, "?\?/");
}
END_TEST

/* 1500 equations: in parts, each of few statements, joined by slots. */
START_TEST(large_functions_are_cut)
{
    const size_t n = 1500, bits = 7;
    char *text = malloc(n * 128), *at = text;

    for (size_t k = 0; k < n; k++) {             /* 128 shapes */
        at += sprintf(at, "x%zu", k);
        for (size_t j = 0; j < bits; j++)
            at += sprintf(at, k >> j & 1 ? "*x%zu" : " - x%zu",
                          (k * 7 + 3 * j) % n);
        at += sprintf(at, " = %zu;\n", k % 5);
    }
    emit(text, plain);
    free(text);
    has(problem(), "static EQR_NOINLINE int fit_residual_rows_2(");
    has(problem(), "code = fit_residual_rows_1(user, x, lo, hi, &r);");
    has(problem(), "        case 1:\n");
    width_is_kept(c_text);
}
END_TEST

/* The same number of equations, but alike: each shape once, whatever n. */
START_TEST(rows_alike_are_tables)
{
    const size_t n = 1500;
    char *text = malloc(n * 64), *at = text;

    for (size_t k = 0; k < n; k++)
        at += sprintf(at, k % 3 ? "x%zu*x%zu = %zu;\n" : "x%zu - x%zu = %zu;\n",
                      k, (k * 7 + 3) % n, k % 5);
    emit(text, plain);
    free(text);
    has(problem(), "*r++ = x[at[0]] * x[at[1]] - c[0];");
    has(problem(), "and 999 more alike");
    lacks(problem(), "fit_residual_rows_2(");
    width_is_kept(c_text);
}
END_TEST

START_TEST(sizes_known_at_run_time)
{
    emit("data y[n] from \"d.csv\";\nunknown x[1..n] = 0, c = 1;\n"
         "for i in 1..n { x[i] ~ y[i]*c; }\nc ~ 2;", plain);
    has(h_text, "typedef double fit_unknowns;");
    has(h_text, "size_t fit_at_c(const fit_data *d);");
    has(h_text, "size_t fit_setup_size(const fit_data *d);");
    lacks(h_text, "FIT_WORK_SIZE");
    has(problem(), "x[v_n]");
}
END_TEST

START_TEST(shared_runtime_is_included)
{
    struct emit_options o = plain;

    o.shared = true;
    emit(puzzle, o);
    has(c_text, "#include \"run.h\"\n");
    has(h_text, "#include \"eqr.h\"\n");
    has(h_text, "typedef eqr_result fit_result;\n");
    lacks(c_text, "eqr_advance(eqr_run *run)\n{");
}
END_TEST

int main(void)
{
    Suite *s = suite_create("emit");
    TCase *c = tcase_create("c");
    SRunner *r;
    int failed;

    tcase_add_checked_fixture(c, NULL, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, equations_read_as_written);
    tcase_add_test(c, only_what_is_used_is_pasted);
    tcase_add_test(c, same_bytes_twice);
    tcase_add_test(c, data_and_params);
    tcase_add_test(c, floats_all_the_way);
    tcase_add_test(c, names_of_c_and_of_macros);
    tcase_add_test(c, comments_cannot_be_closed);
    tcase_add_test(c, large_functions_are_cut);
    tcase_add_test(c, rows_alike_are_tables);
    tcase_add_test(c, sizes_known_at_run_time);
    tcase_add_test(c, shared_runtime_is_included);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
