/*
 * findings.h -- what can be seen of a problem before anything is solved.
 *
 * Each finding is a message with a tag: proved from the text, numerical (with
 * these data), or heuristic.
 */
#ifndef EQC_FINDINGS_H
#define EQC_FINDINGS_H

#include <stdbool.h>

#include "../base/diag.h"
#include "../data/model.h"

/*
 * The linear equations, exactly: a contradiction (W0306; true), or what is
 * left free (I0302; `all`: a unique solution too).
 */
bool findings_exact(struct arena *arena, const struct model *m,
                    struct diag *d, bool all);

#endif
