/*
 * lower_relation.c -- what must hold and what is made small: equations, fits,
 * objectives, families; then the shows and `solve with`.
 */
#include "lowering.h"

#include "../read/parse.h"
#include "../tables/losses.h"

#include <stdlib.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* The total so far: what the objectives and the fits add up to. */
struct total { Expr sum; bool maximise; };

/* ---- families --------------------------------------------------------- */

/* left - right over its domain; false after an error. */
static bool family_sides(struct lower *l, Ast at, struct family *f)
{
    Ast left = ast_kid(l->t, at), right = ast_next(l->t, left);
    struct value a = lower_expr(l, left, MODE_REAL);
    struct value b = lower_expr(l, right, MODE_REAL), v = a;

    if (!shape_join(l, at, &v, &b))
        return false;
    if (dag_at(l->g, a.e)->type == TYPE_BOOL ||
        dag_at(l->g, b.e)->type == TYPE_BOOL) {
        lower_fail(l, "E0127", at, "a comparison is no number");
        return false;
    }
    l->g->here = ast_at(l->t, at)->span;
    f->domain = family_domain(l, at, &v);
    f->left = row_value(l, a.e);
    f->right = row_value(l, b.e);
    f->row = dag_op2(l->g, OP_Sub, f->left, f->right);
    f->name = ast_at(l->t, at)->name;
    f->span = ast_at(l->t, at)->span;
    return true;
}

/*
 * 2 = 3 is false whatever the unknowns are.  0.1 + 0.2 = 0.3 is true, though
 * the doubles differ: what rounding explains is no contradiction.
 */
static void check_constant(struct lower *l, Ast at, const struct family *f)
{
    double a, b;

    if (!const_value(l, f->left, &a) || !const_value(l, f->right, &b))
        return;
    if (!(fabs(a - b) <= 64*DBL_EPSILON*(fabs(a) + fabs(b))))
        lower_fail(l, "E0310", at, "this can never hold: the left is %.17g, "
                   "the right is %.17g, and no unknown stands in it", a, b);
    else
        diag_add(l->d, "W0303", f->span, "this always holds: no unknown "
                 "stands in it");
}

static void lower_equation(struct lower *l, Ast at)
{
    struct family f = {.kind = FAMILY_EQUATION};

    if (!family_sides(l, at, &f))
        return;
    check_constant(l, at, &f);
    if (l->m->has_fits || l->m->has_objective) {
        lower_held(l, f);
        return;
    }
    l->p->has_equations = true;
    vec_push(&l->p->families, f);
}

/* ---- weights and robust losses ---------------------------------------- */

/* A weight, sigma or scale: a value of the family's shape, without unknowns. */
static Expr suffix_value(struct lower *l, Ast at, const struct family *f,
                         const char *what)
{
    struct value v = lower_expr(l, at, MODE_REAL);
    bool ok = !value_bad(&v);
    int m;

    if (!ok)
        return EXPR_NONE;
    if (dag_at(l->g, v.e)->phase == PHASE_POINT && !l->wide) {
        lower_fail(l, "E0305", at, "a %s may contain no unknown", what);
        m = last_message(l);
        diag_help(l->d, m, "write the likelihood as a `loss`");
        return EXPR_NONE;
    }
    for (unsigned k = 0; k < v.rank; k++) {
        unsigned j = f->domain.rank - v.rank + k;
        ok &= v.rank <= f->domain.rank && f->domain.var[j] == k &&
              expr_same(f->domain.count[j], v.count[k]);
    }
    if (!ok) {
        lower_fail(l, "E0219", at, "the %s is %s, which is not the shape of "
                   "the fit", what, shape_text(l, &v));
        return EXPR_NONE;
    }
    return row_value(l, v.e);
}

/* Evaluate a loss's text with u and its parameters bound. */
static Expr loss_value(struct lower *l, const struct loss_row *row, Expr u,
                       const struct value *args)
{
    const struct ast *mine = l->t;
    char *text = arena_printf(l->arena, "show %s;", row->rho);
    struct source *src = source_make(l->arena, row->name, text, strlen(text));
    struct ast *t = parse(l->arena, src, NULL, l->names, l->d);
    size_t base = l->base, scope = l->scope.n;
    struct value v;

    l->base = scope;
    bind_name(l, name_make(l->names, "u", 1), value_of(u));
    for (unsigned k = 0; k < row->count; k++)
        bind_name(l, name_make(l->names, row->params[k],
                               strlen(row->params[k])), args[k]);
    l->t = t;
    l->part = row->name;
    v = lower_expr(l, ast_kid(t, ast_kid(t, ast_kid(t, t->root))), MODE_REAL);
    l->part = NULL;
    l->t = mine;
    l->base = base;
    l->scope.n = scope;
    ast_free(t);
    return v.e;
}

/* "; did you mean `huber`?", or "" */
static const char *nearest_loss(struct lower *l, Name wrong)
{
    const char *names[32], *near;
    size_t n = 0;

    for (; n < sizeof names / sizeof *names && loss_at(n) != NULL; n++)
        names[n] = loss_at(n)->name;
    near = name_nearest(wrong, names, n);
    return near == NULL ? ""
         : arena_printf(l->arena, "; did you mean `%s`", near);
}

/* False, and said: a number that has to be above zero is not. */
static bool is_above_zero(struct lower *l, Ast at, Expr v, const char *what)
{
    double x;

    if (!const_value(l, v, &x) || x > 0)
        return true;
    lower_fail(l, "E0312", at, "a %s must be above zero, and this is %g", what,
               x);
    return false;
}

/* A scale c: of what is known only when it is solved, log(c) where c <= 0,
   so that there is no value, with the line and c in the message. */
static struct value robust_scale(struct lower *l, Ast at,
                                 const struct family *f)
{
    Expr v = suffix_value(l, at, f, "robust scale"), above, none;
    double x;

    if (!v.i || !is_above_zero(l, at, v, "robust scale"))
        return value_of(EXPR_NONE);
    if (const_value(l, v, &x))
        return value_of(v);
    l->g->here = ast_at(l->t, at)->span;
    above = dag_compare(l->g, DAG_LT, dag_num(l->g, 0), v);
    none = dag_op1(l->g, OP_Log, v);
    return value_of(dag_select(l->g, above, v, none));
}

static void robust(struct lower *l, Ast suffix, struct family *f, Expr u,
                   Expr *total)
{
    Ast what = ast_kid(l->t, suffix), arg;
    const struct loss_row *row = loss_find(ast_at(l->t, what)->name);
    struct value args[LOSS_PARAMS];
    unsigned n = 0;

    if (!row) {
        lower_fail(l, "E0314", what, "there is no loss `%s`%s: there are %s",
                   ast_at(l->t, what)->name,
                   nearest_loss(l, ast_at(l->t, what)->name),
                   loss_names(l->arena));
        return;
    }
    arg = ast_at(l->t, what)->kind == AST_CALL ? ast_kid(l->t, what)
                                                : AST_NONE;
    for (; arg.i && n < LOSS_PARAMS; arg = ast_next(l->t, arg), n++) {
        Ast value = ast_at(l->t, arg)->kind == AST_NAMED ? ast_kid(l->t, arg)
                                                          : arg;
        args[n] = robust_scale(l, value, f);
        if (value_bad(&args[n]))
            return;
    }
    if (n != row->count || arg.i) {
        lower_fail(l, "E0211", what, "%s takes %u number%s: its scale",
                   row->name, row->count, row->count == 1 ? "" : "s");
        return;
    }
    l->g->here = ast_at(l->t, suffix)->span;
    f->rho = loss_value(l, row, dag_local(l->g, 0), args);
    *total = loss_value(l, row, u, args);
}

/* Weight and sigma: the row is multiplied by sqrt(w) or 1/s. */
static void weigh(struct lower *l, Ast suffix, struct family *f)
{
    Ast at = ast_kid(l->t, suffix);
    bool sigma = ast_at(l->t, suffix)->op == AST_SIGMA;
    const char *what = sigma ? "sigma" : "weight";
    Expr v = suffix_value(l, at, f, what);

    if (!v.i)
        return;
    if (f->scale.i) {
        lower_fail(l, "E0311", suffix, "a fit has one weight or one sigma");
        return;
    }
    if (!is_above_zero(l, at, v, what))
        return;
    f->absolute = sigma;
    f->scale = sigma ? dag_op2(l->g, OP_Div, dag_num(l->g, 1), v)
                     : dag_op1(l->g, OP_Sqrt, v);
}

/* The sum of body over a domain: a temporary, or body itself. */
static Expr sum_over(struct lower *l, const struct domain *d, Expr body,
                     struct span span)
{
    struct loop loop = {.domain = *d, .effect = EFFECT_SUM, .body = body,
                        .span = span};
    const struct node *n = dag_at(l->g, body);

    if (d->rank == 0)
        return body;
    loop.array = program_array(l->p, ARRAY_TEMP, NULL, 0, NULL, NULL,
                               n->phase > PHASE_SETUP ? PHASE_POINT
                                                      : PHASE_SETUP,
                               n->degree);
    l->p->arrays.at[loop.array].span = span;
    vec_push(&l->p->loops, loop);
    return dag_load(l->g, loop.array, NULL, 0);
}

static void add_to(struct lower *l, struct total *t, Expr e)
{
    t->sum = t->sum.i ? dag_op2(l->g, OP_Add, t->sum, e) : e;
}

/* The first param in a row, to be named; or NULL. */
static const struct array *first_param(struct lower *l, Expr row)
{
    uint32_t *list;
    size_t n = dag_reach(l->g, &row, 1, &list);
    const struct array *found = NULL;

    for (size_t k = 0; k < n && !found; k++) {
        const struct node *x = &l->g->nodes.at[list[k]];
        if (x->op == DAG_LOAD && l->p->arrays.at[x->a].kind == ARRAY_PARAM)
            found = &l->p->arrays.at[x->a];
    }
    free(list);
    return found;
}

/* A fit of nothing: most often a param was meant to be an unknown. */
static void check_fitted(struct lower *l, const struct family *f)
{
    const struct array *p;
    int m;

    if (dag_at(l->g, f->row)->phase == PHASE_POINT)
        return;
    p = first_param(l, f->row);
    m = diag_add(l->d, "W0305", f->span, "no unknown stands in this fit: "
                 "nothing is fitted");
    if (p)
        diag_help(l->d, m, "`%s` is a param, an input; to fit it write "
                  "`unknown %s = ...;`", p->name, p->name);
}

static void lower_fit(struct lower *l, Ast at, struct total *total)
{
    struct family f = {.kind = FAMILY_FIT};
    Ast s = AST_NONE;
    Expr u, rho = EXPR_NONE;

    if (!family_sides(l, at, &f))
        return;
    check_fitted(l, &f);
    s = ast_next(l->t, ast_next(l->t, ast_kid(l->t, at)));
    for (Ast k = s; k.i; k = ast_next(l->t, k))
        if (ast_at(l->t, k)->op != AST_WITH)
            weigh(l, k, &f);
    u = f.scale.i ? dag_op2(l->g, OP_Mul, f.scale, f.row) : f.row;
    for (Ast k = s; k.i; k = ast_next(l->t, k))
        if (ast_at(l->t, k)->op == AST_WITH)
            robust(l, k, &f, u, &rho);
    if (!rho.i)
        rho = dag_op2(l->g, OP_Mul, u, u);
    add_to(l, total, sum_over(l, &f.domain, rho, f.span));
    l->p->has_fits = true;
    vec_push(&l->p->families, f);
}

/* ---- objectives ------------------------------------------------------- */

static void lower_objective(struct lower *l, Ast at, struct total *total)
{
    struct value v = lower_scalar(l, ast_kid(l->t, at), "what is made small");
    struct named n = {.is_loss = true, .span = ast_at(l->t, at)->span};

    if (value_bad(&v))
        return;
    if (l->open.n > 0 && dag_at(l->g, v.e)->free) {
        lower_fail(l, "E0226", at, "an objective is one number: write "
                   "loss sum(i in ...: ...) instead of a loss inside `for`");
        return;
    }
    if (dag_at(l->g, v.e)->phase != PHASE_POINT)
        diag_add(l->d, "W0304", n.span, "no unknown stands in this: there is "
                 "nothing to make small");
    n.value = v.e;
    n.name = ast_at(l->t, at)->name ? ast_at(l->t, at)->name
                                    : name_make(l->names, "loss", 4);
    vec_push(&l->p->named, n);
    l->p->has_objective = true;
    if (ast_at(l->t, at)->op == AST_MAXIMIZE) {
        total->maximise = true;
        v.e = dag_op1(l->g, OP_Neg, v.e);
    }
    add_to(l, total, v.e);
}

/* ---- statements ------------------------------------------------------- */

static void lower_local_let(struct lower *l, Ast decls)
{
    for (Ast k = ast_kid(l->t, decls); k.i; k = ast_next(l->t, k)) {
        struct value v;
        if (ast_at(l->t, k)->kind != AST_DECL)
            continue;
        local_open(l, k);
        v = lower_expr(l, ast_nth(l->t, k, 1), MODE_REAL);
        local_close(l, k, v);
    }
}

/* Recursion depth: each FOR opens an index, and those are few. */
static void lower_statement(struct lower *l, Ast at, struct total *total)
{
    size_t scope = l->scope.n, open = l->open.n;

    l->g->here = ast_at(l->t, at)->span;
    switch (ast_at(l->t, at)->kind) {
    case AST_EQUATION: lower_equation(l, at); break;
    case AST_FIT: lower_fit(l, at, total); break;
    case AST_CONSTRAINT: lower_constraint(l, at); break;
    case AST_OBJECTIVE: lower_objective(l, at, total); break;
    case AST_DECLS: lower_local_let(l, at); break;
    case AST_FOR:
        lower_binders(l, ast_kid(l->t, at));
        if (l->open.n + DAG_ELEMENT_DIMS < DAG_INDEX_VARS)
            for (Ast k = ast_next(l->t, ast_kid(l->t, at)); k.i;
                 k = ast_next(l->t, k))
                lower_statement(l, k, total);
        l->scope.n = scope;
        l->open.n = open;
        break;
    default: break;
    }
}

/* A system's loss, for methods that only know losses: the sum of squares. */
static void add_squares(struct lower *l, struct total *total)
{
    for (size_t k = 0; k < l->p->families.n; k++) {
        struct family f = l->p->families.at[k];
        Expr square = dag_op2(l->g, OP_Mul, f.row, f.row);
        l->g->here = f.span;
        add_to(l, total, sum_over(l, &f.domain, square, f.span));
    }
}

void lower_statements(struct lower *l)
{
    struct total total = {EXPR_NONE, false};
    struct loop loop = {.effect = EFFECT_DEFINE};

    for (size_t k = 0; k < l->m->statements.n; k++)
        lower_statement(l, l->m->statements.at[k], &total);
    if (diag_errors(l->d) > 0)
        return;
    if (!l->p->has_fits && !l->p->has_objective)
        add_squares(l, &total);
    if (!total.sum.i)
        return;
    l->p->maximise = total.maximise;
    loop.body = dag_real(l->g, total.sum);
    loop.array = program_array(l->p, ARRAY_OUTPUT,
                               name_make(l->names, "loss", 4), 0, NULL, NULL,
                               PHASE_POINT,
                               dag_at(l->g, loop.body)->degree > 1 ? 2 : 1);
    l->p->loss = loop.array;
    vec_push(&l->p->loops, loop);
    if (l->p->has_objective && !l->p->has_fits && !total.maximise)
        find_squares(l->p, loop.body);
}

void lower_shows(struct lower *l)
{
    for (size_t k = 0; k < l->m->shows.n; k++) {
        Ast at = l->m->shows.at[k];
        struct value v = lower_expr(l, ast_kid(l->t, at), MODE_REAL);
        struct span s = ast_at(l->t, ast_kid(l->t, at))->span;
        struct family f = {.kind = FAMILY_SHOW, .row = v.e,
                           .name = ast_at(l->t, at)->name, .span = s};
        if (value_bad(&v))
            continue;
        if (dag_at(l->g, v.e)->type == TYPE_BOOL) {
            lower_fail(l, "E0127", at, "a comparison is no number");
            continue;
        }
        f.row = dag_real(l->g, v.e);
        f.domain = domain_elements(l, &v);
        if (!f.name)
            f.name = name_make(l->names, l->t->src->text + s.lo, s.hi - s.lo);
        vec_push(&l->p->shows, f);
    }
}

/* Looking for several answers is no method, but uses one. */
static bool is_search(const char *name)
{
    static const char *const names[] = {
#define SEARCH(NAME, name, text) #name,
#include "../../runtime/core/searches.def"
#undef SEARCH
    };

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strcmp(names[k], name) == 0)
            return true;
    return false;
}

static void lower_method(struct lower *l, Ast at)
{
    struct solve *s = &l->p->solve;

    s->solver = ast_at(l->t, at)->name;
    s->span = ast_at(l->t, at)->span;
    if (!is_search(s->solver))
        return;
    s->search = s->solver;
    s->solver = NULL;
}

/* `method = lm`, of a search. */
static bool lower_inner(struct lower *l, Ast option)
{
    Ast value = ast_kid(l->t, option);

    if (!l->p->solve.search || ast_at(l->t, option)->kind != AST_NAMED ||
        strcmp(ast_at(l->t, option)->name, "method") != 0)
        return false;
    if (ast_at(l->t, value)->kind == AST_NAME)
        l->p->solve.solver = ast_at(l->t, value)->name;
    else
        lower_fail(l, "E0313", option, "a method is a name: method = lm");
    return true;
}

void lower_solve(struct lower *l)
{
    Ast at = l->m->solve;

    if (ast_absent(l->t, at))
        return;
    lower_method(l, at);
    if (ast_at(l->t, at)->kind != AST_CALL)
        return;
    for (Ast k = ast_kid(l->t, at); k.i; k = ast_next(l->t, k)) {
        struct solve_option o = {ast_at(l->t, k)->name, 0,
                                 ast_at(l->t, k)->span};
        struct value v;
        if (lower_inner(l, k))
            continue;
        if (ast_at(l->t, k)->kind != AST_NAMED) {
            lower_fail(l, "E0313", k, "options have names: %s(tol = 1e-12)",
                       ast_at(l->t, at)->name);
            continue;
        }
        v = lower_scalar(l, ast_kid(l->t, k), "an option");
        if (!value_bad(&v) && !const_value(l, v.e, &o.value))
            lower_fail(l, "E0313", k, "an option is a number");
        vec_push(&l->p->solve.options, o);
    }
}
