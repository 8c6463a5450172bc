/*
 * roles.h -- unknowns that play the same part: some exchange of unknowns that
 * takes one to the other leaves the program equal.
 */
#ifndef EQC_ROLES_H
#define EQC_ROLES_H

#include "../data/program.h"

/* An unknown, or an element of one: its load stands at constant indices. */
struct role {
    uint32_t load, array;    /* node, array */
    size_t element;          /* flat number within the array */
    double start, low, high;
    size_t first;            /* the first item that plays its part; its own
                                number where there is none before */
};

struct roles { VEC(struct role) items; };

/*
 * The unknowns without a start whose bounds are numbers, and which of them are
 * alike.  Up to a 64-bit hash this is a proof: the exchange was found and
 * made.  Nothing is found where it would be much work.
 */
void roles_find(const struct program *p, struct roles *out);

#endif
