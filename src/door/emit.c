/* emit.c -- eqc emit FILE: C, or any stage on the way there. */
#include "emit.h"

#include <string.h>

#include "../base/names.h"
#include "../math/derive.h"
#include "../write/mangle.h"
#include "depfile.h"
#include "engine.h"
#include "files.h"

/* ---- choices ------------------------------------------------------------ */

struct with_word { const char *word; unsigned derivatives; };

static const struct with_word with_words[] = {
#define WITH(tag, word, function, derivatives, outputs, body, text)           \
    {#word, derivatives},
#include "../write/with.def"
#undef WITH
};

static int find_with(struct arena *arena, const char *s, size_t n)
{
    const char *names[EMIT_WITH_COUNT], *near;
    const char *word = arena_strndup(arena, s, n < 60 ? n : 60);

    for (int k = 0; k < EMIT_WITH_COUNT; k++) {
        names[k] = with_words[k].word;
        if (strcmp(names[k], word) == 0)
            return k;
    }
    fprintf(stderr, "eqc: --with knows no `%s`; ", word);
    near = name_nearest(word, names, EMIT_WITH_COUNT);
    if (near)
        fprintf(stderr, "did you mean %s?\n", near);
    else
        for (int k = 0; k < EMIT_WITH_COUNT; k++)
            fprintf(stderr, "%s%s", names[k],
                    k + 2 < EMIT_WITH_COUNT ? ", "
                    : k + 2 == EMIT_WITH_COUNT ? " and " : "\n");
    return -1;
}

/* "residual,loss", into bits of enum emit_with, and of enum derive_want. */
static bool choose_with(struct job *j, unsigned *with)
{
    const char *list = j->options->value[OPT_WITH];

    while (list) {
        size_t n = strcspn(list, ",");
        int k = find_with(j->arena, list, n);

        if (k < 0)
            return false;
        *with |= 1u << k;
        j->asked |= with_words[k].derivatives;
        list = list[n] ? list + n + 1 : NULL;
    }
    return true;
}

/* What a plan has not is refused. */
static bool has_with(const struct job *j, unsigned with)
{
    for (int k = 0; k < EMIT_WITH_COUNT; k++)
        if ((with >> k & 1) && !emit_offers(j->plan, k)) {
            fprintf(stderr, "eqc: --with=%s: this problem has no %s\n",
                    with_words[k].word, with_words[k].word);
            return false;
        }
    return true;
}

/* The problem with its params as unknowns. */
static bool choose_wide(struct job *j, struct emit_options *o)
{
    if (!(o->with & EMIT_SENSITIVITY))
        return true;
    if (!engine_widen(j)) {
        fputs("eqc: --with=sensitivity: there are no params that can be "
              "differentiated by\n", stderr);
        return false;
    }
    o->wide = j->wide.plan;
    return true;
}

static bool check_prefix(const struct job *j)
{
    const char *prefix = j->options->value[OPT_PREFIX];
    const char *better = prefix ? mangle_prefix(j->arena, prefix) : prefix;

    if (!prefix || strcmp(prefix, better) == 0)
        return true;
    fprintf(stderr, "eqc: --prefix %s is no name in C; %s would be one\n",
            prefix, better);
    return false;
}

static bool check_solver(const char *name)
{
    static const char *const names[] = {
#define SOLVER(name, needs, honours, text) #name,
#include "../../runtime/core/solvers.def"
#undef SOLVER
    };
    enum { COUNT = sizeof names / sizeof *names };
    const char *near;

    for (int k = 0; k < COUNT && name; k++)
        if (strcmp(names[k], name) == 0)
            return true;
    if (!name)
        return true;
    near = name_nearest(name, names, COUNT);
    fprintf(stderr, "eqc: there is no solver `%s`; ", name);
    if (near)
        fprintf(stderr, "did you mean %s?\n", near);
    else
        for (int k = 0; k < COUNT; k++)
            fprintf(stderr, "%s%s", names[k], k + 1 < COUNT ? ", " : "\n");
    return false;
}

bool emit_check_options(struct job *j)
{
    static const char *const stages[] = {
        "ast", "model", "program", "derivative", "plan", "c",
        "latex", "dot", NULL};
    static const char *const runtimes[] = {"static", "shared", NULL};
    static const char *const reals[] = {"double", "float", NULL};
    static const char *const fps[] = {"fast", "strict", NULL};
    const struct options *o = j->options;
    unsigned with = 0;

    return options_one_of(o, OPT_STAGE, stages) &&
           options_one_of(o, OPT_RUNTIME, runtimes) &&
           options_one_of(o, OPT_REAL, reals) &&
           options_one_of(o, OPT_FP, fps) && check_prefix(j) &&
           check_solver(o->value[OPT_SOLVER]) &&
           choose_with(j, &with) &&
           depfile_check(o);
}

static bool is(const struct options *o, enum option_id id, const char *word)
{
    return o->value[id] && strcmp(o->value[id], word) == 0;
}

/* The name of the problem: --prefix, the file's, or that of the output. */
static const char *prefix_of(const struct job *j)
{
    const char *output = j->options->value[OPT_OUTPUT];
    bool standard = strcmp(j->path, "-") == 0;

    if (j->options->value[OPT_PREFIX])
        return j->options->value[OPT_PREFIX];
    return mangle_prefix(j->arena, file_stem(j->arena, standard && output
                                                       ? output : j->path));
}

static void choose_constants(const struct job *j, struct emit_options *o)
{
    const struct program *p = j->program;
    struct emit_constant *c = arena_array(j->arena, p->constants.n + 1,
                                          sizeof *c);

    for (size_t k = 0; k < p->constants.n; k++)
        c[k] = (struct emit_constant){p->constants.at[k].name,
                                      p->constants.at[k].value};
    o->constants = c;
    o->constant_count = p->constants.n;
}

bool emit_choose(struct job *j, struct emit_options *o)
{
    const struct options *given = j->options;

    *o = (struct emit_options){.prefix = prefix_of(j), .source = j->source};
    o->is_float = is(given, OPT_REAL, "float");
    o->shared = is(given, OPT_RUNTIME, "shared");
    o->strict = is(given, OPT_FP, "strict");
    o->warnings = job_warnings(j);
    choose_constants(j, o);
    return choose_with(j, &o->with) && has_with(j, o->with) &&
           choose_wide(j, o);
}

int emit_failed(const struct job *j)
{
    fprintf(stderr, "eqc: %s: bug: no C could be made of this; please report "
            "it\n", j->source->name);
    return EXIT_BUG;
}

int emit_write(const struct job *j, const struct emit_options *o, FILE *c,
               FILE *h)
{
    /* -1, a full disk, shows when the files are closed. */
    return emit_c(j->plan, o, c, h) == -2 ? emit_failed(j) : EXIT_DONE;
}

/* ---- the command -------------------------------------------------------- */

/* "dir/fit.c" or "dir/fit" -> "dir/fit.h" */
static char *header_of(const struct job *j, const char *c_file)
{
    size_t n = strlen(c_file);

    if (n > 2 && strcmp(c_file + n - 2, ".c") == 0)
        n -= 2;
    return arena_printf(j->arena, "%.*s.h", (int)n, c_file);
}

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The C text alone: to standard output, or to a device. */
static int emit_text(struct job *j, struct emit_options *o, const char *path)
{
    struct file_out c;
    int exit;

    o->header = arena_printf(j->arena, "%s.h", o->prefix);
    if (!file_begin(&c, j->arena, path))
        return EXIT_USAGE;
    exit = emit_write(j, o, c.stream, NULL);
    if (exit) {
        file_abandon(&c);
        return exit;
    }
    return file_commit(&c) ? EXIT_DONE : EXIT_USAGE;
}

static int emit_pair(struct job *j, struct emit_options *o, const char *path)
{
    struct file_out c, h;
    char *header = header_of(j, path);
    int exit;

    o->header = base_of(header);
    if (!file_begin(&c, j->arena, path))
        return EXIT_USAGE;
    if (!file_begin(&h, j->arena, header)) {
        file_abandon(&c);
        return EXIT_USAGE;
    }
    exit = emit_write(j, o, c.stream, h.stream);
    if (exit) {
        file_abandon(&c);
        file_abandon(&h);
        return exit;
    }
    if (!file_commit_pair(&h, &c))
        return EXIT_USAGE;
    return depfile_write(j, arena_printf(j->arena, "%s", path), header)
        ? EXIT_DONE : EXIT_USAGE;
}

/* A stage before C; with -o, into that file. */
static int emit_stage(struct job *j, const char *path)
{
    struct file_out f;
    int exit;

    if (!file_begin(&f, j->arena, path))
        return EXIT_USAGE;
    j->out = f.stream;
    exit = job_compile(j);
    if (exit) {
        file_abandon(&f);
        return exit;
    }
    return file_commit(&f) ? EXIT_DONE : EXIT_USAGE;
}

/* --with=sensitivity lowers the model again, a depfile names its data. */
static bool needs_only_plan(struct job *j)
{
    unsigned with = 0;

    return choose_with(j, &with) && !(with & EMIT_SENSITIVITY) &&
           !j->options->value[OPT_DEPFILE];
}

int command_emit(struct job *j)
{
    const char *path = j->options->value[OPT_OUTPUT];
    const char *stage = j->options->value[OPT_STAGE];
    bool pair = path && strcmp(path, "-") != 0 && !file_is_device(path);
    struct emit_options o;
    int exit;

    if (!emit_check_options(j))
        return EXIT_USAGE;
    if (stage && strcmp(stage, "c") != 0)
        return emit_stage(j, path ? path : "-");
    j->only_plan = needs_only_plan(j);
    exit = job_compile(j);
    if (exit)
        return exit;
    if (!emit_choose(j, &o))
        return EXIT_USAGE;
    return pair && !stage ? emit_pair(j, &o, path)
                          : emit_text(j, &o, path ? path : "-");
}
