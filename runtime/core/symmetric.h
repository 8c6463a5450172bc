/*
 * symmetric.h -- a sparse symmetric matrix from the entries of a problem's
 * Hessian: products, sizes of columns, an incomplete factor.  Memory is a
 * multiple of the entries.  Internal.
 */
#ifndef EQR_SYMMETRIC_H
#define EQR_SYMMETRIC_H

#include "run.h"

typedef struct eqr_symmetric {
    size_t n, count;         /* unknowns; entries as the problem gives them */
    size_t *row, *col;       /* of each entry, and of n on the diagonal */
    size_t *slot;            /* of each of those: where it adds */
    size_t *start;           /* n + 1: where a column's slots begin */
    size_t *at;              /* row of a slot; the diagonal comes first */
    eqr_real *value;         /* entries */
    eqr_real *a;             /* slots: the lower triangle */
    eqr_real *l;             /* slots: the incomplete factor */
    int odd;                 /* some second derivative has no value */
    eqr_real *size;          /* n: norms of the columns, none of them 0 */
    eqr_real *line;          /* n: scratch */
    size_t *mark, *head, *next, *reach;      /* n: scratch */
} eqr_symmetric;

EQR_API void eqr_symmetric_take(eqr_symmetric *m, const eqr_problem *p,
                                eqr_arena *a);
EQR_API int eqr_symmetric_begin(eqr_symmetric *m, const eqr_problem *p);
/* The Hessian of the loss at x; charged.  What has no value there is 0. */
EQR_API int eqr_symmetric_load(eqr_symmetric *m, eqr_run *run,
                               const eqr_real *x);
/* out = A v, of unknowns that are free (not 0); 0 for the others. */
EQR_API void eqr_symmetric_times(const eqr_symmetric *m, const char *free,
                                 const eqr_real *v, eqr_real *out);
/*
 * Factor A + shift size, with the smallest shift found that lets it, on the
 * pattern of A, of unknowns that are free.  Lin, More, "Incomplete Cholesky
 * factorizations with limited memory", SIAM J. Sci. Comput. 21 (1999).
 */
EQR_API void eqr_symmetric_factor(eqr_symmetric *m, const char *free);
/* v = (L L')^-1 v */
EQR_API void eqr_symmetric_ease(const eqr_symmetric *m, eqr_real *v);

#endif
