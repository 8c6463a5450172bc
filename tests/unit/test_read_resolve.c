/* test_read_resolve.c -- who is who in small files, and in large ones. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "read/parse.h"
#include "read/resolve.h"

struct file {
    struct arena *arena;
    struct source *src;
    struct diag *d;
    struct names *names;
    struct ast *ast;
    struct model *m;
};

static struct file read_text(const char *text)
{
    struct file f = {.arena = arena_make()};

    f.src = source_make(f.arena, "test.eq", text, strlen(text));
    f.d = diag_make(f.arena, f.src);
    f.names = names_make(f.arena);
    f.ast = parse(f.arena, f.src, NULL, f.names, f.d);
    f.m = resolve(f.arena, f.ast, f.names, f.d);
    return f;
}

static void drop(struct file *f)
{
    model_free(f->m);
    ast_free(f->ast);
    names_free(f->names);
    arena_free(f->arena);
}

/* The stage `model` of a text without errors. */
static void expect_model(const char *text, const char *expected)
{
    struct file f = read_text(text);
    char *found = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&found, &n);

    ck_assert_uint_eq(diag_errors(f.d), 0);
    model_print(f.m, out);
    fclose(out);
    ck_assert_str_eq(found, expected);
    free(found);
    drop(&f);
}

/* The messages have these codes, in any order, and as many errors. */
static void expect_codes(const char *text, const char *codes, size_t errors)
{
    struct file f = read_text(text);
    char *found = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&found, &n);

    diag_print(f.d, out, false);
    fclose(out);
    for (const char *c = codes; *c != '\0'; c += 5 + (c[5] == ' ')) {
        char code[8] = {'['};

        memcpy(code + 1, c, 5);
        code[6] = ']';
        ck_assert_msg(strstr(found, code) != NULL, "no %s in:\n%s", code,
                      found);
    }
    ck_assert_msg(diag_errors(f.d) == errors, "%zu errors:\n%s",
                  diag_errors(f.d), found);
    free(found);
    drop(&f);
}

START_TEST(free_names_are_unknowns)
{
    expect_model("A+B=9; C-D=1",
                 "unknown A  # not declared\nunknown B  # not declared\n"
                 "unknown C  # not declared\nunknown D  # not declared\n"
                 "A+B=9\nC-D=1\n");
    expect_model("fn f(t) = a*exp(-k*t); f(1) = 2; f(2) = 1;",
                 "unknown a  # not declared\nunknown k  # not declared\n"
                 "fn      f/1 = a*exp(-k*t)\nf(1) = 2\nf(2) = 1\n");
}
END_TEST

START_TEST(order_follows_use)
{
    expect_model("let a = b + 1; let b = 2*c; const c = 3; show a;",
                 "const   c = 3\nlet     b = 2*c\nlet     a = b + 1\n"
                 "show a\n");
    /* Through a function. */
    expect_model("let a = f(1); fn f(x) = p*x; param p = 2; show a;",
                 "param   p = 2\nlet     a = f(1)\nfn      f/1 = p*x\n"
                 "show a\n");
}
END_TEST

START_TEST(sizes_come_from_data)
{
    expect_model("data t[n], y[n] from \"d.csv\"; unknown a[n] = 0;"
                 "for i in 1..n { a[i] = t[i] + y[i]; }",
                 "size    n\ndata    t[n] from \"d.csv\"\n"
                 "data    y[n] from \"d.csv\"\nunknown a[n] = 0\n"
                 "for i in 1..n { a[i] = t[i] + y[i]; }\n");
}
END_TEST

START_TEST(equations_that_define)
{
    expect_model("data x = [1, 2], y = [3, 4]; s = a*x + b; y ~ s;",
                 "data    x = [1, 2]\ndata    y = [3, 4]\n"
                 "unknown a  # not declared\nunknown b  # not declared\n"
                 "let     s = a*x + b  # defined by an equation\ny ~ s\n");
    /* Either way round; and not in a file that has only equations. */
    expect_model("unknown a, c; a*2 = c; minimize c^2 + a;",
                 "unknown a\nlet     c = a*2  # defined by an equation\n"
                 "minimize c^2 + a\n");
    expect_model("y = x*x; x = 3;",
                 "unknown y  # not declared\nunknown x  # not declared\n"
                 "y = x*x\nx = 3\n");
    /* A circle is no definition. */
    expect_codes("data d = [1, 2]; d ~ x; x = y + 1; y = x^2;", "", 0);
}
END_TEST

START_TEST(definition_for_diff)
{
    struct file f = read_text("param x = 3.6; y = x*x; z + y = 2; w = 1;");
    const Ast *s = f.m->statements.at;
    Name name;
    Ast expr;

    ck_assert(!model_is_definition(f.m, s[0], &name, &expr));
    ck_assert(!model_is_definition(f.m, s[1], &name, &expr));
    ck_assert(model_is_definition(f.m, s[2], &name, &expr));
    ck_assert_str_eq(name, "w");
    ck_assert_int_eq(ast_at(f.ast, expr)->kind, AST_NUM);
    drop(&f);
}
END_TEST

START_TEST(safeguards)
{
    expect_codes("data time = [1, 2], y = [3, 4]; y ~ a*tiem;", "E0207", 1);
    expect_codes("data u[n] = \"voltage\" from \"d.csv\"; u ~ voltge;",
                 "E0207", 1);
    expect_codes("data rate1 = [1, 2]; rate1 ~ rate2;", "", 0);
    expect_codes("y = a*e^(-2);", "E0208", 1);
    expect_codes("const e = 2.718; y = e^2;", "", 0);
    expect_codes("x + sum(i in 1..n: i) = 3;", "E0205", 1);
    expect_codes("x[1] = 3;", "E0209", 1);
    expect_codes("unknown a; a + b = 2; a - c = 1;", "E0201", 2);
    expect_codes("unknown x[3]; for i in 1..3 { x[i] = i; } show i;",
                 "E0205", 1);
}
END_TEST

START_TEST(warnings)
{
    expect_codes("data x = [1, 2, 3], y = [1, 2, 4]; y = a*x + b;", "W0301", 0);
    expect_codes("data x = [1, 2, 3], y = [1, 2, 4];"
                 "for i in 1..3 { y[i] = a*x[i] + b; }", "W0301", 0);
    /* As many unknowns as rows: a system. */
    expect_codes("data y = [1, 2, 4]; unknown z[3]; y = 2*z;", "", 0);
    expect_codes("unknown Speed, speed; Speed = 2; speed = 3;", "W0201", 0);
    expect_codes("param p = 1; x = 3;", "W0202", 0);
    expect_codes("minimize (a - 1)^2; minimize (b - 1)^2;", "W0302", 0);
}
END_TEST

START_TEST(shapes)
{
    expect_codes("data A = [[2, 0], [0, 3]], b = [2, 3]; unknown x[2];"
                 "A @ x = b; show A[1, 1..2][1], [1, 2]', (A @ x)[1];", "", 0);
    expect_codes("fn f(A, v) = A @ v; data A = [[2, 0], [0, 3]], b = [2, 3];"
                 "unknown x[2]; loss f(b, f(A, x)); minimize x @ x;", "", 0);
    expect_codes("data X[n, d, m] from \"f.csv\"; a = 1;", "E0231", 1);
    expect_codes("data y = [1, 2]; loss (y - a)^2;", "E0230", 1);
    expect_codes("data y = [1, 2]; fn f(v) = sum(v); loss f((y - a)^2);", "",
                 0);
    expect_codes("data x[n], y[n] from \"d.csv\"; unknown A[3], m[3];"
                 "fn g(x, m) = exp(-(x - m)^2);"
                 "y ~ sum(k in 1..3: A[k]*g(x, m[k]));", "", 0);
    expect_codes("unknown T[0..3, 0..3]; for i in 0..3, j in 0..3 "
                 "{ T[i, j] = i + j; } show T[1];", "E0218", 1);
}
END_TEST

/* Repeats `unit`, with @ as a running number, into one text. */
static char *repeated(const char *head, const char *unit, size_t n,
                      const char *tail)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    fputs(head, out);
    for (size_t k = 0; k < n; k++) {
        for (const char *c = unit; *c != '\0'; c++) {
            if (*c == '@')
                fprintf(out, "%zu", k);
            else
                fputc(*c, out);
        }
    }
    fputs(tail, out);
    fclose(out);
    return text;
}

static void expect_large(const char *head, const char *unit, size_t n,
                         const char *tail, size_t errors)
{
    char *text = repeated(head, unit, n, tail);
    struct file f = read_text(text);

    ck_assert_uint_eq(diag_errors(f.d), errors);
    drop(&f);
    free(text);
}

/* The time limit of a test is what catches a walk that is not linear. */
START_TEST(large_files)
{
    expect_large("", "alpha@ + beta@ = 1; alpha@ - beta@ = 2;\n", 50000, "", 0);
    expect_large("x = 1", " + y", 1000000, "; y = 1;", 0);
    expect_large("x = ", "(", 200000, "1", 1);
    expect_large("x = ", "-", 300000, "1;", 0);
    expect_large("", "let a@ = b@; b@ = 1;", 20000, "show a1;", 0);
    expect_large("unknown z; z = 1;", "alpha@ = 1;", 50000, "", 50000);
    expect_large("data d = [1, 2]; d ~ x0; x0 = 1", " + x@", 50000, ";", 0);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("resolve");
    TCase *c = tcase_create("resolve");
    SRunner *runner;
    int failed;

    tcase_set_timeout(c, 60);
    tcase_add_test(c, free_names_are_unknowns);
    tcase_add_test(c, order_follows_use);
    tcase_add_test(c, sizes_come_from_data);
    tcase_add_test(c, equations_that_define);
    tcase_add_test(c, definition_for_diff);
    tcase_add_test(c, safeguards);
    tcase_add_test(c, warnings);
    tcase_add_test(c, shapes);
    tcase_add_test(c, large_files);
    suite_add_tcase(s, c);
    runner = srunner_create(s);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
