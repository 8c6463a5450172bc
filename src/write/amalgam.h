/*
 * amalgam.h -- the parts of runtime/core that a self-contained file needs,
 * pasted: headers and tables in place, no prototype without its function.
 */
#ifndef EQC_AMALGAM_H
#define EQC_AMALGAM_H

#include <stdbool.h>

#include "out.h"

/*
 * Append what `text` (C code) calls of the runtime, and all that needs.
 * The verdicts (status.h) are left out: the header has them.  False when a
 * file of the runtime is missing.
 */
bool amalgam_write(struct out *o, const char *text);
/*
 * amalgam_names.c: what of the text after `from` would have a name of the
 * problem's, PREFIX_x or UPPER_x, is eqr_PREFIX_x instead.
 */
void amalgam_give_way(struct out *o, size_t from, const char *prefix,
                      const char *upper);
/* Does the text call a function of special.h? */
bool amalgam_special(const char *text);

#endif
