/* slope.c -- derivative rules from ops.def, and reverse mode on one dag. */
#include "slope.h"

#include <math.h>
#include <stdlib.h>

/*
 * A rule of ops.def as a tree.  It is nested calls, and C leaves open which
 * argument of a call comes first: so they only note what the rule is made of,
 * and rule_build makes the nodes, from left to right.
 */
enum { PART_NONE, PART_NAN, PART_FIRST };
enum { RULE_SIZE = 32 };     /* what does not fit is NaN: op_slope_fits */

struct part {
    unsigned op;
    unsigned kid[3];         /* numbers of parts */
    double value;            /* of a CONST */
    Expr leaf;               /* an operand, which is there already */
};
struct rule { struct part at[RULE_SIZE]; unsigned n; bool full; };

/* A part, which brings its rule so that rows of ops.def need not. */
struct ex { struct rule *rule; unsigned part; };

static struct ex part(struct rule *r, struct part p)
{
    r->full |= r->n == RULE_SIZE;
    if (r->full)
        return (struct ex){r, PART_NAN};
    r->at[r->n] = p;
    return (struct ex){r, r->n++};
}

static struct ex call(unsigned op, struct ex a, struct ex b, struct ex c)
{
    struct part p = {.op = op, .kid = {a.part, b.part, c.part}};

    return part(a.rule, p);
}

#define UNUSED __attribute__((unused))
#define OP1(tag, ...)                                                        \
    static UNUSED struct ex tag(struct ex a)                                 \
    {                                                                        \
        return call(DAG_OF(OP_##tag), a, (struct ex){0}, (struct ex){0});    \
    }
#define OP2(tag, ...)                                                        \
    static UNUSED struct ex tag(struct ex a, struct ex b)                    \
    {                                                                        \
        return call(DAG_OF(OP_##tag), a, b, (struct ex){0});                 \
    }
#include "../tables/ops.def"

#define Num(v) part(y.rule, (struct part){.op = DAG_CONST, .value = (v)})
#define If(c, x, y) call(DAG_SELECT, c, x, y)
#define Eq(x, y) call(DAG_EQ, x, y, (struct ex){0})
#define Lt(x, y) call(DAG_LT, x, y, (struct ex){0})
#define Le(x, y) call(DAG_LE, x, y, (struct ex){0})

static struct ex rule(enum op op, unsigned which, struct ex a, struct ex b,
                      struct ex y)
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

/* As deep as the rule is in ops.def. */
static Expr rule_build(struct dag *g, const struct rule *r, unsigned number)
{
    const struct part *p = &r->at[number];
    const struct node n = {.op = (uint8_t)p->op};
    Expr kid[3] = {{0}, {0}, {0}};

    if (p->leaf.i)
        return p->leaf;
    if (p->op == DAG_CONST)
        return dag_num(g, p->value);
    for (unsigned k = 0; k < 3; k++)
        if (p->kid[k])
            kid[k] = rule_build(g, r, p->kid[k]);
    return dag_rebuild(g, &n, kid);
}

/* The rule into *r; the number of its last part. */
static unsigned rule_read(struct rule *r, enum op op, unsigned which, Expr a,
                          Expr b, Expr y)
{
    struct ex ex[3];

    r->n = PART_FIRST;
    r->full = false;
    r->at[PART_NAN] = (struct part){.op = DAG_CONST, .value = (double)NAN};
    ex[0] = part(r, (struct part){.leaf = a});
    ex[1] = part(r, (struct part){.leaf = b});
    ex[2] = part(r, (struct part){.leaf = y});
    return rule(op, which, ex[0], ex[1], ex[2]).part;
}

Expr op_slope(struct dag *g, enum op op, unsigned which, Expr a, Expr b,
              Expr y)
{
    struct rule r;
    unsigned last = rule_read(&r, op, which, a, b, y);

    return rule_build(g, &r, last);
}

bool op_slope_fits(enum op op, unsigned which)
{
    struct rule r;

    rule_read(&r, op, which, EXPR_NONE, EXPR_NONE, EXPR_NONE);
    return !r.full;
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
                            r->active[dag_place(r->list, r->n, kid[j])];
    }
}

static void contribute(struct reverse *r, Expr kid, Expr value)
{
    size_t k = dag_place(r->list, r->n, kid);

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

    if (r->active[dag_place(r->list, r->n, a)])
        contribute(r, a, dag_scale(r->g, seed,
                   op_slope(r->g, OP_OF(n->op), 0, a, b, y)));
    if (b.i && r->active[dag_place(r->list, r->n, b)])
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
