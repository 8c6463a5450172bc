/*
 * jacobian.c -- the rows of the Jacobian, family by family.
 *
 * Lets are written out into the row; a load of an unknown is then one entry; a
 * reduction is entered with its own loop inside the row's (the chain rule:
 * d row / d S * d S / d body * d body / d unknown).  Index maps give the
 * columns, so structure and values are loops, never tables.
 */
#include "deriving.h"

#include <stdlib.h>

/* A reduction's body still to be differentiated, inside a row. */
struct inside {
    Expr body, seed;
    struct domain extra;
};

struct rows {
    struct derive *d;
    const struct family *family;
    uint32_t number;
    Expr *begins;            /* per array: an unknown's first column */
    VEC(struct inside) todo;
};

static unsigned free_var(const struct rows *r, const struct inside *in)
{
    const struct domain *parts[2] = {&r->family->domain, &in->extra};
    unsigned next = DAG_ELEMENT_DIMS;

    for (unsigned p = 0; p < 2; p++)
        for (unsigned k = 0; k < parts[p]->rank; k++)
            if (parts[p]->var[k] >= next)
                next = parts[p]->var[k] + 1;
    return next;
}

static void enter(struct rows *r, const struct inside *in,
                  const struct slope *s)
{
    struct derive *d = r->d;
    const struct loop loop = *definer(d, dag_at(d->g, s->load)->a);
    struct inside next = *in;
    Expr idx[PROGRAM_RANK], factor;
    struct turns to;

    dag_load_index(d->g, s->load, idx);
    loop_enter(d, &loop, idx, free_var(r, in), &to, &next.extra);
    factor = put_entered(d, reduction_factor(d, &loop), &to);
    next.seed = dag_scale(d->g, s->value, factor);
    next.body = put_entered(d, expand(d, loop.body), &to);
    vec_push(&r->todo, next);
}

static struct entry entry_of(struct rows *r, const struct inside *in,
                             const struct slope *s)
{
    struct entry e = {.family = r->number, .extra = in->extra,
                      .value = s->value};
    uint32_t array = dag_at(r->d->g, s->load)->a;
    Expr idx[PROGRAM_RANK];

    dag_load_index(r->d->g, s->load, idx);
    e.column = dag_iadd(r->d->g, r->begins[array],
                        program_offset(r->d->p, array, idx));
    return e;
}

/* Through an array that is no single formula: one entry per unknown. */
static struct entry entry_through(struct rows *r, const struct inside *in,
                                  const struct slope *s)
{
    struct entry e = {.family = r->number, .extra = in->extra};
    uint32_t array = dag_at(r->d->g, s->load)->a;
    unsigned var = free_var(r, in);
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(r->d->g, s->load, idx);

    e.column = idx[rank] = dag_index(r->d->g, var);
    e.extra.var[e.extra.rank] = var;
    e.extra.count[e.extra.rank++] = unknown_count(r->d);
    e.value = dag_scale(r->d->g, s->value,
                        dag_load(r->d->g, tangent_of(r->d, array), idx,
                                 rank + 1));
    return e;
}

/*
 * Sums of sums of sums: each way through them would be an entry, and there can
 * be 2^depth. Beyond this many the rest goes through tangent arrays; and so does
 * what would nest too deep to have an index for its column.
 */
enum { PATHS_MAX = 32 };

static bool goes_through(const struct rows *r, const struct inside *in,
                         uint32_t array)
{
    return r->d->many[array] || r->todo.n >= PATHS_MAX ||
           in->extra.rank + definer(r->d, array)->domain.rank > RANK_MAX;
}

typedef struct { struct entry *at; size_t n, cap; } Entries;

static void family_entries(struct rows *r, Entries *out)
{
    struct derive *d = r->d;
    struct inside row = {.body = expand(d, r->family->row)};

    row.seed = r->family->scale.i ? r->family->scale : dag_num(d->g, 1);
    vec_push(&r->todo, row);
    for (size_t next = 0; next < r->todo.n; next++) {
        struct inside in = r->todo.at[next];
        Slopes s = slopes(d->g, in.body, in.seed, slope_active, NULL);
        for (size_t k = 0; k < s.n; k++) {
            uint32_t array = dag_at(d->g, s.at[k].load)->a;
            if (d->p->arrays.at[array].kind == ARRAY_UNKNOWN)
                vec_push(out, entry_of(r, &in, &s.at[k]));
            else if (goes_through(r, &in, array))
                vec_push(out, entry_through(r, &in, &s.at[k]));
            else
                enter(r, &in, &s.at[k]);
        }
        vec_free(&s);
    }
    r->todo.n = 0;
}

static void list_entries(struct rows *r, const struct family *list, size_t n,
                         Entries *out)
{
    for (uint32_t k = 0; k < n; k++) {
        r->family = &list[k];
        r->number = k;
        family_entries(r, out);
    }
}

/* `to` is empty so far. */
#define TAKE(to, from)                                                       \
    ((to)->at = (from)->at, (to)->n = (from)->n, (to)->cap = (from)->cap)

/* The first array with a name that has a tangent. */
static uint32_t first_through(const struct derive *d)
{
    for (uint32_t a = 0; a < d->arrays; a++)
        if (d->tangent[a] != UINT32_MAX && d->p->arrays.at[a].name)
            return a;
    return UINT32_MAX;
}

void derive_jacobian(struct derive *d)
{
    struct rows r = {.d = d, .begins = unknown_columns(d)};
    Entries entries = {0}, shows = {0}, constraints = {0}, terms = {0};
    struct program *p = d->p;

    list_entries(&r, p->families.at, p->families.n, &entries);
    list_entries(&r, p->shows.at, p->shows.n, &shows);
    list_entries(&r, p->constraints.at, p->constraints.n, &constraints);
    list_entries(&r, p->terms.at, p->terms.n, &terms);
    tangent_loops(d);
    p->through = first_through(d);
    TAKE(&p->entries, &entries);
    TAKE(&p->show_entries, &shows);
    TAKE(&p->constraint_entries, &constraints);
    TAKE(&p->term_entries, &terms);
    vec_free(&r.todo);
    free(r.begins);
}
