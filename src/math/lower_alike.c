/*
 * lower_alike.c -- starts of unknowns that play the same part.  From equal
 * starts they would stay equal: every step treats them alike.
 */
#include "roles.h"
#include "lowering.h"

#include <math.h>
#include <stdlib.h>

/* Where all rows are linear, the start decides nothing. */
static bool is_linear(const struct program *p)
{
    if (p->has_objective && !p->loss_is_squares)
        return false;
    for (size_t k = 0; k < p->constraints.n; k++)
        if (dag_at(p->dag, p->constraints.at[k].row)->degree > 1)
            return false;
    for (size_t k = 0; k < p->families.n; k++)
        if (dag_at(p->dag, p->families.at[k].row)->degree > 1 ||
            p->families.at[k].rho.i)
            return false;
    return true;
}

/*
 * Member k of m: in a box evenly, else by powers of 4 about the start, as
 * distances from a bound where there is one; in all within a factor 4^5.
 */
static double spread(const struct role *i, size_t k, size_t m)
{
    bool low = i->low > -HUGE_VAL, high = i->high < HUGE_VAL;
    double about = (double)k - (double)(m - 1) / 2, size = i->start;
    double step = m > 6 ? 10.0 / (double)(m - 1) : 2;

    if (low && high)
        return i->low + (i->high - i->low) * (double)(k + 1) /
                            (double)(m + 1);
    if (low)
        size -= i->low;
    else if (high)
        size = i->high - size;
    size = (size > 0 || size < 0 ? size : 1) * exp2(step * about);
    return low ? i->low + size : high ? i->high - size : size;
}

static size_t members(const struct roles *a, size_t first, size_t before)
{
    size_t n = 0;

    for (size_t k = 0; k < before; k++)
        n += a->items.at[k].first == first;
    return n;
}

static bool set_starts(struct roles *a)
{
    bool any = false;

    for (size_t k = 0; k < a->items.n; k++) {
        struct role *i = &a->items.at[k];
        size_t m = members(a, i->first, a->items.n);

        if (m == 1)
            continue;
        i->start = spread(i, members(a, i->first, k), m);
        any = true;
    }
    return any;
}

/* All elements of an array, as a table; a number where there is one. */
static Expr start_body(struct lower *l, const struct roles *a,
                       const struct loop *start)
{
    struct array of = l->p->arrays.at[start->array];
    size_t n = (size_t)dag_int_value(l->g, program_size(l->p, start->array));
    double *v = arena_array(l->arena, n + 1, sizeof *v);
    double own = dag_value(l->g, start->body);
    uint32_t table;

    for (size_t k = 0; k < n; k++)
        v[k] = own;
    for (size_t k = 0; k < a->items.n; k++)
        if (a->items.at[k].array == start->array)
            v[a->items.at[k].element] = a->items.at[k].start;
    if (of.rank == 0)
        return dag_num(l->g, v[0]);
    table = program_array(l->p, ARRAY_TABLE, of.name, of.rank, of.lo, of.count,
                          PHASE_SETUP, 0);
    l->p->arrays.at[table].table = v;
    l->p->arrays.at[table].span = of.span;
    return program_load(l->p, table, start->at);
}

static bool has_item(const struct roles *a, uint32_t array)
{
    for (size_t k = 0; k < a->items.n; k++)
        if (a->items.at[k].array == array)
            return true;
    return false;
}

void lower_alike(struct lower *l)
{
    struct roles a = {0};

    if (diag_errors(l->d) > 0 || is_linear(l->p))
        return;
    roles_find(l->p, &a);
    if (set_starts(&a))
        for (size_t k = 0; k < l->p->starts.n; k++)
            if (has_item(&a, l->p->starts.at[k].array))
                l->p->starts.at[k].body = start_body(l, &a,
                                                     &l->p->starts.at[k]);
    vec_free(&a.items);
}
