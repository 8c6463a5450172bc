/*
 * check_total.c -- the total that is made small, written out in the user's
 * own notation: the losses, plus rho of each fit's weighted residual.
 */
#include "check.h"

#include "../tables/losses.h"

#include <string.h>

static const char *join(const struct check *c, const char *a, const char *b)
{
    return a ? arena_printf(c->job->arena, "%s\n     + %s", a, b) : b;
}

static Ast suffix(const struct check *c, Ast fit, enum ast_op op)
{
    const struct ast *t = c->job->ast;

    for (Ast k = ast_next(t, ast_next(t, ast_kid(t, fit))); k.i;
         k = ast_next(t, k))
        if (ast_at(t, k)->op == op)
            return ast_kid(t, k);
    return AST_NONE;
}

/* "(left - right)", or over its sigma. */
static const char *residual(const struct check *c, Ast fit)
{
    const struct job *j = c->job;
    Ast left = ast_kid(j->ast, fit), right = ast_next(j->ast, left);
    Ast sigma = suffix(c, fit, AST_SIGMA);
    const char *r = arena_printf(j->arena, "(%s - %s)",
                                 text_of_span(j, ast_at(j->ast, left)->span),
                                 text_of_right(j, right));

    return sigma.i ? arena_printf(j->arena, "(%s/%s)", r,
                                  text_of_factor(j, sigma))
                   : r;
}

/* "rho(u) with rho = huber(d = 0.5): if abs(u) <= d ..." */
static const char *robust(const struct check *c, Ast with, Ast weight,
                          const char *u)
{
    const struct job *j = c->job;
    const struct loss_row *row = loss_find(ast_at(j->ast, with)->name);

    if (weight.i)
        u = arena_printf(j->arena, "sqrt(%s)*%s",
                         text_of_span(j, ast_at(j->ast, weight)->span), u);
    return arena_printf(j->arena, "rho(u), u = %s, rho = %s: %s", u,
                        text_of_span(j, ast_at(j->ast, with)->span),
                        row ? row->rho : "?");
}

static const char *term(const struct check *c, Ast fit)
{
    Ast weight = suffix(c, fit, AST_WEIGHT), with = suffix(c, fit, AST_WITH);
    const char *u = residual(c, fit);

    if (with.i)
        return robust(c, with, weight, u);
    if (weight.i)
        return arena_printf(c->job->arena, "%s*%s^2",
                            text_of_factor(c->job, weight), u);
    return arena_printf(c->job->arena, "%s^2", u);
}

static const char *fits(const struct check *c, const char *total)
{
    const struct program *p = c->job->program;

    for (size_t k = 0; k < p->families.n; k++) {
        size_t rows = c->bound->d.in.families[k].count;
        const char *t;
        if (p->families.at[k].kind != FAMILY_FIT || !c->nodes[k].i)
            continue;
        t = term(c, c->nodes[k]);
        if (p->families.at[k].domain.rank > 0)
            t = arena_printf(c->job->arena, "sum over %zu row%s of %s", rows,
                             rows == 1 ? "" : "s", t);
        total = join(c, total, t);
    }
    return total;
}

static const char *objectives(const struct check *c, const char *total)
{
    const struct ast *t = c->job->ast;

    for (uint32_t k = 1; k < t->nodes.n; k++)
        if (t->nodes.at[k].kind == AST_OBJECTIVE)
            total = join(c, total, text_of_span(c->job,
                                   ast_at(t, ast_kid(t, (Ast){k}))->span));
    return total;
}

const char *check_total_text(const struct check *c)
{
    const struct program *p = c->job->program;
    size_t rows = check_rows(c);

    if (c->job->plan->cls == EQR_CLASS_EVALUATION)
        return NULL;
    if (!p->has_fits && !p->has_objective)
        return arena_printf(c->job->arena, "sum over %zu row%s of "
                            "(left - right)^2; 0 where the equations hold",
                            rows, rows == 1 ? "" : "s");
    return fits(c, objectives(c, NULL));
}

void check_total(const struct check *c)
{
    const struct program *p = c->job->program;
    const char *text = check_total_text(c);

    if (!text)
        return;
    fprintf(c->out, "%s: %s\n", p->maximise ? "maximised" : "total", text);
    if (p->loss_is_squares)
        fprintf(c->out, "  recognised as a sum of squares over %zu rows\n",
                check_rows(c));
}
