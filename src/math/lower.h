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
/*
 * The same, for derivatives by params: those of `wide` (a flag per symbol) are
 * unknowns; starts and bounds are left out, but that bounds which params
 * decide are the first `shows`, named "x.lower" and "x.upper"; of a loss the
 * rows are left out.  What cannot be so is an error in d.
 */
struct program *lower_wide(struct arena *a, const struct model *m,
                           struct names *names, const bool *wide,
                           struct diag *d);

#endif
