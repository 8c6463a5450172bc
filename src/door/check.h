/* check.h -- what the parts of `eqc check` share. */
#ifndef EQC_CHECK_H
#define EQC_CHECK_H

#include "bound.h"
#include "wording.h"

struct check {
    struct job *job;
    struct bound *bound;
    Ast *nodes;              /* of each family, see wording.h */
    FILE *out;
};

/* check.c */
size_t check_rows(const struct check *c);
const char *check_why(const struct check *c);
/* check_total.c: what is made small, in the user's notation; NULL: nothing. */
const char *check_total_text(const struct check *c);
void check_total(const struct check *c);
/*
 * check_modes.c: how the derivatives that the solver needs are made: the mode,
 * or, of a Jacobian, the array that takes forward mode; the number of them.
 */
enum { CHECK_MODES = 3 };
struct check_mode { const char *what, *mode, *through, *how; };
size_t check_modes(const struct check *c, struct check_mode *to);
/* The name of an enum eqr_matrix; NULL: there is none, or it is not known. */
const char *check_matrix(const struct check *c);
void check_say_modes(const struct check *c);
/* check_json.c */
void check_json(const struct check *c);

#endif
