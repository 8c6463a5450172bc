/*
 * lower_found.c -- rows that only set-up can list: sizes, params or data from
 * a file decide which they are.
 *
 * As set-up computes it, for each index k, from the last to the first:
 *   each[i0..ik] = how many rows there are with these indices
 *   before[i0..ik-1, 0] = 0,  before[.., ik + 1] = before[.., ik] + each[.., ik]
 * so that the row of i0, i1, ... is number before[i0] + before[i0, i1] + ..,
 * and there are before[count of i0] rows.  Without a condition the last index
 * counts its own turns.  Memory is that of the box around all rows.
 */
#include "lowering.h"

struct finding {
    struct lower *l;
    const struct domain *d;              /* guard: of all its indices */
    struct span span;
    Expr idx[PROGRAM_RANK];              /* the indices of d */
    Expr each;                           /* rows of the indices before k */
    Expr place;                          /* number of the row at hand */
    Expr most;                           /* the box */
};

/* An array of whole numbers 0..most that set-up fills. */
static uint32_t whole_array(struct finding *w, unsigned rank,
                            const Expr *count, Expr most)
{
    struct lower *l = w->l;
    uint32_t a = program_array(l->p, ARRAY_TEMP, NULL, rank, NULL, count,
                               PHASE_SETUP, 0);
    struct array *at = &l->p->arrays.at[a];

    at->integer = true;
    at->least = dag_int(l->g, 0);
    at->most = most;
    at->span = w->span;
    return a;
}

/* array[at] = body over the first `rank` indices. */
static void define(struct finding *w, uint32_t array, unsigned rank,
                   const Expr *at, Expr body, bool recurs)
{
    struct lower *l = w->l;
    struct loop loop = {.effect = EFFECT_DEFINE, .array = array,
                        .span = w->span, .body = dag_real(l->g, body)};

    for (unsigned k = 0; k < l->p->arrays.at[array].rank; k++)
        loop.at[k] = at[k];
    for (loop.domain.rank = 0; loop.domain.rank < rank; loop.domain.rank++) {
        unsigned k = loop.domain.rank;
        loop.domain.var[k] = w->d->var[k];
        loop.domain.count[k] = w->d->count[k];
        loop.domain.most[k] = w->d->most[k];
    }
    if (rank == w->d->rank && !recurs)
        loop.domain.guard = w->d->guard;
    if (recurs) {
        loop.group = (uint32_t)l->p->loops.n + 1;
        loop.joint = (uint8_t)rank;
    }
    vec_push(&l->p->loops, loop);
}

/* The length of index k, which may be negative where it is empty. */
static Expr length(struct finding *w, unsigned k)
{
    struct dag *g = w->l->g;
    Expr n = w->d->count[k], low = index_extreme(w->l, n, false);
    Expr zero = dag_int(g, 0);

    if (low.i && sign_known(g, low) == 1)
        return n;
    return dag_select(g, dag_compare(g, DAG_ILT, zero, n), n, zero);
}

/* `each` is of i0..ik: count it along ik. */
static void count_along(struct finding *w, unsigned k)
{
    struct lower *l = w->l;
    Expr extent[PROGRAM_RANK], at[PROGRAM_RANK], most = dag_int(l->g, 1);
    uint32_t before;

    for (unsigned j = 0; j <= k; j++) {
        extent[j] = domain_extent(w->d, j);
        at[j] = w->idx[j];
    }
    for (unsigned j = k; j < w->d->rank; j++)
        most = dag_imul(l->g, most, domain_extent(w->d, j));
    extent[k] = dag_plus(l->g, extent[k], 1);
    before = whole_array(w, k + 1, extent, most);
    at[k] = dag_int(l->g, 0);
    define(w, before, k, at, at[k], false);
    at[k] = dag_plus(l->g, w->idx[k], 1);
    define(w, before, k + 1, at,
           dag_iadd(l->g, program_load(l->p, before, w->idx), w->each), true);
    w->place = dag_iadd(l->g, program_load(l->p, before, w->idx), w->place);
    at[k] = length(w, k);
    w->each = program_load(l->p, before, at);
}

static Expr index_list(struct finding *w, unsigned k)
{
    struct lower *l = w->l;
    Expr last = dag_plus(l->g, domain_extent(w->d, k), -1), row = w->idx[0];
    uint32_t list = whole_array(w, 1, &w->most, last);

    define(w, list, w->d->rank, &w->place, w->idx[k], false);
    return program_load(l->p, list, &row);
}

void find_rows(struct lower *l, Ast at, const struct domain *d,
               struct listed *out)
{
    struct finding w = {.l = l, .d = d, .span = ast_at(l->t, at)->span};
    Expr zero = dag_int(l->g, 0), one = dag_int(l->g, 1);
    unsigned last = d->rank - 1;
    uint32_t count;

    for (unsigned k = 0; k < d->rank; k++)
        w.idx[k] = dag_index(l->g, d->var[k]);
    w.most = out->most = domain_most(l->g, d);
    w.place = d->guard.i ? zero : w.idx[last];
    w.each = d->guard.i ? dag_select(l->g, d->guard, one, zero)
                        : length(&w, last);
    for (unsigned k = d->guard.i ? d->rank : last; k-- > 0;)
        count_along(&w, k);
    for (unsigned k = 0; k < d->rank; k++)
        out->to[d->var[k]] = index_list(&w, k);
    count = whole_array(&w, 0, NULL, w.most);
    define(&w, count, 0, NULL, w.each, false);
    out->count = program_load(l->p, count, NULL);
}
