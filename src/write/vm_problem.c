/* vm_problem.c -- the interpreter behind the solvers' contract. */
#include <math.h>

#include "vm_machine.h"

static int prepare(void *user, const eqr_real *x)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_PREPARE,
                                          .x = x});
}

static int residual(void *user, const eqr_real *x, size_t lo, size_t hi,
                    eqr_real *r, eqr_real *jac)
{
    return vm_run(user, &(struct vm_call){
        .function = jac ? FUNCTION_JACOBIAN : FUNCTION_RESIDUAL,
        .x = x, .lo = lo, .hi = hi, .row = r, .jac = jac});
}

static int structure(void *user, size_t lo, size_t hi, size_t *start,
                     size_t *col)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_STRUCTURE,
                                          .lo = lo, .hi = hi,
                                          .start = start, .col = col});
}

static int magnitude(void *user, const eqr_real *x, size_t lo, size_t hi,
                     eqr_real *m)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_MAGNITUDE,
                                          .x = x, .lo = lo, .hi = hi,
                                          .row = m});
}

static int robust(void *user, size_t lo, size_t hi, const eqr_real *u,
                  eqr_real *rho, eqr_real *weight)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_ROBUST,
                                          .lo = lo, .hi = hi, .u = u,
                                          .row = rho, .weight = weight});
}

static int separable(void *user, size_t *col)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_SEPARABLE,
                                          .col = col});
}

static int loss(void *user, const eqr_real *x, eqr_real *f)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_LOSS, .x = x,
                                          .scalar = f});
}

static int gradient(void *user, const eqr_real *x, eqr_real *f, eqr_real *g)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_GRADIENT,
                                          .x = x, .scalar = f,
                                          .gradient = g});
}

static int spread(void *user, eqr_real *total)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_SPREAD,
                                          .scalar = total});
}

static int show(void *user, const eqr_real *x, size_t lo, size_t hi,
                eqr_real *r, eqr_real *jac)
{
    return vm_run(user, &(struct vm_call){
        .function = jac ? FUNCTION_SHOW_JACOBIAN : FUNCTION_SHOW,
        .x = x, .lo = lo, .hi = hi, .row = r, .jac = jac});
}

static int show_structure(void *user, size_t lo, size_t hi, size_t *start,
                          size_t *col)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_SHOW_STRUCTURE,
                                          .lo = lo, .hi = hi,
                                          .start = start, .col = col});
}

static int constraint(void *user, const eqr_real *x, size_t lo, size_t hi,
                      eqr_real *r, eqr_real *jac)
{
    return vm_run(user, &(struct vm_call){
        .function = jac ? FUNCTION_CONSTRAINT_JACOBIAN : FUNCTION_CONSTRAINT,
        .x = x, .lo = lo, .hi = hi, .row = r, .jac = jac});
}

static int constraint_structure(void *user, size_t lo, size_t hi,
                                size_t *start, size_t *col)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_CONSTRAINT_STRUCTURE, .lo = lo, .hi = hi,
        .start = start, .col = col});
}

static int constraint_magnitude(void *user, const eqr_real *x, size_t lo,
                                size_t hi, eqr_real *m)
{
    return vm_run(user, &(struct vm_call){
        .function = FUNCTION_CONSTRAINT_MAGNITUDE, .x = x, .lo = lo, .hi = hi,
        .row = m});
}

static int sense(void *user, size_t lo, size_t hi, size_t *out)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_SENSE,
                                          .lo = lo, .hi = hi, .col = out});
}

static int term(void *user, const eqr_real *x, size_t lo, size_t hi,
                eqr_real *r, eqr_real *jac)
{
    return vm_run(user, &(struct vm_call){
        .function = jac ? FUNCTION_TERM_JACOBIAN : FUNCTION_TERM,
        .x = x, .lo = lo, .hi = hi, .row = r, .jac = jac});
}

static int term_structure(void *user, size_t lo, size_t hi, size_t *start,
                          size_t *col)
{
    return vm_run(user, &(struct vm_call){.function = FUNCTION_TERM_STRUCTURE,
                                          .lo = lo, .hi = hi,
                                          .start = start, .col = col});
}

static eqr_rows rows_of(const struct vm *vm, enum plan_list list,
                        int (*structure_of)(void *, size_t, size_t, size_t *,
                                            size_t *),
                        int (*values)(void *, const eqr_real *, size_t, size_t,
                                      eqr_real *, eqr_real *))
{
    return (eqr_rows){(size_t)vm->rows[list].count,
                      (size_t)vm->rows[list].width, structure_of, values,
                      (size_t)vm->rows[list].entries};
}

static bool has(const struct vm *vm, enum plan_function f)
{
    return vm->plan->functions[f].present;
}

static bool bounded(const struct vm *vm)
{
    for (int64_t k = 0; k < vm->n; k++)
        if (vm->home[HOME_LOWER][k] > -HUGE_VAL ||
            vm->home[HOME_UPPER][k] < HUGE_VAL)
            return true;
    return false;
}

static void bind_terms(struct vm *vm, eqr_problem *p)
{
    vm->terms.rows = rows_of(vm, LIST_TERM, term_structure, term);
    vm->terms.drawn = (size_t)vm->drawn;
    p->terms = has(vm, FUNCTION_TERM) ? &vm->terms : NULL;
}

void vm_problem(struct vm *vm, eqr_problem *p)
{
    *p = (eqr_problem){.version = EQR_VERSION, .cls = vm->plan->cls,
                       .flags = vm->plan->flags, .user = vm,
                       .n = (size_t)vm->n};
    if (bounded(vm)) {
        p->lower = vm->home[HOME_LOWER];
        p->upper = vm->home[HOME_UPPER];
    }
    p->prepare = has(vm, FUNCTION_PREPARE) ? prepare : NULL;
    p->magnitude = has(vm, FUNCTION_MAGNITUDE) ? magnitude : NULL;
    p->robust = has(vm, FUNCTION_ROBUST) ? robust : NULL;
    p->separable_count = (size_t)vm->separable;
    p->separable = has(vm, FUNCTION_SEPARABLE) ? separable : NULL;
    p->loss = has(vm, FUNCTION_LOSS) ? loss : NULL;
    p->gradient = has(vm, FUNCTION_GRADIENT) ? gradient : NULL;
    p->residual = rows_of(vm, LIST_RESIDUAL, structure, residual);
    p->show = rows_of(vm, LIST_SHOW, show_structure, show);
    p->spread = has(vm, FUNCTION_SPREAD) ? spread : NULL;
    bind_terms(vm, p);
    vm_problem_second(vm, p);
    if (!has(vm, FUNCTION_CONSTRAINT))
        return;
    p->constraint = rows_of(vm, LIST_CONSTRAINT, constraint_structure,
                            constraint);
    p->constraint_magnitude = constraint_magnitude;
    p->sense = sense;
}
