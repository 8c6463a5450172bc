/* out.c -- text under construction; see out.h. */
#include "out.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { NESTING = 64, NARROW = 36, COMMENT_EDGE = 3, MOSTLY = 256 };

void out_free(struct out *o)
{
    vec_free(&o->text);
    vec_free(&o->line);
}

void out_bytes(struct out *o, const char *s, size_t n)
{
    vec_reserve(&o->text, n);
    if (n > 0)
        memcpy(o->text.at + o->text.n, s, n);
    o->text.n += n;
}

void out_str(struct out *o, const char *s)
{
    out_bytes(o, s, strlen(s));
}

void out_literal(struct out *o, const char *s)
{
    if (!s) {
        out_str(o, "NULL");
        return;
    }
    out_str(o, "\"");
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;

        if (c == '"' || c == '\\')
            out_fmt(o, "\\%c", c);
        else if (c < ' ' || c > '~' || c == '?')
            out_fmt(o, "\\%03o", (unsigned)c);
        else
            out_bytes(o, s, 1);
    }
    out_str(o, "\"");
}

const char *out_text(struct out *o)
{
    vec_push(&o->text, '\0');
    o->text.n--;
    return o->text.at;
}

static void spaces(struct out *o, size_t n)
{
    vec_reserve(&o->text, n);
    if (n > 0)
        memset(o->text.at + o->text.n, ' ', n);
    o->text.n += n;
}

/* printf behind what a vector has; returns how many characters. */
__attribute__((format(printf, 2, 0)))
static size_t print(Chars *to, const char *fmt, va_list args)
{
    va_list again;
    int n;

    vec_reserve(to, MOSTLY);
    va_copy(again, args);
    n = vsnprintf(to->at + to->n, to->cap - to->n, fmt, again);
    va_end(again);
    if (n < 0)
        abort();
    if ((size_t)n >= to->cap - to->n) {
        vec_reserve(to, (size_t)n + 1);
        vsnprintf(to->at + to->n, (size_t)n + 1, fmt, args);
    }
    return (size_t)n;
}

/* The same into a string of its own, which lasts until the next. */
__attribute__((format(printf, 2, 0)))
static const char *format(struct out *o, const char *fmt, va_list args)
{
    o->line.n = 0;
    print(&o->line, fmt, args);
    return o->line.at;
}

void out_fmt(struct out *o, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    o->text.n += print(&o->text, fmt, args);
    va_end(args);
}

/* ---- wrapping --------------------------------------------------------- */

/* Where lines of one statement stand. */
struct wrap {
    size_t indent;           /* of the first line */
    const char *tail;        /* after each broken line: "" or " \\" */
    size_t open[NESTING];    /* column after each open bracket */
    size_t depth;
    bool quoted;
};

/* Follow one character at `column`. */
static void wrap_step(struct wrap *w, const char *s, size_t column)
{
    if (*s == '"' && s[-1] != '\\')
        w->quoted = !w->quoted;
    if (w->quoted)
        return;
    switch (*s) {
    case '(': case '[': case '{':
        if (w->depth < NESTING)
            w->open[w->depth] = column + 1;
        w->depth++;
        break;
    case ')': case ']': case '}':
        w->depth -= w->depth > 0;
        break;
    default:
        break;
    }
}

static size_t wrap_limit(const struct wrap *w)
{
    return OUT_WIDTH - 1 - strlen(w->tail);
}

/* After a comma is good, after an operator too, between words is not. */
static size_t wrap_badness(char before)
{
    return before == ',' ? 0 : strchr("+-=?:&|<>{", before) ? 6
           : before == '*' || before == '/' ? 16 : 60;
}

/* The place to break s, which starts at `column`; 0: nowhere. */
static size_t wrap_place(const struct wrap *at, const char *s, size_t column)
{
    struct wrap w = *at;
    size_t best = 0, score = (size_t)-1;

    for (size_t k = 0; s[k]; k++) {
        size_t here;

        if (column + k > wrap_limit(at) && best)
            break;
        if (s[k] == ' ' && !w.quoted && k > 0) {
            here = w.depth * 12 + wrap_badness(s[k - 1]) +
                   (column + k <= OUT_WIDTH ? OUT_WIDTH - column - k : 0);
            if (here < score) {
                score = here;
                best = k;
            }
        } else if (k > 0 || s[k] != '"') {
            wrap_step(&w, s + k, column + k);
        } else {
            w.quoted = true;
        }
    }
    return best;
}

/* Copy s[0..n), which starts at `column`. */
static void wrap_copy(struct out *o, struct wrap *w, const char *s, size_t n,
                      size_t column)
{
    for (size_t k = 0; k < n; k++) {
        vec_push(&o->text, s[k] == OUT_GLUE[0] ? ' ' : s[k]);
        if (k > 0 || s[k] != '"')
            wrap_step(w, s + k, column + k);
        else
            w->quoted = !w->quoted;
    }
}

/* The last line: nobody asks any more what is open. */
static void wrap_rest(struct out *o, const char *s, size_t n)
{
    vec_reserve(&o->text, n);
    for (size_t k = 0; k < n; k++)
        o->text.at[o->text.n + k] = s[k] == OUT_GLUE[0] ? ' ' : s[k];
    o->text.n += n;
}

static size_t wrap_indent(const struct wrap *w)
{
    size_t column = w->indent + OUT_INDENT;

    if (w->depth > 0 && w->depth <= NESTING &&
        w->open[w->depth - 1] + NARROW < OUT_WIDTH)
        column = w->open[w->depth - 1];
    return column;
}

static void wrap_line(struct out *o, const char *s, size_t indent,
                      const char *tail)
{
    struct wrap w = {.indent = indent, .tail = tail};
    size_t column = indent, n = strlen(s);

    if (n > 0)
        spaces(o, indent);
    while (column + n > OUT_WIDTH) {
        size_t k = wrap_place(&w, s, column);

        if (k == 0)
            break;
        wrap_copy(o, &w, s, k, column);
        out_str(o, tail);
        out_str(o, "\n");
        column = wrap_indent(&w);
        spaces(o, column);
        s += k + 1;
        n -= k + 1;
    }
    wrap_rest(o, s, n);
    out_str(o, "\n");
}

/* ---- lines ------------------------------------------------------------ */

void out_line(struct out *o, const char *fmt, ...)
{
    va_list args;
    const char *s;

    va_start(args, fmt);
    s = format(o, fmt, args);
    va_end(args);
    wrap_line(o, s, (size_t)o->depth * OUT_INDENT, "");
}

void out_open(struct out *o, const char *fmt, ...)
{
    va_list args;
    const char *s;

    va_start(args, fmt);
    s = format(o, fmt, args);
    va_end(args);
    wrap_line(o, s, (size_t)o->depth * OUT_INDENT, "");
    o->depth++;
}

void out_close(struct out *o, const char *line)
{
    o->depth--;
    out_line(o, "%s", line);
}

void out_blank(struct out *o)
{
    out_str(o, "\n");
}

void out_macro(struct out *o, const char *fmt, ...)
{
    va_list args;
    const char *s;

    va_start(args, fmt);
    s = format(o, fmt, args);
    va_end(args);
    wrap_line(o, s, 0, " \\");
}

void out_entry(struct out *o, const char *s)
{
    size_t n = strlen(s), indent = ((size_t)o->depth + 1) * OUT_INDENT;

    if (o->column > 0 && o->column + n + 2 > OUT_WIDTH)
        out_entries_end(o);
    if (o->column > 0)
        out_str(o, " ");
    else
        spaces(o, indent);
    o->column = (o->column > 0 ? o->column + 1 : indent) + n + 1;
    out_bytes(o, s, n);
    out_str(o, ",");
}

void out_entries_end(struct out *o)
{
    if (o->column > 0)
        out_str(o, "\n");
    o->column = 0;
}

/* ---- comments --------------------------------------------------------- */

static void comment_block(struct out *o, const char *s, size_t indent)
{
    size_t room = OUT_WIDTH - indent - COMMENT_EDGE;

    spaces(o, indent);
    out_str(o, "/*\n");
    while (*s) {
        size_t n = strcspn(s, "\n"), k = n;

        if (n > room) {
            for (k = room; k > 0 && s[k] != ' '; k--)
                ;
            k = k ? k : room;
        }
        spaces(o, indent);
        out_str(o, k ? " * " : " *");
        out_bytes(o, s, k);
        out_str(o, "\n");
        s += k;
        s += *s == ' ' || *s == '\n';
    }
    spaces(o, indent);
    out_str(o, " */\n");
}

void out_comment(struct out *o, const char *fmt, ...)
{
    size_t indent = (size_t)o->depth * OUT_INDENT;
    va_list args;
    const char *s;

    va_start(args, fmt);
    s = format(o, fmt, args);
    va_end(args);
    if (strchr(s, '\n') || indent + strlen(s) + 6 > OUT_WIDTH) {
        comment_block(o, s, indent);
    } else {
        spaces(o, indent);
        out_fmt(o, "/* %s */\n", s);
    }
}

/* What may not stand in a comment as it is; `before` was written last. */
static char foreign_char(unsigned char c, char before, bool last)
{
    if (c == '\t')
        return ' ';
    if (c < ' ' || c > '~')
        c = '?';
    if ((c == '/' && before == '*') || (c == '*' && before == '/') ||
        (c == '?' && before == '?') || (c == '\\' && last))
        return '.';
    return (char)c;
}

void out_foreign(struct out *o, const char *s, size_t n, size_t most)
{
    size_t keep = n > most && most > 3 ? most - 3 : n;
    char before = ' ';

    for (size_t k = 0; k < keep; k++) {
        before = foreign_char((unsigned char)s[k], before, k + 1 == keep);
        vec_push(&o->text, before);
    }
    if (keep < n)
        out_str(o, "...");
}

bool out_write(const struct out *o, FILE *to)
{
    return o->text.n == 0 ||
           fwrite(o->text.at, 1, o->text.n, to) == o->text.n;
}
