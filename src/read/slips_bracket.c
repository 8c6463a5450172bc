/* slips_bracket.c -- brackets that do not close, for slips.c. */
#include <string.h>

#include "slips.h"

static int closer_of(int kind)
{
    return kind == '(' ? ')' : kind == '[' ? ']' : '}';
}

static bool is_closer(int kind)
{
    return kind == ')' || kind == ']' || kind == '}';
}

/* `[1, 2; 3, 4]`: is there a closing bracket on this line? */
enum mended slip_matrix_rows(struct parser *p)
{
    const char *at = p->src->text + p->now.span.lo;
    size_t line = strcspn(at, "\n#");
    const char *closer = memchr(at, ']', line), *opener = memchr(at, '[', line);

    if (p->now.kind != ';' || parser_open(p) != '[' || closer == NULL ||
        (opener != NULL && opener < closer))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0134", p->now.span,
                         "`;` does not end the row of a matrix"),
              "write `[[1, 2], [3, 4]]`");
    p->now.kind = ',';
    return AGAIN;
}

/* Does the token show that the statement with the bracket is over? */
static bool shows_the_end(const struct parser *p)
{
    int kind = p->now.kind;

    return kind == ';' || kind == TOKEN_END || kind == '}' ||
           (p->now.first && (token_starts(kind) ||
                             (token_is_name(kind) &&
                              (token_is_relation(p->next.kind) ||
                               p->next.kind == ':'))));
}

enum mended slip_unclosed(struct parser *p)
{
    const struct bracket *b;

    if (p->open.n == 0 || !shows_the_end(p))
        return NOT_MINE;
    b = &p->open.at[p->open.n - 1];
    if (b->kind == '{' && p->now.kind != TOKEN_END)
        return NOT_MINE;
    if (b->kind == '{' && !parser_accepts(p, '}'))
        return NOT_MINE;
    parser_say(p, SAID_ALL, "E0120", b->span, "this `%c` is never closed",
               b->kind);
    if (b->kind != '{')
        return LOST;
    parser_insert(p, '}');
    p->said = SAID_ALL;
    return AGAIN;
}

enum mended slip_wrong_closer(struct parser *p)
{
    const struct bracket *b;
    int closer;

    if (!is_closer(p->now.kind))
        return NOT_MINE;
    if (p->open.n == 0) {
        parser_say(p, SAID_ALL, "E0122", p->now.span,
                   "this `%c` closes nothing", p->now.kind);
        parser_advance(p);
        return AGAIN;
    }
    b = &p->open.at[p->open.n - 1];
    closer = closer_of(b->kind);
    if (p->now.kind == closer || b->kind == '{')
        return NOT_MINE;
    diag_note(p->build.diag,
              parser_say(p, SAID_ALL, "E0121", p->now.span,
                         "this `%c` cannot close a `%c`; write `%c`",
                         p->now.kind, b->kind, closer),
              b->span, "the `%c` is here", b->kind);
    if (!parser_accepts(p, closer))
        return LOST;
    p->now.kind = closer;
    return AGAIN;
}
