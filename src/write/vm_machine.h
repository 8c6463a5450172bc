/* vm_machine.h -- the interpreter's memory, for the files vm*.c. */
#ifndef EQC_VM_MACHINE_H
#define EQC_VM_MACHINE_H

#include "../../runtime/core/batches.h"
#include "../../runtime/core/special.h"
#include "vm.h"

#define VM_NUM double
#include "vm_frame.inc"

enum { VM_HOMES = HOMES };

struct vm {
    const struct plan *plan;
    struct vm_function function[FUNCTION_COUNT];
    union vm_reg *reg[FUNCTION_COUNT];
    int64_t *size;               /* per size symbol */
    struct vm_sizes sizes;
    struct vm_array *array;      /* per array of the program */
    int64_t *offset;             /* per array: where its home begins it */
    double *home[VM_HOMES];      /* memory of our own */
    int64_t home_size[VM_HOMES];
    double *columns;             /* a unit vector, and what H makes of it */
    const double *at[VM_HOMES];  /* where X and GRADIENT are now */
    VEC(uint32_t) moving;        /* arrays at X, GRADIENT, CALL_ARRAYS */
    int64_t n, entries[2];       /* of the Hessian, of J'WJ */
    int64_t separable;           /* unknowns */
    struct { int64_t count, width, entries; } rows[PLAN_LISTS];
    int64_t drawn;               /* rows of LIST_TERM */
    eqr_terms terms;
    uint32_t refused;            /* the bound check that failed, from 1 */
    int64_t index;               /* and the index it found */
    uint32_t wrong_size;         /* the size check that failed, from 1 */
};

/* Where the caller has the arrays of a home; NULL: in memory of our own. */
struct vm_brought { enum home home; const double *at; };

/* One call of a plan function.  Outputs may be NULL. */
struct vm_call {
    enum plan_function function;
    const double *x;
    size_t lo, hi;
    double *row, *jac, *weight;
    size_t *start, *col, *line;
    double *scalar, *gradient;
    const double *u;
    struct vm_brought brought[4];        /* until HOME_NONE */
};

/* 0, or EQR_REFUSED; a function that is absent does nothing. */
int vm_run(struct vm *vm, const struct vm_call *c);
/* The same, watched; returns VM_OK, VM_CORRUPT or VM_STOPPED. */
int vm_run_watched(struct vm *vm, const struct vm_call *c,
                   struct vm_watch *watch);

/* Fill the problem's callbacks; vm is bound. */
void vm_problem(struct vm *vm, eqr_problem *p);
void vm_problem_second(struct vm *vm, eqr_problem *p);

#endif
