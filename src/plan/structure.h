/*
 * structure.h -- which equation has which unknown: the pattern of a system,
 * and its parts.  Only sizes that are numbers of the text are followed, and
 * only up to a limit; an unknown too many in a row can hide a finding, and
 * never makes one.
 */
#ifndef EQC_STRUCTURE_H
#define EQC_STRUCTURE_H

#include "../data/program.h"
#include "matching.h"

struct structure {
    const struct program *p;
    VEC(uint32_t) start, column; /* of the pattern */
    VEC(uint32_t) row_family;    /* per row */
    VEC(uint32_t) column_array;  /* per column: its unknown */
    VEC(uint32_t) first;         /* per array: its first column */
    struct pattern pattern;
    struct matching match;
    bool done;                   /* false: too large, or sizes not known */
};

/* p is what lower() made, of a system: equations and nothing else. */
void structure_make(struct structure *s, const struct program *p);
void structure_free(struct structure *s);
/* "A", "x[2]" */
void structure_name(const struct structure *s, uint32_t column, char *text,
                    size_t size);

/* The same by whole families and unknowns, for systems that are too large. */
struct whole_part {
    int64_t rows, columns;
    VEC(uint32_t) families, arrays;
};

/* False: sizes are not known.  Free both parts in any case. */
bool structure_whole(const struct program *p, struct whole_part *over,
                     struct whole_part *under);
void whole_part_free(struct whole_part *part);

#endif
