/* csvload.h -- what csvload.c and csv.c share. */
#ifndef EQH_CSVLOAD_H
#define EQH_CSVLOAD_H

#include "csv.h"

enum { CSV_MOST_ERRORS = 10 };

/* How a cell ends. */
enum csv_end { CSV_COMMA, CSV_LINE, CSV_BAD };

/*
 * Take the cell at *at apart and move *at to the next one.  `quoted` is set for
 * a cell in quotes.  Returns how it ended; CSV_BAD: a quote that is never
 * closed, or text behind it.
 */
enum csv_end eqh_csv_cell(const eqh_csv *csv, size_t *at, eqh_cell *cell,
                          int *quoted);

/* Start a message at an offset of the text: "file:line:column: error: ".
 * Returns whether there is room for one more. */
int eqh_csv_error(eqh_csv *csv, size_t at);

/* Whether the text is a number and nothing else, blanks around it aside;
 * returns enum eqn_outcome. */
int eqh_csv_number(const eqh_cell *cell, double *value);

/* Does the cell say, in one of the usual ways, that there is no value? */
int eqh_csv_is_missing(const eqh_cell *cell);

/* Move *at, the start of a row, to the next one. */
void eqh_csv_pass_row(const eqh_csv *csv, size_t *at);

/* A cell without the blanks around it. */
eqh_cell eqh_csv_trim(eqh_cell cell);

#endif
