/* verify.h -- what the parts of `eqc verify` share. */
#ifndef EQC_VERIFY_H
#define EQC_VERIFY_H

#include "../write/oracle.h"
#include "bound.h"
#include "json_read.h"

/* One claim being checked. */
struct verify {
    struct job *job;
    struct bound *bound;
    struct oracle *oracle;
    const struct json *json;
    uint32_t claim;          /* the object */
    const char *verdict;
    double *x, *lower, *upper;
    size_t n, failures;
    const char *evidence;    /* what was seen, for the line of success */
};

/* Print one reason why the claim fails. */
void verify_fail(struct verify *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* verify_rows.c: all at v->x, after oracle_run */
struct verify_sums {
    double sse;              /* of weighted squared rows */
    double blame;            /* what rounding can be blamed for in it */
    double worst;            /* the most |left - right| / allowed */
    size_t worst_family, worst_row, rows;
    double *u, *m;           /* weighted rows, and their magnitudes */
};
void verify_sums(struct verify *v, struct verify_sums *s);
void verify_sums_free(struct verify_sums *s);
/* Is every constraint kept? */
void verify_constraints(struct verify *v);
/* verify_gradient.c: does the gradient stand for the verdict? */
void verify_gradient(struct verify *v);

#endif
