/* vm_second.c -- second derivatives and products, behind the contract. */
#include "vm_machine.h"

#include <string.h>

/* ---- the Hessian of the Lagrangian -------------------------------------- */

static int hessian_structure(void *user, size_t *row, size_t *col)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_HESSIAN_STRUCTURE, .line = row, .col = col});
}

static int hessian(void *user, const eqr_real *x, eqr_real objective,
                   const eqr_real *multiplier, eqr_real *value)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_HESSIAN, .x = x,
        .brought = {{HOME_OBJECTIVE, &objective},
                    {HOME_MULTIPLIER, multiplier}, {HOME_HESSIAN, value}}});
}

/* A Hessian without entries: nothing of the problem is curved. */
static int no_structure(void *user, size_t *row, size_t *col)
{
    (void)user;
    (void)row;
    (void)col;
    return 0;
}

static int no_values(void *user, const eqr_real *x, eqr_real objective,
                     const eqr_real *multiplier, eqr_real *value)
{
    (void)user;
    (void)x;
    (void)objective;
    (void)multiplier;
    (void)value;
    return 0;
}

static int hv(void *user, const eqr_real *x, eqr_real objective,
              const eqr_real *multiplier, const eqr_real *v, eqr_real *out)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_HV, .x = x,
        .brought = {{HOME_OBJECTIVE, &objective},
                    {HOME_MULTIPLIER, multiplier}, {HOME_DIRECTION, v},
                    {HOME_HV, out}}});
}

/* Row by row of the triangle. */
static int dense_structure(void *user, size_t *row, size_t *col)
{
    const struct vm *vm = user;

    for (size_t i = 0; i < (size_t)vm->n; i++)
        for (size_t j = 0; j <= i; j++) {
            *row++ = i;
            *col++ = j;
        }
    return 0;
}

/* Column j is H times the unit vector j. */
static int dense(void *user, const eqr_real *x, eqr_real objective,
                 const eqr_real *multiplier, eqr_real *value)
{
    struct vm *vm = user;
    size_t n = (size_t)vm->n;
    double *unit = vm->columns, *column = unit + n;

    memset(unit, 0, n * sizeof *unit);
    for (size_t j = 0; j < n; j++) {
        unit[j] = 1;
        if (hv(vm, x, objective, multiplier, unit, column) != 0)
            return EQR_REFUSED;
        unit[j] = 0;
        for (size_t i = j; i < n; i++)
            value[i * (i + 1) / 2 + j] = column[i];
    }
    return 0;
}

/* ---- J'WJ --------------------------------------------------------------- */

static int normal_structure(void *user, size_t *row, size_t *col)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_NORMAL_STRUCTURE, .line = row, .col = col});
}

static int normal(void *user, const eqr_real *x, eqr_real *value,
                  eqr_real *jtr, eqr_real *f)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_NORMAL, .x = x, .scalar = f,
        .brought = {{HOME_NORMAL, value}, {HOME_JTR, jtr}}});
}

/* ---- products with J ---------------------------------------------------- */

static int vj(void *user, const eqr_real *x, const eqr_real *w, eqr_real *out)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_VJ, .x = x,
        .brought = {{HOME_WEIGHT, w}, {HOME_VJ, out}}});
}

/* The direction is kept: the rows are asked for later. */
static int along(void *user, const eqr_real *x, const eqr_real *v)
{
    struct vm *vm = user;

    memcpy(vm->home[HOME_DIRECTION], v, (size_t)vm->n * sizeof *v);
    return vm_run(vm, &(struct vm_call){.function = FUNCTION_ALONG, .x = x,
                                        .brought = {{HOME_DIRECTION, NULL}}});
}

static int jv(void *user, const eqr_real *x, size_t lo, size_t hi,
              eqr_real *out)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_JV, .x = x, .lo = lo, .hi = hi, .row = out,
        .brought = {{HOME_DIRECTION, NULL}}});
}

static int jvv(void *user, const eqr_real *x, size_t lo, size_t hi,
               eqr_real *out)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_JVV, .x = x, .lo = lo, .hi = hi, .row = out,
        .brought = {{HOME_DIRECTION, NULL}}});
}

/* ---- all ---------------------------------------------------------------- */

static bool has(const struct vm *vm, enum plan_function f)
{
    return vm->plan->functions[f].present;
}

void vm_problem_second(struct vm *vm, eqr_problem *p)
{
    size_t n = (size_t)vm->n;

    if (vm->plan->needs & EQR_HESSIAN)
        p->hessian = (eqr_hessian){0, no_structure, no_values};
    if (has(vm, FUNCTION_HESSIAN_STRUCTURE))
        p->hessian = (eqr_hessian){(size_t)vm->entries[0], hessian_structure,
                                   hessian};
    if (vm->plan->program->hessian_by_columns)
        p->hessian = (eqr_hessian){n * (n + 1) / 2, dense_structure, dense};
    if (has(vm, FUNCTION_NORMAL_STRUCTURE))
        p->normal = (eqr_normal){(size_t)vm->entries[1], normal_structure,
                                 normal};
    p->hv = has(vm, FUNCTION_HV) ? hv : NULL;
    p->vj = has(vm, FUNCTION_VJ) ? vj : NULL;
    if (has(vm, FUNCTION_JV)) {
        p->along = along;
        p->jv = jv;
        p->jvv = jvv;
    }
}
