/*
 * resolve_shape.c -- is an expression a number, a row of them, or a table?
 *
 * Only the number of subscripts is followed here, as far as names tell it;
 * lengths, and all rules of shapes, belong to lowering.  Inside a function
 * the answer depends on the arguments: by_param has bit k where it takes
 * after parameter k; a product of parameters may be anything.
 */
#include <string.h>

#include "../base/arena.h"
#include "resolver.h"

enum { PARAM_BITS = 64, RANK_ANY = UINT8_MAX };

static struct fn_shape shape_at(const struct resolver *r, Ast n)
{
    return (struct fn_shape){r->rank[n.i], r->by_param[n.i]};
}

static struct fn_shape either(struct fn_shape a, struct fn_shape b)
{
    return (struct fn_shape){a.rank > b.rank ? a.rank : b.rank,
                             a.by_param | b.by_param};
}

static struct fn_shape of_kids(const struct resolver *r, Ast n)
{
    struct fn_shape all = {0, 0};

    for (Ast k = ast_kid(r->ast, n); k.i != 0; k = ast_next(r->ast, k))
        all = either(all, shape_at(r, k));
    return all;
}

static Ast last_kid(const struct resolver *r, Ast n)
{
    return (Ast){at(r, n)->last};
}

static struct fn_shape of_name(const struct resolver *r, Ast n)
{
    uint32_t target = r->target[n.i];
    const struct local *l;
    struct fn_shape one = {0, 0};

    if (target == 0)
        return one;
    if (!(target & LOCAL_BIT)) {
        uint32_t s = r->entries.at[target - 1].symbol;

        if (s != NONE)
            one.rank = r->m->symbols.at[s].rank;
        return one;
    }
    l = &r->locals.at[target & ~LOCAL_BIT];
    if (l->kind == LOCAL_PARAM)
        one.by_param = UINT64_C(1) << (l->param % PARAM_BITS);
    else if (l->kind == LOCAL_LET && local_first(&r->parts, l->node).i)
        one.rank = (uint8_t)ast_count(r->ast, ast_kid(r->ast, l->node));
    else if (l->kind == LOCAL_LET)
        one = shape_at(r, l->node);
    return one;
}

static const char *rank_words(struct resolver *r, unsigned rank)
{
    if (rank == 0)
        return "a single number";
    return arena_printf(r->arena, "an array with %s subscript%s",
                        rank == 1 ? "one" : rank == 2 ? "two" :
                        arena_printf(r->arena, "%u", rank),
                        rank == 1 ? "" : "s");
}

/* Do the names alone tell how many subscripts it has? */
static bool rank_is_sure(const struct symbol *s)
{
    return s->rank != RANK_ANY && (s->kind != SYMBOL_LET || s->dims.i != 0);
}

/* `x[1][2]`: is an element of n asked for?  Its parent comes soon after. */
static bool is_indexed_again(const struct resolver *r, Ast n)
{
    for (uint32_t k = n.i + 1; k < r->ast->nodes.n && k < n.i + 16; k++)
        if (at(r, (Ast){k})->kind == AST_INDEX &&
            ast_kid(r->ast, (Ast){k}).i == n.i)
            return true;
    return false;
}

/* All of one dimension, as a subscript. */
static const char *whole_dim(struct resolver *r, Ast dim)
{
    enum { DIM_MOST = 24 };
    Ast range = at(r, dim)->kind == AST_BINDER ? ast_kid(r->ast, dim) : dim;
    const char *text = dim.i ? text_of(r, range, DIM_MOST) : "3";

    return at(r, range)->kind == AST_RANGE ? text
                                           : arena_printf(r->arena, "1..%s",
                                                          text);
}

/* x[k] of an array with more subscripts, with the rest of them: x[k, 1..3]. */
static const char *whole_rest(struct resolver *r, Ast n,
                              const struct symbol *s)
{
    enum { SUBSCRIPT_MOST = 40 };
    Ast given = ast_nth(r->ast, n, 1), dim = {0};
    const char *text = arena_printf(r->arena, "%s[", s->name);

    if (s->dims.i)
        dim = ast_kid(r->ast, s->dims);
    for (unsigned k = 0; k < s->rank; k++) {
        text = arena_printf(r->arena, "%s%s%s", text, k ? ", " : "",
                            given.i ? text_of(r, given, SUBSCRIPT_MOST)
                                    : whole_dim(r, dim));
        given = given.i ? ast_next(r->ast, given) : given;
        dim = dim.i ? ast_next(r->ast, dim) : dim;
    }
    return arena_printf(r->arena, "%s]", text);
}

static void check_subscripts(struct resolver *r, Ast n, unsigned given)
{
    Ast base = ast_kid(r->ast, n);
    const struct symbol *s;
    int m;

    if (at(r, base)->kind != AST_NAME || r->target[base.i] == 0 ||
        r->target[base.i] & LOCAL_BIT)
        return;
    s = symbol_of(r, r->target[base.i] - 1);
    if (s == NULL || s->rank == given || !rank_is_sure(s))
        return;
    m = diag_add(r->d, "E0218", at(r, n)->span, "`%s` is %s, and has %u "
                 "subscript%s here", s->name, rank_words(r, s->rank), given,
                 given == 1 ? "" : "s");
    diag_note(r->d, m, s->span, "here it is declared");
    if (s->rank == 0)
        diag_help(r->d, m, "write `%s` alone, or declare it as an array",
                  s->name);
    else if (s->rank > given && is_indexed_again(r, n))
        diag_help(r->d, m, "all subscripts stand in one pair of brackets: "
                  "`%s[1, 2]`", s->name);
    else if (s->rank > given)
        diag_help(r->d, m, "a whole row is a range: `%s`",
                  whole_rest(r, n, s));
}

/* Plain subscripts take one dimension away, ranges keep theirs. */
static struct fn_shape of_index(struct resolver *r, Ast n)
{
    Ast sub = ast_next(r->ast, ast_kid(r->ast, n));
    struct fn_shape s = {0, 0};

    check_subscripts(r, n, ast_count(r->ast, n) - 1);
    for (; sub.i != 0; sub = ast_next(r->ast, sub))
        s.rank += at(r, sub)->kind == AST_RANGE;
    return s;
}

/* The value of a call of our own function, from what the arguments are. */
static struct fn_shape of_user(const struct resolver *r, Ast call, uint32_t f)
{
    struct fn_shape body = r->fn_shapes.at[f], all = {body.rank, 0};
    unsigned param = 0;

    for (Ast k = ast_kid(r->ast, call); k.i != 0; k = ast_next(r->ast, k)) {
        if (body.by_param & UINT64_C(1) << (param++ % PARAM_BITS))
            all = either(all, shape_at(r, k));
    }
    return all;
}

static struct fn_shape of_call(struct resolver *r, Ast n)
{
    const struct entry *e;
    Ast kid = ast_kid(r->ast, n);

    if (nameless(r, n))
        return (struct fn_shape){0, 0};
    e = entry_at(r, entry_of(r, at(r, n)->name));
    if (e->fn != NONE)
        return of_user(r, n, e->fn);
    /* A whole array becomes a number; a range leaves what its body is. */
    if (is_reduction(e->name) && kid.i != 0 && ast_next(r->ast, kid).i == 0 &&
        at(r, kid)->kind != AST_REDUCE)
        return (struct fn_shape){0, 0};
    if (strcmp(e->name, "norm") == 0 || strcmp(e->name, "dot") == 0)
        return (struct fn_shape){0, 0};
    if (strcmp(e->name, "interp") == 0 || strcmp(e->name, "pchip") == 0)
        return kid.i != 0 ? shape_at(r, kid) : (struct fn_shape){0, 0};
    /* Of a function that there is not, nothing more is said. */
    if (!is_builtin(e->name) && e->symbol == NONE && e->local == NONE)
        return (struct fn_shape){RANK_ANY, 0};
    return of_kids(r, n);
}

static struct fn_shape of_product(const struct resolver *r, Ast n)
{
    Ast left = ast_kid(r->ast, n), right = ast_next(r->ast, left);
    unsigned a = r->rank[left.i], b = r->rank[right.i];

    if (of_kids(r, n).by_param != 0 || a == RANK_ANY || b == RANK_ANY)
        return (struct fn_shape){RANK_ANY, 0};
    return (struct fn_shape){(uint8_t)(a + b > 2 ? a + b - 2 : 0), 0};
}

static void check_objective(struct resolver *r, Ast n)
{
    Ast kid = ast_kid(r->ast, n);
    int m;

    if (r->rank[kid.i] == 0 || r->rank[kid.i] == RANK_ANY)
        return;
    m = diag_add(r->d, "E0230", at(r, kid)->span,
                 "what is minimised must be one number, and this is an array");
    diag_help(r->d, m, "write `mean(...)` or `sum(...)` around it");
}

static struct fn_shape shape_of(struct resolver *r, Ast n)
{
    struct fn_shape s;

    switch (at(r, n)->kind) {
    case AST_NAME:
        return of_name(r, n);
    case AST_INDEX:
        return of_index(r, n);
    case AST_CALL:
        return of_call(r, n);
    case AST_LIST:
        s = of_kids(r, n);
        s.rank += s.rank < RANK_ANY;
        return s;
    case AST_BINARY:
        return at(r, n)->op == AST_MATMUL ? of_product(r, n) : of_kids(r, n);
    case AST_REDUCE:
    case AST_FNBODY:
        return shape_at(r, last_kid(r, n));
    case AST_DECL:           /* a local let */
        if (ast_kid(r->ast, ast_kid(r->ast, n)).i != 0)
            return (struct fn_shape){
                (uint8_t)ast_count(r->ast, ast_kid(r->ast, n)), 0};
        return shape_at(r, ast_nth(r->ast, n, 1));
    case AST_OBJECTIVE:
        check_objective(r, n);
        return (struct fn_shape){0, 0};
    default:
        return of_kids(r, n);
    }
}

enum { ENTER, DONE };

/* Kids first, in the order of the text, on a stack of our own. */
unsigned rank_of(struct resolver *r, Ast root)
{
    size_t base = r->stack.n;

    if (root.i == 0)
        return 0;
    walk_push(r, root, 0, false);
    while (r->stack.n > base) {
        struct frame f = r->stack.at[--r->stack.n];
        Ast n = {f.node};

        if (f.act == DONE) {
            struct fn_shape s = shape_of(r, n);

            r->rank[n.i] = s.rank;
            r->by_param[n.i] = s.by_param;
            continue;
        }
        if (f.chain && ast_next(r->ast, n).i != 0)
            walk_push(r, ast_next(r->ast, n), 0, true);
        vec_push(&r->stack, ((struct frame){DONE, false, 0, n.i}));
        if (ast_kid(r->ast, n).i != 0)
            walk_push(r, ast_kid(r->ast, n), 0, true);
    }
    return r->rank[root.i];
}

static void shape_symbol(struct resolver *r, uint32_t k)
{
    struct symbol *s = &r->m->symbols.at[k];
    unsigned value;

    value = s->from.i == 0 ? rank_of(r, s->init) : 1;
    if (s->dims.i == 0 && s->kind != SYMBOL_UNKNOWN)
        s->rank = (uint8_t)value;
    if (s->kind == SYMBOL_UNKNOWN && s->dims.i == 0 && s->init.i != 0 &&
        at(r, s->init)->kind == AST_LIST)
        s->rank = (uint8_t)value;
    if (s->kind == SYMBOL_UNKNOWN && r->candidate.at[k] != NONE)
        shape_candidate(r, k);
}

void shape_symbols(struct resolver *r)
{
    uint32_t symbols = (uint32_t)r->m->symbols.n;

    for (size_t k = 0; k < r->m->fns.n; k++)
        vec_push(&r->fn_shapes, ((struct fn_shape){0, 0}));
    /* Before values are looked at: arrays may refer to one another. */
    for (size_t k = 0; k < r->m->symbols.n; k++) {
        struct symbol *s = &r->m->symbols.at[k];

        if (s->dims.i != 0)
            s->rank = (uint8_t)ast_count(r->ast, s->dims);
    }
    for (size_t k = 0; k < r->sorted.n; k++) {
        uint32_t node = r->sorted.at[k];
        Ast body;

        if (node < symbols) {
            shape_symbol(r, node);
            continue;
        }
        body = r->m->fns.at[node - symbols].body;
        rank_of(r, body);
        r->fn_shapes.at[node - symbols] = shape_at(r, body);
    }
    for (size_t k = 0; k < r->statements.n; k++)
        rank_of(r, r->statements.at[k].node);
    for (size_t k = 0; k < r->m->shows.n; k++)
        rank_of(r, r->m->shows.at[k]);
}
