/* lower.c -- the order of lowering. */
#include "lowering.h"

#include <stdlib.h>

/* Nodes of a system that one of its syntax tree makes, derivatives and all,
   at most, mostly. */
enum { NODES_A_NODE = 3 };

static void expect(struct program *p, const struct model *m)
{
    dag_expect(p->dag, m->ast->nodes.n * NODES_A_NODE);
    vec_reserve(&p->arrays, m->symbols.n + 1);
    vec_reserve(&p->starts, m->symbols.n);
    vec_reserve(&p->families, m->statements.n);
}

static struct program *lower_all(struct arena *a, const struct model *m,
                                 struct names *names, const bool *wide,
                                 struct diag *d)
{
    struct lower l = {.arena = a, .m = m, .t = m->ast, .names = names, .d = d,
                      .wide = wide, .p = program_make()};

    l.g = l.p->dag;
    expect(l.p, m);
    l.symbols = arena_array(a, m->symbols.n + 1, sizeof *l.symbols);
    l.parts = local_parts_of(a, m->ast);
    diff_names(&l);
    lower_symbols(&l);
    lower_statements(&l);
    lower_shows(&l);
    lower_solve(&l);
    find_terms(&l);
    lower_alike(&l);
    vec_free(&l.frames);
    vec_free(&l.values);
    vec_free(&l.scope);
    vec_free(&l.open);
    vec_free(&l.choices);
    vec_free(&l.files);
    vec_free(&l.listed);
    vec_free(&l.local_dims);
    vec_free(&l.recurring);
    vec_free(&l.diffs);
    vec_free(&l.calls);
    vec_free(&l.refused);
    free(l.call_slots);
    return l.p;
}

struct program *lower(struct arena *a, const struct model *m,
                      struct names *names, struct diag *d)
{
    return lower_all(a, m, names, NULL, d);
}

struct program *lower_wide(struct arena *a, const struct model *m,
                           struct names *names, const bool *wide,
                           struct diag *d)
{
    struct program *p = lower_all(a, m, names, wide, d);

    p->solve.solver = NULL;
    p->solve.options.n = 0;
    p->terms.n = p->drawn = 0;
    if (p->has_fits || p->has_objective)
        p->families.n = 0;
    return p;
}
