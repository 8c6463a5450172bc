/*
 * differential_bound.h -- a program with its data read and bound, and all that
 * it computes in hexadecimal: the same for the interpreter and for generated
 * C, which must agree to the bit.
 */
#ifndef DIFFERENTIAL_BOUND_H
#define DIFFERENTIAL_BOUND_H

#include "../../runtime/host/inputs.h"

struct bound {
    const eqh_program *host;
    eqh_args args;
    eqh_loaded loaded;
    eqh_inputs inputs;
    eqr_problem problem;
    double *start;
};

/* Read the data, give params without a default a number, bind. 0 or -1. */
int bound_open(struct bound *b, const eqh_program *host, FILE *log);
void bound_close(struct bound *b);

/* Point number k: 0 is the start, the others are near it, inside bounds. */
void bound_point(const struct bound *b, unsigned seed, unsigned k, double *x);

/* One line a value, at the points 0 to `points`. */
void bound_print(const struct bound *b, unsigned seed, unsigned points,
                 FILE *out);

#endif
