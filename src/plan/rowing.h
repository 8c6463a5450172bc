/* rowing.h -- functions by row: what rows.c and row_bodies.c share. */
#ifndef EQC_ROWING_H
#define EQC_ROWING_H

#include "planning.h"

struct rows {
    struct plan *plan;
    const struct program *p;
    struct dag *g;
    bool *prepared;          /* per array: PREPARE computes it */
    bool *contracted;        /* per array: local to the row */
    int *definer;            /* per array: its loop in all, or -1 */
    bool *many;              /* per array: several loops, or a recurrence */
    bool computed;           /* loops compute more than results */
    uint8_t *found;          /* per loop of all, while one family is looked at */
    VEC(uint32_t) touched;   /* those that are not 0 */
    Loops all;
};

/* A list of families with their entries. */
struct block {
    const struct family *families;
    size_t n;
    const struct entry *entries;
    size_t entry_count;
    const Expr *rows;        /* of each family: how many */
    const Expr *magnitudes;  /* of each family, or NULL */
};
struct block block_of(const struct plan *plan, enum plan_list list);
/* After the entries of family k from number `first` on. */
size_t block_entries_end(const struct block *b, size_t k, size_t first);

/* Family k of a block, and its entries [first, last). */
struct one_family {
    struct rows *r;
    struct writer *w;        /* while its rows are open */
    const struct block *b;
    const struct family *f;
    size_t k, first, last;
};

/* What is written for each row, and all expressions that it is made of. */
struct row_function {
    enum plan_function function;
    void (*body)(const struct one_family *o);
    size_t (*roots)(const struct one_family *o, Expr *out);  /* NULL: none */
    bool (*wanted)(const struct program *p);    /* NULL: where there are rows */
    bool joins;              /* families that share work in one loop? */
};
extern const struct row_function row_functions[];
extern const size_t row_function_count;

/* Families that are computed together, from number k on. */
struct joined {
    size_t n;
    Exprs shared;            /* what more than one needs, as renamed below */
};
/* joined.c: those that are worth it; n = 1: k alone. */
struct joined joined_from(struct rows *r, const struct block *b, size_t k,
                          size_t first);

/* The expression in the indices of an open row, and of loops inside. */
Expr row_renamed(struct rows *r, Expr e, const struct domain *d,
                 const struct domain *extra);

#endif
