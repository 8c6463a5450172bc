/* call_orbit.c -- orbit.eq: a loss that is no sum of rows, and constraints. */
#include "calls.h"
#include "orbit.h"

static double work[ORBIT_WORK_SIZE / sizeof(double)];

#define ARGS NULL, NULL, work
CALLS_OF_LOSS(orbit, ARGS, FACTORS)

/* -1 - q0*p0 and q0*p0 - 2, by q0, p0 and g. */
static void constraint(const double *x, double *g)
{
    g[0] = -x[1];
    g[1] = -x[0];
    g[2] = 0;
    g[3] = x[1];
    g[4] = x[0];
    g[5] = 0;
}

void orbit_calls(struct calls *c)
{
    c->name = "orbit";
    c->n = ORBIT_UNKNOWNS;
    c->constraints = ORBIT_CONSTRAINTS;
    c->hessian_count = ORBIT_HESSIAN_ENTRIES;
    take_loss(c);
    c->constraint = constraint;
}
