/* build.h -- a job's program, compiled. */
#ifndef EQC_BUILD_H
#define EQC_BUILD_H

#include "emit.h"
#include "process.h"

/*
 * Write the program's sources into a new work directory and compile them into
 * its file `program`.  `folder`: where its data files are.  On 0 the caller
 * closes the directory; on other exit codes it is closed.  `sensitive`: it can
 * be asked for sensitivities, where there are any.
 */
int build_program(struct job *j, struct emit_options *o, const char *folder,
                  struct workdir *w, const char *program, bool sensitive);

#endif
