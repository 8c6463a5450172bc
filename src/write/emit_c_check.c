/* emit_c_check.c -- PREFIX_refused: sizes, pointers and params, checked. */
#include <stdlib.h>

#include "../base/arena.h"
#include "emit_c_own.h"

static void check(struct out *o, const char *condition, const char *text)
{
    out_open(o, "if (%s)", condition);
    out_line(o, "return \"%s\";", text);
    o->depth--;
}

static const char *form(struct emit *e, const char *fmt, const char *name)
{
    return arena_printf(e->arena, fmt, name);
}

/* Sizes that were checked. */
struct checked { VEC(Expr) sizes; };

/* Would a size be too large to count its bytes? */
static void overflow(struct emit *e, struct out *o, Expr size,
                     struct checked *done)
{
    unsigned op = dag_at(e->prog->dag, size)->op;

    if (op == DAG_INT || op == DAG_SIZE)
        return;
    for (size_t k = 0; k < done->sizes.n; k++)
        if (expr_same(done->sizes.at[k], size))
            return;
    vec_push(&done->sizes, size);
    check(o, arena_printf(e->arena, "!(%s < most)",
                          emit_size(e, size, "(double)d->%s")),
          "data: too many rows");
}

static void overflows(struct emit *e, struct out *o)
{
    struct checked done = {{0}};

    for (size_t k = 0; k < e->prog->arrays.n; k++)
        if (e->plan->arrays.at[k].home != HOME_NONE)
            overflow(e, o, e->plan->arrays.at[k].size, &done);
    overflow(e, o, e->plan->n, &done);
    overflow(e, o, e->plan->lists[LIST_RESIDUAL].count, &done);
    overflow(e, o, e->plan->lists[LIST_CONSTRAINT].count, &done);
    overflow(e, o, e->plan->lists[LIST_TERM].count, &done);
    vec_free(&done.sizes);
}

static void size_checks(struct emit *e, struct out *o)
{
    const struct program *p = e->prog;

    if (p->sizes.n == 0 && p->checks.n == 0)
        return;
    for (uint32_t k = 0; k < p->sizes.n; k++)
        check(o, arena_printf(e->arena, "d->%s < 1 || !((double)d->%s < most)",
                              emit_size_name(e, k), emit_size_name(e, k)),
              form(e, "data: %s is no number of rows", p->sizes.at[k]));
    overflows(e, o);
    for (size_t k = 0; k < p->checks.n; k++) {
        const struct size_check *c = &p->checks.at[k];

        check(o, arena_printf(e->arena, "!(%s >= 0)",
                              emit_size(e, c->value, "(ptrdiff_t)d->%s")),
              arena_printf(e->arena, "%s: %s", emit_line(e, c->span),
                           c->what));
    }
}

/* Data that index arrays must be whole numbers in their range. */
static void integer_check(struct emit *e, struct out *o, uint32_t array)
{
    const char *name = e->member[array];
    const struct array *a = &e->prog->arrays.at[array];
    const char *form_of_size = "(ptrdiff_t)d->%s";
    const char *cast = arena_printf(e->arena, "(%s)", e->real);

    out_open(o, "for (ptrdiff_t i = 0; i < %s; ++i) {",
             emit_size(e, e->plan->arrays.at[array].size, form_of_size));
    check(o, arena_printf(e->arena, "!(floor%s(d->%s[i]) == d->%s[i])", e->f,
                          name, name),
          form(e, "data %s: not a whole number", a->name));
    check(o, arena_printf(e->arena, "!(d->%s[i] >= %s(%s) && d->%s[i] <= "
                          "%s(%s))", name, cast,
                          emit_size(e, a->least, form_of_size), name, cast,
                          emit_size(e, a->most, form_of_size)),
          form(e, "data %s: outside its range", a->name));
    out_close(o, "}");
}

/* The points of a table: `of` is d or p. */
static void increasing_check(struct emit *e, struct out *o, const char *of,
                             uint32_t array)
{
    const char *name = e->member[array];

    out_open(o, "for (ptrdiff_t i = 1; i < %s; ++i)",
             emit_size(e, e->plan->arrays.at[array].size,
                       "(ptrdiff_t)d->%s"));
    check(o, arena_printf(e->arena, "!(%s->%s[i] > %s->%s[i - 1])", of, name,
                          of, name),
          form(e, "%s: the points of a table must increase",
               e->prog->arrays.at[array].name));
    o->depth--;
}

static void data_checks(struct emit *e, struct out *o)
{
    if (e->data.arrays.n == 0 && e->prog->sizes.n == 0) {
        out_line(o, "(void)d;");
        return;
    }
    if (e->prog->sizes.n) {
        out_line(o, "const double most = (double)((size_t)-1 / 64);");
        out_blank(o);
    }
    check(o, "!d", "data: NULL");
    size_checks(e, o);
    for (size_t k = 0; k < e->data.arrays.n; k++) {
        uint32_t array = e->data.arrays.at[k];

        check(o, form(e, "!d->%s", e->member[array]),
              form(e, "data %s: NULL", e->prog->arrays.at[array].name));
        if (e->prog->arrays.at[array].integer)
            integer_check(e, o, array);
        if (e->prog->arrays.at[array].increasing)
            increasing_check(e, o, "d", array);
    }
}

static void param_check(struct emit *e, struct out *o, uint32_t array)
{
    const char *name = e->member[array];
    const char *text = form(e, "param %s: not given, or not a number",
                            e->prog->arrays.at[array].name);
    int64_t n;

    if (!emit_array_const(e, array, &n))
        check(o, form(e, "!p->%s", name), text);
    if (e->prog->arrays.at[array].rank == 0) {
        check(o, arena_printf(e->arena, "p->%s != p->%s", name, name), text);
        return;
    }
    out_open(o, "for (ptrdiff_t i = 0; i < %s; ++i)",
             emit_size(e, e->plan->arrays.at[array].size,
                       "(ptrdiff_t)d->%s"));
    check(o, arena_printf(e->arena, "p->%s[i] != p->%s[i]", name, name), text);
    o->depth--;
    if (e->prog->arrays.at[array].increasing)
        increasing_check(e, o, "p", array);
}

static void param_checks(struct emit *e, struct out *o)
{
    check(o, "!p", "params: NULL");
    for (size_t k = 0; k < e->params.arrays.n; k++)
        param_check(e, o, e->params.arrays.at[k]);
}

static void begin(struct emit *e, struct out *o, const char *head,
                  const char *args)
{
    out_line(o, "%s%s_%s", head, e->prefix, args);
    out_line(o, "{");
    o->depth = 1;
}

static void end(struct out *o)
{
    out_line(o, "return NULL;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}

void emit_check(struct emit *e, struct out *o)
{
    begin(e, o, "static const char *", arena_printf(
        e->arena, "refused_data(const %s_data *d)", e->prefix));
    data_checks(e, o);
    end(o);
    begin(e, o, "const char *", arena_printf(
        e->arena, "refused(const %s_params *p, const %s_data *d)", e->prefix,
        e->prefix));
    if (e->params.arrays.n == 0) {
        out_line(o, "(void)p;");
        out_line(o, "return %s_refused_data(d);", e->prefix);
        o->depth = 0;
        out_line(o, "}");
        out_blank(o);
        return;
    }
    out_line(o, "const char *why = %s_refused_data(d);", e->prefix);
    out_blank(o);
    out_line(o, "if (why)");
    out_line(o, "    return why;");
    param_checks(e, o);
    end(o);
}
