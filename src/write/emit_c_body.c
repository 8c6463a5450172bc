/* emit_c_body.c -- the statements of a plan function. */
#include "emit_c_body.h"

#include <string.h>

#include "../base/arena.h"

/* ---- names ------------------------------------------------------------ */

static bool hint_taken(const struct body *b, Name hint)
{
    return name_map_get(&b->hints, hint) != UINT32_MAX ||
           name_map_get(&b->e->taken, hint) != UINT32_MAX;
}

static void give_name(struct body *b, uint32_t k)
{
    struct formed *me = &b->f.at[k];
    Expr e = b->f.steps[k].expr;

    if (b->f.steps[k].op == PLAN_VAR) {
        me->name = ++b->sums;
        return;
    }
    me->hint = dag_hint(b->e->prog->dag, e);
    if (!me->hint) {
        me->name = ++b->names;
    } else if (hint_taken(b, me->hint)) {
        me->name = ++b->names + 1;
    } else {
        name_map_put(&b->hints, me->hint, 0);
    }
}

/* ---- statements ------------------------------------------------------- */

static const char *text(struct body *b)
{
    return out_text(&b->text);
}

const char *body_text(struct body *b, uint32_t k, unsigned bind)
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

static bool line_is_new(struct body *b, size_t line)
{
    bool is_new = !b->lines[line];

    b->lines[line] = true;
    return is_new;
}

void body_comment(struct body *b, struct span at)
{
    const struct source *src = b->e->opt->source;
    struct out t = {0};
    size_t line = src && at.hi > 0 && !b->shape ? source_line(src, at.lo) + 1 : 0;

    if (line > 0 && line != b->line && line_is_new(b, line)) {
        b->line = line;
        emit_line_text(b->e, at, &t);
        out_comment(&b->code, "%s", out_text(&t));
    }
    out_free(&t);
}

static void line_comment(struct body *b, uint32_t k)
{
    body_comment(b, origin(b, k));
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

/* Does a slot, which is real, pass what is not? */
static bool is_cast(const struct body *b, uint32_t k)
{
    return b->f.at[k].slot != FORM_NONE && b->f.steps[k].type != TYPE_REAL;
}

static void named(struct body *b, uint32_t k)
{
    line_comment(b, k);
    declare(b, k, true);
    body_meaning(b, k, BIND_ALL);
    out_line(&b->code, is_cast(b, k) ? "%s);" : "%s;", text(b));
}

static void combine(struct body *b, const char *target, unsigned effect,
                    uint32_t k)
{
    switch (effect) {
    case EFFECT_SUM:
        out_line(&b->code, "%s" OUT_GLUE "+= %s;", target,
                 body_text(b, k, BIND_ALL));
        break;
    case EFFECT_PROD:
        out_line(&b->code, "%s" OUT_GLUE "*= %s;", target,
                 body_text(b, k, BIND_ALL));
        break;
    case EFFECT_MIN: case EFFECT_MAX:
        out_line(&b->code, "%s" OUT_GLUE "= eqr_%s(%s, %s);", target,
                 effect == EFFECT_MIN ? "min" : "max", target,
                 body_text(b, k, BIND_ALL));
        break;
    default:
        out_line(&b->code, "%s" OUT_GLUE "= %s;", target,
                 body_text(b, k, BIND_ALL));
        break;
    }
}

char *body_copy(struct body *b)
{
    return arena_strndup(b->e->arena, b->text.text.at, b->text.text.n);
}

static void var(struct body *b, uint32_t k)
{
    line_comment(b, k);
    declare(b, k, false);
    body_value(b, b->f.steps[k].a, BIND_ALL);
    out_line(&b->code, is_cast(b, k) ? "%s);" : "%s;", text(b));
}

/* A count goes on in a slot: whole numbers of reals are exact. */
static void count_on(struct body *b, uint32_t slot, uint32_t k)
{
    b->uses.slots = true;
    out_line(&b->code, "w[%u]" OUT_GLUE "+= (%s)(%s);", (unsigned)slot,
             b->e->real, body_text(b, k, BIND_ALL));
}

static void accumulate(struct body *b, const struct step *s, uint32_t k)
{
    line_comment(b, k);
    if (is_cast(b, s->a)) {
        count_on(b, b->f.at[s->a].slot, s->b);
        return;
    }
    b->text.text.n = 0;
    if (s->flags & STEP_LANES && b->lanes != FORM_NONE)
        body_lane(b, s->a);
    else
        body_meaning(b, s->a, BIND_ALL);
    combine(b, body_copy(b), s->c, s->b);
}

/* "start" where step k alone stores a start value; NULL: it does not. */
static const char *asked(const struct body *b, uint32_t k)
{
    unsigned home = HOME_NONE;

    if (k < b->f.n && b->f.steps[k].op == PLAN_STORE &&
        b->f.at[k].form == FORM_ACTION && !b->f.at[k].stores)
        home = b->e->plan->arrays.at[b->f.steps[k].a].home;
    return home == HOME_START ? "start" : home == HOME_LOWER ? "lower"
           : home == HOME_UPPER ? "upper" : NULL;
}

uint32_t body_following(const struct body *b, uint32_t k)
{
    return forms_first(&b->f, k + 1);
}

static bool same_part(const struct body *b, uint32_t k, uint32_t next)
{
    return next < b->f.n && b->f.at[next].part == b->f.at[k].part;
}

/* Start values and bounds go where they are asked for: one `if` for a run. */
static void store_asked(struct body *b, uint32_t k, const char *target)
{
    const char *to = asked(b, k);
    uint32_t next = body_following(b, k);
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

    if (b->f.at[k].stores) {
        body_stores(b, k);
        return;
    }
    b->code.depth += b->asked;
    line_comment(b, k);
    b->code.depth -= b->asked;
    b->text.text.n = 0;
    body_element(b, s->a, s->b);
    target = body_copy(b);
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
    uint32_t twin;

    b->text.text.n = 0;
    if (a->home >= HOME_OBJECTIVE) {
        const char *offset = emit_size(b->e, a->offset, "v_%s");

        out_fmt(&b->text, strcmp(offset, "0") ? "%s[%s + " : "%s[",
                body_brought(b->e, array), offset);
        return body_copy(b);
    }
    if (a->home != HOME_GRADIENT) {
        body_uses_array(b, array);
        body_array_name(b->e, array, &b->text);
        out_str(&b->text, "[");
        return body_copy(b);
    }
    b->uses.gradient = true;
    twin = b->e->flat ? UINT32_MAX : emit_unknown_at(b->e, a->offset);
    if (twin == UINT32_MAX) {
        const char *offset = emit_size(b->e, a->offset, "v_%s");

        out_fmt(&b->text, strcmp(offset, "0") ? "gradient[%s + " : "gradient[",
                offset);
    } else {
        out_fmt(&b->text, b->e->prog->arrays.at[twin].rank ? "g->%s[" : "g->%s",
                b->e->member[twin]);
    }
    return body_copy(b);
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
                 body_text(b, s->b, BIND_ALL));
        return;
    }
    size = emit_size(b->e, a->size, "v_%s");
    out_open(&b->code, "for (ptrdiff_t n = 0; n < %s; ++n)", size);
    out_line(&b->code, "%sn]" OUT_GLUE "= %s;", base,
             body_text(b, s->b, BIND_ALL));
    b->code.depth--;
}

/* "  d/dA" beside an entry of the Jacobian, where the unknown is known. */
static const char *entry_label(struct body *b, const struct step *s)
{
    const char *name = NULL;

    if (s->a == STREAM_JAC && !b->shape && b->which == FUNCTION_JACOBIAN)
        name = body_column(b, b->family, b->entry++);
    return name ? arena_printf(b->e->arena, "  /* d/d%s */", name) : "";
}

static void push(struct body *b, const struct step *s, uint32_t k)
{
    bool null = body_stream_null(b, s->a);
    const char *label = entry_label(b, s);

    line_comment(b, k);
    if (b->beside != FORM_NONE) {
        const char *place = body_beside(b, s->a);
        out_line(&b->code, "%s" OUT_GLUE "= %s;", place,
                 body_text(b, s->b, BIND_ALL));
        return;
    }
    if (null)
        out_line(&b->code, "if (%s)", body_output(b, s->a));
    b->code.depth += null;
    out_line(&b->code, "*%s++" OUT_GLUE "= %s;%s", body_output(b, s->a),
             body_text(b, s->b, BIND_ALL), label);
    b->code.depth -= null;
}

static void count(struct body *b, const struct step *s)
{
    bool constant = b->f.steps[s->b].op == DAG_INT;
    const char *cast = constant ? "" : "(size_t)";
    unsigned bind = constant ? BIND_ALL : BIND_CALL;

    if (s->a == STREAM_START) {
        out_line(&b->code, "start[1]" OUT_GLUE "= start[0]" OUT_GLUE "+ %s%s;",
                 cast, body_text(b, s->b, bind));
        out_line(&b->code, "++start;");
    } else {
        out_line(&b->code, "*%s++" OUT_GLUE "= %s%s;", body_stream(b, s->a),
                 cast, s->a == STREAM_COL ? body_column_text(b, s->b, bind)
                                          : body_text(b, s->b, bind));
    }
}

static void out_scalar(struct body *b, const struct step *s, uint32_t k)
{
    line_comment(b, k);
    out_open(&b->code, "if (f)");
    out_line(&b->code, "*f" OUT_GLUE "= %s;", body_text(b, s->b, BIND_ALL));
    b->code.depth--;
}

/* ---- conditions ------------------------------------------------------- */

static void open_if(struct body *b, const struct step *s, uint32_t k)
{
    line_comment(b, k);
    out_open(&b->code, "if (%s) {", body_text(b, s->a, BIND_ALL));
}

/* An index that the data decide lies outside: the input is refused. */
static void require(struct body *b, const struct step *s)
{
    body_comment(b, b->e->prog->bounds.at[s->b].span);
    out_open(&b->code, "if (!(%s))", body_text(b, s->a, BIND_ALL));
    out_line(&b->code, "return EQR_REFUSED;");
    b->code.depth--;
}

/* ---- all of them ------------------------------------------------------ */

static void action(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];

    switch (s->op) {
    case PLAN_FOR: case PLAN_ROWS: body_open(b, k); break;
    case PLAN_FAMILIES: body_open_families(b, k); break;
    case PLAN_FAMILY: body_open_family(b, k); break;
    case PLAN_IF: open_if(b, s, k); break;
    case PLAN_REQUIRE: require(b, s); break;
    case PLAN_END: body_close(b, k); break;
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
