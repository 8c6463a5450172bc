/*
 * slips.c -- words for the tokens that do not fit, for parse.c: the slips of
 * statements and words, and the list of all.  What nobody knows gets what the
 * grammar expected instead (unfit.c).
 */
#include "slips.h"

#include <string.h>

/* --- statements ------------------------------------------------------------ */

static void say_forgotten(struct parser *p, struct span end)
{
    int m = parser_say(p, SAID_ALL, "E0110", end,
                       "missing ; at the end of this line");

    diag_help(p->build.diag, m, "statements end with `;`, not with the line");
}

enum mended slip_forgotten_semicolon(struct parser *p)
{
    int kind = p->now.kind;
    bool starts = token_is_name(kind) || token_starts(kind) ||
                  kind == TOKEN_NUM || kind == '(' || kind == '[' ||
                  kind == '-' || kind == '+' || kind == TOKEN_IF;

    if (!p->now.first || !starts || p->last.kind == ';' ||
        !parser_accepts(p, ';'))
        return NOT_MINE;
    say_forgotten(p, slip_end_of(&p->last));
    parser_insert(p, ';');
    return AGAIN;
}

/* `x + y = 3` and on the next line `-y = 1;`: told at the second `=`. */
enum mended slip_joined_lines(struct parser *p)
{
    struct span end = {p->joint.before.hi, p->joint.before.hi};

    if (p->joint.at.hi == 0 || !token_is_relation(p->now.kind) ||
        !parser_outside(p))
        return NOT_MINE;
    say_forgotten(p, end);
    return LOST;
}

enum mended slip_chained_equals(struct parser *p)
{
    int m;

    if (p->now.kind != '=' || p->meaning != '=' || !parser_outside(p))
        return NOT_MINE;
    if (p->last.kind == '=')
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0113", p->now.span,
                   "an equation has one `=`");
    diag_help(p->build.diag, m, "write `a = b; b = c;`");
    return LOST;
}

/* `y = a*x weight w;` */
enum mended slip_suffix_of_equation(struct parser *p)
{
    int kind = p->now.kind;

    if (p->meaning != '=' || !parser_outside(p) || !parser_accepts(p, ';') ||
        (kind != TOKEN_WEIGHT && kind != TOKEN_SIGMA && kind != TOKEN_WITH))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0141", p->now.span,
                         "`%s` does not belong to an equation",
                         token_text(kind)),
              "a fit, which holds as well as possible, is `y ~ f(x)`");
    return LOST;
}

/* `let f(x) = x^2;` */
enum mended slip_let_function(struct parser *p)
{
    int m;

    if (p->now.kind != '(' || !token_is_name(p->last.kind) ||
        p->head.kind < TOKEN_CONST || p->head.kind > TOKEN_LET ||
        p->meaning != p->head.kind || !parser_accepts(p, '['))
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0132", p->now.span,
                   "`%s` defines no functions", token_text(p->head.kind));
    if (p->head.kind == TOKEN_UNKNOWN)
        diag_help(p->build.diag, m, "a start is `unknown %s = 1;`, an array "
                  "`unknown %s[3];`", p->last.name, p->last.name);
    else
        diag_help(p->build.diag, m, "write `fn %s(...) = ...;`", p->last.name);
    return LOST;
}

/* --- comparisons ----------------------------------------------------------- */

enum mended slip_bounds_by_comparison(struct parser *p)
{
    int m;

    if (!token_is_relation(p->now.kind) || !parser_outside(p))
        return NOT_MINE;
    if (p->now.kind == TOKEN_EQ && parser_accepts(p, '=')) {
        m = parser_say(p, SAID_ALL, "E0112", p->now.span,
                       "`==` compares, after `if`");
        diag_help(p->build.diag, m, "write `=`");
        p->now.kind = '=';
        return AGAIN;
    }
    if (p->head.kind == TOKEN_UNKNOWN && p->now.kind != '=') {
        m = parser_say(p, SAID_ALL, "E0126", p->now.span,
                       "bounds are not written with `%.*s`",
                       unfit_length(p, &p->now), unfit_text(p, &p->now));
        diag_help(p->build.diag, m, "write `in [lower, upper]`, with `inf` "
                  "where there is none");
        return LOST;
    }
    return NOT_MINE;
}

enum mended slip_comparison_as_number(struct parser *p)
{
    int m;

    if (!token_is_relation(p->now.kind) || p->now.kind == '=' ||
        p->now.kind == '~' || p->meaning == 0 ||
        !slip_ends_operand(p->last.kind))
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0127", p->now.span,
                   "a comparison is a condition, not a number");
    diag_help(p->build.diag, m, "a number is `if a < b then 1 else 0`");
    return LOST;
}

/* `x > 0 ? x : -x`, told at the `>` */
enum mended slip_ternary(struct parser *p)
{
    const char *text = unfit_text(p, &p->now);
    size_t line = strcspn(text, ";\n#");
    int m;

    if (!(token_is_relation(p->now.kind) || p->now.kind == TOKEN_BAD) ||
        memchr(text, '?', line) == NULL ||
        (*text == '?' && !slip_ends_operand(p->last.kind)))
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0111", p->now.span, "there is no `? :`");
    diag_help(p->build.diag, m, "write `if condition then value else value`");
    return LOST;
}

/* --- words and signs -------------------------------------------------------- */

static const struct stray {
    char c;
    const char *help;
} strays[] = {
    {'%', "the remainder is `mod(a, b)`, 50 per cent are `0.5`; a comment "
          "starts with `#`"},
    {'|', "the absolute value is `abs(x)`; the word is `or`"},
    {'&', "the word is `and`"},
    {'$', "names are made of A-Z, a-z, 0-9 and _, and nothing stands around a "
          "formula"},
    {'\\', "a division is `/`, a product `*`, a root `sqrt(x)`; a line needs no "
           "mark to go on"},
    {'?', "what is to be found is an unknown, and needs no value: `unknown x;`"},
    {'.', "names have no point in them; functions need no module: `sqrt(2)`"},
};

/* `x = 3 -> y = 2`, told at the `>` */
enum mended slip_arrow(struct parser *p)
{
    struct span both = {p->last.span.lo, p->now.span.hi};

    if (*unfit_text(p, &p->now) != '>' || p->last.kind != '-' ||
        !slip_touching(&p->last, &p->now) || p->head.kind == TOKEN_FN)
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0111", both, "there is no `->`"),
              "equations stand one beside the other: `x = 3; y = 2;`");
    return LOST;
}

/* `s.t.`, told at the first point */
static bool is_such_that(const struct parser *p)
{
    return p->last.kind == TOKEN_NAME && strcmp(p->last.name, "s") == 0 &&
           p->next.kind == TOKEN_NAME && strcmp(p->next.name, "t") == 0;
}

enum mended slip_stray(struct parser *p)
{
    unsigned char c = (unsigned char)*unfit_text(p, &p->now);
    int m;

    if (p->now.kind != TOKEN_BAD)
        return NOT_MINE;
    m = c < 0x20 || c == 0x7F
        ? parser_say(p, SAID_ALL, "E0109", p->now.span,
                     "a control character (byte %u)", c)
        : parser_say(p, SAID_ALL, "E0109", p->now.span,
                     "`%c` has no meaning here", c);
    if (c == '.' && is_such_that(p)) {
        diag_help(p->build.diag, m, "constraints need no word: `x + y <= 3;`");
        return LOST;
    }
    for (size_t k = 0; k < sizeof strays / sizeof *strays; k++) {
        if (strays[k].c == (char)c)
            diag_help(p->build.diag, m, "%s", strays[k].help);
    }
    return LOST;
}

/* `data t = 1:5;`, `data t = 1..5;` */
static bool is_value_range(const struct parser *p)
{
    return p->head.kind >= TOKEN_CONST && p->head.kind <= TOKEN_LET &&
           parser_outside(p) && slip_ends_operand(p->last.kind) &&
           parser_accepts(p, ';') && p->before.kind == '=';
}

static enum mended say_value_range(struct parser *p, const char *code,
                                   const char *what)
{
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, code, p->now.span, "%s", what),
              "the numbers 1 to 5 as an array are `%s t[i in 1..5] = i;`",
              token_text(p->head.kind));
    return LOST;
}

/* `x[1:3]` */
enum mended slip_range_colon(struct parser *p)
{
    if (p->now.kind == ':' && is_value_range(p))
        return say_value_range(p, "E0117", "a range has no `:`");
    if (p->now.kind != ':' || !parser_accepts(p, TOKEN_DOTS))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0117", p->now.span,
                         "a range has no `:`"),
              "write `lower..upper`");
    p->now.kind = TOKEN_DOTS;
    return AGAIN;
}

/* `sum(i = 1..3: i^2)` */
enum mended slip_range_alone(struct parser *p)
{
    if (p->now.kind != TOKEN_DOTS || !slip_ends_operand(p->last.kind))
        return NOT_MINE;
    if (p->head.kind == TOKEN_FOR && parser_accepts(p, TOKEN_IN))
        return NOT_MINE;     /* for i..n: `in` is missing */
    if (is_value_range(p))
        return say_value_range(p, "E0139", "a range is no value");
    if (p->last.kind == TOKEN_NAME && p->last.span.lo == p->head.span.lo) {
        diag_help(p->build.diag,
                  parser_say(p, SAID_ALL, "E0139", p->now.span,
                             "a label ends with `:`"),
                  "write `%s: x + y = 3;`", p->last.name);
        return LOST;
    }
    if (parser_outside(p) && p->head.kind == TOKEN_FOR) {
        diag_help(p->build.diag,
                  parser_say(p, SAID_ALL, "E0139", p->now.span,
                             "a range has two ends, and no step"),
                  "for every second write `for i in 1..n { ... x[2*i] ... }`");
        return LOST;
    }
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0139", p->now.span,
                         "a range stands in `[ ]` or after `in`"),
              "write `sum(i in 1..n: ...)`, `x[1..n]`");
    return LOST;
}

enum mended slip_if_operand(struct parser *p)
{
    if (p->now.kind != TOKEN_IF || !parser_accepts(p, TOKEN_NUM))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0118", p->now.span,
                         "`if` as an operand needs brackets"),
              "write `(if ... then ... else ...)`");
    return LOST;
}

/* `sum(e for i in 1..n)` */
enum mended slip_for_inside(struct parser *p)
{
    if (p->now.kind != TOKEN_FOR || parser_outside(p))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0129", p->now.span,
                         "`for` starts a family of statements, not a sum"),
              "write `sum(i in 1..n: ...)`");
    return LOST;
}

enum mended slip_reserved(struct parser *p)
{
    if (!token_is_word(p->now.kind) || p->now.first ||
        !parser_accepts(p, TOKEN_NAME))
        return NOT_MINE;
    if (p->now.kind == TOKEN_SOLVE && p->next.kind == '(') {
        diag_help(p->build.diag,
                  parser_say(p, SAID_ALL, "E0119", p->now.span,
                             "`solve` is no function"),
                  "equations are statements: `x + y = 3;`, and `eqc run` "
                  "solves them");
        return LOST;
    }
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0119", p->now.span,
                         "`%s` is a word of the language and cannot be a name",
                         token_text(p->now.kind)),
              "write another name, `%s_` say", token_text(p->now.kind));
    return LOST;
}

/* --- all of them ------------------------------------------------------------ */

/* Of what is thrown away, `else` and `end` may be left. */
static bool opens_block(const struct parser *p)
{
    return p->head.kind == TOKEN_FOR || p->head.kind == TOKEN_IF ||
           p->head.kind == TOKEN_NAME;
}

bool slip_mend(struct parser *p)
{
#define SLIP(name) slip_##name,
    static enum mended (*const slips[])(struct parser *) = {SLIPS(SLIP)};
#undef SLIP

    for (size_t k = 0; k < sizeof slips / sizeof *slips; k++) {
        enum mended how = slips[k](p);

        if (how == NOT_MINE)
            continue;
        p->foreign |= how == LOST && opens_block(p);
        return how == AGAIN;
    }
    unfit_say(p);
    p->foreign |= opens_block(p);
    return false;
}

/* --- what reads as one (W0101) ------------------------------------------------ */

void slip_joint(struct parser *p)
{
    char one[UNFIT_CLIP], two[UNFIT_CLIP];
    int m;

    if (p->joint.at.hi == 0 || !p->joint.related || p->said != SAID_NOTHING)
        return;
    unfit_clip(p, (struct span){p->head.span.lo, p->joint.before.hi}, one);
    unfit_clip(p, (struct span){p->joint.at.lo, p->last.span.hi}, two);
    m = diag_add(p->build.diag, "W0101", p->joint.at,
                 "this line goes on with the statement of the line before");
    diag_help(p->build.diag, m, "it is read as one: `%s %s`", one, two);
    diag_help(p->build.diag, m, "if two were meant, end the first with `;`: "
              "`%s; %s`", one, two);
}
