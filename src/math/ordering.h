/* ordering.h -- what recurrence.c and recurrence_arrange.c share. */
#ifndef EQC_ORDERING_H
#define EQC_ORDERING_H

#include "lowering.h"

enum { JOINT_MAX = 4 };

/*
 * A loop, and the part that it is or was lifted from: the variables and the
 * element of the part's array, by dimension.
 */
struct item {
    struct loop loop;
    unsigned rank;
    unsigned var[PROGRAM_RANK];
    Expr at[PROGRAM_RANK];
};

struct order {
    struct lower *l;
    struct dag *g;
    const uint32_t *arrays;              /* of the group */
    size_t n;
    struct item *items;
    size_t all;
    const size_t *sub;                   /* the circle at hand: items */
    size_t count;
    unsigned joint;
    unsigned dim[JOINT_MAX];             /* array dimensions, outermost first */
    bool down[JOINT_MAX];
    bool trusting;                       /* what data decide is earlier */
    size_t blame;                        /* the loop whose load fails */
};

static inline struct loop *loop_at(const struct order *o, size_t k)
{
    return &o->items[o->sub[k]].loop;
}

/* recurrence_arrange.c */
/* The position in a loop's domain of the group's array dimension `dim`. */
long recurrence_place(const struct order *o, size_t k, unsigned dim);
/* The circle's loops in this order, as a group with this number. */
void recurrence_arrange(struct order *o, const size_t *sorted, uint32_t group);

#endif
