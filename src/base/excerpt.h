/* excerpt.h -- a line of the source with a caret, for messages. */
#ifndef EQC_EXCERPT_H
#define EQC_EXCERPT_H

#include <stdbool.h>
#include <stdio.h>

#include "source.h"

/*
 * The line on which `at` starts, behind a gutter with its number, and under
 * it a caret and tildes as far as the span goes on that line.
 */
void excerpt_print(const struct source *s, struct span at, bool colour,
                   FILE *out);

#endif
