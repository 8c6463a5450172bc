/* wording.c -- see wording.h. */
#include "wording.h"

#include <stdlib.h>
#include <string.h>

#include "../base/source.h"

const char *text_of_span(const struct job *j, struct span at)
{
    char *out = arena_alloc(j->arena, (size_t)(at.hi - at.lo) + 1);
    const char *text = j->source->text;
    size_t n = 0;
    bool blank = false;

    for (uint32_t k = at.lo; k < at.hi; k++) {
        if (text[k] == '#') {
            while (k + 1 < at.hi && text[k + 1] != '\n')
                k++;
        } else if (strchr(" \t\r\n", text[k])) {
            blank = n > 0;
        } else {
            if (blank)
                out[n++] = ' ';
            blank = false;
            out[n++] = text[k];
        }
    }
    return out;
}

static bool is_atom(const struct job *j, Ast n)
{
    switch (ast_at(j->ast, n)->kind) {
    case AST_NUM: case AST_NAME: case AST_CALL: case AST_INDEX: case AST_GROUP:
    case AST_LIST:
        return true;
    default:
        return false;
    }
}

static bool is_product(const struct job *j, Ast n)
{
    const struct ast_node *at = ast_at(j->ast, n);

    return is_atom(j, n) ||
           (at->kind == AST_BINARY && at->op != AST_ADD && at->op != AST_SUB);
}

static const char *bracketed(const struct job *j, Ast n, bool plain)
{
    const char *text = text_of_span(j, ast_at(j->ast, n)->span);

    return plain ? text : arena_printf(j->arena, "(%s)", text);
}

const char *text_of_factor(const struct job *j, Ast n)
{
    return bracketed(j, n, is_atom(j, n));
}

const char *text_of_right(const struct job *j, Ast n)
{
    return bracketed(j, n, is_product(j, n));
}

unsigned line_of(const struct job *j, struct span at)
{
    return source_place(j->source, at.lo).line;
}

/* ---- shapes ------------------------------------------------------------- */

static const char *integer(const struct job *j, Expr e)
{
    struct dag_names names = program_names(j->program);
    char *text = NULL;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    const char *kept;

    if (!f)
        base_no_memory();
    dag_print(j->program->dag, e, &names, f);
    fclose(f);
    kept = arena_strndup(j->arena, text, n);
    free(text);
    return kept;
}

const char *text_of_shape(const struct job *j, unsigned rank, const Expr *lo,
                          const Expr *count)
{
    struct dag *g = j->program->dag;
    const char *text = "";

    for (unsigned k = 0; k < rank; k++) {
        Expr hi = dag_range_end(g, lo[k], count[k]);
        bool from1 = dag_is_int(g, lo[k]) && dag_int_value(g, lo[k]) == 1;
        const char *from = from1 ? "" : integer(j, lo[k]);
        text = arena_printf(j->arena, "%s%s%s%s%s", text, k ? ", " : "[",
                            from, from1 ? "" : "..", integer(j, hi));
    }
    return rank ? arena_printf(j->arena, "%s]", text) : text;
}

/* ---- families ----------------------------------------------------------- */

static bool same_span(struct span a, struct span b)
{
    return a.lo == b.lo && a.hi == b.hi;
}

/* Families come in the order of the text: one pass finds them all. */
Ast *family_nodes(const struct job *j)
{
    const struct program *p = j->program;
    Ast *nodes = arena_array(j->arena, p->families.n + 1, sizeof *nodes);
    size_t f = 0;

    for (uint32_t k = 1; k < j->ast->nodes.n && f < p->families.n; k++) {
        const struct ast_node *n = &j->ast->nodes.at[k];
        if ((n->kind == AST_EQUATION || n->kind == AST_FIT) &&
            same_span(n->span, p->families.at[f].span))
            nodes[f++] = (Ast){k};
    }
    return nodes;
}
