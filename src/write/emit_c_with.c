/*
 * emit_c_with.c -- the functions that --with asks for: rows of with.def.  Each
 * binds the problem in the memory of a solve and evaluates at one point.
 */
#include <string.h>

#include "../../runtime/core/eqr.h"
#include "../base/arena.h"
#include "emit_c_own.h"

#define WITH_PREPARE                                                          \
    "if (code == 0 && m->problem.prepare)\n"                                  \
    "    code = m->problem.prepare(&m->state, x);\n"

static const struct with_row {
    const char *word, *outputs, *body, *text;
    enum plan_function function;
} with_rows[EMIT_WITH_COUNT] = {
#define WITH(tag, word, function, derivatives, outputs, body, text)           \
    {#word, outputs, body, text, FUNCTION_##function},
#include "with.def"
#undef WITH
};

bool emit_offers(const struct plan *p, enum emit_row row)
{
    /* Where nothing is curved, a Hessian has no entries. */
    if (row == EMIT_ROW_HESSIAN)
        return p->program->lagrangian != UINT32_MAX;
    if (row == EMIT_ROW_EXPLAIN)
        return true;
    if (row == EMIT_ROW_SENSITIVITY)
        return p->cls != EQR_CLASS_EVALUATION;
    return p->functions[with_rows[row].function].present;
}

static bool is_asked(const struct emit *e, int row)
{
    return (e->opt->with >> row & 1) && emit_offers(e->plan, row);
}

/* ---- how many ----------------------------------------------------------- */

/* Reals and whole numbers that a caller makes room for. */
enum count { COUNT_ROWS, COUNT_ENTRIES, COUNT_CONSTRAINTS, COUNT_HESSIAN,
             COUNT_NORMAL, COUNTS };

#define BIT(tag) (1u << EMIT_ROW_##tag)

/* Its key in with.def, its macro, its function; which rows speak of it. */
static const struct { const char *key, *macro, *function; unsigned rows; }
counts[COUNTS] = {
    {"rows", "ROWS", "row_count",
     BIT(RESIDUAL) | BIT(JACOBIAN) | BIT(JV) | BIT(VJ) | BIT(FVV)},
    {"entries", "ENTRIES", "entry_count", BIT(JACOBIAN)},
    {"constraints", "CONSTRAINTS", "constraint_count", BIT(HV) | BIT(HESSIAN)},
    {"hessian", "HESSIAN_ENTRIES", "hessian_count", BIT(HESSIAN)},
    {"normal", "JTJ_ENTRIES", "jtj_count", BIT(JTJ)},
};

/* Is it the product, or half of it? */
struct product { Expr a, b; bool triangle; };

static struct product product_of(const struct emit *e, enum count which)
{
    const struct plan *p = e->plan;
    const struct plan_rows *rows = &p->lists[LIST_RESIDUAL];
    struct product one = {.b = EXPR_NONE};

    switch (which) {
    case COUNT_ROWS: one.a = rows->count; break;
    case COUNT_ENTRIES:
        return rows->entries.i ? (struct product){.a = rows->entries}
                               : (struct product){rows->count, rows->width,
                                                  false};
    case COUNT_CONSTRAINTS: one.a = p->lists[LIST_CONSTRAINT].count; break;
    case COUNT_NORMAL: one.a = p->normal_size; break;
    default:
        one.a = e->columns ? p->n : p->hessian_size;
        one.triangle = e->columns;
    }
    return one;
}

static bool count_const(const struct emit *e, enum count which, int64_t *n)
{
    struct product f = product_of(e, which);
    int64_t b = 1;

    if (!emit_is_const(e, f.a, n) || (f.b.i && !emit_is_const(e, f.b, &b)))
        return false;
    *n = f.triangle ? *n * (*n + 1) / 2 : *n * b;
    return true;
}

static bool is_spoken_of(const struct emit *e, enum count which)
{
    if (which == COUNT_CONSTRAINTS && e->prog->constraints.n == 0)
        return false;
    for (int k = 0; k < EMIT_WITH_COUNT; k++)
        if ((counts[which].rows >> k & 1) && is_asked(e, k))
            return true;
    return false;
}

void emit_with_macros(struct emit *e, struct out *o)
{
    int64_t n;

    for (int k = 0; k < COUNTS; k++)
        if (k != COUNT_ROWS && is_spoken_of(e, k) && count_const(e, k, &n))
            out_macro(o, "#define %s_%s %lld", e->upper, counts[k].macro,
                      (long long)n);
    emit_wide_macros(e, o);
}

static const char *count_name(struct emit *e, enum count which)
{
    int64_t n;

    if (count_const(e, which, &n))
        return arena_printf(e->arena, "%s_%s", e->upper, counts[which].macro);
    return arena_printf(e->arena, "%s_%s(d)", e->prefix,
                        counts[which].function);
}

static void count_prototypes(struct emit *e, struct out *o)
{
    bool any = false;
    int64_t n;

    for (int k = 0; k < COUNTS; k++) {
        if (!is_spoken_of(e, k) || count_const(e, k, &n))
            continue;
        if (!any)
            out_comment(o, "How many there are of what the functions below "
                        "take and give.");
        any = true;
        out_line(o, "size_t %s_%s(const %s_data *d);", e->prefix,
                 counts[k].function, e->prefix);
    }
}

static void count_function(struct emit *e, struct out *o, enum count which)
{
    const char *form = "(ptrdiff_t)d->%s";
    struct product f = product_of(e, which);
    const char *a = emit_size(e, f.a, form);

    emit_block(e, o, arena_printf(e->arena,
                                  "size_t $_%s(const $_data *d)\n{",
                                  counts[which].function));
    o->depth = 1;
    if (f.triangle)
        out_line(o, "return (size_t)(%s) * ((size_t)(%s) + 1) / 2;", a, a);
    else if (f.b.i)
        out_line(o, "return (size_t)(%s) * (size_t)(%s);", a,
                 emit_size(e, f.b, form));
    else
        out_line(o, "return (size_t)(%s);", a);
    o->depth = 0;
    emit_block(e, o, "}\n");
}

/* ---- text with {words} in it -------------------------------------------- */

/* What stands for {word}, or NULL. */
static const char *word_text(struct emit *e, const char *word, size_t n)
{
    bool constrained = e->prog->constraints.n > 0;
    const struct { const char *word, *with, *without; } words[] = {
        {"factors", "@ objective, const @ *multiplier, ", ""},
        {"given", "objective, multiplier", "1, NULL"},
        {"missing", "!multiplier || ", ""},
        {"refuse", "if (code == 0 && value && !multiplier)\n"
                   "    code = EQR_REFUSED;\n", ""},
        {"lagrangian", "objective * loss + the sum of multiplier[k] * (left - "
                       "right) over the constraints, in the file's order; "
                       "multiplier: {constraints} values.", "the loss."},
    };

    if (n == 6 && memcmp(word, "memory", n) == 0)
        return emit_solver_at(e);
    if (n == 2 && memcmp(word, "by", n) == 0)
        return emit_wide_names(e);
    if (n == 7 && memcmp(word, "columns", n) == 0)
        return emit_wide_columns(e);
    if (n == 11 && memcmp(word, "sensitivity", n) == 0)
        return emit_wide_bytes(e);
    for (size_t k = 0; k < COUNTS; k++)
        if (strlen(counts[k].key) == n && memcmp(counts[k].key, word, n) == 0)
            return count_name(e, k);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strlen(words[k].word) == n && memcmp(words[k].word, word, n) == 0)
            return constrained ? words[k].with : words[k].without;
    return NULL;
}

/* The text with what stands for its {words}, which may have some, too. */
static const char *filled(struct emit *e, const char *s)
{
    const char *open, *close, *text;

    while ((open = strchr(s, '{')) != NULL) {
        close = strchr(open, '}');
        text = word_text(e, open + 1, (size_t)(close - open) - 1);
        s = arena_printf(e->arena, "%.*s%s%s", (int)(open - s), s,
                         text ? text : "?", close + 1);
    }
    return s;
}

/* ---- prototypes and bodies ---------------------------------------------- */

void emit_with_prototypes(struct emit *e, struct out *o)
{
    if (!e->opt->with)
        return;
    count_prototypes(e, o);
    if (is_asked(e, EMIT_ROW_SENSITIVITY))
        emit_wide_prototype(e, o);
    out_comment(o, "At *u, with the memory of a solve. Outputs may be NULL, "
                "and overlap nothing else; they are written whole. 0, or a "
                "negative status.");
    out_blank(o);
    for (int k = 0; k < EMIT_WITH_COUNT; k++) {
        if (!is_asked(e, k))
            continue;
        if (k == EMIT_ROW_EXPLAIN) {
            emit_explain_types(e, o);
            emit_places_type(e, o);
        }
        out_comment(o, "%s", filled(e, with_rows[k].text));
        emit_block(e, o, arena_printf(
            e->arena, "int $_%s(const $_unknowns *u, const $_params *p, const "
            "$_data *d, %s, %s);", with_rows[k].word, emit_work_argument(e),
            filled(e, with_rows[k].outputs)));
        if (k == EMIT_ROW_EXPLAIN)
            out_str(o, "#endif\n");
    }
}

void emit_evaluator(struct emit *e, struct out *o, const char *name,
                    const char *outputs)
{
    emit_block(e, o, arena_printf(
        e->arena, "int $_%s(const $_unknowns *u, const $_params *p, const "
        "$_data *d, %s, %s)\n{\n"
        "    const @ *x = (const @ *)(const void *)u;\n"
        "    $_run *m;\n"
        "    int code;\n", name, emit_work_argument(e), outputs));
    o->depth = 1;
    out_line(o, "if (%s%s || %s)", e->unknowns.arrays.n ? "!u || " : "",
             emit_no_work(e), emit_wrong(e));
    out_line(o, "    return EQR_REFUSED;");
    out_line(o, "m = (%s_run *)%s;", e->prefix,
             e->fixed ? "work" : "s->memory");
    out_line(o, "code = %s_bind(&m->state, p, d, %s, &m->problem);",
             e->prefix, emit_reals_at(e));
    emit_found_again(e, o, "code");
    if (e->analysed)
        out_line(o, "m->problem.analysis = m->analysis;");
}

/* The lines one step deeper. */
static const char *deeper(struct emit *e, const char *lines)
{
    const char *s = "    ", *end;

    for (; (end = strchr(lines, '\n')) != NULL; lines = end + 1)
        s = arena_printf(e->arena, "%s%.*s    ", s, (int)(end + 1 - lines),
                         lines);
    return arena_printf(e->arena, "%s%s", s, lines);
}

void emit_with_functions(struct emit *e, struct out *o)
{
    int64_t n;

    for (int k = 0; k < COUNTS; k++)
        if (is_spoken_of(e, k) && !count_const(e, k, &n))
            count_function(e, o, k);
    for (int k = 0; k < EMIT_WITH_COUNT; k++) {
        if (!is_asked(e, k))
            continue;
        if (k == EMIT_ROW_EXPLAIN)
            emit_explain_functions(e, o);
        emit_evaluator(e, o, with_rows[k].word,
                       filled(e, with_rows[k].outputs));
        emit_block(e, o, deeper(e, filled(e, with_rows[k].body)));
        emit_block(e, o, "    return code;\n}\n");
        if (k == EMIT_ROW_EXPLAIN) {
            emit_places(e, o);
            out_str(o, "#endif\n\n");
        }
    }
}
