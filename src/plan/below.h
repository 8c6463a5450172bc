/* below.h -- the unknowns that an array of a program is made of. */
#ifndef EQC_BELOW_H
#define EQC_BELOW_H

#include "../data/program.h"

struct below { VEC(uint32_t) of; };          /* numbers of unknown arrays */

/*
 * One list per array, in the order in which they were found, none twice; for
 * an array that holds the loss the list stays empty.  NULL where that would
 * take too long.  Free with below_free.
 */
struct below *below_make(const struct program *p);
void below_free(struct below *b, const struct program *p);

#endif
