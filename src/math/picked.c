/*
 * picked.c -- entries of the Jacobian that a condition picks by an index of
 * their row [exact].
 *
 * In row i, sum(e in 1..m if head[e] == i: x[e]) has an entry for each e of all
 * m if head[e] == i: m turns a row.  Set-up lists the turns by what picks them,
 *   each[head[e]] += 1;  begin[0] = 0,  begin[i + 1] = begin[i] + each[i]
 *   next[i] = begin[i];  e by e: turn[next[head[e]]] = e, next[head[e]] += 1
 * and row i runs over turn[begin[i]] .. turn[begin[i + 1] - 1] only: the same
 * entries in the same order.
 */
#include "deriving.h"

#include <stdlib.h>

/* The turns 0 .. turns - 1 of index `var`, by `key`, which is 0 .. keys - 1. */
struct listed { Expr key, turns, keys; unsigned var; uint32_t begin, turn; };

struct picked {
    struct derive *d;
    struct dag *g;
    VEC(struct listed) lists;
};

/* An index of an entry, and the index of its row that picks it. */
struct pick { unsigned extra, row; Expr atom, key; };

/* ---- lists -------------------------------------------------------------- */

/* An array of whole numbers 0 .. most that set-up fills. */
static uint32_t whole_array(struct picked *w, Expr count, Expr most)
{
    struct program *p = w->d->p;
    uint32_t a = program_array(p, ARRAY_TEMP, NULL, 1, NULL, &count,
                               PHASE_SETUP, 0);

    p->arrays.at[a].integer = true;
    p->arrays.at[a].least = dag_int(w->g, 0);
    p->arrays.at[a].most = most;
    return a;
}

/* array[at] = or += body, for all turns of `over` (rank 0: once). */
static void compute(struct picked *w, enum effect effect, uint32_t array,
                    const struct domain *over, Expr at, Expr body,
                    uint32_t group)
{
    struct loop loop = {.domain = *over, .effect = (uint8_t)effect,
                        .array = array, .at = {at}, .group = group,
                        .joint = group ? 1 : 0,
                        .body = dag_real(w->g, body)};

    vec_push(&w->d->p->helpers, loop);
}

/* Turns whose key is none of the keys are in no list. */
static struct domain all_turns(struct picked *w, const struct listed *l)
{
    struct domain d = {.rank = 1, .var = {l->var}, .count = {l->turns}};

    d.guard = dag_in_range(w->g, l->key, l->keys);
    return d;
}

/* A number that no group of loops has. */
static uint32_t fresh_group(const struct picked *w)
{
    const struct program *p = w->d->p;
    uint32_t most = 0;

    for (size_t k = 0; k < p->loops.n; k++)
        most = p->loops.at[k].group > most ? p->loops.at[k].group : most;
    for (size_t k = 0; k < p->helpers.n; k++)
        most = p->helpers.at[k].group > most ? p->helpers.at[k].group : most;
    for (size_t k = 0; k < p->adjoint.n; k++)
        most = p->adjoint.at[k].group > most ? p->adjoint.at[k].group : most;
    return most + 1;
}

static void make_list(struct picked *w, struct listed *l)
{
    struct dag *g = w->g;
    struct program *p = w->d->p;
    struct domain turns = all_turns(w, l), once = {0};
    struct domain keys = {.rank = 1, .var = {l->var}, .count = {l->keys}};
    Expr i = dag_index(g, l->var), one = dag_int(g, 1), zero = dag_int(g, 0);
    Expr after = dag_plus(g, i, 1), first, here, place;
    uint32_t each = whole_array(w, l->keys, l->turns);
    uint32_t next = whole_array(w, l->keys, l->turns), group;

    l->begin = whole_array(w, dag_plus(g, l->keys, 1), l->turns);
    l->turn = whole_array(w, l->turns, dag_plus(g, l->turns, -1));
    compute(w, EFFECT_SUM, each, &turns, l->key, one, 0);
    compute(w, EFFECT_DEFINE, l->begin, &once, zero, zero, 0);
    first = program_load(p, l->begin, &i);
    here = program_load(p, each, &i);
    compute(w, EFFECT_DEFINE, l->begin, &keys, after, dag_iadd(g, first, here),
            fresh_group(w));
    compute(w, EFFECT_DEFINE, next, &keys, i, first, 0);
    place = program_load(p, next, &l->key);
    group = fresh_group(w);
    compute(w, EFFECT_DEFINE, l->turn, &turns, place, i, group);
    compute(w, EFFECT_SUM, next, &turns, l->key, one, group);
}

static const struct listed *list_by(struct picked *w, const struct listed *as)
{
    struct listed l = *as;

    for (size_t k = 0; k < w->lists.n; k++)
        if (expr_same(w->lists.at[k].key, l.key) &&
            expr_same(w->lists.at[k].turns, l.turns) &&
            expr_same(w->lists.at[k].keys, l.keys))
            return &w->lists.at[k];
    make_list(w, &l);
    vec_push(&w->lists, l);
    return &w->lists.at[w->lists.n - 1];
}

/* ---- conditions --------------------------------------------------------- */

/* A number of sizes, the same for all indices. */
static bool is_length(struct picked *w, const struct domain *d, unsigned k)
{
    return !d->most[k].i && !dag_at(w->g, d->count[k])->free &&
           !dag_loads(w->g, d->count[k]);
}

/* What index `row` is where the equality holds, if set-up knows it from `var`
   alone; else EXPR_NONE. */
static Expr key_of(struct picked *w, Expr atom, unsigned row, unsigned var)
{
    struct dag *g = w->g;
    const struct node n = *dag_at(g, atom);
    Expr d, key[2];

    if (n.op != DAG_IEQ)
        return EXPR_NONE;
    d = dag_isub(g, (Expr){n.a}, (Expr){n.b});
    key[0] = dag_iadd(g, d, dag_index(g, row));
    key[1] = dag_isub(g, dag_index(g, row), d);
    for (unsigned k = 0; k < 2; k++)
        if (dag_at(g, key[k])->free == (uint64_t)1 << var &&
            dag_at(g, key[k])->phase < PHASE_POINT)
            return key[k];
    return EXPR_NONE;
}

static bool atom_picks(struct picked *w, const struct family *f,
                       const struct domain *extra, Expr atom,
                       struct pick *out)
{
    out->atom = atom;
    for (unsigned e = 0; e < extra->rank; e++)
        for (unsigned r = 0; r < f->domain.rank; r++) {
            if (!is_length(w, extra, e) || !is_length(w, &f->domain, r))
                continue;
            out->key = key_of(w, atom, f->domain.var[r], extra->var[e]);
            out->extra = e;
            out->row = r;
            if (out->key.i)
                return true;
        }
    return false;
}

/* The conditions of a conjunction one by one, last first. */
static bool next_atom(const struct dag *g, Expr *all, Expr *atom)
{
    const struct node *n;

    if (!all->i)
        return false;
    n = dag_at(g, *all);
    *atom = n->op == DAG_AND ? (Expr){n->b} : *all;
    *all = n->op == DAG_AND ? (Expr){n->a} : EXPR_NONE;
    return true;
}

static bool find_pick(struct picked *w, const struct family *f,
                      const struct domain *extra, struct pick *out)
{
    Expr rest = extra->guard, atom;

    while (next_atom(w->g, &rest, &atom))
        if (atom_picks(w, f, extra, atom, out))
            return true;
    return false;
}

/* The guard without what holds for all that is listed. */
static Expr without(struct picked *w, Expr guard, Expr gone, Expr key,
                    Expr keys)
{
    struct dag *g = w->g;
    Expr low = dag_compare(g, DAG_ILE, dag_int(g, 0), key);
    Expr high = dag_compare(g, DAG_ILT, key, keys);
    Expr left = EXPR_NONE, atom;

    while (next_atom(g, &guard, &atom))
        if (!expr_same(atom, gone) && !expr_same(atom, low) &&
            !expr_same(atom, high))
            left = left.i ? dag_logic(g, DAG_AND, atom, left) : atom;
    return left;
}

/* ---- entries ------------------------------------------------------------ */

/* So small that the lists would be more text than they save. */
static bool is_small(const struct dag *g, Expr turns, Expr keys)
{
    enum { SMALL = 1024 };
    int64_t n;

    return dag_is_int(g, turns) && dag_is_int(g, keys) &&
           !__builtin_mul_overflow(dag_int_value(g, turns),
                                   dag_int_value(g, keys), &n) && n <= SMALL;
}

/* Each turn is in the list of one row, of those whose other indices agree. */
static Expr total_of(struct picked *w, const struct family *f,
                     const struct entry *e, const struct pick *pick)
{
    Expr total = domain_most(w->g, &e->extra);

    for (unsigned k = 0; k < f->domain.rank; k++)
        if (k != pick->row)
            total = dag_imul(w->g, total, domain_extent(&f->domain, k));
    return total;
}

/* Index pick->extra runs over the list of the row. */
static void run_listed(struct picked *w, const struct family *f,
                       struct entry *e, const struct pick *pick)
{
    struct dag *g = w->g;
    struct program *p = w->d->p;
    unsigned k = pick->extra, var = e->extra.var[k];
    struct listed as = {.key = pick->key, .turns = e->extra.count[k],
                        .keys = f->domain.count[pick->row], .var = var};
    const struct listed *l = list_by(w, &as);
    Expr i = dag_index(g, f->domain.var[pick->row]), to[DAG_INDEX_VARS] = {{0}};
    Expr next = dag_plus(g, i, 1), begin = program_load(p, l->begin, &i), at;
    struct dag_rewrite how = {to, NULL, NULL};

    e->total = total_of(w, f, e, pick);
    at = dag_iadd(g, begin, dag_index(g, var));
    to[var] = program_load(p, l->turn, &at);
    e->extra.guard = dag_rewrite(g, without(w, e->extra.guard, pick->atom,
                                            pick->key, as.keys), &how);
    for (unsigned j = 0; j < e->extra.rank; j++)
        e->extra.count[j] = dag_rewrite(g, e->extra.count[j], &how);
    e->extra.most[k] = as.turns;
    e->extra.count[k] = dag_isub(g, program_load(p, l->begin, &next), begin);
    e->column = dag_rewrite(g, e->column, &how);
    e->value = dag_rewrite(g, e->value, &how);
}

static void pick_entries(struct picked *w, const struct family *families,
                         struct entry *e, size_t n)
{
    struct pick pick;

    for (size_t k = 0; k < n; k++) {
        const struct family *f = &families[e[k].family];

        if (e[k].extra.guard.i && find_pick(w, f, &e[k].extra, &pick) &&
            !is_small(w->g, e[k].extra.count[pick.extra],
                      f->domain.count[pick.row]))
            run_listed(w, f, &e[k], &pick);
    }
}

void derive_picked(struct derive *d)
{
    struct program *p = d->p;
    struct picked w = {.d = d, .g = d->g};

    pick_entries(&w, p->families.at, p->entries.at, p->entries.n);
    pick_entries(&w, p->shows.at, p->show_entries.at, p->show_entries.n);
    pick_entries(&w, p->constraints.at, p->constraint_entries.at,
                 p->constraint_entries.n);
    vec_free(&w.lists);
}
