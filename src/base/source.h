/* source.h -- the text of a file, and places in it. */
#ifndef EQC_SOURCE_H
#define EQC_SOURCE_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* Bytes [lo, hi) of the source; hi >= lo. An empty span at 0 means nowhere. */
struct span { uint32_t lo, hi; };

struct source {
    const char *name;        /* as shown in messages */
    const char *text;        /* NUL-terminated beyond len */
    size_t len;
    uint32_t *line_start;    /* byte offset of each line */
    size_t lines;
    uint32_t *characters;    /* how many begin before each SOURCE_BLOCK bytes */
};

enum { SOURCE_BLOCK = 128 };

struct place { unsigned line, column; };   /* both from 1; columns in
                                              characters, tabs count one */

/* Keeps copies of the name and the text. */
struct source *source_make(struct arena *a, const char *name,
                           const char *text, size_t len);
struct place source_place(const struct source *s, uint32_t offset);
/* The least span that holds both; an empty one counts for nothing. */
struct span span_join(struct span a, struct span b);

#endif
