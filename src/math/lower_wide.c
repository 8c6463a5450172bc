/*
 * lower_wide.c -- declarations where params are unknowns, for derivatives by
 * them: nothing starts anywhere, and nothing is bounded.
 */
#include "lowering.h"

#include <string.h>

/* Every element is `value`. */
static struct loop constant(struct lower *l, uint32_t array, double value)
{
    const struct array *a = &l->p->arrays.at[array];
    struct loop loop = {.effect = EFFECT_DEFINE, .array = array,
                        .body = dag_num(l->g, value), .span = a->span};

    loop.domain.rank = a->rank;
    for (unsigned k = 0; k < a->rank; k++) {
        loop.domain.var[k] = k;
        loop.domain.count[k] = a->count[k];
        loop.at[k] = dag_index(l->g, k);
    }
    return loop;
}

static void unbounded(struct lower *l, uint32_t array)
{
    vec_push(&l->p->starts, constant(l, array, 1));
}

static void push_bound(struct lower *l, const struct symbol *s,
                       const struct dims *d, Expr bound, const char *which)
{
    const char *name = arena_printf(l->arena, "%s.%s", s->name, which);
    struct family f = {.kind = FAMILY_SHOW, .domain = d->domain,
                       .row = dag_real(l->g, bound), .span = s->span,
                       .name = name_make(l->names, name, strlen(name))};

    if (dag_at(l->g, bound)->phase == PHASE_POINT)
        vec_push(&l->p->shows, f);
}

static void bounds(struct lower *l, const struct symbol *s,
                   const struct dims *d)
{
    struct value lo, hi;

    if (ast_absent(l->t, s->bounds))
        return;
    lo = lower_expr(l, ast_kid(l->t, s->bounds), MODE_REAL);
    hi = lower_expr(l, ast_nth(l->t, s->bounds, 1), MODE_REAL);
    if (value_bad(&lo) || value_bad(&hi))
        return;
    push_bound(l, s, d, lo.e, "lower");
    push_bound(l, s, d, hi.e, "upper");
}

bool wide_unknown(struct lower *l, const struct symbol *s, uint32_t array,
                  const struct dims *d)
{
    if (!l->wide)
        return false;
    unbounded(l, array);
    bounds(l, s, d);
    return true;
}

uint32_t wide_input(struct lower *l, uint32_t sym, enum array_kind kind,
                    const struct value *shape)
{
    uint32_t a;

    if (!l->wide || !l->wide[sym] || kind != ARRAY_PARAM)
        return add_array(l, sym, kind, shape, PHASE_SETUP, 0);
    a = add_array(l, sym, ARRAY_UNKNOWN, shape, PHASE_POINT, 1);
    if (a != UINT32_MAX)
        unbounded(l, a);
    return a;
}
