/*
 * Arena, growable arrays and names: what the compiler stands on.
 */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/vec.h"

START_TEST(arena_gives_zeroed_aligned_memory)
{
    struct arena *a = arena_make();

    for (size_t size = 0; size < 70000; size = size * 3 + 1) {
        unsigned char *p = arena_alloc(a, size);

        ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(p[i], 0);
        memset(p, 0xA5, size);       /* must not show up in the next one */
    }
    arena_free(a);
    arena_free(NULL);
}
END_TEST

START_TEST(arena_makes_text)
{
    struct arena *a = arena_make();
    char *longer = arena_printf(a, "%0*d", 100000, 7);

    ck_assert_str_eq(arena_printf(a, "%d-%s", 12, "x"), "12-x");
    ck_assert_str_eq(arena_strndup(a, "abcdef", 3), "abc");
    ck_assert_str_eq(arena_strndup(a, "", 0), "");
    ck_assert_uint_eq(strlen(longer), 100000);
    ck_assert_int_eq(longer[99999], '7');
    arena_free(a);
}
END_TEST

/* Sizes that do not fit are no memory, not a small block.  The process ends
   with an arena that something still points to: that is no leak. */
static struct arena *volatile last;

START_TEST(arena_checks_sizes)
{
    last = arena_make();
    arena_array(last, SIZE_MAX / 4, 8);
}
END_TEST

START_TEST(vec_checks_sizes)
{
    size_t cap = 0;

    vec_grow(NULL, &cap, SIZE_MAX / 16, 1, 32);
}
END_TEST

START_TEST(vec_grows)
{
    struct { VEC(double) v; } s = {0};

    for (int i = 0; i < 100000; i++)
        vec_push(&s.v, i);
    ck_assert_uint_eq(s.v.n, 100000);
    for (int i = 0; i < 100000; i++)
        ck_assert(s.v.at[i] == i);
    vec_free(&s.v);
    ck_assert_uint_eq(s.v.cap, 0);
}
END_TEST

/* Few by moves, many by qsort; descending, and with equal ones. */
START_TEST(numbers_are_sorted)
{
    static const size_t counts[] = {0, 1, 2, 23, 25, 302, 1000, 1001, 5000};
    static uint32_t v[5000];

    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        size_t n = counts[c];

        for (size_t k = 0; k < n; k++)
            v[k] = (uint32_t)(k % 3 ? n - k : k * 2654435761u % 97);
        sort_numbers(v, n);
        for (size_t k = 1; k < n; k++)
            ck_assert_uint_le(v[k - 1], v[k]);
    }
}
END_TEST

START_TEST(names_are_interned)
{
    struct arena *a = arena_make();
    struct names *t = names_make(a);
    Name first[5000];
    char text[16];

    for (int i = 0; i < 5000; i++)
        first[i] = name_make(t, text, (size_t)snprintf(text, 16, "x%d", i));
    for (int i = 0; i < 5000; i++) {
        size_t n = (size_t)snprintf(text, 16, "x%d", i);

        ck_assert_ptr_eq(name_make(t, text, n), first[i]);
        ck_assert_str_eq(first[i], text);
    }
    ck_assert_ptr_ne(name_make(t, "x12", 2), name_make(t, "x12", 3));
    ck_assert_str_eq(name_make(t, "", 0), "");
    names_free(t);
    ck_assert_str_eq(first[7], "x7");        /* outlives the table */
    arena_free(a);
}
END_TEST

static const struct { const char *a, *b; int distance; } pairs[] = {
    {"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"speed", "speed", 0},
    {"tiem", "time", 1}, {"speed", "sped", 1}, {"speed", "spead", 1},
    {"ca", "abc", 3}, {"kitten", "sitting", 3}, {"A", "a", 1},
};

START_TEST(names_have_distances)
{
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        int d = pairs[k].distance;

        ck_assert_int_eq(name_distance(pairs[k].a, pairs[k].b, 9), d);
        ck_assert_int_eq(name_distance(pairs[k].b, pairs[k].a, 9), d);
        if (d > 0)
            ck_assert_int_eq(name_distance(pairs[k].a, pairs[k].b, d - 1), d);
    }
}
END_TEST

/* Names longer than any that is allowed: equal, or far. */
START_TEST(names_may_be_long)
{
    char a[1001], b[1001];

    memset(a, 'a', 1000);
    memset(b, 'a', 999);
    a[1000] = b[999] = '\0';
    ck_assert_int_eq(name_distance(a, a, 3), 0);
    ck_assert_int_eq(name_distance(a, b, 3), 4);
}
END_TEST

START_TEST(names_are_suggested)
{
    const char *const known[] = {"time", "speed", "mass", "k"};

    ck_assert_str_eq(name_nearest("tiem", known, 4), "time");
    ck_assert_str_eq(name_nearest("spead", known, 4), "speed");
    ck_assert_ptr_null(name_nearest("volume", known, 4));
    ck_assert_ptr_null(name_nearest("time", known, 0));
}
END_TEST

int main(void)
{
    Suite *s = suite_create("base: memory and names");
    TCase *c = tcase_create("all");
    SRunner *r = srunner_create(s);
    int failed;

    suite_add_tcase(s, c);
    tcase_add_test(c, arena_gives_zeroed_aligned_memory);
    tcase_add_test(c, arena_makes_text);
    tcase_add_exit_test(c, arena_checks_sizes, 2);
    tcase_add_exit_test(c, vec_checks_sizes, 2);
    tcase_add_test(c, vec_grows);
    tcase_add_test(c, numbers_are_sorted);
    tcase_add_test(c, names_are_interned);
    tcase_add_test(c, names_have_distances);
    tcase_add_test(c, names_may_be_long);
    tcase_add_test(c, names_are_suggested);
    srunner_set_fork_status(r, CK_FORK);     /* two tests end their process */
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
