/* emit_c_form.c -- how each step of a function is written. */
#include "emit_c_form.h"

#include <stdlib.h>

#include "../base/arena.h"

/* Which of a, b and c are steps whose values are used. */
enum { USES_NONE, USES_A = 1, USES_B = 2, USES_C = 4 };

static unsigned operand_fields(const struct step *s)
{
    switch (s->op) {
    case DAG_CONST: case DAG_INT: case DAG_SIZE: case DAG_LOCAL:
    case DAG_INDEX: case PLAN_END:
        return USES_NONE;
    case DAG_LOAD: case PLAN_FILL: case PLAN_PUSH: case PLAN_COUNT:
    case PLAN_OUT: case PLAN_FAMILY:
        return USES_B;
    case DAG_REAL: case DAG_NOT: case PLAN_FOR: case PLAN_VAR: case PLAN_GET:
    case PLAN_IF: case PLAN_REQUIRE:
        return USES_A;
    case PLAN_ROWS: case PLAN_FAMILIES: case PLAN_STORE: case PLAN_UPDATE:
    case DAG_SEGMENT:
        return USES_B | USES_C;
    case DAG_SELECT:
        return USES_A | USES_B | USES_C;
    default:
        return s->op >= DAG_FIRST_OP && s->op < PLAN_FIRST &&
               op_row(OP_OF(s->op))->arity == 1 ? USES_A : USES_A | USES_B;
    }
}

unsigned forms_operands(const struct step *s, uint32_t out[3])
{
    unsigned fields = operand_fields(s), n = 0;

    if (fields & USES_A)
        out[n++] = s->a;
    if (fields & USES_B)
        out[n++] = s->b;
    if (fields & USES_C)
        out[n++] = s->c;
    return n;
}

void forms_renumber(struct step *s, const uint32_t *now)
{
    unsigned fields = operand_fields(s);

    if ((fields & USES_A) || s->op == PLAN_END)
        s->a = now[s->a];
    if (fields & USES_B)
        s->b = now[s->b];
    if (fields & USES_C)
        s->c = now[s->c];
}

static bool is_pure(const struct step *s)
{
    return s->op < PLAN_FIRST || s->op == PLAN_GET;
}

/* An IF counts as a loop of one turn. */
static bool is_loop(const struct step *s)
{
    return plan_opens(s->op);
}

/* ---- forwards: loops, cost, size -------------------------------------- */

static uint8_t step_cost(const struct forms *f, const struct step *s,
                         const uint32_t *in, unsigned n)
{
    unsigned cost = 0;

    for (unsigned k = 0; k < n; k++)
        cost += f->at[in[k]].cost;
    switch (s->op) {
    case DAG_CONST: case DAG_INT: case DAG_SIZE: case DAG_LOCAL:
    case DAG_INDEX: case PLAN_FOR: case PLAN_ROWS: case PLAN_FAMILIES:
        return 0;
    case PLAN_GET:
        return 0;
    case DAG_LOAD:
        return s->type == TYPE_INT || f->at[s->b].opaque ? FORM_SHORT + 1
               : cost <= FORM_SHORT ? 1 : FORM_SHORT + 1;
    case DAG_IADD: case DAG_IMUL: case DAG_REAL:
        return cost + 1 <= FORM_SHORT ? (uint8_t)(cost + 1) : FORM_SHORT + 1;
    default:
        return FORM_SHORT + 1;
    }
}

static void measure(struct forms *f, uint32_t k)
{
    struct formed *at = f->at;
    uint32_t in[3];
    unsigned n = forms_operands(&f->steps[k], in), depth = 0, size = 1;
    bool opaque = f->steps[k].op == DAG_LOAD && f->steps[k].type == TYPE_INT;

    for (unsigned j = 0; j < n; j++) {
        const struct formed *o = &at[in[j]];

        if (o->users < 2 && !o->written_first && is_pure(&f->steps[in[j]])) {
            depth = o->depth > depth ? o->depth : depth;
            size += o->size;
        }
        opaque |= o->opaque && f->steps[k].type == TYPE_INT;
    }
    at[k].opaque = opaque;
    at[k].cost = step_cost(f, &f->steps[k], in, n);
    at[k].depth = (uint16_t)(depth + 1);
    at[k].size = (uint16_t)size;
    at[k].written_first = depth + 1 >= FORM_DEEP || size >= FORM_LARGE ||
                          (opaque && is_pure(&f->steps[k]));
}

static void forwards(struct forms *f)
{
    uint32_t open = FORM_NONE;

    for (uint32_t k = 0; k < f->n; k++) {
        const struct step *s = &f->steps[k];

        if (s->op == PLAN_END) {
            f->at[open].end = k;
            open = f->at[open].loop;
        }
        f->at[k].loop = open;
        f->at[k].slot = FORM_NONE;
        measure(f, k);
        if (is_loop(s))
            open = k;
        if (s->op == PLAN_STORE || s->op == PLAN_UPDATE || s->op == PLAN_FILL)
            f->written[s->a] = true;
    }
}

/* How often each step is used; malloc'ed. */
static uint32_t *count_users(const struct forms *f)
{
    uint32_t *users = calloc((size_t)f->n + 1, sizeof *users), in[3];

    if (!users)
        base_no_memory();
    for (uint32_t k = 0; k < f->n; k++)
        for (unsigned j = forms_operands(&f->steps[k], in); j-- > 0;)
            users[in[j]]++;
    return users;
}

/* ---- backwards: who stands where -------------------------------------- */

/* Where something needed at step `at` is needed by a value of `loop`: turns
 * of an inner loop need it until that loop ends. */
static uint32_t seen_from(const struct forms *f, uint32_t at, uint32_t loop)
{
    uint32_t l = f->at[at].loop;

    for (; l != loop && l != FORM_NONE; l = f->at[l].loop)
        at = f->at[l].end;
    return at;
}

/* Per array and VAR: the next step that changes it. */
struct changes { uint32_t *array, *var; };

static bool changed(const struct forms *f, const struct changes *c, uint32_t k)
{
    const struct step *s = &f->steps[k];

    if (s->op == DAG_LOAD)
        return f->written[s->a] && c->array[s->a] < f->at[k].last;
    return s->op == PLAN_GET && c->var[s->a] < f->at[k].last;
}

static enum form form_of(const struct forms *f, const struct changes *c,
                         uint32_t k)
{
    const struct step *s = &f->steps[k];
    const struct formed *me = &f->at[k];

    if (is_loop(s) && !me->alive)
        return FORM_DEAD;
    if (s->op == PLAN_VAR && me->last == 0)
        return FORM_DEAD;
    if (!is_pure(s))
        return FORM_ACTION;
    if (me->last == 0)
        return FORM_DEAD;
    if (changed(f, c, k))
        return FORM_NAMED;
    if (me->cost <= FORM_SHORT)
        return FORM_LEAF;
    if (me->users == 1 && !me->written_first &&
        f->at[me->user].loop == me->loop && !is_loop(&f->steps[me->user]))
        return FORM_NESTED;
    return FORM_NAMED;
}

static void need(struct forms *f, uint32_t k)
{
    struct formed *me = &f->at[k];
    uint32_t in[3], at = k;

    if (me->form == FORM_NESTED)
        at = me->place;
    if (me->form == FORM_LEAF)
        at = me->last;
    for (unsigned j = forms_operands(&f->steps[k], in); j-- > 0;) {
        struct formed *o = &f->at[in[j]];
        uint32_t seen = seen_from(f, at, o->loop);

        o->user = k;
        o->last = seen > o->last ? seen : o->last;
    }
}

static void backwards(struct forms *f, struct changes *c)
{
    for (uint32_t k = f->n; k-- > 0;) {
        const struct step *s = &f->steps[k];
        struct formed *me = &f->at[k];

        me->form = (uint8_t)form_of(f, c, k);
        me->place = me->form == FORM_NESTED ? f->at[me->user].place : k;
        if (me->form != FORM_DEAD)
            need(f, k);
        else if (is_loop(s))
            f->at[me->end].form = FORM_DEAD;
        if ((me->form == FORM_ACTION || me->form == FORM_NAMED) &&
            s->op != PLAN_END && me->loop != FORM_NONE)
            f->at[me->loop].alive = true;
        if (s->op == PLAN_STORE || s->op == PLAN_UPDATE || s->op == PLAN_FILL)
            c->array[s->a] = k;
        if (s->op == PLAN_ACC)
            c->var[s->a] = k;
    }
}

/* ---- rows ------------------------------------------------------------- */

uint32_t forms_first(const struct forms *f, uint32_t k)
{
    while (k < f->n && f->at[k].form != FORM_NAMED &&
           f->at[k].form != FORM_ACTION)
        k++;
    return k;
}

static bool whole(const struct forms *f, uint32_t k, int64_t *v)
{
    if (f->steps[k].op != DAG_INT)
        return false;
    *v = dag_int_value(f->e->prog->dag, f->steps[k].expr);
    return true;
}

bool forms_fixed_row(const struct forms *f, uint32_t k, int64_t *at)
{
    int64_t count;

    return k < f->n && f->steps[k].op == PLAN_ROWS &&
           whole(f, f->steps[k].c, &count) && count == 1 &&
           whole(f, f->steps[k].b, at);
}

/* ---- parts ------------------------------------------------------------ */

/* Rows of one run stay together. */
static bool may_cut(const struct forms *f, uint32_t k)
{
    uint32_t run = f->at[k].alike;

    return f->steps[k].op != PLAN_END &&
           (!run || f->alike.at[run - 1].shapes.at[0].rows == k);
}

/* Cut at the top level, after every FORM_PART statements. */
static void cut(struct forms *f)
{
    uint32_t part = 0, count = 0;

    for (uint32_t k = 0; k < f->n; k++) {
        struct formed *me = &f->at[k];
        bool statement = me->form == FORM_NAMED || me->form == FORM_ACTION;

        if (statement && me->loop == FORM_NONE && count >= FORM_PART &&
            may_cut(f, k)) {
            part++;
            count = 0;
        }
        count += statement;
        me->part = part;
    }
    f->parts = part + 1;
}

/* A name at the top level that a later part needs becomes a slot. */
static void give_slots(struct forms *f)
{
    uint32_t slot = 0;

    for (uint32_t k = 0; k < f->n; k++) {
        struct formed *me = &f->at[k];
        bool local = me->form == FORM_NAMED || f->steps[k].op == PLAN_VAR;

        if (local && me->form != FORM_DEAD && me->loop == FORM_NONE &&
            f->at[me->last].part != me->part)
            me->slot = slot++;
    }
}

static void mark_runs(struct forms *f)
{
    for (uint32_t run = 0; run < f->alike.n; run++)
        for (size_t s = 0; s < f->alike.at[run].shapes.n; s++)
            f->at[f->alike.at[run].shapes.at[s].rows].alike = run + 1;
}

void forms_make(struct forms *f, const struct emit *e,
                const struct function *fn)
{
    size_t arrays = e->plan->arrays.n;
    struct changes c;
    uint32_t *users;

    *f = (struct forms){.e = e, .steps = fn->steps.at,
                        .n = (uint32_t)fn->steps.n};
    users = count_users(f);
    alike_find(f, users);
    f->at = calloc((size_t)f->n + 1, sizeof *f->at);
    f->written = calloc(arrays + 1, sizeof *f->written);
    c.array = malloc((arrays + 1) * sizeof *c.array);
    c.var = malloc(((size_t)f->n + 1) * sizeof *c.var);
    if (!f->at || !f->written || !c.array || !c.var)
        base_no_memory();
    for (size_t k = 0; k < arrays; k++)
        c.array[k] = FORM_NONE;
    for (size_t k = 0; k < f->n; k++)
        c.var[k] = FORM_NONE;
    mark_runs(f);
    for (uint32_t k = 0; k < f->n; k++)
        f->at[k].users = users[k];
    free(users);
    forwards(f);
    backwards(f, &c);
    stores_find(f);
    cut(f);
    give_slots(f);
    free(c.array);
    free(c.var);
}

void forms_free(struct forms *f)
{
    free(f->at);
    free(f->own);
    free(f->written);
    for (size_t k = 0; k < f->alike.n; k++)
        alike_free(&f->alike.at[k]);
    vec_free(&f->alike);
}
