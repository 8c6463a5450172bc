/*
 * rows.c -- a fit of many rows: what the generated solver needs beyond the
 * caller's arrays.  Prints: rows, bytes asked for, bytes of memory the process
 * grew by during the solve, seconds, the status and the worst error.
 */
#define _POSIX_C_SOURCE 200809L

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "rows.h"

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static long peak(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss * 1024;
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    double *t = malloc(n * sizeof *t), *y = malloc(n * sizeof *y), begin, e;
    rows_data d = {n, t, y};
    rows_unknowns u;
    rows_result r;
    long before;
    void *work;

    if (!t || !y)
        return 1;
    for (size_t i = 0; i < n; i++) {
        t[i] = 10 * (double)i / (double)n;
        y[i] = 2.5 * exp(-0.7 * t[i]) + 0.5 + 0.01 * sin(1e3 * t[i]);
    }
    before = peak();
    begin = now();
    work = malloc(ROWS_WORK_SIZE);
    rows_start(&u, NULL, &d);
    rows_solve(&u, NULL, &d, work, NULL, &r);
    begin = now() - begin;
    e = fmax(fabs(u.a - 2.5), fmax(fabs(u.k - 0.7), fabs(u.c - 0.5)));
    printf("%zu %zu %ld %.3f %d %.2g\n", n, (size_t)ROWS_WORK_SIZE,
           peak() - before, begin, r.status, e);
    free(work);
    free(t);
    free(y);
    return 0;
}
