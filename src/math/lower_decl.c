/*
 * lower_decl.c -- declarations: constants, params, data, lets.
 */
#include "lowering.h"

#include "../tables/limits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct value size_value(struct lower *l, uint32_t s)
{
    struct binding *b = &l->symbols[s];

    if (b->kind == BIND_NONE) {
        vec_push(&l->p->sizes, l->m->symbols.at[s].name);
        b->kind = BIND_VALUE;
        b->v = value_of(dag_size(l->g, (unsigned)l->p->sizes.n - 1));
    }
    return b->v;
}

/* ---- shapes ----------------------------------------------------------- */

static void dims_add(struct lower *l, struct dims *d, Expr lo, Expr hi,
                     unsigned var)
{
    unsigned k = d->shape.rank++;

    d->shape.lo[k] = lo;
    d->shape.count[k] = dag_range_count(l->g, lo, hi);
    d->domain.var[k] = var;
    d->domain.count[k] = d->shape.count[k];
    d->domain.rank = k + 1;
}

static bool dims_range(struct lower *l, Ast range, struct value *lo,
                       struct value *hi)
{
    *lo = lower_expr(l, ast_kid(l->t, range), MODE_INT);
    *hi = lower_expr(l, ast_nth(l->t, range, 1), MODE_INT);
    return !value_bad(lo) && !value_bad(hi);
}

static bool dims_one(struct lower *l, struct dims *d, Ast kid, bool part)
{
    struct value lo, hi;
    unsigned kind = ast_at(l->t, kid)->kind;

    if (d->shape.rank == RANK_MAX) {
        lower_fail(l, "E0245", kid, "arrays have at most %d dimensions",
                   RANK_MAX);
        return false;
    }
    if (kind == AST_BINDER) {
        if (!dims_range(l, ast_kid(l->t, kid), &lo, &hi) ||
            !dims_fixed(l, ast_kid(l->t, kid), lo.e, hi.e))
            return false;
        dims_add(l, d, lo.e, hi.e, (unsigned)(DAG_ELEMENT_DIMS + l->open.n));
        open_binder(l, kid, lo, hi);
        d->binders = true;
        return true;
    }
    if (kind == AST_RANGE) {
        if (!dims_range(l, kid, &lo, &hi))
            return false;
    } else {
        hi = lower_expr(l, kid, MODE_INT);
        lo = part ? hi : value_of(dag_int(l->g, 1));
        if (value_bad(&hi))
            return false;
    }
    if (!dims_fixed(l, kid, lo.e, hi.e))
        return false;
    dims_add(l, d, lo.e, hi.e, d->shape.rank);
    return true;
}

bool dims_open(struct lower *l, Ast dims, struct dims *d, bool part)
{
    memset(d, 0, sizeof *d);
    d->scope = l->scope.n;
    d->open = l->open.n;
    if (ast_absent(l->t, dims))
        return true;
    for (Ast k = ast_kid(l->t, dims); k.i; k = ast_next(l->t, k))
        if (!dims_one(l, d, k, part))
            return false;
    return true;
}

void dims_close(struct lower *l, const struct dims *d)
{
    l->scope.n = d->scope;
    l->open.n = d->open;
    l->element = EXPR_NONE;
}

void lower_binders(struct lower *l, Ast binders)
{
    struct value lo, hi;

    for (Ast k = ast_kid(l->t, binders); k.i; k = ast_next(l->t, k)) {
        if (ast_at(l->t, k)->kind == AST_COND)
            open_condition(l, k, lower_expr(l, ast_kid(l->t, k), MODE_REAL));
        if (ast_at(l->t, k)->kind != AST_BINDER)
            continue;
        dims_range(l, ast_kid(l->t, k), &lo, &hi);
        open_binder(l, k, lo, hi);
    }
}

/* ---- arrays ----------------------------------------------------------- */

static bool size_is_sane(struct lower *l, const struct symbol *s,
                         const struct value *shape)
{
    double n = 1;

    for (unsigned k = 0; k < shape->rank; k++) {
        if (!dag_is_int(l->g, shape->count[k]))
            continue;
        if (dag_int_value(l->g, shape->count[k]) < 0) {
            diag_add(l->d, "E0247", s->span, "`%s` would have a range that "
                     "ends before it begins", s->name);
            return false;
        }
        n *= (double)dag_int_value(l->g, shape->count[k]);
    }
    if (n <= LIMIT_ARRAY_ELEMENTS)
        return true;
    diag_add(l->d, "E0248", s->span, "`%s` would have %.0f elements; the limit "
             "is %d", s->name, n, LIMIT_ARRAY_ELEMENTS);
    return false;
}

uint32_t add_array(struct lower *l, uint32_t sym, enum array_kind kind,
                   const struct value *shape, enum phase phase,
                   unsigned degree)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    uint32_t a;

    if (!size_is_sane(l, s, shape))
        return UINT32_MAX;
    a = program_array(l->p, kind, s->name, shape->rank, shape->lo,
                      shape->count, phase, degree);
    l->p->arrays.at[a].symbol = sym;
    l->p->arrays.at[a].span = s->span;
    l->symbols[sym].kind = BIND_ARRAY;
    l->symbols[sym].array = a;
    return a;
}

bool define_loop(struct lower *l, Ast at, const struct dims *d,
                 uint32_t array, struct value v, struct loop *out)
{
    struct value shape = d->shape;

    if (value_bad(&v))
        return false;
    if (d->binders && v.rank > 0) {
        lower_fail(l, "E0240", at, "each element must be a number, and this "
                   "is an array %s", shape_text(l, &v));
        return false;
    }
    shape.e = v.e;
    if (v.rank > 0 && !shape_join(l, at, &shape, &v))
        return false;
    if (shape.rank > d->domain.rank) {
        lower_fail(l, "E0240", at, "this is declared as a single number, and "
                   "gets an array %s", shape_text(l, &shape));
        diag_help(l->d, last_message(l), "say how many it has: `%s%s`",
                  l->p->arrays.at[array].name, shape_text(l, &shape));
        return false;
    }
    *out = (struct loop){.domain = d->domain, .effect = EFFECT_DEFINE,
                         .array = array, .body = dag_real(l->g, v.e),
                         .span = ast_at(l->t, at)->span};
    for (unsigned k = 0; k < d->domain.rank; k++)
        out->at[k] = dag_index(l->g, d->domain.var[k]);
    return true;
}

Expr element_number(struct lower *l, const struct dims *d)
{
    Expr n = dag_int(l->g, 0);

    for (unsigned k = 0; k < d->domain.rank; k++)
        n = dag_offset(l->g, n, d->domain.count[k],
                       dag_index(l->g, d->domain.var[k]));
    return n;
}

/* ---- constant tables -------------------------------------------------- */

static void lower_table(struct lower *l, uint32_t sym, enum array_kind kind)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    struct table t = {0};
    struct dims d;
    double *kept;
    uint32_t a;

    table_read(l, &t, s->init);
    table_binds_sizes(l, s, &t);
    if (s->kind == SYMBOL_DATA && s->bounds.i)
        integer_binds_size(l, s, &t);
    if (dims_open(l, s->dims, &d, false) && !t.bad &&
        table_shape(l, s, &t, &d.shape)) {
        a = wide_input(l, sym, kind, &d.shape);
        kept = arena_array(l->arena, t.v.n ? t.v.n : 1, sizeof *kept);
        if (t.v.n)
            memcpy(kept, t.v.at, t.v.n * sizeof *kept);
        if (a != UINT32_MAX)
            l->p->arrays.at[a].table = kept;
        if (a != UINT32_MAX && s->kind == SYMBOL_DATA && s->bounds.i) {
            integer_range(l, s, a);
            integer_table(l, s, a, t.v.n);
        }
    }
    dims_close(l, &d);
    vec_free(&t.v);
}

/* ---- each kind -------------------------------------------------------- */

static bool is_list(const struct lower *l, Ast init)
{
    return !ast_absent(l->t, init) && ast_at(l->t, init)->kind == AST_LIST;
}

static void lower_constant(struct lower *l, uint32_t sym)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    struct value v;
    double x;

    if (is_list(l, s->init)) {
        lower_table(l, sym, ARRAY_TABLE);
        return;
    }
    v = lower_scalar(l, s->init, "a constant");
    if (value_bad(&v))
        return;
    if (dag_at(l->g, v.e)->phase != PHASE_CONST) {
        lower_fail(l, "E0220", s->init, "a const is made of numbers and other "
                   "consts: write `let`, or `param` for an input");
        return;
    }
    if (!dag_is_const(l->g, v.e))
        dag_name(l->g, v.e, s->name);
    if (const_value(l, v.e, &x))
        vec_push(&l->p->constants, (struct program_const){s->name, x});
    l->symbols[sym].kind = BIND_VALUE;
    l->symbols[sym].v = v;
}

static void param_defaults(struct lower *l, uint32_t array,
                           const struct symbol *s, const struct value *shape)
{
    struct value v = lower_scalar(l, s->init, "a default");
    size_t n = 1;
    double x, *kept;

    if (value_bad(&v))
        return;
    if (!const_value(l, v.e, &x)) {
        lower_fail(l, "E0220", s->init, "a default is made of numbers and "
                   "consts");
        return;
    }
    for (unsigned k = 0; k < shape->rank; k++) {
        if (!dag_is_int(l->g, shape->count[k]))
            return;
        n *= (size_t)dag_int_value(l->g, shape->count[k]);
    }
    kept = arena_array(l->arena, n ? n : 1, sizeof *kept);
    for (size_t i = 0; i < n; i++)
        kept[i] = x;
    l->p->arrays.at[array].table = kept;
}

static void lower_param(struct lower *l, uint32_t sym)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    struct dims d;
    uint32_t a;

    if (is_list(l, s->init)) {
        lower_table(l, sym, ARRAY_PARAM);
        return;
    }
    if (dims_open(l, s->dims, &d, false)) {
        a = wide_input(l, sym, ARRAY_PARAM, &d.shape);
        if (a != UINT32_MAX && !ast_absent(l->t, s->init))
            param_defaults(l, a, s, &d.shape);
    }
    dims_close(l, &d);
}

/* The size that another column of the file has given its rows, or none. */
static Expr rows_named(struct lower *l, Name file)
{
    for (size_t k = 0; k < l->m->symbols.n; k++) {
        const struct symbol *s = &l->m->symbols.at[k];
        Ast first;
        uint32_t z;
        if (s->kind != SYMBOL_DATA || ast_absent(l->t, s->from) ||
            ast_at(l->t, s->from)->name != file ||
            ast_absent(l->t, s->dims))
            continue;
        first = ast_kid(l->t, s->dims);
        z = first.i && ast_at(l->t, first)->kind == AST_NAME
                ? model_symbol(l->m, ast_at(l->t, first)->name) : UINT32_MAX;
        if (z != UINT32_MAX && l->m->symbols.at[z].kind == SYMBOL_SIZE)
            return size_value(l, z).e;
    }
    return EXPR_NONE;
}

/* Columns without brackets: one array of all the file's rows. */
static Expr rows_of(struct lower *l, Name file)
{
    struct file_rows r = {file, EXPR_NONE};
    const char *name = "rows";

    for (size_t k = 0; k < l->files.n; k++)
        if (l->files.at[k].file == file)
            return l->files.at[k].size;
    r.size = rows_named(l, file);
    if (r.size.i)
        return r.size;
    if (l->files.n > 0)
        name = arena_printf(l->arena, "rows_%zu", l->files.n + 1);
    vec_push(&l->p->sizes, name_make(l->names, name, strlen(name)));
    r.size = dag_size(l->g, (unsigned)l->p->sizes.n - 1);
    vec_push(&l->files, r);
    return r.size;
}

static void lower_file(struct lower *l, uint32_t sym)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    struct dims d;
    uint32_t a;

    if (dims_open(l, s->dims, &d, false)) {
        if (ast_absent(l->t, s->dims)) {
            Expr rows = rows_of(l, ast_at(l->t, s->from)->name);
            dims_add(l, &d, dag_int(l->g, 1), rows, 0);
        }
        a = add_array(l, sym, ARRAY_DATA, &d.shape, PHASE_SETUP, 0);
        if (a != UINT32_MAX && s->bounds.i)
            integer_range(l, s, a);
    }
    dims_close(l, &d);
}

/* Data computed from other data, and lets: DEFINE loops. */
static void lower_defined(struct lower *l, uint32_t sym)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    struct value v = {.rank = 0};
    struct loop loop;
    struct dims d;
    uint32_t a;

    if (!dims_open(l, s->dims, &d, false)) {
        dims_close(l, &d);
        return;
    }
    if (s->kind == SYMBOL_DATA && !ast_absent(l->t, s->dims))
        l->element = element_number(l, &d);
    v = lower_expr(l, s->init, MODE_REAL);
    if (!value_bad(&v) && ast_absent(l->t, s->dims)) {
        d.shape = v;
        d.domain = domain_elements(l, &v);
    }
    if (!value_bad(&v) && s->kind == SYMBOL_DATA &&
        dag_at(l->g, v.e)->phase == PHASE_POINT)
        v = lower_fail(l, "E0220", s->init, "data cannot depend on unknowns: "
                       "write `let %s`", s->name);
    if (!value_bad(&v) && d.shape.rank == 0 &&
        diff_wants(l, s->name, (struct span){0, UINT32_MAX}))
        v = value_keep(l, v, s->span);
    if (!value_bad(&v) && d.shape.rank == 0) {
        dag_name(l->g, v.e, s->name);
        l->symbols[sym].kind = BIND_VALUE;
        l->symbols[sym].v = v;
    } else if (!value_bad(&v)) {
        const struct node *n = dag_at(l->g, v.e);
        a = add_array(l, sym, ARRAY_LET, &d.shape,
                      n->phase == PHASE_POINT ? PHASE_POINT : PHASE_SETUP,
                      n->degree);
        if (a != UINT32_MAX && define_loop(l, s->init, &d, a, v, &loop) &&
            (!s->bounds.i || integer_computed(l, s, a, v)))
            vec_push(&l->p->loops, loop);
    }
    dims_close(l, &d);
}

static void lower_data(struct lower *l, uint32_t sym)
{
    const struct symbol *s = &l->m->symbols.at[sym];

    if (!ast_absent(l->t, s->from) || ast_absent(l->t, s->init))
        lower_file(l, sym);
    else if (is_list(l, s->init))
        lower_table(l, sym, ARRAY_TABLE);
    else
        lower_defined(l, sym);
}

/* ---- lets -------------------------------------------------------------- */

/* Remember a let for `diff`. */
static void remember(struct lower *l, uint32_t sym)
{
    const struct symbol *s = &l->m->symbols.at[sym];
    const struct binding *b = &l->symbols[sym];
    struct named n = {.name = s->name, .span = s->span};
    Expr idx[PROGRAM_RANK];

    if (b->kind == BIND_VALUE) {
        n.value = b->v.e;
    } else {
        const struct array *a = &l->p->arrays.at[b->array];
        n.rank = a->rank;
        for (unsigned k = 0; k < a->rank; k++) {
            idx[k] = dag_index(l->g, k);
            n.lo[k] = a->lo[k];
            n.count[k] = a->count[k];
        }
        n.value = program_load(l->p, b->array, idx);
    }
    vec_push(&l->p->named, n);
}

/* Is order[k] the last of its group? Then all that the group needs is there. */
static bool group_is_complete(const struct lower *l, size_t k)
{
    uint32_t group = l->m->symbols.at[l->m->order.at[k]].group;

    for (size_t j = k + 1; j < l->m->order.n; j++)
        if (l->m->symbols.at[l->m->order.at[j]].group == group)
            return false;
    return true;
}

static void lower_group(struct lower *l, uint32_t group)
{
    VEC(uint32_t) members = {0};

    for (uint32_t s = 0; s < l->m->symbols.n; s++)
        if (l->m->symbols.at[s].group == group && !l->m->symbols.at[s].is_clause)
            vec_push(&members, s);
    lower_parts(l, members.at, members.n);
    for (size_t k = 0; k < members.n; k++)
        if (l->symbols[members.at[k]].kind != BIND_NONE)
            remember(l, members.at[k]);
    vec_free(&members);
}

static void lower_let(struct lower *l, size_t k)
{
    uint32_t sym = l->m->order.at[k];
    const struct symbol *s = &l->m->symbols.at[sym];

    if (s->group) {
        if (group_is_complete(l, k))
            lower_group(l, s->group);
        return;
    }
    if (s->is_clause)
        return;
    if (s->next_clause != UINT32_MAX)
        lower_parts(l, &sym, 1);
    else
        lower_defined(l, sym);
    if (l->symbols[sym].kind != BIND_NONE)
        remember(l, sym);
}

void lower_symbols(struct lower *l)
{
    for (size_t k = 0; k < l->m->order.n; k++) {
        uint32_t s = l->m->order.at[k];

        l->g->here = l->m->symbols.at[s].span;
        switch (l->m->symbols.at[s].kind) {
        case SYMBOL_CONST: lower_constant(l, s); break;
        case SYMBOL_PARAM: lower_param(l, s); break;
        case SYMBOL_DATA: lower_data(l, s); break;
        case SYMBOL_UNKNOWN: lower_unknown(l, s); break;
        case SYMBOL_LET:
            lower_let(l, k);
            break;
        default: break;
        }
    }
}
