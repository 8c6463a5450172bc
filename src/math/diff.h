/* diff.h -- the derivative of an expression, as an expression. */
#ifndef EQC_DIFF_H
#define EQC_DIFF_H

#include "../data/program.h"

/* Why there is none. */
enum diff_fault {
    DIFF_FINE,
    DIFF_NONE,               /* e does not reach the array: e stays */
    DIFF_RECURRENCE,         /* the way leads through a recurrence */
    DIFF_MIXED,              /* not element by element, see `own` */
    DIFF_DEEP                /* too many indices */
};

/* What is asked for: d e / d (array at `at`). */
struct diff_ask {
    Expr e;
    struct domain free;      /* the index variables that e and `at` may use */
    uint32_t array;
    Expr at[PROGRAM_RANK];
    bool own;                /* e's elements go with the array's, at `at`: each
                                may depend on its own one only */
};

/*
 * Loops that the derivative needs are appended to p->loops.  EXPR_NONE and
 * *fault where it is not to be had.
 */
Expr diff_expr(struct program *p, const struct diff_ask *ask,
               enum diff_fault *fault);

#endif
