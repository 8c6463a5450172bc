/*
 * vm_code.h -- the interpreter's own form of a plan function: one fixed-size
 * instruction a step, constants taken out, loops with their jumps.  The same
 * for every algebra; vm_run.inc executes it over a number type.
 */
#ifndef EQC_VM_CODE_H
#define EQC_VM_CODE_H

#include "../data/plan.h"

/* Instructions beyond dag operators and plan steps. */
enum vm_op {
    VM_LOAD_INT = PLAN_STEP_END,     /* a LOAD whose value is an integer */
    VM_ACC_INT,                      /* a sum of integers */
    VM_COPY_INT,                     /* a VAR or GET of integers */
    VM_LANES,                        /* accumulators of a FOR: their start */
    VM_ACC_LANE,                     /* an ACC to one of them, or the VAR */
    VM_JOIN,                         /* combine them into the VAR */
    VM_FAMILY_END,                   /* outputs of the FAMILY: so far */
    VM_FAMILIES_END,                 /* outputs go on after the last family */
    VM_RETURN
};

/*
 * dst, a, b, c are registers where the step's are steps; dst is the step's
 * own number.  Otherwise:
 *   FOR     a: count; jump: its END          ROWS  a: register of the end,
 *           b: offset, c: count              END   a: index, b: end of FOR or
 *           ROWS, jump: where the body begins, less one
 *   FAMILIES like ROWS; effect: how many
 *   FAMILY  a: index of the FAMILIES, b: offset, c: entries of a row, effect:
 *           its number there; jump: its FAMILY_END (effect: the same)
 *   IF      a: truth; jump: its last instruction
 *   LOCAL   a: index of the ROWS around it, b: its offset
 *   LANES   dst: the first of PLAN_LANES registers; effect
 *   ACC_LANE dst: the VAR, a: its first lane, b: value, c: index of the FOR,
 *           jump: its count            JOIN  dst: the VAR, a: its first lane
 *   effect  of ACC and UPDATE
 */
struct vm_code {
    uint8_t op;
    uint8_t effect;
    uint32_t dst, a, b, c;
    uint32_t jump;
};

/* A register that is set once, at bind: CONST, INT or SIZE. */
struct vm_constant {
    uint32_t reg;
    uint8_t op;
    double real;
    int64_t integer;         /* SIZE: its number */
};

/*
 * A ROWS outside of all loops, and the last of those that follow it without
 * an instruction between: of families that come in the order of their rows.
 */
struct vm_family {
    uint32_t at;             /* instruction */
    uint32_t last;           /* number in the list of families */
};

struct vm_function {
    const struct function *plan;     /* step k of it is the source of reg k */
    VEC(struct vm_code) code;        /* ends with VM_RETURN; empty: absent */
    VEC(uint32_t) step;              /* per instruction: the plan's step */
    VEC(struct vm_constant) constants;
    VEC(struct vm_family) families;
    uint32_t registers;
};

void vm_translate(const struct dag *g, const struct function *from,
                  struct vm_function *to);
void vm_function_free(struct vm_function *f);

/* The turns of so many that are taken in lanes. */
static inline int64_t vm_whole(int64_t turns)
{
    return turns < 0 ? 0 : turns - turns % PLAN_LANES;
}

/* An integer that no size or offset has: what overflow leaves behind. */
#define VM_POISON INT64_MIN

/* Integer steps: VM_POISON where the result does not fit or has no value. */
int64_t vm_int_op(unsigned op, int64_t a, int64_t b);

/*
 * The integer expressions of a dag that depend on sizes alone, all evaluated
 * in one pass.
 */
struct vm_sizes {
    int64_t *value;
    uint8_t *known;
    size_t count;
};
void vm_sizes_make(struct vm_sizes *s, const struct dag *g,
                   const int64_t *sizes);
/* Once more, when set-up has stored what array[a] says of numbers: NULL where
   array a is none. */
void vm_sizes_found(struct vm_sizes *s, const struct dag *g,
                    const int64_t *sizes, const double *const *array);
void vm_sizes_free(struct vm_sizes *s);
/* False where e is not known, overflowed or is negative. */
bool vm_size(const struct vm_sizes *s, Expr e, int64_t *out);
/* The same, but it may be negative. */
bool vm_integer(const struct vm_sizes *s, Expr e, int64_t *out);

#endif
