/*
 * words.h -- what people typed, compared and quoted: for the messages of the
 * data reader, the options and the report.
 */
#ifndef EQH_WORDS_H
#define EQH_WORDS_H

#include <stddef.h>
#include <stdio.h>

/* The name nearest to a mistyped one. */
typedef struct eqh_nearest {
    const char *want;
    size_t want_length;
    const char *best;        /* NULL while none is near enough */
    size_t best_length;
    int distance;
} eqh_nearest;

void eqh_nearest_start(eqh_nearest *n, const char *want, size_t length);

/* Offer one of the names that exist. */
void eqh_nearest_try(eqh_nearest *n, const char *name, size_t length);

/* Print `; did you mean "name"?`, or nothing. */
void eqh_nearest_print(const eqh_nearest *n, FILE *out);

/* Print text in quotes, at most 40 bytes of it, control bytes as '?'. */
void eqh_quote(FILE *out, const char *text, size_t length);

#endif
