/* emit_c_calls.c -- the prototypes of the header, with what they promise. */
#include "../base/arena.h"
#include "emit_c_own.h"

/* "fit_unknowns *u, const fit_params *p, const fit_data *d" and more. */
static void call(struct emit *e, struct out *o, const char *type,
                 const char *name, const char *rest)
{
    const char *x = e->prefix;

    out_line(o, "%s%s_%s(%s);", type, x, name,
             arena_printf(e->arena, "%s", rest));
}

static const char *inputs(struct emit *e)
{
    return arena_printf(e->arena, "const %s_params *p, const %s_data *d",
                        e->prefix, e->prefix);
}

static void start(struct emit *e, struct out *o)
{
    bool memory = e->start_memory;

    out_comment(o, "Start values into *u. 0, or EQR_REFUSED%s.",
                memory ? "; uses the same memory as a solve" : "");
    call(e, o, "int ", "start", arena_printf(
        e->arena, "%s_unknowns *u, %s%s%s", e->prefix, inputs(e),
        memory ? ", " : "", memory ? emit_work_argument(e) : ""));
}

static void setup(struct emit *e, struct out *o)
{
    if (e->fixed)
        return;
    out_comment(o, "Bytes of memory that set-up needs for these sizes; 0: "
                "they are refused.");
    call(e, o, "size_t ", "setup_size",
         arena_printf(e->arena, "const %s_data *d", e->prefix));
    out_comment(o, "Make s ready: memory is aligned as malloc's and lives as "
                "long as s. Then set s->work. 0, or a negative status.");
    call(e, o, "int ", "setup", arena_printf(
        e->arena, "%s_memory *s, %s, void *memory", e->prefix,
        inputs(e)));
}

static void solve(struct emit *e, struct out *o)
{
    const char *x = e->prefix;

    out_comment(o, "Solve from *u, in place. options NULL: %s_OPTIONS. "
                "Returns and stores the status; after every status *u is the "
                "best point, inside its bounds.", e->upper);
    call(e, o, "int ", "solve", arena_printf(
        e->arena, "%s_unknowns *u, %s, %s, const %s_options *options, "
        "%s_result *result", x, inputs(e), emit_work_argument(e), x, x));
    out_comment(o, "The same for callers who own the loop: init, then step "
                "while it returns 0, then done, which returns the status. "
                "u, p, d and result must stay.");
    call(e, o, "int ", "init", arena_printf(
        e->arena, "%s_unknowns *u, %s, %s, const %s_options *options, "
        "%s_result *result", x, inputs(e), emit_work_argument(e), x, x));
    call(e, o, "int ", "step", emit_work_argument(e));
    call(e, o, "int ", "done", emit_work_argument(e));
    if (!e->plan->search)
        return;
    out_comment(o, "How many answers the solve has found, and answer k, from "
                "0, the best first: its status. Outputs may be NULL. They are "
                "in the memory of the solve, until it is used again.");
    call(e, o, "size_t ", "answers", emit_work_argument(e));
    call(e, o, "int ", "answer", arena_printf(
        e->arena, "size_t k, %s_unknowns *u, %s *loss, %s", x, e->real,
        emit_work_argument(e)));
}

static void statistics(struct emit *e, struct out *o)
{
    if (!e->has_statistics)
        return;
    out_comment(o, "What the point *u is worth; uses the memory of a solve. "
                "Outputs may be NULL: standard errors, the covariance of the "
                "unknowns (n x n, row by row), the derived results and their "
                "standard errors, the residuals' standard deviation. NaN where "
                "there is none. 0, or a negative status.");
    call(e, o, "int ", "statistics", arena_printf(
        e->arena, "const %s_unknowns *u, %s, %s, %s_unknowns *std_error, %s "
        "*covariance, %s_shows *shows, %s_shows *shows_error, %s "
        "*residual_sd", e->prefix, inputs(e), emit_work_argument(e), e->prefix,
        e->real, e->prefix, e->prefix, e->real));
}

static void refused(struct emit *e, struct out *o)
{
    out_comment(o, "Why these inputs are refused, in words; NULL: they are "
                "not.");
    call(e, o, "const char *", "refused", inputs(e));
}

/* Where each unknown begins in a vector whose sizes are known at run time. */
static void offsets(struct emit *e, struct out *o)
{
    if (!e->flat)
        return;
    out_comment(o, "The number of unknowns, and where each begins.");
    call(e, o, "size_t ", "unknown_count",
         arena_printf(e->arena, "const %s_data *d", e->prefix));
    for (size_t k = 0; k < e->unknowns.arrays.n; k++)
        call(e, o, "size_t ", arena_printf(
                 e->arena, "at_%s",
                 e->prog->arrays.at[e->unknowns.arrays.at[k]].name),
             arena_printf(e->arena, "const %s_data *d", e->prefix));
}

static void shared(struct emit *e, struct out *o)
{
    if (!e->opt->shared)
        return;
    out_comment(o, "For other solvers: the problem in the runtime's terms. "
                "Memory of %s_problem_size bytes stays with it; start (n "
                "values) may be NULL.", e->prefix);
    call(e, o, "size_t ", "problem_size",
         arena_printf(e->arena, "const %s_data *d", e->prefix));
    call(e, o, "int ", "problem", arena_printf(
        e->arena, "void *memory, %s, eqr_problem *problem, %s *start",
        inputs(e), e->real));
    if (emit_finds_rows(e))
        call(e, o, "void ", "problem_rows", arena_printf(
            e->arena, "const void *memory, const %s_data *d, size_t *rows",
            e->prefix));
}

void emit_prototypes(struct emit *e, struct out *o)
{
    offsets(e, o);
    start(e, o);
    setup(e, o);
    solve(e, o);
    statistics(e, o);
    refused(e, o);
    emit_with_prototypes(e, o);
    shared(e, o);
}
