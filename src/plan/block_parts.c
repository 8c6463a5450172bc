/*
 * block_parts.c -- in the loops that are cut in blocks, what need not be done
 * in every turn of the inner ones: factors that are the same for all turns
 * leave the sum over them [reassociating]; what an inner index does not change
 * is computed before its loop [exact].
 */
#include "blocking.h"

#include <string.h>

#include "../math/replace.h"

static uint64_t bit(unsigned depth)
{
    return (uint64_t)1 << plan_var(depth);
}

/* ---- sums ------------------------------------------------------------- */

/* A product, split into what moves with the turn and what does not. */
struct split { Expr moves, stays; };

static void times(struct dag *g, Expr *to, Expr by)
{
    *to = to->i ? dag_op2(g, OP_Mul, *to, by) : by;
}

static unsigned used_inner(const struct blocks *b, const struct loop *l, Expr e)
{
    unsigned n = 0;

    for (unsigned k = 1; k < l->domain.rank; k++)
        n += (dag_at(b->g, e)->free & bit(k)) != 0;
    return n;
}

/* Is it what one of these loops sums? */
static bool is_summed(const Loops *sums, Expr e)
{
    for (size_t k = 0; k < sums->n; k++)
        if (expr_same(sums->at[k].body, e))
            return true;
    return false;
}

/* A factor that an inner index does not change is taken whole, and so is what
   is summed already. */
static struct split split_product(const struct blocks *b, const struct loop *l,
                                  const Loops *sums)
{
    struct split s = {{0}, {0}};
    VEC(Expr) todo = {0};

    vec_push(&todo, l->body);
    while (todo.n > 0) {
        Expr at = todo.at[--todo.n];
        struct node n = *dag_at(b->g, at);
        if (!(n.free & bit(0))) {
            times(b->g, &s.stays, at);
        } else if (used_inner(b, l, at) + 1 < l->domain.rank ||
                   is_summed(sums, at)) {
            times(b->g, &s.moves, at);
        } else if (n.op == DAG_OF(OP_Neg)) {
            times(b->g, &s.stays, dag_num(b->g, -1));
            vec_push(&todo, (Expr){n.a});
        } else if (n.op == DAG_OF(OP_Mul)) {
            vec_push(&todo, (Expr){n.b});
            vec_push(&todo, (Expr){n.a});
        } else {
            times(b->g, &s.moves, at);
        }
    }
    vec_free(&todo);
    return s;
}

/* The inner indices of e must run as far whatever the others are. */
static bool box_of(const struct blocks *b, const struct loop *l, Expr e)
{
    for (unsigned k = 1; k < l->domain.rank; k++)
        if (dag_at(b->g, e)->free & bit(k) &&
            dag_at(b->g, l->domain.count[k])->free)
            return false;
    return true;
}

/* The sum of `moves` over the turns, by the inner indices it depends on. */
static struct loop partial_sum(struct blocks *b, const struct loop *l,
                               Expr moves)
{
    struct loop sum = {.effect = EFFECT_SUM, .body = moves, .span = l->span};
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    unsigned rank = 0;

    sum.domain.count[0] = b->count;
    sum.domain.var[0] = plan_var(0);
    for (unsigned k = 1; k < l->domain.rank; k++) {
        if (!(dag_at(b->g, moves)->free & bit(k)))
            continue;
        to[plan_var(k)] = dag_index(b->g, plan_var(rank + 1));
        sum.at[rank++] = to[plan_var(k)];
        sum.domain.count[rank] = l->domain.count[k];
        sum.domain.var[rank] = plan_var(rank);
    }
    sum.domain.rank = rank + 1;
    sum.body = dag_rewrite(b->g, moves, &how);
    return sum;
}

/* One that has been made already. */
static bool find_sum(const Loops *sums, struct loop *sum)
{
    for (size_t k = 0; k < sums->n; k++)
        if (expr_same(sums->at[k].body, sum->body) &&
            sums->at[k].domain.rank == sum->domain.rank) {
            sum->array = sums->at[k].array;
            return true;
        }
    return false;
}

/* target += stays * sum, over the inner indices alone, after the blocks. */
static void add_after(struct blocks *b, const struct loop *l,
                      const struct split *s, uint32_t sum, Loops *after)
{
    struct loop once = *l;
    Expr at[PROGRAM_RANK];
    unsigned rank = 0;

    for (unsigned k = 1; k < l->domain.rank; k++) {
        if (dag_at(b->g, s->moves)->free & bit(k))
            at[rank++] = dag_index(b->g, plan_var(k));
        once.domain.var[k - 1] = l->domain.var[k];
        once.domain.count[k - 1] = l->domain.count[k];
        once.domain.most[k - 1] = l->domain.most[k];
    }
    once.domain.rank--;
    once.body = dag_op2(b->g, OP_Mul, s->stays,
                        dag_load(b->g, sum, at, rank));
    vec_push(after, loop_canonical(b->p, &once));
}

/* Is it a sum over the turns for elements that stay, of a product? */
static bool splits(const struct blocks *b, const struct loop *l,
                   const Loops *sums, struct split *s)
{
    if (l->effect != EFFECT_SUM || l->domain.rank < 2)
        return false;
    for (unsigned k = 0; k < b->p->arrays.at[l->array].rank; k++)
        if (dag_at(b->g, l->at[k])->free & bit(0))
            return false;
    *s = split_product(b, l, sums);
    return s->moves.i && s->stays.i && box_of(b, l, s->moves);
}

/* Those that have fewer indices than the sum they are a factor of. */
static void find_sums(struct blocks *b, Loops *sums)
{
    for (size_t k = 0; k < b->in.n; k++) {
        const struct loop *l = &b->in.at[k];
        struct split s;
        struct loop sum;
        if (!splits(b, l, sums, &s) ||
            used_inner(b, l, s.moves) + 1 >= l->domain.rank)
            continue;
        sum = partial_sum(b, l, s.moves);
        if (find_sum(sums, &sum))
            continue;
        sum.array = block_array(b, sum.domain.rank - 1, sum.domain.count + 1,
                                false);
        vec_push(sums, sum);
    }
}

/* Sums whose terms are one thing times another that is the same in all turns
   and has more indices: the first is summed, the second applied once. */
void block_sums(struct blocks *b)
{
    Loops in = {0}, after = {0}, sums = {0};

    find_sums(b, &sums);
    for (size_t k = 0; k < b->in.n; k++) {
        const struct loop *l = &b->in.at[k];
        struct split s;
        struct loop sum;
        if (splits(b, l, &sums, &s) &&
            (sum = partial_sum(b, l, s.moves), find_sum(&sums, &sum)))
            add_after(b, l, &s, sum.array, &after);
        else
            vec_push(&in, *l);
    }
    for (size_t k = 0; k < sums.n; k++)
        vec_push(&in, sums.at[k]);
    for (size_t k = 0; k < b->after.n; k++)
        vec_push(&after, b->after.at[k]);
    vec_free(&sums);
    vec_free(&b->in);
    vec_free(&b->after);
    b->in = in;
    b->after = after;
}

/* ---- invariants ------------------------------------------------------- */

/* A value that is kept for the turn, and how many loops it stands in. */
struct kept { Expr value, stored; struct loop loop; bool written; };

struct invariants {
    struct blocks *b;
    VEC(struct kept) kept;
    VEC(struct same) pairs;
};

/* The outer loops that e needs: 1 + the greatest depth of an index in it. */
static unsigned depth_of(const struct dag *g, Expr e)
{
    uint64_t free = dag_at(g, e)->free >> plan_var(0);
    unsigned depth = 0;

    for (; free; free >>= 1)
        depth++;
    return depth;
}

/* Is it more than the load of a number that lies beside its neighbours'? */
static bool is_work(const struct blocks *b, Expr e)
{
    const struct node *n = dag_at(b->g, e);
    Expr idx[PROGRAM_RANK];

    if (n->op == DAG_LOAD)
        return !block_private(b, n->a) &&
               !(dag_load_index(b->g, e, idx) == 1 &&
                 expr_same(idx[0], block_turn(b)));
    return n->op == DAG_SELECT || n->op >= DAG_FIRST_OP;
}

static bool is_invariant(const struct blocks *b, const struct loop *l, Expr e)
{
    const struct node *n = dag_at(b->g, e);

    return n->type == TYPE_REAL && n->free & bit(0) &&
           depth_of(b->g, e) < l->domain.rank && is_work(b, e);
}

/* An array over the turn and the first indices, for the value of e. */
static void keep(struct invariants *v, const struct loop *l, Expr e)
{
    struct blocks *b = v->b;
    struct kept k = {.value = e, .loop = {.effect = EFFECT_DEFINE, .body = e,
                                          .span = l->span}};
    unsigned depth = depth_of(b->g, e);

    for (size_t j = 0; j < v->kept.n; j++)
        if (expr_same(v->kept.at[j].value, e))
            return;
    k.loop.domain.rank = depth;
    for (unsigned j = 0; j < depth; j++) {
        k.loop.domain.var[j] = plan_var(j);
        k.loop.domain.count[j] = l->domain.count[j];
        k.loop.domain.most[j] = l->domain.most[j];
        k.loop.at[j] = dag_index(b->g, plan_var(j));
    }
    for (unsigned j = 0; j < depth; j++)
        if (dag_at(b->g, l->domain.count[j])->free)
            return;              /* no box */
    k.loop.array = block_array(b, depth, k.loop.domain.count, true);
    k.stored = dag_load(b->g, k.loop.array, k.loop.at, depth);
    vec_push(&v->kept, k);
}

/* The largest parts of e that the innermost index does not change. */
static void find_below(struct invariants *v, const struct loop *l, Expr e)
{
    struct dag *g = v->b->g;
    uint32_t *list;
    size_t n = dag_reach(g, &e, 1, &list);
    bool *needed = calloc(n + 1, sizeof *needed);
    Expr kid[3];

    if (!needed)
        abort();
    needed[n - 1] = true;
    for (size_t k = n; k-- > 0;) {
        if (!needed[k])
            continue;
        if (is_invariant(v->b, l, (Expr){list[k]})) {
            keep(v, l, (Expr){list[k]});
            continue;
        }
        for (unsigned j = dag_children(&g->nodes.at[list[k]], kid); j-- > 0;)
            needed[dag_place(list, n, kid[j])] = true;
    }
    free(needed);
    free(list);
}

static int by_number(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;

    return x->value.i < y->value.i ? -1 : x->value.i > y->value.i;
}

/* A loop that loads what is kept; those that define it come before. */
static void put(struct invariants *v, struct loop l, Expr own, Loops *out)
{
    struct dag *g = v->b->g;
    uint32_t *list;
    size_t n = dag_reach(g, &l.body, 1, &list);

    v->pairs.n = 0;
    for (size_t k = 0; k < v->kept.n; k++) {
        struct kept *q = &v->kept.at[k];
        if (dag_place(list, n, q->value) < n && !expr_same(q->value, own))
            vec_push(&v->pairs, ((struct same){q->value, q->stored}));
    }
    replace(g, &l.body, 1, v->pairs.at, v->pairs.n);
    free(list);
    vec_push(out, l);
}

/* Which kept values does it need that are not written yet?  Inner first. */
static void put_kept(struct invariants *v, const struct loop *l, Loops *out)
{
    struct dag *g = v->b->g;
    uint32_t *list;
    size_t n = dag_reach(g, &l->body, 1, &list);

    for (size_t k = 0; k < v->kept.n; k++) {
        struct kept *q = &v->kept.at[k];
        if (q->written || dag_place(list, n, q->value) == n)
            continue;
        q->written = true;
        put(v, q->loop, q->value, out);
    }
    free(list);
}

void block_invariants(struct blocks *b)
{
    struct invariants v = {.b = b};
    Loops out = {0};

    for (size_t k = 0; k < b->in.n; k++)
        find_below(&v, &b->in.at[k], b->in.at[k].body);
    for (size_t k = 0; k < v.kept.n; k++) {      /* grows: parts of parts */
        struct kept q = v.kept.at[k];
        find_below(&v, &q.loop, q.value);
    }
    if (v.kept.n)
        qsort(v.kept.at, v.kept.n, sizeof *v.kept.at, by_number);
    for (size_t k = 0; k < b->in.n; k++) {
        put_kept(&v, &b->in.at[k], &out);
        for (size_t j = k + 1; j < b->in.n && b->in.at[k].together &&
             b->in.at[j].together == b->in.at[k].together; j++)
            put_kept(&v, &b->in.at[j], &out);    /* they stay together */
        put(&v, b->in.at[k], EXPR_NONE, &out);
    }
    vec_free(&b->in);
    vec_free(&v.kept);
    vec_free(&v.pairs);
    b->in = out;
}
