/* emit_c_run.c -- rows that are alike: a loop over tables. */
#include <stdlib.h>

#include "../base/arena.h"
#include "emit_c_body.h"

/* ---- tables ------------------------------------------------------------ */

typedef struct { uint64_t *at; size_t n, cap; } Values;

/* The leaves of row r that vary, or those that do not, until *n are left. */
static void row_values(const struct alike *a, uint32_t r, unsigned kind,
                       bool vary, uint32_t *n, Values *to)
{
    const struct alike_shape *s = &a->shapes.at[a->shape.at[r]];
    const struct alike_leaf *leaf = a->leaves.at + s->leaf;
    const uint64_t *value = a->values.at + a->begin.at[r];

    for (uint32_t j = 0; j < s->leaves && *n > 0; j++)
        if (leaf[j].kind == kind && leaf[j].varies == vary) {
            vec_push(to, value[j]);
            --*n;
        }
}

/* What varies of one kind, row by row.  Where a shape has less, what else it
   reads follows, so that other functions may have the same table; else 0. */
static Values rows_values(const struct alike *a, unsigned kind)
{
    Values to = {0};

    vec_reserve(&to, (size_t)a->n * a->width[kind]);
    for (uint32_t r = 0; r < a->n; r++) {
        uint32_t n = a->width[kind];

        row_values(a, r, kind, true, &n, &to);
        row_values(a, r, kind, false, &n, &to);
        while (n-- > 0)
            vec_push(&to, 0);
    }
    return to;
}

static const struct table {
    const char *local;
    enum table_kind table;
} tables[] = {
    [ALIKE_PLACE] = {"at", TABLE_PLACES},
    [ALIKE_NUMBER] = {"c", TABLE_NUMBERS},
};

/* "const unsigned *at = PREFIX_places1 + 2 * i;" */
static void open_table(struct body *b, const struct alike *a, unsigned kind)
{
    Values values = rows_values(a, kind);
    const struct table *t = &tables[kind];

    out_line(&b->code, "const %s *%s" OUT_GLUE "= %s + %u * i;",
             emit_table_type(b->e, t->table), t->local,
             emit_table(b->e, t->table, values.at, values.n),
             (unsigned)a->width[kind]);
    vec_free(&values);
}

/* The name of the table that says which shape each row has. */
static const char *shapes_table(struct body *b, const struct alike *a)
{
    Values values = {0};
    const char *name;

    for (uint32_t r = 0; r < a->n; r++)
        vec_push(&values, a->shape.at[r]);
    name = emit_table(b->e, TABLE_SHAPES, values.at, values.n);
    vec_free(&values);
    return name;
}

/* ---- rows -------------------------------------------------------------- */

/* The loop, and where in the tables a row finds what is its own. */
static void open_run(struct body *b, const struct alike *a)
{
    body_over_rows(b, a->at, a->n);
    for (unsigned kind = 0; kind < 2; kind++)
        if (a->width[kind] > 0)
            open_table(b, a, kind);
    if (a->shapes.n > 1)
        out_line(&b->code, "switch (%s[i]) {", shapes_table(b, a));
    b->alike = a;
    b->rows = b->rows_left = (uint32_t)a->shapes.n;
}

static void say_alike(struct body *b, struct span at, uint32_t members)
{
    const struct source *src = b->e->opt->source;
    struct out t = {0};

    if (!src || at.hi == 0)
        return;
    emit_line_text(b->e, at, &t);
    if (members > 1)
        out_fmt(&t, " and %u more alike", (unsigned)members - 1);
    out_comment(&b->code, "%s", out_text(&t));
    out_free(&t);
}

void body_open_alike(struct body *b, uint32_t k, struct span at)
{
    const struct alike *a = &b->f.alike.at[b->f.at[k].alike - 1];

    if (!b->alike)
        open_run(b, a);
    b->shape = &a->shapes.at[b->rows - b->rows_left];
    say_alike(b, at, b->shape->members);
    if (b->rows == 1)
        b->braced = false;
    else
        out_open(&b->code, b->braced ? "case %u: {" : "case %u:",
                 (unsigned)(b->rows - b->rows_left));
}

/* ---- what varies ------------------------------------------------------- */

static bool varies(struct body *b, unsigned kind, uint64_t value, uint32_t *at)
{
    const struct alike_leaf *leaf = b->alike->leaves.at + b->shape->leaf;

    for (uint32_t j = 0; j < b->shape->leaves; j++)
        if (leaf[j].varies && leaf[j].kind == kind && leaf[j].value == value) {
            *at = leaf[j].at;
            return true;
        }
    return false;
}

bool body_varies(struct body *b, uint32_t k)
{
    struct alike_leaf leaf;
    uint32_t at;

    if (!alike_leaf_of(&b->f, k, &leaf) ||
        !varies(b, leaf.kind, leaf.value, &at))
        return false;
    b->uses.x |= leaf.kind == ALIKE_PLACE;
    out_fmt(&b->text, leaf.kind == ALIKE_PLACE ? "x[at[%u]]" : "c[%u]",
            (unsigned)at);
    return true;
}

const char *body_column_text(struct body *b, uint32_t k, unsigned bind)
{
    const struct step *s = &b->f.steps[k];
    uint32_t at;

    if (b->shape && s->op == DAG_INT &&
        varies(b, ALIKE_PLACE, (uint64_t)dag_int_value(b->e->prog->dag,
                                                       s->expr), &at))
        return arena_printf(b->e->arena, "at[%u]", (unsigned)at);
    return body_text(b, k, bind);
}
