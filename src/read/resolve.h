/* resolve.h -- syntax tree to model: names, kinds, order of definitions. */
#ifndef EQC_RESOLVE_H
#define EQC_RESOLVE_H

#include "../base/diag.h"
#include "../data/model.h"

/* Never NULL; whether it is usable is diag_errors(d) == 0. */
struct model *resolve(struct arena *a, const struct ast *t, struct names *names,
                      struct diag *d);

#endif
