/*
 * mangle.h -- the user's names where C would misread them.
 *
 * A user's name becomes a C name only as a struct member, or behind a prefix
 * (locals are v_NAME).  A member may be anything but a keyword of C or C++ or
 * a macro of a standard header.  All of these maps are injective.
 */
#ifndef EQC_MANGLE_H
#define EQC_MANGLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Could this name not be a struct member in every C and C++ program? */
bool mangle_reserved(const char *name);
/*
 * The member's name: the user's; with one more `_` at its end where it is a
 * reserved word (followed by any number of `_`); with `_u` at its end where it
 * starts with `_`.
 */
const char *mangle_member(struct arena *a, const char *name);
/*
 * The name in capitals, for macros behind a prefix; as it stands where
 * another of the `count` names has the same capitals.
 */
const char *mangle_macro(struct arena *a, const char *name,
                         const char *const *names, size_t count);
/*
 * The prefix for a file: its base name without extension, other characters as
 * `_`, `eq_` before anything but a letter, and where it is a word of C.
 */
const char *mangle_prefix(struct arena *a, const char *file);
const char *mangle_upper(struct arena *a, const char *name);

#endif
