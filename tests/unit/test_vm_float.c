/*
 * The interpreter's template over float: every row of ops.def in float agrees
 * with the row in double, to what float can hold.
 */
#define EQR_REAL float

#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "../../runtime/core/special.h"
#include "tables/ops.h"

#define VM_NUM float
#include "write/vm_frame.inc"

#define F(name) name##f
#define VM_CHECK 0
#define VM_RUN run_float
#include "write/vm_run.inc"

static float in_float(int op, float a, float b)
{
    struct vm_code code[] = {
        {.op = (uint8_t)DAG_OF(op), .dst = 2, .a = 0, .b = 1},
        {.op = VM_RETURN}};
    struct vm_function f = {.code = {code, 2, 2}};
    union vm_reg reg[3] = {{.r = a}, {.r = b}};
    struct vm_frame m = {.reg = reg};

    ck_assert_int_eq(run_float(&f, &m), VM_OK);
    return reg[2].r;
}

static double in_double(int op, double a, double b)
{
    return op_row((enum op)op)->arity == 1 ? op_value1((enum op)op, a)
                                           : op_value2((enum op)op, a, b);
}

static const float points[][2] = {
    {0.3f, 0.7f}, {1.6f, 0.25f}, {2.5f, 3.0f}, {-0.4f, 2.0f}, {-2.3f, 1.5f},
    {0.0f, 4.0f}, {3.0f, 1.75f}};

START_TEST(row_in_float)
{
    for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
        float a = points[k][0], b = points[k][1], got;
        double want;

        if (_i == OP_Polygamma)
            a = (float)k;
        want = in_double(_i, (double)a, (double)b);
        got = in_float(_i, a, b);
        ck_assert_msg(isnan(want) ? isnan(got)
                      : got == (float)want ||
                        fabs((double)got - want) <= 4e-6 * fabs(want) + 1e-7,
                      "%s(%g, %g): %.9g, not %.9g",
                      op_row((enum op)_i)->name, (double)a, (double)b,
                      (double)got, want);
    }
}
END_TEST

/* 1 + 1/2 + 1/4 + ... in float, stored and read back. */
START_TEST(loop_in_float)
{
    struct vm_code code[] = {
        {.op = PLAN_VAR, .dst = 0, .a = 5},
        {.op = PLAN_FOR, .dst = 1, .a = 6, .jump = 5},
        {.op = PLAN_ACC, .a = 0, .b = 7, .effect = EFFECT_SUM},
        {.op = DAG_OF(OP_Mul), .dst = 8, .a = 7, .b = 9},
        {.op = PLAN_ACC, .a = 7, .b = 8, .effect = EFFECT_DEFINE},
        {.op = PLAN_END, .a = 1, .b = 6, .jump = 1},
        {.op = PLAN_STORE, .a = 0, .b = 10, .c = 0},
        {.op = DAG_LOAD, .dst = 11, .a = 0, .b = 10},
        {.op = VM_RETURN}};
    struct vm_function f = {.code = {code, 9, 9}};
    union vm_reg reg[12] = {{.i = 0}};
    float memory[2] = {0, 0};
    struct vm_array array[1] = {{memory, 2}};
    struct vm_frame m = {.reg = reg, .array = array};

    reg[5].r = 0;
    reg[6].i = 40;
    reg[7].r = 1;
    reg[9].r = 0.5f;
    reg[10].i = 1;
    ck_assert_int_eq(run_float(&f, &m), VM_OK);
    ck_assert(reg[11].r == 2.0f && memory[1] == 2.0f && memory[0] == 0);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("vm float");
    TCase *c = tcase_create("rows");
    SRunner *r;
    int failed;

    tcase_add_loop_test(c, row_in_float, 0, OP_COUNT);
    tcase_add_test(c, loop_in_float);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
