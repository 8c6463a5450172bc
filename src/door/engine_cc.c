/* engine_cc.c -- eqc run --engine=cc: compile, run, pass on how it ended. */
#include "build.h"
#include "engine.h"

#include <string.h>

#include "files.h"

/* The driver's own arguments; argv[0] is the name in its messages. */
static int run_program(struct job *j, struct workdir *w, const char *program)
{
    char **argv = arena_array(j->arena, (size_t)j->options->rest_count + 1,
                              sizeof *argv);
    struct ended how;

    memcpy(argv, j->options->rest,
           (size_t)j->options->rest_count * sizeof *argv);
    how = process_run(workdir_file(w, j->arena, program), argv, NULL);
    if (how.signal)
        process_die_of(how.signal);
    if (how.error)
        fprintf(stderr, "eqc: the compiled program does not start: %s\n",
                strerror(how.error));
    workdir_close(w);
    return how.error ? EXIT_USAGE : how.code;
}

/* Only then are derivatives by params compiled, too. */
static bool asks_for_sensitivities(const struct options *o)
{
    for (int k = 0; k < o->rest_count; k++)
        if (strcmp(o->rest[k], "--sensitivity") == 0)
            return true;
    return false;
}

int engine_cc(struct job *j)
{
    struct emit_options o;
    struct workdir w;
    int exit;

    if (!emit_choose(j, &o))
        return EXIT_USAGE;
    exit = build_program(j, &o, file_folder(j->arena, j->path), &w, "eqc",
                         asks_for_sensitivities(j->options));
    return exit ? exit : run_program(j, &w, "eqc");
}
