/*
 * vm_remedy.c -- bounds that keep an operator where it has a value: where what
 * it gets is one unknown, or the difference or sum of one and data.
 */
#include <math.h>
#include <stdio.h>

#include "../../runtime/host/numtext.h"
#include "vm_engine.h"
#include "vm_machine.h"

struct remedy {
    struct arena *arena;
    const struct vm *vm;
    const struct vm_fault *fault;
    const struct step *steps;
};

static const char *number(const struct remedy *r, double v)
{
    char text[EQN_MAX];

    eqn_show(v, text);
    return arena_printf(r->arena, "%s", text);
}

static enum home home_of(const struct remedy *r, const struct step *s)
{
    return s->op == DAG_LOAD && s->type == TYPE_REAL
               ? (enum home)r->vm->plan->arrays.at[s->a].home : HOME_NONE;
}

static bool is_unknown(const struct remedy *r, const struct step *s)
{
    return home_of(r, s) == HOME_X;
}

/* The least and most of what a step can be, where that is known by now. */
static bool extremes(const struct remedy *r, uint32_t step, double *least,
                     double *most)
{
    const struct step *s = &r->steps[step];
    const struct vm_array *x;
    int64_t size;

    *least = *most = vm_fault_real(r->vm, r->fault, step);
    if (s->op == DAG_CONST)
        return true;
    switch (home_of(r, s)) {
    case HOME_PARAM: case HOME_DATA: case HOME_TABLE: case HOME_SETUP: break;
    default: return false;
    }
    x = &r->vm->array[s->a];
    if (!vm_size(&r->vm->sizes, r->vm->plan->arrays.at[s->a].size, &size))
        return false;
    for (int64_t k = 0; k < size; k++) {
        *least = fmin(*least, x->at[k]);
        *most = fmax(*most, x->at[k]);
    }
    return true;
}

static const char *name_of(const struct remedy *r, const struct step *s)
{
    return r->vm->plan->program->arrays.at[s->a].name;
}

/* "the smallest x", or "" where it is one number. */
static const char *which(const struct remedy *r, const struct step *s,
                         const char *word, double least, double most)
{
    return s->op == DAG_LOAD && name_of(r, s) && most > least
               ? arena_printf(r->arena, ", the %s %s", word, name_of(r, s))
               : "";
}

static const char *above(const struct remedy *r, const struct step *unknown,
                         double bound, const char *why)
{
    Name name = name_of(r, unknown);
    const char *b = number(r, bound);

    return arena_printf(r->arena, "keep %s above %s%s: `unknown %s in [%s, "
                        "inf]`, with a start inside", name, b, why, name, b);
}

static const char *below(const struct remedy *r, const struct step *unknown,
                         double bound, const char *why)
{
    Name name = name_of(r, unknown);
    const char *b = number(r, bound);

    return arena_printf(r->arena, "keep %s below %s%s: `unknown %s in [-inf, "
                        "%s]`, with a start inside", name, b, why, name, b);
}

/* What keeps the step above the bound, or NULL. */
static const char *keep_above(const struct remedy *r, uint32_t step,
                              double bound)
{
    const struct step *s = &r->steps[step], *a, *b;
    bool minus = s->op == DAG_OF(OP_Sub);
    double least, most;

    if (is_unknown(r, s))
        return above(r, s, bound, "");
    if (!minus && s->op != DAG_OF(OP_Add))
        return NULL;
    a = &r->steps[s->a];
    b = &r->steps[s->b];
    if (is_unknown(r, a) && extremes(r, s->b, &least, &most))
        return minus ? above(r, a, most + bound, bound != 0 ? ""
                             : which(r, b, "greatest", least, most))
                     : above(r, a, bound - least, "");
    if (is_unknown(r, b) && extremes(r, s->a, &least, &most))
        return minus ? below(r, b, least - bound, bound != 0 ? ""
                             : which(r, a, "smallest", least, most))
                     : above(r, b, bound - least, "");
    return NULL;
}

const char *vm_remedy(struct arena *arena, const struct vm *vm,
                      const struct vm_fault *f)
{
    const struct step *steps = vm->plan->functions[f->function].steps.at;
    const struct remedy r = {arena, vm, f, steps};
    const struct step *s = &steps[f->step];
    double bound = 0;

    if (s->op < DAG_FIRST_OP || s->op >= PLAN_FIRST)
        return NULL;
    if (f->derivative)
        return "start elsewhere: at this point there is a value and no slope";
    if (s->op == DAG_OF(OP_Div) && f->operand[1] == 0)
        return is_unknown(&r, &steps[s->b])
                   ? arena_printf(arena, "start %s away from 0",
                                  name_of(&r, &steps[s->b])) : NULL;
    if (!isnan(f->value) ||
        (s->op == DAG_OF(OP_Pow) ? f->operand[1] == floor(f->operand[1])
         : sscanf(op_row(OP_OF(s->op))->where, "a > %lf", &bound) != 1))
        return NULL;
    return keep_above(&r, s->a, bound);
}
