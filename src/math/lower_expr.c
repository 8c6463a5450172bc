/*
 * lower_expr.c -- expressions: syntax to dag, with shapes.
 *
 * A machine with its own stack of frames, so that depth is bounded by memory
 * only.  A frame visits its node's children in order; when all are done,
 * leave() takes their values off the value stack and pushes the node's own.
 */
#include "lowering.h"

#include "../tables/limits.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct value value_of(Expr e)
{
    struct value v = {.e = e};

    return v;
}

bool value_bad(const struct value *v)
{
    return v->e.i == 0;
}

struct value lower_fail(struct lower *l, const char *code, Ast at,
                        const char *fmt, ...)
{
    char text[400];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    l->said = diag_add(l->d, code, l->part ? l->g->here
                                           : ast_at(l->t, at)->span, "%s", text);
    return value_of(EXPR_NONE);
}

int last_message(const struct lower *l)
{
    return l->said;
}

/* ---- shapes ----------------------------------------------------------- */

const char *int_text(struct lower *l, Expr e)
{
    struct dag_names names = program_names(l->p);
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    const char *kept;

    if (!f)
        abort();
    dag_print(l->g, e, &names, f);
    fclose(f);
    kept = arena_strndup(l->arena, text, size);
    free(text);
    return kept;
}

/* "[1..n, 3]"; "a number" for rank 0. */
const char *shape_text(struct lower *l, const struct value *v)
{
    const char *s = "[";

    if (v->rank == 0)
        return "a number";
    for (unsigned k = 0; k < v->rank; k++) {
        Expr hi = dag_range_end(l->g, v->lo[k], v->count[k]);
        bool from1 = dag_is_int(l->g, v->lo[k]) &&
                     dag_int_value(l->g, v->lo[k]) == 1;
        const char *from = from1 ? "" : int_text(l, v->lo[k]);
        s = arena_printf(l->arena, "%s%s%s%s%s", s, k ? ", " : "", from,
                         from1 ? "" : "..", int_text(l, hi));
    }
    return arena_printf(l->arena, "%s]", s);
}

bool shape_same(const struct value *a, const struct value *b)
{
    if (a->rank != b->rank)
        return false;
    for (unsigned k = 0; k < a->rank; k++)
        if (!expr_same(a->lo[k], b->lo[k]) ||
            !expr_same(a->count[k], b->count[k]))
            return false;
    return true;
}

bool size_help(struct lower *l, Expr a, Expr b)
{
    bool size = dag_at(l->g, a)->op == DAG_SIZE;

    if (expr_same(a, b) || (!size && dag_at(l->g, b)->op != DAG_SIZE))
        return false;
    diag_help(l->d, last_message(l), "%s is known only when the data are "
              "read: declare both with it", int_text(l, size ? a : b));
    return true;
}

/* What was probably meant, where the text tells. */
static void shape_help(struct lower *l, Ast node, const struct value *a,
                       const struct value *b)
{
    const struct ast_node *n = ast_at(l->t, node);
    Ast left = ast_kid(l->t, node);
    bool numbering = a->rank == b->rank;

    for (unsigned k = 0; numbering && k < a->rank; k++)
        numbering = expr_same(a->count[k], b->count[k]);
    if (n->kind == AST_BINARY && n->op == AST_MUL && a->rank + b->rank > 2 &&
        a->rank <= 2 && b->rank <= 2)
        diag_help(l->d, last_message(l), "`*` is taken element by element; "
                  "did you mean `%s @ %s`?", lower_text(l, left),
                  lower_text(l, ast_next(l->t, left)));
    else if (numbering)
        diag_help(l->d, last_message(l), "they are numbered differently; a "
                  "slice counts from 1: `x[0..2]` is [3]");
    else if (a->rank == b->rank)
        for (unsigned k = 0; k < a->rank; k++)
            if (size_help(l, a->count[k], b->count[k]))
                return;
}

bool shape_join(struct lower *l, Ast node, struct value *a,
                const struct value *b)
{
    Expr e = a->e;
    const char *left, *right;

    if (value_bad(a) || value_bad(b))
        return false;
    if (a->rank == 0) {
        *a = *b;
        a->e = e;
        return true;
    }
    if (b->rank == 0 || shape_same(a, b))
        return true;
    left = shape_text(l, a);
    right = shape_text(l, b);
    lower_fail(l, "E0219", node,
               "these have different shapes: the left is %s, the right is %s",
               left, right);
    shape_help(l, node, a, b);
    return false;
}

/* ---- numbers and names ------------------------------------------------ */

/* An INT expression for v, or an error: subscripts and ranges are integers. */
struct value value_as_int(struct lower *l, Ast at, struct value v)
{
    const struct node *n;
    Expr whole;

    if (value_bad(&v))
        return v;
    n = dag_at(l->g, v.e);
    whole = v.rank == 0 && n->phase != PHASE_POINT ? whole_of(l, v.e)
                                                   : EXPR_NONE;
    if (whole.i && dag_at(l->g, whole)->type == TYPE_INT)
        return value_of(whole);
    if (n->op == DAG_CONST && v.rank == 0) {
        return lower_fail(l, "E0241", at, "%s is not a whole number, and "
                          "indices and ranges are whole numbers",
                          ast_at(l->t, at)->name ? ast_at(l->t, at)->name
                                                 : "this");
    }
    return integer_refused(l, at, v.e);
}

struct value value_in_mode(struct lower *l, Ast at, struct value v,
                            enum mode mode)
{
    if (mode == MODE_INT)
        return value_as_int(l, at, v);
    if (!value_bad(&v) && dag_at(l->g, v.e)->type == TYPE_INT)
        v.e = dag_real(l->g, v.e);
    return v;
}

/* The whole array as a value of its element variables. */
static struct value array_value(struct lower *l, uint32_t array)
{
    const struct array *a = &l->p->arrays.at[array];
    Expr idx[PROGRAM_RANK];
    struct value v = {.rank = a->rank};

    for (unsigned k = 0; k < a->rank; k++) {
        idx[k] = dag_index(l->g, k);
        v.lo[k] = a->lo[k];
        v.count[k] = a->count[k];
    }
    v.e = program_load(l->p, array, idx);
    return v;
}

static const struct value *scope_find(const struct lower *l, Name name)
{
    for (size_t k = l->scope.n; k-- > l->base;)
        if (l->scope.at[k].name == name)
            return &l->scope.at[k].v;
    return NULL;
}

static struct value name_value(struct lower *l, Ast at)
{
    Name name = ast_at(l->t, at)->name;
    const struct value *local = scope_find(l, name);
    uint32_t s;

    if (local)
        return *local;
    if (strcmp(name, "pi") == 0)
        return value_of(dag_num_text(l->g, 3.141592653589793, name));
    if (strcmp(name, "inf") == 0)
        return value_of(dag_num_text(l->g, HUGE_VAL, name));
    s = model_symbol(l->m, name);
    if (s != UINT32_MAX && l->m->symbols.at[s].kind == SYMBOL_SIZE)
        return size_value(l, s);
    if (s == UINT32_MAX || l->symbols[s].kind == BIND_NONE)
        return diag_errors(l->d) > 0
                   ? value_of(EXPR_NONE)
                   : lower_fail(l, "E0201", at, "`%s` is not known here", name);
    if (l->symbols[s].kind == BIND_ARRAY)
        return array_value(l, l->symbols[s].array);
    return l->symbols[s].v;
}

static struct value number_value(struct lower *l, Ast at)
{
    const struct ast_node *n = ast_at(l->t, at);

    return value_of(dag_num_text(l->g, n->num, n->name));
}

/* ---- the machine ------------------------------------------------------ */

static void push_frame(struct lower *l, Ast node, enum mode mode)
{
    struct frame f = {.node = node, .kid = ast_kid(l->t, node),
                      .mode = (uint8_t)mode, .values = l->values.n,
                      .scope = l->scope.n, .base = l->base,
                      .open = l->open.n, .choices = l->choices.n};

    vec_push(&l->frames, f);
}

/* The mode in which a child is read. */
static enum mode kid_mode(const struct lower *l, const struct frame *f,
                          Ast kid)
{
    const struct ast_node *n = ast_at(l->t, f->node);

    if (n->kind == AST_INDEX)
        return kid.i == n->kid ? MODE_REAL : MODE_INT;
    if (n->kind == AST_RANGE)
        return MODE_INT;
    if (n->kind == AST_CALL || n->kind == AST_REDUCE || n->kind == AST_IF ||
        n->kind == AST_COMPARE || n->kind == AST_COND ||
        n->kind == AST_LIST ||
        n->kind == AST_TRANSPOSE || n->op == AST_MATMUL)
        return MODE_REAL;
    return (enum mode)f->mode;
}

static bool kid_is_skipped(const struct lower *l, const struct frame *f,
                           Ast kid)
{
    unsigned kind = ast_at(l->t, kid)->kind;

    if (ast_at(l->t, f->node)->kind == AST_DECL)      /* a local let: init */
        return ast_nth(l->t, f->node, 1).i != kid.i;
    return kind == AST_CMPOP || kind == AST_NULL;
}

void bind_name(struct lower *l, Name name, struct value v)
{
    vec_push(&l->scope, ((struct bound){name, v}));
}

static bool too_long(struct lower *l, Ast binder, Expr count)
{
    if (!dag_is_int(l->g, count) ||
        dag_int_value(l->g, count) <= LIMIT_ARRAY_ELEMENTS)
        return false;
    lower_fail(l, "E0248", binder, "`%s` would take %.0f turns; the limit is "
               "%d", ast_at(l->t, binder)->name,
               (double)dag_int_value(l->g, count), LIMIT_ARRAY_ELEMENTS);
    return true;
}

/* What it counts must fit in memory that is there before the data are. */
static void range_unbounded(struct lower *l, Ast binder)
{
    Name name = ast_at(l->t, binder)->name;

    lower_fail(l, "E0252", binder, "nothing tells how long the range of `%s` "
               "can get", name);
    diag_help(l->d, last_message(l), "let it run as far as it can get, and take "
              "what is meant: `%s in 1..m if %s <= ...`", name, name);
}

/* Bind a binder's name to its variable; lo and hi are on the value stack. */
void open_binder(struct lower *l, Ast binder, struct value lo,
                 struct value hi)
{
    unsigned var = (unsigned)(DAG_ELEMENT_DIMS + l->open.n);
    struct open_index o = {.var = var, .lo = lo.e};
    Name name = ast_at(l->t, binder)->name;

    if (var >= DAG_INDEX_VARS) {
        bind_name(l, name, lower_fail(l, "E0245", binder,
                                 "loops are nested too deep here"));
        return;
    }
    if (value_bad(&lo) || value_bad(&hi)) {
        o.bad = true;
        o.lo = dag_int(l->g, 0);
        o.count = dag_int(l->g, 1);
        vec_push(&l->open, o);
        bind_name(l, name, value_of(EXPR_NONE));
        return;
    }
    o.count = dag_range_count(l->g, lo.e, hi.e);
    if (dag_at(l->g, o.count)->free || dag_loads(l->g, o.count)) {
        o.most = index_extreme(l, o.count, true);
        if (!o.most.i)
            o.most = index_at_most(l, o.count);
        o.bad = !o.most.i;
    }
    if (too_long(l, binder, o.count))
        o.bad = true;
    else if (o.bad)
        range_unbounded(l, binder);
    vec_push(&l->open, o);
    bind_name(l, name, value_of(dag_iadd(l->g, dag_index(l->g, var), lo.e)));
}

void open_condition(struct lower *l, Ast at, struct value v)
{
    struct open_index *o = &l->open.at[l->open.n - 1];

    if (!value_bad(&v) && v.rank > 0)
        v = lower_fail(l, "E0240", at, "a condition is true or false for each "
                       "index, and this is an array %s", shape_text(l, &v));
    else if (!value_bad(&v) && dag_at(l->g, v.e)->type != TYPE_BOOL)
        v = fail_condition(l, at);
    o->guard = v.e;
    o->bad |= value_bad(&v);
}

/*
 * A branch of an `if`: subscripts in it count only where it is taken, as far as
 * set-up knows, and recurrences are computed only there.
 */
static void enter_branch(struct lower *l, const struct frame *f, Ast kid)
{
    bool then = ast_nth(l->t, f->node, 1).i == kid.i;
    Expr cond;

    if (ast_kid(l->t, f->node).i == kid.i)
        return;
    l->choices.n = f->choices;
    cond = l->values.at[f->values].e;
    if (!cond.i || l->values.at[f->values].rank > 0 ||
        dag_at(l->g, cond)->type != TYPE_BOOL)
        return;
    vec_push(&l->choices, then ? cond
                               : dag_logic(l->g, DAG_NOT, cond, EXPR_NONE));
}

/* Enter a user's function: arguments are named, everything else is hidden. */
static bool enter_fn(struct lower *l, struct frame *f)
{
    uint32_t k = model_fn(l->m, ast_at(l->t, f->node)->name);
    size_t args = l->values.n - f->values;
    const struct value *seen;
    Ast param;

    if (k == UINT32_MAX || scope_find(l, ast_at(l->t, f->node)->name))
        return false;
    if (args != l->m->fns.at[k].arity) {
        l->values.n = f->values;
        vec_push(&l->values, lower_fail(l, "E0211", f->node,
                 "%s takes %u argument%s, not %zu", l->m->fns.at[k].name,
                 l->m->fns.at[k].arity, l->m->fns.at[k].arity == 1 ? "" : "s",
                 args));
        f->stage = 1;
        return true;
    }
    seen = call_known(l, k, l->values.at + f->values, args);
    if (seen) {
        l->values.at[f->values] = *seen;
        l->values.n = f->values + 1;
        f->stage = 1;
        return true;
    }
    param = ast_kid(l->t, l->m->fns.at[k].params);
    l->base = l->scope.n;
    for (size_t i = 0; i < args; i++, param = ast_next(l->t, param)) {
        Name name = ast_at(l->t, param)->name;
        struct value v = l->values.at[f->values + i];
        if (diff_wants(l, name, ast_at(l->t, l->m->fns.at[k].body)->span))
            v = value_keep(l, v, ast_at(l->t, f->node)->span);
        bind_name(l, name, v);
    }
    l->values.n = f->values;
    f->stage = 2;
    push_frame(l, l->m->fns.at[k].body, MODE_REAL);
    return true;
}

/* The body is done: its arguments still stand in the scope. */
static void leave_fn(struct lower *l, const struct frame *f)
{
    uint32_t k = model_fn(l->m, ast_at(l->t, f->node)->name);
    size_t n = l->m->fns.at[k].arity;
    struct value args[CALL_ARGS];

    if (n > CALL_ARGS)
        return;
    for (size_t i = 0; i < n; i++)
        args[i] = l->scope.at[f->scope + i].v;
    l->open.n = f->open;
    call_remember(l, k, args, n, l->values.at[l->values.n - 1]);
}

/* Is what is left now an element of a list? */
static bool in_list(const struct lower *l)
{
    return l->frames.n > 0 && ast_at(
        l->t, l->frames.at[l->frames.n - 1].node)->kind == AST_LIST;
}

static struct value combine(struct lower *l, const struct frame *f,
                            const struct value *v, size_t n)
{
    enum mode mode = (enum mode)f->mode;

    switch (ast_at(l->t, f->node)->kind) {
    case AST_NUM:
        return value_in_mode(l, f->node, number_value(l, f->node), mode);
    case AST_NAME:
        return value_in_mode(l, f->node, name_value(l, f->node), mode);
    case AST_BINARY:
        if (ast_at(l->t, f->node)->op == AST_MATMUL)
            return value_in_mode(l, f->node,
                                 value_product(l, f->node, &v[0], &v[1]), mode);
        return value_binary(l, f->node, mode, v[0], v[1]);
    case AST_TRANSPOSE:
        return value_in_mode(l, f->node, value_transpose(l, f->node, v), mode);
    case AST_LIST:
        return value_in_mode(l, f->node,
                             value_list(l, f->node, v, n, !in_list(l)), mode);
    case AST_UNARY:
        return value_unary(l, f->node, mode, v[0]);
    case AST_COMPARE:
        return value_comparison(l, f->node, v, n);
    case AST_IF:
        return value_in_mode(l, f->node, value_choice(l, f->node, v), mode);
    case AST_INDEX:
        return value_in_mode(l, f->node, value_subscript(l, f->node, v, n), mode);
    case AST_CALL:
        return value_in_mode(l, f->node, value_call(l, f, v, n), mode);
    case AST_GROUP: case AST_NAMED: case AST_REDUCE: case AST_FNBODY:
        return n ? v[n - 1] : value_of(EXPR_NONE);
    default:
        return lower_fail(l, "E0240", f->node, "this is no value");
    }
}

/* All children are done: replace their values by the node's. */
static void leave(struct lower *l)
{
    struct frame f = l->frames.at[l->frames.n - 1];
    const struct ast_node *n = ast_at(l->t, f.node);
    struct value v;

    if (n->kind == AST_CALL && f.stage == 0 &&
        enter_fn(l, &l->frames.at[l->frames.n - 1]))
        return;
    l->frames.n--;
    l->choices.n = f.choices;
    if (n->kind == AST_BINDER) {
        struct value lo = l->values.at[f.values], hi = l->values.at[f.values + 1];
        l->values.n = f.values;
        open_binder(l, f.node, lo, hi);
        return;
    }
    if (n->kind == AST_COND) {
        open_condition(l, f.node, l->values.at[--l->values.n]);
        return;
    }
    if (n->kind == AST_RANGE || n->kind == AST_BINDERS || n->kind == AST_DECLS)
        return;
    if (n->kind == AST_DECL) {
        v = l->values.at[--l->values.n];
        local_close(l, f.node, v);
        return;
    }
    if (f.stage == 0) {
        struct span here = l->g->here;
        if (!l->part)
            l->g->here = n->span;
        v = combine(l, &f, l->values.at + f.values, l->values.n - f.values);
        l->g->here = here;
        l->values.n = f.values;
        vec_push(&l->values, v);
    }
    if (f.stage == 2)
        leave_fn(l, &f);
    if (f.stage > 0 && f.mode == MODE_INT) {
        v = l->values.at[l->values.n - 1];
        l->values.at[l->values.n - 1] = value_as_int(l, f.node, v);
    }
    if (n->kind == AST_CALL) {
        l->scope.n = f.scope;
        l->base = f.base;
        l->open.n = f.open;
    }
}

struct value lower_expr(struct lower *l, Ast node, enum mode mode)
{
    size_t bottom = l->frames.n;

    push_frame(l, node, mode);
    while (l->frames.n > bottom) {
        struct frame *f = &l->frames.at[l->frames.n - 1];
        Ast kid = f->kid;

        if (!kid.i) {
            leave(l);
            continue;
        }
        f->kid = ast_next(l->t, kid);
        if (ast_at(l->t, f->node)->kind == AST_IF)
            enter_branch(l, f, kid);
        if (!kid_is_skipped(l, f, kid))
            push_frame(l, kid, kid_mode(l, f, kid));
        else if (ast_at(l->t, kid)->kind == AST_DIMS)
            local_open(l, f->node);
    }
    return l->values.at[--l->values.n];
}

struct value lower_scalar(struct lower *l, Ast node, const char *what)
{
    struct value v = lower_expr(l, node, MODE_REAL);

    if (value_bad(&v) || v.rank == 0)
        return v;
    return lower_fail(l, "E0240", node, "%s must be a number, and this is an "
                      "array %s", what, shape_text(l, &v));
}
