/* source.c -- the text of a file and places in it, for messages and spans. */
#include "source.h"

#include <stdbool.h>
#include <string.h>

#include "arena.h"

/* Offsets are 32 bits; what lies beyond has no place of its own. */
static size_t reach(size_t len)
{
    return len < UINT32_MAX ? len : UINT32_MAX;
}

static size_t count_lines(const char *text, size_t len)
{
    const char *p = text, *end = text + len;
    size_t lines = 1;

    while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
        lines++;
        p++;
    }
    return lines;
}

/* Continuation bytes of UTF-8 belong to the character before. */
static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* Characters before byte `offset`: a line may be as long as the file. */
static uint32_t characters(const struct source *s, size_t offset)
{
    size_t block = offset / SOURCE_BLOCK;
    uint32_t n = s->characters[block];

    for (size_t i = block * SOURCE_BLOCK; i < offset; i++)
        n += begins_character(s->text[i]);
    return n;
}

static void count_characters(struct arena *a, struct source *s, size_t n)
{
    s->characters = arena_array(a, n / SOURCE_BLOCK + 1,
                                sizeof *s->characters);
    for (size_t i = 0, sum = 0; i <= n; i++) {
        if (i % SOURCE_BLOCK == 0)
            s->characters[i / SOURCE_BLOCK] = (uint32_t)sum;
        sum += i < n && begins_character(s->text[i]);
    }
}

struct source *source_make(struct arena *a, const char *name,
                           const char *text, size_t len)
{
    struct source *s = arena_alloc(a, sizeof *s);
    size_t n = reach(len), line = 1;

    s->name = arena_strndup(a, name, strlen(name));
    s->text = arena_strndup(a, text, len);
    s->len = len;
    s->lines = count_lines(s->text, n);
    s->line_start = arena_array(a, s->lines, sizeof *s->line_start);
    for (size_t i = 0; i < n; i++) {
        if (s->text[i] == '\n')
            s->line_start[line++] = (uint32_t)(i + 1);
    }
    count_characters(a, s, n);
    return s;
}

/* The last line that starts at or before the offset, from 0. */
static size_t line_of(const struct source *s, uint32_t offset)
{
    size_t lo = 0, hi = s->lines;

    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;

        if (s->line_start[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

struct place source_place(const struct source *s, uint32_t offset)
{
    size_t line = line_of(s, offset);
    size_t at = offset < s->len ? offset : reach(s->len);
    uint32_t before = characters(s, s->line_start[line]);

    return (struct place){(unsigned)(line + 1),
                          characters(s, at) - before + 1};
}

struct span span_join(struct span a, struct span b)
{
    if (a.lo == a.hi)
        return b;
    if (b.lo == b.hi)
        return a;
    return (struct span){a.lo < b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi};
}
