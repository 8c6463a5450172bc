/* planner.h -- derived program to plan. */
#ifndef EQC_PLANNER_H
#define EQC_PLANNER_H

#include "../base/diag.h"
#include "../data/plan.h"

/* Whether a loss is such that its method has second derivatives: p->solve. */
void plan_prefer(struct program *p);

/* The derivatives (enum derive_want) that p's method asks for. */
unsigned plan_wants(const struct program *p);

/*
 * p is what derive() made; arrays are added to it.  Problems with the choice
 * of solver go to d.  Free with plan_free, before p.
 */
struct plan *plan_make(struct program *p, struct diag *d);

#endif
