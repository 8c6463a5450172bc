/* derive.h -- a program with its derivatives: gradient, Jacobian, magnitudes. */
#ifndef EQC_DERIVE_H
#define EQC_DERIVE_H

#include "../data/program.h"

/*
 * A new program that shares p's dag: everything of p, and the loops and
 * entries named in program.h under "what derive() adds".  Free it with
 * derive_free, before p.
 */
struct program *derive(const struct program *p);
void derive_free(struct program *p);

/* p's lets written out in e: loads of defined arrays become their values. */
Expr derive_expand(struct program *p, Expr e);

#endif
