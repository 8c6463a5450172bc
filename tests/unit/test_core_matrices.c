/* Matrices that are not dense, against dense ones: random linear problems. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "analysis.h"
#include "solvers.h"

enum { MOST_ROWS = 2000, MOST_WIDTH = 8 };

/* Rows of at most `width` entries. */
struct toy {
    size_t rows, n, width;
    size_t col[MOST_ROWS][MOST_WIDTH];
    double value[MOST_ROWS][MOST_WIDTH], b[MOST_ROWS];
};

static double toy_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (double)(*seed >> 8) / (double)(1u << 24) * 2 - 1;
}

static int toy_structure(void *user, size_t lo, size_t hi, size_t *start,
                         size_t *col)
{
    const struct toy *t = user;

    for (size_t k = lo; k < hi; k++) {
        start[k - lo] = (k - lo) * t->width;
        for (size_t e = 0; e < t->width; e++)
            *col++ = t->col[k][e];
    }
    start[hi - lo] = (hi - lo) * t->width;
    return 0;
}

static int toy_values(void *user, const double *x, size_t lo, size_t hi,
                      double *r, double *jac)
{
    const struct toy *t = user;

    for (size_t k = lo; k < hi; k++) {
        double sum = -t->b[k];
        for (size_t e = 0; e < t->width; e++) {
            sum += t->value[k][e] * x[t->col[k][e]];
            if (jac)
                *jac++ = t->value[k][e];
        }
        if (r)
            r[k - lo] = sum;
    }
    return 0;
}

static eqr_problem toy_problem(struct toy *t)
{
    eqr_problem p;

    eqr_problem_clear(&p);
    p.cls = EQR_CLASS_LEAST_SQUARES;
    p.flags = EQR_LINEAR;
    p.user = t;
    p.n = t->n;
    p.residual.count = t->rows;
    p.residual.width = t->width;
    p.residual.structure = toy_structure;
    p.residual.values = toy_values;
    return p;
}

/* Row k sees unknowns around its place, at most `span` apart. */
static void toy_fill(struct toy *t, size_t rows, size_t n, size_t span,
                     unsigned seed)
{
    t->rows = rows;
    t->n = n;
    t->width = 5;
    for (size_t k = 0; k < rows; k++) {
        size_t at = k % n < n - span ? k % n : n - span - 1;
        for (size_t e = 0; e < t->width; e++) {
            double place = (toy_random(&seed) + 1) / 2 * (double)(span + 1);
            t->col[k][e] = at + (size_t)place % (span + 1);
            t->value[k][e] = toy_random(&seed);
        }
        t->col[k][0] = k % n;            /* well-conditioned */
        t->value[k][0] = 4;
        t->b[k] = toy_random(&seed);
    }
}

static eqr_result toy_solve(eqr_problem *p, const eqr_solver *s, int analyse,
                            double *x)
{
    eqr_result r;
    size_t bytes = eqr_analysis_size(p, s);
    void *memory = malloc(bytes + 1), *work;

    for (size_t j = 0; j < p->n; j++)
        x[j] = 0;
    p->analysis = NULL;
    if (analyse)
        ck_assert_int_eq(eqr_analyse(p, s, memory), 0);
    work = malloc(eqr_work_size(p, s));
    ck_assert_ptr_nonnull(work);
    eqr_solve(p, s, NULL, x, work, &r);
    free(work);
    free(memory);
    return r;
}

static void toy_compare(struct toy *t, const eqr_solver *s, int matrix,
                        double tol)
{
    static double x[MOST_ROWS], y[MOST_ROWS];
    eqr_problem p = toy_problem(t);
    eqr_result a = toy_solve(&p, s, 0, x), b = toy_solve(&p, s, 1, y);
    double most = 0;

    ck_assert_int_eq(a.matrix, EQR_MATRIX_DENSE);
    ck_assert_int_eq(b.matrix, matrix);
    ck_assert_int_eq(a.status, EQR_LEAST_SQUARES);
    ck_assert_int_eq(b.status, a.status);
    ck_assert_uint_eq(b.rank, a.rank);
    ck_assert_double_eq_tol(b.sse, a.sse, 1e-12 * a.sse);
    for (size_t j = 0; j < t->n; j++)
        most = fabs(x[j]) > most ? fabs(x[j]) : most;
    for (size_t j = 0; j < t->n; j++)
        ck_assert_double_eq_tol(x[j], y[j], tol * most);
}

static struct toy toy;

START_TEST(band)
{
    toy_fill(&toy, 600, 240, (size_t)_i, (unsigned)_i);
    toy_compare(&toy, &eqr_linear, EQR_MATRIX_BAND, 1e-10);
    toy_compare(&toy, &eqr_lm, EQR_MATRIX_BAND, 1e-10);
}
END_TEST

/* Unknowns that no row sees, and two that come together: the shortest. */
START_TEST(band_singular)
{
    toy_fill(&toy, 600, 240, (size_t)_i, (unsigned)_i);
    for (size_t k = 0; k < toy.rows; k++)
        for (size_t e = 0; e < toy.width; e++)
            if (toy.col[k][e] / 2 == 60)
                toy.value[k][e] = 0;
            else if (toy.col[k][e] == 7)
                toy.col[k][e] = 6;
    toy_compare(&toy, &eqr_linear, EQR_MATRIX_BAND, 1e-8);
}
END_TEST

/* Unknowns anywhere: five a row. */
static void toy_scatter(size_t rows, size_t n, unsigned seed)
{
    toy_fill(&toy, rows, n, 4, seed);
    for (size_t k = 0; k < rows; k++)
        for (size_t e = 1; e < toy.width; e++)
            if (e != 3 || k % 7)
                toy.col[k][e] = (k * 3 + e * 5 + seed) % n;
            else
                toy.col[k][e] =
                    (size_t)((toy_random(&seed) + 1) / 2 * (double)n) % n;
}

START_TEST(sparse)
{
    toy_scatter(1200, 520, (unsigned)_i);
    toy_compare(&toy, &eqr_linear, EQR_MATRIX_SPARSE, 1e-10);
    toy_compare(&toy, &eqr_lm, EQR_MATRIX_SPARSE, 1e-10);
}
END_TEST

START_TEST(sparse_singular)
{
    toy_scatter(1200, 520, (unsigned)_i);
    for (size_t k = 0; k < toy.rows; k++)
        for (size_t e = 0; e < toy.width; e++)
            if (toy.col[k][e] / 2 == 60)
                toy.value[k][e] = 0;
            else if (toy.col[k][e] == 7)
                toy.col[k][e] = 6;
    toy_compare(&toy, &eqr_linear, EQR_MATRIX_SPARSE, 1e-8);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("core matrices");
    TCase *tests = tcase_create("against dense");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_loop_test(tests, band, 6, 40);
    tcase_add_loop_test(tests, band_singular, 6, 40);
    tcase_add_loop_test(tests, sparse, 0, 2);
    tcase_add_loop_test(tests, sparse_singular, 0, 2);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
