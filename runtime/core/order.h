/*
 * order.h -- an order of elimination that fills little: minimum degree on
 * rows.  Internal.
 *
 * The matrix is J'J, given by the rows of J: each is a clique of unknowns
 * (an element).  Eliminating an unknown makes one element of all those that
 * hold it, so that memory never grows; degrees are the upper bounds of Amestoy,
 * Davis, Duff, "An approximate minimum degree ordering algorithm", SIAM J.
 * Matrix Anal. 17 (1996) 886-905, with their supervariables and aggressive
 * absorption.
 */
#ifndef EQR_ORDER_H
#define EQR_ORDER_H

#include "run.h"

typedef unsigned int eqr_index;
#define EQR_NO_INDEX ((eqr_index)-1)

/*
 * The tree of fronts, children before their parents and in postorder: a front
 * eliminates `pivots` unknowns, those next in `order`, and is a dense matrix
 * of `height` unknowns.  All arrays have n elements.
 */
typedef struct eqr_tree {
    size_t n, fronts;
    eqr_index *order;        /* place -> unknown */
    eqr_index *place;        /* unknown -> place */
    eqr_index *pivots, *height;
    eqr_index *parent;       /* EQR_NO_INDEX: a root */
} eqr_tree;

typedef struct eqr_order_work {
    size_t n, m, used, room;
    eqr_index *ev, *ve;      /* unknowns of elements; elements of unknowns */
    size_t *es, *vs;         /* where they begin */
    eqr_index *el, *vl;      /* lengths; 0: an element that is no more */
    eqr_index *ew;           /* unknowns of an element, all that are merged */
    eqr_index *outside;      /* of them, not in the newest element */
    eqr_index *eseen, *vseen;
    eqr_index *mark;         /* of elements: the unknown last compared, + 1 */
    eqr_index *weight;       /* of an unknown: merged ones; 0: gone */
    eqr_index *degree, *head, *next, *before, *hash, *member, *last;
    eqr_index *first;        /* of a front: its unknown */
    eqr_index now;
    size_t least;            /* no degree is below */
    size_t many;             /* unknowns of more rows come last; 0: none do */
    eqr_index dense;         /* the first of them ... */
    size_t aside;            /* ... and how many they are (order_dense.c) */
} eqr_order_work;

EQR_API eqr_index *eqr_take_indices(eqr_arena *a, size_t count);
EQR_API void eqr_tree_take(eqr_tree *t, size_t n, eqr_arena *a);
/* For at most so many unknowns and rows, with `entries` in all. */
EQR_API void eqr_order_take(eqr_order_work *w, size_t n, size_t rows,
                            size_t entries, eqr_arena *a);
/* Parts of eqr_order: take unknowns of very many rows out, and in again. */
EQR_API void eqr_order_set_aside(eqr_order_work *w, const size_t *start,
                                 const eqr_index *col);
EQR_API void eqr_order_bring_back(eqr_order_work *w, const size_t *start,
                                  const eqr_index *col, eqr_tree *t);
/* Row i has the unknowns col[start[i]] .. col[start[i + 1] - 1]. */
EQR_API void eqr_order(eqr_order_work *w, size_t rows, const size_t *start,
                       const eqr_index *col, eqr_tree *t);

#endif
