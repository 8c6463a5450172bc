/*
 * source.h -- the text of a file and of those it uses, and places in it.
 *
 * All files stand one behind the other in one text, so that an offset is
 * enough to say in which file, line and column something is.  The first is
 * the one that was asked for.
 */
#ifndef EQC_SOURCE_H
#define EQC_SOURCE_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* Bytes [lo, hi) of the source; hi >= lo. An empty span at 0 means nowhere. */
struct span { uint32_t lo, hi; };

struct source_file {
    const char *name;        /* as shown in messages */
    struct span all;
    const uint32_t *line_start;          /* offset of each line */
    size_t lines, before;    /* how many, and how many in the files before */
    const uint32_t *characters;          /* before each SOURCE_BLOCK bytes */
};

enum { SOURCE_BLOCK = 128 };

struct source {
    const char *name;        /* of the first file */
    const char *text;        /* each file with a line's end behind; then NUL */
    size_t len;              /* without the last line's end */
    struct source_file *files;
    size_t count;
    struct arena *arena;
    size_t text_room, file_room;
};

struct place {
    const char *file;
    unsigned line, column;   /* from 1; columns in characters, tabs count one */
};

/* Keeps copies of the name and the text. */
struct source *source_make(struct arena *a, const char *name,
                           const char *text, size_t len);
/* One more file; its number.  s->text moves, offsets do not. */
size_t source_add(struct source *s, const char *name, const char *text,
                  size_t len);

/* The file an offset is in; of one behind the end, the last. */
size_t source_file_at(const struct source *s, uint32_t offset);
struct place source_place(const struct source *s, uint32_t offset);
/* How many lines there are in all files. */
size_t source_lines(const struct source *s);
/* A line by an offset in it: its number among all lines, from 0. */
size_t source_line(const struct source *s, uint32_t offset);
/* The text of the line an offset is in, without the line's end. */
struct span source_line_span(const struct source *s, uint32_t offset);
/* The least span that holds both; an empty one counts for nothing. */
struct span span_join(struct span a, struct span b);

/* Length of the UTF-8 sequence at p, of `left` bytes; 0: it is none. */
size_t source_char_length(const char *p, size_t left);

#endif
