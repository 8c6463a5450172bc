/* structure.c -- see structure.h. */
#include "structure.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/arena.h"
#include "below.h"

enum { COLUMNS_MOST = 200000, EDGES_MOST = 4000000, WORK_MOST = 20000000 };

struct builder {
    struct structure *s;
    const struct program *p;
    struct dag *g;
    struct below *below;     /* per array: the unknowns it is made of */
    uint32_t *seen;          /* per column: 1 + the last row that has it */
    int64_t *value;          /* per node */
    uint8_t *known;
    int64_t at[DAG_INDEX_VARS];
    size_t work;
};

/* ---- columns -------------------------------------------------------------------------- */

static bool columns(struct builder *b)
{
    for (uint32_t a = 0; a < b->p->arrays.n; a++) {
        const struct array *x = &b->p->arrays.at[a];
        int64_t size = 1;
        vec_push(&b->s->first, (uint32_t)b->s->column_array.n);
        if (x->kind != ARRAY_UNKNOWN)
            continue;
        for (unsigned k = 0; k < x->rank; k++) {
            if (!dag_is_int(b->g, x->count[k]))
                return false;
            size *= dag_int_value(b->g, x->count[k]);
            if (size > COLUMNS_MOST)
                return false;
        }
        if (b->s->column_array.n + (size_t)size > COLUMNS_MOST)
            return false;
        for (int64_t k = 0; k < size; k++)
            vec_push(&b->s->column_array, a);
    }
    return true;
}

static void edge(struct builder *b, uint32_t column)
{
    uint32_t row = (uint32_t)b->s->row_family.n;

    if (b->seen[column] == row)
        return;              /* row is counted from 1 here: pushed before */
    b->seen[column] = row;
    vec_push(&b->s->column, column);
}

static void all_of(struct builder *b, uint32_t array)
{
    uint32_t end = array + 1 < b->s->first.n
                       ? b->s->first.at[array + 1]
                       : (uint32_t)b->s->column_array.n;

    for (uint32_t c = b->s->first.at[array]; c < end; c++)
        edge(b, c);
    b->work += end - b->s->first.at[array];
}

/* ---- rows ------------------------------------------------------------------------------- */

static void evaluate(struct builder *b, uint32_t i)
{
    const struct node *n = &b->g->nodes.at[i];
    bool both = n->op >= DAG_IADD && n->op <= DAG_IMOD && b->known[n->a] &&
                b->known[n->b];
    int64_t x = both ? b->value[n->a] : 0, y = both ? b->value[n->b] : 0, v = 0;

    both = both && llabs(x) < 1 << 30 && llabs(y) < 1 << 30;

    b->known[i] = true;
    switch (n->op) {
    case DAG_INT: v = dag_int_value(b->g, (Expr){i}); break;
    case DAG_INDEX: v = b->at[n->a]; break;
    case DAG_IADD: v = x + y; b->known[i] = both; break;
    case DAG_IMUL: v = both ? x * y : 0; b->known[i] = both; break;
    default: b->known[i] = false; break;
    }
    b->value[i] = v;
}

static void load(struct builder *b, uint32_t i)
{
    const struct node *n = &b->g->nodes.at[i];
    const struct array *x = &b->p->arrays.at[n->a];
    Expr idx[PROGRAM_RANK];
    int64_t flat = 0;
    unsigned rank;

    if (x->kind != ARRAY_UNKNOWN) {
        for (size_t k = 0; k < b->below[n->a].of.n; k++)
            all_of(b, b->below[n->a].of.at[k]);
        return;
    }
    rank = dag_load_index(b->g, (Expr){i}, idx);
    for (unsigned k = 0; k < rank; k++) {
        int64_t count = dag_int_value(b->g, x->count[k]);
        if (!b->known[idx[k].i] || b->value[idx[k].i] < 0 ||
            b->value[idx[k].i] >= count) {
            all_of(b, n->a);
            return;
        }
        flat = flat * count + b->value[idx[k].i];
    }
    edge(b, b->s->first.at[n->a] + (uint32_t)flat);
}

static void row(struct builder *b, uint32_t family, const uint32_t *list,
                size_t n)
{
    size_t before = b->s->column.n;

    vec_push(&b->s->row_family, family);
    for (size_t k = 0; k < n; k++) {
        if (b->g->nodes.at[list[k]].op == DAG_LOAD)
            load(b, list[k]);
        else
            evaluate(b, list[k]);
    }
    b->work += n;
    if (b->s->column.n == before)
        b->s->row_family.n--;        /* no unknown: not our business */
    else
        vec_push(&b->s->start, (uint32_t)b->s->column.n);
}

/* All rows of a family, the last index fastest. */
static bool rows(struct builder *b, uint32_t family)
{
    const struct family *f = &b->p->families.at[family];
    const struct domain *d = &f->domain;
    int64_t count[PROGRAM_RANK], total = 1;
    uint32_t *list;
    size_t n;

    for (unsigned k = 0; k < d->rank; k++) {
        if (!dag_is_int(b->g, d->count[k]) || d->guard.i)
            return false;
        count[k] = dag_int_value(b->g, d->count[k]);
        total *= count[k];
        if (total > COLUMNS_MOST)
            return false;
    }
    n = dag_reach(b->g, &f->row, 1, &list);
    for (int64_t k = 0; k < total && b->work < WORK_MOST &&
                        b->s->column.n < EDGES_MOST; k++) {
        int64_t rest = k;
        for (unsigned j = d->rank; j-- > 0; rest /= count[j])
            b->at[d->var[j]] = rest % count[j];
        row(b, family, list, n);
    }
    free(list);
    return b->work < WORK_MOST && b->s->column.n < EDGES_MOST;
}

void structure_make(struct structure *s, const struct program *p)
{
    struct builder b = {.s = s, .p = p, .g = p->dag};
    size_t nodes = p->dag->nodes.n + 1;
    bool fine;

    *s = (struct structure){.p = p};
    b.below = below_make(p);
    b.value = calloc(nodes, sizeof *b.value);
    b.known = calloc(nodes, 1);
    if (!b.value || !b.known)
        base_no_memory();
    vec_push(&s->start, 0);
    fine = b.below && columns(&b);
    b.seen = calloc(s->column_array.n + 1, sizeof *b.seen);
    if (!b.seen)
        base_no_memory();
    for (uint32_t k = 0; k < p->families.n && fine; k++)
        fine = rows(&b, k);
    below_free(b.below, p);
    free(b.seen);
    free(b.value);
    free(b.known);
    if (!fine)
        return;
    s->pattern = (struct pattern){(uint32_t)s->row_family.n,
                                  (uint32_t)s->column_array.n, s->start.at,
                                  s->column.at};
    matching_make(&s->match, &s->pattern);
    s->done = true;
}

void structure_free(struct structure *s)
{
    if (s->done)
        matching_free(&s->match);
    vec_free(&s->start);
    vec_free(&s->column);
    vec_free(&s->row_family);
    vec_free(&s->column_array);
    vec_free(&s->first);
}

void structure_name(const struct structure *s, uint32_t column, char *text,
                    size_t size)
{
    uint32_t array = s->column_array.at[column];
    const struct array *x = &s->p->arrays.at[array];
    int64_t flat = column - s->first.at[array], at[PROGRAM_RANK] = {0};
    size_t used = (size_t)snprintf(text, size, "%.60s", x->name);

    for (unsigned k = x->rank; k-- > 0; ) {
        int64_t count = dag_int_value(s->p->dag, x->count[k]);
        at[k] = flat % count;
        flat /= count;
        if (dag_is_int(s->p->dag, x->lo[k]))
            at[k] += dag_int_value(s->p->dag, x->lo[k]);
    }
    for (unsigned k = 0; k < x->rank && used < size; k++)
        used += (size_t)snprintf(text + used, size - used, "%s%lld%s",
                                 k == 0 ? "[" : ", ", (long long)at[k],
                                 k + 1 == x->rank ? "]" : "");
}
