/* bignat.c -- natural numbers for exact reading and printing; see bignat.h. */
#include "bignat.h"

void bn_set(bn_nat *a, uint64_t value)
{
    a->used = 0;
    for (; value != 0; value >>= 32)
        a->limb[a->used++] = (uint32_t)(value & 0xffffffffu);
}

void bn_mul_add(bn_nat *a, uint32_t factor, uint32_t term)
{
    uint64_t carry = term;

    for (int i = 0; i < a->used; i++) {
        carry += (uint64_t)a->limb[i] * factor;
        a->limb[i] = (uint32_t)(carry & 0xffffffffu);
        carry >>= 32;
    }
    if (carry != 0)
        a->limb[a->used++] = (uint32_t)carry;
}

void bn_mul_pow5(bn_nat *a, int k)
{
    uint32_t rest = 1;

    for (; k >= 13; k -= 13)
        bn_mul_add(a, 1220703125u, 0);
    for (; k > 0; k--)
        rest *= 5;
    bn_mul_add(a, rest, 0);
}

void bn_shift(bn_nat *a, int k)
{
    int whole = k / 32;
    int part = k % 32;

    if (a->used == 0 || k == 0)
        return;
    if (part != 0)
        bn_mul_add(a, (uint32_t)1 << part, 0);
    if (whole == 0)
        return;
    for (int i = a->used - 1; i >= 0; i--)
        a->limb[i + whole] = a->limb[i];
    for (int i = 0; i < whole; i++)
        a->limb[i] = 0;
    a->used += whole;
}

int bn_width(uint64_t x)
{
    int width = 0;

    for (int step = 32; step > 0; step /= 2) {
        if (x >> step != 0) {
            x >>= step;
            width += step;
        }
    }
    return width + (x != 0);
}

int bn_bits(const bn_nat *a)
{
    if (a->used == 0)
        return 0;
    return 32 * (a->used - 1) + bn_width(a->limb[a->used - 1]);
}

int bn_compare(const bn_nat *a, const bn_nat *b)
{
    if (a->used != b->used)
        return a->used < b->used ? -1 : 1;
    for (int i = a->used - 1; i >= 0; i--) {
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    }
    return 0;
}

int bn_compare_sum(const bn_nat *a, const bn_nat *b, const bn_nat *c)
{
    bn_nat sum = a->used >= b->used ? *a : *b;
    const bn_nat *less = a->used >= b->used ? b : a;
    uint64_t carry = 0;

    for (int i = 0; i < sum.used; i++) {
        carry += sum.limb[i];
        if (i < less->used)
            carry += less->limb[i];
        sum.limb[i] = (uint32_t)(carry & 0xffffffffu);
        carry >>= 32;
    }
    if (carry != 0)
        sum.limb[sum.used++] = (uint32_t)carry;
    return bn_compare(&sum, c);
}

/* a - q * s modulo 2^(32 * (s->used + 1)); returns whether it went below 0. */
static int bn_subtract(bn_nat *a, const bn_nat *s, uint32_t q)
{
    uint64_t carry = 0;
    uint64_t borrow = 0;

    for (int i = 0; i <= s->used; i++) {
        uint64_t part;

        if (i < s->used)
            carry += (uint64_t)q * s->limb[i];
        part = (carry & 0xffffffffu) + borrow;
        carry >>= 32;
        borrow = a->limb[i] < part;
        a->limb[i] = (uint32_t)((a->limb[i] - part) & 0xffffffffu);
    }
    return borrow != 0;
}

/* a + s; returns whether the sum came back above 0. */
static int bn_add_back(bn_nat *a, const bn_nat *s)
{
    uint64_t carry = 0;

    for (int i = 0; i <= s->used; i++) {
        carry += a->limb[i];
        if (i < s->used)
            carry += s->limb[i];
        a->limb[i] = (uint32_t)(carry & 0xffffffffu);
        carry >>= 32;
    }
    return carry != 0;
}

/*
 * One digit of Knuth's algorithm D (TAOCP 2, 4.3.1).  The quotient estimated
 * from the leading limbs is at most 2 too large, as the top bit of s is set.
 */
uint32_t bn_divide(bn_nat *a, const bn_nat *s)
{
    int top = s->used;
    uint64_t guess;

    if (a->used < top)
        return 0;
    for (int i = a->used; i <= top; i++)
        a->limb[i] = 0;
    guess = ((uint64_t)a->limb[top] << 32 | a->limb[top - 1]);
    guess /= s->limb[top - 1];
    if (guess > 0xffffffffu)
        guess = 0xffffffffu;
    if (bn_subtract(a, s, (uint32_t)guess)) {
        do
            guess--;
        while (!bn_add_back(a, s));
    }
    a->used = top;
    while (a->used > 0 && a->limb[a->used - 1] == 0)
        a->used--;
    return (uint32_t)guess;
}
