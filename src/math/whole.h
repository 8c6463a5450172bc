/*
 * whole.h -- signed integers of up to 512 bits, for exact.c: what deciding a
 * linear system by its literals needs.  Nothing is ever rounded: what would
 * not fit is refused.
 */
#ifndef EQC_WHOLE_H
#define EQC_WHOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WHOLE_LIMBS = 16, WHOLE_TEXT = 160 };

struct whole {
    int8_t sign;                 /* -1, 0, 1 */
    uint8_t used;                /* limbs in use; the last is not 0 */
    uint32_t limb[WHOLE_LIMBS];  /* lowest first */
};

struct whole whole_make(int64_t v);
bool whole_is(const struct whole *a, int v);
int whole_compare_size(const struct whole *a, const struct whole *b);
struct whole whole_negated(const struct whole *a);

/* All return false, and leave *out as it was, where the result is too large. */
bool whole_add(const struct whole *a, const struct whole *b,
               struct whole *out);
bool whole_mul(const struct whole *a, const struct whole *b,
               struct whole *out);
/* a / b where b divides a. */
struct whole whole_divided(const struct whole *a, const struct whole *b);
/* The greatest common divisor, not negative; gcd(0, 0) = 0. */
struct whole whole_gcd(const struct whole *a, const struct whole *b);
/* Does it fit into 62 bits?  Then its value. */
bool whole_small(const struct whole *a, int64_t *v);
/* Decimal digits with a sign. */
void whole_text(const struct whole *a, char text[WHOLE_TEXT]);

#endif
