/*
 * tangent.c -- arrays that are no single formula (recurrences, lets in several
 * parts): forward mode. The tangent of array A is an array with one index more,
 * over all unknowns p:
 *     T_A[e, p] = sum over loads X[m] in A's body of dA/dX[m] * T_X[m, p],
 * where T of an unknown is 1 in its own column and 0 elsewhere.
 */
#include "deriving.h"

#include <stdlib.h>

enum { COLUMN_VAR = DAG_INDEX_VARS - 1 };

Expr unknown_count(struct derive *d)
{
    Expr n = dag_int(d->g, 0);

    for (uint32_t a = 0; a < d->arrays; a++)
        if (d->p->arrays.at[a].kind == ARRAY_UNKNOWN)
            n = dag_iadd(d->g, n, program_size(d->p, a));
    return n;
}

Expr *unknown_columns(struct derive *d)
{
    Expr *begins = calloc(d->arrays + 1, sizeof *begins);
    Expr next = dag_int(d->g, 0);

    if (!begins)
        abort();
    for (uint32_t a = 0; a < d->arrays; a++)
        if (d->p->arrays.at[a].kind == ARRAY_UNKNOWN) {
            begins[a] = next;
            next = dag_iadd(d->g, next, program_size(d->p, a));
        }
    return begins;
}

uint32_t tangent_of(struct derive *d, uint32_t array)
{
    const struct array a = d->p->arrays.at[array];
    Expr count[PROGRAM_RANK];

    if (d->tangent[array] != UINT32_MAX)
        return d->tangent[array];
    for (unsigned k = 0; k < a.rank; k++)
        count[k] = a.count[k];
    count[a.rank] = unknown_count(d);
    d->tangent[array] = program_array(d->p, ARRAY_TEMP, NULL, a.rank + 1u, NULL,
                                      count, PHASE_POINT, 2);
    return d->tangent[array];
}

/* What a wanted array is made of is wanted, too. */
static void want_parts(struct derive *d, const struct loop *loop)
{
    uint32_t *list;
    size_t n = dag_reach(d->g, &loop->body, 1, &list);

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &d->g->nodes.at[list[k]];
        if (at->op == DAG_LOAD && at->degree > 0 &&
            d->p->arrays.at[at->a].kind != ARRAY_UNKNOWN)
            tangent_of(d, at->a);
    }
    free(list);
}

/*
 * Which loops are wanted: those of wanted arrays, but for a part of an array
 * that comes after all that read it.
 */
static void want_all(struct derive *d, bool *wanted)
{
    for (size_t end = d->p->loops.n, begin; end > 0; end = begin) {
        bool any = false;
        begin = program_group_begin(d->p->loops.at, end);
        for (size_t k = begin; k < end; k++)
            any |= d->tangent[d->p->loops.at[k].array] != UINT32_MAX;
        for (size_t k = begin; any && k < end; k++) {
            wanted[k] = true;
            tangent_of(d, d->p->loops.at[k].array);
            want_parts(d, &d->p->loops.at[k]);
        }
    }
}

static bool is_guarded(const struct dag *g, Expr e)
{
    const struct node *n = dag_at(g, e);

    return n->op == DAG_SELECT && (dag_is_num(g, (Expr){n->b}, 0) ||
                                   dag_is_num(g, (Expr){n->c}, 0));
}

typedef struct { Expr *at; size_t n, cap; } Terms;

/* The terms of a sum, in their order; is one of them guarded?  Not asked of
   sums of more: shared ones can have 2^depth. */
static bool terms_of(const struct dag *g, Expr sum, Terms *out)
{
    enum { TERMS_MOST = 64 };
    Terms todo = {0};
    bool any = false;

    vec_push(&todo, sum);
    while (todo.n > 0 && todo.n + out->n <= TERMS_MOST) {
        Expr e = todo.at[--todo.n];
        const struct node *n = dag_at(g, e);
        if (n->op == DAG_OF(OP_Add)) {
            vec_push(&todo, ((Expr){n->b}));
            vec_push(&todo, ((Expr){n->a}));
            continue;
        }
        any |= is_guarded(g, e);
        vec_push(out, e);
    }
    any &= todo.n == 0;
    vec_free(&todo);
    return any;
}

Expr tangent_scale(struct dag *g, Expr slope, Expr by)
{
    Terms terms = {0};
    Expr sum = EXPR_NONE;

    if (!terms_of(g, slope, &terms)) {
        vec_free(&terms);
        return dag_scale(g, slope, by);
    }
    for (size_t k = 0; k < terms.n; k++) {
        Expr part = dag_scale(g, terms.at[k], by);
        sum = sum.i ? dag_op2(g, OP_Add, sum, part) : part;
    }
    vec_free(&terms);
    return sum;
}

/* One load's share of the tangent, in column p. */
static Expr share(struct derive *d, const struct slope *s, const Expr *begins,
                  Expr p)
{
    Expr idx[PROGRAM_RANK], own;
    uint32_t array = dag_at(d->g, s->load)->a;
    unsigned rank = dag_load_index(d->g, s->load, idx);

    if (d->p->arrays.at[array].kind == ARRAY_UNKNOWN) {
        own = dag_iadd(d->g, begins[array], program_offset(d->p, array, idx));
        own = dag_compare(d->g, DAG_EQ, p, own);
        return dag_where(d->g, own, s->value);
    }
    idx[rank] = p;
    return tangent_scale(d->g, s->value,
                         dag_load(d->g, tangent_of(d, array), idx, rank + 1));
}

static Expr shares(struct derive *d, Expr e, Expr seed, const Expr *begins,
                   Expr p)
{
    Slopes s = slopes(d->g, e, seed, slope_active, NULL);
    Expr sum = EXPR_NONE, part;

    for (size_t k = 0; k < s.n; k++) {
        part = share(d, &s.at[k], begins, p);
        sum = sum.i ? dag_op2(d->g, OP_Add, sum, part) : part;
    }
    vec_free(&s);
    return sum.i ? sum : dag_num(d->g, 0);
}

Expr tangent_expr(struct derive *d, Expr e, Expr p)
{
    Expr *begins = unknown_columns(d);
    Expr out = shares(d, e, dag_num(d->g, 1), begins, p);

    free(begins);
    return out;
}

static struct loop tangent_loop(struct derive *d, const struct loop *of,
                                const Expr *begins)
{
    struct loop t = *of;
    unsigned rank = d->p->arrays.at[of->array].rank;

    t.array = d->tangent[of->array];
    t.effect = of->effect == EFFECT_DEFINE ? EFFECT_DEFINE : EFFECT_SUM;
    t.at[rank] = dag_index(d->g, COLUMN_VAR);
    t.domain.var[t.domain.rank] = COLUMN_VAR;
    t.domain.count[t.domain.rank++] = unknown_count(d);
    t.body = shares(d, of->body, reduction_factor(d, of), begins,
                    t.at[rank]);
    if (of->group)
        t.group = of->group + (uint32_t)d->p->loops.n + 1;
    return t;
}

void tangent_loops(struct derive *d)
{
    Expr *begins = unknown_columns(d);
    bool *wanted = calloc(d->p->loops.n + 1, sizeof *wanted);

    if (!wanted)
        abort();
    want_all(d, wanted);
    for (size_t k = 0; k < d->p->loops.n; k++)
        if (wanted[k]) {
            struct loop loop = tangent_loop(d, &d->p->loops.at[k], begins);
            vec_push(&d->p->helpers, loop);
        }
    free(wanted);
    free(begins);
}
