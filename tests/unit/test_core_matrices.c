/* Matrices that are not dense, against dense ones: random linear problems. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "analysis.h"
#include "direct.h"
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

/* Columns in units far apart: the same solution in those units. */
START_TEST(band_scaled)
{
    static double x[MOST_ROWS], y[MOST_ROWS];
    eqr_problem p;
    eqr_result a, b;

    toy_fill(&toy, 600, 240, (size_t)_i, (unsigned)_i);
    p = toy_problem(&toy);
    a = toy_solve(&p, &eqr_linear, 1, x);
    for (size_t k = 0; k < toy.rows; k++)
        for (size_t e = 0; e < toy.width; e++)
            toy.value[k][e] = ldexp(toy.value[k][e],
                                    (int)(toy.col[k][e] * 37 % 600) - 300);
    b = toy_solve(&p, &eqr_linear, 1, y);
    ck_assert_int_eq(b.matrix, EQR_MATRIX_BAND);
    ck_assert_int_eq(a.status, EQR_LEAST_SQUARES);
    ck_assert_int_eq(b.status, a.status);
    ck_assert_uint_eq(b.rank, a.rank);
    for (size_t j = 0; j < toy.n; j++)
        ck_assert_double_eq_tol(ldexp(y[j], (int)(j * 37 % 600) - 300), x[j],
                                1e-10);
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

/* ---- square systems ------------------------------------------------------ */

static int toy_magnitude(void *user, const double *x, size_t lo, size_t hi,
                         double *m)
{
    const struct toy *t = user;

    for (size_t k = lo; k < hi; k++) {
        m[k - lo] = fabs(t->b[k]);
        for (size_t e = 0; e < t->width; e++)
            m[k - lo] += fabs(t->value[k][e] * x[t->col[k][e]]);
    }
    return 0;
}

static void toy_entry(size_t row, size_t e, size_t col, double value)
{
    toy.col[row][e] = col;
    toy.value[row][e] = value;
}

enum { SIDE = 23, SQUARE = SIDE * SIDE };

/*
 * A grid of SIDE by SIDE points whose edges conduct differently, with `leak`
 * at each; `skew` is added to the links up and left, taken from the others.
 */
static void toy_grid(double leak, double skew, unsigned seed)
{
    static const int away[4] = {-SIDE, -1, 1, SIDE};

    toy.rows = toy.n = SQUARE;
    toy.width = 6;
    for (size_t k = 0; k < SQUARE; k++) {
        for (size_t e = 0; e < 6; e++)
            toy_entry(k, e, k, 0);
        toy.value[k][5] = leak;
        toy.b[k] = toy_random(&seed);
    }
    for (size_t k = 0; k < SQUARE; k++)
        for (size_t e = 2; e < 4; e++) {
            size_t to = k + (size_t)away[e];
            double g = 1.5 + toy_random(&seed);

            if (to >= SQUARE || (e == 2 && to % SIDE == 0))
                continue;
            toy_entry(k, e, to, -g - skew);
            toy_entry(to, 3 - e, k, -g + skew);
            toy.value[k][4] += g;
            toy.value[to][4] += g;
        }
}

/* Row k where k * step was: no band holds them any more, and no diagonal. */
static void toy_shuffle(size_t step, size_t row_step)
{
    struct toy was = toy;

    for (size_t k = 0; k < SQUARE; k++) {
        size_t to = k * row_step % SQUARE;

        for (size_t e = 0; e < toy.width; e++)
            toy_entry(to, e, was.col[k][e] * step % SQUARE, was.value[k][e]);
        toy.b[to] = was.b[k];
    }
}

static eqr_problem toy_system(void)
{
    eqr_problem p = toy_problem(&toy);

    p.cls = EQR_CLASS_SYSTEM;
    p.magnitude = toy_magnitude;
    return p;
}

/* The same verdict, rank and solution as dense matrices give. */
static void toy_compare_system(const eqr_solver *s, int status, double tol)
{
    static double x[SQUARE], y[SQUARE];
    eqr_problem p = toy_system();
    eqr_result a = toy_solve(&p, s, 0, x), b = toy_solve(&p, s, 1, y);
    double most = 0;

    ck_assert_int_eq(b.matrix, EQR_MATRIX_LU);
    ck_assert_int_eq(a.status, status);
    ck_assert_int_eq(b.status, status);
    ck_assert_uint_eq(b.rank, a.rank);
    for (size_t j = 0; j < SQUARE; j++)
        most = fabs(x[j]) > most ? fabs(x[j]) : most;
    for (size_t j = 0; j < SQUARE; j++)
        ck_assert_double_eq_tol(x[j], y[j], tol * most);
}

/* A factor of J alone, with nothing to fall back on. */
static void toy_direct(int symmetric)
{
    static double c[SQUARE], one[SQUARE], x[SQUARE], r[SQUARE];
    eqr_problem p = toy_system();
    void *memory = malloc(eqr_analysis_size(&p, &eqr_linear));
    eqr_arena a = {NULL, 0, 0};
    eqr_matrix_rows j;
    eqr_direct d;

    ck_assert_int_eq(eqr_analyse(&p, &eqr_linear, memory), 0);
    eqr_direct_take(&d, &p.analysis->square, &a);
    a.base = malloc(eqr_taken(&a));
    a.used = 0;
    eqr_direct_take(&d, &p.analysis->square, &a);
    j.start = p.analysis->pattern.start;
    j.col = p.analysis->pattern.col;
    j.weight = one;
    j.value = malloc(SQUARE * toy.width * sizeof *j.value);
    for (size_t k = 0; k < SQUARE; k++)
        c[k] = one[k] = 1;
    toy_values(&toy, c, 0, SQUARE, NULL, (double *)j.value);
    ck_assert_int_eq(eqr_direct_factor(&d, &j, c, 1e-13), 1);
    ck_assert_int_eq(d.symmetric, symmetric);
    eqr_direct_solve(&d, &j, toy.b, x);
    toy_values(&toy, x, 0, SQUARE, r, NULL);
    for (size_t k = 0; k < SQUARE; k++)
        ck_assert_double_eq_tol(r[k], 0, 1e-7);
    free(a.base);
    free((double *)j.value);
    free(memory);
}

/* Symmetric: definite, then indefinite. */
START_TEST(square_symmetric)
{
    toy_grid(_i ? -1.7 : 0.1, 0, (unsigned)_i);
    toy_shuffle(233, 233);
    toy_direct(1);
    toy_compare_system(&eqr_linear, EQR_ROOT, 1e-10);
}
END_TEST

START_TEST(square_skew)
{
    toy_grid(0.1, 0.3, 2);
    toy_shuffle(233, 233);
    toy_direct(0);
    toy_compare_system(&eqr_linear, EQR_ROOT, 1e-10);
    toy_compare_system(&eqr_newton, EQR_ROOT, 1e-10);
}
END_TEST

/* Rows in an order of their own: the diagonal must be found. */
START_TEST(square_shuffled)
{
    toy_grid(0.1, 0, 3);
    toy_shuffle(233, 101);
    toy_direct(0);
    toy_compare_system(&eqr_linear, EQR_ROOT, 1e-10);
}
END_TEST

/* Points that are given, and some that only sum up others. */
START_TEST(square_triangles)
{
    toy_grid(0.1, 0, 4);
    for (size_t k = 0; k < SQUARE; k++) {
        size_t i = k / SIDE;

        if (i > 0 && i + 5 < SIDE && k % SIDE > 0 && k % SIDE + 1 < SIDE)
            continue;
        for (size_t e = 0; e < toy.width; e++)
            if (e != 4 && (i + 3 < SIDE || toy.col[k][e] > k))
                toy_entry(k, e, k, 0);
    }
    toy_shuffle(233, 233);
    toy_direct(1);
    toy_compare_system(&eqr_linear, EQR_ROOT, 1e-10);
}
END_TEST

/* Without a leak sums are 0: no root; then b is made to sum up to 0, too. */
START_TEST(square_singular)
{
    double sum = 0;

    toy_grid(0, 0, 5);
    for (size_t k = 0; k < SQUARE; k++) {
        toy.b[k] = floor(64 * toy.b[k]);
        sum += toy.b[k];
    }
    if (_i)
        toy.b[100] -= sum;
    toy_shuffle(233, 233);
    toy_compare_system(&eqr_linear, _i ? EQR_ROOT : EQR_INCONSISTENT, 1e-7);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("core matrices");
    TCase *tests = tcase_create("against dense");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_loop_test(tests, band, 1, 40);
    tcase_add_loop_test(tests, band_scaled, 1, 20);
    tcase_add_loop_test(tests, band_singular, 6, 40);
    tcase_add_loop_test(tests, sparse, 0, 2);
    tcase_add_loop_test(tests, sparse_singular, 0, 2);
    tcase_add_loop_test(tests, square_symmetric, 0, 2);
    tcase_add_test(tests, square_skew);
    tcase_add_test(tests, square_shuffled);
    tcase_add_test(tests, square_triangles);
    tcase_add_loop_test(tests, square_singular, 0, 2);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
