/* lower.h -- model to loop program: shapes, indices, reductions, losses. */
#ifndef EQC_LOWER_H
#define EQC_LOWER_H

#include "../base/diag.h"
#include "../data/model.h"
#include "../data/program.h"

/*
 * Never NULL; usable when diag_errors(d) == 0.  `names` interns what lowering
 * has to name itself.
 */
struct program *lower(struct arena *a, const struct model *m,
                      struct names *names, struct diag *d);

#endif
