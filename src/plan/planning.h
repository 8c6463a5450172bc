/* planning.h -- what the files of this floor share. */
#ifndef EQC_PLANNING_H
#define EQC_PLANNING_H

#include "planner.h"

#include <stdlib.h>

typedef struct { struct loop *at; size_t n, cap; } Loops;
typedef struct { Expr *at; size_t n, cap; } Exprs;

/*
 * A nest: a loop over one index; or one statement; or, where there is a guard,
 * what is done where it holds.  Depth d uses index variable plan_var(d); a
 * guard opens no depth.
 */
struct nest {
    struct loop loop;        /* a statement: its domain is that of its path */
    bool is_statement;
    Expr count;
    uint32_t group;          /* of the loops that must take turns here, or 0 */
    Expr guard;
    struct nest *kids;
    size_t n, cap;
};

/* Variables of fused loops, by depth. */
static inline unsigned plan_var(unsigned depth)
{
    return DAG_ELEMENT_DIMS + depth;
}

/* fuse.c */
/* The loops that `wanted` arrays need, from all; those of `known` do not. */
Loops loops_needed(const struct program *p, const Loops *all,
                   const bool *wanted, const bool *known);
/*
 * One nest holding everything, loops with equal counts joined; the first
 * `depth` indices of every loop are those of a loop that is open already.
 */
struct nest *fuse(const struct program *p, const Loops *loops, unsigned depth);
/* A loop with its indices named by depth. */
struct loop loop_canonical(const struct program *p, const struct loop *from);
void nest_free(struct nest *n);
/* per array of p: may it live in locals of its nest? */
void find_contracted(const struct program *p, const struct nest *all,
                     bool *contracted);

/* Take out of a condition what is known inside `depth` loops; or none. */
Expr guard_take(struct dag *g, Expr *guard, unsigned depth);

/* writer.c: writing steps, with sharing and hoisting. */
struct writer;
/*
 * Per array: does it live in locals; must numbers be summed in memory (NULL:
 * none)?
 */
struct writer *writer_make(struct plan *plan, struct function *f,
                           const bool *contracted, const bool *in_memory);
void writer_free(struct writer *w);
uint32_t writer_value(struct writer *w, Expr e);
uint32_t writer_emit(struct writer *w, unsigned op, enum dag_type type,
                     uint32_t a, uint32_t b, uint32_t c);
void writer_for(struct writer *w, unsigned var, Expr count);
void writer_if(struct writer *w, Expr cond);
/* The rows of family `number`: variables of its domain are set. */
void writer_rows(struct writer *w, uint32_t number, const struct domain *d,
                 Expr before, Expr count);
/* A turn of so many families; then the row of each, closed by writer_end. */
void writer_families(struct writer *w, uint32_t families,
                     const struct domain *d, Expr before, Expr count);
void writer_family(struct writer *w, uint32_t number, Expr before);
void writer_end(struct writer *w);
/* All that a loop evaluates: body, target, extents, condition; how many. */
enum { LOOP_ROOTS = 2 * PROGRAM_RANK + 2 };
unsigned loop_roots(const struct program *p, const struct loop *loop,
                    Expr out[LOOP_ROOTS]);
/* Emit what e needs and does not depend on loops still to be opened. */
void writer_hoist(struct writer *w, const Expr *roots, size_t n);
void writer_nest(struct writer *w, const struct nest *all, unsigned depth);
/* A contracted array holds nothing any more. */
void writer_forget(struct writer *w, uint32_t array);
/* The register of what a contracted array holds at the end. */
uint32_t writer_result(struct writer *w, uint32_t array);
void steps_count_uses(struct function *f);

/* rows.c: residuals, Jacobian, magnitudes, results, row by row. */
void plan_rows(struct plan *plan, bool *prepared);
/* The rows and the width of each list of families. */
void plan_row_sizes(struct plan *plan);

/* whole.c: starts and bounds; all other functions that are not by row. */
void plan_start(struct plan *plan, struct program *own);
void plan_whole(struct plan *plan, struct program *own, const Loops *all,
                const bool *prepared);
Loops all_loops(const struct program *p);

/* align.c: cut sums so that they run beside shorter loops; did it do any? */
bool align_sums(const struct program *p, const bool *shared, Loops *loops);
/*
 * columns.c: loops whose recurrences run a column at a time, into *out; the
 * number of columns, or EXPR_NONE.  New arrays as below.  *stepwise: see carry_steps.
 */
Expr columns_first(struct program *p, const bool *wanted, const Loops *loops,
                   Loops *out, bool *stepwise);
/* carried.c: such recurrences have the step before at hand; arrays from `own`
   on are beyond those that `wanted` knows.  Are sums taken along, stepwise? */
bool carry_steps(struct program *p, const bool *wanted, size_t own,
                 Loops *loops);
/*
 * blocks.c: loops in loops over data, PLAN_LANES turns of data at a time; did
 * it do any?  `count`: of turns, where it is known what they are worth, or
 * EXPR_NONE.  New arrays are beyond those that `wanted` knows.  *middle: see
 * block_middle.c.
 */
bool block_loops(struct program *p, const bool *wanted, Expr count,
                 Loops *loops, bool *middle);
/* scratch.c: which indices of arrays that live in one turn are stored. */
void scratch_fit(struct program *p, const struct nest *all);
/* triangle_structure.c */
void plan_triangle(struct plan *plan, enum plan_function which,
                   const struct triangle *at, size_t n);

/* separable.c: what plan->separable is, and the function of that name. */
void plan_separable(struct plan *plan);

/* lanes.c: sums in parts; see STEP_LANES. */
void plan_lanes(struct plan *plan);

/* choose.c */
void plan_choose(struct plan *plan, struct diag *d);

#endif
