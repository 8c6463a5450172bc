/*
 * batches.h -- mini-batches: each step of a first-order method sees the rows
 * of a few data only, drawn by a seed; see batches.c.
 */
#ifndef EQR_BATCHES_H
#define EQR_BATCHES_H

#include "run.h"

/*
 * A loss as a sum of rows: its value is the sum of theirs, its gradient that
 * of their derivatives.  Rows [0, drawn) are drawn, the others (a penalty) are
 * in every batch.
 */
typedef struct eqr_terms {
    eqr_rows rows;
    size_t drawn;
} eqr_terms;

/* A run whose gradients are those of batches; run.problem while it steps. */
typedef struct eqr_batches {
    eqr_run run;
    eqr_problem problem;     /* its gradient is the next batch's */
    eqr_options options;     /* as the method sees them: all in steps */
    eqr_options asked;
    const eqr_problem *whole;
    size_t *order;           /* the rows, as this epoch takes them */
    size_t *col;             /* one row */
    eqr_real *jac;
    size_t size, epoch;      /* rows in a batch, batches in an epoch */
    size_t at;               /* rows taken in this epoch */
    size_t step_size, t_max; /* the schedule's: it moves once an epoch */
    unsigned long long random;
    int on;
} eqr_batches;

/* Bytes that a run of this problem needs; 0 on overflow. */
EQR_API size_t eqr_batches_size(const eqr_problem *p, const eqr_solver *s);
/*
 * As eqr_begin, eqr_advance and eqr_finish.  Without a batch in the options,
 * or a problem without terms, they are these.  The verdict is on the whole
 * loss; x holds the last point.
 */
EQR_API int eqr_batches_begin(eqr_batches *b, const eqr_problem *p,
                              const eqr_solver *s, const eqr_options *o,
                              eqr_real *x, void *memory, eqr_result *result);
EQR_API int eqr_batches_advance(eqr_batches *b);
EQR_API int eqr_batches_finish(eqr_batches *b, int claim);

#endif
