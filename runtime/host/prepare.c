/* prepare.c -- memory, params and starts before a solve; see driver.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"
#include "numtext.h"

/* ---- memory ------------------------------------------------------------ */

int eqh_driver_no_memory(const eqh_driver *d, size_t bytes)
{
    eqh_args_error(&d->args);
    if (bytes == 0)
        fputs("the problem is too large for this machine\n", d->args.err);
    else
        fprintf(d->args.err, "out of memory: %llu more bytes are needed\n",
                (unsigned long long)bytes);
    return DRIVER_USAGE;
}

int eqh_driver_room(const eqh_driver *d, void **block, size_t *size,
                    size_t bytes)
{
    if (bytes == 0)
        return eqh_driver_no_memory(d, 0);
    if (bytes <= *size)
        return 0;
    free(*block);
    *block = malloc(bytes);
    *size = *block == NULL ? 0 : bytes;
    return *block == NULL ? eqh_driver_no_memory(d, bytes) : 0;
}

/* ---- params ------------------------------------------------------------ */

int eqh_driver_check_params(const eqh_driver *d)
{
    const eqh_list *params = &d->program->params;
    int code = 0;

    for (size_t i = 0; i < params->count; i++) {
        const eqr_real *values = d->in.param_values[i];

        for (size_t k = 0; k < d->in.params[i].count; k++) {
            if (values[k] == values[k])
                continue;
            eqh_item_error(&d->args, &params->items[i]);
            fputs("param ", d->args.err);
            eqh_print_element(d->args.err, &params->items[i],
                              &d->in.params[i], k);
            fprintf(d->args.err, " has no value; give it with --set %s=%s\n",
                    params->items[i].name,
                    params->items[i].rank == 0 ? "..." : "[...]");
            code = DRIVER_WRONG;
            break;
        }
    }
    return code;
}

/* The points of tables, from files or --set, must increase. */
static int prepare_increases(const eqh_driver *d, const eqh_item *item,
                             const eqr_real *v, size_t count)
{
    for (size_t k = 1; item->is_increasing && v != NULL && k < count; k++) {
        if (v[k] > v[k - 1])
            continue;
        eqh_item_error(&d->args, item);
        fprintf(d->args.err, "`%s` holds the points of a table and must "
                "increase: value %zu is %g, after %g [E0277]\n", item->name,
                k + 1, (double)v[k], (double)v[k - 1]);
        return DRIVER_WRONG;
    }
    return 0;
}

static int prepare_tables(const eqh_driver *d)
{
    const eqh_program *p = d->program;

    for (size_t i = 0; i < p->data.count; i++)
        if (prepare_increases(d, &p->data.items[i], d->in.data_values[i],
                              d->in.data[i].count) != 0)
            return DRIVER_WRONG;
    for (size_t i = 0; i < p->params.count; i++)
        if (prepare_increases(d, &p->params.items[i], d->in.param_values[i],
                              d->in.params[i].count) != 0)
            return DRIVER_WRONG;
    return 0;
}

int eqh_driver_params(eqh_driver *d)
{
    const eqh_program *p = d->program;

    for (size_t i = 0; i < p->params.count; i++)
        p->defaults(p->self, i, d->in.param_values[i], d->in.params[i].count);
    for (size_t i = 0; i < d->args.set_count; i++) {
        const eqh_setting *set = &d->args.sets[i];

        if (eqh_setting_apply(&d->args, set, &p->params.items[set->item],
                              &d->in.params[set->item],
                              d->in.param_values[set->item]) != 0)
            return DRIVER_USAGE;
    }
    return prepare_tables(d);
}

/* Give the swept param its value for point k. */
int eqh_driver_sweep_param(eqh_driver *d, size_t k)
{
    const eqh_sweep *sweep = &d->args.sweep;
    const eqh_setting *set = &sweep->setting;
    double value = sweep->first + (double)k * sweep->step;
    size_t place;

    if (fabs(value - sweep->last) <= 1e-9 * fabs(sweep->step))
        value = sweep->last;
    if (eqh_setting_place(&d->args, set, &d->program->params.items[set->item],
                          &d->in.params[set->item], &place) != 0)
        return DRIVER_USAGE;
    d->in.param_values[set->item][place] = (eqr_real)value;
    d->outcome.swept = value;
    return 0;
}

int eqh_driver_refused(const eqh_driver *d, int code)
{
    const eqh_program *p = d->program;

    if (p->refused == NULL || p->refused(p->self, d->args.err) == 0)
        fprintf(d->args.err, "%s: error: %s: %s\n", p->file,
                eqr_status_name(code), eqr_status_text(code));
    return eqr_status_exit(code);
}

/* Without a row any point would be an answer, and none is one. */
int eqh_driver_rows(const eqh_driver *d)
{
    const eqh_list *families = &d->program->families;
    FILE *out = d->args.err;

    if (!eqr_asks_nothing(&d->problem) || families->count == 0)
        return 0;
    eqh_item_error(&d->args, &families->items[0]);
    fprintf(out, "with these data and params no row is left of `%s`",
            families->items[0].text);
    if (families->count > 1)
        fputs(" or any other", out);
    fputs(", so that nothing says what the unknowns are [E0412]\n", out);
    return DRIVER_WRONG;
}

/* ---- starts ------------------------------------------------------------ */

/* The values of unknown i start here in x. */
static size_t prepare_offset(const eqh_driver *d, size_t item)
{
    size_t at = 0;

    for (size_t i = 0; i < item; i++)
        at += d->in.unknowns[i].count;
    return at;
}

/* Bounds that params and data decide may cross, or be no numbers. */
static int prepare_bounds(const eqh_driver *d, size_t i, size_t k, size_t at)
{
    const eqh_item *item = &d->program->unknowns.items[i];
    const eqr_problem *p = &d->problem;
    double lo = p->lower == NULL ? (double)-INFINITY : (double)p->lower[at];
    double hi = p->upper == NULL ? (double)INFINITY : (double)p->upper[at];
    char text[2][EQN_MAX];

    if (lo <= hi)
        return 0;
    eqn_show(lo, text[0]);
    eqn_show(hi, text[1]);
    eqh_item_error(&d->args, item);
    fprintf(d->args.err, "no number lies between %s and %s, the bounds of ",
            text[0], text[1]);
    eqh_print_element(d->args.err, item, &d->in.unknowns[i], k);
    fputs(" [E0315]\n", d->args.err);
    return -1;
}

/* A start that somebody wrote must lie within its bounds. */
static int prepare_check(const eqh_driver *d, size_t i, size_t k,
                         size_t at)
{
    const eqh_item *item = &d->program->unknowns.items[i];
    const eqr_problem *p = &d->problem;
    double lo = p->lower == NULL ? (double)-INFINITY : (double)p->lower[at];
    double hi = p->upper == NULL ? (double)INFINITY : (double)p->upper[at];
    double value = (double)d->start[at];
    char text[3][EQN_MAX];

    if (value >= lo && value <= hi && isfinite(value))
        return 0;
    eqn_show(value, text[0]);
    eqn_show(lo, text[1]);
    eqn_show(hi, text[2]);
    eqh_item_error(&d->args, item);
    fputs("start ", d->args.err);
    eqh_print_element(d->args.err, item, &d->in.unknowns[i], k);
    if (isfinite(value))
        fprintf(d->args.err, " = %s is outside its bounds [%s, %s] [E0411]\n",
                text[0], text[1], text[2]);
    else
        fprintf(d->args.err, " = %s is not finite [E0411]\n", text[0]);
    return -1;
}

/* A start that nobody wrote goes to the nearest point inside the bounds. */
static void prepare_clip(const eqh_driver *d, size_t at)
{
    const eqr_problem *p = &d->problem;

    if (p->lower != NULL && d->start[at] < p->lower[at])
        d->start[at] = p->lower[at];
    if (p->upper != NULL && d->start[at] > p->upper[at])
        d->start[at] = p->upper[at];
}

/*
 * Unknowns that lm projects need no start; but where one is given by option,
 * the search begins there, and none is projected.
 */
static void prepare_projected(eqh_driver *d)
{
    const eqh_list *unknowns = &d->program->unknowns;
    eqr_problem *p = &d->problem;
    size_t *which = p->separable_count ? malloc(p->n * sizeof *which) : NULL;
    int given = which == NULL || d->args.solver == NULL ||
                !(d->args.solver->honours & EQR_PROJECTS) ||
                p->separable(p->user, which) != 0;

    memset(d->projected, 0, unknowns->count);
    for (size_t k = 0; !given && k < p->separable_count; k++) {
        size_t i = eqh_find_element(unknowns, d->in.unknowns, &which[k]);

        d->projected[i] = 1;
        given = d->start_given[i] != 0;
    }
    free(which);
    if (given)
        p->separable_count = 0;
    if (given)
        memset(d->projected, 0, unknowns->count);
}

/* Apply --start, then check what was given: by the file 1, by option 2. */
int eqh_driver_start(eqh_driver *d)
{
    const eqh_list *unknowns = &d->program->unknowns;
    size_t at = 0;

    for (size_t i = 0; i < unknowns->count; i++)
        d->start_given[i] = unknowns->items[i].given != 0;
    for (size_t i = 0; i < d->args.start_count; i++) {
        const eqh_setting *set = &d->args.starts[i];

        if (eqh_setting_apply(&d->args, set, &unknowns->items[set->item],
                              &d->in.unknowns[set->item],
                              d->start + prepare_offset(d, set->item)) != 0)
            return DRIVER_USAGE;
        d->start_given[set->item] = 2;
    }
    for (size_t i = 0; i < unknowns->count; i++) {
        for (size_t k = 0; k < d->in.unknowns[i].count; k++, at++) {
            if (prepare_bounds(d, i, k, at) != 0)
                return DRIVER_WRONG;
            if (d->start_given[i] && prepare_check(d, i, k, at) != 0)
                return d->start_given[i] == 2 ? DRIVER_USAGE : DRIVER_WRONG;
            prepare_clip(d, at);
        }
    }
    prepare_projected(d);
    for (size_t i = 0; i < unknowns->count; i++)
        d->start_given[i] = d->start_given[i] != 0;
    return 0;
}
