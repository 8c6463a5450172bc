/*
 * test_core_batches.c -- mini-batches: which rows a step sees, in which order,
 * at which rate, and what is said at the end.
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "batches.h"
#include "solvers.h"

enum { ROWS = 10, FIXED = 1, SEEN = 200 };

/*
 * Row k is x[0] * 2^k / ROWS: the gradient of a batch says which rows are in
 * it.  The row that is not drawn is x[0] * 2^20.
 */
typedef struct toy {
    double gradient[SEEN];
    size_t seen, polls, cancel_at;
    eqr_terms terms;
} toy;

static double factor(size_t k)
{
    return k < ROWS ? ldexp(1.0 / ROWS, (int)k) : ldexp(1, 20);
}

static int structure(void *user, size_t lo, size_t hi, size_t *start,
                     size_t *col)
{
    (void)user;
    ck_assert_uint_eq(hi, lo + 1);
    start[0] = 0;
    start[1] = 1;
    col[0] = 0;
    return 0;
}

static int values(void *user, const eqr_real *x, size_t lo, size_t hi,
                  eqr_real *r, eqr_real *jac)
{
    (void)user;
    ck_assert_uint_eq(hi, lo + 1);
    r[0] = x[0] * factor(lo);
    jac[0] = factor(lo);
    return 0;
}

static int gradient(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    double sum = 0;
    size_t k;

    (void)user;
    for (k = 0; k < ROWS + FIXED; ++k)
        sum += factor(k);
    *f = x[0] * sum;
    if (g)
        g[0] = sum;
    return 0;
}

static int cancel(void *caller)
{
    toy *t = (toy *)caller;

    return ++t->polls == t->cancel_at;
}

static eqr_problem problem_of(toy *t)
{
    eqr_problem p;

    eqr_problem_clear(&p);
    t->terms.rows.count = ROWS + FIXED;
    t->terms.rows.width = 1;
    t->terms.rows.structure = structure;
    t->terms.rows.values = values;
    t->terms.drawn = ROWS;
    p.cls = EQR_CLASS_MINIMISE;
    p.user = t;
    p.n = 1;
    p.gradient = gradient;
    p.terms = &t->terms;
    return p;
}

/* Solve by sgd; what each step saw is its way, divided by its rate. */
static int way(toy *t, const eqr_options *o, double rate, eqr_result *r)
{
    eqr_problem p = problem_of(t);
    eqr_real x = 0, before = 0;
    void *work = malloc(eqr_batches_size(&p, &eqr_sgd));
    eqr_batches b;
    int code = eqr_batches_begin(&b, &p, &eqr_sgd, o, &x, work, r);

    for (t->seen = 0; code == EQR_GO_ON; before = x) {
        code = eqr_batches_advance(&b);
        if (code == EQR_GO_ON && t->seen < SEEN)
            t->gradient[t->seen++] = (before - x) / rate;
    }
    code = eqr_batches_finish(&b, code);
    free(work);
    ck_assert_double_eq(x, before);
    return code;
}

/* The rows of a batch of `size`, as bits; each batch also has the fixed one. */
static unsigned rows_of(double g, size_t size)
{
    double bits = (g - ldexp(1, 20)) * (double)size;

    ck_assert_double_le(fabs(bits - floor(bits + 0.5)), 1e-6);
    return (unsigned)(bits + 0.5);
}

static size_t ones(unsigned bits)
{
    size_t n = 0;

    for (; bits; bits &= bits - 1)
        ++n;
    return n;
}

/* ---- the order, transcribed --------------------------------------------- */

static uint64_t state;

static uint64_t next(void)
{
    uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static void shuffle(size_t *order)
{
    size_t i;

    for (i = ROWS; i-- > 1;) {
        uint64_t n = i + 1, z, few = (UINT64_MAX % n + 1) % n;
        size_t row = order[i];

        while ((z = next()) < few)
            ;
        order[i] = order[z % n];
        order[z % n] = row;
    }
}

/* The first numbers of SplitMix64 from 0, as its authors' program has them. */
START_TEST(test_numbers)
{
    state = 0;
    ck_assert(next() == UINT64_C(0xE220A8397B1DCDAF));
    ck_assert(next() == UINT64_C(0x6E789E6AA1B965F4));
    ck_assert(next() == UINT64_C(0x06C45D188009454F));
}
END_TEST

/* With drop_last what is less than a batch is not seen. */
START_TEST(test_order)
{
    const size_t seeds[] = {0, 1, 12345}, sizes[] = {1, 3, 5, 10, 64};
    size_t seed = seeds[_i % 3], size = sizes[_i / 3 % 5], order[ROWS], k;
    size_t at = 0, all;
    eqr_options o = eqr_options_default();
    eqr_result r;
    toy t = {0};

    o.batch = size;
    o.epochs = 3;
    o.seed = seed;
    o.lr = 1;
    o.drop_last = _i >= 15;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_STEPS_DONE);
    size = size < ROWS ? size : ROWS;
    all = o.drop_last ? ROWS / size * size : ROWS;
    ck_assert_uint_eq(t.seen, 3 * ((all + size - 1) / size));
    ck_assert_uint_eq(r.iterations, t.seen);
    ck_assert_uint_eq(r.gradient_evaluations, t.seen + 2);
    state = seed;
    for (k = 0; k < ROWS; ++k)
        order[k] = k;
    for (k = 0; k < t.seen; ++k) {
        size_t has = at + size < ROWS ? size : ROWS - at, j;
        unsigned wanted = 0;

        if (at == 0)
            shuffle(order);
        for (j = 0; j < has; ++j)
            wanted |= 1u << order[at + j];
        ck_assert_uint_eq(rows_of(t.gradient[k], has), wanted);
        ck_assert_uint_eq(ones(wanted), has);
        at = at + has == all ? 0 : at + has;
    }
}
END_TEST

/* ---- steps and rates ----------------------------------------------------- */

/* Of steps and epochs, what ends first; neither: the method's own limit. */
START_TEST(test_steps)
{
    eqr_options o = eqr_options_default();
    eqr_result r;
    toy t = {0};

    o.batch = 4;
    o.lr = 1e-9;
    o.epochs = 5;
    o.steps = 7;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_STEPS_DONE);
    ck_assert_uint_eq(r.iterations, 7);
    o.epochs = 2;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_STEPS_DONE);
    ck_assert_uint_eq(r.iterations, 6);
    o.epochs = o.steps = 0;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_BUDGET);
    o.epochs = (size_t)-1;
    o.max_evaluations = 20;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_BUDGET);
    ck_assert_uint_eq(r.gradient_evaluations, 20);
}
END_TEST

/* Without batches a step sees all, and an epoch is one. */
START_TEST(test_whole)
{
    eqr_options o = eqr_options_default();
    eqr_result r;
    toy t = {0};

    o.lr = 1;
    o.epochs = 4;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_STEPS_DONE);
    ck_assert_uint_eq(t.seen, 4);
    ck_assert_double_eq(t.gradient[0], ldexp(1, 20) + 1023.0 / ROWS);
}
END_TEST

/* Schedules move once an epoch: by gamma, by gamma every 2, by a cosine. */
START_TEST(test_schedule)
{
    eqr_options o = eqr_options_default();
    const double pi = acos(-1.0);
    eqr_result r;
    toy t = {0};
    size_t k;

    o.batch = 4;
    o.epochs = 6;
    o.lr = 1;
    if (_i < 2)
        o.gamma = 0.5;
    if (_i == 1)
        o.step_size = 2;
    if (_i == 2) {
        o.t_max = 6;
        o.eta_min = 0.25;
    }
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_STEPS_DONE);
    ck_assert_uint_eq(t.seen, 18);
    for (k = 0; k < t.seen; ++k) {
        double epoch = (double)(k / 3);
        double rate = _i == 0   ? pow(0.5, epoch)
                      : _i == 1 ? pow(0.5, floor(epoch / 2))
                                : 0.25 + 0.75 / 2 * (1 + cos(pi * epoch / 6));

        rows_of(t.gradient[k] / rate, k % 3 == 2 ? 2 : 4);
    }
}
END_TEST

/* An epoch is then one step less; gamma moves after each. */
START_TEST(test_schedule_drop_last)
{
    eqr_options o = eqr_options_default();
    eqr_result r;
    toy t = {0};
    size_t k;

    o.batch = 4;
    o.epochs = 3;
    o.lr = 1;
    o.gamma = 0.5;
    o.drop_last = 1;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_STEPS_DONE);
    ck_assert_uint_eq(t.seen, 6);
    for (k = 0; k < t.seen; ++k)
        rows_of(t.gradient[k] / pow(0.5, (double)(k / 2)), 4);
}
END_TEST

/* The lowest batch is not the lowest point: x stays where the last step went. */
START_TEST(test_cancel)
{
    eqr_options o = eqr_options_default();
    eqr_result r;
    toy t = {0};

    t.cancel_at = 6;
    o.caller = &t;
    o.cancel = cancel;
    o.batch = 1;
    o.epochs = 3;
    o.lr = 1e-3;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_CANCELLED);
    ck_assert_uint_eq(r.iterations, 5);
}
END_TEST

/* What is missing is refused as it is by eqr_begin. */
START_TEST(test_refused)
{
    eqr_options o = eqr_options_default();
    toy t = {0};
    eqr_problem p = problem_of(&t);
    eqr_batches b;
    eqr_result r;
    eqr_real x = 0;
    int code;

    o.batch = 2;
    code = eqr_batches_begin(&b, NULL, NULL, NULL, NULL, NULL, &r);
    ck_assert_int_eq(eqr_batches_finish(&b, code), EQR_REFUSED);
    code = eqr_batches_begin(&b, &p, &eqr_adam, &o, &x, NULL, &r);
    ck_assert_int_eq(eqr_batches_finish(&b, code), EQR_REFUSED);
    o.drop_last = 1;
    o.batch = ROWS + 1;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_REFUSED);
    ck_assert_uint_eq(t.seen, 0);
    o.batch = ROWS;
    o.epochs = 1;
    ck_assert_int_eq(way(&t, &o, 1, &r), EQR_STEPS_DONE);
    t.terms.drawn = (size_t)-1 / 4;
    ck_assert_uint_eq(eqr_batches_size(&p, &eqr_adam), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("batches");
    TCase *tests = tcase_create("batches");
    SRunner *runner;
    int failed;

    tcase_add_test(tests, test_numbers);
    tcase_add_loop_test(tests, test_order, 0, 27);
    tcase_add_test(tests, test_steps);
    tcase_add_test(tests, test_whole);
    tcase_add_loop_test(tests, test_schedule, 0, 3);
    tcase_add_test(tests, test_schedule_drop_last);
    tcase_add_test(tests, test_cancel);
    tcase_add_test(tests, test_refused);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
