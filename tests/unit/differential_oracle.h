/*
 * differential_oracle.h -- the meaning of a loop program, straight from its
 * definition: loops in their order, nothing fused, hoisted, contracted or
 * derived.  What the plan computes is held against it.
 */
#ifndef DIFFERENTIAL_ORACLE_H
#define DIFFERENTIAL_ORACLE_H

#include "../../runtime/host/eqh.h"
#include "data/program.h"
#include "differential_number.h"

struct oracle;

/* p is what lower() made; p and the inputs must outlive it. */
struct oracle *oracle_make(const struct program *p, const eqh_inputs *in);
void oracle_free(struct oracle *o);

/*
 * Run the program at x; derivatives are those in the direction of unknown
 * number `along` (none for along >= n).
 */
void oracle_run(struct oracle *o, const double *x, size_t along);

/* After oracle_run. */
struct num oracle_loss(const struct oracle *o);

/* A row: what is pushed, both sides of it, and rho of it. */
struct oracle_row { struct num row, left, right, rho; };
/* The rows of n families; returns how many; at most `room` are stored. */
size_t oracle_rows(struct oracle *o, const struct family *f, size_t n,
                   struct oracle_row *out, size_t room);

/* What DEFINE loops into the unknowns (starts, bounds) say, n values. */
void oracle_vector(struct oracle *o, const struct loop *loops, size_t count,
                   struct num *out);

#endif
