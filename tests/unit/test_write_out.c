/* Text of generated C: lines of 80 columns, comments nobody can break. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/out.h"

static struct out o;

static void setup(void) { memset(&o, 0, sizeof o); }
static void teardown(void) { out_free(&o); }

static size_t longest_line(const char *s)
{
    size_t most = 0;

    while (*s) {
        size_t n = strcspn(s, "\n");

        most = n > most ? n : most;
        s += n + (s[n] != '\0');
    }
    return most;
}

/* Without blanks and line ends: what a compiler sees. */
static void squeeze(const char *s, char *to)
{
    for (; *s; s++)
        if (!strchr(" \n\x1f", *s))
            *to++ = *s;
    *to = '\0';
}

START_TEST(short_lines_stay)
{
    o.depth = 2;
    out_line(&o, "x" OUT_GLUE "= %d;", 3);
    ck_assert_str_eq(out_text(&o), "        x = 3;\n");
}
END_TEST

START_TEST(long_lines_break_without_loss)
{
    char text[4000] = "*r++" OUT_GLUE "= ", a[5000], b[5000];

    for (int k = 0; k < 60; k++)
        sprintf(text + strlen(text), "%sf(u->x%d, (a" OUT_GLUE "* %d))",
                k ? OUT_GLUE "+ " : "", k, k);
    strcat(text, ";");
    o.depth = 1;
    out_line(&o, "%s", text);
    ck_assert_uint_le(longest_line(out_text(&o)), OUT_WIDTH);
    squeeze(text, a);
    squeeze(out_text(&o), b);
    ck_assert_str_eq(a, b);
}
END_TEST

START_TEST(arguments_are_aligned)
{
    out_line(&o, "static int decay_residual_rows(void *user, const double *x, "
             "size_t lo, size_t hi, double *r)");
    ck_assert_str_eq(out_text(&o),
        "static int decay_residual_rows(void *user, const double *x, size_t lo,"
        "\n                               size_t hi, double *r)\n");
}
END_TEST

START_TEST(no_break_inside_strings)
{
    out_line(&o, "return \"a text of many words that is much longer than the "
             "width that a line of code may have\";");
    ck_assert_int_eq((int)strcspn(strchr(out_text(&o), '"'), "\n"),
                     (int)strlen(strchr(out_text(&o), '"')) - 1);
}
END_TEST

START_TEST(macros_go_on_with_backslashes)
{
    out_macro(&o, "#define FIT_START {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, "
              "9.0, 10.0, 11.0, 12.0, 13.0, 14.0}");
    ck_assert_uint_le(longest_line(out_text(&o)), OUT_WIDTH);
    ck_assert_ptr_nonnull(strstr(out_text(&o), ", \\\n"));
}
END_TEST

START_TEST(foreign_text_is_harmless)
{
    const char *bad = "a */ b /* c ?\?/ \t d \x01\x80 \n e \\";

    out_foreign(&o, bad, strlen(bad), 60);
    ck_assert_ptr_null(strstr(out_text(&o), "*/"));
    ck_assert_ptr_null(strstr(out_text(&o), "/*"));
    ck_assert_ptr_null(strstr(out_text(&o), "?\?"));
    ck_assert_ptr_null(strchr(out_text(&o), '\n'));
    ck_assert_int_ne(out_text(&o)[o.text.n - 1], '\\');
}
END_TEST

START_TEST(foreign_text_is_cut)
{
    out_foreign(&o, "0123456789", 10, 8);
    ck_assert_str_eq(out_text(&o), "01234...");
}
END_TEST

START_TEST(comments_become_blocks)
{
    o.depth = 1;
    out_comment(&o, "%s", "words that do not fit on a single line of the text "
                "and so become a block");
    ck_assert_uint_le(longest_line(out_text(&o)), OUT_WIDTH);
    ck_assert_ptr_eq(strstr(out_text(&o), "    /*\n     * words"),
                     out_text(&o));
}
END_TEST

int main(void)
{
    Suite *s = suite_create("out");
    TCase *c = tcase_create("text");
    SRunner *r;
    int failed;

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, short_lines_stay);
    tcase_add_test(c, long_lines_break_without_loss);
    tcase_add_test(c, arguments_are_aligned);
    tcase_add_test(c, no_break_inside_strings);
    tcase_add_test(c, macros_go_on_with_backslashes);
    tcase_add_test(c, foreign_text_is_harmless);
    tcase_add_test(c, foreign_text_is_cut);
    tcase_add_test(c, comments_become_blocks);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
