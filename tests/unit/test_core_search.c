/* Search: points, answers each once, the best again, memory, refusals. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search.h"
#include "solvers.h"

/* (x^2 - 1)(x - 3) = 0: three roots; and y - x = 0. */
static int roots_structure(void *user, size_t lo, size_t hi, size_t *start,
                           size_t *col)
{
    (void)user;
    for (size_t k = lo; k < hi; k++) {
        start[k - lo] = 2 * (k - lo);
        *col++ = 0;
        *col++ = 1;
    }
    start[hi - lo] = 2 * (hi - lo);
    return 0;
}

static int roots_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                        eqr_real *r, eqr_real *jac)
{
    double a = x[0];
    const double u[] = {(a * a - 1) * (a - 3), x[1] - a};
    const double d[] = {3 * a * a - 6 * a - 1, 0, -1, 1};

    (void)user;
    if (r)
        memcpy(r, u + lo, (hi - lo) * sizeof *r);
    if (jac)
        memcpy(jac, d + 2 * lo, 2 * (hi - lo) * sizeof *jac);
    return 0;
}

static int roots_magnitude(void *user, const eqr_real *x, size_t lo,
                           size_t hi, eqr_real *m)
{
    double a = fabs(x[0]);
    const double all[] = {(a * a + 1) * (a + 3), a + fabs(x[1])};

    (void)user;
    memcpy(m, all + lo, (hi - lo) * sizeof *m);
    return 0;
}

static int cancel(void *caller)
{
    return --*(int *)caller < 0;
}

typedef struct trial {
    eqr_problem p;
    eqr_search search;
    eqr_options options;
    eqr_result result;
    double x[2];
    void *memory;
} trial;

static void trial_make(trial *s, size_t room)
{
    eqr_problem_clear(&s->p);
    s->p.cls = EQR_CLASS_SYSTEM;
    s->p.n = 2;
    s->p.residual = (eqr_rows){2, 2, roots_structure, roots_values, 0};
    s->p.magnitude = roots_magnitude;
    s->options = eqr_options_default();
    s->options.n = 40;
    s->x[0] = s->x[1] = 0.5;
    s->memory = malloc(eqr_search_size(EQR_SEARCH_DEFLATION, &s->p,
                                       &eqr_newton, room));
}

static int trial_run(trial *s, int kind, size_t room)
{
    int code = eqr_search_begin(&s->search, kind, room, NULL, &s->p,
                                &eqr_newton, &s->options, s->x, s->memory,
                                &s->result);

    while (code == EQR_GO_ON)
        code = eqr_search_advance(&s->search);
    return eqr_search_finish(&s->search, code);
}

START_TEST(all_roots_each_once)
{
    trial s;
    size_t k, times = 0;

    trial_make(&s, 8);
    ck_assert_int_eq(trial_run(&s, EQR_SEARCH_MULTISTART, 8), EQR_ROOT);
    ck_assert_uint_eq(s.search.tried, 40);
    ck_assert_uint_eq(s.search.count, 3);
    for (k = 0; k < 3; ++k) {
        double a = s.search.answer[k].x[0];

        ck_assert(fabs((a * a - 1) * (a - 3)) < 1e-12);
        times += s.search.answer[k].times;
    }
    ck_assert_uint_le(times, 40);
    ck_assert_uint_ge(times, 20);
    /* What is handed back is the first, to the bit, made anew. */
    ck_assert(memcmp(s.x, s.search.answer[0].x, sizeof s.x) == 0);
    ck_assert_int_eq(s.result.status, EQR_ROOT);
    free(s.memory);
}
END_TEST

/* More roots than starts: each one found is none any more. */
START_TEST(deflation_from_few_starts)
{
    trial s;

    trial_make(&s, 8);
    s.options.n = 5;
    ck_assert_int_eq(trial_run(&s, EQR_SEARCH_DEFLATION, 8), EQR_ROOT);
    ck_assert_uint_eq(s.search.tried, 5);
    ck_assert_uint_eq(s.search.count, 3);
    ck_assert(memcmp(s.x, s.search.answer[0].x, sizeof s.x) == 0);
    free(s.memory);
}
END_TEST

START_TEST(little_room)
{
    trial s;

    trial_make(&s, 1);
    ck_assert_int_eq(trial_run(&s, EQR_SEARCH_MULTISTART, 1), EQR_ROOT);
    ck_assert_uint_eq(s.search.count, 1);
    ck_assert_uint_gt(s.search.dropped, 0);
    free(s.memory);
}
END_TEST

START_TEST(rules_end_at_a_root)
{
    trial s;

    trial_make(&s, 4);
    ck_assert_int_eq(trial_run(&s, EQR_SEARCH_RULES, 4), EQR_ROOT);
    ck_assert_uint_eq(s.search.tried, 1);
    ck_assert_str_eq(eqr_points_rule(s.search.used), "own");
    free(s.memory);
}
END_TEST

START_TEST(refused_and_cancelled)
{
    int polls = 60;
    trial s;

    trial_make(&s, 4);
    s.x[0] = NAN;
    ck_assert_int_eq(trial_run(&s, EQR_SEARCH_MULTISTART, 4), EQR_REFUSED);
    ck_assert_int_eq(eqr_search_begin(&s.search, EQR_SEARCH_MULTISTART, 4,
                                      NULL, &s.p, &eqr_newton, NULL, NULL,
                                      NULL, &s.result), EQR_REFUSED);
    s.x[0] = 0.5;
    s.options.caller = &polls;
    s.options.cancel = cancel;
    ck_assert_int_eq(trial_run(&s, EQR_SEARCH_MULTISTART, 4), EQR_CANCELLED);
    ck_assert(memcmp(s.x, s.search.answer[0].x, sizeof s.x) == 0);
    free(s.memory);
}
END_TEST

/* Any run of points has about as many in each half and quarter of a box. */
START_TEST(points_fill_a_box_evenly)
{
    static const eqr_real lower[2] = {2, -3}, upper[2] = {4, 5};
    int part[2][4] = {{0}};
    trial s;
    size_t k, j;

    trial_make(&s, 1);
    s.p.lower = lower;
    s.p.upper = upper;
    s.x[0] = 2.5;
    eqr_search_begin(&s.search, EQR_SEARCH_MULTISTART, 1, NULL, &s.p,
                     &eqr_newton, &s.options, s.x, s.memory, &s.result);
    for (k = 1; k <= 400; ++k) {
        ck_assert(eqr_points_take(&s.search, k));
        for (j = 0; j < 2; ++j) {
            double u = (s.search.start[j] - lower[j]) / (upper[j] - lower[j]);

            ck_assert(u > 0 && u < 1);
            ++part[j][(int)(4 * u)];
        }
    }
    for (j = 0; j < 2; ++j)
        for (k = 0; k < 4; ++k)
            ck_assert(abs(part[j][k] - 100) <= 3);
    free(s.memory);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("search");
    TCase *tests = tcase_create("search");
    SRunner *runner;
    int failed;

    tcase_add_test(tests, all_roots_each_once);
    tcase_add_test(tests, deflation_from_few_starts);
    tcase_add_test(tests, little_room);
    tcase_add_test(tests, rules_end_at_a_root);
    tcase_add_test(tests, refused_and_cancelled);
    tcase_add_test(tests, points_fill_a_box_evenly);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
