/*
 * bignat.h -- natural numbers of up to 3000 bits, for numtext.c alone: what
 * exact reading and printing of floating point needs, and no more.
 */
#ifndef EQN_BIGNAT_H
#define EQN_BIGNAT_H

#include <stdint.h>

/*
 * 770 digits are 2558 bits, 5^1094 is 2541, and a quotient adds 32 to each;
 * numtext.c keeps every number below that.
 */
enum { BN_LIMBS = 96 };

typedef struct bn_nat {
    int used;                    /* limbs in use; the last is not 0 */
    uint32_t limb[BN_LIMBS];     /* lowest first */
} bn_nat;

void bn_set(bn_nat *a, uint64_t value);

/* a = a * factor + term */
void bn_mul_add(bn_nat *a, uint32_t factor, uint32_t term);

/* a = a * 5^k */
void bn_mul_pow5(bn_nat *a, int k);

/* a = a * 2^k */
void bn_shift(bn_nat *a, int k);

int bn_bits(const bn_nat *a);

/* The sign of a - b. */
int bn_compare(const bn_nat *a, const bn_nat *b);

/* The sign of a + b - c. */
int bn_compare_sum(const bn_nat *a, const bn_nat *b, const bn_nat *c);

/*
 * Divide once: the quotient a / s, leaving the remainder in a.  It must be
 * below 2^32, and bn_bits(s) a multiple of 32.
 */
uint32_t bn_divide(bn_nat *a, const bn_nat *s);

/* The number of bits in x: 0 for 0. */
int bn_width(uint64_t x);

#endif
