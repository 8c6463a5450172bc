/*
 * diff_tidy.c -- the same value in the form in which people write it: factors
 * and terms that are alike are put together, whole coefficients first, 2*x and
 * not x + x.  For printing only: the nodes are built as they are to stand, not
 * by the smart constructors, which order operands by age.
 */
#include "diff.h"

#include <math.h>
#include <stdlib.h>

enum { MOST = 48 };          /* terms, factors; what has more stays as it is */

/* sign * num / den * up[0]^e ... / (down[0]^e ...) */
struct factor { Expr base; int power; };
struct product {
    double num, den;
    bool minus, fits;
    struct factor up[MOST], down[MOST];
    unsigned ups, downs;
};

static Expr raw2(struct dag *g, enum op op, Expr a, Expr b)
{
    return dag_node(g, DAG_OF(op), TYPE_REAL, a.i, b.i, 0);
}

static bool whole(double v)
{
    return v == floor(v) && fabs(v) < 1e15;
}

/* ---- products ----------------------------------------------------------- */

static void put_factor(struct factor *list, unsigned *n, struct factor f,
                       bool *fits)
{
    for (unsigned k = 0; k < *n; k++)
        if (expr_same(list[k].base, f.base)) {
            list[k].power += f.power;
            return;
        }
    if (*n == MOST)
        *fits = false;
    else
        list[(*n)++] = f;
}

/* A folded 1/99 is written as a division; a number of the text stays. */
static bool is_fraction(const struct dag *g, Expr e)
{
    double v = dag_value(g, e), below = v != 0 ? round(1 / v) : 0;

    return (!dag_at(g, e)->c || v == 0.5) && fabs(v) < 1 && fabs(below) < 1e9 &&
           below != 0 && 1 / below == v;
}

static void take_number(struct product *p, double v, bool below)
{
    double *at = below ? &p->den : &p->num;

    p->minus ^= v < 0;
    *at *= fabs(v);
    p->fits &= *at < 1e15;
}

static void take_atom(struct dag *g, struct product *p, Expr e, bool below)
{
    struct node n = *dag_at(g, e);
    struct factor f = {e, 1};

    if (n.op == DAG_OF(OP_Pow) && dag_is_const(g, (Expr){n.b}) &&
        whole(dag_value(g, (Expr){n.b})) &&
        fabs(dag_value(g, (Expr){n.b})) > 0 &&
        fabs(dag_value(g, (Expr){n.b})) < 100) {
        f.base = (Expr){n.a};
        f.power = (int)fabs(dag_value(g, (Expr){n.b}));
        below ^= dag_value(g, (Expr){n.b}) < 0;
    }
    if (below)
        put_factor(p->down, &p->downs, f, &p->fits);
    else
        put_factor(p->up, &p->ups, f, &p->fits);
}

static void take_factors(struct dag *g, struct product *p, Expr e)
{
    struct { Expr e; bool below; } todo[2 * MOST] = {{e, false}};
    unsigned n = 1;

    while (n > 0 && p->fits) {
        Expr at = todo[--n].e;
        bool below = todo[n].below;
        struct node node = *dag_at(g, at);
        bool two = node.op == DAG_OF(OP_Mul) || node.op == DAG_OF(OP_Div);
        if (dag_is_const(g, at) && whole(dag_value(g, at)) &&
            (dag_value(g, at) != 0 || !below)) {
            take_number(p, dag_value(g, at), below);
        } else if (dag_is_const(g, at) && is_fraction(g, at)) {
            take_number(p, round(1 / dag_value(g, at)), !below);
        } else if (node.op == DAG_OF(OP_Neg)) {
            p->minus = !p->minus;
            todo[n].e = (Expr){node.a};
            todo[n++].below = below;
        } else if (two && n + 2 <= 2 * MOST) {
            todo[n].e = (Expr){node.b};
            todo[n++].below = below ^ (node.op == DAG_OF(OP_Div));
            todo[n].e = (Expr){node.a};
            todo[n++].below = below;
        } else {
            take_atom(g, p, at, below);
        }
    }
    p->fits &= n == 0;
}

static double common(double a, double b)
{
    while (b != 0) {
        double r = fmod(a, b);
        a = b;
        b = r;
    }
    return a;
}

/* x^3 / x is x^2; x / x stays, it has no value at 0. */
static void cancel(struct product *p)
{
    double by = common(p->num, p->den);

    if (by > 1) {
        p->num /= by;
        p->den /= by;
    }
    for (unsigned i = 0; i < p->ups; i++)
        for (unsigned k = 0; k < p->downs; k++) {
            int a = p->up[i].power, b = p->down[k].power;
            if (!expr_same(p->up[i].base, p->down[k].base) || a == b)
                continue;
            p->up[i].power = a > b ? a - b : 0;
            p->down[k].power = b > a ? b - a : 0;
        }
}

/* Numbers, then names, then elements, functions, sums. */
static int rank_of(const struct dag *g, Expr e)
{
    const struct node *n = dag_at(g, e);

    if (n->op == DAG_CONST)
        return 0;
    if (n->op == DAG_LOAD)
        return n->b ? 2 : 1;
    return n->op == DAG_OF(OP_Add) || n->op == DAG_OF(OP_Sub) ? 4 : 3;
}

static Expr powers(struct dag *g, Expr begin, const struct factor *f,
                   unsigned n)
{
    Expr e = begin;

    for (int rank = 0; rank <= 4; rank++)
        for (unsigned k = 0; k < n; k++) {
            Expr x = f[k].base;
            if (rank_of(g, x) != rank || f[k].power == 0)
                continue;
            if (f[k].power > 1)
                x = raw2(g, OP_Pow, x, dag_num(g, f[k].power));
            e = e.i ? raw2(g, OP_Mul, e, x) : x;
        }
    return e;
}

/* The product without its sign and, when asked, without its numerator. */
static Expr write_product(struct dag *g, const struct product *p, bool num)
{
    Expr up = num && p->num != 1 ? dag_num(g, p->num) : EXPR_NONE;
    Expr down = p->den != 1 ? dag_num(g, p->den) : EXPR_NONE;

    up = powers(g, up, p->up, p->ups);
    down = powers(g, down, p->down, p->downs);
    if (!up.i)
        up = dag_num(g, 1);
    return down.i ? raw2(g, OP_Div, up, down) : up;
}

static bool product_of(struct dag *g, Expr e, struct product *p)
{
    p->num = p->den = 1;
    p->minus = false;
    p->fits = true;
    p->ups = p->downs = 0;
    take_factors(g, p, e);
    if (p->fits)
        cancel(p);
    return p->fits;
}

static Expr negative(struct dag *g, Expr e, bool minus)
{
    if (!minus)
        return e;
    if (dag_is_const(g, e))
        return dag_num(g, -dag_value(g, e));
    return dag_node(g, DAG_OF(OP_Neg), TYPE_REAL, e.i, 0, 0);
}

static Expr tidy_product(struct dag *g, Expr e)
{
    struct product p;

    if (!product_of(g, e, &p))
        return e;
    if (p.num == 0)
        return dag_num(g, 0);
    return negative(g, write_product(g, &p, true), p.minus);
}

/* ---- sums --------------------------------------------------------------- */

struct term { Expr rest; double by; };
struct sum { struct term term[MOST]; unsigned n; bool fits; };

static void take_term(struct dag *g, struct sum *s, Expr e, bool minus)
{
    struct product p;
    struct term t = {e, 1};

    if (product_of(g, e, &p)) {
        t.rest = write_product(g, &p, false);
        t.by = p.minus ? -p.num : p.num;
    }
    t.by = minus ? -t.by : t.by;
    for (unsigned k = 0; k < s->n; k++)
        if (expr_same(s->term[k].rest, t.rest)) {
            s->term[k].by += t.by;
            return;
        }
    if (s->n == MOST)
        s->fits = false;
    else
        s->term[s->n++] = t;
}

static void take_terms(struct dag *g, struct sum *s, Expr e)
{
    struct { Expr e; bool minus; } todo[2 * MOST] = {{e, false}};
    unsigned n = 1;

    while (n > 0 && s->fits) {
        Expr at = todo[--n].e;
        bool minus = todo[n].minus;
        struct node node = *dag_at(g, at);
        bool two = node.op == DAG_OF(OP_Add) || node.op == DAG_OF(OP_Sub);
        if (node.op == DAG_OF(OP_Neg)) {
            todo[n].e = (Expr){node.a};
            todo[n++].minus = !minus;
        } else if (two && n + 2 <= 2 * MOST) {
            todo[n].e = (Expr){node.b};
            todo[n++].minus = minus ^ (node.op == DAG_OF(OP_Sub));
            todo[n].e = (Expr){node.a};
            todo[n++].minus = minus;
        } else {
            take_term(g, s, at, minus);
        }
    }
    s->fits &= n == 0;
}

static Expr write_term(struct dag *g, const struct term *t)
{
    double by = fabs(t->by);

    if (by == 1)
        return t->rest;
    return tidy_product(g, raw2(g, OP_Mul, dag_num(g, by), t->rest));
}

static Expr tidy_sum(struct dag *g, Expr e)
{
    struct sum s = {.fits = true};
    Expr out = EXPR_NONE;
    unsigned first = 0;

    take_terms(g, &s, e);
    if (!s.fits)
        return e;
    while (first + 1 < s.n && s.term[first].by <= 0)
        first++;
    if (s.n == 0 || s.term[first].by < 0)
        first = 0;
    for (unsigned k = 0; k < s.n; k++) {
        unsigned at = k == 0 ? first : k <= first ? k - 1 : k;
        const struct term *t = &s.term[at];
        if (t->by == 0)
            continue;
        out = !out.i ? negative(g, write_term(g, t), t->by < 0)
              : raw2(g, t->by < 0 ? OP_Sub : OP_Add, out, write_term(g, t));
    }
    return out.i ? out : dag_num(g, 0);
}

/* ---- all ---------------------------------------------------------------- */

/* i - 1 == j - 1 is i == j: the constants of whole numbers cancel; and
   i - 1 < j is i <= j. */
static Expr tidy_whole(struct dag *g, Expr e)
{
    struct node n = *dag_at(g, e);
    Expr side[2] = {{n.a}, {n.b}}, plain[2];
    int64_t by[2] = {0, 0};

    for (int k = 0; k < 2; k++) {
        struct node at = *dag_at(g, side[k]);
        plain[k] = side[k];
        if (at.op != DAG_IADD || !dag_is_int(g, (Expr){at.b}))
            continue;
        by[k] = dag_int_value(g, (Expr){at.b});
        plain[k] = (Expr){at.a};
    }
    if (n.op == DAG_ILT && by[0] + 1 == by[1])
        n.op = DAG_ILE;
    else if (by[0] != by[1])
        return e;
    return dag_node(g, n.op, n.type, plain[0].i, plain[1].i, 0);
}

static Expr tidy_one(struct dag *g, Expr e)
{
    unsigned op = dag_at(g, e)->op;

    if (op == DAG_ILT || op == DAG_ILE || op == DAG_IEQ)
        return tidy_whole(g, e);
    if (op == DAG_OF(OP_Add) || op == DAG_OF(OP_Sub))
        return tidy_sum(g, e);
    if (op == DAG_OF(OP_Mul) || op == DAG_OF(OP_Div) || op == DAG_OF(OP_Neg))
        return tidy_product(g, e);
    return e;
}

static uint32_t tidied(const uint32_t *list, size_t n, const Expr *done,
                       uint32_t kid)
{
    size_t p = dag_place(list, n, (Expr){kid});

    return p < n ? done[p].i : kid;
}

Expr tidy(struct dag *g, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(g, &e, 1, &list);
    Expr *done = calloc(n + 1, sizeof *done), out;

    if (!done)
        base_no_memory();
    for (size_t k = 0; k < n; k++) {
        struct node at = g->nodes.at[list[k]];
        bool leaf = at.op < DAG_ILT || at.type == TYPE_INT;
        done[k] = (Expr){list[k]};
        if (leaf)
            continue;
        done[k] = tidy_one(g, dag_node(g, at.op, at.type,
                                       tidied(list, k, done, at.a),
                                       tidied(list, k, done, at.b),
                                       tidied(list, k, done, at.c)));
    }
    out = done[n - 1];
    free(done);
    free(list);
    return out;
}
