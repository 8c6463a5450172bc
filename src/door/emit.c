/* emit.c -- eqc emit FILE: C, or any stage on the way there. */
#include "job.h"

#include "../data/ast.h"

int command_emit(struct job *j)
{
    int exit = job_compile(j);

    return exit;
}
