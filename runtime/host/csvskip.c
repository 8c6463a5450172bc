/* csvskip.c -- rows of a data file that are left out: `na = skip`. */
#include <stdlib.h>
#include <string.h>

#include "csvload.h"

/* The ways to write that a value is missing. */
int eqh_csv_is_missing(const eqh_cell *cell)
{
    static const char *const words[] = {
        "", "nan", "NaN", "NAN", "NA", "N/A", "n/a", "na", "null", "NULL", "-"
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (cell->length == strlen(words[i]) &&
            memcmp(cell->text, words[i], cell->length) == 0)
            return 1;
    }
    return 0;
}

/*
 * Move *at to the next row.  1: a wanted cell is missing, 0: none is, -1: the
 * cells cannot be told apart.  A row that is too short is for the reader.
 */
static int csv_row_lacks(const eqh_csv *csv, size_t *at, const char *wanted)
{
    size_t cells = 0;
    int lacks = 0, quoted;
    eqh_cell cell;
    enum csv_end end;

    do {
        end = eqh_csv_cell(csv, at, &cell, &quoted);
        if (end == CSV_BAD)
            return -1;
        cell = eqh_csv_trim(cell);
        if (cells < csv->columns && wanted[cells] && eqh_csv_is_missing(&cell))
            lacks = 1;
        cells++;
    } while (end == CSV_COMMA);
    return lacks && cells == csv->columns;
}

void eqh_csv_pass_row(const eqh_csv *csv, size_t *at)
{
    eqh_cell cell;
    int quoted;

    while (eqh_csv_cell(csv, at, &cell, &quoted) == CSV_COMMA)
        continue;
}

int eqh_csv_skip(eqh_csv *csv, const char *wanted)
{
    size_t at = csv->body, rows = csv->rows;

    csv->left_out = calloc(rows + 1, 1);
    if (csv->left_out == NULL) {
        csv->errors++;
        fprintf(csv->err, "%s: error: out of memory [E0401]\n", csv->name);
        return -1;
    }
    for (size_t row = 0; row < rows; row++) {
        int lacks = csv_row_lacks(csv, &at, wanted);

        if (lacks < 0)
            break;                        /* reading says what is wrong */
        csv->left_out[row] = (char)lacks;
        csv->rows -= (size_t)lacks;
    }
    if (csv->rows > 0)
        return 0;
    csv->errors++;
    fprintf(csv->err, "%s: error: each row lacks a value, so none is left"
            " [E0409]\n", csv->name);
    return -1;
}
