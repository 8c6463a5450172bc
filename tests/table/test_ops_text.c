/*
 * Every row of ops.def as text: eqc reads it and computes its value, what eqc
 * prints reads back to the same, and the C text computes the same bits.
 */
#include "../unit/test_vm_compile.h"

#include <math.h>
#include <stdio.h>

#ifndef REFERENCE
#define REFERENCE "tests/reference"
#endif

static const double points[][2] = {{0.3, 0.7}, {1.6, 0.25}, {2.5, 3.5},
                                   {-0.4, 1.25}, {-2.3, 0.5}, {4, 0.875}};

enum { POINTS = sizeof points / sizeof *points };

static double value_of(int op, double a, double b)
{
    return op_row((enum op)op)->arity == 1 ? op_value1((enum op)op, a)
                                           : op_value2((enum op)op, a, b);
}

/* randn(seed = 1) is read otherwise. */
static bool is_random(int op)
{
    return op == OP_Randn || op == OP_Uniform;
}

static double operand_a(int op, int k)
{
    return op == OP_Polygamma ? k : points[k][0];
}

static bool same(double x, double y)
{
    return memcmp(&x, &y, sizeof x) == 0 || (isnan(x) && isnan(y));
}

/* ---- the language ----------------------------------------------------- */

/* "tanh(a)", "a + b", "-a": as the user writes it. */
static void write_text(int op, char *out, size_t size)
{
    const struct op_row *row = op_row((enum op)op);

    if (row->precedence == 9)
        snprintf(out, size, row->arity == 1 ? "%s(a)" : "%s(a, b)",
                 row->name);
    else
        snprintf(out, size, row->arity == 1 ? "%sa" : "a %s b", row->name);
}

/* The value of an expression in a and b; its printed form into `printed`. */
static double evaluate(const char *expression, double a, double b,
                       char *printed, size_t size)
{
    const double *const params[] = {&a, &b};
    const eqh_inputs in = {NULL, params, NULL};
    struct compiled c;
    struct dag_names names;
    eqr_problem p;
    char text[400];
    double v = NAN;
    struct vm *vm;
    FILE *out;

    snprintf(text, sizeof text,
             "param a = 1, b = 1; show %s as v, a as x, b as y;", expression);
    compile(&c, text);
    vm = vm_make(c.plan);
    ck_assert_int_eq(vm_bind(vm, &in, &p, NULL), 0);
    ck_assert_int_eq(p.show.values(p.user, &a, 0, 1, &v, NULL), 0);
    out = tmpfile();
    names = program_names(c.program);
    dag_print(c.program->dag, c.program->shows.at[0].row, &names, out);
    rewind(out);
    printed[fread(printed, 1, size - 1, out)] = '\0';
    fclose(out);
    vm_free(vm);
    compiled_free(&c);
    return v;
}

START_TEST(reads_computes_and_prints)
{
    char text[100], printed[200], again[200];

    if (is_random(_i) || _i == OP_Polygamma)
        return;
    write_text(_i, text, sizeof text);
    for (int k = 0; k < POINTS; k++) {
        double a = operand_a(_i, k), b = points[k][1];
        double got = evaluate(text, a, b, printed, sizeof printed);
        ck_assert_msg(same(got, value_of(_i, a, b)), "%s at %g, %g: %.17g",
                      text, a, b, got);
        got = evaluate(printed, a, b, again, sizeof again);
        ck_assert_msg(same(got, value_of(_i, a, b)), "%s printed as %s", text,
                      printed);
        ck_assert_str_eq(printed, again);
    }
}
END_TEST

/* ---- C ---------------------------------------------------------------- */

/* The C text with a and b in its holes, in double. */
static void write_c(int op, FILE *out)
{
    for (const char *p = op_row((enum op)op)->c; *p; p++) {
        if (*p != '$') {
            fputc(*p, out);
            continue;
        }
        p++;
        if (*p != 'f')
            fprintf(out, "%c", *p == 'A' ? 'a' : *p == 'B' ? 'b' : *p);
    }
}

static void write_program(FILE *out)
{
    fputs("#include \"core/special.h\"\n#include <stdio.h>\n", out);
    for (int op = 0; op < OP_COUNT; op++) {
        fprintf(out, "static double f%d(double a, double b)\n{\n"
                     "    (void)b;\n    return ", op);
        write_c(op, out);
        fputs(";\n}\n", out);
    }
    fputs("int main(void)\n{\n    double a, b;\n    int op;\n"
          "    while (scanf(\"%d %lf %lf\", &op, &a, &b) == 3)\n"
          "        switch (op) {\n", out);
    for (int op = 0; op < OP_COUNT; op++)
        fprintf(out, "        case %d: printf(\"%%a\\n\", f%d(a, b)); "
                     "break;\n", op, op);
    fputs("        }\n    return 0;\n}\n", out);
}

static void write_points(FILE *out)
{
    for (int op = 0; op < OP_COUNT; op++)
        for (int k = 0; k < POINTS; k++)
            fprintf(out, "%d %.17g %.17g\n", op, operand_a(op, k),
                    points[k][1]);
}

static FILE *open_in(const char *folder, const char *name, const char *mode)
{
    char path[300];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, mode);
    ck_assert_ptr_nonnull(f);
    return f;
}

static void compare(FILE *results)
{
    char line[100];

    for (int op = 0; op < OP_COUNT; op++)
        for (int k = 0; k < POINTS; k++) {
            double want = value_of(op, operand_a(op, k), points[k][1]);
            ck_assert_ptr_nonnull(fgets(line, sizeof line, results));
            ck_assert_msg(same(strtod(line, NULL), want),
                          "%s: C gives %s", op_row((enum op)op)->name, line);
        }
}

START_TEST(c_text_computes_the_same_bits)
{
    char at[] = "/tmp/eqc-ops-XXXXXX", command[1000];
    FILE *f;

    ck_assert_ptr_nonnull(mkdtemp(at));
    f = open_in(at, "ops.c", "w");
    write_program(f);
    ck_assert_int_eq(fclose(f), 0);
    f = open_in(at, "points", "w");
    write_points(f);
    ck_assert_int_eq(fclose(f), 0);
    snprintf(command, sizeof command, "cc -std=c99 -O1 -fno-builtin "
             "-ffp-contract=off -I" REFERENCE "/../../runtime %s/ops.c "
             "-o %s/ops -lm && %s/ops < %s/points > %s/results",
             at, at, at, at, at);
    ck_assert_int_eq(system(command), 0);
    f = open_in(at, "results", "r");
    compare(f);
    fclose(f);
    snprintf(command, sizeof command, "rm -f %s/ops.c %s/ops %s/points "
             "%s/results && rmdir %s", at, at, at, at, at);
    ck_assert_int_eq(system(command), 0);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("ops text");
    TCase *c = tcase_create("rows");
    SRunner *r;
    int failed;

    tcase_add_loop_test(c, reads_computes_and_prints, 0, OP_COUNT);
    if (system("cc --version > /dev/null 2>&1") == 0)
        tcase_add_test(c, c_text_computes_the_same_bits);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
