/*
 * resolve_walk.c -- second pass of resolve: every expression once, from the
 * outside in, with the scopes of indices and parameters.
 *
 * The stack is ours, so that no nesting in the file is too deep.  A frame
 * stands for a node, or for it and its later siblings, or for something to be
 * done once what lies above it on the stack is done.
 */

#include <string.h>

#include "resolver.h"

enum act { VISIT, LEAVE, BIND_INDEX, BIND_LET };

void walk_push(struct resolver *r, Ast n, unsigned context, bool chain)
{
    vec_push(&r->stack, ((struct frame){VISIT, chain, (uint8_t)context, n.i}));
}

static void later(struct resolver *r, enum act act, uint32_t what)
{
    vec_push(&r->stack, ((struct frame){(uint8_t)act, false, 0, what}));
}

static void visit_kids(struct resolver *r, Ast n, unsigned context)
{
    if (ast_kid(r->ast, n).i != 0)
        walk_push(r, ast_kid(r->ast, n), context, true);
}

void add_ref(struct resolver *r, uint32_t entry, Ast node, unsigned context,
             bool call)
{
    vec_push(&r->refs, ((struct ref){entry, call, (uint8_t)context, node}));
}

/* Dims, value and bounds in this order; the last pushed is the first done. */
static void visit_decl(struct resolver *r, Ast n, unsigned context)
{
    Ast dims = ast_kid(r->ast, n), init = ast_next(r->ast, dims);

    check_local(r, n);
    if (local_first(&r->parts, n).i == 0)
        later(r, BIND_LET, n.i);
    else if (local_first(&r->parts, n).i == n.i)
        bind_let(r, n);      /* its value may name it */
    later(r, LEAVE, (uint32_t)r->scope.n);
    walk_push(r, ast_next(r->ast, init), context, false);
    walk_push(r, init, context, false);
    walk_push(r, dims, context | IN_RANGE, false);
}

static void visit_decls(struct resolver *r, Ast n, unsigned context)
{
    int m;

    if (at(r, n)->op == AST_LET) {
        visit_kids(r, n, context);
        return;
    }
    m = diag_add(r->d, "E0226", at(r, n)->span,
                 "only `let` declares something inside `for`");
    diag_help(r->d, m, "move this line out of the braces");
}

static void visit_for(struct resolver *r, Ast n, unsigned context)
{
    Ast binders = ast_kid(r->ast, n);

    later(r, LEAVE, (uint32_t)r->scope.n);
    if (ast_next(r->ast, binders).i != 0)
        walk_push(r, ast_next(r->ast, binders), context, true);
    walk_push(r, binders, context, false);
}

static void visit_reduce(struct resolver *r, Ast n, unsigned context)
{
    later(r, LEAVE, (uint32_t)r->scope.n);
    visit_kids(r, n, context);
}

/* The range is read before its index exists. */
static void visit_binder(struct resolver *r, Ast n, unsigned context)
{
    later(r, BIND_INDEX, n.i);
    visit_kids(r, n, context | IN_RANGE);
}

/* `300 [K]`, `140 [kg/m^3]` */
static void refuse_bracketed(struct resolver *r, Ast n)
{
    struct span unit = at(r, n)->span;
    int m;

    unit.lo = at(r, ast_kid(r->ast, n))->span.hi;
    unit.lo += r->ast->src->text[unit.lo] == ' ';
    m = diag_add(r->d, "E0190", unit, "a number has no elements; if this is its "
                 "unit: not yet");
    diag_help(r->d, m, "leave it out, or put it into a comment: eqc computes "
              "with numbers");
}

static void visit_index(struct resolver *r, Ast n, unsigned context)
{
    Ast base = ast_kid(r->ast, n);

    if (at(r, base)->kind == AST_NUM) {
        refuse_bracketed(r, n);
        return;
    }
    walk_push(r, ast_next(r->ast, base), context | IN_SUBSCRIPT, true);
    walk_push(r, base, context | IN_BASE, false);
}

static void visit_binary(struct resolver *r, Ast n, unsigned context)
{
    Ast left = ast_kid(r->ast, n);

    if (at(r, n)->op == AST_POW && at(r, left)->kind == AST_NAME &&
        at(r, left)->name == r->e) {
        struct entry *e = entry_at(r, entry_of(r, r->e));

        if (e->as_power.i == 0 && e->local == NONE)
            e->as_power = n;
    }
    visit_kids(r, n, context);
}

static void visit_suffix(struct resolver *r, Ast n, unsigned context)
{
    Ast kid = ast_kid(r->ast, n);

    context |= IN_SUFFIX;
    if (at(r, n)->op != AST_WITH)
        visit_kids(r, n, context);
    else if (at(r, kid)->kind == AST_CALL)
        visit_kids(r, kid, context);
}

static void visit_equation(struct resolver *r, Ast n, unsigned context)
{
    Ast left = ast_kid(r->ast, n);

    walk_push(r, ast_next(r->ast, left), context, true);
    walk_push(r, left, context | ON_LEFT, false);
}

static void only_outside(struct resolver *r, Ast n)
{
    int m = diag_add(r->d, "E0226", at(r, n)->span,
                     "this cannot stand inside `for`");

    diag_help(r->d, m, "move it out of the braces");
}

static void visit_statement(struct resolver *r, Ast n, unsigned context)
{
    switch (at(r, n)->kind) {
    case AST_EQUATION:
    case AST_FIT:
        visit_equation(r, n, context);
        break;
    case AST_FOR:
        visit_for(r, n, context);
        break;
    case AST_DECLS:
        visit_decls(r, n, context);
        break;
    case AST_DECL:
        visit_decl(r, n, context);
        break;
    case AST_FN:
    case AST_SOLVE:
    case AST_SHOW:
    case AST_USE:
        only_outside(r, n);
        break;
    default:
        visit_kids(r, n, context);
        break;
    }
}

/* A string where a value stands: a file, or a unit. */
static void visit_string(struct resolver *r, Ast n)
{
    const char *dot = strrchr(at(r, n)->name, '.');
    int m;

    if (dot == NULL || strlen(dot) != 4) {
        not_yet(r, n, "a unit");
        return;
    }
    m = diag_add(r->d, "E0124", at(r, n)->span, "missing `from` before the "
                 "file's name");
    diag_help(r->d, m, "write `from \"%s\"` in the place of `=`",
              at(r, n)->name);
}

static void visit_other(struct resolver *r, Ast n, unsigned context)
{
    switch (at(r, n)->kind) {
    case AST_REDUCE:
        visit_reduce(r, n, context);
        break;
    case AST_BINDER:
        visit_binder(r, n, context);
        break;
    case AST_SUFFIX:
        visit_suffix(r, n, context);
        break;
    case AST_STR:
        visit_string(r, n);
        break;
    default:
        visit_statement(r, n, context);
        break;
    }
}

static void visit(struct resolver *r, Ast n, unsigned context)
{
    unsigned inner = context & ~(unsigned)(IN_BASE | ON_LEFT);

    switch (at(r, n)->kind) {
    case AST_NAME:
        use_name(r, n, context);
        break;
    case AST_CALL:
        visit_call(r, n, context);
        break;
    case AST_INDEX:
        visit_index(r, n, inner);
        break;
    case AST_BINARY:
        visit_binary(r, n, inner);
        break;
    default:
        visit_other(r, n, inner);
        break;
    }
}

static void step(struct resolver *r, struct frame f)
{
    Ast n = {f.node};

    switch (f.act) {
    case LEAVE:
        scope_leave(r, f.node);
        break;
    case BIND_INDEX:
        bind_index(r, n);
        break;
    case BIND_LET:
        bind_let(r, n);
        break;
    default:
        if (f.chain && ast_next(r->ast, n).i != 0)
            walk_push(r, ast_next(r->ast, n), f.context, true);
        visit(r, n, f.context);
        break;
    }
}

static void walk(struct resolver *r, Ast root, unsigned context)
{
    if (root.i == 0 || ast_absent(r->ast, root))
        return;
    walk_push(r, root, context, false);
    while (r->stack.n > 0)
        step(r, r->stack.at[--r->stack.n]);
}

static unsigned value_context(const struct symbol *s)
{
    return s->kind == SYMBOL_DATA || s->kind == SYMBOL_UNKNOWN ? IN_START : 0;
}

static void walk_symbol(struct resolver *r, uint32_t k)
{
    struct symbol s = r->m->symbols.at[k];
    uint32_t depth = (uint32_t)r->scope.n;

    r->symbol_refs.at[k].lo = (uint32_t)r->refs.n;
    walk(r, s.dims, IN_RANGE);
    if (s.from.i == 0)
        walk(r, s.init, value_context(&s));
    walk(r, s.bounds, s.kind == SYMBOL_DATA ? IN_RANGE : 0);
    scope_leave(r, depth);
    r->symbol_refs.at[k].hi = (uint32_t)r->refs.n;
}

static void walk_fn(struct resolver *r, uint32_t k)
{
    struct fn f = r->m->fns.at[k];
    uint32_t depth = (uint32_t)r->scope.n;
    unsigned param = 0;

    r->fn_now = k;
    r->fn_refs.at[k].lo = (uint32_t)r->refs.n;
    for (Ast p = ast_kid(r->ast, f.params); p.i != 0; p = ast_next(r->ast, p))
        bind_param(r, p, param++);
    walk(r, f.body, 0);
    scope_leave(r, depth);
    r->fn_refs.at[k].hi = (uint32_t)r->refs.n;
    r->fn_now = NONE;
}

void walk_file(struct resolver *r)
{
    size_t declared = r->m->symbols.n;

    for (uint32_t k = 0; k < declared; k++)
        walk_symbol(r, k);
    for (uint32_t k = 0; k < r->m->fns.n; k++)
        walk_fn(r, k);
    for (size_t k = 0; k < r->statements.n; k++) {
        struct statement *s = &r->statements.at[k];

        s->refs.lo = (uint32_t)r->refs.n;
        walk(r, s->node, 0);
        s->refs.hi = (uint32_t)r->refs.n;
    }
    for (size_t k = 0; k < r->m->shows.n; k++)
        walk(r, ast_kid(r->ast, r->m->shows.at[k]), 0);
}
