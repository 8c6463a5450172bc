/*
 * generic_sums.c -- sums of equations that leave nothing, or a number: what
 * says nothing new (W0309, I0305), contradicts (W0306), or follows from the
 * others in no fixed way (W0311).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"
#include "../../runtime/host/report.h"
#include "generic_say.h"

static const struct span nowhere;

/* ---- equations ---------------------------------------------------------------------- */

static size_t family_of(const struct say *s, size_t *row)
{
    return eqh_find_element(&s->g->bound->program.families,
                            s->g->bound->d.in.families, row);
}

struct span say_span_of_row(const struct say *s, size_t row)
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

const char *say_equation(const struct say *s, size_t row)
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
                        size == 1 ? "" : say_number(s, size),
                        size == 1 ? "" : "*", say_equation(s, row));
}

/* ---- sums of equations -------------------------------------------------------------- */

bool say_has(const struct generic *g, enum symbol_kind kind)
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
        m = diag_add(s->diag, "W0306", say_span_of_row(s, last), "this can never "
                     "hold: its unknowns cancel, and 0 = %s is left",
                     say_number(s, -value));
    else
        m = diag_add(s->diag, "W0306", say_span_of_row(s, last), "%u equations "
                     "contradict each other: they cannot all hold", n);
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    if (n > 1)
        diag_note(s->diag, m, nowhere, "%s gives 0 = %s, at each of %u "
                  "random points%s",
                  sum_text(s, c, s->g->m, 1), say_number(s, -value),
                  s->g->points, say_has(s->g, SYMBOL_PARAM)
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
                       say_span_of_row(s, last), "this equation says nothing new: "
                       "%s = %s", say_equation(s, last), others)
            : diag_add(s->diag, missed ? "W0309" : "I0305",
                       say_span_of_row(s, last), "this equation always holds: its "
                       "unknowns cancel");
    diag_tag(s->diag, m, DIAG_NUMERICAL);
    if (missed && m >= 0)
        s->cause = s->missed = m;
}

void say_sums(struct say *s)
{
    const struct generic *g = s->g;
    double c[GENERIC_ROWS], value, blame;

    for (int d = 0; d < g->same.dim; d++) {
        for (unsigned i = 0; i < g->m; i++)
            c[i] = say_tidy(g->same.basis[(unsigned)d * g->m + i]);
        if (!leaves(g, c, &value, &blame))
            continue;
        if (fabs(value) <= blame)
            redundant(s, c, g->same.pivot[d]);
        else
            contradiction(s, c, g->same.pivot[d], value);
    }
}

/* Fewer independent rows than there could be, in no fixed way. */
void say_together(struct say *s)
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
