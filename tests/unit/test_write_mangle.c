/*
 * Names in generated C: every keyword of C and C++ and the usual macros of the
 * standard headers are kept away, and no two names become one.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "write/mangle.h"

static struct arena *a;

static void setup(void) { a = arena_make(); }
static void teardown(void) { arena_free(a); }

/* ISO C99 6.4.1, C11, C23; ISO C++98 to C++20 [lex.key], [lex.digraph]. */
static const char *const keywords[] = {
    "auto", "break", "case", "char", "const", "continue", "default", "do",
    "double", "else", "enum", "extern", "float", "for", "goto", "if",
    "inline", "int", "long", "register", "restrict", "return", "short",
    "signed", "sizeof", "static", "struct", "switch", "typedef", "union",
    "unsigned", "void", "volatile", "while", "_Bool", "_Complex",
    "_Imaginary", "_Alignas", "_Alignof", "_Atomic", "_Generic", "_Noreturn",
    "_Static_assert", "_Thread_local", "alignas", "alignof", "bool",
    "constexpr", "false", "nullptr", "static_assert", "thread_local", "true",
    "typeof", "typeof_unqual", "and", "and_eq", "asm", "bitand", "bitor",
    "catch", "char8_t", "char16_t", "char32_t", "class", "co_await",
    "co_return", "co_yield", "compl", "concept", "const_cast", "consteval",
    "constinit", "decltype", "delete", "dynamic_cast", "explicit", "export",
    "friend", "mutable", "namespace", "new", "noexcept", "not", "not_eq",
    "operator", "or", "or_eq", "private", "protected", "public",
    "reinterpret_cast", "requires", "static_cast", "template", "this",
    "throw", "try", "typeid", "typename", "using", "virtual", "wchar_t",
    "xor", "xor_eq",
    /* macros */
    "I", "NULL", "EOF", "NAN", "INFINITY", "HUGE_VAL", "HUGE_VALF", "M_PI",
    "M_E", "linux", "unix", "i386", "errno", "stdin", "stdout", "stderr",
    "BUFSIZ", "RAND_MAX", "near", "far", "complex", "imaginary", "DBL_MAX",
    "FLT_EPSILON", "INT_MAX", "SIZE_MAX", "PTRDIFF_MAX", "EDOM", "ERANGE",
    "signgam", "assert", "offsetof", "setjmp", "__LINE__", "__FILE__",
    "__cplusplus", "__x86_64__", "_IONBF", "__LINE_", "__STDC__",
    "EXIT_SUCCESS", "CLOCKS_PER_SEC", "WCHAR_MAX", "FP_NAN", "TRUE", "FALSE",
    "DOMAIN", "OVERFLOW", "PI", "small", "interface",
};

enum { KEYWORDS = sizeof keywords / sizeof *keywords };

static bool is_keyword(const char *name)
{
    for (int k = 0; k < KEYWORDS; k++)
        if (strcmp(keywords[k], name) == 0)
            return true;
    return false;
}

START_TEST(reserved_words_change)
{
    for (int k = 0; k < KEYWORDS; k++) {
        ck_assert_msg(mangle_reserved(keywords[k]), "%s", keywords[k]);
        ck_assert_msg(!is_keyword(mangle_member(a, keywords[k])), "%s",
                      keywords[k]);
        ck_assert_msg(!mangle_reserved(mangle_member(a, keywords[k])) ||
                      keywords[k][0] == '_', "%s", keywords[k]);
    }
}
END_TEST

START_TEST(other_names_stay)
{
    static const char *const names[] = {
        "a", "x_", "y0", "gamma", "log1p", "index", "time", "main", "theta",
        "intx", "in", "N", "n_rows", "Int", "sigma", "j1", "exp", "e1__x"};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        ck_assert_str_eq(mangle_member(a, names[k]), names[k]);
    ck_assert_str_eq(mangle_member(a, "int"), "int_");
    ck_assert_str_eq(mangle_member(a, "int_"), "int__");
    ck_assert_str_eq(mangle_member(a, "I"), "I_");
}
END_TEST

static int compare(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Each word with what mangling could add, before and behind. */
START_TEST(no_two_names_become_one)
{
    static const char *const ends[] = {"", "_", "__", "___", "_u", "_u_",
                                       "_u_u", "__u", "u"};
    enum { ENDS = sizeof ends / sizeof *ends };
    static const char *made[KEYWORDS * ENDS * 2];
    size_t n = 0;

    for (int k = 0; k < KEYWORDS; k++)
        for (int j = 0; j < ENDS; j++) {
            made[n++] = mangle_member(a, arena_printf(a, "%s%s", keywords[k],
                                                      ends[j]));
            made[n++] = mangle_member(a, arena_printf(a, "__%s%s",
                                                      keywords[k], ends[j]));
        }
    qsort(made, n, sizeof *made, compare);
    for (size_t k = 1; k < n; k++)
        /* "__LINE_" and "__LINE__" each stand twice in the list above. */
        ck_assert_msg(strcmp(made[k - 1], made[k]) != 0 ||
                      strncmp(made[k], "__LINE_", 7) == 0 ||
                      strncmp(made[k], "____LINE_", 9) == 0, "%s", made[k]);
}
END_TEST

START_TEST(macros_keep_names_apart)
{
    const char *names[] = {"u", "U", "lam", "Lam_x"};

    ck_assert_str_eq(mangle_macro(a, "u", names, 4), "u");
    ck_assert_str_eq(mangle_macro(a, "U", names, 4), "U");
    ck_assert_str_eq(mangle_macro(a, "lam", names, 4), "LAM");
    ck_assert_str_eq(mangle_macro(a, "Lam_x", names, 4), "LAM_X");
}
END_TEST

START_TEST(prefixes_are_names)
{
    static const char *const cases[][2] = {
        {"fit.eq", "fit"}, {"/tmp/me/my fit-2.eq", "my_fit_2"},
        {"22-decay.eq", "eq_22_decay"}, {"int.eq", "eq_int"},
        {"_x.eq", "eq__x"}, {"a.b.eq", "a_b"}, {"", "eq_"},
        {"eqr.eq", "eq_eqr"}, {"Fit", "Fit"}, {"I.eq", "eq_I"},
        {"dir.d/x", "x"}, {".eq", "eq__eq"}};

    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        ck_assert_str_eq(mangle_prefix(a, cases[k][0]), cases[k][1]);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("mangle");
    TCase *c = tcase_create("names");
    SRunner *r;
    int failed;

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, reserved_words_change);
    tcase_add_test(c, other_names_stay);
    tcase_add_test(c, no_two_names_become_one);
    tcase_add_test(c, macros_keep_names_apart);
    tcase_add_test(c, prefixes_are_names);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
