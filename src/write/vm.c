/* vm.c -- making an interpreter, and binding it to sizes, params and data. */
#include "vm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "vm_machine.h"

static void *get_array(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);

    if (!p)
        base_no_memory();
    return p;
}

struct vm *vm_make(const struct plan *plan)
{
    struct vm *vm = get_array(1, sizeof *vm);
    const struct dag *g = plan->program->dag;

    vm->plan = plan;
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        if (!plan->functions[f].present)
            continue;
        vm_translate(g, &plan->functions[f], &vm->function[f]);
        vm->reg[f] = get_array(vm->function[f].registers,
                               sizeof *vm->reg[f]);
    }
    vm->size = get_array(plan->program->sizes.n, sizeof *vm->size);
    vm->array = get_array(plan->arrays.n, sizeof *vm->array);
    vm->offset = get_array(plan->arrays.n, sizeof *vm->offset);
    for (uint32_t a = 0; a < plan->arrays.n; a++) {
        unsigned home = plan->arrays.at[a].home;

        if (home == HOME_X || home >= HOME_GRADIENT)
            vec_push(&vm->moving, a);
    }
    return vm;
}

void vm_free(struct vm *vm)
{
    if (!vm)
        return;
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        vm_function_free(&vm->function[f]);
        free(vm->reg[f]);
    }
    for (int h = 0; h < VM_HOMES; h++)
        free(vm->home[h]);
    free(vm->columns);
    vm_sizes_free(&vm->sizes);
    vec_free(&vm->moving);
    free(vm->size);
    free(vm->array);
    free(vm->offset);
    free(vm);
}

bool vm_refusal(const struct vm *vm, struct vm_refusal *out)
{
    const struct program *p = vm->plan->program;
    const struct bound_check *c;

    memset(out, 0, sizeof *out);
    if (vm->wrong_size) {
        out->at = p->checks.at[vm->wrong_size - 1].span;
        out->what = p->checks.at[vm->wrong_size - 1].what;
        return true;
    }
    if (!vm->refused)
        return false;
    c = &p->bounds.at[vm->refused - 1];
    out->at = c->span;
    out->of = c->of;
    out->what = c->what;
    out->is_value = c->is_value;
    out->index = vm->index;
    if (vm_integer(&vm->sizes, c->lo, &out->lo) &&
        vm_size(&vm->sizes, c->count, &out->hi))
        out->hi += out->lo - 1;
    return true;
}

size_t vm_unknowns(const struct vm *vm)
{
    return (size_t)vm->n;
}

const struct vm_sizes *vm_sizes_of(const struct vm *vm)
{
    return &vm->sizes;
}

/* ---- binding ------------------------------------------------------------- */

static bool size_or_none(const struct vm *vm, Expr e, int64_t *out)
{
    *out = 0;
    return e.i == 0 || vm_size(&vm->sizes, e, out);
}

static bool bind_rows(struct vm *vm)
{
    for (int k = 0; k < PLAN_LISTS; k++) {
        const struct plan_rows *rows = &vm->plan->lists[k];

        if (!size_or_none(vm, rows->count, &vm->rows[k].count) ||
            !size_or_none(vm, rows->width, &vm->rows[k].width) ||
            !size_or_none(vm, rows->entries, &vm->rows[k].entries))
            return false;
    }
    return true;
}

/* Where the numbers of each family's rows begin among those of all. */
static bool bind_per_row(struct vm *vm)
{
    bool fine = true;

    for (uint32_t a = 0; a < vm->plan->arrays.n; a++) {
        unsigned home = vm->plan->arrays.at[a].home;

        if (home == HOME_MULTIPLIER || home == HOME_WEIGHT)
            fine &= vm_size(&vm->sizes, vm->plan->arrays.at[a].offset,
                            &vm->offset[a]);
    }
    return fine;
}

/* How many rows there are, where set-up had to look. */
static bool bind_found(struct vm *vm)
{
    const struct program *p = vm->plan->program;
    const double **array = get_array(p->arrays.n, sizeof *array);
    bool fine = true;

    for (uint32_t a = 0; a < p->arrays.n; a++)
        if (vm->plan->arrays.at[a].home == HOME_SETUP &&
            p->arrays.at[a].integer && p->arrays.at[a].rank == 0)
            array[a] = vm->array[a].at;
    vm_sizes_free(&vm->sizes);
    vm_sizes_found(&vm->sizes, p->dag, vm->size, array);
    for (int k = 0; k < PLAN_LISTS; k++)
        if (vm->plan->lists[k].found.i)
            fine &= vm_size(&vm->sizes, vm->plan->lists[k].found,
                            &vm->rows[k].count);
    free(array);
    return fine && bind_per_row(vm);
}

static bool bind_sizes(struct vm *vm, const eqh_int *sizes)
{
    const struct plan *plan = vm->plan;
    const struct program *p = plan->program;
    int64_t v;

    for (size_t k = 0; k < p->sizes.n; k++)
        vm->size[k] = sizes[k];
    vm_sizes_free(&vm->sizes);
    vm_sizes_make(&vm->sizes, p->dag, vm->size);
    for (size_t k = 0; k < p->checks.n; k++)
        if (!vm_size(&vm->sizes, p->checks.at[k].value, &v)) {
            vm->wrong_size = (uint32_t)k + 1;
            return false;
        }
    return size_or_none(vm, plan->n, &vm->n) &&
           bind_rows(vm) &&
           size_or_none(vm, plan->hessian_size, &vm->entries[0]) &&
           size_or_none(vm, plan->normal_size, &vm->entries[1]) &&
           size_or_none(vm, plan->separable_count, &vm->separable) &&
           size_or_none(vm, plan->drawn, &vm->drawn) &&
           size_or_none(vm, plan->setup_size, &vm->home_size[HOME_SETUP]) &&
           size_or_none(vm, plan->point_size, &vm->home_size[HOME_POINT]);
}

/* Memory of our own, filled; false where there is not that much. */
static bool bind_home(struct vm *vm, enum home home, int64_t size, double fill)
{
    free(vm->home[home]);
    vm->home[home] = NULL;
    vm->home_size[home] = size;
    if ((uint64_t)size >= SIZE_MAX / sizeof(double))
        return false;
    vm->home[home] = malloc(((size_t)size + 1) * sizeof(double));
    if (!vm->home[home])
        return false;
    for (int64_t k = 0; k <= size; k++)
        vm->home[home][k] = fill;
    return true;
}

/* Entries are no memory of ours: every call brings its own. */
static bool bind_calls(struct vm *vm)
{
    int64_t size[HOMES] = {0};

    for (uint32_t a = 0; a < vm->plan->arrays.n; a++) {
        const struct placed *at = &vm->plan->arrays.at[a];
        int64_t n;
        if (at->home < HOME_OBJECTIVE)
            continue;
        if (!vm_size(&vm->sizes, at->size, &n) ||
            __builtin_add_overflow(size[at->home], n, &size[at->home]))
            return false;
    }
    for (int home = HOME_OBJECTIVE; home < HOMES; home++)
        vm->home_size[home] = size[home];
    return true;
}

/* Room for a column of the Hessian; n^2 must not overflow. */
static bool bind_columns(struct vm *vm)
{
    size_t n = (size_t)vm->n, room;

    free(vm->columns);
    vm->columns = NULL;
    if (!vm->plan->program->hessian_by_columns)
        return true;
    if (__builtin_mul_overflow(n + 1, n * sizeof *vm->columns, &room))
        return false;
    vm->columns = calloc(2 * n + 1, sizeof *vm->columns);
    return vm->columns != NULL;
}

/* What is never written must be seen: it is NaN. */
static bool bind_memory(struct vm *vm)
{
    double nan = (double)NAN;

    memset(vm->at, 0, sizeof vm->at);
    return bind_calls(vm) && bind_columns(vm) &&
           bind_home(vm, HOME_DIRECTION, vm->home_size[HOME_DIRECTION], nan) &&
           bind_home(vm, HOME_X, vm->n, nan) &&
           bind_home(vm, HOME_START, vm->n, nan) &&
           bind_home(vm, HOME_LOWER, vm->n, -HUGE_VAL) &&
           bind_home(vm, HOME_UPPER, vm->n, HUGE_VAL) &&
           bind_home(vm, HOME_GRADIENT, vm->n, nan) &&
           bind_home(vm, HOME_SETUP, vm->home_size[HOME_SETUP], nan) &&
           bind_home(vm, HOME_POINT, vm->home_size[HOME_POINT], nan);
}

/* An input that is missing or not a number is refused. */
static bool input_holds(const double *v, int64_t count)
{
    if (!v && count > 0)
        return false;
    for (int64_t k = 0; k < count; k++)
        if (v[k] != v[k])
            return false;
    return true;
}

static bool input_increases(const double *v, int64_t count)
{
    for (int64_t k = 1; k < count; k++)
        if (!(v[k] > v[k - 1]))
            return false;
    return true;
}

static bool bind_input(struct vm *vm, uint32_t a, const eqh_inputs *in)
{
    const struct placed *w = &vm->plan->arrays.at[a];
    const double *v = w->home == HOME_PARAM  ? in->params[w->place]
                      : w->home == HOME_DATA ? in->data[w->place]
                      : vm->plan->program->arrays.at[a].table;

    if (!input_holds(v, vm->array[a].size))
        return false;
    if (vm->plan->program->arrays.at[a].increasing &&
        !input_increases(v, vm->array[a].size))
        return false;
    vm->array[a].at = (double *)(uintptr_t)v;    /* no plan stores there */
    return true;
}

static bool bind_array(struct vm *vm, uint32_t a, const eqh_inputs *in)
{
    const struct placed *w = &vm->plan->arrays.at[a];
    int64_t size, offset;

    if (w->home == HOME_NONE)
        return true;
    if (!vm_size(&vm->sizes, w->size, &size))
        return false;
    if (w->home == HOME_MULTIPLIER || w->home == HOME_WEIGHT)
        offset = 0;                      /* bind_found knows better */
    else if (!size_or_none(vm, w->offset, &offset))
        return false;
    vm->array[a].size = size;
    vm->offset[a] = offset;
    if (w->home == HOME_PARAM || w->home == HOME_DATA ||
        w->home == HOME_TABLE)
        return bind_input(vm, a, in);
    if (size > vm->home_size[w->home] ||
        offset > vm->home_size[w->home] - size)
        return false;
    if (w->home < HOME_OBJECTIVE)
        vm->array[a].at = vm->home[w->home] + offset;
    return true;
}

static bool bind_arrays(struct vm *vm, const eqh_inputs *in)
{
    for (uint32_t a = 0; a < vm->plan->arrays.n; a++)
        if (!bind_array(vm, a, in))
            return false;
    for (int f = 0; f < FUNCTION_COUNT; f++)
        vm_preload(&vm->function[f], vm->size, vm->reg[f]);
    return true;
}

int vm_bind(struct vm *vm, const eqh_inputs *in, eqr_problem *p,
            eqr_real *start)
{
    int status;

    vm->refused = vm->wrong_size = 0;
    if (!bind_sizes(vm, in->sizes) || !bind_memory(vm) ||
        !bind_arrays(vm, in))
        return EQR_REFUSED;
    status = vm_run(vm, &(struct vm_call){.function = FUNCTION_CHECK});
    if (status == 0)
        status = vm_run(vm, &(struct vm_call){.function = FUNCTION_SETUP});
    if (status == 0 && !bind_found(vm))
        return EQR_REFUSED;
    if (status == 0)
        status = vm_run(vm, &(struct vm_call){.function = FUNCTION_START});
    if (status != 0)
        return status;
    if (start)
        memcpy(start, vm->home[HOME_START], (size_t)vm->n * sizeof *start);
    vm_problem(vm, p);
    return 0;
}
