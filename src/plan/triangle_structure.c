/*
 * triangle_structure.c -- where the entries of a symmetric matrix stand: row
 * and column of each, row >= column, in the order in which its values lie.
 */
#include "planning.h"

struct where { struct writer *w; const struct program *p; };

static Expr by_depth(const struct where *h, Expr e, unsigned rank)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < rank; k++)
        to[k] = dag_index(h->p->dag, plan_var(k));
    return dag_rewrite(h->p->dag, e, &how);
}

static void count(const struct where *h, Expr line, Expr col)
{
    uint32_t a = writer_value(h->w, line), b = writer_value(h->w, col);

    writer_emit(h->w, PLAN_COUNT, TYPE_INT, STREAM_LINE, a, 0);
    writer_emit(h->w, PLAN_COUNT, TYPE_INT, STREAM_COL, b, 0);
}

/* The greater first; decided here where it is known. */
static void count_ordered(const struct where *h, Expr a, Expr b)
{
    struct dag *g = h->p->dag;
    Expr gap = dag_isub(g, a, b), less, line, col;

    if (dag_is_int(g, gap)) {
        bool swap = dag_int_value(g, gap) < 0;
        count(h, swap ? b : a, swap ? a : b);
        return;
    }
    less = dag_compare(g, DAG_ILT, a, b);
    line = dag_select(g, less, b, a);
    col = dag_select(g, less, a, b);
    count(h, line, col);
}

static void write_triangle(const struct where *h, const struct triangle *t)
{
    const struct array *a = &h->p->arrays.at[t->array];
    struct dag *g = h->p->dag;
    Expr row = by_depth(h, t->row, a->rank), col = by_depth(h, t->col, a->rank);
    Expr valid = by_depth(h, t->valid, a->rank), nowhere = dag_int(g, 0);

    for (unsigned k = 0; k < a->rank; k++)
        writer_for(h->w, plan_var(k), a->count[k]);
    if (valid.i)
        writer_if(h->w, valid);
    count_ordered(h, row, col);
    if (valid.i) {
        writer_end(h->w);
        writer_if(h->w, dag_logic(g, DAG_NOT, valid, EXPR_NONE));
        count(h, nowhere, nowhere);
        writer_end(h->w);
    }
    for (unsigned k = 0; k < a->rank; k++)
        writer_end(h->w);
}

static void write_packed(const struct where *h, Expr size)
{
    struct dag *g = h->p->dag;
    Expr row = dag_index(g, plan_var(0)), col = dag_index(g, plan_var(1));

    writer_for(h->w, plan_var(0), size);
    writer_for(h->w, plan_var(1), dag_plus(g, row, 1));
    count(h, row, col);
    writer_end(h->w);
    writer_end(h->w);
}

void plan_triangle(struct plan *plan, enum plan_function which,
                   const struct triangle *at, size_t n)
{
    struct function *f = &plan->functions[which];
    bool *contracted = calloc(plan->program->arrays.n + 1, 1);
    struct where h = {.p = plan->program};

    if (!contracted)
        abort();
    h.w = writer_make(plan, f, contracted, NULL);
    for (size_t k = 0; k < n; k++)
        if (at[k].size.i)
            write_packed(&h, at[k].size);
        else
            write_triangle(&h, &at[k]);
    writer_free(h.w);
    free(contracted);
    steps_count_uses(f);
}
