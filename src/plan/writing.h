/* writing.h -- what writer.c and nest.c share. */
#ifndef EQC_PLAN_WRITING_H
#define EQC_PLAN_WRITING_H

#include "planning.h"

/* A sum kept in a local while a loop runs, then added to its element. */
struct pending { uint32_t array, var; Expr offset; uint8_t effect; };

/* A quotient of indices that a loop counts up: see counted.c. */
struct counted { Expr node, by; uint32_t var; };

struct scope {
    uint32_t step;           /* of the FOR or ROWS */
    size_t undo;             /* nodes written inside: forgotten at END */
    size_t pending;
    unsigned vars;           /* index variables it set, to unset */
    unsigned var[PROGRAM_RANK];
};

struct writer {
    struct plan *plan;
    struct function *f;
    struct dag *g;
    const struct program *p;
    const bool *contracted, *in_memory;
    uint32_t *reg;           /* per node: its step + 1, or 0 */
    size_t nodes;
    uint32_t *var;           /* per array: its VAR + 1, or 0 */
    uint32_t *value;         /* per array: the step of a DEFINE + 1 */
    uint32_t *mark;          /* per array: scratch of turns_independent */
    uint32_t *total;         /* per array of rank 0: its sum so far + 1 */
    uint64_t bound;          /* index variables that have a value */
    Expr count[DAG_INDEX_VARS];  /* of those: below what they stay */
    VEC(uint32_t) undo;
    VEC(struct scope) scopes;
    VEC(struct pending) pending;
    VEC(struct counted) counted;
    VEC(uint32_t) todo, order;
};

/* A step that gives e, or EXPR_NONE. */
uint32_t writer_step(struct writer *w, unsigned op, enum dag_type type,
                     uint32_t a, uint32_t b, uint32_t c, Expr e);
bool writer_has(struct writer *w, uint32_t node);
/* From here on, node is what this step gives. */
void writer_set(struct writer *w, uint32_t node, uint32_t step);
/* Numbers in memory are summed in registers and stored once, at the end. */
bool writer_in_total(const struct writer *w, uint32_t array, unsigned effect);
void writer_add_total(struct writer *w, uint32_t array, uint32_t v);
void writer_store_totals(struct writer *w);

/* inside.c */
/* Does a loop with this count run, whatever the sizes and indices are? */
bool surely_runs(const struct dag *g, Expr count);
/* That it does, as a truth. */
Expr runs(struct dag *g, Expr count);
/* Does the array have that element, whatever the indices now open are? */
bool element_inside(const struct writer *w, uint32_t array, const Expr *idx);
/* The same for all that e loads and that needs no index still to come. */
bool loads_inside(const struct writer *w, Expr e);

/*
 * counted.c: before a loop over `var` opens, at the begin of its turn, at the
 * end of its turn; `from`: how many were counted before.
 */
void counted_open(struct writer *w, const struct nest *n, unsigned var);
void counted_turn(struct writer *w, size_t from);
void counted_close(struct writer *w, size_t from);

/* independent.c: may the turns of this innermost loop be taken together? */
bool turns_independent(struct writer *w, const struct nest *n, unsigned depth);

#endif
