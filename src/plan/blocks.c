/*
 * blocks.c -- loops over data with loops inside, eight turns at a time
 * [reassociating].
 *
 * Where the work of one turn is loops in loops, short ones perhaps, vectors
 * are made of turns: all loops over the same range become one loop over blocks
 * of PLAN_LANES turns, in which the turn of a block is the innermost index.
 * What lives in one turn only is kept for one block.  The turns that are left
 * follow one by one.
 */
#include "blocking.h"

#include <math.h>

enum { TURNS_MIN = 2 * PLAN_LANES,   /* fewer are not worth it */
       INNER_MOST = 32,      /* inner loops as long make vectors themselves */
       GROUP_BLOCKS = 0x40000000 };

/* ---- which loops ------------------------------------------------------ */

bool block_private(const struct blocks *b, uint32_t array)
{
    const struct traffic *t = &b->of[array];

    return !(array < b->own && b->wanted[array]) && t->written[SIDE_IN] && !t->uneven &&
           !t->written[SIDE_BEFORE] && !t->written[SIDE_AFTER] &&
           !t->read[SIDE_BEFORE] && !t->read[SIDE_AFTER];
}

static bool fixed(const struct dag *g, const struct domain *d)
{
    uint64_t turn = (uint64_t)1 << plan_var(0);

    for (unsigned k = 1; k < d->rank; k++)
        if (dag_at(g, d->count[k])->free & turn)
            return false;
    return true;
}

static bool has_loads(struct dag *g, const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++)
        if (dag_loads(g, d->count[k]))
            return true;
    return false;
}

/* Are the elements that the loop writes those of its turn? */
static bool even(const struct blocks *b, const struct loop *l)
{
    return b->p->arrays.at[l->array].rank > 0 &&
           expr_same(l->at[0], block_turn(b));
}

/* Does a sum for elements that stay have few terms that are not zero, chosen
   by an inner index in each turn? */
static bool chooses(const struct blocks *b, const struct loop *l)
{
    const struct node *n = dag_at(b->g, l->body);
    uint64_t turn = dag_at(b->g, block_turn(b))->free, free;

    if (n->op != DAG_SELECT || even(b, l))
        return false;
    free = dag_at(b->g, (Expr){n->a})->free;
    return free & turn && free & ~turn;
}

static bool could_be_in(const struct blocks *b, const struct loop *l)
{
    return !l->group && l->domain.rank > 0 && !l->domain.guard.i &&
           l->domain.rank < PROGRAM_RANK &&
           b->p->arrays.at[l->array].rank < PROGRAM_RANK &&
           expr_same(l->domain.count[0], b->count) &&
           fixed(b->g, &l->domain) && !has_loads(b->g, &l->domain) &&
           !chooses(b, l);
}

struct load { uint32_t array; bool of_turn; };
typedef struct { struct load *at; size_t n, cap; } Loads;

static Loads loads_of(const struct blocks *b, const struct loop *l)
{
    Expr roots[LOOP_ROOTS], idx[PROGRAM_RANK];
    uint32_t *list;
    size_t n = dag_reach(b->g, roots, loop_roots(b->p, l, roots), &list);
    Loads out = {0};

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &b->g->nodes.at[list[k]];
        if (at->op != DAG_LOAD)
            continue;
        vec_push(&out, ((struct load){at->a,
            dag_load_index(b->g, (Expr){list[k]}, idx) > 0 &&
            expr_same(idx[0], block_turn(b))}));
    }
    free(list);
    return out;
}

/* Must the loop come after the blocks, because of what it reads? */
static bool waits(const struct blocks *b, const Loads *loads, bool in)
{
    for (size_t k = 0; k < loads->n; k++) {
        const struct traffic *t = &b->of[loads->at[k].array];
        if (t->written[SIDE_AFTER] ||
            (t->written[SIDE_IN] &&
             (!in || t->uneven || !loads->at[k].of_turn)))
            return true;
    }
    return false;
}

/* Where may it run, by what was done to its array before? */
static enum side side_of(const struct blocks *b, const struct loop *l,
                         const Loads *loads)
{
    const struct traffic *t = &b->of[l->array];
    bool in = could_be_in(b, l);

    if (t->written[SIDE_AFTER] || t->read[SIDE_AFTER] || t->read[SIDE_IN] ||
        waits(b, loads, in))
        return SIDE_AFTER;
    if (in)
        return SIDE_IN;
    return t->written[SIDE_IN] ? SIDE_AFTER : SIDE_BEFORE;
}

static void note(struct blocks *b, const struct loop *l, const Loads *loads,
                 enum side side)
{
    struct traffic *t = &b->of[l->array];

    t->written[side] = true;
    t->uneven |= side == SIDE_IN && !even(b, l);
    for (size_t k = 0; k < loads->n; k++) {
        t = &b->of[loads->at[k].array];
        t->read[side] = true;
        t->uneven |= side == SIDE_IN && !loads->at[k].of_turn;
    }
}

/* Do both take turns, in all their indices or in the first? */
static bool takes_turns(const struct loop *a, const struct loop *b)
{
    return (a->group && a->group == b->group) ||
           (a->together && a->together == b->together);
}

/* One loop, or those that take turns; they stay together. */
static void place(struct blocks *b, const struct loop *l, size_t n)
{
    enum side side = SIDE_BEFORE;
    Loops *to;

    for (size_t k = 0; k < n; k++) {
        Loads loads = loads_of(b, &l[k]);
        enum side one = side_of(b, &l[k], &loads);
        side = one > side ? one : side;
        vec_free(&loads);
    }
    to = side == SIDE_IN ? &b->in : side == SIDE_AFTER ? &b->after : &b->before;
    for (size_t k = 0; k < n; k++) {
        Loads loads = loads_of(b, &l[k]);
        note(b, &l[k], &loads, side);
        vec_push(to, l[k]);
        b->torn |= l[k].together && side != SIDE_IN;
        vec_free(&loads);
    }
}

/* Loops in loops in turns that are many: a number of turns to cut, or none. */
static Expr find_count(const struct dag *g, const Loops *all)
{
    for (size_t k = 0; k < all->n; k++) {
        const struct domain *d = &all->at[k].domain;
        Expr inner;
        if (d->rank < 3 || all->at[k].group || d->guard.i)
            continue;
        inner = d->count[d->rank - 1];
        if (dag_is_int(g, inner) && dag_int_value(g, inner) >= INNER_MOST)
            continue;
        if (dag_at(g, d->count[0])->op == DAG_SIZE ||
            (dag_is_int(g, d->count[0]) &&
             dag_int_value(g, d->count[0]) >= TURNS_MIN))
            return d->count[0];
    }
    return EXPR_NONE;
}

/* ---- what lives in a block -------------------------------------------- */

uint32_t block_array(struct blocks *b, unsigned rank, const Expr *count,
                     bool is_private)
{
    uint32_t a = program_array(b->p, ARRAY_TEMP, NULL, rank, NULL, count,
                               PHASE_POINT, 2);

    b->of = realloc(b->of, (a + 1) * sizeof *b->of);
    if (!b->of)
        abort();
    for (; b->arrays <= a; b->arrays++)
        b->of[b->arrays] = (struct traffic){.uneven = true};
    b->of[a].written[SIDE_IN] = true;
    b->of[a].uneven = !is_private;
    return a;
}

/* The rows of an input that a block reads, side by side in another array. */
struct copied { uint32_t array, rows; };

/* Loops being written for blocks of `width` turns, from turn `base` on. */
struct widening {
    struct blocks *b;
    unsigned width;
    Expr base, count;        /* of blocks */
    uint32_t group;
    Expr turn;               /* base + width * block + lane */
    Expr lane;               /* the index in a block; none: blocks of one */
    Loops copies, begins, out;   /* of rows, of accumulators; all else */
    Loops sums;              /* of what lanes have added up, after all blocks */
    VEC(struct copied) copied;
};

/* In a block: the block, the other indices, the lane. */
static unsigned in_block(const struct widening *w, Expr *idx, unsigned rank)
{
    idx[0] = block_turn(w->b);
    if (w->lane.i)
        idx[rank++] = w->lane;
    return rank;
}

static uint32_t scratch_array(struct widening *w, uint32_t array)
{
    struct blocks *b = w->b;
    struct array a = b->p->arrays.at[array];
    uint32_t s;

    a.count[0] = w->count;
    if (w->lane.i)
        a.count[a.rank++] = dag_int(b->g, PLAN_LANES);
    s = block_array(b, a.rank, a.count, false);
    if (w->lane.i)
        b->p->arrays.at[s].name = a.name;
    b->p->arrays.at[s].of = array + 1;
    b->p->arrays.at[s].in_turn = true;
    b->p->arrays.at[s].rolls = a.rolls;
    return s;
}

/* All its elements, of one block at a time; the body is still to come. */
static struct loop whole_array(const struct widening *w, uint32_t array,
                               enum effect effect)
{
    const struct array *a = &w->b->p->arrays.at[array];
    struct loop l = {.array = array, .effect = (uint8_t)effect,
                     .group = w->group, .joint = 1};

    l.domain.rank = a->rank;
    for (unsigned k = 0; k < a->rank; k++) {
        l.domain.var[k] = plan_var(k);
        l.domain.count[k] = a->count[k];
        l.at[k] = dag_index(w->b->g, plan_var(k));
    }
    return l;
}

static double identity(unsigned effect)
{
    return effect == EFFECT_PROD ? 1 : effect == EFFECT_MIN ? HUGE_VAL
         : effect == EFFECT_MAX ? -HUGE_VAL : 0;
}

/* The part of a private array; what is accumulated begins in each block. */
static uint32_t scratch_of(struct widening *w, const struct loop *l)
{
    struct traffic *t = &w->b->of[l->array];
    struct loop begin;

    if (!t->scratch) {
        uint32_t s = scratch_array(w, l->array) + 1;
        w->b->of[l->array].scratch = s;
        if (l->effect != EFFECT_DEFINE) {
            begin = whole_array(w, s - 1, EFFECT_DEFINE);
            begin.body = dag_num(w->b->g, identity(l->effect));
            begin.span = l->span;
            vec_push(&w->begins, begin);
        }
    }
    return w->b->of[l->array].scratch - 1;
}

/* A row of an input, x[turn, ...], that inner loops read: is it one? */
static bool is_row(const struct widening *w, Expr load, const Expr *idx,
                   unsigned rank)
{
    uint32_t array = dag_at(w->b->g, load)->a;
    uint64_t turn = dag_at(w->b->g, w->turn)->free, inner = 0;

    if (!w->lane.i || rank < 2 || !expr_same(idx[0], w->turn) ||
        w->b->p->arrays.at[array].integer || w->b->of[array].written[SIDE_IN])
        return false;
    for (unsigned k = 1; k < rank; k++)
        inner |= dag_at(w->b->g, idx[k])->free;
    return inner && !(inner & turn);
}

/* The rows of one block, side by side. */
static uint32_t copy_rows(struct widening *w, uint32_t array)
{
    struct loop l;
    Expr idx[PROGRAM_RANK], to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    unsigned rank = w->b->p->arrays.at[array].rank;
    uint32_t s;

    for (size_t k = 0; k < w->copied.n; k++)
        if (w->copied.at[k].array == array)
            return w->copied.at[k].rows;
    s = scratch_array(w, array);
    if (w->b->p->arrays.at[array].kind != ARRAY_DATA)
        w->b->p->arrays.at[s].name = NULL;
    l = whole_array(w, s, EFFECT_DEFINE);
    to[w->b->g->nodes.at[w->lane.i].a] = dag_index(w->b->g, plan_var(rank));
    idx[0] = dag_rewrite(w->b->g, w->turn, &how);
    for (unsigned k = 1; k < rank; k++)
        idx[k] = l.at[k];
    l.body = dag_load(w->b->g, array, idx, rank);
    vec_push(&w->copies, l);
    vec_push(&w->copied, ((struct copied){array, s}));
    return s;
}

static Expr widen_load(void *caller, struct dag *g, Expr load)
{
    struct widening *w = caller;
    const struct node n = *dag_at(g, load);
    Expr idx[PROGRAM_RANK];
    unsigned rank;

    if (n.op != DAG_LOAD)
        return EXPR_NONE;
    rank = dag_load_index(g, load, idx);
    if (n.a < w->b->arrays && w->b->of[n.a].scratch) {
        rank = in_block(w, idx, rank);
        return dag_load(g, w->b->of[n.a].scratch - 1, idx, rank);
    }
    if (!is_row(w, load, idx, rank))
        return EXPR_NONE;
    rank = in_block(w, idx, rank);
    return dag_load(g, copy_rows(w, n.a), idx, rank);
}

/*
 * Are numbers merely added up, over the turns, for elements that stay?  To add
 * up the lanes of each block would be most of the work.
 */
static bool adds_up(const struct widening *w, const struct loop *l)
{
    const struct dag *g = w->b->g;
    uint64_t turn = dag_at(g, block_turn(w->b))->free;

    if (l->effect != EFFECT_SUM || l->domain.rank < 2 ||
        dag_at(g, l->body)->op != DAG_LOAD)
        return false;
    for (unsigned k = 0; k < w->b->p->arrays.at[l->array].rank; k++)
        if (dag_at(g, l->at[k])->free & turn)
            return false;
    for (unsigned k = 1; k < l->domain.rank; k++)
        if (dag_at(g, l->domain.count[k])->free)
            return false;
    return true;
}

/* The widened loop adds to one sum a lane; these are added up after. */
static void sum_lanes(struct widening *w, struct loop *l)
{
    struct loop after = *l;
    unsigned rank = l->domain.rank - 1;
    uint32_t a = block_array(w->b, rank, l->domain.count + 1, false);

    after.group = after.joint = 0;
    after.domain.rank = rank;
    for (unsigned k = 0; k < rank; k++) {
        after.domain.var[k] = l->domain.var[k + 1];
        after.domain.count[k] = l->domain.count[k + 1];
        after.domain.most[k] = l->domain.most[k + 1];
        l->at[k] = dag_index(w->b->g, after.domain.var[k]);
    }
    after.body = dag_load(w->b->g, a, l->at, rank);
    l->array = a;
    vec_push(&w->sums, after);
}

static void widen_domain(const struct widening *w, struct domain *d)
{
    d->count[0] = w->count;
    d->most[0] = EXPR_NONE;
    if (!w->lane.i)
        return;
    d->var[d->rank] = plan_var(d->rank);
    d->count[d->rank] = dag_int(w->b->g, PLAN_LANES);
    d->most[d->rank++] = EXPR_NONE;
}

static void widen_loop(struct widening *w, const struct loop *from)
{
    struct blocks *b = w->b;
    struct loop l = *from;
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, widen_load, w};
    unsigned rank = b->p->arrays.at[l.array].rank;

    w->lane = w->width > 1 ? dag_index(b->g, plan_var(l.domain.rank))
                           : EXPR_NONE;
    w->turn = dag_int(b->g, w->width);
    w->turn = dag_imul(b->g, block_turn(b), w->turn);
    w->turn = dag_iadd(b->g, w->base, w->turn);
    if (w->lane.i)
        w->turn = dag_iadd(b->g, w->turn, w->lane);
    to[plan_var(0)] = w->turn;
    l.body = dag_rewrite(b->g, l.body, &how);
    for (unsigned k = 0; k < rank; k++)
        l.at[k] = dag_rewrite(b->g, l.at[k], &how);
    if (block_private(b, l.array)) {
        l.array = scratch_of(w, &l);
        in_block(w, l.at, rank);
    }
    widen_domain(w, &l.domain);
    l.group = w->group;
    l.joint = 1;
    if (w->lane.i && adds_up(w, from))
        sum_lanes(w, &l);
    vec_push(&w->out, l);
}

static void append(Loops *to, const Loops *from)
{
    for (size_t k = 0; k < from->n; k++)
        vec_push(to, from->at[k]);
}

static void widen(struct blocks *b, unsigned width, Expr base, Expr count,
                  Loops *out, Loops *sums)
{
    struct widening w = {.b = b, .width = width, .base = base, .count = count,
                         .group = GROUP_BLOCKS + width};

    for (size_t k = 0; k < b->arrays; k++)
        b->of[k].scratch = 0;
    for (size_t k = 0; k < b->in.n; k++)
        widen_loop(&w, &b->in.at[k]);
    append(out, &w.copies);
    for (unsigned rank = 0; rank <= PROGRAM_RANK; rank++)
        for (size_t k = 0; k < w.begins.n; k++)      /* outer ones first */
            if (w.begins.at[k].domain.rank == rank)
                vec_push(out, w.begins.at[k]);
    append(out, &w.out);
    append(sums, &w.sums);
    vec_free(&w.sums);
    vec_free(&w.copies);
    vec_free(&w.begins);
    vec_free(&w.out);
    vec_free(&w.copied);
}

/* ---- all -------------------------------------------------------------- */

static void cut(struct blocks *b, Loops *out)
{
    Expr width = dag_int(b->g, PLAN_LANES);
    Expr blocks = dag_int2(b->g, DAG_IDIV, b->count, width);
    Expr rest = dag_int2(b->g, DAG_IMOD, b->count, width);

    Loops sums = {0};

    append(out, &b->before);
    widen(b, PLAN_LANES, dag_int(b->g, 0), blocks, out, &sums);
    if (!dag_is_int(b->g, rest) || dag_int_value(b->g, rest) > 0)
        widen(b, 1, dag_imul(b->g, blocks, width), rest, out, &sums);
    append(out, &sums);
    append(out, &b->after);
    vec_free(&sums);
}

static bool worth_it(const struct blocks *b)
{
    bool deep = false;

    for (size_t k = 0; k < b->in.n; k++)
        deep |= b->in.at[k].domain.rank >= 3;
    return deep;
}

/* Loops whose indices are still to be named by depth never run in blocks. */
static void place_all(struct blocks *b, const Loops *loops)
{
    Loops run = {0};

    for (size_t k = 0, n; k < loops->n; k += n) {
        const struct loop *first = &loops->at[k];
        run.n = 0;
        for (n = 0; n == 0 || (k + n < loops->n &&
                               takes_turns(first, &first[n])); n++)
            vec_push(&run, first->group ? first[n]
                                        : loop_canonical(b->p, &first[n]));
        place(b, run.at, n);
    }
    vec_free(&run);
}

bool block_loops(struct program *p, const bool *wanted, Expr count,
                 Loops *loops, bool *middle)
{
    struct blocks b = {.p = p, .g = p->dag, .wanted = wanted,
                       .own = p->arrays.n, .arrays = p->arrays.n,
                       .count = count.i ? count
                                        : find_count(p->dag, loops)};
    Loops out = {0};
    bool cuts;

    if (!b.count.i)
        return false;
    b.of = calloc(b.arrays + 1, sizeof *b.of);
    if (!b.of)
        abort();
    place_all(&b, loops);
    cuts = count.i ? b.in.n > 0 && !b.torn : worth_it(&b);
    if (cuts) {
        block_sums(&b);
        block_invariants(&b);
        *middle = block_middles(&b);
        cut(&b, &out);
        vec_free(loops);
        *loops = out;
    }
    vec_free(&b.before);
    vec_free(&b.in);
    vec_free(&b.after);
    free(b.of);
    return cuts;
}
