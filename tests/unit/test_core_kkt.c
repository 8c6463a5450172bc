/* Needs: runtime/core (all), check, -lm */
/*
 * The sparse matrix of the first-order conditions beside the dense one: made-up
 * problems, the same inertia, the same solution.
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis.h"
#include "solvers.h"

enum { N = 240, M = 90, WIDTH = 4, HESSIAN = 2 * N };

static size_t h_row[HESSIAN], h_col[HESSIAN], a_start[M + 1], a_col[M * N];
static size_t row_sense[M];
static unsigned state;

static double chance(void)
{
    state = state * 1664525u + 1013904223u;
    return (double)(state >> 8) / (1 << 24);
}

static int structure(void *user, size_t *row, size_t *col)
{
    (void)user;
    memcpy(row, h_row, sizeof h_row);
    memcpy(col, h_col, sizeof h_col);
    return 0;
}

static int sense(void *user, size_t lo, size_t hi, size_t *out)
{
    (void)user;
    memcpy(out, row_sense + lo, (hi - lo) * sizeof *out);
    return 0;
}

static int rows(void *user, size_t lo, size_t hi, size_t *start, size_t *col)
{
    (void)user;
    for (size_t i = lo; i <= hi; ++i)
        start[i - lo] = a_start[i] - a_start[lo];
    memcpy(col, a_col + a_start[lo],
           (a_start[hi] - a_start[lo]) * sizeof *a_col);
    return 0;
}

static size_t column(size_t i, size_t k, size_t width)
{
    if (width == N)
        return k;
    return chance() < 0.1 ? (size_t)(chance() * N) : (2 * i + k) % N;
}

/*
 * Neighbours in the Hessian, unknowns near each other in a row, some far; of
 * rows, the last `wide` have all unknowns.
 */
static eqr_problem make(unsigned seed, size_t wide)
{
    eqr_problem p;
    size_t width;

    state = seed;
    eqr_problem_clear(&p);
    for (size_t k = 0; k < N; ++k) {
        h_row[2 * k] = h_col[2 * k] = h_col[2 * k + 1] = k;
        h_row[2 * k + 1] = k + 1 < N ? k + 1 : k;
    }
    for (size_t i = 0; i < M; ++i) {
        row_sense[i] = i % 5 == 4 ? EQR_AT_LEAST : EQR_EQUAL;
        width = i + wide < M ? WIDTH : N;
        a_start[i + 1] = a_start[i] + width;
        for (size_t k = 0; k < width; ++k)
            a_col[a_start[i] + k] = column(i, k, width);
    }
    p.version = EQR_VERSION;
    p.n = N;
    p.hessian.count = HESSIAN;
    p.hessian.structure = structure;
    p.constraint.count = M;
    p.constraint.width = wide ? N : WIDTH;
    p.constraint.entries = a_start[M];
    p.constraint.structure = rows;
    p.sense = sense;
    return p;
}

static void *kkt_make(eqr_kkt *k, eqr_problem *p)
{
    eqr_arena a = {NULL, 0, 0};
    void *memory;

    eqr_kkt_take(k, p, &a);
    memory = malloc(eqr_taken(&a));
    memset(&a, 0, sizeof a);
    a.base = memory;
    eqr_kkt_take(k, p, &a);
    ck_assert_int_eq(eqr_kkt_begin(k, p), 0);
    return memory;
}

/* Many zeros on the Hessian's diagonal; bend: how far from convex. */
static void kkt_fill(eqr_kkt *k, unsigned seed, double bend)
{
    state = seed;
    for (size_t e = 0; e < HESSIAN; ++e)
        k->h[e] = e % 2 ? bend * (chance() - 0.5) : e % 3 ? chance() : 0;
    for (size_t e = 0; e < a_start[M]; ++e)
        k->a[e] = chance() - 0.5;
    for (size_t i = 0; i < M; ++i)
        k->low[i] = row_sense[i] == EQR_EQUAL ? 0 : chance();
    for (size_t j = 0; j < N; ++j) {
        k->top[j] = j % 4 ? 0 : pow(10, 8 * chance() - 4);
        k->free[j] = j % 17 != 3;
    }
    for (size_t i = 0; i < M; ++i)
        k->on[i] = i % 13 != 5;
    for (size_t i = 0; i < N + M; ++i)
        k->rhs[i] = chance() - 0.5;
}

static double residual(eqr_kkt *k, double dw, double dc)
{
    double most = 0;

    eqr_kkt_residual(k, dw, dc);
    for (size_t i = 0; i < N + M; ++i)
        most = fmax(most, fabs(k->fix[i]));
    return most;
}

static void compare(unsigned seed, double dw, double dc, double bend,
                    size_t wide)
{
    eqr_problem p = make(seed, wide), q = p;
    size_t bytes = eqr_analysis_size(&p, &eqr_ipm);
    void *analysis = malloc(bytes), *sparse_memory, *dense_memory;
    eqr_kkt sparse, dense;
    eqr_inertia a, b;

    ck_assert_int_eq(eqr_analyse(&p, &eqr_ipm, analysis), 0);
    ck_assert_ptr_nonnull(p.analysis);
    sparse_memory = kkt_make(&sparse, &p);
    dense_memory = kkt_make(&dense, &q);
    ck_assert_int_eq(sparse.kind->matrix, EQR_MATRIX_SPARSE);
    ck_assert_int_eq(dense.kind->matrix, EQR_MATRIX_DENSE);
    kkt_fill(&sparse, seed, bend);
    kkt_fill(&dense, seed, bend);
    a = eqr_kkt_factor(&sparse, dw, dc);
    b = eqr_kkt_factor(&dense, dw, dc);
    ck_assert_uint_eq(a.zero, b.zero);
    ck_assert_uint_eq(a.negative, b.negative);
    ck_assert_int_eq(eqr_kkt_solve(&sparse, dw, dc), 1);
    ck_assert_double_le(residual(&sparse, dw, dc), 1e-9);
    ck_assert_int_eq(eqr_kkt_solve(&dense, dw, dc), 1);
    for (size_t i = 0; i < N + M; ++i)
        ck_assert_double_le(fabs(sparse.sol[i] - dense.sol[i]),
                            1e-6 * (1 + fabs(dense.sol[i])));
    free(analysis);
    free(sparse_memory);
    free(dense_memory);
}

START_TEST(test_convex)
{
    compare((unsigned)_i + 1, 1e-2, 0, 0, 0);
}
END_TEST

START_TEST(test_bent)
{
    compare((unsigned)_i + 1, 1e-2, 0, 4, 0);
}
END_TEST

START_TEST(test_shifted)
{
    compare((unsigned)_i + 1, 1e-6, 1e-8, 0, 0);
}
END_TEST

/* Such rows come last: what is left is as sparse as without them. */
START_TEST(test_wide)
{
    size_t wide = 1 + (size_t)_i % 7;
    eqr_problem p = make((unsigned)_i + 1, wide);
    void *analysis = malloc(eqr_analysis_size(&p, &eqr_ipm));

    ck_assert_int_eq(eqr_analyse(&p, &eqr_ipm, analysis), 0);
    ck_assert_ptr_nonnull(p.analysis);
    ck_assert_uint_ge(p.analysis->kkt.tree.pivots[
                          p.analysis->kkt.tree.fronts - 1], wide);
    ck_assert_uint_le(p.analysis->kkt.entries, (24 + 2 * wide) * (N + M));
    free(analysis);
    compare((unsigned)_i + 1, 1e-2, 0, 0, wide);
    compare((unsigned)_i + 1, 1e-2, 0, 4, wide);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kkt");
    TCase *tests = tcase_create("kkt");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(tests, test_convex, 0, 40);
    tcase_add_loop_test(tests, test_bent, 0, 40);
    tcase_add_loop_test(tests, test_shifted, 0, 40);
    tcase_add_loop_test(tests, test_wide, 0, 40);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
