/*
 * widen.c -- the solved problem once more, with its params as unknowns, for
 * sensitivities; see driver.h.  What stands where is found by the names.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"

enum { WIDEN_NAME = 400 };

static size_t widen_count(const eqh_shape *shapes, size_t n)
{
    size_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += shapes[i].count;
    return sum;
}

static int widen_find(const eqh_list *list, const char *name, size_t *i)
{
    for (*i = 0; *i < list->count; ++*i)
        if (strcmp(list->items[*i].name, name) == 0)
            return 1;
    return 0;
}

/* ---- binding ------------------------------------------------------------ */

/* The driver's sizes, params and data in the order of the wide program. */
static int widen_bind(eqh_driver *d, eqh_wide *w)
{
    const eqh_program *p = d->program, *wide = &w->program;
    eqh_int *sizes = eqh_allocate(wide->size_count, sizeof *sizes);
    const eqr_real **params = eqh_allocate(wide->params.count, sizeof *params);
    const eqr_real **data = eqh_allocate(wide->data.count, sizeof *data);
    eqh_inputs in = {sizes, params, data};
    size_t bad, j;
    int code = -1;

    if (sizes != NULL && params != NULL && data != NULL) {
        for (size_t i = 0; i < wide->size_count; i++)
            for (j = 0; j < p->size_count; j++)
                if (strcmp(wide->size_names[i], p->size_names[j]) == 0)
                    sizes[i] = d->in.sizes[j];
        for (size_t i = 0; i < wide->params.count; i++)
            if (widen_find(&p->params, wide->params.items[i].name, &j))
                params[i] = d->in.param_values[j];
        for (size_t i = 0; i < wide->data.count; i++)
            if (widen_find(&p->data, wide->data.items[i].name, &j))
                data[i] = d->in.data_values[j];
        code = wide->shapes(wide->self, sizes, w->shapes, &bad);
        if (code == 0)
            code = wide->bind(wide->self, &in, &w->problem, NULL);
    }
    free(sizes);
    free(params);
    free(data);
    return code;
}

/* ---- places ------------------------------------------------------------- */

/* Values and places of the elements of one array of unknowns of wide. */
static int widen_array(const eqh_driver *d, eqh_wide *w, size_t item,
                       size_t at)
{
    const char *name = w->program.unknowns.items[item].name;
    const eqh_list *list = &d->program->unknowns;
    size_t count = w->shapes[item].count, first, i;
    const eqr_real *from;

    if (widen_find(list, name, &i)) {
        first = widen_count(d->in.unknowns, i);
        from = d->x + first;
    } else if (widen_find(&d->program->params, name, &i)) {
        first = d->in.n;
        for (size_t k = 0; k < i; k++)
            first += w->smooth[k] ? d->in.params[k].count : 0;
        from = d->in.param_values[i];
    } else {
        return -1;
    }
    eqr_wide_take(count, from, first, w->x + at, w->to + at);
    return 0;
}

/* Which params are unknowns in wide. */
static void widen_smooth(const eqh_driver *d, eqh_wide *w)
{
    const eqh_list *params = &d->program->params;
    size_t j;

    w->param_count = 0;
    for (size_t i = 0; i < params->count; i++) {
        w->smooth[i] = (char)widen_find(&w->program.unknowns,
                                        params->items[i].name, &j);
        w->param_count += w->smooth[i] ? d->in.params[i].count : 0;
    }
}

/* The row of wide's results that is this bound of an item's first element. */
static size_t widen_bound_row(const eqh_driver *d, const eqh_wide *w,
                              size_t item, const char *which)
{
    const eqh_list *shows = &w->program.shows;
    const eqh_shape *shapes = w->shapes + w->program.unknowns.count +
                              w->program.params.count + w->program.data.count;
    char name[WIDEN_NAME];
    size_t i;

    snprintf(name, sizeof name, "%s.%s",
             d->program->unknowns.items[item].name, which);
    if (!widen_find(shows, name, &i))
        return (size_t)-1;
    return widen_count(shapes, i);
}

static void widen_bounds(const eqh_driver *d, eqh_wide *w)
{
    size_t first = 0;

    for (size_t i = 0; i < d->program->unknowns.count; i++) {
        size_t count = d->in.unknowns[i].count;

        eqr_wide_bounds(&d->problem, d->x, first, count,
                        widen_bound_row(d, w, i, "lower"),
                        widen_bound_row(d, w, i, "upper"), w->bound);
        first += count;
    }
}

/* ---- all ---------------------------------------------------------------- */

static int widen_allocate(const eqh_driver *d, eqh_wide *w)
{
    const eqh_program *p = &w->program;
    size_t items = p->unknowns.count + p->params.count + p->data.count +
                   p->shows.count + p->families.count + p->constraints.count;
    size_t n = d->in.n + widen_count(d->in.params, d->program->params.count);

    w->shapes = eqh_allocate(items, sizeof *w->shapes);
    w->smooth = eqh_allocate(d->program->params.count, 1);
    w->x = eqh_allocate(n, sizeof *w->x);
    w->to = eqh_allocate(n, sizeof *w->to);
    w->bound = eqh_allocate(d->in.n, sizeof *w->bound);
    return w->shapes && w->smooth && w->x && w->to && w->bound ? 0 : -1;
}

void eqh_wide_free(eqh_wide *w)
{
    free(w->shapes);
    free(w->smooth);
    free(w->x);
    free(w->to);
    free(w->bound);
    free(w->work);
    if (w->program.close != NULL)
        w->program.close(w->program.self);
    memset(w, 0, sizeof *w);
}

static int widen_fill(eqh_driver *d, eqh_wide *w)
{
    size_t at = 0;

    widen_smooth(d, w);
    if (w->param_count == 0 || widen_bind(d, w) != 0 ||
        w->problem.n != d->in.n + w->param_count)
        return -1;
    for (size_t i = 0; i < w->program.unknowns.count; i++) {
        if (widen_array(d, w, i, at) != 0)
            return -1;
        at += w->shapes[i].count;
    }
    widen_bounds(d, w);
    return 0;
}

/* What stands in the way, or NULL. */
static const char *widen_compute(eqh_driver *d, eqh_wide *w)
{
    eqr_wide wide;
    size_t bytes;

    if (d->program->params.count == 0)
        return "there are no params";
    if (d->problem.cls == EQR_CLASS_EVALUATION)
        return "nothing is solved";
    if (d->in.n > EQR_SENSITIVITY_MOST)
        return "there are too many unknowns";
    if (d->program->widen == NULL)
        return "the params decide tables, indices or data";
    if (!eqr_is_answer(d->result.status))
        return "the point found is no solution";
    if (d->program->widen(d->program->wide_of, &w->program) != 0 ||
        widen_allocate(d, w) != 0 || widen_fill(d, w) != 0)
        return "the params decide tables, indices or data";
    wide.problem = &w->problem;
    wide.x = w->x;
    wide.to = w->to;
    wide.bound = w->bound;
    wide.params = w->param_count;
    wide.show = w->problem.show.count - d->problem.show.count;
    bytes = eqr_sensitivity_size(&d->problem, &wide);
    if (bytes == 0)
        return "there are too many unknowns";
    w->work = malloc(bytes);
    if (w->work == NULL ||
        eqr_sensitivity(&d->problem, &d->result, &wide, w->work,
                        &w->found) != 0)
        return "a derivative has no value";
    return NULL;
}

void eqh_driver_sensitivity(eqh_driver *d)
{
    const char *why;

    if (!d->args.sensitivity)
        return;
    eqh_wide_free(&d->wide);
    why = widen_compute(d, &d->wide);
    d->outcome.wide = why == NULL ? &d->wide : NULL;
    if (why != NULL)
        fprintf(d->args.err, "%s: no sensitivities: %s\n", d->program->file,
                why);
}
