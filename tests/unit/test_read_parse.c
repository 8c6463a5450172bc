/*
 * The parser beyond what the golden trees show: spans, order of nodes, trivia,
 * recovery, and each limit at one less, at, and one more.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "read/parse.h"
#include "tables/limits.h"
#include "tables/messages.h"

static struct arena *arena;
static struct names *names;
static struct diag *diag;
static struct ast *tree;

static void read_bytes(const char *text, size_t n)
{
    struct source *s = source_make(arena, "a.eq", text, n);

    ast_free(tree);
    diag = diag_make(arena, s);
    tree = parse(arena, s, NULL, names, diag);
}

static void read_text(const char *text)
{
    read_bytes(text, strlen(text));
}

static void setup(void)
{
    arena = arena_make();
    names = names_make(arena);
    tree = NULL;
}

static void teardown(void)
{
    ast_free(tree);
    names_free(names);
    arena_free(arena);
}

static Ast find(enum ast_kind kind)
{
    for (uint32_t i = 1; i < tree->nodes.n; i++) {
        if (tree->nodes.at[i].kind == kind)
            return (Ast){i};
    }
    return AST_NONE;
}

static void check_span(Ast n, const char *expected)
{
    struct span at = ast_at(tree, n)->span;

    ck_assert_uint_eq(at.hi - at.lo, strlen(expected));
    ck_assert_int_eq(strncmp(tree->src->text + at.lo, expected,
                             strlen(expected)), 0);
}

START_TEST(spans_are_exact)
{
    read_text("# head\nfit : y ~ a*(x + 1)  sigma s ;\n"
              "unknown k = 0.5 in [0, inf], l;\n"
              "for i in 1..n { x[i] = f(i) ; } show if a<b then c else d ;");
    ck_assert_uint_eq(diag_errors(diag), 0);
    check_span(find(AST_FIT), "fit : y ~ a*(x + 1)  sigma s");
    check_span(find(AST_SUFFIX), "sigma s");
    check_span(find(AST_GROUP), "(x + 1)");
    check_span(find(AST_DECL), "k = 0.5 in [0, inf]");
    check_span(find(AST_DECLS), "unknown k = 0.5 in [0, inf], l");
    check_span(find(AST_FOR), "for i in 1..n { x[i] = f(i) ; }");
    check_span(find(AST_INDEX), "x[i]");
    check_span(find(AST_CALL), "f(i)");
    check_span(find(AST_IF), "if a<b then c else d");
    check_span(find(AST_CMPOP), "<");
}
END_TEST

START_TEST(children_come_before_their_parents)
{
    read_text("let a[i in 1..3, 2] = if i < 2 then -x^2 else sum(j in 1..2 if "
              "j != i: y[j]'); y ~ a with l1; fn f(u, v) { let w = u; w + v }");
    ck_assert_uint_eq(diag_errors(diag), 0);
    for (uint32_t i = 1; i < tree->nodes.n; i++) {
        const struct ast_node *n = &tree->nodes.at[i];
        uint32_t last = 0;

        for (uint32_t k = n->kid; k != 0; k = tree->nodes.at[k].next) {
            ck_assert_uint_lt(k, i);
            last = k;
        }
        ck_assert_uint_eq(n->last, last);
    }
    ck_assert_uint_eq(tree->root.i, tree->nodes.n - 1);
}
END_TEST

START_TEST(children_can_be_counted)
{
    Ast decl;

    read_text("unknown k in [0, 1];");
    decl = find(AST_DECL);
    ck_assert_uint_eq(ast_count(tree, decl), 3);
    ck_assert_uint_eq(ast_count(tree, ast_nth(tree, decl, 0)), 0);
    ck_assert(ast_absent(tree, ast_nth(tree, decl, 1)));
    ck_assert(!ast_absent(tree, ast_nth(tree, decl, 2)));
    ck_assert(ast_absent(tree, ast_nth(tree, decl, 3)));
}
END_TEST

START_TEST(comments_and_blank_lines_are_kept)
{
    read_text("# one\nx = 1; # two\n\n\ny = 2;\n# three");
    ck_assert_uint_eq(tree->trivia.n, 4);
    for (size_t i = 1; i < tree->trivia.n; i++)
        ck_assert_uint_ge(tree->trivia.at[i].span.lo,
                          tree->trivia.at[i - 1].span.hi);
    ck_assert_uint_eq(tree->trivia.at[0].span.hi, 5);
}
END_TEST

START_TEST(numbers_are_exact)
{
    read_text("x = 0.1;");
    ck_assert(ast_at(tree, find(AST_NUM))->num == 0.1);
    ck_assert_str_eq(ast_at(tree, find(AST_NUM))->name, "0.1");
}
END_TEST

/* Five independent errors, what is right between them stays. */
START_TEST(errors_do_not_hide_each_other)
{
    unsigned right = 0;

    read_text("x = ;\na = 1;\ny = 2 y;\nb = 1;\nz == 1;\nc = 1;\n"
              "for i in 1..3 { u[i] = (1; v[i] = 1; }\nw = 1 +* 2;\nd = 1;\n");
    ck_assert_uint_eq(diag_errors(diag), 5);
    for (uint32_t i = 1; i < tree->nodes.n; i++)
        right += tree->nodes.at[i].kind == AST_EQUATION;
    ck_assert_uint_eq(right, 6);     /* y's is mended */
    ck_assert(find(AST_ERROR).i != 0);
}
END_TEST

/* --- limits ------------------------------------------------------------------ */

static size_t errors_of(const char *before, const char *piece, size_t count,
                        const char *after)
{
    size_t n = strlen(piece), length = strlen(before) + n * count;
    char *text = malloc(length + strlen(after) + 1), *p;

    ck_assert_ptr_nonnull(text);
    p = text + strlen(before);
    memcpy(text, before, strlen(before));
    for (size_t i = 0; i < count; i++, p += n)
        memcpy(p, piece, n);
    memcpy(p, after, strlen(after) + 1);
    read_text(text);
    free(text);
    return diag_errors(diag);
}

START_TEST(limit_of_names)
{
    ck_assert_uint_eq(errors_of("", "a", LIMIT_NAME_LENGTH - 1, " = 1;"), 0);
    ck_assert_uint_eq(errors_of("", "a", LIMIT_NAME_LENGTH, " = 1;"), 0);
    ck_assert_uint_eq(errors_of("", "a", LIMIT_NAME_LENGTH + 1, " = 1;"), 1);
}
END_TEST

START_TEST(limit_of_strings)
{
    ck_assert_uint_eq(errors_of("data x from \"", "a", LIMIT_TEXT_LENGTH - 1, "\""), 0);
    ck_assert_uint_eq(errors_of("data x from \"", "a", LIMIT_TEXT_LENGTH, "\""), 0);
    ck_assert_uint_eq(errors_of("data x from \"", "a", LIMIT_TEXT_LENGTH + 1, "\""), 1);
}
END_TEST

START_TEST(limit_of_files)
{
    size_t most = LIMIT_FILE_SIZE;

    ck_assert_uint_eq(errors_of("x=1;", " ", most - 5, ""), 0);
    ck_assert_uint_eq(errors_of("x=1;", " ", most - 4, ""), 0);
    ck_assert_uint_eq(errors_of("x=1;", " ", most - 3, ""), 1);
}
END_TEST

/* The stack also holds its start, the statements before, a, =, x, and a guard. */
START_TEST(limit_of_nesting)
{
    size_t most = LIMIT_NESTING - 6;

    ck_assert_uint_eq(errors_of("a=", "-", most - 1, "x;"), 0);
    ck_assert_uint_eq(errors_of("a=", "-", most, "x;"), 0);
    ck_assert_uint_eq(errors_of("a=", "-", most + 1, "x;"), 1);
}
END_TEST

START_TEST(flat_is_not_deep)
{
    ck_assert_uint_eq(errors_of("a=1", "+1", 1000000, ";"), 0);
    ck_assert_uint_eq(errors_of("a=[1", ",1", 1000000, "];"), 0);
    ck_assert_uint_eq(errors_of("0", "<=x", 100000, ";"), 0);
    ck_assert_uint_eq(errors_of("x=f", "[1]", 100000, ";"), 0);
}
END_TEST

/* --- the table of messages ------------------------------------------------------ */

START_TEST(messages_are_found)
{
    ck_assert_ptr_nonnull(message_find("E0110"));
    ck_assert_ptr_eq(message_find("e0110"), message_find("E0110"));
    ck_assert_ptr_null(message_find("E9999"));
    ck_assert_ptr_null(message_find("E01101"));
    ck_assert_ptr_null(message_find(""));
    for (size_t k = 0; message_at(k) != NULL; k++) {
        const struct message_row *row = message_at(k);

        ck_assert_uint_eq(strlen(row->code), 5);
        ck_assert_ptr_eq(message_find(row->code), row);     /* no code twice */
        ck_assert_int_gt((int)strlen(row->page), 0);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("read: parse");
    TCase *c = tcase_create("all");
    SRunner *r = srunner_create(s);
    int failed;

    suite_add_tcase(s, c);
    tcase_set_timeout(c, 60);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, spans_are_exact);
    tcase_add_test(c, children_come_before_their_parents);
    tcase_add_test(c, children_can_be_counted);
    tcase_add_test(c, comments_and_blank_lines_are_kept);
    tcase_add_test(c, numbers_are_exact);
    tcase_add_test(c, errors_do_not_hide_each_other);
    tcase_add_test(c, limit_of_names);
    tcase_add_test(c, limit_of_strings);
    tcase_add_test(c, limit_of_files);
    tcase_add_test(c, limit_of_nesting);
    tcase_add_test(c, flat_is_not_deep);
    tcase_add_test(c, messages_are_found);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
