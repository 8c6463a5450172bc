/*
 * lower_rows.c -- the rows of an equation, fit or constraint inside `for`.
 *
 * A box of indices is a loop as it stands.  Where a range depends on another
 * index, or a condition leaves rows out, the rows are listed: row k has the
 * indices i[k], j[k], which are tables of whole numbers, or computed at set-up
 * (lower_found.c).  What stands in the row is then what the user could have
 * written with such data.
 */
#include "lowering.h"

#include <stdlib.h>

#include "../tables/limits.h"

/* ---- one row after the other -------------------------------------------- */

struct listing {
    struct lower *l;
    const struct domain *d;              /* guard: of all its indices */
    Ast at;
    Expr to[DAG_INDEX_VARS];             /* the row at hand: its indices */
    VEC(double) index[PROGRAM_RANK];     /* rows so far */
    bool at_setup;                       /* they cannot be told before */
};

/* Data written in the file are numbers here. */
static Expr load_table(void *caller, struct dag *g, Expr load)
{
    struct lower *l = caller;
    const struct array *a = &l->p->arrays.at[dag_at(g, load)->a];
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(g, load, idx);
    int64_t flat = 0, n;

    if (a->kind != ARRAY_TABLE || !a->integer)
        return EXPR_NONE;
    for (unsigned k = 0; k < rank; k++) {
        if (!dag_is_int(g, idx[k]) || !dag_is_int(g, a->count[k]))
            return EXPR_NONE;
        n = dag_int_value(g, a->count[k]);
        if (dag_int_value(g, idx[k]) < 0 || dag_int_value(g, idx[k]) >= n)
            return EXPR_NONE;
        flat = flat * n + dag_int_value(g, idx[k]);
    }
    return dag_int(g, (int64_t)a->table[flat]);
}

/* e in the row at hand, as far as its indices are fixed. */
static Expr here(struct listing *w, Expr e)
{
    struct dag_rewrite how = {w->to, load_table, w->l};

    return dag_rewrite(w->l->g, e, &how);
}

/* Neither the text nor what stands in it decides: set-up may. */
static bool unknown_rows(struct listing *w)
{
    struct lower *l = w->l;
    Expr guard = w->d->guard;

    w->at_setup = !guard.i || dag_at(l->g, guard)->phase != PHASE_POINT;
    if (w->at_setup)
        return false;
    lower_fail(l, "E0251", w->at, "which rows there are cannot depend on an "
               "unknown");
    diag_help(l->d, last_message(l), "choose inside the row: "
              "`(if c then a else b) = 0`");
    return false;
}

static bool add_row(struct listing *w)
{
    const struct domain *d = w->d;
    int yes = d->guard.i ? dag_truth(w->l->g, here(w, d->guard)) : 1;

    if (yes < 0)
        return unknown_rows(w);
    if (yes == 0)
        return true;
    if (w->index[0].n == LIMIT_LISTED_ROWS) {
        lower_fail(w->l, "E0248", w->at, "more than %d rows that are no box",
                   LIMIT_LISTED_ROWS);
        return false;
    }
    for (unsigned k = 0; k < d->rank; k++)
        vec_push(&w->index[k], (double)dag_int_value(w->l->g,
                                                     w->to[d->var[k]]));
    return true;
}

/* The length of index `depth` in the row at hand; -1 after an error. */
static int64_t length_of(struct listing *w, unsigned depth)
{
    Expr n = here(w, w->d->count[depth]);

    if (!dag_is_int(w->l->g, n)) {
        unknown_rows(w);
        return -1;
    }
    return dag_int_value(w->l->g, n) > 0 ? dag_int_value(w->l->g, n) : 0;
}

/* All rows, the last index fastest: a loop over depths, as deep as wide. */
static bool list_rows(struct listing *w)
{
    const struct domain *d = w->d;
    int64_t at[PROGRAM_RANK] = {0}, n[PROGRAM_RANK];
    unsigned depth = 0;

    n[0] = length_of(w, 0);
    while (n[depth] >= 0) {
        if (at[depth] == n[depth]) {
            w->to[d->var[depth]] = EXPR_NONE;
            if (depth-- == 0)
                return true;
            at[depth]++;
            continue;
        }
        w->to[d->var[depth]] = dag_int(w->l->g, at[depth]);
        if (depth + 1 < d->rank) {
            at[++depth] = 0;
            n[depth] = length_of(w, depth);
        } else {
            if (!add_row(w))
                return false;
            at[depth]++;
        }
    }
    return false;
}

/* ---- tables ---------------------------------------------------------------- */

static Expr index_table(struct listing *w, unsigned k, Name name)
{
    struct lower *l = w->l;
    size_t n = w->index[k].n > 0 ? w->index[k].n : 1;
    Expr one = dag_int(l->g, 1), count = dag_int(l->g, (int64_t)n);
    double *v = arena_array(l->arena, n, sizeof *v), most = 0;
    uint32_t a = program_array(l->p, ARRAY_TABLE, name, 1, &one, &count,
                               PHASE_SETUP, 0);
    Expr row = dag_index(l->g, w->d->var[0]);

    for (size_t i = 0; i < w->index[k].n; i++) {
        v[i] = w->index[k].at[i];
        most = v[i] > most ? v[i] : most;
    }
    l->p->arrays.at[a].table = v;
    l->p->arrays.at[a].integer = true;
    l->p->arrays.at[a].least = dag_int(l->g, 0);
    l->p->arrays.at[a].most = dag_int(l->g, (int64_t)most);
    l->p->arrays.at[a].span = ast_at(l->t, w->at)->span;
    return program_load(l->p, a, &row);
}

static struct listed *list_of(struct lower *l, Ast at, const struct domain *d)
{
    struct listing w = {.l = l, .d = d, .at = at};
    Name name = name_make(l->names, "rows", 4);
    struct listed out = {.from = *d};

    if (list_rows(&w)) {
        for (unsigned k = 0; k < d->rank; k++)
            out.to[d->var[k]] = index_table(&w, k, name);
        out.count = dag_int(l->g, (int64_t)w.index[0].n);
    } else if (w.at_setup) {
        find_rows(l, at, d, &out);
    }
    for (unsigned k = 0; k < d->rank; k++)
        vec_free(&w.index[k]);
    vec_push(&l->listed, out);
    return &l->listed.at[l->listed.n - 1];
}

static bool same_rows(const struct domain *a, const struct domain *b)
{
    bool same = a->rank == b->rank && expr_same(a->guard, b->guard);

    for (unsigned k = 0; same && k < a->rank; k++)
        same = a->var[k] == b->var[k] && expr_same(a->count[k], b->count[k]);
    return same;
}

/* Equations in one `for` share their list. */
static struct listed *find_list(struct lower *l, Ast at,
                                const struct domain *d)
{
    if (l->listed.n > 0 && same_rows(&l->listed.at[l->listed.n - 1].from, d))
        return &l->listed.at[l->listed.n - 1];
    return list_of(l, at, d);
}

/* ---- families ------------------------------------------------------------- */

Expr row_value(const struct lower *l, Expr e)
{
    struct dag_rewrite how = {NULL, NULL, NULL};

    if (!l->rows_listed || !e.i)
        return e;
    how.to = l->listed.at[l->listed.n - 1].to;
    return dag_rewrite(l->g, e, &how);
}

/* The named indices, and the conditions on them. */
static struct domain open_rows(struct lower *l)
{
    struct domain d = domain_open(l);

    for (size_t k = 0; k < l->open.n; k++)
        d.guard = both(l, d.guard, l->open.at[k].guard);
    return d;
}

static bool too_many(struct lower *l, Ast at, Expr rows)
{
    if (!dag_is_int(l->g, rows) ||
        dag_int_value(l->g, rows) <= LIMIT_ARRAY_ELEMENTS)
        return false;
    lower_fail(l, "E0248", at, "these are %.0f rows; the limit is %d",
               (double)dag_int_value(l->g, rows), LIMIT_ARRAY_ELEMENTS);
    return true;
}

struct domain family_domain(struct lower *l, Ast at, const struct value *v)
{
    struct domain d = open_rows(l), more = domain_elements(l, v);

    l->rows_listed = false;
    if (d.rank + more.rank > RANK_MAX) {
        lower_fail(l, "E0245", at, "loops are nested too deep here");
        return (struct domain){0};
    }
    for (size_t k = 0; k < l->open.n; k++)
        if (l->open.at[k].bad)
            return (struct domain){0};
    if (!domain_is_box(l->g, &d)) {
        const struct listed *list = find_list(l, at, &d);

        if (!list->count.i)
            return (struct domain){0};
        l->rows_listed = true;
        d = (struct domain){.rank = 1, .var = {d.var[0]},
                            .count = {list->count}, .most = {list->most}};
    }
    domain_append(&d, &more);
    if (too_many(l, at, domain_most(l->g, &d)))
        return (struct domain){0};
    return d;
}
