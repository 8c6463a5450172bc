/*
 * row_bodies.c -- what each function by row writes for a row: its value, its
 * Jacobian entries, their columns, how large the numbers in it are.
 */
#include "rowing.h"
#include "writing.h"

static Expr weighted(const struct one_family *o)
{
    return o->f->scale.i ? dag_op2(o->r->g, OP_Mul, o->f->scale, o->f->row)
                         : o->f->row;
}

static void push(const struct one_family *o, unsigned stream, Expr e)
{
    writer_emit(o->w, PLAN_PUSH, TYPE_REAL, stream,
                writer_value(o->w, row_renamed(o->r, e, &o->f->domain, NULL)),
                0);
}

/* ---- values ------------------------------------------------------------- */

static size_t value_roots(const struct one_family *o, Expr *out)
{
    out[0] = weighted(o);
    return 1;
}

static void value_body(const struct one_family *o)
{
    push(o, STREAM_ROW, weighted(o));
}

/* ---- Jacobian ----------------------------------------------------------- */

static size_t jacobian_roots(const struct one_family *o, Expr *out)
{
    size_t n = 0;

    out[n++] = weighted(o);
    for (size_t e = o->first; e < o->last; e++)
        out[n++] = o->b->entries[e].value;
    return n;
}

/* An entry being written: its loops and conditions, opened one by one. */
struct entry_writer {
    const struct one_family *o;
    Expr value, guard;
    unsigned open;           /* FORs and IFs */
};

/* The conditions that are known inside `depth` loops. */
static void entry_guard(struct entry_writer *t, unsigned depth)
{
    Expr now = guard_take(t->o->r->g, &t->guard, depth);

    if (now.i) {
        writer_if(t->o->w, now);
        t->open++;
    }
}

/*
 * Loops are still to come: what does not depend on them is computed before
 * them.  Nothing is before a condition, nor what is only there to be loaded
 * where the loops run.
 */
static void entry_hoist(struct entry_writer *t, const struct domain *extra,
                        unsigned from)
{
    bool sure = true;

    for (unsigned k = from; k < extra->rank; k++)
        sure = sure && surely_runs(t->o->r->g, extra->count[k]);
    if (!t->guard.i && (sure || loads_inside(t->o->w, t->value)))
        writer_hoist(t->o->w, &t->value, 1);
}

/* Loop k of an entry; where there is doubt whether it runs, after an `if`. */
static void entry_loop(struct entry_writer *t, const struct domain *extra,
                       unsigned k)
{
    const struct domain *d = &t->o->f->domain;
    struct dag *g = t->o->r->g;
    Expr count = row_renamed(t->o->r, extra->count[k], d, extra);

    entry_hoist(t, extra, k);
    if (!surely_runs(g, count) && !loads_inside(t->o->w, t->value)) {
        writer_if(t->o->w, runs(g, count));
        t->open++;
        entry_hoist(t, extra, k + 1);
    }
    writer_for(t->o->w, plan_var(d->rank + k), count);
    t->open++;
    entry_guard(t, d->rank + k + 1);
}

/* The loops and conditions of an entry, down to where `what` is one value. */
static uint32_t open_entry(struct entry_writer *t, const struct entry *e,
                           Expr what)
{
    const struct domain *d = &t->o->f->domain;

    t->value = row_renamed(t->o->r, what, d, &e->extra);
    t->guard = row_renamed(t->o->r, e->extra.guard, d, &e->extra);
    entry_guard(t, d->rank);
    for (unsigned k = 0; k < e->extra.rank; k++)
        entry_loop(t, &e->extra, k);
    return writer_value(t->o->w, t->value);
}

static void close_entry(struct entry_writer *t)
{
    for (; t->open > 0; t->open--)
        writer_end(t->o->w);
}

static void jacobian_body(const struct one_family *o)
{
    push(o, STREAM_ROW, weighted(o));
    for (size_t e = o->first; e < o->last; e++) {
        struct entry_writer t = {.o = o};
        uint32_t v = open_entry(&t, &o->b->entries[e], o->b->entries[e].value);
        writer_emit(o->w, PLAN_PUSH, TYPE_REAL, STREAM_JAC, v, 0);
        close_entry(&t);
    }
}

/* ---- structure ---------------------------------------------------------- */

/* The entries of a row; those that are no box are counted one by one. */
static Expr row_entries(const struct one_family *o, bool *counted)
{
    struct dag *g = o->r->g;
    Expr n = dag_int(g, 0);

    *counted = false;
    for (size_t e = o->first; e < o->last; e++)
        if (domain_is_box(g, &o->b->entries[e].extra))
            n = dag_iadd(g, n, domain_size(g, &o->b->entries[e].extra));
        else
            *counted = true;
    return n;
}

/* The column of an entry; where it is counted, `count` goes up. */
static void write_column(const struct one_family *o, const struct entry *e,
                         uint32_t count)
{
    struct entry_writer t = {.o = o};
    uint32_t v = open_entry(&t, e, e->column), one;

    writer_emit(o->w, PLAN_COUNT, TYPE_INT, STREAM_COL, v, 0);
    if (count && !domain_is_box(o->r->g, &e->extra)) {
        one = writer_value(o->w, dag_int(o->r->g, 1));
        writer_emit(o->w, PLAN_ACC, TYPE_INT, count, one, EFFECT_SUM);
    }
    close_entry(&t);
}

static void structure_body(const struct one_family *o)
{
    bool counted;
    uint32_t n = writer_value(o->w, row_entries(o, &counted)), var = 0;

    if (counted)
        var = writer_emit(o->w, PLAN_VAR, TYPE_INT, n, 0, 0);
    else
        writer_emit(o->w, PLAN_COUNT, TYPE_INT, STREAM_START, n, 0);
    for (size_t e = o->first; e < o->last; e++)
        write_column(o, &o->b->entries[e], var);
    if (counted) {
        n = writer_emit(o->w, PLAN_GET, TYPE_INT, var, 0, 0);
        writer_emit(o->w, PLAN_COUNT, TYPE_INT, STREAM_START, n, 0);
    }
}

/* ---- magnitudes, robust losses, senses ---------------------------------- */

static size_t magnitude_roots(const struct one_family *o, Expr *out)
{
    out[0] = o->b->magnitudes[o->k];
    return out[0].i != 0;
}

static void magnitude_body(const struct one_family *o)
{
    Expr m = o->b->magnitudes[o->k];

    push(o, STREAM_ROW, m.i ? m : dag_num(o->r->g, 0));
}

static bool has_equations(const struct program *p)
{
    return p->has_equations;
}

/* Robust scales may be data: their roots matter as well. */
static size_t robust_roots(const struct one_family *o, Expr *out)
{
    out[0] = o->f->rho;
    out[1] = o->f->rho_weight;
    return o->f->rho.i ? 2 : 0;
}

static void robust_body(const struct one_family *o)
{
    struct dag *g = o->r->g;
    Expr u = dag_local(g, 0), square = dag_op2(g, OP_Mul, u, u);
    Expr one = dag_num(g, 1);

    push(o, STREAM_ROW, o->f->rho.i ? o->f->rho : square);
    push(o, STREAM_WEIGHT, o->f->rho.i ? o->f->rho_weight : one);
}

static bool any_robust(const struct program *p)
{
    for (size_t k = 0; k < p->families.n; k++)
        if (p->families.at[k].rho.i)
            return true;
    return false;
}

static void sense_body(const struct one_family *o)
{
    writer_emit(o->w, PLAN_COUNT, TYPE_INT, STREAM_COL,
                writer_value(o->w, dag_int(o->r->g, o->f->sense)), 0);
}

/* ---- along a direction -------------------------------------------------- */

static Expr along(const struct one_family *o)
{
    return o->r->p->along.at[o->k];
}

static Expr along_twice(const struct one_family *o)
{
    return o->r->p->along_twice.at[o->k];
}

static size_t along_roots(const struct one_family *o, Expr *out)
{
    out[0] = along(o);
    return 1;
}

static size_t along_twice_roots(const struct one_family *o, Expr *out)
{
    out[0] = along_twice(o);
    return 1;
}

static void along_body(const struct one_family *o)
{
    push(o, STREAM_ROW, along(o));
}

static void along_twice_body(const struct one_family *o)
{
    push(o, STREAM_ROW, along_twice(o));
}

static bool has_along(const struct program *p)
{
    return p->along.n > 0;
}

/* ---- all ---------------------------------------------------------------- */

const struct row_function row_functions[] = {
    {FUNCTION_RESIDUAL, value_body, value_roots, NULL, false},
    {FUNCTION_JACOBIAN, jacobian_body, jacobian_roots, NULL, true},
    {FUNCTION_STRUCTURE, structure_body, NULL, NULL, false},
    {FUNCTION_MAGNITUDE, magnitude_body, magnitude_roots, has_equations, false},
    {FUNCTION_ROBUST, robust_body, robust_roots, any_robust, false},
    {FUNCTION_SHOW, value_body, value_roots, NULL, false},
    {FUNCTION_SHOW_JACOBIAN, jacobian_body, jacobian_roots, NULL, true},
    {FUNCTION_SHOW_STRUCTURE, structure_body, NULL, NULL, false},
    {FUNCTION_CONSTRAINT, value_body, value_roots, NULL, false},
    {FUNCTION_CONSTRAINT_JACOBIAN, jacobian_body, jacobian_roots, NULL, true},
    {FUNCTION_CONSTRAINT_STRUCTURE, structure_body, NULL, NULL, false},
    {FUNCTION_CONSTRAINT_MAGNITUDE, magnitude_body, magnitude_roots, NULL,
     false},
    {FUNCTION_SENSE, sense_body, NULL, NULL, false},
    {FUNCTION_TERM, value_body, value_roots, NULL, false},
    {FUNCTION_TERM_JACOBIAN, jacobian_body, jacobian_roots, NULL, true},
    {FUNCTION_TERM_STRUCTURE, structure_body, NULL, NULL, false},
    {FUNCTION_JV, along_body, along_roots, has_along, false},
    {FUNCTION_JVV, along_twice_body, along_twice_roots, has_along, false},
};

const size_t row_function_count =
    sizeof row_functions / sizeof *row_functions;
