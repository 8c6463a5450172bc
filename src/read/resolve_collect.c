/* resolve_collect.c -- first pass of resolve: what the file declares. */

#include "resolver.h"

bool check_reserved(struct resolver *r, Name name, struct span at)
{
    int m;

    if (name != r->pi && name != r->inf)
        return true;
    m = diag_add(r->d, "E0203", at, "`%s` is a number already (%s)", name,
                 name == r->pi ? "3.14159..." : "infinity");
    diag_help(r->d, m, "choose another name");
    return false;
}

static Ast present(const struct resolver *r, Ast n)
{
    return ast_absent(r->ast, n) ? AST_NONE : n;
}

/* `let h[0] = ...`: an element, not a range of them. */
static bool is_element(const struct resolver *r, Ast dims)
{
    for (Ast k = ast_kid(r->ast, dims); k.i != 0; k = ast_next(r->ast, k)) {
        if (at(r, k)->kind != AST_BINDER && at(r, k)->kind != AST_RANGE)
            return true;
    }
    return false;
}

static void twice(struct resolver *r, const struct symbol *first,
                  const struct symbol *second)
{
    int m = diag_add(r->d, "E0202", second->span, "`%s` is declared twice",
                     second->name);

    diag_note(r->d, m, first->span, "here it is declared first, as %s",
              kind_word(first));
    diag_help(r->d, m, "give one of the two another name");
}

/* A let of elements may come in parts: `let x[0] = 1; let x[i in 1..n] = ...`. */
static bool is_part(const struct symbol *first, const struct symbol *second)
{
    return first->kind == SYMBOL_LET && second->kind == SYMBOL_LET &&
           first->dims.i != 0 && second->dims.i != 0;
}

static void lone_element(struct resolver *r, Ast dims, Name name,
                         struct span span)
{
    const char *k = text_of(r, ast_kid(r->ast, dims), 30);
    int m = diag_add(r->d, "E0223", span, "this says what one element of `%s` "
                     "is, and nothing says what the others are", name);

    diag_help(r->d, m, "for an array of that many equal elements write "
              "`let %s[i in 1..%s] = ...;`", name, k);
    diag_help(r->d, m, "for a single number write `let %s = ...;`", name);
}

void check_local(struct resolver *r, Ast decl)
{
    Ast dims = ast_kid(r->ast, decl);

    if (!nameless(r, decl) && is_element(r, dims) &&
        !local_first(&r->parts, decl).i)
        lone_element(r, dims, at(r, decl)->name, name_span(r, decl));
}

static uint32_t add_symbol(struct resolver *r, struct symbol s)
{
    uint32_t k = (uint32_t)r->m->symbols.n;

    s.next_clause = NONE;
    vec_push(&r->m->symbols, s);
    vec_push(&r->symbol_refs, ((struct refs_of){0, 0}));
    if (s.is_clause)
        entry_at(r, entry_of(r, s.name))->parts = true;
    else
        entry_at(r, entry_of(r, s.name))->symbol = k;
    return k;
}

static const uint8_t symbol_kinds[] = {
    [AST_CONST] = SYMBOL_CONST, [AST_PARAM] = SYMBOL_PARAM,
    [AST_DATA] = SYMBOL_DATA, [AST_UNKNOWN] = SYMBOL_UNKNOWN,
    [AST_LET] = SYMBOL_LET
};

/* Of data, `in` says that they are whole numbers, and between which two. */
static void check_range(struct resolver *r, const struct symbol *s)
{
    int m;

    if (at(r, s->bounds)->kind == AST_RANGE &&
        at(r, s->bounds)->op != AST_BOUNDS)
        return;
    m = diag_add(r->d, "E0229", at(r, s->bounds)->span,
                 "the range of whole numbers is written `1..n`");
    diag_help(r->d, m, "real data have no bounds: leave the `in ...` out");
}

static void check_value(struct resolver *r, const struct symbol *s)
{
    int m;

    if (s->init.i == 0 && (s->kind == SYMBOL_CONST || s->kind == SYMBOL_LET)) {
        m = diag_add(r->d, "E0227", s->span, "`%s` has no value", s->name);
        diag_help(r->d, m, "write `%s = ...;`", text_of(r, s->decl, 40));
    }
    if (s->bounds.i == 0)
        return;
    if (s->kind == SYMBOL_DATA) {
        check_range(r, s);
        return;
    }
    if (s->kind != SYMBOL_UNKNOWN) {
        m = diag_add(r->d, "E0229", at(r, s->bounds)->span,
                     "only unknowns have bounds, and `%s` is %s", s->name,
                     kind_word(s));
        diag_help(r->d, m, "leave the `in ...` out");
    } else if (at(r, s->bounds)->op != AST_BOUNDS) {
        m = diag_add(r->d, "E0229", at(r, s->bounds)->span,
                     "bounds are written `[lower, upper]`");
        diag_help(r->d, m, "with `..` these would be whole numbers, and "
                  "unknowns are real");
    }
}

static void collect_decl(struct resolver *r, Ast decl, enum ast_op op, Ast from)
{
    struct symbol s = {.kind = symbol_kinds[op], .name = at(r, decl)->name,
                       .span = name_span(r, decl), .decl = decl, .from = from};
    uint32_t before;

    s.dims = ast_kid(r->ast, decl);
    s.init = ast_next(r->ast, s.dims);
    s.bounds = present(r, ast_next(r->ast, s.init));
    s.init = present(r, s.init);
    if (ast_absent(r->ast, s.dims) || ast_kid(r->ast, s.dims).i == 0)
        s.dims = AST_NONE;
    if (!check_reserved(r, s.name, s.span))
        return;
    before = entry_at(r, entry_of(r, s.name))->symbol;
    if (before != NONE) {
        s.is_clause = is_part(&r->m->symbols.at[before], &s);
        if (!s.is_clause) {
            twice(r, &r->m->symbols.at[before], &s);
            return;
        }
    }
    check_value(r, &s);
    notyet_declaration(r, &s);
    add_symbol(r, s);
}

static void collect_decls(struct resolver *r, Ast decls)
{
    Ast from = {at(r, decls)->last};
    enum ast_op op = at(r, decls)->op;

    if (from.i == 0 || at(r, from)->kind != AST_STR)
        from = AST_NONE;
    r->m->declared |= op == AST_UNKNOWN;
    for (Ast k = ast_kid(r->ast, decls); k.i != 0; k = ast_next(r->ast, k)) {
        if (at(r, k)->kind == AST_DECL && !nameless(r, k))
            collect_decl(r, k, op, from);
    }
}

static void collect_fn(struct resolver *r, Ast n)
{
    struct fn f = {.name = at(r, n)->name};
    struct entry *e;
    int m;

    if (nameless(r, n))
        return;
    e = entry_at(r, entry_of(r, f.name));
    f.span = name_span(r, n);
    f.params = ast_kid(r->ast, n);
    f.body = ast_next(r->ast, f.params);
    f.arity = ast_count(r->ast, f.params);
    if (e->fn != NONE) {
        m = diag_add(r->d, "E0202", f.span, "the function `%s` is defined "
                     "twice", f.name);
        diag_note(r->d, m, r->m->fns.at[e->fn].span, "here it is defined "
                  "first");
        return;
    }
    if (is_builtin(f.name)) {
        m = diag_add(r->d, "E0202", f.span, "`%s` is a function already",
                     f.name);
        diag_help(r->d, m, "choose another name");
        return;
    }
    e->fn = (uint32_t)r->m->fns.n;
    vec_push(&r->m->fns, f);
    vec_push(&r->fn_refs, ((struct refs_of){0, 0}));
}

static void collect_solve(struct resolver *r, Ast n)
{
    int m;

    if (r->m->solve.i == 0) {
        r->m->solve = ast_kid(r->ast, n);
        return;
    }
    m = diag_add(r->d, "E0304", at(r, n)->span, "a second `solve`: a file has "
                 "one");
    diag_note(r->d, m, at(r, r->m->solve)->span, "here is the first");
    diag_help(r->d, m, "remove one; `eqc run --solver NAME` tries another");
}

static void note_kind(struct resolver *r, Ast n)
{
    struct model *m = r->m;
    uint32_t statement = (uint32_t)r->statements.n - 1;

    switch (at(r, n)->kind) {
    case AST_EQUATION:
        vec_push(&r->equations, ((struct equation){n, statement}));
        m->has_equations = true;
        break;
    case AST_FIT:
        m->has_fits = true;
        break;
    case AST_OBJECTIVE:
        vec_push(&r->objectives, n);
        m->has_objective = true;
        break;
    case AST_CONSTRAINT:
        m->has_constraints = true;
        break;
    case AST_FOR:
        if (ast_kid(r->ast, n).i != 0)
            walk_push(r, ast_kid(r->ast, n), 0, true);
        break;
    default:
        break;
    }
}

/* What kinds of statement there are, also inside `for`. */
static void note_kinds(struct resolver *r, Ast root)
{
    walk_push(r, root, 0, false);
    while (r->stack.n > 0) {
        struct frame f = r->stack.at[--r->stack.n];
        Ast n = {f.node};

        if (f.chain && ast_next(r->ast, n).i != 0)
            walk_push(r, ast_next(r->ast, n), 0, true);
        note_kind(r, n);
    }
}

static void collect_statement(struct resolver *r, Ast n)
{
    switch (at(r, n)->kind) {
    case AST_DECLS:
        collect_decls(r, n);
        break;
    case AST_FN:
        collect_fn(r, n);
        break;
    case AST_SOLVE:
        collect_solve(r, n);
        break;
    case AST_SHOW:
        for (Ast k = ast_kid(r->ast, n); k.i != 0; k = ast_next(r->ast, k))
            vec_push(&r->m->shows, k);
        break;
    case AST_EQUATION:
    case AST_FIT:
    case AST_CONSTRAINT:
    case AST_OBJECTIVE:
    case AST_FOR:
        vec_push(&r->statements, ((struct statement){.node = n}));
        note_kinds(r, n);
        break;
    default:
        break;
    }
}

/* `n` of x[n] or x[1..n], or NONE. */
static Ast plain_size(const struct resolver *r, Ast dim)
{
    Ast lo;

    if (at(r, dim)->kind == AST_RANGE) {
        lo = ast_kid(r->ast, dim);
        if (at(r, lo)->kind != AST_NUM || at(r, lo)->num != 1)
            return AST_NONE;
        dim = ast_next(r->ast, lo);
    }
    return at(r, dim)->kind == AST_NAME ? dim : AST_NONE;
}

static void add_size(struct resolver *r, Ast size)
{
    Name name = size.i != 0 ? at(r, size)->name : NULL;

    if (name == NULL || name == r->pi || name == r->inf ||
        entry_at(r, entry_of(r, name))->symbol != NONE)
        return;
    add_symbol(r, (struct symbol){.kind = SYMBOL_SIZE, .name = name,
                                  .span = at(r, size)->span});
}

/* The sizes that rows in a file, or elements in the text, give a value. */
static void collect_sizes(struct resolver *r, const struct symbol *data)
{
    if (data->kind != SYMBOL_DATA || data->dims.i == 0 ||
        (data->from.i == 0 && data->init.i != 0 &&
         at(r, data->init)->kind != AST_LIST))
        return;
    for (Ast k = ast_kid(r->ast, data->dims); k.i != 0;
         k = ast_next(r->ast, k))
        add_size(r, plain_size(r, k));
}

/* `1..nc` of whole numbers, bound nowhere: the greatest of them. */
static void collect_greatest(struct resolver *r, const struct symbol *data)
{
    Ast hi = data->bounds;

    if (data->kind != SYMBOL_DATA || hi.i == 0 || at(r, hi)->kind != AST_RANGE)
        return;
    hi = ast_next(r->ast, ast_kid(r->ast, hi));
    if (at(r, hi)->kind == AST_NAME)
        add_size(r, hi);
}

void collect(struct resolver *r)
{
    size_t declared;

    for (Ast k = ast_kid(r->ast, r->ast->root); k.i != 0;
         k = ast_next(r->ast, k))
        collect_statement(r, k);
    declared = r->m->symbols.n;
    for (size_t k = 0; k < declared; k++) {
        struct symbol s = r->m->symbols.at[k];

        collect_sizes(r, &s);
        if (s.kind == SYMBOL_LET && s.dims.i != 0 && is_element(r, s.dims) &&
            !entry_at(r, entry_of(r, s.name))->parts)
            lone_element(r, s.dims, s.name, s.span);
    }
    for (size_t k = 0; k < declared; k++) {
        struct symbol s = r->m->symbols.at[k];

        collect_greatest(r, &s);
    }
}
