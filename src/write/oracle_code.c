/* oracle_code.c -- evaluating one expression; see oracle_code.h. */
#include "oracle_code.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"

/* kid: the steps of the children; of a LOAD: those of its indices. */
struct oracle_step {
    uint8_t op, type, kids;
    uint32_t array;
    uint32_t kid[PROGRAM_RANK];
    double real;
    int64_t integer;
};

struct oracle_slot {
    double value, magnitude, moved, most;
    int64_t integer;
};

/* ---- compiling ---------------------------------------------------------- */

static void compile_one(struct oracle_step *s, const struct dag *g,
                        const uint32_t *list, size_t n, uint32_t node)
{
    const struct node *at = &g->nodes.at[node];
    Expr kid[PROGRAM_RANK] = {{0}};
    unsigned kids;

    *s = (struct oracle_step){.op = at->op, .type = at->type, .array = at->a};
    if (at->op == DAG_CONST)
        s->real = dag_value(g, (Expr){node});
    if (at->op == DAG_INT)
        s->integer = dag_int_value(g, (Expr){node});
    if (at->op == DAG_LIST)
        return;
    if (at->op == DAG_SEGMENT)
        s->array = g->nodes.at[at->a].a;
    kids = at->op == DAG_LOAD ? dag_load_index(g, (Expr){node}, kid)
                              : dag_children(at, kid);
    s->kids = (uint8_t)kids;
    for (unsigned k = 0; k < kids; k++)
        s->kid[k] = (uint32_t)dag_place(list, n, kid[k]);
}

void oracle_compile(struct oracle_code *code, struct dag *g, Expr e)
{
    uint32_t *list;

    code->n = dag_reach(g, &e, 1, &list);
    code->steps = calloc(code->n + 1, sizeof *code->steps);
    code->slots = calloc(code->n + 1, sizeof *code->slots);
    if (!code->steps || !code->slots)
        base_no_memory();
    for (size_t k = 0; k < code->n; k++)
        compile_one(&code->steps[k], g, list, code->n, list[k]);
    free(list);
}

void oracle_code_free(struct oracle_code *code)
{
    free(code->steps);
    free(code->slots);
    memset(code, 0, sizeof *code);
}

/* ---- whole numbers ------------------------------------------------------ */

static int64_t floor_division(int64_t a, int64_t b)
{
    int64_t q;

    if (b == 0 || (b == -1 && a == INT64_MIN))
        return -1;
    q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

static int64_t whole(unsigned op, int64_t a, int64_t b)
{
    int64_t r = 0;

    switch (op) {
    case DAG_IADD: return __builtin_add_overflow(a, b, &r) ? -1 : r;
    case DAG_IMUL: return __builtin_mul_overflow(a, b, &r) ? -1 : r;
    case DAG_IDIV: return floor_division(a, b);
    case DAG_IMOD: return b == 0 ? -1 : a - floor_division(a, b) * b;
    case DAG_ILT: return a < b;
    case DAG_ILE: return a <= b;
    case DAG_IEQ: return a == b;
    case DAG_AND: return a && b;
    case DAG_OR: return a || b;
    case DAG_NOT: return !a;
    default: return -1;
    }
}

static int64_t compare(unsigned op, double a, double b)
{
    return op == DAG_LT ? a < b : op == DAG_LE ? a <= b : a == b;
}

/* ---- reals -------------------------------------------------------------- */

/* What is loaded from outside an array is NaN: it counts only where used. */
static void load(struct oracle_slot *out, const struct oracle_step *s,
                 const struct oracle_slot *slot, const struct oracle_env *env)
{
    const struct oracle_array *a = &env->array[s->array];
    int64_t at = 0;

    out->moved = out->most = 0;
    for (unsigned k = 0; k < s->kids; k++) {
        int64_t i = slot[s->kid[k]].integer;
        if (i < 0 || i >= a->extent[k]) {
            out->value = out->magnitude = (double)NAN;
            return;
        }
        at = at * a->extent[k] + i;
    }
    out->value = a->value[at];
    out->magnitude = a->magnitude[at];
    if (!a->moved || !env->recurs)
        return;
    out->magnitude = fabs(out->value);
    out->moved = a->moved[at];
    out->most = a->most[at];
}

/* f' of a function, by a central difference of its own values. */
static double slope_of(enum op op, double a, double b, bool second)
{
    double x = second ? b : a, h = 6e-6 * (fabs(x) > 1e-3 ? fabs(x) : 1e-3);
    double up = second ? op_value2(op, a, b + h)
                : op_row(op)->arity == 1 ? op_value1(op, a + h)
                                         : op_value2(op, a + h, b);
    double down = second ? op_value2(op, a, b - h)
                  : op_row(op)->arity == 1 ? op_value1(op, a - h)
                                           : op_value2(op, a - h, b);
    double slope = (up - down) / (2 * h);

    return isfinite(slope) ? slope : 0;
}

static double steepness(enum op op, double a, double b, bool second)
{
    return fabs(slope_of(op, a, b, second));
}

static double greatest(double a, double b)
{
    return a > b || isnan(a) ? a : b;
}

double oracle_magnitude(double magnitude, double moved, double most)
{
    return magnitude - greatest(-fabs(moved), -most);
}

/* What becomes of earlier rounding: nothing outside of recurrences. */
static void carry(struct oracle_slot *out, enum op op,
                  const struct oracle_slot *a, const struct oracle_slot *b)
{
    out->most = greatest(a->most, b ? b->most : 0);
    out->moved = 0;
    if (!(out->most > 0))
        return;
    switch (op) {
    case OP_Neg: out->moved = -a->moved; break;
    case OP_Add: out->moved = a->moved + b->moved; break;
    case OP_Sub: out->moved = a->moved - b->moved; break;
    case OP_Mul:
        out->moved = a->moved * b->value + a->value * b->moved;
        break;
    default:
        out->moved = slope_of(op, a->value, b ? b->value : 0, false) *
                     a->moved;
        if (b && b->most > 0)
            out->moved += slope_of(op, a->value, b->value, true) * b->moved;
        break;
    }
}

static double general(enum op op, const struct oracle_slot *a,
                      const struct oracle_slot *b, double y)
{
    double sum = steepness(op, a->value, b ? b->value : 0, false) *
                 a->magnitude;

    if (b)
        sum += steepness(op, a->value, b->value, true) * b->magnitude;
    return sum > fabs(y) ? sum : fabs(y);
}

static void function(struct oracle_slot *out, const struct oracle_step *s,
                     const struct oracle_slot *slot)
{
    enum op op = OP_OF(s->op);
    const struct oracle_slot *a = &slot[s->kid[0]];
    const struct oracle_slot *b = s->kids > 1 ? &slot[s->kid[1]] : NULL;

    out->value = b ? op_value2(op, a->value, b->value)
                   : op_value1(op, a->value);
    carry(out, op, a, b);
    switch (op) {
    case OP_Neg: out->magnitude = a->magnitude; break;
    case OP_Add: case OP_Sub:
        out->magnitude = a->magnitude + b->magnitude;
        break;
    case OP_Mul: out->magnitude = a->magnitude * b->magnitude; break;
    case OP_Div:
        out->magnitude = (a->magnitude +
                          fabs(out->value) * b->magnitude) / fabs(b->value);
        break;
    default: out->magnitude = general(op, a, b, out->value); break;
    }
}

static void real_step(struct oracle_slot *out, const struct oracle_step *s,
                      const struct oracle_slot *slot,
                      const struct oracle_env *env)
{
    switch (s->op) {
    case DAG_CONST: out->value = s->real; break;
    case DAG_REAL: out->value = (double)slot[s->kid[0]].integer; break;
    case DAG_LOCAL: out->value = env->local; break;
    case DAG_LOAD: load(out, s, slot, env); return;
    case DAG_SELECT:
        *out = slot[slot[s->kid[0]].integer ? s->kid[1] : s->kid[2]];
        return;
    default: function(out, s, slot); return;
    }
    out->magnitude = fabs(out->value);
    out->moved = out->most = 0;
}

/* The last segment that begins at x or before, one after the other. */
static int64_t segment(const struct oracle_array *a, double x, int64_t count)
{
    int64_t k = 0;

    while (k + 2 < count && a->value[k + 1] <= x)
        k++;
    return k;
}

static void whole_step(struct oracle_slot *out, const struct oracle_step *s,
                       const struct oracle_slot *slot,
                       const struct oracle_env *env)
{
    const struct oracle_slot *a = &slot[s->kid[0]], *b = &slot[s->kid[1]];

    switch (s->op) {
    case DAG_INT: out->integer = s->integer; break;
    case DAG_INDEX: out->integer = env->index[s->array]; break;
    case DAG_SIZE: out->integer = env->size[s->array]; break;
    case DAG_LIST: break;
    case DAG_LOAD:
        load(out, s, slot, env);
        out->integer = fabs(out->value) < 9e15 ? (int64_t)out->value : -1;
        break;
    case DAG_LT: case DAG_LE: case DAG_EQ:
        out->integer = compare(s->op, a->value, b->value);
        break;
    case DAG_SEGMENT:
        out->integer = segment(&env->array[s->array], b->value,
                               slot[s->kid[2]].integer);
        break;
    case DAG_SELECT:
        out->integer = slot[a->integer ? s->kid[1] : s->kid[2]].integer;
        break;
    default: out->integer = whole(s->op, a->integer, b->integer); break;
    }
}

static const struct oracle_slot *evaluate(const struct oracle_code *code,
                                          const struct oracle_env *env)
{
    for (size_t k = 0; k < code->n; k++) {
        const struct oracle_step *s = &code->steps[k];
        if (s->type == TYPE_REAL)
            real_step(&code->slots[k], s, code->slots, env);
        else
            whole_step(&code->slots[k], s, code->slots, env);
    }
    return &code->slots[code->n - 1];
}

struct oracle_value oracle_real(const struct oracle_code *code,
                                const struct oracle_env *env)
{
    const struct oracle_slot *s = evaluate(code, env);

    return (struct oracle_value){s->value, s->magnitude, s->moved, s->most};
}

int64_t oracle_integer(const struct oracle_code *code,
                       const struct oracle_env *env)
{
    return evaluate(code, env)->integer;
}
