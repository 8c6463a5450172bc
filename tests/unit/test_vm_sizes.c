/* Integer expressions of the interpreter: checked, never wrapping. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "write/vm_code.h"

START_TEST(sizes_are_checked)
{
    struct dag *g = dag_make();
    Expr n = dag_size(g, 0), m = dag_size(g, 1);
    Expr product = dag_imul(g, n, m);
    Expr quotient = dag_int2(g, DAG_IDIV, n, m);
    Expr rest = dag_int2(g, DAG_IMOD, n, m);
    int64_t of[] = {-7, 2}, huge[] = {INT64_MAX, 2}, zero[] = {1, 0}, v;
    struct vm_sizes s;

    vm_sizes_make(&s, g, of);
    ck_assert(vm_integer(&s, product, &v) && v == -14);
    ck_assert(!vm_size(&s, product, &v));
    ck_assert(vm_integer(&s, quotient, &v) && v == -4);
    ck_assert(vm_integer(&s, rest, &v) && v == 1);
    ck_assert(!vm_integer(&s, dag_index(g, 9), &v));
    vm_sizes_free(&s);
    vm_sizes_make(&s, g, huge);
    ck_assert(!vm_integer(&s, product, &v));
    vm_sizes_free(&s);
    vm_sizes_make(&s, g, zero);
    ck_assert(!vm_integer(&s, quotient, &v));
    ck_assert(!vm_integer(&s, rest, &v));
    vm_sizes_free(&s);
    dag_free(g);
}
END_TEST

START_TEST(integers_poison_and_never_wrap)
{
    ck_assert(vm_int_op(DAG_IADD, INT64_MAX, 1) == VM_POISON);
    ck_assert(vm_int_op(DAG_IADD, VM_POISON, 5) == VM_POISON);
    ck_assert(vm_int_op(DAG_IMUL, VM_POISON, 0) == VM_POISON);
    ck_assert(vm_int_op(DAG_IDIV, 1, 0) == VM_POISON);
    ck_assert(vm_int_op(DAG_ILT, VM_POISON, 0) == 0);
    for (int64_t a = -9; a <= 9; a++)
        for (int64_t b = -4; b <= 4; b++) {
            int64_t q, m;
            if (b == 0)
                continue;
            q = vm_int_op(DAG_IDIV, a, b);
            m = vm_int_op(DAG_IMOD, a, b);
            ck_assert(q == (int64_t)floor((double)a / (double)b));
            ck_assert(q * b + m == a && (b > 0 ? m >= 0 && m < b
                                               : m <= 0 && m > b));
        }
}
END_TEST

/* A select over sizes, as in the width of the widest row. */
START_TEST(sizes_select)
{
    struct dag *g = dag_make();
    Expr n = dag_size(g, 0), m = dag_size(g, 1), widest;
    int64_t of[] = {4, 9}, v;
    struct vm_sizes s;

    widest = dag_select(g, dag_compare(g, DAG_ILT, n, m), m, n);
    vm_sizes_make(&s, g, of);
    ck_assert(vm_size(&s, widest, &v) && v == 9);
    vm_sizes_free(&s);
    of[0] = 10;
    vm_sizes_make(&s, g, of);
    ck_assert(vm_size(&s, widest, &v) && v == 10);
    vm_sizes_free(&s);
    dag_free(g);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("vm sizes");
    TCase *c = tcase_create("all");
    SRunner *r;
    int failed;

    tcase_add_test(c, sizes_are_checked);
    tcase_add_test(c, integers_poison_and_never_wrap);
    tcase_add_test(c, sizes_select);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
