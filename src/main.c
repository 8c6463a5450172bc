/*
 * main.c -- eqc's commands, and the order of the compiler's stages:
 *
 *   text -> AST -> model -> program -> derivatives -> plan -> C | interpreter
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/names.h"
#include "base/pages.h"
#include "door/explain.h"
#include "door/files.h"
#include "door/generic.h"
#include "door/job.h"
#include "math/derive.h"
#include "math/lower.h"
#include "plan/planner.h"
#include "read/parse.h"
#include "read/resolve.h"
#include "write/dot.h"
#include "write/latex.h"

/* ---- the pipeline ----------------------------------------------------- */

static bool fine(const struct job *j)
{
    return diag_errors(j->diag) == 0;
}

static bool show(struct job *j, const char *stage)
{
    const char *wanted = j->options->value[OPT_STAGE];

    return wanted && strcmp(wanted, stage) == 0;
}

/* --solver takes the place of the file's; its options are kept. */
static void take_solver(struct job *j)
{
    const char *name = j->options->value[OPT_SOLVER];
    struct solve *s = &j->program->solve;

    if (!name)
        return;
    if (s->solver && strcmp(s->solver, name) != 0)
        s->options.n = 0;            /* they were those of another */
    s->solver = name_make(j->names, name, strlen(name));
}

/* What can be seen before anything is solved.  One cause, one message: what
 * the exact solution says is not said again by the pattern. */
static void look(struct job *j, struct diag *d)
{
    bool all = strcmp(j->options->command, "check") == 0;

    if (j->options->value[OPT_STAGE] || (j->explains && !all))
        return;
    j->finding = findings_exact(j->arena, j->model, d, all);
    if (j->finding == FINDING_NONE)
        j->structural = findings_structure(j->arena, j->source, j->program,
                                           d, all);
    findings_domains(j->arena, j->program, d);
    if (all)
        findings_lint(j->arena, j->ast, d);
}

/* Who solves nothing needs no derivatives, but where they are looked at, or how
   they are made is said. */
static unsigned wants(const struct job *j)
{
    unsigned looks = j->reports ? generic_wants(j->program) : 0;

    if (!j->explains)
        return j->asked | plan_wants(j->program) | looks;
    if (!j->reports || generic_takes_long(j->program))
        return j->asked;
    return j->asked | plan_wants(j->program) | looks;
}

/* What has been read is as large as what is made of it: who needs no more than
   the plan has the room again. */
static void forget_tree(struct job *j)
{
    if (!j->only_plan)
        return;
    ast_free(j->ast);
    model_free(j->model);
    j->ast = NULL;
    j->model = NULL;
}

/* The stages in their order; stops at the first with errors. */
static void stages(struct job *j, FILE *out)
{
    struct diag *seen = diag_make(j->arena, j->source);

    j->ast = parse(j->arena, j->source, &file_host, j->names, j->diag);
    if (show(j, "ast"))
        ast_print(j->ast, out);
    if (fine(j) && show(j, "latex"))
        latex_print(j->ast, j->arena, out);
    if (!fine(j) || show(j, "ast") || show(j, "latex"))
        return;
    j->model = resolve(j->arena, j->ast, j->names, j->diag);
    if (show(j, "model"))
        model_print(j->model, out);
    if (!fine(j) || show(j, "model"))
        return;
    j->program = lower(j->arena, j->model, j->names, j->diag);
    if (show(j, "program"))
        program_print(j->program, out);
    if (fine(j) && show(j, "dot"))
        dot_print(j->program, j->source, out);
    if (!fine(j) || show(j, "program") || show(j, "dot"))
        return;
    take_solver(j);
    plan_prefer(j->program);
    look(j, seen);
    forget_tree(j);
    j->derived = derive(j->program, wants(j));
    if (show(j, "derivative"))
        program_print(j->derived, out);
    if (show(j, "derivative"))
        return;
    if (j->only_plan)
        derive_forget(j->program);
    j->plan = plan_make(j->derived, j->diag);
    if (fine(j))
        diag_append(j->diag, seen);
    if (show(j, "plan"))
        plan_print(j->plan, out);
}

static const char *const forms[] = {
    [DIAG_HUMAN] = "human", [DIAG_SHORT] = "short", [DIAG_JSON] = "json",
    [DIAG_SARIF] = "sarif", NULL
};

static enum diag_form form_of(const char *word)
{
    int k = 0;

    while (word && forms[k] && strcmp(forms[k], word) != 0)
        k++;
    return (enum diag_form)k;
}

enum diag_form job_form(const struct job *j)
{
    return form_of(j->options->value[OPT_DIAGNOSTICS]);
}

void job_print(const struct job *j)
{
    const char *no_color = getenv("NO_COLOR");
    bool colour = isatty(2) && !(no_color && *no_color);
    enum diag_form form = job_form(j);

    if (form == DIAG_HUMAN)
        diag_print(j->diag, stderr, colour);
    else
        diag_print_form(j->diag, stderr, form);
}

bool job_fine(const struct job *j)
{
    if (j->options->value[OPT_WERROR] && diag_warnings(j->diag) > 0)
        return false;
    return fine(j);
}

bool job_report(struct job *j)
{
    job_print(j);
    return job_fine(j);
}

const char *const *job_warnings(const struct job *j)
{
    size_t n = diag_warnings(j->diag);
    const char **list = arena_array(j->arena, n + 1, sizeof *list);

    for (size_t k = 0; k < n; k++)
        list[k] = diag_warning_text(j->diag, k);
    return list;
}

/* Memory that a byte of text takes, about. */
enum { BYTES_A_BYTE = 256 };

int job_compile(struct job *j)
{
    size_t len;
    char *text;

    if (!options_one_of(j->options, OPT_DIAGNOSTICS, forms))
        return EXIT_USAGE;
    text = file_read(j->arena, j->path, &len);

    if (!text)
        return EXIT_USAGE;
    pages_expect(BYTES_A_BYTE * len);
    j->source = source_make(j->arena, strcmp(j->path, "-") ? j->path
                                                            : "<stdin>",
                            text, len);
    j->names = names_make(j->arena);
    j->diag = diag_make(j->arena, j->source);
    stages(j, j->out ? j->out : stdout);
    if (j->reports && fine(j))
        return EXIT_DONE;
    return job_report(j) ? EXIT_DONE : EXIT_ERRORS;
}

static void job_free(struct job *j)
{
    plan_free(j->plan);
    derive_free(j->derived);
    program_free(j->program);
    plan_free(j->wide.plan);
    derive_free(j->wide.derived);
    program_free(j->wide.program);
    if (j->model)
        model_free(j->model);
    if (j->ast)
        ast_free(j->ast);
    if (j->names)
        names_free(j->names);
}

/* ---- commands --------------------------------------------------------- */

struct command {
    const char *name;
    char letter;
    bool pass_on;            /* options that are not eqc's go to the driver */
    int (*run)(struct job *j);
    const char *operand, *text;
};

static const struct command commands[] = {
    {"run", 'r', true, command_run, "FILE", "solve and print the result"},
    {"build", 'b', false, command_build, "FILE", "make a solver program"},
    {"emit", 'e', false, command_emit, "FILE", "write C (or another form)"},
    {"check", 'c', false, command_check, "FILE", "diagnose, solve nothing"},
    {"diff", 'd', false, command_diff, "FILE", "print derivatives"},
    {"verify", 'v', false, command_verify, "FILE RESULT",
     "re-check a claim"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static int usage(FILE *out)
{
    fputs("eqc: equations in, solved problems and plain C out\n\n", out);
    for (int k = 0; k < COMMANDS; k++)
        fprintf(out, "  eqc %-7s %-12s %s\n", commands[k].name,
                commands[k].operand, commands[k].text);
    fputs("  eqc explain CODE         what a message means\n\n"
          "  eqc COMMAND --help lists a command's options; FILE may be -, "
          "standard input.\n\n"
          "Try:  echo 'A + B = 9; A - B = 1' | eqc run -\n", out);
    return out == stdout ? EXIT_DONE : EXIT_USAGE;
}

static int bad_command(const char *word)
{
    const char *names[COMMANDS + 1], *near, *dot = strrchr(word, '.');

    for (int k = 0; k < COMMANDS; k++)
        names[k] = commands[k].name;
    names[COMMANDS] = "explain";
    near = name_nearest(word, names, COMMANDS + 1);
    if (dot && strcmp(dot, ".eq") == 0)
        fprintf(stderr, "eqc: to solve it: eqc run %s\n", word);
    else if (near)
        fprintf(stderr, "eqc: no command `%s`; did you mean %s?\n", word, near);
    else
        fprintf(stderr, "eqc: no command `%s`; eqc --help lists them\n", word);
    return EXIT_USAGE;
}

static int run_command(const struct command *c, int argc, char **argv)
{
    struct options o;
    struct job j = {.arena = arena_make(), .options = &o};
    int exit = EXIT_USAGE;

    if (!j.arena)
        return EXIT_USAGE;
    if (options_read(&o, j.arena, c->letter, c->pass_on, argc, argv)) {
        j.path = o.files[0];
        if (o.help) {
            printf("eqc %s %s: %s\n\n", c->name, c->operand, c->text);
            options_help(c->letter, stdout);
            exit = EXIT_DONE;
        } else if (o.file_count != (c->letter == 'v' ? 2u : 1u)) {
            fprintf(stderr, "eqc: usage: eqc %s %s\n", c->name, c->operand);
        } else {
            exit = c->run(&j);
        }
    }
    job_free(&j);
    arena_free(j.arena);
    if (fflush(stdout) != 0 && exit == EXIT_DONE) {
        fputs("eqc: the output could not be written\n", stderr);
        exit = EXIT_USAGE;
    }
    return exit;
}

int main(int argc, char **argv)
{
    pages_keep();
    if (argc < 2)
        return usage(stderr);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0)
        return usage(stdout);
    if (strcmp(argv[1], "--version") == 0) {
        puts("eqc " EQC_VERSION);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "explain") == 0)
        return command_explain(argc, argv);
    for (int k = 0; k < COMMANDS; k++)
        if (strcmp(argv[1], commands[k].name) == 0)
            return run_command(&commands[k], argc, argv);
    return bad_command(argv[1]);
}
