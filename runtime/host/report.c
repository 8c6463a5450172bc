/* report.c -- the result as people read it; see report.h. */
#include "report.h"

#include <math.h>
#include <string.h>

#include "../core/analysis.h"
#include "numtext.h"

enum {
    REPORT_INLINE = 12,      /* elements of an array printed in full */
    REPORT_FIRST = 3,        /* else so many, and "..." */
    REPORT_WIDEST = 24,      /* names are aligned up to here */
    REPORT_VALUE = 2 * EQN_MAX + 4,
    REPORT_COLUMNS = 8,      /* of a sweep */
    REPORT_CELL = 14
};

double eqh_report_loss(const eqh_outcome *o)
{
    double loss = (double)o->result->loss;

    return o->program->maximise ? -loss : loss;
}

/* ---- names ------------------------------------------------------------- */

size_t eqh_element_text(const eqh_item *item, const eqh_shape *shape,
                        size_t k, char *text, size_t room)
{
    const char *name = item->name == NULL ? "" : item->name;
    eqh_int index[EQH_RANK];
    int n = snprintf(text, room, "%s", name);

    for (int d = item->rank - 1; d >= 0; d--) {
        size_t extent = (size_t)(shape->hi[d] - shape->lo[d] + 1);

        index[d] = shape->lo[d] + (eqh_int)(k % extent);
        k /= extent;
    }
    for (int d = 0; d < item->rank && n >= 0 && (size_t)n < room; d++)
        n += snprintf(text + n, room - (size_t)n, "%c%lld%s",
                      d == 0 ? '[' : ',', index[d],
                      d + 1 == item->rank ? "]" : "");
    return n < 0 ? 0 : (size_t)n;
}

void eqh_print_element(FILE *out, const eqh_item *item, const eqh_shape *shape,
                       size_t k)
{
    char text[400];

    eqh_element_text(item, shape, k, text, sizeof text);
    fputs(text, out);
}

size_t eqh_find_element(const eqh_list *list, const eqh_shape *shapes,
                        size_t *k)
{
    size_t i = 0;

    while (i < list->count && *k >= shapes[i].count)
        *k -= shapes[i++].count;
    return i;
}

void eqh_print_unknown(const eqh_outcome *o, size_t k, FILE *out)
{
    const eqh_list *unknowns = &o->program->unknowns;
    size_t i = eqh_find_element(unknowns, o->unknowns, &k);

    eqh_print_element(out, &unknowns->items[i], &o->unknowns[i], k);
}

/* "w[1..3]", an array as a whole. */
static size_t report_array(const eqh_item *item, const eqh_shape *shape,
                           char *text, size_t room)
{
    int n = snprintf(text, room, "%s", item->name);

    for (int d = 0; d < item->rank && n >= 0 && (size_t)n < room; d++)
        n += snprintf(text + n, room - (size_t)n, "%s%lld..%lld%s",
                      d == 0 ? "[" : ", ", shape->lo[d], shape->hi[d],
                      d + 1 == item->rank ? "]" : "");
    return n < 0 ? 0 : (size_t)n;
}

/* ---- values ------------------------------------------------------------ */

/* Why values of this outcome may be without a standard error. */
static const char *report_errorless(const eqh_outcome *o)
{
    return o->statistics != NULL && o->statistics->dof == 0
        ? "  (no standard error: no more rows than unknowns)"
        : "  (no standard error: at a bound or left free)";
}

/* Writes v to the decimal that is `more` behind the first one of e > 0. */
static size_t report_rounded(double v, double e, int more,
                             char text[EQN_MAX])
{
    int digits = 2;

    if (v * v > 0.0 && isfinite(e))
        digits = (int)(floor(log10(fabs(v))) - floor(log10(e))) + more + 1;
    return eqn_show_digits(v, digits < 2 ? 2 : digits > 17 ? 17 : digits,
                           text);
}

/* A value that is known to +- error: one digit more than the error's two. */
static size_t report_value_text(eqr_real value, eqr_real error,
                                char text[REPORT_VALUE])
{
    double v = (double)value, e = (double)error;
    size_t n = e > 0.0 ? report_rounded(v, e, 2, text) : eqn_show(v, text);

    if (isnan(e))
        return n;
    memcpy(text + n, " +- ", 4);
    return n + 4 + eqn_show_digits(e, 2, text + n + 4);
}

static void report_value(FILE *out, eqr_real value, eqr_real error)
{
    char text[REPORT_VALUE];

    report_value_text(value, error, text);
    fputs(text, out);
}

/* "  (95 %: 1.8 to 2.2)" behind so many blanks, or why there is no error. */
static void report_interval(FILE *out, const eqh_outcome *o, eqr_real value,
                            eqr_real error, int blanks)
{
    double reach = o->reach * (double)error;
    char level[EQN_MAX], low[EQN_MAX], high[EQN_MAX];

    if (isnan(error)) {
        fputs(isfinite((double)value) ? report_errorless(o)
                                      : "  (no number)", out);
        return;
    }
    if (!(reach > 0.0))
        return;
    eqn_show_digits(100.0 * o->args->confidence, 8, level);
    report_rounded((double)value - reach, (double)error, 1, low);
    report_rounded((double)value + reach, (double)error, 1, high);
    fprintf(out, "%*s  (%s %%: %s to %s)", blanks, "", level, low, high);
}

static eqr_real report_no_error(const eqr_real *errors, size_t k)
{
    return errors == NULL ? (eqr_real)NAN : errors[k];
}

/* The elements of an array: all of a small one, the first of a large one. */
static void report_elements(FILE *out, const eqh_item *item,
                            const eqh_shape *shape, const eqr_real *values,
                            const eqr_real *errors)
{
    size_t shown = shape->count <= REPORT_INLINE ? shape->count
                                                 : REPORT_FIRST;
    size_t row = 1;

    if (item->rank > 1)
        row = (size_t)(shape->hi[item->rank - 1] -
                       shape->lo[item->rank - 1] + 1);
    for (size_t k = 0; k < shown; k++) {
        if (k > 0)
            fputs(row > 1 && k % row == 0 ? "; " : ", ", out);
        report_value(out, values[k], report_no_error(errors, k));
    }
    if (shown < shape->count)
        fprintf(out, ", ... (%llu values; --json prints all)",
                (unsigned long long)shape->count);
}

/* Whether an item takes a line for each element. */
static int report_apart(const eqh_item *item, const eqh_shape *shape,
                        const eqr_real *errors)
{
    return item->rank == 0 || (errors != NULL && shape->count > 0 &&
                               shape->count <= REPORT_INLINE);
}

static size_t report_name(const eqh_item *item, const eqh_shape *shape,
                          int apart, size_t k, char *text, size_t room)
{
    if (apart)
        return eqh_element_text(item, shape, k, text, room);
    return report_array(item, shape, text, room);
}

/* How wide names and values of a list are, where they are aligned. */
typedef struct report_widths { size_t name, value; } report_widths;

static void report_widen(size_t *widest, size_t length, size_t most)
{
    if (length > *widest && length <= most)
        *widest = length;
}

static report_widths report_measure(const eqh_list *list,
                                    const eqh_shape *shapes,
                                    const eqr_real *values,
                                    const eqr_real *errors)
{
    report_widths w = {0, 0};
    char name[400], text[REPORT_VALUE];
    size_t at = 0;

    for (size_t i = 0; i < list->count; at += shapes[i].count, i++) {
        int apart = report_apart(&list->items[i], &shapes[i], errors);
        size_t last = shapes[i].count > 0 ? shapes[i].count - 1 : 0;

        report_widen(&w.name, report_name(&list->items[i], &shapes[i], apart,
                                          last, name, sizeof name),
                     REPORT_WIDEST);
        for (size_t k = 0; apart && errors && k < shapes[i].count; k++)
            if (!isnan(errors[at + k]))
                report_widen(&w.value,
                             report_value_text(values[at + k], errors[at + k],
                                               text), sizeof text);
    }
    return w;
}

/* "  name = value +- error  (95 %: low to high)" */
static void report_one(FILE *out, const eqh_outcome *o, report_widths w,
                       const char *name, eqr_real value, eqr_real error,
                       int fits)
{
    char text[REPORT_VALUE];
    int n = (int)report_value_text(value, error, text);

    fprintf(out, "  %-*s = %s", (int)w.name, name, text);
    if (fits)
        report_interval(out, o, value, error, (int)w.value - n);
    fputc('\n', out);
}

/* All items of a list, the '=' and the intervals aligned; errors or NULL. */
static void report_items(FILE *out, const eqh_outcome *o, const eqh_list *list,
                         const eqh_shape *shapes, const eqr_real *values,
                         const eqr_real *errors)
{
    report_widths w = report_measure(list, shapes, values, errors);
    size_t at = 0;
    char name[400];

    for (size_t i = 0; i < list->count; at += shapes[i].count, i++) {
        const eqh_item *item = &list->items[i];
        int apart = report_apart(item, &shapes[i], errors);

        for (size_t k = 0; apart && k < shapes[i].count; k++) {
            report_name(item, &shapes[i], apart, k, name, sizeof name);
            report_one(out, o, w, name, values[at + k],
                       report_no_error(errors, at + k), errors != NULL);
        }
        if (apart)
            continue;
        report_name(item, &shapes[i], apart, 0, name, sizeof name);
        fprintf(out, "  %-*s = ", (int)w.name, name);
        report_elements(out, item, &shapes[i], values + at,
                        errors == NULL ? NULL : errors + at);
        fputc('\n', out);
    }
}

/* ---- the parts --------------------------------------------------------- */

static int report_is_linear(const eqh_outcome *o)
{
    return strncmp(o->program->class_text, "linear ", 7) == 0;
}

/* Where it started; of no account for a linear problem, unless given. */
static void report_start(const eqh_outcome *o, FILE *out)
{
    const eqh_list *unknowns = &o->program->unknowns;
    size_t at = 0;
    int any = !report_is_linear(o);

    for (size_t i = 0; i < unknowns->count; i++)
        any |= o->start_given[i];
    if (!any || unknowns->count == 0)
        return;
    fputs("  start: ", out);
    for (size_t i = 0; i < unknowns->count; i++) {
        fprintf(out, "%s%s", i == 0 ? "" : ", ", unknowns->items[i].name);
        if (o->projected[i]) {
            fputs(" needs none (linear)", out);
        } else {
            fputs(" = ", out);
            report_elements(out, &unknowns->items[i], &o->unknowns[i],
                            o->start + at, NULL);
            fputs(o->start_given[i] ? "" : " (not given)", out);
        }
        at += o->unknowns[i].count;
    }
    fputc('\n', out);
}

static void report_inferred(const eqh_outcome *o, FILE *out)
{
    const eqh_list *unknowns = &o->program->unknowns;
    int any = 0;

    for (size_t i = 0; i < unknowns->count; i++) {
        if (!unknowns->items[i].inferred)
            continue;
        fprintf(out, "%s%s", any ? ", " : "  taken as unknowns: ",
                unknowns->items[i].name);
        any = 1;
    }
    if (any)
        fputc('\n', out);
}

static void report_figure(FILE *out, const char *title, double value)
{
    char text[EQN_MAX];

    if (isnan(value))
        return;
    eqn_show(value, text);
    fprintf(out, "  %-27s %s\n", title, text);
}

/* What residuals make: no more digits of it than are not rounding. */
static void report_residual(const eqh_outcome *o, FILE *out,
                            const char *title, double value)
{
    double size = o->has_errors ? (double)o->statistics->residual_sd : 0.0;
    double part = size > 0.0 ? (double)o->statistics->rounding / size : 0.0;
    char text[EQN_MAX];

    if (!(part > 1e-8)) {
        report_figure(out, title, value);
        return;
    }
    eqn_show_digits(value, part < 0.1 ? (int)-log10(part) : 1, text);
    fprintf(out, "  %-27s %s%s\n", title, text,
            part < 1.0 ? "" : "  (rounding)");
}

/* A verdict that leaves it to the reader how good the point is. */
static int report_is_open(int status)
{
    return status == EQR_STATIONARY || status == EQR_STEPS_DONE ||
           status == EQR_STALLED || status == EQR_BUDGET ||
           status == EQR_SADDLE || status == EQR_CANCELLED;
}

static void report_figures(const eqh_outcome *o, FILE *out)
{
    const eqr_statistics_result *s = o->statistics;
    int system = o->problem->cls == EQR_CLASS_SYSTEM;

    if (!system || (o->result->status != EQR_ROOT &&
                    o->problem->residual.count > 0))
        report_residual(o, out, system ? "sum of squared residuals"
                        : o->program->maximise ? "maximum" : "loss",
                        eqh_report_loss(o));
    if (o->has_errors) {
        report_residual(o, out, "residual standard deviation",
                        (double)s->residual_sd);
        report_figure(out, "degrees of freedom", (double)s->dof);
        report_figure(out, "R^2", o->r_squared);
        report_figure(out, "chi^2", (double)s->chi2);
        if (o->args->full)
            report_figure(out, "condition (scaled)",
                          (double)eqr_condition(s, o->problem->n));
        eqh_report_correlations(o, out);
    }
    if (o->problem->cls == EQR_CLASS_LEAST_SQUARES && o->exit == 0 &&
        o->problem->constraint.count > 0)
        fputs("  no standard errors: the constraints decide, too\n", out);
    if (!system && report_is_open(o->result->status))
        report_figure(out, "gradient (scaled)",
                      (double)o->result->gradient_norm);
}

/* A root that the first method did not find. */
static void report_method(const eqh_outcome *o, FILE *out)
{
    static const char *const text[] = {
#define METHOD(NAME, name, descends, text) text,
#include "../core/methods.def"
#undef METHOD
    };

    if (o->result->status == EQR_ROOT && o->result->method > 0)
        fprintf(out, ", found by %s", text[o->result->method]);
}

/* What is made large is, to the solver, minus that made small. */
static void report_status(const eqh_outcome *o, FILE *out)
{
    static const char least[] = "a minimum: ";
    int status = o->result->status;
    const char *text = eqr_status_text(status);
    size_t n = sizeof least - 1;

    fprintf(out, "%s: ", eqr_status_name(status));
    if (o->program->maximise && strncmp(text, least, n) == 0)
        fprintf(out, "of minus the objective, so a maximum: %s", text + n);
    else
        fputs(text, out);
}

static void report_verdict(const eqh_outcome *o, FILE *out)
{
    unsigned long long steps = (unsigned long long)o->result->iterations;

    report_status(o, out);
    if (o->problem->cls != EQR_CLASS_EVALUATION) {
        fprintf(out, " (%llu step%s", steps, steps == 1 ? "" : "s");
        report_method(o, out);
        fputc(')', out);
    }
    fputc('\n', out);
}

void eqh_report_text(const eqh_outcome *o, FILE *out)
{
    const eqh_program *p = o->program;
    const eqr_statistics_result *s = o->statistics;
    int solved = o->problem->cls != EQR_CLASS_EVALUATION;

    fprintf(out, "%s: %s", p->file, p->class_text);
    if (solved && o->args->solver != NULL)
        fprintf(out, ", solver %s", o->args->solver->name);
    if (solved && o->result->matrix != EQR_MATRIX_DENSE)
        fprintf(out, ", %s matrix", eqr_matrix_name(o->result->matrix));
    fputc('\n', out);
    report_inferred(o, out);
    report_start(o, out);
    eqh_report_search(o, out);
    if (p->unknowns.count > 0) {
        fputc('\n', out);
        report_items(out, o, &p->unknowns, o->unknowns, o->x,
                     o->has_errors ? s->std_error : NULL);
    }
    if (p->shows.count > 0 && o->show != NULL) {
        fputc('\n', out);
        report_items(out, o, &p->shows, o->shows, o->show,
                     o->has_errors ? s->show_error : NULL);
    }
    fputc('\n', out);
    if (solved) {
        report_figures(o, out);
        if (s != NULL && s->free_count > 0)
            eqh_report_free(o, out);
        eqh_report_level(o, out);
        eqh_report_active(o, out);
        eqh_report_sensitivity(o, out);
        if (o->exit == 3 || o->exit == 4)
            eqh_report_worst(o, out);
        eqh_report_advice(o, out);
    }
    report_verdict(o, out);
}

/* ---- sweeps ------------------------------------------------------------ */

/* How many values of unknowns and shows a line of a sweep has. */
static size_t report_columns(const eqh_outcome *o)
{
    size_t shows = o->program->shows.count > 0 ? o->problem->show.count : 0;
    size_t all = o->problem->n + shows;

    return all < REPORT_COLUMNS ? all : REPORT_COLUMNS;
}

void eqh_report_titles(const eqh_outcome *o, FILE *out)
{
    const eqh_program *p = o->program;
    const eqh_setting *swept = &o->args->sweep.setting;
    size_t columns = report_columns(o);
    char name[400];

    fprintf(out, "%-*.*s", REPORT_CELL, (int)strcspn(swept->text, "="),
            swept->text);
    for (size_t c = 0; c < columns; c++) {
        int unknown = c < o->problem->n;
        const eqh_list *list = unknown ? &p->unknowns : &p->shows;
        const eqh_shape *shapes = unknown ? o->unknowns : o->shows;
        size_t k = unknown ? c : c - o->problem->n;
        size_t i = eqh_find_element(list, shapes, &k);

        eqh_element_text(&list->items[i], &shapes[i], k, name, sizeof name);
        fprintf(out, " %-*s", REPORT_CELL, name);
    }
    fprintf(out, " verdict%s\n", columns == REPORT_COLUMNS
            ? " (more: --json)" : "");
}

void eqh_report_line(const eqh_outcome *o, FILE *out)
{
    size_t columns = report_columns(o);
    char text[EQN_MAX];

    eqn_show(o->swept, text);
    fprintf(out, "%-*s", REPORT_CELL, text);
    for (size_t c = 0; c < columns; c++) {
        if (c < o->problem->n)
            eqn_show((double)o->x[c], text);
        else if (o->show != NULL)
            eqn_show((double)o->show[c - o->problem->n], text);
        else
            snprintf(text, sizeof text, "-");
        fprintf(out, " %-*s", REPORT_CELL, text);
    }
    fprintf(out, " %s\n", eqr_status_name(o->result->status));
}
