/*
 * whole.c -- see whole.h.  Schoolbook multiplication, division bit by bit,
 * Euclid's algorithm (Knuth, TAOCP 2, 4.3.1 and 4.5.2); numbers of one or two
 * limbs, which nearly all are, take a short way.
 */
#include "whole.h"

#include <string.h>

/* ---- sizes, without signs -------------------------------------------------- */

static void trim(struct whole *a)
{
    while (a->used > 0 && a->limb[a->used - 1] == 0)
        a->used--;
    if (a->used == 0)
        a->sign = 0;
}

int whole_compare_size(const struct whole *a, const struct whole *b)
{
    if (a->used != b->used)
        return a->used < b->used ? -1 : 1;
    for (int k = a->used - 1; k >= 0; k--)
        if (a->limb[k] != b->limb[k])
            return a->limb[k] < b->limb[k] ? -1 : 1;
    return 0;
}

static bool add_size(const struct whole *a, const struct whole *b,
                     struct whole *out)
{
    struct whole r = {.sign = 1};
    uint64_t carry = 0;
    int n = a->used > b->used ? a->used : b->used;

    for (int k = 0; k < n; k++) {
        carry += (uint64_t)(k < a->used ? a->limb[k] : 0) +
                 (k < b->used ? b->limb[k] : 0);
        r.limb[k] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry > 0 && n == WHOLE_LIMBS)
        return false;
    if (carry > 0)
        r.limb[n++] = (uint32_t)carry;
    r.used = (uint8_t)n;
    trim(&r);
    *out = r;
    return true;
}

/* a - b, where b is not larger. */
static struct whole subtract_size(const struct whole *a, const struct whole *b)
{
    struct whole r = {.sign = 1, .used = a->used};
    int64_t borrow = 0;

    for (int k = 0; k < a->used; k++) {
        borrow += (int64_t)a->limb[k] - (k < b->used ? b->limb[k] : 0);
        r.limb[k] = (uint32_t)borrow;
        borrow = borrow < 0 ? -1 : 0;
    }
    trim(&r);
    return r;
}

static uint64_t low(const struct whole *a)
{
    return (a->used > 1 ? (uint64_t)a->limb[1] << 32 : 0) |
           (a->used > 0 ? a->limb[0] : 0);
}

static struct whole of_size(uint64_t v, int sign)
{
    return (struct whole){.sign = (int8_t)(v == 0 ? 0 : sign),
                          .used = (uint8_t)((v != 0) + (v >> 32 != 0)),
                          .limb = {(uint32_t)v, (uint32_t)(v >> 32)}};
}

static bool bit(const struct whole *a, int k)
{
    return a->limb[k / 32] >> (k % 32) & 1;
}

/* r = 2 r + bit; r stays below the divisor, so nothing is lost. */
static void shift_in(struct whole *r, bool b)
{
    uint32_t carry = b;

    for (int k = 0; k < r->used; k++) {
        uint32_t top = r->limb[k] >> 31;
        r->limb[k] = r->limb[k] << 1 | carry;
        carry = top;
    }
    if (carry > 0 && r->used < WHOLE_LIMBS)
        r->limb[r->used++] = carry;
    r->sign = r->used > 0;
}

static struct whole divide_size(const struct whole *a, const struct whole *b,
                                struct whole *rest)
{
    struct whole q = {.sign = 1, .used = a->used}, r = {0};

    if (a->used <= 2 && b->used <= 2) {
        *rest = of_size(low(a) % low(b), 1);
        return of_size(low(a) / low(b), 1);
    }
    for (int k = a->used * 32 - 1; k >= 0; k--) {
        shift_in(&r, bit(a, k));
        if (whole_compare_size(&r, b) < 0)
            continue;
        r = subtract_size(&r, b);
        q.limb[k / 32] |= (uint32_t)1 << (k % 32);
    }
    trim(&q);
    *rest = r;
    return q;
}

/* ---- with signs -------------------------------------------------------------- */

struct whole whole_make(int64_t v)
{
    return of_size(v < 0 ? 0 - (uint64_t)v : (uint64_t)v, v < 0 ? -1 : 1);
}

bool whole_is(const struct whole *a, int v)
{
    return a->used <= 1 && a->sign * (int64_t)(a->used ? a->limb[0] : 0) == v;
}

struct whole whole_negated(const struct whole *a)
{
    struct whole r = *a;

    r.sign = (int8_t)-r.sign;
    return r;
}

bool whole_add(const struct whole *a, const struct whole *b,
               struct whole *out)
{
    int sign, order = whole_compare_size(a, b);

    if (a->sign == 0 || b->sign == 0) {
        *out = a->sign == 0 ? *b : *a;
        return true;
    }
    sign = order < 0 ? b->sign : a->sign;
    if (a->sign != b->sign)
        *out = order < 0 ? subtract_size(b, a) : subtract_size(a, b);
    else if (!add_size(a, b, out))
        return false;
    if (out->used > 0)
        out->sign = (int8_t)sign;
    return true;
}

bool whole_mul(const struct whole *a, const struct whole *b,
               struct whole *out)
{
    struct whole r = {.sign = (int8_t)(a->sign * b->sign)};

    if (a->used + b->used > WHOLE_LIMBS)
        return false;
    for (int i = 0; i < a->used; i++) {
        uint64_t carry = 0;
        for (int k = 0; k < b->used; k++) {
            carry += (uint64_t)a->limb[i] * b->limb[k] + r.limb[i + k];
            r.limb[i + k] = (uint32_t)carry;
            carry >>= 32;
        }
        r.limb[i + b->used] = (uint32_t)carry;
    }
    r.used = (uint8_t)(a->used + b->used);
    trim(&r);
    *out = r;
    return true;
}

struct whole whole_divided(const struct whole *a, const struct whole *b)
{
    struct whole rest, q = divide_size(a, b, &rest);

    if (q.used > 0)
        q.sign = (int8_t)(a->sign * b->sign);
    return q;
}

struct whole whole_gcd(const struct whole *a, const struct whole *b)
{
    struct whole x = *a, y = *b, rest;

    while (y.used > 0) {
        divide_size(&x, &y, &rest);
        x = y;
        y = rest;
    }
    x.sign = x.used > 0;
    return x;
}

bool whole_small(const struct whole *a, int64_t *v)
{
    if (a->used > 2 || low(a) >> 62 != 0)
        return false;
    *v = a->sign * (int64_t)low(a);
    return true;
}

void whole_text(const struct whole *a, char text[WHOLE_TEXT])
{
    struct whole x = *a, ten = of_size(10, 1), rest;
    char *end = text + WHOLE_TEXT, *p = end;

    *--p = '\0';
    do {
        x = divide_size(&x, &ten, &rest);
        *--p = (char)('0' + low(&rest));
    } while (x.used > 0);
    if (a->sign < 0)
        *--p = '-';
    memmove(text, p, (size_t)(end - p));
}
