/* emit_c_body.c -- the statements of a plan function. */
#include "emit_c_body.h"

#include <string.h>

#include "../base/arena.h"

/* ---- names ------------------------------------------------------------------ */

static bool hint_taken(const struct body *b, Name hint)
{
    const struct program *p = b->e->prog;

    for (size_t k = 0; k < b->hints.n; k++)
        if (b->hints.at[k] == hint)
            return true;
    for (size_t k = 0; k < p->arrays.n; k++)
        if (p->arrays.at[k].name == hint)
            return true;
    for (size_t k = 0; k < p->sizes.n; k++)
        if (p->sizes.at[k] == hint)
            return true;
    return false;
}

static void give_name(struct body *b, uint32_t k)
{
    struct formed *me = &b->f.at[k];
    Expr e = b->f.steps[k].expr;

    if (b->f.steps[k].op == PLAN_VAR) {
        me->name = ++b->sums;
        return;
    }
    me->hint = e.i ? b->e->prog->dag->hint.at[e.i] : NULL;
    if (!me->hint) {
        me->name = ++b->names;
    } else if (hint_taken(b, me->hint)) {
        me->name = ++b->names + 1;
    } else {
        vec_push(&b->hints, me->hint);
    }
}

/* ---- statements --------------------------------------------------------------- */

static const char *text(struct body *b)
{
    return out_text(&b->text);
}

static const char *value(struct body *b, uint32_t k, unsigned bind)
{
    b->text.text.n = 0;
    body_value(b, k, bind);
    return text(b);
}

/* The source line that step k stems from, where it is another one. */
static void line_comment(struct body *b, uint32_t k)
{
    Expr expr = b->f.steps[k].expr;
    struct out t = {0};
    unsigned line;

    if (expr.i && emit_line_text(b->e, dag_origin(b->e->prog->dag, expr),
                                 &line, &t) && line != b->line) {
        b->line = line;
        out_comment(&b->code, "%s", out_text(&t));
    }
    out_free(&t);
}

/* "const double t1", or the slot that passes it to a later part. */
static void declare(struct body *b, uint32_t k, bool constant)
{
    const struct step *s = &b->f.steps[k];
    const char *type = s->type == TYPE_INT ? "ptrdiff_t"
                       : s->type == TYPE_BOOL ? "int" : b->e->real;

    b->text.text.n = 0;
    if (b->f.at[k].slot != FORM_NONE) {
        b->uses.state = true;
        out_fmt(&b->text, "w[%u]", (unsigned)b->f.at[k].slot);
        if (s->type != TYPE_REAL)
            out_fmt(&b->text, OUT_GLUE "= (%s)(", b->e->real);
        else
            out_str(&b->text, OUT_GLUE "= ");
        return;
    }
    give_name(b, k);
    out_fmt(&b->text, "%s%s ", constant ? "const " : "", type);
    if (s->op == PLAN_VAR)
        out_fmt(&b->text, "a%u", (unsigned)b->f.at[k].name);
    else
        body_value(b, k, BIND_ALL);
    out_str(&b->text, OUT_GLUE "= ");
}

/* Nothing outside an array is read or written, whatever the data say. */
static void guard_offset(struct body *b, uint32_t array, uint32_t at)
{
    const char *size;

    if (!b->f.at[at].opaque)
        return;
    size = emit_size(b->e, b->e->plan->arrays.at[array].size, "v_%s");
    for (size_t k = 0; k < b->e->prog->sizes.n; k++)
        b->uses.size[k] = true;
    value(b, at, BIND_LESS);
    out_open(&b->code, "if (!(0 <= %s && %s < %s))", text(b), text(b), size);
    out_line(&b->code, "return EQR_REFUSED;");
    b->code.depth--;
}

static void named(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    bool cast;

    if (s->op == DAG_LOAD)
        guard_offset(b, s->a, s->b);
    line_comment(b, k);
    declare(b, k, true);
    cast = b->f.at[k].slot != FORM_NONE && s->type != TYPE_REAL;
    body_meaning(b, k, BIND_ALL);
    out_line(&b->code, cast ? "%s);" : "%s;", text(b));
}

static void combine(struct body *b, const char *target, unsigned effect,
                    uint32_t k)
{
    switch (effect) {
    case EFFECT_SUM:
        out_line(&b->code, "%s" OUT_GLUE "+= %s;", target,
                 value(b, k, BIND_ALL));
        break;
    case EFFECT_PROD:
        out_line(&b->code, "%s" OUT_GLUE "*= %s;", target,
                 value(b, k, BIND_ALL));
        break;
    case EFFECT_MIN: case EFFECT_MAX:
        out_line(&b->code, "%s" OUT_GLUE "= eqr_%s(%s, %s);", target,
                 effect == EFFECT_MIN ? "min" : "max", target,
                 value(b, k, BIND_ALL));
        break;
    default:
        out_line(&b->code, "%s" OUT_GLUE "= %s;", target,
                 value(b, k, BIND_ALL));
        break;
    }
}

static char *copy_text(struct body *b)
{
    return arena_strndup(b->e->arena, b->text.text.at, b->text.text.n);
}

static void var(struct body *b, uint32_t k)
{
    line_comment(b, k);
    declare(b, k, false);
    body_value(b, b->f.steps[k].a, BIND_ALL);
    out_line(&b->code, "%s;", text(b));
}

static void accumulate(struct body *b, const struct step *s, uint32_t k)
{
    line_comment(b, k);
    b->text.text.n = 0;
    body_meaning(b, s->a, BIND_ALL);
    combine(b, copy_text(b), s->c, s->b);
}

/* Start values and bounds go where they are asked for: "if" comes first. */
static bool store_if_asked(struct body *b, uint32_t array)
{
    const char *end = b->e->flat ? "_x" : "";

    switch (b->e->plan->arrays.at[array].home) {
    case HOME_START: out_line(&b->code, "if (start%s)", end); return true;
    case HOME_LOWER: out_line(&b->code, "if (lower%s)", end); return true;
    case HOME_UPPER: out_line(&b->code, "if (upper%s)", end); return true;
    default: return false;
    }
}

static void store(struct body *b, const struct step *s, uint32_t k)
{
    bool asked;

    guard_offset(b, s->a, s->b);
    line_comment(b, k);
    asked = store_if_asked(b, s->a);
    b->code.depth += asked;
    b->text.text.n = 0;
    body_element(b, s->a, s->b);
    combine(b, copy_text(b), s->op == PLAN_STORE ? EFFECT_DEFINE : s->flags,
            s->c);
    b->code.depth -= asked;
}

/* All of an array: a pointer to its first element. */
static char *fill_base(struct body *b, uint32_t array)
{
    const struct placed *a = &b->e->plan->arrays.at[array];
    uint32_t twin = b->e->flat ? UINT32_MAX : emit_unknown_at(b->e, a->offset);

    b->text.text.n = 0;
    if (a->home != HOME_GRADIENT) {
        b->uses.array[array] = true;
        body_array_name(b->e, array, &b->text);
        return copy_text(b);
    }
    b->uses.gradient = true;
    if (twin == UINT32_MAX)
        out_fmt(&b->text, "(gradient + %s)",
                emit_size(b->e, a->offset, "v_%s"));
    else
        out_fmt(&b->text, "g->%s", b->e->member[twin]);
    return copy_text(b);
}

static bool is_member_number(const struct body *b, uint32_t array)
{
    const struct placed *a = &b->e->plan->arrays.at[array];
    uint32_t twin = b->e->flat ? UINT32_MAX : emit_unknown_at(b->e, a->offset);

    return a->home == HOME_GRADIENT && twin != UINT32_MAX &&
           b->e->prog->arrays.at[twin].rank == 0;
}

static void fill(struct body *b, const struct step *s)
{
    const struct placed *a = &b->e->plan->arrays.at[s->a];
    const char *base = fill_base(b, s->a), *size;
    int64_t n;

    if (emit_is_const(b->e, a->size, &n) && n == 1) {
        out_line(&b->code, "%s%s" OUT_GLUE "= %s;", base,
                 is_member_number(b, s->a) ? "" : "[0]",
                 value(b, s->b, BIND_ALL));
        return;
    }
    size = emit_size(b->e, a->size, "v_%s");
    for (size_t j = 0; j < b->e->prog->sizes.n; j++)
        b->uses.size[j] = true;
    out_open(&b->code, "for (ptrdiff_t n = 0; n < %s; ++n)", size);
    out_line(&b->code, "%s[n]" OUT_GLUE "= %s;", base,
             value(b, s->b, BIND_ALL));
    b->code.depth--;
}

static void push(struct body *b, const struct step *s, uint32_t k)
{
    bool asked = body_stream_null(b, s->a);

    line_comment(b, k);
    if (asked)
        out_line(&b->code, "if (%s)", body_stream(b, s->a));
    b->code.depth += asked;
    out_line(&b->code, "*%s++" OUT_GLUE "= %s;", body_stream(b, s->a),
             value(b, s->b, BIND_ALL));
    b->code.depth -= asked;
}

static void count(struct body *b, const struct step *s)
{
    bool constant = b->f.steps[s->b].op == DAG_INT;
    const char *cast = constant ? "" : "(size_t)";
    unsigned bind = constant ? BIND_ALL : BIND_CALL;

    if (s->a == STREAM_START) {
        out_line(&b->code, "start[1]" OUT_GLUE "= start[0]" OUT_GLUE "+ %s%s;",
                 cast, value(b, s->b, bind));
        out_line(&b->code, "++start;");
    } else {
        out_line(&b->code, "*col++" OUT_GLUE "= %s%s;", cast,
                 value(b, s->b, bind));
    }
}

static void out_scalar(struct body *b, const struct step *s, uint32_t k)
{
    line_comment(b, k);
    out_open(&b->code, "if (f)");
    out_line(&b->code, "*f" OUT_GLUE "= %s;", value(b, s->b, BIND_ALL));
    b->code.depth--;
}

/* ---- loops ---------------------------------------------------------------------- */

static void open_for(struct body *b, uint32_t k)
{
    struct out i = {0};
    const char *name;

    body_index_name(b, k, &i);
    name = out_text(&i);
    out_open(&b->code, "for (ptrdiff_t %s = 0; %s < %s; ++%s) {", name, name,
             value(b, b->f.steps[k].a, BIND_LESS + 1), name);
    out_free(&i);
}

static bool step_is(const struct body *b, uint32_t k, int64_t v)
{
    return b->f.steps[k].op == DAG_INT &&
           dag_int_value(b->e->prog->dag, b->f.steps[k].expr) == v;
}

/* Does this family have all rows of the function? */
static bool all_rows(const struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    bool show = b->which >= FUNCTION_SHOW;
    Expr rows = show ? b->e->plan->shows : b->e->plan->rows;

    return step_is(b, s->b, 0) && expr_same(b->f.steps[s->c].expr, rows);
}

static void open_one_row(struct body *b, const struct step *s)
{
    const char *cast = b->f.steps[s->b].op == DAG_INT ? "" : "(size_t)";
    char *at;

    if (step_is(b, s->b, 0)) {
        out_open(&b->code, "if (lo == 0 && hi > 0) {");
        return;
    }
    value(b, s->b, *cast ? BIND_CALL : BIND_LESS + 1);
    at = copy_text(b);
    out_open(&b->code, "if (lo <= %s%s && %s%s < hi) {", cast, at, cast, at);
}

static void open_rows(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    struct out i = {0};
    const char *name;
    char *offset;

    if (step_is(b, s->c, 1)) {
        open_one_row(b, s);
        return;
    }
    body_index_name(b, k, &i);
    name = out_text(&i);
    if (all_rows(b, k)) {
        out_open(&b->code, "for (ptrdiff_t %s = (ptrdiff_t)lo; %s < "
                 "(ptrdiff_t)hi; ++%s) {", name, name, name);
    } else {
        value(b, s->b, BIND_ALL);
        offset = copy_text(b);
        value(b, s->c, BIND_ALL);
        out_open(&b->code, "for (ptrdiff_t %s = %s_from(lo, %s); %s < "
                 "%s_to(hi, %s, %s); ++%s) {", name, b->e->prefix, offset,
                 name, b->e->prefix, offset, text(b), name);
        b->e->helpers[EMIT_ROWS] = true;
    }
    out_free(&i);
}

static void open_loop(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];

    if (s->op == PLAN_FOR)
        open_for(b, k);
    else
        open_rows(b, k);
    if (s->op == PLAN_ROWS && b->which == FUNCTION_ROBUST)
        out_line(&b->code, "const %s e = *res++;", b->e->real);
}

static void action(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];

    switch (s->op) {
    case PLAN_FOR: case PLAN_ROWS: open_loop(b, k); break;
    case PLAN_END: out_close(&b->code, "}"); break;
    case PLAN_VAR: var(b, k); break;
    case PLAN_ACC: accumulate(b, s, k); break;
    case PLAN_STORE: case PLAN_UPDATE: store(b, s, k); break;
    case PLAN_FILL: fill(b, s); break;
    case PLAN_PUSH: push(b, s, k); break;
    case PLAN_COUNT: count(b, s); break;
    case PLAN_OUT: out_scalar(b, s, k); break;
    default: break;
    }
}

void body_statement(struct body *b, uint32_t k)
{
    if (b->f.at[k].form == FORM_NAMED)
        named(b, k);
    else if (b->f.at[k].form == FORM_ACTION)
        action(b, k);
}
