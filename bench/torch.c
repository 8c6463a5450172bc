/*
 * torch.c -- the three training loops: generated C against the same loop by
 * hand, in one process, in turns.  A line each: nanoseconds a step for the
 * generated, the plain and the lean loop (medians), and how far the ends are
 * apart.  by_hand.c is a file of its own, like the generated ones, so that
 * nothing is computed beforehand.
 */
#define _POSIX_C_SOURCE 200809L

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "by_hand.h"
#include "line.h"
#include "puzzle.h"
#include "quadratic.h"

enum { REPEATS = 15, VARIANTS = 3 };

static const double at_least = 0.05;     /* seconds a measurement */

static double x[20], y[20], line_x[99], line_y[99];

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- the programs ------------------------------------------------------- */

/* Solve once from the start; the end goes to `end`. */
typedef void (*solve)(double *end);

static void puzzle_start_at(double *u)
{
    puzzle_start((puzzle_unknowns *)(void *)u, NULL, NULL);
}

static void puzzle_generated(double *end)
{
    static double work[PUZZLE_WORK_SIZE / sizeof(double)];
    puzzle_result r;

    puzzle_start_at(end);
    puzzle_solve((puzzle_unknowns *)(void *)end, NULL, NULL, work, NULL, &r);
}

static void puzzle_by_hand(double *end)
{
    puzzle_start_at(end);
    puzzle_plain(end, 1000);
}

static void puzzle_leanest(double *end)
{
    puzzle_start_at(end);
    puzzle_lean(end, 1000);
}

static const double quadratic_begin[3] = {
    -0.8919953107833862, -1.5091077089309692, 0.3703935444355011};
static quadratic_data parabola = {20, x};

static void quadratic_generated(double *end)
{
    static quadratic_memory s;
    quadratic_result r;

    if (!s.work) {
        quadratic_setup(&s, NULL, &parabola,
                        malloc(quadratic_setup_size(&parabola)));
        s.work = malloc(s.work_size);
    }
    quadratic_start((quadratic_unknowns *)(void *)end, NULL, &parabola);
    quadratic_solve((quadratic_unknowns *)(void *)end, NULL, &parabola, &s,
                    NULL, &r);
}

static void quadratic_by_hand(double *end)
{
    memcpy(end, quadratic_begin, sizeof quadratic_begin);
    quadratic_plain(end, 1000, x, y, 20);
}

static void quadratic_leanest(double *end)
{
    memcpy(end, quadratic_begin, sizeof quadratic_begin);
    quadratic_lean(end, 1000, x, y, 20);
}

static void line_generated(double *end)
{
    static double work[LINE_WORK_SIZE / sizeof(double)];
    const line_params p = LINE_PARAMS;
    line_result r;

    line_start((line_unknowns *)(void *)end, &p, NULL);
    line_solve((line_unknowns *)(void *)end, &p, NULL, work, NULL, &r);
}

/* The generated solver computes its data in every call: so does this. */
static void fill_line(double c)
{
    for (int i = 0; i < 99; i++) {
        line_x[i] = i + 1;
        line_y[i] = 20 * line_x[i] + 5 + c;
    }
}

static void line_by_hand(double *end)
{
    fill_line(1);
    end[0] = end[1] = 0;
    line_plain(end, 100, line_x, line_y, 99);
}

static void line_leanest(double *end)
{
    fill_line(1);
    end[0] = end[1] = 0;
    line_lean(end, 100, line_x, line_y, 99);
}

/* ---- measuring ---------------------------------------------------------- */

static double measure(solve f, size_t count, double *end)
{
    double begin = now();

    for (size_t k = 0; k < count; k++)
        f(end);
    return now() - begin;
}

/* How often f must run to take long enough. */
static size_t how_often(solve f)
{
    double end[4], seconds;
    size_t count = 1;

    while ((seconds = measure(f, count, end)) < at_least / 4)
        count *= 2;
    return (size_t)((double)count * 1.3 * at_least / seconds) + 1;
}

static int by_value(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;

    return (p > q) - (p < q);
}

static double median(double *v)
{
    qsort(v, REPEATS, sizeof *v, by_value);
    return v[REPEATS / 2];
}

static double apart(const double *a, const double *b, size_t n)
{
    double most = 0;

    for (size_t j = 0; j < n; j++)
        most = fmax(most, fabs(a[j] - b[j]) / fmax(1, fabs(b[j])));
    return most;
}

static void report(const char *name, const solve f[VARIANTS], size_t steps,
                   size_t n)
{
    double seconds[VARIANTS][REPEATS], end[VARIANTS][4];
    size_t count[VARIANTS];

    for (int v = 0; v < VARIANTS; v++)
        count[v] = how_often(f[v]);
    for (int k = 0; k < REPEATS; k++)
        for (int v = 0; v < VARIANTS; v++)
            seconds[v][k] = measure(f[v], count[v], end[v]) /
                            (double)(count[v] * steps);
    printf("%s %.2f %.2f %.2f %.3g %.3g\n", name, 1e9 * median(seconds[0]),
           1e9 * median(seconds[1]), 1e9 * median(seconds[2]),
           apart(end[0], end[1], n), apart(end[2], end[1], n));
}

int main(void)
{
    const solve puzzle[] = {puzzle_generated, puzzle_by_hand, puzzle_leanest};
    const solve quadratic[] = {quadratic_generated, quadratic_by_hand,
                               quadratic_leanest};
    const solve line[] = {line_generated, line_by_hand, line_leanest};

    for (int i = 0; i < 20; i++) {
        x[i] = 5 * sin(3 * i + 1);       /* 20 points between -5 and 5 */
        y[i] = x[i] * x[i] + 2 * x[i] + 3;
    }
    report("puzzle", puzzle, 1000, 4);
    report("quadratic", quadratic, 1000, 3);
    report("line", line, 100, 2);
    return 0;
}
