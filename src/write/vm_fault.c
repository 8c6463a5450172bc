/*
 * vm_fault.c -- where a value went wrong.  Runs the plan twice with a watch:
 * once to learn which event reached a result, once to stop there with all
 * registers as they were.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "vm_machine.h"

/* Values first: a derivative is only to blame where they are finite. */
static const enum plan_function order[] = {
    FUNCTION_SETUP, FUNCTION_PREPARE, FUNCTION_RESIDUAL, FUNCTION_LOSS,
    FUNCTION_SHOW, FUNCTION_JACOBIAN, FUNCTION_GRADIENT};

enum { ORDER = sizeof order / sizeof *order };

static bool is_derivative(enum plan_function f)
{
    return f == FUNCTION_JACOBIAN || f == FUNCTION_GRADIENT;
}

static void *zeros(size_t n)
{
    void *p = calloc(n + 1, sizeof(uint64_t));

    if (!p)
        base_no_memory();
    return p;
}

/* What remembers the events of our own memory: SETUP and POINT. */
struct shadow {
    uint64_t *home[2], **array, *reg;
};

static void shadow_make(struct shadow *s, const struct vm *vm)
{
    static const int homes[] = {HOME_SETUP, HOME_POINT};
    uint32_t most = 0;

    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (vm->function[f].registers > most)
            most = vm->function[f].registers;
    s->reg = zeros(most);
    s->array = calloc(vm->plan->arrays.n + 1, sizeof *s->array);
    if (!s->array)
        base_no_memory();
    for (int k = 0; k < 2; k++)
        s->home[k] = zeros((size_t)vm->home_size[homes[k]]);
    for (size_t a = 0; a < vm->plan->arrays.n; a++)
        for (int k = 0; k < 2; k++)
            if (vm->plan->arrays.at[a].home == homes[k])
                s->array[a] = s->home[k] + vm->offset[a];
}

static void shadow_free(struct shadow *s)
{
    free(s->home[0]);
    free(s->home[1]);
    free(s->array);
    free(s->reg);
}

static void shadow_clear(struct shadow *s, const struct vm *vm)
{
    memset(s->home[0], 0,
           (size_t)vm->home_size[HOME_SETUP] * sizeof(uint64_t));
    memset(s->home[1], 0,
           (size_t)vm->home_size[HOME_POINT] * sizeof(uint64_t));
}

/* Run all until a bad value leaves, or until w->stop_at; ORDER: neither. */
static int pass(struct vm *vm, const double *x, struct shadow *s,
                struct vm_watch *w)
{
    shadow_clear(s, vm);
    w->events = 0;
    w->reg = s->reg;
    w->array = s->array;
    for (int k = 0; k < ORDER; k++) {
        int64_t rows = vm->rows[plan_list_of(order[k])].count;
        struct vm_call c = {.function = order[k], .x = x,
                            .hi = (size_t)rows};
        size_t registers = vm->function[order[k]].registers;

        memset(s->reg, 0, registers * sizeof *s->reg);
        if (vm_run_watched(vm, &c, w) == VM_STOPPED)
            return k;
    }
    return ORDER;
}

static bool is_op(unsigned op)
{
    return op >= DAG_FIRST_OP && op < PLAN_FIRST;
}

/* The register with the value that an instruction made or passed on. */
static uint32_t result(const struct vm_code *at)
{
    switch (at->op) {
    case PLAN_ACC: return at->a;
    case PLAN_PUSH: case PLAN_OUT: case PLAN_FILL: return at->b;
    case PLAN_STORE: case PLAN_UPDATE: return at->c;
    default: return at->dst;
    }
}

static void describe(const struct vm *vm, enum plan_function f,
                     const struct vm_code *at, struct vm_fault *out)
{
    const struct vm_function *fn = &vm->function[f];
    const union vm_reg *r = vm->reg[f];

    memset(out, 0, sizeof *out);
    out->function = f;
    out->derivative = is_derivative(f);
    out->step = fn->step.at[at - fn->code.at];
    out->value = r[result(at)].r;
    if (is_op(at->op)) {
        out->operands = op_row(OP_OF(at->op))->arity;
        out->operand[0] = r[at->a].r;
        out->operand[1] = out->operands > 1 ? r[at->b].r : 0;
    }
}

bool vm_find_fault(struct vm *vm, const double *x, struct vm_fault *out)
{
    struct vm_watch w = {0};
    struct shadow s;
    bool found;
    int k;

    shadow_make(&s, vm);
    found = pass(vm, x, &s, &w) < ORDER;
    if (found) {
        w.stop_at = w.culprit;
        k = pass(vm, x, &s, &w);
        found = k < ORDER && w.at != NULL;
        if (found)
            describe(vm, order[k], w.at, out);
    }
    shadow_free(&s);
    return found;
}

double vm_fault_real(const struct vm *vm, const struct vm_fault *f,
                     uint32_t step)
{
    return vm->reg[f->function][step].r;
}

int64_t vm_fault_index(const struct vm *vm, const struct vm_fault *f,
                       uint32_t step)
{
    return vm->reg[f->function][step].i;
}
