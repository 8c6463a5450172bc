/* explain.c -- see explain.h.  Everything comes from the tables. */
#include "explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/run.h"
#include "../base/names.h"
#include "../base/vec.h"
#include "../tables/losses.h"
#include "../tables/messages.h"
#include "../tables/ops.h"
#include "job.h"

/* ---- functions ----------------------------------------------------------- */

static const struct { const char *name; enum op op; } aliases[] = {
#define ALIAS(name, tag) {name, OP_##tag},
#include "../tables/ops.def"
};

/* A condition of the table in the words of the language. */
static void print_where(const char *where)
{
    static const char *const from[] = {"&&", "||"}, *const to[] = {"and", "or"};

    for (; *where; where++) {
        int k = 0;
        while (k < 2 && strncmp(where, from[k], 2) != 0)
            k++;
        if (k == 2) {
            putchar(*where);
            continue;
        }
        fputs(to[k], stdout);
        where++;
    }
}

static void function(const struct op_row *row, const char *name,
                     const char *help)
{
    bool fits = strlen(help) + strlen(row->where) < 46;
    char left[40];

    snprintf(left, sizeof left, "%s(%s)", name, row->arity == 1 ? "a" : "a, b");
    printf("%-16s %s", left, help);
    if (strcmp(row->where, "1") != 0) {
        printf(fits ? "; %ssmooth where " : "\n%-17ssmooth where ", "");
        print_where(row->where);
    }
    putchar('\n');
}

static int functions(void)
{
    char help[60];

    for (int k = 0; k < OP_COUNT; k++)
        if (op_row((enum op)k)->help[0])
            function(op_row((enum op)k), op_row((enum op)k)->name,
                     op_row((enum op)k)->help);
    for (size_t k = 0; k < sizeof aliases / sizeof *aliases; k++) {
        const struct op_row *row = op_row(aliases[k].op);
        snprintf(help, sizeof help, "another name of %s", row->name);
        printf("%-16s %s\n", aliases[k].name, help);
    }
    return EXIT_DONE;
}

/* ---- losses, solvers, codes ---------------------------------------------- */

static int losses(void)
{
    const struct loss_row *row;
    char left[40];

    for (size_t k = 0; (row = loss_at(k)); k++) {
        snprintf(left, sizeof left, "%s(%s%s%s)", row->name, row->params[0],
                 row->count > 1 ? ", " : "",
                 row->count > 1 ? row->params[1] : "");
        printf("%-18s %s\n%-18s rho(u) = %s\n", left, row->help, "", row->rho);
    }
    return EXIT_DONE;
}

static const struct { const char *name; unsigned needs, honours;
                      const char *text; } solver_rows[] = {
#define SOLVER(name, needs, honours, text) {#name, needs, honours, text},
#include "../../runtime/core/solvers.def"
#undef SOLVER
};

static int solvers(void)
{
    for (size_t k = 0; k < sizeof solver_rows / sizeof *solver_rows; k++)
        printf("%-8s %s; for %s%s\n", solver_rows[k].name, solver_rows[k].text,
               solver_rows[k].needs & EQR_SQUARE ? "as many equations as "
                                                   "unknowns"
               : solver_rows[k].needs & EQR_ROWS ? "equations and squares"
                                                 : "any loss",
               solver_rows[k].honours & EQR_BOUNDS ? "; keeps bounds"
                                                   : "; no bounds");
#define SEARCH(NAME, name, text)                                             \
    printf("%-8s %s; over another method: method = lm\n", #name, text);
#include "../../runtime/core/searches.def"
#undef SEARCH
    return EXIT_DONE;
}

static int codes(void)
{
    const struct message_row *row;

    for (size_t k = 0; (row = message_at(k)); k++)
        printf("%s  %s\n", row->code, row->meaning);
    puts("\nalso: eqc explain functions, losses, solvers");
    return EXIT_DONE;
}

/* `E310`, `fucntions`: what may be meant. */
static int unknown_word(const char *asked)
{
    VEC(const char *) words = {0};
    const struct message_row *row;
    const char *near;

    vec_push(&words, "functions");
    vec_push(&words, "losses");
    vec_push(&words, "solvers");
    for (size_t k = 0; (row = message_at(k)); k++)
        vec_push(&words, row->code);
    near = name_nearest(asked, words.at, words.n);
    fprintf(stderr, "eqc: there is no message %s; %s%s%s\n", asked,
            near ? "did you mean " : "eqc explain lists them",
            near ? near : "", near ? "?" : "");
    vec_free(&words);
    return EXIT_USAGE;
}

static int code(const char *asked)
{
    const struct message_row *row = message_find(asked);

    if (!row)
        return unknown_word(asked);
    printf("%s: %s\n\n%s", row->code, row->meaning, row->page);
    return EXIT_DONE;
}

static int table(const char *word)
{
    if (strcmp(word, "functions") == 0)
        return functions();
    if (strcmp(word, "losses") == 0)
        return losses();
    if (strcmp(word, "solvers") == 0)
        return solvers();
    return code(word);
}

int command_explain(int argc, char **argv)
{
    int exit;

    if (argc > 3) {
        fputs("eqc: usage: eqc explain [CODE|functions|losses|solvers]\n",
              stderr);
        return EXIT_USAGE;
    }
    exit = argc == 3 ? table(argv[2]) : codes();
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("eqc: the output could not be written\n", stderr);
        return EXIT_USAGE;
    }
    return exit;
}
