/* differential_subject.c -- from text to a bound problem and an oracle. */
#include "differential_inside.h"

#include <stdlib.h>
#include <string.h>

#include "door/files.h"
#include "math/derive.h"
#include "math/lower.h"
#include "plan/planner.h"
#include "read/parse.h"
#include "read/resolve.h"
#include "write/emit_main.h"
#include "write/mangle.h"
#include "write/vm_engine.h"

static bool fine(const struct subject *s)
{
    return diag_errors(s->diag) == 0;
}

static bool compile(struct subject *s)
{
    s->ast = parse(s->arena, s->source, &file_host, s->names, s->diag);
    if (!fine(s))
        return false;
    s->model = resolve(s->arena, s->ast, s->names, s->diag);
    if (!fine(s))
        return false;
    s->program = lower(s->arena, s->model, s->names, s->diag);
    if (!fine(s))
        return false;
    s->derived = derive(s->program, DERIVE_ALL);
    s->plan = plan_make(s->derived, s->diag);
    return fine(s);
}

static bool bind(struct subject *s, FILE *log)
{
    vm_engine(s->arena, s->plan, s->model, s->source, NULL, &s->host);
    s->host.folder = file_folder(s->arena, s->source->name);
    return bound_open(&s->bound, &s->host, log) == 0;
}

static struct subject *subject_make(struct arena *arena, const char *name,
                                    const char *text, size_t len, FILE *log)
{
    struct subject *s = calloc(1, sizeof *s);

    if (!s)
        abort();
    s->arena = arena;
    s->source = source_make(arena, name, text, len);
    s->names = names_make(arena);
    s->diag = diag_make(arena, s->source);
    if (!compile(s)) {
        diag_print(s->diag, log, false);
        subject_close(s);
        return NULL;
    }
    if (!bind(s, log)) {
        subject_close(s);
        return NULL;
    }
    s->oracle = oracle_make(s->program, &s->bound.inputs);
    return s;
}

struct subject *subject_open(const char *path, FILE *log)
{
    struct arena *arena = arena_make();
    size_t len;
    char *text = file_read(arena, path, &len);

    if (!text) {
        fprintf(log, "%s: cannot be read\n", path);
        arena_free(arena);
        return NULL;
    }
    return subject_make(arena, path, text, len, log);
}

struct subject *subject_of_text(const char *name, const char *text,
                                FILE *log)
{
    return subject_make(arena_make(), name, text, strlen(text), log);
}

void subject_close(struct subject *s)
{
    if (s->oracle)
        oracle_free(s->oracle);
    bound_close(&s->bound);
    plan_free(s->plan);
    derive_free(s->derived);
    program_free(s->program);
    if (s->model)
        model_free(s->model);
    if (s->ast)
        ast_free(s->ast);
    names_free(s->names);
    arena_free(s->arena);
    free(s);
}

void subject_print(struct subject *s, unsigned seed, unsigned points,
                   FILE *out)
{
    bound_print(&s->bound, seed, points, out);
}

size_t subject_compared(const struct subject *s)
{
    return s->compared;
}

size_t subject_finite(const struct subject *s)
{
    return s->finite;
}

/* ---- generated C -------------------------------------------------------- */

static FILE *create(struct subject *s, const char *folder, const char *stem,
                    const char *suffix)
{
    return fopen(arena_printf(s->arena, "%s/%s%s", folder, stem, suffix),
                 "w");
}

bool subject_emit(struct subject *s, const char *folder)
{
    const char *stem = mangle_prefix(s->arena, file_stem(s->arena,
                                                         s->source->name));
    struct emit_options o = {.prefix = stem, .source = s->source,
                             .shared = true, .strict = true,
                             .with = EMIT_LOSS | EMIT_GRADIENT};
    FILE *c = create(s, folder, stem, ".c"), *h = create(s, folder, stem, ".h");
    FILE *m = create(s, folder, stem, "_main.c");
    bool ok = c && h && m;

    o.header = arena_printf(s->arena, "%s.h", stem);
    ok = ok && emit_c(s->plan, &o, c, h) == 0 &&
         emit_main(s->plan, s->model, &o, s->host.folder, m) == 0;
    if (c)
        fclose(c);
    if (h)
        fclose(h);
    if (m)
        fclose(m);
    return ok;
}
