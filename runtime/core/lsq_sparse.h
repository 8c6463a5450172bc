/* lsq_sparse.h -- sparse matrices, for lsq.h.  Internal. */
#ifndef EQR_LSQ_SPARSE_H
#define EQR_LSQ_SPARSE_H

#include "lsq.h"

/* The analysis has the pattern. */
EQR_API const eqr_kind *eqr_kind_sparse(void);
/* And the form of square.h. */
EQR_API const eqr_kind *eqr_kind_lu(void);

#endif
