/*
 * csv.h -- data files: comma-separated values after RFC 4180, kept in memory
 * as text and read straight into arrays of numbers.  For the driver.
 *
 * Everything that is wrong is said on `err`, as "file:line:column: error: what,
 * and what would be right [E04xx]", up to ten times a file.
 */
#ifndef EQH_CSV_H
#define EQH_CSV_H

#include <stddef.h>
#include <stdio.h>

#include "../core/eqr.h"

/* The text of a cell, without its quotes. */
typedef struct eqh_cell {
    const char *text;
    size_t length;
} eqh_cell;

typedef struct eqh_csv {
    const char *name;        /* as shown to people */
    FILE *err;
    int errors;
    int unreadable;          /* it could not be opened or read at all: E0401 */
    char *text;              /* the whole file */
    size_t length;           /* without blank lines at the end */
    size_t body;             /* where the first row of numbers starts */
    size_t rows;             /* without those that are left out */
    size_t columns;
    char *left_out;          /* one per row of the file; NULL: none is */
    eqh_cell *headers;       /* one per column; NULL: the file has none */
} eqh_csv;

/*
 * Load the file at path ("-" is standard input), find the headers and count
 * the rows.  `asked` says, for a file that cannot be opened, who wants it.
 * Returns 0, or -1 after a message; free it in both cases.
 */
int eqh_csv_load(eqh_csv *csv, const char *path, const char *name,
                 const char *asked, FILE *err);

/* The column with this header: 0, or -1 after a message. */
int eqh_csv_find(eqh_csv *csv, const char *header, size_t *column);

/*
 * Leave out the rows in which one of the wanted columns (one flag a column)
 * has no value.  0, or -1 after a message.
 */
int eqh_csv_skip(eqh_csv *csv, const char *wanted);

/* A column to read, and where its numbers go: out[row * stride]. */
typedef struct eqh_want {
    size_t column;
    eqr_real *out;
    size_t stride;
    int is_integer;
    long long from, to;      /* the range of integers */
    size_t next;             /* for eqh_csv_read alone */
} eqh_want;

/* Read all wanted columns in one pass: 0, or -1 after messages. */
int eqh_csv_read(eqh_csv *csv, eqh_want *wants, size_t count);

void eqh_csv_free(eqh_csv *csv);

#endif
