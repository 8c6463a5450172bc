/* engine.c -- see engine.h. */
#include "engine.h"

#include <string.h>

#include "../../runtime/core/solvers.h"
#include "../write/vm_engine.h"
#include "files.h"

static const eqr_solver *const solvers[] = {
#define SOLVER(name, needs, honours, text) &eqr_##name,
#include "../../runtime/core/solvers.def"
#undef SOLVER
    NULL,
};

static void set_option(eqr_options *to, const char *name, double value)
{
#define OPTION(type, field, start, whose, text)                              \
    if (strcmp(name, #field) == 0)                                           \
        to->field = (type)value;
#include "../../runtime/core/options.def"
#undef OPTION
}

static eqr_options options_of(const struct solve *s)
{
    eqr_options o = eqr_options_default();

    for (size_t k = 0; k < s->options.n; k++)
        set_option(&o, s->options.at[k].name, s->options.at[k].value);
    return o;
}

void engine_vm(struct job *j, eqh_program *out)
{
    vm_engine(j->arena, j->plan, j->model, j->source, out);
    out->warnings = job_warnings(j);
    out->folder = file_folder(j->arena, j->path);
    out->solvers = solvers;
    out->options = options_of(&j->program->solve);
}
