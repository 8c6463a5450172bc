/* differential_complex.c -- see differential_complex.h. */
#include "differential_complex.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>

#include "../../runtime/core/special.h"
#include "complex_number.inc"

#define VM_CHECK 0
#define VM_RUN run_complex
#include "write/vm_run.inc"

static const double tiny = 1e-40;

struct complex_plan {
    const struct plan *plan;
    const struct bound *bound;
    struct vm_array *array;
    cx *home[HOMES];
    size_t n;
    struct vm_function function[FUNCTION_COUNT];
    union vm_reg *reg[FUNCTION_COUNT];
};

static void *room_for(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);

    if (!p)
        abort();
    return p;
}

static const double *input_of(const struct complex_plan *c, uint32_t a)
{
    const struct placed *p = &c->plan->arrays.at[a];

    return p->home == HOME_PARAM  ? c->bound->inputs.params[p->place]
           : p->home == HOME_DATA ? c->bound->inputs.data[p->place]
           : p->home == HOME_TABLE ? c->plan->program->arrays.at[a].table
                                   : NULL;
}

/* Inputs are copied, all else is in homes of its own. */
static void place(struct complex_plan *c, uint32_t a, int64_t offset)
{
    unsigned home = c->plan->arrays.at[a].home;
    const double *from = input_of(c, a);
    struct vm_array *to = &c->array[a];

    if (home != HOME_PARAM && home != HOME_DATA && home != HOME_TABLE) {
        to->at = c->home[home] ? c->home[home] + offset : NULL;
        return;
    }
    to->at = room_for((size_t)to->size, sizeof *to->at);
    for (int64_t k = 0; from && k < to->size; k++)
        to->at[k] = from[k];
}

static void place_all(struct complex_plan *c, const struct vm_sizes *s)
{
    for (uint32_t a = 0; a < c->plan->arrays.n; a++) {
        const struct placed *p = &c->plan->arrays.at[a];
        int64_t size, offset = 0;

        if (!vm_size(s, p->size, &size))
            continue;
        if (p->offset.i)
            vm_size(s, p->offset, &offset);
        c->array[a].size = size;
        place(c, a, offset);
    }
}

static cx *home_of(const struct vm_sizes *s, Expr size)
{
    int64_t n = 0;

    vm_size(s, size, &n);
    return room_for((size_t)n, sizeof(cx));
}

static void functions_make(struct complex_plan *c, const int64_t *sizes)
{
    for (unsigned f = 0; f < FUNCTION_COUNT; f++) {
        if (!c->plan->functions[f].present)
            continue;
        vm_translate(c->plan->program->dag, &c->plan->functions[f],
                     &c->function[f]);
        c->reg[f] = room_for(c->function[f].registers, sizeof *c->reg[f]);
        vm_preload(&c->function[f], sizes, c->reg[f]);
    }
}

struct complex_plan *complex_make(const struct plan *plan,
                                  const struct bound *bound)
{
    struct complex_plan *c = room_for(1, sizeof *c);
    size_t sizes = plan->program->sizes.n;
    int64_t *size = room_for(sizes, sizeof *size);
    struct vm_sizes s;

    c->plan = plan;
    c->bound = bound;
    c->n = bound->problem.n;
    for (size_t k = 0; k < sizes; k++)
        size[k] = bound->inputs.sizes[k];
    vm_sizes_make(&s, plan->program->dag, size);
    c->array = room_for(plan->arrays.n, sizeof *c->array);
    c->home[HOME_X] = home_of(&s, plan->n);
    c->home[HOME_GRADIENT] = home_of(&s, plan->n);
    c->home[HOME_SETUP] = home_of(&s, plan->setup_size);
    c->home[HOME_POINT] = home_of(&s, plan->point_size);
    place_all(c, &s);
    functions_make(c, size);
    vm_sizes_free(&s);
    free(size);
    return c;
}

void complex_free(struct complex_plan *c)
{
    for (uint32_t a = 0; a < c->plan->arrays.n; a++) {
        unsigned home = c->plan->arrays.at[a].home;
        if (home == HOME_PARAM || home == HOME_DATA || home == HOME_TABLE)
            free(c->array[a].at);
    }
    for (unsigned f = 0; f < FUNCTION_COUNT; f++) {
        vm_function_free(&c->function[f]);
        free(c->reg[f]);
    }
    for (unsigned h = 0; h < HOMES; h++)
        free(c->home[h]);
    free(c->array);
    free(c);
}

/* ---- running ------------------------------------------------------------ */

static void run(struct complex_plan *c, enum plan_function which,
                struct vm_frame m)
{
    if (!c->plan->functions[which].present)
        return;
    m.reg = c->reg[which];
    m.array = c->array;
    if (run_complex(&c->function[which], &m) != VM_OK)
        abort();
}

void complex_along(struct complex_plan *c, const double *x, const double *v)
{
    kinks = 0;
    for (size_t k = 0; k < c->n; k++)
        c->home[HOME_X][k] = complex_of(x[k], tiny * v[k]);
    run(c, FUNCTION_SETUP, (struct vm_frame){.lo = 0});
    run(c, FUNCTION_PREPARE, (struct vm_frame){.lo = 0});
}

bool complex_gradient(struct complex_plan *c, double *out)
{
    if (!c->plan->functions[FUNCTION_GRADIENT].present)
        return false;
    run(c, FUNCTION_GRADIENT, (struct vm_frame){.lo = 0});
    for (size_t k = 0; k < c->n; k++)
        out[k] = cimag(c->home[HOME_GRADIENT][k]) / tiny;
    return true;
}

void complex_entries(struct complex_plan *c, enum plan_function jacobian,
                     size_t rows, size_t entries, double *out)
{
    cx *jac = room_for(entries, sizeof *jac);

    run(c, jacobian, (struct vm_frame){.jac = {jac, jac + entries},
                                       .hi = (int64_t)rows});
    for (size_t k = 0; k < entries; k++)
        out[k] = cimag(jac[k]) / tiny;
    free(jac);
}

bool complex_kink(void)
{
    return kinks > 0;
}
