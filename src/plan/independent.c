/*
 * independent.c -- loops whose turns do not touch what other turns write, so
 * that a C compiler may take several at once [exact].
 *
 * Each array that is written inside must have a dimension in which all that is
 * written or read moves by one element a turn, and any two are at the same
 * index in the same turn, or further apart than the loop is long.
 */
#include "writing.h"

enum { TURNS_MIN = 8,        /* fewer are not worth it */
       PLACES_MAX = 12 };    /* of one array: pairs are compared */

struct touched {
    uint32_t array;
    unsigned rank;
    size_t n;
    Expr at[PLACES_MAX][PROGRAM_RANK];
};

struct turns {
    struct writer *w;
    Expr index, count;
    VEC(struct touched) touched;
    bool too_many;
};

static bool same_place(const struct touched *a, size_t k, const Expr *at)
{
    for (unsigned j = 0; j < a->rank; j++)
        if (!expr_same(a->at[k][j], at[j]))
            return false;
    return true;
}

static void touch(struct turns *t, struct touched *a, const Expr *at)
{
    for (size_t k = 0; k < a->n; k++)
        if (same_place(a, k, at))
            return;
    if (a->n == PLACES_MAX) {
        t->too_many = true;
        return;
    }
    for (unsigned j = 0; j < a->rank; j++)
        a->at[a->n][j] = at[j];
    a->n++;
}

static void touch_written(struct turns *t, uint32_t array, const Expr *at)
{
    uint32_t *mark = &t->w->mark[array];

    if (!*mark) {
        vec_push(&t->touched, ((struct touched){
            .array = array, .rank = t->w->p->arrays.at[array].rank}));
        *mark = (uint32_t)t->touched.n;
    }
    touch(t, &t->touched.at[*mark - 1], at);
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
        touch(t, &t->touched.at[mark - 1], idx);
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

/* Is e, a sum of products of sizes and numbers, surely not negative? */
static bool not_negative(const struct dag *g, Expr e, unsigned depth)
{
    const struct node *n = dag_at(g, e);

    if (n->op == DAG_SIZE)
        return true;
    if (n->op == DAG_INT)
        return dag_int_value(g, e) >= 0;
    return depth > 0 && (n->op == DAG_IADD || n->op == DAG_IMUL) &&
           not_negative(g, (Expr){n->a}, depth - 1) &&
           not_negative(g, (Expr){n->b}, depth - 1);
}

/* Is b always at least the whole loop behind a? */
static bool behind(const struct turns *t, Expr a, Expr b)
{
    enum { DEEP = 8 };
    struct dag *g = t->w->g;
    Expr gap = dag_isub(g, b, a);

    return not_negative(g, dag_isub(g, gap, t->count), DEEP);
}

static bool moves(const struct turns *t, Expr at)
{
    struct dag *g = t->w->g;
    Expr rest = dag_isub(g, at, t->index);

    return !(dag_at(g, rest)->free & dag_at(g, t->index)->free) &&
           !dag_loads(g, rest);
}

static bool apart_in(const struct turns *t, const struct touched *a,
                     unsigned dim)
{
    for (size_t k = 0; k < a->n; k++) {
        if (!moves(t, a->at[k][dim]))
            return false;
        for (size_t j = 0; j < k; j++)
            if (!expr_same(a->at[j][dim], a->at[k][dim]) &&
                !behind(t, a->at[j][dim], a->at[k][dim]) &&
                !behind(t, a->at[k][dim], a->at[j][dim]))
                return false;
    }
    return true;
}

static bool one_a_turn(const struct turns *t, const struct touched *a)
{
    for (unsigned dim = t->w->p->arrays.at[a->array].turns; dim < a->rank;
         dim++)
        if (apart_in(t, a, dim))
            return true;
    return false;
}

static bool few(const struct dag *g, Expr count)
{
    return dag_is_int(g, count) && dag_int_value(g, count) < TURNS_MIN;
}

bool turns_independent(struct writer *w, const struct nest *n, unsigned depth)
{
    struct turns t = {.w = w, .index = dag_index(w->g, plan_var(depth)),
                      .count = n->count};
    bool all = !few(w->g, n->count);

    for (size_t k = 0; all && k < n->n; k++)
        all = n->kids[k].is_statement;
    for (size_t k = 0; all && k < n->n; k++)
        if (in_memory(&t, &n->kids[k].loop))
            touch_written(&t, n->kids[k].loop.array, n->kids[k].loop.at);
    all &= t.touched.n > 0;
    for (size_t k = 0; all && k < n->n; k++)
        touch_loads(&t, &n->kids[k].loop);
    all &= !t.too_many;
    for (size_t k = 0; k < t.touched.n; k++) {
        all = all && one_a_turn(&t, &t.touched.at[k]);
        w->mark[t.touched.at[k].array] = 0;
    }
    vec_free(&t.touched);
    return all;
}
