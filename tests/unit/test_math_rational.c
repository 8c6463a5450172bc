/* test_math_rational.c -- exact fractions: texts, laws, and what is refused. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/math/rational.h"

static struct rational read_one(const char *text)
{
    struct rational r;

    ck_assert_msg(rational_read(text, &r), "%s", text);
    return r;
}

START_TEST(decimal_text_is_taken_exactly)
{
    static const struct { const char *text, *shown; } rows[] = {
        {"0.1", "0.1"}, {"1.25e-3", "0.00125"}, {".5", "0.5"}, {"12.50", "12.5"},
        {"1e20", "100000000000000000000"}, {"0", "0"}, {"007", "7"},
        {"123456789.000001", "123456789.000001"},
        {"1e-13", "1/10000000000000"},
    };
    char text[RATIONAL_TEXT];

    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct rational r = read_one(rows[k].text);

        rational_text(&r, text);
        ck_assert_str_eq(text, rows[k].shown);
    }
}
END_TEST

START_TEST(three_tenths_are_three_tenths)
{
    struct rational a = read_one("0.1"), b = read_one("0.2"), c;

    ck_assert(rational_op('+', &a, &b, &c));
    b = read_one("0.3");
    ck_assert(rational_op('-', &c, &b, &c));
    ck_assert_int_eq(c.num.sign, 0);
}
END_TEST

START_TEST(what_is_no_decimal_number_is_refused)
{
    struct rational r, zero = rational_of(0), one = rational_of(1);

    ck_assert(!rational_read("pi", &r));
    ck_assert(!rational_read("", &r));
    ck_assert(!rational_read("1x", &r));
    ck_assert(!rational_read("1e900", &r));
    ck_assert(!rational_op('/', &one, &zero, &r));
    ck_assert(!rational_power(&zero, -1, &r));
}
END_TEST

/* Of up to 5 limbs, with both signs. */
static struct rational any(unsigned *seed)
{
    struct rational r = rational_of((int64_t)(rand_r(seed) % 2000) - 1000), f;

    for (int k = rand_r(seed) % 4; k > 0; k--) {
        f = rational_of(rand_r(seed));
        ck_assert(rational_op(k % 2 ? '*' : '+', &r, &f, &r));
        f = rational_of(rand_r(seed) % 999983 + 1);
        ck_assert(rational_op('/', &r, &f, &r));
    }
    return r;
}

static bool same(const struct rational *a, const struct rational *b)
{
    struct rational d;

    return rational_op('-', a, b, &d) && d.num.sign == 0;
}

START_TEST(laws_hold)
{
    unsigned seed = 1;

    for (int k = 0; k < 2000; k++) {
        struct rational a = any(&seed), b = any(&seed), c = any(&seed), s, t, u;

        ck_assert(rational_op('+', &a, &b, &s));
        ck_assert(rational_op('-', &s, &b, &t));
        ck_assert(same(&t, &a));
        ck_assert(rational_op('*', &s, &c, &s));
        ck_assert(rational_op('*', &a, &c, &t));
        ck_assert(rational_op('*', &b, &c, &u));
        ck_assert(rational_op('+', &t, &u, &t));
        ck_assert(same(&s, &t));         /* (a + b) c = a c + b c */
        if (b.num.sign == 0)
            continue;
        ck_assert(rational_op('*', &a, &b, &s));
        ck_assert(rational_op('/', &s, &b, &s));
        ck_assert(same(&s, &a));
    }
}
END_TEST

START_TEST(too_large_is_refused_not_wrong)
{
    struct rational a = read_one("1e100"), b;
    char text[RATIONAL_TEXT];

    ck_assert(!rational_op('*', &a, &a, &b));
    rational_text(&a, text);
    ck_assert_uint_eq(strlen(text), 101);
    ck_assert(rational_op('/', &a, &a, &b));
    ck_assert(whole_is(&b.num, 1) && whole_is(&b.den, 1));
}
END_TEST

int main(void)
{
    Suite *s = suite_create("exact fractions");
    TCase *t = tcase_create("all");
    SRunner *r = srunner_create(s);
    int failed;

    suite_add_tcase(s, t);
    tcase_add_test(t, decimal_text_is_taken_exactly);
    tcase_add_test(t, three_tenths_are_three_tenths);
    tcase_add_test(t, what_is_no_decimal_number_is_refused);
    tcase_add_test(t, laws_hold);
    tcase_add_test(t, too_large_is_refused_not_wrong);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
