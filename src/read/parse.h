/* parse.h -- text to syntax tree; the only door to the grammar. */
#ifndef EQC_PARSE_H
#define EQC_PARSE_H

#include "../base/diag.h"
#include "../base/host.h"
#include "../data/ast.h"

/*
 * Never NULL; errors are in d.  Names are interned in t.  The files that src
 * uses are read by h and added to it; NULL: there are none to be read.
 */
struct ast *parse(struct arena *a, struct source *src, const struct host *h,
                  struct names *t, struct diag *d);

#endif
