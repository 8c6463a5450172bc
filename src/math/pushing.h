/* pushing.h -- pairs of elements: what hessian.c and triangle.c share. */
#ifndef EQC_PUSHING_H
#define EQC_PUSHING_H

#include "deriving.h"

/*
 * A term of a second derivative, for each element of a domain: of a square
 * value * v[a]^2, else value * (v[a] v[b] + v[b] v[a]).
 */
struct pair {
    struct domain domain;
    uint32_t array[2];
    Expr at[2][PROGRAM_RANK];
    Expr value;
    bool square;             /* both ends are one element */
    struct span span;
};
typedef struct { struct pair *at; size_t n, cap; } Pairs;

struct pushing {
    struct derive *d;
    Pairs *to;               /* per array of the later end */
    uint32_t now;            /* the array that is pushed through */
    size_t done;             /* its first pairs, which are: none merges there */
    int at;                  /* the loop that computes it: later ones are over */
    size_t count;            /* of pairs */
    uint64_t work_max;       /* of the dag, when it is enough */
    bool failed;
};

/* Pairs of unknowns to entries.  False: an index has no bound. */
bool pushing_entries(struct pushing *h, enum array_kind kind, Triangles *out);

#endif
