/*
 * exact_rows.c -- linear equations from the syntax tree, with exact
 * coefficients.
 *
 * First every node that is a constant gets its value, children before
 * parents.  Then each side is taken apart from the top: a node with the factor
 * in front of it, down to unknowns.  Both are loops with stacks of their own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "exact.h"

/* More than these steps for one file, or elements of families, is no check
 * before solving any more. */
enum { STEPS_MOST = 3000000, ELEMENTS_MOST = 4096 };

struct factor { Ast node; struct rational c; };

struct reader {
    struct exact *e;
    const struct model *m;
    const struct ast *t;
    uint32_t *value_of;          /* per node: its place in values, or 0 */
    uint32_t *unknown_of;        /* per symbol: its place in unknowns, or 0 */
    VEC(struct rational) values; /* [0] is not used */
    VEC(uint32_t) order;         /* scratch: parents before children */
    VEC(Ast) todo;
    VEC(struct factor) factors;
    VEC(struct exact_term) terms;
    struct rational constant;
    unsigned rank;               /* indices that have a value */
    Name index[EXACT_INDICES];
    int64_t at[EXACT_INDICES];
    size_t steps, elements;
};

static const struct rational zero = {.den = {1, 1, {1}}},
    one = {{1, 1, {1}}, {1, 1, {1}}}, minus = {{-1, 1, {1}}, {1, 1, {1}}};

/* ---- constants --------------------------------------------------------------- */

static const struct rational *value(const struct reader *r, Ast n)
{
    return r->value_of[n.i] ? &r->values.at[r->value_of[n.i]] : NULL;
}

static int index_find(const struct reader *r, Name name)
{
    for (unsigned k = 0; k < r->rank; k++)
        if (r->index[k] == name)
            return (int)k;
    return -1;
}

/* A name for one expression: a const, or a let in one part. */
static bool is_value(const struct symbol *v)
{
    return (v->kind == SYMBOL_CONST || v->kind == SYMBOL_LET) &&
           v->rank == 0 && !v->is_clause && v->next_clause == UINT32_MAX &&
           v->group == 0;
}

static bool name_value(const struct reader *r, Name name, struct rational *out)
{
    uint32_t s = model_symbol(r->m, name);
    int k = index_find(r, name);
    const struct rational *v;

    if (k >= 0) {
        *out = rational_of(r->at[k]);
        return true;
    }
    if (s == UINT32_MAX || !is_value(&r->m->symbols.at[s]))
        return false;
    v = value(r, r->m->symbols.at[s].init);
    if (v)
        *out = *v;
    return v != NULL;
}

static bool binary_value(const struct reader *r, Ast n, struct rational *out)
{
    Ast left = ast_kid(r->t, n);
    const struct rational *a = value(r, left);
    const struct rational *b = value(r, ast_next(r->t, left));
    int64_t power;

    if (!a || !b)
        return false;
    switch (ast_at(r->t, n)->op) {
    case AST_ADD: return rational_op('+', a, b, out);
    case AST_SUB: return rational_op('-', a, b, out);
    case AST_MUL: return rational_op('*', a, b, out);
    case AST_DIV: return rational_op('/', a, b, out);
    case AST_POW:
        return rational_is_whole(b, &power) && rational_power(a, power, out);
    default: return false;
    }
}

static bool node_value(const struct reader *r, Ast n, struct rational *out)
{
    const struct ast_node *x = ast_at(r->t, n);
    const struct rational *kid = x->kid ? value(r, (Ast){x->kid}) : NULL;

    switch (x->kind) {
    case AST_NUM: return rational_read(x->name, out);
    case AST_NAME: return name_value(r, x->name, out);
    case AST_BINARY: return binary_value(r, n, out);
    case AST_GROUP: case AST_UNARY:
        if (!kid || (x->kind == AST_UNARY && x->op == AST_NOT))
            return false;
        *out = *kid;
        return x->op != AST_NEG || rational_op('-', &zero, kid, out);
    default: return false;
    }
}

/* Give the constants below root their values. */
static void evaluate(struct reader *r, Ast root)
{
    struct rational v;

    r->order.n = 0;
    vec_push(&r->todo, root);
    while (r->todo.n > 0) {
        Ast n = r->todo.at[--r->todo.n];
        vec_push(&r->order, n.i);
        for (Ast k = ast_kid(r->t, n); k.i; k = ast_next(r->t, k))
            vec_push(&r->todo, k);
    }
    r->steps += r->order.n;
    for (size_t k = r->order.n; k-- > 0; ) {
        Ast n = {r->order.at[k]};
        r->value_of[n.i] = 0;
        if (!node_value(r, n, &v))
            continue;
        r->value_of[n.i] = (uint32_t)r->values.n;
        vec_push(&r->values, v);
    }
}

/* ---- linear forms ------------------------------------------------------------ */

static bool push(struct reader *r, Ast n, char op, const struct rational *a,
                 const struct rational *b)
{
    struct factor f = {n, *a};

    if (b && !rational_op(op, a, b, &f.c))
        return false;
    vec_push(&r->factors, f);
    return true;
}

static bool element(const struct reader *r, Ast n, uint32_t *var)
{
    Ast base = ast_kid(r->t, n), k;
    uint32_t s = model_symbol(r->m, ast_at(r->t, base)->name);
    const struct exact_unknown *u;
    int64_t flat = 0, at;
    unsigned dim = 0;

    if (ast_at(r->t, base)->kind != AST_NAME || s == UINT32_MAX ||
        !r->unknown_of[s])
        return false;
    u = &r->e->unknowns.at[r->unknown_of[s] - 1];
    for (k = ast_next(r->t, base); k.i; k = ast_next(r->t, k), dim++) {
        const struct rational *v = value(r, k);
        if (!u->known || dim >= u->rank || !v || !rational_is_whole(v, &at) ||
            at < u->lo[dim] || at >= u->lo[dim] + u->count[dim])
            return false;
        flat = flat * u->count[dim] + (at - u->lo[dim]);
    }
    *var = u->first + (uint32_t)flat;
    return dim == u->rank;
}

static void term(struct reader *r, uint32_t var, const struct rational *c)
{
    struct exact_term t = {var, *c};

    vec_push(&r->terms, t);
}

static bool take_name(struct reader *r, const struct factor *f)
{
    uint32_t s = model_symbol(r->m, ast_at(r->t, f->node)->name);
    const struct symbol *v;

    if (s == UINT32_MAX)
        return false;
    v = &r->m->symbols.at[s];
    if (v->rank > 0)
        return false;
    if (r->unknown_of[s]) {
        term(r, r->e->unknowns.at[r->unknown_of[s] - 1].first, &f->c);
        return true;
    }
    return v->kind == SYMBOL_LET && is_value(v) &&
           !ast_absent(r->t, v->init) && push(r, v->init, '*', &f->c, NULL);
}

static bool take_binary(struct reader *r, const struct factor *f)
{
    Ast left = ast_kid(r->t, f->node), right = ast_next(r->t, left);
    const struct rational *a = value(r, left), *b = value(r, right);

    switch (ast_at(r->t, f->node)->op) {
    case AST_ADD:
        return push(r, left, '*', &f->c, NULL) &&
               push(r, right, '*', &f->c, NULL);
    case AST_SUB:
        return push(r, left, '*', &f->c, NULL) &&
               push(r, right, '*', &f->c, &minus);
    case AST_MUL:
        return a ? push(r, right, '*', &f->c, a)
                 : b && push(r, left, '*', &f->c, b);
    case AST_DIV:
        return b && push(r, left, '/', &f->c, b);
    default:
        return false;
    }
}

static bool take(struct reader *r, const struct factor *f)
{
    const struct ast_node *x = ast_at(r->t, f->node);
    struct rational c;
    uint32_t var;

    if (value(r, f->node))
        return rational_op('*', &f->c, value(r, f->node), &c) &&
               rational_op('+', &r->constant, &c, &r->constant);
    switch (x->kind) {
    case AST_NAME: return take_name(r, f);
    case AST_BINARY: return take_binary(r, f);
    case AST_GROUP: return push(r, (Ast){x->kid}, '*', &f->c, NULL);
    case AST_UNARY:
        return x->op != AST_NOT &&
               push(r, (Ast){x->kid}, '*', &f->c,
                    x->op == AST_NEG ? &minus : NULL);
    case AST_INDEX:
        if (!element(r, f->node, &var))
            return false;
        term(r, var, &f->c);
        return true;
    default: return false;
    }
}

static int by_var(const void *x, const void *y)
{
    const struct exact_term *a = x, *b = y;

    return a->var < b->var ? -1 : a->var > b->var;
}

/* Terms of one variable are added; what is 0 goes. */
static bool gather(struct reader *r)
{
    size_t n = 0;

    if (r->terms.n > 0)
        qsort(r->terms.at, r->terms.n, sizeof *r->terms.at, by_var);
    for (size_t k = 0; k < r->terms.n; k++) {
        struct exact_term *last = n > 0 ? &r->terms.at[n - 1] : NULL;
        if (last && last->var == r->terms.at[k].var) {
            if (!rational_op('+', &last->c, &r->terms.at[k].c, &last->c))
                return false;
        } else {
            n += !(last && last->c.num.sign == 0);
            r->terms.at[n - 1] = r->terms.at[k];
        }
    }
    n -= n > 0 && r->terms.at[n - 1].c.num.sign == 0;
    r->terms.n = n;
    return true;
}

/* left - right as terms and a constant; false where it is none of that. */
static bool linear(struct reader *r, Ast equation)
{
    Ast left = ast_kid(r->t, equation);

    r->factors.n = r->terms.n = 0;
    r->constant = zero;
    push(r, left, '*', &one, NULL);
    push(r, ast_next(r->t, left), '*', &minus, NULL);
    while (r->factors.n > 0) {
        struct factor f = r->factors.at[--r->factors.n];
        if (r->steps++ > STEPS_MOST || !take(r, &f))
            return false;
    }
    return gather(r);
}

/* ---- statements -------------------------------------------------------------- */

static void equation(struct reader *r, Ast n)
{
    size_t values = r->values.n, bytes;
    struct exact_row row = {.equation = n, .rank = r->rank};

    evaluate(r, n);
    if (!linear(r, n) ||
        !rational_op('-', &zero, &r->constant, &row.value)) {
        r->e->left_out++;
    } else {
        memcpy(row.index, r->index, sizeof row.index);
        memcpy(row.at, r->at, sizeof row.at);
        row.n = r->terms.n;
        bytes = (row.n + 1) * sizeof *row.terms;
        row.terms = malloc(bytes);
        if (!row.terms)
            base_no_memory();
        if (row.n > 0)
            memcpy(row.terms, r->terms.at, row.n * sizeof *row.terms);
        vec_push(&r->e->rows, row);
    }
    for (size_t k = 0; k < r->order.n; k++)
        r->value_of[r->order.at[k]] = 0;
    r->values.n = values;
}

/* The ends of a binder's range, with the indices before it set. */
static bool ends(struct reader *r, Ast range, int64_t *lo, int64_t *hi)
{
    Ast a = ast_kid(r->t, range);
    size_t values = r->values.n;
    const struct rational *x, *y;
    bool known;

    if (ast_at(r->t, range)->kind != AST_RANGE)
        return false;
    evaluate(r, range);
    x = value(r, a);
    y = value(r, ast_next(r->t, a));
    known = x && y && rational_is_whole(x, lo) && rational_is_whole(y, hi);
    for (size_t k = 0; k < r->order.n; k++)
        r->value_of[r->order.at[k]] = 0;
    r->values.n = values;
    return known;
}

static void members(struct reader *r, Ast family)
{
    for (Ast k = ast_next(r->t, ast_kid(r->t, family)); k.i;
         k = ast_next(r->t, k)) {
        if (ast_at(r->t, k)->kind == AST_EQUATION &&
            r->elements++ < ELEMENTS_MOST)
            equation(r, k);
        else
            r->e->left_out++;
    }
}

/* The binders from `binder` on: the odometer of a family. */
static void family(struct reader *r, Ast n)
{
    Ast binder[EXACT_INDICES], k = ast_kid(r->t, ast_kid(r->t, n));
    int64_t hi[EXACT_INDICES];
    unsigned depth = 0;
    bool opened = true;

    for (; k.i && depth < EXACT_INDICES; k = ast_next(r->t, k))
        binder[depth++] = k;
    for (unsigned j = 0; j < depth; j++)
        if (k.i || ast_at(r->t, binder[j])->kind != AST_BINDER)
            depth = 0;           /* too many, or a condition */
    r->e->left_out += depth == 0;
    while (depth > 0 && r->elements < ELEMENTS_MOST) {
        if (opened && r->rank < depth) {
            unsigned j = r->rank;
            opened = ends(r, ast_kid(r->t, binder[j]), &r->at[j], &hi[j]) &&
                     r->at[j] <= hi[j];
            r->index[j] = ast_at(r->t, binder[j])->name;
            if (opened)
                r->rank++;
            else
                r->e->left_out++;
            continue;
        }
        if (opened)
            members(r, n);
        if (r->rank == 0)
            break;
        if (++r->at[r->rank - 1] <= hi[r->rank - 1])
            opened = true;
        else
            r->rank--, opened = false;
    }
    r->e->left_out += r->elements >= ELEMENTS_MOST;
    r->rank = 0;
}

/* ---- declarations ------------------------------------------------------------ */

static bool dimension(struct reader *r, Ast dim, struct exact_unknown *u)
{
    unsigned d = u->rank;
    const struct ast_node *x = ast_at(r->t, dim);
    const struct rational *v;
    int64_t hi;

    if (d == EXACT_DIMS)
        return false;
    u->lo[d] = 1;
    if (x->kind == AST_BINDER || x->kind == AST_RANGE) {
        Ast range = x->kind == AST_BINDER ? (Ast){x->kid} : dim;
        if (!ends(r, range, &u->lo[d], &hi))
            return false;
    } else {
        evaluate(r, dim);
        v = value(r, dim);
        if (!v || !rational_is_whole(v, &hi))
            return false;
    }
    u->count[d] = hi - u->lo[d] + 1;
    u->rank++;
    return u->count[d] > 0 && u->count[d] < (1 << 24);
}

static void unknown(struct reader *r, uint32_t s)
{
    const struct symbol *v = &r->m->symbols.at[s];
    struct exact_unknown u = {.name = v->name, .symbol = s,
                              .first = r->e->vars, .known = true};
    int64_t size = 1;

    for (Ast k = ast_absent(r->t, v->dims) ? AST_NONE : ast_kid(r->t, v->dims);
         k.i; k = ast_next(r->t, k)) {
        u.known = u.known && dimension(r, k, &u);
        if (u.known)
            size *= u.count[u.rank - 1];
        u.known = u.known && size < (1 << 24);
    }
    if (u.known && r->e->vars < (1u << 26))
        r->e->vars += (uint32_t)size;
    else
        u.known = false;
    vec_push(&r->e->unknowns, u);
    r->unknown_of[s] = u.known ? (uint32_t)r->e->unknowns.n : 0;
    r->e->left_out += !u.known;
}

static void symbols(struct reader *r)
{
    for (size_t k = 0; k < r->m->order.n; k++) {
        uint32_t s = r->m->order.at[k];
        const struct symbol *v = &r->m->symbols.at[s];
        if (v->kind == SYMBOL_UNKNOWN)
            unknown(r, s);
        else if (is_value(v) && !ast_absent(r->t, v->init))
            evaluate(r, v->init);
    }
}

void exact_read(struct exact *e, const struct model *m)
{
    struct reader r = {.e = e, .m = m, .t = m->ast};

    *e = (struct exact){.m = m};
    r.value_of = calloc(m->ast->nodes.n + 1, sizeof *r.value_of);
    r.unknown_of = calloc(m->symbols.n + 1, sizeof *r.unknown_of);
    if (!r.value_of || !r.unknown_of)
        base_no_memory();
    vec_push(&r.values, zero);
    symbols(&r);
    for (size_t k = 0; k < m->statements.n && r.steps < STEPS_MOST; k++) {
        Ast n = m->statements.at[k];
        if (ast_at(r.t, n)->kind == AST_EQUATION)
            equation(&r, n);
        else if (ast_at(r.t, n)->kind == AST_FOR)
            family(&r, n);
        else
            e->left_out++;
    }
    e->complete = e->left_out == 0 && r.steps < STEPS_MOST;
    free(r.value_of);
    free(r.unknown_of);
    vec_free(&r.values);
    vec_free(&r.order);
    vec_free(&r.todo);
    vec_free(&r.factors);
    vec_free(&r.terms);
}

void exact_free(struct exact *e)
{
    for (size_t k = 0; k < e->rows.n; k++)
        free(e->rows.at[k].terms);
    vec_free(&e->rows);
    vec_free(&e->unknowns);
}

void exact_name(const struct exact *e, uint32_t var, char *text, size_t size)
{
    const struct exact_unknown *u = NULL;
    int64_t at[EXACT_DIMS] = {0}, flat;
    size_t used;

    for (size_t k = 0; k < e->unknowns.n; k++)
        if (e->unknowns.at[k].known && e->unknowns.at[k].first <= var)
            u = &e->unknowns.at[k];
    flat = var - u->first;
    for (unsigned d = u->rank; d-- > 0; flat /= u->count[d])
        at[d] = u->lo[d] + flat % u->count[d];
    used = (size_t)snprintf(text, size, "%.60s", u->name);
    for (unsigned d = 0; d < u->rank && used < size; d++)
        used += (size_t)snprintf(text + used, size - used, "%s%lld%s",
                                 d == 0 ? "[" : ", ", (long long)at[d],
                                 d + 1 == u->rank ? "]" : "");
}
