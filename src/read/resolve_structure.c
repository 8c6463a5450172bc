/* resolve_structure.c -- does the file as a whole say something to be done? */
#include <stdlib.h>

#include "../base/arena.h"
#include "resolver.h"

static const uint8_t kind_reach[] = {
    [SYMBOL_CONST] = REACH_CONST, [SYMBOL_PARAM] = REACH_PARAM,
    [SYMBOL_DATA] = REACH_DATA, [SYMBOL_UNKNOWN] = REACH_UNKNOWN,
    [SYMBOL_LET] = REACH_LET, [SYMBOL_SIZE] = REACH_SIZE
};

unsigned reach_of(struct resolver *r, const struct ref *ref)
{
    uint32_t node = node_of(r, ref), symbols = (uint32_t)r->m->symbols.n;

    if (node == NONE)
        return 0;
    return node < symbols ? r->symbol_reach.at[node]
                          : r->fn_reach.at[node - symbols];
}

/* What a value of this kind may depend on. */
static unsigned allowed(const struct symbol *s)
{
    switch (s->kind) {
    case SYMBOL_CONST:
    case SYMBOL_PARAM:
        return REACH_CONST;
    case SYMBOL_DATA:
    case SYMBOL_UNKNOWN:
        return REACH_CONST | REACH_SIZE | REACH_PARAM | REACH_DATA | REACH_LET;
    default:
        return ~0u;
    }
}

static const char *reach_word(struct resolver *r, const struct ref *ref,
                              unsigned reach)
{
    const struct symbol *s = ref->call ? NULL : symbol_of(r, ref->entry);

    return s != NULL && s->kind == SYMBOL_UNKNOWN ? "is an unknown"
         : reach & REACH_UNKNOWN ? "depends on unknowns"
         : reach & REACH_DATA ? "is data"
         : reach & REACH_PARAM ? "is a param"
         : reach & REACH_SIZE ? "is known only when the data are read"
                              : "is a let";
}

static void refuse_value(struct resolver *r, const struct symbol *s,
                         const struct ref *ref, unsigned reach)
{
    int m = diag_add(r->d, "E0220", at(r, ref->node)->span,
                     "`%s` cannot be used here: it %s",
                     at(r, ref->node)->name, reach_word(r, ref, reach));

    if (s->kind == SYMBOL_UNKNOWN)
        diag_help(r->d, m, "start and bounds of `%s` may use consts, params "
                  "and data", s->name);
    else if (s->kind == SYMBOL_DATA)
        diag_help(r->d, m, "write `let` instead of `data` before `%s`",
                  s->name);
    else if (s->kind == SYMBOL_PARAM)
        diag_help(r->d, m, "the default of a param may use consts only; for a "
                  "value that follows from others write `let %s = ...`",
                  s->name);
    else
        diag_help(r->d, m, "a const may use consts only; write `let %s = ...`",
                  s->name);
}

static void reach_symbol(struct resolver *r, uint32_t k)
{
    struct symbol s = r->m->symbols.at[k];
    struct refs_of refs = r->symbol_refs.at[k];
    unsigned reach = kind_reach[s.kind];

    if (s.kind == SYMBOL_UNKNOWN && s.rank > 0)
        reach |= REACH_UNKNOWN_ROW;
    for (uint32_t i = refs.lo; i < refs.hi; i++) {
        const struct ref *ref = &r->refs.at[i];
        unsigned wrong = reach_of(r, ref) & ~allowed(&s);

        /* Sizes and subscripts have rules of their own. */
        if (wrong != 0 && !(ref->context & (IN_RANGE | IN_SUBSCRIPT)))
            refuse_value(r, &s, ref, wrong);
        if (s.kind == SYMBOL_LET)
            reach |= reach_of(r, ref);
    }
    if (r->candidate.at[k] != NONE && s.kind == SYMBOL_LET) {
        refs = r->statements.at[r->candidate.at[k]].refs;
        for (uint32_t i = refs.lo; i < refs.hi; i++)
            reach |= reach_of(r, &r->refs.at[i]);
    }
    r->symbol_reach.at[k] = (uint8_t)reach;
}

static void reach_fn(struct resolver *r, uint32_t k)
{
    struct refs_of refs = r->fn_refs.at[k];
    unsigned reach = 0;

    for (uint32_t i = refs.lo; i < refs.hi; i++)
        reach |= reach_of(r, &r->refs.at[i]);
    r->fn_reach.at[k] = (uint8_t)reach;
}

void reach_all(struct resolver *r)
{
    uint32_t symbols = (uint32_t)r->m->symbols.n;

    for (size_t k = 0; k < symbols; k++)
        vec_push(&r->symbol_reach, kind_reach[r->m->symbols.at[k].kind]);
    for (size_t k = 0; k < r->m->fns.n; k++)
        vec_push(&r->fn_reach, 0);
    for (size_t k = 0; k < r->sorted.n; k++) {
        if (r->sorted.at[k] < symbols)
            reach_symbol(r, r->sorted.at[k]);
        else
            reach_fn(r, r->sorted.at[k] - symbols);
    }
}

/* A weight or sigma that moves with the unknowns is no weight. */
static void check_weights(struct resolver *r)
{
    for (size_t k = 0; k < r->refs.n; k++) {
        const struct ref *ref = &r->refs.at[k];
        int m;

        if (!(ref->context & IN_SUFFIX) ||
            !(reach_of(r, ref) & REACH_UNKNOWN))
            continue;
        m = diag_add(r->d, "E0305", at(r, ref->node)->span,
                     "`%s` %s, and a weight or a sigma must be known "
                     "beforehand", at(r, ref->node)->name,
                     reach_word(r, ref, REACH_UNKNOWN));
        diag_help(r->d, m, "with a large sigma everything fits: write the "
                  "likelihood as `loss` instead, with its log(sigma)");
    }
}

static void check_objectives(struct resolver *r)
{
    size_t n = r->objectives.n, minima = 0;
    Ast maximum = AST_NONE, second = AST_NONE;
    int m;

    for (size_t k = 0; k < n; k++) {
        Ast o = r->objectives.at[k];

        if (at(r, o)->op == AST_MAXIMIZE && maximum.i == 0)
            maximum = o;
        if (at(r, o)->op == AST_MINIMIZE && minima++ == 1)
            second = o;
    }
    if (maximum.i != 0 && (n > 1 || r->m->has_fits)) {
        m = diag_add(r->d, "E0303", at(r, maximum)->span, "`maximize` stands "
                     "beside something else to be made small");
        diag_help(r->d, m, "write one objective: `maximize` of the whole, or "
                  "`minimize` with a minus sign before what is to be large");
    } else if (second.i != 0) {
        diag_add(r->d, "W0302", at(r, second)->span, "a second `minimize`: "
                 "the sum of all is minimised");
    }
}

/* Marks what the statements lead to, through lets and functions. */
struct marking {
    struct resolver *r;
    uint8_t *seen;
    VEC(uint32_t) todo;
};

static void mark_refs(struct marking *g, struct refs_of refs)
{
    for (uint32_t k = refs.lo; k < refs.hi; k++) {
        uint32_t node = node_of(g->r, &g->r->refs.at[k]);

        if (node == NONE || g->seen[node])
            continue;
        g->seen[node] = 1;
        vec_push(&g->todo, node);
    }
}

static void mark_all(struct marking *g)
{
    struct resolver *r = g->r;
    uint32_t symbols = (uint32_t)r->m->symbols.n;

    for (size_t k = 0; k < r->statements.n; k++) {
        if (!r->statements.at[k].dropped)
            mark_refs(g, r->statements.at[k].refs);
    }
    while (g->todo.n > 0) {
        uint32_t node = g->todo.at[--g->todo.n];

        if (node >= symbols) {
            mark_refs(g, r->fn_refs.at[node - symbols]);
        } else if (r->m->symbols.at[node].kind == SYMBOL_LET) {
            for (uint32_t part = node; part != NONE;
                 part = r->m->symbols.at[part].next_clause)
                mark_refs(g, r->symbol_refs.at[part]);
            if (r->candidate.at[node] != NONE)
                mark_refs(g, r->statements.at[r->candidate.at[node]].refs);
        }
    }
    vec_free(&g->todo);
}

static void nowhere(struct resolver *r, const struct symbol *s)
{
    int m;

    if (s->inferred) {
        m = diag_add(r->d, "E0201", s->span, "`%s` is not declared, and no "
                     "equation or fit says what it is", s->name);
        diag_help(r->d, m, "give it a value: `param %s = 1;`", s->name);
        return;
    }
    m = diag_add(r->d, "E0301", s->span, "the unknown `%s` is in no equation "
                 "and no fit: nothing says what it is", s->name);
    diag_help(r->d, m, "write an equation with it, or leave it out");
}

enum { UNUSED_WARNINGS = 20 };

static void warn_unused(struct resolver *r)
{
    unsigned said = 0;

    for (size_t k = 0; k < r->m->symbols.n && said < UNUSED_WARNINGS; k++) {
        const struct symbol *s = &r->m->symbols.at[k];

        if ((s->kind != SYMBOL_PARAM && s->kind != SYMBOL_DATA) ||
            entry_at(r, entry_of(r, s->name))->uses > 0)
            continue;
        diag_add(r->d, "W0202", s->span, "`%s` is never used", s->name);
        said++;
    }
}

static void check_use(struct resolver *r)
{
    size_t n = r->m->symbols.n + r->m->fns.n;
    struct marking g = {.r = r, .seen = calloc(n + 1, 1)};

    if (g.seen == NULL)
        base_no_memory();
    mark_all(&g);
    for (size_t k = 0; k < r->m->symbols.n; k++) {
        const struct symbol *s = &r->m->symbols.at[k];

        if (s->kind == SYMBOL_UNKNOWN && !g.seen[k])
            nowhere(r, s);
    }
    free(g.seen);
    warn_unused(r);
}

static bool says_something(const struct resolver *r)
{
    if (r->statements.n > 0 || r->m->shows.n > 0)
        return true;
    for (size_t k = 0; k < r->m->symbols.n; k++) {
        if (r->m->symbols.at[k].kind == SYMBOL_LET)
            return true;
    }
    return false;
}

void check_structure(struct resolver *r)
{
    check_weights(r);
    check_objectives(r);
    /* After other errors these would only say the same again. */
    if (diag_errors(r->d) > 0)
        return;
    check_use(r);
    if (!says_something(r)) {
        int m = diag_add(r->d, "E0302", (struct span){0, 0},
                         "there is nothing to solve in this file");

        diag_help(r->d, m, "write an equation (`x + y = 3;`), a fit "
                  "(`y ~ a*x + b;`) or `show ...;`");
    }
}
