/* emit_c_alike.c -- finding runs of rows that are alike. */
#include "emit_c_alike.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "emit_c_form.h"

enum {
    LEAST = 32,              /* rows of a run: fewer are read one by one */
    SHAPES = 255,            /* of a run, at most, ... */
    MEMBERS = 4,             /* ... and on average as many rows each */
    LEAVES = 64              /* of a row */
};

/* A row of the function: its ROWS, and the END of that. */
struct row_steps { uint32_t rows, end; };

struct finder {
    struct forms *f;
    struct alike a;
    bool *gone;                          /* per step: not written; or NULL */
    VEC(struct row_steps) run;           /* rows, one after the other */
    VEC(uint32_t) tokens, ordinal;       /* of the row at hand */
    VEC(struct alike_leaf) leaves;
    uint32_t rows;                       /* its ROWS */
};

/* ---- one row ----------------------------------------------------------- */

static int64_t whole(const struct forms *f, uint32_t k)
{
    return dag_int_value(f->e->prog->dag, f->steps[k].expr);
}

/* Does step k load an element of x at a constant place? */
static bool loads_x(const struct forms *f, uint32_t k, int64_t *at)
{
    const struct step *s = &f->steps[k];
    const struct plan *p = f->e->plan;

    if (s->op != DAG_LOAD || p->arrays.at[s->a].home != HOME_X || f->e->flat ||
        f->steps[s->b].op != DAG_INT)
        return false;
    *at = dag_int_value(p->program->dag, p->arrays.at[s->a].offset) +
          whole(f, s->b);
    return *at >= 0 && *at <= UINT32_MAX;
}

bool alike_leaf_of(const struct forms *f, uint32_t k, struct alike_leaf *leaf)
{
    int64_t at = 0;
    double v;

    *leaf = (struct alike_leaf){.kind = ALIKE_PLACE};
    if (f->steps[k].op == DAG_CONST) {
        v = dag_value(f->e->prog->dag, f->steps[k].expr);
        leaf->kind = ALIKE_NUMBER;
        memcpy(&leaf->value, &v, sizeof v);
        return true;
    }
    if (!loads_x(f, k, &at))
        return false;
    leaf->value = (uint64_t)at;
    return true;
}

static void put_leaf(struct finder *d, unsigned kind, uint64_t value)
{
    size_t k = 0;

    while (k < d->leaves.n && (d->leaves.at[k].kind != kind ||
                               d->leaves.at[k].value != value))
        k++;
    if (k == d->leaves.n)
        vec_push(&d->leaves, ((struct alike_leaf){
            .kind = (uint8_t)kind, .value = value}));
    vec_push(&d->tokens, kind);
    vec_push(&d->tokens, (uint32_t)k);
}

/* What follows tells apart: a step of the row, one outside, a whole number. */
enum { INSIDE = 2, OUTSIDE, WHOLE };

static void put_operand(struct finder *d, const struct step *user, uint32_t k)
{
    const struct step *s = &d->f->steps[k];
    bool column = user->op == PLAN_COUNT && user->a == STREAM_COL;
    struct alike_leaf leaf;

    if (alike_leaf_of(d->f, k, &leaf)) {
        put_leaf(d, leaf.kind, leaf.value);
    } else if (s->op == DAG_INT && column) {
        put_leaf(d, ALIKE_PLACE, (uint64_t)whole(d->f, k));
    } else if (s->op == DAG_INT) {
        vec_push(&d->tokens, WHOLE);
        vec_push(&d->tokens, s->expr.i);
    } else {
        bool inside = k > d->rows;
        vec_push(&d->tokens, inside ? INSIDE : OUTSIDE);
        vec_push(&d->tokens, inside ? d->ordinal.at[k - d->rows] : k);
    }
}

/* Steps that only stand for a value at their users. */
static bool is_leaf(const struct finder *d, uint32_t k)
{
    struct alike_leaf leaf;

    return d->f->steps[k].op == DAG_INT || alike_leaf_of(d->f, k, &leaf);
}

static bool plain(const struct step *s)
{
    return s->op == PLAN_PUSH || s->op == PLAN_COUNT ||
           (s->op < PLAN_FIRST && s->op != DAG_SEGMENT && s->op != DAG_LOCAL &&
            s->op != DAG_CONST && s->op != DAG_INT);
}

static void put_step(struct finder *d, uint32_t k)
{
    const struct step *s = &d->f->steps[k];
    uint32_t in[3];
    unsigned n = forms_operands(s, in);

    vec_push(&d->tokens, (uint32_t)s->op << 8 | s->type);
    if (s->op == DAG_LOAD || s->op == PLAN_PUSH || s->op == PLAN_COUNT)
        vec_push(&d->tokens, s->a);
    if (n == 0)
        vec_push(&d->tokens, s->expr.i);
    for (unsigned j = 0; j < n; j++)
        put_operand(d, s, in[j]);
}

/* A row in words; false: it is not so simple. */
static bool describe(struct finder *d, struct row_steps row)
{
    uint32_t n = 0;

    d->tokens.n = d->leaves.n = d->ordinal.n = 0;
    d->rows = row.rows;
    for (uint32_t j = row.rows; j < row.end; j++) {
        vec_push(&d->ordinal, n);
        if (j == row.rows || is_leaf(d, j))
            continue;
        if (!plain(&d->f->steps[j]))
            return false;
        put_step(d, j);
        n++;
    }
    return d->leaves.n <= LEAVES;
}

/* ---- shapes ------------------------------------------------------------ */

static uint64_t tokens_hash(const uint32_t *t, size_t n)
{
    uint64_t h = 0xCBF29CE484222325u;                /* FNV-1a, by words */

    for (size_t k = 0; k < n; k++)
        h = (h ^ t[k]) * 0x100000001B3u;
    return h;
}

static bool shape_is(const struct finder *d, const struct alike_shape *s,
                     uint64_t hash)
{
    return s->hash == hash && s->tokens == d->tokens.n &&
           s->leaves == d->leaves.n &&
           memcmp(d->a.tokens.at + s->token, d->tokens.at,
                  d->tokens.n * sizeof *d->tokens.at) == 0;
}

static void shape_new(struct finder *d, uint64_t hash)
{
    struct alike_shape s = {
        .rows = d->rows, .hash = hash,
        .leaf = (uint32_t)d->a.leaves.n, .leaves = (uint32_t)d->leaves.n,
        .token = (uint32_t)d->a.tokens.n, .tokens = (uint32_t)d->tokens.n};

    for (size_t k = 0; k < d->leaves.n; k++)
        vec_push(&d->a.leaves, d->leaves.at[k]);
    for (size_t k = 0; k < d->tokens.n; k++)
        vec_push(&d->a.tokens, d->tokens.at[k]);
    vec_push(&d->a.shapes, s);
}

static bool add_row(struct finder *d, struct row_steps row)
{
    uint64_t hash;
    size_t s = 0;

    if (!describe(d, row))
        return false;
    hash = tokens_hash(d->tokens.at, d->tokens.n);
    while (s < d->a.shapes.n && !shape_is(d, &d->a.shapes.at[s], hash))
        s++;
    if (s == d->a.shapes.n)
        shape_new(d, hash);
    d->a.shapes.at[s].members++;
    vec_push(&d->a.shape, (uint32_t)s);
    vec_push(&d->a.begin, (uint32_t)d->a.values.n);
    for (size_t j = 0; j < d->leaves.n; j++) {
        struct alike_leaf *leaf = &d->a.leaves.at[d->a.shapes.at[s].leaf + j];

        leaf->varies |= leaf->value != d->leaves.at[j].value;
        vec_push(&d->a.values, d->leaves.at[j].value);
    }
    return d->a.shapes.n <= SHAPES;
}

/* Places in the tables; each shape begins anew. */
static void place_leaves(struct alike *a)
{
    for (size_t s = 0; s < a->shapes.n; s++) {
        struct alike_leaf *leaf = a->leaves.at + a->shapes.at[s].leaf;
        uint32_t width[2] = {0};

        for (uint32_t j = 0; j < a->shapes.at[s].leaves; j++)
            if (leaf[j].varies)
                leaf[j].at = width[leaf[j].kind]++;
        for (int kind = 0; kind < 2; kind++)
            if (width[kind] > a->width[kind])
                a->width[kind] = width[kind];
    }
}

/* ---- runs -------------------------------------------------------------- */

/* Of each shape only one row is written. */
static void keep(struct finder *d)
{
    struct forms *f = d->f;

    if (!d->gone)
        d->gone = calloc(f->n, sizeof *d->gone);
    if (!d->gone)
        base_no_memory();
    place_leaves(&d->a);
    for (uint32_t r = 0; r < d->a.n; r++) {
        struct row_steps row = d->run.at[r];

        if (d->a.shapes.at[d->a.shape.at[r]].rows != row.rows)
            memset(d->gone + row.rows, true, row.end + 1 - row.rows);
    }
    vec_push(&f->alike, d->a);
    d->a = (struct alike){0};
}

static void try_run(struct finder *d, int64_t at)
{
    size_t n = d->run.n;
    bool fits = n >= LEAST;

    d->a.at = at;
    d->a.n = (uint32_t)n;
    for (size_t r = 0; r < n && fits; r++)
        fits = add_row(d, d->run.at[r]);
    if (fits && d->a.shapes.n * MEMBERS <= n)
        keep(d);
    alike_free(&d->a);
    d->run.n = 0;
}

/* The END of what step k opens, or k. */
static uint32_t end_of(const struct forms *f, uint32_t k)
{
    unsigned depth = 0;

    for (;; k++) {
        depth += plan_opens(f->steps[k].op);
        depth -= f->steps[k].op == PLAN_END;
        if (depth == 0)
            return k;
    }
}

/* Numbers may stand between rows: their places are such. */
static void find_runs(struct finder *d)
{
    struct forms *f = d->f;
    int64_t at = 0, next;

    for (uint32_t k = 0, end; k < f->n; k = end + 1) {
        bool fixed = forms_fixed_row(f, k, &next);

        end = end_of(f, k);
        if (f->steps[k].op == DAG_INT || f->steps[k].op == DAG_CONST)
            continue;
        if (d->run.n > 0 && (!fixed || next != at + (int64_t)d->run.n))
            try_run(d, at);
        if (fixed && d->run.n == 0)
            at = next;
        if (fixed)
            vec_push(&d->run, ((struct row_steps){k, end}));
    }
    try_run(d, at);
}

/* ---- what is left ------------------------------------------------------ */

/* Steps that stand for others now count as used as often as in the plan: how
   they are written depends on it. */
static void take_steps(struct finder *d, uint32_t *users)
{
    struct forms *f = d->f;
    struct step *left = malloc(((size_t)f->n + 1) * sizeof *left);
    uint32_t *now = malloc(((size_t)f->n + 1) * sizeof *now), n = 0;

    if (!left || !now)
        base_no_memory();
    for (uint32_t k = 0; k < f->n; k++) {
        if (d->gone[k])
            continue;
        now[k] = n;
        users[n] = users[k];
        left[n] = f->steps[k];
        forms_renumber(&left[n++], now);
    }
    for (size_t run = 0; run < f->alike.n; run++)
        for (size_t s = 0; s < f->alike.at[run].shapes.n; s++)
            f->alike.at[run].shapes.at[s].rows =
                now[f->alike.at[run].shapes.at[s].rows];
    f->steps = f->own = left;
    f->n = n;
    free(now);
}

void alike_find(struct forms *f, uint32_t *users)
{
    struct finder d = {.f = f};

    find_runs(&d);
    if (d.gone)
        take_steps(&d, users);
    free(d.gone);
    vec_free(&d.run);
    vec_free(&d.tokens);
    vec_free(&d.ordinal);
    vec_free(&d.leaves);
}

void alike_free(struct alike *a)
{
    vec_free(&a->shapes);
    vec_free(&a->leaves);
    vec_free(&a->tokens);
    vec_free(&a->shape);
    vec_free(&a->begin);
    vec_free(&a->values);
    *a = (struct alike){0};
}
