/* test_math_nullspace.c -- null spaces of matrices that were made to have them. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "../../src/math/nullspace.h"

enum { N = 5 };

static double draw(unsigned *seed)
{
    return (double)rand_r(seed) / RAND_MAX - 0.5;
}

/* Rows that are orthogonal to each of the vectors, columns of scales apart. */
static void add_rows(struct nullspace *s, const double (*null)[N],
                     unsigned dim, const double *scale, unsigned *seed)
{
    for (unsigned k = 0; k < 3 * N; k++) {
        double row[N];

        for (unsigned j = 0; j < N; j++)
            row[j] = draw(seed);
        for (unsigned d = 0; d < dim; d++) {
            double dot = 0, size = 0;

            for (unsigned j = 0; j < N; j++) {
                dot += row[j] * null[d][j];
                size += null[d][j] * null[d][j];
            }
            for (unsigned j = 0; j < N; j++)
                row[j] -= dot / size * null[d][j];
        }
        for (unsigned j = 0; j < N; j++)
            row[j] *= scale[j];
        nullspace_row(s, row);
    }
}

/* The vectors are orthogonal to each other, so that rows can be to both. */
START_TEST(finds_them)
{
    static const double null[2][N] = {{1, 2, 0, 0, -1}, {0, 0, 1, -3, 0}};
    static const double even[N] = {1, 1, 1, 1, 1};
    static const double wild[N] = {1e-150, 1e20, 1, 1e-8, 1e150};
    unsigned seed = 1;

    for (unsigned dim = 0; dim <= 2; dim++)
        for (int w = 0; w < 2; w++) {
            const double *scale = w ? wild : even;
            struct nullspace s;

            nullspace_make(&s, N);
            add_rows(&s, null, dim, scale, &seed);
            nullspace_solve(&s, PIVOT_FIRST);
            ck_assert_int_eq(s.dim, (int)dim);
            for (unsigned d = 0; d < dim && !w; d++)
                for (unsigned j = 0; j < N; j++)
                    ck_assert_double_eq_tol(s.basis[d * N + j], null[d][j],
                                            1e-9);
            nullspace_free(&s);
        }
}
END_TEST

START_TEST(last_pivots)
{
    static const double null[1][N] = {{1, 2, 0, 0, -1}};
    static const double even[N] = {1, 1, 1, 1, 1};
    struct nullspace s;
    unsigned seed = 2;

    nullspace_make(&s, N);
    add_rows(&s, null, 1, even, &seed);
    nullspace_solve(&s, PIVOT_LAST);
    ck_assert_int_eq(s.dim, 1);
    ck_assert_uint_eq(s.pivot[0], N - 1);
    ck_assert_double_eq_tol(s.basis[0], -1, 1e-9);
    nullspace_free(&s);
}
END_TEST

/* Columns that differ by 1e-10 of their length: neither zero nor not. */
START_TEST(unclear)
{
    struct nullspace s;
    unsigned seed = 3;

    nullspace_make(&s, 2);
    for (int k = 0; k < 6; k++) {
        double row[2] = {draw(&seed), 0};

        row[1] = row[0] * (1 + 2e-10 * k);
        nullspace_row(&s, row);
    }
    nullspace_solve(&s, PIVOT_FIRST);
    ck_assert_int_eq(s.dim, -1);
    nullspace_free(&s);
}
END_TEST

/* Nothing was said of a column: it is free. */
START_TEST(zero_column)
{
    struct nullspace s;
    double row[2] = {3, 0};

    nullspace_make(&s, 2);
    nullspace_row(&s, row);
    nullspace_solve(&s, PIVOT_FIRST);
    ck_assert_int_eq(s.dim, 1);
    ck_assert_uint_eq(s.pivot[0], 1);
    nullspace_free(&s);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("null spaces");
    TCase *t = tcase_create("all");
    SRunner *r = srunner_create(s);
    int failed;

    suite_add_tcase(s, t);
    tcase_add_test(t, finds_them);
    tcase_add_test(t, last_pivots);
    tcase_add_test(t, unclear);
    tcase_add_test(t, zero_column);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
