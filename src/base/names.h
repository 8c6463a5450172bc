/* names.h -- interned strings: equal names are equal pointers. */
#ifndef EQC_NAMES_H
#define EQC_NAMES_H

#include <stddef.h>

struct arena;
struct names;

typedef const char *Name;     /* NUL-terminated, interned; NULL: no name */

struct names *names_make(struct arena *a);
Name name_make(struct names *t, const char *s, size_t n);
/* Damerau-Levenshtein distance, at most `cap` + 1. */
int name_distance(const char *a, const char *b, int cap);
/*
 * The nearest of `count` candidates within max(1, len/3) edits, or NULL: the
 * "did you mean" of every message.
 */
const char *name_nearest(const char *wrong, const char *const *candidates,
                         size_t count);
void names_free(struct names *t);

#endif
