/* emit_c_value.c -- the value of a step, as a C expression. */
#include <string.h>

#include "emit_c_body.h"

static void put(struct body *b, const char *s)
{
    out_str(&b->text, s);
}

static bool is_int(const struct body *b, uint32_t k, int64_t *v)
{
    const struct step *s = &b->f.steps[k];

    if (s->op != DAG_INT)
        return false;
    *v = dag_int_value(b->e->prog->dag, s->expr);
    return true;
}

/* ---- names ------------------------------------------------------------ */

void body_array_name(const struct emit *e, uint32_t array, struct out *to)
{
    Name name = e->prog->arrays.at[array].name;
    uint32_t user = array;

    while (name && e->prog->arrays.at[user].of)
        user = e->prog->arrays.at[user].of - 1;
    if (!name)
        out_fmt(to, "w%u", (unsigned)array);
    else if (name_map_get(&e->taken, name) == user)
        out_fmt(to, "v_%s", name);
    else                     /* a recurrence of each call of a function */
        out_fmt(to, "w%u_%s", (unsigned)user, name);
}

void body_index_name(const struct body *b, uint32_t loop, struct out *to)
{
    unsigned depth = 0;

    for (uint32_t l = b->f.at[loop].loop; l != FORM_NONE; l = b->f.at[l].loop)
        depth += b->f.steps[l].op != PLAN_IF &&
                 b->f.steps[l].op != PLAN_FAMILY;
    if (depth < 3)
        out_fmt(to, "%c", "ijk"[depth]);
    else
        out_fmt(to, "i%u", depth + 1);
}

/* A ROWS of one row has no loop: its index is 0. */
static bool one_row(const struct body *b, uint32_t loop)
{
    const struct step *s = &b->f.steps[loop];
    int64_t count;

    return s->op == PLAN_ROWS && is_int(b, s->c, &count) && count == 1;
}

static void name_of(struct body *b, uint32_t k)
{
    const struct formed *me = &b->f.at[k];
    const struct step *s = &b->f.steps[k];

    if (me->slot != FORM_NONE) {
        const char *fmt = s->type == TYPE_INT ? "(ptrdiff_t)w[%u]"
                          : s->type == TYPE_BOOL ? "(w[%u] > 0)" : "w[%u]";

        b->uses.slots = true;
        out_fmt(&b->text, fmt, (unsigned)me->slot);
    } else if (me->hint && me->name) {
        out_fmt(&b->text, "v%u_%s", (unsigned)me->name, me->hint);
    } else if (me->hint) {
        out_fmt(&b->text, "v_%s", me->hint);
    } else {
        out_fmt(&b->text, "%c%u", s->op == PLAN_VAR ? 'a' : 't',
                (unsigned)me->name);
    }
}

/* ---- elements of arrays ----------------------------------------------- */

/* A member of p, u, g, start...: a number, or an array's element. */
static void member(struct body *b, const char *of, uint32_t array, uint32_t at,
                   bool pointer)
{
    int64_t count;

    out_fmt(&b->text, "%s->%s", of, b->e->member[array]);
    if (!pointer && b->e->prog->arrays.at[array].rank == 0 &&
        emit_array_const(b->e, array, &count) && count == 1)
        return;
    put(b, "[");
    body_value(b, at, BIND_ALL);
    put(b, "]");
}

/* base + the offset of the array within it + at */
static void flat(struct body *b, const char *base, uint32_t array, uint32_t at)
{
    const char *offset = emit_size(b->e, b->e->plan->arrays.at[array].offset,
                                   "v_%s");
    int64_t zero;

    for (size_t k = 0; k < b->e->prog->sizes.n; k++)
        b->uses.size[k] = true;
    b->uses.state |= strstr(offset, "s->") != NULL;
    out_fmt(&b->text, "%s[", base);
    if (!is_int(b, at, &zero) || zero != 0) {
        if (strcmp(offset, "0") != 0)
            out_fmt(&b->text, "%s + ", offset);
        body_value(b, at, BIND_ADD);
    } else {
        put(b, offset);
    }
    put(b, "]");
}

/* The argument of what a call brings or takes away. */
const char *body_brought(const struct emit *e, uint32_t array)
{
    static const char *const names[] = {
#define C(tag, name, like_x) #name,
        CALL_ARRAYS(C)
#undef C
    };

    return names[e->plan->arrays.at[array].home - HOME_OBJECTIVE];
}

/* A vector that is laid out like x. */
static void like_x(struct body *b, const char *name, uint32_t array,
                   uint32_t at)
{
    uint32_t twin = b->e->flat
        ? UINT32_MAX
        : emit_unknown_at(b->e, b->e->plan->arrays.at[array].offset);

    if (twin == UINT32_MAX)
        flat(b, name, array, at);
    else
        member(b, name, twin, at, false);
}

static void table_element(struct body *b, uint32_t array, uint32_t at)
{
    out_fmt(&b->text, "%s_table_%s[", b->e->prefix, b->e->member[array]);
    body_value(b, at, BIND_ALL);
    put(b, "]");
}

static void local_element(struct body *b, uint32_t array, uint32_t at)
{
    int64_t zero;

    body_uses_array(b, array);
    if (is_int(b, at, &zero) && zero == 0)
        put(b, "*");
    body_array_name(b->e, array, &b->text);
    if (is_int(b, at, &zero) && zero == 0)
        return;
    put(b, "[");
    body_value(b, at, BIND_ALL);
    put(b, "]");
}

void body_element(struct body *b, uint32_t array, uint32_t at)
{
    switch (b->e->plan->arrays.at[array].home) {
    case HOME_X:
        b->uses.unknowns = true;
        like_x(b, b->e->flat ? "x" : "u", array, at);
        break;
    case HOME_START:
        b->uses.start = true;
        like_x(b, b->e->flat ? "start_x" : "start", array, at);
        break;
    case HOME_LOWER:
        b->uses.lower = true;
        like_x(b, b->e->flat ? "lower_x" : "lower", array, at);
        break;
    case HOME_UPPER:
        b->uses.upper = true;
        like_x(b, b->e->flat ? "upper_x" : "upper", array, at);
        break;
    case HOME_GRADIENT:
        b->uses.gradient = true;
        like_x(b, b->e->flat ? "gradient" : "g", array, at);
        break;
    case HOME_PARAM:
        b->uses.params = true;
        member(b, "p", array, at, false);
        break;
    case HOME_DATA:
        b->uses.data = true;
        member(b, "d", array, at, true);
        break;
    case HOME_TABLE:
        table_element(b, array, at);
        break;
    default:
        if (b->e->plan->arrays.at[array].home >= HOME_OBJECTIVE)
            flat(b, body_brought(b->e, array), array, at);
        else
            local_element(b, array, at);
        break;
    }
}

/* The address of an array of data, params or our own. */
static void body_base(struct body *b, uint32_t array)
{
    switch (b->e->plan->arrays.at[array].home) {
    case HOME_PARAM:
        b->uses.params = true;
        out_fmt(&b->text, "p->%s", b->e->member[array]);
        break;
    case HOME_DATA:
        b->uses.data = true;
        out_fmt(&b->text, "d->%s", b->e->member[array]);
        break;
    case HOME_TABLE:
        out_fmt(&b->text, "%s_table_%s", b->e->prefix, b->e->member[array]);
        break;
    default:
        body_uses_array(b, array);
        body_array_name(b->e, array, &b->text);
        break;
    }
}

/* ---- operators -------------------------------------------------------- */

static void open_if(struct body *b, unsigned mine, unsigned bind)
{
    if (mine < bind)
        put(b, "(");
}

static void close_if(struct body *b, unsigned mine, unsigned bind)
{
    if (mine < bind)
        put(b, ")");
}

static void two(struct body *b, uint32_t x, const char *op, uint32_t y,
                unsigned mine, unsigned bind)
{
    open_if(b, mine, bind);
    body_value(b, x, mine == BIND_OR ? BIND_AND + 1 : mine);
    out_fmt(&b->text, OUT_GLUE "%s ", op);
    body_value(b, y, mine == BIND_OR ? BIND_AND + 1 : mine + 1);
    close_if(b, mine, bind);
}

/* Is k, written in place, the product of -1 and something? */
static bool negated(const struct body *b, uint32_t k, uint32_t *of)
{
    const struct step *s = &b->f.steps[k];
    int64_t v;

    if (s->op != DAG_IMUL || (b->f.at[k].form != FORM_LEAF &&
                              b->f.at[k].form != FORM_NESTED))
        return false;
    *of = is_int(b, s->a, &v) && v == -1 ? s->b : s->a;
    return (is_int(b, s->a, &v) && v == -1) || (is_int(b, s->b, &v) && v == -1);
}

/* i - 1 rather than i + -1, i + 1 rather than 1 + i. */
static void integer_sum(struct body *b, uint32_t x, uint32_t y, unsigned bind)
{
    int64_t v;
    uint32_t of;

    if (is_int(b, x, &v) || negated(b, x, &of)) {
        uint32_t t = x;

        x = y;
        y = t;
    }
    if (is_int(b, y, &v) && v < 0 && v > INT64_MIN) {
        open_if(b, BIND_ADD, bind);
        body_value(b, x, BIND_ADD);
        out_fmt(&b->text, OUT_GLUE "- %lld", (long long)-v);
        close_if(b, BIND_ADD, bind);
    } else if (negated(b, y, &of)) {
        two(b, x, "-", of, BIND_ADD, bind);
    } else {
        two(b, x, "+", y, BIND_ADD, bind);
    }
}

static void helper(struct body *b, unsigned which, const struct step *s)
{
    b->e->helpers[which] = true;
    out_fmt(&b->text, "%s_%s(", b->e->prefix,
            which == EMIT_DIV ? "div" : "mod");
    body_value(b, s->a, BIND_ALL);
    put(b, ", ");
    body_value(b, s->b, BIND_ALL);
    put(b, ")");
}

static void choice(struct body *b, const struct step *s, unsigned bind)
{
    open_if(b, BIND_COND, bind);
    body_value(b, s->a, BIND_COND + 1);
    put(b, OUT_GLUE "? ");
    body_value(b, s->b, BIND_COND + 1);
    put(b, OUT_GLUE ": ");
    body_value(b, s->c, BIND_COND);
    close_if(b, BIND_COND, bind);
}

/* The array of a SEGMENT: its first operand is a load of that. */
static uint32_t searched(const struct body *b, const struct step *s)
{
    const struct dag *g = b->e->prog->dag;

    return dag_at(g, (Expr){dag_at(g, s->expr)->a})->a;
}

static void segment(struct body *b, const struct step *s)
{
    put(b, "eqr_segment(");
    body_base(b, searched(b, s));
    put(b, ", ");
    body_value(b, s->c, BIND_ALL);
    put(b, ", ");
    body_value(b, s->b, BIND_ALL);
    put(b, ")");
}

/* The C text of a row of ops.def: holes $a $b $A $B, and $f. */
static void function(struct body *b, const struct step *s, unsigned bind)
{
    const struct op_row *row = op_row(OP_OF(s->op));
    bool call = strchr(row->c, '(') != NULL;
    unsigned mine = call ? BIND_CALL : row->precedence * 10;

    open_if(b, mine, bind);
    for (const char *c = row->c; *c; c++) {
        char hole = *c == '$' ? *++c : '\0';

        if (hole == 'f')
            put(b, b->e->f);
        else if (hole == 'a' || hole == 'A')
            body_value(b, s->a, call ? BIND_ALL : mine + (hole == 'A'));
        else if (hole)
            body_value(b, s->b, call ? BIND_ALL : mine + (hole == 'B'));
        else if (*c == ' ' && strchr("+-*/", c[1]) && c[1])
            put(b, OUT_GLUE);
        else
            out_bytes(&b->text, c, 1);
    }
    close_if(b, mine, bind);
}

/* ---- leaves ----------------------------------------------------------- */

static void number(struct body *b, double v, unsigned bind)
{
    char buf[40];
    const char *s = emit_number(b->e, v, buf);
    bool bracket = s[0] == '-' && bind > BIND_ALL;

    out_fmt(&b->text, bracket ? "(%s)" : "%s", s);
}

static void integer(struct body *b, int64_t v, unsigned bind)
{
    out_fmt(&b->text, v < 0 && bind > BIND_ALL ? "(%lld)" : "%lld",
            (long long)v);
}

static void load(struct body *b, const struct step *s, unsigned bind)
{
    unsigned mine = s->type == TYPE_INT ? BIND_CAST : BIND_CALL;

    open_if(b, mine, bind);
    if (s->type == TYPE_INT)
        put(b, "(ptrdiff_t)");
    body_element(b, s->a, s->b);
    close_if(b, mine, bind);
}

static void real_of(struct body *b, const struct step *s, unsigned bind)
{
    int64_t v;

    if (is_int(b, s->a, &v)) {
        number(b, (double)v, bind);
        return;
    }
    open_if(b, BIND_CAST, bind);
    out_fmt(&b->text, "(%s)", b->e->real);
    body_value(b, s->a, BIND_CALL);
    close_if(b, BIND_CAST, bind);
}

static void size(struct body *b, uint32_t number_of)
{
    b->uses.size[number_of] = true;
    out_fmt(&b->text, "v_%s", b->e->prog->sizes.at[number_of]);
}

void body_meaning(struct body *b, uint32_t k, unsigned bind)
{
    const struct step *s = &b->f.steps[k];

    if (b->shape && body_varies(b, k))
        return;
    switch (s->op) {
    case DAG_CONST:
        number(b, dag_value(b->e->prog->dag, s->expr), bind);
        break;
    case DAG_INT:
        integer(b, dag_int_value(b->e->prog->dag, s->expr), bind);
        break;
    case DAG_SIZE: size(b, dag_at(b->e->prog->dag, s->expr)->a); break;
    case DAG_LOCAL: put(b, "e"); break;
    case DAG_LOAD: load(b, s, bind); break;
    case DAG_REAL: real_of(b, s, bind); break;
    case DAG_IADD: integer_sum(b, s->a, s->b, bind); break;
    case DAG_IMUL: two(b, s->a, "*", s->b, BIND_MUL, bind); break;
    case DAG_IDIV: helper(b, EMIT_DIV, s); break;
    case DAG_IMOD: helper(b, EMIT_MOD, s); break;
    case DAG_ILT: case DAG_LT:
        two(b, s->a, "<", s->b, BIND_LESS, bind);
        break;
    case DAG_ILE: case DAG_LE:
        two(b, s->a, "<=", s->b, BIND_LESS, bind);
        break;
    case DAG_IEQ: case DAG_EQ:
        two(b, s->a, "==", s->b, BIND_EQUAL, bind);
        break;
    case DAG_AND: two(b, s->a, "&&", s->b, BIND_AND, bind); break;
    case DAG_OR: two(b, s->a, "||", s->b, BIND_OR, bind); break;
    case DAG_NOT:
        put(b, "!");
        body_value(b, s->a, BIND_CALL);
        break;
    case DAG_SELECT: choice(b, s, bind); break;
    case DAG_SEGMENT: segment(b, s); break;
    case PLAN_FOR: case PLAN_FAMILIES:
        body_index_name(b, k, &b->text);
        break;
    case PLAN_ROWS:
        if (one_row(b, k))
            put(b, "0");
        else
            body_index_name(b, k, &b->text);
        break;
    case PLAN_VAR: name_of(b, k); break;
    case PLAN_GET: name_of(b, s->a); break;
    default: function(b, s, bind); break;
    }
}

void body_value(struct body *b, uint32_t k, unsigned bind)
{
    if (b->f.at[k].form == FORM_NAMED)
        name_of(b, k);
    else
        body_meaning(b, k, bind);
}
