/*
 * rows.c -- functions that run over rows [lo, hi): what a row needs for itself
 * is computed in the row's turn; what it needs of other rows, or of all, is
 * computed once a point by PREPARE.
 */
#include "planning.h"

#include <string.h>

struct rows {
    struct plan *plan;
    const struct program *p;
    struct dag *g;
    bool *prepared;          /* per array: PREPARE computes it */
    bool *contracted;        /* per array: local to the row */
    int *definer;            /* per array: its loop in all, or -1 */
    bool *many;              /* per array: several loops, or a recurrence */
    uint8_t *found;          /* per loop of all, while one family is looked at */
    VEC(uint32_t) touched;   /* those that are not 0 */
    Loops all;
};

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

/* Does the loop compute the elements of its first indices, one a turn? */
static bool own_target(const struct rows *r, const struct loop *loop,
                       unsigned depth)
{
    if (loop->domain.rank < depth)
        return false;
    for (unsigned k = 0; k < depth; k++)
        if (!expr_same(loop->at[k], dag_index(r->g, loop->domain.var[k])))
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
    uint32_t *list;
    size_t n = e.i ? dag_reach(r->g, &e, 1, &list) : 0;

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
    if (n)
        free(list);
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return a < b ? -1 : a > b;
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

    for (size_t k = 0; k < n; k++)
        scan(r, roots[k], d, d->rank, r->found);
    for (long k = last_touched(r, (long)r->all.n); k >= 0;
         k = last_touched(r, k))
        if (r->found[k] == READ_HERE)
            scan(r, r->all.at[k].body, &r->all.at[k].domain, d->rank,
                 r->found);
    if (r->touched.n)
        qsort(r->touched.at, r->touched.n, sizeof *r->touched.at, by_number);
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

static Expr renamed(struct rows *r, Expr e, const struct domain *d,
                    const struct domain *extra)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    if (!e.i)
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
 * Open the rows of a family and compute what is local to a row; returns the
 * loops that do, for close_rows.
 */
static Loops open_rows(struct rows *r, struct writer *w, uint32_t number,
                       const struct domain *d, Expr before, Expr count,
                       const Expr *roots, size_t n)
{
    struct domain named = by_depth(d);
    Loops local = local_loops(r, d, roots, n);

    writer_rows(w, number, &named, before, count);
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

static Expr weighted(struct rows *r, const struct family *f)
{
    return f->scale.i ? dag_op2(r->g, OP_Mul, f->scale, f->row) : f->row;
}

static void push(struct writer *w, unsigned stream, Expr e)
{
    writer_emit(w, PLAN_PUSH, TYPE_REAL, stream, writer_value(w, e), 0);
}


/* A list of families with their entries: residuals, or shows. */
struct block {
    const struct family *families;
    size_t n;
    const struct entry *entries;
    size_t entry_count;
    const Expr *rows;
};

typedef void (*row_body)(struct rows *r, struct writer *w,
                         const struct block *b, size_t k, size_t first,
                         size_t last);
typedef void (*row_roots)(struct rows *r, const struct block *b, size_t k,
                          size_t first, size_t last, Expr *out, size_t *n);

static void each_family(struct rows *r, enum plan_function which,
                        const struct block *b, row_roots roots, row_body body)
{
    struct function *f = &r->plan->functions[which];
    struct writer *w = writer_make(r->plan, f, r->contracted);
    Expr before = dag_int(r->g, 0);
    size_t first = 0, last;
    Expr *list = calloc(b->entry_count + 4, sizeof *list);

    if (!list)
        abort();
    for (size_t k = 0; k < b->n; k++, first = last) {
        size_t n = 0;
        Loops local;
        for (last = first; last < b->entry_count &&
                           b->entries[last].family == k; last++)
            ;
        roots(r, b, k, first, last, list, &n);
        local = open_rows(r, w, (uint32_t)k, &b->families[k].domain, before,
                          b->rows[k], list, n);
        body(r, w, b, k, first, last);
        close_rows(r, w, &local);
        before = dag_iadd(r->g, before, b->rows[k]);
    }
    free(list);
    writer_free(w);
    steps_count_uses(f);
}

/* ---- residuals -------------------------------------------------------- */

static void residual_roots(struct rows *r, const struct block *b, size_t k,
                           size_t first, size_t last, Expr *out, size_t *n)
{
    (void)first;
    (void)last;
    out[(*n)++] = weighted(r, &b->families[k]);
}

static void residual_body(struct rows *r, struct writer *w,
                          const struct block *b, size_t k, size_t first,
                          size_t last)
{
    (void)first;
    (void)last;
    push(w, STREAM_ROW, renamed(r, weighted(r, &b->families[k]),
                                &b->families[k].domain, NULL));
}

/* ---- Jacobian --------------------------------------------------------- */

static void jacobian_roots(struct rows *r, const struct block *b, size_t k,
                           size_t first, size_t last, Expr *out, size_t *n)
{
    out[(*n)++] = weighted(r, &b->families[k]);
    for (size_t e = first; e < last; e++)
        out[(*n)++] = b->entries[e].value;
}

/* An entry being written: its loops and conditions, opened one by one. */
struct entry_writer {
    struct rows *r;
    struct writer *w;
    Expr value, guard;
    unsigned open;           /* FORs and IFs */
};

/* The conditions that are known inside `depth` loops. */
static void entry_guard(struct entry_writer *t, unsigned depth)
{
    Expr now = guard_take(t->r->g, &t->guard, depth);

    if (now.i) {
        writer_if(t->w, now);
        t->open++;
    }
    if (!t->guard.i)         /* nothing is evaluated before a condition */
        writer_hoist(t->w, &t->value, 1);
}

/* One entry, inside its own loops; where it is counted, `count` goes up. */
static void write_entry(struct rows *r, struct writer *w,
                        const struct domain *d, const struct entry *e,
                        unsigned op, unsigned stream, Expr what,
                        uint32_t count)
{
    struct entry_writer t = {.r = r, .w = w};

    t.value = renamed(r, what, d, &e->extra);
    t.guard = renamed(r, e->extra.guard, d, &e->extra);
    entry_guard(&t, d->rank);
    for (unsigned k = 0; k < e->extra.rank; k++) {
        writer_for(w, plan_var(d->rank + k),
                   renamed(r, e->extra.count[k], d, &e->extra));
        t.open++;
        entry_guard(&t, d->rank + k + 1);
    }
    writer_emit(w, op, op == PLAN_COUNT ? TYPE_INT : TYPE_REAL, stream,
                writer_value(w, t.value), 0);
    if (count)
        writer_emit(w, PLAN_ACC, TYPE_INT, count,
                    writer_value(w, dag_int(r->g, 1)), EFFECT_SUM);
    for (; t.open > 0; t.open--)
        writer_end(w);
}

static void jacobian_body(struct rows *r, struct writer *w,
                          const struct block *b, size_t k, size_t first,
                          size_t last)
{
    residual_body(r, w, b, k, first, last);
    for (size_t e = first; e < last; e++)
        write_entry(r, w, &b->families[k].domain, &b->entries[e], PLAN_PUSH,
                    STREAM_JAC, b->entries[e].value, 0);
}

/* The entries of a row; those that are no box are counted one by one. */
static Expr row_entries(struct rows *r, const struct block *b, size_t first,
                        size_t last, bool *counted)
{
    Expr n = dag_int(r->g, 0);

    *counted = false;
    for (size_t e = first; e < last; e++)
        if (domain_is_box(r->g, &b->entries[e].extra))
            n = dag_iadd(r->g, n, domain_size(r->g, &b->entries[e].extra));
        else
            *counted = true;
    return n;
}

static Expr most_entries(struct rows *r, const struct block *b, size_t first,
                         size_t last)
{
    Expr n = dag_int(r->g, 0);

    for (size_t e = first; e < last; e++)
        n = dag_iadd(r->g, n, domain_most(r->g, &b->entries[e].extra));
    return n;
}

static void no_roots(struct rows *r, const struct block *b, size_t k,
                     size_t first, size_t last, Expr *out, size_t *n)
{
    (void)r; (void)b; (void)k; (void)first; (void)last; (void)out; (void)n;
}

static void structure_body(struct rows *r, struct writer *w,
                           const struct block *b, size_t k, size_t first,
                           size_t last)
{
    bool counted;
    uint32_t n = writer_value(w, row_entries(r, b, first, last, &counted));
    uint32_t var = 0;

    if (counted)
        var = writer_emit(w, PLAN_VAR, TYPE_INT, n, 0, 0);
    else
        writer_emit(w, PLAN_COUNT, TYPE_INT, STREAM_START, n, 0);
    for (size_t e = first; e < last; e++)
        write_entry(r, w, &b->families[k].domain, &b->entries[e], PLAN_COUNT,
                    STREAM_COL, b->entries[e].column,
                    domain_is_box(r->g, &b->entries[e].extra) ? 0 : var);
    if (counted)
        writer_emit(w, PLAN_COUNT, TYPE_INT, STREAM_START,
                    writer_emit(w, PLAN_GET, TYPE_INT, var, 0, 0), 0);
}

/* ---- magnitudes and robust losses ------------------------------------- */

static void magnitude_roots(struct rows *r, const struct block *b, size_t k,
                            size_t first, size_t last, Expr *out, size_t *n)
{
    (void)b; (void)first; (void)last;
    if (r->p->magnitudes.at[k].i)
        out[(*n)++] = r->p->magnitudes.at[k];
}

static void magnitude_body(struct rows *r, struct writer *w,
                           const struct block *b, size_t k, size_t first,
                           size_t last)
{
    Expr m = r->p->magnitudes.at[k];

    (void)first; (void)last;
    push(w, STREAM_ROW, m.i ? renamed(r, m, &b->families[k].domain, NULL)
                            : dag_num(r->g, 0));
}

/* Robust scales may be data: their roots matter as well. */
static void robust_roots(struct rows *r, const struct block *b, size_t k,
                         size_t first, size_t last, Expr *out, size_t *n)
{
    (void)r; (void)first; (void)last;
    if (b->families[k].rho.i) {
        out[(*n)++] = b->families[k].rho;
        out[(*n)++] = b->families[k].rho_weight;
    }
}

static void robust_body(struct rows *r, struct writer *w,
                        const struct block *b, size_t k, size_t first,
                        size_t last)
{
    const struct family *f = &b->families[k];
    Expr u = dag_local(r->g, 0);

    (void)first; (void)last;
    push(w, STREAM_ROW, f->rho.i ? renamed(r, f->rho, &f->domain, NULL)
                                 : dag_op2(r->g, OP_Mul, u, u));
    push(w, STREAM_WEIGHT, f->rho.i
             ? renamed(r, f->rho_weight, &f->domain, NULL)
             : dag_num(r->g, 1));
}

/* ---- sizes ------------------------------------------------------------ */

static Expr int_max(struct dag *g, Expr a, Expr b)
{
    return dag_select(g, dag_compare(g, DAG_ILT, a, b), b, a);
}

static Expr block_width(struct rows *r, const struct block *b)
{
    Expr width = dag_int(r->g, 0);
    size_t first = 0, last;

    for (size_t k = 0; k < b->n; k++, first = last) {
        for (last = first; last < b->entry_count &&
                           b->entries[last].family == k; last++)
            ;
        width = int_max(r->g, width, most_entries(r, b, first, last));
    }
    return width;
}

static struct block residual_block(const struct plan *plan)
{
    const struct program *p = plan->program;

    return (struct block){p->families.at, p->families.n, p->entries.at,
                          p->entries.n, plan->family_rows.at};
}

static struct block show_block(const struct plan *plan)
{
    const struct program *p = plan->program;

    return (struct block){p->shows.at, p->shows.n, p->show_entries.at,
                          p->show_entries.n, plan->show_rows.at};
}

void plan_row_sizes(struct plan *plan)
{
    const struct program *p = plan->program;
    struct rows r = {.plan = plan, .p = p, .g = p->dag};
    struct block b;

    plan->rows = plan->shows = dag_int(p->dag, 0);
    for (size_t k = 0; k < p->families.n; k++) {
        Expr n = domain_size(p->dag, &p->families.at[k].domain);
        vec_push(&plan->family_rows, n);
        plan->rows = dag_iadd(p->dag, plan->rows, n);
    }
    for (size_t k = 0; k < p->shows.n; k++) {
        Expr n = domain_size(p->dag, &p->shows.at[k].domain);
        vec_push(&plan->show_rows, n);
        plan->shows = dag_iadd(p->dag, plan->shows, n);
    }
    b = residual_block(plan);
    plan->row_width = block_width(&r, &b);
    b = show_block(plan);
    plan->show_width = block_width(&r, &b);
}

/* ---- all -------------------------------------------------------------- */

static bool any_robust(const struct program *p)
{
    for (size_t k = 0; k < p->families.n; k++)
        if (p->families.at[k].rho.i)
            return true;
    return false;
}

void plan_rows(struct plan *plan, bool *prepared)
{
    const struct program *p = plan->program;
    struct rows r = {.plan = plan, .p = p, .g = p->dag, .prepared = prepared,
                     .all = all_loops(p)};
    struct block b = residual_block(plan), s = show_block(plan);

    r.contracted = calloc(p->arrays.n + 1, sizeof *r.contracted);
    r.definer = calloc(p->arrays.n + 1, sizeof *r.definer);
    r.found = calloc(r.all.n + 1, sizeof *r.found);
    r.many = calloc(p->arrays.n + 1, sizeof *r.many);
    if (!r.contracted || !r.definer || !r.many || !r.found)
        abort();
    memset(r.definer, -1, (p->arrays.n + 1) * sizeof *r.definer);
    for (size_t k = 0; k < r.all.n; k++) {
        uint32_t a = r.all.at[k].array;
        r.many[a] |= r.definer[a] >= 0 || r.all.at[k].group;
        r.definer[a] = (int)k;
    }
    if (b.n) {
        each_family(&r, FUNCTION_RESIDUAL, &b, residual_roots, residual_body);
        each_family(&r, FUNCTION_JACOBIAN, &b, jacobian_roots, jacobian_body);
        each_family(&r, FUNCTION_STRUCTURE, &b, no_roots, structure_body);
        if (p->has_equations)
            each_family(&r, FUNCTION_MAGNITUDE, &b, magnitude_roots,
                        magnitude_body);
        if (any_robust(p))
            each_family(&r, FUNCTION_ROBUST, &b, robust_roots, robust_body);
    }
    if (s.n) {
        each_family(&r, FUNCTION_SHOW, &s, residual_roots, residual_body);
        each_family(&r, FUNCTION_SHOW_JACOBIAN, &s, jacobian_roots,
                    jacobian_body);
        each_family(&r, FUNCTION_SHOW_STRUCTURE, &s, no_roots, structure_body);
    }
    vec_free(&r.all);
    free(r.contracted);
    free(r.definer);
    free(r.many);
    free(r.found);
    vec_free(&r.touched);
}
