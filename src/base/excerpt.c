/*
 * excerpt.c -- a line of the source with a caret, for the messages.
 *
 * Columns here are those of the screen: tabs run to the next multiple of
 * four, wide characters count two.  What could do harm on a terminal (control
 * characters, bytes that are no UTF-8) is shown as a replacement character.
 */
#include "excerpt.h"

#include <string.h>

enum { TAB = 4, WINDOW = 100, BEFORE_CARET = 60 };

/* One character of the line as it is shown. */
struct cell {
    const char *text;        /* what to print */
    size_t bytes;            /* how much of it */
    size_t taken;            /* bytes of the source it stands for */
    unsigned width;
};

static const char blanks[] = "    ";
static const char replacement[] = "\xEF\xBF\xBD";

/* Length of the UTF-8 sequence at p, or 0. */
static size_t sequence(const char *p, const char *end)
{
    unsigned char c = (unsigned char)*p;
    size_t n = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3
             : c < 0xF5 ? 4 : 0;

    if (n == 0 || (size_t)(end - p) < n)
        return 0;
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)p[i] & 0xC0) != 0x80)
            return 0;
    }
    return n;
}

static unsigned long code_point(const char *p, size_t n)
{
    unsigned long c = (unsigned char)*p;

    if (n > 1)
        c &= 0xFFu >> (n + 1);
    for (size_t i = 1; i < n; i++)
        c = c << 6 | ((unsigned char)p[i] & 0x3Fu);
    return c;
}

/* Coarse, but enough to keep a caret under its character. */
static unsigned width_of(unsigned long c)
{
    if ((c >= 0x300 && c < 0x370) || (c >= 0x200B && c <= 0x200F) ||
        (c >= 0x202A && c <= 0x202E) || c == 0xFEFF)
        return 0;
    if ((c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) ||
        (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) ||
        (c >= 0xFF00 && c < 0xFF61) || (c >= 0x1F300 && c < 0x1FA00))
        return 2;
    return 1;
}

static struct cell cell_at(const char *p, const char *end, unsigned column)
{
    size_t n = sequence(p, end);
    unsigned long c = n > 0 ? code_point(p, n) : 0;

    if (c == '\t') {
        unsigned w = TAB - column % TAB;

        return (struct cell){blanks, w, 1, w};
    }
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E))
        return (struct cell){replacement, sizeof replacement - 1,
                             n > 0 ? n : 1, 1};
    return (struct cell){p, n, n, width_of(c)};
}

struct line { const char *at, *end; };

static struct line line_at(const struct source *s, uint32_t offset)
{
    struct span at = source_line_span(s, offset);
    struct line l = {s->text + at.lo, s->text + at.hi};

    if (l.end > l.at && l.end[-1] == '\r')
        l.end--;
    return l;
}

/* The screen column of `stop`, from 0. */
static unsigned column_of(struct line l, const char *stop)
{
    unsigned column = 0;

    for (const char *p = l.at; p < stop && p < l.end; ) {
        struct cell c = cell_at(p, l.end, column);

        column += c.width;
        p += c.taken;
    }
    return column;
}

/* The columns [from, to) of the line; dots where it is cut. */
static void print_window(struct line l, unsigned from, unsigned to, FILE *out)
{
    unsigned column = 0;
    const char *p = l.at;

    fputs(from > 0 ? "..." : "", out);
    while (p < l.end && column < to) {
        struct cell c = cell_at(p, l.end, column);

        if (column >= from)
            fwrite(c.text, 1, c.bytes, out);
        else if (column + c.width > from)
            fwrite(blanks, 1, column + c.width - from, out);
        column += c.width;
        p += c.taken;
    }
    fputs(p < l.end ? "...\n" : "\n", out);
}

static void print_carets(unsigned before, unsigned count, bool colour,
                         FILE *out)
{
    fprintf(out, "%*s%s^", (int)before, "", colour ? "\033[1;32m" : "");
    while (--count > 0)
        fputc('~', out);
    fputs(colour ? "\033[0m\n" : "\n", out);
}

void excerpt_print(const struct source *s, struct span at, bool colour,
                   FILE *out)
{
    unsigned number = source_place(s, at.lo).line;
    struct line l = line_at(s, at.lo);
    unsigned lo = column_of(l, s->text + at.lo);
    unsigned hi = column_of(l, s->text + (at.hi < s->len ? at.hi : s->len));
    unsigned from = lo < WINDOW - 10 ? 0 : lo - BEFORE_CARET;
    unsigned to = from + WINDOW;

    if (hi > to)
        hi = to;
    fprintf(out, l.at == l.end ? "%5u |" : "%5u | ", number);
    print_window(l, from, to, out);
    fputs("      | ", out);
    print_carets(lo - from + (from > 0 ? 3 : 0), hi > lo ? hi - lo : 1,
                 colour, out);
}
