/*
 * generic_say.c -- what generic.c found, in the names of the text: unknowns
 * that count only together (W0310), equations that say nothing new (W0309,
 * I0305), contradict each other (W0306) or change only together (W0311).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"
#include "../../runtime/host/report.h"
#include "generic.h"

enum { NAMES_SHOWN = 6, LARGEST_POWER = 12 };

struct say {
    const struct generic *g;
    struct arena *arena;
    struct diag *diag;
    int cause;               /* the message that says why something is free */
    int last;                /* the last W0310 */
    const char *help;        /* that it still lacks */
    int missed;              /* the same, where an equation does not count */
};

static const struct span nowhere;

static const char *number(const struct say *s, double v)
{
    char text[EQN_MAX];

    eqn_show(v, text);
    return arena_printf(s->arena, "%s", text);
}

/* ---- names -------------------------------------------------------------------- */

/* "A", "x[2]", "T[0, 3]" */
static const char *name_of(const struct say *s, size_t k)
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

static struct span place_of(const struct say *s, size_t k)
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
                                name_of(s, k));
        at++;
    }
    return text;
}

/* ---- equations ---------------------------------------------------------------------- */

static size_t family_of(const struct say *s, size_t *row)
{
    return eqh_find_element(&s->g->bound->program.families,
                            s->g->bound->d.in.families, row);
}

static struct span span_of_row(const struct say *s, size_t row)
{
    return s->g->job->program->families.at[family_of(s, &row)].span;
}

static bool shares_line(const struct say *s, size_t family)
{
    const eqh_list *list = &s->g->bound->program.families;

    for (size_t k = 0; k < list->count; k++)
        if (k != family && list->items[k].line == list->items[family].line)
            return true;
    return false;
}

static const char *equation(const struct say *s, size_t row)
{
    size_t f = family_of(s, &row);
    const eqh_item *item = &s->g->bound->program.families.items[f];
    const char *text = item->name ? item->name
                       : shares_line(s, f) && item->text
                       ? arena_printf(s->arena, "(%.48s)", item->text)
                       : arena_printf(s->arena, "line %d", item->line);

    return s->g->bound->d.in.families[f].count == 1 ? text
           : arena_printf(s->arena, "%s, row %zu", text, row + 1);
}

/* "- 2*line 3", "+ line 4"; at the front "-2*line 3". */
static const char *summand(const struct say *s, double c, size_t row,
                           bool front)
{
    double size = fabs(c);

    return arena_printf(s->arena, "%s%s%s%s", front ? c < 0 ? "-" : ""
                        : c < 0 ? " - " : " + ",
                        size == 1 ? "" : number(s, size),
                        size == 1 ? "" : "*", equation(s, row));
}

/* ---- sums of equations -------------------------------------------------------------- */

static bool has(const struct generic *g, enum symbol_kind kind)
{
    for (size_t k = 0; k < g->job->model->symbols.n; k++)
        if (g->job->model->symbols.at[k].kind == kind)
            return true;
    return false;
}

/* What a sum of equations leaves: 0 = value at every point? */
static bool leaves(const struct generic *g, const double *c, double *value,
                   double *blame)
{
    *value = NAN;
    for (unsigned k = 0; k < g->points; k++) {
        double sum = 0, most = 0;
        for (unsigned i = 0; i < g->m; i++) {
            sum += c[i] * g->sum[i][k];
            most += fabs(c[i]) * g->blame[i][k];
        }
        if (k > 0 && fabs(sum - *value) > 1e-9 * most)
            return false;
        *value = sum;
        *blame = 1e-9 * most;
    }
    return true;
}

static const char *sum_text(const struct say *s, const double *c, unsigned but,
                            double sign)
{
    const char *text = "";

    for (unsigned i = 0; i < s->g->m; i++)
        if (c[i] != 0 && i != but)
            text = arena_printf(s->arena, "%s%s", text,
                                summand(s, sign * c[i], i, !*text));
    return text;
}

static void contradiction(struct say *s, const double *c, unsigned last,
                          double value)
{
    unsigned n = 0;
    int m;

    for (unsigned i = 0; i < s->g->m; i++)
        n += c[i] != 0;
    if (n == 1)
        m = diag_add(s->diag, "W0306", span_of_row(s, last), "this can never "
                     "hold: its unknowns cancel, and 0 = %s is left",
                     number(s, -value));
    else
        m = diag_add(s->diag, "W0306", span_of_row(s, last), "%u equations "
                     "contradict each other: they cannot all hold", n);
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    if (n > 1)
        diag_note(s->diag, m, nowhere, "%s gives 0 = %s, at each of %u "
                  "random points%s",
                  sum_text(s, c, s->g->m, 1), number(s, -value),
                  s->g->points, has(s->g, SYMBOL_PARAM)
                  ? ", with these params" : "");
    s->cause = m;
}

static void redundant(struct say *s, const double *c, unsigned last)
{
    bool missed = s->g->m <= s->g->n;
    const char *others = sum_text(s, c, last, -1);
    int m;

    m = *others
            ? diag_add(s->diag, missed ? "W0309" : "I0305",
                       span_of_row(s, last), "this equation says nothing new: "
                       "%s = %s", equation(s, last), others)
            : diag_add(s->diag, missed ? "W0309" : "I0305",
                       span_of_row(s, last), "this equation always holds: its "
                       "unknowns cancel");
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    if (missed && m >= 0)
        s->cause = s->missed = m;
}

/* Factors like 0.33333333331 stand for their fraction. */
static bool is_simple(double v)
{
    for (int q = 1; q <= LARGEST_POWER; q++)
        if (fabs(v * q - round(v * q)) < 1e-7 * fmax(1, fabs(v)) &&
            round(v * q) != 0)
            return true;
    return false;
}

static double tidy(double v)
{
    for (int q = 1; q <= LARGEST_POWER; q++)
        if (fabs(v * q - round(v * q)) <
                                1e-7 * fmax(1, fabs(v)) && round(v * q) != 0)
            return round(v * q) / q;
    return v;
}

static void sums(struct say *s)
{
    const struct generic *g = s->g;
    double c[GENERIC_ROWS], value, blame;

    for (int d = 0; d < g->same.dim; d++) {
        for (unsigned i = 0; i < g->m; i++)
            c[i] = tidy(g->same.basis[(unsigned)d * g->m + i]);
        if (!leaves(g, c, &value, &blame))
            continue;
        if (fabs(value) <= blame)
            redundant(s, c, g->same.pivot[d]);
        else
            contradiction(s, c, g->same.pivot[d], value);
    }
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
            u[c->of->pivot[d]] = -tidy(c->of->basis[(unsigned)d * n + q]);
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
                            u[k] < 0 ? "/" : *text ? "*" : "", name_of(s, k),
                            size == 1 ? "" : "^",
                            size == 1 ? "" : number(s, size));
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
                            size == 1 ? "" : number(s, size),
                            size == 1 ? "" : "*", name_of(s, k));
    }
    return text;
}

/* "a times t, b divided by t^2" or "a by t, b by -2*t": one row. */
static const char *motion(const struct say *s, const double *row, bool scaling)
{
    const char *text = "";

    for (unsigned k = 0; k < s->g->n; k++) {
        double v = tidy(row[k]), size = fabs(v);
        if (row[k] == 0)
            continue;
        text = *text ? arena_printf(s->arena, "%s, %s", text, name_of(s, k))
                     : name_of(s, k);
        if (scaling)
            text = arena_printf(s->arena, "%s %s t%s%s", text,
                                v < 0 ? "divided by" : "times",
                                size == 1 ? "" : "^",
                                size == 1 ? "" : number(s, size));
        else
            text = arena_printf(s->arena, "%s %s %s%st", text,
                                v < 0 ? "less" : "plus",
                                size == 1 ? "" : number(s, size),
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
        if (c->has[k] && (c->rows > 1 || tidy(first_row(c)[k]) != 1))
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
            !is_simple(c->of->basis[k]))
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
    m = diag_add(s->diag, "W0310", place_of(s, first_of(c)), "%s", text);
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
    s->help = alone ? "name it in an equation, or give it a value"
              : one ? "fix one of them, or write one unknown for all of that"
                    : "fix one of them";
}

/* Each component once; of shifts, not again what has no influence at all. */
static int components(struct say *s, const struct nullspace *of,
                      bool scaling)
{
    bool done[GENERIC_UNKNOWNS] = {0};
    int found = 0;

    for (int d = 0; d < of->dim; d++) {
        struct component c;
        if (done[d])
            continue;
        component_of(&c, of, d);
        for (int k = 0; k < of->dim; k++)
            done[k] |= c.row[k];
        if (scaling && c.rows == c.unknowns)
            continue;
        component(s, &c, scaling);
        found += (int)c.rows;
    }
    return found;
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

/* Fewer independent rows than there could be, in no fixed way. */
static void together(struct say *s)
{
    const struct generic *g = s->g;

    if (g->m == 0 || g->m > g->n || g->free <= (int)g->n - (int)g->m ||
        g->same.dim != 0)
        return;
    s->cause = diag_add(s->diag, "W0311", nowhere, "the %u equations change only "
                        "together: they say the same twice, or contradict "
                        "each other", g->m);
    diag_tag(s->diag, s->cause, DIAG_NUMERICAL);
    diag_note(s->diag, s->cause, nowhere, "at each of %u random points %u of "
              "them follow%s from the others", g->points,
              g->m - (g->n - (unsigned)g->free),
              g->m - (g->n - (unsigned)g->free) == 1 ? "s" : "");
}

/* By W0307, or by "did you mean `~`?" where data are met by `=`. */
static bool said_before(const struct generic *g, bool structural)
{
    return g->m > g->n ? has(g, SYMBOL_DATA) : structural;
}

void generic_say(const struct generic *g, bool structural)
{
    struct say s = {g, g->job->arena, g->job->diag, -1, -1, NULL, -1};

    if (g->same.dim > 0 && !said_before(g, structural))
        sums(&s);
    if (!structural)
        together(&s);
    if (!structural)
        unknowns(&s);
    close_last(&s);
    diag_help(s.diag, s.missed, "it does not count, so something stays free: "
              "was another equation meant?");
}
