/*
 * rows.h -- one pass over all residual rows, by blocks.
 *
 * Memory does not grow with the number of rows.  Internal to the runtime.
 */
#ifndef EQR_ROWS_H
#define EQR_ROWS_H

#include "run.h"

/* Rows in a block: tall enough to amortise a fold, small enough for a cache. */
enum { EQR_BLOCK = 64 };

/* An equation holds when |row| <= EQR_HOLDS * magnitude (DESIGN 2.2). */
#define EQR_HOLDS (EQR_C(64.0) * EQR_EPS)

/* The rows [lo, hi) as handed to a sink. */
typedef struct eqr_block {
    size_t lo;
    size_t hi;
    int plain;                     /* no robust losses: rho u^2, weight 1 */
    eqr_real u[EQR_BLOCK];         /* weighted residuals */
    eqr_real rho[EQR_BLOCK];       /* else: their loss */
    eqr_real weight[EQR_BLOCK];    /* else: rho'(u) / (2 u) */
    eqr_real magnitude[EQR_BLOCK];
    size_t *start;
    eqr_real *jac;
    size_t *col;
} eqr_block;

/* What is asked (first part) and what is found. */
typedef struct eqr_pass {
    int plain;               /* robust losses count as squares */
    int judge;               /* ask for the magnitudes of a system, too */
    eqr_real *jac;           /* EQR_BLOCK * width each; NULL: no Jacobian */
    size_t *col;
    size_t *start;           /* EQR_BLOCK + 1, where there is one */
    int kept;                /* start and col are those of all blocks */
    void (*sink)(void *to, const eqr_block *block);
    void *to;
    const eqr_real *scale;   /* of each row in cost; not robust; or NULL */
    eqr_real sse;            /* sum of u^2 */
    eqr_real cost;           /* sum of rho, scaled */
    eqr_real blame;          /* sum of |u| * magnitude */
    eqr_real worst;          /* largest |u| / (EQR_HOLDS * magnitude) */
    size_t worst_row;        /* its row; the row that is not finite */
} eqr_pass;

/* A pass that asks for residuals only. */
EQR_API eqr_pass eqr_pass_plain(void);
/* Rows in a block of this problem. */
EQR_API size_t eqr_block_rows(const eqr_problem *p);
/* The most entries of all rows; as large as can be where no number holds it. */
EQR_API size_t eqr_entries(const eqr_rows *rows);
/* A pass at x: 0, or a negative status.  Not charged: eqr_eval_rows is. */
EQR_API int eqr_rows_pass(const eqr_problem *p, const eqr_real *x,
                          eqr_pass *pass);
EQR_API int eqr_eval_rows(eqr_run *run, const eqr_real *x, eqr_pass *pass);

#endif
