/*
 * numfast.c -- the digits of a number of moderate size; see numfast.h.
 *
 * With v = f 2^e scaled to 17 digits before the point, v 10^k = f 5^k 2^(e+k),
 * and k <= 27, all that decides is exact in 128 bits: the product of 53 and 63
 * bits, and half the distances to the neighbours.  Then the free format of
 * Steele and White (PLDI 1990) is a question of remainders: the digits end
 * before the last power of ten that has a multiple within those distances.
 * (Adams, "Ryu", PLDI 2018, has tables for all other numbers: bignat.h.)
 */
#include "numfast.h"

enum { FAST_DIGITS = 17, FAST_FIVES = 27 };

/* whole + part / 2^64 */
typedef struct fast_fixed {
    uint64_t whole, part;
} fast_fixed;

/* f 5^k / 2^shift, 0 <= shift < 64; returns 0 where that is too large. */
static int fast_scale(uint64_t f, uint64_t fives, int shift, fast_fixed *to)
{
    const uint64_t low = 0xffffffffu;
    uint64_t a = (f & low) * (fives & low), b = (f >> 32) * (fives & low);
    uint64_t c = (f & low) * (fives >> 32), d = (f >> 32) * (fives >> 32);
    uint64_t middle = (a >> 32) + (b & low) + (c & low);

    a = (a & low) | middle << 32;
    d += (b >> 32) + (c >> 32) + (middle >> 32);
    if (d >> shift != 0)
        return 0;
    to->whole = shift > 0 ? d << (64 - shift) | a >> shift : a;
    to->part = shift > 0 ? a << (64 - shift) : 0;
    return 1;
}

/* The sign of a - b. */
static int fast_compare(uint64_t whole, uint64_t part, const fast_fixed *b)
{
    if (whole != b->whole)
        return whole < b->whole ? -1 : 1;
    return part < b->part ? -1 : part > b->part;
}

/* Is the multiple of `ten` below v within the distance? */
static int fast_low(const fast_fixed *v, uint64_t ten, const fast_fixed *below,
                    int even)
{
    return fast_compare(v->whole % ten, v->part, below) < even;
}

/* The one above? */
static int fast_high(const fast_fixed *v, uint64_t ten,
                     const fast_fixed *above, int even)
{
    uint64_t rest = ten - v->whole % ten - (v->part != 0);

    return fast_compare(rest, 0 - v->part, above) < even;
}

/* Is what is left of v more than half of `ten`, or half and `odd`? */
static int fast_up(const fast_fixed *v, uint64_t ten, int odd)
{
    fast_fixed half;
    int side;

    half.whole = ten / 2;
    half.part = ten == 1 ? (uint64_t)1 << 63 : 0;
    side = fast_compare(v->whole % ten, v->part, &half);
    return side > 0 || (side == 0 && odd);
}

/* The greatest power of ten that still has a multiple near v; 0: none. */
static uint64_t fast_unit(const fast_fixed *v, const fast_fixed *below,
                          const fast_fixed *above, int even)
{
    uint64_t unit = 0, ten = 1;
    int j;

    for (j = 0; j < FAST_DIGITS; ++j, ten *= 10) {
        if (!fast_low(v, ten, below, even) && !fast_high(v, ten, above, even))
            break;
        unit = ten;
    }
    return unit;
}

static uint64_t fast_shortest(const fast_fixed *v, uint64_t fives, int shift,
                              int closer, int even)
{
    fast_fixed above, below;
    uint64_t unit, result;

    if (!fast_scale(1, fives, shift + 1, &above) ||
        !fast_scale(1, fives, shift + 1 + closer, &below))
        return 0;
    unit = fast_unit(v, &below, &above, even);
    if (unit == 0)
        return 0;
    result = v->whole / unit;
    if (!fast_low(v, unit, &below, even))
        ++result;
    else if (fast_high(v, unit, &above, even))
        result += (uint64_t)fast_up(v, unit, result % 2 != 0);
    return result * unit;
}

static uint64_t fast_rounded(const fast_fixed *v, int digits)
{
    uint64_t unit = 1, result;

    for (; digits < FAST_DIGITS; ++digits)
        unit *= 10;
    result = v->whole / unit;
    return (result + (uint64_t)fast_up(v, unit, result % 2 != 0)) * unit;
}

/* v 10^k, 5^k, and where the point is; 0: not in 128 bits. */
static int fast_take(uint64_t f, int e, int place, fast_fixed *v,
                     uint64_t *fives, int *shift)
{
    int k = FAST_DIGITS - place;

    *shift = -e - k;
    if (k < 0 || k > FAST_FIVES || *shift < 0 || *shift > 61)
        return 0;
    for (*fives = 1; k > 0; --k)
        *fives *= 5;
    return fast_scale(f, *fives, *shift, v);
}

int eqn_fast(uint64_t f, int e, int closer, int digits, int *place,
             uint64_t *decimal)
{
    const uint64_t most = 100000000000000000u;      /* 10^17 */
    fast_fixed v;
    uint64_t fives;
    int shift, at = *place;

    if (!fast_take(f, e, at, &v, &fives, &shift) ||
        (v.whole >= most && !fast_take(f, e, ++at, &v, &fives, &shift)) ||
        v.whole < most / 10 || v.whole >= most)
        return 0;
    *decimal = digits == 0
                   ? fast_shortest(&v, fives, shift, closer, (f & 1) == 0)
                   : fast_rounded(&v, digits);
    if (*decimal == 0)
        return 0;
    *place = at;
    return 1;
}
