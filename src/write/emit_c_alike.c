/* emit_c_alike.c -- finding runs of rows that are alike. */
#include "emit_c_alike.h"

#include <stdlib.h>
#include <string.h>

#include "emit_c_form.h"

enum {
    LEAST = 32,              /* rows of a run: fewer are read one by one */
    SHAPES = 64,             /* of a run, at most, ... */
    MEMBERS = 4,             /* ... and on average as many rows each */
    LEAVES = 64              /* of a row */
};

struct finder {
    struct forms *f;
    struct alike a;
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
    if (f->at[k].form != FORM_LEAF)
        return false;
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

    vec_push(&d->tokens, (uint32_t)s->op << 16 | (uint32_t)s->type << 8 |
                         d->f->at[k].form);
    if (s->op == DAG_LOAD || s->op == PLAN_PUSH || s->op == PLAN_COUNT)
        vec_push(&d->tokens, s->a);
    if (n == 0)
        vec_push(&d->tokens, s->expr.i);
    for (unsigned j = 0; j < n; j++)
        put_operand(d, s, in[j]);
}

/* The row of the ROWS at step k, in words; false: it is not so simple. */
static bool describe(struct finder *d, uint32_t k)
{
    uint32_t n = 0;

    d->tokens.n = d->leaves.n = d->ordinal.n = 0;
    d->rows = k;
    for (uint32_t j = k; j < d->f->at[k].end; j++) {
        vec_push(&d->ordinal, n);
        if (j == k || d->f->at[j].form == FORM_DEAD || is_leaf(d, j))
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

static bool add_row(struct finder *d, uint32_t k)
{
    uint64_t hash;
    size_t s = 0;

    if (!describe(d, k))
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
static void keep(struct finder *d, const uint32_t *rows)
{
    struct forms *f = d->f;

    place_leaves(&d->a);
    vec_push(&f->alike, d->a);
    for (uint32_t r = 0; r < d->a.n; r++) {
        uint32_t k = rows[r];

        if (d->a.shapes.at[d->a.shape.at[r]].rows == k) {
            f->at[k].alike = (uint32_t)f->alike.n;
            continue;
        }
        for (uint32_t j = k; j <= f->at[k].end; j++)
            f->at[j].form = FORM_DEAD;
    }
    d->a = (struct alike){0};
}

static void try_run(struct finder *d, const uint32_t *rows, size_t n,
                    int64_t at)
{
    bool fits = n >= LEAST;

    d->a.at = at;
    d->a.n = (uint32_t)n;
    for (size_t r = 0; r < n && fits; r++)
        fits = add_row(d, rows[r]);
    if (fits && d->a.shapes.n * MEMBERS <= n)
        keep(d, rows);
    alike_free(&d->a);
}

void alike_find(struct forms *f)
{
    struct finder d = {.f = f};
    VEC(uint32_t) rows = {0};
    int64_t at = 0, next;

    for (uint32_t k = forms_first(f, 0); k < f->n;
         k = forms_first(f, f->at[k].end == 0 ? k + 1 : f->at[k].end + 1)) {
        bool fixed = forms_fixed_row(f, k, &next);

        if (rows.n > 0 && (!fixed || next != at + (int64_t)rows.n)) {
            try_run(&d, rows.at, rows.n, at);
            rows.n = 0;
        }
        if (fixed && rows.n == 0)
            at = next;
        if (fixed)
            vec_push(&rows, k);
    }
    try_run(&d, rows.at, rows.n, at);
    vec_free(&rows);
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
