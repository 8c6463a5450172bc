/*
 * hints.c -- the help lines of unfit.c: by the token that starts the
 * statement, the last one that fitted, and the one that does not.
 */
#include "hints.h"

enum { ANY = -1 };

static const char family[] = "write `for i in 1..n { ... }`",
                  list[] = "a list stands in square brackets: `[1, 2, 3]`",
                  method[] = "equations are solved without a word; a method "
                             "is named by `solve with lm;`",
                  condition[] = "write `if x > 0 then 1 else 0`",
                  function[] = "write `fn f(x) = x^2;`",
                  slice[] = "all elements of a subscript are a range: "
                            "`T[1..n, 1]`",
                  next[] = "an unknown has one value; steps are a recurrence: "
                           "`let x[k in 1..9] = x[k-1] + 1;`",
                  size[] = "sizes stand in square brackets: `param c[3] = 1;`",
                  left[] = "an equation has a left side, too: `x = a + b;`",
                  total[] = "a sum is `sum(x)` of an array, `sum([a, b])` of "
                            "numbers",
                  name[] = "a name starts with a letter: A-Z, a-z, 0-9 and _";

/* The first row that fits is taken. */
static const struct hint {
    int head, last, now;
    const char *help;
} hints[] = {
    {ANY, '=', '{', list},
    {TOKEN_DATA, ANY, ',', list},
    {TOKEN_DATA, ',', TOKEN_NUM, list},
    {TOKEN_PARAM, ',', TOKEN_NUM, list},
    {TOKEN_CONST, ',', TOKEN_NUM, list},
    {TOKEN_LET, ',', TOKEN_NUM, list},
    {TOKEN_UNKNOWN, ',', TOKEN_NUM, list},
    {TOKEN_DATA, TOKEN_DATA, '<', "write `data t, y from \"file.csv\";`"},
    {TOKEN_DATA, TOKEN_DATA, '{', "data need no block: `data x[n], y[n] from "
                                  "\"file.csv\";`"},
    {TOKEN_DATA, TOKEN_NAME, '{', size},
    {TOKEN_PARAM, TOKEN_NAME, '{', size},
    {TOKEN_UNKNOWN, TOKEN_NAME, '{', size},
    {0, 0, '=', left},
    {0, ';', '=', left},
    {TOKEN_DATA, TOKEN_DATA, TOKEN_STR, "name the columns: `data t, y from "
                                        "\"file.csv\";`"},
    {TOKEN_LET, TOKEN_LET, ANY, "what is to hold is an equation, without "
                                "`let`"},
    {TOKEN_UNKNOWN, TOKEN_UNKNOWN, TOKEN_NUM, "a name starts with a letter, "
                                              "and bounds stand behind it: "
                                              "`unknown x in [0, 1];`"},
    {TOKEN_UNKNOWN, TOKEN_UNKNOWN, ANY, name},
    {TOKEN_UNKNOWN, TOKEN_NAME, '-', name},
    {TOKEN_FOR, ANY, ANY, family},
    {TOKEN_FN, ANY, ANY, function},
    {TOKEN_SOLVE, ANY, ANY, method},
    {TOKEN_USE, ANY, ANY, "write `use \"shared.eq\";`"},
    {ANY, TOKEN_FROM, ANY, "write `data t, y from \"file.csv\";`"},
    {TOKEN_SHOW, ANY, TOKEN_STR, "a name for it stands behind: "
                                 "`show 2*x as y;`"},
    {TOKEN_MINIMIZE, TOKEN_NAME, ':', "a label stands in front: "
                                      "`cost: minimize x^2;`"},
    {TOKEN_MAXIMIZE, TOKEN_NAME, ':', "a label stands in front: "
                                      "`gain: maximize x;`"},
    {TOKEN_UNKNOWN, ',', ']', "bounds are two numbers: `in [0, inf]`"},
    {0, 0, '@', "eqc has no macros: unknowns are `unknown x, y;`, equations "
                "`x + y = 3;`"},
    {0, ';', '@', "eqc has no macros: unknowns are `unknown x, y;`, equations "
                  "`x + y = 3;`"},
    {ANY, '+', '=', next},
    {ANY, '-', '=', next},
    {TOKEN_SHOW, ANY, '=', "a name for it stands behind: `show 2*x as y;`"},
    {TOKEN_LOSS, TOKEN_LOSS, ':', "write `loss x^2;`, without `:`"},
    {TOKEN_MINIMIZE, TOKEN_MINIMIZE, ':', "write `minimize x^2;`, without "
                                          "`:`"},
    {TOKEN_MAXIMIZE, TOKEN_MAXIMIZE, ':', "write `maximize x^2;`, without "
                                          "`:`"},
    {TOKEN_LOSS, ANY, '=', "`loss` takes one expression, which is made small"},
    {TOKEN_MINIMIZE, ANY, '=', "`minimize` takes one expression"},
    {TOKEN_MAXIMIZE, ANY, '=', "`maximize` takes one expression"},
    {ANY, ANY, TOKEN_IF, condition},
    {ANY, '[', ':', slice},
    {ANY, ',', ':', slice},
    {ANY, '[', ']', "write which element: `x[1]`; the whole array is `x`"},
    {TOKEN_NAME, TOKEN_NAME, '{', "an element is `x[1]`, a sum `sum(i in "
                                  "1..n: x[i])`, a product `2*(a + b)`"},
    {ANY, ANY, '{', "an expression has round brackets: `2*(a + b)`"},
    {ANY, ANY, '@', "`@` is the matrix product, between two; a function is "
                    "`fn f(x) = x^2;`"},
    {ANY, ANY, TOKEN_IN, "write `sum(i in 1..n: ...)`"},
    {ANY, TOKEN_NAME, ':', total},
    {ANY, TOKEN_NUM, ':', "a statement ends with `;`; a range is `1..n`, as "
                          "in `for i in 1..n { ... }`"},
};

static bool fits(int row, int kind)
{
    return row == ANY || row == kind;
}

/* `then` fits: a condition is open. */
static bool in_condition(const struct parser *p)
{
    return parser_accepts(p, TOKEN_THEN) || parser_accepts(p, TOKEN_ELSE);
}

void hint_say(struct parser *p, int m)
{
    if (in_condition(p)) {
        diag_help(p->build.diag, m, "%s", condition);
        return;
    }
    if (parser_outside(p) && parser_accepts(p, ';') && p->now.kind == ',' &&
        (p->head.kind == TOKEN_LOSS || p->head.kind == TOKEN_MINIMIZE ||
         p->head.kind == TOKEN_MAXIMIZE)) {
        diag_help(p->build.diag, m, "a constraint is a statement: `minimize "
                  "x^2; x >= 1;`");
        return;
    }
    if (parser_outside(p) && parser_accepts(p, ';') &&
        (p->now.kind == ',' || p->now.kind == TOKEN_AND)) {
        diag_help(p->build.diag, m, "two equations are two statements: "
                  "`x + y = 3; x - y = 1;`");
        return;
    }
    for (size_t k = 0; k < sizeof hints / sizeof *hints; k++) {
        const struct hint *h = &hints[k];

        if (!fits(h->head, p->head.kind) || !fits(h->last, p->last.kind) ||
            !fits(h->now, p->now.kind))
            continue;
        diag_help(p->build.diag, m, "%s", h->help);
        return;
    }
    if (p->now.kind == ',' && parser_accepts(p, ')'))
        diag_help(p->build.diag, m, "%s", list);
}
