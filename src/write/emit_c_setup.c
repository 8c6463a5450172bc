/*
 * emit_c_setup.c -- PREFIX_setup_size and PREFIX_setup, for problems whose
 * memory is not a constant: sizes known at run time, or matrices whose
 * structure is looked at first (runtime/core/analysis.h).
 */
#include "../base/arena.h"
#include "emit_c_own.h"

/* How many rows there are, and how large their matrix is. */
static void row_sizes(struct emit *e, struct out *o, const char *block,
                      const struct plan_rows *rows, const char *form)
{
    out_line(o, "sizes.%s.count = (size_t)(%s);", block,
             emit_size(e, rows->count, form));
    out_line(o, "sizes.%s.width = (size_t)(%s);", block,
             emit_size(e, rows->width, form));
    if (rows->entries.i)
        out_line(o, "sizes.%s.entries = (size_t)(%s);", block,
                 emit_size(e, rows->entries, form));
}

/* What the matrices of a constrained problem are as large as. */
static void constrained_sizes(struct emit *e, struct out *o, const char *form)
{
    const struct plan_rows *rows = &e->plan->lists[LIST_CONSTRAINT];

    if (rows->each.n == 0 && !emit_has(e, FUNCTION_HESSIAN))
        return;
    row_sizes(e, o, "constraint", rows, form);
    out_line(o, "sizes.hessian.count = (size_t)(%s);",
             e->columns ? arena_printf(e->arena, "(%s) * (%s)",
                                       emit_size(e, e->plan->n, form),
                                       emit_size(e, e->plan->n, form))
                        : emit_size(e, e->plan->hessian_size, form));
}

/* What is looked at once: the memory for it stands after the reals. */
static void analysis_functions(struct emit *e, struct out *o)
{
    const char *form = "(ptrdiff_t)d->%s";

    if (!e->analysed)
        return;
    emit_block(e, o, "/* Bytes before what the analysis of the structure "
         "keeps. */\n"
         "static size_t $_analysis_at(const $_data *d)\n{");
    o->depth = 1;
    out_line(o, "size_t reals = sizeof(%s) * (size_t)(%s);", e->real,
             emit_reals(e, form));
    out_blank(o);
    out_line(o, "(void)d;");
    out_line(o, "return %s_RUN_BYTES + (reals + 15) / 16 * 16;", e->upper);
    o->depth = 0;
    emit_block(e, o, "}\n");
    emit_block(e, o, "static size_t $_analysis_bytes(const $_data *d)\n{\n"
         "    eqr_problem sizes;\n"
         "\n"
         "    (void)d;\n"
         "    eqr_problem_clear(&sizes);");
    o->depth = 1;
    out_line(o, "sizes.n = (size_t)(%s);", emit_size(e, e->plan->n, form));
    row_sizes(e, o, "residual", &e->plan->lists[LIST_RESIDUAL], form);
    constrained_sizes(e, o, form);
    out_line(o, "return eqr_analysis_size(&sizes, %s);", emit_solver_name(e));
    o->depth = 0;
    emit_block(e, o, "}\n");
}

/* Sizes, then how many rows there are, where that is found at set-up. */
unsigned emit_sizes_kept(const struct emit *e)
{
    return (unsigned)e->prog->sizes.n + (emit_finds_rows(e) ? 2 : 0);
}

static void keep_found(struct emit *e, struct out *o)
{
    unsigned n = (unsigned)e->prog->sizes.n;

    if (!emit_finds_rows(e))
        return;
    out_line(o, "s->sizes[%u] = run->problem.residual.count;", n);
    out_line(o, "s->sizes[%u] = run->problem.constraint.count;", n + 1);
}

void emit_found_again(struct emit *e, struct out *o, const char *code)
{
    unsigned n = (unsigned)e->prog->sizes.n;

    if (e->fixed || !emit_finds_rows(e))
        return;
    out_line(o, "if (%s == 0 && (m->problem.residual.count != s->sizes[%u] ||",
             code, n);
    out_line(o, "        m->problem.constraint.count != s->sizes[%u]))",
             n + 1);
    out_line(o, "    %s = EQR_REFUSED;       /* set-up was for other rows */",
             code);
}

void emit_setup(struct emit *e, struct out *o)
{
    if (e->fixed)
        return;
    analysis_functions(e, o);
    emit_block(e, o, "size_t $_setup_size(const $_data *d)\n{");
    o->depth = 1;
    out_line(o, "if (%s_refused_data(d))", e->prefix);
    out_line(o, "    return 0;");
    out_line(o, "if (!(%s < (double)((size_t)-1 / 64)))",
             emit_reals(e, "(double)d->%s"));
    out_line(o, "    return 0;");
    if (e->analysed)
        out_line(o, "return %s_analysis_at(d) + %s_analysis_bytes(d);",
                 e->prefix, e->prefix);
    else
        out_line(o, "return %s_RUN_BYTES + sizeof(%s) * (size_t)(%s);",
                 e->upper, e->real, emit_reals(e, "(ptrdiff_t)d->%s"));
    o->depth = 0;
    emit_block(e, o, "}\n");
    emit_block(e, o, "int $_setup($_memory *s, const $_params *p, const "
         "$_data *d, void *memory)\n{\n"
         "    $_run *run = ($_run *)memory;\n"
         "    int code;\n"
         "\n"
         "    if (!s || !memory || $_refused(p, d))\n"
         "        return EQR_REFUSED;\n"
         "    s->memory = memory;\n"
         "    s->work = NULL;");
    o->depth = 1;
    for (uint32_t k = 0; k < e->prog->sizes.n; k++)
        out_line(o, "s->sizes[%u] = d->%s;", (unsigned)k,
                 emit_size_name(e, k));
    out_line(o, "code = %s_bind(&run->state, p, d, %s, &run->problem);",
             e->prefix, emit_reals_at(e));
    keep_found(e, o);
    if (e->analysed) {
        out_line(o, "if (code == 0)");
        out_line(o, "    code = eqr_analyse(&run->problem, %s, (char *)memory "
                 "+ %s_analysis_at(d));", emit_solver_name(e), e->prefix);
        out_line(o, "run->analysis = run->problem.analysis;");
    }
    if (e->plan->search)
        out_line(o, "s->work_size = eqr_search_size(%d, &run->problem, %s, "
                 "EQR_SEARCH_KEEP);", e->plan->search, emit_solver_name(e));
    else
        out_line(o, "s->work_size = eqr_%s_size(&run->problem, %s);",
                 emit_has(e, FUNCTION_TERM) ? "batches" : "work",
                 emit_solver_name(e));
    if (e->has_statistics) {
        out_line(o, "if (s->work_size < eqr_statistics_size(&run->problem))");
        out_line(o, "    s->work_size = eqr_statistics_size(&run->problem);");
    }
    out_line(o, "return s->work_size == 0 ? EQR_REFUSED : code;");
    o->depth = 0;
    emit_block(e, o, "}\n");
}
