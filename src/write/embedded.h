/* embedded.h -- the text of runtime/core and runtime/host, inside eqc. */
#ifndef EQC_EMBEDDED_H
#define EQC_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *path;        /* "core/eqr.h" */
    const char *text;        /* NUL-terminated beyond len */
    size_t len;
};

extern const struct embedded_file embedded_files[];   /* sorted by path */
extern const size_t embedded_file_count;

#endif
