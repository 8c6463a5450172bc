/*
 * test_core_confidence.c -- quantiles against a computation in 40 digits (the
 * incomplete beta function of mpmath, inverted); intervals, correlations and
 * the condition number of lines against closed forms.
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "solvers.h"
#include "statistics.h"

static const struct { double level; size_t dof; double t; } quantiles[] = {
    {0.95, 1, 12.706204736174705}, {0.95, 2, 4.3026527297494639},
    {0.95, 3, 3.1824463052837096}, {0.99, 4, 4.6040948713499932},
    {0.999, 5, 6.8688266258811102}, {0.5, 7, 0.71114177808178631},
    {0.95, 10, 2.2281388519862747}, {0.95, 12, 2.1788128296672289},
    {0.95, 120, 1.9799304050824408}, {0.95, 1000, 1.9623390808264085},
    {0.95, 1001, 1.9623367052808799}, {0.99, 1001, 2.5807497687505250},
    {0.95, 100000, 1.9599877075346096}, {0.95, 0, 1.9599639845400542},
    {0.99, 0, 2.5758293035489008},
};

START_TEST(test_quantiles)
{
    double t = (double)eqr_quantile((eqr_real)quantiles[_i].level,
                                    quantiles[_i].dof);

    ck_assert_double_eq_tol(t / quantiles[_i].t, 1, 1e-13);
}
END_TEST

START_TEST(test_levels)
{
    ck_assert(eqr_quantile(0, 3) != eqr_quantile(0, 3));
    ck_assert(eqr_quantile(1, 3) != eqr_quantile(1, 3));
    ck_assert(eqr_quantile(EQR_AUTO, 3) != eqr_quantile(EQR_AUTO, 3));
}
END_TEST

/* ---- a line through points ---------------------------------------------- */

enum { POINTS = 9 };

typedef struct line { double x[POINTS], y[POINTS]; } line;

static int structure(void *user, size_t lo, size_t hi, size_t *start,
                     size_t *col)
{
    (void)user;
    start[0] = 0;
    for (size_t k = lo; k < hi; ++k) {
        *col++ = 0;
        *col++ = 1;
        start[k - lo + 1] = start[k - lo] + 2;
    }
    return 0;
}

static int values(void *user, const eqr_real *v, size_t lo, size_t hi,
                  eqr_real *r, eqr_real *jac)
{
    const line *l = user;

    for (size_t k = lo; k < hi; ++k) {
        if (r)
            *r++ = (eqr_real)(l->y[k] - (double)v[0] * l->x[k] -
                              (double)v[1]);
        if (jac)
            *jac++ = -(eqr_real)l->x[k];
        if (jac)
            *jac++ = -1;
    }
    return 0;
}

/* x[k] = first + k: the columns' cosine is mean x / sqrt(mean x^2). */
static double line_make(line *l, eqr_problem *p, double first)
{
    double sum = 0, squares = 0;

    eqr_problem_clear(p);
    p->cls = EQR_CLASS_LEAST_SQUARES;
    p->user = l;
    p->n = 2;
    p->residual.count = POINTS;
    p->residual.width = 2;
    p->residual.structure = structure;
    p->residual.values = values;
    for (size_t k = 0; k < POINTS; ++k) {
        l->x[k] = first + (double)k;
        l->y[k] = 2 * l->x[k] + 1 + (k % 2 ? 0.1 : -0.1);
        sum += l->x[k];
        squares += l->x[k] * l->x[k];
    }
    return sum / sqrt(POINTS * squares);
}

static void line_check(const eqr_problem *p, double cosine)
{
    eqr_statistics_result s;
    void *work = malloc(eqr_statistics_size(p));
    eqr_real x[2] = {2, 1}, low[2], reach;

    ck_assert_int_eq(eqr_statistics(p, x, work, &s), 0);
    ck_assert_double_eq_tol((double)eqr_correlation(&s, 2, 0, 1), -cosine,
                            1e-12);
    ck_assert(eqr_correlation(&s, 2, 1, 1) == 1);
    ck_assert_double_eq_tol((double)eqr_condition(&s, 2) /
                            sqrt((1 + fabs(cosine)) / (1 - fabs(cosine))), 1,
                            1e-9);
    ck_assert_uint_eq(eqr_statistics_dof(p, &s), POINTS - 2);
    reach = eqr_quantile(EQR_C(0.95), POINTS - 2);
    eqr_interval(2, x, s.std_error, -reach, low);
    ck_assert_double_eq_tol((double)(low[0] + reach * s.std_error[0]), 2,
                            1e-12);
    free(work);
}

START_TEST(test_line)
{
    static const double first[] = {-4, -3, 0, 5, -900, 3000};
    eqr_problem p;
    line l;
    double cosine = line_make(&l, &p, first[_i]);

    line_check(&p, cosine);
}
END_TEST

/* One of the two is held at its bound: a column alone has condition 1. */
START_TEST(test_held)
{
    eqr_real lower[2] = {2, -100}, x[2] = {2, 1};
    eqr_statistics_result s;
    eqr_problem p;
    line l;
    void *work;

    line_make(&l, &p, 1);
    for (size_t k = 0; k < POINTS; ++k)
        l.y[k] -= 0.5 * l.x[k];
    p.lower = lower;
    work = malloc(eqr_statistics_size(&p));
    ck_assert_int_eq(eqr_statistics(&p, x, work, &s), 0);
    ck_assert_uint_eq(s.held, 1);
    ck_assert_double_eq_tol((double)eqr_condition(&s, 2), 1, 1e-12);
    ck_assert(eqr_correlation(&s, 2, 0, 1) != eqr_correlation(&s, 2, 0, 1));
    free(work);
}
END_TEST

/* Both columns the same: no number says how bad that is. */
START_TEST(test_rank_loss)
{
    eqr_real x[2] = {2, 1};
    eqr_statistics_result s;
    eqr_problem p;
    line l;
    void *work;

    line_make(&l, &p, 1);
    for (size_t k = 0; k < POINTS; ++k)
        l.x[k] = 1;
    work = malloc(eqr_statistics_size(&p));
    ck_assert_int_eq(eqr_statistics(&p, x, work, &s), 0);
    ck_assert(eqr_condition(&s, 2) != eqr_condition(&s, 2));
    free(work);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("confidence");
    TCase *tests = tcase_create("confidence");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(tests, test_quantiles, 0,
                        sizeof quantiles / sizeof *quantiles);
    tcase_add_test(tests, test_levels);
    tcase_add_loop_test(tests, test_line, 0, 6);
    tcase_add_test(tests, test_held);
    tcase_add_test(tests, test_rank_loss);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
