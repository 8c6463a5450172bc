/* rational.h -- exact fractions, from the decimal text of literals. */
#ifndef EQC_RATIONAL_H
#define EQC_RATIONAL_H

#include "whole.h"

/* In lowest terms, the denominator above 0. */
struct rational { struct whole num, den; };

enum { RATIONAL_TEXT = 2 * WHOLE_TEXT };

struct rational rational_of(int64_t v);
/*
 * "1.25e-3", exactly.  False for what is no decimal number (`pi`) and for
 * what is too large to be kept.
 */
bool rational_read(const char *text, struct rational *out);
/* One of + - * /; false where it would be too large, or divides by zero. */
bool rational_op(char op, const struct rational *a, const struct rational *b,
                 struct rational *out);
/* a^n for a whole n of -64..64. */
bool rational_power(const struct rational *a, int64_t n, struct rational *out);
bool rational_is_whole(const struct rational *a, int64_t *v);
/* As a decimal number where that is short and exact, else as "p/q". */
void rational_text(const struct rational *a, char text[RATIONAL_TEXT]);

#endif
