/*
 * check.c -- eqc check FILE: what the problem is, in plain words, and nothing
 * solved.  Data files are read, since they decide the sizes and may be wrong.
 */
#include <string.h>

#include "../../runtime/host/numtext.h"
#include "check.h"
#include "generic.h"

/* ---- unknowns, params, data --------------------------------------------- */

static void heading(const struct check *c, const char *what, size_t n)
{
    fprintf(c->out, "%s: %zu", what, n);
}

static const struct symbol *symbol_at(const struct check *c, uint32_t array)
{
    uint32_t s = c->job->program->arrays.at[array].symbol;

    return s < c->job->model->symbols.n ? &c->job->model->symbols.at[s] : NULL;
}

static const char *name_and_shape(const struct check *c, const struct array *a)
{
    return arena_printf(c->job->arena, "%s%s", a->name,
                        text_of_shape(c->job, a->rank, a->lo, a->count));
}

static const char *text_of_node(const struct check *c, Ast n)
{
    return text_of_span(c->job, ast_at(c->job->ast, n)->span);
}

static const char *bounds_text(const struct check *c, const struct symbol *s)
{
    if (!s || ast_absent(c->job->ast, s->bounds))
        return "";
    return arena_printf(c->job->arena, " in %s", text_of_node(c, s->bounds));
}

/* The start of an unknown that is one number, where it is known by now. */
static const char *start_text(const struct check *c, const struct array *a,
                              const struct symbol *s, size_t at)
{
    const struct program *p = c->job->program;
    char number[EQN_MAX];

    if (s && !ast_absent(c->job->ast, s->init))
        return arena_printf(c->job->arena, "start %s",
                            text_of_node(c, s->init));
    if (c->job->plan->separable && c->job->plan->separable[a - p->arrays.at])
        return "linear, given the others: needs no start";
    if (a->rank > 0 || !c->bound->d.start)
        return "start not given";
    eqn_show(c->bound->d.start[at], number);
    return arena_printf(c->job->arena, "start not given; %s is taken", number);
}

static void unknown(struct check *c, uint32_t k, size_t item, size_t *at)
{
    const struct array *a = &c->job->program->arrays.at[k];
    const struct symbol *s = symbol_at(c, k);
    const char *left = arena_printf(c->job->arena, "%s%s",
                                    name_and_shape(c, a), bounds_text(c, s));

    fprintf(c->out, "  %-20s %s\n", left, start_text(c, a, s, *at));
    *at += c->bound->d.in.unknowns[item].count;
}

static void unknowns(struct check *c)
{
    const struct program *p = c->job->program;
    size_t item = 0, at = 0;

    heading(c, "unknowns", c->bound->d.in.n);
    if (c->bound->program.unknowns.count > 0 && !c->job->model->declared)
        fputs(", none declared: the free names are taken", c->out);
    fputc('\n', c->out);
    for (uint32_t k = 0; k < p->arrays.n; k++)
        if (p->arrays.at[k].kind == ARRAY_UNKNOWN)
            unknown(c, k, item++, &at);
}

static void params(struct check *c)
{
    const struct program *p = c->job->program;

    if (c->bound->program.params.count == 0)
        return;
    heading(c, "params", c->bound->program.params.count);
    fputc('\n', c->out);
    for (uint32_t k = 0; k < p->arrays.n; k++) {
        const struct symbol *s = symbol_at(c, k);
        if (p->arrays.at[k].kind != ARRAY_PARAM)
            continue;
        fprintf(c->out, "  %s%s\n", name_and_shape(c, &p->arrays.at[k]),
                s && !ast_absent(c->job->ast, s->init)
                    ? arena_printf(c->job->arena, " = %s",
                                   text_of_node(c, s->init))
                    : ": no default, must be given");
    }
}

static bool is_data(const struct check *c, uint32_t k)
{
    const struct symbol *s = symbol_at(c, k);

    return s && s->kind == SYMBOL_DATA;
}

static void datum(const struct check *c, uint32_t k)
{
    const struct job *j = c->job;
    const struct symbol *s = symbol_at(c, k);
    const char *text;

    fprintf(c->out, "  %s", name_and_shape(c, &j->program->arrays.at[k]));
    if (!ast_absent(j->ast, s->from)) {
        fprintf(c->out, " from %s", ast_at(j->ast, s->from)->name);
        if (!ast_absent(j->ast, s->init))
            fprintf(c->out, ", column %s", text_of_node(c, s->init));
    } else if (!ast_absent(j->ast, s->init)) {
        text = text_of_node(c, s->init);
        fprintf(c->out, " = %s", strlen(text) > 60 ? "..." : text);
    }
    fputc('\n', c->out);
}

static void data(struct check *c)
{
    const struct program *p = c->job->program;
    size_t n = 0;

    for (uint32_t k = 0; k < p->arrays.n; k++)
        n += is_data(c, k);
    if (n == 0)
        return;
    heading(c, "data", n);
    for (size_t k = 0; k < p->sizes.n; k++)
        if (c->bound->d.in.sizes[k] >= 0)
            fprintf(c->out, "; %s = %lld", p->sizes.at[k],
                    c->bound->d.in.sizes[k]);
    fputc('\n', c->out);
    for (uint32_t k = 0; k < p->arrays.n; k++)
        if (is_data(c, k))
            datum(c, k);
}

/* ---- definitions and rows ------------------------------------------------ */

static void definitions(struct check *c)
{
    const struct job *j = c->job;
    bool begun = false;

    for (size_t k = 0; k < j->model->order.n; k++) {
        const struct symbol *s = &j->model->symbols.at[j->model->order.at[k]];
        if (s->kind != SYMBOL_LET || ast_absent(j->ast, s->init))
            continue;
        if (!begun)
            fputs("definitions:\n", c->out);
        begun = true;
        fprintf(c->out, "  %s%s = %s", s->name,
                s->dims.i ? text_of_node(c, s->dims) : "",
                text_of_node(c, s->init));
        if (s->defined)
            fprintf(c->out, "   (the equation in line %u defines it)",
                    line_of(j, ast_at(j->ast, s->equation)->span));
        fputc('\n', c->out);
    }
}

static const char *rows_word(size_t n)
{
    return n == 1 ? "row" : "rows";
}

static void relation(const struct check *c, size_t k)
{
    const struct family *f = &c->job->program->families.at[k];
    size_t rows = c->bound->d.in.families[k].count;

    fprintf(c->out, "  line %u: %s", line_of(c->job, f->span),
            text_of_span(c->job, f->span));
    if (f->domain.rank > 0)
        fprintf(c->out, "   (%zu %s)", rows, rows_word(rows));
    fputc('\n', c->out);
}

static void relations(struct check *c, enum family_kind kind, const char *what)
{
    const struct program *p = c->job->program;
    size_t n = 0, rows = 0;

    for (size_t k = 0; k < p->families.n; k++)
        if (p->families.at[k].kind == kind && c->nodes[k].i) {
            n++;
            rows += c->bound->d.in.families[k].count;
        }
    if (n == 0)
        return;
    heading(c, what, n);
    if (rows != n)
        fprintf(c->out, ", %zu %s", rows, rows_word(rows));
    fputc('\n', c->out);
    for (size_t k = 0; k < p->families.n; k++)
        if (p->families.at[k].kind == kind && c->nodes[k].i)
            relation(c, k);
}

static void constraints(struct check *c)
{
    const struct program *p = c->job->program;

    if (p->constraints.n == 0)
        return;
    heading(c, "constraints", p->constraints.n);
    fputc('\n', c->out);
    for (size_t k = 0; k < p->constraints.n; k++) {
        const struct family *f = &p->constraints.at[k];
        if (k > 0 && f->span.lo == f[-1].span.lo)
            continue;        /* the next link of a chain */
        fprintf(c->out, "  line %u%s%s: %s\n", line_of(c->job, f->span),
                f->name ? ", " : "", f->name ? f->name : "",
                text_of_span(c->job, f->span));
    }
}

static void shows(struct check *c)
{
    const struct program *p = c->job->program;

    if (p->shows.n > 0)
        fputs("results:\n", c->out);
    for (size_t k = 0; k < p->shows.n; k++)
        fprintf(c->out, "  %s = %s\n", p->shows.at[k].name,
                text_of_span(c->job, p->shows.at[k].span));
}

/* ---- the verdict before the solve ---------------------------------------- */

size_t check_rows(const struct check *c)
{
    size_t rows = 0;

    for (size_t k = 0; k < c->job->program->families.n; k++)
        rows += c->bound->d.in.families[k].count;
    return rows;
}

const char *check_why(const struct check *c)
{
    const struct plan *p = c->job->plan;
    bool linear = p->flags & EQR_LINEAR;

    if (c->job->program->solve.solver)
        return "asked for by `solve with`";
    if (c->job->program->constraints.n > 0)
        return "keeps the constraints";
    switch (p->cls) {
    case EQR_CLASS_SYSTEM: case EQR_CLASS_LEAST_SQUARES:
        if (strcmp(p->solver, "linear") == 0)
            return "linear in all unknowns, without bounds: one step";
        if (linear)
            return "linear in all unknowns, but with bounds";
        if (strcmp(p->solver, "newton") == 0)
            return "as many equations as unknowns, not linear";
        return p->cls == EQR_CLASS_SYSTEM
                   ? "not linear, and not as many equations as unknowns"
                   : "a sum of squares that is not linear in the unknowns";
    case EQR_CLASS_MINIMISE:
        return strcmp(p->solver, "newton_cg") == 0
                   ? "the loss is no sum of squares, but smooth and small"
                   : "the loss is no sum of squares";
    default:
        return "";
    }
}

static void freedom(const struct check *c)
{
    size_t rows = check_rows(c), n = c->bound->d.in.n;

    if (c->job->plan->cls == EQR_CLASS_LEAST_SQUARES)
        fprintf(c->out, "degrees of freedom: %lld (%zu %s - %zu unknown%s)\n",
                (long long)rows - (long long)n, rows, rows_word(rows), n,
                n == 1 ? "" : "s");
    else if (c->job->plan->cls == EQR_CLASS_SYSTEM)
        fprintf(c->out, "count: %zu equation%s for %zu unknown%s\n", rows,
                rows == 1 ? "" : "s", n, n == 1 ? "" : "s");
}

static void in_words(struct check *c)
{
    const struct plan *p = c->job->plan;

    fprintf(c->out, "%s: %s\n", c->job->source->name, p->class_text);
    unknowns(c);
    params(c);
    data(c);
    definitions(c);
    relations(c, FAMILY_EQUATION, "equations");
    relations(c, FAMILY_FIT, "fits");
    constraints(c);
    check_total(c);
    freedom(c);
    if (p->cls != EQR_CLASS_EVALUATION)
        fprintf(c->out, "solver: %s (%s)\n", p->solver, check_why(c));
    check_say_modes(c);
    shows(c);
    if (c->job->options->value[OPT_BLOCKS])
        findings_blocks(c->job->arena, c->job->source, c->job->program,
                        c->out);
}

/* Of linear equations all is known but how well: of as many as unknowns. */
static bool look_around(const struct job *j, const struct bound *b)
{
    return j->finding == FINDING_NONE ||
           (j->finding == FINDING_SOLUTION &&
            b->d.problem.residual.count <= b->d.problem.n);
}

int command_check(struct job *j)
{
    struct bound b;
    struct check c = {.job = j, .bound = &b, .out = stdout};
    int code;

    j->explains = j->reports = true;
    code = job_compile(j);
    if (code)
        return code;
    code = bound_load_and_hear(j, &b);
    if (code == 0 && b.params_known)
        code = bound_start(&b);
    if (code == 0 && b.params_known && look_around(j, &b))
        generic_check(j, &b, j->structural || j->finding == FINDING_SOLUTION);
    if (code == 0 && b.params_known)
        eqh_driver_empty(&b.d);
    bound_hear(j, &b);
    if (!job_report(j) && code == 0)
        code = EXIT_ERRORS;
    if (code == 0) {
        c.nodes = family_nodes(j);
        if (j->options->value[OPT_JSON])
            check_json(&c);
        else
            in_words(&c);
    }
    bound_free(&b);
    return code == 0 && j->finding == FINDING_CONTRADICTION ? EXIT_CONTRADICTION : code;
}
