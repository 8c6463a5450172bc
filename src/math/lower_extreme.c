/*
 * lower_extreme.c -- whole numbers: behind real ones, and how small and large
 * they can be over the ranges of indices and of whole data.
 */
#include "lowering.h"

#include <math.h>
#include <stdlib.h>

Expr put_var(struct lower *l, Expr e, unsigned var, Expr by)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = by;
    return dag_rewrite(l->g, e, &how);
}

/* ---- whole numbers behind real ones ------------------------------------- */

/* The one that is taken: a where a < b. */
static Expr chosen(struct lower *l, Expr a, Expr b)
{
    return dag_select(l->g, dag_compare(l->g, DAG_ILT, a, b), a, b);
}

static Expr whole_node(void *caller, Expr e, const Expr kid[3])
{
    struct lower *l = caller;
    struct node n = *dag_at(l->g, e);
    double x;

    if (n.type != TYPE_REAL)
        return e;
    if (n.op == DAG_CONST) {
        x = dag_value(l->g, e);
        return x == floor(x) && fabs(x) < 9e15 ? dag_int(l->g, (int64_t)x)
                                               : EXPR_NONE;
    }
    if (n.op == DAG_REAL)
        return (Expr){n.a};
    if (n.op == DAG_SELECT && kid[1].i && kid[2].i)
        return dag_select(l->g, (Expr){n.a}, kid[1], kid[2]);
    if (!kid[0].i || n.op < DAG_FIRST_OP)
        return EXPR_NONE;
    switch (OP_OF(n.op)) {
    case OP_Neg: return dag_isub(l->g, dag_int(l->g, 0), kid[0]);
    case OP_Add: return kid[1].i ? dag_iadd(l->g, kid[0], kid[1]) : kid[1];
    case OP_Sub: return kid[1].i ? dag_isub(l->g, kid[0], kid[1]) : kid[1];
    case OP_Mul: return kid[1].i ? dag_imul(l->g, kid[0], kid[1]) : kid[1];
    case OP_Min: return kid[1].i ? chosen(l, kid[0], kid[1]) : kid[1];
    case OP_Max: return kid[1].i ? chosen(l, kid[1], kid[0]) : kid[1];
    default: return EXPR_NONE;
    }
}

Expr whole_of(struct lower *l, Expr e)
{
    return dag_fold(l->g, e, whole_node, l);
}

/* ---- signs -------------------------------------------------------------- */

static bool is_size(const struct dag *g, Expr e)
{
    while (dag_at(g, e)->op == DAG_IMUL) {
        if (dag_at(g, (Expr){dag_at(g, e)->b})->op != DAG_SIZE)
            return false;
        e = (Expr){dag_at(g, e)->a};
    }
    return dag_at(g, e)->op == DAG_SIZE;
}

/* The sign of a constant, of a size, or of a constant times sizes; 2: any. */
static int term_sign(const struct dag *g, Expr e)
{
    const struct node *n = dag_at(g, e);
    int64_t v = 1;

    if (n->op == DAG_INT)
        v = dag_int_value(g, e);
    else if (n->op == DAG_IMUL && dag_is_int(g, (Expr){n->a}) &&
             is_size(g, (Expr){n->b}))
        v = dag_int_value(g, (Expr){n->a});
    else if (!is_size(g, e))
        return 2;
    return v > 0 ? 1 : v < 0 ? -1 : 0;
}

int sign_known(const struct dag *g, Expr e)
{
    bool up = true, down = true, below = false;

    for (bool more = true; more;) {
        const struct node *n = dag_at(g, e);
        Expr term = n->op == DAG_IADD ? (Expr){n->b} : e;
        int sign = term_sign(g, term);
        up &= sign == 0 || sign == 1;
        down &= sign == 0 || sign == -1;
        below |= dag_is_int(g, term) && sign == -1;
        more = n->op == DAG_IADD;
        e = (Expr){n->a};
    }
    return up ? 1 : down && below ? 0 : -1;
}

/* ---- extremes ----------------------------------------------------------- */

enum { PROBE = DAG_INDEX_VARS - 1, ATOMS = 64, NESTED = 8 };

static Expr replace_node(struct lower *l, Expr e, Expr from, Expr to)
{
    uint32_t *list;
    size_t n = dag_reach(l->g, &e, 1, &list);
    Expr *done = calloc(n, sizeof *done), out;

    if (!done)
        abort();
    for (size_t k = 0; k < n; k++) {
        struct node at = l->g->nodes.at[list[k]];
        Expr kid[3], now[3] = {{0}, {0}, {0}};
        unsigned kids = dag_children(&at, kid);
        bool changed = false;
        for (unsigned j = 0; j < kids; j++) {
            now[j] = done[dag_place(list, k, kid[j])];
            changed |= !expr_same(now[j], kid[j]);
        }
        done[k] = list[k] == from.i ? to
                  : changed ? dag_rebuild(l->g, &at, now) : (Expr){list[k]};
    }
    out = done[n - 1];
    free(done);
    free(list);
    return out;
}

Expr find_atom(struct lower *l, Expr e)
{
    VEC(Expr) todo = {0};
    Expr found = EXPR_NONE;

    vec_push(&todo, e);
    while (todo.n > 0 && !found.i) {
        Expr at = todo.at[--todo.n];
        const struct node *n = dag_at(l->g, at);
        if (n->op == DAG_LOAD || n->op == DAG_IDIV || n->op == DAG_IMOD ||
            n->op == DAG_SELECT)
            found = at;
        if (n->op != DAG_IADD && n->op != DAG_IMUL)
            continue;
        vec_push(&todo, ((Expr){n->a}));
        vec_push(&todo, ((Expr){n->b}));
    }
    vec_free(&todo);
    return found;
}

static Expr extreme(struct lower *l, Expr e, bool greatest, unsigned depth);

static Expr atom_extreme(struct lower *l, Expr atom, bool greatest,
                         unsigned depth)
{
    struct node n = *dag_at(l->g, atom);
    const struct array *a;
    Expr x, y;

    if (n.op == DAG_LOAD) {
        a = &l->p->arrays.at[n.a];
        return a->integer ? greatest ? a->most : a->least : EXPR_NONE;
    }
    if (n.op == DAG_SELECT) {
        x = extreme(l, (Expr){n.b}, greatest, depth + 1);
        y = extreme(l, (Expr){n.c}, greatest, depth + 1);
        if (!x.i || !y.i)
            return EXPR_NONE;
        if (sign_known(l->g, dag_isub(l->g, x, y)) == 1)
            return greatest ? x : y;
        return sign_known(l->g, dag_isub(l->g, y, x)) == 1 ? greatest ? y : x
                                                           : EXPR_NONE;
    }
    if (!dag_is_int(l->g, (Expr){n.b}) ||
        dag_int_value(l->g, (Expr){n.b}) <= 0)
        return EXPR_NONE;
    if (n.op == DAG_IMOD)
        return dag_int(l->g, greatest ? dag_int_value(l->g, (Expr){n.b}) - 1
                                      : 0);
    x = extreme(l, (Expr){n.a}, greatest, depth + 1);
    return x.i ? dag_int2(l->g, DAG_IDIV, x, (Expr){n.b}) : EXPR_NONE;
}

/*
 * e with var at the end where e is greatest (or least): `first` or `last`.
 * None where e is not affine in var, or its slope has no known sign.
 */
static Expr put_end(struct lower *l, Expr e, unsigned var, Expr first,
                    Expr last, bool greatest)
{
    Expr e0 = put_var(l, e, var, dag_int(l->g, 0));
    Expr e1 = put_var(l, e, var, dag_int(l->g, 1));
    Expr e2 = put_var(l, e, var, dag_int(l->g, 2));
    Expr slope = dag_isub(l->g, e1, e0);
    bool rises = sign_known(l->g, slope) == 1;
    Expr down = dag_isub(l->g, dag_int(l->g, 0), slope);

    if (!expr_same(slope, dag_isub(l->g, e2, e1)) ||
        dag_at(l->g, slope)->free ||
        (!rises && sign_known(l->g, down) != 1))
        return EXPR_NONE;
    return put_var(l, e, var, rises == greatest ? last : first);
}

/* e without data elements, div, mod and choices: at their extremes. */
static Expr put_atoms(struct lower *l, Expr e, bool greatest, unsigned depth)
{
    for (unsigned k = 0; k < ATOMS && e.i; k++) {
        Expr atom = find_atom(l, e), first, last;
        if (!atom.i)
            return e;
        first = atom_extreme(l, atom, false, depth);
        last = atom_extreme(l, atom, true, depth);
        if (!first.i || !last.i)
            return EXPR_NONE;
        e = replace_node(l, e, atom, dag_index(l->g, PROBE));
        e = put_end(l, e, PROBE, first, last, greatest);
    }
    return EXPR_NONE;
}

/* Innermost index first, since counts may use outer indices. */
static Expr extreme(struct lower *l, Expr e, bool greatest, unsigned depth)
{
    if (depth > NESTED)
        return EXPR_NONE;
    e = put_atoms(l, e, greatest, depth);
    for (size_t k = l->open.n; k-- > 0 && e.i;) {
        const struct open_index o = l->open.at[k];
        Expr last;
        if (!(dag_at(l->g, e)->free >> o.var & 1))
            continue;
        last = dag_plus(l->g, o.count, -1);
        e = put_end(l, e, o.var, dag_int(l->g, 0), last, greatest);
        if (e.i)
            e = put_atoms(l, e, greatest, depth);
    }
    return e;
}

Expr index_extreme(struct lower *l, Expr e, bool greatest)
{
    Expr out = extreme(l, e, greatest, 0);

    return out.i && !dag_at(l->g, out)->free ? out : EXPR_NONE;
}
