/*
 * lint.c -- differences that lose their digits near one point, and have a
 * form that does not: a rule by the look of the text, and so a heuristic.
 */
#include <string.h>

#include "../base/arena.h"
#include "findings.h"

enum { FOUND_MOST = 5, TEXT_MOST = 40 };

struct lint {
    struct arena *arena;
    struct diag *diag;
    const struct ast *t;
};

static Ast inside(const struct lint *l, Ast n)
{
    while (ast_at(l->t, n)->kind == AST_GROUP)
        n = ast_kid(l->t, n);
    return n;
}

static bool is_one(const struct lint *l, Ast n)
{
    return ast_at(l->t, n)->kind == AST_NUM && ast_at(l->t, n)->num == 1;
}

/* The argument of name(a), where it is no number; else none. */
static Ast argument(const struct lint *l, Ast n, const char *name)
{
    Ast a = AST_NONE;

    if (ast_at(l->t, n)->kind == AST_CALL &&
        strcmp(ast_at(l->t, n)->name, name) == 0)
        a = ast_kid(l->t, n);
    return a.i && ast_at(l->t, a)->kind != AST_NUM &&
           ast_at(l->t, a)->kind != AST_REDUCE ? a : AST_NONE;
}

static const char *text(const struct lint *l, Ast n)
{
    struct span at = ast_at(l->t, inside(l, n))->span;
    size_t len = at.hi - at.lo;

    if (len > TEXT_MOST || memchr(l->t->src->text + at.lo, '\n', len))
        return "a";
    return arena_printf(l->arena, "%.*s", (int)len, l->t->src->text + at.lo);
}

/* The stable form of a node, or NULL. */
static const char *stable(const struct lint *l, Ast n)
{
    const struct ast_node *x = ast_at(l->t, n);
    Ast a, b, left, right;

    if (x->kind == AST_CALL && (a = argument(l, n, "log")).i) {
        a = inside(l, a);
        if (ast_at(l->t, a)->kind != AST_BINARY ||
            ast_at(l->t, a)->op != AST_ADD)
            return NULL;
        left = ast_kid(l->t, a);
        right = ast_next(l->t, left);
        if (!is_one(l, left) && !is_one(l, right))
            return NULL;
        return arena_printf(l->arena, "log1p(%s)",
                            text(l, is_one(l, left) ? right : left));
    }
    if (x->kind != AST_BINARY || x->op != AST_SUB)
        return NULL;
    left = inside(l, ast_kid(l->t, n));
    right = inside(l, ast_next(l->t, ast_kid(l->t, n)));
    if ((a = argument(l, left, "exp")).i && is_one(l, right))
        return arena_printf(l->arena, "expm1(%s)", text(l, a));
    if (is_one(l, left) && (a = argument(l, right, "cos")).i)
        return arena_printf(l->arena, "2*sin((%s)/2)^2", text(l, a));
    if ((a = argument(l, left, "sqrt")).i && (b = argument(l, right, "sqrt")).i)
        return arena_printf(l->arena, "((%s) - (%s))/(%s + %s)", text(l, a),
                            text(l, b), text(l, left), text(l, right));
    return NULL;
}

void findings_lint(struct arena *arena, const struct ast *t, struct diag *d)
{
    struct lint l = {arena, d, t};
    int found = 0;

    for (uint32_t k = 1; k < t->nodes.n && found < FOUND_MOST; k++) {
        uint8_t kind = t->nodes.at[k].kind;
        const char *better = kind == AST_BINARY || kind == AST_CALL
                                 ? stable(&l, (Ast){k}) : NULL;
        int m;
        if (!better)
            continue;
        m = diag_add(d, "I0304", t->nodes.at[k].span, kind == AST_CALL
                     ? "this loses digits where its argument is nearly 1"
                     : "this loses digits where its two parts are nearly "
                       "equal");
        diag_tag(d, m, DIAG_HEURISTIC);
        diag_help(d, m, "`%s` is the same and does not", better);
        found++;
    }
}
