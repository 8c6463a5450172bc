/* build.c -- nodes of the syntax tree, for the actions of grammar/eqc.y. */
#include "build.h"

#include <ctype.h>
#include <string.h>

#include "../base/names.h"

struct chain chain_of(Ast n)
{
    return (struct chain){n, n};
}

struct chain chain_add(struct build *b, struct chain c, Ast n)
{
    if (n.i == 0)
        return c;
    if (c.first.i == 0)
        return chain_of(n);
    ast_at(b->ast, c.last)->next = n.i;
    return (struct chain){c.first, n};
}

Ast make_leaf(struct build *b, enum ast_kind kind, struct span at,
              struct lexeme l)
{
    Ast n = ast_new(b->ast, kind, at);

    ast_at(b->ast, n)->name = l.name;
    ast_at(b->ast, n)->num = l.num;
    return n;
}

Ast make_op(struct build *b, enum ast_kind kind, enum ast_op op,
            struct span at, struct chain kids)
{
    Ast n = ast_new(b->ast, kind, at);
    struct ast_node *node = ast_at(b->ast, n);

    node->op = (uint8_t)op;
    node->kid = kids.first.i;
    node->last = kids.last.i;
    return n;
}

Ast make_named(struct build *b, enum ast_kind kind, Name name, struct span at,
               struct chain kids)
{
    Ast n = make_op(b, kind, AST_NO_OP, at, kids);

    ast_at(b->ast, n)->name = name;
    return n;
}

Ast make_absent(struct build *b)
{
    return ast_new(b->ast, AST_NULL, (struct span){0, 0});
}

Ast make_two(struct build *b, enum ast_kind kind, struct span at, Ast x, Ast y)
{
    return make_op(b, kind, AST_NO_OP, at, chain_add(b, chain_of(x), y));
}

Ast make_binary(struct build *b, enum ast_op op, struct span at, Ast x, Ast y)
{
    return make_op(b, AST_BINARY, op, at, chain_add(b, chain_of(x), y));
}

Ast make_decl(struct build *b, Name name, struct span at, Ast dims, Ast init,
              Ast bounds)
{
    struct chain kids = chain_of(dims);

    kids = chain_add(b, kids, init.i != 0 ? init : make_absent(b));
    kids = chain_add(b, kids, bounds.i != 0 ? bounds : make_absent(b));
    return make_named(b, AST_DECL, name, at, kids);
}

static const char *const statement_words[] = {
#define TOKEN(name, text)
#define SOFT(name, text)
#define WORD(name, text) text,
#include "tokens.def"
#undef TOKEN
#undef SOFT
#undef WORD
};

/* `minimise (x - 1)^2;` reads as a call, `-- three` as a negation. */
static bool help_first_word(struct build *b, int m, struct span at)
{
    const char *text = b->ast->src->text + at.lo, *near;
    char word[24];
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz"
                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    if (strncmp(text, "--", 2) == 0) {
        diag_help(b->diag, m, "a comment starts with `#`");
        return true;
    }
    if (n < 3 || n >= sizeof word)
        return false;
    for (size_t k = 0; k <= n; k++)
        word[k] = k < n ? (char)tolower((unsigned char)text[k]) : '\0';
    if (strcmp(word, "end") == 0 || strcmp(word, "begin") == 0) {
        diag_help(b->diag, m, "what belongs together stands in braces: "
                  "`for i in 1..n { ... }`");
        return true;
    }
    if (strcmp(word, "min") == 0 || strcmp(word, "max") == 0) {
        diag_help(b->diag, m, "what is made %s is `%simize x^2;`",
                  word[1] == 'i' ? "small" : "large", word);
        return true;
    }
    if (strcmp(word, "find") == 0 || strcmp(word, "given") == 0) {
        diag_help(b->diag, m, "what is sought needs no word: `unknown x, y;`");
        return true;
    }
    if (strcmp(word, "print") == 0 || strcmp(word, "disp") == 0) {
        diag_help(b->diag, m, "results are shown by `show x;`");
        return true;
    }
    near = name_nearest(word, statement_words,
                        sizeof statement_words / sizeof *statement_words);
    if (near != NULL)
        diag_help(b->diag, m, "did you mean `%s`?", near);
    return near != NULL;
}

static Ast says_nothing(struct build *b, struct span at, Ast expr)
{
    int m = b->quiet || b->slipped ? -1
        : diag_add(b->diag, "E0130", at,
                   "this is no statement: an expression alone says nothing");

    if (help_first_word(b, m, at))
        ;
    else if (ast_at(b->ast, expr)->kind == AST_BINARY &&
        ast_at(b->ast, expr)->op == AST_AND)
        diag_help(b->diag, m, "write two statements instead of `and`");
    else
        diag_help(b->diag, m, "an equation is `left = right;`, a fit "
                  "`left ~ right;`, something to be printed `show ...;`");
    return make_op(b, AST_ERROR, AST_NO_OP, at, chain_of(expr));
}

Ast make_constraint(struct build *b, struct span at, Ast expr)
{
    const struct ast *t = b->ast;

    if (ast_at(t, expr)->kind != AST_COMPARE)
        return says_nothing(b, at, expr);
    for (Ast k = ast_kid(t, expr); k.i != 0; k = ast_next(t, k)) {
        const struct ast_node *n = ast_at(t, k);
        int m;

        if (n->kind != AST_CMPOP || (n->op != AST_EQ && n->op != AST_NE))
            continue;
        m = diag_add(b->diag, n->op == AST_EQ ? "E0112" : "E0131", n->span,
                     n->op == AST_EQ ? "an equation has one `=`"
                                     : "`!=` cannot be asked of unknowns");
        diag_help(b->diag, m, n->op == AST_EQ ?
                  "write `=`; `==` compares, after `if`" :
                  "`!=` compares, after `if`; constraints have <= or >=");
        return make_op(b, AST_ERROR, AST_NO_OP, at, chain_of(expr));
    }
    return make_op(b, AST_CONSTRAINT, AST_NO_OP, at, chain_of(expr));
}

Ast make_file(struct build *b, Ast file, struct span at, struct lexeme option,
              struct lexeme value)
{
    int m;

    if (strcmp(option.name, "na") == 0 && strcmp(value.name, "skip") == 0) {
        ast_at(b->ast, file)->op = AST_NA_SKIP;
        return file;
    }
    m = b->quiet ? -1
        : diag_add(b->diag, "E0143", at, "`%s = %s` is nothing that reading a "
                   "file can do", option.name, value.name);
    diag_help(b->diag, m, "`with na = skip` leaves rows out where a value is "
              "missing");
    return file;
}

Ast make_bounds(struct build *b, Ast n)
{
    struct ast_node *node = ast_at(b->ast, n);
    unsigned count;

    if (node->kind != AST_LIST)
        return n;
    count = ast_count(b->ast, n);
    if (count == 2) {
        node->kind = AST_RANGE;
        node->op = AST_BOUNDS;
        return n;
    }
    int m = diag_add(b->diag, "E0128", node->span,
                     "bounds are two numbers, not %u", count);
    if (count == 4)
        diag_help(b->diag, m, "a number has a point, not a comma: `0.5`");
    diag_help(b->diag, m, "write `[lower, upper]`, with `inf` where there is "
              "none");
    return n;
}

Ast make_lost(struct build *b, struct span from, struct span end)
{
    return ast_new(b->ast, AST_ERROR, (struct span){from.lo, end.lo});
}

Ast make_label(struct build *b, Name label, struct span at, Ast statement)
{
    struct ast_node *n = ast_at(b->ast, statement);

    if (n->kind != AST_ERROR)
        n->name = label;
    n->span = at;
    return statement;
}
