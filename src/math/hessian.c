/*
 * hessian.c -- second derivatives as pairs of elements, pushed backwards
 * through the loops (edge pushing: Gower, Mello 2012, here on loops).
 *
 * A second derivative is a sum of terms  value * v[a] * v[b]  over domains, a
 * and b being elements of arrays.  Each loop that matters adds its own
 * curvature, with the gradient's adjoint as factor.  Then, last loop first, an
 * end T[e] that a loop computes becomes the loads X[m] of its body, each with
 * its slope; a reduction brings its own indices along.  In the end all ends
 * are unknowns, and the index maps say where the entries are.
 */
#include "pushing.h"

#include <limits.h>
#include <stdlib.h>

/*
 * More pairs, or more nodes rewritten for them, are no sparse matrix: products
 * H v take their place.  The work is linear in the size of the program.
 */
enum { PAIRS_MAX = 200000, WORK_MAX = 2000000, WORK_A_NODE = 20,
       LOADS_MAX = 2000, MERGE_TRIES = 64 };

struct pushing *pushing_make(struct derive *d)
{
    struct pushing *h = calloc(1, sizeof *h);

    if (!h)
        abort();
    h->d = d;
    h->at = INT_MAX;
    h->work_max = d->g->work + WORK_MAX + WORK_A_NODE * d->g->nodes.n;
    h->to = calloc(d->arrays + 1, sizeof *h->to);
    if (!h->to)
        abort();
    return h;
}

void pushing_free(struct pushing *h)
{
    for (size_t a = 0; a < h->d->arrays; a++)
        vec_free(&h->to[a]);
    free(h->to);
    free(h);
}

/* ---- one pair ----------------------------------------------------------- */

static unsigned rank_of(const struct pushing *h, uint32_t array)
{
    return h->d->p->arrays.at[array].rank;
}

static bool same_end(const struct pushing *h, const struct pair *x,
                     unsigned i, const struct pair *y, unsigned j)
{
    if (x->array[i] != y->array[j])
        return false;
    for (unsigned k = 0; k < rank_of(h, x->array[i]); k++)
        if (!expr_same(x->at[i][k], y->at[j][k]))
            return false;
    return true;
}

static bool same_domain(const struct domain *a, const struct domain *b)
{
    if (a->rank != b->rank || !expr_same(a->guard, b->guard))
        return false;
    for (unsigned k = 0; k < a->rank; k++)
        if (!expr_same(a->count[k], b->count[k]))
            return false;
    return true;
}

/* The indices of a pair's domain, in order, from DAG_ELEMENT_DIMS on. */
static void name_indices(struct pushing *h, struct pair *p)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    struct dag *g = h->d->g;
    bool named = true;

    for (unsigned k = 0; k < p->domain.rank; k++) {
        named &= p->domain.var[k] == DAG_ELEMENT_DIMS + k;
        to[p->domain.var[k]] = dag_index(g, DAG_ELEMENT_DIMS + k);
        p->domain.var[k] = DAG_ELEMENT_DIMS + k;
    }
    if (named)
        return;
    for (unsigned k = 0; k < p->domain.rank; k++)
        p->domain.count[k] = dag_rewrite(g, p->domain.count[k], &how);
    p->domain.guard = dag_rewrite(g, p->domain.guard, &how);
    for (unsigned end = 0; end < 2; end++)
        for (unsigned k = 0; k < rank_of(h, p->array[end]); k++)
            p->at[end][k] = dag_rewrite(g, p->at[end][k], &how);
    p->value = dag_rewrite(g, p->value, &how);
}

static void swap_ends(struct pair *p)
{
    struct pair was = *p;

    for (unsigned end = 0; end < 2; end++) {
        p->array[end] = was.array[1 - end];
        for (unsigned k = 0; k < PROGRAM_RANK; k++)
            p->at[end][k] = was.at[1 - end][k];
    }
}

/*
 * Add a pair to those of its end that is computed later.  Two arrays whose
 * parts are made of each other's parts have no order in which each is over
 * when its turn has come: those pairs fail, and products H v take over.
 */
static void add_pair(struct pushing *h, struct pair p)
{
    const int *definer = h->d->definer;
    size_t first;
    Pairs *to;

    if (definer[p.array[0]] < definer[p.array[1]] ||
        (definer[p.array[0]] == definer[p.array[1]] &&
         p.array[0] < p.array[1]))
        swap_ends(&p);
    name_indices(h, &p);
    h->failed |= definer[p.array[0]] > h->at;
    to = &h->to[p.array[0]];
    first = p.array[0] == h->now ? h->done : 0;
    for (size_t k = to->n, tries = 0; k-- > first && tries < MERGE_TRIES;
         tries++) {
        struct pair *q = &to->at[k];
        if (q->square == p.square && same_domain(&q->domain, &p.domain) &&
            same_end(h, q, 0, &p, 0) && same_end(h, q, 1, &p, 1)) {
            q->value = dag_op2(h->d->g, OP_Add, q->value, p.value);
            return;
        }
    }
    h->failed |= ++h->count > PAIRS_MAX || h->d->g->work > h->work_max;
    if (!h->failed && (!p.domain.guard.i ||
                       dag_truth(h->d->g, p.domain.guard) != 0))
        vec_push(to, p);
}

static void set_end(struct pushing *h, struct pair *p, unsigned end, Expr load)
{
    p->array[end] = dag_at(h->d->g, load)->a;
    dag_load_index(h->d->g, load, p->at[end]);
}

/* Two ends that are one element: h (v w + w v) is 2 h v^2. */
static void add_ends(struct pushing *h, struct pair p)
{
    p.square = same_end(h, &p, 0, &p, 1);
    if (p.square)
        p.value = dag_scale(h->d->g, p.value, dag_num(h->d->g, 2));
    add_pair(h, p);
}

/* ---- curvature ---------------------------------------------------------- */

/* seed * the second derivatives of a loop's body. */
static void add_curvature(struct pushing *h, const struct loop *loop,
                          const Slopes *s, Expr seed)
{
    struct pair p = {.domain = loop->domain, .span = loop->span};

    for (size_t i = 0; i < s->n && !h->failed; i++) {
        Slopes t = slopes(h->d->g, s->at[i].value, seed, slope_active, NULL);
        for (size_t j = 0; j < t.n; j++) {
            if (t.at[j].load.i > s->at[i].load.i)
                continue;
            set_end(h, &p, 0, s->at[i].load);
            set_end(h, &p, 1, t.at[j].load);
            p.square = t.at[j].load.i == s->at[i].load.i;
            p.value = t.at[j].value;
            add_pair(h, p);
        }
        vec_free(&t);
    }
}

/* value * (sum of the slopes)^2, in one turn of a domain. */
static void square_slopes(struct pushing *h, struct pair p, const Slopes *s)
{
    struct dag *g = h->d->g;
    Expr value = p.value;

    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j <= i; j++) {
            set_end(h, &p, 0, s->at[i].load);
            set_end(h, &p, 1, s->at[j].load);
            p.square = i == j;
            p.value = dag_scale(g, dag_scale(g, value, s->at[i].value),
                                s->at[j].value);
            add_pair(h, p);
        }
}

void pushing_square(struct pushing *h, const struct domain *d, Expr e,
                    Expr value, struct span span)
{
    Slopes s = slopes(h->d->g, e, dag_num(h->d->g, 1), slope_active, NULL);
    struct pair p = {.domain = *d, .value = value, .span = span};

    h->failed |= s.n > LOADS_MAX;
    if (!h->failed)
        square_slopes(h, p, &s);
    vec_free(&s);
}

/* ---- through a loop ----------------------------------------------------- */

/* The slopes of a loop's body, seen from an element that it computes. */
static Slopes enter(struct pushing *h, struct pair *p, const Expr *element,
                    const struct loop *loop, const Slopes *s,
                    struct turns *turns)
{
    unsigned fresh = DAG_ELEMENT_DIMS;
    Slopes out = {0};

    for (unsigned k = 0; k < p->domain.rank; k++)
        if (p->domain.var[k] >= fresh)
            fresh = p->domain.var[k] + 1;
    loop_enter(h->d, loop, element, fresh, turns, &p->domain);
    for (size_t k = 0; k < s->n; k++) {
        Expr load = put_entered(h->d, s->at[k].load, turns);
        Expr value = put_entered(h->d, s->at[k].value, turns);
        vec_push(&out, ((struct slope){load, value}));
    }
    return out;
}

static bool fits(struct pushing *h, const struct pair *p, unsigned more)
{
    h->failed |= p->domain.rank + more > RANK_MAX;
    return !h->failed;
}

/* The pairs of two lists of slopes: (i, j) with (j, i), and half of (i, i). */
static void cross_slopes(struct pushing *h, struct pair p, const Slopes *s,
                         const Slopes *t)
{
    struct dag *g = h->d->g;
    Expr value = p.value, half;

    for (size_t i = 0; i < s->n && !h->failed; i++)
        for (size_t j = 0; j <= i; j++) {
            set_end(h, &p, 0, s->at[i].load);
            set_end(h, &p, 1, t->at[j].load);
            half = i == j ? dag_scale(g, value, dag_num(g, 0.5)) : value;
            p.value = dag_scale(g, dag_scale(g, half, s->at[i].value),
                                t->at[j].value);
            add_ends(h, p);
        }
}

/* value * v[e]^2: one turn's slopes squared, or each turn with each other. */
static void push_square(struct pushing *h, struct pair p,
                        const struct loop *loop, const Slopes *slopes_of)
{
    unsigned inner = loop_inner_rank(h->d, loop);
    struct turns turns;
    Expr element[PROGRAM_RANK];
    Slopes s, t;

    for (unsigned k = 0; k < PROGRAM_RANK; k++)
        element[k] = p.at[0][k];
    if (!fits(h, &p, 2 * inner))
        return;
    s = enter(h, &p, element, loop, slopes_of, &turns);
    if (inner == 0) {
        square_slopes(h, p, &s);
    } else {
        t = enter(h, &p, element, loop, slopes_of, &turns);
        cross_slopes(h, p, &s, &t);
        vec_free(&t);
    }
    vec_free(&s);
}

/* One end becomes the loads of the loop's body. */
static void push_end(struct pushing *h, struct pair p, const struct loop *loop,
                     const Slopes *slopes_of)
{
    struct turns turns;
    Expr element[PROGRAM_RANK], value = p.value;
    Slopes s;

    for (unsigned k = 0; k < PROGRAM_RANK; k++)
        element[k] = p.at[0][k];
    if (!fits(h, &p, loop_inner_rank(h->d, loop)))
        return;
    s = enter(h, &p, element, loop, slopes_of, &turns);
    for (size_t k = 0; k < s.n; k++) {
        set_end(h, &p, 0, s.at[k].load);
        p.value = dag_scale(h->d->g, value, s.at[k].value);
        add_ends(h, p);
    }
    vec_free(&s);
}

/* The first h->done pairs that end in what this loop, or a part, computes. */
static void push_through(struct pushing *h, const struct loop *loop)
{
    Expr factor = reduction_factor(h->d, loop);
    Slopes s = slopes(h->d->g, loop->body, factor, slope_active, NULL);

    h->failed |= s.n > LOADS_MAX;
    for (size_t k = 0; k < h->done && !h->failed; k++) {
        struct pair p = h->to[loop->array].at[k];
        if (p.square)
            push_square(h, p, loop, &s);
        else
            push_end(h, p, loop, &s);
    }
    vec_free(&s);
}

/* Through the loop that computes an array, or all that do parts of it. */
static void push_parts(struct pushing *h, uint32_t array)
{
    const struct derive *d = h->d;
    size_t last = (size_t)d->definer[array];
    size_t first = d->many[array] ? 0 : last;
    struct loop loop;

    for (size_t k = first; k <= last; k++)
        h->failed |= d->p->loops.at[k].array == array &&
                     d->p->loops.at[k].group != 0;
    for (size_t k = first; k <= last && !h->failed; k++) {
        loop = d->p->loops.at[k];
        if (loop.array == array)
            push_through(h, &loop);
    }
}

/* The second end may be computed by the same loops: those pairs come again. */
static void push_array(struct pushing *h, uint32_t array)
{
    Pairs *to = &h->to[array];

    h->now = array;
    h->at = h->d->definer[array];
    while (to->n > 0 && !h->failed) {
        h->done = to->n;
        push_parts(h, array);
        for (size_t k = h->done; k < to->n; k++)
            to->at[k - h->done] = to->at[k];
        to->n -= h->done;
    }
    h->done = 0;
}

/* ---- reductions --------------------------------------------------------- */

/*
 * The second derivative of a reduction with respect to two of its terms, in
 * turns k and l:  log sum exp: -p[k] p[l], beside p[k] for k = l;  product:
 * that of all other factors, for k != l.
 */
static Expr cross_factor(struct pushing *h, const struct loop *loop,
                         const struct turns *k, const struct turns *l)
{
    struct derive *d = h->d;
    Expr a = put_entered(d, reduction_factor(d, loop), k);
    Expr b = put_entered(d, reduction_factor(d, loop), l);

    if (loop->effect == EFFECT_LOGSUMEXP)
        return dag_op1(d->g, OP_Neg, dag_op2(d->g, OP_Mul, a, b));
    return product_cross(d, loop, k, l);
}

static void add_cross(struct pushing *h, const struct loop *loop,
                      const Slopes *s, Expr seed)
{
    struct pair p = {.span = loop->span};
    unsigned inner = loop_inner_rank(h->d, loop);
    struct turns k, l;
    Slopes first, second;

    for (unsigned j = 0; j < outer_rank(h->d, loop); j++) {
        p.domain.var[j] = loop->domain.var[j];
        p.domain.count[j] = loop->domain.count[j];
        p.domain.most[j] = loop->domain.most[j];
        p.domain.rank++;
        h->failed |= !expr_same(loop->at[j],
                                dag_index(h->d->g, loop->domain.var[j]));
    }
    if (!fits(h, &p, 2 * inner))
        return;
    first = enter(h, &p, loop->at, loop, s, &k);
    second = enter(h, &p, loop->at, loop, s, &l);
    p.value = dag_scale(h->d->g, seed, cross_factor(h, loop, &k, &l));
    cross_slopes(h, p, &first, &second);
    vec_free(&first);
    vec_free(&second);
}

void pushing_visit(void *pushing, const struct loop *of, Expr seed)
{
    struct pushing *h = pushing;
    const struct loop loop = *of;
    struct pair p = {.domain = loop.domain, .span = loop.span};
    struct dag *g = h->d->g;
    Expr factor;
    Slopes s;

    h->failed |= !seed.i;
    if (h->failed)
        return;
    factor = dag_scale(g, seed, reduction_factor(h->d, &loop));
    s = slopes(g, loop.body, dag_num(g, 1), slope_active, NULL);
    h->failed |= s.n > LOADS_MAX;
    add_curvature(h, &loop, &s, factor);
    if (loop.effect == EFFECT_PROD || loop.effect == EFFECT_LOGSUMEXP)
        add_cross(h, &loop, &s, seed);
    if (loop.effect == EFFECT_LOGSUMEXP) {
        p.value = factor;
        square_slopes(h, p, &s);
    }
    vec_free(&s);
}

bool pushing_end(struct pushing *h, enum array_kind kind, Triangles *out)
{
    const struct derive *d = h->d;

    for (size_t k = d->p->loops.n; k-- > 0 && !h->failed;) {
        uint32_t array = d->p->loops.at[k].array;
        if (d->definer[array] == (int)k)
            push_array(h, array);
    }
    return !h->failed && pushing_entries(h, kind, out);
}
