/* run.c -- eqc run FILE: solve and print the result. */
#include "bound.h"
#include "emit.h"
#include "engine.h"
#include "generic.h"

#include <string.h>

static bool is(const struct options *o, enum option_id id, const char *word)
{
    return o->value[id] && strcmp(o->value[id], word) == 0;
}

/* Which engine?  The interpreter knows only doubles. */
static bool choose_engine(const struct options *o, bool *compile)
{
    static const char *const engines[] = {"vm", "cc", NULL};

    if (!options_one_of(o, OPT_ENGINE, engines))
        return false;
    *compile = is(o, OPT_ENGINE, "cc") || is(o, OPT_REAL, "float");
    if (*compile && is(o, OPT_ENGINE, "vm")) {
        fputs("eqc: --engine=vm computes in double; --real=float needs "
              "--engine=cc\n", stderr);
        return false;
    }
    return true;
}

/*
 * What the derivatives at random points say, as first lines, where that is
 * quick.  What cannot be bound is refused here as it would be by the driver,
 * whose turn it is only after that: nothing is said twice.
 */
static int look_around(struct job *j)
{
    struct bound b;
    int code;

    bool exact = j->plan->cls == EQR_CLASS_SYSTEM &&
                 (j->plan->flags & EQR_LINEAR);

    if (exact || j->finding != FINDING_NONE || !generic_is_quick(j))
        return EXIT_DONE;
    code = bound_load_for_run(j, &b);
    if (code == 0 && b.params_known)
        code = bound_start(&b);
    if (code == 0 && b.params_known)
        generic_check(j, &b, j->structural);
    bound_free(&b);
    return code;
}

int command_run(struct job *j)
{
    bool compile;
    eqh_program p;
    int exit;

    if (!choose_engine(j->options, &compile) || !emit_check_options(j))
        return EXIT_USAGE;
    j->reports = true;
    exit = job_compile(j);
    if (exit)
        return exit;
    exit = look_around(j);
    j->later = exit == 0 && !compile && job_form(j) != DIAG_HUMAN &&
               job_fine(j);
    if (!j->later && !job_report(j))
        return EXIT_ERRORS;
    if (exit)
        return exit;
    if (compile)
        return engine_cc(j);
    engine_vm(j, &p);
    exit = eqh_main(&p, j->options->rest_count, j->options->rest);
    if (j->later)
        job_print(j);
    return exit;
}
