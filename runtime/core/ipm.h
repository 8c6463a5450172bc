/*
 * ipm.h -- the primal-dual interior point method's state and parts.
 *
 * Wachter, Biegler, "On the implementation of an interior-point filter
 * line-search algorithm for large-scale nonlinear programming", Mathematical
 * Programming 106 (2006): the algorithm, and where nothing else is said the
 * constants of its section 3.  Inequalities c >= 0 have slacks s > 0; the
 * barrier keeps slacks and bounded unknowns inside.  Internal.
 */
#ifndef EQR_IPM_H
#define EQR_IPM_H

#include "kkt.h"
#include "optimal.h"

enum { EQR_FILTER_MOST = 64 };

typedef struct eqr_barrier {
    eqr_kkt k;
    eqr_real *s;             /* m: slacks; 0 for equations */
    eqr_real *lambda;        /* m */
    eqr_real *zl, *zu, *zs;  /* multipliers of the bounds, of s >= 0 */
    eqr_real *dx, *ds;       /* the step; that of lambda is k.sol + n */
    eqr_real *x;             /* the trial point */
    eqr_real *st, *ct;       /* its slacks and rows */
    eqr_real *cs;            /* m: rows of a second-order correction */
    eqr_real *low, *high;    /* n: bounds, a little wider */
    eqr_real *damp;          /* n: squares of the columns of k's a */
    eqr_real *kept;          /* n: the best point that keeps the rows ... */
    eqr_real kept_loss;      /* ... its loss, scaled ... */
    eqr_real kept_mu;        /* ... the barrier there ... */
    int keeps;               /* ... if there is one */
    eqr_real mu;             /* of the barrier */
    eqr_real tol, passes;    /* passes: what the verdict lets pass, optimal.c */
    eqr_real theta, phi;     /* at run->x: sum |c - s|; the barrier function */
    eqr_real slope;          /* of phi along the step */
    eqr_real least, most;    /* bounds of theta */
    eqr_real last_dw;        /* the last shift of the Hessian that helped */
    eqr_real filter[EQR_FILTER_MOST][2];
    size_t filters, oldest;
    size_t limit;            /* steps */
    size_t stays;            /* restorations in a row */
    size_t creeps;           /* very short steps in a row */
    size_t again, until;     /* ends that were not good enough; the next one */
    eqr_real dw, dc;         /* the shifts of the last system */
} eqr_barrier;

EQR_API int eqr_ipm_low(const eqr_problem *p, size_t j);
EQR_API int eqr_ipm_high(const eqr_problem *p, size_t j);
/* Do both bounds leave it one value? */
EQR_API int eqr_ipm_fixed(const eqr_problem *p, size_t j);

/*
 * Where there is one bound only, the barrier falls for ever; a slope of so
 * much of mu ends that (section 3.7): what it adds to unknown j's slope.
 */
#define EQR_IPM_DRIFT EQR_C(1e-5)
EQR_API eqr_real eqr_ipm_drift(const eqr_barrier *s, size_t j);
/* What the barrier pushes slack i up by. */
EQR_API eqr_real eqr_ipm_push(const eqr_barrier *s, size_t i);

/* Into the interior, not too close to a bound (ipm_start.c; section 3.6). */
EQR_API void eqr_ipm_inside(eqr_barrier *s, eqr_real *x);
/*
 * k is loaded at x: remember x where it keeps the rows and is the best that did
 * (ipm_kept.c).  After the last step: back to that where the end does not keep
 * them.
 */
EQR_API void eqr_ipm_keep(eqr_barrier *s, const eqr_real *x);
EQR_API void eqr_ipm_fall_back(eqr_barrier *s, eqr_run *run);
/*
 * Where rows have no multipliers, a bound that gives way by so little moves
 * the end by much: back to the best point that keeps the rows, and on with
 * bounds that do not give way.  0: there is no such point inside them.
 */
EQR_API int eqr_ipm_retreat(eqr_barrier *s, eqr_run *run);
/*
 * Inequalities that no unknown changes and that hold become 0 = 0: one that
 * holds with both sides equal has no interior, and its multiplier no bound.
 * k is loaded at x, and not scaled.
 */
EQR_API void eqr_ipm_constant(eqr_kkt *k, const eqr_real *x);
/* No gradient longer than 100 (section 3.8). */
EQR_API void eqr_ipm_scale(eqr_kkt *k);
/*
 * The first multipliers (section 3.6): 1 of what has a bound, those of the
 * rows so that the Lagrangian's slope is least; where that makes them very
 * large, the rows depend on each other, and they are 0.
 */
EQR_API void eqr_ipm_estimate(eqr_barrier *s);
/*
 * After a step whose Hessian was shifted, k loaded: its multipliers balance
 * the shift, too, and the next Hessian needs a shift as large as they are.
 * Large ones give way to those of least squares, where these are a tenth.
 */
EQR_API void eqr_ipm_calm(eqr_barrier *s);

/* The longest step of v + t d inside v > 0 times reach; at most `from`. */
EQR_API eqr_real eqr_ipm_limit(eqr_real from, eqr_real reach, eqr_real v,
                               eqr_real d);
/* The same for the unknowns and slacks at run->x along dx, ds. */
EQR_API eqr_real eqr_ipm_longest(const eqr_barrier *s, const eqr_run *run);

/* sum |c - slack| and the barrier function at a point. */
EQR_API eqr_real eqr_ipm_theta(const eqr_barrier *s, const eqr_real *c,
                               const eqr_real *slack);
EQR_API eqr_real eqr_ipm_phi(const eqr_barrier *s, const eqr_real *x, eqr_real f,
                             const eqr_real *slack);

/*
 * Solve for the step from k's g, c, a, h with the rows' values c; ds follows.
 * 0: the system cannot be made regular.
 */
EQR_API int eqr_ipm_direction(eqr_barrier *s, const eqr_real *x);
/* The same with the factor that there is; 0: it was not good enough. */
EQR_API int eqr_ipm_again(eqr_barrier *s, const eqr_real *x, const eqr_real *c);

/*
 * Find a step length (ipm_search.c): the trial is then in x, st.  EQR_GO_ON,
 * EQR_ENDED where none was found, or a negative status.
 */
EQR_API int eqr_ipm_search(eqr_barrier *s, eqr_run *run, eqr_real *length);
EQR_API void eqr_ipm_filter(eqr_barrier *s, eqr_real theta, eqr_real phi);
EQR_API int eqr_ipm_filtered(const eqr_barrier *s, eqr_real theta, eqr_real phi);

/*
 * damp: the columns' squares, the largest since it was fresh; steps that are
 * measured by them do not depend on the unknowns' units (More 1978).  What no
 * row sees gets the rounding of the largest.
 */
EQR_API void eqr_ipm_columns(eqr_barrier *s, int fresh);

/*
 * Make theta smaller, whatever the loss (ipm_restore.c); much smaller, where
 * the last time was of no use.  EQR_GO_ON where it did, EQR_ENDED where it is
 * as small as it gets near here.
 */
EQR_API int eqr_ipm_restore(eqr_barrier *s, eqr_run *run);

/*
 * To where the square of what is broken is least, without a barrier, which
 * pushes what holds ever farther: rows that contradict each other are seen
 * there (optimal.c).  EQR_ENDED, or a negative status.
 */
EQR_API int eqr_ipm_least(eqr_barrier *s, eqr_run *run);

/*
 * From the end of the barrier's path to the bounds and rows it leads to, by
 * Newton's method on those (ipm_polish.c); the better of both points stays.
 * EQR_ENDED, or EQR_GO_ON where neither is good enough.
 */
EQR_API int eqr_ipm_polish(eqr_barrier *s, eqr_run *run);

/*
 * k is loaded at x, and found is measured there: multipliers of least squares,
 * where those that there are do not balance the loss, or are very large
 * (ipm_price.c).
 */
EQR_API void eqr_ipm_price(eqr_barrier *s, const eqr_real *x,
                           eqr_optimality *found);
/* Are they so large that they only balance each other? */
EQR_API int eqr_ipm_runs_away(const eqr_kkt *k, const eqr_real *x,
                              const eqr_real *lambda);

#endif
