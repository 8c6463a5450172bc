/* differential_check.h -- what the files of the check share. */
#ifndef DIFFERENTIAL_CHECK_H
#define DIFFERENTIAL_CHECK_H

#include "differential_inside.h"

/* What a block of rows gives: u, entries and their columns. */
struct block {
    size_t rows, entries;
    double *u, *jac;
    size_t *begin, *col;
};

struct check {
    struct subject *s;
    const eqr_problem *p;
    FILE *log;
    unsigned point;
    size_t failures;
    double *x;
    double loss, *gradient;
    struct block residual, show, constraint;
};

/* What must be the same within `room`; what must hold. */
void check_close(struct check *c, const char *what, size_t i, size_t j,
                 double got, double want, double room);
void check_that(struct check *c, bool holds, const char *what, size_t i);
bool check_same(const double *a, const double *b, size_t n);
/* Memory for n, freed by free; the second is full of NaN. */
void *check_room(size_t n, size_t size);
double *check_poisoned(size_t n);
/* d row k / d unknown j: entries of one column add. */
double check_entry(const struct block *b, size_t k, size_t j);
/* rho and rho' / (2 u) per row; without a robust loss u^2 and 1. */
void check_robust_weights(struct check *c, double *rho, double *weight);

/* differential_second.c */
void check_second(struct check *c);

#endif
