/*
 * local_parts.h -- lets of elements inside `for {}` and `fn {}` that come in
 * parts (`let x[0] = 1; let x[i in 1..n] = ...;`) or need themselves.
 */
#ifndef EQC_LOCAL_PARTS_H
#define EQC_LOCAL_PARTS_H

#include "../base/arena.h"
#include "../data/ast.h"

/* Per node: of a DECL that is such a part, its let's first and its next; NULL
   where the file has no such bodies. */
struct local_parts { Ast *first, *next; };

struct local_parts local_parts_of(struct arena *a, const struct ast *t);

static inline Ast local_first(const struct local_parts *p, Ast decl)
{
    return p->first ? p->first[decl.i] : AST_NONE;
}

#endif
