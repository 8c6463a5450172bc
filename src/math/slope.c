/* slope.c -- derivative rules from ops.def, and reverse mode on one dag. */
#include "slope.h"

#include <math.h>
#include <stdlib.h>

/* An expression that brings its dag, so that rows of ops.def need not. */
struct ex { struct dag *g; Expr e; };

#define UNUSED __attribute__((unused))
#define OP1(tag, ...)                                                        \
    static UNUSED struct ex tag(struct ex a)                                 \
    {                                                                        \
        return (struct ex){a.g, dag_op1(a.g, OP_##tag, a.e)};                \
    }
#define OP2(tag, ...)                                                        \
    static UNUSED struct ex tag(struct ex a, struct ex b)                    \
    {                                                                        \
        return (struct ex){a.g, dag_op2(a.g, OP_##tag, a.e, b.e)};           \
    }
#include "../tables/ops.def"

#define Num(v) ((struct ex){g, dag_num(g, (v))})

static UNUSED struct ex If(struct ex c, struct ex x, struct ex y)
{
    return (struct ex){c.g, dag_select(c.g, c.e, x.e, y.e)};
}

static UNUSED struct ex Eq(struct ex x, struct ex y)
{
    return (struct ex){x.g, dag_compare(x.g, DAG_EQ, x.e, y.e)};
}

static UNUSED struct ex Lt(struct ex x, struct ex y)
{
    return (struct ex){x.g, dag_compare(x.g, DAG_LT, x.e, y.e)};
}

static UNUSED struct ex Le(struct ex x, struct ex y)
{
    return (struct ex){x.g, dag_compare(x.g, DAG_LE, x.e, y.e)};
}

static struct ex rule(struct dag *g, enum op op, unsigned which, struct ex a,
                      struct ex b, struct ex y)
{
    (void)b;
    (void)y;
    switch (op) {
#define OP1(tag, name, prec, value, da, ...)                                 \
    case OP_##tag:                                                           \
        return da;
#define OP2(tag, name, prec, value, da, db, ...)                             \
    case OP_##tag:                                                           \
        return which == 0 ? da : db;
#include "../tables/ops.def"
    default:
        return a;
    }
}

Expr op_slope(struct dag *g, enum op op, unsigned which, Expr a, Expr b,
              Expr y)
{
    return rule(g, op, which, (struct ex){g, a}, (struct ex){g, b},
                (struct ex){g, y}).e;
}

bool slope_active(const void *caller, const struct dag *g, Expr leaf)
{
    const struct node *n = dag_at(g, leaf);

    (void)caller;
    return n->op == DAG_LOAD && g->array_degree.at[n->a] > 0;
}

/* ---- reverse mode ----------------------------------------------------- */

struct reverse {
    struct dag *g;
    const uint32_t *list;
    size_t n;
    Expr *adjoint;           /* of list[k]; none: zero */
    bool *active;            /* does list[k] depend on a variable? */
};

static size_t place(const struct reverse *r, Expr e)
{
    size_t lo = 0, hi = r->n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (r->list[mid] < e.i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void mark_active(struct reverse *r, slope_variable is_variable,
                        const void *caller)
{
    Expr kid[3];

    for (size_t k = 0; k < r->n; k++) {
        const struct node *n = &r->g->nodes.at[r->list[k]];
        if (n->op == DAG_LOAD || n->op == DAG_LOCAL) {
            r->active[k] = is_variable(caller, r->g, (Expr){r->list[k]});
            continue;
        }
        for (unsigned j = dag_children(n, kid); j-- > 0;)
            r->active[k] |= n->type == TYPE_REAL &&
                            dag_at(r->g, kid[j])->type == TYPE_REAL &&
                            r->active[place(r, kid[j])];
    }
}

static void contribute(struct reverse *r, Expr kid, Expr value)
{
    size_t k = place(r, kid);

    if (!r->active[k] || dag_is_num(r->g, value, 0))
        return;
    r->adjoint[k] = r->adjoint[k].i
        ? dag_op2(r->g, OP_Add, r->adjoint[k], value) : value;
}

static void back_select(struct reverse *r, const struct node *n, Expr seed)
{
    Expr zero = dag_num(r->g, 0), c = {n->a};

    contribute(r, (Expr){n->b}, dag_select(r->g, c, seed, zero));
    contribute(r, (Expr){n->c}, dag_select(r->g, c, zero, seed));
}

static void back_op(struct reverse *r, const struct node *n, Expr y, Expr seed)
{
    Expr a = {n->a}, b = {n->b};

    if (r->active[place(r, a)])
        contribute(r, a, dag_scale(r->g, seed,
                   op_slope(r->g, OP_OF(n->op), 0, a, b, y)));
    if (b.i && r->active[place(r, b)])
        contribute(r, b, dag_scale(r->g, seed,
                   op_slope(r->g, OP_OF(n->op), 1, a, b, y)));
}

static void back(struct reverse *r, size_t k)
{
    struct node n = r->g->nodes.at[r->list[k]];
    Expr y = {r->list[k]};

    r->g->here = dag_origin(r->g, y);
    if (n.op == DAG_SELECT)
        back_select(r, &n, r->adjoint[k]);
    else if (n.op >= DAG_FIRST_OP)
        back_op(r, &n, y, r->adjoint[k]);
}

static void *must(void *p)
{
    if (!p)
        abort();
    return p;
}

Slopes slopes(struct dag *g, Expr e, Expr seed, slope_variable is_variable,
              const void *caller)
{
    struct reverse r = {.g = g};
    struct span here = g->here;
    Slopes out = {0};
    uint32_t *list;

    r.n = dag_reach(g, &e, 1, &list);
    r.list = list;
    r.adjoint = must(calloc(r.n, sizeof *r.adjoint));
    r.active = must(calloc(r.n, sizeof *r.active));
    mark_active(&r, is_variable, caller);
    contribute(&r, e, seed);
    for (size_t k = r.n; k-- > 0;)
        if (r.adjoint[k].i)
            back(&r, k);
    for (size_t k = 0; k < r.n; k++) {
        unsigned op = g->nodes.at[list[k]].op;
        if (r.adjoint[k].i && (op == DAG_LOAD || op == DAG_LOCAL))
            vec_push(&out, ((struct slope){{list[k]}, r.adjoint[k]}));
    }
    g->here = here;
    free(r.adjoint);
    free(r.active);
    free(list);
    return out;
}
