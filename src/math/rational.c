/* rational.c -- see rational.h. */
#include "rational.h"

#include <stdio.h>
#include <string.h>

struct rational rational_of(int64_t v)
{
    return (struct rational){whole_make(v), whole_make(1)};
}

static void reduce(struct rational *a)
{
    struct whole g = whole_gcd(&a->num, &a->den);

    if (!whole_is(&g, 1)) {
        a->num = whole_divided(&a->num, &g);
        a->den = whole_divided(&a->den, &g);
    }
    if (a->den.sign < 0) {
        a->num = whole_negated(&a->num);
        a->den = whole_negated(&a->den);
    }
}

static bool sum(const struct rational *a, const struct rational *b,
                struct rational *r)
{
    struct whole x, y;

    return whole_mul(&a->num, &b->den, &x) && whole_mul(&b->num, &a->den, &y) &&
           whole_add(&x, &y, &r->num) && whole_mul(&a->den, &b->den, &r->den);
}

static bool quotient(const struct rational *a, const struct rational *b,
                     struct rational *r)
{
    return b->num.sign != 0 && whole_mul(&a->num, &b->den, &r->num) &&
           whole_mul(&a->den, &b->num, &r->den);
}

static int64_t gcd_small(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* Numbers below 2^30, whose products fit into 62 bits. */
static bool small(const struct whole *a, int64_t *v)
{
    if (a->used > 1 || (a->used == 1 && a->limb[0] >> 30 != 0))
        return false;
    *v = a->used == 0 ? 0 : a->sign * (int64_t)a->limb[0];
    return true;
}

static bool op_small(char op, const struct rational *a,
                     const struct rational *b, struct rational *out)
{
    int64_t an, ad, bn, bd, num, den, g;

    if (!small(&a->num, &an) || !small(&a->den, &ad) || !small(&b->num, &bn) ||
        !small(&b->den, &bd) || (op == '/' && bn == 0))
        return false;
    num = op == '+' ? an*bd + bn*ad : op == '-' ? an*bd - bn*ad
        : op == '*' ? an*bn : an*bd;
    den = op == '/' ? ad*bn : ad*bd;
    g = gcd_small(num, den);
    *out = (struct rational){whole_make(den < 0 ? -num/g : num/g),
                             whole_make(den < 0 ? -den/g : den/g)};
    return true;
}

bool rational_op(char op, const struct rational *a, const struct rational *b,
                 struct rational *out)
{
    struct rational r, minus;
    bool fits;

    if (op_small(op, a, b, out))
        return true;
    minus = (struct rational){whole_negated(&b->num), b->den};
    fits = op == '+' ? sum(a, b, &r)
              : op == '-' ? sum(a, &minus, &r)
              : op == '/' ? quotient(a, b, &r)
                          : whole_mul(&a->num, &b->num, &r.num) &&
                            whole_mul(&a->den, &b->den, &r.den);
    if (!fits)
        return false;
    reduce(&r);
    *out = r;
    return true;
}

enum { POWER_MOST = 64, DIGITS_MOST = 120 };

bool rational_power(const struct rational *a, int64_t n, struct rational *out)
{
    struct rational r = rational_of(1);

    if (n < -POWER_MOST || n > POWER_MOST || (n < 0 && a->num.sign == 0))
        return false;
    for (int64_t k = 0; k < (n < 0 ? -n : n); k++)
        if (!rational_op(n < 0 ? '/' : '*', &r, a, &r))
            return false;
    *out = r;
    return true;
}

static bool scale_by_ten(struct rational *a, long e)
{
    struct rational ten = rational_of(10);

    if (e > DIGITS_MOST || e < -DIGITS_MOST)
        return false;
    for (; e != 0; e += e < 0 ? 1 : -1)
        if (!rational_op(e < 0 ? '/' : '*', a, &ten, a))
            return false;
    return true;
}

/* A few digits, as nearly all numbers are. */
static bool read_digits(const char *text, struct rational *out)
{
    int64_t v = 0;
    size_t n = 0;

    for (; n < 9 && text[n] >= '0' && text[n] <= '9'; n++)
        v = v * 10 + (text[n] - '0');
    if (n == 0 || text[n] != '\0')
        return false;
    *out = rational_of(v);
    return true;
}

bool rational_read(const char *text, struct rational *out)
{
    struct rational r = rational_of(0), ten = rational_of(10), digit;
    long exponent = 0, point = 0, sign = 1;
    bool behind = false, any = false;

    if (read_digits(text, out))
        return true;
    for (; (*text >= '0' && *text <= '9') || *text == '.'; text++) {
        if (*text == '.') {
            behind = true;
            continue;
        }
        digit = rational_of(*text - '0');
        if (!rational_op('*', &r, &ten, &r) ||
            !rational_op('+', &r, &digit, &r))
            return false;
        point += behind;
        any = true;
    }
    if (any && (*text == 'e' || *text == 'E')) {
        text++;
        sign = *text == '-' ? -1 : 1;
        text += *text == '-' || *text == '+';
        for (; *text >= '0' && *text <= '9' && exponent < 1000; text++)
            exponent = exponent * 10 + (*text - '0');
    }
    if (!any || *text != '\0' || !scale_by_ten(&r, sign * exponent - point))
        return false;
    *out = r;
    return true;
}

bool rational_is_whole(const struct rational *a, int64_t *v)
{
    return whole_is(&a->den, 1) && whole_small(&a->num, v);
}

/* num / den times 10^k, where that is whole for a k of at most 12. */
static bool decimal(const struct rational *a, char text[RATIONAL_TEXT])
{
    struct rational r = *a, ten = rational_of(10);
    char digits[WHOLE_TEXT];
    int k = 0, n, minus = a->num.sign < 0;

    for (; !whole_is(&r.den, 1); k++)
        if (k == 12 || !rational_op('*', &r, &ten, &r))
            return false;
    whole_text(&r.num, digits);
    n = (int)strlen(digits) - minus;
    if (n > 15)
        return false;
    if (k == 0)
        snprintf(text, RATIONAL_TEXT, "%s", digits);
    else if (n <= k)
        snprintf(text, RATIONAL_TEXT, "%s0.%0*d%s", minus ? "-" : "", k - n, 0,
                 digits + minus);
    else
        snprintf(text, RATIONAL_TEXT, "%.*s.%s", n - k + minus, digits,
                 digits + minus + n - k);
    if (k > 0 && n == k)
        snprintf(text, RATIONAL_TEXT, "%s0.%s", minus ? "-" : "",
                 digits + minus);
    return true;
}

void rational_text(const struct rational *a, char text[RATIONAL_TEXT])
{
    char num[WHOLE_TEXT], den[WHOLE_TEXT];

    if (decimal(a, text))
        return;
    whole_text(&a->num, num);
    whole_text(&a->den, den);
    if (whole_is(&a->den, 1))
        snprintf(text, RATIONAL_TEXT, "%s", num);
    else
        snprintf(text, RATIONAL_TEXT, "%s/%s", num, den);
}
