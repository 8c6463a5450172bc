/* Needs: runtime/core (all), check, -lm; also with -DEQR_REAL=float */
/*
 * Solvers, verdicts, limits and statistics on small problems with known
 * answers.
 */
#include "core_toy.h"

/* -------------------------------------------------------------------- tests */

static const double puzzle_answer[] = {5.5, 3.5, 2.5, 1.5};

START_TEST(test_puzzle)
{
    static const eqr_solver *const solvers[] = {&eqr_linear, &eqr_lm,
                                                &eqr_newton};
    eqr_real x[4] = {1, 1, 1, 1};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, puzzle, 4, 4, EQR_CLASS_SYSTEM,
                                EQR_LINEAR);
    size_t j;

    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r), EQR_ROOT);
    ck_assert_uint_eq(r.rank, 3);
    ck_assert(r.worst_excess <= 1);
    for (j = 0; _i < 2 && j < 4; ++j)       /* of all roots the nearest */
        near(x[j], puzzle_answer[j], 50);
    p.flags |= EQR_DETERMINED;
    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r),
                     EQR_UNDERDETERMINED);
}
END_TEST

START_TEST(test_puzzle_free)
{
    static const double basis[] = {1, -1, -1, -1};
    eqr_real x[4] = {5.5, 3.5, 2.5, 1.5};
    toy t;
    eqr_problem p = toy_problem(&t, puzzle, 4, 4, EQR_CLASS_SYSTEM,
                                EQR_LINEAR);
    eqr_statistics_result s;
    void *work = malloc(eqr_statistics_size(&p));
    size_t j;

    ck_assert_int_eq(eqr_statistics(&p, x, work, &s), 0);
    ck_assert_uint_eq(s.rank, 3);
    ck_assert_uint_eq(s.free_count, 1);
    for (j = 0; j < 4; ++j) {
        ck_assert(s.free_basis[j] == (eqr_real)basis[j]);
        ck_assert(s.std_error[j] != s.std_error[j]);
    }
    free(work);
}
END_TEST

/* Rows scaled by powers of two far apart: the same root, the same verdict. */
START_TEST(test_scaled_rows)
{
    static const eqr_solver *const solvers[] = {&eqr_linear, &eqr_newton};
    eqr_real x[4] = {1, 1, 1, 1};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, puzzle, 4, 4, EQR_CLASS_SYSTEM,
                                EQR_LINEAR);
    size_t j;

    t.scale[0] = 1048576;
    t.scale[1] = 1.0 / 1048576;
    t.scale[3] = 1024;
    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r), EQR_ROOT);
    for (j = 0; _i < 1 && j < 4; ++j)
        near(x[j], puzzle_answer[j], 500);
}
END_TEST

START_TEST(test_inconsistent)
{
    static const eqr_solver *const solvers[] = {&eqr_linear, &eqr_lm};
    eqr_real x[2] = {1, 1};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, contradiction, 2, 3, EQR_CLASS_SYSTEM,
                                EQR_LINEAR);

    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r),
                     EQR_INCONSISTENT);
    near(x[0], 5.25, 50);
    near(x[1], 4.25, 50);
    near(r.sse, 0.5, 50);
    ck_assert(r.worst_row < 2 && r.worst_excess > 1);
}
END_TEST

/* The root of the puzzle, out of reach: certified, as the problem is convex. */
START_TEST(test_infeasible)
{
    eqr_real x[4] = {1, 1, 1, 1}, upper[4] = {4, 4, 4, 4};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, puzzle, 4, 4, EQR_CLASS_SYSTEM,
                                EQR_LINEAR);
    size_t j;

    p.upper = upper;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_INFEASIBLE);
    for (j = 0; j < 4; ++j)
        ck_assert(x[j] <= 4);
    x[0] = 1;
    ck_assert_int_eq(toy_solve(&p, &eqr_linear, NULL, x, &r), EQR_REFUSED);
}
END_TEST

START_TEST(test_roots)
{
    static const eqr_solver *const solvers[] = {&eqr_newton, &eqr_lm};
    eqr_real x[4] = {1, 9}, y[2] = {EQR_C(-1.2), 1};
    eqr_real z[4] = {3, -1, 0, 1}, one = 1;
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, circle, 2, 2, EQR_CLASS_SYSTEM, 0);

    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r), EQR_ROOT);
    near(x[0] * x[1], 12, 50);
    near(x[0] * x[0] + x[1] * x[1], 25, 50);
    p = toy_problem(&t, valley, 2, 2, EQR_CLASS_SYSTEM, 0);
    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, y, &r), EQR_ROOT);
    near(y[0], 1, 4);
    near(y[1], 1, 4);
    p = toy_problem(&t, singular, 4, 4, EQR_CLASS_SYSTEM, 0);
    if (_i == 0 && sizeof(eqr_real) == sizeof(double))  /* newton rescales */
        ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, z, &r), EQR_ROOT);
    p = toy_problem(&t, logarithm, 1, 1, EQR_CLASS_SYSTEM, 0);
    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, &one, &r), EQR_ROOT);
    near(one, exp(-5), 4);
}
END_TEST

START_TEST(test_no_root)
{
    static const eqr_solver *const solvers[] = {&eqr_newton, &eqr_lm};
    eqr_real x = 3;
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, rootless, 1, 1, EQR_CLASS_SYSTEM, 0);

    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, &x, &r),
                     EQR_NO_ROOT_FOUND);
    near(r.sse, 1, 1e3);
    ck_assert_uint_eq(r.worst_row, 0);
}
END_TEST

START_TEST(test_bounds)
{
    eqr_real x[2] = {2, 2}, lower[2] = {-5, 0}, upper[2] = {5, 8};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, parabola, 2, 10,
                                EQR_CLASS_LEAST_SQUARES, 0);
    eqr_statistics_result s;
    void *work = malloc(eqr_statistics_size(&p));

    /* free: a = -12, b = 9; with b <= 8: a = mean(t^2 - 8 t) = -7.5 */
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_LEAST_SQUARES);
    near(x[0], -12, 100);
    near(x[1], 9, 100);
    lower[0] = -50;
    p.lower = lower;
    p.upper = upper;
    x[0] = 2;
    x[1] = 2;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_LEAST_SQUARES);
    near(x[0], -7.5, 100);
    ck_assert(x[1] == 8);
    ck_assert_int_eq(eqr_statistics(&p, x, work, &s), 0);
    ck_assert_uint_eq(s.held, 1);
    ck_assert_uint_eq(s.dof, 9);
    ck_assert(s.std_error[1] != s.std_error[1] && s.std_error[0] > 0);
    /* -5 <= a: then b = sum t (t^2 + 5) / sum t^2 = 2250 / 285 */
    lower[0] = -5;
    upper[1] = 800;
    x[0] = 40;                      /* outside: brought to its bound first */
    upper[0] = 5;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_LEAST_SQUARES);
    ck_assert(x[0] == -5);
    near(x[1], 2250.0 / 285.0, 100);
    free(work);
}
END_TEST

/* A root on a bound, and one that only the other branch of a circle has. */
START_TEST(test_bounded_root)
{
    static const eqr_solver *const solvers[] = {&eqr_newton, &eqr_lm};
    eqr_real x[2] = {1, 9}, lower[2] = {0, 0}, upper[2] = {3, 20};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, circle, 2, 2, EQR_CLASS_SYSTEM, 0);

    p.lower = lower;
    p.upper = upper;
    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r), EQR_ROOT);
    near(x[0], 3, 50);
    near(x[1], 4, 50);
    ck_assert(x[0] <= 3);
}
END_TEST

START_TEST(test_refused)
{
    const eqr_real nan = EQR_AUTO;
    eqr_real x[4] = {1, 1, nan, 1}, lower[4] = {0, 0, 0, 0};
    eqr_real upper[4] = {9, 9, 9, -1}, work[4000];
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, puzzle, 4, 4, EQR_CLASS_SYSTEM, 0);

    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_REFUSED);
    ck_assert_uint_eq(t.passes, 0);
    x[2] = 1;
    p.lower = lower;
    p.upper = upper;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_REFUSED);
    upper[3] = nan;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_REFUSED);
    upper[3] = 9;
    ck_assert_int_eq(toy_solve(&p, &eqr_nadam, NULL, x, &r), EQR_REFUSED);
    ck_assert_int_eq(toy_solve(&p, &eqr_linear, NULL, x, &r), EQR_REFUSED);
    p.residual.count = 3;
    ck_assert_int_eq(toy_solve(&p, &eqr_newton, NULL, x, &r), EQR_REFUSED);
    p.residual.count = 0;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_REFUSED);
    p.cls = EQR_CLASS_LEAST_SQUARES;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_REFUSED);
    p.cls = EQR_CLASS_SYSTEM;
    p.residual.count = 3;
    p.version = EQR_VERSION + 1;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_REFUSED);
    ck_assert_int_eq(eqr_solve(NULL, &eqr_lm, NULL, x, work, &r),
                     EQR_REFUSED);
    p.version = EQR_VERSION;
    ck_assert_int_eq(eqr_solve(&p, &eqr_lm, NULL, NULL, work, &r),
                     EQR_REFUSED);
    ck_assert_int_eq(eqr_solve(&p, &eqr_lm, NULL, x, NULL, &r), EQR_REFUSED);
    ck_assert_int_eq(eqr_solve(&p, &eqr_lm, NULL, x, work, NULL),
                     EQR_REFUSED);
    p.n = (size_t)-1 / 4;
    ck_assert_uint_eq(eqr_work_size(&p, &eqr_lm), 0);
    ck_assert_uint_eq(eqr_work_size(&p, &eqr_nadam), 0);
    ck_assert_uint_eq(eqr_statistics_size(&p), 0);
}
END_TEST

START_TEST(test_domain)
{
    eqr_real x = -1;
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, logarithm, 1, 1, EQR_CLASS_SYSTEM, 0);

    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, &x, &r), EQR_DOMAIN);
    ck_assert(x == -1);
    ck_assert_int_eq(toy_solve(&p, &eqr_newton, NULL, &x, &r), EQR_DOMAIN);
    p = toy_descent(&t, logarithm, 1, 1, EQR_CLASS_MINIMISE);
    ck_assert_int_eq(toy_solve(&p, &eqr_adam, NULL, &x, &r), EQR_DOMAIN);
}
END_TEST

/* Gradient descent that explodes: DOMAIN, and x is the best finite point. */
START_TEST(test_explosion)
{
    eqr_options o = eqr_options_default();
    eqr_real x[2] = {EQR_C(-1.2), 1};
    eqr_result r;
    toy t;
    eqr_problem p = toy_descent(&t, valley, 2, 2, EQR_CLASS_MINIMISE);

    o.lr = 1;
    o.steps = 100;
    ck_assert_int_eq(toy_solve(&p, &eqr_sgd, &o, x, &r), EQR_DOMAIN);
    near(x[0], -1.2, 1);
    near(r.loss, 24.2, 10);
}
END_TEST

START_TEST(test_robust)
{
    eqr_real x = 50;
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, outlier, 1, 6, EQR_CLASS_LEAST_SQUARES,
                                0);

    t.huber = 1;
    p.robust = toy_robust;
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, &x, &r), EQR_LEAST_SQUARES);
    near(x, 1.2, 100);      /* 5 (x - 1) = 1 */
    near(r.loss, 5 * 0.04 + 2 * 98.8 - 1, 100);
}
END_TEST

/* More rows than a block: against the closed form for a straight line. */
START_TEST(test_many_rows)
{
    static const eqr_solver *const solvers[] = {&eqr_linear, &eqr_lm};
    enum { rows = 1000 };
    eqr_real x[2] = {0, 0};
    eqr_result r;
    eqr_statistics_result s;
    toy t;
    eqr_problem p = toy_problem(&t, zigzag, 2, rows, EQR_CLASS_LEAST_SQUARES,
                                EQR_LINEAR);
    void *work = malloc(eqr_statistics_size(&p));
    double sxx = 0;
    size_t k;

    for (k = 0; k < rows; ++k)
        sxx += pow((double)k / 100 - 4.995, 2);
    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r),
                     EQR_LEAST_SQUARES);
    near(x[0], 3, 1e3);             /* the pattern + - - + sees no line */
    near(x[1], 2, 1e3);
    near(r.sse, rows, 1e3);
    ck_assert_int_eq(eqr_statistics(&p, x, work, &s), 0);
    ck_assert_uint_eq(s.dof, rows - 2);
    near(s.residual_sd, sqrt(rows / (rows - 2.0)), 1e3);
    near(s.std_error[1], sqrt(rows / (rows - 2.0) / sxx), 1e3);
    near(s.covariance[1], -4.995 * rows / (rows - 2.0) / sxx, 1e3);
    near(s.covariance[2], (double)s.covariance[1], 1);
    p.flags |= EQR_ABSOLUTE;
    ck_assert_int_eq(eqr_statistics(&p, x, work, &s), 0);
    near(s.std_error[1], sqrt(1 / sxx), 1e3);
    near(s.chi2, rows, 1e3);
    free(work);
}
END_TEST

/* Rank 1 of 2: a fit with nothing left over; what rows see has an error. */
static int show_structure(void *user, size_t lo, size_t hi, size_t *start,
                          size_t *col)
{
    (void)user;
    start[0] = 0;
    start[1] = 2;
    col[0] = 0;
    col[1] = 1;
    ck_assert_uint_eq(hi, lo + 1);
    return 0;
}

/* a b, which the rows see; a - b, which they do not */
static int show_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                       eqr_real *r, eqr_real *jac)
{
    (void)user;
    ck_assert_uint_eq(hi, lo + 1);
    *r = lo == 0 ? x[0] * x[1] : x[0] - x[1];
    jac[0] = lo == 0 ? x[1] : 1;
    jac[1] = lo == 0 ? x[0] : -1;
    return 0;
}

START_TEST(test_rank)
{
    eqr_real x[2] = {3, 1};
    eqr_result r;
    eqr_statistics_result s;
    toy t;
    eqr_problem p = toy_problem(&t, product, 2, 8, EQR_CLASS_LEAST_SQUARES,
                                EQR_ABSOLUTE);
    void *work;

    p.show.count = 2;
    p.show.width = 2;
    p.show.structure = show_structure;
    p.show.values = show_values;
    work = malloc(eqr_statistics_size(&p));
    ck_assert_int_eq(toy_solve(&p, &eqr_lm, NULL, x, &r), EQR_LEAST_SQUARES);
    near(x[0] * x[1], 0.75, 100);
    ck_assert_uint_eq(r.rank, 1);
    ck_assert_int_eq(eqr_statistics(&p, x, work, &s), 0);
    ck_assert_uint_eq(s.free_count, 1);
    near(s.free_basis[0], 1, 1);
    near(s.free_basis[1], (double)(-x[1] / x[0]), 1e4);
    near(s.show[0], 0.75, 100);
    ck_assert(s.show_error[0] > 0);
    ck_assert(s.show_error[1] != s.show_error[1]);
    ck_assert(s.std_error[0] != s.std_error[0]);
    free(work);
}
END_TEST

/* The bound on evaluations is hard, and all of it is used. */
START_TEST(test_budget)
{
    static const eqr_solver *const solvers[] = {
        &eqr_lm, &eqr_newton, &eqr_sgd, &eqr_adam, &eqr_nadam};
    size_t most;

    for (most = 1; most < 25; ++most) {
        eqr_options o = eqr_options_default();
        eqr_real x[2] = {EQR_C(-1.2), 1};
        eqr_result r;
        toy t;
        eqr_problem p = _i < 2 ? toy_problem(&t, valley, 2, 2,
                                             EQR_CLASS_SYSTEM, 0)
                               : toy_descent(&t, valley, 2, 2,
                                             EQR_CLASS_LEAST_SQUARES);

        o.max_evaluations = most;
        toy_solve(&p, solvers[_i], &o, x, &r);
        ck_assert_uint_le(t.passes + t.gradients, most);
        ck_assert_uint_eq(r.residual_evaluations, t.passes);
        ck_assert_uint_eq(r.gradient_evaluations, t.gradients);
        if (r.status == EQR_BUDGET)
            ck_assert_uint_eq(t.passes + t.gradients, most);
        else
            ck_assert_int_eq(r.status, EQR_ROOT);
        ck_assert(r.loss <= EQR_C(24.3));
    }
}
END_TEST

START_TEST(test_limits)
{
    static const eqr_solver *const solvers[] = {
        &eqr_lm, &eqr_newton, &eqr_sgd, &eqr_adam, &eqr_nadam};
    eqr_options o = eqr_options_default();
    eqr_real x[2] = {EQR_C(-1.2), 1};
    eqr_result r;
    toy t;
    eqr_problem p = _i < 2 ? toy_problem(&t, valley, 2, 2,
                                         EQR_CLASS_SYSTEM, 0)
                           : toy_descent(&t, valley, 2, 2,
                                         EQR_CLASS_MINIMISE);

    o.max_steps = 2;
    o.caller = &t;
    o.trace = toy_trace;
    ck_assert_int_eq(toy_solve(&p, solvers[_i], &o, x, &r), EQR_BUDGET);
    ck_assert_uint_eq(r.iterations, 2);
    ck_assert_uint_eq(t.traced, 3);
    o.max_steps = 0;
    o.trace = NULL;
    o.cancel = toy_cancel;
    t.cancel_at = 1;
    ck_assert_int_eq(toy_solve(&p, solvers[_i], &o, x, &r), EQR_CANCELLED);
    ck_assert_uint_eq(r.iterations, 1);
    ck_assert(r.loss <= EQR_C(24.3));
    o.cancel = toy_time_out;
    t.polls = 0;
    x[0] = EQR_C(-1.2);
    x[1] = 1;
    ck_assert_int_eq(toy_solve(&p, solvers[_i], &o, x, &r), EQR_BUDGET);
    ck_assert_uint_eq(r.iterations, 1);
}
END_TEST

START_TEST(test_descent)
{
    static const eqr_solver *const solvers[] = {&eqr_sgd, &eqr_adam,
                                                &eqr_nadam};
    eqr_options o = eqr_options_default();
    eqr_real x[4] = {1, 1, 1, 1};
    eqr_result r;
    toy t;
    eqr_problem p = toy_descent(&t, puzzle, 4, 4, EQR_CLASS_MINIMISE);

    o.lr = EQR_C(0.05);
    ck_assert_int_eq(toy_solve(&p, solvers[_i], &o, x, &r), EQR_STATIONARY);
    near(x[0] + x[1], 9, 1 / sqrt((double)EQR_EPS));
    p = toy_descent(&t, puzzle, 4, 4, EQR_CLASS_LEAST_SQUARES);
    p.loss = toy_loss;
    o.steps = 7;
    ck_assert_int_eq(toy_solve(&p, solvers[_i], &o, x, &r), EQR_STEPS_DONE);
    ck_assert_uint_eq(r.iterations, 7);
    ck_assert_uint_eq(t.gradients, 9);
    ck_assert(r.sse >= 0);
}
END_TEST

/* The loss in the user's terms, beside the sum of squares. */
START_TEST(test_user_loss)
{
    eqr_real x[2] = {1, 1};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, contradiction, 2, 3,
                                EQR_CLASS_LEAST_SQUARES, EQR_LINEAR);

    t.huber = 3;
    p.loss = toy_loss;
    ck_assert_int_eq(toy_solve(&p, &eqr_linear, NULL, x, &r),
                     EQR_LEAST_SQUARES);
    near(r.sse, 0.5, 50);
    near(r.loss, 0.25, 50);
    ck_assert_uint_eq(r.loss_evaluations, 1);
}
END_TEST

/* No unknowns: 1 = 2 */
static double constant(size_t k, const double *x, double *d, double *m)
{
    (void)k;
    (void)x;
    (void)d;
    *m = 3;
    return 1 - 2;
}

START_TEST(test_no_unknowns)
{
    static const eqr_solver *const solvers[] = {&eqr_linear, &eqr_lm};
    eqr_real x[1] = {0};
    eqr_result r;
    toy t;
    eqr_problem p = toy_problem(&t, constant, 0, 1, EQR_CLASS_SYSTEM,
                                EQR_LINEAR);

    ck_assert_int_eq(toy_solve(&p, solvers[_i], NULL, x, &r),
                     EQR_INCONSISTENT);
    ck_assert_uint_eq(r.rank, 0);
}
END_TEST

START_TEST(test_evaluation)
{
    eqr_problem p;
    eqr_result r;

    memset(&p, 0, sizeof p);
    p.version = EQR_VERSION;
    p.cls = EQR_CLASS_EVALUATION;
    ck_assert_uint_gt(eqr_work_size(&p, NULL), 0);
    ck_assert_int_eq(eqr_solve(&p, NULL, NULL, NULL, NULL, &r),
                     EQR_EVALUATED);
    ck_assert_str_eq(eqr_status_name(r.status), "EVALUATED");
    ck_assert_int_eq(eqr_status_exit(EQR_UNDERDETERMINED), 4);
    ck_assert_int_eq(eqr_status_exit(12345), 70);
    ck_assert_ptr_nonnull(eqr_status_text(12345));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("solvers");
    TCase *tests = tcase_create("solvers");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(tests, test_puzzle, 0, 3);
    tcase_add_test(tests, test_puzzle_free);
    tcase_add_loop_test(tests, test_scaled_rows, 0, 2);
    tcase_add_loop_test(tests, test_inconsistent, 0, 2);
    tcase_add_test(tests, test_infeasible);
    tcase_add_loop_test(tests, test_roots, 0, 2);
    tcase_add_loop_test(tests, test_no_root, 0, 2);
    tcase_add_test(tests, test_bounds);
    tcase_add_loop_test(tests, test_bounded_root, 0, 2);
    tcase_add_test(tests, test_refused);
    tcase_add_test(tests, test_domain);
    tcase_add_test(tests, test_explosion);
    tcase_add_test(tests, test_robust);
    tcase_add_loop_test(tests, test_many_rows, 0, 2);
    tcase_add_test(tests, test_rank);
    tcase_add_loop_test(tests, test_budget, 0, 5);
    tcase_add_loop_test(tests, test_limits, 0, 5);
    tcase_add_loop_test(tests, test_descent, 0, 3);
    tcase_add_test(tests, test_user_loss);
    tcase_add_loop_test(tests, test_no_unknowns, 0, 2);
    tcase_add_test(tests, test_evaluation);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
