/*
 * emit_c_second.c -- second derivatives and products behind the contract: the
 * functions between a solver's calls and those of the plan.
 */
#include "../../runtime/core/eqr.h"
#include "../base/arena.h"
#include "emit_c_own.h"

static void hessian(struct emit *e, struct out *o)
{
    emit_block(e, o,
         "static int $_hessian_values(void *user, const @ *x, @ objective, "
         "const @ *multiplier, @ *value)\n"
         "{\n"
         "    return $_hessian_at(user, x, &objective, multiplier, value);\n"
         "}\n");
}

/* Is a Hessian asked for, and none has entries? */
static bool is_flat(const struct emit *e)
{
    bool asked = (e->plan->needs & EQR_HESSIAN) ||
                 (e->opt->with & EMIT_HESSIAN);

    return asked && !e->columns && !emit_has(e, FUNCTION_HESSIAN);
}

static void flat(struct emit *e, struct out *o)
{
    emit_block(e, o,
         "/* Nothing is curved: a Hessian without entries. */\n"
         "static int $_hessian_structure(void *user, size_t *row, size_t *col)\n"
         "{\n"
         "    (void)user;\n"
         "    (void)row;\n"
         "    (void)col;\n"
         "    return 0;\n"
         "}\n");
    emit_block(e, o,
         "static int $_hessian_values(void *user, const @ *x, @ objective, "
         "const @ *multiplier, @ *value)\n"
         "{\n"
         "    (void)user;\n"
         "    (void)x;\n"
         "    (void)objective;\n"
         "    (void)multiplier;\n"
         "    (void)value;\n"
         "    return 0;\n"
         "}\n");
}

static void hv(struct emit *e, struct out *o)
{
    emit_block(e, o,
         "static int $_hv_values(void *user, const @ *x, @ objective, "
         "const @ *multiplier, const @ *v, @ *out)\n"
         "{\n"
         "    return $_hv_at(user, x, &objective, multiplier, v, out);\n"
         "}\n");
}

/* No sparse entries: the triangle row by row, from columns H v. */
static void dense(struct emit *e, struct out *o)
{
    const char *n = emit_size(e, e->plan->n, "(ptrdiff_t)s->d->%s");

    emit_block(e, o, arena_printf(e->arena,
         "static int $_hessian_structure(void *user, size_t *row, size_t *col)\n"
         "{\n"
         "    const $_state *s = (const $_state *)user;\n"
         "\n"
         "    (void)s;\n"
         "    for (ptrdiff_t i = 0; i < %s; ++i) {\n"
         "        for (ptrdiff_t j = 0; j <= i; ++j) {\n"
         "            *row++ = (size_t)i;\n"
         "            *col++ = (size_t)j;\n"
         "        }\n"
         "    }\n"
         "    return 0;\n"
         "}\n", n));
    emit_block(e, o, arena_printf(e->arena,
         "/* Column j is H times the unit vector j. */\n"
         "static int $_hessian_values(void *user, const @ *x, @ objective, "
         "const @ *multiplier, @ *value)\n"
         "{\n"
         "    const $_state *s = (const $_state *)user;\n"
         "    const ptrdiff_t n = %s;\n"
         "    @ *unit = s->columns;\n"
         "    @ *column = unit + n;\n"
         "    int code = 0;\n"
         "\n"
         "    for (ptrdiff_t j = 0; j < n; ++j)\n"
         "        unit[j] = 0;\n"
         "    for (ptrdiff_t j = 0; j < n && code == 0; ++j) {\n"
         "        unit[j] = 1;\n"
         "        code = $_hv_values(user, x, objective, multiplier, unit, column);\n"
         "        unit[j] = 0;\n"
         "        for (ptrdiff_t i = j; i < n; ++i)\n"
         "            value[i * (i + 1) / 2 + j] = column[i];\n"
         "    }\n"
         "    return code;\n"
         "}\n", n));
}

static void normal(struct emit *e, struct out *o)
{
    emit_block(e, o,
         "static int $_normal_values(void *user, const @ *x, @ *value, "
         "@ *jtr, @ *f)\n"
         "{\n"
         "    return $_normal_at(user, x, f, value, jtr);\n"
         "}\n");
}

/* The direction is kept: rows are asked for later. */
static void along(struct emit *e, struct out *o)
{
    emit_block(e, o, arena_printf(e->arena,
         "/* The direction is kept: rows are asked for later. */\n"
         "static int $_along(void *user, const @ *x, const @ *v)\n"
         "{\n"
         "    const $_state *s = (const $_state *)user;\n"
         "\n"
         "    for (ptrdiff_t j = 0; j < %s; ++j)\n"
         "        s->direction[j] = v[j];\n"
         "%s"
         "}\n", emit_size(e, e->plan->n, "(ptrdiff_t)s->d->%s"),
         emit_has(e, FUNCTION_ALONG)
             ? "    return $_along_rows(user, x, s->direction);\n"
             : "    (void)x;\n    return 0;\n"));
    emit_block(e, o,
         "static int $_jv_values(void *user, const @ *x, size_t lo, size_t hi, "
         "@ *out)\n"
         "{\n"
         "    const $_state *s = (const $_state *)user;\n"
         "\n"
         "    return $_jv_rows(user, x, s->direction, lo, hi, out);\n"
         "}\n");
    emit_block(e, o,
         "static int $_jvv_values(void *user, const @ *x, size_t lo, size_t hi, "
         "@ *out)\n"
         "{\n"
         "    const $_state *s = (const $_state *)user;\n"
         "\n"
         "    return $_jvv_rows(user, x, s->direction, lo, hi, out);\n"
         "}\n");
}

void emit_second_glue(struct emit *e, struct out *o)
{
    if (emit_has(e, FUNCTION_HESSIAN))
        hessian(e, o);
    if (is_flat(e))
        flat(e, o);
    if (emit_has(e, FUNCTION_HV))
        hv(e, o);
    if (e->columns)
        dense(e, o);
    if (emit_has(e, FUNCTION_NORMAL))
        normal(e, o);
    if (e->directs)
        along(e, o);
}

void emit_second_bind(struct emit *e, struct out *o)
{
    const char *count = emit_as_size(e, e->plan->hessian_size);
    const char *n = emit_as_size(e, e->plan->n);

    if (e->columns)
        count = arena_printf(e->arena, "%s * (%s + (size_t)1) / 2", n, n);
    if (is_flat(e))
        count = "0";
    if (is_flat(e) || e->columns || emit_has(e, FUNCTION_HESSIAN)) {
        out_line(o, "problem->hessian.count = %s;", count);
        emit_field(e, o, "hessian.structure", "hessian_structure");
        emit_field(e, o, "hessian.values", "hessian_values");
    }
    if (emit_has(e, FUNCTION_NORMAL)) {
        out_line(o, "problem->normal.count = %s;",
                 emit_as_size(e, e->plan->normal_size));
        emit_field(e, o, "normal.structure", "normal_structure");
        emit_field(e, o, "normal.values", "normal_values");
    }
    emit_field(e, o, "hv", emit_has(e, FUNCTION_HV) ? "hv_values" : NULL);
    emit_field(e, o, "vj", emit_has(e, FUNCTION_VJ) ? "vj_at" : NULL);
    emit_field(e, o, "along", e->directs ? "along" : NULL);
    emit_field(e, o, "jv", e->directs ? "jv_values" : NULL);
    emit_field(e, o, "jvv", e->directs ? "jvv_values" : NULL);
}
