/* empty.c -- statements that ask nothing, with these data and params: families
 * without a row, a loss that no unknown changes; driver.h. */
#include <math.h>
#include <stdlib.h>

#include "driver.h"

static void empty_list(const eqh_driver *d, const eqh_list *list,
                       const eqh_shape *shapes)
{
    for (size_t k = 0; k < list->count; k++) {
        const eqh_item *item = &list->items[k];

        if (shapes[k].count == 0)
            fprintf(d->args.err, "%s:%d:%d: info: with these data and params "
                    "this has no row: it asks nothing [I0306]\n",
                    d->program->file, item->line, item->column);
    }
}

/* A point in the bounds, for try k from 0: the start, then more and more far
 * from it to either side. */
static void empty_point(const eqh_driver *d, int k, eqr_real *x)
{
    const eqr_problem *p = &d->problem;

    for (size_t i = 0; i < p->n; i++) {
        eqr_real far = (eqr_real)((k % 2 == 0 ? 1.0 : -1.0) * pow(4.0, k) *
                                  (1.0 + (double)(i % 7) / 8.0));

        x[i] = k == 0 ? d->start[i] : d->start[i] + far / 16;
        if (p->lower != NULL && !(x[i] > p->lower[i]))
            x[i] = p->lower[i];
        if (p->upper != NULL && !(x[i] < p->upper[i]))
            x[i] = p->upper[i];
    }
}

enum { EMPTY_POINTS = 8 };

/* Is the gradient nil, to the bit, at some points that are far apart? */
static int empty_loss(const eqh_driver *d, eqr_real *x, eqr_real *g)
{
    const eqr_problem *p = &d->problem;

    for (int k = 0; k < EMPTY_POINTS; k++) {
        eqr_real loss;

        empty_point(d, k, x);
        if ((p->prepare != NULL && p->prepare(p->user, x) != 0) ||
            p->gradient(p->user, x, &loss, g) != 0)
            return 0;
        for (size_t i = 0; i < p->n; i++)
            if (!(g[i] <= 0 && g[i] >= 0))
                return 0;
    }
    return 1;
}

int eqh_driver_flat(const eqh_driver *d)
{
    const eqr_problem *p = &d->problem;
    eqr_real *x, *g;
    int flat;

    if (p->cls != EQR_CLASS_MINIMISE || p->gradient == NULL || p->n == 0)
        return 0;
    x = eqh_allocate(p->n, sizeof *x);
    g = eqh_allocate(p->n, sizeof *g);
    flat = x != NULL && g != NULL && empty_loss(d, x, g);
    free(x);
    free(g);
    return flat;
}

void eqh_driver_empty(const eqh_driver *d)
{
    empty_list(d, &d->program->families, d->in.families);
    empty_list(d, &d->program->constraints, d->in.constraints);
    if (eqh_driver_flat(d))
        fprintf(d->args.err, "%s: warning: with these data and params what is "
                "to be made %s changes with no unknown: its derivatives are 0 "
                "at %d points far apart [W0314]\n", d->program->file,
                d->program->maximise ? "large" : "small", (int)EMPTY_POINTS);
}
