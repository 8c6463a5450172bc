/* differential_inside.h -- what differential*.c share. */
#ifndef DIFFERENTIAL_INSIDE_H
#define DIFFERENTIAL_INSIDE_H

#include "../../runtime/host/inputs.h"
#include "base/arena.h"
#include "base/diag.h"
#include "data/model.h"
#include "data/plan.h"
#include "differential.h"
#include "differential_oracle.h"

struct subject {
    struct arena *arena;
    struct names *names;
    struct source *source;
    struct diag *diag;
    struct ast *ast;
    struct model *model;
    struct program *program, *derived;
    struct plan *plan;
    eqh_program host;
    eqh_args args;
    eqh_loaded loaded;
    bool is_loaded;
    eqh_inputs inputs;
    eqr_problem problem;
    double *start;
    struct oracle *oracle;
    size_t compared, finite;
};

/* Point number k: 0 is the start, the others are near it, inside bounds. */
void subject_point(const struct subject *s, unsigned seed, unsigned k,
                   double *x);

#endif
