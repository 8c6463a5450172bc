/* call_chain.c -- chain.eq: the number of unknowns is known at run time. */
#include <stdlib.h>

#include "calls.h"
#include "chain.h"

static const double weights[9] = {1, 2, 0.5, 1, 3, 1, 0.2, 1, 2};
static const chain_data data = {9, weights};
static chain_memory memory;

#define ARGS NULL, &data, &memory
CALLS_OF_ROWS(chain, ARGS)
CALLS_OF_LOSS(chain, ARGS, NO_FACTORS)

void chain_calls(struct calls *c)
{
    if (!memory.work) {
        if (chain_setup(&memory, NULL, &data,
                        malloc(chain_setup_size(&data))) != 0)
            abort();
        memory.work = malloc(memory.work_size);
    }
    c->name = "chain";
    c->n = chain_unknown_count(&data);
    c->rows = chain_row_count(&data);
    c->entries = chain_entry_count(&data);
    c->hessian_count = chain_hessian_count(&data);
    c->jtj_count = chain_jtj_count(&data);
    take_rows(c);
    take_loss(c);
}
