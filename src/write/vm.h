/*
 * vm.h -- the interpreter: runs a plan, and looks to a solver like compiled
 * code.  What it computes is what the emitted C computes, operation for
 * operation.
 */
#ifndef EQC_VM_H
#define EQC_VM_H

#include "../../runtime/host/eqh.h"
#include "../data/plan.h"

struct vm;

/* The plan must outlive it. */
struct vm *vm_make(const struct plan *plan);
void vm_free(struct vm *vm);

/*
 * Give sizes, params and data (see struct eqh_inputs; they must outlive the
 * problem), compute what they decide, and fill the problem and the start (n
 * values; NULL: not wanted).  May be called again with other inputs.  Returns
 * 0, or EQR_REFUSED for a size that is negative or too large, a missing input,
 * one that is not a number, or no memory.
 */
int vm_bind(struct vm *vm, const eqh_inputs *in, eqr_problem *p,
            eqr_real *start);

/*
 * After vm_bind refused: where, and either what is wrong with the sizes, or
 * the index outside lo .. hi.  False: it was neither.
 */
struct vm_refusal {
    struct span at;
    const char *what;        /* NULL: an index */
    Name of;                 /* what was indexed, or NULL */
    bool is_value;           /* no index: a value of `of` */
    int64_t index, lo, hi;
};
bool vm_refusal(const struct vm *vm, struct vm_refusal *out);

/* Unknowns of the problem last bound. */
size_t vm_unknowns(const struct vm *vm);
/* What the sizes last bound make of the integer expressions (vm_code.h). */
struct vm_sizes;
const struct vm_sizes *vm_sizes_of(const struct vm *vm);

/*
 * Where a value at x first was not finite: the step of which plan function,
 * and the operands there.  False where all values are finite.
 */
struct vm_fault {
    enum plan_function function;
    uint32_t step;
    double value;
    unsigned operands;
    double operand[2];
    bool derivative;         /* only a derivative is not finite */
};
bool vm_find_fault(struct vm *vm, const double *x, struct vm_fault *out);

/* After vm_find_fault: the value of a step, and of a loop's index. */
double vm_fault_real(const struct vm *vm, const struct vm_fault *f,
                     uint32_t step);
int64_t vm_fault_index(const struct vm *vm, const struct vm_fault *f,
                       uint32_t step);

#endif
