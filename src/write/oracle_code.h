/*
 * oracle_code.h -- one expression as a list of instructions, children first,
 * and its value with its magnitude; what oracle.c builds on.
 */
#ifndef EQC_ORACLE_CODE_H
#define EQC_ORACLE_CODE_H

#include "../data/program.h"

/* moved, most: of a recurrence's elements, else NULL; see oracle_magnitude. */
struct oracle_array {
    double *value, *magnitude, *moved, *most;
    size_t count;
    unsigned rank;
    int64_t extent[PROGRAM_RANK];
};

struct oracle_env {
    const struct oracle_array *array;
    const int64_t *size;
    const int64_t *index;        /* by index variable */
    double local;
    bool recurs;                 /* this is a step of a recurrence */
};

/*
 * In a step of a recurrence what rounding has done to the elements that it is
 * made from stands beside the magnitude: what becomes of it, by the chain rule,
 * and the greatest of it.
 */
struct oracle_value { double value, magnitude, moved, most; };

struct oracle_code {
    struct oracle_step *steps;
    struct oracle_slot *slots;   /* one per step */
    size_t n;
};

void oracle_compile(struct oracle_code *code, struct dag *g, Expr e);
void oracle_code_free(struct oracle_code *code);
struct oracle_value oracle_real(const struct oracle_code *code,
                                const struct oracle_env *env);
/*
 * The magnitude of a recurrence's element: that of the step, and what comes
 * from earlier ones.  By the chain rule, so that it fades as they do, but no
 * more than any of them has, as it must not grow by itself.
 */
double oracle_magnitude(double magnitude, double moved, double most);
/* An integer or truth value; -1 where it overflows. */
int64_t oracle_integer(const struct oracle_code *code,
                       const struct oracle_env *env);

#endif
