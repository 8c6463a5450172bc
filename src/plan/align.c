/*
 * align.c -- a sum is cut so that its main part runs beside a loop that is a
 * few turns shorter [reassociating].
 *
 * A gathered gradient defines x[1] .. x[n-2] in one loop; the loss sums terms
 * 0 .. n-2.  Cut into term 0 and the rest, both run in one pass over x.
 */
#include "planning.h"

enum { EXTRA_MAX = 4 };      /* turns that may be left beside */

/* A loop that defines the elements first .. first + count - 1 of a vector. */
struct beside { int64_t first, count; };

static bool constant(const struct dag *g, Expr e, int64_t *value)
{
    if (!dag_is_int(g, e))
        return false;
    *value = dag_int_value(g, e);
    return true;
}

static bool simple(const struct loop *l)
{
    return l->domain.rank == 1 && !l->domain.guard.i && !l->group;
}

/* The longest of the loops that define parts of a vector. */
static struct beside longest(const struct program *p, const Loops *loops)
{
    struct beside best = {0, 0};

    for (size_t k = 0; k < loops->n; k++) {
        const struct loop *l = &loops->at[k];
        struct beside b;
        Expr first;
        if (l->effect != EFFECT_DEFINE || !simple(l) ||
            p->arrays.at[l->array].rank != 1 ||
            !constant(p->dag, l->domain.count[0], &b.count))
            continue;
        first = dag_isub(p->dag, l->at[0], dag_index(p->dag, l->domain.var[0]));
        if (constant(p->dag, first, &b.first) && b.first > 0 &&
            b.count > best.count)
            best = b;
    }
    return best;
}

/* Turns begin .. end - 1 of a loop, counted from 0. */
static void push_part(const struct program *p, const struct loop *from,
                      int64_t begin, int64_t end, Loops *out)
{
    struct loop part = *from;
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    if (begin >= end)
        return;
    to[part.domain.var[0]] = dag_plus(p->dag, dag_index(p->dag,
                                      part.domain.var[0]), begin);
    part.body = dag_rewrite(p->dag, part.body, &how);
    part.domain.count[0] = dag_int(p->dag, end - begin);
    vec_push(out, part);
}

bool align_sums(const struct program *p, const bool *shared, Loops *loops)
{
    struct beside b = longest(p, loops);
    Loops out = {0};
    bool any = false;

    for (size_t k = 0; k < loops->n; k++) {
        const struct loop *l = &loops->at[k];
        int64_t count;
        bool cut = b.count > 0 && l->effect == EFFECT_SUM && simple(l) &&
                   p->arrays.at[l->array].rank == 0 && !shared[l->array] &&
                   constant(p->dag, l->domain.count[0], &count) &&
                   count > b.count && count - b.count <= EXTRA_MAX &&
                   b.first + b.count <= count;
        if (!cut) {
            vec_push(&out, *l);
            continue;
        }
        push_part(p, l, b.first, b.first + b.count, &out);
        push_part(p, l, 0, b.first, &out);
        push_part(p, l, b.first + b.count, count, &out);
        any = true;
    }
    vec_free(loops);
    *loops = out;
    return any;
}
