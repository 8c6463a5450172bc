/*
 * analysis.h -- which unknowns come together in a row, looked at once before
 * any number is known: it decides how matrices are kept.
 *
 * Symbolic and numeric phases are apart, and each tells how much memory it
 * needs before it begins:
 *     bytes = eqr_analysis_size(&problem, solver);
 *     eqr_analyse(&problem, solver, malloc(bytes));
 *     work = malloc(eqr_work_size(&problem, solver));
 * Without an analysis, matrices are dense.  The order of elimination of sparse
 * ones, and the sizes of what is to come, belong to the analysis.
 */
#ifndef EQR_ANALYSIS_H
#define EQR_ANALYSIS_H

#include "front.h"
#include "kkt.h"
#include "lsq.h"
#include "square.h"

/* Up to so many unknowns matrices are dense: rank is decided by pivoting. */
enum { EQR_DENSE_MOST = 200 };
/* From so many on they may be sparse. */
enum { EQR_SPARSE_LEAST = 500 };

typedef struct eqr_analysis {
    const eqr_kind *kind;
    size_t span;             /* columns of one row are at most so far apart */
    eqr_pattern pattern;     /* sparse: rows, order, tree */
    eqr_square square;       /* of kind lu */
    const eqr_kkt_kind *kkt_kind;    /* of constrained problems; NULL: dense */
    eqr_pattern kkt;         /* sparse */
} eqr_analysis;

/* The name of an enum eqr_matrix. */
EQR_API const char *eqr_matrix_name(int matrix);
/* Bytes that eqr_analyse needs; 0: there is nothing to analyse. */
EQR_API size_t eqr_analysis_size(const eqr_problem *p, const eqr_solver *s);
/*
 * Look at p's structure; p->analysis points into memory (aligned as for
 * eqr_solve) afterwards, or is NULL: dense.  0, or a negative status.
 */
EQR_API int eqr_analyse(eqr_problem *p, const eqr_solver *s, void *memory);

#endif
