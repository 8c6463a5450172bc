/*
 * Places in the text, and messages as they are printed.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"

static struct arena *arena;

static void setup(void)
{
    arena = arena_make();
}

static void teardown(void)
{
    arena_free(arena);
}

static struct source *source_of(const char *text)
{
    return source_make(arena, "a.eq", text, strlen(text));
}

static void check_print(const struct diag *d, bool colour, const char *expected)
{
    static char text[1 << 16];
    FILE *f = tmpfile();
    size_t n;

    diag_print(d, f, colour);
    rewind(f);
    n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    fclose(f);
    ck_assert_str_eq(text, expected);
}

static void check_place(const struct source *s, uint32_t offset,
                        unsigned line, unsigned column)
{
    struct place p = source_place(s, offset);

    ck_assert_uint_eq(p.line, line);
    ck_assert_uint_eq(p.column, column);
}

START_TEST(places_count_lines_and_characters)
{
    struct source *s = source_of("ab\n\n\t\xC3\xA9x\n");

    ck_assert_uint_eq(s->files[0].lines, 4);
    check_place(s, 0, 1, 1);
    check_place(s, 2, 1, 3);         /* the end of the line is on it */
    check_place(s, 3, 2, 1);
    check_place(s, 4, 3, 1);
    check_place(s, 5, 3, 2);         /* a tab is one */
    check_place(s, 7, 3, 3);         /* two bytes, one character */
    check_place(s, 9, 4, 1);
    check_place(source_of(""), 0, 1, 1);
}
END_TEST

START_TEST(places_know_their_file)
{
    struct source *s = source_of("ab\nc");
    size_t one = source_add(s, "sub/one.eq", "", 0);
    size_t two = source_add(s, "two.eq", "de\n\nf\n", 6);
    uint32_t at = s->files[two].all.lo;
    struct span line = source_line_span(s, at + 4);

    ck_assert_uint_eq(one, 1);
    ck_assert_str_eq(s->name, s->files[0].name);
    ck_assert_str_eq(source_place(s, 4).file, s->name);  /* its very end */
    check_place(s, 4, 2, 2);
    check_place(s, s->files[one].all.lo, 1, 1);
    ck_assert_str_eq(source_place(s, s->files[one].all.lo).file,
                     "sub/one.eq");
    check_place(s, at + 1, 1, 2);
    check_place(s, at + 4, 3, 1);
    ck_assert_str_eq(source_place(s, at + 4).file, "two.eq");
    ck_assert_uint_eq(source_line(s, at + 4), 5);
    ck_assert_uint_eq(line.hi - line.lo, 1);
    ck_assert_int_eq(s->text[line.lo], 'f');
}
END_TEST

START_TEST(spans_join)
{
    struct span a = {3, 5}, b = {9, 12}, none = {7, 7};

    ck_assert_uint_eq(span_join(a, b).lo, 3);
    ck_assert_uint_eq(span_join(b, a).hi, 12);
    ck_assert_uint_eq(span_join(none, b).lo, 9);
    ck_assert_uint_eq(span_join(a, none).hi, 5);
}
END_TEST

START_TEST(messages_come_in_order)
{
    struct diag *d = diag_make(arena, source_of("x = y;\nz = 2;\n"));
    int m = diag_add(d, "E0201", (struct span){7, 8}, "no `%s`", "z");

    diag_help(d, m, "write `%s`", "y");
    diag_note(d, m, (struct span){4, 5}, "first here");
    diag_note(d, m, (struct span){0, 0}, "a note");
    diag_add(d, "W0202", (struct span){0, 1}, "unused");
    diag_add(d, "E0301", (struct span){0, 0}, "nothing to solve");
    ck_assert_uint_eq(diag_errors(d), 2);
    ck_assert_uint_eq(diag_warnings(d), 1);
    ck_assert_str_eq(diag_warning_text(d, 0), "unused");
    ck_assert_ptr_null(diag_warning_text(d, 1));
    check_print(d, false,
                "a.eq: error: nothing to solve [E0301]\n"
                "a.eq:1:1: warning: unused [W0202]\n"
                "    1 | x = y;\n"
                "      | ^\n"
                "a.eq:2:1: error: no `z` [E0201]\n"
                "    2 | z = 2;\n"
                "      | ^\n"
                "  help: write `y`\n"
                "a.eq:1:5: note: first here\n"
                "    1 | x = y;\n"
                "      |     ^\n"
                "  note: a note\n");
}
END_TEST

START_TEST(one_place_gets_one_error)
{
    struct diag *d = diag_make(arena, source_of("x = y;\n"));
    struct span at = {4, 5};

    ck_assert_int_eq(diag_add(d, "E0201", at, "no y"), 0);
    ck_assert_int_eq(diag_add(d, "E0201", at, "no y again"), -1);
    ck_assert_int_eq(diag_add(d, "E0202", at, "what follows from it"), -1);
    ck_assert_int_eq(diag_add(d, "W0202", at, "a warning"), 1);
    ck_assert_int_eq(diag_add(d, "W0203", at, "another"), 2);
    ck_assert_int_eq(diag_add(d, "W0203", at, "the same again"), -1);
    diag_help(d, -1, "falls on nothing");
    ck_assert_uint_eq(diag_errors(d), 1);
    ck_assert_uint_eq(diag_warnings(d), 2);
}
END_TEST

START_TEST(messages_of_another_are_appended)
{
    struct source *s = source_of("x = y;\nz = 2;\n");
    struct diag *d = diag_make(arena, s), *seen = diag_make(arena, s);
    int m = diag_add(seen, "W0306", (struct span){7, 8}, "never");

    diag_help(seen, m, "leave it out");
    diag_add(seen, "I0302", (struct span){0, 1}, "free");
    diag_add(d, "W0202", (struct span){0, 1}, "unused");
    diag_append(d, seen);
    m = diag_add(d, "W0203", (struct span){4, 5}, "late");
    diag_help(d, m, "not so");
    ck_assert_int_eq(m, 3);
    ck_assert_uint_eq(diag_errors(d), 0);
    ck_assert_uint_eq(diag_warnings(d), 3);
    check_print(d, false,
                "a.eq:1:1: warning: unused [W0202]\n"
                "    1 | x = y;\n"
                "      | ^\n"
                "a.eq:1:1: info: free [I0302]\n"
                "    1 | x = y;\n"
                "      | ^\n"
                "a.eq:1:5: warning: late [W0203]\n"
                "    1 | x = y;\n"
                "      |     ^\n"
                "  help: not so\n"
                "a.eq:2:1: warning: never [W0306]\n"
                "    2 | z = 2;\n"
                "      | ^\n"
                "  help: leave it out\n");
}
END_TEST

START_TEST(twenty_errors_are_shown)
{
    struct diag *d = diag_make(arena, source_of("x"));
    char expected[4000] = "";

    for (int i = 0; i < 5000; i++)
        diag_add(d, "E0301", (struct span){0, 0}, "error %d", i);
    for (int i = 0; i < 20; i++)
        sprintf(expected + strlen(expected), "a.eq: error: error %d [E0301]\n",
                i);
    strcat(expected, "a.eq: 5000 errors; the first 20 are shown\n");
    ck_assert_uint_eq(diag_errors(d), 5000);
    check_print(d, false, expected);
}
END_TEST

/* Tabs, wide characters, control characters and bad bytes keep the caret. */
START_TEST(carets_stand_under_their_text)
{
    struct diag *d = diag_make(arena, source_of("\tx\ty;\n"
                                                "\xE4\xB8\xAD\xC3\xA9 = z;\n"
                                                "\033\xFF = q;\r\n"));

    diag_add(d, "E0201", (struct span){3, 4}, "a");
    diag_add(d, "E0201", (struct span){14, 15}, "b");
    diag_add(d, "E0201", (struct span){22, 23}, "c");
    check_print(d, false,
                "a.eq:1:4: error: a [E0201]\n"
                "    1 |     x   y;\n"
                "      |         ^\n"
                "a.eq:2:6: error: b [E0201]\n"
                "    2 | \xE4\xB8\xAD\xC3\xA9 = z;\n"
                "      |       ^\n"
                "a.eq:3:6: error: c [E0201]\n"
                "    3 | \xEF\xBF\xBD\xEF\xBF\xBD = q;\n"
                "      |      ^\n");
}
END_TEST

START_TEST(long_lines_are_cut)
{
    static char text[100001];
    char dots[101], expected[400];
    struct diag *d;

    memset(text, 'x', 100000);
    d = diag_make(arena, source_of(text));
    memset(dots, 'x', 100);
    dots[100] = '\0';
    diag_add(d, "E0201", (struct span){50000, 50003}, "here");
    snprintf(expected, sizeof expected,
             "a.eq:1:50001: error: here [E0201]\n"
             "    1 | ...%s...\n"
             "      | %*s^~~\n", dots, 63, "");
    check_print(d, false, expected);
}
END_TEST

START_TEST(several_lines_are_marked_on_the_first)
{
    struct diag *d = diag_make(arena, source_of("x = (1 +\n  2);"));

    diag_add(d, "E0201", (struct span){4, 13}, "here");
    check_print(d, false, "a.eq:1:5: error: here [E0201]\n"
                          "    1 | x = (1 +\n"
                          "      |     ^~~~\n");
}
END_TEST

START_TEST(colours_when_asked)
{
    struct diag *d = diag_make(arena, source_of("x"));

    diag_add(d, "W0201", (struct span){0, 1}, "w");
    check_print(d, true, "a.eq:1:1: \033[1;35mwarning:\033[0m w [W0201]\n"
                         "    1 | x\n"
                         "      | \033[1;32m^\033[0m\n");
}
END_TEST

int main(void)
{
    Suite *s = suite_create("base: places and messages");
    TCase *c = tcase_create("all");
    SRunner *r = srunner_create(s);
    int failed;

    suite_add_tcase(s, c);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, places_count_lines_and_characters);
    tcase_add_test(c, places_know_their_file);
    tcase_add_test(c, spans_join);
    tcase_add_test(c, messages_come_in_order);
    tcase_add_test(c, one_place_gets_one_error);
    tcase_add_test(c, messages_of_another_are_appended);
    tcase_add_test(c, twenty_errors_are_shown);
    tcase_add_test(c, carets_stand_under_their_text);
    tcase_add_test(c, long_lines_are_cut);
    tcase_add_test(c, several_lines_are_marked_on_the_first);
    tcase_add_test(c, colours_when_asked);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
