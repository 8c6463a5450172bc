/* vec.c -- growth of the arrays of vec.h, for everyone. */
#include "vec.h"

#include <stdint.h>
#include <stdlib.h>

#include "arena.h"

void *vec_grow(void *at, size_t *cap, size_t n, size_t size)
{
    size_t more = n < 8 ? 8 : n + n / 2;
    void *grown;

    if (more <= n || more > SIZE_MAX / size)
        base_no_memory();
    grown = realloc(at, more * size);
    if (grown == NULL)
        base_no_memory();
    *cap = more;
    return grown;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return a < b ? -1 : a > b;
}

void sort_numbers(uint32_t *at, size_t n)
{
    qsort(at, n, sizeof *at, by_number);
}
