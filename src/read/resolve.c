/*
 * resolve.c -- the flow of name resolution, for the door.
 *
 * Declarations are collected, every expression is walked once, names that
 * nothing declares become unknowns or errors; then definitions, order, shapes
 * and the whole file's structure are settled on what the walk wrote down.
 */
#include "resolve.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "resolver.h"

enum { NEAREST_SOUGHT = 50 };    /* more errors than this nobody reads */

uint32_t entry_of(struct resolver *r, Name name)
{
    uint32_t k = name_map_get(&r->map, name);

    if (k != NONE)
        return k;
    k = (uint32_t)r->entries.n;
    vec_push(&r->entries, ((struct entry){.name = name, .symbol = NONE,
                                          .fn = NONE, .local = NONE}));
    name_map_put(&r->map, name, k);
    return k;
}

struct symbol *symbol_of(struct resolver *r, uint32_t entry)
{
    uint32_t s = entry_at(r, entry)->symbol;

    return s == NONE ? NULL : &r->m->symbols.at[s];
}

/* May `c` be part of a name? */
static bool in_name(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

struct span name_span(const struct resolver *r, Ast n)
{
    struct span s = at(r, n)->span;
    const char *text = r->ast->src->text, *name = at(r, n)->name;
    uint32_t length = (uint32_t)strlen(name);

    for (uint32_t k = s.lo; k + length <= s.hi; k++) {
        if (memcmp(text + k, name, length) == 0 && !in_name(text[k + length]) &&
            (k == s.lo || !in_name(text[k - 1])))
            return (struct span){k, k + length};
        if (k > s.lo + 1000)
            break;
    }
    return s;
}

const char *text_of(const struct resolver *r, Ast n, size_t most)
{
    struct span s = at(r, n)->span;

    if (s.hi - s.lo > most ||
        memchr(r->ast->src->text + s.lo, '\n', s.hi - s.lo) != NULL)
        return "...";
    return arena_strndup(r->arena, r->ast->src->text + s.lo, s.hi - s.lo);
}

const char *kind_word(const struct symbol *s)
{
    static const char *const words[] = {
        [SYMBOL_CONST] = "a const", [SYMBOL_PARAM] = "a param",
        [SYMBOL_DATA] = "data", [SYMBOL_UNKNOWN] = "an unknown",
        [SYMBOL_LET] = "a let", [SYMBOL_SIZE] = "a size"
    };

    return words[s->kind];
}

static void start(struct resolver *r, struct model *m)
{
    size_t nodes = r->ast->nodes.n + 1;

    m->ast = r->ast;
    r->m = m;
    r->broken = diag_errors(r->d) > 0;
    r->pi = name_make(r->names, "pi", 2);
    r->inf = name_make(r->names, "inf", 3);
    r->e = name_make(r->names, "e", 1);
    r->fn_now = NONE;
    r->nearest_left = NEAREST_SOUGHT;
    r->scratch = arena_make();
    if (r->scratch == NULL)
        base_no_memory();
    r->parts = local_parts_of(r->scratch, r->ast);
    r->target = calloc(nodes, sizeof *r->target);
    r->rank = calloc(nodes, sizeof *r->rank);
    r->by_param = calloc(nodes, sizeof *r->by_param);
    if (r->target == NULL || r->rank == NULL || r->by_param == NULL)
        base_no_memory();
}

/* What the model keeps of what was found. */
static void fill_model(struct resolver *r)
{
    for (size_t k = 0; k < r->m->symbols.n; k++) {
        struct symbol *s = &r->m->symbols.at[k];

        s->uses = entry_at(r, entry_of(r, s->name))->uses;
        if (!s->is_clause)
            name_map_put(&r->m->symbol_map, s->name, (uint32_t)k);
    }
    for (size_t k = r->m->fns.n; k-- > 0;)
        name_map_put(&r->m->fn_map, r->m->fns.at[k].name, (uint32_t)k);
    for (size_t k = 0; k < r->statements.n; k++) {
        if (!r->statements.at[k].dropped)
            vec_push(&r->m->statements, r->statements.at[k].node);
    }
}

static void drop(struct resolver *r)
{
    name_map_free(&r->map);
    vec_free(&r->entries);
    vec_free(&r->locals);
    vec_free(&r->scope);
    vec_free(&r->stack);
    vec_free(&r->refs);
    vec_free(&r->symbol_refs);
    vec_free(&r->fn_refs);
    vec_free(&r->statements);
    vec_free(&r->equations);
    vec_free(&r->objectives);
    vec_free(&r->fn_shapes);
    vec_free(&r->symbol_reach);
    vec_free(&r->fn_reach);
    vec_free(&r->candidate);
    vec_free(&r->sorted);
    free(r->target);
    free(r->rank);
    free(r->by_param);
    arena_free(r->scratch);
}

struct model *resolve(struct arena *a, const struct ast *t, struct names *names,
                      struct diag *d)
{
    struct resolver r = {.arena = a, .ast = t, .names = names, .d = d};
    struct model *m = arena_alloc(a, sizeof *m);

    start(&r, m);
    if (!ast_absent(t, t->root)) {
        collect(&r);
        walk_file(&r);
        infer(&r);
        warn_case(&r);
        find_candidates(&r);
        sort_graph(&r, false);
        shape_symbols(&r);
        take_definitions(&r);
        order_symbols(&r);
        reach_all(&r);
        check_equations(&r);
        check_structure(&r);
        check_doubts(&r);
    }
    fill_model(&r);
    drop(&r);
    return m;
}
