/* resolve_use.c -- names where they are used, and the scopes of local ones. */
#include "resolver.h"

void scope_leave(struct resolver *r, uint32_t depth)
{
    while (r->scope.n > depth) {
        const struct local *l = &r->locals.at[r->scope.at[--r->scope.n]];

        entry_at(r, l->entry)->local = l->before;
    }
}

static void bind(struct resolver *r, enum local_kind kind, uint32_t entry,
                 Ast node, unsigned param)
{
    uint32_t number = (uint32_t)r->locals.n;

    vec_push(&r->locals, ((struct local){(uint8_t)kind, entry,
                                         entry_at(r, entry)->local, node,
                                         param}));
    vec_push(&r->scope, number);
    entry_at(r, entry)->local = number;
}

/*
 * A file that others use stands for itself: what the first file declares, or
 * leaves to be inferred, means nothing in it.  Is that what n names?
 */
bool is_foreign(struct resolver *r, const struct entry *e, Ast n, bool call)
{
    const struct source *src = r->ast->src;
    struct span declared;

    if (source_file_at(src, at(r, n)->span.lo) == 0)
        return false;
    if (call ? e->fn == NONE : e->symbol == NONE)
        return true;
    declared = call ? r->m->fns.at[e->fn].span
                    : r->m->symbols.at[e->symbol].span;
    return source_file_at(src, declared.lo) == 0;
}

void say_foreign(struct resolver *r, const struct entry *e, Ast n, bool call)
{
    int m = diag_add(r->d, "E0233", at(r, n)->span, "`%s` is not known in "
                     "this file", e->name);

    if (call && e->fn != NONE)
        diag_note(r->d, m, r->m->fns.at[e->fn].span, "here it is defined");
    if (!call && e->symbol != NONE)
        diag_note(r->d, m, r->m->symbols.at[e->symbol].span, "here it is "
                  "declared");
    diag_help(r->d, m, "a file that is used knows its own `const` and `fn`, "
              "and those it uses; %s", call ? "move the function here"
              : "hand the value over as an argument");
}

static struct span place_of(struct resolver *r, const struct entry *e)
{
    if (e->local != NONE)
        return name_span(r, r->locals.at[e->local].node);
    return r->m->symbols.at[e->symbol].span;
}

void bind_index(struct resolver *r, Ast binder)
{
    uint32_t k;
    struct entry *e;
    struct span here;
    int m;

    if (nameless(r, binder))
        return;
    k = entry_of(r, at(r, binder)->name);
    e = entry_at(r, k);
    here = name_span(r, binder);
    if (!check_reserved(r, e->name, here))
        return;
    if (e->local != NONE ||
        (e->symbol != NONE && !is_foreign(r, e, binder, false))) {
        m = diag_add(r->d, "E0204", here, "the index `%s` has the name of "
                     "something else", e->name);
        diag_note(r->d, m, place_of(r, e), "here is the other `%s`", e->name);
        diag_help(r->d, m, "give the index another name");
    }
    if (e->as_index.i == 0)
        e->as_index = binder;
    bind(r, LOCAL_INDEX, k, binder, 0);
}

void bind_param(struct resolver *r, Ast name, unsigned k)
{
    uint32_t entry;
    struct entry *e;
    int m;

    if (nameless(r, name))
        return;
    entry = entry_of(r, at(r, name)->name);
    e = entry_at(r, entry);
    if (!check_reserved(r, e->name, at(r, name)->span))
        return;
    if (e->local != NONE) {
        m = diag_add(r->d, "E0202", at(r, name)->span, "`%s` is an argument "
                     "twice", e->name);
        diag_help(r->d, m, "give one of the two another name");
    }
    bind(r, LOCAL_PARAM, entry, name, k);
}

void bind_let(struct resolver *r, Ast decl)
{
    uint32_t k;
    struct entry *e;
    int m;

    if (nameless(r, decl))
        return;
    k = entry_of(r, at(r, decl)->name);
    e = entry_at(r, k);
    if (!check_reserved(r, e->name, name_span(r, decl)))
        return;
    if (e->local != NONE || (e->symbol != NONE && r->fn_now == NONE)) {
        m = diag_add(r->d, "E0202", name_span(r, decl), "`%s` is declared "
                     "twice", e->name);
        diag_note(r->d, m, place_of(r, e), "here is the other `%s`", e->name);
        diag_help(r->d, m, "give one of the two another name");
    }
    bind(r, LOCAL_LET, k, decl, 0);
}

/* What it stands for is known once it is lowered: then it must be whole. */
static void use_local(struct resolver *r, Ast n, uint32_t number)
{
    r->target[n.i] = number | LOCAL_BIT;
}

static const char *size_role(unsigned context)
{
    return context & IN_RANGE ? "a size or the end of a range" : "a subscript";
}

/* Data may be an index where it is said to be whole numbers: once a name. */
static void real_data(struct resolver *r, Ast n, const struct symbol *s,
                      unsigned context)
{
    struct entry *e = entry_at(r, entry_of(r, s->name));
    int m;

    if (e->gathered)
        return;
    e->gathered = true;
    m = diag_add(r->d, "E0206", at(r, n)->span, "`%s` is data of real numbers, "
                 "and cannot be %s", s->name, size_role(context));
    diag_note(r->d, m, s->span, "here it is declared");
    diag_help(r->d, m, "if it holds whole numbers, say in which range: "
              "`data %s[...] in 1..n`", s->name);
}

/* Sizes, ends of ranges and subscripts are whole numbers known beforehand. */
static void check_size(struct resolver *r, Ast n, const struct symbol *s,
                       unsigned context)
{
    int m;

    if (s->kind == SYMBOL_CONST || s->kind == SYMBOL_SIZE)
        return;
    if (s->kind == SYMBOL_DATA && s->bounds.i != 0)
        return;
    if (s->kind == SYMBOL_DATA) {
        real_data(r, n, s, context);
        return;
    }
    m = diag_add(r->d, "E0206", at(r, n)->span, "`%s` is %s, and cannot be %s",
                 s->name, kind_word(s), size_role(context));
    diag_note(r->d, m, s->span, "here it is declared");
    if (s->kind == SYMBOL_UNKNOWN)
        diag_help(r->d, m, "that must be a whole number, known before solving");
    else
        diag_help(r->d, m, "declare it `const %s = ...;`", s->name);
}

static void remember(Ast *first, Ast n)
{
    if (first->i == 0)
        *first = n;
}

/* A name that nothing declares: what it may be is decided later. */
static void use_free(struct entry *e, Ast n, unsigned context)
{
    if (context & (IN_RANGE | IN_SUBSCRIPT))
        remember(&e->as_size, n);
    if (context & IN_BASE)
        remember(&e->as_base, n);
}

void use_name(struct resolver *r, Ast n, unsigned context)
{
    Name name = at(r, n)->name;
    uint32_t k;
    struct entry *e;

    if (nameless(r, n))
        return;
    k = entry_of(r, name);
    e = entry_at(r, k);
    if (e->local != NONE) {
        use_local(r, n, e->local);
        return;
    }
    if (name == r->pi || name == r->inf)
        return;
    if (is_foreign(r, e, n, false)) {
        say_foreign(r, e, n, false);
        return;
    }
    r->target[n.i] = k + 1;
    e->uses++;
    if (e->first.i == 0 || at(r, n)->span.lo < at(r, e->first)->span.lo)
        e->first = n;
    add_ref(r, k, n, context, false);
    if (e->symbol == NONE)
        use_free(e, n, context);
    else if (context & (IN_RANGE | IN_SUBSCRIPT))
        check_size(r, n, &r->m->symbols.at[e->symbol], context);
}
