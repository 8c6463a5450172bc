/*
 * resolve_names.c -- names that nothing declares: unknowns, or mistakes.
 *
 * A file without `unknown` takes its free names as the unknowns.  What makes
 * that safe stands here: a name that cannot be one, or that looks like a slip
 * of the pen, is an error and never a new unknown.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "resolver.h"

const char *nearest_symbol(struct resolver *r, Name wrong)
{
    VEC(const char *) all = {0};
    const char *found;

    /* Any one-letter name is one letter away from any other. */
    if (strlen(wrong) < 2 || r->nearest_left == 0)
        return NULL;
    r->nearest_left--;
    for (size_t k = 0; k < r->m->symbols.n; k++)
        vec_push(&all, r->m->symbols.at[k].name);
    found = nearest(wrong, all.at, all.n);
    vec_free(&all);
    if (found != NULL && strlen(wrong) < 3 && strlen(found) < 3)
        return NULL;
    return found;
}

static struct span use_of(const struct resolver *r, Ast n)
{
    return at(r, n)->span;
}

static bool refuse_index(struct resolver *r, const struct entry *e)
{
    int m;

    if (e->as_index.i == 0)
        return false;
    m = diag_add(r->d, "E0205", use_of(r, e->first), "`%s` is an index, and "
                 "has no value here", e->name);
    diag_note(r->d, m, name_span(r, e->as_index), "here it is the index, as "
              "far as the brackets go");
    diag_help(r->d, m, "give one of the two another name, or bring this into "
              "the brackets");
    return true;
}

static bool refuse_size(struct resolver *r, const struct entry *e)
{
    const char *near;
    int m;

    if (e->as_size.i == 0)
        return false;
    m = diag_add(r->d, "E0205", use_of(r, e->as_size), "`%s` is used as a size "
                 "or a subscript, and has no value", e->name);
    near = nearest_symbol(r, e->name);
    if (near != NULL)
        diag_help(r->d, m, "did you mean `%s`?", near);
    else
        diag_help(r->d, m, "declare it: `const %s = 10;`; or let the data say "
                  "it: `data x[%s] from \"file.csv\";`", e->name, e->name);
    return true;
}

static bool refuse_function(struct resolver *r, const struct entry *e)
{
    const struct fn *f;
    int m;

    if (e->fn == NONE)
        return false;
    f = &r->m->fns.at[e->fn];
    m = diag_add(r->d, "E0213", use_of(r, e->first), "`%s` is a function, and "
                 "needs its arguments", e->name);
    diag_note(r->d, m, f->span, "here it is defined");
    diag_help(r->d, m, "write `%s(...)`", e->name);
    return true;
}

static bool refuse_e(struct resolver *r, const struct entry *e)
{
    Ast exponent;
    int m;

    if (e->as_power.i == 0)
        return false;
    exponent = ast_next(r->ast, ast_kid(r->ast, e->as_power));
    if (at(r, exponent)->kind == AST_GROUP)
        exponent = ast_kid(r->ast, exponent);
    m = diag_add(r->d, "E0208", use_of(r, e->as_power), "`e` is not the base "
                 "of the exponential function here, but a name like any other");
    diag_help(r->d, m, "write `exp(%s)`", text_of(r, exponent, 60));
    return true;
}

static bool refuse_subscripts(struct resolver *r, const struct entry *e)
{
    int m;

    if (e->as_base.i == 0)
        return false;
    m = diag_add(r->d, "E0209", use_of(r, e->as_base), "`%s` has subscripts, "
                 "and nothing says how many elements it has", e->name);
    diag_help(r->d, m, "declare it: `unknown %s[n];` (then all unknowns must "
              "be declared)", e->name);
    return true;
}

static bool refuse_slip(struct resolver *r, const struct entry *e,
                        const struct spell *s)
{
    Name near = s == NULL ? NULL : spell_near(s, e->name);
    int m;

    if (near == NULL)
        return false;
    m = diag_add(r->d, "E0207", use_of(r, e->first), "`%s` is declared "
                 "nowhere, and looks like `%s`", e->name, near);
    diag_help(r->d, m, "write `%s`; or, if it is another unknown, declare all "
              "of them with `unknown`", near);
    return true;
}

/* What makes a free name an error in every file. */
static bool refuse(struct resolver *r, const struct entry *e)
{
    return refuse_index(r, e) || refuse_size(r, e) || refuse_function(r, e) ||
           refuse_e(r, e);
}

static bool is_free(const struct resolver *r, const struct entry *e)
{
    return e->symbol == NONE && e->first.i != 0 && e->name != r->pi &&
           e->name != r->inf;
}

static void infer_one(struct resolver *r, const struct entry *e)
{
    int m;

    if (is_builtin(e->name) && !r->broken) {
        m = diag_add(r->d, "W0203", use_of(r, e->first), "`%s` is taken as an "
                     "unknown; it is also a function", e->name);
        diag_help(r->d, m, "the function is written `%s(...)`", e->name);
    }
    vec_push(&r->m->symbols,
             ((struct symbol){.kind = SYMBOL_UNKNOWN, .name = e->name,
                              .span = use_of(r, e->first), .inferred = true,
                              .next_clause = NONE}));
    vec_push(&r->symbol_refs, ((struct refs_of){0, 0}));
}

/*
 * After errors of syntax part of the file is missing, and with it, perhaps,
 * what declares a name: nothing is said about names then.
 */
static void infer_silently(struct resolver *r)
{
    for (size_t k = 0; k < r->entries.n; k++) {
        const struct entry *e = entry_at(r, (uint32_t)k);

        if (is_free(r, e) && e->as_base.i == 0 && e->as_size.i == 0 &&
            e->as_index.i == 0 && e->fn == NONE)
            infer_one(r, e);
    }
}

static void infer_all(struct resolver *r)
{
    struct spell *s = spell_make(r);

    for (size_t k = 0; k < r->entries.n; k++) {
        const struct entry *e = entry_at(r, (uint32_t)k);

        if (is_free(r, e) && !refuse(r, e) && !refuse_subscripts(r, e) &&
            !refuse_slip(r, e, s))
            infer_one(r, e);
    }
    spell_free(s);
}

/* The `unknown` line as it stands, to be made longer; or just the word. */
static const char *unknown_line(struct resolver *r)
{
    Ast found = AST_NONE;

    for (Ast k = ast_kid(r->ast, r->ast->root); k.i != 0;
         k = ast_next(r->ast, k)) {
        if (at(r, k)->kind != AST_DECLS || at(r, k)->op != AST_UNKNOWN)
            continue;
        if (found.i != 0)
            return "unknown ";
        found = k;
    }
    if (found.i == 0 || strcmp(text_of(r, found, 60), "...") == 0)
        return "unknown ";
    return arena_printf(r->arena, "%s, ", text_of(r, found, 60));
}

enum { PASTED = 40 };        /* names in the line that is offered */

/* Each name has a message; the line to paste stands under the first. */
static void undeclared(struct resolver *r, const uint32_t *missing, size_t n,
                       int first)
{
    const char *line = unknown_line(r);

    for (size_t k = 0; k < n && k < PASTED; k++)
        line = arena_printf(r->arena, "%s%s%s", line, k > 0 ? ", " : "",
                            entry_at(r, missing[k])->name);
    if (n > 0)
        diag_help(r->d, first, "if %s: `%s%s;`", n == 1 ? "it is an unknown"
                  : "they are unknowns", line, n > PASTED ? ", ..." : "");
}

static void refuse_all(struct resolver *r)
{
    VEC(uint32_t) missing = {0};
    int first = -1;

    for (size_t k = 0; k < r->entries.n; k++) {
        const struct entry *e = entry_at(r, (uint32_t)k);
        const char *near;
        int m;

        if (!is_free(r, e) || refuse(r, e))
            continue;
        m = diag_add(r->d, "E0201", use_of(r, e->first), "`%s` is not declared",
                     e->name);
        near = means_pi(e->name) ? r->pi
             : means_inf(e->name) ? "inf" : nearest_symbol(r, e->name);
        if (near != NULL)
            diag_help(r->d, m, "did you mean `%s`?", near);
        if (missing.n == 0)
            first = m;
        vec_push(&missing, (uint32_t)k);
    }
    undeclared(r, missing.at, missing.n, first);
    vec_free(&missing);
}

struct place_of { uint32_t lo, symbol; };

static int by_place(const void *x, const void *y)
{
    const struct place_of *a = x, *b = y;

    return a->lo != b->lo ? (a->lo < b->lo ? -1 : 1)
                          : (a->symbol < b->symbol ? -1 : 1);
}

/* Each part of a let knows the next; the first is what the name means. */
static void link_clauses(struct resolver *r)
{
    for (size_t k = r->m->symbols.n; k-- > 0;) {
        struct symbol *s = &r->m->symbols.at[k], *first;

        if (!s->is_clause)
            continue;
        first = symbol_of(r, entry_of(r, s->name));
        s->next_clause = first->next_clause;
        first->next_clause = (uint32_t)k;
    }
}

/* Into the order of the text; entries learn the new numbers. */
static void sort_symbols(struct resolver *r)
{
    size_t n = r->m->symbols.n;
    struct place_of *order = arena_array(r->scratch, n + 1, sizeof *order);
    struct symbol *symbols = arena_array(r->scratch, n + 1, sizeof *symbols);
    struct refs_of *refs = arena_array(r->scratch, n + 1, sizeof *refs);

    for (size_t k = 0; k < n; k++)
        order[k] = (struct place_of){r->m->symbols.at[k].span.lo, (uint32_t)k};
    qsort(order, n, sizeof *order, by_place);
    for (size_t k = 0; k < n; k++) {
        symbols[k] = r->m->symbols.at[order[k].symbol];
        refs[k] = r->symbol_refs.at[order[k].symbol];
    }
    for (size_t k = 0; k < n; k++) {
        r->m->symbols.at[k] = symbols[k];
        r->symbol_refs.at[k] = refs[k];
        if (!symbols[k].is_clause)
            entry_at(r, entry_of(r, symbols[k].name))->symbol = (uint32_t)k;
    }
    link_clauses(r);
}

void infer(struct resolver *r)
{
    if (r->broken)
        infer_silently(r);
    else if (r->m->declared)
        refuse_all(r);
    else
        infer_all(r);
    sort_symbols(r);
}

/* The name in small letters. */
static Name small(struct resolver *r, struct names *t, Name name)
{
    size_t n = strlen(name);
    char *text = arena_strndup(r->scratch, name, n);

    for (size_t k = 0; k < n; k++)
        text[k] = (char)tolower((unsigned char)text[k]);
    return name_make(t, text, n);
}

enum { CASE_WARNINGS = 20 };

/* Names that are equal but for upper and lower case, once a name. */
void warn_case(struct resolver *r)
{
    struct names *t = names_make(r->scratch);
    struct name_map seen = {0};
    unsigned said = 0;

    for (size_t k = 0; k < r->m->symbols.n && said < CASE_WARNINGS; k++) {
        const struct symbol *s = &r->m->symbols.at[k], *other;
        Name key = small(r, t, s->name);
        uint32_t before = name_map_get(&seen, key);
        int m;

        if (s->is_clause)
            continue;
        if (before == NONE) {
            name_map_put(&seen, key, (uint32_t)k);
            continue;
        }
        other = &r->m->symbols.at[before];
        m = diag_add(r->d, "W0201", s->span, "`%s` and `%s` differ only in "
                     "upper and lower case", other->name, s->name);
        diag_note(r->d, m, other->span, "here is the other");
        said++;
    }
    name_map_free(&seen);
    names_free(t);
}
