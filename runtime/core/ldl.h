/*
 * ldl.h -- dense symmetric indefinite matrices: L D L' with pivots of size 1
 * and 2.  Internal.
 */
#ifndef EQR_LDL_H
#define EQR_LDL_H

#include "real.h"

/* How many eigenvalues are below 0, and how many pivots are exactly 0. */
typedef struct eqr_inertia {
    size_t negative;
    size_t zero;
} eqr_inertia;

/*
 * Factor a, n x n by columns, of which only the lower triangle is read, in
 * place; pivot has n elements.  Bunch, Kaufman, "Some stable methods for
 * calculating inertia and solving symmetric linear systems", Math. Comp. 31
 * (1977), algorithm A.
 */
EQR_API eqr_inertia eqr_ldl(size_t n, eqr_real *a, size_t *pivot);
/*
 * Of rows k .. n - 1 (ld reals from one to the next): the size of the next
 * pivot, 1 or 2, and in *row what must come to its last place.
 */
EQR_API size_t eqr_ldl_choose(size_t n, size_t ld, const eqr_real *a,
                              size_t k, size_t *row);
/* Exchange rows and columns i < j, in columns k and on. */
EQR_API void eqr_ldl_exchange(size_t n, size_t ld, eqr_real *a, size_t k,
                              size_t i, size_t j);
/* b = A^-1 b */
EQR_API void eqr_ldl_solve(size_t n, const eqr_real *a, const size_t *pivot,
                           eqr_real *b);

#endif
