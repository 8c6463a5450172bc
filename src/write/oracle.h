/*
 * oracle.h -- a second opinion: a program's loops carried out one after the
 * other, arrays in memory, in double.  It knows no plan, no fusion and no
 * derivative, so that what it says about a result is independent of whoever
 * found it.  `eqc verify`, `eqc diff --at` and tests ask it.
 */
#ifndef EQC_ORACLE_H
#define EQC_ORACLE_H

#include "../../runtime/host/eqh.h"
#include "../data/program.h"

struct oracle;

/*
 * sizes, params and data as in struct eqh_inputs; they and the program must
 * outlive the oracle.  NULL where a size is negative or there is no memory
 * for an array.
 */
struct oracle *oracle_make(struct program *p, const eqh_inputs *in);
void oracle_free(struct oracle *o);
size_t oracle_unknowns(const struct oracle *o);

/* Carry out all loops at x.  NULL: unknowns are NaN, for starts and bounds. */
void oracle_run(struct oracle *o, const double *x);

/* How many elements a domain has. */
size_t oracle_count(struct oracle *o, const struct domain *d);
/*
 * e for each element of a domain, after oracle_run, and what its parts add up
 * to: M(a + b) = M(a) + M(b), M(a b) = M(a) M(b), M(f(a)) is the larger of
 * |f(a)| and |f'(a)| M(a).
 * Either output may be NULL.
 */
void oracle_values(struct oracle *o, const struct domain *d, Expr e,
                   double *value, double *magnitude);
/* rho of each row: e with LOCAL 0 = u[k]. */
void oracle_of_rows(struct oracle *o, const struct domain *d, Expr e,
                    const double *u, double *value);
/* The elements of an array after oracle_run. */
const double *oracle_array(const struct oracle *o, uint32_t array,
                           size_t *count);
/* The total, as lowered (minus a maximum), and its magnitude. */
double oracle_loss(const struct oracle *o, double *magnitude);

#endif
