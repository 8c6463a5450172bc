/* carrying.h -- what carried.c and stepwise.c share. */
#ifndef EQC_PLAN_CARRYING_H
#define EQC_PLAN_CARRYING_H

#include "planning.h"

/* Who reads the array reads element `with` of the column of the carrier. */
struct last { uint32_t array, carrier; Expr with; };

struct carry {
    struct program *p;
    const bool *wanted;      /* per array below `own` */
    size_t own;
    VEC(struct last) lasts;
    struct dag *g;
    const struct loop *loop; /* over a column and its steps */
    uint32_t array;          /* what it steps through */
    Expr before[PROGRAM_RANK];   /* the element that a step needs */
    Expr with;               /* in its place */
    uint32_t carrier;        /* the array that it is loaded from */
    bool *moved;             /* per loop: it takes turns with an earlier one */
    bool stepwise;           /* there is one */
};

/* The index var is that expression instead. */
Expr put_index(struct dag *g, Expr e, unsigned var, Expr by);
/* A load of what the recurrence steps through is c->with. */
Expr carried_load(void *caller, struct dag *g, Expr load);

/*
 * stepwise.c: does loop number k sum, over the steps of recurrence number
 * `end`, what each of them needs of the array?  *turn: its turn at a step.
 */
bool sums_steps(const struct carry *c, const Loops *loops, size_t end,
                size_t k, Expr *turn);
/* Those loops, before the step in each turn. */
void push_sums(struct carry *c, const Loops *loops, size_t end,
               uint32_t together, Loops *out);

#endif
