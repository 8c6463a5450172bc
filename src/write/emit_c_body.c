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

/* The place that step k, or else the value it uses, stems from. */
static struct span origin(const struct body *b, uint32_t k)
{
    const struct dag *g = b->e->prog->dag;
    uint32_t in[3];
    unsigned n = forms_operands(&b->f.steps[k], in);
    Expr e = b->f.steps[k].expr;

    if (!e.i && b->f.steps[k].op >= PLAN_FIRST && n > 0)
        e = b->f.steps[in[n - 1]].expr;
    /* Equal constants are one node, whatever line they came from. */
    if (!e.i || dag_is_const(g, e) || dag_is_int(g, e))
        return (struct span){0, 0};
    return dag_origin(g, e);
}

static bool line_is_new(struct body *b, unsigned line)
{
    for (size_t k = 0; k < b->lines.n; k++)
        if (b->lines.at[k] == line)
            return false;
    vec_push(&b->lines, line);
    return true;
}

/* The source line of a place, the first time a function comes to it. */
static void comment_place(struct body *b, struct span at)
{
    struct out t = {0};
    unsigned line;

    if (emit_line_of(b->e, at, &line) && line != b->line &&
        line_is_new(b, line)) {
        b->line = line;
        emit_line_text(b->e, at, &line, &t);
        out_comment(&b->code, "%s", out_text(&t));
    }
    out_free(&t);
}

static void line_comment(struct body *b, uint32_t k)
{
    comment_place(b, origin(b, k));
}

/* "const double t1", or the slot that passes it to a later part. */
static void declare(struct body *b, uint32_t k, bool constant)
{
    const struct step *s = &b->f.steps[k];
    const char *type = s->type == TYPE_INT ? "ptrdiff_t"
                       : s->type == TYPE_BOOL ? "int" : b->e->real;

    b->text.text.n = 0;
    if (b->f.at[k].slot != FORM_NONE) {
        b->uses.slots = true;
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

/* "start" where step k stores a start value; NULL: it does not. */
static const char *asked(const struct body *b, uint32_t k)
{
    unsigned home = HOME_NONE;

    if (k < b->f.n && b->f.steps[k].op == PLAN_STORE &&
        b->f.at[k].form == FORM_ACTION)
        home = b->e->plan->arrays.at[b->f.steps[k].a].home;
    return home == HOME_START ? "start" : home == HOME_LOWER ? "lower"
           : home == HOME_UPPER ? "upper" : NULL;
}

/* The statement after step k. */
static uint32_t following(const struct body *b, uint32_t k)
{
    do
        k++;
    while (k < b->f.n && b->f.at[k].form != FORM_NAMED &&
           b->f.at[k].form != FORM_ACTION);
    return k;
}

static bool same_part(const struct body *b, uint32_t k, uint32_t next)
{
    return next < b->f.n && b->f.at[next].part == b->f.at[k].part;
}

/* Start values and bounds go where they are asked for: one `if` for a run. */
static void store_asked(struct body *b, uint32_t k, const char *target)
{
    const char *to = asked(b, k);
    uint32_t next = following(b, k);
    bool more = same_part(b, k, next) && asked(b, next) == to;

    if (!b->asked)
        out_line(&b->code, more ? "if (%s%s) {" : "if (%s%s)", to,
                 b->e->flat ? "_x" : "");
    b->code.depth++;
    combine(b, target, EFFECT_DEFINE, b->f.steps[k].c);
    b->code.depth--;
    if (b->asked && !more)
        out_line(&b->code, "}");
    b->asked = more;
}

static void store(struct body *b, const struct step *s, uint32_t k)
{
    const char *target;

    guard_offset(b, s->a, s->b);
    b->code.depth += b->asked;
    line_comment(b, k);
    b->code.depth -= b->asked;
    b->text.text.n = 0;
    body_element(b, s->a, s->b);
    target = copy_text(b);
    if (asked(b, k))
        store_asked(b, k, target);
    else
        combine(b, target, s->op == PLAN_STORE ? EFFECT_DEFINE : s->flags,
                s->c);
}

/* "g->x[", "v_e[", "gradient[v_n + ": what stands before an index. */
static char *fill_base(struct body *b, uint32_t array)
{
    const struct placed *a = &b->e->plan->arrays.at[array];
    uint32_t twin = b->e->flat ? UINT32_MAX : emit_unknown_at(b->e, a->offset);

    b->text.text.n = 0;
    if (a->home != HOME_GRADIENT) {
        b->uses.array[array] = true;
        body_array_name(b->e, array, &b->text);
        out_str(&b->text, "[");
        return copy_text(b);
    }
    b->uses.gradient = true;
    if (twin == UINT32_MAX) {
        const char *offset = emit_size(b->e, a->offset, "v_%s");

        out_fmt(&b->text, strcmp(offset, "0") ? "gradient[%s + " : "gradient[",
                offset);
    } else {
        out_fmt(&b->text, b->e->prog->arrays.at[twin].rank ? "g->%s[" : "g->%s",
                b->e->member[twin]);
    }
    return copy_text(b);
}

static void fill(struct body *b, const struct step *s)
{
    const struct placed *a = &b->e->plan->arrays.at[s->a];
    const char *base = fill_base(b, s->a), *size;
    bool number = base[strlen(base) - 1] != '[' && !strchr(base, '[');
    int64_t n;

    for (size_t j = 0; j < b->e->prog->sizes.n; j++)
        b->uses.size[j] = true;
    if (emit_is_const(b->e, a->size, &n) && n == 1) {
        out_line(&b->code, "%s%s" OUT_GLUE "= %s;", base, number ? "" : "0]",
                 value(b, s->b, BIND_ALL));
        return;
    }
    size = emit_size(b->e, a->size, "v_%s");
    out_open(&b->code, "for (ptrdiff_t n = 0; n < %s; ++n)", size);
    out_line(&b->code, "%sn]" OUT_GLUE "= %s;", base, value(b, s->b, BIND_ALL));
    b->code.depth--;
}

/* "  d/dA" beside an entry of the Jacobian, where the unknown is known. */
static const char *entry_label(struct body *b, const struct step *s)
{
    const char *name = NULL;

    if (s->a == STREAM_JAC && b->which == FUNCTION_JACOBIAN)
        name = body_column(b, b->family, b->entry++);
    return name ? arena_printf(b->e->arena, "  /* d/d%s */", name) : "";
}

static void push(struct body *b, const struct step *s, uint32_t k)
{
    bool null = body_stream_null(b, s->a);
    const char *label = entry_label(b, s);

    line_comment(b, k);
    if (null)
        out_line(&b->code, "if (%s)", body_stream(b, s->a));
    b->code.depth += null;
    out_line(&b->code, "*%s++" OUT_GLUE "= %s;%s", body_stream(b, s->a),
             value(b, s->b, BIND_ALL), label);
    b->code.depth -= null;
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

/* Is a single short statement all there is in this ROWS? */
static bool one_statement(struct body *b, uint32_t k)
{
    uint32_t first = following(b, k), next;

    if (first >= b->f.n || b->f.steps[first].op != PLAN_PUSH ||
        body_stream_null(b, b->f.steps[first].a))
        return false;
    next = following(b, first);
    return next == b->f.at[k].end && b->which != FUNCTION_ROBUST;
}

static void open_one_row(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    const char *cast = b->f.steps[s->b].op == DAG_INT ? "" : "(size_t)";
    const char *brace = one_statement(b, k) ? "" : " {";
    char *at;

    b->unbraced = !*brace;
    if (step_is(b, s->b, 0)) {
        out_open(&b->code, "if (lo == 0 && hi > 0)%s", brace);
        return;
    }
    value(b, s->b, *cast ? BIND_CALL : BIND_LESS + 1);
    at = copy_text(b);
    out_open(&b->code, "if (lo <= %s%s && %s%s < hi)%s", cast, at, cast, at,
             brace);
}

static void open_rows(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    struct out i = {0};
    const char *name;
    char *offset;

    if (step_is(b, s->c, 1)) {
        open_one_row(b, k);
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

static struct span family_span(const struct body *b, uint32_t family)
{
    const struct program *p = b->e->prog;

    if (b->which >= FUNCTION_SHOW)
        return p->shows.at[family].span;
    return p->families.at[family].span;
}

static void open_loop(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];

    if (s->op == PLAN_ROWS) {
        b->family = s->a;
        b->entry = 0;
        comment_place(b, family_span(b, s->a));
    }
    if (s->op == PLAN_FOR)
        open_for(b, k);
    else
        open_rows(b, k);
    if (s->op == PLAN_ROWS && b->which == FUNCTION_ROBUST)
        out_line(&b->code, "const %s e = *res++;", b->e->real);
}

static void close_loop(struct body *b)
{
    b->code.depth--;
    if (!b->unbraced)
        out_line(&b->code, "}");
    b->unbraced = false;
}

static void action(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];

    switch (s->op) {
    case PLAN_FOR: case PLAN_ROWS: open_loop(b, k); break;
    case PLAN_END: close_loop(b); break;
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
