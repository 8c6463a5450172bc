/* replace.h -- pairs of nodes that have the same value. */
#ifndef EQC_REPLACE_H
#define EQC_REPLACE_H

#include "../data/dag.h"

/* Below these roots (none: skipped), what has a pair is what is stored. */
struct same { Expr value, stored; };
void replace(struct dag *g, Expr *roots, size_t n, const struct same *pairs,
             size_t count);

#endif
