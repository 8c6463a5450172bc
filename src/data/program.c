/* program.c -- building loop programs: arrays, sizes, offsets. */
#include "program.h"

#include <stdlib.h>
#include <string.h>

struct program *program_make(void)
{
    struct program *p = calloc(1, sizeof *p);

    if (!p)
        abort();
    p->dag = dag_make();
    p->loss = p->spread = p->through = UINT32_MAX;
    p->lagrangian = p->weighted = p->squares = UINT32_MAX;
    return p;
}

void program_free(struct program *p)
{
    if (!p)
        return;
    dag_free(p->dag);
    vec_free(&p->arrays);
    vec_free(&p->loops);
    vec_free(&p->families);
    vec_free(&p->shows);
    vec_free(&p->constraints);
    vec_free(&p->terms);
    vec_free(&p->starts);
    vec_free(&p->lowers);
    vec_free(&p->uppers);
    vec_free(&p->checks);
    vec_free(&p->bounds);
    vec_free(&p->bound_loops);
    vec_free(&p->adjoint);
    vec_free(&p->helpers);
    vec_free(&p->entries);
    vec_free(&p->show_entries);
    vec_free(&p->constraint_entries);
    vec_free(&p->term_entries);
    vec_free(&p->magnitudes);
    vec_free(&p->constraint_magnitudes);
    vec_free(&p->hessian);
    vec_free(&p->normal);
    vec_free(&p->along);
    vec_free(&p->along_twice);
    vec_free(&p->sizes);
    vec_free(&p->named);
    vec_free(&p->constants);
    vec_free(&p->solve.options);
    free(p);
}

uint32_t program_array(struct program *p, enum array_kind kind, Name name,
                       unsigned rank, const Expr *lo, const Expr *count,
                       enum phase phase, unsigned degree)
{
    struct array a = {.kind = (uint8_t)kind, .rank = (uint8_t)rank,
                      .name = name, .symbol = UINT32_MAX};

    for (unsigned k = 0; k < rank; k++) {
        a.lo[k] = lo ? lo[k] : dag_int(p->dag, 0);
        a.count[k] = count[k];
    }
    vec_push(&p->arrays, a);
    vec_push(&p->dag->array_phase, (uint8_t)phase);
    vec_push(&p->dag->array_degree, (uint8_t)degree);
    return (uint32_t)(p->arrays.n - 1);
}

size_t program_group_begin(const struct loop *loops, size_t end)
{
    uint32_t group = loops[end - 1].group;
    size_t begin = end - 1;

    while (group && begin > 0 && loops[begin - 1].group == group)
        begin--;
    return begin;
}

void loop_rewrite(struct dag *g, struct loop *loop, unsigned rank,
                  const struct dag_rewrite *how)
{
    struct domain *d = &loop->domain;

    loop->body = dag_rewrite(g, loop->body, how);
    d->guard = dag_rewrite(g, d->guard, how);
    for (unsigned k = 0; k < d->rank; k++)
        d->count[k] = dag_rewrite(g, d->count[k], how);
    for (unsigned k = 0; k < rank; k++)
        loop->at[k] = dag_rewrite(g, loop->at[k], how);
}

Expr program_size(const struct program *p, uint32_t array)
{
    const struct array *a = &p->arrays.at[array];
    Expr n = dag_int(p->dag, 1);

    for (unsigned k = a->turns; k < a->rank; k++)
        n = dag_imul(p->dag, n, a->count[k]);
    return n;
}

Expr program_offset(const struct program *p, uint32_t array, const Expr *at)
{
    const struct array *a = &p->arrays.at[array];
    Expr offset = dag_int(p->dag, 0);

    for (unsigned k = a->turns; k < a->rank; k++)
        offset = dag_offset(p->dag, offset, a->count[k], at[k]);
    return offset;
}

Expr domain_size(struct dag *g, const struct domain *d)
{
    Expr n = dag_int(g, 1);

    for (unsigned k = 0; k < d->rank; k++)
        n = dag_imul(g, n, d->count[k]);
    return n;
}

Expr domain_most(struct dag *g, const struct domain *d)
{
    Expr n = dag_int(g, 1);

    for (unsigned k = 0; k < d->rank; k++)
        n = dag_imul(g, n, domain_extent(d, k));
    return n;
}

bool domain_is_box(struct dag *g, const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++)
        if (dag_at(g, d->count[k])->free ||
            dag_loads(g, d->count[k]))
            return false;
    return !d->guard.i;
}

const struct solve_option *program_option(const struct program *p,
                                          const char *name)
{
    for (size_t k = 0; k < p->solve.options.n; k++)
        if (strcmp(p->solve.options.at[k].name, name) == 0)
            return &p->solve.options.at[k];
    return NULL;
}

Expr program_load(const struct program *p, uint32_t array, const Expr *idx)
{
    const struct array *a = &p->arrays.at[array];
    Expr load = dag_load(p->dag, array, idx, a->rank);

    if (!a->integer)
        return load;
    return dag_node(p->dag, DAG_LOAD, TYPE_INT, array,
                    dag_at(p->dag, load)->b, 0);
}

static const char *name_array(const void *caller, uint32_t array)
{
    const struct program *p = caller;

    return p->arrays.at[array].name;
}

static Expr name_lower(const void *caller, struct dag *g, uint32_t array,
                       unsigned dim)
{
    const struct program *p = caller;

    (void)g;
    return p->arrays.at[array].lo[dim];
}

static const char *name_size(const void *caller, unsigned size)
{
    const struct program *p = caller;

    return p->sizes.at[size];
}

struct dag_names program_names(const struct program *p)
{
    return (struct dag_names){name_array, name_lower, name_size, p,
                              NULL};
}
