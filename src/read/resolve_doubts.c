/*
 * resolve_doubts.c -- what can be read, and is most often meant otherwise.
 */
#include <ctype.h>
#include <string.h>

#include "resolver.h"

/* 2*[1 + 3]: an array of one element, where brackets of a sum are meant. */
static void doubt_brackets(struct resolver *r, Ast n, Ast list)
{
    Ast only;
    int m;

    if (at(r, list)->kind != AST_LIST || ast_count(r->ast, list) != 1)
        return;
    only = ast_kid(r->ast, list);
    if (at(r, only)->kind != AST_BINARY || at(r, n)->op == AST_MATMUL)
        return;
    m = diag_add(r->d, "W0205", at(r, list)->span, "[ ] makes an array, here "
                 "one of one element");
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "a sum is put together by round brackets: `(%s)`",
              text_of(r, only, 40));
}

/* A name that only this text makes an unknown: d and more. */
static bool is_differential(struct resolver *r, Ast n)
{
    const struct symbol *s;

    if (at(r, n)->kind != AST_NAME || nameless(r, n) ||
        at(r, n)->name[0] != 'd' || strlen(at(r, n)->name) < 2)
        return false;
    s = symbol_of(r, entry_of(r, at(r, n)->name));
    return s && s->kind == SYMBOL_UNKNOWN && s->inferred;
}

static void doubt_derivative(struct resolver *r, Ast n, Ast above, Ast below)
{
    const char *top = at(r, above)->name, *by;
    int m;

    if (at(r, n)->op != AST_DIV || !is_differential(r, above) ||
        !is_differential(r, below))
        return;
    by = at(r, below)->name;
    m = diag_add(r->d, "W0206", at(r, n)->span, "`%s/%s` is one unknown "
                 "divided by another, and no derivative", top, by);
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "eqc solves no differential equations; write the steps "
              "as a recurrence: `let %s[step in 1..100] = %s[step-1] + %s*(...);`",
              top + 1, top + 1, by);
}

/* flowA and flowB, or flow and flows, are meant to differ. */
static bool by_ending(const char *a, const char *b)
{
    size_t same = 0;

    while (a[same] && tolower((unsigned char)a[same]) ==
                          tolower((unsigned char)b[same]))
        same++;              /* of case there is W0201 */
    return strlen(a + same) <= 1 && strlen(b + same) <= 1;
}

static void doubt_pi(struct resolver *r, const struct symbol *s)
{
    int m;

    if (!s->inferred || !means_pi(s->name))
        return;
    m = diag_add(r->d, "W0207", s->span, "`%s` is an unknown here, not the "
                 "number", s->name);
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "that is `pi`");
}

/*
 * Where no unknown is declared, a misspelled name becomes one: here one that
 * the text has once only, beside one that is much like it.
 */
static void doubt_names(struct resolver *r)
{
    struct spell *s = spell_inferred(r);

    for (uint32_t k = 0; s && k < r->m->symbols.n; k++) {
        const struct symbol *v = &r->m->symbols.at[k], *other;
        Name near = v->inferred &&
                    entry_at(r, entry_of(r, v->name))->uses == 1
                        ? spell_near(s, v->name) : NULL;
        int m;
        doubt_pi(r, v);
        if (!near || by_ending(v->name, near))
            continue;
        other = symbol_of(r, entry_of(r, near));
        if (entry_at(r, entry_of(r, near))->uses == 1 && other > v)
            continue;        /* then the later of the two is told */
        m = diag_add(r->d, "W0207", v->span, "`%s` is named only here, and is "
                     "much like `%s`", v->name, near);
        diag_tag(r->d, m, DIAG_HEURISTIC);
        diag_help(r->d, m, "did you mean `%s`? if not, declare the unknowns",
                  near);
    }
    spell_free(s);
}

/* `x = 3 -- c`: does a minus of a minus look like a comment? */
static void doubt_comment(struct resolver *r, Ast n, Ast right)
{
    const char *text = r->ast->src->text + at(r, right)->span.lo;
    struct span both = at(r, right)->span;
    int m;

    if (at(r, n)->op != AST_SUB || at(r, right)->kind != AST_UNARY ||
        at(r, right)->op != AST_NEG || both.lo == 0 || text[-1] != '-' ||
        (text[1] != ' ' && text[1] != '\t'))
        return;
    both.lo--;
    both.hi = both.lo + 2;
    m = diag_add(r->d, "W0208", both, "`--` starts no comment, and is taken "
                 "as minus of minus");
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "a comment starts with `#`; for the sum write `+`");
}

/* How many names are there in the text of n, and are all unknowns by chance? */
static unsigned count_inferred(struct resolver *r, Ast n)
{
    struct span all = at(r, n)->span;
    unsigned count = 0;

    for (uint32_t k = n.i; k > 0 && at(r, (Ast){k})->span.lo >= all.lo; k--) {
        const struct ast_node *name = at(r, (Ast){k});
        const struct symbol *s;

        if (name->kind != AST_NAME || name->name == NULL)
            continue;
        s = symbol_of(r, entry_of(r, name->name));
        if (s == NULL || !s->inferred)
            return 0;
        count++;
    }
    return count;
}

/* `y ~ a*x + b;` where nothing says what was measured: y takes any value. */
static void doubt_fit(struct resolver *r, Ast n)
{
    Ast left = ast_kid(r->ast, n), right = ast_next(r->ast, left);
    int m;

    if (diag_errors(r->d) > 0 || at(r, left)->kind != AST_NAME || nameless(r, left) ||
        count_inferred(r, left) != 1 || count_inferred(r, right) < 2 ||
        entry_at(r, entry_of(r, at(r, left)->name))->uses != 1)
        return;
    r->m->unmeasured = true;
    m = diag_add(r->d, "W0209", at(r, n)->span, "nothing says what was "
                 "measured: every name here is taken as an unknown");
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "measurements are data: `data %s from \"file.csv\";`, "
              "or `data %s = [1.2, 3.4];`", at(r, left)->name,
              at(r, left)->name);
}

/* `8^1/3`: without blanks, and with a 1 that would change nothing. */
static void doubt_root(struct resolver *r, Ast n, Ast left, Ast right)
{
    Ast exponent;
    int m;

    if (at(r, n)->op != AST_DIV || at(r, left)->kind != AST_BINARY ||
        at(r, left)->op != AST_POW || at(r, right)->kind != AST_NUM ||
        at(r, left)->span.hi + 1 != at(r, right)->span.lo)
        return;
    exponent = ast_next(r->ast, ast_kid(r->ast, left));
    if (at(r, exponent)->kind != AST_NUM || at(r, exponent)->num != 1)
        return;
    m = diag_add(r->d, "W0210", at(r, n)->span, "the power ends before the "
                 "division");
    diag_tag(r->d, m, DIAG_HEURISTIC);
    diag_help(r->d, m, "a root is `%s^(1/%s)`",
              text_of(r, ast_kid(r->ast, left), 40), at(r, right)->name);
}

void check_doubts(struct resolver *r)
{
    if (!r->m->declared)
        doubt_names(r);
    for (uint32_t k = 1; k < r->ast->nodes.n; k++) {
        Ast n = {k}, left, right;

        if (at(r, n)->kind == AST_FIT && !r->m->declared)
            doubt_fit(r, n);
        if (at(r, n)->kind != AST_BINARY)
            continue;
        left = ast_kid(r->ast, n);
        right = ast_next(r->ast, left);
        doubt_brackets(r, n, left);
        doubt_brackets(r, n, right);
        doubt_derivative(r, n, left, right);
        doubt_comment(r, n, right);
        doubt_root(r, n, left, right);
    }
}
