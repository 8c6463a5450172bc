/* Needs: runtime/core (all), check, -lm; -DREFERENCE="tests/reference" */
/*
 * The 18 nonlinear least-squares problems of NIST StRD that have public data
 * here, from both starts, with default options: the certified parameters must
 * come out to at least 6 digits.  Jacobians by complex step, which is exact to
 * rounding: nothing here shares code with eqc's derivatives.
 *
 * NIST_TABLE=1 in the environment prints the digits reached (LRE).
 */
#include <check.h>
#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "solvers.h"
#include "statistics.h"

#ifndef REFERENCE
#define REFERENCE "tests/reference"
#endif

enum { MOST_ROWS = 300, MOST_UNKNOWNS = 9 };

typedef double complex number;

typedef struct fit {
    number (*model)(const number *b, const double *x);
    int log_response;
    size_t n, m, columns;
    double start[2][MOST_UNKNOWNS], certified[MOST_UNKNOWNS];
    double deviation[MOST_UNKNOWNS], rss;
    double row[MOST_ROWS][3];
    eqr_real x[MOST_UNKNOWNS];
} fit;

static number misra1a(const number *b, const double *x)
{
    return b[0] * (1 - cexp(-b[1] * x[0]));
}

static number misra1b(const number *b, const double *x)
{
    number t = 1 + b[1] * x[0] / 2;

    return b[0] * (1 - 1 / (t * t));
}

static number misra1c(const number *b, const double *x)
{
    return b[0] * (1 - 1 / csqrt(1 + 2 * b[1] * x[0]));
}

static number chwirut(const number *b, const double *x)
{
    return cexp(-b[0] * x[0]) / (b[1] + b[2] * x[0]);
}

static number lanczos(const number *b, const double *x)
{
    return b[0] * cexp(-b[1] * x[0]) + b[2] * cexp(-b[3] * x[0]) +
           b[4] * cexp(-b[5] * x[0]);
}

static number gauss(const number *b, const double *x)
{
    number s = (x[0] - b[3]) / b[4], t = (x[0] - b[6]) / b[7];

    return b[0] * cexp(-b[1] * x[0]) + b[2] * cexp(-s * s) +
           b[5] * cexp(-t * t);
}

static number danwood(const number *b, const double *x)
{
    return b[0] * cexp(b[1] * log(x[0]));
}

static number kirby(const number *b, const double *x)
{
    return (b[0] + x[0] * (b[1] + x[0] * b[2])) /
           (1 + x[0] * (b[3] + x[0] * b[4]));
}

static number hahn(const number *b, const double *x)
{
    return (b[0] + x[0] * (b[1] + x[0] * (b[2] + x[0] * b[3]))) /
           (1 + x[0] * (b[4] + x[0] * (b[5] + x[0] * b[6])));
}

static number nelson(const number *b, const double *x)
{
    return b[0] - b[1] * x[0] * cexp(-b[2] * x[1]);
}

static number mgh17(const number *b, const double *x)
{
    return b[0] + b[1] * cexp(-x[0] * b[3]) + b[2] * cexp(-x[0] * b[4]);
}

static number boxbod(const number *b, const double *x)
{
    return b[0] * (1 - cexp(-b[1] * x[0]));
}

static number rat42(const number *b, const double *x)
{
    return b[0] / (1 + cexp(b[1] - b[2] * x[0]));
}

static number mgh10(const number *b, const double *x)
{
    return b[0] * cexp(b[1] / (x[0] + b[2]));
}

static number bennett(const number *b, const double *x)
{
    return b[0] * cexp(-clog(b[1] + x[0]) / b[2]);
}

static const struct named {
    const char *name;
    number (*model)(const number *b, const double *x);
    size_t columns;
} table[] = {
    {"Misra1a", misra1a, 2}, {"Chwirut2", chwirut, 2},
    {"Lanczos3", lanczos, 2}, {"Gauss1", gauss, 2},
    {"Gauss2", gauss, 2},     {"DanWood", danwood, 2},
    {"Misra1b", misra1b, 2},  {"Kirby2", kirby, 2},
    {"Hahn1", hahn, 2},       {"Nelson", nelson, 3},
    {"MGH17", mgh17, 2},      {"Lanczos2", lanczos, 2},
    {"Misra1c", misra1c, 2},  {"Thurber", hahn, 2},
    {"BoxBOD", boxbod, 2},    {"Rat42", rat42, 2},
    {"MGH10", mgh10, 2},      {"Bennett5", bennett, 2},
};

static int prepare(void *user, const eqr_real *x)
{
    fit *f = (fit *)user;
    size_t j;

    for (j = 0; j < f->n; ++j)
        f->x[j] = x[j];
    return 0;
}

static int structure(void *user, size_t lo, size_t hi, size_t *start,
                     size_t *col)
{
    const fit *f = (const fit *)user;
    size_t k;

    for (k = lo; k <= hi; ++k)
        start[k - lo] = (k - lo) * f->n;
    for (k = 0; k < (hi - lo) * f->n; ++k)
        col[k] = k % f->n;
    return 0;
}

static int values(void *user, const eqr_real *x, size_t lo, size_t hi,
                  eqr_real *r, eqr_real *jac)
{
    const fit *f = (const fit *)user;
    const double step = 1e-100;
    number b[MOST_UNKNOWNS];
    size_t k, j;

    (void)x;
    for (j = 0; j < f->n; ++j)
        b[j] = (double)f->x[j];
    for (k = lo; k < hi; ++k) {
        double y = f->row[k][0];

        if (f->log_response)
            y = log(y);
        if (r)
            r[k - lo] = (eqr_real)(y - creal(f->model(b, f->row[k] + 1)));
        for (j = 0; jac && j < f->n; ++j) {
            b[j] = (double)f->x[j] + step * I;
            *jac++ = (eqr_real)(-cimag(f->model(b, f->row[k] + 1)) / step);
            b[j] = (double)f->x[j];
        }
    }
    return 0;
}

static void read_doubles(FILE *in, double *to, size_t count)
{
    while (count-- > 0)
        ck_assert_int_eq(fscanf(in, "%lf", to++), 1);
}

static void read_fit(const struct named *named, fit *f)
{
    char path[500], line[500];
    FILE *in;
    long at = 0;
    size_t k;

    snprintf(path, sizeof path, "%s/nist/%s.dat", REFERENCE, named->name);
    in = fopen(path, "r");
    ck_assert_msg(in != NULL, "cannot open %s", path);
    while (fgets(line, sizeof line, in) && line[0] == '#')
        at = ftell(in);
    fseek(in, at, SEEK_SET);
    ck_assert_int_eq(fscanf(in, "%zu %zu", &f->n, &f->m), 2);
    ck_assert(f->n <= MOST_UNKNOWNS && f->m <= MOST_ROWS);
    f->model = named->model;
    f->columns = named->columns;
    f->log_response = named->model == nelson;
    read_doubles(in, f->start[0], f->n);
    read_doubles(in, f->start[1], f->n);
    read_doubles(in, f->certified, f->n);
    read_doubles(in, f->deviation, f->n);
    read_doubles(in, &f->rss, 1);
    for (k = 0; k < f->m; ++k)
        read_doubles(in, f->row[k], f->columns);
    fclose(in);
}

/* Digits that agree: log relative error, at most 11 (as certified). */
static double digits(double got, double sure)
{
    double error = fabs(got - sure) / fabs(sure);

    if (!(error < 1))
        return 0;
    return error < 1e-11 ? 11 : -log10(error);
}

static double worst_digits(size_t n, const eqr_real *got, const double *sure)
{
    double least = 11;
    size_t j;

    for (j = 0; j < n; ++j)
        least = fmin(least, digits((double)got[j], sure[j]));
    return least;
}

static double statistics_digits(const eqr_problem *p, const fit *f,
                                const eqr_real *x)
{
    void *work = malloc(eqr_statistics_size(p));
    eqr_statistics_result s;
    double least;

    ck_assert_int_eq(eqr_statistics(p, x, work, &s), 0);
    ck_assert_uint_eq(s.rank, f->n);
    least = worst_digits(f->n, s.std_error, f->deviation);
    free(work);
    return least;
}

static eqr_problem problem_of(fit *f)
{
    eqr_problem p = {0};

    p.version = EQR_VERSION;
    p.cls = EQR_CLASS_LEAST_SQUARES;
    p.user = f;
    p.n = f->n;
    p.prepare = prepare;
    p.residual.count = f->m;
    p.residual.width = f->n;
    p.residual.structure = structure;
    p.residual.values = values;
    return p;
}

START_TEST(test_certified)
{
    static fit f;
    const struct named *named = &table[_i / 2];
    const eqr_solver *solver = &eqr_lm;
    eqr_problem p;
    eqr_result r;
    eqr_real x[MOST_UNKNOWNS];
    double lre, sse_digits, sd_digits;
    void *work;
    size_t j;

    read_fit(named, &f);
    p = problem_of(&f);
    work = malloc(eqr_work_size(&p, solver));
    for (j = 0; j < f.n; ++j)
        x[j] = (eqr_real)f.start[_i % 2][j];
    eqr_solve(&p, solver, NULL, x, work, &r);
    free(work);
    lre = worst_digits(f.n, x, f.certified);
    sse_digits = digits((double)r.sse, f.rss);
    sd_digits = statistics_digits(&p, &f, x);
    if (getenv("NIST_TABLE"))
        printf("%-9s %d  %-13s lre %5.2f  rss %5.2f  sd %5.2f  "
               "steps %4zu  residual %4zu  jacobian %4zu  offset %.1e\n",
               named->name, _i % 2 + 1, eqr_status_name(r.status), lre,
               sse_digits, sd_digits, r.iterations, r.residual_evaluations,
               r.jacobian_evaluations, (double)r.gradient_norm);
    ck_assert_int_eq(r.status, EQR_LEAST_SQUARES);
    ck_assert_double_ge(lre, 6);
    ck_assert_double_ge(sse_digits, 6);
    ck_assert_double_ge(sd_digits, 6);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("nist");
    TCase *tests = tcase_create("certified");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(tests, test_certified, 0,
                        2 * (int)(sizeof table / sizeof table[0]));
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
