/* engine.c -- see engine.h. */
#include "engine.h"

#include <string.h>

#include "../../runtime/core/solvers.h"
#include "../math/derive.h"
#include "../math/lower.h"
#include "../plan/planner.h"
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

/* ---- params as unknowns --------------------------------------------------- */

/* The program with these params as unknowns; NULL where one cannot be. */
static struct program *widened(const struct job *j, const bool *wide)
{
    struct diag *d = diag_make(j->arena, j->source);
    struct program *p = lower_wide(j->arena, j->model, j->names, wide, d);

    if (diag_errors(d) == 0)
        return p;
    program_free(p);
    return NULL;
}

/* Mark the params that can be unknowns, each alone; false: none can. */
static bool mark_params(const struct job *j, bool *wide)
{
    bool *alone = arena_array(j->arena, j->model->symbols.n + 1, 1);
    bool any = false;

    for (size_t k = 0; k < j->model->symbols.n; k++)
        alone[k] = wide[k] = false;
    for (size_t k = 0; k < j->model->symbols.n; k++) {
        struct program *p;

        if (j->model->symbols.at[k].kind != SYMBOL_PARAM)
            continue;
        alone[k] = true;
        p = widened(j, alone);
        any |= wide[k] = p != NULL;
        program_free(p);
        alone[k] = false;
    }
    return any;
}

static unsigned wide_wants(const struct program *p)
{
    return p->has_fits || p->has_objective
               ? DERIVE_ROWS | DERIVE_GRADIENT | DERIVE_HESSIAN : DERIVE_ROWS;
}

bool engine_widen(struct job *j)
{
    bool *wide = arena_array(j->arena, j->model->symbols.n + 1, 1);

    if (j->wide.plan != NULL)
        return true;
    if (!mark_params(j, wide) ||
        (j->wide.program = widened(j, wide)) == NULL)
        return false;
    j->wide.derived = derive(j->wide.program, wide_wants(j->wide.program));
    j->wide.plan = plan_make(j->wide.derived,
                             diag_make(j->arena, j->source));
    return true;
}

static int widen(void *wide_of, eqh_program *out)
{
    struct job *j = wide_of;

    if (!engine_widen(j))
        return -1;
    vm_engine(j->arena, j->wide.plan, j->model, j->source, NULL, out);
    return 0;
}

void engine_vm(struct job *j, eqh_program *out)
{
    vm_engine(j->arena, j->plan, j->model, j->source,
              j->later ? j->diag : NULL, out);
    out->warnings = job_warnings(j);
    out->folder = file_folder(j->arena, j->path);
    out->solvers = solvers;
    out->options = options_of(&j->program->solve);
    out->widen = widen;
    out->wide_of = j;
}
