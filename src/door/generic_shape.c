/*
 * generic_shape.c -- what makes the numbers of a problem hard where its rank
 * is full: equations that nearly say the same (W0312), unknowns that count
 * many powers of ten more than others, and fits that do (W0313).  Equations of
 * unlike sizes are none: each is judged by its own.
 */
#include <math.h>
#include <string.h>

#include "../base/arena.h"
#include "generic_say.h"

/* Between what rounding blurs, and what costs half the digits. */
static const double parallel_least = 1e-12, parallel_most = 1e-6;
static const double unlike = 1e8, unlike_fits = 1e6;
/* What has a smaller part in a sum of equations is not named. */
static const double part_least = 1e-3;

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

void shape_fit(struct generic *g, const double *x, const double *row,
               size_t at)
{
    const eqh_list *families = &g->bound->program.families;
    size_t k = at, f = eqh_find_element(families, g->bound->d.in.families, &k);
    double size = 0;

    shape_row(g, x, row, 1);
    for (unsigned j = 0; j < g->n && f < GENERIC_FAMILIES; j++) {
        size = hypot(size, row[j] * x[j]);
        if (row[j] != 0)
            g->has[f] |= (uint64_t)1 << j;
    }
    if (f < GENERIC_FAMILIES)
        g->weight[f] = fmax(g->weight[f], size);
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

static bool parallels(struct say *s)
{
    bool found = false;

    for (unsigned i = 0; i < s->g->m; i++)
        for (unsigned k = 0; k < i; k++)
            if (s->g->apart[i][k] > parallel_least &&
                s->g->apart[i][k] < parallel_most) {
                say_parallel(s, i, k);
                found = true;
                break;
            }
    return found;
}

/* Sums of three equations and more that nearly cancel. */
static void nearly_cancel(struct say *s)
{
    const struct nullspace *n = &s->g->same;
    double most = 0;
    const char *others = "";
    unsigned last = 0, count = 0;
    int m;

    if (s->g->m == 0 || n->dim > 0 || !(n->near < parallel_most))
        return;
    for (unsigned i = 0; i < n->n; i++)
        most = fmax(most, fabs(n->nearly[i]));
    for (unsigned i = 0; i < n->n; i++)
        if (fabs(n->nearly[i]) > part_least * most && ++count)
            last = i;
    for (unsigned i = 0, k = 0; i < last; i++)
        if (fabs(n->nearly[i]) > part_least * most)
            others = arena_printf(s->arena, "%s%s%s", others, k++ == 0 ? ""
                                  : k + 1 == count ? " and " : ", ",
                                  say_equation(s, i));
    if (count < 3)
        return;
    m = diag_add(s->diag, "W0312", say_span_of_row(s, last), "this equation "
                 "nearly follows from %s: at random points a sum of their "
                 "slopes leaves %s of their size", others,
                 say_digits(s, n->near, 1));
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    diag_note(s->diag, m, (struct span){0, 0}, "what their numbers are off by "
              "counts %s times in the answer", say_digits(s, 1 / n->near, 1));
    diag_help(s->diag, m, "was another equation meant?");
}

/* Fits whose errors nobody gave, and that none but the first would decide. */
static void fits(struct say *s)
{
    const struct generic *g = s->g;
    const struct program *p = g->job->program;
    size_t n = p->families.n < GENERIC_FAMILIES ? p->families.n
                                                : GENERIC_FAMILIES;
    size_t most = 0, least = 0;
    int m;

    for (size_t f = 0; f < n; f++) {
        if (p->families.at[f].scale.i || p->families.at[f].rho.i)
            return;
        if (g->weight[f] > g->weight[most])
            most = f;
        if (g->weight[f] > 0 && !(g->weight[least] <= g->weight[f] &&
                                  g->weight[least] > 0))
            least = f;
    }
    if (n == 0 || !(g->weight[most] > unlike_fits * g->weight[least]) ||
        g->weight[least] == 0 || (g->has[least] & ~g->has[most]) != 0)
        return;
    m = diag_add(s->diag, "W0313", p->families.at[least].span, "near the start "
                 "this fit counts nothing beside line %d, whose values are %s "
                 "times as large", g->bound->program.families.items[most].line,
                 say_digits(s, g->weight[most] / g->weight[least], 1));
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    diag_help(s->diag, m, "say what each is off by: `y ~ f(x) sigma 0.1;`");
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
    if (!parallels(s))
        nearly_cancel(s);
    sizes(s);
    fits(s);
}
