/*
 * kkt.h -- a constrained problem at a point, and the linear systems of its
 * first-order conditions.  Internal.
 *
 * Rows are scaled, and those of <= are turned round: every inequality reads
 * c >= 0.  The Lagrangian is  scale f + sum lambda c.
 */
#ifndef EQR_KKT_H
#define EQR_KKT_H

#include "front.h"
#include "rows.h"

struct eqr_kkt_kind;

typedef struct eqr_kkt {
    const eqr_problem *p;
    const struct eqr_kkt_kind *kind;
    size_t n, m;             /* unknowns, constraint rows */
    eqr_real scale;          /* of the loss */
    eqr_real *turn;          /* of each row: scale, with its sign */
    size_t *sense;
    eqr_real f;              /* scaled, like all that follows */
    eqr_real *g;             /* n: gradient of f */
    eqr_real *c;             /* m */
    size_t *begin;           /* m + 1: where a row's entries begin */
    size_t *at;              /* their unknowns; one may come twice */
    eqr_real *a;             /* the constraints' Jacobian */
    size_t *row, *col;       /* the Hessian's entries */
    eqr_real *h;
    eqr_real *free;          /* n: 1, or 0 for an unknown that is held */
    eqr_real *on;            /* m: 1, or 0 for a row that is left out */
    eqr_real *top;           /* n: to add to the diagonal of the Hessian */
    eqr_real *low;           /* m: minus the diagonal below */
    eqr_real *rhs, *sol;     /* n + m */
    eqr_real *fix;           /* n + m: scratch */
    eqr_real *k;             /* dense: (n + m)^2, the factor */
    size_t *pivot;
    eqr_front front;         /* sparse: the factor */
    eqr_real *value;         /* of the pattern's rows */
    eqr_real *diagonal, *least;      /* n + m */
    eqr_real *even;          /* n + m: what rows and columns are scaled by */
} eqr_kkt;

/* How the matrix is kept, see analysis.h. */
typedef struct eqr_kkt_kind {
    int matrix;              /* enum eqr_matrix */
    void (*take)(eqr_kkt *k, const eqr_problem *p, eqr_arena *a);
    eqr_inertia (*factor)(eqr_kkt *k, eqr_real dw, eqr_real dc);
    /* sol from rhs; 0: it does not solve. */
    int (*solve)(eqr_kkt *k, eqr_real dw, eqr_real dc);
} eqr_kkt_kind;

EQR_API const eqr_kkt_kind *eqr_kkt_dense(void);
EQR_API const eqr_kkt_kind *eqr_kkt_sparse(void);

/*
 * The pattern of the sparse kind: n unknowns, then m rows.  Of the pattern's
 * rows the first are the Hessian's entries, without those of the diagonal,
 * then come those of the constraints' Jacobian.
 */
typedef struct eqr_kkt_pattern {
    size_t *row, *col, *begin, *at, *sense;
    eqr_index *mate;         /* of unknowns and rows; EQR_NO_INDEX: none */
    eqr_index *uses;         /* of an unknown: rows that have it */
    eqr_pattern pattern;
    eqr_order_work order;
} eqr_kkt_pattern;

/* Is it worth its while? */
EQR_API int eqr_kkt_may_be_sparse(const eqr_problem *p);
EQR_API void eqr_kkt_pattern_take(eqr_kkt_pattern *k, const eqr_problem *p,
                                  eqr_arena *a);
/* 0, or a negative status. */
EQR_API int eqr_kkt_pattern_fill(eqr_kkt_pattern *k, const eqr_problem *p);

EQR_API void eqr_kkt_take(eqr_kkt *k, const eqr_problem *p, eqr_arena *a);
/* The senses of the rows, and their entries: m + 1 and at most m * width. */
EQR_API int eqr_kkt_structure(const eqr_problem *p, size_t *sense,
                              size_t *begin, size_t *at);
/* Senses, structures; scales 1. */
EQR_API int eqr_kkt_begin(eqr_kkt *k, const eqr_problem *p);
/* Loss and rows at x; charged. */
EQR_API int eqr_kkt_values(eqr_kkt *k, eqr_run *run, const eqr_real *x,
                           eqr_real *f, eqr_real *c);
/* f, g, c and a at x; charged. */
EQR_API int eqr_kkt_load(eqr_kkt *k, eqr_run *run, const eqr_real *x);
/* The Hessian of the Lagrangian at x; charged. */
EQR_API int eqr_kkt_hessian(eqr_kkt *k, eqr_run *run, const eqr_real *x,
                            const eqr_real *lambda);
/*
 * Factor [H + top + dw, A'; A, -low - dc].  Held unknowns and rows left out
 * are 0 in the solution.  Counts of eigenvalues include them as those of the
 * n and of the m: as it should be, m are negative and none is 0.
 */
EQR_API eqr_inertia eqr_kkt_factor(eqr_kkt *k, eqr_real dw, eqr_real dc);
/* sol from rhs, refined; 0 where the factor was not good enough. */
EQR_API int eqr_kkt_solve(eqr_kkt *k, eqr_real dw, eqr_real dc);
/* fix = rhs - K sol */
EQR_API void eqr_kkt_residual(eqr_kkt *k, eqr_real dw, eqr_real dc);
/* out = A'y + out */
EQR_API void eqr_kkt_add_at(const eqr_kkt *k, const eqr_real *y,
                            eqr_real *out);

#endif
