/* compiler.h -- the user's C compiler: $CC, or cc. */
#ifndef EQC_COMPILER_H
#define EQC_COMPILER_H

#include "job.h"
#include "process.h"

/*
 * Compile these files of a work directory (NULL-ended names) into its file
 * `program`.  0; EXIT_NO_CC after a message where there is no compiler, or
 * none that can compile anything; EXIT_BUG where it refuses our C.
 */
int compiler_run(struct job *j, const struct workdir *w,
                 const char *const *files, const char *program);

#endif
