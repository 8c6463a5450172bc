/*
 * unfit.c -- "expected this, found that", for slips.c.
 */
#include "unfit.h"

#include "hints.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_TOKEN = 40 };

const char *unfit_text(const struct parser *p, const struct token *t)
{
    return p->src->text + t->span.lo;
}

int unfit_length(const struct parser *p, const struct token *t)
{
    const char *text = unfit_text(p, t);
    size_t n = t->span.hi - t->span.lo;

    if (n > LONGEST_TOKEN)
        n = LONGEST_TOKEN;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;                 /* never half a character */
    return (int)n;
}

void unfit_clip(const struct parser *p, struct span at, char buf[UNFIT_CLIP])
{
    const char *text = p->src->text;
    size_t n = 0;

    for (uint32_t i = at.lo; i < at.hi; i++) {
        char c = text[i];

        if (c == '#') {
            while (i + 1 < at.hi && text[i + 1] != '\n')
                i++;
            continue;
        }
        if (c == '\n' || c == '\t' || c == '\r')
            c = ' ';
        if (c == ' ' && (n == 0 || buf[n - 1] == ' '))
            continue;
        if (n + 4 >= UNFIT_CLIP) {
            memcpy(buf + n, "...", 3);
            n += 3;
            break;
        }
        buf[n++] = c;
    }
    buf[n] = '\0';
}

/* --- what was expected ------------------------------------------------------ */

enum { EXPECTED = 12 };

/*
 * What would fit, among the signs and words with one meaning; an operator fits
 * behind every operand and is not worth a word.
 */
static size_t find_expected(const struct parser *p, const char *list[EXPECTED])
{
    static const struct { int kind; const char *text; } kinds[] = {
        {',', ","}, {')', ")"}, {']', "]"}, {'{', "{"}, {'}', "}"}, {':', ":"},
        {'=', "="}, {TOKEN_DOTS, ".."}, {TOKEN_IN, "in"}, {TOKEN_THEN, "then"},
        {TOKEN_ELSE, "else"}, {TOKEN_FROM, "from"}, {TOKEN_STR, NULL},
        {';', ";"}, {TOKEN_WITH, "with"}, {'(', "("}
    };
    size_t n = 0;

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && n < EXPECTED; k++) {
        bool rare = kinds[k].kind == '(' || kinds[k].kind == TOKEN_WITH;

        if (!(rare && n > 0) && parser_accepts(p, kinds[k].kind))
            list[n++] = kinds[k].text;
    }
    return n;
}

/* "`a`, `b` or `c`" */
static void list_expected(const struct parser *p, char *text, size_t size)
{
    const char *list[EXPECTED];
    size_t n = find_expected(p, list), at = 0;

    text[0] = '\0';
    for (size_t k = 0; k < n && at < size; k++)
        at += (size_t)snprintf(text + at, size - at, list[k] ? "%s`%s`"
                               : "%sa text in quotes", k == 0 ? ""
                               : k + 1 < n ? ", " : " or ", list[k]);
}

static void say_operand(struct parser *p)
{
    const struct token *now = &p->now;
    bool behind = p->head.kind != 0 && p->last.kind < TOKEN_NUM &&
                  strchr("+-*/^@=~<>", p->last.kind) != NULL;

    int m = behind
        ? parser_say(p, SAID_ALL, "E0135", now->span,
                     "something is missing between `%c` and `%.*s`",
                     p->last.kind, unfit_length(p, now), unfit_text(p, now))
        : parser_say(p, SAID_ALL, "E0135", now->span,
                     "expected an expression, found `%.*s`",
                     unfit_length(p, now), unfit_text(p, now));

    hint_say(p, m);
}

static void say_name(struct parser *p)
{
    const struct token *now = &p->now;
    int m = parser_say(p, SAID_ALL, "E0136", now->span,
                       "expected a name, found `%.*s`",
                       unfit_length(p, now), unfit_text(p, now));

    hint_say(p, m);
}

static void say_end(struct parser *p)
{
    struct span end = {p->last.span.hi, p->last.span.hi};

    parser_say(p, SAID_ALL, "E0138", end, "%s ends in the middle of a "
               "statement", p->now.kind == TOKEN_END ? "the file" : "the line");
}

static void say_expected(struct parser *p)
{
    const struct token *now = &p->now;
    char list[120];
    int m;

    list_expected(p, list, sizeof list);
    m = parser_say(p, SAID_ALL, "E0137", now->span, "expected %s, found `%.*s`",
                   strcmp(list, "`..`") == 0
                       ? "the other end of the range, like `..n`" : list,
                   unfit_length(p, now), unfit_text(p, now));
    hint_say(p, m);
}

void unfit_say(struct parser *p)
{
    const struct token *now = &p->now;

    if (now->kind == TOKEN_END ||
        (now->first && token_starts(now->kind) && p->head.kind != 0))
        say_end(p);
    else if (parser_accepts(p, TOKEN_NUM))
        say_operand(p);
    else if (parser_accepts(p, TOKEN_NAME))
        say_name(p);
    else
        say_expected(p);
}
