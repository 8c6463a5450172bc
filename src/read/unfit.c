/*
 * unfit.c -- "expected this, found that", for slips.c.
 */
#include "unfit.h"

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

enum { EXPECTED = 120 };

static void add_expected(char *list, const char *text)
{
    size_t n = strlen(list);

    snprintf(list + n, EXPECTED - n, "%s`%s`", n > 0 ? " or " : "", text);
}

/*
 * What would fit, in words, among the signs and words with one meaning; an
 * operator always fits behind an operand and is only worth a word when there
 * is nothing else.
 */
static void list_expected(const struct parser *p, char list[EXPECTED])
{
    static const char signs[] = ";,)]}({:=";
    static const int words[] = {
        TOKEN_DOTS, TOKEN_IN, TOKEN_THEN, TOKEN_ELSE, TOKEN_FROM, TOKEN_WITH,
        TOKEN_STR
    };

    list[0] = '\0';
    for (const char *s = signs; *s != '\0'; s++) {
        if (*s != '(' && parser_accepts(p, *s))
            add_expected(list, (char[]){*s, '\0'});
    }
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (strlen(list) < EXPECTED / 2 && parser_accepts(p, words[k]))
            add_expected(list, words[k] == TOKEN_STR ? "\"...\""
                                                     : token_text(words[k]));
    }
    if (list[0] == '\0' && parser_accepts(p, '('))
        add_expected(list, "(");
}

static void say_operand(struct parser *p)
{
    const struct token *now = &p->now;
    bool behind = p->head.kind != 0 && p->last.kind < TOKEN_NUM &&
                  strchr("+-*/^@=~<>", p->last.kind) != NULL;

    if (behind)
        parser_say(p, SAID_ALL, "E0135", now->span,
                   "something is missing between `%c` and `%.*s`",
                   p->last.kind, unfit_length(p, now), unfit_text(p, now));
    else
        parser_say(p, SAID_ALL, "E0135", now->span,
                   "expected an expression, found `%.*s`",
                   unfit_length(p, now), unfit_text(p, now));
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
    char list[EXPECTED];
    int m;

    list_expected(p, list);
    m = parser_say(p, SAID_ALL, "E0137", now->span, "expected %s, found `%.*s`",
                   list, unfit_length(p, now), unfit_text(p, now));
    if (p->head.kind == TOKEN_FOR && parser_accepts(p, '{'))
        diag_help(p->build.diag, m, "write `for i in 1..n { ... }`");
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
        parser_say(p, SAID_ALL, "E0136", now->span,
                   "expected a name, found `%.*s`",
                   unfit_length(p, now), unfit_text(p, now));
    else
        say_expected(p);
}
