/*
 * Everything a plan computes against the meaning of the program it came from:
 * the programs of tests/differential and examples.  With arguments: those
 * programs instead, a line each for what failed.
 *
 *     test_differential [--seed N] [--wrong X] FILE...  derivatives times 1 + X
 *     test_differential --print [--seed N] FILE...      values in hexadecimal
 *     test_differential --emit FOLDER FILE...           the C of each
 */
#include <check.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "differential.h"

enum { POINTS = 3, SEED = 20240229 };

static const char *const folders[] = {"../differential", "../../examples"};

/* ---- the corpus --------------------------------------------------------- */

static int is_program(const struct dirent *e)
{
    const char *dot = strrchr(e->d_name, '.');

    return dot && strcmp(dot, ".eq") == 0;
}

static size_t check_file(const char *path, unsigned seed, FILE *log)
{
    struct subject *s = subject_open(path, log);
    size_t failures;

    if (!s)
        return 1;
    failures = subject_check(s, seed, POINTS, log);
    if (failures == 0 && 2 * subject_finite(s) < subject_compared(s)) {
        fprintf(log, "%s: most values are not finite\n", path);
        failures = 1;
    }
    subject_close(s);
    return failures;
}

static size_t check_folder(const char *folder)
{
    struct dirent **list;
    char path[1000];
    int n = scandir(folder, &list, is_program, alphasort);
    size_t failures = 0;

    ck_assert_msg(n > 0, "no program in %s", folder);
    for (int k = 0; k < n; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, list[k]->d_name);
        failures += check_file(path, SEED, stderr);
        free(list[k]);
    }
    free(list);
    return failures;
}

START_TEST(corpus)
{
    ck_assert_uint_eq(check_folder(folders[_i]), 0);
}
END_TEST

/* ---- the test of the test ----------------------------------------------- */

static const char *const fit =
    "data t = [0, 1, 2, 3]; data y = [3, 2, 1.5, 1.25];\n"
    "unknown a = 2, k = 0.5, c = 1;\n"
    "y ~ a*exp(-k*t) + c;\n";

static size_t check_text(const char *text)
{
    FILE *log = tmpfile();
    struct subject *s = subject_of_text("test.eq", text, stderr);
    size_t failures = 0;

    ck_assert_ptr_nonnull(s);
    ck_assert_ptr_nonnull(log);
    failures = subject_check(s, SEED, POINTS, log);
    subject_close(s);
    fclose(log);
    return failures;
}

START_TEST(wrong_derivatives_are_caught)
{
    ck_assert_uint_eq(check_text(fit), 0);
    differential_wrong = 1e-11;
    ck_assert_uint_gt(check_text(fit), 10);
    differential_wrong = 0;
}
END_TEST

/* ---- programs on the command line --------------------------------------- */

static const char *emit_to;
static bool print;
static unsigned seed_now = SEED;

static bool do_file(const char *path)
{
    struct subject *s;
    bool ok = true;

    if (!print && !emit_to)
        return check_file(path, seed_now, stdout) == 0;
    s = subject_open(path, stderr);
    if (!s)
        return false;
    if (emit_to) {
        ok = subject_emit(s, emit_to);
        if (!ok)
            fprintf(stderr, "%s: no C was written\n", path);
    } else {
        printf("program %s\n", path);
        subject_print(s, seed_now, POINTS, stdout);
    }
    subject_close(s);
    return ok;
}

static int files(int argc, char **argv)
{
    int failed = 0;

    for (int k = 1; k < argc; k++) {
        if (strcmp(argv[k], "--print") == 0)
            print = true;
        else if (strcmp(argv[k], "--seed") == 0 && k + 1 < argc)
            seed_now = (unsigned)strtoul(argv[++k], NULL, 10);
        else if (strcmp(argv[k], "--wrong") == 0 && k + 1 < argc)
            differential_wrong = strtod(argv[++k], NULL);
        else if (strcmp(argv[k], "--emit") == 0 && k + 1 < argc)
            emit_to = argv[++k];
        else if (!do_file(argv[k]))
            failed = 1;
    }
    return failed;
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("differential");
    TCase *tc = tcase_create("differential");
    SRunner *runner;
    int failed;

    if (argc > 1)
        return files(argc, argv);
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, corpus, 0, 2);
    tcase_add_test(tc, wrong_derivatives_are_caught);
    suite_add_tcase(suite, tc);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
