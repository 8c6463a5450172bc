/* sensitivity.c -- what the answer changes by with the params; see report.h. */
#include "report.h"

#include <math.h>
#include <string.h>

#include "numtext.h"

enum {
    SENSITIVITY_COLUMNS = 3,     /* params beside each other */
    SENSITIVITY_PARAMS = 12,
    SENSITIVITY_ROWS = 24,
    SENSITIVITY_TEXT = 100
};

/* An elasticity below this is rounding. */
static const double sensitivity_rounding = 1e-12;

/* Element *k of the params that are differentiated by; the item it is of. */
static size_t sensitivity_item(const eqh_outcome *o, size_t *k)
{
    size_t i = 0;

    for (; i < o->program->params.count; i++) {
        size_t count = o->wide->smooth[i] ? o->params[i].count : 0;

        if (*k < count)
            break;
        *k -= count;
    }
    return i;
}

static void sensitivity_param(const eqh_outcome *o, size_t k, char *text)
{
    size_t i = sensitivity_item(o, &k);

    eqh_element_text(&o->program->params.items[i], &o->params[i], k, text,
                     SENSITIVITY_TEXT);
}

static double sensitivity_value(const eqh_outcome *o, size_t k)
{
    size_t i = sensitivity_item(o, &k);

    return (double)o->param_values[i][k];
}

/* Row r is an unknown, or a derived result. */
static double sensitivity_of(const eqh_outcome *o, size_t r, size_t k)
{
    size_t n = o->problem->n, m = o->wide->param_count;

    return (double)(r < n ? o->wide->found.unknown[r * m + k]
                          : o->wide->found.show[(r - n) * m + k]);
}

static double sensitivity_row_value(const eqh_outcome *o, size_t r)
{
    return (double)(r < o->problem->n ? o->x[r] : o->show[r - o->problem->n]);
}

static void sensitivity_row(const eqh_outcome *o, size_t r, char *text)
{
    int unknown = r < o->problem->n;
    const eqh_list *list = unknown ? &o->program->unknowns
                                   : &o->program->shows;
    const eqh_shape *shapes = unknown ? o->unknowns : o->shows;
    size_t k = unknown ? r : r - o->problem->n;
    size_t i = eqh_find_element(list, shapes, &k);

    eqh_element_text(&list->items[i], &shapes[i], k, text, SENSITIVITY_TEXT);
}

/* "-0.5 (-1 %)": the elasticity where it has a meaning. */
static void sensitivity_cell(const eqh_outcome *o, size_t r, size_t k,
                             char *text)
{
    double d = sensitivity_of(o, r, k);
    double share = d * sensitivity_value(o, k) / sensitivity_row_value(o, r);
    size_t n;

    if (isnan(d)) {
        memcpy(text, "-", 2);
        return;
    }
    n = eqn_show_digits(fabs(share) < sensitivity_rounding ? 0.0 : d, 6, text);
    if (!(fabs(share) >= sensitivity_rounding) || !isfinite(share))
        return;
    memcpy(text + n, " (", 2);
    n += 2 + eqn_show_digits(share, 3, text + n + 2);
    memcpy(text + n, " %)", 4);
}

/* ---- the table ----------------------------------------------------------- */

static size_t sensitivity_rows(const eqh_outcome *o)
{
    return o->problem->n + (o->show != NULL ? o->problem->show.count : 0);
}

/* Line `line` of column `column`: 0 is the title; column 0 has the names. */
static void sensitivity_text(const eqh_outcome *o, size_t line, size_t column,
                             size_t from, char *text)
{
    if (line == 0 && column == 0)
        text[0] = '\0';
    else if (line == 0)
        sensitivity_param(o, from + column - 1, text);
    else if (column == 0)
        sensitivity_row(o, line - 1, text);
    else
        sensitivity_cell(o, line - 1, from + column - 1, text);
}

static int sensitivity_width(const eqh_outcome *o, size_t lines, size_t column,
                             size_t from)
{
    char text[SENSITIVITY_TEXT];
    size_t widest = 0;

    for (size_t line = 0; line < lines; line++) {
        sensitivity_text(o, line, column, from, text);
        widest = strlen(text) > widest ? strlen(text) : widest;
    }
    return (int)widest;
}

static void sensitivity_block(const eqh_outcome *o, size_t lines, size_t from,
                              size_t columns, FILE *out)
{
    int width[SENSITIVITY_COLUMNS + 1];
    char text[SENSITIVITY_TEXT];

    for (size_t c = 0; c <= columns; c++)
        width[c] = sensitivity_width(o, lines, c, from);
    for (size_t line = 0; line < lines; line++) {
        fputs("  ", out);
        for (size_t c = 0; c <= columns; c++) {
            sensitivity_text(o, line, c, from, text);
            fprintf(out, "  %-*s", c == columns ? 0 : width[c], text);
        }
        fputc('\n', out);
    }
}

/* Params that nothing can be differentiated by. */
static void sensitivity_rough(const eqh_outcome *o, FILE *out)
{
    const eqh_list *params = &o->program->params;
    int any = 0;

    for (size_t i = 0; i < params->count; i++) {
        if (o->wide->smooth[i])
            continue;
        fprintf(out, "%s%s", any ? ", " : "    not by ",
                params->items[i].name);
        any = 1;
    }
    if (any)
        fputs(": tables, indices or data depend on it\n", out);
}

void eqh_report_sensitivity(const eqh_outcome *o, FILE *out)
{
    size_t rows, m, shown;

    if (o->wide == NULL)
        return;
    rows = sensitivity_rows(o);
    m = o->wide->param_count;
    shown = m < SENSITIVITY_PARAMS ? m : SENSITIVITY_PARAMS;
    fputs("  sensitivity: what 1 more of the param adds (in brackets: what 1 %"
          " more adds, in %)\n", out);
    for (size_t k = 0; k < shown; k += SENSITIVITY_COLUMNS)
        sensitivity_block(o, 1 + (rows < SENSITIVITY_ROWS ? rows
                                                          : SENSITIVITY_ROWS),
                          k, shown - k < SENSITIVITY_COLUMNS
                                 ? shown - k : SENSITIVITY_COLUMNS, out);
    if (shown < m || rows > SENSITIVITY_ROWS)
        fputs("    ... (--json has all)\n", out);
    sensitivity_rough(o, out);
}

/* ---- for programs -------------------------------------------------------- */

/* "key": {"x": {"p": 1.5, "q[2]": 0.0}, ...} of the rows from..to-1. */
static void sensitivity_json(const eqh_outcome *o, eqh_json *j,
                             const char *key, size_t from, size_t to)
{
    char text[SENSITIVITY_TEXT];

    if (from == to)
        return;
    eqh_json_key(j, key);
    eqh_json_open(j, '{');
    for (size_t r = from; r < to; r++) {
        sensitivity_row(o, r, text);
        eqh_json_key(j, text);
        eqh_json_open(j, '{');
        for (size_t k = 0; k < o->wide->param_count; k++) {
            sensitivity_param(o, k, text);
            eqh_json_key(j, text);
            eqh_json_real(j, (eqr_real)sensitivity_of(o, r, k));
        }
        eqh_json_close(j, '}');
    }
    eqh_json_close(j, '}');
}

void eqh_report_sensitivity_json(const eqh_outcome *o, eqh_json *j)
{
    if (o->wide == NULL)
        return;
    sensitivity_json(o, j, "sensitivity", 0, o->problem->n);
    sensitivity_json(o, j, "show_sensitivity", o->problem->n,
                     sensitivity_rows(o));
}
