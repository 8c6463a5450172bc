/* differential_inside.h -- what differential*.c share. */
#ifndef DIFFERENTIAL_INSIDE_H
#define DIFFERENTIAL_INSIDE_H

#include "base/arena.h"
#include "base/diag.h"
#include "data/model.h"
#include "data/plan.h"
#include "differential.h"
#include "differential_bound.h"
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
    struct bound bound;
    struct oracle *oracle;
    size_t compared, finite;
};

#endif
