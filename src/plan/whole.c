/*
 * whole.c -- functions that are not by row: the loss and its gradient, what a
 * point decides for all rows, what data and params decide, starts and bounds.
 */
#include "planning.h"

#include <math.h>
#include <string.h>

#include "../math/derive.h"

static void append(Loops *to, const struct loop *from, size_t n)
{
    vec_reserve(to, n);
    for (size_t k = 0; k < n; k++)
        vec_push(to, from[k]);
}

Loops all_loops(const struct program *p)
{
    Loops all = {0};

    append(&all, p->loops.at, p->loops.n);
    append(&all, p->helpers.at, p->helpers.n);
    append(&all, p->adjoint.at, p->adjoint.n);
    return all;
}

struct whole {
    struct plan *plan;
    const struct program *p;
    struct program *own;     /* the same, to make arrays in */
    size_t arrays;
    bool *known, *wanted, *contracted, *in_memory;
    bool *prepared;          /* what PREPARE leaves for the rows */
};

static bool by_loops(const struct array *a)
{
    return a->kind == ARRAY_LET || a->kind == ARRAY_TEMP ||
           a->kind == ARRAY_ALONG;
}

static double identity(unsigned effect)
{
    return effect == EFFECT_PROD ? 1 : effect == EFFECT_MIN ? HUGE_VAL
         : effect == EFFECT_MAX ? -HUGE_VAL : 0;
}

static bool home_is_gradient(const struct program *p, uint32_t a)
{
    return a >= p->first_gradient && a < p->first_start &&
           p->arrays.at[a].kind == ARRAY_OUTPUT && p->loss != UINT32_MAX;
}

static void all_in_memory(struct whole *h, const struct nest *n)
{
    for (size_t k = 0; k < n->n; k++)
        if (n->kids[k].is_statement)
            h->in_memory[n->kids[k].loop.array] = true;
        else
            all_in_memory(h, &n->kids[k]);
}

/* A register that is set under a condition has no value beside it. */
static void set_in_memory(struct whole *h, const struct nest *all)
{
    memset(h->in_memory, 0, h->p->arrays.n);
    for (size_t k = 0; k < all->n; k++)
        if (all->kids[k].guard.i)
            all_in_memory(h, &all->kids[k]);
}

/* What a call takes away is written whole. */
static bool is_result(const struct program *p, uint32_t a)
{
    return home_is_gradient(p, a) || p->arrays.at[a].kind >= ARRAY_HV;
}

/* Arrays that are accumulated in memory begin at the effect's identity. */
static void fill(struct whole *h, struct writer *w, const Loops *loops)
{
    bool *done = calloc(h->p->arrays.n + 1, sizeof *done);

    if (!done)
        abort();
    for (size_t k = 0; k < loops->n; k++) {
        const struct loop *l = &loops->at[k];
        bool total = h->p->arrays.at[l->array].rank == 0 &&
                     l->effect == EFFECT_SUM && !h->in_memory[l->array];
        bool skip = l->effect == EFFECT_DEFINE || h->contracted[l->array] ||
                    done[l->array] || total;
        done[l->array] = true;
        if (skip)
            continue;
        writer_emit(w, PLAN_FILL, TYPE_REAL, l->array,
                    writer_value(w, dag_num(h->p->dag, identity(l->effect))),
                    0);
    }
    for (uint32_t a = 0; a < h->p->arrays.n; a++)
        if (h->wanted[a] && !done[a] && is_result(h->p, a))
            writer_emit(w, PLAN_FILL, TYPE_REAL, a,
                        writer_value(w, dag_num(h->p->dag, 0)), 0);
    free(done);
}

static void set_contracted(struct whole *h, const Loops *loops,
                           const struct nest *nest)
{
    memset(h->contracted, 0, h->p->arrays.n);
    for (size_t k = 0; k < loops->n; k++) {
        uint32_t a = loops->at[k].array;
        const struct array *of = &h->p->arrays.at[a];
        h->contracted[a] = (by_loops(of) && !of->integer && !h->wanted[a]) ||
                           a == h->p->loss || a == h->p->spread;
    }
    for (size_t k = 0; k < h->p->bounds.n; k++)
        h->contracted[h->p->bounds.at[k].array] = true;
    find_contracted(h->p, nest, h->contracted);
}

/* The least index outside is infinity where all are inside. */
static void require_all(struct whole *h, struct writer *w)
{
    for (uint32_t k = 0; k < h->p->bounds.n; k++) {
        uint32_t least = writer_result(w, h->p->bounds.at[k].array);
        uint32_t none = writer_value(w, dag_num(h->p->dag, HUGE_VAL));
        writer_emit(w, PLAN_REQUIRE, TYPE_INT,
                    writer_emit(w, DAG_LE, TYPE_BOOL, none, least, 0), k,
                    least);
    }
}

static void extend(bool **list, size_t from, size_t to)
{
    *list = realloc(*list, to + 1);
    if (!*list)
        abort();
    memset(*list + from, 0, to + 1 - from);
}

/* What is known of each array, for new ones as well. */
static void more_arrays(struct whole *h)
{
    bool **lists[] = {&h->known, &h->wanted, &h->contracted, &h->in_memory,
                      &h->prepared};

    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        extend(lists[k], h->arrays, h->p->arrays.n);
    h->arrays = h->p->arrays.n;
}

static void note_pass(struct whole *h, enum plan_pass pass,
                      enum plan_function which)
{
    vec_push(&h->plan->fired, ((struct fired){(uint8_t)pass, (uint8_t)which,
                                              0}));
}

/* Recurrences by column where blocks can be made of columns. */
static void cut_blocks(struct whole *h, enum plan_function which, Loops *loops)
{
    Loops turned = {0};
    bool stepwise = false, middle = false, cut;
    Expr count = columns_first(h->own, h->wanted, loops, &turned, &stepwise);

    more_arrays(h);
    cut = count.i && block_loops(h->own, h->wanted, count, &turned, &middle);
    if (cut) {
        Loops old = *loops;
        *loops = turned;
        turned = old;
        note_pass(h, PASS_COLUMNS, which);
        if (stepwise)
            note_pass(h, PASS_STEPWISE, which);
    } else {
        cut = block_loops(h->own, h->wanted, EXPR_NONE, loops, &middle);
    }
    if (cut)
        note_pass(h, PASS_BLOCKS, which);
    if (middle)
        note_pass(h, PASS_MIDDLE, which);
    vec_free(&turned);
    more_arrays(h);
}

/*
 * Arrays that PREPARE computes: what another function leaves in them must be
 * the same to the bit, or rows would depend on who was called before.
 */
static bool *shared_arrays(struct whole *h, const Loops *all)
{
    Loops loops = loops_needed(h->p, all, h->prepared, h->known);
    bool *shared = calloc(h->p->arrays.n + 1, sizeof *shared);

    if (!shared)
        abort();
    for (size_t k = 0; k < loops.n; k++)
        shared[loops.at[k].array] = true;
    vec_free(&loops);
    return shared;
}

static bool aligned(struct whole *h, const Loops *all, Loops *loops)
{
    bool *shared = shared_arrays(h, all);
    bool any = align_sums(h->p, shared, loops);

    free(shared);
    return any;
}

/*
 * One function from the loops that `wanted` needs; it gives the number
 * `result`, unless UINT32_MAX.
 */
static void write_function(struct whole *h, enum plan_function which,
                           const Loops *all, uint32_t result)
{
    struct function *f = &h->plan->functions[which];
    Loops loops = loops_needed(h->p, all, h->wanted, h->known);
    size_t before = h->p->arrays.n;
    struct nest *nest;
    struct writer *w;

    if (which == FUNCTION_GRADIENT && aligned(h, all, &loops))
        note_pass(h, PASS_ALIGN, which);
    if (which == FUNCTION_LOSS || which == FUNCTION_GRADIENT ||
        which == FUNCTION_NORMAL)
        cut_blocks(h, which, &loops);
    nest = fuse(h->p, &loops, 0);
    if (h->p->arrays.n > before)
        scratch_fit(h->own, nest);

    set_contracted(h, &loops, nest);
    set_in_memory(h, nest);
    w = writer_make(h->plan, f, h->contracted, h->in_memory);
    fill(h, w, &loops);
    writer_nest(w, nest, 0);
    if (result != UINT32_MAX)
        writer_emit(w, PLAN_OUT, TYPE_REAL, 0, writer_result(w, result), 0);
    if (which == FUNCTION_CHECK)
        require_all(h, w);
    writer_free(w);
    nest_free(nest);
    vec_free(&loops);
    steps_count_uses(f);
}

static void clear(struct whole *h)
{
    for (uint32_t a = 0; a < h->p->arrays.n; a++) {
        h->wanted[a] = false;
        h->known[a] = by_loops(&h->p->arrays.at[a]) &&
                      h->p->dag->array_phase.at[a] != PHASE_POINT;
    }
}

static void plan_loss(struct whole *h, const Loops *all)
{
    if (h->p->loss == UINT32_MAX || !(h->p->derived & DERIVE_GRADIENT))
        return;
    clear(h);
    h->wanted[h->p->loss] = true;
    write_function(h, FUNCTION_LOSS, all, h->p->loss);
    for (uint32_t a = 0; a < h->p->arrays.n; a++)
        h->wanted[a] |= home_is_gradient(h->p, a);
    write_function(h, FUNCTION_GRADIENT, all, h->p->loss);
}

static void plan_spread(struct whole *h, const Loops *all)
{
    if (h->p->spread == UINT32_MAX)
        return;
    clear(h);
    h->wanted[h->p->spread] = true;
    write_function(h, FUNCTION_SPREAD, all, h->p->spread);
}

static void plan_prepare(struct whole *h, const Loops *all)
{
    bool any = false;

    clear(h);
    for (uint32_t a = 0; a < h->p->arrays.n; a++) {
        h->wanted[a] = h->prepared[a] &&
                       h->p->arrays.at[a].kind != ARRAY_ALONG;
        any |= h->wanted[a];
    }
    if (any)
        write_function(h, FUNCTION_PREPARE, all, UINT32_MAX);
}

/* What depends on the direction, after what does not. */
static void plan_along(struct whole *h, const Loops *all)
{
    bool any = false;

    clear(h);
    for (uint32_t a = 0; a < h->p->arrays.n; a++) {
        bool along = h->p->arrays.at[a].kind == ARRAY_ALONG;
        h->wanted[a] = h->prepared[a] && along;
        h->known[a] |= h->prepared[a] && !along;
        any |= h->wanted[a];
    }
    if (any)
        write_function(h, FUNCTION_ALONG, all, UINT32_MAX);
}

/* A function for all arrays of one kind, or two, where there are any. */
static bool plan_kinds(struct whole *h, const Loops *all,
                       enum plan_function which, unsigned kind, unsigned also,
                       uint32_t result)
{
    bool any = false;

    clear(h);
    for (uint32_t a = 0; a < h->p->arrays.n; a++) {
        unsigned is = h->p->arrays.at[a].kind;
        h->wanted[a] = is == kind || is == also || a == result;
        any |= is == kind;
    }
    if (any)
        write_function(h, which, all, result);
    return any;
}

static void plan_second(struct whole *h, const Loops *all)
{
    const struct program *p = h->p;

    plan_kinds(h, all, FUNCTION_HV, ARRAY_HV, ARRAY_HV, UINT32_MAX);
    plan_kinds(h, all, FUNCTION_VJ, ARRAY_VJ, ARRAY_VJ, UINT32_MAX);
    if (plan_kinds(h, all, FUNCTION_HESSIAN, ARRAY_HESSIAN, ARRAY_HESSIAN,
                   UINT32_MAX))
        plan_triangle(h->plan, FUNCTION_HESSIAN_STRUCTURE, p->hessian.at,
                      p->hessian.n);
    if (plan_kinds(h, all, FUNCTION_NORMAL, ARRAY_NORMAL, ARRAY_JTR, p->loss))
        plan_triangle(h->plan, FUNCTION_NORMAL_STRUCTURE, p->normal.at,
                      p->normal.n);
}

/* How many rows there are is asked of set-up whatever else it does. */
static bool want_found(struct whole *h)
{
    bool any = false;

    for (int list = LIST_NONE; list < PLAN_LISTS; list++) {
        Expr found = h->plan->lists[list].found;
        uint32_t *nodes;
        size_t n = found.i ? dag_reach(h->p->dag, &found, 1, &nodes) : 0;
        for (size_t k = 0; k < n; k++) {
            const struct node *at = &h->p->dag->nodes.at[nodes[k]];
            if (at->op == DAG_LOAD)
                h->wanted[at->a] = any = true;
        }
        if (n)
            free(nodes);
    }
    return any;
}

/* All that the other functions load and that does not depend on the point. */
static void plan_setup(struct whole *h, const Loops *all)
{
    bool any;

    clear(h);
    memset(h->known, 0, h->p->arrays.n);
    any = want_found(h);
    for (int k = 0; k < FUNCTION_COUNT; k++) {
        const struct function *f = &h->plan->functions[k];
        for (size_t s = 0; s < f->steps.n; s++) {
            uint32_t a = f->steps.at[s].a;
            if (f->steps.at[s].op == DAG_LOAD &&
                by_loops(&h->p->arrays.at[a]) &&
                h->p->dag->array_phase.at[a] != PHASE_POINT)
                h->wanted[a] = any = true;
        }
    }
    if (any)
        write_function(h, FUNCTION_SETUP, all, UINT32_MAX);
}

/* Before anything else: may all indices that data decide be read? */
static void plan_check(struct whole *h, const Loops *all)
{
    Loops checks = {0};

    if (h->p->bounds.n == 0)
        return;
    clear(h);
    memset(h->known, 0, h->p->arrays.n);
    append(&checks, all->at, all->n);
    append(&checks, h->p->bound_loops.at, h->p->bound_loops.n);
    for (size_t k = 0; k < h->p->bounds.n; k++)
        h->wanted[h->p->bounds.at[k].array] = true;
    write_function(h, FUNCTION_CHECK, &checks, UINT32_MAX);
    vec_free(&checks);
}

static void whole_free(struct whole *h)
{
    free(h->known);
    free(h->wanted);
    free(h->contracted);
    free(h->in_memory);
    free(h->prepared);
}

void plan_start(struct plan *plan, struct program *own)
{
    struct whole h = {.plan = plan, .p = own, .own = own};
    Loops starts = {0};

    more_arrays(&h);
    clear(&h);
    append(&starts, own->lowers.at, own->lowers.n);
    append(&starts, own->uppers.at, own->uppers.n);
    append(&starts, own->starts.at, own->starts.n);
    for (size_t k = 0; k < starts.n; k++)
        h.wanted[starts.at[k].array] = true;
    if (starts.n)
        write_function(&h, FUNCTION_START, &starts, UINT32_MAX);
    vec_free(&starts);
    whole_free(&h);
}

void plan_whole(struct plan *plan, struct program *own, const Loops *all,
                const bool *prepared)
{
    struct whole h = {.plan = plan, .p = own, .own = own};

    more_arrays(&h);
    memcpy(h.prepared, prepared, h.arrays);
    plan_check(&h, all);
    plan_spread(&h, all);
    plan_prepare(&h, all);
    plan_along(&h, all);
    plan_second(&h, all);
    plan_loss(&h, all);      /* makes arrays that the others do not know */
    plan_setup(&h, all);
    whole_free(&h);
}
