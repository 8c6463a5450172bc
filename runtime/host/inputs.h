/*
 * inputs.h -- from data files to sizes, shapes and arrays: for the driver.
 */
#ifndef EQH_INPUTS_H
#define EQH_INPUTS_H

#include "csv.h"
#include "eqh.h"
#include "options.h"

/* What is read, and how large everything is. */
typedef struct eqh_loaded {
    eqh_int *sizes;          /* one per size symbol; -1: no file binds it */
    size_t *bound_by;        /* the data item that bound it */
    eqh_shape *shapes;       /* of all items, in the order of eqh_program */
    const eqh_shape *unknowns, *params, *data, *shows, *families,
        *constraints;
    eqr_real **param_values; /* room for each param */
    eqr_real **data_values;  /* NULL for data that is not read */
    size_t n;                /* values of all unknowns */
    size_t show_count;
    eqh_csv *files;          /* one per file name in the source */
    const char **file_names;
    char **paths;
    size_t file_count;
    size_t *file_of;         /* per data item */
} eqh_loaded;

/*
 * Read all data files, bind the sizes and find the shapes.  Returns 0, or the
 * exit code after a message; free it in both cases.
 */
int eqh_inputs_load(eqh_loaded *in, const eqh_args *args);
/* The program is bound: how many rows only params and data know of. */
void eqh_inputs_found(eqh_loaded *in, const eqh_program *p);
void eqh_inputs_free(eqh_loaded *in, const eqh_program *p);

/* malloc of count * size bytes, at least one; NULL on overflow too. */
void *eqh_allocate(size_t count, size_t size);

/* "fit.eq:3:9: error: " on args->err. */
void eqh_item_error(const eqh_args *args, const eqh_item *item);

#endif
