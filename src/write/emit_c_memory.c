/*
 * emit_c_memory.c -- how much memory the generated code needs: at most what a
 * machine with 64-bit pointers and doubles needs, so that it is a constant of
 * the text wherever the sizes are.
 */
#include <string.h>

#include "../../runtime/core/solvers.h"
#include "../../runtime/core/statistics.h"
#include "../base/arena.h"
#include "emit_c_own.h"

/* PREFIX_run of the generated file. */
struct run_twin {
    void *state[8];
    eqr_problem problem;
    eqr_options options;
    eqr_run run;
    eqr_result found;
    void *result;
    int code;
};

size_t emit_run_bytes(const struct emit *e)
{
    size_t more = (e->directs + (size_t)e->columns) * sizeof(void *);

    return (sizeof(struct run_twin) + more + 15) / 16 * 16;
}

static const eqr_solver *find_solver(const char *name)
{
#define SOLVER(id, needs, honours, text)                                     \
    if (name && strcmp(name, #id) == 0)                                      \
        return &eqr_##id;
#include "../../runtime/core/solvers.def"
#undef SOLVER
    return NULL;
}

bool emit_takes(const struct emit *e, const char *whose)
{
    const eqr_solver *s = find_solver(e->plan->solver);

    return strcmp(whose, "all") == 0 ||
           (s && eqr_takes_option(s->name, s->honours, whose));
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Bytes for a problem of this many rows. */
static size_t solver_bytes(const struct emit *e, int64_t n, int64_t rows,
                           int64_t width, int64_t shows)
{
    const eqr_solver *s = find_solver(e->plan->solver);
    eqr_problem p = {0};
    size_t bytes;

    p.version = EQR_VERSION;
    p.cls = e->plan->cls;
    p.n = (size_t)n;
    p.residual.count = (size_t)rows;
    p.residual.width = (size_t)width;
    p.show.count = (size_t)shows;
    emit_is_const(e, e->plan->lists[LIST_SHOW].width, &width);
    p.show.width = (size_t)width;
    bytes = s ? eqr_work_size(&p, s) : sizeof(double);
    if (e->has_statistics)
        bytes = larger(bytes, eqr_statistics_size(&p));
    return bytes;
}

/* sum + term, without what is 0. */
static const char *plus(struct emit *e, const char *sum, const char *term)
{
    if (strcmp(term, "0") == 0)
        return sum;
    return strcmp(sum, "0") == 0 ? term
                                 : arena_printf(e->arena, "%s + %s", sum, term);
}

/* Vectors like the unknowns. */
static unsigned vectors_of(const struct emit *e)
{
    return (e->has_bounds ? 2u : 0u) + e->spare + e->directs +
           (e->columns ? 2u : 0u);
}

const char *emit_reals(struct emit *e, const char *form)
{
    const char *n = emit_size(e, e->plan->n, form);
    const char *s = plus(e, emit_size(e, e->plan->setup_size, form),
                         emit_size(e, e->plan->point_size, form));
    unsigned vectors = vectors_of(e);

    if (vectors)
        s = plus(e, s, arena_printf(e->arena, strpbrk(n, "+-") ? "%u * (%s)"
                                    : "%u * %s", vectors, n));
    return plus(e, s, arena_printf(e->arena, "%zu", e->cross));
}

bool emit_reals_const(struct emit *e, int64_t *reals)
{
    unsigned vectors = vectors_of(e);
    int64_t n, setup, point;

    if (!emit_is_const(e, e->plan->n, &n) ||
        !emit_is_const(e, e->plan->setup_size, &setup) ||
        !emit_is_const(e, e->plan->point_size, &point))
        return false;
    *reals = setup + point + vectors * n + (int64_t)e->cross;
    return true;
}

/* Is the memory a constant, also where the number of rows is none? */
void emit_memory(struct emit *e)
{
    const int64_t many = (int64_t)1 << 30;
    int64_t n, width, shows, rows, reals;
    size_t bytes;

    if (!emit_reals_const(e, &reals) || !emit_is_const(e, e->plan->n, &n) ||
        !emit_is_const(e, e->plan->lists[LIST_RESIDUAL].width, &width) ||
        !emit_is_const(e, e->plan->lists[LIST_SHOW].count, &shows))
        return;
    if (!emit_is_const(e, e->plan->lists[LIST_RESIDUAL].count, &rows))
        rows = many;
    bytes = solver_bytes(e, n, rows, width, shows);
    if (bytes == 0 || (rows == many &&
                       bytes != solver_bytes(e, n, 2 * many, width, shows)))
        return;
    e->solver_bytes = (bytes + 15) / 16 * 16;
    e->fixed = true;
}
