/* call_grid.c -- grid.eq: a system with a parameter. */
#include "calls.h"
#include "grid.h"

static const grid_params params = GRID_PARAMS;
static double work[GRID_WORK_SIZE / sizeof(double)];

#define ARGS &params, NULL, work
CALLS_OF_ROWS(grid, ARGS)
CALLS_OF_LOSS(grid, ARGS, NO_FACTORS)

void grid_calls(struct calls *c)
{
    c->name = "grid";
    c->n = GRID_UNKNOWNS;
    c->rows = GRID_ROWS;
    c->entries = GRID_ENTRIES;
    c->hessian_count = GRID_HESSIAN_ENTRIES;
    c->jtj_count = GRID_JTJ_ENTRIES;
    take_rows(c);
    take_loss(c);
}
