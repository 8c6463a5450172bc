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
#include "../data/program.h"

enum finding { FINDING_NONE, FINDING_SOLUTION, FINDING_CONTRADICTION };

/*
 * The linear equations, exactly: a contradiction (W0306), or what is left
 * free (I0302; `all`: a unique solution too).
 */
enum finding findings_exact(struct arena *arena, const struct model *m,
                    struct diag *d, bool all);

/*
 * The pattern of a system: unknowns that have too many equations while others
 * have too few (W0307; `all`: one of the two alone, too, I0303).  Was there
 * anything, said or not?
 */
bool findings_structure(struct arena *arena, const struct source *src,
                        const struct program *p, struct diag *d, bool all);
/* Functions without a value in a part of the bounds (W0308). */
void findings_domains(struct arena *arena, const struct program *p,
                      struct diag *d);
/* Differences that lose digits, with the form that does not (I0304). */
void findings_lint(struct arena *arena, const struct ast *t, struct diag *d);
/* The blocks of a system, in the order in which they can be solved. */
void findings_blocks(struct arena *arena, const struct source *src,
                     const struct program *p, FILE *out);

#endif
