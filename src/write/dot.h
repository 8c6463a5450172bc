/* dot.h -- which equation has which unknown, as a graph: --stage=dot. */
#ifndef EQC_DOT_H
#define EQC_DOT_H

#include <stdio.h>

#include "../data/program.h"

/*
 * For Graphviz: boxes are families of equations and fits, dashed ones
 * constraints, ellipses unknowns.
 */
void dot_print(const struct program *p, const struct source *src, FILE *out);

#endif
