/* latex.h -- a file in the notation of mathematics: --stage=latex. */
#ifndef EQC_LATEX_H
#define EQC_LATEX_H

#include <stdio.h>

#include "../data/ast.h"

struct arena;

/*
 * One align* environment (amsmath), a line for each statement.  The brackets
 * are the user's; what is divided or raised needs none.
 */
void latex_print(const struct ast *t, struct arena *a, FILE *out);

#endif
