/* runtime_objects.c -- see runtime_objects.h. */
#include "runtime_objects.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../write/embedded.h"
#include "compiler.h"
#include "files.h"

/*
 * Compiled side by side (decisions/0048).
 * Each half is one translation unit: reading the same headers thirty times
 * was half the cost.  The host reads and prints; -O1 is enough for it.
 */
static const struct half {
    const char *folder, *source, *object, *level;
} halves[] = {
    {"core/", "core.c", "core.o", "-O2"},
    {"host/", "host.c", "host.o", "-O1"},
};

enum { HALVES = PROCESSES };      /* all at once */

static bool is_source(const struct half *h, const struct embedded_file *e)
{
    size_t n = strlen(e->path);

    return strncmp(e->path, h->folder, strlen(h->folder)) == 0 && n > 2 &&
           strcmp(e->path + n - 2, ".c") == 0;
}

static bool write_half(struct job *j, const struct workdir *w,
                       const struct half *h)
{
    FILE *f = workdir_create(w, j->arena, h->source);

    if (!f)
        return false;
    fputs("#define EQR_DISPATCH\n", f);         /* tiles.c */
    for (size_t k = 0; k < embedded_file_count; k++)
        if (is_source(h, &embedded_files[k]))
            fprintf(f, "#include \"%s\"\n", embedded_files[k].path);
    return workdir_finish(w, f);
}

static bool write_texts(struct job *j, const struct workdir *w)
{
    for (size_t k = 0; k < embedded_file_count; k++) {
        const struct embedded_file *e = &embedded_files[k];
        FILE *f = workdir_create(w, j->arena, e->path);

        if (!f)
            return false;
        fwrite(e->text, 1, e->len, f);
        if (!workdir_finish(w, f))
            return false;
    }
    return true;
}

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t h, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * UINT64_C(1099511628211);
    return h;
}

/* Where it is kept, or NULL. */
static const char *kept(struct job *j, const struct half *h)
{
    const char *folder = getenv("EQC_CACHE");
    const char *words = compiler_words(j, h->level);
    uint64_t key = hash(UINT64_C(14695981039346656037), words, strlen(words));

    if (!folder || !*folder)
        return NULL;
    for (size_t k = 0; k < embedded_file_count; k++)
        key = hash(key, embedded_files[k].text, embedded_files[k].len);
    return arena_printf(j->arena, "%s/eqc-%016llx-%s", folder,
                        (unsigned long long)key, h->object);
}

/* Is there a place for what is to be kept?  Looked at before the compiling. */
static bool can_keep(const char *old)
{
    const char *folder = getenv("EQC_CACHE");

    if (!old || access(folder, W_OK) == 0)
        return true;
    fprintf(stderr, "eqc: %s: %s\n", old, strerror(errno));
    return false;
}

/* What is to be compiled of half h, or false: it is kept already. */
static bool wanted(struct job *j, const struct workdir *w,
                   const struct half *h, const char *old,
                   struct compile *to)
{
    const char **inputs = arena_array(j->arena, 2, sizeof *inputs);

    if (old && access(old, R_OK) == 0)
        return false;
    inputs[0] = workdir_file(w, j->arena, h->source);
    inputs[1] = NULL;
    *to = (struct compile){inputs, workdir_file(w, j->arena, h->object),
                           h->level, false, false};
    return true;
}

int runtime_objects(struct job *j, const struct workdir *w,
                    const char **paths)
{
    struct compile todo[HALVES];
    const char *to[HALVES];
    size_t n = 0;
    int exit = write_texts(j, w) ? EXIT_DONE : EXIT_USAGE;

    for (size_t k = 0; k < HALVES && exit == EXIT_DONE; k++) {
        const char *old = kept(j, &halves[k]);

        paths[k] = old ? old : workdir_file(w, j->arena, halves[k].object);
        if (!wanted(j, w, &halves[k], old, &todo[n]))
            continue;
        to[n++] = old;
        if (!can_keep(old) || !write_half(j, w, &halves[k]))
            exit = EXIT_USAGE;
    }
    if (exit == EXIT_DONE)
        exit = compiler_run_all(j, w, todo, n);
    for (size_t k = 0; k < n && exit == EXIT_DONE; k++)
        if (to[k] && !file_copy(j->arena, todo[k].output, to[k], false))
            exit = EXIT_USAGE;
    return exit;
}
