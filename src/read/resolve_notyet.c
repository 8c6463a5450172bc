/*
 * resolve_notyet.c -- what the language has and eqc cannot do yet.
 *
 * Each is refused where it stands, in words: a file is never half understood.
 */
#include "resolver.h"

void not_yet_at(struct resolver *r, struct span at, const char *what,
                const char *help)
{
    int m = diag_add(r->d, "E0290", at, "not yet: %s", what);

    if (help != NULL)
        diag_help(r->d, m, "%s", help);
}

/* Once for what stands in one another: `w' @ S @ w` has one reason. */
void not_yet(struct resolver *r, Ast n, const char *what)
{
    struct span s = at(r, n)->span;

    if (r->refused.what == what && s.lo >= r->refused.at.lo &&
        s.hi <= r->refused.at.hi)
        return;
    r->refused.at = s;
    r->refused.what = what;
    not_yet_at(r, s, what, NULL);
}

static void from_file(struct resolver *r, const struct symbol *s)
{
    int m;

    if (s->init.i == 0) {
        if (s->dims.i == 0 || ast_count(r->ast, s->dims) <= 2)
            return;
        m = diag_add(r->d, "E0231", s->span, "a file has rows and columns, "
                     "and `%s` has %u subscripts", s->name,
                     ast_count(r->ast, s->dims));
        diag_help(r->d, m, "write `%s[n, d]`: all columns of the file",
                  s->name);
        return;
    }
    if (at(r, s->init)->kind == AST_STR)
        return;
    if (at(r, s->init)->kind == AST_LIST &&
        at(r, ast_kid(r->ast, s->init))->kind == AST_STR)
        return;
    m = diag_add(r->d, "E0228", at(r, s->init)->span,
                 "`%s` has a value here and in the file", s->name);
    diag_help(r->d, m, "leave one of the two out; a column's header is written "
              "in quotes: `= \"U (mV)\"`");
}

void notyet_declaration(struct resolver *r, const struct symbol *s)
{
    if (s->from.i != 0)
        from_file(r, s);
}
