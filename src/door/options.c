/* options.c -- reading the command line by the rows of options.def. */
#include "options.h"

#include <stdint.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/names.h"

struct row {
    const char *name;
    char letter;
    const char *argument, *commands, *text;
};

static const struct row rows[] = {
#define OPTION_ROW(id, name, letter, argument, commands, text)               \
    {name, letter, argument, commands, text},
#include "options.def"
#undef OPTION_ROW
};

/* Options of the driver, which the command line may carry for it. */
static const struct row host_rows[] = {
#define HOST_OPTION(id, name, argument, text) {name, 0, argument, "r", text},
#include "../../runtime/host/host_options.def"
#undef HOST_OPTION
};

enum { HOST_COUNT = sizeof host_rows / sizeof *host_rows };

static bool named(const struct row *r, const char *arg, size_t n)
{
    if (strlen(r->name) == n && strncmp(r->name, arg, n) == 0)
        return true;
    return n == 1 && r->letter && r->letter == arg[0];
}

static int find(const struct row *table, int count, const char *arg, size_t n)
{
    for (int k = 0; k < count; k++)
        if (named(&table[k], arg, n))
            return k;
    return -1;
}

static void unknown(const char *command, char letter, bool pass_on,
                    const char *arg, size_t n)
{
    const char *names[OPT_COUNT + HOST_COUNT], *near;
    size_t count = 0;
    char text[64];

    for (int k = 0; k < OPT_COUNT; k++)
        if (strchr(rows[k].commands, letter))
            names[count++] = rows[k].name;
    for (int k = 0; pass_on && k < HOST_COUNT; k++)
        names[count++] = host_rows[k].name;
    snprintf(text, sizeof text, "%.*s", (int)(n < 60 ? n : 60), arg);
    near = name_nearest(text, names, count);
    fprintf(stderr, "eqc: %s has no option --%s", command, text);
    if (near)
        fprintf(stderr, "; did you mean --%s?", near);
    fputc('\n', stderr);
}

struct reader {
    struct options *o;
    char letter;
    bool pass_on;
    int argc, k;
    char **argv;
    size_t ats;
};

/* The argument of an option: after '=', or the next word. */
static const char *argument(struct reader *r, const char *name, size_t n)
{
    const char *arg = r->argv[r->k];
    const char *equals = strchr(arg, '=');

    if (equals && (size_t)(equals - arg) <= n + 2 && arg[1] == '-')
        return equals + 1;
    if (r->k + 1 < r->argc)
        return r->argv[++r->k];
    fprintf(stderr, "eqc: %.*s needs an argument\n", (int)n, name);
    return NULL;
}

static bool to_driver(struct reader *r, int host)
{
    const char *arg = r->argv[r->k];

    r->o->rest[r->o->rest_count++] = r->argv[r->k];
    if (!host_rows[host].argument || strchr(arg, '='))
        return true;
    if (r->k + 1 >= r->argc) {
        fprintf(stderr, "eqc: %s needs an argument\n", arg);
        return false;
    }
    r->o->rest[r->o->rest_count++] = r->argv[++r->k];
    return true;
}

/* Commands that solve nothing read their inputs as the driver does. */
static void repeat_for_driver(struct reader *r, const char *option,
                              const char *value)
{
    r->o->rest[r->o->rest_count++] = (char *)(uintptr_t)option;
    r->o->rest[r->o->rest_count++] = (char *)(uintptr_t)value;
}

static bool own(struct reader *r, int id, const char *name, size_t n)
{
    struct options *o = r->o;

    if (!rows[id].argument) {
        o->value[id] = "";
        o->help |= id == OPT_HELP;
        return true;
    }
    o->value[id] = argument(r, name, n);
    if (id == OPT_AT && o->value[id])
        o->at[r->ats++] = o->value[id];
    if (id == OPT_SET && o->value[id])
        repeat_for_driver(r, "--set", o->value[id]);
    if (id == OPT_DATA && o->value[id])
        repeat_for_driver(r, "--data", o->value[id]);
    return o->value[id] != NULL;
}

static bool option(struct reader *r)
{
    const char *arg = r->argv[r->k];
    const char *name = arg + (arg[1] == '-' ? 2 : 1);
    size_t n = strcspn(name, "=");
    int id = find(rows, OPT_COUNT, name, n);
    int host = r->pass_on ? find(host_rows, HOST_COUNT, name, n) : -1;

    if (id >= 0 && strchr(rows[id].commands, r->letter))
        return own(r, id, name, n);
    if (host >= 0)
        return to_driver(r, host);
    unknown(r->o->command, r->letter, r->pass_on, name, n);
    return false;
}

bool options_read(struct options *o, struct arena *a, char letter,
                  bool pass_on, int argc, char **argv)
{
    struct reader r = {o, letter, pass_on, argc, 2, argv, 0};
    bool only_files = false;
    size_t room = 2 * (size_t)argc + 2;

    memset(o, 0, sizeof *o);
    o->command = argv[1];
    o->files = arena_array(a, room, sizeof *o->files);
    o->at = arena_array(a, room, sizeof *o->at);
    o->rest = arena_array(a, room, sizeof *o->rest);
    o->rest[o->rest_count++] = (char *)(uintptr_t)"eqc";
    for (; r.k < argc; r.k++) {
        const char *arg = argv[r.k];
        if (!only_files && strcmp(arg, "--") == 0)
            only_files = true;
        else if (only_files || arg[0] != '-' || arg[1] == '\0')
            o->files[o->file_count++] = arg;
        else if (!option(&r))
            return false;
    }
    return true;
}

static void help_row(const struct row *r, FILE *out)
{
    char left[64];

    snprintf(left, sizeof left, "%s%s%s%s", strlen(r->name) == 2 &&
             r->name[0] == 'M' ? "-" : "--", r->name,
             r->argument ? "=" : "", r->argument ? r->argument : "");
    fprintf(out, "  %-24s %s\n", left, r->text);
}

void options_help(char letter, FILE *out)
{
    for (int k = 0; k < OPT_COUNT; k++)
        if (strchr(rows[k].commands, letter))
            help_row(&rows[k], out);
    for (int k = 0; k < HOST_COUNT && letter == 'r'; k++)
        if (strcmp(host_rows[k].name, "help") != 0)
            help_row(&host_rows[k], out);
}

bool options_one_of(const struct options *o, enum option_id id,
                    const char *const *values)
{
    if (!o->value[id])
        return true;
    for (int k = 0; values[k]; k++)
        if (strcmp(values[k], o->value[id]) == 0)
            return true;
    fprintf(stderr, "eqc: --%s takes %s, not %s\n", rows[id].name,
            rows[id].argument, o->value[id]);
    return false;
}
