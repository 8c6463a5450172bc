/* model.c -- look-ups in the resolved problem, and its printer. */
#include "model.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"

/* Equal names are equal pointers, so the pointer is what is hashed. */
static size_t slot_of(const struct name_map *t, Name name)
{
    uint64_t h = (uint64_t)(uintptr_t)name * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(h >> 32) & (t->size - 1);

    while (t->slots[i].name != NULL && t->slots[i].name != name)
        i = (i + 1) & (t->size - 1);
    return i;
}

uint32_t name_map_get(const struct name_map *t, Name name)
{
    size_t i;

    if (t->size == 0)
        return UINT32_MAX;
    i = slot_of(t, name);
    return t->slots[i].name == NULL ? UINT32_MAX : t->slots[i].value;
}

static void grow(struct name_map *t)
{
    struct name_map wider = {.size = t->size == 0 ? 64 : 2 * t->size};

    wider.slots = calloc(wider.size, sizeof *wider.slots);
    if (wider.slots == NULL)
        base_no_memory();
    for (size_t i = 0; i < t->size; i++) {
        if (t->slots[i].name != NULL)
            name_map_put(&wider, t->slots[i].name, t->slots[i].value);
    }
    name_map_free(t);
    *t = wider;
}

void name_map_put(struct name_map *t, Name name, uint32_t value)
{
    size_t i;

    if (2 * t->n >= t->size)
        grow(t);
    i = slot_of(t, name);
    t->n += t->slots[i].name == NULL;
    t->slots[i] = (struct name_slot){name, value};
}

void name_map_free(struct name_map *t)
{
    free(t->slots);
    *t = (struct name_map){0};
}

uint32_t model_symbol(const struct model *m, Name name)
{
    return name_map_get(&m->symbol_map, name);
}

uint32_t model_fn(const struct model *m, Name name)
{
    return name_map_get(&m->fn_map, name);
}

/* The unknown that `side` is, if the text names it only here. */
static bool named_once(const struct model *m, Ast side, Name *name)
{
    const struct ast_node *n = ast_at(m->ast, side);
    uint32_t s;

    if (n->kind != AST_NAME)
        return false;
    s = model_symbol(m, n->name);
    if (s == UINT32_MAX || m->symbols.at[s].kind != SYMBOL_UNKNOWN ||
        m->symbols.at[s].uses != 1)
        return false;
    *name = n->name;
    return true;
}

static bool is_statement(const struct model *m, Ast n)
{
    size_t lo = 0, hi = m->statements.n;

    /* Statements stand in the order of the text, hence of their nodes. */
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (m->statements.at[mid].i < n.i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < m->statements.n && m->statements.at[lo].i == n.i;
}

bool model_is_definition(const struct model *m, Ast equation, Name *name,
                         Ast *expr)
{
    Ast left, right;

    if (ast_at(m->ast, equation)->kind != AST_EQUATION ||
        !is_statement(m, equation))
        return false;
    left = ast_kid(m->ast, equation);
    right = ast_next(m->ast, left);
    if (named_once(m, left, name))
        *expr = right;
    else if (named_once(m, right, name))
        *expr = left;
    else
        return false;
    return true;
}

static const char *const kind_words[] = {
    [SYMBOL_CONST] = "const", [SYMBOL_PARAM] = "param", [SYMBOL_DATA] = "data",
    [SYMBOL_UNKNOWN] = "unknown", [SYMBOL_LET] = "let", [SYMBOL_SIZE] = "size"
};

/* The source text of a node on one line, blanks squeezed. */
static void print_text(const struct model *m, Ast n, FILE *out)
{
    struct span s = ast_at(m->ast, n)->span;
    bool blank = false;

    for (uint32_t k = s.lo; k < s.hi; k++) {
        char c = m->ast->src->text[k];

        if (c == '#') {
            while (k + 1 < s.hi && m->ast->src->text[k + 1] != '\n')
                k++;
        } else if (strchr(" \t\r\n", c) != NULL) {
            blank = true;
        } else {
            if (blank)
                fputc(' ', out);
            blank = false;
            fputc(c, out);
        }
    }
}

static void print_part(const struct model *m, const char *before, Ast n,
                       FILE *out)
{
    if (n.i == 0)
        return;
    fputs(before, out);
    print_text(m, n, out);
}

static void print_dims(const struct model *m, const struct symbol *s, FILE *out)
{
    const char *before = "[";

    if (s->dims.i == 0)
        return;
    for (Ast k = ast_kid(m->ast, s->dims); k.i != 0; k = ast_next(m->ast, k)) {
        fputs(before, out);
        print_text(m, k, out);
        before = ", ";
    }
    fputc(']', out);
}

static void print_symbol(const struct model *m, const struct symbol *s,
                         FILE *out)
{
    fprintf(out, "%-7s %s", kind_words[s->kind], s->name);
    print_dims(m, s, out);
    print_part(m, " = ", s->init, out);
    print_part(m, " in ", s->bounds, out);
    print_part(m, " from ", s->from, out);
    if (s->inferred)
        fputs("  # not declared", out);
    if (s->defined)
        fputs("  # defined by an equation", out);
    fputc('\n', out);
}

void model_print(const struct model *m, FILE *out)
{
    for (size_t k = 0; k < m->order.n; k++)
        print_symbol(m, &m->symbols.at[m->order.at[k]], out);
    for (size_t k = 0; k < m->fns.n; k++) {
        const struct fn *f = &m->fns.at[k];

        fprintf(out, "fn      %s/%u", f->name, f->arity);
        print_part(m, " = ", f->body, out);
        fputc('\n', out);
    }
    for (size_t k = 0; k < m->statements.n; k++) {
        print_text(m, m->statements.at[k], out);
        fputc('\n', out);
    }
    for (size_t k = 0; k < m->shows.n; k++) {
        print_part(m, "show ", m->shows.at[k], out);
        fputc('\n', out);
    }
    if (m->solve.i != 0) {
        print_part(m, "solve with ", m->solve, out);
        fputc('\n', out);
    }
}

void model_free(struct model *m)
{
    vec_free(&m->symbols);
    vec_free(&m->order);
    vec_free(&m->fns);
    vec_free(&m->statements);
    vec_free(&m->shows);
    name_map_free(&m->symbol_map);
    name_map_free(&m->fn_map);
}
