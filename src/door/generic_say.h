/* generic_say.h -- what the files that word generic.c's findings share. */
#ifndef EQC_GENERIC_SAY_H
#define EQC_GENERIC_SAY_H

#include "generic.h"

struct say {
    const struct generic *g;
    struct arena *arena;
    struct diag *diag;
    int cause;               /* the message that says why something is free */
    int last;                /* the last W0310 */
    const char *help;        /* that it still lacks */
    int missed;              /* the same, where an equation does not count */
};

/* generic_say.c */
const char *say_number(const struct say *s, double v);
const char *say_digits(const struct say *s, double v, int digits);
/* "T[0, 3]": unknown k, and where it is declared */
const char *say_name(const struct say *s, size_t k);
struct span say_place(const struct say *s, size_t k);
/* 0.33333333331 stands for 1/3, and is made that. */
double say_tidy(double v);
bool say_is_simple(double v);
/* generic_sums.c: equations that say nothing new or contradict each other, and
 * those that change only together; they set s->cause. */
void say_sums(struct say *s);
void say_together(struct say *s);
/* "line 3", or its label; where it stands */
const char *say_equation(const struct say *s, size_t row);
struct span say_span_of_row(const struct say *s, size_t row);
/* generic_shape.c */
void say_shape(struct say *s);
/* Has the file any of these? */
bool say_has(const struct generic *g, enum symbol_kind kind);

#endif
