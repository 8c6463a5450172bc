/*
 * second.c -- derivatives that somebody asks for: the Hessian of the
 * Lagrangian, J'WJ, and products with vectors.
 *
 * Each is the gradient, or the tangent of one, of a number that is added to
 * the program first:
 *     lagrangian = objective * loss + sum multiplier * constraint row
 *     weighted   = sum w * u             gradient: J'w
 *     squares    = sum (W u) * u, W u standing still; gradient: J'Wu
 */
#include "deriving.h"

#include <stdlib.h>

/* ---- what is added to the program --------------------------------------- */

static uint32_t number_array(struct derive *d)
{
    return program_array(d->p, ARRAY_TEMP, NULL, 0, NULL, NULL, PHASE_POINT, 2);
}

/* An array with one number for each row of a family. */
static uint32_t per_row(struct derive *d, const struct family *f,
                        enum array_kind kind)
{
    Expr extent[PROGRAM_RANK];

    for (unsigned k = 0; k < f->domain.rank; k++)
        extent[k] = domain_extent(&f->domain, k);
    return program_array(d->p, kind, NULL, f->domain.rank, NULL, extent,
                         PHASE_POINT, 0);
}

static Expr at_row(struct derive *d, uint32_t array, const struct family *f)
{
    Expr idx[PROGRAM_RANK];

    for (unsigned k = 0; k < f->domain.rank; k++)
        idx[k] = dag_index(d->g, f->domain.var[k]);
    return dag_load(d->g, array, idx, f->domain.rank);
}

static void add_loop(struct derive *d, const struct domain *domain,
                     uint32_t array, Expr body, struct span span)
{
    struct loop loop = {.domain = *domain, .effect = EFFECT_SUM,
                        .array = array, .body = body, .span = span};

    vec_push(&d->p->loops, loop);
}

static Expr weighted_row(struct derive *d, const struct family *f)
{
    return f->scale.i ? dag_op2(d->g, OP_Mul, f->scale, f->row) : f->row;
}

static void add_lagrangian(struct derive *d)
{
    struct program *p = d->p;
    static const struct domain one;
    uint32_t objective = program_array(p, ARRAY_OBJECTIVE, NULL, 0, NULL, NULL,
                                       PHASE_POINT, 0);
    Expr factor = dag_load(d->g, objective, NULL, 0), loss;

    p->lagrangian = number_array(d);
    if (p->loss != UINT32_MAX) {
        loss = dag_load(d->g, p->loss, NULL, 0);
        add_loop(d, &one, p->lagrangian, dag_op2(d->g, OP_Mul, factor, loss),
                 (struct span){0, 0});
    }
    for (size_t k = 0; k < p->constraints.n; k++) {
        const struct family f = p->constraints.at[k];
        uint32_t multiplier = per_row(d, &f, ARRAY_MULTIPLIER);
        Expr m = at_row(d, multiplier, &f);
        add_loop(d, &f.domain, p->lagrangian,
                 dag_op2(d->g, OP_Mul, m, f.row), f.span);
    }
}

static void add_weighted(struct derive *d)
{
    struct program *p = d->p;

    p->weighted = number_array(d);
    for (size_t k = 0; k < p->families.n; k++) {
        const struct family f = p->families.at[k];
        Expr w = at_row(d, per_row(d, &f, ARRAY_WEIGHT), &f);
        Expr u = weighted_row(d, &f);
        add_loop(d, &f.domain, p->weighted, dag_op2(d->g, OP_Mul, w, u),
                 f.span);
    }
}

/* An unknown that a call brings beside x. */
static void add_direction(struct derive *d)
{
    struct program *p = d->p;

    for (size_t a = 0, n = p->arrays.n; a < n; a++) {
        const struct array of = p->arrays.at[a];
        if (of.kind == ARRAY_UNKNOWN)
            program_array(p, ARRAY_DIRECTION, of.name, of.rank, of.lo,
                          of.count, PHASE_POINT, 0);
    }
}

/* LOCAL 0 of a robust weight stands for u. */
static Expr put_local(void *caller, struct dag *g, Expr leaf)
{
    return dag_at(g, leaf)->op == DAG_LOCAL ? *(const Expr *)caller
                                            : EXPR_NONE;
}

static Expr robust_weight_at(struct derive *d, const struct family *f, Expr u)
{
    struct dag_rewrite how = {NULL, put_local, &u};

    return f->rho.i ? dag_rewrite(d->g, f->rho_weight, &how)
                    : dag_num(d->g, 1);
}

/*
 * W u of each row goes into an array that does not move (degree 0), so that
 * the gradient of its product with u is J'Wu.
 */
static void add_squares(struct derive *d)
{
    struct program *p = d->p;

    p->squares = number_array(d);
    for (size_t k = 0; k < p->families.n; k++) {
        const struct family f = p->families.at[k];
        uint32_t still = per_row(d, &f, ARRAY_TEMP);
        Expr u = weighted_row(d, &f), w = robust_weight_at(d, &f, u), wu;
        struct loop define = {.domain = f.domain, .effect = EFFECT_DEFINE,
                              .array = still, .span = f.span};
        define.body = dag_op2(d->g, OP_Mul, w, u);
        for (unsigned j = 0; j < f.domain.rank; j++)
            define.at[j] = dag_index(d->g, f.domain.var[j]);
        vec_push(&p->loops, define);
        wu = at_row(d, still, &f);
        add_loop(d, &f.domain, p->squares, dag_op2(d->g, OP_Mul, wu, u),
                 f.span);
    }
}

static bool has_unknowns(const struct program *p)
{
    for (size_t k = 0; k < p->arrays.n; k++)
        if (p->arrays.at[k].kind == ARRAY_UNKNOWN)
            return true;
    return false;
}

void derive_ask(struct derive *d, unsigned wants)
{
    bool rows = d->p->families.n > 0;

    if (!wants || !has_unknowns(d->p))
        return;
    for (size_t k = 0; rows && k < d->p->families.n; k++)
        if (d->p->families.at[k].rho.i)
            derive_robust_weight(d, &d->p->families.at[k]);
    if (wants & (DERIVE_HV | DERIVE_HESSIAN | DERIVE_ALONG))
        add_direction(d);
    if (wants & (DERIVE_HV | DERIVE_HESSIAN))
        add_lagrangian(d);
    if (rows && (wants & DERIVE_VJ))
        add_weighted(d);
    if (rows && (wants & DERIVE_NORMAL))
        add_squares(d);
}

/* ---- their derivatives -------------------------------------------------- */

static uint32_t unknown_arrays(const struct derive *d)
{
    uint32_t n = 0;

    for (size_t a = 0; a < d->arrays; a++)
        n += d->p->arrays.at[a].kind == ARRAY_UNKNOWN;
    return n;
}

/* Adjoint loops of the Lagrangian's gradient. */
struct range { size_t lo, hi; uint32_t first; };

static struct range lagrangian_gradient(struct derive *d,
                                        struct pushing *pushing)
{
    struct backward how = {.from = d->p->lagrangian, .kind = ARRAY_TEMP,
                           .number = GROUP_LAGRANGIAN};
    struct range r = {.lo = d->p->adjoint.n};

    if (pushing) {
        how.visit = pushing_visit;
        how.caller = pushing;
    }
    r.first = derive_backward(d, &how);
    r.hi = d->p->adjoint.n;
    return r;
}

static void derive_rows_along(struct derive *d, struct along *a, size_t lo,
                              size_t hi)
{
    struct program *p = d->p;

    for (size_t k = 0; k < p->families.n; k++) {
        Expr e = along_expr(a, weighted_row(d, &p->families.at[k]));
        vec_push(&p->along, e.i ? e : dag_num(d->g, 0));
    }
    along_loops(a, ALONG_ADJOINT, lo, hi, GROUP_ALONG_TWICE);
    for (size_t k = 0; k < p->families.n; k++) {
        Expr e = along_expr(a, p->along.at[k]);
        vec_push(&p->along_twice, e.i ? e : dag_num(d->g, 0));
    }
}

static void derive_along(struct derive *d, unsigned wants,
                         const struct range *lagrangian)
{
    struct along *a = along_make(d);
    size_t lo = d->p->adjoint.n, hi;

    along_unknowns(a);
    along_loops(a, ALONG_LOOPS, 0, d->p->loops.n, GROUP_ALONG);
    hi = d->p->adjoint.n;
    along_loops(a, ALONG_HELPERS, 0, d->p->helpers.n, GROUP_ALONG);
    if (wants & DERIVE_ALONG)
        derive_rows_along(d, a, lo, hi);
    if (wants & DERIVE_HV) {
        along_into(a, lagrangian->first, unknown_arrays(d), ARRAY_HV);
        along_loops(a, ALONG_ADJOINT, lagrangian->lo, lagrangian->hi,
                    GROUP_ALONG);
    }
    along_free(a);
}

/* The families that pairs cannot be pushed through; all of them, if `all`. */
static bool normal_forward(struct derive *d, const bool *recurs, bool all)
{
    struct triangle t = {.array = UINT32_MAX, .size = unknown_count(d)};
    struct program *p = d->p;
    bool ok = true;

    for (size_t k = 0; k < p->families.n && ok; k++) {
        const struct family f = p->families.at[k];
        Expr u = weighted_row(d, &f);
        if (!all && !normal_through(d, &f, recurs))
            continue;
        if (t.array == UINT32_MAX)
            t.array = normal_triangle(d);
        ok = normal_rows(d, &f, u, robust_weight_at(d, &f, u), t.array);
    }
    if (t.array != UINT32_MAX)
        vec_push(&p->normal, t);
    return ok;
}

/* Of the squares of the rows that go through no recurrence. */
static bool normal_pairs(struct derive *d, const bool *recurs)
{
    struct pushing *h = pushing_make(d);
    struct program *p = d->p;
    Triangles found = {0};
    bool ok;

    for (size_t k = 0; k < p->families.n; k++) {
        const struct family f = p->families.at[k];
        Expr u = weighted_row(d, &f);
        if (!normal_through(d, &f, recurs))
            pushing_square(h, &f.domain, u, robust_weight_at(d, &f, u),
                           f.span);
    }
    ok = pushing_end(h, ARRAY_NORMAL, &found);
    for (size_t k = 0; k < found.n; k++)
        vec_push(&p->normal, found.at[k]);
    vec_free(&found);
    pushing_free(h);
    return ok;
}

/* None: what was begun is nobody's. */
static void no_normal(struct program *p)
{
    for (size_t a = 0; a < p->arrays.n; a++)
        if (p->arrays.at[a].kind == ARRAY_NORMAL)
            p->arrays.at[a].kind = ARRAY_TEMP;
    p->normal.n = 0;
}

static void derive_normal(struct derive *d)
{
    struct backward how = {.from = d->p->squares, .kind = ARRAY_JTR,
                           .number = GROUP_SQUARES};
    bool *recurs = normal_recurs(d);
    bool pairs;

    derive_backward(d, &how);
    pairs = normal_pairs(d, recurs);
    if (!normal_forward(d, recurs, !pairs))
        no_normal(d->p);
    free(recurs);
}

/* Entries, or where there are none, columns of H v. */
static struct range derive_hessian(struct derive *d, unsigned *wants)
{
    struct pushing *h = NULL;
    Triangles found = {0};
    struct range r;

    if (*wants & DERIVE_HESSIAN)
        h = pushing_make(d);
    r = lagrangian_gradient(d, h);
    if (h && !pushing_end(h, ARRAY_HESSIAN, &found)) {
        d->p->hessian_by_columns = true;
        *wants |= DERIVE_HV;
    }
    for (size_t k = 0; k < found.n; k++)
        vec_push(&d->p->hessian, found.at[k]);
    vec_free(&found);
    if (h)
        pushing_free(h);
    return r;
}

void derive_second(struct derive *d, unsigned wants)
{
    struct backward weighted = {.from = d->p->weighted, .kind = ARRAY_VJ,
                                .number = GROUP_WEIGHTED};
    struct range lagrangian = {0, 0, 0};

    if (!wants || !has_unknowns(d->p))
        return;
    if (d->p->lagrangian != UINT32_MAX)
        lagrangian = derive_hessian(d, &wants);
    if (d->p->weighted != UINT32_MAX)
        derive_backward(d, &weighted);
    if (wants & (DERIVE_HV | DERIVE_ALONG))
        derive_along(d, wants, &lagrangian);
    if (d->p->squares != UINT32_MAX)
        derive_normal(d);
}
