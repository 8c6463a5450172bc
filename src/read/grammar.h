/*
 * grammar.h -- the parser of grammar/eqc.y as parse.c drives it: one token at
 * a time, with a look at what would fit.
 */
#ifndef EQC_GRAMMAR_H
#define EQC_GRAMMAR_H

#include "build.h"
#include "scan.h"

struct grammar;

struct grammar *grammar_make(void);
void grammar_free(struct grammar *g);
/* Would a token of this kind be shifted, or end the file? */
bool grammar_accepts(const struct grammar *g, int kind);
/*
 * Hand on a token that is accepted, or TOKEN_ERROR to throw away what can't
 * be finished.  False when there is nothing more to do: the file is read, or
 * it is nested too deeply (which is reported).
 */
bool grammar_push(struct grammar *g, const struct token *t, struct build *b);

#endif
