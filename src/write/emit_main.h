/*
 * emit_main.h -- the main.c of a solver program: the tables that the driver
 * of runtime/host asks for, and the glue to the generated functions.
 *
 * It is compiled with the pair that emit_c writes for the shared runtime, and
 * with runtime/core and runtime/host (in folders core/ and host/ beside it,
 * core/ on the include path).
 */
#ifndef EQC_EMIT_MAIN_H
#define EQC_EMIT_MAIN_H

#include "../data/model.h"
#include "emit_c.h"

/*
 * With o->widened: main's tables alone, behind NAME_widen, for the program whose
 * o->widens is set and whose name is NAME without "_wide".
 * folder: where relative data paths start when the program runs ("": where it
 * is started).  0, or as emit_c.
 */
int emit_main(const struct plan *p, const struct model *m,
              const struct emit_options *o, const char *folder, FILE *out);

#endif
