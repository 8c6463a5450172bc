/*
 * dag_int.c -- integer expressions in normal form: a sum of products of atoms
 * with integer coefficients, sorted by node number, constant last.  So
 * (k + 1) - 1 is k, and two index maps are equal exactly when their nodes are.
 */
#include "dag.h"

#include <stdlib.h>

enum { TERMS = 24, FACTORS = 12 };

struct sum {
    struct { Expr atom; int64_t by; } term[TERMS];
    unsigned n;
    int64_t constant;
    bool fits;               /* false: too large for this form */
};

static void sum_term(struct sum *s, Expr atom, int64_t by)
{
    unsigned k = 0;

    while (k < s->n && s->term[k].atom.i < atom.i)
        k++;
    if (k < s->n && expr_same(s->term[k].atom, atom)) {
        s->fits &= !__builtin_add_overflow(s->term[k].by, by, &s->term[k].by);
        return;
    }
    if (s->n == TERMS) {
        s->fits = false;
        return;
    }
    for (unsigned j = s->n++; j > k; j--)
        s->term[j] = s->term[j - 1];
    s->term[k].atom = atom;
    s->term[k].by = by;
}

static void sum_constant(struct sum *s, int64_t v, int64_t by)
{
    int64_t p;

    s->fits &= !__builtin_mul_overflow(v, by, &p) &&
               !__builtin_add_overflow(s->constant, p, &s->constant);
}

/* s += by * e, where e is in normal form: a left-leaning chain of sums. */
static void sum_add(struct dag *g, struct sum *s, Expr e, int64_t by)
{
    for (;;) {
        const struct node *n = dag_at(g, e);
        Expr last = n->op == DAG_IADD ? (Expr){n->b} : e;
        const struct node *t = dag_at(g, last);

        if (t->op == DAG_INT) {
            sum_constant(s, dag_int_value(g, last), by);
        } else if (t->op == DAG_IMUL && dag_is_int(g, (Expr){t->a})) {
            int64_t p;
            s->fits &= !__builtin_mul_overflow(
                dag_int_value(g, (Expr){t->a}), by, &p);
            sum_term(s, (Expr){t->b}, s->fits ? p : 0);
        } else {
            sum_term(s, last, by);
        }
        if (n->op != DAG_IADD)
            return;
        e = (Expr){n->a};
    }
}

static Expr raw(struct dag *g, enum dag_op op, Expr a, Expr b)
{
    return dag_node(g, op, TYPE_INT, a.i, b.i, 0);
}

static Expr sum_build(struct dag *g, const struct sum *s)
{
    Expr e = EXPR_NONE;

    for (unsigned k = 0; k < s->n; k++) {
        Expr t = s->term[k].atom;
        if (s->term[k].by == 0)
            continue;
        if (s->term[k].by != 1)
            t = raw(g, DAG_IMUL, dag_int(g, s->term[k].by), t);
        e = e.i ? raw(g, DAG_IADD, e, t) : t;
    }
    if (!e.i)
        return dag_int(g, s->constant);
    return s->constant ? raw(g, DAG_IADD, e, dag_int(g, s->constant)) : e;
}

/* Two numbers, as of rows counted one by one; EXPR_NONE: they are none. */
static Expr iadd_numbers(struct dag *g, Expr a, Expr b, int64_t by)
{
    int64_t v;

    if (!dag_is_int(g, a) || !dag_is_int(g, b) ||
        __builtin_mul_overflow(dag_int_value(g, b), by, &v) ||
        __builtin_add_overflow(dag_int_value(g, a), v, &v))
        return EXPR_NONE;
    return dag_int(g, v);
}

static Expr iadd_scaled(struct dag *g, Expr a, Expr b, int64_t by)
{
    Expr number = iadd_numbers(g, a, b, by);
    struct sum s;

    if (number.i)
        return number;
    s.fits = true;
    s.constant = s.n = 0;
    sum_add(g, &s, a, 1);
    sum_add(g, &s, b, by);
    if (s.fits)
        return sum_build(g, &s);
    return raw(g, DAG_IADD, a, by == 1 ? b : raw(g, DAG_IMUL, dag_int(g, by), b));
}

Expr dag_iadd(struct dag *g, Expr a, Expr b)
{
    return iadd_scaled(g, a, b, 1);
}

Expr dag_isub(struct dag *g, Expr a, Expr b)
{
    return iadd_scaled(g, a, b, -1);
}

Expr dag_plus(struct dag *g, Expr i, int64_t by)
{
    return dag_iadd(g, i, dag_int(g, by));
}

Expr dag_exact_quotient(struct dag *g, Expr e, int64_t k)
{
    struct sum s = {.fits = true};

    sum_add(g, &s, e, 1);
    for (unsigned j = 0; j < s.n; j++) {
        s.fits &= s.term[j].by % k == 0;
        s.term[j].by /= k;
    }
    s.fits &= s.constant % k == 0;
    s.constant /= k;
    return s.fits ? sum_build(g, &s) : EXPR_NONE;
}

Expr dag_range_count(struct dag *g, Expr lo, Expr hi)
{
    return dag_plus(g, dag_isub(g, hi, lo), 1);
}

Expr dag_range_end(struct dag *g, Expr lo, Expr count)
{
    return dag_plus(g, dag_iadd(g, lo, count), -1);
}

Expr dag_mirror(struct dag *g, Expr i, Expr count)
{
    return dag_isub(g, dag_plus(g, count, -1), i);
}

Expr dag_offset(struct dag *g, Expr offset, Expr count, Expr i)
{
    return dag_iadd(g, dag_imul(g, offset, count), i);
}

/* The factors of an atom, appended; false when there are too many. */
static bool factors(const struct dag *g, Expr atom, Expr *out, unsigned *n)
{
    for (;;) {
        const struct node *t = dag_at(g, atom);
        bool product = t->op == DAG_IMUL && !dag_is_int(g, (Expr){t->a});

        if (*n == FACTORS)
            return false;
        out[(*n)++] = product ? (Expr){t->b} : atom;
        if (!product)
            return true;
        atom = (Expr){t->a};
    }
}

static Expr atom_product(struct dag *g, Expr x, Expr y)
{
    Expr f[FACTORS], e;
    unsigned n = 0;

    if (!factors(g, x, f, &n) || !factors(g, y, f, &n))
        return raw(g, DAG_IMUL, x, y);
    for (unsigned i = 1; i < n; i++)
        for (unsigned j = i; j > 0 && f[j].i < f[j - 1].i; j--) {
            Expr t = f[j];
            f[j] = f[j - 1];
            f[j - 1] = t;
        }
    e = f[0];
    for (unsigned i = 1; i < n; i++)
        e = raw(g, DAG_IMUL, e, f[i]);
    return e;
}

static void product_terms(struct dag *g, struct sum *out, const struct sum *a,
                          const struct sum *b)
{
    int64_t p;

    for (unsigned i = 0; i < a->n; i++) {
        for (unsigned j = 0; j < b->n; j++) {
            out->fits &= !__builtin_mul_overflow(a->term[i].by, b->term[j].by,
                                                 &p);
            sum_term(out, atom_product(g, a->term[i].atom, b->term[j].atom),
                     out->fits ? p : 0);
        }
        out->fits &= !__builtin_mul_overflow(a->term[i].by, b->constant, &p);
        sum_term(out, a->term[i].atom, out->fits ? p : 0);
    }
    for (unsigned j = 0; j < b->n; j++) {
        out->fits &= !__builtin_mul_overflow(b->term[j].by, a->constant, &p);
        sum_term(out, b->term[j].atom, out->fits ? p : 0);
    }
    sum_constant(out, a->constant, b->constant);
}

Expr dag_imul(struct dag *g, Expr a, Expr b)
{
    struct sum x = {.fits = true}, y = {.fits = true}, p = {.fits = true};

    sum_add(g, &x, a, 1);
    sum_add(g, &y, b, 1);
    if (x.fits && y.fits && (x.n + 1) * (y.n + 1) <= TERMS) {
        product_terms(g, &p, &x, &y);
        if (p.fits)
            return sum_build(g, &p);
    }
    return raw(g, DAG_IMUL, a, b);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;

    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

Expr dag_int2(struct dag *g, enum dag_op op, Expr a, Expr b)
{
    if (dag_is_int(g, b)) {
        int64_t v = dag_int_value(g, b);
        if (v == 1)
            return op == DAG_IDIV ? a : dag_int(g, 0);
        if (dag_is_int(g, a) && v != 0 && v != -1) {
            int64_t u = dag_int_value(g, a);
            return dag_int(g, op == DAG_IDIV ? floor_div(u, v)
                                             : u - floor_div(u, v) * v);
        }
    }
    return raw(g, op, a, b);
}

Expr dag_real(struct dag *g, Expr i)
{
    if (dag_at(g, i)->type == TYPE_REAL)
        return i;
    if (dag_is_int(g, i))
        return dag_num(g, (double)dag_int_value(g, i));
    return dag_node(g, DAG_REAL, TYPE_REAL, i.i, 0, 0);
}
