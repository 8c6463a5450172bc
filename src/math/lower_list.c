/*
 * lower_list.c -- arrays written in an expression: [a, b], [[a, b], [c, d]].
 *
 * Where all elements are numbers the list becomes a table.  Else it is a tree
 * of choices by index: an element whose subscripts are known is then that
 * element's expression and nothing more.
 */
#include "lowering.h"

#include "../tables/limits.h"

static Expr choose(struct dag *g, const Expr *e, size_t lo, size_t hi)
{
    size_t mid = lo + (hi - lo) / 2;
    Expr var, first, left, right;

    if (hi - lo == 1)
        return e[lo];
    var = dag_index(g, 0);
    first = dag_compare(g, DAG_ILT, var, dag_int(g, (int64_t)mid));
    left = choose(g, e, lo, mid);
    right = choose(g, e, mid, hi);
    return dag_select(g, first, left, right);
}

/* Element variable 0 chooses among e; halved each time, so not deep. */
Expr choose_element(struct dag *g, const Expr *e, size_t n)
{
    return choose(g, e, 0, n);
}

/* All elements have the shape of the first. */
static bool list_even(struct lower *l, Ast at, const struct value *v, size_t n)
{
    Ast kid = ast_kid(l->t, at);

    for (size_t k = 0; k < n; k++, kid = ast_next(l->t, kid)) {
        if (value_bad(&v[k]))
            return false;
        if (!shape_same(&v[0], &v[k])) {
            const char *this = shape_text(l, &v[k]);
            lower_fail(l, "E0249", kid, "the elements of a list have one "
                       "shape: this is %s, the first is %s", this,
                       shape_text(l, &v[0]));
            return false;
        }
        if (dag_at(l->g, v[k].e)->type == TYPE_BOOL) {
            lower_fail(l, "E0127", kid, "a comparison is no number: write "
                       "if c then 1 else 0");
            return false;
        }
    }
    return true;
}

/* The number of elements; -1 when it is not known or too large to matter. */
static int64_t list_count(struct lower *l, const struct value *v)
{
    int64_t n = 1;

    for (unsigned k = 0; k < v->rank; k++) {
        int64_t c = dag_is_int(l->g, v->count[k])
                        ? dag_int_value(l->g, v->count[k]) : -1;
        if (c < 0 || __builtin_mul_overflow(n, c, &n))
            return -1;
    }
    return n;
}

/* ---- tables ----------------------------------------------------------- */

/* The element number `flat`, row by row. */
static Expr list_element(struct lower *l, const struct value *v, int64_t flat)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = v->rank; k-- > 0;) {
        int64_t c = dag_int_value(l->g, v->count[k]);
        to[k] = dag_int(l->g, flat % c);
        flat /= c;
    }
    return dag_rewrite(l->g, v->e, &how);
}

static struct value list_table(struct lower *l, struct value v,
                               const double *values)
{
    Expr idx[PROGRAM_RANK];
    uint32_t a = program_array(l->p, ARRAY_TABLE,
                               name_make(l->names, "list", 4), v.rank, v.lo,
                               v.count, PHASE_SETUP, 0);

    l->p->arrays.at[a].table = values;
    l->p->arrays.at[a].span = l->g->here;
    for (unsigned k = 0; k < v.rank; k++)
        idx[k] = dag_index(l->g, k);
    v.e = dag_load(l->g, a, idx, v.rank);
    return v;
}

/* The numbers that n elements of one shape are, or NULL. */
static const double *list_numbers(struct lower *l, const struct value *v,
                                  size_t n)
{
    int64_t m = list_count(l, v), total;
    double *x;

    for (size_t k = 0; k < n; k++)
        if (dag_at(l->g, v[k].e)->phase != PHASE_CONST)
            return NULL;
    if (m < 1 || __builtin_mul_overflow(m, (int64_t)n, &total))
        return NULL;
    x = arena_array(l->arena, (size_t)total, sizeof *x);
    for (int64_t k = 0; k < total; k++)
        if (!const_value(l, list_element(l, &v[k / m], k % m), &x[k]))
            return NULL;
    return x;
}

/* ---- lists ------------------------------------------------------------ */

/* Element variable 0 is the list's own; those of its elements follow. */
static Expr list_choice(struct lower *l, const struct value *v, size_t n)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    Expr *e = arena_array(l->arena, n, sizeof *e);

    for (unsigned k = 0; k < v->rank; k++)
        to[k] = dag_index(l->g, k + 1);
    for (size_t k = 0; k < n; k++)
        e[k] = dag_rewrite(l->g, v[k].e, &how);
    return choose_element(l->g, e, n);
}

struct value value_list(struct lower *l, Ast at, const struct value *v,
                        size_t n, bool outermost)
{
    struct value out = {.rank = n ? v[0].rank + 1 : 0};
    const double *table;
    int64_t count;

    if (n == 0 || !list_even(l, at, v, n))
        return value_of(EXPR_NONE);
    if (out.rank > RANK_MAX)
        return lower_fail(l, "E0245", at, "arrays have at most %d dimensions",
                          RANK_MAX);
    out.lo[0] = dag_int(l->g, 1);
    out.count[0] = dag_int(l->g, (int64_t)n);
    for (unsigned k = 0; k < v[0].rank; k++) {
        out.lo[k + 1] = v[0].lo[k];
        out.count[k + 1] = v[0].count[k];
    }
    table = outermost ? list_numbers(l, v, n) : NULL;
    if (table)
        return list_table(l, out, table);
    count = list_count(l, &out);
    if (outermost && (count < 0 || count > LIMIT_LIST_ELEMENTS))
        return lower_fail(l, "E0248", at, "a list of expressions has at most "
                          "%d elements: write `let`, with an index",
                          LIMIT_LIST_ELEMENTS);
    out.e = list_choice(l, v, n);
    return out;
}
