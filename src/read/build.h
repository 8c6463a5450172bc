/*
 * build.h -- what the actions of grammar/eqc.y call to make nodes.
 *
 * Nodes are linked before their parent is made, so that children always have
 * the smaller indices.
 */
#ifndef EQC_BUILD_H
#define EQC_BUILD_H

#include <stdbool.h>

#include "../base/diag.h"
#include "../data/ast.h"

struct build {
    struct ast *ast;
    struct diag *diag;
    bool quiet;              /* the statement has its message already */
    bool slipped;            /* a word of it has one */
};

/* What a token carries. */
struct lexeme { Name name; double num; };

/* Siblings that do not have their parent yet. */
struct chain { Ast first, last; };

struct chain chain_of(Ast n);
struct chain chain_add(struct build *b, struct chain c, Ast n);

Ast make_leaf(struct build *b, enum ast_kind kind, struct span at,
              struct lexeme l);
Ast make_op(struct build *b, enum ast_kind kind, enum ast_op op,
            struct span at, struct chain kids);
Ast make_named(struct build *b, enum ast_kind kind, Name name, struct span at,
               struct chain kids);
Ast make_absent(struct build *b);
Ast make_two(struct build *b, enum ast_kind kind, struct span at, Ast x, Ast y);
Ast make_binary(struct build *b, enum ast_op op, struct span at, Ast x, Ast y);
Ast make_decl(struct build *b, Name name, struct span at, Ast dims, Ast init,
              Ast bounds);
/* A statement that is an expression: a constraint, or nothing at all. */
Ast make_constraint(struct build *b, struct span at, Ast expr);
/* [lo, hi] becomes a RANGE, in place; anything else stays what it is. */
Ast make_bounds(struct build *b, Ast n);

/* A file with an option: `"obs.csv" with na = skip`. */
Ast make_file(struct build *b, Ast file, struct span at, struct lexeme option,
              struct lexeme value);
/* A statement thrown away: from where it starts to the `;` behind it. */
Ast make_lost(struct build *b, struct span from, struct span end);
/* Give a statement its label; returns the statement. */
Ast make_label(struct build *b, Name label, struct span at, Ast statement);

#endif
