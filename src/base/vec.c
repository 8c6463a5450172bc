/* vec.c -- growth of the arrays of vec.h, for everyone. */
#include "vec.h"

#include <stdint.h>
#include <stdlib.h>

#include "arena.h"

void *vec_grow(void *at, size_t *cap, size_t n, size_t more, size_t size)
{
    size_t room = n < 8 ? 8 : n + n / 2;
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

/* A few are inserted one by one: qsort's calls take longer than its moves. */
enum { FEW = 24 };

void sort_numbers(uint32_t *at, size_t n)
{
    if (n > FEW) {
        qsort(at, n, sizeof *at, by_number);
        return;
    }
    for (size_t k = 1; k < n; k++) {
        uint32_t v = at[k];
        size_t j = k;

        for (; j > 0 && at[j - 1] > v; j--)
            at[j] = at[j - 1];
        at[j] = v;
    }
}
