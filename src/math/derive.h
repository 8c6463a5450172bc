/* derive.h -- a program with its derivatives: gradient, Jacobian, magnitudes. */
#ifndef EQC_DERIVE_H
#define EQC_DERIVE_H

#include "../data/program.h"

/* Derivatives: each is there for who asks for it. */
enum derive_want {
    DERIVE_HESSIAN = 1, DERIVE_NORMAL = 2, DERIVE_HV = 4, DERIVE_VJ = 8,
    DERIVE_ALONG = 16,       /* J v, and the second derivative along v */
    DERIVE_SECOND = 31,
    DERIVE_GRADIENT = 32,    /* of the loss */
    DERIVE_ROWS = 64,        /* Jacobian entries and magnitudes */
    DERIVE_ALL = 127
};

/*
 * A new program that shares p's dag: everything of p, and of the loops and
 * entries named in program.h under "what derive() adds" those of `wants`
 * (enum derive_want).  Free it with derive_free, before p.
 */
struct program *derive(const struct program *p, unsigned wants);
void derive_free(struct program *p);
/* Free what derive(p, ...) has copies of; sizes and constants are left. */
void derive_forget(struct program *p);

/* p's lets written out in e: loads of defined arrays become their values. */
Expr derive_expand(struct program *p, Expr e);

#endif
