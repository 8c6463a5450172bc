/*
 * hs_ipopt.c -- a generated constrained solver beside Ipopt, which calls the
 * same generated functions, exact second derivatives too.  Compiled with
 * -DMADE="NAME.c" and -DPREFIX(x)=NAME_##x.  Prints a line each:
 *     own|ipopt status loss iterations microseconds
 */
#define _POSIX_C_SOURCE 200809L

#include MADE

#include <coin/IpStdCInterface.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { N = MADE_UNKNOWNS, MOST = 200000 };

static double work[MADE_WORK_SIZE / sizeof(double)];
static double reals[1 + sizeof work / sizeof *work];
static PREFIX(state) state;
static eqr_problem p;
static double start[N];
static size_t row[MOST], col[MOST], begin[MOST], at[MOST];
static int steps;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

static void prepare(const double *x)
{
    if (p.prepare)
        p.prepare(p.user, x);
}

static Bool value(Index n, Number *x, Bool new_x, Number *f, UserDataPtr user)
{
    (void)n, (void)new_x, (void)user;
    prepare(x);
    return (p.loss ? p.loss(p.user, x, f)
                   : p.gradient(p.user, x, f, NULL)) == 0;
}

static Bool gradient(Index n, Number *x, Bool new_x, Number *g,
                     UserDataPtr user)
{
    double f;

    (void)n, (void)new_x, (void)user;
    prepare(x);
    return p.gradient(p.user, x, &f, g) == 0;
}

static Bool rows(Index n, Number *x, Bool new_x, Index m, Number *g,
                 UserDataPtr user)
{
    (void)n, (void)new_x, (void)user;
    prepare(x);
    return m == 0 || p.constraint.values(p.user, x, 0, (size_t)m, g, NULL) == 0;
}

static Bool jacobian(Index n, Number *x, Bool new_x, Index m, Index count,
                     Index *i, Index *j, Number *v, UserDataPtr user)
{
    static double r[MOST];

    (void)n, (void)new_x, (void)user, (void)count;
    for (Index k = 0; i && k < m; ++k)
        for (size_t e = begin[k]; e < begin[k + 1]; ++e) {
            i[e] = k;
            j[e] = (Index)at[e];
        }
    if (i || m == 0)
        return TRUE;
    prepare(x);
    return p.constraint.values(p.user, x, 0, (size_t)m, r, v) == 0;
}

static Bool hessian(Index n, Number *x, Bool new_x, Number objective, Index m,
                    Number *lambda, Bool new_lambda, Index count, Index *i,
                    Index *j, Number *v, UserDataPtr user)
{
    (void)n, (void)new_x, (void)m, (void)new_lambda, (void)user;
    for (Index k = 0; i && k < count; ++k) {
        i[k] = (Index)row[k];
        j[k] = (Index)col[k];
    }
    if (i)
        return TRUE;
    prepare(x);
    return p.hessian.values(p.user, x, objective, lambda, v) == 0;
}

static Bool count(Index mode, Index step, Number f, Number pr, Number du,
                  Number mu, Number d, Number size, Number a, Number b,
                  Index trials, UserDataPtr user)
{
    (void)mode, (void)f, (void)pr, (void)du, (void)mu, (void)d, (void)size;
    (void)a, (void)b, (void)trials, (void)user;
    steps = step;
    return TRUE;
}

static void bounds(double *low, double *high, double *rlow, double *rhigh)
{
    static size_t sense[MOST];
    size_t m = p.constraint.count;

    for (size_t k = 0; k < N; ++k) {
        low[k] = p.lower && isfinite(p.lower[k]) ? p.lower[k] : -2e19;
        high[k] = p.upper && isfinite(p.upper[k]) ? p.upper[k] : 2e19;
    }
    if (m > 0)
        p.sense(p.user, 0, m, sense);
    for (size_t k = 0; k < m; ++k) {
        rlow[k] = sense[k] == EQR_AT_MOST ? -2e19 : 0;
        rhigh[k] = sense[k] == EQR_AT_LEAST ? 2e19 : 0;
    }
}

static void peer(void)
{
    static double rlow[MOST], rhigh[MOST];
    double low[N], high[N], x[N], f = NAN, t;
    Index m = (Index)p.constraint.count;
    IpoptProblem it;
    int status;

    if (m > 0)
        p.constraint.structure(p.user, 0, (size_t)m, begin, at);
    p.hessian.structure(p.user, row, col);
    bounds(low, high, rlow, rhigh);
    it = CreateIpoptProblem(N, low, high, m, rlow, rhigh, (Index)begin[m],
                            (Index)p.hessian.count, 0, value, rows, gradient,
                            jacobian, hessian);
    AddIpoptIntOption(it, "print_level", 0);
    AddIpoptStrOption(it, "sb", "yes");
    SetIntermediateCallback(it, count);
    memcpy(x, start, sizeof x);
    t = now();
    status = IpoptSolve(it, x, NULL, &f, NULL, NULL, NULL, NULL);
    printf("ipopt %d %.17g %d %.1f\n", status, f, steps, now() - t);
    FreeIpoptProblem(it);
}

int main(void)
{
    PREFIX(unknowns) x;
    PREFIX(result) r;
    double t;

    PREFIX(start)(&x, NULL, NULL);
    memcpy(start, &x, sizeof start);
    t = now();
    PREFIX(solve)(&x, NULL, NULL, work, NULL, &r);
    printf("own %d %.17g %zu %.1f\n", r.status, r.loss, r.iterations,
           now() - t);
    PREFIX(bind)(&state, NULL, NULL, reals, &p);
    if (p.constraint.count < MOST / 2 && p.hessian.count < MOST)
        peer();
    return 0;
}
