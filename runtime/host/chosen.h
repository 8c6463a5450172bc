/*
 * chosen.h -- some rows of a problem as the rows of another: what a deletion
 * filter solves again and again.
 */
#ifndef EQH_CHOSEN_H
#define EQH_CHOSEN_H

#include "../core/eqr.h"

enum { EQH_CHOSEN_ROWS = 64, EQH_CHOSEN_UNKNOWNS = 64,
       EQH_CHOSEN_WIDTH = 4 * EQH_CHOSEN_UNKNOWNS };

typedef int eqh_magnitude(void *user, const eqr_real *x, size_t lo, size_t hi,
                          eqr_real *m);

typedef struct eqh_chosen {
    const eqr_problem *p;
    const eqr_rows *rows;            /* of p */
    eqh_magnitude *magnitude;        /* of them */
    size_t row[EQH_CHOSEN_ROWS];     /* those that are chosen, in order */
} eqh_chosen;

/* Few enough rows and unknowns for this? */
int eqh_chosen_possible(const eqr_problem *p, const eqr_rows *rows);
/* Choose the rows of in[], but not row `out`; how many. */
size_t eqh_chosen_take(eqh_chosen *s, const char *in, size_t out);

/* As those of eqr_problem, `user` a struct that begins with eqh_chosen. */
int eqh_chosen_prepare(void *user, const eqr_real *x);
int eqh_chosen_structure(void *user, size_t lo, size_t hi, size_t *start,
                         size_t *col);
int eqh_chosen_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                      eqr_real *r, eqr_real *jac);
int eqh_chosen_magnitude(void *user, const eqr_real *x, size_t lo, size_t hi,
                         eqr_real *m);

#endif
