/*
 * diff_forward.c -- `diff` through recurrences: forwards.
 *
 * The derivative of what a loop computes, by the element that is asked for, is
 * an array that the same loop computes, with another body:
 *     T_A[e] = sum over loads X[m] in A's body of dA/dX[m] * T_X[m],
 * and for the array asked for itself, 1 at the element and 0 elsewhere.  Where
 * the element depends on indices, as in diff(e, x) of an array x, these are
 * further indices of each T.
 */
#include "differing.h"

#include <stdlib.h>

struct forward {
    struct differ *s;
    struct dag *g;
    uint32_t *tangent;       /* per array, or UINT32_MAX */
    struct domain q;         /* the indices that say which element */
    uint8_t outside[PROGRAM_RANK];       /* what they are called in `free` */
    Expr at[PROGRAM_RANK];   /* the element, by the variables of q */
};

/* ---- which element ------------------------------------------------------ */

static uint64_t used_by(const struct forward *f, const struct diff_ask *ask)
{
    uint64_t used = 0;

    for (unsigned k = 0; k < f->s->p->arrays.at[ask->array].rank; k++)
        used |= dag_at(f->g, ask->at[k])->free;
    return used;
}

/* Ranges that other indices give are taken at their longest. */
static void choose_indices(struct forward *f)
{
    const struct diff_ask *ask = f->s->ask;
    const struct domain *free = &ask->free;
    uint64_t used = used_by(f, ask);
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    for (unsigned k = 0; k < free->rank; k++) {
        unsigned j = f->q.rank;
        if (!(used >> free->var[k] & 1))
            continue;
        f->outside[j] = free->var[k];
        f->q.var[j] = PART_VAR + j;
        f->q.count[f->q.rank++] = domain_extent(free, k);
        to[free->var[k]] = dag_index(f->g, PART_VAR + j);
    }
    for (unsigned k = 0; k < f->s->p->arrays.at[ask->array].rank; k++)
        f->at[k] = dag_rewrite(f->g, ask->at[k], &how);
}

/* ---- which arrays ------------------------------------------------------- */

static bool make_tangent(struct forward *f, uint32_t array)
{
    struct program *p = f->s->p;
    const struct array a = p->arrays.at[array];
    Expr count[PROGRAM_RANK];
    bool point = f->g->array_phase.at[array] == PHASE_POINT;

    if (!f->s->moves[array] || array == f->s->ask->array ||
        f->tangent[array] != UINT32_MAX)
        return true;
    if (a.rank + f->q.rank > RANK_MAX)
        return false;
    for (unsigned k = 0; k < a.rank; k++)
        count[k] = a.count[k];
    for (unsigned k = 0; k < f->q.rank; k++)
        count[a.rank + k] = f->q.count[k];
    f->tangent[array] = program_array(p, ARRAY_TEMP, NULL, a.rank + f->q.rank,
                                      NULL, count,
                                      point ? PHASE_POINT : PHASE_SETUP,
                                      point ? 2 : 0);
    p->arrays.at[f->tangent[array]].span = a.span;
    return true;
}

static bool want_loads(struct forward *f, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(f->g, &e, 1, &list);
    bool fits = true;

    for (size_t k = 0; k < n; k++) {
        struct node at = f->g->nodes.at[list[k]];
        if (at.op == DAG_LOAD)
            fits = fits && make_tangent(f, at.a);
    }
    free(list);
    return fits;
}

/* What a wanted array is made of is wanted, too: backwards, by groups. */
static bool want_all(struct forward *f, size_t loops)
{
    const struct loop *all = f->s->p->loops.at;
    bool fits = want_loads(f, f->s->ask->e);

    for (size_t end = loops, begin; end > 0 && fits; end = begin) {
        bool any = false;
        begin = program_group_begin(all, end);
        for (size_t k = begin; k < end; k++)
            any |= f->tangent[all[k].array] != UINT32_MAX;
        for (size_t k = begin; any && fits && k < end; k++)
            fits = make_tangent(f, all[k].array) && want_loads(f, all[k].body);
    }
    return fits;
}

/* ---- expressions -------------------------------------------------------- */

/* What a load of the array itself gives: its slope, at the element.  One by
   one there is no other element that it could be. */
static Expr at_element_asked(struct forward *f, const struct slope *s,
                             const Expr *at)
{
    Expr idx[PROGRAM_RANK], all = EXPR_NONE, one;
    unsigned rank = f->s->ask->own ? 0 : dag_load_index(f->g, s->load, idx);

    for (unsigned k = 0; k < rank; k++) {
        int same = indices_equal(f->g, idx[k], at[k], &one);
        if (same == 0)
            return EXPR_NONE;
        if (same < 0)
            all = all.i ? dag_logic(f->g, DAG_AND, all, one) : one;
    }
    return all.i ? dag_where(f->g, all, s->value) : s->value;
}

/* The derivative of e, where the element is `at` and has indices `q`. */
static Expr derivative(struct forward *f, Expr e, Expr seed, const Expr *at,
                       const uint8_t *q)
{
    Slopes s = slopes(f->g, e, seed, differ_is_variable, f->s);
    Expr sum = EXPR_NONE, part, idx[PROGRAM_RANK];

    for (size_t k = 0; k < s.n; k++) {
        uint32_t array = dag_at(f->g, s.at[k].load)->a;
        unsigned rank = dag_load_index(f->g, s.at[k].load, idx);
        for (unsigned j = 0; j < f->q.rank && array != f->s->ask->array; j++)
            idx[rank++] = dag_index(f->g, q[j]);
        part = array == f->s->ask->array
                   ? at_element_asked(f, &s.at[k], at)
                   : tangent_scale(f->g, s.at[k].value,
                                   dag_load(f->g, f->tangent[array], idx,
                                            rank));
        if (part.i)
            sum = sum.i ? dag_op2(f->g, OP_Add, sum, part) : part;
    }
    vec_free(&s);
    return sum.i ? sum : dag_num(f->g, 0);
}

/* ---- loops -------------------------------------------------------------- */

static struct loop tangent_loop(struct forward *f, const struct loop *of)
{
    struct loop t = *of;
    unsigned rank = f->s->p->arrays.at[of->array].rank;
    Expr seed = reduction_factor(&f->s->d, of);

    t.array = f->tangent[of->array];
    t.effect = of->effect == EFFECT_DEFINE ? EFFECT_DEFINE : EFFECT_SUM;
    for (unsigned k = 0; k < f->q.rank; k++) {
        t.at[rank + k] = dag_index(f->g, f->q.var[k]);
        t.domain.var[t.domain.rank] = f->q.var[k];
        t.domain.most[t.domain.rank] = EXPR_NONE;
        t.domain.count[t.domain.rank++] = f->q.count[k];
    }
    t.body = derivative(f, of->body, seed, f->at, f->q.var);
    return t;
}

/*
 * As everywhere, a group has the number of its first loop, plus one: numbers
 * of derivatives begin above those.  False: too many indices.
 */
static bool all_loops(struct forward *f, size_t n)
{
    struct differ *s = f->s;
    struct { struct loop *at; size_t n, cap; } made = {0};
    uint32_t was = 0, number = 0;
    bool fits = true;

    for (size_t k = 0; k < n && fits; k++) {
        struct loop of = s->p->loops.at[k];
        if (f->tangent[of.array] == UINT32_MAX)
            continue;
        fits = of.domain.rank + f->q.rank <= RANK_MAX;
        if (fits)
            vec_push(&made, tangent_loop(f, &of));
    }
    differ_helpers_to_loops(s);
    for (size_t k = 0; k < made.n && fits; k++) {
        uint32_t group = made.at[k].group;
        if (group && (k == 0 || group != was))
            number = (uint32_t)s->p->loops.n + 1;
        was = group;
        made.at[k].group = group ? number : 0;
        differ_push_loop(s, &made.at[k]);
    }
    vec_free(&made);
    return fits;
}

Expr diff_forward(struct differ *s, size_t n)
{
    struct forward f = {.s = s, .g = s->g};
    size_t arrays = s->p->arrays.n;
    Expr e = EXPR_NONE;

    f.tangent = malloc((arrays + 1) * sizeof *f.tangent);
    if (!f.tangent)
        abort();
    for (size_t k = 0; k < arrays; k++)
        f.tangent[k] = UINT32_MAX;
    if (!s->ask->own)
        choose_indices(&f);
    if (!want_all(&f, n) || !all_loops(&f, n))
        s->fault = DIFF_DEEP;
    else
        e = derivative(&f, s->ask->e, dag_num(s->g, 1), s->ask->at, f.outside);
    free(f.tangent);
    return e;
}
