/*
 * differential_complex.h -- derivatives of what a plan's first derivatives
 * compute, by the complex step: second derivatives that nobody derived.
 */
#ifndef DIFFERENTIAL_COMPLEX_H
#define DIFFERENTIAL_COMPLEX_H

#include "differential_bound.h"
#include "data/plan.h"

struct complex_plan;

/* The plan and the bound problem must outlive it. */
struct complex_plan *complex_make(const struct plan *plan,
                                  const struct bound *bound);
void complex_free(struct complex_plan *c);

/* From here on: derivatives at x in the direction v (n values each). */
void complex_along(struct complex_plan *c, const double *x, const double *v);
/* d/dt of the gradient's n values; false: there is no gradient. */
bool complex_gradient(struct complex_plan *c, double *out);
/* d/dt of all Jacobian entries of a list of families, in their order. */
void complex_entries(struct complex_plan *c, enum plan_function jacobian,
                     size_t rows, size_t entries, double *out);
/* Since complex_along: was there a branch that rounding decides? */
bool complex_kink(void);

#endif
