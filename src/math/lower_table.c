/* lower_table.c -- inline data: lists of numbers, of rows, of lists of rows. */
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

static void table_uneven(struct lower *l, struct table *t, Ast row,
                         unsigned depth, unsigned n)
{
    lower_fail(l, "E0249", row, "the rows of a matrix are equally long: this "
               "one has %u element%s, the first has %zu", n, n == 1 ? "" : "s",
               t->extent[depth]);
    t->bad = true;
}

/* One list, `depth` lists inside the whole: at most RANK_MAX deep. */
static void table_list(struct lower *l, struct table *t, Ast list,
                       unsigned depth)
{
    unsigned n = ast_count(l->t, list);

    if (t->extent[depth] == 0)
        t->extent[depth] = n;
    else if (n != t->extent[depth])
        table_uneven(l, t, list, depth, n);
    for (Ast k = ast_kid(l->t, list); k.i; k = ast_next(l->t, k)) {
        bool inner = ast_at(l->t, k)->kind == AST_LIST;
        if (inner != (depth + 1 < t->rank)) {
            lower_fail(l, "E0249", k, "numbers and rows are mixed here");
            t->bad = true;
        } else if (inner) {
            table_list(l, t, k, depth + 1);
        } else {
            table_number(l, t, k);
        }
    }
}

void table_read(struct lower *l, struct table *t, Ast list)
{
    Ast k = list;

    for (; k.i && ast_at(l->t, k)->kind == AST_LIST; k = ast_kid(l->t, k))
        if (++t->rank > RANK_MAX) {
            lower_fail(l, "E0245", k, "arrays have at most %d dimensions",
                       RANK_MAX);
            t->rank = RANK_MAX;
            t->bad = true;
            return;
        }
    table_list(l, t, list, 0);
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
    const char *declared;

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
    declared = shape_text(l, shape);
    diag_add(l->d, "E0250", s->span, "`%s` is declared %s, but the values "
             "form %s", s->name, declared, shape_text(l, &list));
    return false;
}
