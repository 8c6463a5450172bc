/*
 * generic_say.c -- what generic.c found, in the names of the text: unknowns
 * that count only together (W0310); of equations: generic_sums.c.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"
#include "../../runtime/host/report.h"
#include "generic_say.h"

enum { NAMES_SHOWN = 6, LARGEST_POWER = 12 };

static const struct span nowhere;

const char *say_number(const struct say *s, double v)
{
    char text[EQN_MAX];

    eqn_show(v, text);
    return arena_printf(s->arena, "%s", text);
}

const char *say_digits(const struct say *s, double v, int digits)
{
    char text[EQN_MAX];

    eqn_show_digits(v, digits, text);
    return arena_printf(s->arena, "%s", text);
}

/* ---- names -------------------------------------------------------------------- */

/* "A", "x[2]", "T[0, 3]" */
const char *say_name(const struct say *s, size_t k)
{
    const eqh_list *list = &s->g->bound->program.unknowns;
    size_t item = eqh_find_element(list, s->g->bound->d.in.unknowns, &k);
    const eqh_shape *shape = &s->g->bound->d.in.unknowns[item];
    const char *text = "";

    for (int d = list->items[item].rank; d-- > 0;) {
        size_t count = (size_t)(shape->hi[d] - shape->lo[d] + 1);
        text = arena_printf(s->arena, "%lld%s%s",
                            shape->lo[d] + (eqh_int)(k % count),
                            *text ? ", " : "", text);
        k /= count;
    }
    return *text ? arena_printf(s->arena, "%s[%s]", list->items[item].name,
                                text) : list->items[item].name;
}

struct span say_place(const struct say *s, size_t k)
{
    size_t item = eqh_find_element(&s->g->bound->program.unknowns,
                                   s->g->bound->d.in.unknowns, &k);
    const struct program *p = s->g->job->program;

    for (uint32_t a = 0; a < p->arrays.n; a++)
        if (p->arrays.at[a].kind == ARRAY_UNKNOWN && item-- == 0)
            return s->g->job->model->symbols.at[p->arrays.at[a].symbol].span;
    return nowhere;
}

static const char *listed(const struct say *s, const unsigned char *in)
{
    const char *text = "";
    size_t n = 0, at = 0;

    for (unsigned k = 0; k < s->g->n; k++)
        n += in[k] != 0;
    for (unsigned k = 0; k < s->g->n && at <= NAMES_SHOWN; k++) {
        if (!in[k])
            continue;
        if (at == NAMES_SHOWN)
            text = arena_printf(s->arena, "%s and %zu more", text, n - at);
        else
            text = arena_printf(s->arena, "%s%s%s", text, at == 0 ? ""
                                : at + 1 == n ? " and " : ", ",
                                say_name(s, k));
        at++;
    }
    return text;
}

/* Factors like 0.33333333331 stand for their fraction. */
bool say_is_simple(double v)
{
    for (int q = 1; q <= LARGEST_POWER; q++)
        if (fabs(v * q - round(v * q)) < 1e-7 * fmax(1, fabs(v)) &&
            round(v * q) != 0)
            return true;
    return false;
}

double say_tidy(double v)
{
    for (int q = 1; q <= LARGEST_POWER; q++)
        if (fabs(v * q - round(v * q)) <
                                1e-7 * fmax(1, fabs(v)) && round(v * q) != 0)
            return round(v * q) / q;
    return v;
}

/* ---- unknowns ----------------------------------------------------------------------------- */

/* Rows of a reduced basis that share unknowns, by way of others, too. */
struct component {
    const struct nullspace *of;
    bool row[GENERIC_UNKNOWNS];
    unsigned char has[GENERIC_UNKNOWNS];
    unsigned rows, unknowns;
};

static bool shares(const struct component *c, int d)
{
    for (unsigned k = 0; k < c->of->n; k++)
        if (c->has[k] && c->of->basis[(unsigned)d * c->of->n + k] != 0)
            return true;
    return false;
}

static void include(struct component *c, int d)
{
    c->row[d] = true;
    c->rows++;
    for (unsigned k = 0; k < c->of->n; k++)
        c->has[k] |= c->of->basis[(unsigned)d * c->of->n + k] != 0;
}

static void component_of(struct component *c, const struct nullspace *of,
                         int first)
{
    bool grown = true;

    memset(c, 0, sizeof *c);
    c->of = of;
    include(c, first);
    while (grown) {
        grown = false;
        for (int d = 0; d < of->dim; d++)
            if (!c->row[d] && shares(c, d)) {
                include(c, d);
                grown = true;
            }
    }
    for (unsigned k = 0; k < of->n; k++)
        c->unknowns += c->has[k];
}

/* The one combination that is determined, as factors by unknown; all that can
 * be are whole numbers.  Orthogonal to each row of the basis. */
static void invariant(const struct component *c, double *u)
{
    unsigned n = c->of->n, q = 0;
    bool is_pivot[GENERIC_UNKNOWNS] = {0};
    double first = 0;

    for (int d = 0; d < c->of->dim; d++)
        is_pivot[c->of->pivot[d]] |= c->row[d];
    for (unsigned k = 0; k < n; k++)
        if (c->has[k] && !is_pivot[k])
            q = k;
    memset(u, 0, n * sizeof *u);
    u[q] = 1;
    for (int d = 0; d < c->of->dim; d++)
        if (c->row[d])
            u[c->of->pivot[d]] = -say_tidy(c->of->basis[(unsigned)d * n + q]);
    for (int f = 1; f <= LARGEST_POWER; f++) {
        bool whole = true;
        for (unsigned k = 0; k < n; k++)
            whole &= fabs(u[k] * f - round(u[k] * f)) < 1e-6;
        for (unsigned k = 0; k < n && whole; k++)
            u[k] = round(u[k] * f);
        if (whole)
            break;
    }
    for (unsigned k = 0; k < n && first == 0; k++)
        first = u[k];
    for (unsigned k = 0; k < n; k++)
        u[k] = first < 0 ? -u[k] : u[k];
}

/* "a*b^2/c" */
static const char *product(const struct say *s, const double *u)
{
    const char *text = "";

    for (unsigned k = 0; k < s->g->n; k++) {
        double size = fabs(u[k]);
        if (size == 0)
            continue;
        text = arena_printf(s->arena, "%s%s%s%s%s", text,
                            u[k] < 0 ? "/" : *text ? "*" : "", say_name(s, k),
                            size == 1 ? "" : "^",
                            size == 1 ? "" : say_number(s, size));
    }
    return text;
}

/* "a + 2*b - c" */
static const char *total(const struct say *s, const double *u)
{
    const char *text = "";

    for (unsigned k = 0; k < s->g->n; k++) {
        double size = fabs(u[k]);
        if (size == 0)
            continue;
        text = arena_printf(s->arena, "%s%s%s%s%s", text,
                            u[k] < 0 ? *text ? " - " : "-" : *text ? " + " : "",
                            size == 1 ? "" : say_number(s, size),
                            size == 1 ? "" : "*", say_name(s, k));
    }
    return text;
}

/* "a times t, b divided by t^2" or "a by t, b by -2*t": one row. */
static const char *motion(const struct say *s, const double *row, bool scaling)
{
    const char *text = "";

    for (unsigned k = 0; k < s->g->n; k++) {
        double v = say_tidy(row[k]), size = fabs(v);
        if (row[k] == 0)
            continue;
        text = *text ? arena_printf(s->arena, "%s, %s", text, say_name(s, k))
                     : say_name(s, k);
        if (scaling)
            text = arena_printf(s->arena, "%s %s t%s%s", text,
                                v < 0 ? "divided by" : "times",
                                size == 1 ? "" : "^",
                                size == 1 ? "" : say_number(s, size));
        else
            text = arena_printf(s->arena, "%s %s %s%st", text,
                                v < 0 ? "less" : "plus",
                                size == 1 ? "" : say_number(s, size),
                                size == 1 ? "" : "*");
    }
    return text;
}

static const double *first_row(const struct component *c)
{
    int d = 0;

    while (!c->row[d])
        d++;
    return c->of->basis + (size_t)d * c->of->n;
}

/* Do all move alike? */
static bool all_alike(const struct say *s, const struct component *c)
{
    for (unsigned k = 0; k < s->g->n; k++)
        if (c->has[k] && (c->rows > 1 || say_tidy(first_row(c)[k]) != 1))
            return false;
    return true;
}

static const char *verdict(const struct say *s, const struct component *c,
                           bool scaling)
{
    double u[GENERIC_UNKNOWNS];

    if (c->rows == c->unknowns)
        return arena_printf(s->arena, "nothing near the start depends on %s", listed(s, c->has));
    if (c->rows + 1 == c->unknowns && c->unknowns <= NAMES_SHOWN) {
        invariant(c, u);
        return arena_printf(s->arena, "only %s is determined, and not %s one "
                            "by one", scaling ? product(s, u) : total(s, u),
                            listed(s, c->has));
    }
    return arena_printf(s->arena, all_alike(s, c)
                        ? scaling ? "only the ratios of %s are determined"
                                  : "only the differences of %s are determined"
                        : "%s are determined only together",
                        listed(s, c->has));
}

static unsigned first_of(const struct component *c)
{
    unsigned k = 0;

    while (!c->has[k])
        k++;
    return k;
}

/* Where something is made small inside bounds, these may decide. */
static bool held(const struct say *s, const struct component *c)
{
    const eqr_problem *p = &s->g->bound->d.problem;

    for (unsigned k = 0; k < s->g->n; k++)
        if (c->has[k] && ((p->lower && isfinite(p->lower[k])) ||
                          (p->upper && isfinite(p->upper[k]))))
            return p->cls == EQR_CLASS_MINIMISE || p->constraint.count > 0;
    return false;
}

/* Powers that are no simple fractions are no scaling that anyone meant. */
static bool in_words(const struct component *c, bool scaling)
{
    for (size_t k = 0; scaling && k < (size_t)c->of->dim * c->of->n; k++)
        if (c->row[k / c->of->n] && c->of->basis[k] != 0 &&
            !say_is_simple(c->of->basis[k]))
            return false;
    return true;
}

/* Notes come before help. */
static void close_last(struct say *s)
{
    if (s->help)
        diag_help(s->diag, s->last, "%s", s->help);
    s->help = NULL;
}

/* A message each, but for a second one at the same place. */
static void component(struct say *s, const struct component *c, bool scaling)
{
    const char *text;
    int m;
    bool alone = c->rows == c->unknowns, one = c->rows + 1 == c->unknowns;

    if (held(s, c) || !in_words(c, scaling))
        return;

    if (s->cause >= 0) {
        diag_note(s->diag, s->cause, nowhere, alone ? "any %s does as well"
                  : "what stays free: %s, with any t",
                  alone ? listed(s, c->has)
                        : motion(s, first_row(c), scaling));
        return;
    }
    text = verdict(s, c, scaling);
    m = diag_add(s->diag, "W0310", say_place(s, first_of(c)), "%s", text);
    if (m < 0) {
        diag_note(s->diag, s->last, nowhere, "%s, too", text);
        return;
    }
    close_last(s);
    s->last = m;
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    if (!alone)
        diag_note(s->diag, m, nowhere, "nothing changes with %s",
                  motion(s, first_row(c), scaling));
    s->help = alone ? "start it where it counts, name it in an equation, or "
                      "give it a value"
              : one ? "fix one of them, or write one unknown for all of that"
                    : "fix one of them";
}

static void join(struct component *all, const struct component *c)
{
    all->of = c->of;
    all->rows += c->rows;
    all->unknowns += c->unknowns;
    for (unsigned k = 0; k < c->of->n; k++) {
        all->row[k] |= c->row[k];
        all->has[k] |= c->has[k];
    }
}

/* Each component once; of shifts, not again what has no influence at all: that
 * is one message. */
static int components(struct say *s, const struct nullspace *of,
                      bool scaling)
{
    bool done[GENERIC_UNKNOWNS] = {0};
    struct component alone = {0};
    int found = 0;

    for (int d = 0; d < of->dim; d++) {
        struct component c;
        if (done[d])
            continue;
        component_of(&c, of, d);
        for (int k = 0; k < of->dim; k++)
            done[k] |= c.row[k];
        if (c.rows == c.unknowns) {
            if (!scaling)
                join(&alone, &c);
            continue;
        }
        component(s, &c, scaling);
        found += (int)c.rows;
    }
    if (alone.rows > 0)
        component(s, &alone, scaling);
    return found + (int)alone.rows;
}

/* The kind of freedom that has no fixed direction. */
static void unknowns(struct say *s)
{
    int shifts = components(s, &s->g->shift, false), m;
    int found = shifts + components(s, &s->g->scale, true);

    if (s->g->free <= found || s->cause >= 0)
        return;
    if (found > 0) {
        diag_note(s->diag, s->last, nowhere, "and at every one of %u random "
                  "points %d more way%s to move %s change%s nothing",
                  s->g->points, s->g->free - found,
                  s->g->free - found == 1 ? "" : "s", listed(s, s->g->moves),
                  s->g->free - found == 1 ? "s" : "");
        return;
    }
    m = diag_add(s->diag, "W0310", nowhere, "%s are determined only together",
                 listed(s, s->g->moves));
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    diag_note(s->diag, m, nowhere, "at every one of %u random points %d "
              "direction%s among them changes nothing", s->g->points,
              s->g->free, s->g->free == 1 ? "" : "s");
}

/* By W0307, or by "did you mean `~`?" where data are met by `=`. */
static bool said_before(const struct generic *g, bool structural)
{
    return g->m > g->n ? say_has(g, SYMBOL_DATA) : structural;
}

void generic_say(const struct generic *g, bool structural)
{
    struct say s = {g, g->job->arena, g->job->diag, -1, -1, NULL, -1};

    if (g->same.dim > 0 && !said_before(g, structural))
        say_sums(&s);
    if (!structural)
        say_together(&s);
    if (!structural)
        unknowns(&s);
    if (s.cause < 0 && s.last < 0)
        say_shape(&s);
    close_last(&s);
    diag_help(s.diag, s.missed, "it does not count, so something stays free: "
              "was another equation meant?");
}
