/*
 * ast.h -- the syntax tree, one to one with the text.
 *
 * Nodes stand in one array; a reference is an index in a struct.  Invariant: a
 * node's children were made before it, so their indices are smaller, and every
 * bottom-up pass is a plain loop.  Children are linked: `kid` is the first,
 * `next` the following sibling.
 */
#ifndef EQC_AST_H
#define EQC_AST_H

#include <stdint.h>
#include <stdio.h>

#include "../base/names.h"
#include "../base/source.h"
#include "../base/vec.h"

typedef struct { uint32_t i; } Ast;          /* 0: none */
#define AST_NONE ((Ast){0})

/* KIND(name, what its fields and children are).  [x]: may be AST_NULL. */
#define AST_KINDS(K)                                                          \
    K(NULL, "an absent child, so that positions stay fixed")                  \
    K(ERROR, "what stood here could not be read")                             \
    /* expressions */                                                         \
    K(NUM, "name: its text; num: its value")                                  \
    K(STR, "name: the text between the quotes")                               \
    K(NAME, "name")                                                           \
    K(CALL, "name: function; kids: arguments (expr, NAMED, or one REDUCE)")   \
    K(NAMED, "name = kid: a named argument")                                  \
    K(REDUCE, "kids: BINDERS, body; the argument of sum(i in 1..n: e)")       \
    K(BINDERS, "kids: BINDER..., then a COND as last kid or none")            \
    K(BINDER, "name in RANGE kid")                                            \
    K(COND, "kid: the condition of binders")                                  \
    K(RANGE, "kids: lo, hi; op: AST_BOUNDS where [lo, hi] was written")       \
    K(INDEX, "kids: base expr, then subscripts (expr or RANGE)")              \
    K(BINARY, "op: an AST_OP; kids: left, right")                             \
    K(UNARY, "op; kid")                                                       \
    K(COMPARE, "kids: expr, expr...; op of link k in CMPOP kids between")     \
    K(CMPOP, "op")                                                            \
    K(IF, "kids: condition, then, else")                                      \
    K(LIST, "kids: elements of [a, b, c]")                                    \
    K(TRANSPOSE, "kid'")                                                      \
    K(GROUP, "kid in brackets: kept so that text and tree agree")             \
    /* statements */                                                          \
    K(DECLS, "op: declaration word; kids: DECL...; [STR from] last")          \
    K(DECL, "name; kids: DIMS (empty: a scalar), [init], [RANGE or expr]")    \
    K(DIMS, "kids: expr ([n] means 1..n), RANGE, or BINDER")                  \
    K(FN, "name; kids: PARAMS, FNBODY")                                       \
    K(PARAMS, "kids: NAME...")                                                \
    K(FNBODY, "kids: DECLS (let)..., then the result expr")                   \
    K(EQUATION, "name: label or NULL; kids: left, right")                     \
    K(FIT, "left ~ right; name: label; kids: left, right, SUFFIX...")         \
    K(SUFFIX, "op: AST_WITH (kid CALL or NAME), AST_WEIGHT or AST_SIGMA expr") \
    K(CONSTRAINT, "name: label; kid: COMPARE")                                \
    K(OBJECTIVE, "op: AST_LOSS, AST_MINIMIZE, AST_MAXIMIZE; name: label; kid") \
    K(FOR, "name: label or NULL; kids: BINDERS, then statements")             \
    K(SOLVE, "kid: CALL or NAME")                                             \
    K(SHOW, "kids: SHOWN...")                                                 \
    K(SHOWN, "name: the alias or NULL; kid: expr")                            \
    K(USE, "name: the file")                                                  \
    K(FILE, "kids: statements")

enum ast_kind {
#define KIND(name, text) AST_##name,
    AST_KINDS(KIND)
#undef KIND
    AST_KIND_COUNT
};

enum ast_op {
    AST_NO_OP,
    /* BINARY */
    AST_ADD, AST_SUB, AST_MUL, AST_DIV, AST_POW, AST_MATMUL, AST_AND, AST_OR,
    /* UNARY */
    AST_NEG, AST_PLUS, AST_NOT,
    /* CMPOP */
    AST_LT, AST_LE, AST_GT, AST_GE, AST_EQ, AST_NE,
    /* DECLS */
    AST_CONST, AST_PARAM, AST_DATA, AST_UNKNOWN, AST_LET,
    /* SUFFIX */
    AST_WITH, AST_WEIGHT, AST_SIGMA,
    /* OBJECTIVE */
    AST_LOSS, AST_MINIMIZE, AST_MAXIMIZE,
    /* RANGE that was written [lo, hi], not lo..hi */
    AST_BOUNDS,
    /* STR, a file of data: rows that lack a value are left out */
    AST_NA_SKIP
};

struct ast_node {
    uint8_t kind;            /* enum ast_kind */
    uint8_t op;              /* enum ast_op */
    uint32_t kid, last, next;
    struct span span;
    Name name;
    double num;
};

/* A comment or a run of blank lines, for the formatter. */
struct ast_trivia { struct span span; };

struct ast {
    const struct source *src;
    VEC(struct ast_node) nodes;      /* [0] is not used */
    VEC(struct ast_trivia) trivia;   /* in order of position */
    Ast root;                        /* FILE */
};

struct ast *ast_make(struct arena *a, const struct source *src);
Ast ast_new(struct ast *t, enum ast_kind kind, struct span span);
/*
 * Append a child; returns the parent.  A none child becomes AST_NULL (and is
 * then the one child made after its parent; the parser makes its own first).
 */
Ast ast_add(struct ast *t, Ast parent, Ast kid);
static inline struct ast_node *ast_at(const struct ast *t, Ast n)
{
    return &t->nodes.at[n.i];
}
static inline Ast ast_kid(const struct ast *t, Ast n)
{
    return (Ast){t->nodes.at[n.i].kid};
}
static inline Ast ast_next(const struct ast *t, Ast n)
{
    return (Ast){t->nodes.at[n.i].next};
}
Ast ast_nth(const struct ast *t, Ast n, unsigned k);   /* k from 0 */
unsigned ast_count(const struct ast *t, Ast n);
/* Is the child absent: AST_NONE or an AST_NULL node? */
static inline int ast_absent(const struct ast *t, Ast n)
{
    return n.i == 0 || t->nodes.at[n.i].kind == AST_NULL;
}
const char *ast_kind_name(enum ast_kind kind);
const char *ast_op_text(enum ast_op op);     /* "+", "const"; "" for none */
/* The stage `ast`: one node a line, indented, without recursion. */
void ast_print(const struct ast *t, FILE *out);
void ast_free(struct ast *t);

#endif
