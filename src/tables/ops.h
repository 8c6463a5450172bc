/* ops.h -- the functions and operators of ops.def as an enumeration. */
#ifndef EQC_OPS_H
#define EQC_OPS_H

#include <stdbool.h>
#include <stddef.h>

enum op {
#define OP1(tag, ...) OP_##tag,
#define OP2(tag, ...) OP_##tag,
#include "ops.def"
#undef OP1
#undef OP2
    OP_COUNT
};

struct op_row {
    const char *name;        /* in the language: "tanh", or "+" */
    unsigned arity;
    unsigned precedence;     /* 9: written as a call */
    const char *c;           /* C text, holes $a $b; $f marks the float 'f' */
    const char *tex;
    const char *where;       /* where value and derivative exist */
    const char *kink;        /* where there is a value and no slope; or "" */
    const char *help;        /* empty for operators */
};

const struct op_row *op_row(enum op op);
/* The row of a function's name (aliases too), or -1. */
int op_find(const char *name, size_t len);
double op_value1(enum op op, double a);
double op_value2(enum op op, double a, double b);

#endif
