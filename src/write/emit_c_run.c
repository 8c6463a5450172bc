/* emit_c_run.c -- rows that are alike: a loop over tables. */
#include <string.h>

#include "../base/arena.h"
#include "emit_c_body.h"

/* ---- tables ------------------------------------------------------------ */

static const char *number_text(struct body *b, uint64_t bits, char buf[40])
{
    double v;

    memcpy(&v, &bits, sizeof v);
    return emit_number(b->e, v, buf);
}

/* Tables are long, and printf takes its time. */
static const char *whole_text(uint64_t v, char buf[40])
{
    char *at = buf + 39;

    *at = '\0';
    do
        *--at = (char)('0' + v % 10);
    while (v /= 10);
    return at;
}

/* What varies of one kind, row by row; where a shape has less, 0. */
static void rows_entries(struct body *b, const struct alike *a, unsigned kind)
{
    char buf[40];

    for (uint32_t r = 0; r < a->n; r++) {
        const struct alike_shape *s = &a->shapes.at[a->shape.at[r]];
        const uint64_t *value = a->values.at + a->begin.at[r];
        uint32_t n = 0;

        for (uint32_t j = 0; j < s->leaves; j++) {
            const struct alike_leaf *leaf = &a->leaves.at[s->leaf + j];

            if (!leaf->varies || leaf->kind != kind)
                continue;
            n++;
            out_entry(&b->code, kind == ALIKE_PLACE
                                    ? whole_text(value[j], buf)
                                    : number_text(b, value[j], buf));
        }
        for (; n < a->width[kind]; n++)
            out_entry(&b->code, "0");
    }
    out_entries_end(&b->code);
}

static void shape_entries(struct body *b, const struct alike *a)
{
    char buf[40];

    for (uint32_t r = 0; r < a->n; r++)
        out_entry(&b->code, whole_text(a->shape.at[r], buf));
    out_entries_end(&b->code);
}

static const struct table {
    const char *name, *local, *type;
} tables[] = {
    [ALIKE_PLACE] = {"places", "at", "unsigned"},
    [ALIKE_NUMBER] = {"numbers", "c", NULL},         /* reals */
};

static const char *type_of(const struct body *b, unsigned kind)
{
    return tables[kind].type ? tables[kind].type : b->e->real;
}

static void all_tables(struct body *b, const struct alike *a, unsigned run)
{
    for (unsigned kind = 0; kind < 2; kind++) {
        if (a->width[kind] == 0)
            continue;
        out_line(&b->code, "static const %s %s%u[]" OUT_GLUE "= {",
                 type_of(b, kind), tables[kind].name, run);
        rows_entries(b, a, kind);
        out_line(&b->code, "};");
    }
    if (a->shapes.n == 1)
        return;
    out_line(&b->code, "static const unsigned char shapes%u[]" OUT_GLUE "= {",
             run);
    shape_entries(b, a);
    out_line(&b->code, "};");
}

/* ---- rows -------------------------------------------------------------- */

/* Tables, loop, and where in them a row finds what is its own. */
static void open_run(struct body *b, const struct alike *a, unsigned run)
{
    all_tables(b, a, run);
    body_over_rows(b, a->at, a->n);
    for (unsigned kind = 0; kind < 2; kind++)
        if (a->width[kind] > 0)
            out_line(&b->code, "const %s *%s" OUT_GLUE "= %s%u + %u * i;",
                     type_of(b, kind), tables[kind].local, tables[kind].name,
                     run, (unsigned)a->width[kind]);
    if (a->shapes.n > 1)
        out_line(&b->code, "switch (shapes%u[i]) {", run);
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
    unsigned run = b->f.at[k].alike;
    const struct alike *a = &b->f.alike.at[run - 1];

    if (!b->alike)
        open_run(b, a, run);
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
