/*
 * emit_c_wide.c -- --with=sensitivity: the problem a second time, with its
 * params as unknowns (lower_wide), and the function that asks
 * runtime/core/sensitivity.c for dx/dp.
 */
#include <string.h>

#include "../../runtime/core/sensitivity.h"
#include "../base/arena.h"
#include "emit_c_own.h"

static const char form[] = "(ptrdiff_t)d->%s";

bool emit_wide_has(enum plan_function f)
{
    switch (f) {
    case FUNCTION_CHECK: case FUNCTION_SETUP: case FUNCTION_PREPARE:
    case FUNCTION_RESIDUAL: case FUNCTION_JACOBIAN: case FUNCTION_STRUCTURE:
    case FUNCTION_SHOW: case FUNCTION_SHOW_JACOBIAN:
    case FUNCTION_SHOW_STRUCTURE: case FUNCTION_CONSTRAINT:
    case FUNCTION_CONSTRAINT_JACOBIAN: case FUNCTION_CONSTRAINT_STRUCTURE:
    case FUNCTION_HESSIAN: case FUNCTION_HESSIAN_STRUCTURE: case FUNCTION_HV:
        return true;
    default:
        return false;
    }
}

void emit_wide_prepare(struct emit *e)
{
    struct emit *w = arena_alloc(e->arena, sizeof *w);
    struct emit_options *opt = arena_alloc(e->arena, sizeof *opt);

    *opt = *e->opt;
    opt->prefix = arena_printf(e->arena, "%s_wide", e->prefix);
    opt->with = 0;
    opt->solvers = NULL;
    *w = (struct emit){.plan = e->opt->wide, .opt = opt, .arena = e->arena,
                       .prog = e->opt->wide->program, .prefix = opt->prefix,
                       .upper = opt->prefix, .real = e->real, .f = e->f,
                       .is_wide = true};
    emit_layout(w);
    w->has_bounds = w->spare = false;
    w->columns = w->prog->hessian_by_columns && emit_has(w, FUNCTION_HV);
    e->wide = w;
}

/* ---- who is who --------------------------------------------------------- */

/* The array of a group with the name of array a of `of`; UINT32_MAX: none. */
static uint32_t named_like(const struct emit *e, const struct emit_group *g,
                           const struct emit *of, uint32_t a)
{
    for (size_t k = 0; k < g->arrays.n; k++)
        if (strcmp(e->member[g->arrays.at[k]], of->member[a]) == 0)
            return g->arrays.at[k];
    return UINT32_MAX;
}

static bool is_smooth(const struct emit *e, uint32_t param)
{
    return named_like(e->wide, &e->wide->unknowns, e, param) != UINT32_MAX;
}

/* Elements of the params before `param` that are unknowns of wide; of all. */
static Expr columns_before(const struct emit *e, uint32_t param)
{
    Expr n = dag_int(e->prog->dag, 0);

    for (size_t k = 0; k < e->params.arrays.n; k++) {
        uint32_t p = e->params.arrays.at[k];
        if (p == param)
            break;
        if (is_smooth(e, p))
            n = dag_iadd(e->prog->dag, n, e->plan->arrays.at[p].size);
    }
    return n;
}

static Expr all_columns(const struct emit *e)
{
    return columns_before(e, UINT32_MAX);
}

const char *emit_wide_columns(struct emit *e)
{
    return emit_size(e, all_columns(e), "d->%s");
}

/* "inflow and area[1..n]": in the order of the columns. */
const char *emit_wide_names(struct emit *e)
{
    const char *s = "";

    for (size_t k = 0; k < e->params.arrays.n; k++)
        if (is_smooth(e, e->params.arrays.at[k]))
            s = arena_printf(e->arena, "%s%s%s", s, *s ? ", " : "",
                             e->member[e->params.arrays.at[k]]);
    return s;
}

/* ---- memory ------------------------------------------------------------- */

/* What the size of the work depends on: text, and whose it is. */
static const struct { const char *name; bool of_wide; } depends[] = {
    {"p.n", false}, {"p.residual.count", false}, {"p.show.count", false},
    {"p.constraint.count", false}, {"w.params", false},
    {"wide.residual.width", true}, {"wide.show.width", true},
    {"wide.constraint.width", true}, {"wide.hessian.count", true},
};
enum { DEPENDS = sizeof depends / sizeof *depends };

static void find_sizes(struct emit *e, Expr of[DEPENDS])
{
    const struct plan_rows *own = e->plan->lists;
    const struct plan_rows *wide = e->wide->plan->lists;
    struct dag *g = e->wide->prog->dag;
    Expr n = e->wide->plan->n;

    of[0] = e->plan->n;
    of[1] = own[LIST_RESIDUAL].count;
    of[2] = own[LIST_SHOW].count;
    of[3] = own[LIST_CONSTRAINT].count;
    of[4] = all_columns(e);
    of[5] = wide[LIST_RESIDUAL].width;
    of[6] = wide[LIST_SHOW].width;
    of[7] = wide[LIST_CONSTRAINT].width;
    of[8] = e->wide->columns ? dag_imul(g, n, n) : e->wide->plan->hessian_size;
}

static void sizes(struct emit *e, struct out *o)
{
    Expr of[DEPENDS];

    find_sizes(e, of);
    for (size_t k = 0; k < DEPENDS; k++)
        out_line(o, "%s = %s;", depends[k].name,
                 emit_as_size(depends[k].of_wide ? e->wide : e, of[k]));
}

/* Reals of the wide problem and its point; then places, then the work. */
static void places(struct emit *e, struct out *o)
{
    struct emit *w = e->wide;

    emit_block(e, o, arena_printf(e->arena,
        "/* Bytes before the places; before the work. */\n"
        "static size_t $_sensitivity_to(const $_data *d)\n{\n"
        "    (void)d;\n"
        "    return (sizeof(@) * ((size_t)(%s) + %s) + 15) / 16 * 16;\n"
        "}\n", emit_reals(w, form), emit_as_size(w, w->plan->n)));
    emit_block(e, o, arena_printf(e->arena,
        "static size_t $_sensitivity_work(const $_data *d)\n{\n"
        "    size_t bytes = sizeof(size_t) * (%s + %s);\n"
        "\n"
        "    return $_sensitivity_to(d) + (bytes + 15) / 16 * 16;\n"
        "}\n", emit_as_size(e, e->plan->n), emit_as_size(w, w->plan->n)));
}

/* A problem of these sizes: bytes of the work; 0: they are no constants. */
static size_t constant_work(struct emit *e)
{
    eqr_problem p = {.cls = e->plan->cls}, wide = {0};
    eqr_wide w = {.problem = &wide};
    size_t *const to[DEPENDS] = {
        &p.n, &p.residual.count, &p.show.count, &p.constraint.count,
        &w.params, &wide.residual.width, &wide.show.width,
        &wide.constraint.width, &wide.hessian.count};
    Expr of[DEPENDS];
    int64_t v;

    find_sizes(e, of);
    for (size_t k = 0; k < DEPENDS; k++) {
        if (!emit_is_const(depends[k].of_wide ? e->wide : e, of[k], &v))
            return 0;
        *to[k] = (size_t)v;
    }
    return eqr_sensitivity_size(&p, &w);
}

/* All the memory, on machines of 64 bits, in doubles; 0: not constant. */
static size_t constant_bytes(struct emit *e)
{
    size_t bytes = constant_work(e);
    int64_t n, all, reals;

    if (bytes == 0 || !emit_is_const(e, e->plan->n, &n) ||
        !emit_is_const(e->wide, e->wide->plan->n, &all) ||
        !emit_reals_const(e->wide, &reals))
        return 0;
    return bytes + (sizeof(double) * (size_t)(reals + all) + 15) / 16 * 16 +
           (sizeof(size_t) * (size_t)(n + all) + 15) / 16 * 16;
}

void emit_wide_macros(struct emit *e, struct out *o)
{
    size_t bytes = e->wide ? constant_bytes(e) : 0;

    if (bytes)
        out_macro(o, "#define %s_SENSITIVITY_SIZE %zu", e->upper, bytes);
}

const char *emit_wide_bytes(struct emit *e)
{
    bool is_const = constant_bytes(e) != 0;

    return arena_printf(e->arena, is_const ? "%s_SENSITIVITY_SIZE"
                                           : "%s_sensitivity_size(d)",
                        is_const ? e->upper : e->prefix);
}

void emit_wide_prototype(struct emit *e, struct out *o)
{
    if (constant_bytes(e))
        return;
    out_comment(o, "Bytes of memory that %s_sensitivity needs; 0: there are "
                "too many unknowns or params.", e->prefix);
    out_line(o, "size_t %s_sensitivity_size(const %s_data *d);", e->prefix,
             e->prefix);
}

static void size_function(struct emit *e, struct out *o)
{
    if (constant_bytes(e))
        return;
    emit_block(e, o, arena_printf(e->arena,
        "size_t $_sensitivity_size(const $_data *d)\n{\n"
        "    eqr_problem p, wide;\n"
        "    eqr_wide w;\n"
        "    size_t bytes;\n"
        "\n"
        "    if ($_refused_data(d) || !(%s < (double)((size_t)-1 / 64)))\n"
        "        return 0;\n"
        "    eqr_problem_clear(&p);\n"
        "    eqr_problem_clear(&wide);\n"
        "    p.cls = %s;\n"
        "    w.problem = &wide;", emit_reals(e->wide, "(double)d->%s"),
        emit_class(e)));
    o->depth = 1;
    sizes(e, o);
    o->depth = 0;
    emit_block(e, o,
        "    bytes = eqr_sensitivity_size(&p, &w);\n"
        "    return bytes ? $_sensitivity_work(d) + bytes : 0;\n"
        "}\n");
}

/* ---- the wide problem, bound -------------------------------------------- */

/* Its own params and data, from the caller's. */
static void inputs(struct emit *e, struct out *o)
{
    struct emit *w = e->wide;

    for (uint32_t k = 0; k < w->prog->sizes.n; k++)
        out_line(o, "data.%s = d->%s;", emit_size_name(w, k),
                 emit_size_name(w, k));
    for (size_t k = 0; k < w->data.arrays.n; k++)
        out_line(o, "data.%s = d->%s;", w->member[w->data.arrays.at[k]],
                 w->member[w->data.arrays.at[k]]);
    for (size_t k = 0; k < w->params.arrays.n; k++) {
        uint32_t a = w->params.arrays.at[k];
        const char *name = w->member[a];
        int64_t n;

        if (emit_array_const(w, a, &n) && w->prog->arrays.at[a].rank > 0)
            out_line(o, "eqr_copy(%lld, p->%s, params.%s);", (long long)n,
                     name, name);
        else
            out_line(o, "params.%s = p->%s;", name, name);
    }
}

/* Where the values of an unknown of wide are: text; and their place. */
static const char *from_where(struct emit *e, uint32_t a, Expr *first)
{
    struct dag *g = e->prog->dag;
    uint32_t own = named_like(e, &e->unknowns, e->wide, a);
    const struct array *param;

    if (own != UINT32_MAX) {
        *first = e->plan->arrays.at[own].offset;
        return arena_printf(e->arena, "x + %s", emit_as_size(e, *first));
    }
    own = named_like(e, &e->params, e->wide, a);
    *first = dag_iadd(g, e->plan->n, columns_before(e, own));
    param = &e->prog->arrays.at[own];
    return arena_printf(e->arena, param->rank ? "p->%s" : "&p->%s",
                        e->member[own]);
}

static void point(struct emit *e, struct out *o)
{
    struct emit *w = e->wide;

    for (size_t k = 0; k < w->unknowns.arrays.n; k++) {
        uint32_t a = w->unknowns.arrays.at[k];
        Expr first;
        const char *from = from_where(e, a, &first);
        const char *at = emit_as_size(w, w->plan->arrays.at[a].offset);

        out_line(o, "eqr_wide_take(%s, %s, %s, at + %s, to + %s);",
                 emit_as_size(w, w->plan->arrays.at[a].size), from,
                 emit_as_size(e, first), at, at);
    }
}

/* The row of wide's results that is this bound of an unknown. */
static const char *bound_row(struct emit *e, uint32_t unknown,
                             const char *which)
{
    struct emit *w = e->wide;
    const char *name = arena_printf(e->arena, "%s.%s",
                                    e->prog->arrays.at[unknown].name, which);
    Expr row = dag_int(w->prog->dag, 0);

    for (size_t k = 0; k < w->prog->shows.n; k++) {
        if (strcmp(w->prog->shows.at[k].name, name) == 0)
            return emit_as_size(w, row);
        row = dag_iadd(w->prog->dag, row,
                       w->plan->lists[LIST_SHOW].each.at[k]);
    }
    return "(size_t)-1";
}

static void bounds(struct emit *e, struct out *o)
{
    for (size_t k = 0; k < e->unknowns.arrays.n; k++) {
        uint32_t a = e->unknowns.arrays.at[k];
        const char *first = emit_as_size(e, e->plan->arrays.at[a].offset);
        const char *count = emit_as_size(e, e->plan->arrays.at[a].size);
        const char *lower = bound_row(e, a, "lower");
        const char *upper = bound_row(e, a, "upper");

        out_line(o, "eqr_wide_bounds(problem, x, %s, %s, %s, %s, bound);",
                 first, count, lower, upper);
    }
}

/* ---- the function ------------------------------------------------------- */

static void head(struct emit *e, struct out *o)
{
    struct emit *w = e->wide;
    bool data = w->data.arrays.n || w->prog->sizes.n;

    emit_block(e, o, arena_printf(e->arena,
        "static int $_sensitivity_of(const eqr_problem *problem, const @ *x, "
        "const $_params *p, const $_data *d, const $_result *result, void "
        "*memory, @ *unknowns, @ *shows)\n{\n"
        "    @ *reals = (@ *)memory, *at = reals + (%s);\n"
        "    size_t *to, *bound;\n"
        "    eqr_sensitivities found;\n"
        "    eqr_problem wide;\n"
        "    eqr_result r;\n"
        "    eqr_wide w;\n"
        "    $_wide_state state;%s%s\n"
        "    int code;\n"
        "\n"
        "    if (!result || !memory || !eqr_is_answer(result->status))\n"
        "        return EQR_REFUSED;\n"
        "    to = (size_t *)(void *)((char *)memory + $_sensitivity_to(d));\n"
        "    bound = to + %s;", emit_reals(w, form),
        data ? "\n    $_wide_data data;" : "",
        w->params.arrays.n ? "\n    $_wide_params params;" : "",
        emit_as_size(w, w->plan->n)));
    o->depth = 1;
    inputs(e, o);
    out_line(o, "code = %s_bind(&state, %s, %s, reals, &wide);", w->prefix,
             w->params.arrays.n ? "&params" : "NULL", data ? "&data" : "NULL");
    out_line(o, "if (code != 0)");
    out_line(o, "    return code;");
    point(e, o);
    bounds(e, o);
    o->depth = 0;
}

void emit_wide(struct emit *e, struct out *o)
{
    struct emit *w = e->wide;
    struct out functions = {0};

    if (!w)
        return;
    emit_functions(w, &functions);
    emit_wide_types(w, o);
    emit_state(w, o);
    emit_tables(w, o);
    out_bytes(o, w->tables_text.text.at, w->tables_text.text.n);
    emit_helpers(w, o);
    out_bytes(o, functions.text.at, functions.text.n);
    emit_bind(w, o);
    out_free(&functions);
    e->parts |= w->parts;
    e->failed |= w->failed;
    places(e, o);
    size_function(e, o);
    head(e, o);
    emit_block(e, o, arena_printf(e->arena,
        "    w.problem = &wide;\n"
        "    w.x = at;\n"
        "    w.to = to;\n"
        "    w.bound = bound;\n"
        "    w.params = %s;\n"
        "    w.show = wide.show.count - problem->show.count;\n"
        "    r.rank = result->rank;\n"
        "    r.multiplier = result->multiplier;\n"
        "    r.slope = result->slope;\n"
        "    if (eqr_sensitivity_size(problem, &w) == 0)\n"
        "        return EQR_REFUSED;\n"
        "    code = eqr_sensitivity(problem, &r, &w, (char *)memory + "
        "$_sensitivity_work(d), &found);\n"
        "    if (code == 0 && unknowns)\n"
        "        eqr_copy(problem->n * w.params, found.unknown, unknowns);\n"
        "    if (code == 0 && shows)\n"
        "        eqr_copy(problem->show.count * w.params, found.show, "
        "shows);\n"
        "    return code;\n"
        "}\n", emit_as_size(e, all_columns(e))));
}
