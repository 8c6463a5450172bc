/*
 * nullspace.h -- what a matrix maps to zero, in floating point, with a clear
 * gap between what counts as zero and what does not, or no answer.
 */
#ifndef EQC_NULLSPACE_H
#define EQC_NULLSPACE_H

struct nullspace {
    unsigned n;              /* columns */
    double *r;               /* n x n: R of all rows so far, row-major */
    double *basis;           /* after solve: dim rows of n, reduced; entry
                                pivot[k] of row k is 1, and 0 in the others */
    unsigned *pivot;
    int dim;                 /* -1: no clear gap */
    double near;             /* the least singular value that is not zero, of
                                the largest; columns of length 1 */
    double *nearly;          /* its vector, n, for columns of length 1 */
};

enum nullspace_order { PIVOT_FIRST, PIVOT_LAST };

void nullspace_make(struct nullspace *s, unsigned n);
void nullspace_free(struct nullspace *s);
/* One more row (n values, overwritten); its length does not matter. */
void nullspace_row(struct nullspace *s, double *row);
/*
 * Find the basis.  Columns are scaled to length 1 first, so that units do not
 * matter.  Pivots are the first, or the last, columns that can be.
 */
void nullspace_solve(struct nullspace *s, enum nullspace_order order);

#endif
