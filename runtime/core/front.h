/*
 * front.h -- A = sum of v v' over sparse rows v, plus a diagonal, as L D L':
 * the multifrontal method (Duff, Reid, ACM Trans. Math. Software 9 (1983)
 * 302-325; Liu, SIAM Review 34 (1992) 82-109).  Internal.
 *
 * Each front of the tree is a small dense matrix: the rows whose first unknown
 * it eliminates, and what its children left.  Its pivot rows are the factor;
 * the rest goes to its parent, by a stack.  No pivoting: A should be positive
 * definite; or A is given by the pairs of its elements, and who asks sees
 * whether that went well.
 */
#ifndef EQR_FRONT_H
#define EQR_FRONT_H

#include "ldl.h"
#include "order.h"
#include "tiles.h"

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
    eqr_real *f;             /* the current front, upper triangle; its x */
    eqr_real *scale;         /* of rows of it: see tiles.h */
    eqr_real *turned;        /* n: a right side by places */
    size_t now;              /* the rest is of front_lu.c: pivots */
    eqr_index *swap;         /* n: in its front, the row that came to a pivot;
                                of front_ldl.c: the size of each pivot */
    eqr_real *end;           /* of the factor */
    eqr_inertia found;       /* of front_ldl.c */
    size_t bent;             /* pivots that were made larger */
} eqr_front;

/* Memory of the pattern with these counts, beside what ordering needs. */
EQR_API void eqr_pattern_take(eqr_pattern *p, size_t n, size_t rows,
                              size_t entries, eqr_arena *a);
/* start and col are there: order, tree and sizes. */
EQR_API void eqr_pattern_fill(eqr_pattern *p, eqr_order_work *w);

/* Elements of a triangle of n rows. */
EQR_API size_t eqr_packed(size_t n);

/* Of both halves, for eqr_front_lu, too: twice the memory. */
EQR_API void eqr_front_take(eqr_front *s, const eqr_pattern *p, int both,
                            eqr_arena *a);
/* The last of the fronts that wait, if it is a child of f; else none. */
EQR_API eqr_index eqr_front_child(eqr_front *s, size_t f);
/*
 * Factor the sum over rows of v v', v the row's values without the unknowns
 * marked in skip, plus diagonal[j].  A pivot not above least[j] counts as
 * missing; one that is not above 0 is made so large that its unknown does not
 * move.  Returns how many are missing.
 * skip NULL: rows begin with a pair of unknowns, whose element of A is the
 * first of `step` values, and the size of a pivot is compared with least[j].
 * eliminate: how, in place of this; pivots of unknowns below `positive` should
 * be above 0, those of the others below.
 */
typedef struct eqr_matter {
    const eqr_real *value, *diagonal, *least;
    const char *skip;
    size_t step, positive;
    size_t (*eliminate)(eqr_front *s, size_t f, size_t begin, size_t ld,
                        const struct eqr_matter *m);
} eqr_matter;

EQR_API size_t eqr_front_factor(eqr_front *s, const eqr_matter *m);
/*
 * Front f's part of a solve, its first pivot in place `begin`: x has the values
 * of its list.  Down, `row` is where its factor begins; up, where it ends; the
 * other end is returned.
 */
typedef const eqr_real *eqr_front_pass(const eqr_front *s, size_t f,
                                       size_t begin, const eqr_real *row,
                                       eqr_real *x);
/* b, turned to the places of the order, down, up, and back. */
EQR_API void eqr_front_both(const eqr_front *s, const eqr_real *end,
                            eqr_real *b, eqr_front_pass *down,
                            eqr_front_pass *up);
/* b = A^-1 b */
EQR_API void eqr_front_solve(const eqr_front *s, eqr_real *b);
/*
 * The same for A = L U of pairs, both values of each: row col[0] and unknown
 * col[1], then the reverse.  It ends with the first front that misses a pivot.
 */
EQR_API size_t eqr_front_lu(eqr_front *s, const eqr_matter *m);
EQR_API void eqr_front_lu_solve(const eqr_front *s, eqr_real *b);

/*
 * eliminate for a symmetric A that is not definite: pivots of size 1 and 2,
 * chosen among those of their front.  A pivot is bent where it is small beside
 * what it could not be exchanged with; that is for who solves to make good
 * (eqr_front.bent).  Returns how many are 0; least[j] is the largest element of
 * column j.
 */
EQR_API size_t eqr_front_pivots(eqr_front *s, size_t f, size_t begin,
                                size_t ld, const eqr_matter *m);
/* b = A^-1 b */
EQR_API void eqr_front_pivots_solve(const eqr_front *s, eqr_real *b);

#endif
