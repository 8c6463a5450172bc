/*
 * Link: runtime/host/numread.c numprint.c numfast.c bignat.c
 *
 * Numbers to text and back, against strtod and strtof in the C locale: random
 * bit patterns (100000, or as many as the argument says), ties, subnormals,
 * both ends of the range, hundreds of digits.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"

static int failures;

static void check(int holds, const char *what, const char *text)
{
    if (holds)
        return;
    if (failures++ < 20)
        fprintf(stderr, "FAILED: %s: %.80s\n", what, text);
}

static uint64_t next_bits(void)
{
    static uint64_t state = 0x9e3779b97f4a7c15u;
    uint64_t z = (state += 0x9e3779b97f4a7c15u);

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static int same(double a, double b)
{
    return (a != a && b != b) || memcmp(&a, &b, sizeof a) == 0;
}

static void check_read(const char *text)
{
    double v = -1.0;
    size_t used = 0;
    char *end;
    double want = strtod(text, &end);
    int outcome = eqn_read(text, strlen(text), &v, &used);

    check(same(v, want), "reads as strtod does", text);
    check(used == (size_t)(end - text), "length read", text);
    check((outcome == EQN_HUGE) ==
          (strpbrk(text, "iI") == NULL && isinf(want)), "too large", text);
}

static void check_double(double v)
{
    char text[EQN_MAX], shorter[64];
    double back;
    size_t length = eqn_print(v, text);

    check(length == strlen(text) && length < 26, "length", text);
    check(strtod(text, NULL) == v, "strtod reads it back", text);
    check(eqn_read(text, length, &back, NULL) == EQN_OK && same(back, v),
          "round trip", text);
    check(strpbrk(text, ".e") != NULL, "is a real number in C", text);
    for (int digits = 1; digits < 17; digits++) {
        snprintf(shorter, sizeof shorter, "%.*e", digits - 1, v);
        if (strtod(shorter, NULL) == v) {
            size_t mine = 0;

            for (const char *s = text; *s != '\0' && *s != 'e'; s++)
                mine += *s >= '0' && *s <= '9' && (*s != '0' || mine > 0);
            while (mine > 1 && strchr(text, 'e') == NULL &&
                   mine > (size_t)digits)
                mine--;                     /* zeros that only fill */
            check(mine <= (size_t)digits, "not the shortest", text);
            break;
        }
    }
    snprintf(shorter, sizeof shorter, "%.17g", v);
    check_read(shorter);
    snprintf(shorter, sizeof shorter, "%.24e", v);
    check_read(shorter);
}

static void check_float(float v)
{
    char text[EQN_MAX];
    double back;
    size_t length = eqn_printf(v, text);

    check(strtof(text, NULL) == v, "strtof reads it back", text);
    eqn_read(text, length, &back, NULL);
    check((float)back == v, "float round trip", text);
    check(length < 20, "float length", text);
}

static void random_patterns(long count)
{
    for (long i = 0; i < count; i++) {
        uint64_t bits = next_bits();
        uint32_t less = (uint32_t)(bits >> 7);
        double v;
        float w;

        if (i % 4 == 1)
            bits &= ~((uint64_t)0x7ff << 52);             /* subnormal */
        if (i % 4 == 2)
            bits &= ~(((uint64_t)1 << 44) - 1);           /* few digits */
        memcpy(&v, &bits, sizeof v);
        memcpy(&w, &less, sizeof w);
        if (isfinite(v))
            check_double(v);
        if (isfinite(w))
            check_float(w);
    }
}

/* Decimal texts of all lengths and scales, near the limits of each method. */
static void random_texts(long count)
{
    char text[64];

    for (long i = 0; i < count; i++) {
        uint64_t bits = next_bits();
        int exponent = (int)(next_bits() % 60) - 30;
        int n = snprintf(text, sizeof text, "%llu",
                         (unsigned long long)(bits >> next_bits() % 64));

        if (next_bits() % 2 == 0) {
            size_t at = next_bits() % (uint64_t)n;

            memmove(text + at + 1, text + at, (size_t)n - at + 1);
            text[at] = '.';
            n++;
        }
        if (next_bits() % 2 == 0)
            snprintf(text + n, sizeof text - (size_t)n, "e%d", exponent);
        check_read(text);
    }
}

/* Exact ties between v and its neighbour, and one digit to either side. */
static void ties(long count)
{
    static char text[1400];

    for (long i = 0; i < count; i++) {
        uint64_t bits = next_bits();
        double v, next;
        long double half;
        char *e;

        bits &= 0x7fffffffffffffffu;
        if (i % 2 == 0)
            bits = (bits & ~((uint64_t)0x7ff << 52)) |
                   (uint64_t)(1023 - 40 + next_bits() % 100) << 52;
        memcpy(&v, &bits, sizeof v);
        next = nextafter(v, (double)INFINITY);
        if (!isfinite(v) || !isfinite(next))
            continue;
        half = ((long double)v + (long double)next) / 2;
        snprintf(text, sizeof text, "%.800Le", half);
        check_read(text);
        e = strchr(text, 'e');
        e[-1] = '1';
        check_read(text);
        snprintf(text, sizeof text, "%.60Le", half);
        check_read(text);
    }
}

static void hard_texts(void)
{
    static const char *const texts[] = {
        "0", "-0", "0.0", "-0.0e5", "1", "-1", "+1", ".5", "5.", "1.5e3",
        "1e400", "-1e400", "1e-400", "-1e-400", "1e308", "1e309", "0e999999",
        "1.7976931348623157e308", "1.7976931348623158e308",
        "1.7976931348623159e308", "179769313486231580793e289",
        "4.9406564584124654e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "2.2250738585072011e-308",
        "2.2250738585072014e-308", "2.225073858507201e-308",
        "9007199254740993", "9007199254740992.999999999999999999999999",
        "9007199254740993.00000000000000000000000000000000000001",
        "18446744073709551615", "18446744073709551616", "18446744073709551617",
        "1e22", "1e23", "8.5e22", "1e27", "1e28", "1e-27", "1e-28",
        "123456789012345678901234567890", "0.000000000000000000000000000001",
        "6.631236846766476e-316", "3.2378839133029012895883524125015321e-319",
        "1e", "1e+", "1ex", "1e5x", "1.5.5", "1..3", "2e-", "12 ", "1,5",
        "1e99999999999999999999", "1e-99999999999999999999",
        "inf", "-inf", "Infinity", "INF", "infinit", "1e+05", "1E5",
        "0.1e1", "00000000000000000000000000000012.5", "1e00000000000005",
        "7.2057594037927933e16", "4503599627370496.5", "4503599627370497.5",
        "0.000000000000000000000000000000000000000000000012345678901234567",
        "5e-324", "2e-324", "3e-324", "1.00000005960464477539062499999999999"
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check_read(texts[i]);
}

static void long_texts(void)
{
    static char text[4000];

    for (int digits = 700; digits <= 900; digits += 25) {
        for (int exponent = -1150; exponent <= 310; exponent += 73) {
            for (int i = 0; i < digits; i++)
                text[i] = (char)('0' + next_bits() % 10);
            snprintf(text + digits, 16, "e%d", exponent);
            check_read(text);
        }
    }
    memset(text, '0', 3000);
    memcpy(text, "0.", 2);
    memcpy(text + 2990, "17e2995", 8);
    check_read(text);
    memset(text, '0', 3000);
    memcpy(text, "1.", 2);
    memcpy(text + 2990, "1", 2);
    check_read(text);
    memcpy(text, "9007199254740993.", 17);
    check_read(text);
    memset(text, '9', 3000);
    check_read(text);
}

static void not_numbers(void)
{
    static const char *const texts[] = {"", "-", "+", ".", "-.", "e5", "x",
                                        "--1", " 1", "in", "na", "-e"};
    double v;
    size_t used;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        v = 1.0;
        used = 1;
        check(eqn_read(texts[i], strlen(texts[i]), &v, &used) == EQN_NONE &&
              v == 0.0 && used == 0, "is no number", texts[i]);
    }
    check(eqn_read("123456", 3, &v, &used) == EQN_OK && v == 123.0 && used == 3,
          "stops at len", "123456");
    check(eqn_read("nAn", 3, &v, &used) == EQN_OK && v != v, "reads", "nAn");
    check(eqn_read("1e-400", 6, &v, &used) == EQN_TINY, "tiny", "1e-400");
    check(eqn_read("0e-400", 6, &v, &used) == EQN_OK, "zero", "0e-400");
}

static void printed(double v, const char *real, const char *shown)
{
    char text[EQN_MAX];

    eqn_print(v, text);
    check(strcmp(text, real) == 0, real, text);
    eqn_show(v, text);
    check(strcmp(text, shown) == 0, shown, text);
}

static void known_texts(void)
{
    char text[EQN_MAX];

    printed(1.0, "1.0", "1");
    printed(-0.0, "-0.0", "0");
    printed(0.1, "0.1", "0.1");
    printed(0.1 + 0.2, "0.30000000000000004", "0.3");
    printed(1e-25, "1e-25", "1e-25");
    printed(1.5e-7, "1.5e-7", "1.5e-7");
    printed(0.0001, "0.0001", "0.0001");
    printed(0.00001, "1e-5", "1e-5");
    printed(1e15, "1000000000000000.0", "1e15");
    printed(1e16, "1e16", "1e16");
    printed(1e22, "1e22", "1e22");
    printed(1e23, "1e23", "1e23");
    printed(5e-324, "5e-324", "4.9406565e-324");
    printed(1.7976931348623157e308, "1.7976931348623157e308", "1.7976931e308");
    printed(9.00456, "9.00456", "9.00456");
    printed(123456789.0, "123456789.0", "123456789");
    printed(123456789.5, "123456789.5", "1.2345679e8");
    printed(99999999.96, "99999999.96", "1e8");
    printed(0.999999999, "0.999999999", "1");
    printed(-2.5, "-2.5", "-2.5");
    printed((double)NAN, "nan", "nan");
    printed((double)-INFINITY, "-inf", "-inf");
    printed(9007199254740993.0, "9007199254740992.0", "9.0071993e15");
    printed(5.684341886080802e-14, "5.684341886080802e-14", "5.6843419e-14");
    eqn_printf(0.1f, text);
    check(strcmp(text, "0.1") == 0, "0.1f", text);
    eqn_printf(16777216.0f, text);
    check(strcmp(text, "16777216.0") == 0, "2^24 as a float", text);
    eqn_printf(1e-45f, text);
    check(strcmp(text, "1e-45") == 0, "least float", text);
    eqn_show_digits(1234.5, 2, text);
    check(strcmp(text, "1.2e3") == 0, "two digits", text);
    eqn_show_digits(0.0129, 2, text);
    check(strcmp(text, "0.013") == 0, "two digits", text);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 100000;

    known_texts();
    hard_texts();
    not_numbers();
    long_texts();
    ties(count / 50);
    random_texts(count / 2);
    random_patterns(count);
    if (failures > 0)
        fprintf(stderr, "%d failures\n", failures);
    return failures > 0;
}
