/*
 * Link: runtime/host/csv.c csvload.c words.c numread.c bignat.c -lm
 *
 * Data files, good and bad: each bad one must give its code at its place.  With
 * arguments `FILE COLUMN...` reads these columns and prints rows and time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../runtime/host/csv.h"

static int failures;
static const char *const file = "test_host_csv.tmp";

static void check(int holds, const char *what, const char *text)
{
    if (holds)
        return;
    failures++;
    fprintf(stderr, "FAILED: %s: %s\n", what, text);
}

static void write_file(const char *text, size_t length)
{
    FILE *out = fopen(file, "wb");

    if (out == NULL || fwrite(text, 1, length, out) != length ||
        fclose(out) != 0) {
        perror(file);
        exit(2);
    }
}

/* Read columns a and b (or all, for NULL) and return what was said. */
static const char *read_columns(const char *path, const char *const *names,
                                size_t count, eqr_real *out, size_t *rows)
{
    static char said[4000];
    eqh_want wants[8];
    eqh_csv csv;
    FILE *err = tmpfile();
    int code = eqh_csv_load(&csv, path, "d.csv", "asked for in f.eq:3", err);

    memset(wants, 0, sizeof wants);
    for (size_t i = 0; code == 0 && i < count; i++) {
        wants[i].column = i;
        if (names != NULL)
            code = eqh_csv_find(&csv, names[i], &wants[i].column);
        wants[i].out = out + i;
        wants[i].stride = count;
        wants[i].is_integer = names != NULL && strcmp(names[i], "int") == 0;
        wants[i].from = -5;
        wants[i].to = 1000000;
    }
    if (code == 0)
        code = eqh_csv_read(&csv, wants, count);
    *rows = code == 0 ? csv.rows : 0;
    eqh_csv_free(&csv);
    rewind(err);
    said[fread(said, 1, sizeof said - 1, err)] = '\0';
    fclose(err);
    check((code == 0) == (said[0] == '\0'), "a message for each failure", said);
    return said;
}

static void good(const char *text, size_t count, const char *const *names,
                 size_t rows, const double *want)
{
    static eqr_real out[64];
    size_t got;
    const char *said;

    write_file(text, strlen(text));
    said = read_columns(file, names, count, out, &got);
    check(said[0] == '\0', text, said);
    check(got == rows, "rows", text);
    for (size_t i = 0; i < got * count; i++)
        check(out[i] == (eqr_real)want[i], "values", text);
}

static void bad_bytes(const char *text, size_t length, const char *name,
                      const char *const *messages)
{
    static eqr_real out[256];
    size_t rows;
    const char *said;

    write_file(text, length);
    said = read_columns(file, name == NULL ? NULL : &name, 1, out, &rows);
    for (; *messages != NULL; messages++) {
        if (strstr(said, *messages) == NULL) {
            fprintf(stderr, "wanted: %s\ngot: ", *messages);
            check(0, text, said);
        }
    }
}

#define BAD(text, name, ...) \
    do { \
        static const char *const messages[] = {__VA_ARGS__, NULL}; \
        bad_bytes(text, sizeof(text) - 1, name, messages); \
    } while (0)

static void good_files(void)
{
    static const char *const ab[] = {"a", "b"}, *const ba[] = {"b", "a"};
    static const char *const odd[] = {"U (mV)", "say \"hi\", you"};
    static const char *const u[] = {"\xc2\xb5", "b"};
    static const double two[] = {1, 2, 3, 4}, swapped[] = {2, 1, 4, 3};
    static const double same[] = {1, 1, 3, 3};
    static const char *const aa[] = {"a", "a"}, *const whole[] = {"int", "b"};

    good("a,b\n1,2\n3,4\n", 2, ab, 2, two);
    good("a,b\n1,2\n3,4", 2, ab, 2, two);
    good("a,b\r\n1,2\r\n3,4\r\n", 2, ab, 2, two);
    good("a,b\r\n1,2\r\n3,4\r", 2, ab, 2, two);
    good("\xef\xbb\xbf" "a,b\n1,2\n3,4\n\n  \n\r\n", 2, ab, 2, two);
    good("a,b\n1,2\n3,4\n", 2, ba, 2, swapped);
    good("a,b\n1,2\n3,4\n", 2, aa, 2, same);
    good("a, b\n 1,\t2\n3 ,4 \n", 2, ab, 2, two);
    good("a,text,b\n1,x,2\n3,,4\n", 2, ab, 2, two);
    good("a,text,b\n1,\"x,\"\"\ny\",2\n3,\"\",4\n", 2, ab, 2, two);
    good("\"a\",\"b\"\n\"1\",\"2\"\n\"3\",4\n", 2, ab, 2, two);
    good("\"U (mV)\",\"say \"\"hi\"\", you\"\n1,2\n3,4\n", 2, odd, 2, two);
    good("\xc2\xb5,b\n1,2\n3,4\n", 2, u, 2, two);
    good("1,2\n3,4\n", 2, NULL, 2, two);
    good("x,y\n1,2\n3,4\n", 2, NULL, 2, two);
    good("1e0,+2.\n30e-1,0.4e1\n", 2, NULL, 2, two);
    good("int,b\n1.0,2\n3e0,4\n", 2, whole, 2, two);
    good("a,b,\n1,2,\n3,4,\n", 2, ab, 2, two);
    good("a,;b,b\n1,;,2\n3,;,4\n", 2, ab, 2, two);
}

static void bad_files(void)
{
    BAD("time,y\n1,2\n", "tine", "E0402", "did you mean \"time\"?",
        "the columns are \"time\", \"y\"");
    BAD("a,a\n1,2\n", "a", "E0402", "two columns");
    BAD("1,2\n3,4\n", "a", "E0402", "all numbers");
    BAD("a,b\n1,2\nabc,4\n", "a",
        "d.csv:3:1: error: row 2, column \"a\": \"abc\" is not a number"
        " [E0403]");
    BAD("b,a\n1,2\n\xc2\xb5,1.2.3\n", "a", "d.csv:3:3: error", "E0403");
    BAD("a\n1x\n2 3\n0x10\n1e\n", "a", "\"1x\"", "\"2 3\"", "\"0x10\"",
        "\"1e\"");
    BAD("a\n1e999\n", "a", "too large", "E0403");
    BAD("a\ninf\n", "a", "not finite", "E0403");
    BAD("b,a\n1,2\n1,\n", "a", "d.csv:3:3: error", "E0404", "na = skip");
    BAD("b,a\n1,nan\n1,NA\n", "a", "d.csv:2:3", "d.csv:3:3", "E0404");
    BAD("b,a\n1,2\n1\n", "a", "d.csv:3:1", "row 2 has 1 cell; the header has 2",
        "E0405");
    BAD("b,a\n1,2\n1,2,3\n", "a", "row 2 has 3 cells", "E0405");
    BAD("b,a\n1,2\n\n1,2\n", "a", "d.csv:3:1", "row 2 is empty", "E0405");
    BAD("b,a\n1,5,2,5\n", "a", "decimal commas?", "E0405");
    BAD("b,a\n\"1,2\n", "a", "E0405", "d.csv:2:1");
    BAD("b,a\n\"1\"2,3\n", "a", "E0405", "d.csv:2:1");
    BAD("a,b\n\"1,5\",2\n", "a", "E0407", "decimal comma");
    BAD("a;b\n1,5;2,5\n", "a", "E0407");
    BAD("1,5;2,5\n", NULL, "E0407");
    BAD("a\tb\n1\t2\n", "a", "E0407", "tabs");
    BAD("a\n1\n\0\n", "a", "E0408", "d.csv:3:1", "0x00");
    BAD("a\n1\n\xb5\n", "a", "E0408", "0xb5");
    BAD("\xff\xfe" "a\0\n\0", "a", "E0408", "UTF-16");
    BAD("a\n\xed\xa0\x80\n", "a", "E0408");
    BAD("a\r1\r2\r", "a", "E0408", "carriage");
    BAD("", "a", "E0409");
    BAD("\xef\xbb\xbf", "a", "E0409");
    BAD("\n\n", "a", "E0409");
    BAD("a\n", "a", "E0409");
    BAD("a,b\n\n", "a", "E0409");
    BAD("int\n1.5\n", "int", "\"1.5\" is not a whole number [E0410]");
    BAD("int\n1e30\n", "int", "not in -5..1000000 [E0410]");
    BAD("a\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\n", "a",
        "d.csv:11:1", "not shown");
    BAD("a\n\x1b[31m\n", "a", "\"?[31m\"");
}

static void bad_paths(void)
{
    eqr_real out[4];
    size_t rows;
    const char *said = read_columns("none.csv", NULL, 1, out, &rows);

    check(strstr(said, "no such file") != NULL &&
          strstr(said, "asked for in f.eq:3 [E0401]") != NULL, "missing", said);
    said = read_columns(".", NULL, 1, out, &rows);
    check(strstr(said, "directory") != NULL, "directory", said);
    said = read_columns("/dev/null", NULL, 1, out, &rows);
    check(strstr(said, "not a regular file") != NULL, "device", said);
}

static int time_file(int argc, char **argv)
{
    eqh_want *wants = calloc((size_t)argc, sizeof *wants);
    clock_t start = clock();
    eqh_csv csv;
    size_t count = 0;

    if (wants == NULL ||
        eqh_csv_load(&csv, argv[1], argv[1], NULL, stderr) != 0)
        return 1;
    for (int i = 2; i < argc; i++, count++) {
        if (eqh_csv_find(&csv, argv[i], &wants[count].column) != 0)
            return 1;
        wants[count].out = malloc(csv.rows * sizeof(eqr_real));
        wants[count].stride = 1;
    }
    if (eqh_csv_read(&csv, wants, count) != 0)
        return 1;
    printf("%lu rows, %lu columns: %.3f s\n", (unsigned long)csv.rows,
           (unsigned long)count, (double)(clock() - start) / CLOCKS_PER_SEC);
    for (size_t i = 0; i < count; i++)
        free(wants[i].out);
    free(wants);
    eqh_csv_free(&csv);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return time_file(argc, argv);
    good_files();
    bad_files();
    bad_paths();
    remove(file);
    return failures > 0;
}
