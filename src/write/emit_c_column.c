/* emit_c_column.c -- which unknown an entry of the Jacobian belongs to. */
#include "../base/arena.h"
#include "emit_c_body.h"

/* The step that gives the column of an entry, in STRUCTURE; NULL: none. */
static const struct step *column_step(const struct emit *e, uint32_t family,
                                      uint32_t entry)
{
    const struct function *f = &e->plan->functions[FUNCTION_STRUCTURE];
    unsigned depth = 0;

    for (size_t k = e->structure[family]; k < f->steps.n; k++) {
        const struct step *s = &f->steps.at[k];

        if (s->op == PLAN_FOR || s->op == PLAN_END)
            return NULL;
        if (s->op == PLAN_COUNT && s->a == STREAM_COL && depth++ == entry)
            return &f->steps.at[s->b];
    }
    return NULL;
}

/* "A", "x[3]", "x[i + 1]": as C counts. */
static const char *name_text(struct emit *e, int64_t at, bool loop)
{
    int64_t first;
    uint32_t array = emit_unknown_with(e, at, &first);
    const char *name;

    if (array == UINT32_MAX)
        return NULL;
    name = e->member[array];
    if (e->prog->arrays.at[array].rank == 0)
        return loop ? NULL : name;
    at -= first;
    if (!loop)
        return arena_printf(e->arena, "%s[%lld]", name, (long long)at);
    if (at == 0)
        return arena_printf(e->arena, "%s[i]", name);
    return arena_printf(e->arena, "%s[i + %lld]", name, (long long)at);
}

const char *body_column(struct body *b, uint32_t family, uint32_t entry)
{
    const struct function *f =
        &b->e->plan->functions[FUNCTION_STRUCTURE];
    const struct step *s = b->e->flat ? NULL : column_step(b->e, family, entry);
    const struct dag *g = b->e->prog->dag;
    const struct step *x, *y;

    if (!s)
        return NULL;
    if (s->op == DAG_INT)
        return name_text(b->e, dag_int_value(g, s->expr), false);
    if (s->op == PLAN_ROWS)
        return name_text(b->e, 0, true);
    if (s->op != DAG_IADD)
        return NULL;
    x = &f->steps.at[s->a];
    y = &f->steps.at[s->b];
    if (x->op == PLAN_ROWS && y->op == DAG_INT)
        return name_text(b->e, dag_int_value(g, y->expr), true);
    if (y->op == PLAN_ROWS && x->op == DAG_INT)
        return name_text(b->e, dag_int_value(g, x->expr), true);
    return NULL;
}
