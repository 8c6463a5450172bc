/*
 * slips_habits.c -- statements, comments and operators as other languages
 * have them, where they do not fit here.  For slips.c.
 */
#include <string.h>

#include "slips.h"

static const char no_comment[] = "a comment starts with `#` and ends with the "
                                 "line",
                  constraint[] = "a constraint is a statement: `minimize x^2; "
                                 "x >= 1;`";

/* --- comments ------------------------------------------------------------------ */

/* `{ a word }`: nothing inside that a block of statements has. */
static bool is_remark(const struct parser *p)
{
    const char *text = unfit_text(p, &p->now);

    return text[strcspn(text, "}=~;")] == '}';
}

/* `{ a comment }`, `"a comment"` between statements; the next is read again. */
enum mended slip_other_comment(struct parser *p)
{
    bool braces = p->now.kind == '{';

    if (p->head.kind != 0 || !(p->now.kind == TOKEN_STR ||
                               (braces && is_remark(p))))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0114", p->now.span,
                         braces ? "`{` starts no comment"
                                : "a text in quotes is no comment"),
              "%s", no_comment);
    while (braces && p->now.kind != '}' && p->now.kind != TOKEN_END)
        parser_advance(p);
    parser_advance(p);
    p->said = SAID_NOTHING;
    return AGAIN;
}

/* --- choices ------------------------------------------------------------------- */

/* `if(a > 1, 2, 3)`: the bracket that is open stands behind `if`. */
enum mended slip_choice_call(struct parser *p)
{
    const char *text = p->src->text;
    uint32_t at;

    if (p->now.kind != ',' || parser_open(p) != '(')
        return NOT_MINE;
    at = p->open.at[p->open.n - 1].span.lo;
    while (at > 0 && text[at - 1] == ' ')
        at--;
    if (at < 2 || strncmp(text + at - 2, "if", 2) != 0)
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0111", p->now.span,
                         "`if` is no function, and has no commas"),
              "write `if a > 1 then 2 else 3`");
    return LOST;
}

/* `if x > 3 y = 2;` */
enum mended slip_if_statement(struct parser *p)
{
    if (p->head.kind != TOKEN_IF || !parser_outside(p) ||
        !parser_accepts(p, TOKEN_THEN) || !slip_ends_operand(p->last.kind) ||
        p->now.kind != TOKEN_NAME || slip_touching(&p->last, &p->now))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0137", slip_end_of(&p->last),
                         "missing `then`"),
              "`if` chooses between values: `y = if x > 3 then 2 else 3;`");
    return LOST;
}

/* Does `else` follow in this statement? */
static bool has_else(const struct parser *p)
{
    const char *text = p->src->text + p->now.span.hi;
    size_t n = strcspn(text, ";#\n");

    for (size_t k = 0; k + 4 <= n; k++)
        if (memcmp(text + k, "else", 4) == 0)
            return true;
    return false;
}

/* `x[i] = i if i > 1;`, `y = 2 if x > 3 else 3;` */
enum mended slip_condition_behind(struct parser *p)
{
    if (p->now.kind != TOKEN_IF || !token_is_relation(p->meaning) ||
        !parser_outside(p) || !slip_ends_operand(p->last.kind) ||
        !parser_accepts(p, ';'))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0137", p->now.span,
                         "a condition does not stand behind an equation"),
              has_else(p)
                  ? "a choice of values is `y = if x > 3 then 2 else 3`"
                  : "which indices it holds for stands at the `for`: "
                    "`for i in 1..n if i > 1 { ... }`");
    return LOST;
}

/* `else`, `end` of a statement that was thrown away: no slip of its own. */
enum mended slip_rest_of_block(struct parser *p)
{
    if (!p->foreign || p->head.kind != 0 || p->now.kind != TOKEN_ELSE)
        return NOT_MINE;
    p->said = SAID_ALL;
    return LOST;
}

/* --- words ----------------------------------------------------------------------- */

/* Behind these, a name does not fit. */
static const struct { const char *word; int head; const char *help; } ahead[] = {
    {"lambda", 0, "functions are `fn f(x) = ...;`"},
    {"real", TOKEN_UNKNOWN, "unknowns are real numbers: `unknown x;`"},
    {"float", TOKEN_UNKNOWN, "unknowns are real numbers: `unknown x;`"},
    {"double", TOKEN_UNKNOWN, "unknowns are real numbers: `unknown x;`"},
    {"int", TOKEN_UNKNOWN, slip_not_whole},
    {"integer", TOKEN_UNKNOWN, slip_not_whole},
    {"binary", TOKEN_UNKNOWN, slip_not_whole},
};

/* `f = lambda x: x^2;`, `unknown real x;` */
enum mended slip_word_ahead(struct parser *p)
{
    if (p->now.kind != TOKEN_NAME || p->last.kind != TOKEN_NAME)
        return NOT_MINE;
    for (size_t k = 0; k < sizeof ahead / sizeof *ahead; k++) {
        if (strcmp(ahead[k].word, p->last.name) != 0 ||
            (ahead[k].head != 0 && ahead[k].head != p->head.kind))
            continue;
        diag_help(p->build.diag,
                  parser_say(p, SAID_ALL, "E0125", p->last.span,
                             "`%s` does not fit here", p->last.name),
                  "%s", ahead[k].help);
        return LOST;
    }
    return NOT_MINE;
}

/* `minimize x^2 s.t. x >= 1;`, told at the s */
enum mended slip_such_that(struct parser *p)
{
    const char *text = unfit_text(p, &p->now);
    struct span at = p->now.span;

    if (p->now.kind != TOKEN_NAME || p->head.kind == 0 ||
        strncmp(text, "s.t", 3) != 0)
        return NOT_MINE;
    at.hi = at.lo + 3 + (text[3] == '.');
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0125", at, "`%.*s` does not fit here",
                         (int)(at.hi - at.lo), text),
              "%s", constraint);
    return LOST;
}

/* `3 mod 2`, `a div b` */
enum mended slip_word_operator(struct parser *p)
{
    static const char *const words[] = {"mod", "div", "rem"};
    bool is_word = false, div;
    int m;

    for (size_t k = 0; k < 3 && p->now.kind == TOKEN_NAME; k++)
        is_word |= strcmp(p->now.name, words[k]) == 0;
    if (!is_word || p->now.first || !slip_ends_operand(p->last.kind) ||
        !(slip_starts_operand(p->next.kind) || p->next.kind == '-'))
        return NOT_MINE;
    div = p->now.name[0] == 'd';
    m = parser_say(p, SAID_ALL, "E0111", p->now.span,
                   "`%s` is no operator, but a function", p->now.name);
    diag_help(p->build.diag, m, "the %s of whole numbers is `%s(a, b)`",
              div ? "quotient" : "remainder", div ? "div" : "mod");
    return LOST;
}
