/*
 * The interpreter as a program for the driver: items, shapes, defaults, and
 * the message about a value that is not finite, from the text on.
 */
#include "test_vm_compile.h"

#include <math.h>
#include <stdio.h>

#include "write/vm_engine.h"

static struct compiled c;
static eqh_program p;

static void start(const char *text)
{
    compile(&c, text);
    vm_engine(c.arena, c.plan, c.model, c.src, NULL, &p);
}

static void finish(void)
{
    p.close(p.self);
    compiled_free(&c);
}

/* ---- tables ------------------------------------------------------------ */

static const char *const fit =
    "param s = 2, q[3] = [4, 5, 6], m;\n"
    "data t[n], y[n] = \"U (mV)\" from \"run.csv\";\n"
    "data B[n, 0..2] = [\"p\", \"q\", \"r\"] from \"run.csv\";\n"
    "unknown a = 0.5, w[0..2];\n"
    "lab: y ~ a*exp(-t) + s*w[0] + m;\n"
    "for i in 1..2 { w[i] ~ q[i]*a; }\n"
    "show 2*w as twice;";

START_TEST(items_say_what_they_are)
{
    start(fit);
    ck_assert_str_eq(p.file, "test.eq");
    ck_assert(p.size_count == 1);
    ck_assert_str_eq(p.size_names[0], "n");
    ck_assert(p.unknowns.count == 2 && p.params.count == 3);
    ck_assert(p.data.count == 3 && p.shows.count == 1);
    ck_assert_str_eq(p.unknowns.items[0].name, "a");
    ck_assert(p.unknowns.items[0].given && !p.unknowns.items[1].given);
    ck_assert(!p.unknowns.items[0].inferred);
    ck_assert(p.unknowns.items[1].line == 4);
    ck_assert(p.unknowns.items[1].column == 18);
    ck_assert(p.params.items[0].given && !p.params.items[2].given);
    ck_assert_str_eq(p.data.items[0].columns[0], "t");
    ck_assert_str_eq(p.data.items[1].columns[0], "U (mV)");
    ck_assert_str_eq(p.data.items[1].file, "run.csv");
    ck_assert(p.data.items[0].size[0] == 0);
    ck_assert(p.data.items[2].rank == 2);
    ck_assert(p.data.items[2].column_count == 3);
    ck_assert_str_eq(p.data.items[2].columns[2], "r");
    ck_assert(p.data.items[2].size[0] == 0 && p.data.items[2].size[1] == -1);
    ck_assert_str_eq(p.shows.items[0].name, "twice");
    ck_assert_str_eq(p.families.items[0].name, "lab");
    finish();
}
END_TEST

START_TEST(shapes_follow_the_sizes)
{
    const eqh_int n = 7, bad = -1;
    eqh_shape s[16];
    size_t where = 99;

    start(fit);
    ck_assert_int_eq(p.shapes(p.self, &n, s, &where), 0);
    ck_assert(s[0].count == 1 && s[1].count == 3);
    ck_assert(s[1].lo[0] == 0 && s[1].hi[0] == 2);
    ck_assert(s[3].count == 3 && s[5].count == 7 && s[7].count == 21);
    ck_assert(s[7].lo[0] == 1 && s[7].hi[0] == 7 && s[7].hi[1] == 2);
    ck_assert(s[8].count == 3);
    ck_assert(s[9].count == 7 && s[10].count == 2);
    ck_assert_int_eq(p.shapes(p.self, &bad, s, &where), EQR_REFUSED);
    ck_assert(where == 5);
    finish();
}
END_TEST

START_TEST(defaults_of_params)
{
    double v[3];

    start(fit);
    p.defaults(p.self, 0, v, 1);
    ck_assert(v[0] == 2);
    p.defaults(p.self, 1, v, 3);
    ck_assert(v[0] == 4 && v[2] == 6);
    p.defaults(p.self, 2, v, 1);
    ck_assert(isnan(v[0]));
    finish();
}
END_TEST

/* ---- what went wrong ---------------------------------------------------- */

static const struct { const char *text, *first, *then; } faults[] = {
    {"unknown a = -0.4; log(a) = 1;",
     "test.eq:1:19: error: log(-0.4) is not a number [R0501]",
     "with a = -0.4"},
    {"unknown a = 0; 1/a = 2;",
     "test.eq:1:16: error: 1/0 is a division by zero [R0501]", "with a = 0"},
    {"unknown a = 800; exp(a) = 1;",
     "test.eq:1:18: error: exp(800) is infinite [R0501]", "with a = 800"},
    {"unknown x[0..2] = -1; for i in 0..2 { sqrt(x[i] + i)*2 = 1; }",
     "error: sqrt(-1) is not a number [R0501]", "with x[0] = -1"},
    {"unknown a = -8; loss (a^0.5 - 1)^2;",
     "error: (-8)^0.5 is not a number [R0501]", "with a = -8"},
    {"unknown a = 0; loss sqrt(a) + a^2;",
     "error: there is no derivative here: 0.5/0 is a division by zero [R0501]",
     "with a = 0"},
    {"data t = [1, 0, -2]; unknown a = 1; loss sum(log(t)*a)^2;",
     "error: log(0) is infinite [R0501]", "with t[2] = 0"},
    {"unknown a = -3, b = 1; let s = asin(a); loss s^2 + b^2;",
     "test.eq:1:32: error: asin(-3) is not a number [R0501]",
     "help: asin(a) has a value and a slope where -1 < a && a < 1"},
};

START_TEST(fault_is_explained)
{
    const eqh_inputs none = {NULL, NULL, NULL};
    char text[2000] = "";
    FILE *out = tmpfile();
    eqr_problem problem;
    double x[8];
    size_t n;

    start(faults[_i].text);
    ck_assert_int_eq(p.bind(p.self, &none, &problem, x), 0);
    ck_assert_int_eq(p.explain(p.self, x, out), 1);
    rewind(out);
    n = fread(text, 1, sizeof text - 1, out);
    text[n] = '\0';
    fclose(out);
    ck_assert_msg(strstr(text, faults[_i].first) != NULL, "got %s", text);
    ck_assert_msg(strstr(text, faults[_i].then) != NULL, "got %s", text);
    finish();
}
END_TEST

START_TEST(no_fault_no_message)
{
    const eqh_inputs none = {NULL, NULL, NULL};
    eqr_problem problem;
    double x[1];

    start("unknown a = 2; (if a > 1 then log(a) else log(a - 5)) = 0;");
    ck_assert_int_eq(p.bind(p.self, &none, &problem, x), 0);
    ck_assert_int_eq(p.explain(p.self, x, stderr), 0);
    finish();
}
END_TEST

int main(void)
{
    Suite *s = suite_create("vm engine");
    TCase *t = tcase_create("all");
    SRunner *r;
    int failed;

    tcase_add_test(t, items_say_what_they_are);
    tcase_add_test(t, shapes_follow_the_sizes);
    tcase_add_test(t, defaults_of_params);
    tcase_add_loop_test(t, fault_is_explained, 0,
                        sizeof faults / sizeof *faults);
    tcase_add_test(t, no_fault_no_message);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
