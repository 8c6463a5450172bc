/* emit_c_macros.c -- the macros of the header: sizes, constants, values. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "emit_c_own.h"
#include "mangle.h"

enum { MOST_STARTS = 1000 };

/* Names that are taken, so that a constant named `start` becomes START_. */
struct taken { VEC(const char *) names; };

static const char *take(struct emit *e, struct taken *t, const char *name)
{
    for (size_t k = 0; k < t->names.n; k++)
        if (strcmp(t->names.at[k], name) == 0) {
            name = arena_printf(e->arena, "%s_", name);
            k = (size_t)-1;
        }
    vec_push(&t->names, name);
    return name;
}

/* ---- constants and lower bounds --------------------------------------- */

static size_t user_names(struct emit *e, const char **names)
{
    size_t n = 0;

    for (size_t k = 0; k < e->opt->constant_count; k++)
        names[n++] = e->opt->constants[k].name;
    for (size_t k = 0; k < e->plan->arrays.n; k++)
        if (e->member[k] && e->prog->arrays.at[k].name)
            names[n++] = e->prog->arrays.at[k].name;
    return n;
}

static void constants(struct emit *e, struct out *o, struct taken *t,
                      const char *const *names, size_t n)
{
    char buf[40];

    for (size_t k = 0; k < e->opt->constant_count; k++) {
        const struct emit_constant *c = &e->opt->constants[k];
        const char *name = take(e, t, mangle_macro(e->arena, c->name, names,
                                                   n));

        if (c->value == floor(c->value) && fabs(c->value) < 1e9)
            out_macro(o, "#define %s_%s %s%.0f%s", e->upper, name,
                      c->value < 0 ? "(" : "", c->value,
                      c->value < 0 ? ")" : "");
        else
            out_macro(o, "#define %s_%s %s%s%s", e->upper, name,
                      c->value < 0 ? "(" : "", emit_number(e, c->value, buf),
                      c->value < 0 ? ")" : "");
    }
}

/* U_LO 0: element i of the source is u[i - U_LO]. */
static void lower_bounds(struct emit *e, struct out *o, struct taken *t,
                         const char *const *names, size_t n)
{
    for (uint32_t k = 0; k < e->plan->arrays.n; k++) {
        const struct array *a = &e->prog->arrays.at[k];

        if (!e->member[k] || !a->name ||
            e->plan->arrays.at[k].home == HOME_TABLE)
            continue;
        for (unsigned j = 0; j < a->rank; j++) {
            const char *up = mangle_macro(e->arena, a->name, names, n);
            const char *name = a->rank == 1
                ? arena_printf(e->arena, "%s_LO", up)
                : arena_printf(e->arena, "%s_LO%u", up, j + 1);
            int64_t lo;

            if (emit_is_const(e, a->lo[j], &lo))
                out_macro(o, lo < 0 ? "#define %s_%s (%lld)"
                                    : "#define %s_%s %lld",
                          e->upper, take(e, t, name), (long long)lo);
        }
    }
}

/* ---- brace lists ------------------------------------------------------ */

static void values(struct emit *e, struct out *o, const double *v, size_t n)
{
    char buf[40];

    for (size_t k = 0; k < n; k++)
        out_fmt(o, "%s%s", k ? ", " : "", emit_number(e, v[k], buf));
}

/* One member: a number, or an array in braces. */
static void braces(struct emit *e, struct out *o, uint32_t array,
                   const double *v, size_t n)
{
    bool number = e->prog->arrays.at[array].rank == 0;

    out_str(o, number ? "" : "{");
    values(e, o, v, n);
    out_str(o, number ? "" : "}");
}

static void start_macro(struct emit *e, struct out *o)
{
    struct out t = {0};
    int64_t n = 0, size = 0;
    double *x;

    if (e->flat || !emit_is_const(e, e->plan->n, &n) || n == 0 ||
        n > MOST_STARTS)
        return;
    x = arena_array(e->arena, (size_t)n, sizeof *x);
    if (!emit_start_values(e, x, (size_t)n))
        return;
    for (size_t k = 0; k < e->unknowns.arrays.n; k++) {
        uint32_t array = e->unknowns.arrays.at[k];

        emit_array_const(e, array, &size);
        out_str(&t, k ? ", " : "");
        braces(e, &t, array, x, (size_t)size);
        x += size;
    }
    out_comment(o, "Start values.");
    out_macro(o, "#define %s_START {%s}", e->upper, out_text(&t));
    out_free(&t);
}

static void params_macro(struct emit *e, struct out *o)
{
    struct out t = {0};
    int64_t n;

    if (e->params.arrays.n == 0)
        return;
    for (size_t k = 0; k < e->params.arrays.n; k++) {
        uint32_t array = e->params.arrays.at[k];
        const double *table = e->prog->arrays.at[array].table;

        out_str(&t, k ? ", " : "");
        if (!emit_array_const(e, array, &n)) {
            out_str(&t, "NULL");
            continue;
        }
        if (!table) {
            double *none = arena_array(e->arena, (size_t)n, sizeof *none);

            for (int64_t j = 0; j < n; j++)
                none[j] = (double)NAN;
            table = none;
        }
        braces(e, &t, array, table, (size_t)n);
    }
    out_comment(o, "The parameters' defaults; NaN: there is none, set it.");
    out_macro(o, "#define %s_PARAMS {%s}", e->upper, out_text(&t));
    out_free(&t);
}

/* As `solve with` gives it, or the method's own. */
static void option(struct emit *e, struct out *o, const char *type,
                   const char *name)
{
    const struct solve_option *given = program_option(e->prog, name);
    bool real = strcmp(type, "eqr_real") == 0;
    double v = given ? given->value : real ? (double)NAN : 0;
    char buf[40];

    if (real)
        out_fmt(o, "%s, ", emit_number(e, v, buf));
    else
        out_fmt(o, "%.0f, ", v);
}

static void options_macro(struct emit *e, struct out *o)
{
    struct out t = {0};

#define OPTION(type, name, value, whose, text)                                \
    if (e->opt->shared || emit_takes(e, whose))                               \
        option(e, &t, #type, #name);
#include "../../runtime/core/options.def"
#undef OPTION
    out_comment(o, "The options as the source gives them.");
    out_macro(o, "#define %s_OPTIONS {%sNULL, NULL, NULL}", e->upper,
              out_text(&t));
    out_free(&t);
}

/* ---- all -------------------------------------------------------------- */

static void sizes(struct emit *e, struct out *o)
{
    int64_t n, rows;

    if (emit_is_const(e, e->plan->n, &n))
        out_macro(o, "#define %s_UNKNOWNS %lld", e->upper, (long long)n);
    if (emit_is_const(e, e->plan->lists[LIST_RESIDUAL].count, &rows))
        out_macro(o, "#define %s_ROWS %lld", e->upper, (long long)rows);
    emit_with_macros(e, o);
}

void emit_macros(struct emit *e, struct out *o)
{
    static const char *const fixed[] = {
        "START", "PARAMS", "OPTIONS", "WORK_SIZE", "UNKNOWNS", "ROWS",
        "ENTRIES", "CONSTRAINTS", "HESSIAN_ENTRIES", "JTJ_ENTRIES", "H",
    };
    struct taken t = {{0}};
    const char **names = arena_array(
        e->arena, e->opt->constant_count + e->plan->arrays.n + 1,
        sizeof *names);
    size_t n = user_names(e, names), before;

    for (size_t k = 0; k < sizeof fixed / sizeof *fixed; k++)
        vec_push(&t.names, fixed[k]);
    out_comment(o, "Counts, the source's constants, and where its arrays "
                "begin.");
    before = o->text.n;
    sizes(e, o);
    constants(e, o, &t, names, n);
    lower_bounds(e, o, &t, names, n);
    if (o->text.n > before)
        out_blank(o);
    start_macro(e, o);
    params_macro(e, o);
    options_macro(e, o);
    out_blank(o);
    vec_free(&t.names);
}
