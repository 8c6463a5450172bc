/*
 * numfast.h -- the digits of a number of moderate size in 128 bits, for
 * numprint.c alone.
 */
#ifndef EQN_NUMFAST_H
#define EQN_NUMFAST_H

#include <stdint.h>

/*
 * The digits of f * 2^e, f > 0, as numprint.c's exact way finds them: the
 * shortest that read back, or `digits` of them, rounded, if not 0.  `closer`:
 * the neighbour below is half as far away as the one above.  The number printed
 * is *decimal 10^(*place - 17), 10^16 <= *decimal <= 10^17; on entry *place may
 * be one less.  Returns 0 where 128 bits do not hold the number: from about
 * 1e-10 to 2^52 they do.
 */
int eqn_fast(uint64_t f, int e, int closer, int digits, int *place,
             uint64_t *decimal);

#endif
