/* depfile.c -- see depfile.h. */
#include "depfile.h"

#include <string.h>

#include "files.h"

bool depfile_check(const struct options *o)
{
    const char *output = o->value[OPT_OUTPUT];

    if (o->value[OPT_DEPNAME] && !o->value[OPT_DEPFILE]) {
        fputs("eqc: -MF names the list that -MD asks for: give both\n",
              stderr);
        return false;
    }
    if (!o->value[OPT_DEPFILE])
        return true;
    if (!output || strcmp(output, "-") == 0 || o->value[OPT_STAGE]) {
        fputs("eqc: -MD says what the files of -o depend on: name them "
              "with -o\n", stderr);
        return false;
    }
    return true;
}

/* How many backslashes end right before s[k]. */
static size_t backslashes(const char *s, size_t k)
{
    size_t n = 0;

    while (n < k && s[k - n - 1] == '\\')
        n++;
    return n;
}

/* As gcc writes names: make reads "\ ", "\#" and "$$" as one character, and
 * takes backslashes before a blank in pairs. */
static void print_name(const char *s, FILE *out)
{
    for (size_t k = 0; s[k]; k++) {
        if (s[k] == ' ' || s[k] == '\t')
            for (size_t n = backslashes(s, k) + 1; n > 0; n--)
                fputc('\\', out);
        if (s[k] == '#')
            fputc('\\', out);
        if (s[k] == '$')
            fputc('$', out);
        fputc(s[k], out);
    }
}

static void print_input(const char *path, FILE *out)
{
    fputs(" \\\n  ", out);
    print_name(path, out);
}

/* The data file of a symbol; NULL: none, or that of an earlier symbol. */
static const char *data_file(const struct model *m, size_t k)
{
    const struct symbol *s = &m->symbols.at[k];
    Name file;

    if (ast_absent(m->ast, s->from))
        return NULL;
    file = ast_at(m->ast, s->from)->name;
    for (size_t j = 0; j < k; j++)
        if (!ast_absent(m->ast, m->symbols.at[j].from) &&
            strcmp(ast_at(m->ast, m->symbols.at[j].from)->name, file) == 0)
            return NULL;
    return file;
}

static void print_inputs(struct job *j, FILE *out)
{
    const char *folder = file_folder(j->arena, j->path);

    if (strcmp(j->path, "-") != 0)
        print_input(j->path, out);
    for (size_t k = 1; k < j->source->count; k++)
        print_input(j->source->files[k].name, out);
    for (size_t k = 0; k < j->model->symbols.n; k++) {
        const char *file = data_file(j->model, k);

        if (file)
            print_input(arena_printf(j->arena, "%s%s",
                                     *file == '/' ? "" : folder, file), out);
    }
    fputc('\n', out);
}

/* "fit.c" -> "fit.d", "fit" -> "fit.d", as gcc does. */
static const char *default_name(struct job *j, const char *output)
{
    size_t n = strlen(output);

    if (n > 2 && strcmp(output + n - 2, ".c") == 0)
        n -= 2;
    return arena_printf(j->arena, "%.*s.d", (int)n, output);
}

bool depfile_write(struct job *j, const char *output, const char *also)
{
    const char *name = j->options->value[OPT_DEPNAME];
    struct file_out f;

    if (!j->options->value[OPT_DEPFILE])
        return true;
    if (!file_begin(&f, j->arena, name ? name : default_name(j, output)))
        return false;
    print_name(output, f.stream);
    if (also) {
        fputc(' ', f.stream);
        print_name(also, f.stream);
    }
    fputc(':', f.stream);
    print_inputs(j, f.stream);
    return file_commit(&f);
}
