/* reportjson.c -- one solve as one JSON object on one line; see report.h. */
#include "report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../core/analysis.h"
#include "inputs.h"
#include "json.h"

/* The values of one item, nested as its dimensions are. */
void eqh_json_values(eqh_json *j, const eqh_item *item,
                     const eqh_shape *shape, const eqr_real *values)
{
    size_t block[EQH_RANK + 1];

    block[item->rank] = 1;
    for (int d = item->rank - 1; d >= 0; d--)
        block[d] = block[d + 1] * (size_t)(shape->hi[d] - shape->lo[d] + 1);
    if (shape->count == 0) {
        eqh_json_open(j, '[');
        eqh_json_close(j, ']');
    }
    for (size_t k = 0; k < shape->count; k++) {
        for (int d = 0; d < item->rank; d++) {
            if (k % block[d] == 0)
                eqh_json_open(j, '[');
        }
        eqh_json_real(j, values[k]);
        for (int d = 0; d < item->rank; d++) {
            if ((k + 1) % block[d] == 0)
                eqh_json_close(j, ']');
        }
    }
}

void eqh_json_items(eqh_json *j, const char *key, const eqh_list *list,
                    const eqh_shape *shapes, const eqr_real *values)
{
    size_t at = 0;

    if (list->count == 0 || values == NULL)
        return;
    eqh_json_key(j, key);
    eqh_json_open(j, '{');
    for (size_t i = 0; i < list->count; i++) {
        eqh_json_key(j, list->items[i].name);
        eqh_json_values(j, &list->items[i], &shapes[i], values + at);
        at += shapes[i].count;
    }
    eqh_json_close(j, '}');
}

/* "key": {"low": {...}, "high": {...}}: of values +- reach * error */
static void rjson_interval(eqh_json *j, const eqh_outcome *o, const char *key,
                           const eqh_list *list, const eqh_shape *shapes,
                           const eqr_real *values, const eqr_real *errors)
{
    static const char *const ends[] = {"low", "high"};
    size_t n = 0;
    eqr_real *end;

    for (size_t i = 0; i < list->count; i++)
        n += shapes[i].count;
    if (n == 0 || (end = eqh_allocate(n, sizeof *end)) == NULL)
        return;
    eqh_json_key(j, key);
    eqh_json_open(j, '{');
    for (int high = 0; high < 2; high++) {
        eqr_interval(n, values, errors, (eqr_real)(high ? o->reach
                                                        : -o->reach), end);
        eqh_json_items(j, ends[high], list, shapes, end);
    }
    eqh_json_close(j, '}');
    free(end);
}

static void rjson_number(eqh_json *j, const char *key, double value)
{
    if (isnan(value))
        return;
    eqh_json_key(j, key);
    eqh_json_real(j, (eqr_real)value);
}

static void rjson_inferred(eqh_json *j, const eqh_list *unknowns)
{
    int any = 0;

    for (size_t i = 0; i < unknowns->count; i++) {
        if (!unknowns->items[i].inferred)
            continue;
        if (!any) {
            eqh_json_key(j, "inferred");
            eqh_json_open(j, '[');
        }
        any = 1;
        eqh_json_string(j, unknowns->items[i].name);
    }
    if (any)
        eqh_json_close(j, ']');
}

static void rjson_start_given(eqh_json *j, const eqh_outcome *o)
{
    const eqh_list *unknowns = &o->program->unknowns;

    if (unknowns->count == 0)
        return;
    eqh_json_key(j, "start_given");
    eqh_json_open(j, '{');
    for (size_t i = 0; i < unknowns->count; i++) {
        eqh_json_key(j, unknowns->items[i].name);
        eqh_json_bool(j, o->start_given[i]);
    }
    eqh_json_close(j, '}');
}

void eqh_json_unknown(eqh_json *j, const eqh_outcome *o, size_t k)
{
    if (j->comma)
        fputs(", ", j->out);
    fputc('"', j->out);
    eqh_print_unknown(o, k, j->out);
    fputs("\": ", j->out);
    j->comma = 0;
}

/* {"A": 1, "B": -1}: the entries that are not 0. */
static void rjson_direction(eqh_json *j, const eqh_outcome *o,
                            const eqr_real *values)
{
    eqh_json_open(j, '{');
    for (size_t k = 0; k < o->problem->n; k++) {
        if (!(values[k] < 0 || values[k] > 0))
            continue;
        eqh_json_unknown(j, o, k);
        eqh_json_real(j, values[k]);
    }
    eqh_json_close(j, '}');
}

static void rjson_free(eqh_json *j, const eqh_outcome *o)
{
    const eqr_statistics_result *s = o->statistics;

    eqh_json_key(j, "free");
    eqh_json_open(j, '[');
    for (size_t i = 0; i < s->free_count; i++)
        rjson_direction(j, o, s->free_basis + i * o->problem->n);
    eqh_json_close(j, ']');
}

static void rjson_statistics(eqh_json *j, const eqh_outcome *o)
{
    const eqr_statistics_result *s = o->statistics;
    int fit = o->has_errors;

    rjson_number(j, "loss", eqh_report_loss(o));
    rjson_number(j, "sse", (double)o->result->sse);
    if (fit) {
        rjson_number(j, "residual_sd", (double)s->residual_sd);
        rjson_number(j, "residual_rounding", (double)s->rounding);
        rjson_number(j, "r_squared", o->r_squared);
        eqh_json_key(j, "degrees_of_freedom");
        eqh_json_count(j, s->dof);
        rjson_number(j, "chi2", (double)s->chi2);
    }
}

static void rjson_rank(eqh_json *j, const eqh_outcome *o)
{
    if (o->statistics == NULL || o->problem->residual.count == 0)
        return;
    eqh_json_key(j, "rank");
    eqh_json_count(j, o->statistics->rank);
    if (o->statistics->free_count > 0)
        rjson_free(j, o);
    if (o->statistics->level == NULL)
        return;
    eqh_json_key(j, "level");
    rjson_direction(j, o, o->statistics->level);
}

static void rjson_effort(eqh_json *j, const eqr_result *r)
{
    static const char *const name[] = {
#define METHOD(NAME, name, descends, text) #name,
#include "../core/methods.def"
#undef METHOD
    };

    if (r->status == EQR_ROOT && r->method > 0) {
        eqh_json_key(j, "method");
        eqh_json_string(j, name[r->method]);
    }
    eqh_json_key(j, "iterations");
    eqh_json_count(j, r->iterations);
    eqh_json_key(j, "evaluations");
    eqh_json_open(j, '{');
    eqh_json_key(j, "residual");
    eqh_json_count(j, r->residual_evaluations);
    eqh_json_key(j, "jacobian");
    eqh_json_count(j, r->jacobian_evaluations);
    eqh_json_key(j, "loss");
    eqh_json_count(j, r->loss_evaluations);
    eqh_json_key(j, "gradient");
    eqh_json_count(j, r->gradient_evaluations);
    eqh_json_key(j, "hessian");
    eqh_json_count(j, r->hessian_evaluations);
    eqh_json_close(j, '}');
}

static void rjson_errors(eqh_json *j, const eqh_outcome *o)
{
    const eqh_list *list = &o->program->unknowns;
    const eqr_real *errors = o->statistics->std_error;

    eqh_json_items(j, "std_error", list, o->unknowns, errors);
    rjson_number(j, "confidence", o->args->confidence);
    rjson_interval(j, o, "interval", list, o->unknowns, o->x, errors);
    eqh_report_correlations_json(o, j);
    rjson_number(j, "condition", (double)eqr_condition(o->statistics,
                                                       o->problem->n));
}

static void rjson_show_errors(eqh_json *j, const eqh_outcome *o)
{
    const eqh_list *list = &o->program->shows;
    const eqr_real *errors = o->statistics->show_error;

    if (o->show == NULL)
        return;
    eqh_json_items(j, "show_std_error", list, o->shows, errors);
    rjson_interval(j, o, "show_interval", list, o->shows, o->show, errors);
}

static void rjson_head(eqh_json *j, const eqh_outcome *o)
{
    const eqh_args *args = o->args;
    const eqh_program *p = o->program;

    eqh_json_key(j, "file");
    eqh_json_string(j, p->file);
    if (args->sweep.count > 0) {
        const char *text = args->sweep.setting.text;
        char name[128];
        size_t length = strcspn(text, "=");

        length = length < sizeof name ? length : sizeof name - 1;
        memcpy(name, text, length);
        name[length] = '\0';
        eqh_json_key(j, "set");
        eqh_json_open(j, '{');
        eqh_json_key(j, name);
        eqh_json_real(j, (eqr_real)o->swept);
        eqh_json_close(j, '}');
    }
    eqh_json_key(j, "class");
    eqh_json_string(j, p->class_text);
    if (o->problem->cls != EQR_CLASS_EVALUATION && args->solver != NULL) {
        eqh_json_key(j, "solver");
        eqh_json_string(j, args->solver->name);
        eqh_json_key(j, "matrix");
        eqh_json_string(j, eqr_matrix_name(o->result->matrix));
    }
    eqh_json_key(j, "verdict");
    eqh_json_string(j, eqr_status_name(o->result->status));
    eqh_json_key(j, "exit");
    eqh_json_int(j, o->exit);
}

static void rjson_warnings(eqh_json *j, const eqh_outcome *o)
{
    const char *const *w = o->program->warnings;

    eqh_json_key(j, "warnings");
    eqh_json_open(j, '[');
    for (; w != NULL && *w != NULL; w++)
        eqh_json_string(j, *w);
    if (o->warning != NULL)
        eqh_json_string(j, o->warning);
    eqh_json_close(j, ']');
}

void eqh_report_json(const eqh_outcome *o, FILE *out)
{
    const eqh_program *p = o->program;
    int solved = o->problem->cls != EQR_CLASS_EVALUATION;
    eqh_json j = {NULL, 0};

    j.out = out;
    eqh_json_open(&j, '{');
    rjson_head(&j, o);
    eqh_json_items(&j, "unknowns", &p->unknowns, o->unknowns, o->x);
    rjson_inferred(&j, &p->unknowns);
    eqh_json_items(&j, "start", &p->unknowns, o->unknowns, o->start);
    if (o->has_errors)
        rjson_errors(&j, o);
    if (solved)
        rjson_statistics(&j, o);
    rjson_start_given(&j, o);
    eqh_report_search_json(o, &j);
    rjson_rank(&j, o);
    eqh_report_constraints_json(o, &j);
    eqh_json_items(&j, "show", &p->shows, o->shows, o->show);
    if (o->has_errors)
        rjson_show_errors(&j, o);
    eqh_report_sensitivity_json(o, &j);
    if (solved)
        rjson_effort(&j, o->result);
    eqh_json_key(&j, "seconds");
    eqh_json_double(&j, o->seconds);
    rjson_warnings(&j, o);
    eqh_json_close(&j, '}');
    fputc('\n', out);
}
