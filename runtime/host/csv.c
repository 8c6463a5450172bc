/* csv.c -- columns of a loaded data file into arrays of numbers; see csv.h. */
#include "csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../core/real.h"
#include "csvload.h"
#include "numtext.h"
#include "words.h"

/* ---- finding ----------------------------------------------------------- */

enum { CSV_HEADERS_SHOWN = 20 };

static int csv_same(const eqh_cell *cell, const char *text)
{
    size_t length = strlen(text);

    return cell->length == length && memcmp(cell->text, text, length) == 0;
}

static void csv_print_headers(const eqh_csv *csv)
{
    fputs("; the columns are ", csv->err);
    for (size_t i = 0; i < csv->columns; i++) {
        if (i == CSV_HEADERS_SHOWN) {
            fprintf(csv->err, ", ... (%lu)", (unsigned long)csv->columns);
            break;
        }
        if (i > 0)
            fputs(", ", csv->err);
        eqh_quote(csv->err, csv->headers[i].text, csv->headers[i].length);
    }
}

static int csv_no_column(eqh_csv *csv, const char *header)
{
    eqh_nearest nearest;

    if (!eqh_csv_error(csv, 0))
        return -1;
    if (csv->headers == NULL) {
        fputs("the first row is all numbers, so there is no column ",
              csv->err);
        eqh_quote(csv->err, header, strlen(header));
        fputs("; name the columns in a first row, or read them all as a "
              "matrix, `data m[n, k] from ...` [E0402]\n", csv->err);
        return -1;
    }
    eqh_nearest_start(&nearest, header, strlen(header));
    for (size_t i = 0; i < csv->columns; i++)
        eqh_nearest_try(&nearest, csv->headers[i].text,
                        csv->headers[i].length);
    fputs("there is no column ", csv->err);
    eqh_quote(csv->err, header, strlen(header));
    csv_print_headers(csv);
    eqh_nearest_print(&nearest, csv->err);
    fputs(" [E0402]\n", csv->err);
    return -1;
}

int eqh_csv_find(eqh_csv *csv, const char *header, size_t *column)
{
    size_t found = csv->columns;

    for (size_t i = 0; csv->headers != NULL && i < csv->columns; i++) {
        if (!csv_same(&csv->headers[i], header))
            continue;
        if (found < csv->columns) {
            if (eqh_csv_error(csv, 0)) {
                fputs("two columns are called ", csv->err);
                eqh_quote(csv->err, header, strlen(header));
                fputs(" [E0402]\n", csv->err);
            }
            return -1;
        }
        found = i;
    }
    if (found == csv->columns)
        return csv_no_column(csv, header);
    *column = found;
    return 0;
}

/* ---- reading ----------------------------------------------------------- */

#define CSV_NOT_WANTED ((size_t)-1)

/* Where reading is. */
typedef struct csv_reader {
    eqh_csv *csv;
    eqh_want *wants;
    size_t *first;       /* per column: its first want, or CSV_NOT_WANTED */
    size_t at;
    size_t row;          /* of the file */
    size_t kept;         /* of those that are not left out */
} csv_reader;

/* The rest of a message about one cell: where it is and what it holds. */
static void csv_say_cell(const csv_reader *r, size_t column, eqh_cell cell)
{
    const eqh_csv *csv = r->csv;

    fprintf(csv->err, "row %lu, column ", (unsigned long)r->row + 1);
    if (csv->headers != NULL)
        eqh_quote(csv->err, csv->headers[column].text,
                  csv->headers[column].length);
    else
        fprintf(csv->err, "%lu", (unsigned long)column + 1);
    fputs(": ", csv->err);
    if (cell.length > 0)
        eqh_quote(csv->err, cell.text, cell.length);
}

/* "1,5" in quotes. */
static int csv_decimal_comma(const eqh_cell *cell)
{
    const char *comma = memchr(cell->text, ',', cell->length);
    eqh_cell before, after;
    double value;

    if (comma == NULL)
        return 0;
    before.text = cell->text;
    before.length = (size_t)(comma - cell->text);
    after.text = comma + 1;
    after.length = cell->length - before.length - 1;
    return eqh_csv_number(&before, &value) == EQN_OK &&
           eqh_csv_number(&after, &value) == EQN_OK;
}

static int csv_bad_cell(csv_reader *r, size_t start, size_t column,
                        eqh_cell cell, int outcome)
{
    const char *text;

    if (!eqh_csv_error(r->csv, start))
        return -1;
    csv_say_cell(r, column, cell);
    if (eqh_csv_is_missing(&cell))
        text = cell.length == 0
               ? "the cell is empty; `from \"...\" with na = skip` leaves such"
                 " rows out [E0404]"
               : " says that there is no value; `from \"...\" with na = skip`"
                 " leaves such rows out [E0404]";
    else if (csv_decimal_comma(&cell))
        text = " has a decimal comma; eqc reads \".\" as the decimal point"
               " [E0407]";
    else if (outcome == EQN_HUGE)
        text = " is too large for a floating-point number [E0403]";
    else if (outcome != EQN_NONE)
        text = " is not finite [E0403]";
    else
        text = " is not a number [E0403]";
    fprintf(r->csv->err, "%s\n", text);
    return -1;
}

static int csv_bad_integer(csv_reader *r, size_t start, size_t column,
                           const eqh_want *want, double value)
{
    if (eqh_csv_error(r->csv, start)) {
        size_t length = strcspn(r->csv->text + start, ",\r\n");
        eqh_cell cell = {r->csv->text + start, length};

        csv_say_cell(r, column, cell);
        if (value != floor(value))
            fputs(" is not a whole number [E0410]\n", r->csv->err);
        else
            fprintf(r->csv->err, " is not in %lld..%lld [E0410]\n",
                    want->from, want->to);
    }
    return -1;
}

/* Store one value for everyone who wants this column. */
static int csv_store(csv_reader *r, size_t start, size_t column, double value)
{
    const double most = EQR_EPS < EQR_C(1e-10) ? 9007199254740992.0
                                               : 16777216.0;

    for (size_t i = r->first[column]; i != CSV_NOT_WANTED;
         i = r->wants[i].next) {
        eqh_want *want = &r->wants[i];
        int whole = value >= -most && value <= most && value == floor(value);

        if (want->is_integer &&
            (!whole || value < (double)want->from ||
             value > (double)want->to))
            return csv_bad_integer(r, start, column, want, value);
        want->out[r->kept * want->stride] = (eqr_real)value;
    }
    return 0;
}

/* A cell that is not plainly a number and a separator. */
static enum csv_end csv_read_slow(csv_reader *r, size_t column)
{
    size_t start = r->at;
    double value;
    eqh_cell cell;
    int quoted, outcome;
    enum csv_end end = eqh_csv_cell(r->csv, &r->at, &cell, &quoted);

    if (end == CSV_BAD) {
        if (eqh_csv_error(r->csv, start))
            fputs("text behind the closing quote [E0405]\n", r->csv->err);
        return CSV_BAD;
    }
    if (column >= r->csv->columns || r->first[column] == CSV_NOT_WANTED)
        return end;
    if (end == CSV_LINE && column + 1 < r->csv->columns)
        return end;                       /* a ragged row says so itself */
    cell = eqh_csv_trim(cell);
    outcome = eqh_csv_number(&cell, &value);
    if (outcome == EQN_NONE || !EQR_FINITE((eqr_real)value))
        csv_bad_cell(r, start, column, cell,
                     outcome != EQN_NONE && isfinite(value) ? EQN_HUGE
                     : outcome);
    else
        csv_store(r, start, column, value);
    return end;
}

static enum csv_end csv_read_cell(csv_reader *r, size_t column)
{
    const eqh_csv *csv = r->csv;
    const char *s = csv->text + r->at;
    size_t used;
    double value;

    if (column < csv->columns && r->first[column] != CSV_NOT_WANTED &&
        eqn_read(s, csv->length - r->at, &value, &used) != EQN_NONE) {
        int last = column + 1 == csv->columns;

        used += last && s[used] == '\r' && s[used + 1] == '\n';
        if (s[used] == (last ? '\n' : ',') && r->at + used < csv->length &&
            EQR_FINITE((eqr_real)value)) {
            size_t start = r->at;

            r->at += used + 1;
            csv_store(r, start, column, value);
            return last ? CSV_LINE : CSV_COMMA;
        }
    }
    return csv_read_slow(r, column);
}

static void csv_ragged(csv_reader *r, size_t start, size_t cells)
{
    const eqh_csv *csv = r->csv;
    unsigned long row = (unsigned long)r->row + 1;

    if (!eqh_csv_error(r->csv, start))
        return;
    if (csv->text[start] == '\n' || csv->text[start] == '\r')
        fprintf(csv->err, "row %lu is empty", row);
    else
        fprintf(csv->err, "row %lu has %lu cell%s", row, (unsigned long)cells,
                cells == 1 ? "" : "s");
    fprintf(csv->err, "; %s has %lu%s [E0405]\n", csv->headers == NULL
            ? "the first row" : "the header", (unsigned long)csv->columns,
            cells == 2 * csv->columns ? "; are these decimal commas?" : "");
}

/* One row; -1 where its cells cannot be told apart. */
static int csv_read_row(csv_reader *r)
{
    size_t start = r->at, cells = 0;
    int was = r->csv->errors;
    enum csv_end end;

    do {
        end = csv_read_cell(r, cells++);
        if (end == CSV_BAD)
            return -1;
    } while (end == CSV_COMMA);
    if (cells != r->csv->columns && r->csv->errors == was)
        csv_ragged(r, start, cells);
    return 0;
}

int eqh_csv_read(eqh_csv *csv, eqh_want *wants, size_t count)
{
    csv_reader r = {csv, wants, NULL, csv->body, 0, 0};

    r.first = malloc(csv->columns * sizeof *r.first);
    if (r.first == NULL) {
        csv->errors++;
        fprintf(csv->err, "%s: error: out of memory [E0401]\n", csv->name);
        return -1;
    }
    for (size_t i = 0; i < csv->columns; i++)
        r.first[i] = CSV_NOT_WANTED;
    for (size_t i = 0; i < count; i++) {
        wants[i].next = r.first[wants[i].column];
        r.first[wants[i].column] = i;
    }
    for (; r.kept < csv->rows && csv->errors < CSV_MOST_ERRORS; r.row++) {
        if (csv->left_out != NULL && csv->left_out[r.row]) {
            eqh_csv_pass_row(csv, &r.at);
            continue;
        }
        if (csv_read_row(&r) != 0)
            break;
        r.kept++;
    }
    free(r.first);
    if (csv->errors >= CSV_MOST_ERRORS)
        fprintf(csv->err, "%s: more of this is not shown\n", csv->name);
    return csv->errors == 0 ? 0 : -1;
}
