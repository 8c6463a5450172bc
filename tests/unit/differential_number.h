/*
 * differential_number.h -- the numbers of the oracle: a value with its
 * derivative in one direction, and what rounding may be blamed for in both.
 *
 * Derivatives of functions come from the complex step and from formulas that
 * were written down here, not from ops.def: the two must agree.
 */
#ifndef DIFFERENTIAL_NUMBER_H
#define DIFFERENTIAL_NUMBER_H

#include "tables/ops.h"

/* v: value, d: derivative, m and e: sums of magnitudes behind them. */
struct num { double v, d, m, e; };

static inline struct num num_of(double v)
{
    return (struct num){v, 0, v < 0 ? -v : v, 0};
}

struct num num_op1(enum op op, struct num a);
struct num num_op2(enum op op, struct num a, struct num b);

#endif
