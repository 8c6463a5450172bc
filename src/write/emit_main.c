/* emit_main.c -- the main.c of a solver program; see emit_main.h. */
#include "emit_main.h"

#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/solvers.h"
#include "../base/arena.h"
#include "emit_c_own.h"
#include "emit_main_shapes.h"
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
    out_line(o, "program->%s.items = %s;", name, name);
    out_line(o, "program->%s.count = %zu;", name, l->count);
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
}

static void solver_table(struct out *o)
{
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

/* What the driver asks of a problem, in one struct. */
static void describe(struct emit *e, struct out *o, const eqh_program *t,
                     const char *folder)
{
    out_line(o, "static void describe(eqh_program *program)");
    out_line(o, "{");
    o->depth = 1;
    out_line(o, "memset(program, 0, sizeof *program);");
    out_line(o, "program->file = %s;", quoted(e, shown_name(t->file)));
    out_line(o, "program->folder = %s;", quoted(e, folder ? folder : ""));
    out_line(o, "program->class_text = %s;", quoted(e, t->class_text));
    if (t->size_count) {
        out_line(o, "program->size_names = size_names;");
        out_line(o, "program->size_count = %zu;", t->size_count);
    }
    list(o, "unknowns", &t->unknowns);
    list(o, "params", &t->params);
    list(o, "data", &t->data);
    list(o, "shows", &t->shows);
    list(o, "families", &t->families);
    list(o, "constraints", &t->constraints);
    out_line(o, "program->maximise = %d;", t->maximise);
    out_line(o, "program->shapes = shapes;");
    if (emit_finds_rows(e))
        out_line(o, "program->found = found;");
    out_line(o, "program->defaults = defaults;");
    out_line(o, "program->bind = bind;");
    out_line(o, "program->explain = explain;");
    out_line(o, "program->close = finish;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}

static void main_function(struct emit *e, struct out *o, const eqh_program *t)
{
    out_line(o, "int main(int argc, char **argv)");
    out_line(o, "{");
    o->depth = 1;
    out_line(o, "eqh_program program;");
    out_blank(o);
    out_line(o, "describe(&program);");
    out_line(o, "program.solvers = solvers;");
    out_line(o, "program.solver = %s;", quoted(e, t->solver));
    if (t->named)
        out_line(o, "program.named = 1;");
    if (t->search)
        out_line(o, "program.search = %d;", t->search);
    if (t->batches)
        out_line(o, "program.batches = 1;");
    options(e, o);
    if (t->kink)
        out_line(o, "program.kink = %s;", quoted(e, t->kink));
    if (e->opt->warnings && *e->opt->warnings)
        out_line(o, "program.warnings = warnings;");
    if (e->opt->widens)
        out_line(o, "program.widen = %s_wide_widen;", e->prefix);
    out_line(o, "return eqh_main(&program, argc, argv);");
    o->depth = 0;
    out_line(o, "}");
}

static void program(struct emit *e, struct out *o, const eqh_program *t)
{
    solver_table(o);
    warnings(e, o);
    if (e->opt->widens)
        out_fmt(o, "int %s_wide_widen(void *of, eqh_program *out);\n\n",
                e->prefix);
    main_function(e, o, t);
}

/* Of the problem with params as unknowns: no program, but what is asked of
   one. */
static void widen_function(struct emit *e, struct out *o)
{
    out_fmt(o, "int %s_widen(void *of, eqh_program *out);\n"
            "int %s_widen(void *of, eqh_program *out)\n{\n"
            "    (void)of;\n"
            "    describe(out);\n"
            "    return 0;\n"
            "}\n", e->prefix, e->prefix);
}

static void whole(struct emit *e, struct out *o, const eqh_program *t,
                  const char *folder)
{
    e->prog = e->plan->program;
    e->prefix = e->opt->prefix;
    e->upper = mangle_upper(e->arena, e->prefix);
    e->real = e->opt->is_float ? "float" : "double";
    e->f = e->opt->is_float ? "f" : "";
    emit_layout(e);
    out_str(o, e->opt->widened
            ? "/* wide_main.c -- generated by eqc: params as unknowns. */\n"
            : "/* main.c -- generated by eqc: a solver program. */\n");
    out_fmt(o, "#include <math.h>\n#include <stdlib.h>\n#include <string.h>\n"
            "\n#include \"%s\"\n#include \"host/eqh.h\"\n"
            "#include \"solvers.h\"\n\n", e->opt->header);
    tables(e, o, t);
    emit_main_shapes(e, o);
    defaults(e, o);
    bind(e, o);
    emit_main_found(e, o);
    describe(e, o, t, folder);
    if (e->opt->widened)
        widen_function(e, o);
    else
        program(e, o, t);
    emit_layout_free(e);
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
