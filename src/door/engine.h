/* engine.h -- a compiled job as a program for the host driver. */
#ifndef EQC_ENGINE_H
#define EQC_ENGINE_H

#include "../../runtime/host/eqh.h"
#include "job.h"

/* The interpreter, with the solvers linked into eqc. */
void engine_vm(struct job *j, eqh_program *out);

/*
 * Make j->wide: the problem with those of its params as unknowns that can be;
 * false: none can.
 */
bool engine_widen(struct job *j);

/* Compile a program with $CC and run it; returns its exit code. */
int engine_cc(struct job *j);

#endif
