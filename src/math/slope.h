/*
 * slope.h -- derivatives within one scalar expression, by reverse mode on the
 * dag.  ops.def alone knows the derivative of a function.
 */
#ifndef EQC_SLOPE_H
#define EQC_SLOPE_H

#include "../data/program.h"

/* d y / d (operand `which`) of y = op(a, b). */
Expr op_slope(struct dag *g, enum op op, unsigned which, Expr a, Expr b,
              Expr y);
/* Is there room for the rule? A test asks it of every row. */
bool op_slope_fits(enum op op, unsigned which);

struct slope { Expr load, value; };
typedef struct { struct slope *at; size_t n, cap; } Slopes;

/* Which leaves are variables: a LOAD or LOCAL. */
typedef bool (*slope_variable)(const void *caller, const struct dag *g,
                               Expr leaf);

/*
 * seed * d e / d leaf for every distinct leaf that is a variable, in the order
 * of creation.  What is zero by structure is left out.  Free with vec_free.
 */
Slopes slopes(struct dag *g, Expr e, Expr seed, slope_variable is_variable,
              const void *caller);

/* Loads of arrays that depend on unknowns. */
bool slope_active(const void *caller, const struct dag *g, Expr leaf);

#endif
