/*
 * front.h -- A = sum of v v' over sparse rows v, plus a diagonal, as L D L':
 * the multifrontal method (Duff, Reid, ACM Trans. Math. Software 9 (1983)
 * 302-325; Liu, SIAM Review 34 (1992) 82-109).  Internal.
 *
 * Each front of the tree is a small dense matrix: the rows whose first unknown
 * it eliminates, and what its children left.  Its pivot rows are the factor;
 * the rest goes to its parent, by a stack.  No pivoting: A must be positive
 * definite.
 */
#ifndef EQR_FRONT_H
#define EQR_FRONT_H

#include "order.h"

/* Rows of the matrix, and those of each front. */
typedef struct eqr_pattern {
    size_t n, rows;
    size_t *start;           /* rows + 1 */
    eqr_index *col;
    eqr_tree tree;
    eqr_index *row;          /* rows, by front */
    size_t *first;           /* fronts + 1: where a front's begin */
    size_t entries;          /* reals of the factor */
    size_t stack;            /* the most reals on the stack */
    size_t lists;            /* sum of heights */
    size_t tallest;          /* of all heights */
    double work;             /* multiplications of a factorisation */
} eqr_pattern;

typedef struct eqr_front {
    const eqr_pattern *p;
    eqr_index *list;         /* places of each front, pivots first */
    size_t *begin;           /* of each front's in list */
    eqr_index *wait;         /* fronts whose parents have not come yet */
    size_t waiting, top;     /* of them; of the stack */
    eqr_index *local;        /* n: place -> row of the current front */
    eqr_real *factor;        /* pivot rows, from the diagonal on */
    eqr_real *stack;
    eqr_real *f;             /* tallest^2: the current front, upper triangle */
    eqr_real *turned;        /* n: a right side by places */
} eqr_front;

/* Memory of the pattern with these counts, beside what ordering needs. */
EQR_API void eqr_pattern_take(eqr_pattern *p, size_t n, size_t rows,
                              size_t entries, eqr_arena *a);
/* start and col are there: order, tree and sizes. */
EQR_API void eqr_pattern_fill(eqr_pattern *p, eqr_order_work *w);

EQR_API void eqr_front_take(eqr_front *s, const eqr_pattern *p, eqr_arena *a);
/*
 * Factor the sum over rows of v v', v the row's values without the unknowns
 * marked in skip, plus diagonal[j].  A pivot not above least[j] counts as
 * missing; one that is not above 0 is made so large that its unknown does not
 * move.  Returns how many are missing.
 */
EQR_API size_t eqr_front_factor(eqr_front *s, const eqr_real *value,
                                const char *skip, const eqr_real *diagonal,
                                const eqr_real *least);
/* b = A^-1 b */
EQR_API void eqr_front_solve(const eqr_front *s, eqr_real *b);

#endif
