/*
 * generic.c -- the Jacobian at random points.  What is dependent at every one
 * of them is dependent everywhere but by accident (generic rank); what is so
 * in the same way, with constant factors, can be put into words: a null vector
 * of J is a shift, one of J diag(x) is a scaling.
 */
#include "generic.h"

#include "../math/derive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64, TRIES = 24, NODES_MOST = 20000, TURNS_MOST = 1 << 22,
       NODES_QUICK = 2000, TURNS_QUICK = 1 << 10 };
static const double most_work = 3e8;

struct sample {
    struct generic *g;
    const eqr_problem *p;
    double *x, *row, *dense; /* dense: m x n, this point */
    double r[BLOCK];
    double *values;
    size_t *start, *col;
    size_t width;
    struct nullspace here;   /* of J at this point */
    uint64_t random;
};

static void *get(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);

    if (!p)
        base_no_memory();
    return p;
}

/* ---- points ----------------------------------------------------------------- */

/* SplitMix64 (Steele, Lea, Flood 2014), as a number in 0 .. 1. */
static double draw(struct sample *s)
{
    uint64_t z = s->random += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}

/* Half to twice the start, inside the bounds; about 0 where that is 0. */
static double coordinate(struct sample *s, unsigned k)
{
    double start = s->g->bound->d.start[k], u = draw(s);
    double lo = s->p->lower ? s->p->lower[k] : -HUGE_VAL;
    double hi = s->p->upper ? s->p->upper[k] : HUGE_VAL;
    double x = start != 0 ? start * exp2(2 * u - 1) : 2 * u - 1;

    if (x > lo && x < hi)
        return x;
    if (isfinite(lo) && isfinite(hi))
        return lo + (0.1 + 0.8 * u) * (hi - lo);
    return isfinite(lo) ? lo + 0.1 + u : hi - 0.1 - u;
}

/* ---- rows -------------------------------------------------------------------- */

static bool finite_row(const double *row, unsigned n)
{
    for (unsigned k = 0; k < n; k++)
        if (!isfinite(row[k]))
            return false;
    return true;
}

static bool add_row(struct sample *s, const double *row)
{
    struct generic *g = s->g;

    if (!finite_row(row, g->n))
        return false;
    memcpy(s->row, row, g->n * sizeof *row);
    nullspace_row(&s->here, s->row);
    memcpy(s->row, row, g->n * sizeof *row);
    nullspace_row(&g->shift, s->row);
    for (unsigned k = 0; k < g->n; k++)
        s->row[k] = row[k] * s->x[k];
    nullspace_row(&g->scale, s->row);
    return true;
}

static bool add_block(struct sample *s, const eqr_rows *rows, size_t lo,
                      size_t hi, bool equations)
{
    unsigned n = s->g->n;
    double full[GENERIC_UNKNOWNS];

    if (rows->structure(s->p->user, lo, hi, s->start, s->col) < 0 ||
        rows->values(s->p->user, s->x, lo, hi, s->r, s->values) < 0)
        return false;
    for (size_t k = 0; k < hi - lo; k++) {
        memset(full, 0, sizeof full);
        for (size_t e = s->start[k]; e < s->start[k + 1]; e++)
            full[s->col[e]] += s->values[e];
        if (!isfinite(s->r[k]) || !add_row(s, full))
            return false;
        if (equations && s->p->cls == EQR_CLASS_LEAST_SQUARES)
            shape_fit(s->g, s->x, full, lo + k);
        if (equations && s->g->m)
            memcpy(s->dense + (lo + k) * n, full, n * sizeof *full);
        if (equations && s->g->m)
            s->g->sum[lo + k][s->g->points] = s->r[k];
    }
    return true;
}

static bool add_rows(struct sample *s, const eqr_rows *rows, bool equations)
{
    for (size_t lo = 0; lo < rows->count; lo += BLOCK)
        if (!add_block(s, rows, lo, lo + BLOCK < rows->count ? lo + BLOCK
                                                             : rows->count,
                       equations))
            return false;
    return true;
}

static bool add_gradient(struct sample *s)
{
    double f, full[GENERIC_UNKNOWNS];

    return s->p->gradient(s->p->user, s->x, &f, full) >= 0 && isfinite(f) &&
           add_row(s, full);
}

/* ---- one point ------------------------------------------------------------------ */

/* Which sums of equations are the same: columns of J are rows of J'. */
static bool add_columns(struct sample *s)
{
    struct generic *g = s->g;
    double column[GENERIC_ROWS], blame[GENERIC_ROWS];

    if (g->m == 0)
        return true;
    if (s->p->magnitude(s->p->user, s->x, 0, g->m, blame) < 0)
        return false;
    for (unsigned i = 0; i < g->m; i++)
        g->blame[i][g->points] = blame[i];
    shape_point(g, s->x, s->dense, blame);
    for (unsigned j = 0; j < g->n; j++) {
        for (unsigned i = 0; i < g->m; i++)
            column[i] = s->dense[(size_t)i * g->n + j];
        nullspace_row(&g->same, column);
    }
    return true;
}

static void note_freedom(struct sample *s)
{
    struct generic *g = s->g;

    nullspace_solve(&s->here, PIVOT_FIRST);
    if (g->points > 0 && (s->here.dim < 0 || (g->free >= 0 &&
                                              s->here.dim >= g->free)))
        return;
    g->free = s->here.dim;
    memset(g->moves, 0, sizeof g->moves);
    for (int d = 0; d < s->here.dim; d++)
        for (unsigned k = 0; k < g->n; k++)
            g->moves[k] |= s->here.basis[(unsigned)d * g->n + k] != 0;
}

/* 1: added; 0: not finite there; the stacks then hold rows of it, which are
 * true of that point, too. */
static bool add_point(struct sample *s)
{
    struct generic *g = s->g;
    bool rows = s->p->cls != EQR_CLASS_MINIMISE, fine;

    for (unsigned k = 0; k < g->n; k++)
        s->x[k] = coordinate(s, k);
    if (s->p->prepare && s->p->prepare(s->p->user, s->x) < 0)
        return false;
    nullspace_make(&s->here, g->n);
    fine = rows ? add_rows(s, &s->p->residual, true) : add_gradient(s);
    fine = fine && add_rows(s, &s->p->constraint, false) && add_columns(s);
    if (fine && rows && s->p->residual.count >= g->n)
        note_freedom(s);
    nullspace_free(&s->here);
    return fine;
}

/* Twice as many rows as unknowns, where each point adds some. */
static unsigned points_for(const eqr_problem *p)
{
    size_t rows = p->cls == EQR_CLASS_MINIMISE ? 1 : p->residual.count;

    return (unsigned)(4 + 2 * p->n / (rows < p->n ? rows : p->n));
}

static void add_points(struct sample *s)
{
    struct generic *g = s->g;
    unsigned wanted = points_for(s->p);

    s->random = 1;
    for (unsigned k = 0; k < wanted + TRIES && g->points < wanted; k++)
        g->points += add_point(s);
    if (g->points < wanted)
        g->points = 0;
}

/* ---- all --------------------------------------------------------------------------- */

static bool takes_long(const struct program *p, int64_t turns_most)
{
    for (size_t k = 0; k < p->loops.n; k++) {
        Expr turns = domain_most(p->dag, &p->loops.at[k].domain);
        if (dag_is_int(p->dag, turns) &&
            dag_int_value(p->dag, turns) > turns_most)
            return true;
    }
    return false;
}

bool generic_takes_long(const struct program *p)
{
    return p->dag->nodes.n > GENERIC_NODES_LONG || takes_long(p, TURNS_MOST);
}

unsigned generic_wants(const struct program *p)
{
    int64_t n = 0, size;

    for (uint32_t a = 0; a < p->arrays.n && n <= GENERIC_UNKNOWNS; a++) {
        const struct array *x = &p->arrays.at[a];
        size = x->kind == ARRAY_UNKNOWN;
        for (unsigned k = 0; k < x->rank && size > 0; k++)
            size = dag_is_int(p->dag, x->count[k]) && size <= GENERIC_UNKNOWNS
                       ? size * dag_int_value(p->dag, x->count[k])
                       : GENERIC_UNKNOWNS + 1;
        n += size;
    }
    return n == 0 || n > GENERIC_UNKNOWNS ||
                   p->dag->nodes.n > NODES_MOST ||
                   generic_takes_long(p) ? 0
           : p->has_objective ? DERIVE_ROWS | DERIVE_GRADIENT : DERIVE_ROWS;
}

bool generic_is_quick(const struct job *j)
{
    const struct model *m = j->model;

    for (size_t k = 0; k < m->symbols.n; k++)
        if (m->symbols.at[k].kind == SYMBOL_DATA &&
            !ast_absent(j->ast, m->symbols.at[k].from))
            return false;
    return generic_wants(j->program) &&
           j->program->dag->nodes.n <= NODES_QUICK &&
           !takes_long(j->program, TURNS_QUICK);
}

static bool worth_it(const struct bound *b)
{
    const eqr_problem *p = &b->d.problem;
    double n = (double)p->n, rows = (double)p->residual.count;

    if (n == 0 || n > GENERIC_UNKNOWNS || p->cls == EQR_CLASS_EVALUATION)
        return false;
    if (p->cls == EQR_CLASS_MINIMISE)
        return p->gradient != NULL;
    return (rows >= n || p->cls != EQR_CLASS_SYSTEM) && rows > 0 &&
           rows * n * n * points_for(p) <= most_work &&
           p->residual.structure && p->residual.values;
}

static void sample_all(struct generic *g)
{
    struct sample s = {.g = g, .p = &g->bound->d.problem};
    const eqr_rows *r = &s.p->residual, *c = &s.p->constraint;

    s.width = BLOCK * (r->width > c->width ? r->width : c->width);
    s.x = get(g->n, sizeof *s.x);
    s.row = get(g->n, sizeof *s.row);
    s.dense = get((size_t)g->m * g->n, sizeof *s.dense);
    s.values = get(s.width, sizeof *s.values);
    s.start = get(BLOCK + 1, sizeof *s.start);
    s.col = get(s.width, sizeof *s.col);
    add_points(&s);
    free(s.x);
    free(s.row);
    free(s.dense);
    free(s.values);
    free(s.start);
    free(s.col);
}

void generic_check(struct job *j, const struct bound *b, bool structural)
{
    const eqr_problem *p = &b->d.problem;
    struct generic *g;

    if (!generic_wants(j->program) || !worth_it(b) || j->model->unmeasured ||
        eqh_driver_flat(&b->d))
        return;              /* the last is told by itself, W0314 */
    g = get(1, sizeof *g);
    g->job = j;
    g->bound = b;
    g->n = (unsigned)p->n;
    if (p->cls == EQR_CLASS_SYSTEM && p->residual.count <= GENERIC_ROWS &&
        p->magnitude)
        g->m = (unsigned)p->residual.count;
    nullspace_make(&g->shift, g->n);
    nullspace_make(&g->scale, g->n);
    nullspace_make(&g->same, g->m);
    sample_all(g);
    if (g->points > 0) {
        nullspace_solve(&g->shift, PIVOT_FIRST);
        nullspace_solve(&g->scale, PIVOT_FIRST);
        nullspace_solve(&g->same, PIVOT_LAST);
        generic_say(g, structural);
    }
    nullspace_free(&g->shift);
    nullspace_free(&g->scale);
    nullspace_free(&g->same);
    free(g);
}
