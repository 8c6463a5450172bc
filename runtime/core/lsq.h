/*
 * lsq.h -- the linear least-squares problem at a point: min |J p + u|.
 *
 * Rows are taken in as they come; steps are solved from what that leaves.
 * Shared by lm, newton, linear, the verdict and the statistics.  Internal.
 */
#ifndef EQR_LSQ_H
#define EQR_LSQ_H

#include "rows.h"

struct eqr_kind;

/* Dense kind: are rows taken in as J'J?  Never; not yet; from now on. */
enum eqr_gram { EQR_GRAM_NEVER, EQR_GRAM_LATER, EQR_GRAM_NEXT };

typedef struct eqr_lsq {
    const struct eqr_kind *kind;
    const struct eqr_analysis *analysis;
    size_t n;
    size_t rows;             /* in a block */
    size_t all;              /* rows */
    eqr_real *c;             /* norms of J's columns, 1 for 0 */
    eqr_real *g;             /* J'u */
    eqr_real *v;             /* scratch */
    eqr_real *alone;         /* systems: -u / J of a row with one unknown, which
                                says alone what that unknown is; else NaN */
    int any_alone;           /* such a row was found: else alone is not set */
    const unsigned char *only;   /* per unknown: may it move; NULL: all may;
                                dense kinds alone honour it */
    size_t rank;             /* of the free columns */
    eqr_real norm;           /* |u|, robust weights applied */
    eqr_real along;          /* |the part of u that free columns explain| */
    eqr_real rounding;       /* |u| that rounding in J's columns may cause */
    eqr_pass pass;
    int full;                /* each row (so far) has all columns in order */
    void *own;               /* of a kind that is not dense; dense ones have */
    eqr_real *r;             /* n x (n + 1): J and u, folded; not of J'J */
    eqr_real *f;             /* n x (n + 1): QR of r / c, free ones; pivoted
                                where rank is in doubt */
    eqr_real *inv;           /* 1 / c */
    eqr_real *unit;          /* 1 / the diagonal of f */
    eqr_real *s;             /* n x (n + 1): scratch, the damped triangle */
    eqr_real *e;             /* n x (n + 1): scratch, the damping rows */
    eqr_real *tau;           /* of QR; 1 / the diagonal of s, where damped */
    size_t *perm;
    int gram;                /* enum eqr_gram */
    int squared;             /* this model is of J'J, which e has, scaled */
    int made;                /* with its factor: no column is held */
    int again;               /* it has too few digits: fold the rows */
    int empty;               /* no block is folded yet */
    eqr_real rest;           /* sum of squares that no column explains */
    eqr_real *block;         /* EQR_BLOCK x (n + 1), one block of rows, and
                                room for four of n */
} eqr_lsq;

/*
 * How a matrix is kept: dense triangles, a band, or sparse fronts.  The
 * functions are those below without eqr_lsq_; take gets the kind's own memory,
 * begin, sink and end go round a pass.  clear may be NULL, and the last three
 * are for lsq_normal.c.
 *   normal   out = J'J in, over the free columns; returns |J in|
 *   shift    factor J'J + mu d^2
 *   solve    with it, in place
 */
typedef struct eqr_kind {
    int matrix;              /* enum eqr_matrix */
    void (*take)(eqr_lsq *q, const eqr_problem *p, eqr_arena *a);
    void (*begin)(eqr_lsq *q);
    void (*sink)(eqr_lsq *q, const eqr_block *b);
    void (*end)(eqr_lsq *q);
    void (*factor)(eqr_lsq *q, const eqr_problem *p, const eqr_real *x);
    void (*newton)(eqr_lsq *q, const eqr_real *metric, eqr_real *p);
    void (*damped)(eqr_lsq *q, const eqr_real *d, eqr_real mu, eqr_real *p);
    void (*slope)(eqr_lsq *q, eqr_real *out);
    eqr_real (*inverse)(eqr_lsq *q, eqr_real *b, int damped);
    eqr_real (*gain)(eqr_lsq *q, const eqr_real *p);
    eqr_real (*image)(eqr_lsq *q, const eqr_real *p);
    size_t (*clear)(const eqr_lsq *q, eqr_real least, eqr_real *part);
    eqr_real (*normal)(eqr_lsq *q, const eqr_real *in, eqr_real *out);
    void (*shift)(eqr_lsq *q, const eqr_real *d, eqr_real mu);
    void (*solve)(eqr_lsq *q, eqr_real *b);
} eqr_kind;

EQR_API const eqr_kind *eqr_kind_dense(void);

/* Memory from the arena. */
EQR_API void eqr_lsq_take(eqr_lsq *q, const eqr_problem *p, eqr_arena *a);
/* Evaluate all rows at x (charged) and fold them; pass.judge as set. */
EQR_API int eqr_lsq_load(eqr_lsq *q, eqr_run *run, const eqr_real *x);
EQR_API int eqr_lsq_fold(eqr_lsq *q, const eqr_problem *p, const eqr_real *x);
/* Gradient, held unknowns, rank.  x NULL: no unknown is held. */
EQR_API void eqr_lsq_factor(eqr_lsq *q, const eqr_problem *p,
                            const eqr_real *x);

/*
 * The step to the least-squares point; of all such the shortest, as measured
 * by |metric p| (NULL: |p|).
 */
EQR_API void eqr_lsq_newton(eqr_lsq *q, const eqr_real *metric, eqr_real *p);
/* The step that makes |J p + u|^2 + mu |d p|^2 least; mu > 0. */
EQR_API void eqr_lsq_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                            eqr_real *p);
/* out = J'u over the free columns, 0 for the others */
EQR_API void eqr_lsq_slope(eqr_lsq *q, eqr_real *out);
/*
 * sqrt(b' A^-1 b), A = J'J of the free columns, or what was last damped;
 * destroys b.  Without damping: NaN where the kind cannot tell.
 */
EQR_API eqr_real eqr_lsq_inverse(eqr_lsq *q, eqr_real *b, int damped);
/*
 * Dense kind: how many columns differ from those before by more than `least` of
 * their length, and the length of the part of u along these.
 */
EQR_API size_t eqr_lsq_clear(const eqr_lsq *q, eqr_real least,
                             eqr_real *part);
/* |u|^2 - |J p + u|^2, without cancellation. */
EQR_API eqr_real eqr_lsq_gain(eqr_lsq *q, const eqr_real *p);
/* |J p| */
EQR_API eqr_real eqr_lsq_image(eqr_lsq *q, const eqr_real *p);
/* |d p| */
EQR_API eqr_real eqr_lsq_length(const eqr_lsq *q, const eqr_real *d,
                                const eqr_real *p);

/*
 * Dense kind, after eqr_lsq_factor: the vector of the null space of J that
 * belongs to column `rank` <= j < n, its largest element 1 or -1.
 */
EQR_API void eqr_lsq_null(eqr_lsq *q, size_t j, eqr_real *b);

/* ------------------------------------------------------------- for kinds */

/* The factor of row i of a block: robust weight, scale of the row. */
EQR_API eqr_real eqr_lsq_weight(const eqr_lsq *q, const eqr_block *b,
                                size_t i);
EQR_API eqr_real eqr_lsq_rank_tol(const eqr_lsq *q, const eqr_problem *p);

#endif
