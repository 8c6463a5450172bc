/*
 * generic_shape.c -- what makes the numbers of a problem hard where its rank
 * is full: equations that nearly say the same (W0312), unknowns that count
 * many powers of ten more than others (W0313).
 */
#include <math.h>
#include <string.h>

#include "generic_say.h"

/* Between what rounding blurs, and what costs half the digits. */
static const double parallel_least = 1e-12, parallel_most = 1e-6;
static const double unlike = 1e8;

/* ---- at a point ------------------------------------------------------------- */

/* Slopes per change of an unknown by its size, as a vector of length 1. */
static bool direction(const struct generic *g, const double *x,
                      const double *row, double *out)
{
    double size = 0;

    for (unsigned j = 0; j < g->n; j++) {
        out[j] = row[j] * x[j];
        size = hypot(size, out[j]);
    }
    for (unsigned j = 0; j < g->n && size > 0; j++)
        out[j] /= size;
    return size > 0;
}

static double distance(unsigned n, const double *a, const double *b)
{
    double plus = 0, minus = 0;

    for (unsigned j = 0; j < n; j++) {
        plus = hypot(plus, a[j] + b[j]);
        minus = hypot(minus, a[j] - b[j]);
    }
    return fmin(plus, minus);
}

/* The most that two equations differ in direction, of all points. */
static void note_pairs(struct generic *g, const double *x, const double *dense)
{
    double a[GENERIC_UNKNOWNS], b[GENERIC_UNKNOWNS];

    for (unsigned i = 0; i < g->m; i++) {
        if (!direction(g, x, dense + (size_t)i * g->n, a))
            continue;
        for (unsigned k = 0; k < i; k++)
            if (direction(g, x, dense + (size_t)k * g->n, b))
                g->apart[i][k] = fmax(g->apart[i][k], distance(g->n, a, b));
    }
}

void shape_row(struct generic *g, const double *x, const double *row,
               double size)
{
    for (unsigned j = 0; j < g->n && size > 0; j++)
        g->reach[j] = fmax(g->reach[j], fabs(row[j] * x[j]) / size);
}

void shape_point(struct generic *g, const double *x, const double *dense,
                 const double *blame)
{
    note_pairs(g, x, dense);
    for (unsigned i = 0; i < g->m; i++)
        shape_row(g, x, dense + (size_t)i * g->n, blame[i]);
}

/* ---- in words ---------------------------------------------------------------- */

static void say_parallel(struct say *s, unsigned i, unsigned k)
{
    const char *apart = say_digits(s, s->g->apart[i][k], 1);
    int m = diag_add(s->diag, "W0312", say_span_of_row(s, i), "this equation "
                     "is nearly %s: at random points their slopes differ by "
                     "%s of their size", say_equation(s, k), apart);

    diag_tag(s->diag, m, DIAG_NUMERICAL);
    diag_note(s->diag, m, (struct span){0, 0}, "what their numbers are off by "
              "counts %s times in the answer",
              say_digits(s, 1 / s->g->apart[i][k], 1));
    diag_help(s->diag, m, "was another equation meant?");
}

static void parallels(struct say *s)
{
    for (unsigned i = 0; i < s->g->m; i++)
        for (unsigned k = 0; k < i; k++)
            if (s->g->apart[i][k] > parallel_least &&
                s->g->apart[i][k] < parallel_most) {
                say_parallel(s, i, k);
                break;
            }
}

static void sizes(struct say *s)
{
    const struct generic *g = s->g;
    unsigned most = 0, least = 0;
    int m;

    for (unsigned j = 1; j < g->n; j++) {
        if (g->reach[j] > g->reach[most])
            most = j;
        if (g->reach[j] > 0 && (g->reach[least] == 0 ||
                                g->reach[j] < g->reach[least]))
            least = j;
    }
    if (!(g->reach[most] > unlike * g->reach[least]) || g->reach[least] == 0)
        return;
    m = diag_add(s->diag, "W0313", say_place(s, most), "near the start %s "
                 "counts %s times as much as %s", say_name(s, most),
                 say_digits(s, g->reach[most] / g->reach[least], 1),
                 say_name(s, least));
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    diag_help(s->diag, m, "start each of them in its size, as `unknown %s = "
              "1e-9;`, or measure it in other units", say_name(s, most));
}

void say_shape(struct say *s)
{
    parallels(s);
    sizes(s);
}
