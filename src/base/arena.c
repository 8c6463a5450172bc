/*
 * arena.c -- the memory of one compilation, for everyone.
 *
 * Blocks are malloc'ed in growing sizes and given back together.  What is
 * larger than a block gets one of its own, so that no request is special.
 */
#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGNMENT _Alignof(max_align_t)
#define FIRST_BLOCK ((size_t)16 << 10)
#define LARGEST_BLOCK ((size_t)4 << 20)

struct block {
    struct block *before;
    size_t size, used;
    max_align_t data[];
};

struct arena {
    struct block *top;
    size_t next_size;
};

void base_no_memory(void)
{
    fputs("eqc: out of memory\n", stderr);
    exit(2);
}

struct arena *arena_make(void)
{
    struct arena *a = calloc(1, sizeof *a);

    if (a != NULL)
        a->next_size = FIRST_BLOCK;
    return a;
}

void arena_free(struct arena *a)
{
    if (a == NULL)
        return;
    while (a->top != NULL) {
        struct block *b = a->top;

        a->top = b->before;
        free(b);
    }
    free(a);
}

static struct block *add_block(struct arena *a, size_t size)
{
    struct block *b;

    if (size < a->next_size)
        size = a->next_size;
    if (size > SIZE_MAX - sizeof *b)
        base_no_memory();
    b = malloc(sizeof *b + size);
    if (b == NULL)
        base_no_memory();
    b->before = a->top;
    b->size = size;
    b->used = 0;
    a->top = b;
    if (a->next_size < LARGEST_BLOCK)
        a->next_size *= 2;
    return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
    struct block *b = a->top;
    char *p;

    if (size > SIZE_MAX - ALIGNMENT)
        base_no_memory();
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (b == NULL || b->size - b->used < size)
        b = add_block(a, size);
    p = (char *)b->data + b->used;
    b->used += size;
    return memset(p, 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        base_no_memory();
    return arena_alloc(a, count * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *copy;

    if (n == SIZE_MAX)
        base_no_memory();
    copy = arena_alloc(a, n + 1);
    if (n > 0)
        memcpy(copy, s, n);
    return copy;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list args)
{
    va_list again;
    char *text;
    int n;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n < 0)
        return arena_strndup(a, fmt, strlen(fmt));
    text = arena_alloc(a, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, fmt, args);
    return text;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = arena_vprintf(a, fmt, args);
    va_end(args);
    return text;
}
