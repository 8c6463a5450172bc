/* emit_c_types.c -- the structs of the header: unknowns, params, data... */
#include <string.h>

#include "../base/arena.h"
#include "emit_c_own.h"

enum { NARROW = 24, WIDE = 33 };     /* columns where comments stand */

/* A member with a comment beside it, at a column, or above where it is long. */
static void member_at(struct out *o, const char *text, const char *comment,
                      size_t at)
{
    size_t n = strlen(text) + OUT_INDENT;

    if (!*comment) {
        out_line(o, "%s", text);
    } else if (n < at && at + strlen(comment) + 6 <= OUT_WIDTH) {
        out_line(o, "%-*s /* %s */", (int)(at - OUT_INDENT - 1), text,
                 comment);
    } else {
        out_comment(o, "%s", comment);
        out_line(o, "%s", text);
    }
}

static void member(struct out *o, const char *text, const char *comment)
{
    member_at(o, text, comment, NARROW);
}

/* ---- shapes ----------------------------------------------------------- */

/* "1..n", "0..10" */
static void range_text(struct emit *e, Expr lo, Expr count, struct out *to)
{
    int64_t first, n;

    if (emit_is_const(e, lo, &first) && emit_is_const(e, count, &n))
        out_fmt(to, "%lld..%lld", (long long)first, (long long)(first + n - 1));
    else if (emit_is_const(e, lo, &first) && first == 1)
        out_fmt(to, "1..%s", emit_size(e, count, "%s"));
    else if (emit_is_const(e, lo, &first) && first == 0)
        out_fmt(to, "0..%s - 1", emit_size(e, count, "%s"));
    else
        out_fmt(to, "%s from %s", emit_size(e, count, "%s"),
                emit_size(e, lo, "%s"));
}

/* "x[0..10]"; empty for a number. */
static const char *shape_text(struct emit *e, uint32_t array)
{
    const struct array *a = &e->prog->arrays.at[array];
    struct out t = {0};
    const char *s;

    if (a->rank > 0)
        out_fmt(&t, "%s[", a->name ? a->name : "");
    for (unsigned k = 0; k < a->rank; k++) {
        if (k > 0)
            out_str(&t, ", ");
        range_text(e, a->lo[k], a->count[k], &t);
    }
    if (a->rank > 0)
        out_str(&t, a->rank > 1 ? "], row by row" : "]");
    if (a->integer)
        out_str(&t, a->rank > 0 ? "; whole numbers" : "whole number");
    s = arena_strndup(e->arena, out_text(&t), t.text.n);
    out_free(&t);
    return s;
}

/* ---- structs ---------------------------------------------------------- */

static void open_struct(struct emit *e, struct out *o, const char *name,
                        const char *text)
{
    out_comment(o, "%s", text);
    out_open(o, "typedef struct %s_%s {", e->prefix, name);
}

static void close_struct(struct emit *e, struct out *o, const char *name)
{
    out_close(o, arena_printf(e->arena, "} %s_%s;", e->prefix, name));
    out_blank(o);
}

/* Nothing of this kind: a type that has no values, for NULL. */
static void no_struct(struct emit *e, struct out *o, const char *name,
                      const char *text)
{
    out_comment(o, "%s", text);
    out_line(o, "typedef struct %s_%s %s_%s;", e->prefix, name, e->prefix,
             name);
    out_blank(o);
}

/* A number, an array of constant size, or a pointer to one that is not. */
static void array_member(struct emit *e, struct out *o, uint32_t array)
{
    const char *name = e->member[array];
    int64_t n;

    if (!emit_array_const(e, array, &n))
        member(o, arena_printf(e->arena, "const %s *%s;", e->real, name),
               shape_text(e, array));
    else if (e->prog->arrays.at[array].rank == 0)
        member(o, arena_printf(e->arena, "%s %s;", e->real, name),
               shape_text(e, array));
    else
        member(o, arena_printf(e->arena, "%s %s[%lld];", e->real, name,
                               (long long)n), shape_text(e, array));
}

static void unknowns(struct emit *e, struct out *o)
{
    if (e->unknowns.arrays.n == 0) {
        no_struct(e, o, "unknowns", "There are no unknowns: pass NULL.");
        return;
    }
    if (e->flat) {
        out_comment(o, "The unknowns are one vector; %s_at_NAME says where "
                    "each begins.", e->prefix);
        out_line(o, "typedef %s %s_unknowns;", e->real, e->prefix);
        out_blank(o);
        return;
    }
    open_struct(e, o, "unknowns", "The unknowns; arrays count from 0.");
    for (size_t k = 0; k < e->unknowns.arrays.n; k++)
        array_member(e, o, e->unknowns.arrays.at[k]);
    close_struct(e, o, "unknowns");
}

static void params(struct emit *e, struct out *o)
{
    if (e->params.arrays.n == 0) {
        no_struct(e, o, "params", "There are no parameters: pass NULL.");
        return;
    }
    open_struct(e, o, "params", arena_printf(
        e->arena, "Parameters; see %s_PARAMS.", e->upper));
    for (size_t k = 0; k < e->params.arrays.n; k++)
        array_member(e, o, e->params.arrays.at[k]);
    close_struct(e, o, "params");
}

static void data(struct emit *e, struct out *o)
{
    if (e->data.arrays.n == 0 && e->prog->sizes.n == 0) {
        no_struct(e, o, "data", "There are no data: pass NULL.");
        return;
    }
    open_struct(e, o, "data", "Data: sizes (at least 1), then the caller's "
                "arrays, which are only read.");
    for (uint32_t k = 0; k < e->prog->sizes.n; k++)
        out_line(o, "size_t %s;", emit_size_name(e, k));
    for (size_t k = 0; k < e->data.arrays.n; k++) {
        uint32_t array = e->data.arrays.at[k];

        member(o, arena_printf(e->arena, "const %s *%s;", e->real,
                               e->member[array]), shape_text(e, array));
    }
    close_struct(e, o, "data");
}

static void shows(struct emit *e, struct out *o)
{
    if (e->prog->shows.n == 0) {
        no_struct(e, o, "shows", "There are no derived results: pass NULL.");
        return;
    }
    if (e->flat_shows) {
        out_comment(o, "The derived results are one vector, in their order.");
        out_line(o, "typedef %s %s_shows;", e->real, e->prefix);
        out_blank(o);
        return;
    }
    open_struct(e, o, "shows", "Derived results.");
    for (size_t k = 0; k < e->prog->shows.n; k++) {
        int64_t n = 0;

        emit_is_const(e, e->plan->lists[LIST_SHOW].each.at[k], &n);
        if (e->prog->shows.at[k].domain.rank == 0)
            out_line(o, "%s %s;", e->real, e->show[k]);
        else
            out_line(o, "%s %s[%lld];", e->real, e->show[k], (long long)n);
    }
    close_struct(e, o, "shows");
}

static void wide_struct(struct emit *e, struct out *o, const char *name,
                        const struct emit_group *g, bool pointers)
{
    bool sizes = pointers && e->prog->sizes.n;

    if (g->arrays.n == 0 && !sizes) {
        out_line(o, "typedef struct %s_%s %s_%s;", e->prefix, name, e->prefix,
                 name);
        return;
    }
    out_open(o, "typedef struct %s_%s {", e->prefix, name);
    for (uint32_t k = 0; sizes && k < e->prog->sizes.n; k++)
        out_line(o, "size_t %s;", emit_size_name(e, k));
    for (size_t k = 0; k < g->arrays.n; k++)
        if (pointers)
            out_line(o, "const %s *%s;", e->real, e->member[g->arrays.at[k]]);
        else
            array_member(e, o, g->arrays.at[k]);
    close_struct(e, o, name);
}

void emit_wide_types(struct emit *e, struct out *o)
{
    out_comment(o, "The same problem with params as unknowns, for "
                "sensitivities.");
    if (e->flat)
        out_line(o, "typedef %s %s_unknowns;", e->real, e->prefix);
    else
        wide_struct(e, o, "unknowns", &e->unknowns, false);
    wide_struct(e, o, "params", &e->params, false);
    wide_struct(e, o, "data", &e->data, true);
}

/* ---- options and results ---------------------------------------------- */

static void field(struct emit *e, struct out *o, const char *type,
                  const char *name, const char *text)
{
    if (strcmp(type, "eqr_real") == 0)
        type = e->real;
    else if (strcmp(type, "const eqr_real *") == 0)
        type = arena_printf(e->arena, "const %s *", e->real);
    member_at(o, arena_printf(e->arena, "%s%s%s;", type,
                              strchr(type, '*') ? "" : " ", name), text, WIDE);
}

static void options(struct emit *e, struct out *o)
{
    open_struct(e, o, "options", "How to solve; 0 or NaN: the solver's own.");
#define OPTION(type, name, value, whose, text)                                \
    if (emit_takes(e, whose))                                                 \
        field(e, o, #type, #name, text);
#include "../../runtime/core/options.def"
#undef OPTION
    member_at(o, "void *caller;", "handed to both callbacks", WIDE);
    member_at(o, "int (*cancel)(void *caller);",
              "called before each step; nonzero: stop; EQR_BUDGET: as at a "
              "limit, of time or else", WIDE + 1);
    out_comment(o, "Called before each step, and with the last point.");
    out_line(o, "void (*trace)(void *caller, size_t step, %s loss, const %s "
             "*x, size_t n);", e->real, e->real);
    close_struct(e, o, "options");
}

static void result(struct emit *e, struct out *o)
{
    open_struct(e, o, "result", "What a solve found.");
#define RESULT(type, name, text) field(e, o, #type, #name, text);
#include "../../runtime/core/results.def"
#undef RESULT
    close_struct(e, o, "result");
}

static void setup(struct emit *e, struct out *o)
{
    if (e->fixed)
        return;
    out_comment(o, "What %s_setup makes ready. The caller sets work, to "
                "work_size bytes.", e->prefix);
    out_open(o, "typedef struct %s_memory {", e->prefix);
    member(o, "size_t work_size;", "bytes");
    member(o, "void *work;", "aligned as malloc's");
    member(o, "void *memory;", "private, like all that follows");
    if (emit_sizes_kept(e))
        out_line(o, "size_t sizes[%u];", emit_sizes_kept(e));
    out_close(o, arena_printf(e->arena, "} %s_memory;", e->prefix));
    out_blank(o);
}

void emit_types(struct emit *e, struct out *o)
{
    unknowns(e, o);
    params(e, o);
    data(e, o);
    shows(e, o);
    if (e->opt->shared) {
        out_line(o, "typedef eqr_options %s_options;", e->prefix);
        out_line(o, "typedef eqr_result %s_result;", e->prefix);
        out_blank(o);
    } else {
        options(e, o);
        result(e, o);
    }
    setup(e, o);
}
