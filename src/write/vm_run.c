/* vm_run.c -- the interpreter over doubles, and the same with a watch. */
#include "vm_machine.h"

#include <math.h>

#define F(name) name

#define VM_CHECK 0
#define VM_RUN run_fast
#include "vm_run.inc"

#undef VM_CHECK
#define VM_CHECK 1
#define VM_RUN run_watched
#include "vm_run.inc"

/* Point the arrays that live in `home` to where the caller has them now. */
static void move(struct vm *vm, enum home home, const double *at)
{
    if (!at)
        at = vm->home[home];
    if (vm->at[home] == at)
        return;
    vm->at[home] = at;
    for (size_t k = 0; k < vm->moving.n; k++) {
        uint32_t a = vm->moving.at[k];

        /* X is only read: a plan stores into no array of unknowns. */
        if (vm->plan->arrays.at[a].home == home)
            vm->array[a].at = (double *)(uintptr_t)at + vm->offset[a];
    }
}

static struct vm_out stream(double *at, size_t count)
{
    return (struct vm_out){at, at ? at + count : NULL};
}

static struct vm_out_index index_stream(size_t *at, size_t count)
{
    return (struct vm_out_index){at, at ? at + count : NULL};
}

/* How many entries, or senses, a call may write. */
static size_t room_of(const struct vm *vm, const struct vm_call *c)
{
    size_t width = (size_t)vm->rows[plan_list_of(c->function)].width;

    switch (c->function) {
    case FUNCTION_SENSE: return c->hi - c->lo;
    case FUNCTION_SEPARABLE: return (size_t)vm->separable;
    case FUNCTION_HESSIAN_STRUCTURE: return (size_t)vm->entries[0];
    case FUNCTION_NORMAL_STRUCTURE: return (size_t)vm->entries[1];
    default: return (c->hi - c->lo) * width;
    }
}

static struct vm_frame frame_make(struct vm *vm, const struct vm_call *c)
{
    size_t rows = c->hi - c->lo;
    size_t entries = room_of(vm, c);
    struct vm_frame m = {
        .reg = vm->reg[c->function], .array = vm->array, .size = vm->size,
        .row = stream(c->row, rows), .jac = stream(c->jac, entries),
        .weight = stream(c->weight, rows),
        .start = index_stream(c->start, rows + 1),
        .col = index_stream(c->col, entries),
        .line = index_stream(c->line, entries), .scalar = c->scalar, .u = c->u,
        .lo = (int64_t)c->lo, .hi = (int64_t)c->hi};

    if (c->start)
        vm_push_index(&m.start, 0);
    if (c->x)
        move(vm, HOME_X, c->x);
    if (c->function == FUNCTION_GRADIENT)
        move(vm, HOME_GRADIENT, c->gradient);
    for (unsigned k = 0; k < 4 && c->brought[k].home != HOME_NONE; k++)
        move(vm, c->brought[k].home, c->brought[k].at);
    return m;
}

int vm_run(struct vm *vm, const struct vm_call *c)
{
    struct vm_frame m;

    if (vm->function[c->function].code.n == 0)
        return 0;
    m = frame_make(vm, c);
    if (run_fast(&vm->function[c->function], &m) == VM_OK)
        return 0;
    vm->refused = m.refused;
    vm->index = m.index;
    return EQR_REFUSED;
}

int vm_run_watched(struct vm *vm, const struct vm_call *c,
                   struct vm_watch *watch)
{
    struct vm_frame m;

    if (vm->function[c->function].code.n == 0)
        return VM_OK;
    m = frame_make(vm, c);
    m.watch = watch;
    return run_watched(&vm->function[c->function], &m);
}
