/*
 * emit_c_explain.c -- --with=explain: a second evaluator that finds where a
 * value went wrong, compiled only where EQR_EXPLAIN is defined.
 *
 * It follows the plan step by step, as the interpreter does (vm_fault.c): each
 * value has a mark, the number of the event that it stems from, or 0.  Marks of
 * arrays stand in memory of the caller.  The first pass learns which event
 * reached a result, the second stops there.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "emit_c_form.h"

struct explain {
    struct emit *e;
    struct out *o;
    const struct step *steps;
    uint32_t n;
    bool *value;             /* is it read? */
    VEC(uint32_t) open;      /* FOR, ROWS and IF */
};

#define SIZE_FORM "(ptrdiff_t)s->d->%s"

static const char *print(struct explain *x, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static const char *print(struct explain *x, const char *fmt, ...)
{
    va_list args;
    const char *text;

    va_start(args, fmt);
    text = arena_vprintf(x->e->arena, fmt, args);
    va_end(args);
    return text;
}

/* ---- values ------------------------------------------------------------- */

static const struct dag *dag(const struct explain *x)
{
    return x->e->prog->dag;
}

static bool is_literal(const struct step *s)
{
    return s->op == DAG_CONST || s->op == DAG_INT || s->op == DAG_SIZE;
}

static const char *value(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];
    char buf[40];

    if (s->op == DAG_CONST)
        return print(x, "(%s)", emit_number(x->e, dag_value(dag(x), s->expr),
                                            buf));
    if (s->op == DAG_INT)
        return print(x, "(%lld)", (long long)dag_int_value(dag(x), s->expr));
    if (s->op == DAG_SIZE)
        return print(x, "(" SIZE_FORM ")", emit_size_name(
            x->e, dag_at(dag(x), s->expr)->a));
    return print(x, "t%u", (unsigned)k);
}

static const char *mark(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];

    if (s->type != TYPE_REAL || is_literal(s) || s->op == DAG_REAL)
        return "0";
    return print(x, "m%u", (unsigned)k);
}

/* ---- arrays ------------------------------------------------------------- */

static const char *offset(struct explain *x, uint32_t array)
{
    return emit_size(x->e, x->e->plan->arrays.at[array].offset, SIZE_FORM);
}

/* The address of the first element. */
static const char *base(struct explain *x, uint32_t array)
{
    bool number = x->e->prog->arrays.at[array].rank == 0;
    const char *name = x->e->member[array];
    int64_t n;

    switch (x->e->plan->arrays.at[array].home) {
    case HOME_X: return print(x, "(x + %s)", offset(x, array));
    case HOME_PARAM:
        number = number && emit_array_const(x->e, array, &n) && n == 1;
        return print(x, "%ss->p->%s", number ? "&" : "", name);
    case HOME_DATA: return print(x, "s->d->%s", name);
    case HOME_TABLE: return print(x, "%s_table_%s", x->e->prefix, name);
    case HOME_SETUP: return print(x, "(s->setup + %s)", offset(x, array));
    default: return print(x, "(s->point + %s)", offset(x, array));
    }
}

/* Where the marks of an array begin; NULL: it is an input. */
static const char *marks(struct explain *x, uint32_t array)
{
    const char *setup = emit_size(x->e, x->e->plan->setup_size, SIZE_FORM);

    switch (x->e->plan->arrays.at[array].home) {
    case HOME_SETUP: return print(x, "(w->marks + %s)", offset(x, array));
    case HOME_POINT:
        return print(x, "(w->marks + %s + %s)", setup, offset(x, array));
    default: return NULL;
    }
}

static const char *count(struct explain *x, uint32_t array)
{
    return emit_size(x->e, x->e->plan->arrays.at[array].size, SIZE_FORM);
}

/* ---- where -------------------------------------------------------------- */

/* The innermost turn, as the index of an event. */
static const char *turn(struct explain *x)
{
    for (size_t k = x->open.n; k-- > 0;)
        if (x->steps[x->open.at[k]].op != PLAN_IF &&
            x->steps[x->open.at[k]].op != PLAN_FAMILY)
            return value(x, x->open.at[k]);
    return "-1";
}

/* "line, column" of a step, or of the nearest value that it was made of; in a
 * program "line, place". */
static const char *site(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];
    struct span at = {0, 0};
    struct place p = {NULL, 0, 0};
    uint32_t in[3];

    for (unsigned walked = 0; walked < 64 && at.hi == 0; walked++) {
        if (x->steps[k].expr.i)
            at = dag_origin(dag(x), x->steps[k].expr);
        if (at.hi > 0 || forms_operands(&x->steps[k], in) == 0)
            break;
        k = in[0];
    }
    if (x->e->opt->source && at.hi > 0)
        p = source_place(x->e->opt->source, at.lo);
    if (x->e->opt->places)
        return print(x, "%u, %zu", p.line, emit_place(x->e, x->steps, s, at));
    return print(x, "%u, %u", p.line, p.column);
}

/* ---- statements --------------------------------------------------------- */

/* The C text of a row of ops.def, of operands that are names or bracketed. */
static const char *operation(struct explain *x, const struct step *s)
{
    const char *c = op_row(OP_OF(s->op))->c, *text = "";

    for (; *c; c++) {
        if (*c != '$') {
            text = print(x, "%s%c", text, *c);
            continue;
        }
        c++;
        text = print(x, "%s%s", text, *c == 'f' ? x->e->f
                     : value(x, *c == 'a' || *c == 'A' ? s->a : s->b));
    }
    return text;
}

static void event(struct explain *x, uint32_t k, const char *ma,
                  const char *mb, const char *name, const char *a,
                  const char *b)
{
    out_line(x->o, "const unsigned m%u = %s_event(w, t%u, %s, %s, %s, %s, "
             "\"%s\", %s, %s);", (unsigned)k, x->e->prefix, (unsigned)k, ma, mb, site(x, k),
             turn(x), name, a, b);
}

static void declare(struct explain *x, uint32_t k, const char *text)
{
    const struct step *s = &x->steps[k];

    out_line(x->o, "const %s t%u = %s;", s->type == TYPE_REAL ? x->e->real
             : s->type == TYPE_INT ? "ptrdiff_t" : "int", (unsigned)k, text);
}

static void function(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];
    const struct op_row *row = op_row(OP_OF(s->op));

    declare(x, k, operation(x, s));
    event(x, k, mark(x, s->a), row->arity > 1 ? mark(x, s->b) : "0",
          row->name, value(x, s->a), row->arity > 1 ? value(x, s->b) : "0");
}

static void load(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];
    const char *text = print(x, "%s_look(%s, %s, %s)", x->e->prefix,
                             base(x, s->a), value(x, s->b), count(x, s->a));
    const char *own = marks(x, s->a);
    Name name = x->e->prog->arrays.at[s->a].name;

    if (s->type == TYPE_INT) {
        declare(x, k, print(x, "(ptrdiff_t)%s", text));
        return;
    }
    declare(x, k, text);
    event(x, k, own ? print(x, "%s_mark(%s, %s, %s)", x->e->prefix, own,
                            value(x, s->b), count(x, s->a)) : "0", "0",
          name ? name : "", print(x, "(%s)%s", x->e->real, value(x, s->b)),
          "0");
}

static void choose(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];

    declare(x, k, print(x, "%s ? %s : %s", value(x, s->a), value(x, s->b),
                        value(x, s->c)));
    if (s->type == TYPE_REAL)
        event(x, k, print(x, "%s ? %s : %s", value(x, s->a), mark(x, s->b),
                          mark(x, s->c)), "0", "if", "0", "0");
}

static const char *two(struct explain *x, const struct step *s,
                       const char *op)
{
    return print(x, "%s %s %s", value(x, s->a), op, value(x, s->b));
}

static const char *division(struct explain *x, const struct step *s)
{
    x->e->helpers[s->op == DAG_IDIV ? EMIT_DIV : EMIT_MOD] = true;
    return print(x, "%s_%s(%s, %s)", x->e->prefix,
                 s->op == DAG_IDIV ? "div" : "mod", value(x, s->a),
                 value(x, s->b));
}

static void segment(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];
    uint32_t array = dag_at(dag(x), (Expr){dag_at(dag(x), s->expr)->a})->a;

    declare(x, k, print(x, "eqr_segment(%s, %s, %s)", base(x, array),
                        value(x, s->c), value(x, s->b)));
}

static void pure(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];

    switch (s->op) {
    case DAG_CONST: case DAG_INT: case DAG_SIZE: case DAG_LOCAL: break;
    case DAG_LOAD: load(x, k); break;
    case DAG_REAL:
        declare(x, k, print(x, "(%s)%s", x->e->real, value(x, s->a)));
        break;
    case DAG_IADD: declare(x, k, two(x, s, "+")); break;
    case DAG_IMUL: declare(x, k, two(x, s, "*")); break;
    case DAG_IDIV: case DAG_IMOD: declare(x, k, division(x, s)); break;
    case DAG_ILT: case DAG_LT: declare(x, k, two(x, s, "<")); break;
    case DAG_ILE: case DAG_LE: declare(x, k, two(x, s, "<=")); break;
    case DAG_IEQ: case DAG_EQ: declare(x, k, two(x, s, "==")); break;
    case DAG_AND: declare(x, k, two(x, s, "&&")); break;
    case DAG_OR: declare(x, k, two(x, s, "||")); break;
    case DAG_NOT: declare(x, k, print(x, "!%s", value(x, s->a))); break;
    case DAG_SELECT: choose(x, k); break;
    case DAG_SEGMENT: segment(x, k); break;
    default: function(x, k); break;
    }
}

/* ---- actions ------------------------------------------------------------ */

static void open_loop(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];
    bool rows = s->op == PLAN_ROWS || s->op == PLAN_FAMILIES;

    out_open(x->o, "for (ptrdiff_t t%u = 0; t%u < %s; ++t%u) {", (unsigned)k,
             (unsigned)k, value(x, rows ? s->c : s->a), (unsigned)k);
    if (rows)
        out_line(x->o, "w->row = %s + t%u;", value(x, s->b), (unsigned)k);
}

static void open_family(struct explain *x, uint32_t k)
{
    out_open(x->o, "{");
    out_line(x->o, "w->row = %s + t%u;", value(x, x->steps[k].b),
             (unsigned)x->open.at[x->open.n - 1]);
}

static void combined(struct explain *x, const char *to, unsigned effect,
                     const char *what)
{
    switch (effect) {
    case EFFECT_SUM: out_line(x->o, "%s += %s;", to, what); break;
    case EFFECT_PROD: out_line(x->o, "%s *= %s;", to, what); break;
    case EFFECT_MIN: case EFFECT_MAX:
        out_line(x->o, "%s = eqr_%s(%s, %s);", to,
                 effect == EFFECT_MIN ? "min" : "max", to, what);
        break;
    default: out_line(x->o, "%s = %s;", to, what); break;
    }
}

static const char *effect_name(unsigned effect)
{
    return effect == EFFECT_PROD ? "prod" : effect == EFFECT_MIN ? "min"
           : effect == EFFECT_MAX ? "max" : "sum";
}

static void accumulate(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];

    combined(x, print(x, "t%u", (unsigned)s->a), s->c, value(x, s->b));
    out_line(x->o, "m%u = %s_event(w, t%u, m%u, %s, %s, %s, \"%s\", %s, 0);",
             (unsigned)s->a, x->e->prefix, (unsigned)s->a, (unsigned)s->a,
             mark(x, s->b), site(x, s->b), turn(x), effect_name(s->c),
             value(x, s->b));
}

/* Into SETUP or POINT; nothing else is written by what is looked at. */
static void store(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];
    const char *own = marks(x, s->a), *at = value(x, s->b);
    const char *to = print(x, "%s[%s]", base(x, s->a), at);
    bool update = s->op == PLAN_UPDATE;

    combined(x, to, update ? s->flags : EFFECT_DEFINE, value(x, s->c));
    out_line(x->o, "%s[%s] = %s_event(w, %s, %s, %s, %s, %s, \"%s\", %s, 0);",
             own, at, x->e->prefix, to,
             update ? print(x, "%s[%s]", own, at) : "0", mark(x, s->c),
             site(x, s->c), turn(x),
             update ? effect_name(s->flags) : "", value(x, s->c));
}

static void fill(struct explain *x, const struct step *s)
{
    out_open(x->o, "for (ptrdiff_t n = 0; n < %s; ++n) {", count(x, s->a));
    out_line(x->o, "%s[n] = %s;", base(x, s->a), value(x, s->b));
    out_line(x->o, "%s[n] = %s;", marks(x, s->a), mark(x, s->b));
    out_close(x->o, "}");
}

static void result(struct explain *x, const struct step *s)
{
    if (strcmp(mark(x, s->b), "0") == 0)
        return;
    out_line(x->o, "if (%s)", mark(x, s->b));
    out_line(x->o, "    return %s;", mark(x, s->b));
}

static void action(struct explain *x, uint32_t k)
{
    const struct step *s = &x->steps[k];

    switch (s->op) {
    case PLAN_FOR: case PLAN_ROWS: case PLAN_FAMILIES:
        open_loop(x, k);
        break;
    case PLAN_FAMILY: open_family(x, k); break;
    case PLAN_IF: out_open(x->o, "if (%s) {", value(x, s->a)); break;
    case PLAN_END:
        out_close(x->o, "}");
        x->open.n--;
        break;
    case PLAN_VAR:
        out_line(x->o, "%s t%u = %s;", x->e->real, (unsigned)k,
                 value(x, s->a));
        out_line(x->o, "unsigned m%u = %s;", (unsigned)k, mark(x, s->a));
        break;
    case PLAN_GET:
        out_line(x->o, "const %s t%u = t%u;", x->e->real, (unsigned)k,
                 (unsigned)s->a);
        out_line(x->o, "const unsigned m%u = m%u;", (unsigned)k,
                 (unsigned)s->a);
        break;
    case PLAN_ACC: accumulate(x, k); break;
    case PLAN_STORE: case PLAN_UPDATE: store(x, k); break;
    case PLAN_FILL: fill(x, s); break;
    case PLAN_PUSH: case PLAN_OUT: result(x, s); break;
    default: break;
    }
    if (plan_opens(s->op))
        vec_push(&x->open, k);
}

/* ---- a function --------------------------------------------------------- */

/* Who reads what: pure steps that nobody reads are left out. */
static void find_readers(struct explain *x)
{
    uint32_t in[3];

    for (uint32_t k = x->n; k-- > 0;) {
        const struct step *s = &x->steps[k];
        bool is_pure = s->op < PLAN_FIRST || s->op == PLAN_GET;

        if ((is_pure && !x->value[k]) || s->op == PLAN_COUNT ||
            s->op == PLAN_REQUIRE)
            continue;
        for (unsigned j = forms_operands(s, in); j-- > 0;)
            x->value[in[j]] = true;
    }
}

static void statements(struct explain *x)
{
    for (uint32_t k = 0; k < x->n; k++) {
        const struct step *s = &x->steps[k];
        bool is_pure = s->op < PLAN_FIRST || s->op == PLAN_GET;

        if (is_pure && !x->value[k])
            continue;
        if (s->op < PLAN_FIRST)
            pure(x, k);
        else
            action(x, k);
        if (is_pure && !is_literal(s))
            out_line(x->o, "(void)%s;", strcmp(mark(x, k), "0")
                     ? mark(x, k) : value(x, k));
        if (s->op == PLAN_GET)
            out_line(x->o, "(void)%s;", value(x, k));
    }
}

static void explain_function(struct emit *e, enum plan_function f,
                             struct out *o)
{
    const struct function *fn = &e->plan->functions[f];
    struct explain x = {.e = e, .o = o, .steps = fn->steps.at,
                        .n = (uint32_t)fn->steps.n};

    x.value = calloc((size_t)x.n + 1, sizeof *x.value);
    if (!x.value)
        base_no_memory();
    find_readers(&x);
    emit_block(e, o, arena_printf(
        e->arena, "static unsigned $_explain_%s(const $_state *s, const @ *x, "
        "struct $_watch *w)\n{\n    (void)s;\n    (void)x;\n"
        "    w->row = -1;", emit_function_name(f)));
    o->depth = 1;
    statements(&x);
    out_line(o, "return 0;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
    vec_free(&x.open);
    free(x.value);
}

/* ---- all ---------------------------------------------------------------- */

/* Values first: a derivative is only to blame where they are finite. */
static const enum plan_function looked_at[] = {
    FUNCTION_SETUP, FUNCTION_PREPARE, FUNCTION_RESIDUAL, FUNCTION_CONSTRAINT,
    FUNCTION_LOSS, FUNCTION_SHOW, FUNCTION_JACOBIAN};

enum { LOOKED_AT = sizeof looked_at / sizeof *looked_at };

static const char tools[] =
    "struct $_watch {\n"
    "    unsigned *marks;\n"
    "    unsigned events;\n"
    "    unsigned wanted;\n"
    "    ptrdiff_t row;\n"
    "    int derivative;\n"
    "    $_fault *fault;\n"
    "};\n\n"
    "static @ $_look(const @ *a, ptrdiff_t at, ptrdiff_t count)\n"
    "{\n"
    "    return at >= 0 && at < count ? a[at] : 0;\n"
    "}\n\n"
    "static unsigned $_mark(const unsigned *m, ptrdiff_t at, ptrdiff_t "
    "count)\n"
    "{\n"
    "    return at >= 0 && at < count ? m[at] : 0;\n"
    "}\n\n"
    "/* The mark of a value made of values with marks a and b: the first. */\n"
    "static unsigned $_event(struct $_watch *w, @ value, unsigned a, "
    "unsigned b, int line, int column, ptrdiff_t turn, const char *what, "
    "@ first, @ second)\n"
    "{\n"
    "    if (value - value == 0)\n"
    "        return 0;\n"
    "    if (a || b)\n"
    "        return a && (!b || a < b) ? a : b;\n"
    "    if (++w->events == w->wanted) {\n"
    "        w->fault->line = line;\n"
    "        w->fault->column = column;\n"
    "        w->fault->what = what;\n"
    "        w->fault->operand[0] = first;\n"
    "        w->fault->operand[1] = second;\n"
    "        w->fault->value = value;\n"
    "        w->fault->row = w->row;\n"
    "        w->fault->turn = turn;\n"
    "        w->fault->derivative = w->derivative;\n"
    "    }\n"
    "    return w->events;\n"
    "}\n";

static void passes(struct emit *e, struct out *o)
{
    emit_block(e, o, "static unsigned $_explain_pass(const $_state *s, const "
               "@ *x, struct $_watch *w)\n{\n    unsigned found = 0;\n\n"
               "    w->events = 0;\n    w->derivative = 0;");
    o->depth = 1;
    for (int k = 0; k < LOOKED_AT; k++) {
        if (!emit_has(e, looked_at[k]))
            continue;
        if (looked_at[k] == FUNCTION_JACOBIAN)
            out_line(o, "w->derivative = 1;");
        out_line(o, "if (!found)");
        out_line(o, "    found = %s_explain_%s(s, x, w);", e->prefix,
                 emit_function_name(looked_at[k]));
    }
    out_line(o, "return found;");
    o->depth = 0;
    emit_block(e, o, "}\n");
    emit_block(e, o,
               "static int $_explain_at(const $_state *s, const @ *x, "
               "unsigned *marks, $_fault *fault)\n{\n"
               "    struct $_watch w;\n\n"
               "    w.marks = marks;\n"
               "    w.fault = fault;\n"
               "    w.wanted = 0;\n"
               "    w.wanted = $_explain_pass(s, x, &w);\n"
               "    if (!w.wanted)\n"
               "        return 0;\n"
               "    $_explain_pass(s, x, &w);\n"
               "    return EQR_DOMAIN;\n"
               "}\n");
}

/* The caller closes the #ifdef behind the function that is seen. */
void emit_explain_functions(struct emit *e, struct out *o)
{
    out_str(o, "#ifdef EQR_EXPLAIN\n\n");
    emit_block(e, o, tools);
    for (int k = 0; k < LOOKED_AT; k++)
        if (emit_has(e, looked_at[k]))
            explain_function(e, looked_at[k], o);
    passes(e, o);
}

/* How many marks there must be, and what the fault says. */
void emit_explain_types(struct emit *e, struct out *o)
{
    /* A macro's argument must not have the name of a size. */
    const char *form = arena_printf(e->arena, "(%s_data_)->%%s", e->prefix);
    const char *setup = emit_size(e, e->plan->setup_size, form);
    const char *point = emit_size(e, e->plan->point_size, form);

    out_str(o, "#ifdef EQR_EXPLAIN\n\n");
    out_comment(o, "Where a value went wrong. Marks: %s_MARKS(data) of them, "
                "in memory of the caller.", e->upper);
    out_macro(o, "#define %s_MARKS(%s_data_) ((size_t)(1 + %s + %s))",
              e->upper, e->prefix, setup, point);
    emit_block(e, o,
               "typedef struct $_fault {\n"
               "    int line;           /* in the .eq file, from 1; 0: not "
               "known */\n"
               "    int column;\n"
               "    const char *what;   /* the operator, or the array with the "
               "value */\n"
               "    @ operand[2];  /* of the operator; the element's place, "
               "from 0 */\n"
               "    @ value;       /* not a number, or infinite */\n"
               "    ptrdiff_t row;      /* equation, data row..., from 0; -1: "
               "none */\n"
               "    ptrdiff_t turn;     /* of the innermost sum or loop; -1: "
               "none */\n"
               "    int derivative;     /* the value is finite, its slope is "
               "not */\n"
               "} $_fault;\n");
}
