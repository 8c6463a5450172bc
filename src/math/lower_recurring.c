/*
 * lower_recurring.c -- recurrences inside `for {}` and `fn {}`.
 *
 * What `let x[0] = a; let x[k in 1..n] = x[k-1] + h*f(x[k-1]);` defines in a
 * body is an array over the indices in scope there and x's own: in for j, an
 * array x[j, k].  Its loops are ordered when all parts of all such lets of the
 * body are there, so that several may need one another.  In an element of
 * another recurrence they are that one's loops, too, and keep their order in
 * each of its turns.  An array's elements are taken to depend on the unknowns,
 * and not linearly, unless set-up knows all that they are made of.
 */
#include "lowering.h"

#include <stdlib.h>

/* ---- the array ---------------------------------------------------------- */

/* The box that the parts tile. */
static bool shape_of(struct lower *l, struct recurring *r)
{
    const char *name = ast_at(l->t, r->first)->name;
    struct value *shape;
    const struct value **box;
    Expr element = l->element;
    bool ok = true;
    size_t n = 0;

    for (Ast p = r->first; p.i; p = l->parts.next[p.i])
        r->left++;
    shape = arena_array(l->arena, r->left, sizeof *shape);
    box = arena_array(l->arena, r->left, sizeof *box);
    for (Ast p = r->first; p.i && ok; p = l->parts.next[p.i], n++) {
        struct dims d;
        ok = dims_open(l, ast_kid(l->t, p), &d, true);
        dims_close(l, &d);
        l->element = element;
        shape[n] = d.shape;
        box[n] = &shape[n];
    }
    if (!ok || parts_tile(l, box, n, &r->shape))
        return ok;
    lower_fail(l, "E0270", r->first, "the parts of `%s` do not fit together: "
               "each element must be defined once, without gaps", name);
    return false;
}

static void make_array(struct lower *l, struct recurring *r)
{
    struct domain outer = domain_open(l);
    Expr lo[PROGRAM_RANK], extent[PROGRAM_RANK], at[PROGRAM_RANK];
    const struct ast_node *n = ast_at(l->t, r->first);

    if (outer.rank + r->shape.rank > RANK_MAX) {
        lower_fail(l, "E0245", r->first, "loops are nested too deep here");
        return;
    }
    for (unsigned k = 0; k < outer.rank; k++) {
        lo[k] = dag_int(l->g, 0);
        extent[k] = domain_extent(&outer, k);
        at[k] = dag_index(l->g, outer.var[k]);
    }
    for (unsigned k = 0; k < r->shape.rank; k++) {
        lo[outer.rank + k] = r->shape.lo[k];
        extent[outer.rank + k] = r->shape.count[k];
        at[outer.rank + k] = dag_index(l->g, k);
    }
    r->array = program_array(l->p, ARRAY_LET, n->name,
                             outer.rank + r->shape.rank, lo, extent,
                             PHASE_POINT, 2);
    l->p->arrays.at[r->array].span = n->span;
    r->shape.e = dag_load(l->g, r->array, at, outer.rank + r->shape.rank);
}

void recurring_begin(struct lower *l, Ast decl)
{
    struct recurring r = {.first = decl, .array = UINT32_MAX,
                          .loops = l->p->loops.n, .depth = l->local_dims.n};

    if (shape_of(l, &r))
        make_array(l, &r);
    r.shape.e = r.array == UINT32_MAX ? EXPR_NONE : r.shape.e;
    bind_name(l, ast_at(l->t, decl)->name, r.shape);
    vec_push(&l->recurring, r);
}

/* ---- its parts ---------------------------------------------------------- */

static struct recurring *find(struct lower *l, Ast decl)
{
    size_t k = l->recurring.n;

    while (k-- > 0)
        if (l->recurring.at[k].first.i == local_first(&l->parts, decl).i)
            return &l->recurring.at[k];
    return NULL;
}

/* The part's loop inside those of the indices in scope. */
static void push_part(struct lower *l, const struct recurring *r,
                      const struct dims *d, struct loop *loop)
{
    struct loop all = *loop;
    size_t own = l->open.n;

    l->open.n = d->open;
    all.domain = domain_open(l);
    l->open.n = own;
    for (unsigned k = 0; k < all.domain.rank; k++) {
        all.at[k] = dag_index(l->g, all.domain.var[k]);
        all.domain.guard = both(l, all.domain.guard, l->open.at[k].guard);
    }
    for (unsigned k = 0; k < d->shape.rank; k++)
        all.at[all.domain.rank + k] = dag_iadd(
            l->g, loop->at[k],
            dag_isub(l->g, d->shape.lo[k], r->shape.lo[k]));
    domain_append(&all.domain, &loop->domain);
    vec_push(&l->p->loops, all);
}

/*
 * Elements that no branch around takes are 0: what they would be made of may
 * have no value there, and an adjoint that is 0 would not take that away.
 */
static Expr where_taken(struct lower *l, Expr e)
{
    Expr all = EXPR_NONE;

    for (size_t k = 0; k < l->choices.n; k++)
        all = both(l, all, l->choices.at[k]);
    return all.i ? dag_where(l->g, all, dag_real(l->g, e)) : e;
}

void recurring_part(struct lower *l, Ast decl, const struct dims *d,
                    struct value v)
{
    struct recurring *r = find(l, decl);
    struct loop loop;

    if (!r)
        return;
    if (r->left > 0)
        r->left--;
    if (!value_bad(&v))
        v.e = where_taken(l, v.e);
    if (r->array != UINT32_MAX &&
        define_loop(l, ast_nth(l->t, decl, 1), d, r->array, v, &loop))
        push_part(l, r, d, &loop);
    else
        r->array = UINT32_MAX;
}

/* ---- where unknowns have no part in it ---------------------------------- */

/* Arrays that loops compute, and what takes their place. */
struct settled { uint32_t *array, *now; size_t n; };

static size_t place_of(const struct settled *s, uint32_t array)
{
    size_t k = 0;

    while (k < s->n && s->array[k] != array)
        k++;
    return k;
}

static Expr load_settled(void *caller, struct dag *g, Expr load)
{
    const struct settled *s = caller;
    struct node n = *dag_at(g, load);
    size_t k = n.op == DAG_LOAD ? place_of(s, n.a) : s->n;
    Expr idx[PROGRAM_RANK];
    unsigned rank;

    if (k == s->n)
        return EXPR_NONE;
    rank = dag_load_index(g, load, idx);
    return dag_load(g, s->now[k], idx, rank);
}

/* Those of a recurrence, and sums and recurrences in it. */
static struct settled arrays_since(struct lower *l, size_t first)
{
    size_t most = l->p->loops.n - first;
    struct settled s = {arena_array(l->arena, most + 1, sizeof *s.array),
                        arena_array(l->arena, most + 1, sizeof *s.now), 0};

    for (size_t k = first; k < l->p->loops.n; k++) {
        uint32_t array = l->p->loops.at[k].array;
        if (l->g->array_phase.at[array] == PHASE_POINT &&
            place_of(&s, array) == s.n)
            s.array[s.n++] = array;
    }
    return s;
}

/* Does set-up know all of e but for loads of the arrays themselves? */
static bool is_settled(struct lower *l, const struct settled *s, Expr e)
{
    uint32_t *list;
    size_t n = dag_reach(l->g, &e, 1, &list);
    bool known = true;

    for (size_t k = 0; k < n && known; k++) {
        const struct node *at = &l->g->nodes.at[list[k]];
        known = at->op != DAG_LOCAL &&
                (at->op != DAG_LOAD || place_of(s, at->a) < s->n ||
                 l->g->array_phase.at[at->a] != PHASE_POINT);
    }
    free(list);
    return known;
}

static bool all_settled(struct lower *l, const struct settled *s, size_t first)
{
    bool all = true;

    for (size_t k = first; k < l->p->loops.n && all; k++) {
        const struct loop *loop = &l->p->loops.at[k];
        all = is_settled(l, s, loop->body) &&
              (!loop->domain.guard.i || is_settled(l, s, loop->domain.guard));
    }
    return all;
}

static void settle_arrays(struct lower *l, struct settled *s)
{
    for (size_t k = 0; k < s->n; k++) {
        const struct array a = l->p->arrays.at[s->array[k]];
        s->now[k] = program_array(l->p, a.kind, a.name, a.rank, a.lo, a.count,
                                  PHASE_SETUP, 0);
        l->p->arrays.at[s->now[k]].span = a.span;
    }
}

/*
 * Arrays were made before it was known what they are made of: where that is
 * data and params, set-up computes them, and starts and bounds may use them.
 */
static void settle(struct lower *l, struct recurring *r, size_t n)
{
    struct settled s = arrays_since(l, r->loops);
    struct dag_rewrite how = {NULL, load_settled, &s};

    if (!all_settled(l, &s, r->loops))
        return;
    settle_arrays(l, &s);
    for (size_t k = r->loops; k < l->p->loops.n; k++) {
        struct loop *loop = &l->p->loops.at[k];
        size_t place = place_of(&s, loop->array);
        loop->body = dag_rewrite(l->g, loop->body, &how);
        if (loop->domain.guard.i)
            loop->domain.guard = dag_rewrite(l->g, loop->domain.guard, &how);
        if (place < s.n)
            loop->array = s.now[place];
    }
    for (size_t k = 0; k < n; k++) {
        r[k].array = s.now[place_of(&s, r[k].array)];
        r[k].shape.e = dag_rewrite(l->g, r[k].shape.e, &how);
        bind_name(l, ast_at(l->t, r[k].first)->name, r[k].shape);
    }
    if (s.n > n)
        calls_forget(l);     /* calls in it may have loaded the old ones */
}

/* The lets of the body at hand: of others, around it, parts are to come. */
static size_t begin_of_body(const struct lower *l)
{
    size_t k = l->recurring.n;

    while (k > 0 && l->recurring.at[k - 1].depth == l->local_dims.n)
        k--;
    return k;
}

void recurring_done(struct lower *l)
{
    size_t begin = begin_of_body(l), n = l->recurring.n - begin;
    struct recurring *r = l->recurring.at + begin;
    uint32_t *array = arena_array(l->arena, n + 1, sizeof *array);
    bool ok = n > 0;

    for (size_t k = 0; k < n; k++) {
        if (r[k].left > 0)
            return;
        ok &= r[k].array != UINT32_MAX;
    }
    if (ok)
        settle(l, r, n);
    for (size_t k = 0; k < n; k++)
        array[k] = r[k].array;
    if (ok)
        recurrence_order(l, r->loops, array, n, ast_at(l->t, r->first)->span);
    l->recurring.n = begin;
}
