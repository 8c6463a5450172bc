/* build.c -- eqc build FILE: a solver program, by way of C. */
#include "build.h"

#include <string.h>

#include "../write/emit_main.h"
#include "compiler.h"
#include "depfile.h"
#include "files.h"
#include "runtime_objects.h"

/* ---- the sources -------------------------------------------------------- */

/* A statement a step: C compilers take long over more. */
enum { STEPS_EXPLAINED = 2000 };

static bool explains(const struct plan *p)
{
    size_t steps = 0;

    for (int k = 0; k < FUNCTION_COUNT; k++)
        steps += p->functions[k].steps.n;
    return steps <= STEPS_EXPLAINED;
}

/* m.c and m.h: the problem, in fixed names; main.c: the rest. */
static int write_problem(struct job *j, struct emit_options *o,
                         const char *folder, const struct workdir *w)
{
    FILE *c = workdir_create(w, j->arena, "m.c");
    FILE *h = workdir_create(w, j->arena, "m.h");
    FILE *m = workdir_create(w, j->arena, "main.c");
    int exit = c && h && m ? EXIT_DONE : EXIT_USAGE;

    o->header = "m.h";
    o->shared = true;
    o->places = explains(j->plan);
    o->with |= o->places ? EMIT_EXPLAIN : 0;
    if (exit == EXIT_DONE)
        exit = emit_write(j, o, c, h);
    if (exit == EXIT_DONE &&
        emit_main(j->plan, j->model, o, folder, m) == -2)
        exit = emit_failed(j);
    if (c && !workdir_finish(w, c))
        exit = exit ? exit : EXIT_USAGE;
    if (h && !workdir_finish(w, h))
        exit = exit ? exit : EXIT_USAGE;
    if (m && !workdir_finish(w, m))
        exit = exit ? exit : EXIT_USAGE;
    return exit;
}

static int compile(struct job *j, const struct workdir *w,
                   const char *program, bool explain)
{
    const char *inputs[5] = {workdir_file(w, j->arena, "m.c"),
                             workdir_file(w, j->arena, "main.c")};
    struct compile c = {inputs, workdir_file(w, j->arena, program), "-O2",
                        true, explain};
    int exit = runtime_objects(j, w, inputs + 2);

    return exit ? exit : compiler_run(j, w, &c);
}

int build_program(struct job *j, struct emit_options *o, const char *folder,
                  struct workdir *w, const char *program)
{
    static const char *const folders[] = {"core", "host", NULL};
    int exit;

    if (!workdir_open(w, j->arena, folders))
        return EXIT_USAGE;
    exit = write_problem(j, o, folder, w);
    if (exit == EXIT_DONE)
        exit = compile(j, w, program, o->places);
    if (exit != EXIT_DONE)
        workdir_close(w);
    return exit;
}

/* ---- the command -------------------------------------------------------- */

/* "fit.eq" -> "fit", beside the reader. */
static const char *output_of(struct job *j)
{
    const char *output = j->options->value[OPT_OUTPUT];

    if (output && strcmp(output, "-") != 0)
        return output;
    if (output || strcmp(j->path, "-") == 0) {
        fputs("eqc: name the program to build: -o FILE\n", stderr);
        return NULL;
    }
    if (strcmp(file_stem(j->arena, j->path), j->path) == 0) {
        fprintf(stderr, "eqc: the program would replace %s itself: name it "
                "with -o FILE\n", j->path);
        return NULL;
    }
    return file_stem(j->arena, j->path);
}

/* A program may be moved; where its data are, as seen from here, may not be
 * part of it when that is an absolute path. */
static const char *folder_of(struct job *j)
{
    return *j->path == '/' ? "" : file_folder(j->arena, j->path);
}

int command_build(struct job *j)
{
    const char *output = output_of(j);
    struct emit_options o;
    struct workdir w;
    int exit;

    if (!output || !emit_check_options(j))
        return EXIT_USAGE;
    exit = job_compile(j);
    if (exit)
        return exit;
    if (!emit_choose(j, &o))
        return EXIT_USAGE;
    exit = build_program(j, &o, folder_of(j), &w, "program");
    if (exit)
        return exit;
    if (!file_copy(j->arena, workdir_file(&w, j->arena, "program"), output,
                   true) ||
        !depfile_write(j, output, NULL))
        exit = EXIT_USAGE;
    workdir_close(&w);
    return exit;
}
