/*
 * slips_foreign.c -- what other languages, and typesetting, have in the place
 * of words, numbers and bounds.  For slips.c.
 */
#include <string.h>

#include "../base/names.h"
#include "slips.h"

/* --- words inside a statement ------------------------------------------------ */

static const struct { const char *word, *help; } inner_foreign[] = {
    {"elif", "a chain is `if a then b else if c then d else e`"},
    {"elseif", "a chain is `if a then b else if c then d else e`"},
    {"where", "a name for something is a statement: `let x = 3;`"},
    {"subject", "a constraint is a statement: `minimize x^2; x >= 1;`"},
    {"such", "a constraint is a statement: `minimize x^2; x >= 1;`"},
    {"subject_to", "a constraint is a statement: `minimize x^2; x >= 1;`"},
    {"st", "a constraint is a statement: `minimize x^2; x >= 1;`"},
    {"wrt", "what is no data, param or const is an unknown; what is to stay "
            "as it is is a `param`"},
    {"over", "a sum is `sum(i in 1..n: x[i])`"},
    {"real", "unknowns are real numbers: `unknown x;`"},
    {"integer", slip_not_whole},
    {"int", slip_not_whole},
    {"binary", slip_not_whole},
};

static const int inner_words[] = {
    TOKEN_THEN, TOKEN_ELSE, TOKEN_IN, TOKEN_WITH, TOKEN_WEIGHT, TOKEN_SIGMA,
    TOKEN_FROM, TOKEN_AS, TOKEN_AND, TOKEN_OR
};

enum { INNER = sizeof inner_words / sizeof *inner_words };

static const char *help_inner(Name word)
{
    for (size_t k = 0; k < sizeof inner_foreign / sizeof *inner_foreign; k++) {
        if (strcmp(inner_foreign[k].word, word) == 0)
            return inner_foreign[k].help;
    }
    return NULL;
}

static bool is_objective(int kind)
{
    return kind == TOKEN_LOSS || kind == TOKEN_MINIMIZE ||
           kind == TOKEN_MAXIMIZE;
}

/* Of the words that fit here, one that is meant; 0: none. */
static int inner_meant(const struct parser *p)
{
    for (int k = 0; k < INNER; k++) {
        const char *text = token_text(inner_words[k]);

        if (strlen(text) > 3 && parser_accepts(p, inner_words[k]) &&
            name_nearest(p->now.name, &text, 1) != NULL)
            return inner_words[k];
    }
    return 0;
}

/* `if a than b esle c`, `y ~ x wieght w`, `data t form "t.csv"` */
enum mended slip_misspelt_inner(struct parser *p)
{
    const char *help;
    int meant, m;

    if (p->now.kind != TOKEN_NAME || p->head.kind == 0)
        return NOT_MINE;
    help = help_inner(is_objective(p->head.kind) &&
                      strcmp(p->now.name, "where") == 0 ? "such"
                                                        : p->now.name);
    meant = help != NULL ? 0 : inner_meant(p);
    if (help == NULL && meant == 0)
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0125", p->now.span,
                   "`%s` does not fit here", p->now.name);
    if (help != NULL) {
        diag_help(p->build.diag, m, "%s", help);
        return LOST;
    }
    diag_help(p->build.diag, m, "did you mean `%s`?", token_text(meant));
    p->now.kind = meant;
    return AGAIN;
}

/* --- numbers ----------------------------------------------------------------- */

static bool all_in(const char *text, const char *set)
{
    return text[strspn(text, set)] == '\0';
}

/* What is wrong with a number and what touches it, or NULL. */
static const char *number_fault(const char *number, const char *rest)
{
    if (rest[0] == '.')
        return "a number has one point, and a whole exponent";
    if (rest[0] == '_' && all_in(rest, "_0123456789"))
        return "a number has no `_` inside";
    if (strcmp(number, "0") == 0 && (rest[0] == 'x' || rest[0] == 'X') &&
        rest[1] != '\0' && all_in(rest + 1, "0123456789abcdefABCDEF"))
        return "numbers are decimal";
    if ((rest[0] == 'f' || rest[0] == 'F' || rest[0] == 'L') &&
        rest[1] == '\0' && strchr(number, '.') != NULL)
        return "a number has no letter behind it";
    if ((rest[0] == 'e' || rest[0] == 'E') && rest[1] == '\0')
        return "a number needs digits after its `e`";
    return NULL;
}

/* `1.2.3`, `1_000`, `0x1F`, `1e`; `1 000` */
enum mended slip_number_form(struct parser *p)
{
    struct span both = {p->last.span.lo, p->now.span.hi};
    const char *fault = NULL;

    if (p->last.kind != TOKEN_NUM || p->now.name == NULL ||
        !(p->now.kind == TOKEN_NUM || p->now.kind == TOKEN_NAME))
        return NOT_MINE;
    if (slip_touching(&p->last, &p->now))
        fault = number_fault(p->last.name, p->now.name);
    else if (p->now.kind == TOKEN_NUM && !p->now.first &&
             strlen(p->now.name) == 3 && parser_open(p) != '[' &&
             all_in(p->now.name, "0123456789"))
        fault = "a number has no blanks inside";
    if (fault == NULL)
        return NOT_MINE;
    parser_say(p, SAID_ALL, "E0142", both, "%s", fault);
    return LOST;
}

/* --- functions and declarations ----------------------------------------------- */

/* `sin^2(x)`: seen at the bracket, where a `*` would fit. */
enum mended slip_power_of_function(struct parser *p)
{
    struct span both = {p->before.span.lo, p->now.span.hi};
    const char *text = p->src->text;
    uint32_t at = p->last.span.lo;
    uint32_t name;

    if (p->now.kind != '(' || p->last.kind != TOKEN_NUM)
        return NOT_MINE;
    while (at > 0 && text[at - 1] == '-')
        at--;
    if (at < 4 || text[at - 1] != '^')
        return NOT_MINE;
    for (name = at - 1; name > 0 && text[name - 1] >= 'a' &&
                        text[name - 1] <= 'z'; name--)
        ;
    if (at - 1 - name < 2)
        return NOT_MINE;
    both.lo = name;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0115", both,
                         "a power stands behind the call"),
              text[at] == '-' ? "the inverse of sin is `asin(x)`; a power is "
                                "`%.*s(x)^-1`" : "write `%.*s(x)^%s`",
              (int)(at - 1 - name), text + name, p->last.name);
    return LOST;
}

/* `param a 3;`, `param a: 3;`, `unknown x: 0..1;` */
enum mended slip_declared_without_equals(struct parser *p)
{
    bool value = p->now.kind == ':' || (p->now.kind == TOKEN_NUM &&
                 !slip_touching(&p->last, &p->now));
    int m;

    if (!value || p->now.first || p->head.kind < TOKEN_CONST ||
        p->head.kind > TOKEN_LET || p->last.kind != TOKEN_NAME ||
        p->meaning != p->head.kind || !parser_accepts(p, '='))
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0137", p->now.span,
                   "missing `=` behind `%s`", p->last.name);
    if (p->head.kind == TOKEN_UNKNOWN)
        diag_help(p->build.diag, m, "a start is `unknown %s = 1;`, bounds are "
                  "`unknown %s in [0, 1];`", p->last.name, p->last.name);
    else
        diag_help(p->build.diag, m, "write `%s %s = ...;`",
                  token_text(p->head.kind), p->last.name);
    return LOST;
}

/* Does the innermost bracket stand behind `in`? */
static bool behind_in(const struct parser *p)
{
    uint32_t at = p->open.n > 0 ? p->open.at[p->open.n - 1].span.lo : 0;
    const char *text = p->src->text;

    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    return at > 2 && text[at - 1] == 'n' && text[at - 2] == 'i';
}

/* `unknown x in (0, 1);`, `in [0; 1]`, `in [0..1]` */
enum mended slip_bounds_form(struct parser *p)
{
    if (p->head.kind != TOKEN_UNKNOWN || parser_outside(p) || !behind_in(p) ||
        !(p->now.kind == ',' || p->now.kind == ';' ||
          p->now.kind == TOKEN_DOTS))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0128", p->now.span,
                         "bounds are two numbers in square brackets, with a "
                         "comma between them"),
              "write `in [lower, upper]`; both belong to it");
    if (p->now.kind != ';')
        return LOST;
    p->now.kind = ',';
    return AGAIN;
}

/* `for (i = 0; i < n; i++) {` */
enum mended slip_for_round(struct parser *p)
{
    int depth = 0;

    if (p->now.kind != '(' || p->last.kind != TOKEN_FOR)
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0136", p->now.span,
                         "`for` has no round brackets"),
              "write `for i in 1..n { ... }`");
    do {
        depth += p->now.kind == '(' ? 1 : p->now.kind == ')' ? -1 : 0;
        parser_advance(p);
    } while (depth > 0 && !p->now.first && p->now.kind != TOKEN_END);
    return LOST;
}

/* Is there a `then` in what is left of the statement? */
static bool then_behind(const struct parser *p)
{
    const char *text = unfit_text(p, &p->now);
    size_t n = strcspn(text, ";#");

    for (size_t k = 0; k + 4 <= n; k++) {
        if (strncmp(text + k, "then", 4) == 0)
            return true;
    }
    return false;
}

/* `if x = 0 then 1 else 2` */
enum mended slip_equals_in_condition(struct parser *p)
{
    if (p->now.kind != '=' || p->last.kind == '=' ||
        !slip_ends_operand(p->last.kind) || !then_behind(p))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0112", p->now.span,
                         "a condition compares with `==`"),
              "write `==`");
    p->now.kind = TOKEN_EQ;
    return AGAIN;
}

/* `data t, y from good.csv;` */
enum mended slip_file_without_quotes(struct parser *p)
{
    const char *text = unfit_text(p, &p->now);
    size_t n = strcspn(text, " \t\r\n;#");

    if (p->now.kind != TOKEN_NAME || p->last.kind != TOKEN_FROM)
        return NOT_MINE;
    if (p->last.span.lo == p->head.span.lo) {
        diag_help(p->build.diag,
                  parser_say(p, SAID_ALL, "E0125", p->last.span,
                             "`from` starts no statement"),
                  "functions need no import; `use \"other.eq\";` takes in "
                  "constants and functions");
        return LOST;
    }
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0124", p->now.span,
                         "a file's name stands in quotes"),
              "write `from \"%.*s\"`", n < 60 ? (int)n : 60, text);
    return LOST;
}
