/*
 * emit_c_alike.h -- rows that differ in their unknowns and numbers only.
 *
 * A long run of single rows is written as a loop over tables: each shape once,
 * as its first row reads, with what differs between its rows taken from there.
 * Form only: the same operations on the same values in the same order.
 */
#ifndef EQC_EMIT_C_ALIKE_H
#define EQC_EMIT_C_ALIKE_H

#include "../data/plan.h"

struct forms;

enum alike_kind { ALIKE_PLACE, ALIKE_NUMBER };   /* an element of x; bits */

/* What a row reads: `value` in the row that stands for its shape. */
struct alike_leaf {
    uint8_t kind;
    bool varies;             /* over the rows: `at` is its place in a table */
    uint32_t at;
    uint64_t value;
};

struct alike_shape {
    uint32_t rows;           /* the ROWS of the row that stands for it */
    uint32_t members;
    uint32_t leaf, leaves;   /* its leaves: first, number */
    uint32_t token, tokens;
    uint64_t hash;
};

struct alike {
    int64_t at;              /* the first row */
    uint32_t n;              /* rows */
    VEC(struct alike_shape) shapes;
    VEC(struct alike_leaf) leaves;
    VEC(uint32_t) tokens;
    VEC(uint32_t) shape;     /* per row */
    VEC(uint32_t) begin;     /* per row: its first value */
    VEC(uint64_t) values;    /* of the leaves, in the order of its shape */
    uint32_t width[2];       /* per kind: table entries of a row */
};

/*
 * Find such runs, before anything is known of how steps are written; of the
 * rows of a shape only the first is left in f->steps.  `users`, how often each
 * step is used, follows.
 */
void alike_find(struct forms *f, uint32_t *users);
/* What step k reads, where that may vary: an element of x, or a number. */
bool alike_leaf_of(const struct forms *f, uint32_t k, struct alike_leaf *leaf);
void alike_free(struct alike *a);

#endif
