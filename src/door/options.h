/* options.h -- eqc's own command line, from options.def. */
#ifndef EQC_OPTIONS_H
#define EQC_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

enum option_id {
#define OPTION_ROW(id, name, letter, argument, commands, text) OPT_##id,
#include "options.def"
#undef OPTION_ROW
    OPT_COUNT
};

struct options {
    const char *command;             /* "run" */
    const char *value[OPT_COUNT];    /* NULL: not given; "" where it takes no
                                        argument */
    const char **at;                 /* every --at, NULL-terminated */
    const char **files;              /* operands, NULL-terminated */
    size_t file_count;
    char **rest;                     /* for the driver: argv[0], options */
    int rest_count;
    bool help;
};

struct arena;

/*
 * Read argv[2..] for a command; options it does not know go to `rest` when
 * the command passes options on (run), else they are errors.  False after a
 * message on standard error: wrong usage.
 */
bool options_read(struct options *o, struct arena *a, char letter,
                  bool pass_on, int argc, char **argv);
void options_help(char letter, FILE *out);
bool options_one_of(const struct options *o, enum option_id id,
                    const char *const *values);

#endif
