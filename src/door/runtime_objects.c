/* runtime_objects.c -- see runtime_objects.h. */
#include "runtime_objects.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../write/embedded.h"
#include "compiler.h"
#include "files.h"

/*
 * Each half is one translation unit: reading the same headers thirty times
 * was half the cost.  The host reads and prints; -O1 is enough for it.
 */
static const struct half {
    const char *folder, *source, *object, *level;
} halves[] = {
    {"core/", "core.c", "core.o", "-O2"},
    {"host/", "host.c", "host.o", "-O1"},
};

enum { HALVES = sizeof halves / sizeof *halves };

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

static int object(struct job *j, const struct workdir *w,
                  const struct half *h, const char **path)
{
    const char *old = kept(j, h), *new = workdir_file(w, j->arena, h->object);
    const char *inputs[] = {workdir_file(w, j->arena, h->source), NULL};
    struct compile c = {inputs, new, h->level, false};
    int exit;

    *path = old ? old : new;
    if (old && access(old, R_OK) == 0)
        return EXIT_DONE;
    if (!write_half(j, w, h))
        return EXIT_USAGE;
    exit = compiler_run(j, w, &c);
    if (exit == EXIT_DONE && old && !file_copy(j->arena, new, old, false))
        exit = EXIT_USAGE;
    return exit;
}

int runtime_objects(struct job *j, const struct workdir *w,
                    const char **paths)
{
    int exit = write_texts(j, w) ? EXIT_DONE : EXIT_USAGE;

    for (size_t k = 0; k < HALVES && exit == EXIT_DONE; k++)
        exit = object(j, w, &halves[k], &paths[k]);
    return exit;
}
