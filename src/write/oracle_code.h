/*
 * oracle_code.h -- one expression as a list of instructions, children first,
 * and its value with its magnitude; what oracle.c builds on.
 */
#ifndef EQC_ORACLE_CODE_H
#define EQC_ORACLE_CODE_H

#include "../data/program.h"

struct oracle_array {
    double *value, *magnitude;
    size_t count;
    unsigned rank;
    int64_t extent[PROGRAM_RANK];
};

struct oracle_env {
    const struct oracle_array *array;
    const int64_t *size;
    const int64_t *index;        /* by index variable */
    double local;
};

struct oracle_value { double value, magnitude; };

struct oracle_code {
    struct oracle_step *steps;
    struct oracle_slot *slots;   /* one per step */
    size_t n;
};

void oracle_compile(struct oracle_code *code, struct dag *g, Expr e);
void oracle_code_free(struct oracle_code *code);
struct oracle_value oracle_real(const struct oracle_code *code,
                                const struct oracle_env *env);
/* An integer or truth value; -1 where it overflows. */
int64_t oracle_integer(const struct oracle_code *code,
                       const struct oracle_env *env);

#endif
