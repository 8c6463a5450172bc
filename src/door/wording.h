/* wording.h -- pieces of the user's own text, and shapes, for people. */
#ifndef EQC_WORDING_H
#define EQC_WORDING_H

#include "../data/model.h"
#include "../data/program.h"
#include "job.h"

/* The text of a span on one line: blanks collapsed, comments left out. */
const char *text_of_span(const struct job *j, struct span at);
/* The text of a node, in brackets where it would not stand as a factor, or
 * (right) behind a minus. */
const char *text_of_factor(const struct job *j, Ast n);
const char *text_of_right(const struct job *j, Ast n);
/* "[n, 0..3]"; "" for a number. */
const char *text_of_shape(const struct job *j, unsigned rank, const Expr *lo,
                          const Expr *count);
unsigned line_of(const struct job *j, struct span at);

/*
 * The EQUATION or FIT in the text of each family, in order; AST_NONE for rows
 * that were found inside a loss.
 */
Ast *family_nodes(const struct job *j);

#endif
