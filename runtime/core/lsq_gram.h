/*
 * lsq_gram.h -- dense least squares from J'J, for a third of the work of QR,
 * where the columns of J differ so clearly that nothing is lost.  Internal.
 *
 * Whether they do is seen at the last point (eqr_gram_plan) and looked at once
 * more at this one (eqr_gram_end): where they do not, the rows are folded; they
 * are asked for again where they are more than a block.
 */
#ifndef EQR_LSQ_GRAM_H
#define EQR_LSQ_GRAM_H

#include "lsq.h"

/* From now on, where the problem is not linear: its digits are those of QR. */
EQR_API void eqr_gram_allow(eqr_lsq *q, const eqr_problem *p);
/* Add the rows at hand to q->e = J'J, J'u and to q->rest = u'u. */
EQR_API void eqr_gram_add(eqr_lsq *q, size_t rows);
/* The model from these, with its factor; 0 where rounding might count. */
EQR_API int eqr_gram_end(eqr_lsq *q);
/* The same as a triangle of J and u, into q->r. */
EQR_API void eqr_gram_unfold(eqr_lsq *q);
/*
 * Will J'J do at the next point?  After a model that is folded, of full rank,
 * all columns of it free; inverse: a bound, of that of its scaled triangle.
 */
EQR_API void eqr_gram_plan(eqr_lsq *q, eqr_real inverse);
/* The triangle of the damped problem into q->s; columns are not exchanged. */
EQR_API void eqr_gram_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu);

#endif
