/*
 * rows.c -- functions that run over rows [lo, hi): what a row needs for itself
 * is computed in the row's turn; what it needs of other rows, or of all, is
 * computed once a point by PREPARE.
 */
#include "rowing.h"

#include <string.h>

/* ---- what is local to a row ------------------------------------------- */

static bool at_own_indices(const struct rows *r, const Expr *idx,
                           unsigned rank, const struct domain *d,
                           unsigned depth)
{
    if (rank != depth || depth == 0)
        return false;
    for (unsigned k = 0; k < depth; k++)
        if (!expr_same(idx[k], dag_index(r->g, d->var[k])))
            return false;
    return true;
}

/* Does the loop compute the elements of its first indices, one a turn, and each
   of them? */
static bool own_target(const struct rows *r, const struct loop *loop,
                       unsigned depth)
{
    if (loop->domain.rank < depth || r->p->arrays.at[loop->array].integer)
        return false;        /* whole numbers are such when read from memory */
    for (unsigned k = 0; k < depth; k++)
        if (loop->picked >> k & 1 ||
            !expr_same(loop->at[k], dag_index(r->g, loop->domain.var[k])))
            return false;
    return true;
}

/* How a family's rows read what a loop computes. */
enum { READ_HERE = 1, READ_ELSEWHERE = 2 };

/*
 * Mark the arrays that e loads: at the row's own element, or anywhere else
 * (those PREPARE computes).
 */
static void scan(struct rows *r, Expr e, const struct domain *d,
                 unsigned depth, uint8_t *found)
{
    const uint32_t *list;
    size_t n = dag_below(r->g, &e, 1, &list);

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &r->g->nodes.at[list[k]];
        Expr idx[PROGRAM_RANK];
        unsigned rank;
        if (at->op != DAG_LOAD || r->definer[at->a] < 0 ||
            r->g->array_phase.at[at->a] != PHASE_POINT)
            continue;
        rank = dag_load_index(r->g, (Expr){list[k]}, idx);
        if (!found[r->definer[at->a]])
            vec_push(&r->touched, (uint32_t)r->definer[at->a]);
        if (!r->many[at->a] && at_own_indices(r, idx, rank, d, depth) &&
            own_target(r, &r->all.at[r->definer[at->a]], depth)) {
            found[r->definer[at->a]] |= READ_HERE;
        } else {
            found[r->definer[at->a]] |= READ_ELSEWHERE;
            r->prepared[at->a] = true;
        }
    }
}

/* The last loop before `before` that was found, or -1. */
static long last_touched(const struct rows *r, long before)
{
    long last = -1;

    for (size_t t = 0; t < r->touched.n; t++)
        if ((long)r->touched.at[t] < before && (long)r->touched.at[t] > last)
            last = (long)r->touched.at[t];
    return last;
}

/*
 * The loops that are local to a row with these expressions, in order: read
 * only at the row's own element.  All readers of a loop come after it.
 */
static Loops local_loops(struct rows *r, const struct domain *d,
                         const Expr *roots, size_t n)
{
    Loops out = {0};

    for (size_t k = 0; k < n && r->computed; k++)
        scan(r, roots[k], d, d->rank, r->found);
    for (long k = last_touched(r, (long)r->all.n); k >= 0;
         k = last_touched(r, k))
        if (r->found[k] == READ_HERE)
            scan(r, r->all.at[k].body, &r->all.at[k].domain, d->rank,
                 r->found);
    if (r->touched.n)
        sort_numbers(r->touched.at, r->touched.n);
    for (size_t t = 0; t < r->touched.n; t++) {
        uint32_t k = r->touched.at[t];
        if (r->found[k] == READ_HERE) {
            r->contracted[r->all.at[k].array] = true;
            vec_push(&out, r->all.at[k]);
        }
        r->found[k] = 0;
    }
    r->touched.n = 0;
    return out;
}

/* ---- one family ------------------------------------------------------- */

Expr row_renamed(struct rows *r, Expr e, const struct domain *d,
                 const struct domain *extra)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    if (!e.i || (d->rank == 0 && (!extra || extra->rank == 0)))
        return e;
    for (unsigned k = 0; k < d->rank; k++)
        to[d->var[k]] = dag_index(r->g, plan_var(k));
    for (unsigned k = 0; extra && k < extra->rank; k++)
        to[extra->var[k]] = dag_index(r->g, plan_var(d->rank + k));
    return dag_rewrite(r->g, e, &how);
}

static struct domain by_depth(const struct domain *d)
{
    struct domain out = *d;

    for (unsigned k = 0; k < d->rank; k++)
        out.var[k] = plan_var(k);
    return out;
}

/*
 * Compute what is local to an open row; returns the loops that do, for
 * close_rows.
 */
static Loops write_local(struct rows *r, struct writer *w,
                         const struct domain *d, const Expr *roots, size_t n)
{
    Loops local = local_loops(r, d, roots, n);

    if (local.n > 0) {
        struct nest *nest = fuse(r->p, &local, d->rank);
        writer_nest(w, nest, d->rank);
        nest_free(nest);
    }
    return local;
}

/* What was local here is memory, or computed anew, in the next family. */
static void close_rows(struct rows *r, struct writer *w, Loops *local)
{
    writer_end(w);
    for (size_t k = 0; k < local->n; k++) {
        r->contracted[local->at[k].array] = false;
        writer_forget(w, local->at[k].array);
    }
    vec_free(local);
}

/* ---- all families of a list --------------------------------------------- */

struct block block_of(const struct plan *plan, enum plan_list list)
{
    const struct program *p = plan->program;
    struct block b = {.rows = plan->lists[list].each.at};

    b.n = plan_families(plan, list, &b.families);
    switch (list) {
    case LIST_RESIDUAL:
        b.entries = p->entries.at;
        b.entry_count = p->entries.n;
        b.magnitudes = p->magnitudes.at;
        break;
    case LIST_CONSTRAINT:
        b.entries = p->constraint_entries.at;
        b.entry_count = p->constraint_entries.n;
        b.magnitudes = p->constraint_magnitudes.at;
        break;
    case LIST_TERM:
        b.entries = p->term_entries.at;
        b.entry_count = p->term_entries.n;
        break;
    default:
        b.entries = p->show_entries.at;
        b.entry_count = p->show_entries.n;
        break;
    }
    return b;
}

size_t block_entries_end(const struct block *b, size_t k, size_t first)
{
    while (first < b->entry_count && b->entries[first].family == k)
        first++;
    return first;
}

/* The family of `o` and those after it whose rows are computed together. */
struct together {
    const struct row_function *of;
    struct joined join;
    Expr before;             /* rows of families before the first */
    Expr *roots;
};

static size_t all_roots(struct one_family o, struct together *t)
{
    size_t n = 0;

    for (size_t k = 0; t->of->roots && k < t->join.n; k++, o.first = o.last) {
        o.k += k > 0;
        o.f = &o.b->families[o.k];
        o.last = block_entries_end(o.b, o.k, o.first);
        n += t->of->roots(&o, t->roots + n);
    }
    return n;
}

/* The rows of one family, of which there are several in this turn. */
static void one_of_several(struct one_family *o, const struct together *t)
{
    writer_family(o->w, (uint32_t)o->k, t->before);
    t->of->body(o);
    writer_end(o->w);
}

static void write_together(struct one_family *o, struct together *t)
{
    const struct family *f = &o->b->families[o->k];
    struct domain named = by_depth(&f->domain);
    Expr count = o->b->rows[o->k];
    bool several = t->join.n > 1;
    Loops local;

    if (several)
        writer_families(o->w, (uint32_t)t->join.n, &named, t->before, count);
    else
        writer_rows(o->w, (uint32_t)o->k, &named, t->before, count);
    local = write_local(o->r, o->w, &f->domain, t->roots, all_roots(*o, t));
    writer_hoist(o->w, t->join.shared.at, t->join.shared.n);
    for (size_t k = 0; k < t->join.n; k++, o->k++, o->first = o->last) {
        o->f = &o->b->families[o->k];
        o->last = block_entries_end(o->b, o->k, o->first);
        if (several)
            one_of_several(o, t);
        else
            t->of->body(o);
        t->before = dag_iadd(o->r->g, t->before, o->b->rows[o->k]);
    }
    close_rows(o->r, o->w, &local);
}

static void each_family(struct rows *r, const struct row_function *of,
                        const struct block *b)
{
    struct function *f = &r->plan->functions[of->function];
    struct one_family o = {.r = r, .b = b};
    struct together t = {.of = of, .before = dag_int(r->g, 0)};

    t.roots = calloc(b->entry_count + b->n + 4, sizeof *t.roots);
    if (!t.roots)
        abort();
    o.w = writer_make(r->plan, f, r->contracted, NULL);
    while (o.k < b->n) {
        t.join = of->joins ? joined_from(r, b, o.k, o.first)
                           : (struct joined){.n = 1};
        write_together(&o, &t);
        vec_free(&t.join.shared);
    }
    free(t.roots);
    writer_free(o.w);
    steps_count_uses(f);
}

/* ---- sizes -------------------------------------------------------------- */

static Expr int_max(struct dag *g, Expr a, Expr b)
{
    return dag_select(g, dag_compare(g, DAG_ILT, a, b), b, a);
}

static Expr most_entries(struct dag *g, const struct block *b, size_t first,
                         size_t last)
{
    Expr n = dag_int(g, 0);

    for (size_t e = first; e < last; e++)
        n = dag_iadd(g, n, domain_most(g, &b->entries[e].extra));
    return n;
}

static Expr block_width(struct dag *g, const struct block *b)
{
    Expr width = dag_int(g, 0);
    size_t first = 0, last;

    for (size_t k = 0; k < b->n; k++, first = last) {
        last = block_entries_end(b, k, first);
        width = int_max(g, width, most_entries(g, b, first, last));
    }
    return width;
}

/*
 * Do families of constraints differ in width?  One row of all unknowns beside
 * many of two must not count as if each had all.
 */
static bool block_is_uneven(struct dag *g, enum plan_list list,
                            const struct block *b)
{
    Expr width = EXPR_NONE;
    size_t first = 0, last;

    for (size_t k = 0; k < b->n && list == LIST_CONSTRAINT; k++, first = last) {
        last = block_entries_end(b, k, first);
        Expr own = most_entries(g, b, first, last);
        if (k > 0 && own.i != width.i)
            return true;
        width = own;
    }
    return false;
}

/* Of all rows of a list; EXPR_NONE: as many as each may have. */
static Expr block_total(struct dag *g, const struct block *b, const Expr *most,
                        bool uneven)
{
    Expr total = dag_int(g, 0);
    bool any = uneven;

    for (size_t e = 0; e < b->entry_count; e++)
        any |= b->entries[e].total.i != 0;
    for (size_t e = 0; e < b->entry_count && any; e++) {
        const struct entry *entry = &b->entries[e];
        Expr all = entry->total;

        if (!all.i)
            all = dag_imul(g, most[entry->family],
                           domain_most(g, &entry->extra));
        total = dag_iadd(g, total, all);
    }
    return any ? total : EXPR_NONE;
}

/* Rows of the first families, which batches are drawn of. */
static Expr drawn_rows(const struct plan *plan)
{
    struct dag *g = plan->program->dag;
    Expr n = dag_int(g, 0);

    for (uint32_t k = 0; k < plan->program->drawn; k++)
        n = dag_iadd(g, n, plan->lists[LIST_TERM].each.at[k]);
    return n;
}

void plan_row_sizes(struct plan *plan)
{
    struct dag *g = plan->program->dag;

    for (int list = LIST_NONE; list < PLAN_LISTS; list++) {
        struct plan_rows *to = &plan->lists[list];
        struct block b = block_of(plan, (enum plan_list)list);
        Expr found = to->count = to->width = dag_int(g, 0);
        for (size_t k = 0; k < b.n; k++) {
            const struct domain *d = &b.families[k].domain;
            vec_push(&to->each, domain_size(g, d));
            vec_push(&to->most, domain_most(g, d));
            found = dag_iadd(g, found, to->each.at[k]);
            to->count = dag_iadd(g, to->count, to->most.at[k]);
        }
        to->found = dag_loads(g, found) ? found : EXPR_NONE;
        if (list == LIST_NONE)
            continue;
        to->width = block_width(g, &b);
        to->entries = block_total(g, &b, to->most.at,
                                  block_is_uneven(g, list, &b));
    }
    plan->drawn = drawn_rows(plan);
}

/* ---- all ---------------------------------------------------------------- */

static void find_definers(struct rows *r)
{
    memset(r->definer, -1, (r->p->arrays.n + 1) * sizeof *r->definer);
    for (size_t k = 0; k < r->all.n; k++) {
        uint32_t a = r->all.at[k].array;
        r->many[a] |= r->definer[a] >= 0 || r->all.at[k].group;
        r->definer[a] = (int)k;
        r->computed |= r->p->arrays.at[a].kind != ARRAY_OUTPUT;
    }
}

void plan_rows(struct plan *plan, bool *prepared)
{
    const struct program *p = plan->program;
    struct rows r = {.plan = plan, .p = p, .g = p->dag, .prepared = prepared,
                     .all = all_loops(p)};

    r.contracted = calloc(p->arrays.n + 1, sizeof *r.contracted);
    r.definer = calloc(p->arrays.n + 1, sizeof *r.definer);
    r.found = calloc(r.all.n + 1, sizeof *r.found);
    r.many = calloc(p->arrays.n + 1, sizeof *r.many);
    if (!r.contracted || !r.definer || !r.many || !r.found)
        abort();
    find_definers(&r);
    for (size_t k = 0; k < row_function_count; k++) {
        const struct row_function *f = &row_functions[k];
        struct block b = block_of(plan, plan_list_of(f->function));
        if (b.n && (!f->wanted || f->wanted(p)))
            each_family(&r, f, &b);
    }
    vec_free(&r.all);
    free(r.contracted);
    free(r.definer);
    free(r.many);
    free(r.found);
    vec_free(&r.touched);
}
