/*
 * bound.h -- a compiled job with its inputs: data files read, sizes and
 * shapes known, params set.  For the commands that look and do not solve.
 */
#ifndef EQC_BOUND_H
#define EQC_BOUND_H

#include "../../runtime/host/driver.h"
#include "job.h"
#include "said.h"

struct bound {
    eqh_program program;
    eqh_driver d;            /* d.args and d.in; d.start and d.problem after
                                bound_start */
    bool params_known;       /* every param has a value */
    struct said said;        /* where messages are for programs */
};

/* 0, or the exit code after a message; free it in both cases. */
int bound_load(struct job *j, struct bound *b);
/* The same; bound_hear must follow. */
int bound_load_and_hear(struct job *j, struct bound *b);
/* The same before a run: of a sweep or --help nothing is known. */
int bound_load_for_run(struct job *j, struct bound *b);
/*
 * The start, checked against its bounds, in d.start; the problem in d.problem.
 * Every param must have a value.
 */
int bound_start(struct bound *b);
/* Messages so far go to j->diag, where they are for programs. */
void bound_hear(struct job *j, struct bound *b);
void bound_free(struct bound *b);
/* What the oracle asks for. */
eqh_inputs bound_inputs(const struct bound *b);

#endif
