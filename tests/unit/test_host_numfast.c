/*
 * Digits in 128 bits (numfast.c) against those of bignat.h, which is exact:
 * random bits of all and of moderate sizes, powers of two and of ten and what
 * is beside them, short decimals, ties, subnormals, floats; the shortest and
 * all counts of digits.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../runtime/host/numprint.c"

static int failures;
static long fast, all;

static uint64_t next_bits(void)
{
    static uint64_t state = 0x2545f4914f6cdd1du;
    uint64_t z = (state += 0x9e3779b97f4a7c15u);

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static void compare(uint64_t f, int e, int closer, int digits)
{
    double log = floor((e + bn_width(f) - 1) * 0.30102999566398120 - 1e-10);
    int place = (int)log + 1, at = place;
    uint64_t decimal;
    eqn_parts quick, exact;

    eqn_digits_exactly(&exact, f, e, closer, digits, place);
    eqn_digits_of(&quick, f, e, closer, digits);
    all++;
    fast += eqn_fast(f, e, closer, digits, &at, &decimal);
    if (quick.count == exact.count && quick.place == exact.place &&
        memcmp(quick.digit, exact.digit, (size_t)exact.count) == 0)
        return;
    if (failures++ < 20)
        fprintf(stderr, "FAILED: %llu * 2^%d, closer %d, %d digits\n",
                (unsigned long long)f, e, closer, digits);
}

/* The shortest, and up to 17 digits: all, or one of them. */
static void check(double v, int every)
{
    uint64_t f;
    int e, digits;

    if (!isfinite(v) || v == 0)
        return;
    eqn_split(fabs(v), &f, &e);
    compare(f, e, f == (uint64_t)1 << 52 && e > -1074, 0);
    for (digits = 1; every && digits <= 17; digits++)
        compare(f, e, 0, digits);
    if (!every)
        compare(f, e, 0, 1 + (int)(next_bits() % 17));
}

static void around(double v)
{
    check(v, 1);
    check(nextafter(v, 0.0), 1);
    check(nextafter(v, (double)INFINITY), 1);
}

static void edges(void)
{
    char text[32];
    int e, k;

    for (e = -1074; e < 1024; e++)
        around(ldexp(1.0, e));
    for (e = -320; e < 309; e++) {
        for (k = 1; k < 10; k++) {
            snprintf(text, sizeof text, "%de%d", k, e);
            around(strtod(text, NULL));
        }
        snprintf(text, sizeof text, "9.99999999999995e%d", e);
        around(strtod(text, NULL));
    }
}

/* Where a rounding is a tie: few bits after the point, and ends of 5. */
static void ties(long count)
{
    long i;

    for (i = 0; i < count; i++) {
        double v = (double)(next_bits() >> (11 + next_bits() % 53));

        check(ldexp(v, -(int)(next_bits() % 60)), 1);
        check(v / 2 + 0.25, 1);
        check(floor(v) * 10 + 5, 1);
    }
}

static void short_decimals(long count)
{
    char text[40];
    long i;

    for (i = 0; i < count; i++) {
        snprintf(text, sizeof text, "%llue%d",
                 (unsigned long long)(next_bits() >> next_bits() % 63),
                 -(int)(next_bits() % 34));
        check(strtod(text, NULL), i % 16 == 0);
    }
}

static void random_bits(long count)
{
    uint64_t bits;
    double v;
    long i;

    for (i = 0; i < count; i++) {
        bits = next_bits();
        if (i % 8 != 0)             /* 2^-40 to 2^60 */
            bits = (bits & ~((uint64_t)0x7ff << 52)) |
                   (983 + next_bits() % 100) << 52;
        if (i % 8 == 1)
            bits &= ~(((uint64_t)1 << 40) - 1);
        memcpy(&v, &bits, sizeof v);
        check(v, 0);
        compare((bits & 0x7fffff) | 0x800000, -(int)(next_bits() % 70), 0, 0);
        compare(0x800000, -(int)(next_bits() % 70), 1, 0);
        compare(1 + bits % 0x7fffff, -149, 0, 0);
    }
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 40000;

    edges();
    ties(count / 40);
    short_decimals(count);
    random_bits(count);
    if (fast < all / 4)
        fprintf(stderr, "FAILED: %ld of %ld are fast\n", fast, all);
    if (failures > 0)
        fprintf(stderr, "%d failures of %ld\n", failures, all);
    return failures > 0 || fast < all / 4;
}
