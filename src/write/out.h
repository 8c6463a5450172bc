/*
 * out.h -- text under construction: indentation, wrapping, comments.
 *
 * Code is written line by line.  A line that passes OUT_WIDTH columns is
 * broken at a space, at the shallowest bracket that comes late enough; what
 * follows is aligned with the open bracket.  OUT_GLUE stands for a space at
 * which a line may not be broken (before an operator).
 */
#ifndef EQC_OUT_H
#define EQC_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "../base/vec.h"

#define OUT_GLUE "\x1f"
enum { OUT_WIDTH = 80, OUT_INDENT = 4 };

typedef struct { char *at; size_t n, cap; } Chars;

struct out {
    Chars text;
    Chars line;              /* being made: see format */
    unsigned depth;          /* of indentation, in steps of OUT_INDENT */
    size_t column;           /* of an open line of entries; 0: none */
};

void out_free(struct out *o);
/* As they are. */
void out_bytes(struct out *o, const char *s, size_t n);
void out_str(struct out *o, const char *s);
/* A C string literal, in octal what is no plain text; NULL where s is. */
void out_literal(struct out *o, const char *s);
void out_fmt(struct out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The text so far, NUL-terminated; valid until the next call. */
const char *out_text(struct out *o);

/* One line of code at the current depth, wrapped. */
void out_line(struct out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A line, then one step deeper; one step back, then a line. */
void out_open(struct out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void out_close(struct out *o, const char *line);
void out_blank(struct out *o);
/* One entry of a list, with a comma: as many on a line as it has room for. */
void out_entry(struct out *o, const char *s);
void out_entries_end(struct out *o);
/* A preprocessor line; wrapped with backslashes. */
void out_macro(struct out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A comment of words: one line where it fits, else a block. */
void out_comment(struct out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Text of others, fit for a comment: printable ASCII, one line, no comment
 * or trigraph sign, at most `most` columns ("..." where it was cut).
 */
void out_foreign(struct out *o, const char *s, size_t n, size_t most);

/* All of it to a file; false when that failed. */
bool out_write(const struct out *o, FILE *to);

#endif
