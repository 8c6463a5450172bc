/*
 * eqr.h -- the contract between a problem and the solvers.
 *
 * A problem is a handful of functions behind one pointer: residual rows and
 * their Jacobian, or a loss and its gradient.  Generated C fills this struct,
 * and so does the interpreter inside eqc; the solvers know nothing else.
 * C99, libc and libm; no allocation, no globals, no stdio.
 */
#ifndef EQR_H
#define EQR_H

#include "real.h"
#include "status.h"

/* Version of struct eqr_problem; eqr_solve refuses any other. */
#define EQR_VERSION 4

/*
 * A block of rows: residuals, or derived results (`show`).  Rows are asked for
 * by range [lo, hi), so memory need not grow with their number.
 *   width      the most Jacobian entries that one row can have
 *   entries    the most that all rows can have together, where that is known to
 *              be less than count * width; else 0: see eqr_entries
 *   structure  start[k - lo] .. start[k - lo + 1]: entries of row k;
 *              col[]: the unknown of each, 0-based; one row may hold a column
 *              twice, and the entries add.  start has hi - lo + 1 elements,
 *              start[0] = 0.  Solvers ask for at most 64 rows at a time.
 *   values     r[k - lo] and the entries' values in the order of `structure`;
 *              either output may be NULL.
 * All return 0, or the negative status that stopped them.
 */
typedef struct eqr_rows {
    size_t count;
    size_t width;
    int (*structure)(void *user, size_t lo, size_t hi, size_t *start,
                     size_t *col);
    int (*values)(void *user, const eqr_real *x, size_t lo, size_t hi,
                  eqr_real *r, eqr_real *jac);
    size_t entries;
} eqr_rows;

/*
 * A symmetric matrix in the unknowns, by entries: its lower triangle, row >=
 * col.  The structure is the same at every point.  A place may come several
 * times: entries add; one may be 0 everywhere.
 *   count      entries
 *   structure  row[k] and col[k] of each, 0-based
 *   values     in the order of `structure`: the second derivatives of
 *                  objective * loss + sum multiplier[k] * (constraint row k)
 *              multiplier: constraint.count values; NULL only without any
 * Both return 0, or the negative status that stopped them.
 */
typedef struct eqr_hessian {
    size_t count;
    int (*structure)(void *user, size_t *row, size_t *col);
    int (*values)(void *user, const eqr_real *x, eqr_real objective,
                  const eqr_real *multiplier, eqr_real *value);
} eqr_hessian;

/*
 * The same for J'WJ, of the residual rows u and W = rho'(u) / (2 u), the
 * robust weights (1 without a robust loss).  Rows are added up one by one:
 * memory does not grow with their number.
 *   values     the entries, J'Wu (n values: half the loss's gradient, where
 *              the loss is the sum of rho) and the loss; f may be NULL
 */
typedef struct eqr_normal {
    size_t count;
    int (*structure)(void *user, size_t *row, size_t *col);
    int (*values)(void *user, const eqr_real *x, eqr_real *value,
                  eqr_real *jtr, eqr_real *f);
} eqr_normal;

/* What is asked of a constraint's row, left - right. */
enum eqr_sense {
    EQR_EQUAL,               /* is 0                                      */
    EQR_AT_MOST,             /* is not above 0                            */
    EQR_AT_LEAST             /* is not below 0                            */
};

enum eqr_class {
    EQR_CLASS_SYSTEM,        /* only equations                            */
    EQR_CLASS_LEAST_SQUARES, /* rows are sqrt(weight) * (left - right)    */
    EQR_CLASS_MINIMISE,      /* a loss that is no sum of squares          */
    EQR_CLASS_EVALUATION     /* no unknowns: only results                 */
};

/* How a solver keeps its matrices: rows of matrices.def. */
enum eqr_matrix {
#define MATRIX(NAME, name, text) EQR_MATRIX_##NAME,
#include "matrices.def"
#undef MATRIX
    EQR_MATRICES
};

enum eqr_flag {
    EQR_LINEAR = 1,      /* rows are affine in all unknowns               */
    EQR_ABSOLUTE = 2,    /* every row has a known sigma: errors absolute  */
    EQR_DETERMINED = 4,  /* asked for: rank loss is UNDERDETERMINED       */
    EQR_LINEAR_CONSTRAINTS = 8,  /* constraint rows are affine, too       */
    EQR_LINEAR_LOSS = 16         /* the loss is affine                    */
};

/*
 * x has n unknowns.  `prepare` fixes the point for the calls that follow (it
 * computes what does not depend on the row); NULL where there is nothing to
 * do.  Every other function is called only after prepare(x) with the same x.
 *   residual   weighted rows u = sqrt(w) * (left - right); without weights and
 *              without a robust loss these are left - right
 *   magnitude  M(left) + M(right) of equation rows [lo, hi): what rounding
 *              can be blamed for; NULL unless class is SYSTEM
 *   robust     for rows [lo, hi), from their u: rho(u) and rho'(u) / (2 u)
 *              (1 at u = 0 where rho = u^2); NULL: all rows are u^2
 *   separable  the separable_count unknowns, 0-based, that all rows are affine
 *              in, jointly, whatever the others are; NULL: none is known
 *   loss       the total as the user wrote it, made small; NULL for systems
 *   gradient   of that total, and its value; either output may be NULL.  For
 *              a system: of the sum of squared residuals.
 * lower and upper hold n bounds each, or are NULL.
 *
 * Constraints, beside whatever the class is (count 0: there are none):
 *   constraint            rows left - right, unweighted, and their Jacobian
 *   sense                 enum eqr_sense of rows [lo, hi)
 *   constraint_magnitude  as `magnitude`, of constraint rows [lo, hi)
 *
 * Second derivatives and products; NULL, or `structure` NULL, where nobody
 * asked for them.  For each: outputs are written, never added to.
 *   hessian    of the Lagrangian
 *   normal     J'WJ of the residual
 *   hv         H v with the arguments of hessian.values; out: n values
 *   vj         J'w; w: residual.count values; out: n values
 *   along      fixes a direction v (n values) for the two below, at x
 *   jv         rows [lo, hi) of J v
 *   jvv        rows [lo, hi) of the second derivative of u(x + t v) in t, at
 *              t = 0: what geodesic acceleration needs
 */
typedef struct eqr_problem {
    int version;             /* EQR_VERSION */
    int cls;                 /* enum eqr_class */
    unsigned flags;          /* enum eqr_flag */
    void *user;
    size_t n;
    const eqr_real *lower;
    const eqr_real *upper;
    int (*prepare)(void *user, const eqr_real *x);
    eqr_rows residual;
    int (*magnitude)(void *user, const eqr_real *x, size_t lo, size_t hi,
                     eqr_real *m);
    int (*robust)(void *user, size_t lo, size_t hi, const eqr_real *u,
                  eqr_real *rho, eqr_real *weight);
    size_t separable_count;
    int (*separable)(void *user, size_t *unknown);
    int (*loss)(void *user, const eqr_real *x, eqr_real *f);
    int (*gradient)(void *user, const eqr_real *x, eqr_real *f, eqr_real *g);
    eqr_rows show;           /* derived results; count 0 where there are none */
    int (*spread)(void *user, eqr_real *total);   /* the weighted squares of
                                the data about their mean, for R^2; or NULL */
    eqr_rows constraint;
    int (*sense)(void *user, size_t lo, size_t hi, size_t *sense);
    int (*constraint_magnitude)(void *user, const eqr_real *x, size_t lo,
                                size_t hi, eqr_real *m);
    eqr_hessian hessian;
    eqr_normal normal;
    int (*hv)(void *user, const eqr_real *x, eqr_real objective,
              const eqr_real *multiplier, const eqr_real *v, eqr_real *out);
    int (*vj)(void *user, const eqr_real *x, const eqr_real *w,
              eqr_real *out);
    int (*along)(void *user, const eqr_real *x, const eqr_real *v);
    int (*jv)(void *user, const eqr_real *x, size_t lo, size_t hi,
              eqr_real *out);
    int (*jvv)(void *user, const eqr_real *x, size_t lo, size_t hi,
               eqr_real *out);
    const struct eqr_analysis *analysis;   /* of analysis.h; NULL: none */
    const struct eqr_terms *terms;   /* the loss by rows, for batches.h; NULL:
                                nobody asked for them */
} eqr_problem;

/* A problem without anything: what is not there is 0 and NULL. */
EQR_API void eqr_problem_clear(eqr_problem *p);

/* The options: one row each in options.def. NaN or 0 = the solver's own. */
typedef struct eqr_options {
#define OPTION(type, name, value, whose, text) type name;
#include "options.def"
#undef OPTION
    void *caller;            /* handed to both callbacks */
    int (*cancel)(void *caller);  /* polled before each step; nonzero: stop;
                                EQR_BUDGET: as at a limit, of time or else */
    void (*trace)(void *caller, size_t step, eqr_real loss,
                  const eqr_real *x, size_t n);   /* before step 0, 1, ... */
} eqr_options;

/* What a solve found; one row each in results.def. */
typedef struct eqr_result {
#define RESULT(type, name, text) type name;
#include "results.def"
#undef RESULT
} eqr_result;

/*
 * One solver run.  `own` is the solver's memory.  x and loss are kept current
 * by the solver: the trace reads them.  `left` is the hard budget; the
 * helpers of run.h charge it.
 */
typedef struct eqr_run {
    const eqr_problem *problem;
    const struct eqr_solver *solver;
    const eqr_options *options;
    eqr_result *result;
    eqr_real *x;             /* the current, and in the end the best, point */
    void *own;
    size_t step;             /* steps made */
    size_t left;             /* evaluations left */
    size_t reserve;          /* evaluations set aside for the verdict */
    eqr_real loss;           /* at x, as the solver sees it */
} eqr_run;

enum { EQR_GO_ON = 0, EQR_ENDED = 1 };   /* else: a negative status */

enum eqr_need { EQR_ROWS = 1, EQR_GRADIENT = 2, EQR_SQUARE = 4,
                EQR_HESSIAN = 8 };
enum eqr_honour {
    EQR_BOUNDS = 1,
    EQR_CONSTRAINTS = 2,
    EQR_STEPS = 4,           /* makes the steps asked for, at a rate lr */
    EQR_PROJECTS = 16,       /* solves for the separable unknowns apart */
    EQR_RATE = 8,            /* follows a schedule of the rate */
    EQR_BATCHES = 32,        /* a step needs one gradient, of any few rows */
    EQR_LEARNS = EQR_STEPS | EQR_RATE | EQR_BATCHES
};

/*
 * A solver: init, then step until it does not return EQR_GO_ON, then done.
 * `ended` says with which claim (result->claim); the verdict is drawn after
 * that from a fresh evaluation, so a claim is only a hint.
 */
typedef struct eqr_solver {
    const char *name;
    unsigned needs;
    unsigned honours;
    size_t (*work_size)(const eqr_problem *p);   /* bytes; 0 on overflow */
    int (*init)(eqr_run *run);
    int (*step)(eqr_run *run);
    void (*done)(eqr_run *run);
    int (*verdict)(eqr_run *run);    /* of verdict.h; may use `own` again */
} eqr_solver;

/* No row of a fit or a system is left, so that any point would do: refused. */
EQR_API int eqr_asks_nothing(const eqr_problem *p);

/*
 * Bytes that eqr_solve needs for this problem and solver; 0 on overflow.  The
 * memory must be aligned for double, size_t and pointers, as malloc's is.
 */
EQR_API size_t eqr_work_size(const eqr_problem *p, const eqr_solver *s);

/*
 * Solve from x (n values), in place; options may be NULL.  Returns and stores
 * the status.  After every status x holds the best point, inside its bounds;
 * after STEPS_DONE the last one.
 */
EQR_API int eqr_solve(const eqr_problem *p, const eqr_solver *s,
                      const eqr_options *o, eqr_real *x, void *work,
                      eqr_result *result);

/*
 * The same in three calls, for callers who own the loop:
 *     c = eqr_begin(&run, ...); while (c == EQR_GO_ON) c = eqr_advance(&run);
 *     status = eqr_finish(&run, c);
 */
EQR_API int eqr_begin(eqr_run *run, const eqr_problem *p, const eqr_solver *s,
                      const eqr_options *o, eqr_real *x, void *work,
                      eqr_result *result);
EQR_API int eqr_advance(eqr_run *run);
EQR_API int eqr_finish(eqr_run *run, int claim);

/* Options with every field at "the solver's own". */
EQR_API eqr_options eqr_options_default(void);

#endif
