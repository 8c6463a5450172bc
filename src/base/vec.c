/* vec.c -- growth of the arrays of vec.h, for everyone. */
#include "vec.h"

#include <stdint.h>
#include <stdlib.h>

#include "arena.h"

/* Of more bytes, fewer copies are worth more than the room: what is not used
   of it is not touched. */
enum { LARGE = 1 << 20 };

void *vec_grow(void *at, size_t *cap, size_t n, size_t more, size_t size)
{
    size_t room = n < 8 ? 8 : n < LARGE / size ? n + n / 2 : n + n;
    void *grown;

    if (room < n || more > SIZE_MAX - n)
        base_no_memory();
    if (room < n + more)
        room = n + more;
    if (room > SIZE_MAX / size)
        base_no_memory();
    grown = realloc(at, room * size);
    if (grown == NULL)
        base_no_memory();
    *cap = room;
    return grown;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return a < b ? -1 : a > b;
}

/* Shell's sort with Ciura's gaps: the calls of qsort take longer than moves. */
static void sort_few(uint32_t *at, size_t n)
{
    static const uint16_t gaps[] = {301, 132, 57, 23, 10, 4, 1};

    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
        for (size_t k = gaps[g]; k < n; k++) {
            uint32_t v = at[k];
            size_t j = k;

            for (; j >= gaps[g] && at[j - gaps[g]] > v; j -= gaps[g])
                at[j] = at[j - gaps[g]];
            at[j] = v;
        }
}

enum { FEW = 1000 };

void sort_numbers(uint32_t *at, size_t n)
{
    if (n > FEW)
        qsort(at, n, sizeof *at, by_number);
    else
        sort_few(at, n);
}
