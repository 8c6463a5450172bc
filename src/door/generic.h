/*
 * generic.h -- what the equations determine at random points near the start:
 * rank that the pattern cannot see.  Numerical: with the params and data at
 * hand.
 */
#ifndef EQC_GENERIC_H
#define EQC_GENERIC_H

#include "../math/nullspace.h"
#include "bound.h"

enum { GENERIC_UNKNOWNS = 64, GENERIC_ROWS = 64, GENERIC_POINTS = 6,
       GENERIC_FAMILIES = 16 };

struct generic {
    struct job *job;
    const struct bound *bound;
    unsigned n, m;           /* unknowns; equations, where few enough, else 0 */
    unsigned points;         /* where all was finite */
    struct nullspace shift;  /* of J at all points */
    struct nullspace scale;  /* of J diag(x) at all points */
    struct nullspace same;   /* of J' at all points: sums of equations */
    int free;                /* directions free at the best point; -1: unclear */
    unsigned char moves[GENERIC_UNKNOWNS];   /* unknowns in these directions */
    double apart[GENERIC_ROWS][GENERIC_ROWS];    /* directions of two rows */
    double reach[GENERIC_UNKNOWNS];  /* the most that a row changes by for
                                        one unknown's size, in row sizes */
    double weight[GENERIC_FAMILIES];     /* the most a row of a fit does */
    uint64_t has[GENERIC_FAMILIES];      /* which unknowns are in its rows */
    double sum[GENERIC_ROWS][GENERIC_POINTS];    /* residuals by point */
    double blame[GENERIC_ROWS][GENERIC_POINTS];  /* and their magnitudes */
};

/* So many nodes take seconds to derive. */
enum { GENERIC_NODES_LONG = 100000 };

/* Is it that large, or has it a sum of millions of terms?  Nobody waits for one
   only to be told. */
bool generic_takes_long(const struct program *p);

/* generic_shape.c: note what a row weighs, and, of a system, a whole point:
 * dense, m x n, and the rows' magnitudes. */
void shape_row(struct generic *g, const double *x, const double *row,
               double size);
/* Row number `at` of a least-squares problem. */
void shape_fit(struct generic *g, const double *x, const double *row,
               size_t at);
void shape_point(struct generic *g, const double *x, const double *dense,
                 const double *blame);

/* The derivatives that it needs (enum derive_want); 0: it is not done. */
unsigned generic_wants(const struct program *p);
/* Is that a matter of milliseconds, and are all numbers in the file? */
bool generic_is_quick(const struct job *j);
/* `structural`: the pattern has already said what is free. */
void generic_check(struct job *j, const struct bound *b, bool structural);
/* generic_say.c */
void generic_say(const struct generic *g, bool structural);

#endif
