/* Needs: runtime/core (all), check, -lm; -DREFERENCE="tests/reference" */
/*
 * The first-order methods retrace PyTorch's steps: every recorded point to
 * 1e-9 of max(1, |p|); L-BFGS, whose steps hang on comparisons of rounded
 * numbers, to 1e-6.  The trace callback compares as the solver runs.
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "solvers.h"

#ifndef REFERENCE
#define REFERENCE "tests/reference"
#endif

enum { MOST_POINTS = 256, MOST_UNKNOWNS = 4, MOST_DATA = 20 };

typedef struct torch_case {
    eqr_options options;
    const eqr_solver *solver;
    size_t n, points, next;
    size_t step[MOST_POINTS];
    double p[MOST_POINTS][MOST_UNKNOWNS], loss[MOST_POINTS];
    double data[MOST_DATA];
    double worst, tolerance;
} torch_case;

/* On both problems. */
static const char *const cases[] = {
    "sgd", "sgd-momentum", "sgd-momentum-dampening", "sgd-nesterov",
    "sgd-weight-decay", "sgd-momentum-weight-decay", "adagrad", "adagrad-full",
    "adadelta", "adadelta-wd", "rmsprop", "rmsprop-centered",
    "rmsprop-momentum", "rmsprop-centered-momentum-wd", "adam", "adam-wd",
    "amsgrad", "adamw", "adamw-amsgrad", "adamax", "adamax-wd", "nadam",
    "nadam-wd", "radam", "radam-wd", "asgd", "asgd-t0", "rprop", "rprop-full",
    "lbfgs", "lbfgs-iter1", "lbfgs-wolfe", "lbfgs-wolfe-iter1",
    "lbfgs-wolfe-h5",
};

static const char *const programs[] = {
    "program-puzzle", "program-quadratic", "program-line",
};

enum {
    CASES = sizeof cases / sizeof *cases,
    PROGRAMS = sizeof programs / sizeof *programs
};

/* ---------------------------------------------------------------- problems */

static int rosenbrock(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    double u = x[1] - x[0] * x[0], v = 1 - x[0];

    (void)user;
    if (f)
        *f = 100 * u * u + v * v;
    if (g) {
        g[0] = -400 * u * x[0] - 2 * v;
        g[1] = 200 * u;
    }
    return 0;
}

static int puzzle(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    double r0 = x[0] + x[1] - 9, r1 = x[2] - x[3] - 1;
    double r2 = x[0] + x[2] - 8, r3 = x[1] - x[3] - 2;

    (void)user;
    if (f)
        *f = r0 * r0 + r1 * r1 + r2 * r2 + r3 * r3;
    if (g) {
        g[0] = 2 * (r0 + r2);
        g[1] = 2 * (r0 + r3);
        g[2] = 2 * (r1 + r2);
        g[3] = -2 * (r1 + r3);
    }
    return 0;
}

/* The mean of (w0 t^2 + w1 t + w2 - t^2 - 2 t - 3)^2 over 20 points. */
static int quadratic(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    const torch_case *c = (const torch_case *)user;
    double sum = 0, d[3] = {0, 0, 0};
    size_t k;

    for (k = 0; k < 20; ++k) {
        double t = c->data[k];
        double r = x[0] * t * t + x[1] * t + x[2] - (t * t + 2 * t + 3);

        sum += r * r;
        d[0] += r * t * t;
        d[1] += r * t;
        d[2] += r;
    }
    if (f)
        *f = sum / 20;
    for (k = 0; g && k < 3; ++k)
        g[k] = 2 * d[k] / 20;
    return 0;
}

/* The mean of (w t + b - (20 t + 8))^2 over t = 1..99. */
static int line(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    double sum = 0, d[2] = {0, 0};
    int t;

    (void)user;
    for (t = 1; t <= 99; ++t) {
        double r = x[0] * t + x[1] - (20 * t + 8);

        sum += r * r;
        d[0] += r * t;
        d[1] += r;
    }
    if (f)
        *f = sum / 99;
    if (g) {
        g[0] = 2 * d[0] / 99;
        g[1] = 2 * d[1] / 99;
    }
    return 0;
}

/* ----------------------------------------------------------------- reading */

static void set_option(eqr_options *o, const char *name, double value)
{
#define OPTION(type, field, own, whose, text) \
    if (strcmp(name, #field) == 0)     \
        o->field = (type)value;
#include "options.def"
#undef OPTION
}

static void read_method(char *line, torch_case *c)
{
    char *word = strtok(line, " \n");

#define SOLVER(name, needs, honours, text) \
    if (strcmp(word, #name) == 0)          \
        c->solver = &eqr_##name;
#include "solvers.def"
#undef SOLVER
    while ((word = strtok(NULL, " \n")) != NULL) {
        char *equal = strchr(word, '=');

        *equal = 0;
        set_option(&c->options, word, atof(equal + 1));
    }
}

static void read_case(const char *name, torch_case *c)
{
    char path[500], text[500];
    FILE *in;
    size_t k, j;

    memset(c, 0, sizeof *c);
    c->options = eqr_options_default();
    snprintf(path, sizeof path, "%s/torch/%s.txt", REFERENCE, name);
    in = fopen(path, "r");
    ck_assert_msg(in != NULL, "cannot open %s", path);
    while (fgets(text, sizeof text, in) && text[0] == '#')
        continue;
    read_method(text, c);
    ck_assert_int_eq(fscanf(in, "%zu %zu", &c->n, &c->points), 2);
    ck_assert(c->points <= MOST_POINTS && c->n <= MOST_UNKNOWNS);
    for (k = 0; k < c->points; ++k) {
        ck_assert_int_eq(fscanf(in, "%zu", &c->step[k]), 1);
        for (j = 0; j < c->n; ++j)
            ck_assert_int_eq(fscanf(in, "%lf", &c->p[k][j]), 1);
        ck_assert_int_eq(fscanf(in, "%lf", &c->loss[k]), 1);
    }
    for (k = 0; k < MOST_DATA && fscanf(in, "%lf", &c->data[k]) == 1; ++k)
        continue;
    fclose(in);
    c->options.steps = c->step[c->points - 1];
}

/* -------------------------------------------------------------- comparison */

static void compare(void *caller, size_t step, eqr_real loss,
                    const eqr_real *x, size_t n)
{
    torch_case *c = (torch_case *)caller;
    size_t j;

    if (c->next >= c->points || step != c->step[c->next])
        return;
    for (j = 0; j < n; ++j) {
        double sure = c->p[c->next][j];
        double error = fabs(x[j] - sure) / fmax(1, fabs(sure));

        if (!(error <= c->worst))
            c->worst = error;
    }
    ck_assert_double_le(fabs(loss - c->loss[c->next]),
                        10 * c->tolerance * fmax(1, c->loss[c->next]));
    ++c->next;
}

START_TEST(test_retraces)
{
    torch_case c;
    char name[80];
    eqr_problem p = {0};
    eqr_result r;
    eqr_real x[MOST_UNKNOWNS];
    void *work;
    size_t j;

    if (_i < 2 * CASES)
        snprintf(name, sizeof name, "%s-%s",
                 _i < CASES ? "rosenbrock" : "puzzle", cases[_i % CASES]);
    else
        snprintf(name, sizeof name, "%s", programs[_i - 2 * CASES]);
    read_case(name, &c);
    c.tolerance = c.solver == &eqr_lbfgs ? 1e-6 : 1e-9;
    p.version = EQR_VERSION;
    p.cls = EQR_CLASS_MINIMISE;
    p.user = &c;
    p.n = c.n;
    p.gradient = strncmp(name, "rosenbrock", 10) == 0 ? rosenbrock
                 : strstr(name, "puzzle")             ? puzzle
                 : strstr(name, "quadratic")          ? quadratic
                                                      : line;
    for (j = 0; j < c.n; ++j)
        x[j] = c.p[0][j];
    c.options.caller = &c;
    c.options.trace = compare;
    work = malloc(eqr_work_size(&p, c.solver));
    ck_assert_int_eq(eqr_solve(&p, c.solver, &c.options, x, work, &r),
                     EQR_STEPS_DONE);
    free(work);
    if (getenv("TORCH_TABLE"))
        printf("%-40s %.1e\n", name, c.worst);
    ck_assert_uint_eq(c.next, c.points);
    ck_assert_uint_eq(r.iterations, c.options.steps);
    ck_assert_double_le(c.worst, c.tolerance);
    for (j = 0; j < c.n; ++j)
        ck_assert_double_le(fabs(x[j] - c.p[c.points - 1][j]),
                            c.tolerance * fmax(1, fabs(x[j])));
}
END_TEST

/* ---------------------------------------------------------------- schedules */

/* f = x: a step of sgd is the rate. */
static int slope(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    (void)user;
    if (f)
        *f = x[0];
    if (g)
        g[0] = 1;
    return 0;
}

static double way(const eqr_options *o)
{
    eqr_problem p = {0};
    eqr_result r;
    eqr_real x = 0;
    void *work;

    p.version = EQR_VERSION;
    p.cls = EQR_CLASS_MINIMISE;
    p.n = 1;
    p.gradient = slope;
    work = malloc(eqr_work_size(&p, &eqr_sgd));
    ck_assert_int_eq(eqr_solve(&p, &eqr_sgd, o, &x, work, &r),
                     EQR_STEPS_DONE);
    free(work);
    return -x;
}

/* StepLR: 1 1 1 .5 .5 .5 .25 .25 .25 .125; ExponentialLR: a geometric sum. */
START_TEST(test_schedule)
{
    eqr_options o = eqr_options_default();
    double sum = 0;
    int k;

    o.steps = 10;
    o.lr = 1;
    o.gamma = 0.5;
    o.step_size = 3;
    ck_assert_double_eq(way(&o), 3 + 1.5 + 0.75 + 0.125);
    o.step_size = 0;
    ck_assert_double_eq(way(&o), 2 - 1 / 512.0);
    /* CosineAnnealingLR(T_max=10, eta_min=0.1) */
    o.gamma = (eqr_real)NAN;
    o.t_max = 10;
    o.eta_min = 0.1;
    for (k = 0; k < 10; ++k)
        sum += 0.1 + 0.9 / 2 * (1 + cos(acos(-1.0) * k / 10));
    ck_assert_double_le(fabs(way(&o) - sum), 1e-14);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("torch");
    TCase *tests = tcase_create("retraces");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(tests, test_retraces, 0, 2 * CASES + PROGRAMS);
    tcase_add_test(tests, test_schedule);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
