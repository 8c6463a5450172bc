/* build.h -- a job's program, compiled. */
#ifndef EQC_BUILD_H
#define EQC_BUILD_H

#include "job.h"
#include "process.h"

/*
 * Write the program's sources into a new work directory and compile them.
 * `solver`: one more to put in beside the problem's own, or NULL.  On 0,
 * *program is the path of what was made; then, and on no other exit code, the
 * caller closes the directory.
 */
int build_program(struct job *j, struct workdir *w, const char **program);

#endif
