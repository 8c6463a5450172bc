/*
 * diff_lines.c -- the lines of eqc diff: "d y[i]/d x = ...   for i in 1..n".
 */
#include "diff_show.h"

#include <string.h>

/* ---- names -------------------------------------------------------------- */

static void head_range(struct head *h, struct diff *d, unsigned var, Expr lo,
                       Expr count)
{
    unsigned v = show_letter(&h->s);

    count = head_display(h, count);
    h->to[var] = show_shift(d->g, v, lo);
    h->ranges = arena_printf(d->job->arena, "%s%s%s", h->ranges,
                             h->ranges[0] ? ", " : "",
                             show_range(d, v, lo, count));
}

/* ---- elements ----------------------------------------------------------- */

static Expr put(struct diff *d, Expr e, unsigned var, int64_t by)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = dag_int(d->g, by);
    return dag_rewrite(d->g, e, &how);
}

/* What an index rises by with a variable, if it is always 1 or -1; else 0. */
static int step_of(struct diff *d, Expr at, unsigned var)
{
    Expr first = put(d, at, var, 0);
    Expr step = dag_isub(d->g, put(d, at, var, 1), first);
    int64_t by = dag_is_int(d->g, step) ? dag_int_value(d->g, step) : 0;
    Expr line = dag_iadd(d->g, first,
                         dag_imul(d->g, step, dag_index(d->g, var)));

    return expr_same(line, at) && (by == 1 || by == -1) ? (int)by : 0;
}

/* A letter for index k of the domain, so that the subscript at + lo is one; a
   part of a let that is one element needs none. */
static void index_letter(struct head *h, struct diff *d,
                         const struct item *it, unsigned k, Expr at, Expr lo)
{
    unsigned var = it->domain.var[k], v;
    Expr count = it->domain.count[k];
    int step = step_of(d, at, var);
    Expr begin = dag_iadd(d->g, put(d, at, var, 0), lo);

    if (it->loop && dag_is_int(d->g, count) &&
        dag_int_value(d->g, count) == 1) {
        h->to[var] = dag_int(d->g, 0);
        return;
    }
    if (step == 0)
        begin = dag_int(d->g, 1);
    if (step >= 0) {
        head_range(h, d, var, begin, count);
        return;
    }
    lo = dag_plus(d->g, dag_isub(d->g, begin, count), 1);
    head_range(h, d, var, lo, count);
    v = DAG_ELEMENT_DIMS + h->s.used - 1;
    h->to[var] = dag_isub(d->g, begin, dag_index(d->g, v));
}

/* The index k of an item's element, counted from 0. */
static Expr item_index(struct diff *d, const struct item *it, unsigned k)
{
    return it->loop ? it->loop->at[k] : dag_index(d->g, it->domain.var[k]);
}

static unsigned item_rank(const struct diff *d, const struct item *it)
{
    return it->loop ? d->p->arrays.at[it->loop->array].rank : it->domain.rank;
}

void head_make(struct head *h, struct diff *d, const struct item *it)
{
    unsigned rank = item_rank(d, it);

    memset(h, 0, sizeof *h);
    d->sums = 0;
    h->s.d = d;
    h->subscripts = h->ranges = "";
    for (unsigned k = 0; k < rank; k++) {
        Expr at = item_index(d, it, k), lo = it->lo[k];
        for (unsigned i = 0; i < it->domain.rank; i++)
            if (dag_at(d->g, at)->free >> it->domain.var[i] & 1 &&
                !h->to[it->domain.var[i]].i)
                index_letter(h, d, it, i, at, lo);
        at = dag_iadd(d->g, head_display(h, at), lo);
        h->subscripts = arena_printf(d->job->arena, "%s%s%s", h->subscripts,
                                     k ? ", " : "[", show_plain(d, at));
    }
    if (rank)
        h->subscripts = arena_printf(d->job->arena, "%s]", h->subscripts);
}

/* ---- lines -------------------------------------------------------------- */

const char *show_name(struct diff *d, const struct item *it)
{
    struct head h;

    head_make(&h, d, it);
    return arena_printf(d->job->arena, "%s%s", it->name, h.subscripts);
}

const char *show_value(struct diff *d, const struct item *it)
{
    struct head h;
    const char *text;

    head_make(&h, d, it);
    text = it->text;
    if (!text)
        text = show_tidied(&h.s, it->value, h.to);
    return it->text ? arena_printf(d->job->arena, "%s%s = %s", it->name,
                                   it->dims ? it->dims : "", text)
                    : arena_printf(d->job->arena, "%s%s = %s", it->name,
                                   h.subscripts, text);
}

const char *show_quotient(struct diff *d, const char *y, Expr load)
{
    struct head h = {.s.d = d};

    return diff_quotient(d, y, show_plain(d, head_display(&h, load)));
}

static Expr target_lo(const struct diff *d, const struct part *part,
                      unsigned var)
{
    if (var < ODD_VAR)
        return d->p->arrays.at[dag_at(d->g, part->load)->a].lo[var - FREE_VAR];
    return dag_int(d->g, 1);
}

void show_part(struct diff *d, const struct item *it, const struct part *part,
               const char **left, const char **right, const char **more)
{
    const char *own, *free, *name, *target;
    struct head h;
    Expr load;

    head_make(&h, d, it);
    for (unsigned k = 0; k < part->free.rank; k++)
        head_range(&h, d, part->free.var[k],
                   target_lo(d, part, part->free.var[k]), part->free.count[k]);
    name = arena_printf(d->job->arena, "%s%s", it->name, h.subscripts);
    load = where_not_zero(d->g, part->load, part->value);
    target = show_plain(d, head_display(&h, load));
    *left = diff_quotient(d, name, target);
    *right = show_tidied(&h.s, part->value, h.to);
    own = show_condition(&h.s, &it->domain, h.to);
    free = show_condition(&h.s, &part->free, h.to);
    *more = arena_printf(d->job->arena, "%s%s%s", h.ranges, own, free);
}

bool part_is_whole(const struct diff *d, const struct item *it, size_t k)
{
    uint32_t array = dag_at(d->g, it->parts.at[k].load)->a;

    if (d->p->arrays.at[array].rank == 0)
        return true;
    for (size_t i = 0; i < it->parts.n; i++)
        if (i != k && dag_at(d->g, it->parts.at[i].load)->a == array)
            return false;
    for (unsigned i = 0; i < it->parts.at[k].free.rank; i++)
        if (it->parts.at[k].free.var[i] >= ODD_VAR)
            return false;
    return true;
}
