/*
 * steps.h -- what the last steps of a solve did: evidence for its report.
 */
#ifndef EQH_STEPS_H
#define EQH_STEPS_H

#include "../core/eqr.h"

enum { EQH_STEPS_KEPT = 6 };

typedef struct eqh_step {
    double loss;             /* after it, as the solver sees it */
    double move;             /* the largest change of an unknown by its size */
    size_t mover;            /* that unknown */
} eqh_step;

/* The last of them, the newest at (count - 1) % EQH_STEPS_KEPT. */
typedef struct eqh_steps {
    size_t count;
    double first;            /* the loss at the start */
    eqh_step step[EQH_STEPS_KEPT];
    eqr_real *before;        /* n values: the point before the step */
} eqh_steps;

/* From begin on; `before` has room for n values, or is NULL: nothing is kept.
 */
void eqh_steps_begin(eqh_steps *s, const eqr_run *run);
void eqh_steps_note(eqh_steps *s, const eqr_run *run);
/* The k-th newest, k < eqh_steps_known(s). */
const eqh_step *eqh_steps_back(const eqh_steps *s, size_t k);
size_t eqh_steps_known(const eqh_steps *s);

#endif
