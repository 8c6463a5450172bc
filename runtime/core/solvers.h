/* solvers.h -- the solvers of solvers.def as objects: eqr_lm, eqr_newton... */
#ifndef EQR_SOLVERS_H
#define EQR_SOLVERS_H

#include "eqr.h"

/* A single file defines them as static const, which needs no declaration. */
#ifndef EQR_SINGLE_FILE
#define SOLVER(name, needs, honours, text) extern const eqr_solver eqr_##name;
#include "solvers.def"
#undef SOLVER
#endif

/* Does this method take an option of options.def with that `whose`? */
EQR_API int eqr_takes_option(const char *method, unsigned honours,
                             const char *whose);

#endif
