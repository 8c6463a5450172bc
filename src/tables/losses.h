/* losses.h -- the robust losses of losses.def. */
#ifndef EQC_LOSSES_H
#define EQC_LOSSES_H

#include <stddef.h>

struct arena;

enum { LOSS_PARAMS = 2 };

struct loss_row {
    const char *name;
    const char *rho;                     /* an expression in u and the params */
    const char *help;
    unsigned count;                      /* of params */
    const char *params[LOSS_PARAMS];
};

const struct loss_row *loss_find(const char *name);
const struct loss_row *loss_at(size_t k);
/* "huber, cauchy and l1" */
const char *loss_names(struct arena *a);

#endif
