/* runtime_objects.h -- the runtime as objects that every program links. */
#ifndef EQC_RUNTIME_OBJECTS_H
#define EQC_RUNTIME_OBJECTS_H

#include "job.h"
#include "process.h"

/*
 * Write the runtime into the work directory and compile it; paths gets two
 * objects.  Where the environment's EQC_CACHE names a directory, they are
 * taken from there, or put there, under a name that is a hash of their text
 * and of the compiler's command.  0, or an exit code after a message.
 */
int runtime_objects(struct job *j, const struct workdir *w,
                    const char **paths);

#endif
