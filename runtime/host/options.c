/* options.c -- the command line of solver programs; see options.h. */
#include "options.h"

#include "../core/search.h"
#include "../core/solvers.h"

#include <stdlib.h>
#include <string.h>

#include "../core/real.h"
#include "numtext.h"
#include "words.h"

enum option_id {
#define HOST_OPTION(id, name, argument, text) OPTION_##id,
#include "host_options.def"
#undef HOST_OPTION
    OPTION_COUNT
};

typedef struct option_row {
    const char *name, *argument, *text;
} option_row;

static const option_row option_rows[] = {
#define HOST_OPTION(id, name, argument, text) {name, argument, text},
#include "host_options.def"
#undef HOST_OPTION
};

void eqh_args_error(const eqh_args *args)
{
    fprintf(args->err, "%s: error: ", args->name);
}

/* ---- help -------------------------------------------------------------- */

static void options_names(const char *title, const eqh_list *list, FILE *out)
{
    if (list->count == 0)
        return;
    fprintf(out, "%s:", title);
    for (size_t i = 0; i < list->count; i++)
        fprintf(out, " %s", list->items[i].name);
    fputc('\n', out);
}

void eqh_args_help(const eqh_args *args, FILE *out)
{
    const eqh_program *p = args->program;

    fprintf(out, "usage: %s [options]\nSolves %s (%s).\n\n", args->name,
            p->file, p->class_text);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const option_row *row = &option_rows[i];
        const char *argument = row->argument == NULL ? "" : row->argument;
        int width = 20 - (int)strlen(row->name);

        fprintf(out, "  --%s %-*s %s\n", row->name, width, argument,
                row->text);
    }
    fputc('\n', out);
    options_names("unknowns", &p->unknowns, out);
    options_names("params", &p->params, out);
    options_names("data", &p->data, out);
    fprintf(out, "solvers:");
    for (size_t i = 0; p->solvers[i] != NULL; i++)
        fprintf(out, " %s", p->solvers[i]->name);
    fputc('\n', out);
}

/* ---- solvers ----------------------------------------------------------- */

static const eqr_solver *options_solver(const eqh_program *p,
                                        const char *name, size_t length)
{
    for (size_t i = 0; p->solvers[i] != NULL; i++) {
        const char *known = p->solvers[i]->name;

        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return p->solvers[i];
    }
    return NULL;
}

static int options_no_solver(const eqh_args *args, const char *name,
                             size_t length)
{
    const eqh_program *p = args->program;

    eqh_args_error(args);
    fputs("there is no solver ", args->err);
    eqh_quote(args->err, name, length);
    fputs(" here; there is", args->err);
    for (size_t i = 0; p->solvers[i] != NULL; i++)
        fprintf(args->err, "%s %s", i == 0 ? "" : ",", p->solvers[i]->name);
    fputc('\n', args->err);
    return -1;
}

/* The fields of eqr_options have one of two types. */
static int options_put_eqr_real(eqr_real *field, double value)
{
    *field = (eqr_real)value;
    return EQR_FINITE(*field) ? 0 : -1;
}

static int options_put_size_t(size_t *field, double value)
{
    if (!(value >= 0.0 && value <= 9007199254740992.0))
        return -1;
    *field = (size_t)value;
    return (double)*field < value || (double)*field > value ? -1 : 0;
}

static const char *const options_searches[] = {
    "", "",
#define SEARCH(NAME, name, text) #name,
#include "../core/searches.def"
#undef SEARCH
};

static int options_search(const char *name, size_t length)
{
    for (int k = EQR_SEARCH_RULES + 1; k < EQR_SEARCHES; k++)
        if (strlen(options_searches[k]) == length &&
            memcmp(options_searches[k], name, length) == 0)
            return k;
    return EQR_SEARCH_NONE;
}

static int options_takes(const eqh_args *args, const char *whose)
{
    const eqr_solver *s = args->solver;

    if (strcmp(whose, "batches") == 0 && !args->program->batches)
        return 0;
    return eqr_takes_option(s->name, s->honours, whose) ||
           (args->search &&
            eqr_takes_option(options_searches[args->search], 0, whose));
}

/* 0; -1: the value is wrong; -2: the method has no such option. */
static int options_put(eqh_args *args, const char *option, size_t length,
                       double number)
{
    eqr_options *o = &args->options;

#define OPTION(type, field, value, whose, text) \
    if (strlen(#field) == length && memcmp(#field, option, length) == 0 && \
        options_takes(args, whose)) \
        return options_put_##type(&o->field, number);
#include "../core/options.def"
#undef OPTION
    return -2;
}

/* Of mini-batches, in a program that was compiled without. */
static int options_of_batches(const eqh_args *args, const char *name,
                              size_t length)
{
    if (args->program->batches || !(args->solver->honours & EQR_BATCHES))
        return 0;
#define OPTION(type, field, value, whose, text) \
    if (strlen(#field) == length && memcmp(#field, name, length) == 0) \
        return strcmp(whose, "batches") == 0;
#include "../core/options.def"
#undef OPTION
    return 0;
}

static int options_no_method_option(const eqh_args *args, const char *name,
                                    size_t length)
{
    eqh_nearest nearest;

    if (options_of_batches(args, name, length)) {
        eqh_args_error(args);
        fputs("--solver: the file takes no mini-batches; write `batch = 32` "
              "in its `solve with`\n", args->err);
        return -1;
    }
    eqh_args_error(args);
    fprintf(args->err, "--solver: %s has no option ",
            args->search ? options_searches[args->search]
                         : args->solver->name);
    eqh_quote(args->err, name, length);
    eqh_nearest_start(&nearest, name, length);
#define OPTION(type, field, value, whose, text) \
    if (options_takes(args, whose)) \
        eqh_nearest_try(&nearest, #field, strlen(#field));
#include "../core/options.def"
#undef OPTION
    eqh_nearest_print(&nearest, args->err);
    fputc('\n', args->err);
    return -1;
}

/* "tol = 1e-9, lr = 0.1)" behind the bracket. */
static int options_method(eqh_args *args, const char *s)
{
    for (;; s++) {
        size_t length, used;
        const char *name, *value;
        double number;
        int code;

        name = s += strspn(s, " ");
        length = strcspn(s, " =,)");
        s += length + strspn(s + length, " ");
        value = s + (*s == '=') + strspn(s + (*s == '='), " ");
        code = eqn_read(value, strlen(value), &number, &used);
        if (*s != '=' || code == EQN_NONE) {
            eqh_args_error(args);
            fputs("--solver: wanted NAME(option=number, ...)\n", args->err);
            return -1;
        }
        code = options_put(args, name, length, number);
        if (code == -2)
            return options_no_method_option(args, name, length);
        s = value + used + strspn(value + used, " ");
        if (code == 0 && *s == ')' && s[1 + strspn(s + 1, " ")] == '\0')
            return 0;
        if (code != 0 || *s != ',') {
            eqh_args_error(args);
            fputs("--solver: ", args->err);
            eqh_quote(args->err, value, strcspn(value, ",)"));
            fputs(" is no value for ", args->err);
            eqh_quote(args->err, name, length);
            fputc('\n', args->err);
            return -1;
        }
    }
}

static int options_choose(eqh_args *args, const char *text)
{
    size_t length = strcspn(text, " (");
    const char *behind = text + length + strspn(text + length, " ");
    const eqr_solver *own = args->solver;

    args->search = options_search(text, length);
    if (args->search == EQR_SEARCH_NONE)
        args->solver = options_solver(args->program, text, length);
    args->solver_given = 1;
    if (args->solver == NULL)
        return options_no_solver(args, text, length);
    if (args->solver != own)        /* the file's options are not its own */
        args->options = eqr_options_default();
    if (*behind == '\0')
        return 0;
    return options_method(args, behind + 1);
}

/* ---- data files -------------------------------------------------------- */

static int options_several_files(const eqh_args *args, const char *text,
                                 size_t length)
{
    const eqh_list *data = &args->program->data;
    eqh_nearest nearest;

    eqh_nearest_start(&nearest, text, length);
    eqh_args_error(args);
    fprintf(args->err, "--data %s: wanted OLD=NEW, as there are several files:",
            text);
    for (size_t i = 0; i < data->count; i++) {
        const char *file = data->items[i].file;
        int known = file == NULL;

        for (size_t j = 0; j < i && !known; j++)
            known = data->items[j].file != NULL &&
                    strcmp(data->items[j].file, file) == 0;
        if (known)
            continue;
        fprintf(args->err, " %s", file);
        eqh_nearest_try(&nearest, file, strlen(file));
    }
    if (text[length] == '=')
        eqh_nearest_print(&nearest, args->err);
    fputc('\n', args->err);
    return -1;
}

/* `new.csv` or `old.csv=new.csv`. */
static int options_data(eqh_args *args, const char *text)
{
    const eqh_list *data = &args->program->data;
    eqh_replacement *r = &args->data[args->data_count++];
    const char *only = NULL;
    int several = 0;

    r->old = NULL;
    r->file = text;
    for (size_t i = 0; i < data->count; i++) {
        const char *file = data->items[i].file;

        if (file == NULL)
            continue;
        if (strncmp(text, file, strlen(file)) == 0 &&
            text[strlen(file)] == '=') {
            r->old = file;
            r->file = text + strlen(file) + 1;
            return 0;
        }
        several |= only != NULL && strcmp(only, file) != 0;
        only = file;
    }
    if (several)
        return options_several_files(args, text, strcspn(text, "="));
    if (only != NULL)
        return 0;
    eqh_args_error(args);
    fprintf(args->err, "--data %s: %s reads no data file\n", text,
            args->program->file);
    return -1;
}

/* ---- the loop ---------------------------------------------------------- */

static int options_set(eqh_args *args, const char *text)
{
    eqh_setting setting;
    int was = args->sweep.count > 0;

    if (eqh_setting_read(args, "--set", text, &args->program->params,
                         &setting) != 0 ||
        eqh_setting_sweep(args, &setting, &args->sweep) != 0)
        return -1;
    if (was == (args->sweep.count > 0))
        args->sets[args->set_count++] = setting;
    return 0;
}

static int options_start(eqh_args *args, const char *text)
{
    return eqh_setting_read(args, "--start", text, &args->program->unknowns,
                            &args->starts[args->start_count++]);
}

static int options_trace(eqh_args *args, const char *text)
{
    double number;
    size_t used;

    if (eqn_read(text, strlen(text), &number, &used) == EQN_OK &&
        text[used] == '\0' && options_put_size_t(&args->trace, number) == 0 &&
        args->trace > 0)
        return 0;
    eqh_args_error(args);
    fprintf(args->err, "--trace %s: wanted a number of steps, 1 or more\n",
            text);
    return -1;
}

static int options_report(eqh_args *args, const char *text)
{
    args->full = strcmp(text, "full") == 0;
    if (args->full || strcmp(text, "short") == 0)
        return 0;
    eqh_args_error(args);
    fprintf(args->err, "--report %s: wanted short or full\n", text);
    return -1;
}

static int options_time_limit(eqh_args *args, const char *text)
{
    size_t used;

    if (eqn_read(text, strlen(text), &args->time_limit, &used) == EQN_OK &&
        text[used] == '\0' && args->time_limit > 0.0)
        return 0;
    eqh_args_error(args);
    fprintf(args->err, "--time-limit %s: wanted seconds, like 0.5\n", text);
    return -1;
}

static int options_confidence(eqh_args *args, const char *text)
{
    size_t used;

    if (eqn_read(text, strlen(text), &args->confidence, &used) == EQN_OK &&
        text[used] == '\0' && args->confidence > 0.0 &&
        args->confidence < 1.0)
        return 0;
    eqh_args_error(args);
    fprintf(args->err, "--confidence %s: wanted a probability between 0 and "
            "1, like 0.95\n", text);
    return -1;
}

static int options_take(eqh_args *args, int id, const char *value)
{
    switch (id) {
    case OPTION_SET:
        return options_set(args, value);
    case OPTION_DATA:
        return options_data(args, value);
    case OPTION_START:
        return options_start(args, value);
    case OPTION_SOLVER:
        return options_choose(args, value);
    case OPTION_TRACE:
        return options_trace(args, value);
    case OPTION_REPORT:
        return options_report(args, value);
    case OPTION_CONFIDENCE:
        return options_confidence(args, value);
    case OPTION_TIME_LIMIT:
        return options_time_limit(args, value);
    case OPTION_JSON:
        args->json = 1;
        break;
    case OPTION_SENSITIVITY:
        args->sensitivity = 1;
        break;
    case OPTION_DETERMINED:
        args->determined = 1;
        break;
    case OPTION_HELP:
        args->help = 1;
        break;
    }
    return 0;
}

static int options_unknown(const eqh_args *args, const char *text,
                           size_t length)
{
    eqh_nearest nearest;

    eqh_args_error(args);
    if (*text != '-') {
        fputs("what is ", args->err);
        eqh_quote(args->err, text, strlen(text));
        fputs("? Every option has a name; --help lists them\n", args->err);
        return -1;
    }
    fputs("there is no option ", args->err);
    eqh_quote(args->err, text, length);
    eqh_nearest_start(&nearest, text, length);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char name[32];

        snprintf(name, sizeof name, "--%s", option_rows[i].name);
        eqh_nearest_try(&nearest, name, strlen(name));
        if (nearest.best == name)
            nearest.best = option_rows[i].name;
    }
    if (nearest.best != NULL)
        fprintf(args->err, "; did you mean --%s?", nearest.best);
    fputs(nearest.best == NULL ? "; --help lists them\n" : "\n", args->err);
    return -1;
}

/* The option in argv[*i], and its value from there or from the next one. */
static int options_next(eqh_args *args, int argc, char **argv, int *i)
{
    const char *text = argv[*i];
    size_t length = strcspn(text, "=");
    const char *value = text[length] == '=' ? text + length + 1 : NULL;
    size_t id = 0;

    if (strcmp(text, "-h") == 0)
        return options_take(args, OPTION_HELP, NULL);
    for (; id < OPTION_COUNT; id++) {
        const char *name = option_rows[id].name;

        if (strncmp(text, "--", 2) == 0 && strlen(name) + 2 == length &&
            memcmp(text + 2, name, length - 2) == 0)
            break;
    }
    if (id == OPTION_COUNT)
        return options_unknown(args, text, length);
    if (option_rows[id].argument == NULL && value != NULL) {
        eqh_args_error(args);
        fprintf(args->err, "--%s takes no value\n", option_rows[id].name);
        return -1;
    }
    if (option_rows[id].argument != NULL && value == NULL) {
        if (*i + 1 >= argc) {
            eqh_args_error(args);
            fprintf(args->err, "--%s needs a value: --%s %s\n",
                    option_rows[id].name, option_rows[id].name,
                    option_rows[id].argument);
            return -1;
        }
        value = argv[++*i];
    }
    return options_take(args, (int)id, value);
}

int eqh_args_read(eqh_args *args, const eqh_program *program, int argc,
                  char **argv, FILE *err)
{
    size_t most = argc > 0 ? (size_t)argc : 1;
    int failed = 0;

    memset(args, 0, sizeof *args);
    args->program = program;
    args->name = argc > 0 ? argv[0] : program->file;
    args->err = err;
    args->options = program->options;
    args->confidence = 0.95;
    args->search = program->search;
    args->sets = calloc(most, sizeof *args->sets);
    args->starts = calloc(most, sizeof *args->starts);
    args->data = calloc(most, sizeof *args->data);
    if (args->sets == NULL || args->starts == NULL || args->data == NULL) {
        eqh_args_error(args);
        fputs("out of memory\n", err);
        return -1;
    }
    if (program->solver != NULL)
        args->solver = options_solver(program, program->solver,
                                      strlen(program->solver));
    for (int i = 1; i < argc; i++)
        failed |= options_next(args, argc, argv, &i) != 0;
    return failed ? -1 : 0;
}

void eqh_args_free(eqh_args *args)
{
    free(args->sets);
    free(args->starts);
    free(args->data);
}
