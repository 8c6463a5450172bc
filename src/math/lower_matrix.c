/*
 * lower_matrix.c -- whole arrays: `@`, the transpose, dot, norm, cross.
 *
 * A product is a sum over the inner index.  Where that has at most UNROLLED
 * terms they are written out, so that a rotation is straight-line code whose
 * known elements fold; else it is lifted like any sum, and the indices of the
 * result stay free.
 */
#include "lowering.h"

#include <string.h>

enum { UNROLLED = 4 };

const char *lower_text(struct lower *l, Ast at)
{
    struct span s = ast_at(l->t, at)->span;
    const char *text = l->t->src->text;

    if (s.hi - s.lo > 60)
        return "...";
    return arena_strndup(l->arena, text + s.lo, s.hi - s.lo);
}

/* v with element variable `var` at k, and the later ones as they are. */
static Expr element_at(struct lower *l, const struct value *v, unsigned var,
                       Expr k)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = k;
    return dag_rewrite(l->g, v->e, &how);
}

/* ---- products --------------------------------------------------------- */

/* a's last index and b's first at k; b's second follows a's first. */
static Expr product_term(struct lower *l, const struct value *a,
                         const struct value *b, Expr k)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    Expr left = element_at(l, a, a->rank - 1, k);

    to[0] = k;
    if (b->rank == 2)
        to[1] = dag_index(l->g, a->rank - 1);
    return dag_op2(l->g, OP_Mul, left, dag_rewrite(l->g, b->e, &how));
}

static Expr product_unrolled(struct lower *l, const struct value *a,
                             const struct value *b, int64_t n)
{
    Expr sum = EXPR_NONE;

    for (int64_t k = 0; k < n; k++) {
        Expr term = product_term(l, a, b, dag_int(l->g, k));
        sum = sum.i ? dag_op2(l->g, OP_Add, sum, term) : term;
    }
    return sum;
}

/* The sum over an index of its own, that nothing else can name. */
static struct value product_lifted(struct lower *l, Ast at, struct value out,
                                   const struct value *a,
                                   const struct value *b)
{
    size_t before = l->open.n;
    unsigned var = (unsigned)(DAG_ELEMENT_DIMS + before);
    struct open_index o = {.var = var, .lo = dag_int(l->g, 0),
                           .count = b->count[0]};

    if (var >= DAG_INDEX_VARS)
        return lower_fail(l, "E0245", at, "loops are nested too deep here");
    out.e = product_term(l, a, b, dag_index(l->g, var));
    vec_push(&l->open, o);
    out = lower_reduce(l, at, EFFECT_SUM, out, before, false);
    l->open.n = before;
    return out;
}

static struct value product(struct lower *l, Ast at, const struct value *a,
                            const struct value *b)
{
    struct value out = {.rank = a->rank + b->rank - 2};
    int64_t n = dag_is_int(l->g, b->count[0])
                    ? dag_int_value(l->g, b->count[0]) : 0;

    for (unsigned k = 0; k + 1 < a->rank; k++) {
        out.lo[k] = a->lo[k];
        out.count[k] = a->count[k];
    }
    if (b->rank == 2) {
        out.lo[out.rank - 1] = b->lo[1];
        out.count[out.rank - 1] = b->count[1];
    }
    if (n < 1 || n > UNROLLED)
        return product_lifted(l, at, out, a, b);
    out.e = product_unrolled(l, a, b, n);
    return out;
}

static bool product_fits(const struct value *a, unsigned ka,
                         const struct value *b, unsigned kb)
{
    return expr_same(a->lo[ka], b->lo[kb]) &&
           expr_same(a->count[ka], b->count[kb]);
}

static struct value product_refused(struct lower *l, Ast at,
                                    const struct value *a,
                                    const struct value *b)
{
    Ast left = ast_kid(l->t, at), right = ast_next(l->t, left);
    const char *of_a = shape_text(l, a), *of_b = shape_text(l, b);
    struct value bad = lower_fail(l, "E0260", at, "there is no matrix product "
        "of %s and %s: the left's last range must be the right's first",
        of_a, of_b);
    int m = last_message(l);

    if (a->rank == 2 && product_fits(a, 0, b, 0))
        diag_help(l->d, m, "did you mean `%s' @ %s`?", lower_text(l, left),
                  lower_text(l, right));
    else if (b->rank == 2 && product_fits(a, a->rank - 1, b, 1))
        diag_help(l->d, m, "did you mean `%s @ %s'`?", lower_text(l, left),
                  lower_text(l, right));
    else if (expr_same(a->count[a->rank - 1], b->count[0]))
        diag_help(l->d, m, "both have as many elements, numbered differently; "
                  "a slice counts from 1");
    else
        size_help(l, a->count[a->rank - 1], b->count[0]);
    return bad;
}

struct value value_product(struct lower *l, Ast at, const struct value *a,
                           const struct value *b)
{
    if (value_bad(a) || value_bad(b))
        return value_of(EXPR_NONE);
    if (a->rank == 0 || b->rank == 0 || a->rank > 2 || b->rank > 2) {
        const char *of_a = shape_text(l, a), *of_b = shape_text(l, b);
        struct value bad = lower_fail(l, "E0260", at, "`@` multiplies matrices "
            "and vectors: the left is %s, the right is %s", of_a, of_b);
        if (a->rank == 0 || b->rank == 0)
            diag_help(l->d, last_message(l), "a product with a number is "
                      "written `*`");
        return bad;
    }
    if (!product_fits(a, a->rank - 1, b, 0))
        return product_refused(l, at, a, b);
    return product(l, at, a, b);
}

/* ---- transpose -------------------------------------------------------- */

struct value value_transpose(struct lower *l, Ast at, const struct value *v)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    struct value out = *v, bad;

    if (value_bad(v) || v->rank == 1)
        return out;
    if (v->rank != 2) {
        bad = lower_fail(l, "E0261", at, "`'` is the transpose of a matrix, "
                         "and this is %s%s", v->rank ? "an array " : "",
                         shape_text(l, v));
        if (v->rank == 0)
            diag_help(l->d, last_message(l), "a derivative is written "
                      "`diff(%s, x)`", lower_text(l, ast_kid(l->t, at)));
        return bad;
    }
    to[0] = dag_index(l->g, 1);
    to[1] = dag_index(l->g, 0);
    out.e = dag_rewrite(l->g, v->e, &how);
    out.lo[0] = v->lo[1];
    out.lo[1] = v->lo[0];
    out.count[0] = v->count[1];
    out.count[1] = v->count[0];
    return out;
}

/* ---- dot, norm, cross ------------------------------------------------- */

static struct value call_dot(struct lower *l, Ast at, const struct value *v)
{
    const char *first, *second;

    if (v[0].rank == 1 && v[1].rank == 1 && product_fits(&v[0], 0, &v[1], 0))
        return product(l, at, &v[0], &v[1]);
    first = shape_text(l, &v[0]);
    second = shape_text(l, &v[1]);
    return lower_fail(l, "E0262", at, "`dot` takes two vectors of one range: "
                      "the first is %s, the second is %s", first, second);
}

static struct value call_norm(struct lower *l, Ast at, const struct value *v)
{
    struct value squares = *v;

    if (v->rank == 0) {
        struct value bad = lower_fail(l, "E0262", at, "`norm` takes an array, "
                                      "and this is a number");
        diag_help(l->d, last_message(l), "write `abs(...)`");
        return bad;
    }
    if (v->rank == 1) {
        squares = product(l, at, v, v);
    } else {
        squares.e = dag_op2(l->g, OP_Mul, v->e, v->e);
        squares = lower_reduce(l, at, EFFECT_SUM, squares, l->open.n, false);
    }
    if (!value_bad(&squares))
        squares.e = dag_op1(l->g, OP_Sqrt, squares.e);
    return squares;
}

static bool is_triple(struct lower *l, const struct value *v)
{
    return v->rank == 1 && dag_is_int(l->g, v->count[0]) &&
           dag_int_value(l->g, v->count[0]) == 3;
}

static struct value call_cross(struct lower *l, Ast at, const struct value *v)
{
    Expr a[3], b[3], c[3];
    struct value out = v[0];

    if (!is_triple(l, &v[0]) || !is_triple(l, &v[1]) ||
        !product_fits(&v[0], 0, &v[1], 0)) {
        const char *first = shape_text(l, &v[0]);
        return lower_fail(l, "E0262", at, "`cross` takes two vectors of three "
                          "elements: the first is %s, the second is %s",
                          first, shape_text(l, &v[1]));
    }
    for (int k = 0; k < 3; k++) {
        a[k] = element_at(l, &v[0], 0, dag_int(l->g, k));
        b[k] = element_at(l, &v[1], 0, dag_int(l->g, k));
    }
    for (int k = 0; k < 3; k++) {
        int i = (k + 1) % 3, j = (k + 2) % 3;
        Expr plus = dag_op2(l->g, OP_Mul, a[i], b[j]);
        Expr minus = dag_op2(l->g, OP_Mul, a[j], b[i]);
        c[k] = dag_op2(l->g, OP_Sub, plus, minus);
    }
    out.e = choose_element(l->g, c, 3);
    return out;
}

static const struct whole_call {
    const char *name;
    size_t takes;
    struct value (*value)(struct lower *l, Ast at, const struct value *v);
} whole_calls[] = {
    {"dot", 2, call_dot}, {"norm", 1, call_norm}, {"cross", 2, call_cross},
};

bool value_whole_call(struct lower *l, Ast at, const struct value *v, size_t n,
                      struct value *out)
{
    const char *name = ast_at(l->t, at)->name;

    for (size_t k = 0; k < sizeof whole_calls / sizeof *whole_calls; k++) {
        const struct whole_call *c = &whole_calls[k];
        bool bad = false;
        if (strcmp(c->name, name) != 0 || c->takes != n)
            continue;
        for (size_t j = 0; j < n; j++)
            bad |= value_bad(&v[j]);
        *out = bad ? value_of(EXPR_NONE) : c->value(l, at, v);
        return true;
    }
    return false;
}
