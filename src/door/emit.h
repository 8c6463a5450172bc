/* emit.h -- the command line's choices for generated C. */
#ifndef EQC_EMIT_H
#define EQC_EMIT_H

#include "../write/emit_c.h"
#include "job.h"

/*
 * What can be wrong before anything is compiled: false after a message.
 * Standard input may be the source only where -o gives a name.
 */
bool emit_check_options(struct job *j);
/* Fill *o but its header.  False after a message: wrong usage. */
bool emit_choose(struct job *j, struct emit_options *o);
/* Says that the emitter gave up, a bug; returns EXIT_BUG. */
int emit_failed(const struct job *j);
/* emit_c, and a message with the exit code where it fails. */
int emit_write(const struct job *j, const struct emit_options *o, FILE *c,
               FILE *h);

#endif
