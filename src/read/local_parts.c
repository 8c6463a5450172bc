/* local_parts.c -- see local_parts.h. */
#include "local_parts.h"

#include <stdbool.h>
#include <stdlib.h>

#include "../base/vec.h"

struct parting {
    const struct ast *t;
    struct local_parts *out;
    VEC(Ast) lets;           /* of elements, in the body at hand */
    VEC(Ast) todo;
};

static bool is_of_elements(const struct ast *t, Ast decl)
{
    Ast dims = ast_kid(t, decl);

    return ast_at(t, decl)->kind == AST_DECL && ast_at(t, decl)->name &&
           !ast_absent(t, dims) && ast_kid(t, dims).i;
}

/* Does what stands below n name it? */
static bool names(struct parting *p, Ast n, Name name)
{
    bool found = false;

    p->todo.n = 0;
    vec_push(&p->todo, n);
    while (p->todo.n > 0 && !found) {
        Ast at = p->todo.at[--p->todo.n];

        found = ast_at(p->t, at)->kind == AST_NAME &&
                ast_at(p->t, at)->name == name;
        for (Ast k = ast_kid(p->t, at); k.i; k = ast_next(p->t, k))
            vec_push(&p->todo, k);
    }
    return found;
}

static void link_body(struct parting *p)
{
    for (size_t k = 0; k < p->lets.n; k++) {
        Ast decl = p->lets.at[k], init = ast_nth(p->t, decl, 1);
        Name name = ast_at(p->t, decl)->name;

        for (size_t j = k; j-- > 0 && !p->out->first[decl.i].i;) {
            Ast before = p->lets.at[j];
            if (ast_at(p->t, before)->name != name)
                continue;
            if (!p->out->first[before.i].i)
                p->out->first[before.i] = before;
            p->out->first[decl.i] = p->out->first[before.i];
            p->out->next[before.i] = decl;
        }
        if (!p->out->first[decl.i].i && names(p, init, name))
            p->out->first[decl.i] = decl;
    }
}

static void find_lets(struct parting *p, Ast body)
{
    p->lets.n = 0;
    for (Ast s = ast_kid(p->t, body); s.i; s = ast_next(p->t, s)) {
        if (ast_at(p->t, s)->kind != AST_DECLS)
            continue;
        for (Ast k = ast_kid(p->t, s); k.i; k = ast_next(p->t, k))
            if (is_of_elements(p->t, k))
                vec_push(&p->lets, k);
    }
}

struct local_parts local_parts_of(struct arena *a, const struct ast *t)
{
    struct local_parts out = {0};
    struct parting p = {.t = t, .out = &out};

    for (uint32_t k = 1; k < t->nodes.n; k++) {
        unsigned kind = t->nodes.at[k].kind;
        if (kind != AST_FOR && kind != AST_FNBODY)
            continue;
        if (!out.first) {
            out.first = arena_array(a, t->nodes.n, sizeof *out.first);
            out.next = arena_array(a, t->nodes.n, sizeof *out.next);
        }
        find_lets(&p, (Ast){k});
        link_body(&p);
    }
    vec_free(&p.lets);
    vec_free(&p.todo);
    return out;
}
