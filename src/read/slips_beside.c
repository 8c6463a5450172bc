/*
 * slips_beside.c -- slips where two things stand side by side that can't: a
 * product without its sign, a comma for a point, a string for a unit.  For
 * slips.c.
 */
#include <ctype.h>
#include <string.h>

#include "../base/names.h"
#include "../tables/ops.h"
#include "slips.h"

static const char *const statement_words[] = {
#define TOKEN(name, text)
#define SOFT(name, text)
#define WORD(name, text) text,
#include "tokens.def"
#undef TOKEN
#undef SOFT
#undef WORD
};

static const char one_model[] = "a file is one model: its equations stand side "
                                "by side, without a frame",
                  braces[] = "what belongs together stands in braces: `for i "
                             "in 1..n { ... }`";

/* Words that start statements elsewhere. */
static const struct { const char *word, *help; } elsewhere[] = {
    {"subject", "constraints need no word: `x + y <= 3;`"},
    {"Given", "what is sought needs no word: `unknown x, y;`"},
    {"given", "what is sought needs no word: `unknown x, y;`"},
    {"find", "unknowns are `unknown x;`, and an equation says what they are"},
    {"min", "what is made small is `minimize x^2;`"},
    {"max", "what is made large is `maximize x^2;`"},
    {"constraint", "constraints need no word: `x + y <= 3;`"},
    {"def", "functions are `fn f(x) = ...;`"},
    {"function", "functions are `fn f(x) = ...;`"},
    {"var", "unknowns are `unknown x;`"},
    {"variable", "unknowns are `unknown x;`"},
    {"double", "unknowns are `unknown x;`, inputs `param x = 1;`"},
    {"float", "unknowns are `unknown x;`, inputs `param x = 1;`"},
    {"int", slip_not_whole},
    {"integer", slip_not_whole},
    {"binary", slip_not_whole},
    {"real", "unknowns are `unknown x;`, inputs `param x = 1;`"},
    {"parameter", "inputs are `param x = 1;`"},
    {"import", "`use \"other.eq\";` takes in constants and functions"},
    {"include", "`use \"other.eq\";` takes in constants and functions"},
    {"print", "results are shown by `show x;`"},
    {"set", "a range stands where it is used: `for i in 1..n { ... }`"},
    {"variables", "unknowns are `unknown x, y;`"},
    {"Variable", "unknowns are `unknown x, y;`"},
    {"Variables", "unknowns are `unknown x, y;`"},
    {"Equations", "equations need no word: `x + y = 3;`"},
    {"equations", "equations need no word: `x + y = 3;`"},
    {"positive", "what is not negative is `unknown x in [0, inf];`"},
    {"using", "functions need no import, and methods are `solve with lm;`"},
    {"from", "`use \"other.eq\";` takes in constants and functions"},
    {"while", "eqc has no loops that wait; steps are a recurrence, `let x[k in "
     "1..9] = x[k-1]/2;`"},
    {"lambda", "functions are `fn f(x) = ...;`"},
    {"read", "data are `data t, y from \"file.csv\";`"},
    {"load", "data are `data t, y from \"file.csv\";`"},
    {"fit", "a fit needs no word, and `~`: `y ~ a*x + b;`"},
    {"disp", "results are shown by `show x;`"},
    {"return", "the last expression of `fn f(x) { ... }` is its value"},
    {"Real", "unknowns are `unknown x;`, inputs `param x = 1;`"},
    {"Integer", slip_not_whole},
    {"Parameter", "inputs are `param x = 1;`"},
    {"Parameters", "inputs are `param x = 1;`"},
    {"parameters", "inputs are `param x = 1;`"},
    {"constant", "constants are `const g = 9.81;`"},
    {"model", one_model},
    {"Model", one_model},
    {"class", one_model},
    {"program", one_model},
    {"equation", "equations need no word: `x + y = 3;`"},
    {"Equation", "equations need no word: `x + y = 3;`"},
    {"algorithm", "equations need no word: `x + y = 3;`"},
    {"constraints", "constraints need no word: `x + y <= 3;`"},
    {"Constraints", "constraints need no word: `x + y <= 3;`"},
    {"begin", braces},
    {"end", braces},
    {"End", braces},
    {"syms", "unknowns are `unknown x, y;`"},
    {"call", "a function stands where its value is needed: `y = f(x);`"},
    {"duplicate", "a family is `for i in 1..3 { x[i] = i; }`"},
    {"DUPLICATE", "a family is `for i in 1..3 { x[i] = i; }`"},
    {"procedure", "functions are `fn f(x) = ...;`"},
    {"subroutine", "functions are `fn f(x) = ...;`"},
    {"plot", "results are shown by `show x;`, and `--json` is for programs"},
    {"display", "results are shown by `show x;`"},
    {"optimize", "what is made small is `minimize x^2;`"},
};

static const char *help_elsewhere(Name word)
{
    for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++) {
        if (strcmp(elsewhere[k].word, word) == 0)
            return elsewhere[k].help;
    }
    return NULL;
}

/* `unknwon x;`, `def f(x)` */
enum mended slip_misspelt_word(struct parser *p)
{
    const char *help, *word;
    int m;

    if (p->last.kind != TOKEN_NAME || p->last.span.lo != p->head.span.lo ||
        !(p->now.kind == TOKEN_NAME || p->now.kind == TOKEN_STR ||
          p->now.kind == TOKEN_NUM || p->now.kind == TOKEN_WITH) ||
        p->now.first)
        return NOT_MINE;
    help = help_elsewhere(p->last.name);
    word = name_nearest(p->last.name, statement_words,
                        sizeof statement_words / sizeof *statement_words);
    if (help == NULL && word == NULL)
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0125", p->last.span,
                   "`%s` starts no statement", p->last.name);
    if (help != NULL)
        diag_help(p->build.diag, m, "%s", help);
    else
        diag_help(p->build.diag, m, "did you mean `%s`?", word);
    return LOST;
}

/* `equation` alone on its line */
enum mended slip_section_word(struct parser *p)
{
    if (!p->now.first || p->last.kind != TOKEN_NAME ||
        p->last.span.lo != p->head.span.lo || token_is_relation(p->now.kind) ||
        !parser_accepts(p, ';') || help_elsewhere(p->last.name) == NULL)
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0125", p->last.span,
                         "`%s` starts no statement", p->last.name),
              "%s", help_elsewhere(p->last.name));
    parser_insert(p, ';');
    return AGAIN;
}

/* `a = b eq2: c = d`: a label starts a statement. */
enum mended slip_label_behind(struct parser *p)
{
    int m;

    if (p->now.kind != TOKEN_NAME || p->next.kind != ':' ||
        !parser_outside(p) || !parser_accepts(p, ';'))
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0110", slip_end_of(&p->last),
                   "missing ; before the label `%s`", p->now.name);
    diag_help(p->build.diag, m, "statements end with `;`");
    parser_insert(p, ';');
    return AGAIN;
}

/* Is this a place where a comma was forgotten, not a `*`? */
static bool wants_comma(const struct parser *p)
{
    bool listed = p->head.kind >= TOKEN_CONST && p->head.kind <= TOKEN_LET;

    if (!parser_accepts(p, ',') || slip_touching(&p->last, &p->now))
        return false;
    if (p->head.kind == TOKEN_SHOW && parser_outside(p))
        return p->last.kind == TOKEN_NAME && p->now.kind == TOKEN_NAME &&
               op_find(p->last.name, strlen(p->last.name)) < 0;
    if (parser_outside(p))
        return listed && !parser_accepts(p, '*');
    return parser_open(p) == '[' || p->now.first;
}

/* `[1 2 3]`, `[[1, 2] [3, 4]]`, `unknown a b;` */
enum mended slip_list_comma(struct parser *p)
{
    bool rows = p->last.kind == ']' && p->now.kind == '[' &&
                parser_open(p) == '[' && parser_accepts(p, ',');
    int m;

    if (!rows && !(slip_ends_operand(p->last.kind) &&
                   slip_starts_operand(p->now.kind) && wants_comma(p)))
        return NOT_MINE;
    m = parser_say(p, SAID_ALL, "E0133", slip_end_of(&p->last),
                   "missing `,` between `%.*s` and `%.*s`",
                   unfit_length(p, &p->last), unfit_text(p, &p->last),
                   unfit_length(p, &p->now), unfit_text(p, &p->now));
    if (rows)
        diag_help(p->build.diag, m, "a matrix is `[[1, 2], [3, 4]]`");
    parser_insert(p, ',');
    return AGAIN;
}

static bool side_by_side(const struct parser *p)
{
    return slip_ends_operand(p->last.kind) && slip_starts_operand(p->now.kind) &&
           parser_accepts(p, '*') &&
           !(p->head.kind == TOKEN_FOR && parser_outside(p));
}

/* A name with a letter that may not be in it was told by the scanner. */
static bool told(const struct token *t)
{
    return t->kind == TOKEN_NAME && t->name != NULL &&
           (unsigned char)t->name[0] >= 0x80;
}

static const char *const units[] = {
    "m", "mm", "cm", "km", "um", "nm", "s", "ms", "us", "min", "g", "kg",
    "mg", "kN", "kJ", "MJ", "kW", "MW", "mV", "kV", "mA", "Pa", "kPa", "MPa",
    "V", "A", "W", "K", "N", "J", "ohm", "bar", "Hz", "kHz", "MHz", "mol",
    "ml", "rad", "deg", "Ohm", "kWh", "eV"
};

static void help_unit(struct parser *p, int m)
{
    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        if (p->now.name != NULL && strcmp(units[k], p->now.name) == 0)
            diag_help(p->build.diag, m, "if `%s` is a unit, put it into a "
                      "comment: eqc computes with numbers", units[k]);
    }
}

/* `2x`, `3(x + 1)`, `(a + b)(a - b)` */
enum mended slip_implied_product(struct parser *p)
{
    struct span both = {p->last.span.lo, p->now.span.hi};
    const char *rest = p->now.kind == '(' ? "...)" : "";
    int m;

    if (!side_by_side(p) || token_is_name(p->last.kind) ||
        p->now.kind == TOKEN_NUM)
        return NOT_MINE;
    if (told(&p->now)) {
        parser_insert(p, '*');
        return AGAIN;
    }
    m = parser_say(p, SAID_PRODUCT, "E0115", both,
                   "a product needs its `*`");
    if (p->last.kind == TOKEN_NUM)
        diag_help(p->build.diag, m, "write `%.*s*%.*s%s`",
                  unfit_length(p, &p->last), unfit_text(p, &p->last),
                  unfit_length(p, &p->now), unfit_text(p, &p->now), rest);
    else
        diag_help(p->build.diag, m, "put `*` between the two");
    if (p->meaning != 0 && !slip_touching(&p->last, &p->now)) {
        diag_help(p->build.diag, m, "or end the statement before with `;`");
        help_unit(p, m);
    }
    parser_insert(p, '*');
    return AGAIN;
}

/* `sin x`, `a b` */
enum mended slip_two_names(struct parser *p)
{
    struct span both = {p->last.span.lo, p->now.span.hi};
    int m;

    if (!side_by_side(p) || !token_is_name(p->last.kind))
        return NOT_MINE;
    if ((p->before.kind == '*' && p->before.span.lo == p->before.span.hi) ||
        told(&p->last) || told(&p->now)) {
        parser_insert(p, '*');       /* `a b c` is one slip */
        return AGAIN;
    }
    m = parser_say(p, SAID_PRODUCT, "E0116", both,
                   "nothing stands between `%.*s` and `%.*s`",
                   unfit_length(p, &p->last), unfit_text(p, &p->last),
                   unfit_length(p, &p->now), unfit_text(p, &p->now));
    diag_help(p->build.diag, m,
              "a call is `%.*s(%.*s)`, a product `%.*s*%.*s`",
              unfit_length(p, &p->last), unfit_text(p, &p->last),
              unfit_length(p, &p->now), unfit_text(p, &p->now),
              unfit_length(p, &p->last), unfit_text(p, &p->last),
              unfit_length(p, &p->now), unfit_text(p, &p->now));
    if (isupper((unsigned char)*unfit_text(p, &p->last)))
        diag_help(p->build.diag, m, "of a matrix and a vector it is "
                  "`%.*s @ %.*s`",
                  unfit_length(p, &p->last), unfit_text(p, &p->last),
                  unfit_length(p, &p->now), unfit_text(p, &p->now));
    parser_insert(p, '*');
    return AGAIN;
}

/* `x = 1,5;`: the comma does not fit, or was taken and the 5 does not. */
enum mended slip_decimal_comma(struct parser *p)
{
    bool at_comma = p->now.kind == ',' && p->last.kind == TOKEN_NUM &&
                    p->next.kind == TOKEN_NUM &&
                    slip_touching(&p->last, &p->now) && slip_touching(&p->now, &p->next);
    bool behind = p->now.kind == TOKEN_NUM && p->last.kind == ',' &&
                  p->before.kind == TOKEN_NUM &&
                  slip_touching(&p->before, &p->last) &&
                  slip_touching(&p->last, &p->now);
    const struct token *whole = at_comma ? &p->last : &p->before;
    const struct token *part = at_comma ? &p->next : &p->now;
    struct span number = {whole->span.lo, part->span.hi};

    if ((!at_comma && !behind) ||
        (at_comma && parser_open(p) == '(' &&
         p->src->text[p->next.span.hi] == ','))
        return NOT_MINE;     /* `(1,2,3)` is a list */
    if (strchr(part->name, '.') != NULL) {
        diag_help(p->build.diag,
                  parser_say(p, SAID_ALL, "E0123", number,
                             "a number has one point, and no comma"),
                  "thousands are not set apart: `%s%s`", whole->name,
                  part->name);
        return LOST;
    }
    if (strchr(whole->name, '.') != NULL) {
        diag_help(p->build.diag,
                  parser_say(p, SAID_ALL, "E0123", number,
                             "a number has one point, and no comma"),
                  "thousands are not set apart: `1000.5`");
        return LOST;
    }
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0123", number,
                         "a number has a point, not a comma"),
              strlen(part->name) == 3 ? "write `%s.%s`, or `%s%s` where "
              "thousands are meant" : "write `%s.%s`", whole->name, part->name,
              whole->name, part->name);
    if (behind)
        return LOST;
    parser_advance(p);
    parser_advance(p);
    return AGAIN;
}

static bool is_file(Name text)
{
    size_t n = strlen(text);

    return n > 4 && (strcmp(text + n - 4, ".csv") == 0 ||
                     strcmp(text + n - 4, ".tsv") == 0 ||
                     strcmp(text + n - 4, ".txt") == 0);
}

/* `data y = csv("y.csv")`: shows what stands before the `=` again. */
static bool is_equated_file(struct parser *p)
{
    const char *head = p->src->text + p->head.span.lo;
    const char *equals = memchr(head, '=', p->now.span.lo - p->head.span.lo);
    int n = equals == NULL ? 0 : (int)(equals - head);

    if (equals == NULL)
        return false;
    while (n > 0 && isspace((unsigned char)head[n - 1]))
        n--;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0124", p->now.span,
                         "a file stands behind `from`, not behind `=`"),
              "write `%.*s from \"%s\"`", n < 60 ? n : 3,
              n < 60 ? head : "...", p->now.name);
    return true;
}

enum mended slip_forgotten_from(struct parser *p)
{
    if (p->now.kind != TOKEN_STR || !parser_accepts(p, TOKEN_FROM) ||
        !is_file(p->now.name))
        return NOT_MINE;
    if (is_equated_file(p))
        return LOST;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0124", p->now.span,
                         "missing `from` before the file's name"),
              "write `from \"%s\"`", p->now.name);
    parser_insert(p, TOKEN_FROM);
    return AGAIN;
}

/* `data t from 'a.csv';` */
enum mended slip_single_quotes(struct parser *p)
{
    const char *text = unfit_text(p, &p->now);

    if (p->now.kind != '\'' ||
        memchr(text + 1, '\'', strcspn(text + 1, "\n")) == NULL)
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_ALL, "E0140", p->now.span,
                         "`'` does not start a string"),
              "write `\"...\"`");
    return LOST;
}

enum mended slip_unit(struct parser *p)
{
    if (p->now.kind != TOKEN_STR || !slip_ends_operand(p->last.kind))
        return NOT_MINE;
    diag_help(p->build.diag,
              parser_say(p, SAID_PRODUCT, "E0190", p->now.span,
                         "not yet: units"),
              "leave \"%s\" out, or put it into a comment", p->now.name);
    parser_advance(p);
    return AGAIN;
}
