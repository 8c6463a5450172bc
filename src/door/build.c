/* build.c -- eqc build FILE: a solver program, by way of C. */
#include "build.h"

#include <string.h>

#include "../../runtime/core/sensitivity.h"
#include "../write/emit_main.h"
#include "compiler.h"
#include "depfile.h"
#include "engine.h"
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

/* What a problem is written to. */
struct parts { const char *c, *header, *main; };

static const struct parts own = {"m.c", "m.h", "main.c"},
                          wide = {"wide.c", "wide.h", "wide_main.c"};

/* The problem, in fixed names, and its tables for the driver. */
static int write_parts(struct job *j, const struct emit_options *o,
                       const struct parts *p, const char *folder,
                       const struct workdir *w)
{
    FILE *c = workdir_create(w, j->arena, p->c);
    FILE *h = workdir_create(w, j->arena, p->header);
    FILE *m = workdir_create(w, j->arena, p->main);
    int exit = c && h && m ? EXIT_DONE : EXIT_USAGE;

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

/* The same with its params as unknowns: what derivatives by them are had from. */
static int write_wide(const struct job *j, const struct emit_options *o,
                      const char *folder, const struct workdir *w)
{
    struct job of_wide = *j;
    struct emit_options with = {
        .prefix = arena_printf(j->arena, "%s_wide", o->prefix),
        .header = wide.header, .source = o->source, .is_float = o->is_float,
        .shared = true, .strict = o->strict, .constants = o->constants,
        .constant_count = o->constant_count, .widened = true,
    };

    of_wide.plan = j->wide.plan;
    return write_parts(&of_wide, &with, &wide, folder, w);
}

static int write_problem(struct job *j, struct emit_options *o,
                         const char *folder, const struct workdir *w)
{
    int exit;

    o->header = own.header;
    o->shared = true;
    o->places = explains(j->plan);
    o->with |= o->places ? EMIT_EXPLAIN : 0;
    exit = write_parts(j, o, &own, folder, w);
    return exit || !o->widens ? exit : write_wide(j, o, folder, w);
}

static int compile(struct job *j, const struct workdir *w,
                   const char *program, const struct emit_options *o)
{
    enum { INPUTS = 4 };
    const char *const sources[INPUTS] = {own.c, own.main, wide.c, wide.main};
    const char *inputs[INPUTS + 3] = {NULL};
    int n = o->widens ? INPUTS : INPUTS - 2, exit;
    struct compile c = {inputs, workdir_file(w, j->arena, program), "-O2",
                        true, o->places};

    for (int k = 0; k < n; k++)
        inputs[k] = workdir_file(w, j->arena, sources[k]);
    exit = runtime_objects(j, w, inputs + n);
    return exit ? exit : compiler_run(j, w, &c);
}

/* Are there params to differentiate by, and not too many unknowns? */
static bool is_sensitive(struct job *j)
{
    const struct dag *g = j->program->dag;
    Expr n = j->plan->n;

    return j->plan->cls != EQR_CLASS_EVALUATION &&
           !(dag_is_int(g, n) &&
             dag_int_value(g, n) > EQR_SENSITIVITY_MOST) && engine_widen(j);
}

int build_program(struct job *j, struct emit_options *o, const char *folder,
                  struct workdir *w, const char *program, bool sensitive)
{
    static const char *const folders[] = {"core", "host", NULL};
    int exit;

    if (!workdir_open(w, j->arena, folders))
        return EXIT_USAGE;
    o->widens = sensitive && is_sensitive(j);
    exit = write_problem(j, o, folder, w);
    if (exit == EXIT_DONE)
        exit = compile(j, w, program, o);
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
    exit = build_program(j, &o, folder_of(j), &w, "program", true);
    if (exit)
        return exit;
    if (!file_copy(j->arena, workdir_file(&w, j->arena, "program"), output,
                   true) ||
        !depfile_write(j, output, NULL))
        exit = EXIT_USAGE;
    workdir_close(&w);
    return exit;
}
