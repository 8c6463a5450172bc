/* differential_oracle.c -- see differential_oracle.h. */
#include "differential_oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

union value { struct num r; int64_t i; };

struct oracle {
    const struct program *p;
    struct dag *g;
    const eqh_inputs *in;
    struct num **array;          /* per array: its elements */
    int64_t *size;
    union value *at;             /* per node */
    size_t nodes;
    int64_t var[DAG_INDEX_VARS];
    struct num local;            /* LOCAL 0 */
};

static void *must(void *p)
{
    if (!p)
        abort();
    return p;
}

/* ---- expressions -------------------------------------------------------- */

static struct num load(struct oracle *o, Expr e)
{
    uint32_t a = dag_at(o->g, e)->a;
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(o->g, e, idx);
    int64_t offset = 0;

    for (unsigned k = 0; k < rank; k++) {
        int64_t i = o->at[idx[k].i].i;
        int64_t count = o->at[o->p->arrays.at[a].count[k].i].i;
        if (i < 0 || i >= count)
            return num_of((double)NAN);
        offset = offset * count + i;
    }
    return o->array[a][offset];
}

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = b ? a / b : 0;

    return b && a % b && (a < 0) != (b < 0) ? q - 1 : q;
}

static int64_t integer(const struct oracle *o, const struct node *n)
{
    int64_t a = o->at[n->a].i, b = n->op == DAG_NOT ? 0 : o->at[n->b].i;

    switch (n->op) {
    case DAG_IADD: return a + b;
    case DAG_IMUL: return a * b;
    case DAG_IDIV: return floor_div(a, b);
    case DAG_IMOD: return a - b * floor_div(a, b);
    case DAG_ILT: return a < b;
    case DAG_ILE: return a <= b;
    case DAG_IEQ: return a == b;
    case DAG_AND: return a && b;
    case DAG_OR: return a || b;
    case DAG_NOT: return !a;
    case DAG_LT: return o->at[n->a].r.v < o->at[n->b].r.v;
    case DAG_LE: return o->at[n->a].r.v <= o->at[n->b].r.v;
    case DAG_EQ: return o->at[n->a].r.v == o->at[n->b].r.v;
    default: abort();
    }
}

static int64_t segment(const struct oracle *o, const struct node *n)
{
    const struct num *x = o->array[dag_at(o->g, (Expr){n->a})->a];
    int64_t k = o->at[n->c].i - 2;

    while (k > 0 && !(x[k].v <= o->at[n->b].r.v))
        k--;
    return k;
}

static union value node_value(struct oracle *o, uint32_t i)
{
    const struct node *n = &o->g->nodes.at[i];
    Expr e = {i};

    switch (n->op) {
    case DAG_CONST: return (union value){.r = num_of(dag_value(o->g, e))};
    case DAG_INT: return (union value){.i = dag_int_value(o->g, e)};
    case DAG_INDEX: return (union value){.i = o->var[n->a]};
    case DAG_SIZE: return (union value){.i = o->in->sizes[n->a]};
    case DAG_LOCAL: return (union value){.r = o->local};
    case DAG_LIST: return (union value){.i = 0};
    case DAG_REAL: return (union value){.r = num_of((double)o->at[n->a].i)};
    case DAG_LOAD: {
        union value v = {.r = load(o, e)};
        if (n->type == TYPE_INT)
            v.i = (int64_t)v.r.v;
        return v;
    }
    case DAG_SELECT: return o->at[o->at[n->a].i ? n->b : n->c];
    case DAG_SEGMENT: return (union value){.i = segment(o, n)};
    default: break;
    }
    if (n->op < DAG_FIRST_OP)
        return (union value){.i = integer(o, n)};
    if (op_row(OP_OF(n->op))->arity == 1)
        return (union value){.r = num_op1(OP_OF(n->op), o->at[n->a].r)};
    return (union value){.r = num_op2(OP_OF(n->op), o->at[n->a].r,
                                      o->at[n->b].r)};
}

static union value evaluate(struct oracle *o, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(o->g, &e, 1, &list);

    if (o->g->nodes.n > o->nodes) {
        o->at = must(realloc(o->at, o->g->nodes.n * sizeof *o->at));
        memset(o->at + o->nodes, 0,
               (o->g->nodes.n - o->nodes) * sizeof *o->at);
        o->nodes = o->g->nodes.n;
    }
    for (size_t k = 0; k < n; k++)
        o->at[list[k]] = node_value(o, list[k]);
    free(list);
    return o->at[e.i];
}

/* ---- loops -------------------------------------------------------------- */

typedef void (*turn)(struct oracle *o, void *caller);

static void each(struct oracle *o, const struct domain *d, unsigned k, turn f,
                 void *caller)
{
    int64_t count;

    if (k == d->rank) {
        if (!d->guard.i || evaluate(o, d->guard).i)
            f(o, caller);
        return;
    }
    count = evaluate(o, d->count[k]).i;
    for (int64_t i = 0; i < count; i++) {
        o->var[d->var[k]] = i;
        each(o, d, k + 1, f, caller);
    }
}

static struct num log_add_exp(struct num a, struct num b)
{
    struct num hi = b.v > a.v ? b : a, lo = b.v > a.v ? a : b;

    if (lo.v == -HUGE_VAL)
        return hi;
    return num_op2(OP_Add, hi, num_op1(OP_Log1p,
                   num_op1(OP_Exp, num_op2(OP_Sub, lo, hi))));
}

static struct num combine(unsigned effect, struct num a, struct num b)
{
    switch (effect) {
    case EFFECT_SUM: return num_op2(OP_Add, a, b);
    case EFFECT_PROD: return num_op2(OP_Mul, a, b);
    case EFFECT_MIN: return b.v < a.v ? b : a;
    case EFFECT_MAX: return b.v > a.v ? b : a;
    case EFFECT_LOGSUMEXP: return log_add_exp(a, b);
    default: return b;
    }
}

static struct num *target(struct oracle *o, const struct loop *l)
{
    const struct array *a = &o->p->arrays.at[l->array];
    int64_t offset = 0;

    for (unsigned k = 0; k < a->rank; k++) {
        int64_t count = evaluate(o, a->count[k]).i;
        offset = offset * count + evaluate(o, l->at[k]).i;
    }
    if (offset < 0 || offset >= o->size[l->array])
        abort();
    return &o->array[l->array][offset];
}

static void loop_turn(struct oracle *o, void *caller)
{
    const struct loop *l = caller;
    struct num v = evaluate(o, l->body).r, *to = target(o, l);

    *to = combine(l->effect, *to, v);
}

static void run_loop(struct oracle *o, const struct loop *l, unsigned from)
{
    struct loop copy = *l;

    each(o, &copy.domain, from, loop_turn, &copy);
}

static void run_loops(struct oracle *o, const struct loop *l, size_t count,
                      unsigned depth);

/* Loops of a group take each turn of an index together. */
static void run_group(struct oracle *o, const struct loop *l, size_t n,
                      unsigned depth)
{
    int64_t count = evaluate(o, l->domain.count[depth]).i;

    for (int64_t i = 0; i < count; i++) {
        for (size_t j = 0; j < n; j++)
            o->var[l[j].domain.var[depth]] = i;
        run_loops(o, l, n, depth + 1);
    }
}

static uint32_t group_at(const struct loop *l, unsigned depth)
{
    return depth >= l->domain.rank ? 0
         : depth < l->joint ? l->group : l->within[depth];
}

static void run_loops(struct oracle *o, const struct loop *l, size_t count,
                      unsigned depth)
{
    for (size_t k = 0, n; k < count; k += n) {
        uint32_t group = group_at(&l[k], depth);
        for (n = 1; group && k + n < count &&
                    group_at(&l[k + n], depth) == group; n++)
            ;
        if (group)
            run_group(o, &l[k], n, depth);
        else
            run_loop(o, &l[k], depth);
    }
}

/* ---- arrays ------------------------------------------------------------- */

/* Array extents must be known before loads: evaluate them all. */
static void evaluate_extents(struct oracle *o)
{
    for (size_t a = 0; a < o->p->arrays.n; a++)
        for (unsigned k = 0; k < o->p->arrays.at[a].rank; k++)
            evaluate(o, o->p->arrays.at[a].count[k]);
}

static double identity(unsigned effect)
{
    return effect == EFFECT_PROD ? 1 : effect == EFFECT_MIN ? HUGE_VAL
         : effect == EFFECT_MAX || effect == EFFECT_LOGSUMEXP ? -HUGE_VAL : 0;
}

static void fill(struct oracle *o, uint32_t a, double v)
{
    for (int64_t k = 0; k < o->size[a]; k++)
        o->array[a][k] = isfinite(v) ? num_of(v) : (struct num){v, 0, 0, 0};
}

static void load_input(struct oracle *o, uint32_t a, const double *from)
{
    for (int64_t k = 0; from && k < o->size[a]; k++)
        o->array[a][k] = num_of(from[k]);
}

static void load_inputs(struct oracle *o)
{
    size_t params = 0, data = 0;

    for (uint32_t a = 0; a < o->p->arrays.n; a++) {
        const struct array *s = &o->p->arrays.at[a];
        fill(o, a, (double)NAN);
        if (s->kind == ARRAY_PARAM)
            load_input(o, a, o->in->params[params++]);
        else if (s->kind == ARRAY_DATA)
            load_input(o, a, o->in->data[data++]);
        else if (s->kind == ARRAY_TABLE)
            load_input(o, a, s->table);
    }
    for (size_t k = 0; k < o->p->loops.n; k++)
        if (o->p->loops.at[k].effect != EFFECT_DEFINE)
            fill(o, o->p->loops.at[k].array,
                 identity(o->p->loops.at[k].effect));
}

struct oracle *oracle_make(const struct program *p, const eqh_inputs *in)
{
    struct oracle *o = must(calloc(1, sizeof *o));

    o->p = p;
    o->g = p->dag;
    o->in = in;
    o->array = must(calloc(p->arrays.n + 1, sizeof *o->array));
    o->size = must(calloc(p->arrays.n + 1, sizeof *o->size));
    for (uint32_t a = 0; a < p->arrays.n; a++) {
        o->size[a] = 1;
        for (unsigned k = 0; k < p->arrays.at[a].rank; k++)
            o->size[a] *= evaluate(o, p->arrays.at[a].count[k]).i;
        o->array[a] = must(calloc((size_t)o->size[a] + 1, sizeof **o->array));
    }
    return o;
}

void oracle_free(struct oracle *o)
{
    for (size_t a = 0; a < o->p->arrays.n; a++)
        free(o->array[a]);
    free(o->array);
    free(o->size);
    free(o->at);
    free(o);
}

/* ---- running ------------------------------------------------------------ */

void oracle_run(struct oracle *o, const double *x, size_t along)
{
    size_t next = 0;

    evaluate_extents(o);
    load_inputs(o);
    for (uint32_t a = 0; a < o->p->arrays.n; a++) {
        if (o->p->arrays.at[a].kind != ARRAY_UNKNOWN)
            continue;
        for (int64_t k = 0; k < o->size[a]; k++, next++) {
            o->array[a][k] = num_of(x[next]);
            if (next == along)
                o->array[a][k].d = o->array[a][k].e = 1;
        }
    }
    run_loops(o, o->p->loops.at, o->p->loops.n, 0);
}

struct num oracle_loss(const struct oracle *o)
{
    return o->array[o->p->loss][0];
}

struct collect {
    const struct family *f;
    struct oracle_row *out;
    size_t n, room;
};

static void row_turn(struct oracle *o, void *caller)
{
    struct collect *c = caller;
    const struct family *f = c->f;
    struct oracle_row r = {.row = evaluate(o, f->row).r};

    if (f->left.i) {
        r.left = evaluate(o, f->left).r;
        r.right = evaluate(o, f->right).r;
    }
    if (f->scale.i)
        r.row = num_op2(OP_Mul, evaluate(o, f->scale).r, r.row);
    o->local = r.row;
    r.rho = f->rho.i ? evaluate(o, f->rho).r
                     : num_op2(OP_Mul, r.row, r.row);
    if (c->n < c->room)
        c->out[c->n] = r;
    c->n++;
}

size_t oracle_rows(struct oracle *o, const struct family *f, size_t n,
                   struct oracle_row *out, size_t room)
{
    struct collect c = {.out = out, .room = room};

    for (size_t k = 0; k < n; k++) {
        c.f = &f[k];
        each(o, &f[k].domain, 0, row_turn, &c);
    }
    return c.n;
}

void oracle_vector(struct oracle *o, const struct loop *loops, size_t count,
                   struct num *out)
{
    size_t next = 0;

    run_loops(o, loops, count, 0);
    for (uint32_t a = 0; a < o->p->arrays.n; a++)
        for (int64_t k = 0; k < o->size[a]; k++)
            if (o->p->arrays.at[a].kind == ARRAY_UNKNOWN)
                out[next++] = o->array[a][k];
}
