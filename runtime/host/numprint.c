/*
 * numprint.c -- doubles and floats to the shortest or the rounded text,
 * exactly; see numtext.h.
 */
#include "numtext.h"

#include <float.h>
#include <stdint.h>
#include <string.h>

#include "bignat.h"
#include "numfast.h"

/*
 * A number apart: r / s = v / 10^place, in [0.1, 1) once scaled, and half the
 * distances to the neighbours, in units of s (Steele, White 1990; Dybvig,
 * Burger 1996).  bn_bits(s) is a multiple of 32.
 */
typedef struct eqn_parts {
    bn_nat r, s, above, below;
    int place;
    int even;            /* the ends of the interval read back to v as well */
    char digit[20];      /* 0..9, most significant first */
    int count;
} eqn_parts;

/* Take v = f * 2^e apart, before scaling by a power of ten.  `closer`: the
 * neighbour below is only half as far away. */
static void eqn_take(eqn_parts *p, uint64_t f, int e, int closer)
{
    int up = e > 0 ? e : 0;

    bn_set(&p->r, f);
    bn_set(&p->s, 1);
    bn_set(&p->above, 1);
    bn_set(&p->below, 1);
    bn_shift(&p->r, up + 1 + closer);
    bn_shift(&p->above, up + closer);
    bn_shift(&p->below, up);
    bn_shift(&p->s, up - e + 1 + closer);
    p->even = (f & 1) == 0;
    p->count = 0;
}

static void eqn_times_ten(eqn_parts *p)
{
    bn_mul_add(&p->r, 10, 0);
    bn_mul_add(&p->above, 10, 0);
    bn_mul_add(&p->below, 10, 0);
}

/* Scale by 10^-place, where place is log10 of v rounded up, or one less. */
static void eqn_scale(eqn_parts *p, int place)
{
    int fill;

    if (place > 0) {
        bn_mul_pow5(&p->s, place);
        bn_shift(&p->s, place);
    } else {
        bn_mul_pow5(&p->r, -place);
        bn_mul_pow5(&p->above, -place);
        bn_mul_pow5(&p->below, -place);
        bn_shift(&p->r, -place);
        bn_shift(&p->above, -place);
        bn_shift(&p->below, -place);
    }
    fill = (32 - bn_bits(&p->s) % 32) % 32;
    bn_shift(&p->r, fill);
    bn_shift(&p->s, fill);
    bn_shift(&p->above, fill);
    bn_shift(&p->below, fill);
    p->place = place;
}

/* The last digit is one too small. */
static void eqn_increase(eqn_parts *p)
{
    int i = p->count - 1;

    while (i >= 0 && p->digit[i] == 9)
        i--;
    p->count = i + 1;
    if (i < 0) {
        p->digit[p->count++] = 1;
        p->place++;
    } else {
        p->digit[i]++;
    }
}

/* Round by the remainder r / s: to nearest, ties to an even digit. */
static void eqn_round_digits(eqn_parts *p)
{
    int side = bn_compare_sum(&p->r, &p->r, &p->s);

    if (side > 0 || (side == 0 && p->digit[p->count - 1] % 2 != 0))
        eqn_increase(p);
}

/* As few digits as read back to the same number. */
static void eqn_shortest(eqn_parts *p)
{
    int low, high;

    if (bn_compare_sum(&p->r, &p->above, &p->s) >= (p->even ? 0 : 1))
        p->place++;
    else
        eqn_times_ten(p);
    for (;;) {
        p->digit[p->count++] = (char)bn_divide(&p->r, &p->s);
        low = bn_compare(&p->r, &p->below) < (p->even ? 1 : 0);
        high = bn_compare_sum(&p->r, &p->above, &p->s) >= (p->even ? 0 : 1);
        if (low || high)
            break;
        eqn_times_ten(p);
    }
    if (low && high)
        eqn_round_digits(p);
    else if (high)
        eqn_increase(p);
}

/* The first `digits` digits, rounded, without trailing zeros. */
static void eqn_rounded(eqn_parts *p, int digits)
{
    if (bn_compare(&p->r, &p->s) >= 0)
        p->place++;
    else
        bn_mul_add(&p->r, 10, 0);
    for (;;) {
        p->digit[p->count++] = (char)bn_divide(&p->r, &p->s);
        if (p->count == digits)
            break;
        bn_mul_add(&p->r, 10, 0);
    }
    eqn_round_digits(p);
    while (p->count > 1 && p->digit[p->count - 1] == 0)
        p->count--;
}

/* Split |v| into f * 2^e. */
static void eqn_split(double v, uint64_t *f, int *e)
{
    uint64_t bits;

    memcpy(&bits, &v, sizeof bits);
    *f = bits & (((uint64_t)1 << 52) - 1);
    *e = (int)(bits >> 52 & 2047);
    if (*e == 0)
        *e = 1;
    else
        *f |= (uint64_t)1 << 52;
    *e -= 1075;
}

/* The same by bignat.h, from log10 of it rounded up, or one less. */
static void eqn_digits_exactly(eqn_parts *p, uint64_t f, int e, int closer,
                               int digits, int place)
{
    eqn_take(p, f, e, closer);
    eqn_scale(p, place);
    if (digits == 0)
        eqn_shortest(p);
    else
        eqn_rounded(p, digits);
}

/* The digits of decimal 10^(place - 17), without zeros at the end. */
static void eqn_spell(eqn_parts *p, uint64_t decimal, int place)
{
    p->count = 17;
    p->place = place;
    for (; decimal % 10 == 0; decimal /= 10)
        p->count--;
    if (decimal == 1 && p->count == 0) {    /* 10^17 */
        p->count = 1;
        p->place++;
    }
    for (int i = p->count; i-- > 0; decimal /= 10)
        p->digit[i] = (char)(decimal % 10);
}

/* The digits of f * 2^e: the shortest, or `digits` of them if not 0. */
static void eqn_digits_of(eqn_parts *p, uint64_t f, int e, int closer,
                          int digits)
{
    double log = (double)(e + bn_width(f) - 1) * 0.30102999566398120 - 1e-10;
    int place = (int)log;
    uint64_t decimal;

    if (log > (double)place)
        place++;
    if (eqn_fast(f, e, closer, digits, &place, &decimal))
        eqn_spell(p, decimal, place);
    else
        eqn_digits_exactly(p, f, e, closer, digits, place);
}

static size_t eqn_put_exponent(char *buf, int exponent)
{
    size_t n = 0;
    int unit = 100;

    buf[n++] = 'e';
    if (exponent < 0) {
        buf[n++] = '-';
        exponent = -exponent;
    }
    while (unit > 1 && exponent < unit)
        unit /= 10;
    for (; unit > 0; unit /= 10)
        buf[n++] = (char)('0' + exponent / unit % 10);
    return n;
}

/* Digits, point and exponent, as C wants them; `real`: with a ".0".  Without an
 * exponent where that needs at most `widest` digits before the point. */
static size_t eqn_layout(const eqn_parts *p, int real, int widest, char *buf)
{
    int plain = p->place > -4 && p->place <= widest;
    int place = plain ? p->place : 1;
    size_t n = 0;

    if (place <= 0) {
        buf[n++] = '0';
        buf[n++] = '.';
        for (int i = place; i < 0; i++)
            buf[n++] = '0';
    }
    for (int i = 0; i < p->count || i < place; i++) {
        if (i == place && i > 0)
            buf[n++] = '.';
        buf[n++] = (char)('0' + (i < p->count ? p->digit[i] : 0));
    }
    if (plain && real && p->count <= place) {
        buf[n++] = '.';
        buf[n++] = '0';
    }
    if (!plain)
        n += eqn_put_exponent(buf + n, p->place - 1);
    return n;
}

/* Sign, zero, infinity and NaN; returns whether digits must follow. */
static int eqn_start(double v, int real, char *buf, size_t *n)
{
    const char *word = NULL;
    uint64_t bits;

    memcpy(&bits, &v, sizeof bits);
    *n = 0;
    if (v != v)
        word = "nan";
    else if (bits >> 63 != 0 && (real || v != 0.0))
        buf[(*n)++] = '-';
    if (v > DBL_MAX || v < -DBL_MAX)
        word = "inf";
    else if (v == 0.0)
        word = real ? "0.0" : "0";
    if (word == NULL)
        return 1;
    for (; *word != '\0'; word++)
        buf[(*n)++] = *word;
    buf[*n] = '\0';
    return 0;
}

static size_t eqn_write(double v, int digits, int real, char *buf)
{
    eqn_parts p;
    uint64_t f;
    size_t n;
    int e;

    if (!eqn_start(v, real, buf, &n))
        return n;
    eqn_split(v < 0.0 ? -v : v, &f, &e);
    eqn_digits_of(&p, f, e, f == (uint64_t)1 << 52 && e > -1074, digits);
    n += eqn_layout(&p, real, digits == 0 ? 16 : digits, buf + n);
    buf[n] = '\0';
    return n;
}

size_t eqn_print(double v, char buf[EQN_MAX])
{
    return eqn_write(v, 0, 1, buf);
}

size_t eqn_printf(float v, char buf[EQN_MAX])
{
    double wide = (double)v;
    eqn_parts p;
    uint64_t f;
    size_t n;
    int e;

    if (!eqn_start(wide, 1, buf, &n))
        return n;
    eqn_split(wide < 0.0 ? -wide : wide, &f, &e);
    for (; e < -149 || f >> 24 != 0; e++)
        f >>= 1;                            /* the bits a float has not */
    eqn_digits_of(&p, f, e, f == (uint64_t)1 << 23 && e > -149, 0);
    n += eqn_layout(&p, 1, 16, buf + n);
    buf[n] = '\0';
    return n;
}

size_t eqn_show_digits(double v, int digits, char buf[EQN_MAX])
{
    return eqn_write(v, digits < 1 ? 1 : digits > 17 ? 17 : digits, 0, buf);
}

size_t eqn_show(double v, char buf[EQN_MAX])
{
    int whole = v > -1e15 && v < 1e15 && v == (double)(int64_t)v;

    return eqn_write(v, whole ? 0 : 8, 0, buf);
}
