/*
 * emit_c_memory.c -- how much memory the generated code needs: at most what a
 * machine with 64-bit pointers and doubles needs, so that it is a constant of
 * the text wherever the sizes are.
 */
#include <string.h>

#include "../../runtime/core/analysis.h"
#include "../../runtime/core/batches.h"
#include "../../runtime/core/search.h"
#include "../../runtime/core/solvers.h"
#include "../../runtime/core/statistics.h"
#include "../base/arena.h"
#include "emit_c_own.h"

/* PREFIX_run of the generated file. */
struct run_twin {
    void *analysis;
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

    if (e->plan->search)
        more += sizeof(eqr_search) - sizeof(eqr_run);
    if (emit_has(e, FUNCTION_TERM))
        more += sizeof(eqr_batches) - sizeof(eqr_run) + sizeof(eqr_terms);
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

    if (strcmp(whose, "batches") == 0 && !emit_has(e, FUNCTION_TERM))
        return false;
    return strcmp(whose, "all") == 0 ||
           (s && eqr_takes_option(s->name, s->honours, whose)) ||
           (e->plan->search &&
            eqr_takes_option(e->prog->solve.search, 0, whose));
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How wide a list of rows is; is it constant? */
static bool width_const(const struct emit *e, enum plan_list list,
                        eqr_rows *rows)
{
    const struct plan_rows *from = &e->plan->lists[list];
    int64_t width, entries = 0;

    if (!emit_is_const(e, from->width, &width) ||
        (from->entries.i && !emit_is_const(e, from->entries, &entries)))
        return false;
    rows->width = (size_t)width;
    rows->entries = (size_t)entries;
    return true;
}

/* ... and how many rows there are? */
static bool rows_const(const struct emit *e, enum plan_list list,
                       eqr_rows *rows)
{
    int64_t count;

    if (!width_const(e, list, rows) ||
        !emit_is_const(e, e->plan->lists[list].count, &count))
        return false;
    rows->count = (size_t)count;
    return true;
}

static bool hessian_const(const struct emit *e, eqr_problem *p)
{
    int64_t entries;

    if (!emit_is_const(e, e->plan->hessian_size, &entries))
        return false;
    p->hessian.count = e->columns ? p->n * (p->n + 1) / 2 : (size_t)entries;
    return true;
}

/* Bytes of a run of this problem. */
static size_t run_bytes(const struct emit *e, const eqr_problem *p)
{
    const eqr_solver *s = find_solver(e->plan->solver);

    if (!s)
        return sizeof(double);
    if (e->plan->search)
        return eqr_search_size(e->plan->search, p, s, EQR_SEARCH_KEEP);
    return p->terms ? eqr_batches_size(p, s) : eqr_work_size(p, s);
}

/* Bytes for a problem of these sizes. */
static size_t solver_bytes(const struct emit *e, const eqr_problem *sizes,
                           int64_t rows)
{
    eqr_problem p = *sizes;
    size_t bytes;

    p.residual.count = (size_t)rows;
    bytes = run_bytes(e, &p);
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

/* May matrices be other than dense? Then memory is known after set-up only. */
static bool is_analysed(const struct emit *e)
{
    eqr_problem p = {.n = EQR_DENSE_MOST + 1, .residual.width = 1}, q;
    int64_t n;

    if (emit_is_const(e, e->plan->n, &n)) {
        p.n = (size_t)n;
        if (width_const(e, LIST_RESIDUAL, &p.residual) &&
            p.residual.entries > 0)
            rows_const(e, LIST_RESIDUAL, &p.residual);
    }
    q = p;
    if (rows_const(e, LIST_CONSTRAINT, &q.constraint) && hessian_const(e, &q))
        p = q;
    return eqr_analysis_size(&p, find_solver(e->plan->solver)) != 0;
}

/* Are the rows that batches are drawn of, where there are any, constant? */
static bool terms_const(const struct emit *e, eqr_terms *terms, eqr_problem *p)
{
    int64_t drawn;

    if (!emit_has(e, FUNCTION_TERM))
        return true;
    p->terms = terms;
    if (!rows_const(e, LIST_TERM, &terms->rows) ||
        !emit_is_const(e, e->plan->drawn, &drawn))
        return false;
    terms->drawn = (size_t)drawn;
    return true;
}

/* Is the memory a constant, also where the number of rows is none? */
void emit_memory(struct emit *e)
{
    const int64_t many = (int64_t)1 << 30;
    eqr_problem p = {.version = EQR_VERSION, .cls = e->plan->cls};
    int64_t n, rows, reals;
    eqr_terms terms;
    size_t bytes;

    e->analysed = is_analysed(e);
    if (e->analysed)
        return;
    if (!emit_reals_const(e, &reals) || !emit_is_const(e, e->plan->n, &n) ||
        !width_const(e, LIST_RESIDUAL, &p.residual))
        return;
    p.n = (size_t)n;
    if (!rows_const(e, LIST_SHOW, &p.show) ||
        !rows_const(e, LIST_CONSTRAINT, &p.constraint) ||
        !terms_const(e, &terms, &p) || !hessian_const(e, &p))
        return;
    if (!emit_is_const(e, e->plan->lists[LIST_RESIDUAL].count, &rows))
        rows = many;
    bytes = solver_bytes(e, &p, rows);
    if (bytes == 0 ||
        (rows == many && bytes != solver_bytes(e, &p, 2 * many)))
        return;
    e->solver_bytes = (bytes + 15) / 16 * 16;
    e->fixed = true;
}
