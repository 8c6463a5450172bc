/* parse.h -- text to syntax tree; the only door to the grammar. */
#ifndef EQC_PARSE_H
#define EQC_PARSE_H

#include "../base/diag.h"
#include "../data/ast.h"

/*
 * Never NULL; errors are in d.  Names are interned in t.
 */
struct ast *parse(struct arena *a, const struct source *src, struct names *t,
                  struct diag *d);

#endif
