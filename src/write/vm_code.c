/* vm_code.c -- plan functions to instructions; integer expressions. */
#include "vm_code.h"

#include <assert.h>
#include <stdlib.h>

#include "../base/arena.h"

/* ---- plan steps to instructions ---------------------------------------- */

/* A VAR with lanes: its first register. */
struct laned { uint32_t var, first; uint8_t effect; };

/* The FOR, ROWS and IF that are open while translating: instruction numbers. */
struct nest {
    VEC(uint32_t) open;
    VEC(struct laned) laned; /* of the FOR with lanes that is open */
    uint32_t loop;           /* that FOR's instruction */
    uint8_t families;        /* of the FAMILIES that is open, so far */
    uint32_t *first;         /* per step, of its VARs: the first lane, or 0 */
};

static void add(struct vm_function *to, struct vm_code c, uint32_t step)
{
    vec_push(&to->code, c);
    vec_push(&to->step, step);
}

static void add_constant(const struct dag *g, const struct step *s,
                         uint32_t reg, struct vm_function *to)
{
    struct vm_constant c = {.reg = reg, .op = s->op};

    if (s->op == DAG_CONST)
        c.real = dag_value(g, s->expr);
    else if (s->op == DAG_INT)
        c.integer = dag_int_value(g, s->expr);
    else
        c.integer = dag_at(g, s->expr)->a;
    vec_push(&to->constants, c);
}

static void open_loop(struct vm_function *to, struct nest *nest,
                      struct vm_code c, uint32_t step)
{
    if (c.op == PLAN_FAMILIES) {
        c.effect = (uint8_t)c.a;
        nest->families = 0;
    }
    if (c.op == PLAN_ROWS || c.op == PLAN_FAMILIES)
        c.a = to->registers++;
    if (c.op == PLAN_ROWS && nest->open.n == 0)
        vec_push(&to->families, ((struct vm_family){(uint32_t)to->code.n, 0}));
    vec_push(&nest->open, (uint32_t)to->code.n);
    add(to, c, step);
}

/* A row of several in a turn; its entries stand one by one. */
static void open_family(const struct function *f, struct vm_function *to,
                        struct nest *nest, struct vm_code c, uint32_t step)
{
    const struct step *s = f->steps.at;

    c.a = to->code.at[nest->open.at[nest->open.n - 1]].dst;
    c.effect = nest->families++;
    c.c = 0;
    for (uint32_t k = step + 1; s[k].op != PLAN_END; k++)
        c.c += s[k].op == PLAN_PUSH && s[k].a == STREAM_JAC;
    vec_push(&nest->open, (uint32_t)to->code.n);
    add(to, c, step);
}

/* Accumulators for all that the loop at `step` sums up. */
static void open_lanes(const struct function *f, struct vm_function *to,
                       struct nest *nest, uint32_t step)
{
    const struct step *s = f->steps.at;

    for (uint32_t k = step + 1; s[k].op != PLAN_END; k++) {
        struct laned v = {s[k].a, to->registers, (uint8_t)s[k].c};
        if (s[k].op != PLAN_ACC || nest->first[v.var])
            continue;
        nest->first[v.var] = v.first;
        to->registers += PLAN_LANES;
        vec_push(&nest->laned, v);
        add(to, (struct vm_code){VM_LANES, v.effect, v.first, 0, 0, 0, 0},
            step);
    }
    nest->loop = (uint32_t)to->code.n;
}

static void join_lanes(struct vm_function *to, struct nest *nest,
                       uint32_t step)
{
    for (size_t k = 0; k < nest->laned.n; k++) {
        struct laned v = nest->laned.at[k];
        nest->first[v.var] = 0;
        add(to, (struct vm_code){VM_JOIN, v.effect, v.var, v.first, 0, 0, 0},
            step);
    }
    nest->laned.n = 0;
}

static void add_lane(struct vm_function *to, const struct nest *nest,
                     const struct step *s, uint32_t step)
{
    const struct vm_code *loop = &to->code.at[nest->loop];

    add(to, (struct vm_code){VM_ACC_LANE, (uint8_t)s->c, s->a,
                             nest->first[s->a], s->b, loop->dst, loop->a},
        step);
}

static void close_loop(struct vm_function *to, struct nest *nest,
                       struct vm_code c, uint32_t step)
{
    uint32_t begin = nest->open.at[--nest->open.n];
    struct vm_code *loop = &to->code.at[begin];
    uint8_t families;

    if (loop->op == PLAN_IF) {
        loop->jump = (uint32_t)to->code.n - 1;
        return;              /* no instruction: what follows goes on */
    }
    loop->jump = (uint32_t)to->code.n;
    if (loop->op == PLAN_FAMILY) {
        add(to, (struct vm_code){.op = VM_FAMILY_END, .effect = loop->effect},
            step);
        return;
    }
    families = loop->op == PLAN_FAMILIES ? loop->effect : 0;
    c.a = loop->dst;
    c.b = loop->a;
    c.jump = begin;
    add(to, c, step);
    if (families)
        add(to, (struct vm_code){.op = VM_FAMILIES_END,
                                 .effect = (uint8_t)(families - 1)}, step);
}

/* LOCAL reads u at the row of the ROWS loop around it. */
static void add_local(struct vm_function *to, const struct nest *nest,
                      struct vm_code c, uint32_t step)
{
    for (size_t k = nest->open.n; k-- > 0;) {
        const struct vm_code *loop = &to->code.at[nest->open.at[k]];

        if (loop->op == PLAN_ROWS) {
            c.a = loop->dst;
            c.b = loop->b;
            break;
        }
    }
    add(to, c, step);
}

static bool is_integer(const struct dag *g, const struct step *s)
{
    return s->type == TYPE_INT ||
           (s->expr.i && dag_at(g, s->expr)->type == TYPE_INT);
}

static void translate_step(const struct dag *g, const struct function *f,
                           uint32_t k, struct nest *nest,
                           struct vm_function *to)
{
    const struct step *s = &f->steps.at[k];
    struct vm_code c = {s->op, s->flags, k, s->a, s->b, s->c, 0};

    switch (s->op) {
    case DAG_CONST:
    case DAG_INT:
    case DAG_SIZE:
        add_constant(g, s, k, to);
        return;
    case DAG_LOCAL:
        add_local(to, nest, c, k);
        return;
    case PLAN_FOR:
    case PLAN_ROWS:
    case PLAN_FAMILIES:
    case PLAN_IF:
        if (s->op == PLAN_FOR && s->flags & STEP_LANES)
            open_lanes(f, to, nest, k);
        open_loop(to, nest, c, k);
        return;
    case PLAN_FAMILY:
        open_family(f, to, nest, c, k);
        return;
    case PLAN_END:
        close_loop(to, nest, c, k);
        join_lanes(to, nest, k);
        return;
    case DAG_LOAD:
        if (is_integer(g, s))
            c.op = VM_LOAD_INT;
        break;
    case PLAN_VAR:
    case PLAN_GET:
        if (s->type == TYPE_INT)
            c.op = VM_COPY_INT;
        break;
    case PLAN_ACC:
        if (s->flags & STEP_LANES) {
            add_lane(to, nest, s, k);
            return;
        }
        c.effect = (uint8_t)s->c;
        if (s->type == TYPE_INT)
            c.op = VM_ACC_INT;
        break;
    case DAG_SEGMENT:        /* of the array whose load is its operand */
        c.a = dag_at(g, (Expr){dag_at(g, s->expr)->a})->a;
        break;
    default:
        break;
    }
    add(to, c, k);
}

/* From the end on: does the next family begin where this one ends? */
static void join_families(struct vm_function *to)
{
    struct vm_family *f = to->families.at;

    for (size_t k = to->families.n; k-- > 0;) {
        bool more = k + 1 < to->families.n &&
                    f[k + 1].at == to->code.at[f[k].at].jump + 1;

        f[k].last = more ? f[k + 1].last : (uint32_t)k;
    }
}

void vm_translate(const struct dag *g, const struct function *from,
                  struct vm_function *to)
{
    struct nest nest = {.first = calloc(from->steps.n + 1,
                                        sizeof *nest.first)};

    if (!nest.first)
        base_no_memory();
    to->plan = from;
    to->registers = (uint32_t)from->steps.n;
    for (uint32_t k = 0; k < from->steps.n; k++)
        translate_step(g, from, k, &nest, to);
    assert(nest.open.n == 0);
    join_families(to);
    vec_free(&nest.open);
    vec_free(&nest.laned);
    free(nest.first);
    add(to, (struct vm_code){.op = VM_RETURN}, 0);
}

void vm_function_free(struct vm_function *f)
{
    vec_free(&f->code);
    vec_free(&f->step);
    vec_free(&f->constants);
    vec_free(&f->families);
}

/* ---- integers ----------------------------------------------------------- */

static int64_t divide(int64_t a, int64_t b)
{
    if (b == 0 || (a == INT64_MIN && b == -1))
        return VM_POISON;
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static int64_t modulo(int64_t a, int64_t b)
{
    int64_t m;

    if (b == 0)
        return VM_POISON;
    m = b == -1 ? 0 : a % b;
    return m != 0 && (m < 0) != (b < 0) ? m + b : m;
}

int64_t vm_int_op(unsigned op, int64_t a, int64_t b)
{
    int64_t r;

    if (a == VM_POISON || b == VM_POISON)
        return op == DAG_IADD || op == DAG_IMUL || op == DAG_IDIV ||
               op == DAG_IMOD ? VM_POISON : 0;
    switch (op) {
    case DAG_IADD: return __builtin_add_overflow(a, b, &r) ? VM_POISON : r;
    case DAG_IMUL: return __builtin_mul_overflow(a, b, &r) ? VM_POISON : r;
    case DAG_IDIV: return divide(a, b);
    case DAG_IMOD: return modulo(a, b);
    case DAG_ILT: return a < b;
    case DAG_ILE: return a <= b;
    case DAG_IEQ: return a == b;
    case DAG_AND: return a && b;
    case DAG_OR: return a || b;
    default: return !a;
    }
}

/* ---- sizes --------------------------------------------------------------- */

static bool is_integer_op(unsigned op)
{
    return (op >= DAG_IADD && op <= DAG_IEQ) ||
           (op >= DAG_AND && op <= DAG_SELECT);
}

static void evaluate(struct vm_sizes *s, const struct dag *g, Expr e,
                     const int64_t *sizes, const double *const *array)
{
    const struct node *n = dag_at(g, e);
    Expr kid[3] = {{0}, {0}, {0}};
    unsigned kids;

    if (n->op == DAG_INT || n->op == DAG_SIZE) {
        s->value[e.i] = n->op == DAG_INT ? dag_int_value(g, e) : sizes[n->a];
        s->known[e.i] = 1;
        return;
    }
    if (n->op == DAG_LOAD && n->type == TYPE_INT && array && array[n->a]) {
        s->value[e.i] = (int64_t)*array[n->a];
        s->known[e.i] = 1;
        return;
    }
    if (!is_integer_op(n->op) || n->type == TYPE_REAL)
        return;
    kids = dag_children(n, kid);
    for (unsigned k = 0; k < kids; k++)
        if (!s->known[kid[k].i])
            return;
    s->known[e.i] = 1;
    if (n->op == DAG_SELECT)
        s->value[e.i] = s->value[kid[s->value[n->a] ? 1 : 2].i];
    else
        s->value[e.i] = vm_int_op(n->op, s->value[n->a], s->value[n->b]);
}

void vm_sizes_make(struct vm_sizes *s, const struct dag *g,
                   const int64_t *sizes)
{
    vm_sizes_found(s, g, sizes, NULL);
}

void vm_sizes_found(struct vm_sizes *s, const struct dag *g,
                    const int64_t *sizes, const double *const *array)
{
    s->count = g->nodes.n;
    s->value = calloc(s->count, sizeof *s->value);
    s->known = calloc(s->count, sizeof *s->known);
    if (!s->value || !s->known)
        base_no_memory();
    for (uint32_t i = 1; i < s->count; i++)
        evaluate(s, g, (Expr){i}, sizes, array);
}

void vm_sizes_free(struct vm_sizes *s)
{
    free(s->value);
    free(s->known);
    s->value = NULL;
    s->known = NULL;
    s->count = 0;
}

bool vm_integer(const struct vm_sizes *s, Expr e, int64_t *out)
{
    if (e.i == 0 || e.i >= s->count || !s->known[e.i] ||
        s->value[e.i] == VM_POISON)
        return false;
    *out = s->value[e.i];
    return true;
}

bool vm_size(const struct vm_sizes *s, Expr e, int64_t *out)
{
    return vm_integer(s, e, out) && *out >= 0;
}
