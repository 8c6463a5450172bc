/*
 * recurrence.c -- an order in which every element comes after those it needs.
 *
 * Tried: each index outermost, up and down, then pairs of indices, and so on;
 * the first order is taken in which every load of a group's own array is
 * provably of an earlier turn, or of the same turn and an earlier loop.  Where
 * there is none, what only the data decide is taken to be earlier, and
 * checked at set-up: trees.
 */
#include "ordering.h"

#include <stdlib.h>
#include <string.h>

static bool in_group(const struct order *o, uint32_t array)
{
    for (size_t k = 0; k < o->n; k++)
        if (o->arrays[k] == array)
            return true;
    return false;
}

/* ---- distances -------------------------------------------------------- */

/* The element that a loop is at, in `dim`: variable plus where it begins. */
static Expr element(const struct order *o, size_t k, unsigned dim)
{
    return o->items[o->sub[k]].at[dim];
}

static Expr put(const struct order *o, Expr e, unsigned var, Expr by)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};

    to[var] = by;
    return dag_rewrite(o->g, e, &how);
}

static bool is_line(const struct order *o, Expr e, unsigned var, Expr e0,
                    Expr slope)
{
    Expr rise = dag_imul(o->g, slope, dag_index(o->g, var));

    return expr_same(dag_iadd(o->g, e0, rise), e);
}

/* The least value of e over a domain, where it is affine; else none. */
static Expr least(const struct order *o, Expr e, const struct domain *d)
{
    for (unsigned k = d->rank; k-- > 0;) {
        Expr e0, e1, slope;
        if (!(dag_at(o->g, e)->free >> d->var[k] & 1))
            continue;
        e0 = put(o, e, d->var[k], dag_int(o->g, 0));
        e1 = put(o, e, d->var[k], dag_int(o->g, 1));
        slope = dag_isub(o->g, e1, e0);
        if (!dag_is_int(o->g, slope) || !is_line(o, e, d->var[k], e0, slope))
            return EXPR_NONE;
        e = dag_int_value(o->g, slope) >= 0 ? e0
            : put(o, e, d->var[k], dag_isub(o->g, d->count[k],
                                            dag_int(o->g, 1)));
    }
    return e;
}

static bool at_least(const struct order *o, Expr e, const struct domain *d,
                     int64_t bound)
{
    Expr low = least(o, e, d);

    return low.i && dag_is_int(o->g, low) && dag_int_value(o->g, low) >= bound;
}

/* Is the load surely of no element that the writer computes? */
static bool misses(const struct order *o, const struct loop *reader,
                   const struct loop *writer, const Expr *idx, unsigned rank)
{
    const struct domain *d = &reader->domain;
    Expr zero = dag_int(o->g, 0);

    for (unsigned j = 0; j < rank; j++) {
        Expr lo = least(o, writer->at[j], &writer->domain);
        Expr hi = least(o, dag_isub(o->g, zero, writer->at[j]),
                        &writer->domain);
        if (!lo.i || !hi.i)
            return false;
        if (at_least(o, dag_isub(o->g, lo, idx[j]), d, 1) ||
            at_least(o, dag_iadd(o->g, idx[j], hi), d, 1))
            return true;
    }
    return false;
}

/* The element that a loop is at, less its turn: where its first turn is. */
static Expr first_element(const struct order *o, size_t k, unsigned dim)
{
    Expr turn = dag_index(o->g, o->items[o->sub[k]].var[dim]);

    return dag_isub(o->g, element(o, k, dim), turn);
}

/* A load of loop k, along one index: of an element that loop w may write. */
struct look {
    size_t k, w;
    Expr back;               /* how many turns ago it was, or is, written */
    Expr chosen;             /* the `if` on indices around it, or none */
    Expr turn;               /* of w: when it is */
    long place;              /* of the index in w's domain */
};

/*
 * What an `if` on indices does not choose is read nowhere.  Arrays may begin
 * anywhere: turns are counted, not elements.
 */
static struct look look_at(const struct order *o, size_t k, size_t w,
                           unsigned j, Expr idx)
{
    const struct node *n = dag_at(o->g, idx);
    unsigned dim = o->dim[j];
    Expr mine = first_element(o, k, dim), its = first_element(o, w, dim), turn;
    struct look at = {.k = k, .w = w, .place = recurrence_place(o, w, dim)};

    if (n->op == DAG_SELECT && dag_is_int(o->g, (Expr){n->c})) {
        at.chosen = (Expr){n->a};
        idx = (Expr){n->b};
    }
    turn = dag_isub(o->g, element(o, k, dim), mine);
    at.turn = dag_isub(o->g, idx, its);
    at.back = dag_isub(o->g, turn, at.turn);
    if (o->down[j])
        at.back = dag_isub(o->g, dag_int(o->g, 0), at.back);
    return at;
}

/* back >= 1 wherever w writes what is chosen: set-up looks. */
static void check_turn(const struct order *o, const struct look *at)
{
    const struct loop *reader = loop_at(o, at->k), *writer = loop_at(o, at->w);
    Expr late, written;

    written = dag_in_range(o->g, at->turn, writer->domain.count[at->place]);
    late = dag_compare(o->g, DAG_ILT, at->back, dag_int(o->g, 1));
    late = both(o->l, written, late);
    if (at->chosen.i)
        late = both(o->l, at->chosen, late);
    never_check(o->l, reader->span, &reader->domain, late, "an element needs "
                "one that is not earlier, with these data");
}

/*
 * Is the load idx of loop k from what loop w writes in an earlier turn (1), in
 * the same turn (0), or is neither sure (-1)?  `settle`: what was only trusted
 * is to be checked.
 */
static int turn_of(const struct order *o, size_t k, size_t w, const Expr *idx,
                   bool settle)
{
    const struct domain *d = &loop_at(o, k)->domain;

    for (unsigned j = 0; j < o->joint; j++) {
        struct look at = look_at(o, k, w, j, idx[o->dim[j]]);
        Expr back = at.back;
        if (at_least(o, back, d, 1))
            return 1;
        if (o->trusting && dag_loads(o->g, back)) {
            if (settle)
                check_turn(o, &at);
            return 1;
        }
        if (!dag_is_int(o->g, back) || dag_int_value(o->g, back) != 0)
            return -1;
    }
    return 0;
}

/* ---- one order -------------------------------------------------------- */

/* Does the loop k need loop j of the same turn?  -1: the order fails. */
static int needs(struct order *o, size_t k, size_t j, bool settle)
{
    uint32_t *list, array = loop_at(o, j)->array;
    size_t n = dag_reach(o->g, &loop_at(o, k)->body, 1, &list);
    int result = 0;

    for (size_t i = 0; i < n && result >= 0; i++) {
        const struct node *at = &o->g->nodes.at[list[i]];
        Expr idx[PROGRAM_RANK];
        unsigned rank;
        int turn;
        if (at->op != DAG_LOAD || at->a != array)
            continue;
        rank = dag_load_index(o->g, (Expr){list[i]}, idx);
        if (misses(o, loop_at(o, k), loop_at(o, j), idx, rank))
            continue;
        if (!in_group(o, array)) {
            result = 1;
            continue;
        }
        turn = turn_of(o, k, j, idx, settle);
        result = turn < 0 ? -1 : turn == 0 ? 1 : result;
    }
    free(list);
    return result;
}

/* All loops must run over the joint indices, over the same ranges. */
static bool ranges_agree(const struct order *o)
{
    for (unsigned j = 0; j < o->joint; j++) {
        long p0 = recurrence_place(o, 0, o->dim[j]);
        for (size_t k = 0; k < o->count; k++) {
            long p = recurrence_place(o, k, o->dim[j]);
            if (p0 < 0 || p < 0 ||
                !expr_same(loop_at(o, k)->domain.count[p],
                           loop_at(o, 0)->domain.count[p0]))
                return false;
        }
    }
    return true;
}

/* The end of the recurrence within a turn that loop k begins, or k + 1. */
static size_t unit_end(const struct order *o, size_t k)
{
    uint32_t group = loop_at(o, k)->group;
    size_t end = k + 1;

    while (group && end < o->count && loop_at(o, end)->group == group)
        end++;
    return end;
}

/* Is all that loops [k, end) need of the same turn done?  -1: order fails. */
static int unit_ready(struct order *o, size_t k, size_t end, const bool *done)
{
    for (size_t i = k; i < end; i++)
        for (size_t j = 0; j < o->count; j++) {
            bool own = loop_at(o, k)->group && j >= k && j < end;
            int need = done[j] || own
                           ? 0 : needs(o, i, j, false);
            if (need < 0)
                o->blame = i;
            if (need != 0)
                return need < 0 ? -1 : 0;
        }
    return 1;
}

/* Kahn's order of the loops within a turn; false when there is none. */
static bool sort_turn(struct order *o, size_t *sorted)
{
    bool *done = calloc(o->count + 1, sizeof *done);
    size_t n = 0, before, end;
    bool ok = true;

    if (!done)
        abort();
    do {
        before = n;
        for (size_t k = 0; ok && k < o->count; k = end) {
            int ready;
            end = unit_end(o, k);
            ready = done[k] ? 0 : unit_ready(o, k, end, done);
            ok = ready >= 0;
            for (size_t i = k; ready > 0 && i < end; i++) {
                done[i] = true;
                sorted[n++] = i;
            }
        }
    } while (ok && n > before);
    free(done);
    return ok && n == o->count;
}

/* Loads of loops that are done must be of an earlier turn or this one, too. */
static bool all_loads_fit(struct order *o)
{
    for (size_t k = 0; k < o->count; k++)
        for (size_t j = 0; j < o->count; j++)
            if (needs(o, k, j, false) < 0) {
                o->blame = k;
                return false;
            }
    return true;
}

/* The order is taken: what it trusts in will be checked. */
static void settle(struct order *o)
{
    for (size_t k = 0; o->trusting && k < o->count; k++)
        for (size_t j = 0; j < o->count; j++)
            needs(o, k, j, true);
}

static bool try_order(struct order *o, uint32_t group)
{
    size_t *sorted = calloc(o->count + 1, sizeof *sorted);
    bool ok;

    if (!sorted)
        abort();
    ok = ranges_agree(o) && all_loads_fit(o) && sort_turn(o, sorted);
    if (ok) {
        settle(o);
        recurrence_arrange(o, sorted, group);
    }
    free(sorted);
    return ok;
}

/* ---- all orders ------------------------------------------------------- */

/* The next choice of `joint` different dimensions and their directions. */
static bool choose(struct order *o, unsigned rank, unsigned number)
{
    for (unsigned j = 0; j < o->joint; j++) {
        unsigned digit = number % (2 * rank);
        number /= 2 * rank;
        o->dim[j] = digit / 2;
        o->down[j] = digit & 1;
        for (unsigned i = 0; i < j; i++)
            if (o->dim[i] == o->dim[j])
                return false;
    }
    return true;
}

static void report(struct order *o, struct span at)
{
    const struct loop **loops = arena_array(o->l->arena, o->count + 1,
                                            sizeof *loops);
    int m = diag_add(o->l->d, "E0271", at, "no order was found in which every "
                     "element comes after those it needs");

    for (size_t k = 0; k < o->count; k++)
        loops[k] = loop_at(o, k);
    say_circle(o->l, m, loops, o->count, o->blame);
    diag_help(o->l->d, m, "refer to earlier elements only, like x[k-1], or "
              "make it an unknown and write an equation for its elements");
}

static bool try_orders(struct order *o, uint32_t group)
{
    unsigned rank = PROGRAM_RANK, choices = 1;

    for (size_t k = 0; k < o->count; k++)
        if (o->items[o->sub[k]].rank < rank)
            rank = o->items[o->sub[k]].rank;
    for (o->joint = 1; o->joint <= rank && o->joint <= JOINT_MAX; o->joint++) {
        choices *= 2 * rank;
        for (unsigned c = 0; c < choices; c++)
            if (choose(o, rank, c) && try_order(o, group))
                return true;
    }
    return false;
}

/* A recurrence of a body within, that does not need the one around it. */
static bool is_ordered(const struct order *o)
{
    return loop_at(o, 0)->group && unit_end(o, 0) == o->count;
}

/* Find an order for the circle o->sub. */
static bool order_circle(struct order *o, uint32_t group, struct span at)
{
    if (is_ordered(o)) {
        for (size_t k = 0; k < o->count; k++)
            loop_at(o, k)->group = group;
        return true;
    }
    o->trusting = false;
    if (try_orders(o, group))
        return true;
    o->trusting = true;
    if (try_orders(o, group))
        return true;
    report(o, at);
    return false;
}

/* ---- circles ---------------------------------------------------------- */

/* Does item k load what item j computes? Not sure counts as yes. */
static bool may_need(const struct order *o, size_t k, size_t j)
{
    const struct loop *reader = &o->items[k].loop;
    const struct loop *writer = &o->items[j].loop;
    uint32_t *list;
    size_t n = dag_reach(o->g, &reader->body, 1, &list);
    bool yes = false;

    for (size_t i = 0; i < n && !yes; i++) {
        const struct node *at = &o->g->nodes.at[list[i]];
        Expr idx[PROGRAM_RANK];
        unsigned rank;
        if (at->op != DAG_LOAD || at->a != writer->array)
            continue;
        rank = dag_load_index(o->g, (Expr){list[i]}, idx);
        yes = !misses(o, reader, writer, idx, rank);
    }
    free(list);
    return yes;
}

/* reach[k * n + j]: item k needs item j, perhaps through others (Warshall). */
static bool *find_reach(const struct order *o)
{
    size_t n = o->all;
    bool *reach = calloc(n * n + 1, 1);

    if (!reach)
        abort();
    for (size_t k = 0; k < n; k++)
        for (size_t j = 0; j < n; j++)
            reach[k * n + j] = may_need(o, k, j);
    for (size_t m = 0; m < n; m++)
        for (size_t k = 0; k < n; k++)
            for (size_t j = 0; reach[k * n + m] && j < n; j++)
                reach[k * n + j] |= reach[m * n + j];
    return reach;
}

/* Circle after circle, each when all that it needs is there. */
static bool order_all(struct order *o, const bool *reach, struct loop *out,
                      uint32_t group, struct span at)
{
    bool *done = calloc(o->all + 1, sizeof *done);
    size_t *sub = calloc(o->all + 1, sizeof *sub), at_out = 0, n = o->all;
    bool ok = true;

    if (!done || !sub)
        abort();
    for (size_t k = 0; ok && at_out < n; k = (k + 1) % n) {
        bool ready = !done[k];
        size_t count = 0;
        for (size_t j = 0; ready && j < n; j++) {
            bool both = j == k || (reach[k * n + j] && reach[j * n + k]);
            ready = done[j] || !reach[k * n + j] || both;
            if (both && !done[j])
                sub[count++] = j;
        }
        if (!ready)
            continue;
        o->sub = sub;
        o->count = count;
        if (count > 1 || reach[k * n + k])
            ok = order_circle(o, group + (uint32_t)at_out, at);
        for (size_t j = 0; j < count; j++) {
            done[sub[j]] = true;
            out[at_out++] = o->items[sub[j]].loop;
        }
    }
    free(done);
    free(sub);
    return ok;
}

/* A temporary stands before the part that it was lifted from. */
static void fill_items(struct order *o, size_t first)
{
    size_t part = o->all;

    for (size_t k = o->all; k-- > 0;) {
        struct item *item = &o->items[k];
        const struct loop *p;

        item->loop = o->l->p->loops.at[first + k];
        if (in_group(o, item->loop.array))
            part = k;
        p = &o->items[part].loop;
        item->rank = o->l->p->arrays.at[p->array].rank;
        for (unsigned j = 0; j < item->rank; j++) {
            item->var[j] = p->domain.var[j];
            item->at[j] = p->at[j];
        }
    }
}

enum { ITEMS_MAX = 512 };

bool recurrence_order(struct lower *l, size_t first, const uint32_t *arrays,
                      size_t n, struct span at)
{
    struct order o = {.l = l, .g = l->g, .arrays = arrays, .n = n,
                      .all = l->p->loops.n - first};
    struct loop *out;
    bool *reach, ok;

    if (o.all == 0)
        return true;
    if (o.all > ITEMS_MAX) {
        diag_add(l->d, "E0272", at, "more than %d parts need one another",
                 ITEMS_MAX);
        return false;
    }
    o.items = calloc(o.all, sizeof *o.items);
    out = calloc(o.all, sizeof *out);
    if (!o.items || !out)
        abort();
    fill_items(&o, first);
    reach = find_reach(&o);
    ok = order_all(&o, reach, out, (uint32_t)first + 1, at);
    if (ok)
        memcpy(l->p->loops.at + first, out, o.all * sizeof *out);
    free(o.items);
    free(out);
    free(reach);
    return ok;
}
