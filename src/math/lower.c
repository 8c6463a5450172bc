/* lower.c -- the order of lowering. */
#include "lowering.h"

#include <stdlib.h>

struct program *lower(struct arena *a, const struct model *m,
                      struct names *names, struct diag *d)
{
    struct lower l = {.arena = a, .m = m, .t = m->ast, .names = names, .d = d,
                      .p = program_make()};

    l.g = l.p->dag;
    l.symbols = arena_array(a, m->symbols.n + 1, sizeof *l.symbols);
    l.parts = local_parts_of(a, m->ast);
    diff_names(&l);
    lower_symbols(&l);
    lower_statements(&l);
    lower_shows(&l);
    lower_solve(&l);
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
    free(l.call_slots);
    return l.p;
}
