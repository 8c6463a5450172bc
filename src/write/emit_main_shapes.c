/* emit_main_shapes.c -- see emit_main_shapes.h. */
#include "emit_main_shapes.h"

#include <string.h>

/* One dimension of item `at`: its lower bound and its extent. */
static void dimension(struct emit *e, struct out *o, size_t at, unsigned k,
                      const char *lo, Expr count)
{
    out_line(o, "if (!extent(&out[%zu], %u, %s, %s))", at, k, lo,
             emit_size(e, count, "sizes[#]"));
    out_line(o, "    return *bad = %zu, EQR_REFUSED;", at);
}

static void shape(struct emit *e, struct out *o, size_t at, unsigned rank,
                  const Expr *lo, const Expr *count)
{
    out_line(o, "out[%zu].count = 1;", at);
    for (unsigned k = 0; k < rank; k++)
        dimension(e, o, at, k, lo ? emit_size(e, lo[k], "sizes[#]") : "1",
                  count[k]);
}

static void shapes_of_kind(struct emit *e, struct out *o, unsigned kind,
                           size_t *at)
{
    for (size_t k = 0; k < e->prog->arrays.n; k++) {
        const struct array *a = &e->prog->arrays.at[k];

        if (a->kind != kind)
            continue;
        shape(e, o, *at, a->rank, a->lo, a->count);
        if (a->integer) {
            out_line(o, "out[%zu].from = %s;", *at,
                     emit_size(e, a->least, "sizes[#]"));
            out_line(o, "out[%zu].to = %s;", *at,
                     emit_size(e, a->most, "sizes[#]"));
        }
        ++*at;
    }
}

static void shape_of_family(struct emit *e, struct out *o, size_t at,
                            const struct family *f, Expr rows)
{
    const struct program *p = e->prog;
    const Expr *lo = NULL;

    if (!domain_is_box(p->dag, &f->domain)) {
        shape(e, o, at, 1, NULL, &rows);
        return;
    }
    for (size_t k = 0; k < p->named.n; k++)
        if (f->kind == FAMILY_SHOW && p->named.at[k].name == f->name &&
            p->named.at[k].rank == f->domain.rank)
            lo = p->named.at[k].lo;
    shape(e, o, at, f->domain.rank, lo, f->domain.count);
}

void emit_main_found(struct emit *e, struct out *o)
{
    size_t n = e->prog->families.n + e->prog->constraints.n;

    if (!emit_finds_rows(e))
        return;
    out_fmt(o, "static void found(void *self, eqh_shape *out)\n{\n"
            "    size_t rows[%zu], k;\n\n"
            "    (void)self;\n"
            "    %s_problem_rows(memory, %s, rows);\n"
            "    for (k = 0; k < %zu; ++k) {\n"
            "        if (out[k].count == rows[k])\n"
            "            continue;\n"
            "        out[k].count = rows[k];\n"
            "        out[k].lo[0] = 1;\n"
            "        out[k].hi[0] = (eqh_int)rows[k];\n"
            "    }\n"
            "}\n\n", n, e->prefix,
            e->data.arrays.n || e->prog->sizes.n ? "&d" : "NULL", n);
}

static void extent_function(struct out *o)
{
    out_str(o,
            "/* Dimension k of a shape; 0 where its count would overflow. */\n"
            "static int extent(eqh_shape *s, int k, eqh_int lo, eqh_int n)\n"
            "{\n"
            "    if (n < 0 || (n > 0 && s->count > (size_t)-1 / 64 / "
            "(size_t)n))\n"
            "        return 0;\n"
            "    s->lo[k] = lo;\n"
            "    s->hi[k] = lo + n - 1;\n"
            "    s->count *= (size_t)n;\n"
            "    return 1;\n"
            "}\n\n");
}

static void shapes(struct emit *e, struct out *o)
{
    const struct program *p = e->prog;
    size_t at = 0;

    out_line(o, "static int shapes(void *self, const eqh_int *sizes, "
             "eqh_shape *out, size_t *bad)");
    out_line(o, "{");
    o->depth = 1;
    out_line(o, "(void)self;");
    out_line(o, "(void)sizes;");
    out_line(o, "(void)bad;");
    shapes_of_kind(e, o, ARRAY_UNKNOWN, &at);
    shapes_of_kind(e, o, ARRAY_PARAM, &at);
    shapes_of_kind(e, o, ARRAY_DATA, &at);
    for (size_t k = 0; k < p->shows.n; k++)
        shape_of_family(e, o, at++, &p->shows.at[k],
                        e->plan->lists[LIST_SHOW].each.at[k]);
    for (size_t k = 0; k < p->families.n; k++)
        shape_of_family(e, o, at++, &p->families.at[k],
                        e->plan->lists[LIST_RESIDUAL].most.at[k]);
    for (size_t k = 0; k < p->constraints.n; k++)
        shape_of_family(e, o, at++, &p->constraints.at[k],
                        e->plan->lists[LIST_CONSTRAINT].most.at[k]);
    if (at == 0)
        out_line(o, "(void)out;");
    out_line(o, "return 0;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}

static void division(struct emit *e, struct out *o)
{
    if (!e->helpers[EMIT_DIV] && !e->helpers[EMIT_MOD])
        return;
    out_fmt(o, "static eqh_int %s_div(eqh_int a, eqh_int b)\n{\n"
            "    if (b == 0)\n        return 0;\n"
            "    return a / b - (a %% b != 0 && (a < 0) != (b < 0));\n}\n\n",
            e->prefix);
    out_fmt(o, "static eqh_int %s_mod(eqh_int a, eqh_int b)\n{\n"
            "    return a - b * %s_div(a, b);\n}\n\n", e->prefix, e->prefix);
}

void emit_main_shapes(struct emit *e, struct out *o)
{
    struct out glue = {0};

    shapes(e, &glue);
    division(e, o);
    if (strstr(out_text(&glue), "extent("))
        extent_function(o);
    out_str(o, out_text(&glue));
    out_free(&glue);
}
