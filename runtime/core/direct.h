/*
 * direct.h -- a square J factored as it is, not as J'J: head and tail of
 * square.h by substitution, the core by fronts, L D L' where it is symmetric
 * before rows were weighted and that goes well, L U else.  Internal.
 */
#ifndef EQR_DIRECT_H
#define EQR_DIRECT_H

#include "square.h"

/* J by rows: its values are weighted by `weight` each. */
typedef struct eqr_matrix_rows {
    const size_t *start;
    const eqr_index *col;
    const eqr_real *value, *weight;
} eqr_matrix_rows;

typedef struct eqr_direct {
    const eqr_square *square;
    eqr_front front;
    eqr_real *v;             /* of the core: see slot of eqr_square */
    eqr_real *least, *b;     /* n each */
    int symmetric;           /* L D L' of rows as they were */
    int ready;               /* there is a factor, of this J or an earlier */
} eqr_direct;

EQR_API void eqr_direct_take(eqr_direct *d, const eqr_square *s,
                             eqr_arena *a);
/*
 * 1, or 0 where this does not do: a pivot is not above tol times the norm of
 * its column, c before rows and unknowns are taken out.
 */
EQR_API int eqr_direct_factor(eqr_direct *d, const eqr_matrix_rows *j,
                              const eqr_real *c, eqr_real tol);
/* As many solves take an eighth of what factoring multiplies. */
EQR_API int eqr_direct_solves(const eqr_direct *d);
/* J p = b, b by rows. */
EQR_API void eqr_direct_solve(eqr_direct *d, const eqr_matrix_rows *j,
                              const eqr_real *b, eqr_real *p);

#endif
