/* call_fit.c -- fit.eq: data at run time, memory of a constant size. */
#include "calls.h"
#include "fit.h"

static const double t[7] = {0, 0.5, 1, 1.5, 2, 2.5, 3};
static const double y[7] = {2.9, 2.1, 1.4, 9, 0.7, 0.2, -0.3};
static const double s[7] = {0.3, 0.2, 0.2, 0.1, 0.2, 0.5, 0.1};
static const fit_data data = {7, t, y, s};
static double work[FIT_WORK_SIZE / sizeof(double)];

#define ARGS NULL, &data, work
CALLS_OF_ROWS(fit, ARGS)
CALLS_OF_LOSS(fit, ARGS, FACTORS)

/* a*k[1] + c^3 - 30, by a, k[1], k[2] and c. */
static void constraint(const double *x, double *g)
{
    g[0] = x[1];
    g[1] = x[0];
    g[2] = 0;
    g[3] = 3 * x[3] * x[3];
}

/* rho'(r) / (2 r) of huber(1.5). */
static double weight(double r)
{
    return r < -1.5 ? -1.5 / r : r > 1.5 ? 1.5 / r : 1;
}

void fit_calls(struct calls *c)
{
    c->name = "fit";
    c->n = FIT_UNKNOWNS;
    c->rows = fit_row_count(&data);
    c->constraints = FIT_CONSTRAINTS;
    c->entries = fit_entry_count(&data);
    c->hessian_count = FIT_HESSIAN_ENTRIES;
    c->jtj_count = FIT_JTJ_ENTRIES;
    take_rows(c);
    take_loss(c);
    c->constraint = constraint;
    c->weight = weight;
}
