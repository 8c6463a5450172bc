/*
 * interval.h -- what values an operation can take on a range of operands, by
 * the interval rule of its row in ops.def.
 *
 * The result holds every value at points of the operands, computed or exact:
 * ends are rounded outward.  It may be wider than needed, never narrower.
 */
#ifndef EQC_INTERVAL_H
#define EQC_INTERVAL_H

#include <stdbool.h>

#include "../tables/ops.h"

/*
 * All numbers from lo to hi, infinities included; lo > hi: none.  `total`:
 * there is a value at every point of the operands; else some may be NaN.
 */
struct interval { double lo, hi; bool total; };

struct interval iv_make(double lo, double hi);
struct interval iv_point(double v);
struct interval iv_everything(void);
bool iv_empty(struct interval a);
bool iv_holds(struct interval a, double v);
/* The least interval with both; total where both are. */
struct interval iv_hull(struct interval a, struct interval b);

struct interval iv_op1(enum op op, struct interval a);
struct interval iv_op2(enum op op, struct interval a, struct interval b);

#endif
