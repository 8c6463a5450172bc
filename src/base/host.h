/*
 * host.h -- what the compiler asks of whoever runs it: other files' texts.
 * The compiler itself opens nothing.
 */
#ifndef EQC_HOST_H
#define EQC_HOST_H

#include <stddef.h>

struct arena;

struct host {
    void *self;
    /* The same text for the same file, however its path is spelled, or NULL
     * where there is none. */
    const char *(*identity)(void *self, struct arena *a, const char *path);
    /* The file's text, its length in *len; or NULL, and why in *why. */
    char *(*read)(void *self, struct arena *a, const char *path, size_t *len,
                  const char **why);
};

#endif
