/* points.h -- the tables of interp and pchip. */
#ifndef EQC_POINTS_H
#define EQC_POINTS_H

#include "lowering.h"

/*
 * Of element variable 0, and of indices in scope where there is a table for
 * each of them.
 */
struct points { Expr x, y, count; };

/* The table of a call's last two arguments; false after an error. */
bool points_read(struct lower *l, Ast call, const struct value *v,
                 struct points *t);
/* e's element k. */
Expr points_at(struct lower *l, Expr e, Expr k);
/* The same numbers, computed once. */
Expr points_kept(struct lower *l, Expr e, Expr count, struct span span);
/*
 * Can the segment of x be searched for?  The points lie side by side, and
 * which values are used does not depend on unknowns, or the values do not.
 */
bool points_searched(struct lower *l, const struct points *t, Expr x);

#endif
