/* judge.c -- the verdict of solvers that work on rows; see verdict.h. */
#include "judge.h"

#include "dense.h"
#include "lsq_gram.h"
#include "verdict.h"

/* Every free column is at a right angle to u, to within tol. */
static int judge_orthogonal(const eqr_run *run, const eqr_lsq *q,
                            eqr_real tol)
{
    size_t j;

    for (j = 0; j < q->n; ++j)
        if (!eqr_held(run->problem, run->x, j, q->g[j]) &&
            !(EQR_ABS(q->g[j]) <= tol * q->c[j] * q->norm))
            return 0;
    return 1;
}

/* The loss at a point, as a sum over rows, less what it is at x. */
static eqr_real judge_loss_at(eqr_run *run, const eqr_lsq *q, eqr_real *at)
{
    eqr_pass pass = eqr_pass_plain();
    int code;

    eqr_project(run->problem, at);
    code = eqr_rows_pass(run->problem, at, &pass);  /* not charged: evidence */
    return code == 0 && EQR_FINITE(pass.cost) ? pass.cost - q->pass.cost
                                              : EQR_MAX;
}

/* How far to look for curvature: of size 1, it shows 1e4 times rounding. */
static eqr_real judge_reach(const eqr_run *run)
{
    eqr_real reach = 1;
    size_t j;

    for (j = 0; j < run->problem->n; ++j)
        reach = EQR_ABS(run->x[j]) > reach ? EQR_ABS(run->x[j]) : reach;
    return EQR_SQRT(EQR_SQRT(EQR_EPS)) * reach;
}

/* What a change of the loss must exceed. */
static eqr_real judge_noise(const eqr_lsq *q)
{
    return 1024 * EQR_EPS * q->pass.cost;
}

/*
 * The loss at x + by v and x - by v, less twice that at x: what is left of the
 * slope is no curvature.  v: along it, pivoted column j is what the first
 * `clear` ones make up for.  at, v: n each.
 */
static eqr_real judge_bend(eqr_run *run, eqr_lsq *q, size_t clear, size_t j,
                           eqr_real by, eqr_real *at, eqr_real *v)
{
    size_t i, rank = q->rank;
    eqr_real bend = 0;
    int side;

    q->rank = clear;
    eqr_lsq_null(q, j, v);
    q->rank = rank;
    for (side = -1; side <= 1; side += 2) {
        for (i = 0; i < q->n; ++i)
            at[i] = run->x[i] + (eqr_real)side * by * v[i];
        bend += judge_loss_at(run, q, at);
    }
    return bend;
}

/*
 * Along each direction that the columns hardly see, the loss has a curvature
 * that shows, and Newton's step gains what judge_small takes for nothing.
 */
static int judge_bends(eqr_run *run, eqr_lsq *q, size_t clear, eqr_real tol,
                       eqr_real *at, eqr_real *v)
{
    const eqr_problem *p = run->problem;
    eqr_real by = judge_reach(run), bend, slope;
    size_t j;
    int shown = 1;

    for (j = clear; shown && j < q->rank; ++j) {
        bend = judge_bend(run, q, clear, j, by, at, v);
        slope = eqr_dot(q->n, q->g, v) * by;
        shown = bend > judge_noise(q) &&
                2 * slope * slope <= bend * tol * tol * q->pass.cost;
    }
    return shown && (!p->prepare || p->prepare(p->user, run->x) == 0);
}

/*
 * The part of u along the columns is nothing but rounding: of u itself, whose
 * digits a step can no longer improve (the sum of squares is level to the
 * square of this), or of the columns.  Compare the relative offset of Bates,
 * Watts, Technometrics 23 (1981) 179-183, which is the same quotient.  Where
 * columns are parallel but for half the digits, their difference says more
 * about curvature than about the gradient, and only what is clear counts;
 * somewhat beyond that, curvature itself must show a minimum.
 */
static int judge_small(eqr_run *run, eqr_lsq *q, eqr_real *room)
{
    eqr_real tol = EQR_C(64.0) * EQR_SQRT(EQR_EPS), part;
    size_t clear;

    if (run->options->tol > tol)
        tol = run->options->tol;
    if (q->along <= tol * q->norm + EQR_C(64.0) * q->rounding)
        return 1;
    if (q->kind->matrix != EQR_MATRIX_DENSE || !judge_orthogonal(run, q, tol))
        return 0;
    clear = eqr_lsq_clear(q, EQR_SQRT(EQR_EPS), &part);
    if (!(part <= tol * q->norm)) {
        clear = eqr_lsq_clear(q, EQR_C(8.0) * EQR_SQRT(EQR_EPS), &part);
        if (!(part <= tol * q->norm) ||
            !judge_bends(run, q, clear, tol, room, room + q->n))
            return 0;
    }
    run->result->gradient_norm = part / q->norm;
    return 1;
}

/*
 * A linear system without a root.  With r = A x - b and a root y,
 * 0 = r'(A y - b) = r'r + (A'r)'(y - x): a root must be so far away that
 * |A (y - x)| >= |r|^2 / |Q'r|.  Contradiction is claimed where r is far from
 * rounding, and such a y would be a million times farther (`far`) than
 * anything this problem is made of.  Unknowns held at a bound only add to r'r.
 */
static int judge_contradicts(const eqr_problem *p, const eqr_lsq *q)
{
    /* 1e6 for double, 45 for float */
    const eqr_real far = 1 / (EQR_C(64.0) * EQR_SQRT(EQR_EPS));
    eqr_real size = q->norm + q->rounding / EQR_EPS;

    if (!(p->flags & EQR_LINEAR) || !q->pass.judge)
        return 0;
    return q->pass.sse > 1024 * EQR_HOLDS * q->pass.blame &&
           q->along * size <= q->norm * (q->norm / far);
}

static int judge_system(const eqr_run *run, const eqr_lsq *q, int held)
{
    const eqr_problem *p = run->problem;

    if (q->pass.worst <= 1)
        return EQR_ROOT;
    if (judge_contradicts(p, q))
        return held ? EQR_INFEASIBLE : EQR_INCONSISTENT;
    return eqr_verdict_else(run);
}

/* The loss in the user's terms: a mean stays a mean. */
static int judge_loss(eqr_run *run, const eqr_lsq *q)
{
    const eqr_problem *p = run->problem;
    eqr_result *r = run->result;
    int code = 0;

    r->loss = p->cls == EQR_CLASS_SYSTEM ? q->pass.sse : q->pass.cost;
    if (p->loss && p->cls != EQR_CLASS_SYSTEM && eqr_charge(run) == 0) {
        ++r->loss_evaluations;
        code = eqr_eval_loss(p, run->x, &r->loss);
    }
    return code != 0 ? code : EQR_FINITE(r->loss) ? 0 : EQR_DOMAIN;
}

/* Evidence; *held: some unknown is at a bound that keeps it from moving. */
static int judge_evidence(eqr_run *run, eqr_lsq *q, int *held)
{
    const eqr_problem *p = run->problem;
    eqr_result *r = run->result;
    size_t j;
    int code = eqr_lsq_load(q, run, run->x);

    r->worst_row = q->pass.worst_row;
    r->matrix = q->kind->matrix;
    if (code != 0)
        return code;
    r->sse = q->pass.sse;
    if (q->pass.judge)
        r->worst_excess = q->pass.worst;
    eqr_lsq_factor(q, p, NULL);
    r->rank = q->rank;
    *held = 0;
    for (j = 0; (p->lower || p->upper) && j < p->n; ++j)
        *held = *held || eqr_held(p, run->x, j, q->g[j]);
    if (*held)
        eqr_lsq_factor(q, p, run->x);
    r->gradient_norm = q->norm > 0 ? q->along / q->norm : 0;
    return judge_loss(run, q);
}

/*
 * What the loss changes by where the bounds that hold give way: its gradient
 * there, 2 J'u in the user's terms.
 */
static void judge_prices(eqr_run *run, const eqr_lsq *q, eqr_real *slope)
{
    const eqr_problem *p = run->problem;
    eqr_real unit = q->pass.cost > 0 ? 2 * run->result->loss / q->pass.cost
                                     : 2;
    size_t j;

    for (j = 0; j < p->n; ++j)
        slope[j] = eqr_held(p, run->x, j, q->g[j]) ? unit * q->g[j] : 0;
    run->result->slope = slope;
}

/* The same with x[j] moved. */
static eqr_real judge_moved(eqr_run *run, const eqr_lsq *q, size_t j,
                            eqr_real by)
{
    eqr_real here = run->x[j], change;

    run->x[j] = here + by;
    change = judge_loss_at(run, q, run->x);
    run->x[j] = here;
    return change;
}

/*
 * The same for directions that J sends to 0, in which several unknowns move:
 * where the rows depend on a and b in the same way, parting them may lower the
 * loss.
 */
static int judge_parts(eqr_run *run, eqr_lsq *q, eqr_real *room)
{
    eqr_real by = judge_reach(run);
    size_t j;

    for (j = q->rank; q->kind->matrix == EQR_MATRIX_DENSE && j < q->n; ++j)
        if (judge_bend(run, q, q->rank, j, by, room, room + q->n) <
            -judge_noise(q))
            return 1;
    return 0;
}

/*
 * Where no row changes with x[j], only curvature says whether the loss is
 * least: x^2 - 1 at 0 has a slope of 0, and a higher loss than beside it.  A
 * fourth root of rounding aside, curvature of size 1 shows 1e4 times above it.
 */
static int judge_curvature(eqr_run *run, eqr_lsq *q, int held, eqr_real *room)
{
    const eqr_problem *p = run->problem;
    eqr_real noise = judge_noise(q);
    eqr_real relative = EQR_SQRT(EQR_SQRT(EQR_EPS));
    size_t j, level = 0;
    int lower = 0;

    if (p->flags & EQR_LINEAR || !(q->pass.cost > q->rounding * q->rounding))
        return EQR_LEAST_SQUARES;
    for (j = 0; j < p->n && !lower; ++j) {
        eqr_real by = relative * (EQR_ABS(run->x[j]) > 1 ? run->x[j] : 1);
        eqr_real up, down;

        if (q->c[j] != 1 || q->g[j] != 0)    /* 1 for 0: see lsq.h */
            continue;
        up = judge_moved(run, q, j, by);
        down = judge_moved(run, q, j, -by);
        lower = up < -noise || down < -noise;
        level += up == 0 && down == 0;
    }
    if (!lower && !held)
        lower = judge_parts(run, q, room);
    if (p->prepare && p->prepare(p->user, run->x) != 0)
        return EQR_DOMAIN;
    return lower ? EQR_SADDLE : level == p->n ? eqr_verdict_else(run)
                                              : EQR_LEAST_SQUARES;
}

EQR_API int eqr_verdict_rows(eqr_run *run)
{
    const eqr_problem *p = run->problem;
    eqr_result *r = run->result;
    eqr_arena a = {NULL, 0, 0};
    eqr_real *slope;
    eqr_lsq q;
    int code, held;

    a.base = (char *)run->own;      /* the solver is done with it */
    eqr_lsq_take(&q, p, &a);
    slope = eqr_take_reals(&a, p->n, 3);     /* of solvers' own: trust.h */
    q.pass.judge = p->cls == EQR_CLASS_SYSTEM;
    eqr_gram_allow(&q, p);
    code = judge_evidence(run, &q, &held);
    if (code != 0)
        return code;
    if (r->claim == EQR_CANCELLED)
        return r->claim;
    if (p->cls == EQR_CLASS_SYSTEM)
        code = judge_system(run, &q, held);
    else
        code = judge_small(run, &q, slope + p->n)
                   ? judge_curvature(run, &q, held, slope + p->n)
                   : eqr_verdict_else(run);
    if (code == EQR_LEAST_SQUARES)
        judge_prices(run, &q, slope);
    if (code >= 0 && (p->flags & EQR_DETERMINED) && r->rank < p->n)
        return EQR_UNDERDETERMINED;
    return code;
}
