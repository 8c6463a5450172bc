/*
 * emit_c_start.c -- start values that are constants, for PREFIX_START: the
 * steps of START, followed as far as constants go.
 */
#include <math.h>
#include <stdlib.h>

#include "../base/arena.h"
#include "emit_c_form.h"

enum { TURNS = 100000 };

struct follow {
    const struct emit *e;
    const struct function *f;
    double *real;            /* per step */
    int64_t *integer;
    double *x, *lower, *upper;
    size_t n;
    unsigned turns;
};

/* Where an element of an array is; NULL: not known here. */
static double *element(struct follow *w, uint32_t array, int64_t at)
{
    const struct placed *p = &w->e->plan->arrays.at[array];
    double *base = p->home == HOME_START ? w->x
                   : p->home == HOME_LOWER ? w->lower
                   : p->home == HOME_UPPER ? w->upper : NULL;
    int64_t offset;

    if (!base || !emit_is_const(w->e, p->offset, &offset) || at < 0 ||
        (size_t)(offset + at) >= w->n)
        return NULL;
    return base + offset + at;
}

static bool load(struct follow *w, const struct step *s, uint32_t k)
{
    const struct placed *p = &w->e->plan->arrays.at[s->a];
    const double *table = w->e->prog->arrays.at[s->a].table;
    int64_t at = w->integer[s->b], size;
    const double *from = element(w, s->a, at);

    if (p->home == HOME_TABLE && table && at >= 0 &&
        emit_is_const(w->e, p->size, &size) && at < size)
        from = table + at;
    if (!from)
        return false;
    w->real[k] = *from;
    w->integer[k] = s->type == TYPE_INT ? (int64_t)*from : 0;
    return true;
}

/* Only what the compiler may fold: + - * / and min, max, negation. */
static bool function(struct follow *w, const struct step *s, uint32_t k)
{
    double a = w->real[s->a];

    switch (s->op - DAG_FIRST_OP) {
    case OP_Neg:
        w->real[k] = -a;
        return true;
    case OP_Add: case OP_Sub: case OP_Mul: case OP_Div: case OP_Min:
    case OP_Max:
        w->real[k] = op_value2(OP_OF(s->op), a, w->real[s->b]);
        return true;
    default:
        return false;
    }
}

static bool pure(struct follow *w, const struct step *s, uint32_t k)
{
    const struct dag *g = w->e->prog->dag;

    switch (s->op) {
    case DAG_CONST: w->real[k] = dag_value(g, s->expr); return true;
    case DAG_INT: w->integer[k] = dag_int_value(g, s->expr); return true;
    case DAG_LOAD: return load(w, s, k);
    case DAG_REAL: w->real[k] = (double)w->integer[s->a]; return true;
    case DAG_IADD:
        w->integer[k] = w->integer[s->a] + w->integer[s->b];
        return true;
    case DAG_IMUL:
        w->integer[k] = w->integer[s->a] * w->integer[s->b];
        return true;
    default: return s->op >= DAG_FIRST_OP && function(w, s, k);
    }
}

static bool store(struct follow *w, const struct step *s)
{
    double *to = element(w, s->a, w->integer[s->b]);

    if (to)
        *to = w->real[s->c];
    return to != NULL;
}

/* Goes to the step after *k, or back to the loop's beginning. */
static bool follow_one(struct follow *w, uint32_t *k, const struct forms *f)
{
    const struct step *s = &w->f->steps.at[*k];

    if (++w->turns > TURNS)
        return false;
    if (s->op == PLAN_FOR) {
        w->integer[*k] = 0;
        if (w->integer[s->a] <= 0)
            *k = f->at[*k].end;
    } else if (s->op == PLAN_END) {
        if (++w->integer[s->a] < w->integer[w->f->steps.at[s->a].a])
            *k = s->a;
    } else if (s->op == PLAN_STORE) {
        if (!store(w, s))
            return false;
    } else if (s->op >= PLAN_FIRST || !pure(w, s, *k)) {
        return false;
    }
    ++*k;
    return true;
}

bool emit_start_values(struct emit *e, double *x, size_t n)
{
    struct follow w = {.e = e, .f = &e->plan->functions[FUNCTION_START],
                       .x = x, .n = n};
    size_t steps = w.f->steps.n + 1;
    struct forms forms;
    uint32_t k = 0;
    bool ok = w.f->present;

    w.real = arena_array(e->arena, steps, sizeof *w.real);
    w.integer = arena_array(e->arena, steps, sizeof *w.integer);
    w.lower = arena_array(e->arena, n + 1, sizeof *w.lower);
    w.upper = arena_array(e->arena, n + 1, sizeof *w.upper);
    for (size_t j = 0; j < n; j++) {
        x[j] = (double)NAN;
        w.lower[j] = -HUGE_VAL;
        w.upper[j] = HUGE_VAL;
    }
    forms_make(&forms, e, w.f);
    while (ok && k < w.f->steps.n)
        ok = follow_one(&w, &k, &forms);
    forms_free(&forms);
    for (size_t j = 0; ok && j < n; j++)
        ok = x[j] == x[j];
    return ok;
}
