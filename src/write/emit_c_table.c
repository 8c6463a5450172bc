/*
 * emit_c_table.c -- tables of constants that rows and starts are read from.
 *
 * They stand before all functions, apart from the text in which words are
 * looked for; equal ones are one: what a row reads is mostly the same for its
 * value and for its derivatives.
 */
#include <string.h>

#include "../base/arena.h"
#include "emit_c_own.h"

static const struct form {
    const char *name, *type;
} forms[] = {
    [TABLE_PLACES] = {"places", "unsigned"},
    [TABLE_NUMBERS] = {"numbers", NULL},             /* reals */
    [TABLE_SHAPES] = {"shapes", "unsigned char"},
};

const char *emit_table_type(const struct emit *e, enum table_kind kind)
{
    return forms[kind].type ? forms[kind].type : e->real;
}

/* ---- text -------------------------------------------------------------- */

static const char *number_text(const struct emit *e, uint64_t bits,
                               char buf[40])
{
    double v;

    memcpy(&v, &bits, sizeof v);
    return emit_number(e, v, buf);
}

static void write_table(struct emit *e, const struct emit_table *t)
{
    struct out *o = &e->tables_text;
    char buf[40];

    out_line(o, "static const %s %s[] = {", emit_table_type(e, t->kind), t->name);
    for (size_t k = 0; k < t->n; k++)
        out_entry(o, t->kind == TABLE_NUMBERS
                         ? number_text(e, t->values[k], buf)
                         : emit_whole(t->values[k], buf));
    out_entries_end(o);
    out_line(o, "};");
    out_blank(o);
}

/* ---- which there are ---------------------------------------------------- */

static uint64_t hash_of(const uint64_t *values, size_t n)
{
    uint64_t h = 0xCBF29CE484222325u;                /* FNV-1a, by words */

    for (size_t k = 0; k < n; k++)
        h = (h ^ values[k]) * 0x100000001B3u;
    return h;
}

static bool same(const struct emit_table *a, const struct emit_table *b)
{
    return a->kind == b->kind && a->hash == b->hash && a->n == b->n &&
           memcmp(a->values, b->values, a->n * sizeof *a->values) == 0;
}

const char *emit_table(struct emit *e, enum table_kind kind,
                       const uint64_t *values, size_t n)
{
    struct emit_table t = {.kind = kind, .hash = hash_of(values, n), .n = n,
                           .values = values};
    uint64_t *own;
    unsigned number = 1;

    for (size_t k = 0; k < e->row_tables.n; k++) {
        if (same(&e->row_tables.at[k], &t))
            return e->row_tables.at[k].name;
        number += e->row_tables.at[k].kind == kind;
    }
    own = arena_array(e->arena, n, sizeof *own);
    memcpy(own, values, n * sizeof *own);
    t.values = own;
    t.name = arena_printf(e->arena, "%s_%s%u", e->prefix, forms[kind].name,
                          number);
    vec_push(&e->row_tables, t);
    write_table(e, &t);
    return t.name;
}
