/* emit_main.c -- the main.c of a solver program; see emit_main.h. */
#include "emit_main.h"

#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/solvers.h"
#include "../base/arena.h"
#include "emit_c_own.h"
#include "mangle.h"
#include "vm_engine.h"

/* ---- strings ---------------------------------------------------------- */

static const char *quoted(struct emit *e, const char *s)
{
    struct out t = {0};
    const char *copy;

    out_literal(&t, s);
    copy = arena_strndup(e->arena, out_text(&t), t.text.n);
    out_free(&t);
    return copy;
}

/* ---- items ------------------------------------------------------------ */

static void columns(struct emit *e, struct out *o, const char *list,
                    const eqh_list *l)
{
    for (size_t k = 0; k < l->count; k++) {
        const eqh_item *it = &l->items[k];

        if (!it->columns)
            continue;
        out_open(o, "static const char *const %s_columns_%zu[] = {", list, k);
        for (int j = 0; j < it->column_count; j++)
            out_line(o, "%s,", quoted(e, it->columns[j]));
        out_close(o, "};");
    }
}

static void item(struct emit *e, struct out *o, const char *list, size_t k,
                 const eqh_item *it)
{
    struct out sizes = {0};

    for (int j = 0; j < EQH_RANK; j++)
        out_fmt(&sizes, "%s%d", j ? ", " : "", it->size[j]);
    out_line(o, "{%s, %s, %d, %d, %d, %d, %d, %d, %d, %s, %s, %d, {%s}, %d, %d},",
             quoted(e, it->name), quoted(e, it->text), it->line, it->column,
             it->rank, it->given, it->inferred, it->is_integer,
             it->greatest, quoted(e, it->file),
             it->columns ? arena_printf(e->arena, "%s_columns_%zu", list, k)
                         : "NULL",
             it->column_count, out_text(&sizes), it->is_increasing,
             it->skips_missing);
    out_free(&sizes);
}

static void items(struct emit *e, struct out *o, const char *list,
                  const eqh_list *l)
{
    if (l->count == 0)
        return;
    columns(e, o, list, l);
    out_open(o, "static const eqh_item %s[] = {", list);
    for (size_t k = 0; k < l->count; k++)
        item(e, o, list, k, &l->items[k]);
    out_close(o, "};");
    out_blank(o);
}

/* ---- shapes ----------------------------------------------------------- */

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

/* After bind: how many rows there are of what only set-up knows. */
static void found(struct emit *e, struct out *o)
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

/* ---- params and data -------------------------------------------------- */

/* The number of an array among those of its kind. */
static size_t number_of(const struct emit *e, uint32_t array)
{
    size_t n = 0;

    for (uint32_t k = 0; k < array; k++)
        n += e->prog->arrays.at[k].kind == e->prog->arrays.at[array].kind;
    return n;
}

/* "p.mass" as the address of its first element. */
static const char *first_of(const struct emit *e, uint32_t array)
{
    return arena_printf(e->arena, "%sp.%s",
                        e->prog->arrays.at[array].rank ? "" : "&",
                        e->member[array]);
}

static void defaults(struct emit *e, struct out *o)
{
    out_line(o, "static void defaults(void *self, size_t k, eqr_real *out, "
             "size_t count)");
    out_line(o, "{");
    o->depth = 1;
    if (e->params.arrays.n)
        out_line(o, "static const %s_params p = %s_PARAMS;", e->prefix,
                 e->upper);
    out_line(o, "size_t i;");
    out_blank(o);
    out_line(o, "(void)self;");
    out_line(o, "for (i = 0; i < count; ++i)");
    out_line(o, "    out[i] = (eqr_real)NAN;");
    for (size_t k = 0; k < e->params.arrays.n; k++) {
        uint32_t array = e->params.arrays.at[k];
        int64_t n;

        if (!emit_array_const(e, array, &n))
            continue;
        out_line(o, "if (k == %zu)", number_of(e, array));
        out_line(o, "    memcpy(out, %s, count * sizeof *out);",
                 first_of(e, array));
    }
    out_line(o, "(void)k;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}

static void bind_params(struct emit *e, struct out *o)
{
    for (size_t k = 0; k < e->params.arrays.n; k++) {
        uint32_t array = e->params.arrays.at[k];
        int64_t n;

        if (emit_array_const(e, array, &n))
            out_line(o, "memcpy(%s, in->params[%zu], sizeof p.%s);",
                     first_of(e, array), number_of(e, array),
                     e->member[array]);
        else
            out_line(o, "p.%s = in->params[%zu];", e->member[array],
                     number_of(e, array));
    }
}

static void bind_data(struct emit *e, struct out *o)
{
    for (uint32_t k = 0; k < e->prog->sizes.n; k++)
        out_line(o, "d.%s = in->sizes[%u] > 0 ? (size_t)in->sizes[%u] : 0;",
                 emit_size_name(e, k), (unsigned)k, (unsigned)k);
    for (size_t k = 0; k < e->data.arrays.n; k++)
        out_line(o, "d.%s = in->data[%zu];",
                 e->member[e->data.arrays.at[k]],
                 number_of(e, e->data.arrays.at[k]));
}

/* As shown to people; a path that begins at the root says too much. */
static const char *shown_name(const char *path)
{
    return path[0] == '/' ? strrchr(path, '/') + 1 : path;
}

enum { EXPLAINED = 8 };    /* unknowns whose values a fault shows */

/* Their names, and where they stand in x; single numbers only. */
static unsigned unknowns_shown(struct emit *e, struct out *names,
                               struct out *values)
{
    int64_t at = 0, n;
    unsigned shown = 0;

    for (size_t k = 0; k < e->unknowns.arrays.n && shown < EXPLAINED; k++) {
        uint32_t array = e->unknowns.arrays.at[k];

        if (!emit_array_const(e, array, &n))
            break;
        if (e->prog->arrays.at[array].rank == 0) {
            out_fmt(names, "%s, ", quoted(e, e->prog->arrays.at[array].name));
            out_fmt(values, "    values[%u] = (double)x[%lld];\n", shown++,
                    (long long)at);
        }
        at += n;
    }
    return shown;
}

static const char explain_head[] =
    "static int explain(void *self, const eqr_real *x, FILE *out)\n{\n"
    "    double values[%d];\n"
    "    %s_fault found;\n"
    "    %s_place place;\n"
    "    eqh_fault f;\n"
    "    unsigned *marks = (unsigned *)calloc(%s_MARKS(%s), sizeof *marks);\n"
    "    int code = marks ? %s_problem_explain(memory, x, marks, &found, "
    "&place) : 0;\n\n"
    "    (void)self;\n"
    "    free(marks);\n"
    "    if (code == 0)\n        return 0;\n";

static const char explain_rest[] =
    "    f.line = found.line;\n"
    "    f.column = found.column;\n"
    "    f.form = place.form;\n"
    "    f.first = place.first;\n"
    "    f.what = place.what;\n"
    "    f.excerpt = place.excerpt;\n"
    "    f.help = place.help;\n"
    "    f.operand[0] = (double)found.operand[0];\n"
    "    f.operand[1] = (double)found.operand[1];\n"
    "    f.value = (double)found.value;\n"
    "    f.derivative = found.derivative;\n"
    "    f.names = names;\n"
    "    f.values = values;\n";

/* What a value went wrong by, where the C for that is there. */
static void explain(struct emit *e, struct out *o)
{
    struct out names = {0}, values = {0};

    if (!e->opt->places) {
        out_str(o, "static int explain(void *self, const eqr_real *x, FILE "
                "*out)\n{\n    (void)self;\n    (void)x;\n    (void)out;\n"
                "    return 0;\n}\n\n");
        return;
    }
    unknowns_shown(e, &names, &values);
    out_fmt(o, "static const char *const names[] = {%sNULL};\n\n",
            out_text(&names));
    out_fmt(o, explain_head, (int)EXPLAINED, e->prefix, e->prefix, e->upper,
            e->data.arrays.n || e->prog->sizes.n ? "&d" : "NULL", e->prefix);
    out_str(o, out_text(&values));
    out_str(o, explain_rest);
    /* Rows of several families are numbered through: no word to a reader. */
    out_line(o, "    f.row = %s;", e->prog->families.n == 1
             ? "(long)found.row" : "-1");
    out_fmt(o, "    return eqh_say_fault(%s, &f, out);\n}\n\n",
            quoted(e, shown_name(e->opt->source->name)));
    out_free(&names);
    out_free(&values);
}

/* What is bound lives in static storage: one problem, one process. */
static void bind(struct emit *e, struct out *o)
{
    bool p = e->params.arrays.n, d = e->data.arrays.n || e->prog->sizes.n;
    const char *data = d ? "&d" : "NULL";

    out_line(o, "static void *memory;");
    if (p)
        out_line(o, "static %s_params p;", e->prefix);
    if (d)
        out_line(o, "static %s_data d;", e->prefix);
    out_blank(o);
    out_line(o, "static int bind(void *self, const eqh_inputs *in, "
             "eqr_problem *problem, eqr_real *start)");
    out_line(o, "{");
    o->depth = 1;
    out_line(o, "(void)self;");
    out_line(o, "(void)in;");
    bind_params(e, o);
    bind_data(e, o);
    out_line(o, "free(memory);");
    out_line(o, "memory = malloc(%s_problem_size(%s));", e->prefix, data);
    out_line(o, "return %s_problem(memory, %s, %s, problem, start);",
             e->prefix, p ? "&p" : "NULL", data);
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
    explain(e, o);
    out_str(o, "static void finish(void *self)\n{\n    (void)self;\n"
            "    free(memory);\n    memory = NULL;\n}\n\n");
}

/* ---- main ------------------------------------------------------------- */

static void options(struct emit *e, struct out *o)
{
    const struct solve *s = &e->prog->solve;
    char buf[40];

    out_line(o, "program.options = eqr_options_default();");
    for (size_t k = 0; k < s->options.n; k++) {
        const char *name = s->options.at[k].name, *type = NULL;

#define OPTION(kind, field, value, whose, text)                               \
        if (strcmp(name, #field) == 0)                                        \
            type = #kind;
#include "../../runtime/core/options.def"
#undef OPTION
        if (type)
            out_line(o, "program.options.%s = (%s)%s;", name, type,
                     emit_number(e, s->options.at[k].value, buf));
    }
}

static void list(struct out *o, const char *name, const eqh_list *l)
{
    if (l->count == 0)
        return;
    out_line(o, "program.%s.items = %s;", name, name);
    out_line(o, "program.%s.count = %zu;", name, l->count);
}

static void tables(struct emit *e, struct out *o, const eqh_program *t)
{
    items(e, o, "unknowns", &t->unknowns);
    items(e, o, "params", &t->params);
    items(e, o, "data", &t->data);
    items(e, o, "shows", &t->shows);
    items(e, o, "families", &t->families);
    items(e, o, "constraints", &t->constraints);
    if (t->size_count) {
        out_open(o, "static const char *const size_names[] = {");
        for (size_t k = 0; k < t->size_count; k++)
            out_line(o, "%s,", quoted(e, t->size_names[k]));
        out_close(o, "};");
        out_blank(o);
    }
    out_str(o, "static const eqr_solver *const solvers[] = {\n"
            "#define SOLVER(name, needs, honours, text) &eqr_##name,\n"
            "#include \"solvers.def\"\n#undef SOLVER\n    NULL\n};\n\n");
}

/* A program says in its JSON what eqc said of its file. */
static void warnings(struct emit *e, struct out *o)
{
    const char *const *w = e->opt->warnings;

    if (!w || !*w)
        return;
    out_open(o, "static const char *const warnings[] = {");
    for (; *w; w++)
        out_line(o, "%s,", quoted(e, *w));
    out_line(o, "NULL");
    out_close(o, "};");
    out_blank(o);
}

static void main_function(struct emit *e, struct out *o, const eqh_program *t,
                          const char *folder)
{
    out_line(o, "int main(int argc, char **argv)");
    out_line(o, "{");
    o->depth = 1;
    out_line(o, "eqh_program program;");
    out_blank(o);
    out_line(o, "memset(&program, 0, sizeof program);");
    out_line(o, "program.file = %s;", quoted(e, shown_name(t->file)));
    out_line(o, "program.folder = %s;", quoted(e, folder ? folder : ""));
    out_line(o, "program.class_text = %s;", quoted(e, t->class_text));
    if (t->size_count) {
        out_line(o, "program.size_names = size_names;");
        out_line(o, "program.size_count = %zu;", t->size_count);
    }
    list(o, "unknowns", &t->unknowns);
    list(o, "params", &t->params);
    list(o, "data", &t->data);
    list(o, "shows", &t->shows);
    list(o, "families", &t->families);
    list(o, "constraints", &t->constraints);
    out_line(o, "program.solvers = solvers;");
    out_line(o, "program.solver = %s;", quoted(e, t->solver));
    if (t->search)
        out_line(o, "program.search = %d;", t->search);
    if (t->batches)
        out_line(o, "program.batches = 1;");
    options(e, o);
    out_line(o, "program.maximise = %d;", t->maximise);
    if (t->kink)
        out_line(o, "program.kink = %s;", quoted(e, t->kink));
    if (e->opt->warnings && *e->opt->warnings)
        out_line(o, "program.warnings = warnings;");
    out_line(o, "program.shapes = shapes;");
    if (emit_finds_rows(e))
        out_line(o, "program.found = found;");
    out_line(o, "program.defaults = defaults;");
    out_line(o, "program.bind = bind;");
    out_line(o, "program.explain = explain;");
    out_line(o, "program.close = finish;");
    out_line(o, "return eqh_main(&program, argc, argv);");
    o->depth = 0;
    out_line(o, "}");
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

static void whole(struct emit *e, struct out *o, const eqh_program *t,
                  const char *folder)
{
    struct out glue = {0};

    e->prog = e->plan->program;
    e->prefix = e->opt->prefix;
    e->upper = mangle_upper(e->arena, e->prefix);
    e->real = e->opt->is_float ? "float" : "double";
    e->f = e->opt->is_float ? "f" : "";
    emit_layout(e);
    out_str(o, "/* main.c -- generated by eqc: a solver program. */\n");
    out_fmt(o, "#include <math.h>\n#include <stdlib.h>\n#include <string.h>\n"
            "\n#include \"%s\"\n#include \"host/eqh.h\"\n"
            "#include \"solvers.h\"\n\n", e->opt->header);
    tables(e, o, t);
    warnings(e, o);
    shapes(e, &glue);
    division(e, o);
    if (strstr(out_text(&glue), "extent("))
        extent_function(o);
    out_str(o, out_text(&glue));
    defaults(e, o);
    bind(e, o);
    found(e, o);
    main_function(e, o, t, folder);
    emit_layout_free(e);
    out_free(&glue);
}

int emit_main(const struct plan *p, const struct model *m,
              const struct emit_options *opt, const char *folder, FILE *file)
{
    struct emit e = {.plan = p, .opt = opt, .arena = arena_make()};
    struct out o = {0};
    eqh_program t;
    bool written;

    if (!e.arena)
        base_no_memory();
    vm_engine(e.arena, p, m, opt->source, NULL, &t);
    whole(&e, &o, &t, folder);
    t.close(t.self);
    written = e.failed || out_write(&o, file);
    out_free(&o);
    arena_free(e.arena);
    return e.failed ? -2 : written ? 0 : -1;
}
