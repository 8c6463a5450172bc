/*
 * resolve_doubts.c -- what can be read, and is most often meant otherwise.
 */
#include <string.h>

#include "resolver.h"

/* 2*[1 + 3]: an array of one element, where brackets of a sum are meant. */
static void doubt_brackets(struct resolver *r, Ast n, Ast list)
{
    Ast only;
    int m;

    if (at(r, list)->kind != AST_LIST || ast_count(r->ast, list) != 1)
        return;
    only = ast_kid(r->ast, list);
    if (at(r, only)->kind != AST_BINARY || at(r, n)->op == AST_MATMUL)
        return;
    m = diag_add(r->d, "W0205", at(r, list)->span, "[ ] makes an array, here "
                 "one of one element");
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "a sum is put together by round brackets: `(%s)`",
              text_of(r, only, 40));
}

/* A name that only this text makes an unknown: d and more. */
static bool is_differential(struct resolver *r, Ast n)
{
    const struct symbol *s;

    if (at(r, n)->kind != AST_NAME || nameless(r, n) ||
        at(r, n)->name[0] != 'd' || strlen(at(r, n)->name) < 2)
        return false;
    s = symbol_of(r, entry_of(r, at(r, n)->name));
    return s && s->kind == SYMBOL_UNKNOWN && s->inferred;
}

static void doubt_derivative(struct resolver *r, Ast n, Ast above, Ast below)
{
    const char *top = at(r, above)->name, *by;
    int m;

    if (at(r, n)->op != AST_DIV || !is_differential(r, above) ||
        !is_differential(r, below))
        return;
    by = at(r, below)->name;
    m = diag_add(r->d, "W0206", at(r, n)->span, "`%s/%s` is one unknown "
                 "divided by another, and no derivative", top, by);
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "eqc solves no differential equations; write the steps "
              "as a recurrence: `let %s[step in 1..100] = %s[step-1] + %s*(...);`",
              top + 1, top + 1, by);
}

void check_doubts(struct resolver *r)
{
    for (uint32_t k = 1; k < r->ast->nodes.n; k++) {
        Ast n = {k}, left, right;
        if (at(r, n)->kind != AST_BINARY)
            continue;
        left = ast_kid(r->ast, n);
        right = ast_next(r->ast, left);
        doubt_brackets(r, n, left);
        doubt_brackets(r, n, right);
        doubt_derivative(r, n, left, right);
    }
}
