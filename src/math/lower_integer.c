/*
 * lower_integer.c -- data that are whole numbers: `data cam[m] in 1..nc`.
 * Their range makes them fit to be an index.
 */
#include "lowering.h"

#include <math.h>
#include <stdlib.h>

static const char whole_rule[] = "+ - * div and mod of whole numbers are "
                                 "whole; `/` is not";

/* A size that only this range names, and inline data give: the greatest. */
void integer_binds_size(struct lower *l, const struct symbol *s,
                        const struct table *t)
{
    Ast hi = ast_nth(l->t, s->bounds, 1);
    uint32_t z = ast_at(l->t, hi)->kind == AST_NAME
                     ? model_symbol(l->m, ast_at(l->t, hi)->name)
                     : UINT32_MAX;
    double most = -HUGE_VAL;

    if (z == UINT32_MAX || l->m->symbols.at[z].kind != SYMBOL_SIZE ||
        l->symbols[z].kind != BIND_NONE)
        return;
    for (size_t k = 0; k < t->v.n; k++)
        most = t->v.at[k] > most ? t->v.at[k] : most;
    if (most != floor(most) || fabs(most) > 9e15)
        return;
    l->symbols[z].kind = BIND_VALUE;
    l->symbols[z].v = value_of(dag_int(l->g, (int64_t)most));
}

void integer_range(struct lower *l, const struct symbol *s, uint32_t array)
{
    struct value lo, hi;
    struct array *a;

    lo = lower_expr(l, ast_kid(l->t, s->bounds), MODE_INT);
    hi = lower_expr(l, ast_nth(l->t, s->bounds, 1), MODE_INT);
    a = &l->p->arrays.at[array];
    a->integer = true;
    if (value_bad(&lo) || value_bad(&hi)) {
        a->least = a->most = dag_int(l->g, 0);
        return;
    }
    a->least = lo.e;
    a->most = hi.e;
    if (dag_is_int(l->g, lo.e) && dag_is_int(l->g, hi.e) &&
        dag_int_value(l->g, lo.e) > dag_int_value(l->g, hi.e)) {
        const char *from = int_text(l, lo.e), *to = int_text(l, hi.e);
        lower_fail(l, "E0247", s->bounds, "no whole number lies in %s..%s",
                   from, to);
    }
}

/* The syntax of element k of inline data, row by row. */
static Ast element_at(const struct lower *l, Ast list, size_t k)
{
    for (Ast at = ast_kid(l->t, list); at.i; at = ast_next(l->t, at)) {
        size_t n = ast_at(l->t, at)->kind == AST_LIST ? ast_count(l->t, at)
                                                      : 1;
        if (k < n)
            return n == 1 && ast_at(l->t, at)->kind != AST_LIST
                       ? at : ast_nth(l->t, at, (unsigned)k);
        k -= n;
    }
    return list;
}

/* value >= 0, now or when the sizes are known. */
static bool holds(struct lower *l, Ast at, Expr value)
{
    if (dag_is_int(l->g, value))
        return dag_int_value(l->g, value) >= 0;
    vec_push(&l->p->checks, ((struct size_check){
        value, ast_at(l->t, at)->span, "a whole number lies outside its "
        "range"}));
    return true;
}

void integer_table(struct lower *l, const struct symbol *s, uint32_t array,
                   size_t n)
{
    const struct array a = l->p->arrays.at[array];
    double least = HUGE_VAL, most = -HUGE_VAL;

    for (size_t k = 0; k < n; k++) {
        Expr v = dag_int(l->g, 0);
        double x = a.table[k];
        bool whole = x == floor(x) && fabs(x) < 9e15;
        if (whole)
            v = dag_int(l->g, (int64_t)x);
        if (!whole) {
            lower_fail(l, "E0410", element_at(l, s->init, k), "%g is not a "
                       "whole number, and `%s` holds whole numbers", x,
                       s->name);
        } else if ((x < least && !holds(l, element_at(l, s->init, k),
                                        dag_isub(l->g, v, a.least))) ||
                   (x > most && !holds(l, element_at(l, s->init, k),
                                       dag_isub(l->g, a.most, v)))) {
            const char *from = int_text(l, a.least), *to = int_text(l, a.most);
            lower_fail(l, "E0410", element_at(l, s->init, k), "%g is not in "
                       "%s..%s, the range of `%s`", x, from, to, s->name);
        } else {
            least = x < least ? x : least;
            most = x > most ? x : most;
        }
    }
}

bool dims_fixed(struct lower *l, Ast at, Expr lo, Expr hi)
{
    Expr ends[2] = {lo, hi};

    for (unsigned k = 0; k < 2; k++)
        if (dag_at(l->g, ends[k])->free || dag_loads(l->g, ends[k])) {
            lower_fail(l, "E0252", at, "the length of an array cannot depend "
                       "on %s", dag_at(l->g, ends[k])->free
                       ? "another index" : "the values of data");
            diag_help(l->d, last_message(l), "declare it as long as it can "
                      "get, and let sums and `for` run over what is needed; "
                      "an unknown that is not needed gets a value of its own: "
                      "`for i in 1..n, j in i+1..n { x[i, j] = 0; }`");
            return false;
        }
    return true;
}

/*
 * Computed data with a range: each value must be whole as it is written, and
 * lie in the range, now or as set-up sees it.
 */
bool integer_computed(struct lower *l, const struct symbol *s, uint32_t array,
                      struct value v)
{
    struct value range = {.rank = 1};
    Expr whole = whole_of(l, v.e);
    const struct array *a;

    if (!whole.i || dag_at(l->g, whole)->type != TYPE_INT) {
        lower_fail(l, "E0410", s->init, "this is not sure to be a whole "
                   "number, and `%s` holds whole numbers", s->name);
        diag_help(l->d, last_message(l), whole_rule);
        return false;
    }
    integer_range(l, s, array);
    a = &l->p->arrays.at[array];
    range.e = whole;
    range.lo[0] = a->least;
    range.count[0] = dag_range_count(l->g, a->least, a->most);
    whole = dag_isub(l->g, whole, a->least);
    l->values_of = s->name;
    whole = index_check(l, s->init, whole, &range, 0);
    l->values_of = NULL;
    return whole.i != 0;
}

/* ---- subscripts that are no whole numbers -------------------------------- */

/* The first array of real numbers that e is made of; or none. */
static const struct array *real_array(struct lower *l, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(l->g, &e, 1, &list);
    const struct array *found = NULL;

    for (size_t k = 0; k < n && !found; k++) {
        const struct node *at = &l->g->nodes.at[list[k]];
        const struct array *a = at->op == DAG_LOAD ? &l->p->arrays.at[at->a]
                                                   : NULL;
        if (a && a->name && !a->integer && a->kind <= ARRAY_TABLE)
            found = a;
    }
    free(list);
    return found;
}

static void made_of(struct lower *l, Ast at, const struct array *a)
{
    static const char *const kinds[] = {
        [ARRAY_UNKNOWN] = "an unknown", [ARRAY_PARAM] = "a param",
        [ARRAY_DATA] = "data of real numbers",
        [ARRAY_TABLE] = "data of real numbers"};
    uint32_t s = model_symbol(l->m, a->name);

    lower_fail(l, "E0241", at, "an index or range end must be a whole number, "
               "and this is made of `%s`, %s", a->name, kinds[a->kind]);
    if (s != UINT32_MAX)
        diag_note(l->d, last_message(l), l->m->symbols.at[s].span,
                  "here `%s` is declared", a->name);
    if (a->kind == ARRAY_UNKNOWN)
        diag_help(l->d, last_message(l), "it must be known before solving");
    else if (a->kind == ARRAY_PARAM)
        diag_help(l->d, last_message(l), "declare it `const %s = ...;`",
                  a->name);
    else
        diag_help(l->d, last_message(l), "if `%s` holds whole numbers, say in "
                  "which range: `data %s[...] in 1..n`", a->name, a->name);
}

struct value integer_refused(struct lower *l, Ast at, Expr e)
{
    const struct array *a = real_array(l, e);

    for (size_t k = 0; k < l->refused.n; k++)
        if (expr_same(l->refused.at[k], e))
            return value_of(EXPR_NONE);
    vec_push(&l->refused, e);
    if (a) {
        made_of(l, at, a);
        return value_of(EXPR_NONE);
    }
    lower_fail(l, "E0241", at, "an index or range end must be a whole number "
               "known from constants, sizes, other indices and whole data");
    diag_help(l->d, last_message(l), whole_rule);
    return value_of(EXPR_NONE);
}
