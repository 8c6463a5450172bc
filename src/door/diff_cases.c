/*
 * diff_cases.c -- what is known in the branches of an `if`.  Where a condition
 * holds or does not, others below it are decided: the index of level[i - 1]
 * says again that i is not 1.  For printing only.
 */
#include "diff.h"

#include <stdlib.h>

enum { FACTS = 16, SELECTS_MOST = 200, TERMS = 32, DEEP = 4 };

/* Conditions that hold, or do not. */
struct facts { Expr cond[FACTS]; bool holds[FACTS]; unsigned n; };

/* Both sides of a true `and` hold, of a false `or` neither does. */
static void learn(const struct dag *g, struct facts *f, Expr cond, bool holds)
{
    unsigned from = f->n;

    f->cond[f->n] = cond;
    f->holds[f->n++] = holds;
    for (; from < f->n; from++) {
        const struct node *n = dag_at(g, f->cond[from]);
        bool both = n->op == (f->holds[from] ? DAG_AND : DAG_OR);
        unsigned kids = both ? 2 : n->op == DAG_NOT ? 1 : 0;
        for (unsigned k = 0; k < kids && f->n < FACTS; k++) {
            f->cond[f->n] = (Expr){k == 0 ? n->a : n->b};
            f->holds[f->n++] = both ? f->holds[from] : !f->holds[from];
        }
    }
}

static Expr truth(struct dag *g, bool holds)
{
    Expr zero = dag_int(g, 0), other = dag_int(g, !holds);

    return dag_compare(g, DAG_IEQ, zero, other);
}

static Expr known(struct dag *g, const struct facts *f, Expr e)
{
    for (unsigned k = 0; k < f->n; k++)
        if (expr_same(f->cond[k], e))
            return truth(g, f->holds[k]);
    return e;
}

/* The node with other children. */
static Expr rebuilt(struct dag *g, uint32_t i, const uint32_t *list, size_t n,
                    const Expr *done)
{
    struct node at = g->nodes.at[i];
    Expr kid[3] = {{0}, {0}, {0}};
    bool changed = false;

    for (unsigned k = dag_children(&at, kid); k-- > 0;) {
        Expr to = done[dag_place(list, n, kid[k])];
        changed |= !expr_same(to, kid[k]);
        kid[k] = to;
    }
    return changed ? dag_rebuild(g, &at, kid) : (Expr){i};
}

/* e with each node replaced by `change` of it, children first. */
static Expr replace(struct dag *g, Expr e,
                    Expr (*change)(struct dag *g, const void *with, Expr e),
                    const void *with)
{
    uint32_t *list;
    size_t n = dag_reach(g, &e, 1, &list);
    Expr *done = calloc(n + 1, sizeof *done), out;

    if (!done)
        base_no_memory();
    for (size_t k = 0; k < n; k++)
        done[k] = change(g, with, rebuilt(g, list[k], list, k, done));
    out = done[n - 1];
    free(done);
    free(list);
    return out;
}

static Expr put_known(struct dag *g, const void *with, Expr e)
{
    return dag_at(g, e)->type == TYPE_BOOL ? known(g, with, e) : e;
}

static Expr assume(struct dag *g, Expr e, Expr cond, bool holds)
{
    struct facts f = {.n = 0};

    learn(g, &f, cond, holds);
    return replace(g, e, put_known, &f);
}

static Expr decide(struct dag *g, const void *with, Expr e)
{
    struct node n = *dag_at(g, e);
    unsigned *left = *(unsigned *const *)with;
    Expr yes, no;

    if (n.op != DAG_SELECT || *left == 0)
        return e;
    --*left;
    yes = assume(g, (Expr){n.b}, (Expr){n.a}, true);
    no = assume(g, (Expr){n.c}, (Expr){n.a}, false);
    return dag_select(g, (Expr){n.a}, yes, no);
}

/* ---- sums of cases ------------------------------------------------------ */

/* The terms of a sum, the last first; how many, or 0: too many. */
static unsigned terms_of(const struct dag *g, Expr sum, Expr *term)
{
    Expr todo[TERMS] = {sum};
    unsigned n = 1, out = 0;

    while (n > 0) {
        Expr e = todo[--n];
        const struct node *at = dag_at(g, e);
        if (out + n + 2 > TERMS)
            return 0;
        if (at->op == DAG_OF(OP_Add)) {
            todo[n++] = (Expr){at->a};
            todo[n++] = (Expr){at->b};
        } else {
            term[out++] = e;
        }
    }
    return out;
}

/* Terms k and before it that have its condition, as one; false: only k has. */
static bool same_case(struct dag *g, Expr *term, unsigned k)
{
    struct node n = *dag_at(g, term[k]);
    Expr yes = {n.b}, no = {n.c};
    bool any = false;

    for (unsigned i = k; n.op == DAG_SELECT && i-- > 0;) {
        struct node m = *dag_at(g, term[i]);
        if (!term[i].i || m.op != DAG_SELECT || m.a != n.a)
            continue;
        yes = dag_op2(g, OP_Add, yes, (Expr){m.b});
        no = dag_op2(g, OP_Add, no, (Expr){m.c});
        term[i] = EXPR_NONE;
        any = true;
    }
    if (any)
        term[k] = dag_select(g, (Expr){n.a}, yes, no);
    return any;
}

/* (if c then a else 0) + (if c then 0 else b) is if c then a else b. */
static Expr join(struct dag *g, const void *with, Expr e)
{
    Expr term[TERMS], sum = EXPR_NONE;
    unsigned n = dag_at(g, e)->op == DAG_OF(OP_Add) ? terms_of(g, e, term) : 0;
    bool any = false;

    (void)with;
    for (unsigned k = n; k-- > 0;) {
        if (!term[k].i)
            continue;
        any |= same_case(g, term, k);
        sum = sum.i ? dag_op2(g, OP_Add, sum, term[k]) : term[k];
    }
    return any ? sum : e;
}

Expr cases(struct dag *g, Expr e)
{
    unsigned left = SELECTS_MOST, *with = &left;

    for (unsigned k = 0; k < DEEP; k++)
        e = replace(g, e, join, NULL);
    return replace(g, e, decide, &with);
}

Expr where_not_zero(struct dag *g, Expr e, Expr value)
{
    for (unsigned k = 0; k < FACTS; k++) {
        struct node n = *dag_at(g, value);
        bool yes = n.op == DAG_SELECT && dag_is_num(g, (Expr){n.c}, 0);
        if (n.op != DAG_SELECT || (!yes && !dag_is_num(g, (Expr){n.b}, 0)))
            break;
        e = assume(g, e, (Expr){n.a}, yes);
        value = (Expr){yes ? n.b : n.c};
    }
    return e;
}
