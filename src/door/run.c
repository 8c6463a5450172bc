/* run.c -- eqc run FILE: solve and print the result. */
#include "engine.h"

#include <string.h>

int command_run(struct job *j)
{
    eqh_program p;
    int exit = job_compile(j);

    if (exit)
        return exit;
    engine_vm(j, &p);
    return eqh_main(&p, j->options->rest_count, j->options->rest);
}
