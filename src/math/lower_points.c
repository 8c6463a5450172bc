/*
 * lower_points.c -- the points and values of a table: where they stand, and
 * that the points increase, now or as set-up sees it.
 */
#include "points.h"

#include <math.h>
#include <string.h>

Expr points_at(struct lower *l, Expr e, Expr k)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[0] = k;
    return dag_rewrite(l->g, e, &how);
}

/* ---- where they stand --------------------------------------------------- */

/* The array whose elements these are, in order; UINT32_MAX: none. */
static uint32_t whole_array(const struct lower *l, Expr e)
{
    const struct node *n = dag_at(l->g, e);
    Expr idx[PROGRAM_RANK];

    if (n->op != DAG_LOAD || l->p->arrays.at[n->a].rank != 1 ||
        dag_load_index(l->g, e, idx) != 1 ||
        !expr_same(idx[0], dag_index(l->g, 0)))
        return UINT32_MAX;
    return n->a;
}

static bool same_for_all(const struct lower *l, Expr e)
{
    return !(dag_at(l->g, e)->free & ~(uint64_t)1);
}

/* An array of a loop over the table's elements; the same again is shared. */
static uint32_t define_over(struct lower *l, Expr body, Expr count,
                            struct span span)
{
    struct loop loop = {.effect = EFFECT_DEFINE, .body = body, .span = span};

    for (size_t k = 0; k < l->p->loops.n; k++) {
        const struct loop *old = &l->p->loops.at[k];
        if (old->effect == EFFECT_DEFINE && old->domain.rank == 1 &&
            expr_same(old->body, body) && old->domain.var[0] == 0 &&
            expr_same(old->domain.count[0], count))
            return old->array;
    }
    loop.domain.rank = 1;
    loop.domain.var[0] = 0;
    loop.domain.count[0] = count;
    loop.at[0] = dag_index(l->g, 0);
    loop.array = program_array(l->p, ARRAY_TEMP, NULL, 1, NULL, &count,
                               PHASE_SETUP, 0);
    vec_push(&l->p->loops, loop);
    return loop.array;
}

Expr points_kept(struct lower *l, Expr e, Expr count, struct span span)
{
    struct value v = {.e = e, .rank = 1, .count = {count}};
    Expr element = dag_index(l->g, 0);

    if (same_for_all(l, e) && dag_at(l->g, e)->phase != PHASE_POINT)
        return dag_load(l->g, define_over(l, e, count, span), &element, 1);
    v.lo[0] = dag_int(l->g, 1);
    return value_keep(l, v, span).e;
}

bool points_searched(struct lower *l, const struct points *t, Expr x)
{
    return whole_array(l, t->x) != UINT32_MAX &&
           (dag_at(l->g, x)->phase != PHASE_POINT ||
            dag_at(l->g, t->y)->phase != PHASE_POINT);
}

/* ---- are the points increasing? ----------------------------------------- */

static bool report_order(struct lower *l, Ast at, size_t k, double before,
                         double x)
{
    lower_fail(l, "E0277", at, "the points of a table must increase: point "
               "%zu is %.17g, after %.17g", k + 1, x, before);
    return false;
}

static bool values_increase(struct lower *l, Ast at, const double *v, size_t n)
{
    for (size_t k = 1; k < n; k++)
        if (!(v[k] > v[k - 1]))
            return report_order(l, at, k, v[k - 1], v[k]);
    return true;
}

/* The one loop that defines an array as a whole; or NULL. */
static const struct loop *definition(const struct lower *l, uint32_t array)
{
    const struct loop *found = NULL;

    for (size_t k = 0; k < l->p->loops.n; k++) {
        const struct loop *loop = &l->p->loops.at[k];
        if (loop->array != array)
            continue;
        if (found || loop->group)
            return NULL;
        found = loop;
    }
    return found;
}

/* Set-up looks at each pair of neighbours of `of`, along the last index. */
static void check_increase(struct lower *l, Ast at, const struct loop *of)
{
    struct domain d = of->domain;
    unsigned last = l->p->arrays.at[of->array].rank - 1u;
    Expr at_point[PROGRAM_RANK], left, right, wrong;

    for (unsigned k = 0; k <= last; k++)
        at_point[k] = of->at[k];
    left = dag_load(l->g, of->array, at_point, last + 1);
    at_point[last] = dag_plus(l->g, at_point[last], 1);
    right = dag_load(l->g, of->array, at_point, last + 1);
    d.count[d.rank - 1] = dag_plus(l->g, d.count[d.rank - 1], -1);
    wrong = dag_compare(l->g, DAG_LT, left, right);
    wrong = dag_logic(l->g, DAG_NOT, wrong, EXPR_NONE);
    never_check(l, ast_at(l->t, at)->span, &d, wrong, "the points of a table "
                "do not increase, with these data");
}

/* Do they, as far as it can be told here?  0: they do not; reports. */
static int computed_increase(struct lower *l, Ast at, const struct loop *def,
                             Expr count)
{
    enum { MOST = 100000 };
    bool all = def && def->domain.rank == 1 && dag_is_int(l->g, count) &&
               expr_same(def->domain.count[0], count);
    int64_t n = all ? dag_int_value(l->g, count) : MOST + 1;
    double before = -HUGE_VAL, x;

    for (int64_t k = 0; k < n && n <= MOST; k++, before = x) {
        if (!const_value(l, put_var(l, def->body, def->domain.var[0],
                                    dag_int(l->g, k)), &x))
            return -1;
        if (!(x > before))
            return report_order(l, at, (size_t)k, before, x);
    }
    return n > MOST ? -1 : 1;
}

/* An array that has the points and nothing else. */
static bool whole_increases(struct lower *l, Ast at, uint32_t whole)
{
    struct array *a = &l->p->arrays.at[whole];
    struct loop loop = {.array = whole, .at = {dag_index(l->g, 0)},
                        .domain = {.rank = 1, .count = {a->count[0]}}};
    int known;

    if (a->kind == ARRAY_DATA || a->kind == ARRAY_PARAM)
        a->increasing = true;            /* checked when they are known */
    if (a->table && dag_is_int(l->g, a->count[0]))
        return values_increase(l, at, a->table,
                               (size_t)dag_int_value(l->g, a->count[0]));
    if (a->increasing)
        return true;
    known = computed_increase(l, at, definition(l, whole), a->count[0]);
    if (known < 0)
        check_increase(l, at, &loop);
    return known != 0;
}

static bool points_increase(struct lower *l, Ast at, Expr points)
{
    uint32_t whole = whole_array(l, points);
    const struct node *n = dag_at(l->g, points);
    const struct loop *def;

    if (whole != UINT32_MAX)
        return whole_increases(l, at, whole);
    def = n->op == DAG_LOAD ? definition(l, n->a) : NULL;
    if (def)
        check_increase(l, at, def);
    else
        lower_fail(l, "E0245", at, "loops are nested too deep here");
    return def != NULL;
}

/* ---- the table ---------------------------------------------------------- */

static bool is_row(struct lower *l, Ast at, const struct value *v,
                   const char *what)
{
    if (v->rank == 1)
        return true;
    lower_fail(l, "E0276", at, "the %s of a table are a row of numbers, and "
               "this is %s", what, v->rank ? shape_text(l, v) : "one number");
    return false;
}

static bool points_known(struct lower *l, Ast at, Expr points)
{
    if (dag_at(l->g, points)->phase != PHASE_POINT)
        return true;
    lower_fail(l, "E0276", at, "the points of a table cannot depend on "
               "unknowns: a solver might bring them out of order");
    diag_help(l->d, last_message(l), "its values can: `interp(x, xs, v)` with "
              "an unknown `v`");
    return false;
}

bool points_read(struct lower *l, Ast call, const struct value *v,
                 struct points *t)
{
    Ast xs = ast_nth(l->t, call, 1), ys = ast_nth(l->t, call, 2);
    struct value joined = v[1];
    Expr spare;

    if (!is_row(l, xs, &v[1], "points") || !is_row(l, ys, &v[2], "values") ||
        !points_known(l, xs, v[1].e) || !shape_join(l, call, &joined, &v[2]))
        return false;
    t->count = v[1].count[0];
    t->y = dag_real(l->g, v[2].e);
    t->x = v[1].e;
    if (whole_array(l, t->x) == UINT32_MAX)
        t->x = points_kept(l, dag_real(l->g, t->x), t->count,
                           ast_at(l->t, xs)->span);
    spare = dag_plus(l->g, t->count, -2);
    if (dag_is_int(l->g, spare) && dag_int_value(l->g, spare) < 0) {
        lower_fail(l, "E0276", xs, "a table needs two points or more");
        return false;
    }
    if (!dag_is_int(l->g, spare))
        vec_push(&l->p->checks, ((struct size_check){
            spare, ast_at(l->t, xs)->span, "a table needs two points"}));
    return points_increase(l, xs, t->x);
}
