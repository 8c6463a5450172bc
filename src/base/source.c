/* source.c -- texts of files and places in them, for messages and spans. */
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
static uint32_t characters(const struct source *s, const struct source_file *f,
                           size_t offset)
{
    size_t block = (offset - f->all.lo) / SOURCE_BLOCK;
    uint32_t n = f->characters[block];

    for (size_t i = f->all.lo + block * SOURCE_BLOCK; i < offset; i++)
        n += begins_character(s->text[i]);
    return n;
}

static void count_characters(struct source *s, struct source_file *f)
{
    size_t n = f->all.hi - f->all.lo;
    uint32_t *count = arena_array(s->arena, n / SOURCE_BLOCK + 1,
                                  sizeof *count);

    f->characters = count;
    for (size_t i = 0, sum = 0; i <= n; i++) {
        if (i % SOURCE_BLOCK == 0)
            count[i / SOURCE_BLOCK] = (uint32_t)sum;
        sum += i < n && begins_character(s->text[f->all.lo + i]);
    }
}

/* Twice the room where `need` has none: the copies add up to little. */
static void *make_room(struct arena *a, const void *old, size_t used,
                       size_t need, size_t *room, size_t size)
{
    void *at;

    *room = need > *room * 2 ? need : *room * 2;
    at = arena_array(a, *room, size);
    if (used > 0)
        memcpy(at, old, used * size);
    return at;
}

static char *append_text(struct source *s, const char *text, size_t len)
{
    size_t lo = s->count > 0 ? s->len + 1 : 0;
    char *all = (char *)s->text;

    if (lo + len + 2 > s->text_room)
        s->text = all = make_room(s->arena, all, lo, lo + len + 2,
                                  &s->text_room, 1);
    memcpy(all + lo, text, len);
    all[lo + len] = '\n';
    all[lo + len + 1] = '\0';
    s->len = lo + len;
    return all + lo;
}

static void find_lines(struct source *s, struct source_file *f)
{
    size_t n = reach(s->len), line = 1;
    uint32_t *start;

    f->lines = count_lines(s->text + f->all.lo, n - f->all.lo);
    f->line_start = start = arena_array(s->arena, f->lines, sizeof *start);
    start[0] = f->all.lo;
    for (size_t i = f->all.lo; i < n; i++) {
        if (s->text[i] == '\n')
            start[line++] = (uint32_t)(i + 1);
    }
}

size_t source_add(struct source *s, const char *name, const char *text,
                  size_t len)
{
    size_t lo = (size_t)(append_text(s, text, len) - s->text), k = s->count++;
    struct source_file *f;

    if (k == s->file_room)
        s->files = make_room(s->arena, s->files, k, k + 1, &s->file_room,
                             sizeof *s->files);
    f = &s->files[k];
    f->name = arena_strndup(s->arena, name, strlen(name));
    f->all = (struct span){(uint32_t)reach(lo), (uint32_t)reach(lo + len)};
    f->before = k > 0 ? f[-1].before + f[-1].lines : 0;
    find_lines(s, f);
    count_characters(s, f);
    return k;
}

struct source *source_make(struct arena *a, const char *name,
                           const char *text, size_t len)
{
    struct source *s = arena_alloc(a, sizeof *s);

    s->arena = a;
    source_add(s, name, text, len);
    s->name = s->files[0].name;
    return s;
}

size_t source_file_at(const struct source *s, uint32_t offset)
{
    size_t lo = 0, hi = s->count;

    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;

        if (s->files[mid].all.lo <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

/* The last line that starts at or before the offset, from 0. */
static size_t line_of(const struct source_file *f, uint32_t offset)
{
    size_t lo = 0, hi = f->lines;

    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;

        if (f->line_start[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

struct place source_place(const struct source *s, uint32_t offset)
{
    const struct source_file *f = &s->files[source_file_at(s, offset)];
    size_t line = line_of(f, offset);
    size_t at = offset < f->all.hi ? offset : f->all.hi;
    uint32_t before = characters(s, f, f->line_start[line]);

    return (struct place){f->name, (unsigned)(line + 1),
                          characters(s, f, at) - before + 1};
}

size_t source_lines(const struct source *s)
{
    const struct source_file *last = &s->files[s->count - 1];

    return last->before + last->lines;
}

size_t source_line(const struct source *s, uint32_t offset)
{
    const struct source_file *f = &s->files[source_file_at(s, offset)];

    return f->before + line_of(f, offset);
}

struct span source_line_span(const struct source *s, uint32_t offset)
{
    const struct source_file *f = &s->files[source_file_at(s, offset)];
    size_t line = line_of(f, offset);
    struct span at = {f->line_start[line], f->all.hi};

    if (line + 1 < f->lines)
        at.hi = f->line_start[line + 1] - 1;
    return at;
}

struct span span_join(struct span a, struct span b)
{
    if (a.lo == a.hi)
        return b;
    if (b.lo == b.hi)
        return a;
    return (struct span){a.lo < b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi};
}

/* Unicode, table 3-7. */
size_t source_char_length(const char *text, size_t left)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned char lo = 0x80, hi = 0xBF;
    size_t n = *p < 0x80 ? 1 : *p < 0xC2 ? 0 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3
             : *p < 0xF5 ? 4 : 0;

    if (n < 2 || left < n)
        return n == 1 ? 1 : 0;
    switch (*p) {
    case 0xE0: lo = 0xA0; break;
    case 0xED: hi = 0x9F; break;
    case 0xF0: lo = 0x90; break;
    case 0xF4: hi = 0x8F; break;
    default: break;
    }
    if (p[1] < lo || p[1] > hi)
        return 0;
    for (size_t i = 2; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    }
    return n;
}
