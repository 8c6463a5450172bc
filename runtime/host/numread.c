/*
 * numread.c -- text to the nearest double, exactly; see numtext.h.  Three ways,
 * by cost: one operation on doubles, 128 bits, natural numbers of any length.
 */
#include "numtext.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "bignat.h"

enum {
    EQN_WORD_DIGITS = 19,     /* decimal digits that always fit 64 bits */
    EQN_MOST_DIGITS = 769,    /* one more than any tie between doubles has */
    EQN_MOST_POW5 = 27        /* 5^27 is the largest in 64 bits */
};

/* A decimal number: the first digits as an integer, and where the rest is. */
typedef struct eqn_decimal {
    int negative;
    uint64_t word;            /* the first EQN_WORD_DIGITS significant digits */
    int exact;                /* all further digits are 0: the number is ... */
    int64_t exponent;         /* ... word * 10^exponent */
    const char *first;        /* the first digit that is not 0 */
    const char *last;         /* just behind the last digit that is not 0 */
    int64_t digits;           /* significant digits, first to last */
    int64_t scale;            /* the number is 0.d1d2d3... * 10^scale */
} eqn_decimal;

static int eqn_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The double nearest to q * 2^e, where q has its top bit set and `sticky`
 * says that the true number is larger by less than one unit of q. */
static double eqn_round(uint64_t q, int e, int sticky)
{
    int place = e + 63;
    int drop = place >= -1022 ? 11 : 11 - 1022 - place;
    uint64_t bits, rest, half;
    double v;

    if (drop > 64)
        return 0.0;
    half = (uint64_t)1 << (drop - 1);
    bits = drop == 64 ? 0 : q >> drop;
    rest = drop == 64 ? q : q & (2 * half - 1);
    if (rest > half || (rest == half && (sticky || (bits & 1) != 0)))
        bits++;
    if (place > 1023)
        bits = (uint64_t)2047 << 52;
    else if (place >= -1022)
        bits += (uint64_t)(place + 1022) << 52;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static const uint64_t eqn_pow5[EQN_MOST_POW5 + 1] = {
    1u, 5u, 25u, 125u, 625u, 3125u, 15625u, 78125u, 390625u, 1953125u,
    9765625u, 48828125u, 244140625u, 1220703125u, 6103515625u, 30517578125u,
    152587890625u, 762939453125u, 3814697265625u, 19073486328125u,
    95367431640625u, 476837158203125u, 2384185791015625u, 11920928955078125u,
    59604644775390625u, 298023223876953125u, 1490116119384765625u,
    7450580596923828125u
};

/* word * 10^k for 0 <= k <= 27, through the 128-bit product with 5^k. */
static double eqn_times(uint64_t word, int k)
{
    uint64_t p = eqn_pow5[k];
    uint64_t a = word >> 32, b = word & 0xffffffffu;
    uint64_t c = p >> 32, d = p & 0xffffffffu;
    uint64_t middle = a * d + (b * d >> 32);
    uint64_t other = b * c + (middle & 0xffffffffu);
    uint64_t high = a * c + (middle >> 32) + (other >> 32);
    uint64_t low = word * p;
    int up;

    if (high == 0) {
        up = 64 - bn_width(low);
        return eqn_round(low << up, k - up, 0);
    }
    up = 64 - bn_width(high);
    if (up != 0)
        high = high << up | low >> (64 - up);
    return eqn_round(high, 64 + k - up, low << up != 0);
}

/* high:low / d, where d has its top bit set and high < d.  Knuth's algorithm
 * D with 32-bit digits; the remainder is left in *rest. */
static uint64_t eqn_divide(uint64_t high, uint64_t low, uint64_t d,
                           uint64_t *rest)
{
    uint64_t quotient = 0;

    for (int half = 0; half < 2; half++) {
        uint64_t next = half == 0 ? low >> 32 : low & 0xffffffffu;
        uint64_t q = high / (d >> 32);
        uint64_t r = high % (d >> 32);

        while (q >> 32 != 0 || q * (d & 0xffffffffu) > (r << 32 | next)) {
            q--;
            r += d >> 32;
            if (r >> 32 != 0)
                break;
        }
        high = (high << 32 | next) - q * d;
        quotient = quotient << 32 | q;
    }
    *rest = high;
    return quotient;
}

/* word / 10^k for 0 < k <= 27, through 64 bits of quotient by 5^k. */
static double eqn_over(uint64_t word, int k)
{
    uint64_t d = eqn_pow5[k];
    int word_up = 64 - bn_width(word);
    int d_up = 64 - bn_width(d);
    int e = d_up - word_up - k - 63;
    uint64_t rest, q;

    word <<= word_up;
    q = eqn_divide(word >> 1, word << 63, d << d_up, &rest);
    if (q >> 63 == 0) {
        q <<= 1;
        e--;
    }
    return eqn_round(q, e, rest != 0);
}

/* The digits from first to last as an integer, at most EQN_MOST_DIGITS of
 * them; returns how many there were. */
static int eqn_gather(const eqn_decimal *d, bn_nat *n)
{
    uint32_t chunk = 0, power = 1;
    int count = 0;

    bn_set(n, 0);
    for (const char *s = d->first; s < d->last; s++) {
        if (*s == '.')
            continue;
        if (count == EQN_MOST_DIGITS)
            break;
        chunk = 10 * chunk + (uint32_t)(*s - '0');
        power *= 10;
        count++;
        if (power == 1000000000u) {
            bn_mul_add(n, power, chunk);
            chunk = 0;
            power = 1;
        }
    }
    bn_mul_add(n, power, chunk);
    return count;
}

/* Any decimal number, by exact division: 64 bits of quotient and a remainder
 * decide the rounding.  Digits beyond EQN_MOST_DIGITS count as a remainder. */
static double eqn_read_big(const eqn_decimal *d)
{
    bn_nat n, s;
    int count = eqn_gather(d, &n);
    int k = (int)(d->scale - count);
    int sticky = count < d->digits;
    int e, up;
    uint32_t q[3];
    uint64_t high;

    bn_set(&s, 1);
    if (k >= 0)
        bn_mul_pow5(&n, k);
    else
        bn_mul_pow5(&s, -k);
    e = bn_bits(&s) % 32;          /* fill the top limb of s */
    e = e == 0 ? 0 : 32 - e;
    bn_shift(&s, e);
    up = bn_bits(&s) + 31 - bn_bits(&n);
    if (up < 0) {                  /* n is longer: lengthen s by whole limbs */
        int more = (-up + 31) / 32 * 32;
        bn_shift(&s, more);
        e += more;
        up += more;
    }
    bn_shift(&n, up);              /* 2^30 < n / s < 2^32 */
    for (int i = 0; i < 3; i++) {
        q[i] = bn_divide(&n, &s);
        bn_shift(&n, 32);
    }
    high = (uint64_t)q[0] << 32 | q[1];
    e += k - up - 32;
    for (up = 64 - bn_width(high); up > 0; up--) {
        high = high << 1 | q[2] >> 31;
        q[2] = q[2] << 1 & 0xffffffffu;
        e--;
    }
    return eqn_round(high, e, sticky || q[2] != 0 || n.used != 0);
}

static double eqn_convert(const eqn_decimal *d)
{
    static const double power[] = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    if (d->word == 0 || d->scale < -330)
        return 0.0;
    if (d->scale > 310)
        return (double)INFINITY;
    if (d->exact && d->exponent >= -EQN_MOST_POW5 &&
        d->exponent <= EQN_MOST_POW5) {
        int k = (int)d->exponent;

        /* Clinger: one correctly rounded operation on two exact doubles. */
        if (FLT_EVAL_METHOD == 0 && d->word >> 53 == 0 && k >= -22 && k <= 22)
            return k < 0 ? (double)d->word / power[-k]
                         : (double)d->word * power[k];
        return k < 0 ? eqn_over(d->word, -k) : eqn_times(d->word, k);
    }
    return eqn_read_big(d);
}

/* The exponent at s, "e-5", if there is one; returns its length. */
static size_t eqn_scan_exponent(const char *s, size_t len, int64_t *exponent)
{
    const int64_t most = 1000000000000;
    int64_t value = 0;
    int negative = 0;
    size_t i = 1;

    *exponent = 0;
    if (len < 2 || (*s != 'e' && *s != 'E'))
        return 0;
    if (s[i] == '+' || s[i] == '-')
        negative = s[i++] == '-';
    if (i == len || !eqn_digit(s[i]))
        return 0;
    for (; i < len && eqn_digit(s[i]); i++) {
        if (value < most)
            value = 10 * value + (s[i] - '0');
    }
    *exponent = negative ? -value : value;
    return i;
}

/* The unsigned decimal number at s; returns its length, 0 if there is none. */
static size_t eqn_scan(const char *s, size_t len, eqn_decimal *d)
{
    int64_t count = 0, fraction = 0, exponent;
    int point = 0, any = 0;
    size_t i;

    memset(d, 0, sizeof *d);
    for (i = 0; i < len; i++) {
        if (s[i] == '.' && !point) {
            point = 1;
            continue;
        }
        if (!eqn_digit(s[i]))
            break;
        any = 1;
        fraction += point;
        if (s[i] == '0' && count == 0)
            continue;
        if (count++ == 0)
            d->first = s + i;
        if (count <= EQN_WORD_DIGITS)
            d->word = 10 * d->word + (uint64_t)(s[i] - '0');
        if (s[i] != '0') {
            d->last = s + i + 1;
            d->digits = count;
        }
    }
    if (!any)
        return 0;
    i += eqn_scan_exponent(s + i, len - i, &exponent);
    d->scale = exponent - fraction + count;
    d->exact = d->digits <= EQN_WORD_DIGITS;
    d->exponent = exponent - fraction;
    if (count > EQN_WORD_DIGITS)
        d->exponent += count - EQN_WORD_DIGITS;
    return i;
}

/* Whether s starts with the word, in any case; returns its length or 0. */
static size_t eqn_word(const char *s, size_t len, const char *word)
{
    size_t i;

    for (i = 0; word[i] != '\0'; i++) {
        if (i == len || (s[i] | 0x20) != word[i])
            return 0;
    }
    return i;
}

static size_t eqn_scan_word(const char *s, size_t len, double *out)
{
    size_t length = eqn_word(s, len, "infinity");

    if (length == 0)
        length = eqn_word(s, len, "inf");
    *out = (double)INFINITY;
    if (length == 0) {
        length = eqn_word(s, len, "nan");
        *out = (double)NAN;
    }
    return length;
}

int eqn_read(const char *s, size_t len, double *out, size_t *used)
{
    size_t sign = len > 0 && (*s == '+' || *s == '-');
    eqn_decimal d;
    double v = 0.0;
    size_t length = eqn_scan(s + sign, len - sign, &d);
    int outcome = EQN_OK;

    if (length != 0) {
        v = eqn_convert(&d);
        if (v > DBL_MAX)
            outcome = EQN_HUGE;
        else if (v == 0.0 && d.word != 0)
            outcome = EQN_TINY;
    } else {
        length = eqn_scan_word(s + sign, len - sign, &v);
    }
    if (length == 0) {
        outcome = EQN_NONE;
        v = 0.0;
        sign = 0;
    }
    if (out != NULL)
        *out = sign && *s == '-' ? -v : v;
    if (used != NULL)
        *used = sign + length;
    return outcome;
}
