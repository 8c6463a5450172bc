/*
 * independent.c -- loops whose turns do not touch what other turns write, so
 * that a C compiler may take several at once [exact].
 *
 * Each array that is written inside must have a dimension in which all that is
 * written or read is at the same index, another one in each turn.
 */
#include "writing.h"

enum { TURNS_MIN = 8 };      /* fewer are not worth it */

struct touched { uint32_t array; unsigned rank; Expr at[PROGRAM_RANK]; };

struct turns {
    struct writer *w;
    Expr index;
    VEC(struct touched) touched;
};

/* Dimensions in which another element was touched no longer count. */
static void touch(struct touched *a, const Expr *at)
{
    for (unsigned k = 0; k < a->rank; k++)
        if (!expr_same(a->at[k], at[k]))
            a->at[k] = EXPR_NONE;
}

static void touch_written(struct turns *t, uint32_t array, const Expr *at)
{
    uint32_t *mark = &t->w->mark[array];
    struct touched a = {.array = array,
                        .rank = t->w->p->arrays.at[array].rank};

    if (*mark) {
        touch(&t->touched.at[*mark - 1], at);
        return;
    }
    for (unsigned k = 0; k < a.rank; k++)
        a.at[k] = at[k];
    vec_push(&t->touched, a);
    *mark = (uint32_t)t->touched.n;
}

static void touch_loads(struct turns *t, const struct loop *s)
{
    struct dag *g = t->w->g;
    Expr roots[LOOP_ROOTS], idx[PROGRAM_RANK];
    uint32_t *list;
    size_t n = dag_reach(g, roots, loop_roots(t->w->p, s, roots), &list);

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &g->nodes.at[list[k]];
        uint32_t mark = at->op == DAG_LOAD ? t->w->mark[at->a] : 0;
        if (!mark)
            continue;
        dag_load_index(g, (Expr){list[k]}, idx);
        touch(&t->touched.at[mark - 1], idx);
    }
    free(list);
}

/* Is the statement done in memory, turn by turn? */
static bool in_memory(const struct turns *t, const struct loop *s)
{
    uint64_t var = dag_at(t->w->g, t->index)->free;
    uint64_t free = 0;

    if (t->w->contracted[s->array])
        return false;
    for (unsigned k = 0; k < t->w->p->arrays.at[s->array].rank; k++)
        free |= dag_at(t->w->g, s->at[k])->free;
    return s->effect == EFFECT_DEFINE || free & var;
}

static bool one_a_turn(const struct turns *t, const struct touched *a)
{
    struct dag *g = t->w->g;

    for (unsigned k = 0; k < a->rank; k++)
        if (a->at[k].i && dag_is_int(g, dag_isub(g, a->at[k], t->index)))
            return true;
    return false;
}

static bool few(const struct dag *g, Expr count)
{
    return dag_is_int(g, count) && dag_int_value(g, count) < TURNS_MIN;
}

bool turns_independent(struct writer *w, const struct nest *n, unsigned depth)
{
    struct turns t = {.w = w, .index = dag_index(w->g, plan_var(depth))};
    bool all = !few(w->g, n->count);

    for (size_t k = 0; all && k < n->n; k++)
        all = n->kids[k].is_statement;
    for (size_t k = 0; all && k < n->n; k++)
        if (in_memory(&t, &n->kids[k].loop))
            touch_written(&t, n->kids[k].loop.array, n->kids[k].loop.at);
    all &= t.touched.n > 0;
    for (size_t k = 0; all && k < n->n; k++)
        touch_loads(&t, &n->kids[k].loop);
    for (size_t k = 0; k < t.touched.n; k++) {
        all = all && one_a_turn(&t, &t.touched.at[k]);
        w->mark[t.touched.at[k].array] = 0;
    }
    vec_free(&t.touched);
    return all;
}
