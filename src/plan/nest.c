/*
 * nest.c -- from nests of loops to steps: where sums are kept while loops run.
 */
#include "writing.h"

#include <math.h>

/* ---- nests ------------------------------------------------------------ */

static Expr identity(struct dag *g, unsigned effect)
{
    switch (effect) {
    case EFFECT_PROD: return dag_num(g, 1);
    case EFFECT_MIN: return dag_num(g, HUGE_VAL);
    case EFFECT_MAX: return dag_num(g, -HUGE_VAL);
    default: return dag_num(g, 0);
    }
}

static uint32_t new_var(struct writer *w, unsigned effect)
{
    uint32_t start = writer_value(w, identity(w->g, effect));

    return writer_step(w, PLAN_VAR, TYPE_REAL, start, 0, 0, EXPR_NONE);
}

static Expr target(const struct writer *w, const struct loop *s)
{
    return program_offset(w->p, s->array, s->at);
}

/* Are its statements got to when it is? */
static bool surely_done(const struct writer *w, const struct nest *n)
{
    return !n->guard.i && surely_runs(w->g, n->count);
}

static bool target_inside(const struct writer *w, const struct loop *s)
{
    return element_inside(w, s->array, s->at);
}

static void define_statement(struct writer *w, const struct loop *s)
{
    uint32_t v = writer_value(w, s->body);
    Expr again;

    if (w->contracted[s->array]) {
        w->value[s->array] = v + 1;
        return;
    }
    writer_step(w, PLAN_STORE, TYPE_REAL, s->array,
             writer_value(w, target(w, s)), v, s->body);
    if (dag_is_const(w->g, s->body) || w->p->arrays.at[s->array].integer)
        return;              /* more may be accumulated; it is read as whole */
    again = dag_load(w->g, s->array, s->at, w->p->arrays.at[s->array].rank);
    if (!writer_has(w, again.i))
        writer_set(w, again.i, v);          /* who reads it next has it here */
}

/* What a contracted array is accumulated in: from what it was defined as. */
static void open_var(struct writer *w, const struct loop *s)
{
    uint32_t *value = &w->value[s->array];

    w->var[s->array] = 1 + (*value ? writer_step(w, PLAN_VAR, TYPE_REAL,
                                                 *value - 1, 0, 0, EXPR_NONE)
                                   : new_var(w, s->effect));
    *value = 0;
}

static void accumulate_statement(struct writer *w, const struct loop *s)
{
    uint32_t v = writer_value(w, s->body), at, u;

    if (w->contracted[s->array]) {
        if (!w->var[s->array])
            open_var(w, s);
        writer_step(w, PLAN_ACC, TYPE_REAL, w->var[s->array] - 1, v, s->effect,
                 s->body);
        return;
    }
    if (writer_in_total(w, s->array, s->effect)) {
        writer_add_total(w, s->array, v);
        return;
    }
    for (size_t k = w->pending.n; k-- > 0;)
        if (w->pending.at[k].array == s->array &&
            expr_same(w->pending.at[k].offset, target(w, s))) {
            writer_step(w, PLAN_ACC, TYPE_REAL, w->pending.at[k].var, v,
                     s->effect, s->body);
            return;
        }
    at = writer_value(w, target(w, s));
    u = writer_step(w, PLAN_UPDATE, TYPE_REAL, s->array, at, v, s->body);
    w->f->steps.at[u].flags = s->effect;
}

/* A local of this turn that a statement accumulates into. */
static void open_local(struct writer *w, const struct loop *s, unsigned depth)
{
    if (s->effect != EFFECT_DEFINE && w->contracted[s->array] &&
        !w->var[s->array] && w->p->arrays.at[s->array].rank == depth)
        open_var(w, s);
}

static void open_locals(struct writer *w, const struct nest *n,
                        unsigned depth)
{
    for (size_t k = 0; k < n->n; k++)
        if (n->kids[k].is_statement)
            open_local(w, &n->kids[k].loop, depth);
        else
            open_locals(w, &n->kids[k], depth);
}

/* Does the element stay the same in the loops to come?  An index that is not
 * stored counts, too: another turn, another element. */
static bool stays(const struct writer *w, const struct loop *s)
{
    uint64_t free = dag_at(w->g, target(w, s))->free;

    for (unsigned k = 0; k < w->p->arrays.at[s->array].rank; k++)
        free |= dag_at(w->g, s->at[k])->free;
    return (free & ~w->bound) == 0;
}

static bool is_pending(const struct writer *w, uint32_t array, Expr offset)
{
    for (size_t j = 0; j < w->pending.n; j++)
        if (w->pending.at[j].array == array &&
            expr_same(w->pending.at[j].offset, offset))
            return true;
    return false;
}

/*
 * Locals for the elements that a loop accumulates into and that stay the same
 * in it.  They are updated after it: so they must be there even where nothing
 * is done, unless it is `sure` that each statement is got to.
 */
static void open_accumulators(struct writer *w, const struct nest *n,
                              unsigned depth, bool sure)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        const struct loop *s = &kid->loop;

        if (!kid->is_statement) {
            open_accumulators(w, kid, depth, sure && surely_done(w, kid));
            continue;
        }
        open_local(w, s, depth);
        if (s->effect == EFFECT_DEFINE || w->contracted[s->array] ||
            !stays(w, s) ||
            !(sure || target_inside(w, s)))
            continue;
        if (!is_pending(w, s->array, target(w, s))) {
            uint32_t var = new_var(w, s->effect);
            vec_push(&w->pending, ((struct pending){
                s->array, var, target(w, s), s->effect}));
        }
    }
}

/* What may be evaluated although its statement may not be got to. */
static void add_root(struct writer *w, Expr e, bool sure, Exprs *out)
{
    if (sure || loads_inside(w, e))
        vec_push(out, e);
}

/* What stands under a condition is evaluated under it. */
static void nest_roots(struct writer *w, const struct nest *n, bool sure,
                       Exprs *out)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        if (kid->is_statement) {
            add_root(w, kid->loop.body, sure, out);
            if (sure || target_inside(w, &kid->loop))
                add_root(w, target(w, &kid->loop), sure, out);
        } else if (kid->guard.i) {
            add_root(w, kid->guard, sure, out);
        } else {
            add_root(w, kid->count, sure, out);
            nest_roots(w, kid, sure && surely_done(w, kid), out);
        }
    }
}

/* Does it help to know that the loop runs: is there what only then may be? */
static bool wants_to_run(struct writer *w, const struct nest *n)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];
        const struct loop *s = &kid->loop;
        if (!kid->is_statement) {
            if (surely_done(w, kid) && wants_to_run(w, kid))
                return true;
            continue;
        }
        if (!loads_inside(w, s->body) ||
            (!w->contracted[s->array] && s->effect != EFFECT_DEFINE &&
             stays(w, s) &&
             !target_inside(w, s)))
            return true;
    }
    return false;
}

/* A contracted array of this turn starts afresh in the next. */
static void forget_turn(struct writer *w, const struct nest *n, unsigned depth)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct loop *s = &n->kids[k].loop;
        if (!n->kids[k].is_statement) {
            forget_turn(w, &n->kids[k], depth);
        } else if (w->p->arrays.at[s->array].rank >= depth) {
            w->value[s->array] = 0;
            w->var[s->array] = 0;
        }
    }
}

static void write_nest(struct writer *w, const struct nest *n,
                       unsigned depth);

/*
 * What does not change in a loop is done before it, which must do no harm
 * where the loop does not run: where there is doubt, an `if` stands around.
 */
static void write_loop(struct writer *w, const struct nest *kid,
                       unsigned depth)
{
    bool sure = surely_done(w, kid), doubt = !sure && wants_to_run(w, kid);
    size_t pending, counted = w->counted.n;
    Exprs roots = {0};

    if (doubt) {
        pending = w->pending.n;
        open_accumulators(w, kid, depth, false);
        writer_if(w, runs(w->g, kid->count));
        w->scopes.at[w->scopes.n - 1].pending = pending;
    }
    pending = w->pending.n;
    nest_roots(w, kid, sure || doubt, &roots);
    writer_hoist(w, roots.at, roots.n);
    vec_free(&roots);
    open_accumulators(w, kid, depth, sure || doubt);
    counted_open(w, kid, plan_var(depth));
    writer_for(w, plan_var(depth), kid->count);
    if (turns_independent(w, kid, depth))
        w->f->steps.at[w->scopes.at[w->scopes.n - 1].step].flags =
            STEP_INDEPENDENT;
    w->scopes.at[w->scopes.n - 1].pending = pending;
    counted_turn(w, counted);
    write_nest(w, kid, depth + 1);
    counted_close(w, counted);
    forget_turn(w, kid, depth + 1);
    writer_end(w);
    if (doubt)
        writer_end(w);
}

/*
 * Elements are updated inside: what follows under the same condition may load
 * them.
 */
static void write_guarded(struct writer *w, const struct nest *kid,
                          unsigned depth)
{
    open_locals(w, kid, depth);
    writer_if(w, kid->guard);
    write_nest(w, kid, depth);
    writer_end(w);
}

/* As deep as loops and conditions are nested. */
static void write_nest(struct writer *w, const struct nest *n, unsigned depth)
{
    for (size_t k = 0; k < n->n; k++) {
        const struct nest *kid = &n->kids[k];

        if (kid->is_statement && kid->loop.effect == EFFECT_DEFINE)
            define_statement(w, &kid->loop);
        else if (kid->is_statement)
            accumulate_statement(w, &kid->loop);
        else if (kid->guard.i)
            write_guarded(w, kid, depth);
        else
            write_loop(w, kid, depth);
    }
}

void writer_nest(struct writer *w, const struct nest *all, unsigned depth)
{
    write_nest(w, all, depth);
    if (depth == 0)
        writer_store_totals(w);
}

void writer_forget(struct writer *w, uint32_t array)
{
    w->value[array] = 0;
    w->var[array] = 0;
}

uint32_t writer_result(struct writer *w, uint32_t array)
{
    if (w->value[array])
        return w->value[array] - 1;
    if (!w->var[array])
        return writer_value(w, dag_num(w->g, 0));
    return writer_step(w, PLAN_GET, TYPE_REAL, w->var[array] - 1, 0, 0,
                    EXPR_NONE);
}
