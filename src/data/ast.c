/*
 * ast.c -- building and printing the syntax tree; the parser builds, the
 * resolver and `eqc emit --stage=ast` read.
 */
#include "ast.h"

#include <stdlib.h>

#include "../base/arena.h"

/* Of text that a node mostly takes at least: one array from the beginning, and
   no copies of it. */
enum { BYTES_A_NODE = 2 };

struct ast *ast_make(struct arena *a, const struct source *src)
{
    struct ast *t = arena_alloc(a, sizeof *t);

    t->src = src;
    vec_reserve(&t->nodes, src->len / BYTES_A_NODE);
    vec_push(&t->nodes, (struct ast_node){0});
    return t;
}

void ast_free(struct ast *t)
{
    if (t == NULL)
        return;
    vec_free(&t->nodes);
    vec_free(&t->trivia);
}

Ast ast_new(struct ast *t, enum ast_kind kind, struct span span)
{
    struct ast_node n = {.kind = (uint8_t)kind, .span = span};

    if (t->nodes.n >= UINT32_MAX)
        base_no_memory();
    vec_push(&t->nodes, n);
    return (Ast){(uint32_t)(t->nodes.n - 1)};
}

Ast ast_add(struct ast *t, Ast parent, Ast kid)
{
    struct ast_node *p;

    if (kid.i == 0)
        kid = ast_new(t, AST_NULL, (struct span){0, 0});
    p = ast_at(t, parent);
    if (p->kid == 0)
        p->kid = kid.i;
    else
        t->nodes.at[p->last].next = kid.i;
    p->last = kid.i;
    return parent;
}

Ast ast_nth(const struct ast *t, Ast n, unsigned k)
{
    Ast kid = ast_kid(t, n);

    while (kid.i != 0 && k-- > 0)
        kid = ast_next(t, kid);
    return kid;
}

unsigned ast_count(const struct ast *t, Ast n)
{
    unsigned count = 0;

    for (Ast kid = ast_kid(t, n); kid.i != 0; kid = ast_next(t, kid))
        count++;
    return count;
}

static const char *const kind_names[] = {
#define KIND(name, text) #name,
    AST_KINDS(KIND)
#undef KIND
};

const char *ast_kind_name(enum ast_kind kind)
{
    return kind_names[kind];
}

static const char *const op_texts[] = {
    [AST_NO_OP] = "",
    [AST_ADD] = "+", [AST_SUB] = "-", [AST_MUL] = "*", [AST_DIV] = "/",
    [AST_POW] = "^", [AST_MATMUL] = "@", [AST_AND] = "and", [AST_OR] = "or",
    [AST_NEG] = "-", [AST_PLUS] = "+", [AST_NOT] = "not",
    [AST_LT] = "<", [AST_LE] = "<=", [AST_GT] = ">", [AST_GE] = ">=",
    [AST_EQ] = "==", [AST_NE] = "!=",
    [AST_CONST] = "const", [AST_PARAM] = "param", [AST_DATA] = "data",
    [AST_UNKNOWN] = "unknown", [AST_LET] = "let",
    [AST_WITH] = "with", [AST_WEIGHT] = "weight", [AST_SIGMA] = "sigma",
    [AST_LOSS] = "loss", [AST_MINIMIZE] = "minimize",
    [AST_MAXIMIZE] = "maximize", [AST_BOUNDS] = "[..]"
};

const char *ast_op_text(enum ast_op op)
{
    return op_texts[op];
}

/* Beyond this depth lines are no longer indented: the text stays linear. */
enum { DEEPEST_INDENT = 40 };

static void print_node(const struct ast_node *n, size_t depth, FILE *out)
{
    size_t indent = depth < DEEPEST_INDENT ? depth : DEEPEST_INDENT;

    fprintf(out, "%*s%s", (int)(2 * indent), "", kind_names[n->kind]);
    if (n->op != AST_NO_OP)
        fprintf(out, " %s", op_texts[n->op]);
    if (n->name != NULL)
        fprintf(out, n->kind == AST_STR || n->kind == AST_USE ? " \"%s\""
                                                              : " %s", n->name);
    fputc('\n', out);
}

void ast_print(const struct ast *t, FILE *out)
{
    VEC(uint32_t) above = {0};
    uint32_t at = t->root.i;

    while (at != 0) {
        const struct ast_node *n = &t->nodes.at[at];

        print_node(n, above.n, out);
        if (n->kid != 0) {
            vec_push(&above, at);
            at = n->kid;
            continue;
        }
        while (n->next == 0 && above.n > 0)
            n = &t->nodes.at[above.at[--above.n]];
        at = above.n > 0 ? n->next : 0;
    }
    vec_free(&above);
}
