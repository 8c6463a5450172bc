/* build.c -- eqc build FILE: a solver program, by way of C. */
#include "build.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/vec.h"
#include "../write/embedded.h"
#include "../write/emit_main.h"
#include "compiler.h"
#include "depfile.h"
#include "files.h"

/* ---- the sources -------------------------------------------------------- */

static FILE *create(struct job *j, const struct workdir *w, const char *name)
{
    const char *path = workdir_file(w, j->arena, name);
    FILE *f = fopen(path, "wb");

    if (!f)
        fprintf(stderr, "eqc: %s: %s\n", path, strerror(errno));
    return f;
}

static bool finish(const struct workdir *w, FILE *f)
{
    bool ok = !ferror(f);

    if (fclose(f) == 0 && ok)
        return true;
    fprintf(stderr, "eqc: %s: %s\n", w->path, strerror(errno));
    return false;
}

static bool write_runtime(struct job *j, const struct workdir *w)
{
    for (size_t k = 0; k < embedded_file_count; k++) {
        const struct embedded_file *e = &embedded_files[k];
        FILE *f = create(j, w, e->path);

        if (!f)
            return false;
        fwrite(e->text, 1, e->len, f);
        if (!finish(w, f))
            return false;
    }
    return true;
}

/* m.c and m.h: the problem, in fixed names; main.c: the rest. */
static int write_problem(struct job *j, struct emit_options *o,
                         const char *folder, const struct workdir *w)
{
    FILE *c = create(j, w, "m.c"), *h = create(j, w, "m.h");
    FILE *m = create(j, w, "main.c");
    int exit = c && h && m ? EXIT_DONE : EXIT_USAGE;

    o->header = "m.h";
    o->shared = true;
    if (exit == EXIT_DONE)
        exit = emit_write(j, o, c, h);
    if (exit == EXIT_DONE &&
        emit_main(j->plan, j->model, o, folder, m) == -2)
        exit = emit_failed(j);
    if (c && !finish(w, c))
        exit = exit ? exit : EXIT_USAGE;
    if (h && !finish(w, h))
        exit = exit ? exit : EXIT_USAGE;
    if (m && !finish(w, m))
        exit = exit ? exit : EXIT_USAGE;
    return exit;
}

/* All that is to be compiled: the .c files of the runtime, and ours. */
static const char *const *sources(struct job *j)
{
    const char **list = arena_array(j->arena, embedded_file_count + 3,
                                    sizeof *list);
    size_t n = 0;

    list[n++] = "m.c";
    list[n++] = "main.c";
    for (size_t k = 0; k < embedded_file_count; k++) {
        const char *path = embedded_files[k].path;
        size_t length = strlen(path);

        if (length > 2 && strcmp(path + length - 2, ".c") == 0)
            list[n++] = path;
    }
    return list;
}

int build_program(struct job *j, struct emit_options *o, const char *folder,
                  struct workdir *w, const char *program)
{
    static const char *const folders[] = {"core", "host", NULL};
    int exit;

    if (!workdir_open(w, j->arena, folders))
        return EXIT_USAGE;
    exit = write_problem(j, o, folder, w);
    if (exit == EXIT_DONE && !write_runtime(j, w))
        exit = EXIT_USAGE;
    if (exit == EXIT_DONE)
        exit = compiler_run(j, w, sources(j), program);
    if (exit != EXIT_DONE)
        workdir_close(w);
    return exit;
}

/* ---- the command -------------------------------------------------------- */

static bool copy_stream(FILE *from, FILE *to)
{
    char chunk[65536];
    size_t n;

    while ((n = fread(chunk, 1, sizeof chunk, from)) > 0)
        if (fwrite(chunk, 1, n, to) != n)
            return true;         /* file_commit says why */
    return !ferror(from);
}

/* Others may read and run it as the umask allows. */
static void make_executable(FILE *f)
{
    mode_t mask = umask(0);

    umask(mask);
    fchmod(fileno(f), 0777 & ~mask);
}

/* Copied, as the directory may be on another file system. */
static bool copy_program(struct job *j, const struct workdir *w,
                         const char *program, const char *path)
{
    FILE *from = fopen(workdir_file(w, j->arena, program), "rb");
    struct file_out f;
    bool ok;

    if (!from || !file_begin(&f, j->arena, path)) {
        if (from)
            fclose(from);
        else
            fprintf(stderr, "eqc: the C compiler wrote no program\n");
        return false;
    }
    ok = copy_stream(from, f.stream);
    fclose(from);
    if (!ok) {
        file_abandon(&f);
        return false;
    }
    if (f.beside)
        make_executable(f.stream);
    return file_commit(&f);
}

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
    if (!copy_program(j, &w, "program", output) ||
        !depfile_write(j, output, NULL))
        exit = EXIT_USAGE;
    workdir_close(&w);
    return exit;
}
