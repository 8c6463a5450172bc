/*
 * adbench.h -- what the programs adbench_*.c share: numbers from a file, the
 * least time of many calls, derivatives to a file.  Each prints one line:
 * microseconds of the value and of the derivative, and the value.
 */
#ifndef ADBENCH_H
#define ADBENCH_H

#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The least time of `call`: at least five calls and 0.3 seconds; or one. */
#ifdef TIME_ONCE
enum { CALLS = 1 };
static const double at_least = 0;
#else
enum { CALLS = 5 };
static const double at_least = 0.3;
#endif
#define TIME(best, call)                                                      \
    do {                                                                      \
        double begin_ = now();                                                \
        int calls_ = 0;                                                       \
        (best) = 1e9;                                                         \
        do {                                                                  \
            double at_ = now();                                               \
            call;                                                             \
            at_ = now() - at_;                                                \
            (best) = at_ < (best) ? at_ : (best);                             \
        } while (++calls_ < CALLS || now() - begin_ < at_least);                       \
    } while (0)

static inline double *reals(size_t n)
{
    double *p = aligned_alloc(64, (n * sizeof *p + 127) / 64 * 64);

    if (!p)
        exit(3);
    memset(p, 0, n * sizeof *p);
    return p;
}

static inline FILE *open_data(int argc, char **argv)
{
    FILE *f = argc > 2 ? fopen(argv[1], "r") : NULL;

    if (!f)
        exit(2);
    return f;
}

static inline size_t read_size(FILE *f)
{
    size_t n;

    if (fscanf(f, "%zu", &n) != 1)
        exit(2);
    return n;
}

static inline double *read_reals(FILE *f, size_t n)
{
    double *p = reals(n);

    for (size_t k = 0; k < n; k++)
        if (fscanf(f, "%lf", &p[k]) != 1)
            exit(2);
    return p;
}

static inline void report(char **argv, double value, double derivative,
                          double at, const double *d, size_t n)
{
    FILE *f = fopen(argv[2], "w");

    if (!f)
        exit(2);
    for (size_t k = 0; k < n; k++)
        fprintf(f, "%.17g\n", d[k]);
    if (fclose(f))
        exit(2);
    printf("%.3f %.3f %.17g\n", 1e6 * value, 1e6 * derivative, at);
}

/*
 * The memory of a generated problem NAME with parameters p and data d.  What
 * is timed needs none of the solver's, which may be more than there is.
 */
#define SET_UP(name, p, d)                                                    \
    name##_memory s;                                                          \
    if (name##_setup(&s, p, d, malloc(name##_setup_size(d))) != 0)            \
        return 4;                                                             \
    s.work = malloc(1 << 24)

#endif
