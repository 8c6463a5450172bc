/* emit_c_public.c -- the public functions: start, solve, statistics... */
#include <string.h>

#include "../../runtime/core/search.h"
#include "../base/arena.h"
#include "emit_c_own.h"

/* Lines with $ for the prefix, @ for the type of reals, ^ for capitals. */
void emit_block(struct emit *e, struct out *o, const char *s)
{
    struct out t = {0};

    for (;; s++) {
        if (*s == '\n' || *s == '\0') {
            size_t indent = 0;

            out_bytes(&t, "", 1);
            while (t.text.at[indent] == ' ')
                indent++;
            o->depth = (unsigned)indent / OUT_INDENT;
            out_line(o, "%s", t.text.at + indent);
            t.text.n = 0;
        } else if (*s == '$') {
            out_str(&t, e->prefix);
        } else if (*s == '^') {
            out_str(&t, e->upper);
        } else if (*s == '@') {
            out_str(&t, e->real);
        } else {
            out_bytes(&t, s, 1);
        }
        if (*s == '\0')
            break;
    }
    o->depth = 0;
    out_free(&t);
}

/* ---- options, results, the run ---------------------------------------- */

static void run_struct(struct emit *e, struct out *o)
{
    out_comment(o, "One solve, in the caller's memory; the solver's own "
                "memory and the reals follow.");
    emit_block(e, o, arena_printf(
         e->arena, "typedef struct $_run {\n"
         "    $_state state;\n"
         "    eqr_problem problem;\n"
         "    eqr_options options;\n"
         "    eqr_%s run;\n"
         "    eqr_result found;\n"
         "    $_result *result;\n"
         "    int code;", e->plan->search ? "search"
                          : emit_has(e, FUNCTION_TERM) ? "batches" : "run"));
    o->depth = 1;
    if (e->analysed)
        out_line(o, "const struct eqr_analysis *analysis;   /* of the problem */");
    o->depth = 0;
    emit_block(e, o, "} $_run;\n");
    if (e->fixed)
        out_line(o, "enum { %s_RUN_BYTES = %zu, %s_SOLVER_BYTES = %zu };",
                 e->upper, emit_run_bytes(e), e->upper, e->solver_bytes);
    else
        out_line(o, "enum { %s_RUN_BYTES = %zu };", e->upper,
                 emit_run_bytes(e));
    out_line(o, "typedef char %s_run_fits[sizeof(%s_run) <= %s_RUN_BYTES ? 1 "
             ": -1];", e->prefix, e->prefix, e->upper);
    if (e->opt->shared)
        out_line(o, "typedef char %s_real_fits[sizeof(eqr_real) == sizeof(%s) "
                 "? 1 : -1];", e->prefix, e->real);
    out_blank(o);
}

static void options_in(struct emit *e, struct out *o)
{
    emit_block(e, o, "static void $_take_options(const $_options *from, eqr_options "
         "*to)\n{\n    static const $_options own = ^_OPTIONS;\n\n"
         "    from = from ? from : &own;");
    o->depth = 1;
    if (e->opt->shared) {
        out_line(o, "*to = *from;");
    } else {
        out_line(o, "*to = eqr_options_default();");
#define OPTION(type, name, value, whose, text)                                \
        if (emit_takes(e, whose))                                             \
            out_line(o, "to->" #name " = from->" #name ";");
#include "../../runtime/core/options.def"
#undef OPTION
        out_line(o, "to->caller = from->caller;");
        out_line(o, "to->cancel = from->cancel;");
        out_line(o, "to->trace = from->trace;");
    }
    o->depth = 0;
    emit_block(e, o, "}\n");
}

static void results_out(struct emit *e, struct out *o)
{
    emit_block(e, o, "static void $_give_result(const eqr_result *from, $_result "
         "*to)\n{");
    o->depth = 1;
    if (e->opt->shared) {
        out_line(o, "*to = *from;");
    } else {
#define RESULT(type, name, text)                                              \
    out_line(o, "to->" #name " = from->" #name ";");
#include "../../runtime/core/results.def"
#undef RESULT
    }
    o->depth = 0;
    emit_block(e, o, "}\n");
    emit_block(e, o, "/* Nothing was solved: input refused. */\n"
         "static int $_refuse($_result *result)\n"
         "{\n"
         "    eqr_result none;\n"
         "    eqr_run run;\n"
         "    int code = eqr_begin(&run, NULL, NULL, NULL, NULL, NULL, "
         "&none);\n"
         "\n"
         "    code = eqr_finish(&run, code);\n"
         "    if (result)\n"
         "        $_give_result(&none, result);\n"
         "    return code;\n"
         "}\n");
}

/* ---- memory ----------------------------------------------------------- */

const char *emit_solver_name(const struct emit *e)
{
    const char *name = e->plan->solver;

    return name && *name ? arena_printf(e->arena, "&eqr_%s", name) : "NULL";
}

/* Where the reals stand: after the run and, where it is there, the solver. */
static void reals_function(struct emit *e, struct out *o)
{
    emit_block(e, o, "static @ *$_reals(void *memory)\n{");
    o->depth = 1;
    out_line(o, "char *at = (char *)memory + %s_RUN_BYTES%s%s;", e->upper,
             e->fixed ? " + " : "",
             e->fixed ? arena_printf(e->arena, "%s_SOLVER_BYTES", e->upper)
                      : "");
    out_blank(o);
    out_line(o, "return (%s *)(void *)at;", e->real);
    o->depth = 0;
    emit_block(e, o, "}\n");
}

const char *emit_reals_at(struct emit *e)
{
    return arena_printf(e->arena, "%s_reals(%s)", e->prefix,
                        e->fixed ? "work" : "s->memory");
}

const char *emit_solver_at(struct emit *e)
{
    return e->fixed ? arena_printf(e->arena, "(char *)work + %s_RUN_BYTES",
                                   e->upper) : "s->work";
}

const char *emit_work_argument(struct emit *e)
{
    return e->fixed ? "void *work"
                    : arena_printf(e->arena, "%s_memory *s", e->prefix);
}

/* "the memory is there": a condition, negated. */
const char *emit_no_work(const struct emit *e)
{
    return e->fixed ? "!work" : "!s || !s->memory || !s->work";
}

static void sizes_differ(struct emit *e, struct out *o)
{
    if (e->fixed || e->prog->sizes.n == 0)
        return;
    emit_block(e, o, "/* Set-up was for other sizes. */\n"
         "static int $_other_sizes(const $_memory *s, const $_data "
         "*d)\n{");
    o->depth = 1;
    for (uint32_t k = 0; k < e->prog->sizes.n; k++)
        out_line(o, "%s s->sizes[%u] != d->%s%s", k ? "      " : "return",
                 (unsigned)k, emit_size_name(e, k),
                 k + 1 < e->prog->sizes.n ? " ||" : ";");
    o->depth = 0;
    emit_block(e, o, "}\n");
}

const char *emit_wrong(struct emit *e)
{
    bool sizes = !e->fixed && e->prog->sizes.n;

    return arena_printf(e->arena, "%s_refused(p, d)%s%s%s", e->prefix,
                        sizes ? " || " : "", sizes ? e->prefix : "",
                        sizes ? "_other_sizes(s, d)" : "");
}

/* ---- start ------------------------------------------------------------ */

static void offsets(struct emit *e, struct out *o)
{
    if (!e->flat)
        return;
    emit_block(e, o, "size_t $_unknown_count(const $_data *d)\n{");
    o->depth = 1;
    out_line(o, "return (size_t)(%s);",
             emit_size(e, e->plan->n, "(ptrdiff_t)d->%s"));
    o->depth = 0;
    emit_block(e, o, "}\n");
    for (size_t k = 0; k < e->unknowns.arrays.n; k++) {
        uint32_t array = e->unknowns.arrays.at[k];
        const char *at = emit_size(e, e->plan->arrays.at[array].offset,
                                   "(ptrdiff_t)d->%s");

        emit_block(e, o, arena_printf(e->arena,
                                "size_t $_at_%s(const $_data *d)\n{",
                                e->prog->arrays.at[array].name));
        o->depth = 1;
        if (!strchr(at, 'd'))
            out_line(o, "(void)d;");
        out_line(o, "return (size_t)(%s);", at);
        o->depth = 0;
        emit_block(e, o, "}\n");
    }
}

static const char *start_call(struct emit *e, const char *bounds)
{
    return arena_printf(e->arena, "%s_start_values(&state, (%s *)(void *)u, "
                        "%s)", e->prefix, e->real, bounds);
}

/* There are no unknowns. */
static void start_nothing(struct emit *e, struct out *o)
{
    emit_block(e, o, "int $_start($_unknowns *u, const $_params *p, const $_data "
         "*d)\n{\n"
         "    (void)u;\n"
         "    return $_refused(p, d) ? EQR_REFUSED : 0;\n"
         "}\n");
}

/* Start values that only params and data decide need no memory. */
static void start_plain(struct emit *e, struct out *o)
{
    emit_block(e, o, "int $_start($_unknowns *u, const $_params *p, const $_data "
         "*d)\n{\n"
         "    $_state state;\n"
         "\n"
         "    if (!u || $_refused(p, d))\n"
         "        return EQR_REFUSED;\n"
         "    state.p = p;\n"
         "    state.d = d;");
    o->depth = 1;
    out_line(o, "return %s;", start_call(e, "NULL, NULL"));
    o->depth = 0;
    emit_block(e, o, "}\n");
}

static void start_memory(struct emit *e, struct out *o)
{
    emit_block(e, o, arena_printf(
        e->arena, "int $_start($_unknowns *u, const $_params *p, const "
        "$_data *d, %s)\n{\n"
        "    $_state state;\n"
        "    eqr_problem problem;\n"
        "    int code;\n", emit_work_argument(e)));
    o->depth = 1;
    out_line(o, "if (!u || %s || %s)", e->fixed ? "!work"
             : "!s || !s->memory", emit_wrong(e));
    out_line(o, "    return EQR_REFUSED;");
    out_line(o, "code = %s_bind(&state, p, d, %s, &problem);", e->prefix,
             emit_reals_at(e));
    out_line(o, "return code != 0 ? code : %s;",
             start_call(e, e->has_bounds ? "state.lower, state.upper"
                                         : "NULL, NULL"));
    o->depth = 0;
    emit_block(e, o, "}\n");
}

/* ---- solve ------------------------------------------------------------ */

/* The calls of search.h and batches.h say so in their names. */
static const char *search_of(const struct emit *e)
{
    return e->plan->search ? "search_"
           : emit_has(e, FUNCTION_TERM) ? "batches_" : "";
}

static const char *how_to_search(const struct emit *e)
{
    static const char *const names[] = {
        [EQR_SEARCH_NONE] = "", [EQR_SEARCH_RULES] = "",
#define SEARCH(NAME, name, text)                                              \
        [EQR_SEARCH_##NAME] = "EQR_SEARCH_" #NAME ", EQR_SEARCH_KEEP, NULL, ",
#include "../../runtime/core/searches.def"
#undef SEARCH
    };

    return names[e->plan->search];
}

static void init(struct emit *e, struct out *o)
{
    const char *run = e->fixed ? "work" : "s->memory";

    emit_block(e, o, arena_printf(
        e->arena, "int $_init($_unknowns *u, const $_params *p, const $_data "
        "*d, %s, const $_options *options, $_result *result)\n{\n"
        "    $_run *m;\n", emit_work_argument(e)));
    o->depth = 1;
    out_line(o, "if (%s)", emit_no_work(e));
    out_line(o, "    return EQR_REFUSED;");
    out_line(o, "m = (%s_run *)%s;", e->prefix, run);
    out_line(o, "m->result = result;");
    out_line(o, "m->code = eqr_%sbegin(&m->run, %sNULL, NULL, NULL, NULL, "
             "NULL, &m->found);", search_of(e),
             e->plan->search ? "0, 0, NULL, " : "");
    out_line(o, "if (%s!result || %s)", e->unknowns.arrays.n ? "!u || " : "",
             emit_wrong(e));
    out_line(o, "    return m->code;");
    out_line(o, "%s_take_options(options, &m->options);", e->prefix);
    out_line(o, "m->code = %s_bind(&m->state, p, d, %s, &m->problem);",
             e->prefix, emit_reals_at(e));
    emit_found_again(e, o, "m->code");
    if (e->analysed)
        out_line(o, "m->problem.analysis = m->analysis;");
    out_line(o, "if (m->code == 0)");
    out_line(o, "    m->code = eqr_%sbegin(&m->run, %s&m->problem, %s, "
             "&m->options, (%s *)(void *)u, %s, &m->found);", search_of(e),
             how_to_search(e), emit_solver_name(e), e->real, emit_solver_at(e));
    out_line(o, "return m->code;");
    o->depth = 0;
    emit_block(e, o, "}\n");
}

static void step_and_done(struct emit *e, struct out *o)
{
    const char *missing = e->fixed ? "!work" : "!s || !s->memory";
    const char *run = e->fixed ? "work" : "s->memory";

    emit_block(e, o, arena_printf(
        e->arena, "int $_step(%s)\n{\n"
        "    $_run *m;\n"
        "\n"
        "    if (%s)\n"
        "        return EQR_REFUSED;\n"
        "    m = ($_run *)%s;\n"
        "    if (m->code == EQR_GO_ON)\n"
        "        m->code = eqr_%sadvance(&m->run);\n"
        "    return m->code;\n"
        "}\n", emit_work_argument(e), missing, run, search_of(e)));
    emit_block(e, o, arena_printf(
        e->arena, "int $_done(%s)\n{\n"
        "    $_run *m;\n"
        "    int status;\n"
        "\n"
        "    if (%s)\n"
        "        return EQR_REFUSED;\n"
        "    m = ($_run *)%s;\n"
        "    status = eqr_%sfinish(&m->run, m->code);\n"
        "    if (m->result)\n"
        "        $_give_result(&m->found, m->result);\n"
        "    return status;\n"
        "}\n", emit_work_argument(e), missing, run, search_of(e)));
}

/* Of a search: every answer that it has found. */
static void answer(struct emit *e, struct out *o)
{
    const char *missing = e->fixed ? "!work" : "!s || !s->memory";
    const char *run = e->fixed ? "work" : "s->memory";

    if (!e->plan->search)
        return;
    emit_block(e, o, arena_printf(
        e->arena, "size_t $_answers(%s)\n{\n"
        "    return %s ? 0 : (($_run *)%s)->run.count;\n"
        "}\n", emit_work_argument(e), missing, run));
    emit_block(e, o, arena_printf(
        e->arena, "int $_answer(size_t k, $_unknowns *u, @ *loss, %s)\n{\n"
        "    const $_run *m;\n"
        "\n"
        "    if (%s || k >= $_answers(%s))\n"
        "        return EQR_REFUSED;\n"
        "    m = (const $_run *)%s;\n"
        "    if (u)\n"
        "        eqr_copy(m->problem.n, m->run.answer[k].x, "
        "(@ *)(void *)u);\n"
        "    if (loss)\n"
        "        *loss = m->run.answer[k].loss;\n"
        "    return m->run.answer[k].status;\n"
        "}\n", emit_work_argument(e), missing, e->fixed ? "work" : "s", run));
}

static void solve(struct emit *e, struct out *o)
{
    const char *name = e->fixed ? "work" : "s";

    emit_block(e, o, arena_printf(
        e->arena, "int $_solve($_unknowns *u, const $_params *p, const $_data "
        "*d, %s, const $_options *options, $_result *result)\n{\n"
        "    int code;\n"
        "\n"
        "    if (!result || %s)\n"
        "        return $_refuse(result);\n"
        "    code = $_init(u, p, d, %s, options, result);\n"
        "    while (code == EQR_GO_ON)\n"
        "        code = $_step(%s);\n"
        "    return $_done(%s);\n"
        "}\n", emit_work_argument(e), emit_no_work(e), name, name, name));
}

/* ---- statistics ------------------------------------------------------- */

static void copy(struct emit *e, struct out *o, const char *to,
                 const char *from, const char *count)
{
    out_line(o, "if (%s && found.%s)", to, from);
    out_line(o, "    eqr_copy(%s, found.%s, (%s *)(void *)%s);", count, from,
             e->real, to);
}

static void statistics(struct emit *e, struct out *o)
{
    if (!e->has_statistics)
        return;
    emit_evaluator(e, o, "statistics",
              arena_printf(e->arena, "%s_unknowns *std_error, %s *covariance, "
                           "%s_shows *shows, %s_shows *shows_error, %s "
                           "*residual_sd", e->prefix, e->real, e->prefix,
                           e->prefix, e->real));
    out_line(o, "if (code == 0)");
    out_line(o, "    code = %s_statistics_of(&m->problem, x, %s, std_error, "
             "covariance, shows, shows_error, residual_sd);", e->prefix,
             emit_solver_at(e));
    out_line(o, "return code;");
    o->depth = 0;
    emit_block(e, o, "}\n");
}

static void statistics_of(struct emit *e, struct out *o)
{
    if (!e->has_statistics)
        return;
    emit_block(e, o, "static int $_statistics_of(const eqr_problem *problem, const "
         "@ *x, void *work, $_unknowns *std_error, @ *covariance, $_shows "
         "*shows, $_shows *shows_error, @ *residual_sd)\n{\n"
         "    eqr_statistics_result found;\n"
         "    int code = eqr_statistics(problem, x, work, &found);\n"
         "\n"
         "    if (code != 0)\n"
         "        return code;");
    o->depth = 1;
    copy(e, o, "std_error", "std_error", "problem->n");
    copy(e, o, "covariance", "covariance", "problem->n * problem->n");
    copy(e, o, "shows", "show", "problem->show.count");
    copy(e, o, "shows_error", "show_error", "problem->show.count");
    out_line(o, "if (residual_sd)");
    out_line(o, "    *residual_sd = found.residual_sd;");
    out_line(o, "return 0;");
    o->depth = 0;
    emit_block(e, o, "}\n");
}

/* ---- the shared runtime's view ---------------------------------------- */

static void shared(struct emit *e, struct out *o)
{
    if (!e->opt->shared)
        return;
    emit_block(e, o, "size_t $_problem_size(const $_data *d)\n{");
    o->depth = 1;
    out_line(o, "if (%s_refused_data(d) || !(%s < (double)((size_t)-1 / 64)))",
             e->prefix, emit_reals(e, "(double)d->%s"));
    out_line(o, "    return 0;");
    out_line(o, "return %s_RUN_BYTES + sizeof(%s) * (size_t)(%s);", e->upper,
             e->real, emit_reals(e, "(ptrdiff_t)d->%s"));
    o->depth = 0;
    emit_block(e, o, "}\n");
    emit_block(e, o, "int $_problem(void *memory, const $_params *p, const $_data "
         "*d, eqr_problem *problem, @ *start)\n{\n"
         "    $_run *m = ($_run *)memory;\n"
         "    int code;\n"
         "\n"
         "    if (!memory || !problem || $_refused(p, d))\n"
         "        return EQR_REFUSED;\n"
         "    code = $_bind(&m->state, p, d, (@ *)(void *)((char *)memory + "
         "^_RUN_BYTES), problem);");
    o->depth = 1;
    out_line(o, "if (code != 0 || !start)");
    out_line(o, "    return code;");
    if (!emit_has(e, FUNCTION_START))
        out_line(o, "return 0;");
    else
        out_line(o, "return %s_start_values(&m->state, start, %s);",
                 e->prefix, e->has_bounds ? "m->state.lower, m->state.upper"
                                          : "NULL, NULL");
    o->depth = 0;
    emit_block(e, o, "}\n");
}

/* How many rows each family and constraint has, once it is bound. */
static void shared_found(struct emit *e, struct out *o)
{
    const struct plan_rows *rows = e->plan->lists;

    if (!e->opt->shared || !emit_finds_rows(e))
        return;
    emit_block(e, o, "void $_problem_rows(const void *memory, const $_data *d, "
               "size_t *rows)\n{\n"
               "    const $_state *s = &((const $_run *)memory)->state;\n"
               "\n"
               "    (void)d;");
    o->depth = 1;
    for (size_t k = 0; k < e->prog->families.n; k++)
        out_line(o, "*rows++ = (size_t)(%s);",
                 emit_size(e, rows[LIST_RESIDUAL].each.at[k],
                           "(ptrdiff_t)d->%s"));
    for (size_t k = 0; k < e->prog->constraints.n; k++)
        out_line(o, "*rows++ = (size_t)(%s);",
                 emit_size(e, rows[LIST_CONSTRAINT].each.at[k],
                           "(ptrdiff_t)d->%s"));
    o->depth = 0;
    emit_block(e, o, "}\n");
}

void emit_public(struct emit *e, struct out *o)
{
    run_struct(e, o);
    options_in(e, o);
    results_out(e, o);
    reals_function(e, o);
    sizes_differ(e, o);
    emit_setup(e, o);
    offsets(e, o);
    if (!emit_has(e, FUNCTION_START))
        start_nothing(e, o);
    else if (e->start_memory)
        start_memory(e, o);
    else
        start_plain(e, o);
    init(e, o);
    step_and_done(e, o);
    answer(e, o);
    solve(e, o);
    statistics_of(e, o);
    statistics(e, o);
    emit_with_functions(e, o);
    shared(e, o);
    shared_found(e, o);
}
