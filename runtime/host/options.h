/*
 * options.h -- what the user asked for on the command line: for the driver.
 * The options are the rows of host_options.def.
 */
#ifndef EQH_OPTIONS_H
#define EQH_OPTIONS_H

#include <stdio.h>

#include "eqh.h"

/* One `name=value`, `name=[...]` or `name[i]=value`. */
typedef struct eqh_setting {
    const char *option;      /* "--set" */
    const char *text;        /* all of it, for messages */
    const char *value;       /* what is behind the '=' */
    size_t item;             /* which param or unknown */
    int indexed;             /* number of indices given */
    eqh_int index[EQH_RANK];
} eqh_setting;

/* `--set v=first:last:step`: the value is first + k * step, k < count. */
typedef struct eqh_sweep {
    eqh_setting setting;
    double first, step, last;
    size_t count;            /* 0: there is no sweep */
} eqh_sweep;

typedef struct eqh_replacement {
    const char *old;         /* as in the source; NULL: the only one */
    const char *file;
} eqh_replacement;

typedef struct eqh_args {
    const eqh_program *program;
    const char *name;        /* argv[0] */
    FILE *err;
    int json, determined, full, sensitivity, help;
    double confidence;       /* of intervals: a probability */
    size_t trace;            /* 0: no */
    double time_limit;       /* seconds for a solve; 0: none */
    const eqr_solver *solver;
    int solver_given;
    int search;              /* enum eqr_search_kind */
    eqr_options options;
    eqh_setting *sets, *starts;
    size_t set_count, start_count;
    eqh_replacement *data;
    size_t data_count;
    eqh_sweep sweep;
} eqh_args;

/* Returns 0, or -1 after a message (wrong usage); free it in both cases. */
int eqh_args_read(eqh_args *args, const eqh_program *program, int argc,
                  char **argv, FILE *err);
void eqh_args_free(eqh_args *args);
void eqh_args_help(const eqh_args *args, FILE *out);

/* "name: error: " on args->err. */
void eqh_args_error(const eqh_args *args);

/* settings.c: read `name[i]=value` against the items of a list: 0 or -1. */
int eqh_setting_read(const eqh_args *args, const char *option,
                     const char *text, const eqh_list *list,
                     eqh_setting *setting);
/* Read first:last:step, if the value is one: 0 or -1. */
int eqh_setting_sweep(const eqh_args *args, const eqh_setting *setting,
                      eqh_sweep *sweep);
/* Store the value into the item's values, or -1 after a message. */
int eqh_setting_apply(const eqh_args *args, const eqh_setting *setting,
                      const eqh_item *item, const eqh_shape *shape,
                      eqr_real *values);
/* Where an indexed setting points; -1 after a message. */
int eqh_setting_place(const eqh_args *args, const eqh_setting *setting,
                      const eqh_item *item, const eqh_shape *shape,
                      size_t *place);

#endif
