/*
 * emit_c_state.c -- what the functions work on: PREFIX_state, and
 * PREFIX_bind, which fills it and the problem that a solver sees.
 */
#include <string.h>

#include "../../runtime/core/eqr.h"
#include "../base/arena.h"
#include "emit_c_own.h"

static void member(struct emit *e, struct out *o, const char *name,
                   const char *text)
{
    out_line(o, "%s *%s;%*s/* %s */", e->real, name,
             (int)(16 - strlen(e->real) - strlen(name)), "", text);
}

static bool is_zero(const struct emit *e, Expr size)
{
    int64_t v;

    return emit_is_const(e, size, &v) && v == 0;
}

void emit_state(struct emit *e, struct out *o)
{
    out_comment(o, "What the functions below work on.");
    out_open(o, "typedef struct %s_state {", e->prefix);
    out_line(o, "const %s_params *p;", e->prefix);
    out_line(o, "const %s_data *d;", e->prefix);
    if (!is_zero(e, e->plan->setup_size))
        member(e, o, "setup", "what params and data decide");
    if (!is_zero(e, e->plan->point_size))
        member(e, o, "point", "what the unknowns decide");
    if (e->has_bounds) {
        member(e, o, "lower", "lower bounds");
        member(e, o, "upper", "upper bounds");
    }
    if (e->spare)
        member(e, o, "spare", "for results nobody asked for");
    if (e->directs)
        member(e, o, "direction", "of jv and jvv");
    if (e->columns)
        member(e, o, "columns", "a unit vector, and a column");
    if (e->cross)
        member(e, o, "cross", "between the parts of a function");
    if (emit_has(e, FUNCTION_TERM))
        out_line(o, "eqr_terms terms;        /* of the loss */");
    out_close(o, arena_printf(e->arena, "} %s_state;", e->prefix));
    out_blank(o);
}

/* ---- small functions the text may call -------------------------------- */

static void lines(struct emit *e, struct out *o, const char *const *text)
{
    for (; *text; text++) {
        const char *s = *text;
        struct out t = {0};

        o->depth = (unsigned)strspn(s, " ") / OUT_INDENT;
        for (s += strspn(s, " "); *s; s++)
            if (*s == '$')
                out_str(&t, e->prefix);
            else
                out_bytes(&t, s, 1);
        out_line(o, "%s", out_text(&t));
        out_free(&t);
    }
    o->depth = 0;
    out_blank(o);
}

void emit_helpers(struct emit *e, struct out *o)
{
    static const char *const division[] = {
        "/* a / b, towards minus infinity. */",
        "static ptrdiff_t $_div(ptrdiff_t a, ptrdiff_t b)",
        "{",
        "    if (b == 0)",
        "        return 0;",
        "    return a / b - (a % b != 0 && (a < 0) != (b < 0));",
        "}", NULL};
    static const char *const modulo[] = {
        "static ptrdiff_t $_mod(ptrdiff_t a, ptrdiff_t b)",
        "{",
        "    return a - b * $_div(a, b);",
        "}", NULL};
    static const char *const rows[] = {
        "/* Of `count` rows from `first` on, those within [lo, hi). */",
        "static ptrdiff_t $_from(size_t lo, ptrdiff_t first)",
        "{",
        "    return (ptrdiff_t)lo > first ? (ptrdiff_t)lo - first : 0;",
        "}", "",
        "static ptrdiff_t $_to(size_t hi, ptrdiff_t first, ptrdiff_t count)",
        "{",
        "    ptrdiff_t end = (ptrdiff_t)hi - first;", "",
        "    return end < count ? end : count;",
        "}", NULL};

    static const char *const families[] = {
        "static ptrdiff_t $_within(size_t lo, size_t hi, ptrdiff_t first,",
        "                          ptrdiff_t count)",
        "{",
        "    ptrdiff_t n = $_to(hi, first, count) - $_from(lo, first);", "",
        "    return n > 0 ? n : 0;",
        "}", "",
        "static int $_inside(size_t lo, size_t hi, ptrdiff_t row)",
        "{",
        "    return (ptrdiff_t)lo <= row && row < (ptrdiff_t)hi;",
        "}", "",
        "/* Of families of `count` rows: their first turn, or the one after the",
        "   last. */",
        "static ptrdiff_t $_turn(size_t lo, size_t hi, ptrdiff_t first,",
        "                        ptrdiff_t count, ptrdiff_t families, int end)",
        "{",
        "    ptrdiff_t i = $_from(lo, first);",
        "    ptrdiff_t n = $_to(hi, first, families * count);", "",
        "    if (i >= n)",
        "        return 0;",
        "    if (i / count < (n - 1) / count)",
        "        return end ? count : 0;",
        "    return (end ? n : i) - i / count * count;",
        "}", NULL};

    if (e->helpers[EMIT_DIV] || e->helpers[EMIT_MOD])
        lines(e, o, division);
    if (e->helpers[EMIT_MOD])
        lines(e, o, modulo);
    if (e->helpers[EMIT_ROWS])
        lines(e, o, rows);
    if (e->helpers[EMIT_FAMILIES])
        lines(e, o, families);
}

/* ---- glue between plan functions and the contract --------------------- */

/* One function for values with and without derivatives. */
static void values(struct emit *e, struct out *o, const char *name,
                   const char *rows, const char *jacobian)
{
    out_line(o, "static int %s_%s(void *user, const %s *x, size_t lo, size_t "
             "hi, %s *r, %s *jac)", e->prefix, name, e->real, e->real,
             e->real);
    out_line(o, "{");
    o->depth = 1;
    if (jacobian) {
        out_line(o, "if (jac)");
        out_line(o, "    return %s_%s(user, x, lo, hi, r, jac);", e->prefix,
                 jacobian);
    } else {
        out_line(o, "(void)jac;");
    }
    out_line(o, "return r ? %s_%s(user, x, lo, hi, r) : 0;", e->prefix, rows);
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}

/* A gradient that may be NULL. */
static void gradient(struct emit *e, struct out *o)
{
    out_line(o, "static int %s_gradient_or_loss(void *user, const %s *x, %s "
             "*f, %s *g)", e->prefix, e->real, e->real, e->real);
    out_line(o, "{");
    o->depth = 1;
    out_line(o, "if (!g)");
    out_line(o, "    return %s_loss_at(user, x, f);", e->prefix);
    out_line(o, "return %s_gradient_at(user, x, f, g);", e->prefix);
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}

static const char *if_has(const struct emit *e, enum plan_function f)
{
    return emit_has(e, f) ? emit_function_name(f) : NULL;
}

static void glue(struct emit *e, struct out *o)
{
    if (emit_has(e, FUNCTION_RESIDUAL))
        values(e, o, "residual_values", "residual_rows",
               if_has(e, FUNCTION_JACOBIAN));
    if (emit_has(e, FUNCTION_SHOW))
        values(e, o, "show_values", "show_rows",
               if_has(e, FUNCTION_SHOW_JACOBIAN));
    if (emit_has(e, FUNCTION_CONSTRAINT))
        values(e, o, "constraint_values", "constraint_rows",
               if_has(e, FUNCTION_CONSTRAINT_JACOBIAN));
    if (emit_has(e, FUNCTION_TERM))
        values(e, o, "term_values", "term_rows",
               if_has(e, FUNCTION_TERM_JACOBIAN));
    if (emit_has(e, FUNCTION_GRADIENT))
        gradient(e, o);
    emit_second_glue(e, o);
}

/* ---- bind ------------------------------------------------------------- */

static void take(struct out *o, const char *name, const char *size)
{
    out_line(o, "s->%s = at;", name);
    if (strcmp(size, "0") != 0)
        out_line(o, "at += %s;", size);
}

static void bind_memory(struct emit *e, struct out *o)
{
    const char *form = "(ptrdiff_t)d->%s";
    const char *n = emit_size(e, e->plan->n, form);

    out_line(o, "s->p = p;");
    out_line(o, "s->d = d;");
    if (!is_zero(e, e->plan->setup_size))
        take(o, "setup", emit_size(e, e->plan->setup_size, form));
    if (!is_zero(e, e->plan->point_size))
        take(o, "point", emit_size(e, e->plan->point_size, form));
    if (e->has_bounds) {
        take(o, "lower", n);
        take(o, "upper", n);
    }
    if (e->spare)
        take(o, "spare", n);
    if (e->directs)
        take(o, "direction", n);
    if (e->columns) {
        take(o, "columns", n);
        if (strcmp(n, "0") != 0)
            out_line(o, "at += %s;", n);
    }
    if (e->cross)
        take(o, "cross", "0");
    else if (strcmp(emit_reals(e, form), "0") == 0)
        out_line(o, "(void)at;");
}

static void bind_first(struct emit *e, struct out *o, enum plan_function f)
{
    if (!emit_has(e, f))
        return;
    out_line(o, "code = %s_%s(s);", e->prefix, emit_function_name(f));
    out_line(o, "if (code != 0)");
    out_line(o, "    return code;");
}

bool emit_finds_rows(const struct emit *e)
{
    return e->plan->lists[LIST_RESIDUAL].found.i ||
           e->plan->lists[LIST_CONSTRAINT].found.i;
}

/* Until here these counts were the most that there can be. */
static void bind_found(struct emit *e, struct out *o, const char *block,
                       enum plan_list list)
{
    Expr found = e->plan->lists[list].found;

    if (found.i)
        out_line(o, "problem->%s.count = (size_t)(%s);", block,
                 emit_size(e, found, "(ptrdiff_t)d->%s"));
}

static void bind_values(struct emit *e, struct out *o)
{
    bind_first(e, o, FUNCTION_CHECK);
    bind_first(e, o, FUNCTION_SETUP);
    bind_found(e, o, "residual", LIST_RESIDUAL);
    bind_found(e, o, "constraint", LIST_CONSTRAINT);
    if (!e->has_bounds)
        return;
    out_open(o, "for (ptrdiff_t j = 0; j < %s; ++j) {",
             emit_size(e, e->plan->n, "(ptrdiff_t)d->%s"));
    out_line(o, "s->lower[j] = -HUGE_VAL%s;", e->opt->is_float ? "F" : "");
    out_line(o, "s->upper[j] = HUGE_VAL%s;", e->opt->is_float ? "F" : "");
    out_close(o, "}");
    out_line(o, "return %s_start_values(s, %s, s->lower, s->upper);",
             e->prefix, e->spare ? "s->spare" : "NULL");
}

static const char *const class_names[] = {
    [EQR_CLASS_SYSTEM] = "EQR_CLASS_SYSTEM",
    [EQR_CLASS_LEAST_SQUARES] = "EQR_CLASS_LEAST_SQUARES",
    [EQR_CLASS_MINIMISE] = "EQR_CLASS_MINIMISE",
    [EQR_CLASS_EVALUATION] = "EQR_CLASS_EVALUATION",
};

const char *emit_class(const struct emit *e)
{
    return class_names[e->plan->cls];
}

static const char *flags(struct emit *e)
{
    static const char *const names[] = {"EQR_LINEAR", "EQR_ABSOLUTE",
                                        "EQR_DETERMINED",
                                        "EQR_LINEAR_CONSTRAINTS",
                                        "EQR_LINEAR_LOSS"};
    const char *s = NULL;

    for (unsigned k = 0; k < sizeof names / sizeof *names; k++)
        if (e->plan->flags >> k & 1)
            s = s ? arena_printf(e->arena, "%s | %s", s, names[k]) : names[k];
    return s ? s : "0";
}

void emit_field(struct emit *e, struct out *o, const char *name,
                  const char *function)
{
    if (function)
        out_line(o, "problem->%s = %s_%s;", name, e->prefix, function);
}

const char *emit_as_size(struct emit *e, Expr size)
{
    int64_t v;

    if (emit_is_const(e, size, &v))
        return emit_size(e, size, "");
    if (dag_at(e->prog->dag, size)->op == DAG_SIZE)
        return emit_size(e, size, "d->%s");
    return arena_printf(e->arena, "(size_t)(%s)",
                        emit_size(e, size, "(ptrdiff_t)d->%s"));
}

static void rows_size(struct emit *e, struct out *o, const char *block,
                      enum plan_list list)
{
    out_line(o, "%s.count = %s;", block,
             emit_as_size(e, e->plan->lists[list].count));
    out_line(o, "%s.width = %s;", block,
             emit_as_size(e, e->plan->lists[list].width));
    if (e->plan->lists[list].entries.i)
        out_line(o, "%s.entries = %s;", block,
                 emit_as_size(e, e->plan->lists[list].entries));
}

/* The rows of the loss, which batches are drawn of. */
static void terms(struct emit *e, struct out *o)
{
    if (!emit_has(e, FUNCTION_TERM))
        return;
    rows_size(e, o, "s->terms.rows", LIST_TERM);
    if (!e->plan->lists[LIST_TERM].entries.i)
        out_line(o, "s->terms.rows.entries = 0;");
    out_line(o, "s->terms.rows.structure = %s_term_structure;", e->prefix);
    out_line(o, "s->terms.rows.values = %s_term_values;", e->prefix);
    out_line(o, "s->terms.drawn = %s;", emit_as_size(e, e->plan->drawn));
    out_line(o, "problem->terms = &s->terms;");
}

/* A block of rows, where there are any. */
static void rows(struct emit *e, struct out *o, const char *block,
                 enum plan_list list, enum plan_function structure)
{
    if (!e->plan->lists[list].each.n)
        return;
    rows_size(e, o, arena_printf(e->arena, "problem->%s", block), list);
    emit_field(e, o, arena_printf(e->arena, "%s.structure", block),
               if_has(e, structure));
    emit_field(e, o, arena_printf(e->arena, "%s.values", block),
          arena_printf(e->arena, "%s_values", block));
}

static void fill_problem(struct emit *e, struct out *o)
{
    const struct plan *p = e->plan;

    out_line(o, "eqr_problem_clear(problem);");
    out_line(o, "problem->cls = %s;", emit_class(e));
    out_line(o, "problem->flags = %s;", flags(e));
    out_line(o, "problem->user = s;");
    out_line(o, "problem->n = %s;", emit_as_size(e, p->n));
    if (e->has_bounds) {
        out_line(o, "problem->lower = s->lower;");
        out_line(o, "problem->upper = s->upper;");
    }
    emit_field(e, o, "prepare", if_has(e, FUNCTION_PREPARE));
    rows(e, o, "residual", LIST_RESIDUAL, FUNCTION_STRUCTURE);
    emit_field(e, o, "magnitude", if_has(e, FUNCTION_MAGNITUDE));
    emit_field(e, o, "robust", if_has(e, FUNCTION_ROBUST));
    if (emit_has(e, FUNCTION_SEPARABLE))
        out_line(o, "problem->separable_count = %s;",
                 emit_as_size(e, p->separable_count));
    emit_field(e, o, "separable", if_has(e, FUNCTION_SEPARABLE));
    emit_field(e, o, "loss", if_has(e, FUNCTION_LOSS));
    emit_field(e, o, "gradient", emit_has(e, FUNCTION_GRADIENT)
                                ? "gradient_or_loss" : NULL);
    rows(e, o, "show", LIST_SHOW, FUNCTION_SHOW_STRUCTURE);
    emit_field(e, o, "spread", if_has(e, FUNCTION_SPREAD));
    rows(e, o, "constraint", LIST_CONSTRAINT, FUNCTION_CONSTRAINT_STRUCTURE);
    emit_field(e, o, "sense", if_has(e, FUNCTION_SENSE));
    emit_field(e, o, "constraint_magnitude",
          if_has(e, FUNCTION_CONSTRAINT_MAGNITUDE));
    terms(e, o);
    emit_second_bind(e, o);
}

void emit_bind(struct emit *e, struct out *o)
{
    glue(e, o);
    out_comment(o, "Make the state and the problem ready; `at` has room for "
                "%s reals.", emit_reals(e, "%s"));
    out_line(o, "static int %s_bind(%s_state *s, const %s_params *p, const "
             "%s_data *d, %s *at, eqr_problem *problem)", e->prefix,
             e->prefix, e->prefix, e->prefix, e->real);
    out_line(o, "{");
    o->depth = 1;
    if (emit_has(e, FUNCTION_SETUP) || emit_has(e, FUNCTION_CHECK)) {
        out_line(o, "int code;");
        out_blank(o);
    }
    bind_memory(e, o);
    fill_problem(e, o);
    bind_values(e, o);
    if (!e->has_bounds)
        out_line(o, "return 0;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}
