/* blocking.h -- what blocks.c and block_parts.c share. */
#ifndef EQC_PLAN_BLOCKING_H
#define EQC_PLAN_BLOCKING_H

#include "planning.h"

/* Where a loop runs: before the blocks, in them, after them. */
enum side { SIDE_BEFORE, SIDE_IN, SIDE_AFTER };

/* What loops have done to an array so far. */
struct traffic {
    bool written[3], read[3];    /* on which side */
    bool uneven;             /* in blocks, at another index than the turn */
    uint32_t scratch;        /* its part of one block + 1, or 0 */
};

struct blocks {
    struct program *p;
    struct dag *g;
    Expr count;              /* turns of the loops that are cut in blocks */
    const bool *wanted;      /* per array below `own` */
    size_t own;
    struct traffic *of;      /* per array; of `arrays` */
    size_t arrays;
    Loops before, in, after;
    bool torn;               /* loops that must take turns run elsewhere */
};

/* The index of the turn. */
static inline Expr block_turn(const struct blocks *b)
{
    return dag_index(b->g, plan_var(0));
}

/* Does an array live in a turn: written and read nowhere else? */
bool block_private(const struct blocks *b, uint32_t array);
/* A new array that loops in blocks write. */
uint32_t block_array(struct blocks *b, unsigned rank, const Expr *count,
                     bool is_private);

/* block_parts.c: what need not be done in every turn of inner loops. */
void block_sums(struct blocks *b);
void block_invariants(struct blocks *b);
/* block_middle.c: the same, of indices between; was there any? */
bool block_middles(struct blocks *b);

#endif
