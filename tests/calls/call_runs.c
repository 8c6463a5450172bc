/* call_runs.c -- runs.eq: J'WJ of rows that go through recurrences. */
#include <stdlib.h>

#include "calls.h"
#include "runs.h"

static const double fed[19] = {
    0.5, 0.8, 1.1, 1.4, 1.7, 2, 2.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 0.7,
    1, 1.3, 1.6, 1.9};
static const double left[19] = {
    0.4, 0.7, 0.9, 1, 1.2, 5, 1.5, 0.4, 0.7, 0.8, 1.1, 0, 1.4, 1.6, 0.5, 0.8,
    1.1, 1.2, 1.4};
static const double kind[19] = {
    1, 2, 3, 1, 2, 3, 1, 2, 3, 3, 2, 1, 1, 1, 2, 2, 3, 3, 1};
static const runs_data data = {19, fed, left, kind};
static runs_memory memory;

#define ARGS NULL, &data, &memory
CALLS_OF_ROWS(runs, ARGS)
CALLS_OF_LOSS(runs, ARGS, NO_FACTORS)

/* rho'(r) / (2 r) of huber(0.3), which all rows have. */
static double weight(double r)
{
    return r < -0.3 ? -0.3 / r : r > 0.3 ? 0.3 / r : 1;
}

void runs_calls(struct calls *c)
{
    if (!memory.work) {
        if (runs_setup(&memory, NULL, &data,
                       malloc(runs_setup_size(&data))) != 0)
            abort();
        memory.work = malloc(memory.work_size);
    }
    c->name = "runs";
    c->n = RUNS_UNKNOWNS;
    c->rows = runs_row_count(&data);
    c->entries = runs_entry_count(&data);
    c->hessian_count = RUNS_HESSIAN_ENTRIES;
    c->jtj_count = RUNS_JTJ_ENTRIES;
    take_rows(c);
    take_loss(c);
    c->weight = weight;
}
