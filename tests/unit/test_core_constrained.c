/* Needs: runtime/core (all), check, -lm */
/*
 * Constrained problems: quadratic ones in a table, each with what must be
 * said of it; one that is not; and the factor they are solved with.
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ldl.h"
#include "solvers.h"

enum { MOST = 4, ALL = EQR_LINEAR_CONSTRAINTS };

/* x'Qx/2 + l'x, rows a x - b of a sense, from `start` to `end`. */
typedef struct quadratic {
    const char *what;
    int verdict;
    size_t n, m;
    double q[MOST], l[2], lower[2], upper[2];
    double a[2 * MOST], b[MOST];
    size_t sense[MOST];
    double start[2], end[2];
    int anywhere;               /* the end is not what is asked for */
} quadratic;

#define NONE {-INFINITY, -INFINITY}, {INFINITY, INFINITY}
#define ABOVE {0, 0}, {INFINITY, INFINITY}
#define ROUND {2, 0, 0, 2}

static const quadratic table[] = {
    {"equation", EQR_MINIMUM, 2, 1, ROUND, {0}, NONE, {1, 1}, {1},
     {EQR_EQUAL}, {3, -7}, {0.5, 0.5}, 0},
    {"equation twice", EQR_MINIMUM, 2, 2, ROUND, {0}, NONE, {1, 1, 2, 2},
     {1, 2}, {EQR_EQUAL, EQR_EQUAL}, {3, -7}, {0.5, 0.5}, 0},
    {"far start", EQR_MINIMUM, 2, 2, ROUND, {-2, -4}, NONE, {1, 1, 1, -1},
     {1, 0}, {EQR_AT_MOST, EQR_AT_LEAST}, {100, -300}, {0.5, 0.5}, 0},
    {"vertex", EQR_MINIMUM, 2, 3, {0}, {-1, -2}, ABOVE, {1, 1, 1, 2, 1, 0},
     {1, 2, 1}, {EQR_AT_MOST, EQR_AT_MOST, EQR_AT_MOST}, {0.1, 0.1}, {0, 1},
     0},
    {"whole edge", EQR_STATIONARY, 2, 1, {0}, {1, 1}, ABOVE, {1, 1}, {1},
     {EQR_AT_LEAST}, {0.5, 0.5}, {0}, 1},
    {"fixed", EQR_MINIMUM, 2, 1, ROUND, {0}, {0.3, -INFINITY},
     {0.3, INFINITY}, {1, 1}, {1}, {EQR_EQUAL}, {0.3, 5}, {0.3, 0.7}, 0},
    {"corner", EQR_MINIMUM, 2, 0, {0, 2, 2, 0}, {0}, {-1, -1}, {1, 1}, {0},
     {0}, {0}, {0.1, -0.2}, {1, -1}, 0},
    {"saddle", EQR_SADDLE, 2, 0, {2, 0, 0, -2}, {0}, NONE, {0}, {0}, {0},
     {0, 0}, {0, 0}, 0},
    {"saddle on a line", EQR_SADDLE, 2, 1, {-2, 0, 0, 2}, {0}, NONE, {0, 1},
     {0}, {EQR_EQUAL}, {0, 1}, {0, 0}, 0},
    {"contradiction", EQR_INFEASIBLE, 2, 2, ROUND, {0}, NONE, {1, 1, 1, 1},
     {1, 2}, {EQR_EQUAL, EQR_EQUAL}, {0.5, 0.5}, {0}, 1},
    {"empty", EQR_INFEASIBLE, 2, 2, {0}, {1, 1}, ABOVE, {1, 1, 1, 1}, {1, 2},
     {EQR_AT_MOST, EQR_AT_LEAST}, {0.5, 0.5}, {0}, 1},
    {"outside the bounds", EQR_INFEASIBLE, 2, 1, {0}, {1, 1}, {0, 0}, {1, 1},
     {1, 1}, {3}, {EQR_AT_LEAST}, {0.5, 0.5}, {0}, 1},
    {"no end", EQR_UNBOUNDED, 2, 1, {0}, {-1, -1}, ABOVE, {1, -1}, {1},
     {EQR_AT_MOST}, {0.5, 0.5}, {0}, 1},
    {"flat", EQR_STATIONARY, 2, 0, {0}, {0}, NONE, {0}, {0}, {0}, {1, 2},
     {1, 2}, 0},
};

static int structure(void *user, size_t lo, size_t hi, size_t *start,
                     size_t *col)
{
    size_t k;

    (void)user;
    start[0] = 0;
    for (k = lo; k < hi; ++k) {
        *col++ = 0;
        *col++ = 1;
        start[k - lo + 1] = start[k - lo] + 2;
    }
    return 0;
}

static int values(void *user, const eqr_real *x, size_t lo, size_t hi,
                  eqr_real *r, eqr_real *jac)
{
    const quadratic *t = (const quadratic *)user;
    size_t k;

    for (k = lo; k < hi; ++k) {
        const double *a = t->a + 2 * k;

        if (r)
            r[k - lo] = a[0] * x[0] + a[1] * x[1] - t->b[k];
        if (jac) {
            *jac++ = a[0];
            *jac++ = a[1];
        }
    }
    return 0;
}

static int sense(void *user, size_t lo, size_t hi, size_t *out)
{
    const quadratic *t = (const quadratic *)user;

    memcpy(out, t->sense + lo, (hi - lo) * sizeof *out);
    return 0;
}

static int magnitude(void *user, const eqr_real *x, size_t lo, size_t hi,
                     eqr_real *m)
{
    const quadratic *t = (const quadratic *)user;
    size_t k;

    for (k = lo; k < hi; ++k)
        m[k - lo] = fabs(t->a[2 * k] * x[0]) + fabs(t->a[2 * k + 1] * x[1]) +
                    fabs(t->b[k]);
    return 0;
}

static int gradient(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    const quadratic *t = (const quadratic *)user;
    double u = t->q[0] * x[0] + t->q[1] * x[1];
    double v = t->q[2] * x[0] + t->q[3] * x[1];

    if (f)
        *f = x[0] * (u / 2 + t->l[0]) + x[1] * (v / 2 + t->l[1]);
    if (g) {
        g[0] = u + t->l[0];
        g[1] = v + t->l[1];
    }
    return 0;
}

static int loss(void *user, const eqr_real *x, eqr_real *f)
{
    return gradient(user, x, f, NULL);
}

static int triangle(void *user, size_t *row, size_t *col)
{
    (void)user;
    row[0] = col[0] = col[1] = 0;
    row[1] = row[2] = col[2] = 1;
    return 0;
}

static int hessian(void *user, const eqr_real *x, eqr_real objective,
                   const eqr_real *multiplier, eqr_real *value)
{
    const quadratic *t = (const quadratic *)user;

    (void)x;
    (void)multiplier;
    value[0] = objective * t->q[0];
    value[1] = objective * t->q[1];
    value[2] = objective * t->q[3];
    return 0;
}

static eqr_problem problem_of(const quadratic *t)
{
    eqr_problem p;

    eqr_problem_clear(&p);
    p.cls = EQR_CLASS_MINIMISE;
    p.flags = ALL;
    p.user = (void *)t;
    p.n = t->n;
    p.lower = t->lower;
    p.upper = t->upper;
    p.loss = loss;
    p.gradient = gradient;
    p.constraint.count = t->m;
    p.constraint.width = 2;
    p.constraint.structure = structure;
    p.constraint.values = values;
    p.sense = sense;
    p.constraint_magnitude = magnitude;
    p.hessian.count = 3;
    p.hessian.structure = triangle;
    p.hessian.values = hessian;
    return p;
}

static int solve(const eqr_problem *p, const eqr_solver *s, eqr_real *x,
                 eqr_result *r)
{
    size_t size = eqr_work_size(p, s);
    void *work = malloc(size);
    int status;

    ck_assert_uint_gt(size, 0);
    memset(work, 0xff, size);       /* NaN: nothing may be read unwritten */
    status = eqr_solve(p, s, NULL, x, work, r);
    free(work);
    return status;
}

START_TEST(test_table)
{
    const quadratic *t = &table[_i];
    eqr_problem p = problem_of(t);
    eqr_real x[2] = {t->start[0], t->start[1]};
    eqr_result r;
    int status = solve(&p, &eqr_ipm, x, &r);

    ck_assert_msg(status == t->verdict, "%s: %d", t->what, status);
    if (status >= 0)
        ck_assert_msg(r.worst_excess <= 1, "%s: a row is off", t->what);
    if (!t->anywhere)
        ck_assert_msg(fabs(x[0] - t->end[0]) + fabs(x[1] - t->end[1]) <= 1e-9,
                      "%s: ends at %.17g, %.17g", t->what, x[0], x[1]);
}
END_TEST

/* The loss at the end, with the right side of row k, or a bound, moved. */
static double moved(const quadratic *from, size_t k, int bound, double by)
{
    quadratic t = *from;
    eqr_problem p = problem_of(&t);
    eqr_real x[2] = {t.start[0], t.start[1]};
    eqr_result r;

    if (bound)
        t.lower[k] += by;
    else
        t.b[k] += by;
    ck_assert_int_eq(solve(&p, &eqr_ipm, x, &r), t.verdict);
    return r.loss;
}

/* Multipliers and slopes are what the loss changes by, where it has a slope. */
START_TEST(test_multipliers)
{
    static const char *const smooth[] = {"equation", "far start", "fixed"};
    const quadratic *t = &table[_i];
    eqr_problem p = problem_of(t);
    eqr_real x[2] = {t->start[0], t->start[1]}, h = 1e-4;
    void *work = malloc(eqr_work_size(&p, &eqr_ipm));
    eqr_result r;
    size_t k, j = 0;

    eqr_solve(&p, &eqr_ipm, NULL, x, work, &r);
    ck_assert_int_eq(r.multiplier != NULL && r.slope != NULL,
                     t->verdict == EQR_MINIMUM || t->verdict == EQR_SADDLE ||
                         t->verdict == EQR_STATIONARY);
    while (j < 3 && strcmp(t->what, smooth[j]) != 0)
        ++j;
    for (k = 0; j < 3 && k < t->m; ++k)
        ck_assert_double_le(fabs(r.multiplier[k] -
                                 (moved(t, k, 0, h) - moved(t, k, 0, -h)) /
                                     (2 * h)), 1e-7);
    if (strcmp(t->what, "corner") == 0)
        for (k = 0; k < 2; ++k)
            ck_assert_double_le(fabs(r.slope[k] - (k == 0 ? -2 : 2)), 1e-9);
    if (strcmp(t->what, "empty") == 0)
        ck_assert_double_le(fabs(x[0] + x[1] - 1.5), 1e-6);
    free(work);
}
END_TEST

/* Without constraints, limited-memory BFGS finds the same. */
START_TEST(test_lbfgsb)
{
    const quadratic *t = &table[_i];
    eqr_problem p = problem_of(t);
    eqr_real x[2] = {t->start[0], t->start[1]};
    eqr_result r;
    int status;

    if (t->m > 0)
        return;
    status = solve(&p, &eqr_lbfgsb, x, &r);
    ck_assert_msg(status == (t->verdict == EQR_SADDLE ? EQR_SADDLE
                                                      : EQR_STATIONARY),
                  "%s: %d", t->what, status);
    ck_assert_double_le(fabs(x[0] - t->end[0]) + fabs(x[1] - t->end[1]),
                        1e-9);
}
END_TEST

/* A solver that does not keep constraints refuses them. */
START_TEST(test_refused)
{
    eqr_problem p = problem_of(&table[0]);
    eqr_real x[2] = {1, 1};
    eqr_result r;

    ck_assert_int_eq(solve(&p, &eqr_lbfgsb, x, &r), EQR_REFUSED);
}
END_TEST

/* Indefinite, with zeros on the diagonal: A x = b for x = 1, 2, ... */
START_TEST(test_ldl)
{
    enum { N = 7 };
    eqr_real a[N * N], full[N * N], b[N];
    size_t pivot[N], i, j;
    eqr_inertia found;

    for (j = 0; j < N; ++j)
        for (i = 0; i < N; ++i)
            full[j * N + i] = i == j ? 0 : sin((double)((i + 1) * (j + 1)));
    for (i = 0; i < N; ++i)
        b[i] = 0;
    for (j = 0; j < N; ++j)
        for (i = 0; i < N; ++i)
            b[i] += full[j * N + i] * (double)(j + 1);
    memcpy(a, full, sizeof a);
    found = eqr_ldl(N, a, pivot);
    eqr_ldl_solve(N, a, pivot, b);
    for (i = 0; i < N; ++i)
        ck_assert_double_le(fabs(b[i] - (double)(i + 1)), 1e-12);
    ck_assert_uint_eq(found.zero, 0);
    /* The trace is 0, so both signs occur; -A has them turned round. */
    for (i = 0; i < N * N; ++i)
        full[i] = -full[i];
    memcpy(a, full, sizeof a);
    ck_assert_uint_eq(eqr_ldl(N, a, pivot).negative, N - found.negative);
}
END_TEST

/* What is no number, wherever it stands, is no pivot, and leads nowhere else. */
START_TEST(test_ldl_odd)
{
    enum { N = 4 };
    eqr_real a[N * N];
    size_t pivot[N + 1] = {0}, i, j;

    for (j = 0; j < N; ++j)
        for (i = 0; i < N; ++i)
            a[j * N + i] = i == j ? 0 : 1 + (double)(i * j);
    a[_i * N + N - 1] = (eqr_real)NAN;
    pivot[N] = 77;
    ck_assert_uint_gt(eqr_ldl(N, a, pivot).zero, 0);
    ck_assert_uint_eq(pivot[N], 77);
    for (i = 0; i < N; ++i)
        ck_assert_uint_lt(pivot[i], 2 * N);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("constrained");
    TCase *tests = tcase_create("constrained");
    SRunner *runner;
    int failed, count = (int)(sizeof table / sizeof *table);

    tcase_add_loop_test(tests, test_table, 0, count);
    tcase_add_loop_test(tests, test_lbfgsb, 0, count);
    tcase_add_loop_test(tests, test_multipliers, 0, count);
    tcase_add_test(tests, test_refused);
    tcase_add_test(tests, test_ldl);
    tcase_add_loop_test(tests, test_ldl_odd, 0, 4);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
