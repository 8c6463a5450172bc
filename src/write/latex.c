/*
 * latex.c -- see latex.h.  The texts are made from the leaves up, since
 * children stand before their parents: a loop, not a recursion.
 */
#include "latex.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../tables/ops.h"

/* Nobody reads a longer formula; it also keeps the work linear. */
enum { LONGEST = 3000 };

struct latex {
    const struct ast *t;
    struct arena *a;
    const char **text;       /* per node; NULL: none of its own */
    FILE *out;
};

/* ---- names and numbers -------------------------------------------------------------- */

static const char *const greek[] = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta",
    "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi",
    "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
    "Sigma", "Phi", "Psi", "Omega"
};

/* The first n letters of a name: "\alpha", "x", "\mathrm{speed}". */
static const char *stem(struct latex *l, const char *name, size_t n)
{
    for (size_t k = 0; k < sizeof greek / sizeof *greek; k++)
        if (strlen(greek[k]) == n && strncmp(greek[k], name, n) == 0)
            return arena_printf(l->a, "\\%s", greek[k]);
    if (n == 3 && strncmp(name, "inf", 3) == 0)
        return "\\infty";
    return n == 1 ? arena_printf(l->a, "%.1s", name)
                  : arena_printf(l->a, "\\mathrm{%.*s}", (int)n, name);
}

/* "half_life" is two words, and no half with an index. */
static const char *words_text(struct latex *l, const char *name)
{
    const char *text = "";

    while (*name) {
        size_t n = strcspn(name, "_");
        text = arena_printf(l->a, "%s%.*s%s", text, (int)n, name,
                            name[n] ? "\\_" : "");
        name += n + (name[n] == '_');
    }
    return arena_printf(l->a, "\\mathrm{%s}", text);
}

/* "x1" is x with index 1, "k_on" k with index on. */
static const char *name_text(struct latex *l, const char *name)
{
    size_t n = strcspn(name, "_"), digits = strlen(name);
    const char *rest;

    while (digits > 0 && name[digits - 1] >= '0' && name[digits - 1] <= '9')
        digits--;
    if (n == 0 || digits == 0)
        return words_text(l, name);
    if (n == strlen(name))
        n = digits;
    if (n > 2 && name[n] == '_')
        return words_text(l, name);
    rest = name + n + (name[n] == '_');
    if (*rest == '\0')
        return stem(l, name, n);
    /* A further _ would begin an index of the index. */
    return strchr(rest, '_') ? words_text(l, name)
         : arena_printf(l->a, "%s_{\\mathrm{%s}}", stem(l, name, n), rest);
}

static const char *number_text(struct latex *l, const char *text)
{
    size_t n = strcspn(text, "eE");

    if (text[n] == '\0')
        return text;
    return arena_printf(l->a, "%.*s \\cdot 10^{%s}", (int)n, text,
                        text + n + 1 + (text[n + 1] == '+'));
}

/* ---- expressions ----------------------------------------------------------------------- */

static const char *kid_text(const struct latex *l, Ast n, unsigned k)
{
    Ast kid = ast_nth(l->t, n, k);

    return kid.i && l->text[kid.i] ? l->text[kid.i] : "";
}

/* Without the brackets around it. */
static const char *bare(const struct latex *l, Ast n, unsigned k)
{
    Ast kid = ast_nth(l->t, n, k);

    while (kid.i && ast_at(l->t, kid)->kind == AST_GROUP)
        kid = ast_kid(l->t, kid);
    return kid.i && l->text[kid.i] ? l->text[kid.i] : "";
}

static const char *joined(struct latex *l, Ast first, const char *sign)
{
    const char *text = "";

    for (Ast k = first; k.i; k = ast_next(l->t, k))
        text = arena_printf(l->a, "%s%s%s", text, *text ? sign : "",
                            l->text[k.i] ? l->text[k.i] : "");
    return text;
}

static const char *binary_text(struct latex *l, Ast n)
{
    const char *a = kid_text(l, n, 0), *b = kid_text(l, n, 1);
    bool digit = *b >= '0' && *b <= '9';

    switch (ast_at(l->t, n)->op) {
    case AST_ADD: return arena_printf(l->a, "%s + %s", a, b);
    case AST_SUB: return arena_printf(l->a, "%s - %s", a, b);
    case AST_MUL: case AST_MATMUL:
        return arena_printf(l->a, "%s %s %s", a, digit ? "\\cdot" : "\\,", b);
    case AST_DIV:
        return arena_printf(l->a, "\\frac{%s}{%s}", bare(l, n, 0),
                            bare(l, n, 1));
    case AST_POW:
        return arena_printf(l->a, "{%s}^{%s}", a, bare(l, n, 1));
    case AST_AND: return arena_printf(l->a, "%s \\land %s", a, b);
    default: return arena_printf(l->a, "%s \\lor %s", a, b);
    }
}

/* The template of ops.def with its holes filled: $a, $A, $b, $B. */
static const char *template_text(struct latex *l, const char *tex, Ast n)
{
    const char *text = "";

    while (*tex) {
        size_t plain = strcspn(tex, "$");
        text = arena_printf(l->a, "%s%.*s", text, (int)plain, tex);
        tex += plain;
        if (*tex == '\0')
            break;
        text = arena_printf(l->a, "%s%s", text,
                            bare(l, n, tex[1] == 'a' || tex[1] == 'A' ? 0 : 1));
        tex += 2;
    }
    return text;
}

static const char *reduction_text(struct latex *l, const char *name, Ast reduce)
{
    const char *sign = strcmp(name, "sum") == 0 ? "\\sum"
                     : strcmp(name, "prod") == 0 ? "\\prod"
                     : arena_printf(l->a, "\\operatorname*{%s}", name);
    const char *text = "";

    for (Ast k = ast_kid(l->t, ast_kid(l->t, reduce)); k.i;
         k = ast_next(l->t, k)) {
        Ast range = ast_kid(l->t, k);
        if (ast_at(l->t, k)->kind == AST_BINDER &&
            ast_at(l->t, range)->kind == AST_RANGE)
            text = arena_printf(l->a, "%s%s_{%s=%s}^{%s} ", text, sign,
                                name_text(l, ast_at(l->t, k)->name),
                                kid_text(l, range, 0), kid_text(l, range, 1));
        else
            text = arena_printf(l->a, "%s%s_{%s} ", text, sign,
                                l->text[k.i] ? l->text[k.i] : "");
    }
    return arena_printf(l->a, "%s%s", text, kid_text(l, reduce, 1));
}

static const char *call_text(struct latex *l, Ast n)
{
    const char *name = ast_at(l->t, n)->name;
    Ast kid = ast_kid(l->t, n);
    int op = op_find(name, strlen(name));

    if (kid.i && ast_at(l->t, kid)->kind == AST_REDUCE)
        return reduction_text(l, name, kid);
    if (op >= 0 && ast_count(l->t, n) == op_row((enum op)op)->arity)
        return template_text(l, op_row((enum op)op)->tex, n);
    return arena_printf(l->a, "\\operatorname{%s}\\left(%s\\right)", name,
                        joined(l, kid, ", "));
}

static const char *compare_sign(enum ast_op op)
{
    return op == AST_LE ? "\\le" : op == AST_GE ? "\\ge" : op == AST_LT ? "<"
         : op == AST_GT ? ">" : op == AST_NE ? "\\ne" : "=";
}

static const char *index_text(struct latex *l, Ast n)
{
    Ast base = ast_kid(l->t, n);
    const char *text = kid_text(l, n, 0);

    /* An index that the name has already goes into brackets. */
    return arena_printf(l->a, strchr(text, '_') ? "{%s}_{,%s}" : "{%s}_{%s}",
                        text, joined(l, ast_next(l->t, base), ", "));
}

static const char *expression(struct latex *l, Ast n)
{
    const struct ast_node *x = ast_at(l->t, n);

    switch (x->kind) {
    case AST_NUM: return number_text(l, x->name);
    case AST_NAME: return name_text(l, x->name);
    case AST_BINARY: return binary_text(l, n);
    case AST_CALL: return call_text(l, n);
    case AST_INDEX: return index_text(l, n);
    case AST_UNARY:
        return arena_printf(l->a, "%s%s", x->op == AST_NEG ? "-"
                            : x->op == AST_NOT ? "\\lnot " : "",
                            kid_text(l, n, 0));
    case AST_GROUP:
        return arena_printf(l->a, "\\left(%s\\right)", kid_text(l, n, 0));
    case AST_LIST:
        return arena_printf(l->a, "\\left[%s\\right]",
                            joined(l, (Ast){x->kid}, ", "));
    case AST_TRANSPOSE:
        return arena_printf(l->a, "{%s}^{\\mathsf{T}}", kid_text(l, n, 0));
    case AST_RANGE:
        return x->op == AST_BOUNDS
            ? arena_printf(l->a, "\\left[%s, %s\\right]", kid_text(l, n, 0),
                           kid_text(l, n, 1))
            : arena_printf(l->a, "%s \\dots %s", kid_text(l, n, 0),
                           kid_text(l, n, 1));
    case AST_BINDER:
        return arena_printf(l->a, "%s = %s", name_text(l, x->name),
                            kid_text(l, n, 0));
    case AST_BINDERS: case AST_DIMS:
        return joined(l, (Ast){x->kid}, ",\\ ");
    case AST_COND:
        return arena_printf(l->a, "\\text{if } %s", kid_text(l, n, 0));
    case AST_CMPOP: return compare_sign(x->op);
    case AST_COMPARE: return joined(l, (Ast){x->kid}, " ");
    case AST_IF:
        return arena_printf(l->a, "\\begin{cases} %s & \\text{if } %s \\\\ %s "
                            "& \\text{otherwise} \\end{cases}",
                            kid_text(l, n, 1), kid_text(l, n, 0),
                            kid_text(l, n, 2));
    case AST_NAMED:
        return arena_printf(l->a, "%s = %s", name_text(l, x->name),
                            kid_text(l, n, 0));
    case AST_PARAMS: return joined(l, (Ast){x->kid}, ", ");
    default: return NULL;
    }
}

/* ---- statements ---------------------------------------------------------------------------- */

static void line(const struct latex *l, const char *left, const char *sign,
                 const char *right, const char *where)
{
    fprintf(l->out, "  %s &%s %s%s%s \\\\\n", left, sign, right,
            *where ? " && " : "", where);
}

static void declaration(struct latex *l, enum ast_op word, Ast n,
                        const char *where)
{
    const struct ast_node *x = ast_at(l->t, n);
    Ast dims = ast_kid(l->t, n), init = ast_next(l->t, dims);
    Ast bounds = ast_next(l->t, init);
    const char *name = name_text(l, x->name);

    if (x->kind != AST_DECL)
        return;
    if (ast_kid(l->t, dims).i && l->text[dims.i])
        name = arena_printf(l->a, "{%s}_{%s}", name, l->text[dims.i]);
    if (word == AST_UNKNOWN && !ast_absent(l->t, bounds))
        line(l, name, "\\in", kid_text(l, n, 2), where);
    else if (word != AST_UNKNOWN && !ast_absent(l->t, init) &&
             l->text[init.i])
        line(l, name, "=", l->text[init.i], where);
}

static void function(struct latex *l, Ast n)
{
    Ast params = ast_kid(l->t, n), body = ast_next(l->t, params);
    const char *left = arena_printf(l->a, "\\operatorname{%s}\\left(%s\\right)",
                                    ast_at(l->t, n)->name, l->text[params.i]);

    for (Ast k = ast_kid(l->t, body); k.i; k = ast_next(l->t, k)) {
        if (ast_at(l->t, k)->kind == AST_DECLS)
            declaration(l, AST_LET, ast_kid(l->t, k), "");
        else if (l->text[k.i])
            line(l, left, "=", l->text[k.i], "");
    }
}

static void statement(struct latex *l, Ast n, const char *where)
{
    const struct ast_node *x = ast_at(l->t, n);

    switch (x->kind) {
    case AST_EQUATION: case AST_FIT:
        line(l, kid_text(l, n, 0), x->kind == AST_FIT ? "\\approx" : "=",
             kid_text(l, n, 1), where);
        break;
    case AST_CONSTRAINT:
        line(l, "", "", kid_text(l, n, 0), where);
        break;
    case AST_OBJECTIVE:
        line(l, x->op == AST_MAXIMIZE ? "\\max" : "\\min", "",
             kid_text(l, n, 0), where);
        break;
    case AST_SHOW:
        for (Ast k = ast_kid(l->t, n); k.i; k = ast_next(l->t, k))
            if (ast_at(l->t, k)->name)
                line(l, name_text(l, ast_at(l->t, k)->name), "=",
                     kid_text(l, k, 0), where);
        break;
    case AST_DECLS:
        for (Ast k = ast_kid(l->t, n); k.i; k = ast_next(l->t, k))
            declaration(l, x->op, k, where);
        break;
    case AST_FN:
        function(l, n);
        break;
    default:
        break;
    }
}

/* Statements in the order of the text, those of `for` with its range. */
static void statements(struct latex *l, Ast first)
{
    struct { Ast at; const char *where; } open[16];
    int depth = 0;
    const char *where = "";
    Ast n = first;

    for (;;) {
        if (!n.i) {
            if (depth == 0)
                return;
            depth--;
            n = ast_next(l->t, open[depth].at);
            where = open[depth].where;
        } else if (ast_at(l->t, n)->kind == AST_FOR && depth < 16) {
            open[depth].at = n;
            open[depth++].where = where;
            where = arena_printf(l->a, "%s%s%s", where, *where ? ",\\ " : "",
                                 kid_text(l, n, 0));
            n = ast_next(l->t, ast_kid(l->t, n));
        } else {
            statement(l, n, where);
            n = ast_next(l->t, n);
        }
    }
}

void latex_print(const struct ast *t, struct arena *a, FILE *out)
{
    struct latex l = {.t = t, .a = a, .out = out};

    l.text = calloc(t->nodes.n + 1, sizeof *l.text);
    if (!l.text)
        base_no_memory();
    for (uint32_t k = 1; k < t->nodes.n; k++) {
        const char *text = expression(&l, (Ast){k});
        l.text[k] = text && strlen(text) > LONGEST ? "\\cdots" : text;
    }
    fputs("\\begin{align*}\n", out);
    statements(&l, ast_kid(t, t->root));
    fputs("\\end{align*}\n", out);
    free(l.text);
}
