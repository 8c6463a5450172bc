/* lsq_band.h -- matrices in a band, for lsq.h.  Internal. */
#ifndef EQR_LSQ_BAND_H
#define EQR_LSQ_BAND_H

#include "lsq.h"

/* The analysis says how far apart the unknowns of a row are: its `span`. */
EQR_API const eqr_kind *eqr_kind_band(void);

#endif
