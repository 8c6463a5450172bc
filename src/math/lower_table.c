/* lower_table.c -- inline data: lists of numbers, and lists of rows. */
#include "lowering.h"

static void table_number(struct lower *l, struct table *t, Ast at)
{
    struct value v = lower_scalar(l, at, "an element");
    double x = 0;

    if (!value_bad(&v) && !const_value(l, v.e, &x)) {
        lower_fail(l, "E0220", at, "an element of inline data must be a "
                   "number or an expression of constants");
        t->bad = true;
    }
    t->bad |= value_bad(&v);
    vec_push(&t->v, x);
}

static void table_row(struct lower *l, struct table *t, Ast row)
{
    unsigned n = ast_count(l->t, row);

    if (t->extent[0] == 0)
        t->extent[1] = n;
    if (n != t->extent[1]) {
        lower_fail(l, "E0249", row, "the rows of a matrix are equally long: "
                   "this one has %u element%s, the first has %zu", n,
                   n == 1 ? "" : "s", t->extent[1]);
        t->bad = true;
    }
    t->extent[0]++;
    for (Ast k = ast_kid(l->t, row); k.i; k = ast_next(l->t, k))
        table_number(l, t, k);
}

void table_read(struct lower *l, struct table *t, Ast list)
{
    Ast k = ast_kid(l->t, list);

    t->rank = k.i && ast_at(l->t, k)->kind == AST_LIST ? 2 : 1;
    for (; k.i; k = ast_next(l->t, k)) {
        bool row = ast_at(l->t, k)->kind == AST_LIST;
        if (row != (t->rank == 2)) {
            lower_fail(l, "E0249", k, "numbers and rows are mixed here");
            t->bad = true;
        } else if (row) {
            table_row(l, t, k);
        } else {
            table_number(l, t, k);
            t->extent[0]++;
        }
    }
}

/* A size name that nobody bound takes the extent of the inline data. */
void table_binds_sizes(struct lower *l, const struct symbol *s,
                              const struct table *t)
{
    Ast k;

    if (ast_absent(l->t, s->dims))
        return;
    k = ast_kid(l->t, s->dims);
    for (unsigned i = 0; k.i && i < t->rank; k = ast_next(l->t, k), i++) {
        uint32_t z = ast_at(l->t, k)->kind == AST_NAME
                         ? model_symbol(l->m, ast_at(l->t, k)->name)
                         : UINT32_MAX;
        if (z == UINT32_MAX || l->m->symbols.at[z].kind != SYMBOL_SIZE ||
            l->symbols[z].kind != BIND_NONE)
            continue;
        l->symbols[z].kind = BIND_VALUE;
        l->symbols[z].v = value_of(dag_int(l->g, (int64_t)t->extent[i]));
    }
}

bool table_shape(struct lower *l, const struct symbol *s,
                        const struct table *t, struct value *shape)
{
    struct value list = {.rank = t->rank};

    for (unsigned k = 0; k < t->rank; k++) {
        list.lo[k] = dag_int(l->g, 1);
        list.count[k] = dag_int(l->g, (int64_t)t->extent[k]);
    }
    if (ast_absent(l->t, s->dims)) {
        *shape = list;
        return true;
    }
    for (unsigned k = 0; k < t->rank && shape->rank == t->rank; k++)
        if (!expr_same(shape->count[k], list.count[k])) {
            diag_add(l->d, "E0250", s->span, "`%s` is declared %s, but %zu "
                     "values are given%s", s->name, shape_text(l, shape),
                     t->extent[k], k ? " in a row" : "");
            return false;
        }
    if (shape->rank == t->rank)
        return true;
    diag_add(l->d, "E0250", s->span, "`%s` is declared %s, but the values "
             "form %s", s->name, shape_text(l, shape), shape_text(l, &list));
    return false;
}
