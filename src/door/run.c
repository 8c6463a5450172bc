/* run.c -- eqc run FILE: solve and print the result. */
#include "emit.h"
#include "engine.h"

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

int command_run(struct job *j)
{
    bool compile;
    eqh_program p;
    int exit;

    if (!choose_engine(j->options, &compile) || !emit_check_options(j))
        return EXIT_USAGE;
    exit = job_compile(j);
    if (exit)
        return exit;
    if (compile)
        return engine_cc(j);
    engine_vm(j, &p);
    return eqh_main(&p, j->options->rest_count, j->options->rest);
}
