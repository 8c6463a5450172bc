/* depfile.h -- -MD -MF: which files an output was made of, as make reads it. */
#ifndef EQC_DEPFILE_H
#define EQC_DEPFILE_H

#include "job.h"

/* False after a message: -MF without -MD, or no name for the list. */
bool depfile_check(const struct options *o);
/* Write the list, if -MD asks for it: the source and its data files.  `also`
 * is a second output or NULL.  False after a message. */
bool depfile_write(struct job *j, const char *output, const char *also);

#endif
