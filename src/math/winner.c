/*
 * winner.c -- the adjoint of an extreme goes to the turn that won only [exact].
 *
 * The slope of y[i] = min(j: f[i, j]) is 1 at j = first[i], the number of the
 * first turn that won, and 0 elsewhere.  A sum over i and j of
 *     if j == first[i] then v else 0
 * becomes one over i alone, with first[i] in place of j: zeros that were added
 * changed nothing.  Where no turn won (an extreme of what is no number),
 * first[i] is infinite, and nothing is added, as before.
 */
#include "deriving.h"

#include <stdlib.h>

/* first[], and the same as whole numbers: `none` where it is infinite. */
struct turn_of { uint32_t first, whole; Expr none; };

struct winner {
    struct derive *d;
    struct dag *g;
    VEC(struct turn_of) places;
};

/* The indices of a loop, as bits, that the number of a turn is made of. */
struct pick { uint64_t vars; Expr number, first; };

static bool is_of(const struct pick *k, const struct domain *d, unsigned dim)
{
    return k->vars >> d->var[dim] & 1;
}

/* How many numbers there may be. */
static Expr numbers(struct dag *g, const struct pick *k,
                    const struct domain *d)
{
    Expr n = dag_int(g, 1);

    for (unsigned j = 0; j < d->rank; j++)
        if (is_of(k, d, j))
            n = dag_imul(g, n, domain_extent(d, j));
    return n;
}

/* Is it the row-major number of its indices, which no range depends on? */
static bool is_number(struct dag *g, const struct pick *k,
                      const struct domain *d)
{
    Expr number = dag_int(g, 0);
    uint64_t ranges = 0;

    for (unsigned j = 0; j < d->rank; j++) {
        ranges |= dag_at(g, d->count[j])->free;
        if (is_of(k, d, j))
            number = dag_offset(g, number, domain_extent(d, j),
                                dag_index(g, d->var[j]));
    }
    return expr_same(number, k->number) && !(k->vars & ranges) &&
           !dag_at(g, numbers(g, k, d))->free;
}

/* Is one side of the condition a number, and the other first[..]? */
static bool is_pick(const struct program *p, Expr cond,
                    const struct domain *d, struct pick *out)
{
    const struct node c = *dag_at(p->dag, cond);
    Expr side[2] = {{c.a}, {c.b}};

    for (unsigned k = 0; c.op == DAG_EQ && k < 2; k++) {
        const struct node number = *dag_at(p->dag, side[k]);
        const struct node first = *dag_at(p->dag, side[!k]);
        *out = (struct pick){number.free, {number.a}, side[!k]};
        if (number.op == DAG_REAL && first.op == DAG_LOAD &&
            p->arrays.at[first.a].winner && out->vars &&
            !(first.free & out->vars) && is_number(p->dag, out, d))
            return true;
    }
    return false;
}

/* Does the loop add up what is zero but where a number is first[..]? */
static bool find_pick(const struct program *p, const struct loop *l,
                      struct pick *out)
{
    const struct node n = *dag_at(p->dag, l->body);

    return l->effect == EFFECT_SUM && !l->group && n.op == DAG_SELECT &&
           dag_is_num(p->dag, (Expr){n.c}, 0) &&
           is_pick(p, (Expr){n.a}, &l->domain, out);
}

/* The array of whole numbers, with its loop. */
static uint32_t whole_of(struct winner *w, uint32_t first, Expr none)
{
    struct program *p = w->d->p;
    const struct array a = p->arrays.at[first];
    struct turn_of at = {first, 0, none};
    struct loop l = {.domain.rank = a.rank, .effect = EFFECT_DEFINE,
                     .span = a.span};
    Expr value, most = dag_real(w->g, none);

    for (size_t k = 0; k < w->places.n; k++)
        if (w->places.at[k].first == first &&
            expr_same(w->places.at[k].none, none))
            return w->places.at[k].whole;
    l.array = at.whole = program_array(p, ARRAY_TEMP, NULL, a.rank, NULL,
                                       a.count, PHASE_POINT, 2);
    p->arrays.at[at.whole].integer = true;
    p->arrays.at[at.whole].winner = true;
    p->arrays.at[at.whole].least = dag_int(w->g, 0);
    p->arrays.at[at.whole].most = none;
    for (unsigned k = 0; k < a.rank; k++) {
        l.domain.var[k] = k;
        l.domain.count[k] = a.count[k];
        l.at[k] = dag_index(w->g, k);
    }
    value = dag_load(w->g, first, l.at, a.rank);
    l.body = dag_select(w->g, dag_compare(w->g, DAG_LT, value, most), value,
                        most);
    vec_push(&p->helpers, l);
    vec_push(&w->places, at);
    return at.whole;
}

/* What each of its indices is, from the last one: *to. */
static void decode(struct dag *g, const struct pick *k, Expr whole,
                   const struct domain *d, Expr *to)
{
    uint64_t left = k->vars;

    for (unsigned j = d->rank; j-- > 0;) {
        if (!is_of(k, d, j))
            continue;
        left &= ~((uint64_t)1 << d->var[j]);
        to[d->var[j]] = left ? dag_int2(g, DAG_IMOD, whole,
                                        domain_extent(d, j)) : whole;
        whole = dag_int2(g, DAG_IDIV, whole, domain_extent(d, j));
    }
}

/* The domain without them, where each is inside its range. */
static struct domain without(struct dag *g, const struct pick *k,
                             const struct domain *d,
                             const struct dag_rewrite *how)
{
    struct domain out = {.guard = dag_rewrite(g, d->guard, how)};

    for (unsigned j = 0; j < d->rank; j++) {
        Expr count = dag_rewrite(g, d->count[j], how), in;
        if (is_of(k, d, j)) {
            in = dag_compare(g, DAG_ILT, how->to[d->var[j]], count);
            out.guard = out.guard.i ? dag_logic(g, DAG_AND, in, out.guard) : in;
            continue;
        }
        out.var[out.rank] = d->var[j];
        out.most[out.rank] = d->most[j];
        out.count[out.rank++] = count;
    }
    return out;
}

static void go_to(struct winner *w, struct loop *l, const struct pick *k)
{
    struct dag *g = w->g;
    Expr to[DAG_INDEX_VARS] = {{0}}, idx[PROGRAM_RANK], whole;
    struct dag_rewrite how = {to, NULL, NULL};
    uint32_t array = whole_of(w, dag_at(g, k->first)->a,
                              numbers(g, k, &l->domain));

    dag_load_index(g, k->first, idx);
    whole = program_load(w->d->p, array, idx);
    decode(g, k, whole, &l->domain, to);
    l->domain = without(g, k, &l->domain, &how);
    l->body = dag_rewrite(g, (Expr){dag_at(g, l->body)->b}, &how);
    for (unsigned j = 0; j < w->d->p->arrays.at[l->array].rank; j++)
        l->at[j] = dag_rewrite(g, l->at[j], &how);
}

void derive_winners(struct derive *d)
{
    struct winner w = {.d = d, .g = d->g};
    struct pick k;

    for (size_t j = 0; j < d->p->adjoint.n; j++)
        while (find_pick(d->p, &d->p->adjoint.at[j], &k))
            go_to(&w, &d->p->adjoint.at[j], &k);
    vec_free(&w.places);
}
