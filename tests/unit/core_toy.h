/*
 * core_toy.h -- small problems for test_core_solvers.c: a row function each,
 * behind a hand-written eqr_problem.
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solvers.h"
#include "statistics.h"

enum { MOST = 12 };

/* A row's value, its derivatives into d, its magnitude into m. */
typedef double row_fn(size_t k, const double *x, double *d, double *m);

typedef struct toy {
    row_fn *row;
    size_t n, passes, losses, gradients, polls, cancel_at, traced;
    double scale[MOST];         /* of the rows; 0: 1 */
    double huber;
    double x[MOST];
} toy;

static int toy_prepare(void *user, const eqr_real *x)
{
    toy *t = (toy *)user;
    size_t j;

    for (j = 0; j < t->n; ++j)
        t->x[j] = (double)x[j];
    return 0;
}

/* Every row names its columns from the last to the first, each twice. */
static int toy_structure(void *user, size_t lo, size_t hi, size_t *start,
                         size_t *col)
{
    const toy *t = (const toy *)user;
    size_t k, j;

    start[0] = 0;
    for (k = lo; k < hi; ++k) {
        for (j = t->n; j-- > 0;) {
            *col++ = j;
            *col++ = j;
        }
        start[k - lo + 1] = start[k - lo] + 2 * t->n;
    }
    return 0;
}

static double toy_row(const toy *t, size_t k, double *d, double *m)
{
    double s = k < MOST && t->scale[k] > 0 ? t->scale[k] : 1, u;
    size_t j;

    memset(d, 0, MOST * sizeof *d);
    *m = 0;
    u = s * t->row(k, t->x, d, m);
    *m *= s;
    for (j = 0; j < t->n; ++j)
        d[j] *= s;
    return u;
}

static int toy_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                      eqr_real *r, eqr_real *jac)
{
    toy *t = (toy *)user;
    double d[MOST], m;
    size_t k, j;

    (void)x;
    if (lo == 0)
        ++t->passes;
    for (k = lo; k < hi; ++k) {
        double u = toy_row(t, k, d, &m);

        if (r)
            r[k - lo] = (eqr_real)u;
        for (j = t->n; jac && j-- > 0;) {
            *jac++ = (eqr_real)(d[j] / 4);
            *jac++ = (eqr_real)(3 * d[j] / 4);
        }
    }
    return 0;
}

static int toy_magnitude(void *user, const eqr_real *x, size_t lo, size_t hi,
                         eqr_real *m)
{
    toy *t = (toy *)user;
    double d[MOST], most;
    size_t k;

    (void)x;
    for (k = lo; k < hi; ++k) {
        toy_row(t, k, d, &most);
        m[k - lo] = (eqr_real)most;
    }
    return 0;
}

static int toy_robust(void *user, size_t lo, size_t hi, const eqr_real *u,
                      eqr_real *rho, eqr_real *weight)
{
    const toy *t = (const toy *)user;
    const eqr_real d = (eqr_real)t->huber;
    size_t k;

    for (k = 0; k < hi - lo; ++k) {
        eqr_real a = u[k] < 0 ? -u[k] : u[k];

        rho[k] = a <= d ? u[k] * u[k] : 2 * d * a - d * d;
        weight[k] = a <= d ? 1 : d / a;
    }
    return 0;
}

static int toy_gradient(void *user, const eqr_real *x, eqr_real *f,
                        eqr_real *g)
{
    toy *t = (toy *)user;
    double d[MOST], m, sum = 0, total[MOST] = {0};
    size_t k, j, rows = (size_t)t->huber;   /* the count of rows, here */

    (void)x;
    ++t->gradients;
    for (k = 0; k < rows; ++k) {
        double u = toy_row(t, k, d, &m);

        sum += u * u;
        for (j = 0; j < t->n; ++j)
            total[j] += 2 * u * d[j];
    }
    if (f)
        *f = (eqr_real)sum;
    for (j = 0; g && j < t->n; ++j)
        g[j] = (eqr_real)total[j];
    return 0;
}

/* Half the sum: the loss in the user's terms differs from the cost. */
static int toy_loss(void *user, const eqr_real *x, eqr_real *f)
{
    toy *t = (toy *)user;

    ++t->losses;
    toy_gradient(t, x, f, NULL);
    --t->gradients;
    *f /= 2;
    return 0;
}

static int toy_cancel(void *caller)
{
    toy *t = (toy *)caller;

    return ++t->polls > t->cancel_at;
}

static int toy_time_out(void *caller)
{
    return toy_cancel(caller) ? EQR_BUDGET : 0;
}

static void toy_trace(void *caller, size_t step, eqr_real loss,
                      const eqr_real *x, size_t n)
{
    toy *t = (toy *)caller;

    (void)x;
    ck_assert_uint_eq(step, t->traced);
    ck_assert_uint_eq(n, t->n);
    ck_assert(loss >= 0);
    ++t->traced;
}

static eqr_problem toy_problem(toy *t, row_fn *row, size_t n, size_t m,
                               int cls, unsigned flags)
{
    eqr_problem p;

    memset(&p, 0, sizeof p);
    memset(t, 0, sizeof *t);
    t->row = row;
    t->n = n;
    p.version = EQR_VERSION;
    p.cls = cls;
    p.flags = flags;
    p.user = t;
    p.n = n;
    p.prepare = toy_prepare;
    p.residual.count = m;
    p.residual.width = 2 * n;
    p.residual.structure = toy_structure;
    p.residual.values = toy_values;
    if (cls == EQR_CLASS_SYSTEM)
        p.magnitude = toy_magnitude;
    return p;
}

/* The same, for first-order methods. */
static eqr_problem toy_descent(toy *t, row_fn *row, size_t n, size_t m,
                               int cls)
{
    eqr_problem p = toy_problem(t, row, n, m, cls, 0);

    t->huber = (double)m;
    p.gradient = toy_gradient;
    if (cls == EQR_CLASS_MINIMISE)
        memset(&p.residual, 0, sizeof p.residual);
    return p;
}

static int toy_solve(const eqr_problem *p, const eqr_solver *s,
                     const eqr_options *o, eqr_real *x, eqr_result *r)
{
    size_t size = eqr_work_size(p, s);
    void *work = malloc(size);
    int status;

    ck_assert_uint_gt(size, 0);
    memset(work, 0xff, size);       /* NaN: nothing may be read unwritten */
    status = eqr_solve(p, s, o, x, work, r);
    ck_assert_int_eq(status, r->status);
    free(work);
    return status;
}

/* tol in units of rounding of this build */
static void near(eqr_real got, double sure, double tol)
{
    double error = fabs((double)got - sure);

    ck_assert_msg(error <= tol * (double)EQR_EPS * fmax(1, fabs(sure)),
                  "%.17g is not %.17g", (double)got, sure);
}

/* --------------------------------------------------------------------- rows */

/* A + B = 9; C - D = 1; A + C = 8; B - D = 2 */
static double puzzle(size_t k, const double *x, double *d, double *m)
{
    static const size_t one[] = {0, 2, 0, 1}, two[] = {1, 3, 2, 3};
    static const double sign[] = {1, -1, 1, -1}, right[] = {9, 1, 8, 2};

    d[one[k]] = 1;
    d[two[k]] = sign[k];
    *m = fabs(x[one[k]]) + fabs(x[two[k]]) + right[k];
    return x[one[k]] + sign[k] * x[two[k]] - right[k];
}

/* A + B = 9; A + B = 10; A - B = 1 */
static double contradiction(size_t k, const double *x, double *d, double *m)
{
    double s = k == 2 ? -1 : 1, right = k == 2 ? 1 : 9 + (double)k;

    d[0] = 1;
    d[1] = s;
    *m = fabs(x[0]) + fabs(x[1]) + right;
    return x[0] + s * x[1] - right;
}

/* x^2 + y^2 = 25; x y = 12 */
static double circle(size_t k, const double *x, double *d, double *m)
{
    if (k == 0) {
        d[0] = 2 * x[0];
        d[1] = 2 * x[1];
        *m = x[0] * x[0] + x[1] * x[1] + 25;
        return x[0] * x[0] + x[1] * x[1] - 25;
    }
    d[0] = x[1];
    d[1] = x[0];
    *m = fabs(x[0] * x[1]) + 12;
    return x[0] * x[1] - 12;
}

/* Rosenbrock's function as rows: 10 (y - x^2), 1 - x */
static double valley(size_t k, const double *x, double *d, double *m)
{
    if (k == 0) {
        d[0] = -20 * x[0];
        d[1] = 10;
        *m = 10 * (fabs(x[1]) + x[0] * x[0]);
        return 10 * (x[1] - x[0] * x[0]);
    }
    d[0] = -1;
    *m = 1 + fabs(x[0]);
    return 1 - x[0];
}

/* Powell's singular function: the Jacobian has rank 2 at the root 0. */
static double singular(size_t k, const double *x, double *d, double *m)
{
    double t;

    switch (k) {
    case 0:
        d[0] = 1;
        d[1] = 10;
        *m = fabs(x[0]) + 10 * fabs(x[1]);
        return x[0] + 10 * x[1];
    case 1:
        d[2] = sqrt(5.0);
        d[3] = -d[2];
        *m = d[2] * (fabs(x[2]) + fabs(x[3]));
        return d[2] * (x[2] - x[3]);
    case 2:
        t = x[1] - 2 * x[2];
        d[1] = 2 * t;
        d[2] = -4 * t;
        *m = pow(fabs(x[1]) + 2 * fabs(x[2]), 2);
        return t * t;
    default:
        t = x[0] - x[3];
        d[0] = 2 * sqrt(10.0) * t;
        d[3] = -d[0];
        *m = sqrt(10.0) * pow(fabs(x[0]) + fabs(x[3]), 2);
        return sqrt(10.0) * t * t;
    }
}

/* x^2 + 1 = 0 */
static double rootless(size_t k, const double *x, double *d, double *m)
{
    (void)k;
    d[0] = 2 * x[0];
    *m = x[0] * x[0] + 1;
    return x[0] * x[0] + 1;
}

/* log(x) + 5 = 0: a full Newton step from 1 leaves the domain */
static double logarithm(size_t k, const double *x, double *d, double *m)
{
    (void)k;
    d[0] = 1 / x[0];
    *m = fmax(fabs(log(x[0])), 1) + 5;
    return log(x[0]) + 5;
}

/* a + b t against t^2, t = 0..9; a row each */
static double parabola(size_t k, const double *x, double *d, double *m)
{
    double t = (double)k;

    d[0] = 1;
    d[1] = t;
    *m = 0;
    return x[0] + x[1] * t - t * t;
}

/* A straight line through 3 + 2 t, with noise of +-1 in turn; any count */
static double zigzag(size_t k, const double *x, double *d, double *m)
{
    double t = (double)k / 100;

    d[0] = 1;
    d[1] = t;
    *m = 0;
    return x[0] + x[1] * t - (3 + 2 * t + (k % 4 == 0 || k % 4 == 3 ? 1 : -1));
}

/* Five values of 1, and one of 100 */
static double outlier(size_t k, const double *x, double *d, double *m)
{
    d[0] = 1;
    *m = 0;
    return x[0] - (k == 5 ? 100 : 1);
}

/* Only the product of the unknowns is seen: exp(-a b t) */
static double product(size_t k, const double *x, double *d, double *m)
{
    double t = (double)(k + 1) / 4, e = exp(-x[0] * x[1] * t);

    d[0] = -x[1] * t * e;
    d[1] = -x[0] * t * e;
    *m = 0;
    return e - exp(-0.75 * t);
}
