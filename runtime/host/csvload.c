/*
 * csvload.c -- a data file into memory: what may be opened, which bytes it may
 * hold, where its cells, headers and rows are; see csv.h.
 */
#include "csvload.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "numtext.h"
#include "words.h"

enum { CSV_CHUNK = 1 << 16 };
static const size_t csv_most_bytes = (size_t)1 << 31;

/* ---- messages ---------------------------------------------------------- */

int eqh_csv_error(eqh_csv *csv, size_t at)
{
    size_t line = 1, column = 1, start = 0;
    const char *s;

    if (csv->errors++ >= CSV_MOST_ERRORS)
        return 0;
    while ((s = memchr(csv->text + start, '\n', at - start)) != NULL) {
        line++;
        start = (size_t)(s - csv->text) + 1;
    }
    for (size_t i = start; i < at; i++)
        column += ((unsigned char)csv->text[i] & 0xc0) != 0x80;
    fprintf(csv->err, "%s:%lu:%lu: error: ", csv->name, (unsigned long)line,
            (unsigned long)column);
    return 1;
}

static int csv_refuse(eqh_csv *csv, const char *text, const char *asked,
                      const char *code)
{
    csv->errors++;
    csv->unreadable |= strcmp(code, "E0401") == 0;
    fprintf(csv->err, "%s: error: %s%s%s [%s]\n", csv->name, text,
            asked == NULL ? "" : "; ", asked == NULL ? "" : asked, code);
    return -1;
}

/* ---- the bytes --------------------------------------------------------- */

static int csv_is_file(eqh_csv *csv, const char *path, const char *asked,
                       size_t *size)
{
    struct stat status;
    const char *wrong = NULL;

    if (stat(path, &status) != 0)
        return csv_refuse(csv, errno == ENOENT ? "there is no such file"
                          : strerror(errno), asked, "E0401");
    if (S_ISDIR(status.st_mode))
        wrong = "this is a directory, not a file";
    else if (!S_ISREG(status.st_mode))
        wrong = "this is not a regular file; standard input is \"-\"";
    if (wrong != NULL)
        return csv_refuse(csv, wrong, asked, "E0401");
    *size = status.st_size < 0 ? 0 : (size_t)status.st_size;
    return 0;
}

/* Read up to the end of the file, whatever size it was said to have. */
static int csv_slurp(eqh_csv *csv, FILE *in, size_t expected)
{
    size_t room = expected < CSV_CHUNK ? CSV_CHUNK : expected + 1;
    char *text = NULL;

    for (;;) {
        size_t got;
        char *grown;

        if (csv->length > csv_most_bytes || expected > csv_most_bytes)
            return csv_refuse(csv, "more than 2 GiB", NULL, "E0401");
        grown = realloc(text, room + 1);
        if (grown == NULL)
            return csv_refuse(csv, "out of memory", NULL, "E0401");
        text = csv->text = grown;
        got = fread(text + csv->length, 1, room - csv->length, in);
        csv->length += got;
        if (csv->length < room)
            break;
        room += room / 2;
    }
    text[csv->length] = '\0';
    if (ferror(in))
        return csv_refuse(csv, "cannot be read to its end", NULL, "E0401");
    return 0;
}

static int csv_read_file(eqh_csv *csv, const char *path, const char *asked)
{
    int standard = strcmp(path, "-") == 0;
    size_t size = 0;
    FILE *in = stdin;
    int code;

    if (!standard) {
        if (csv_is_file(csv, path, asked, &size) != 0)
            return -1;
        in = fopen(path, "rb");
        if (in == NULL)
            return csv_refuse(csv, strerror(errno), asked, "E0401");
    }
    code = csv_slurp(csv, in, size);
    if (!standard)
        fclose(in);
    return code;
}

/* The length of the UTF-8 sequence at s, 0 where it is none (RFC 3629). */
static size_t csv_utf8(const unsigned char *s)
{
    size_t length = *s < 0x80 ? 1 : *s < 0xc2 ? 0 : *s < 0xe0 ? 2
                    : *s < 0xf0 ? 3 : *s < 0xf5 ? 4 : 0;

    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    }
    if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f) ||
        (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
        return 0;
    return length;
}

static int csv_check_bytes(eqh_csv *csv)
{
    const unsigned char *s = (const unsigned char *)csv->text;
    size_t i = 0;

    while (i < csv->length) {
        uint64_t word;
        size_t length;

        if (csv->length - i >= 8) {
            memcpy(&word, s + i, 8);
            if ((word & 0x8080808080808080u) == 0 &&
                ((word - 0x0101010101010101u) & 0x8080808080808080u) == 0) {
                i += 8;
                continue;
            }
        }
        length = s[i] == 0 ? 0 : csv_utf8(s + i);
        if (length == 0) {
            eqh_csv_error(csv, i);
            fprintf(csv->err, "byte 0x%02x is not UTF-8 text%s [E0408]\n",
                    s[i], s[i] == 0 || s[i] >= 0xfe
                    ? "; UTF-16 or a binary file?" : "");
            return -1;
        }
        i += length;
    }
    return 0;
}

/* Leave out a byte order mark, and blank lines at the end. */
static int csv_trim_ends(eqh_csv *csv)
{
    const char *s = csv->text;
    size_t end = csv->length;

    if (end >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
        csv->body = 3;
    while (end > csv->body && strchr(" \t\r\n", s[end - 1]) != NULL) {
        end--;
        if (s[end] == '\n')
            csv->length = end;
    }
    if (end == csv->body)
        csv->length = end;
    if (csv->length > 0 && s[csv->length - 1] == '\r')
        csv->length--;
    if (csv->length <= csv->body)
        return csv_refuse(csv, "the file is empty", NULL, "E0409");
    if (memchr(s, '\n', csv->length) == NULL &&
        memchr(s, '\r', csv->length) != NULL)
        return csv_refuse(csv, "its lines end in a bare carriage return;"
                          " save it with line feeds", NULL, "E0408");
    return 0;
}

/* ---- the cells --------------------------------------------------------- */

static enum csv_end csv_after(const eqh_csv *csv, size_t *at)
{
    const char *s = csv->text + *at;
    size_t left = csv->length - *at;

    if (left > 0 && *s == ',') {
        *at += 1;
        return CSV_COMMA;
    }
    if (left > 0 && *s == '\r' && (left == 1 || s[1] == '\n')) {
        *at += left == 1 ? 1 : 2;
        return CSV_LINE;
    }
    if (left > 0 && *s != '\n')
        return CSV_BAD;
    *at += left > 0;
    return CSV_LINE;
}

enum csv_end eqh_csv_cell(const eqh_csv *csv, size_t *at, eqh_cell *cell,
                          int *quoted)
{
    const char *s = csv->text;
    size_t i = *at, end = csv->length;

    *quoted = i < end && s[i] == '"';
    if (*quoted) {
        cell->text = s + ++i;
        for (;; i += 2) {
            const char *quote = memchr(s + i, '"', end - i);

            if (quote == NULL)
                return CSV_BAD;
            i = (size_t)(quote - s);
            if (i + 1 >= end || s[i + 1] != '"')
                break;
        }
        cell->length = (size_t)(s + i - cell->text);
        i++;
    } else {
        cell->text = s + i;
        while (i < end && s[i] != ',' && s[i] != '\n')
            i++;
        if (i > *at && s[i - 1] == '\r' && (i == end || s[i] == '\n'))
            i--;
        cell->length = (size_t)(s + i - cell->text);
    }
    *at = i;
    return csv_after(csv, at);
}

eqh_cell eqh_csv_trim(eqh_cell cell)
{
    while (cell.length > 0 && (*cell.text == ' ' || *cell.text == '\t')) {
        cell.text++;
        cell.length--;
    }
    while (cell.length > 0 && (cell.text[cell.length - 1] == ' ' ||
                               cell.text[cell.length - 1] == '\t'))
        cell.length--;
    return cell;
}

int eqh_csv_number(const eqh_cell *cell, double *value)
{
    eqh_cell part = eqh_csv_trim(*cell);
    size_t used;
    int outcome = eqn_read(part.text, part.length, value, &used);

    return used == part.length ? outcome : EQN_NONE;
}

/* ---- headers and rows -------------------------------------------------- */

/* A file whose cells are separated by ';' or tabs, as written where the comma
 * is the decimal point. */
static int csv_check_separator(eqh_csv *csv)
{
    const char *s = csv->text + csv->body;
    size_t left = csv->length - csv->body;
    size_t commas = 0, semicolons = 0, tabs = 0;
    int inside = 0, number = *s >= '0' && *s <= '9';
    const char *found = NULL;

    for (size_t i = 0; i < left && (inside || s[i] != '\n'); i++) {
        inside ^= s[i] == '"';
        commas += !inside && s[i] == ',';
        semicolons += !inside && s[i] == ';';
        tabs += !inside && s[i] == '\t';
    }
    if (semicolons > 0 && (commas == 0 || number))
        found = "\";\"";
    else if (tabs > 0 && commas == 0)
        found = "tabs";
    if (found == NULL)
        return 0;
    eqh_csv_error(csv, csv->body);
    fprintf(csv->err, "the cells are separated by %s; eqc reads \",\" between"
            " cells and \".\" as the decimal point [E0407]\n", found);
    return -1;
}

static int csv_bad_quote(eqh_csv *csv, size_t at)
{
    if (eqh_csv_error(csv, at))
        fputs("a cell that starts with a quote must end with one, and inside"
              " it \" is written \"\" [E0405]\n", csv->err);
    return -1;
}

/* A quoted header, "" made ", in place. */
static void csv_unquote(eqh_csv *csv, eqh_cell *cell)
{
    char *to = csv->text + (cell->text - csv->text);
    size_t n = 0;

    for (size_t i = 0; i < cell->length; i++, n++) {
        to[n] = cell->text[i];
        i += cell->text[i] == '"';
    }
    cell->length = n;
}

/* Count the cells of the first row. */
static int csv_count_columns(eqh_csv *csv)
{
    size_t at = csv->body, start;
    enum csv_end end;
    eqh_cell cell;
    int quoted;

    do {
        start = at;
        end = eqh_csv_cell(csv, &at, &cell, &quoted);
        if (end == CSV_BAD)
            return csv_bad_quote(csv, start);
        csv->columns++;
    } while (end == CSV_COMMA);
    return 0;
}

/* Take the first row as headers, unless all of it is numbers. */
static int csv_find_headers(eqh_csv *csv)
{
    size_t at = csv->body, numbers = 0;
    double value;
    int quoted;

    if (csv_count_columns(csv) != 0)
        return -1;
    csv->headers = calloc(csv->columns, sizeof *csv->headers);
    if (csv->headers == NULL)
        return csv_refuse(csv, "out of memory", NULL, "E0401");
    for (size_t i = 0; i < csv->columns; i++) {
        eqh_csv_cell(csv, &at, &csv->headers[i], &quoted);
        if (quoted)
            csv_unquote(csv, &csv->headers[i]);
        else if (eqh_csv_number(&csv->headers[i], &value) != EQN_NONE)
            numbers++;
    }
    if (numbers == csv->columns) {
        free(csv->headers);
        csv->headers = NULL;
        return 0;
    }
    for (size_t i = 0; i < csv->columns; i++)
        csv->headers[i] = eqh_csv_trim(csv->headers[i]);
    csv->body = at;
    return 0;
}

/* Count the rows below the headers, as eqh_csv_read will meet them. */
static int csv_count_rows(eqh_csv *csv)
{
    size_t at = csv->body, start;
    const char *s = csv->text;
    eqh_cell cell;
    int quoted;

    if (at >= csv->length)
        return csv_refuse(csv, "there are headers, and no row below them",
                          NULL, "E0409");
    if (memchr(s + at, '"', csv->length - at) == NULL) {
        while ((s = memchr(csv->text + at, '\n', csv->length - at)) != NULL) {
            csv->rows++;
            at = (size_t)(s - csv->text) + 1;
        }
        csv->rows++;
        return 0;
    }
    while (at < csv->length) {
        enum csv_end end;

        start = at;
        end = eqh_csv_cell(csv, &at, &cell, &quoted);
        if (end == CSV_BAD)
            return csv_bad_quote(csv, start);
        csv->rows += end == CSV_LINE || at == csv->length;
    }
    return 0;
}

int eqh_csv_load(eqh_csv *csv, const char *path, const char *name,
                 const char *asked, FILE *err)
{
    memset(csv, 0, sizeof *csv);
    csv->name = name;
    csv->err = err;
    if (csv_read_file(csv, path, asked) != 0 || csv_check_bytes(csv) != 0 ||
        csv_trim_ends(csv) != 0 || csv_check_separator(csv) != 0 ||
        csv_find_headers(csv) != 0)
        return -1;
    return csv_count_rows(csv);
}

void eqh_csv_free(eqh_csv *csv)
{
    free(csv->headers);
    free(csv->text);
    free(csv->left_out);
    csv->left_out = NULL;
    csv->headers = NULL;
    csv->text = NULL;
}
