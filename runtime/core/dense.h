/*
 * dense.h -- dense linear algebra for least squares: Householder QR.
 *
 * Matrices are stored by columns, with a leading dimension ld.  Internal.
 */
#ifndef EQR_DENSE_H
#define EQR_DENSE_H

#include "real.h"

EQR_API eqr_real eqr_dot(size_t n, const eqr_real *a, const eqr_real *b);
/* b += c a */
EQR_API void eqr_axpy(size_t n, eqr_real c, const eqr_real *EQR_RESTRICT a,
                      eqr_real *EQR_RESTRICT b);
/* Euclidean norm without needless overflow or underflow. */
EQR_API eqr_real eqr_norm(size_t n, const eqr_real *a);

/*
 * Fold rows into a triangle: [r; block] = Q [r'; 0].  r is n x (n + 1), upper
 * triangular, its last column a right-hand side; so is block, rows x (n + 1).
 * The block is destroyed; what is left of its last column is the part of the
 * right-hand side that no column explains.  With `stair` the block is upper
 * triangular as well (rows = n), which halves the work.
 */
EQR_API void eqr_fold(size_t n, eqr_real *r, size_t rows, size_t ld,
                      eqr_real *block, int stair);

/*
 * QR of the first n columns of a (m x (n + extra), ld = m), the others
 * carried along; reflectors below the diagonal and in tau.  With perm
 * columns are exchanged, the largest remaining first.  Returns the number
 * of diagonal elements larger than tol times the first.
 */
EQR_API size_t eqr_qr(size_t m, size_t n, size_t extra, eqr_real *a,
                      eqr_real *tau, size_t *perm, eqr_real tol);
/* x = Q x for the Q of eqr_qr (m x n, without perm). */
EQR_API void eqr_qr_apply(size_t m, size_t n, const eqr_real *a,
                          const eqr_real *tau, eqr_real *x);

/*
 * A bound of the inverse of the n x n upper triangle r: the largest sum of a
 * row of that of the comparison matrix; not finite where a diagonal element is
 * 0.  unit: 1 / the diagonal; z: n, scratch.
 */
EQR_API eqr_real eqr_inverse_bound(size_t n, const eqr_real *r,
                                   const eqr_real *unit, eqr_real *z);

/* Solve R x = x, R' x = x for the leading k x k upper triangle of r. */
EQR_API void eqr_solve_upper(size_t k, size_t ld, const eqr_real *r,
                             eqr_real *x);
EQR_API void eqr_solve_upper_t(size_t k, size_t ld, const eqr_real *r,
                               eqr_real *x);

#endif
