/* use.h -- the files that a file uses: found, parsed, made one tree. */
#ifndef EQC_USE_H
#define EQC_USE_H

#include "../base/host.h"
#include "driver.h"

struct uses;

/* The file that src holds is the first. */
struct uses *uses_make(struct arena *a, struct source *src,
                       const struct host *h, struct names *t, struct diag *d);
/*
 * `root` is the tree of the file after those given before.  Finds what it
 * uses (E0160), appends to src what is new, and checks what a used file may
 * hold (E0162).
 */
void uses_add(struct uses *u, const struct ast *t, Ast root);
/* How many files there are to parse so far. */
size_t uses_count(const struct uses *u);
/* Circles are errors (E0161).  One FILE of all statements, those of a file
 * behind those that it uses. */
Ast uses_join(struct uses *u, struct ast *t);
void uses_free(struct uses *u);

#endif
