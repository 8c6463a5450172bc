/* test_data_dag.c -- equal expressions are one node, however many there are. */
#include <check.h>
#include <stdlib.h>

#include "../../src/data/dag.h"

enum { MANY = 30000 };

static Expr plus(struct dag *g, Expr a, Expr b)
{
    return dag_node(g, DAG_OF(OP_Add), TYPE_REAL, a.i, b.i, 0);
}

/* Chains, and all nodes with one late child, which fill its line. */
START_TEST(equal_nodes_are_one)
{
    struct dag *g = dag_make();
    Expr *leaf = malloc(MANY * sizeof *leaf), *with = malloc(MANY * sizeof *with);
    Expr hub;
    size_t nodes;

    for (int k = 0; k < MANY; k++)
        leaf[k] = dag_num(g, k + 0.5);
    hub = plus(g, leaf[0], leaf[1]);
    for (int k = 0; k < MANY; k++)
        with[k] = plus(g, leaf[k], hub);
    nodes = g->nodes.n;
    for (int k = 0; k < MANY; k++) {
        ck_assert(expr_same(leaf[k], dag_num(g, k + 0.5)));
        ck_assert(expr_same(with[k], plus(g, leaf[k], hub)));
        ck_assert(k == 0 || with[k].i != with[k - 1].i);
    }
    ck_assert_uint_eq(g->nodes.n, nodes);
    free(leaf);
    free(with);
    dag_free(g);
}
END_TEST

START_TEST(names_and_places_are_kept)
{
    struct dag *g = dag_make();
    Expr a, b;

    g->here = (struct span){3, 7};
    a = dag_num(g, 1.5);
    b = dag_num(g, 2.5);
    dag_name(g, b, "b");
    dag_name(g, b, "again");
    dag_name(g, a, NULL);
    ck_assert_ptr_null(dag_hint(g, a));
    ck_assert_ptr_null(dag_hint(g, EXPR_NONE));
    ck_assert_str_eq(dag_hint(g, b), "b");
    ck_assert_ptr_null(dag_hint(g, dag_num(g, 3.5)));
    ck_assert_uint_eq(dag_origin(g, a).hi, 7);
    dag_free(g);
}
END_TEST

START_TEST(what_is_below_is_found_once)
{
    struct dag *g = dag_make();
    Expr a = dag_num(g, 1.5), b = dag_num(g, 2.5), e = plus(g, plus(g, a, b), b);
    const uint32_t *list;
    uint32_t *sorted;

    ck_assert_uint_eq(dag_below(g, &e, 1, &list), 4);
    ck_assert_uint_eq(dag_reach(g, &e, 1, &sorted), 4);
    for (int k = 0; k < 4; k++)
        ck_assert_uint_eq(sorted[k], (uint32_t)k + 1);
    free(sorted);
    e = EXPR_NONE;
    ck_assert_uint_eq(dag_below(g, &e, 1, &list), 0);
    dag_free(g);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("expressions");
    TCase *t = tcase_create("all");
    SRunner *r = srunner_create(s);
    int failed;

    suite_add_tcase(s, t);
    tcase_add_test(t, equal_nodes_are_one);
    tcase_add_test(t, names_and_places_are_kept);
    tcase_add_test(t, what_is_below_is_found_once);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
