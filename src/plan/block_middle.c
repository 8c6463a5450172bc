/*
 * block_middle.c -- in the loops that are cut in blocks, what an index between
 * the turn and the innermost one does not change is computed before [exact].
 *
 *     for i, c, a: s[i, c] += l[c, a]*(x[i, a] - m[a])       becomes
 *     for i, a: d[i, a] = x[i, a] - m[a];  for i, c, a: s[i, c] += l[c, a]*d[i, a]
 *
 * Each loop has an array of its own for that, which then lives in one turn of
 * the indices around and is as small as can be.
 */
#include "blocking.h"

#include "../math/replace.h"

static bool uses(const struct blocks *b, Expr e, unsigned depth)
{
    return dag_at(b->g, e)->free >> plan_var(depth) & 1;
}

/* How far index k runs at most, whatever the others are; or EXPR_NONE. */
static Expr extent(const struct blocks *b, const struct loop *l, unsigned k)
{
    Expr n = domain_extent(&l->domain, k);

    return dag_at(b->g, n)->free ? EXPR_NONE : n;
}

/* Is it a number below n, or the index of a loop that stays below? */
static bool stays_below(const struct blocks *b, const struct loop *l, Expr at,
                        Expr n)
{
    const struct node *node = dag_at(b->g, at);
    Expr most, room;

    if (node->op != DAG_INDEX && node->op != DAG_INT)
        return false;
    most = node->op == DAG_INT ? dag_plus(b->g, at, 1)
                               : extent(b, l, node->a - plan_var(0));
    if (!most.i)
        return false;
    room = dag_isub(b->g, n, most);
    return dag_is_int(b->g, room) && dag_int_value(b->g, room) >= 0;
}

/* May it be evaluated in all turns, and not in those of the loop only? */
static bool loads_inside(const struct blocks *b, const struct loop *l, Expr e)
{
    Expr idx[PROGRAM_RANK];
    uint32_t *list;
    size_t n = dag_reach(b->g, &e, 1, &list);
    bool good = true;

    for (size_t k = 0; k < n && good; k++) {
        const struct node at = b->g->nodes.at[list[k]];
        if (at.op != DAG_LOAD)
            continue;
        for (unsigned j = dag_load_index(b->g, (Expr){list[k]}, idx);
             j-- > 0 && good;)
            good = stays_below(b, l, idx[j], b->p->arrays.at[at.a].count[j]);
    }
    free(list);
    return good;
}

/* Is it work that depends on the turn and the innermost index, but not on all
   between? */
static bool skips_index(const struct blocks *b, const struct loop *l, Expr e)
{
    const struct node *n = dag_at(b->g, e);
    unsigned last = l->domain.rank - 1, skipped = 0;

    if (n->type != TYPE_REAL || n->op < DAG_FIRST_OP || !uses(b, e, 0) ||
        !uses(b, e, last))
        return false;
    for (unsigned k = 0; k <= last; k++) {
        skipped += !uses(b, e, k);
        if (uses(b, e, k) && !extent(b, l, k).i)
            return false;
    }
    return skipped > 0 && loads_inside(b, l, e);
}

/* Its loop, over the indices that it depends on; what is stored in its place. */
static struct loop before_loop(struct blocks *b, const struct loop *l, Expr e,
                               Expr *stored)
{
    struct loop out = {.effect = EFFECT_DEFINE, .span = l->span};
    Expr to[DAG_INDEX_VARS] = {{0}}, at[PROGRAM_RANK];
    struct dag_rewrite how = {to, NULL, NULL};
    unsigned rank = 0;

    for (unsigned k = 0; k < l->domain.rank; k++) {
        if (!uses(b, e, k))
            continue;
        at[rank] = dag_index(b->g, plan_var(k));
        out.domain.var[rank] = plan_var(rank);
        out.domain.count[rank] = extent(b, l, k);
        out.at[rank] = to[plan_var(k)] = dag_index(b->g, plan_var(rank));
        rank++;
    }
    out.domain.rank = rank;
    out.body = dag_rewrite(b->g, e, &how);
    out.array = block_array(b, rank, out.domain.count, true);
    *stored = dag_load(b->g, out.array, at, rank);
    return out;
}

/* The largest such parts of the loop's body. */
static void split_off(struct blocks *b, struct loop *l, Loops *out)
{
    uint32_t *list;
    size_t n = dag_reach(b->g, &l->body, 1, &list);
    bool *needed = calloc(n + 1, sizeof *needed);
    VEC(struct same) pairs = {0};
    Expr kid[3];

    if (!needed)
        abort();
    needed[n - 1] = true;
    for (size_t k = n; k-- > 0;) {
        struct same part = {{list[k]}, {0}};
        if (needed[k] && skips_index(b, l, part.value)) {
            vec_push(out, before_loop(b, l, part.value, &part.stored));
            vec_push(&pairs, part);
            continue;
        }
        for (unsigned j = needed[k] ? dag_children(&b->g->nodes.at[list[k]],
                                                   kid) : 0; j-- > 0;)
            needed[dag_place(list, n, kid[j])] = true;
    }
    if (pairs.n)
        replace(b->g, &l->body, 1, pairs.at, pairs.n);
    vec_free(&pairs);
    free(needed);
    free(list);
}

bool block_middles(struct blocks *b)
{
    size_t before = b->in.n;
    Loops out = {0};

    for (size_t k = 0; k < b->in.n; k++) {
        struct loop l = b->in.at[k];
        if (l.domain.rank > 2)
            split_off(b, &l, &out);
        vec_push(&out, l);
    }
    vec_free(&b->in);
    b->in = out;
    return out.n > before;
}
