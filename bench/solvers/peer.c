/*
 * peer.c -- a generated solver beside cminpack's lmder, which calls the same
 * generated residual and Jacobian.  Compiled with -DMADE="NAME.c" and
 * -DPREFIX(x)=NAME_##x.  Reads starts from standard input, a line each; a line
 * comes out for each solver:
 *     own|lmder status sse residuals jacobians microseconds x[0] x[1] ...
 * Memory for lmder, and where its entries go, is made ready beforehand.
 */
#define _POSIX_C_SOURCE 200809L

#include MADE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef PEER
#include <cminpack-1/cminpack.h>
#endif

enum { N = MADE_UNKNOWNS, M = MADE_ROWS, W = MADE_ENTRIES };

static double work[MADE_WORK_SIZE / sizeof(double)];
static double errors[N];

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

static void print(const char *who, int status, double sse, size_t f, size_t j,
                  double us, const double *x)
{
    printf("%s %d %.17g %zu %zu %.3f", who, status, sse, f, j, us);
    for (size_t k = 0; k < N; ++k)
        printf(" %.17g", x[k]);
    putchar('\n');
}

/* The least time of a call, of at least 9 and as many as fit into 2 ms. */
static double least(void (*call)(void *), void *with)
{
    double begin = now(), best = 1e30, t;
    int calls = 0;

    do {
        t = now();
        call(with);
        t = now() - t;
        best = t < best ? t : best;
    } while (++calls < 9 || now() - begin < 2000);
    return best;
}

/* ------------------------------------------------------------ the own one */

struct own {
    const double *start;
    double x[N];
    PREFIX(result) r;
};

static void own_solve(void *with)
{
    struct own *o = (struct own *)with;

    memcpy(o->x, o->start, sizeof o->x);
    PREFIX(solve)((PREFIX(unknowns) *)(void *)o->x, NULL, NULL, work, NULL,
                  &o->r);
}

static void own(const double *start)
{
    struct own o;
    double us;

    o.start = start;
    us = least(own_solve, &o);
    print("own", o.r.status, o.r.sse,
          o.r.residual_evaluations - o.r.jacobian_evaluations,
          o.r.jacobian_evaluations, us, o.x);
    PREFIX(statistics)((PREFIX(unknowns) *)(void *)o.x, NULL, NULL, work,
                       (PREFIX(unknowns) *)(void *)errors, NULL, NULL, NULL,
                       NULL);
    printf("errors");
    for (size_t k = 0; k < N; ++k)
        printf(" %.17g", errors[k]);
    putchar('\n');
}

/* ------------------------------------------------------------------ lmder */

#ifdef PEER

static PREFIX(state) state;
static eqr_problem problem;
static double reals[1 + sizeof work / sizeof *work];
static size_t first[M + 1], col[W + 1];
static double entries[W + 1];

static void rows(const double *x, double *r, double *jac)
{
    size_t lo, hi;

    if (problem.prepare)
        problem.prepare(problem.user, x);
    for (lo = 0; lo < M; lo = hi) {
        hi = M - lo < 64 ? M : lo + 64;
        problem.residual.values(problem.user, x, lo, hi, r ? r + lo : NULL,
                                jac ? jac + first[lo] : NULL);
    }
}

static void structure(void)
{
    size_t lo, hi, i, at, part[65];

    for (lo = 0; lo < M; lo = hi) {
        hi = M - lo < 64 ? M : lo + 64;
        at = first[lo];
        problem.residual.structure(problem.user, lo, hi, part, col + at);
        for (i = lo; i < hi; ++i)
            first[i + 1] = at + part[i + 1 - lo];
    }
}

static int fcn(void *p, int m, int n, const double *x, double *fvec,
               double *fjac, int ldfjac, int iflag)
{
    (void)p;
    if (iflag == 1) {
        rows(x, fvec, NULL);
        return 0;
    }
    rows(x, NULL, entries);
    memset(fjac, 0, sizeof *fjac * (size_t)(ldfjac * n));
    for (size_t i = 0; i < (size_t)m; ++i)
        for (size_t k = first[i]; k < first[i + 1]; ++k)
            fjac[col[k] * (size_t)ldfjac + i] += entries[k];
    return 0;
}

struct peer {
    const double *start;
    double x[N], f[M], tol;
    int info, nfev, njev;
};

static void peer_solve(void *with)
{
    static double jac[M * N], diag[N], qtf[N], w1[N], w2[N], w3[N], w4[M];
    static int ipvt[N];
    struct peer *o = (struct peer *)with;

    memcpy(o->x, o->start, sizeof o->x);
    o->info = lmder(fcn, NULL, M, N, o->x, o->f, jac, M, o->tol, o->tol, 0,
                    1000 * (N + 1), diag, 1, 100, 0, &o->nfev, &o->njev, ipvt,
                    qtf, w1, w2, w3, w4);
}

static void peer(const double *start)
{
    struct peer o;
    double sse = 0, us;

    PREFIX(bind)(&state, NULL, NULL, reals, &problem);
    structure();
    o.start = start;
    o.tol = 1e-15;
    us = least(peer_solve, &o);
    for (size_t i = 0; i < M; ++i)
        sse += o.f[i] * o.f[i];
    print("lmder", o.info, sse, (size_t)o.nfev, (size_t)o.njev, us, o.x);
}

#else
static void peer(const double *start) { (void)start; }
#endif

int main(void)
{
    double start[N];

    for (;;) {
        for (size_t k = 0; k < N; ++k)
            if (scanf("%lf", &start[k]) != 1)
                return 0;
        own(start);
        peer(start);
    }
}
