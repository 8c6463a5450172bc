/*
 * optimal.c -- first and second-order conditions at the end; see optimal.h.
 *
 * Nocedal, Wright, Numerical Optimization (2006), theorems 12.1, 12.5, 12.6.
 */
#include "optimal.h"

#include "judge.h"
#include "verdict.h"

EQR_API eqr_real eqr_extent(eqr_real v)
{
    return EQR_ABS(v) > 1 ? EQR_ABS(v) : 1;
}

EQR_API eqr_real eqr_larger(eqr_real a, eqr_real b)
{
    return !(b <= a) ? b : a;       /* NaN comes through */
}

/* How far x[j] may go along -d before it meets a bound. */
static eqr_real optimal_room(const eqr_problem *p, const eqr_real *x,
                             size_t j, eqr_real d)
{
    if (d > 0 && p->lower)
        return x[j] - p->lower[j];
    if (d < 0 && p->upper)
        return p->upper[j] - x[j];
    return EQR_MAX;
}

/* ------------------------------------------------------------ first order */

/* k's fix: the gradient of the Lagrangian, in the user's units. */
static void optimal_slopes(eqr_kkt *k, const eqr_real *lambda)
{
    size_t j;

    eqr_copy(k->n, k->g, k->fix);
    eqr_kkt_add_at(k, lambda, k->fix);
    for (j = 0; j < k->n; ++j)
        k->fix[j] /= k->scale;
}

static eqr_real optimal_defect(eqr_kkt *k, const eqr_real *x,
                               const eqr_real *lambda)
{
    eqr_real size = eqr_extent(k->f / k->scale), most = 0;
    size_t i, j;

    optimal_slopes(k, lambda);
    for (j = 0; j < k->n; ++j) {
        eqr_real d = k->fix[j], reach = eqr_extent(x[j]);
        eqr_real room = optimal_room(k->p, x, j, d);

        most = eqr_larger(most, EQR_ABS(d) / size *
                                        (room < reach ? room : reach));
    }
    for (i = 0; i < k->m; ++i) {
        eqr_real y = EQR_ABS(lambda[i]) / k->scale / size;

        if (k->sense[i] == EQR_EQUAL)
            continue;
        for (j = k->begin[i]; j < k->begin[i + 1] && lambda[i] > 0; ++j)
            most = eqr_larger(most, y * EQR_ABS(k->a[j]) *
                                            eqr_extent(x[k->at[j]]));
        most = eqr_larger(most, y * EQR_ABS(k->c[i]));
    }
    return most;
}

/* The worst row against what rounding can be blamed for. */
static int optimal_rows(eqr_kkt *k, const eqr_real *x, eqr_optimality *out)
{
    const eqr_problem *p = k->p;
    eqr_real m[EQR_BLOCK];
    size_t i, lo, hi;
    int code;

    out->excess = 0;
    out->row = 0;
    for (lo = 0; lo < k->m; lo = hi) {
        hi = k->m - lo < EQR_BLOCK ? k->m : lo + EQR_BLOCK;
        code = p->constraint_magnitude(p->user, x, lo, hi, m);
        if (code != 0)
            return code;
        for (i = lo; i < hi; ++i) {
            /* 0: it was looked at, and no unknown changes it. */
            eqr_real r = k->turn[i] == 0 ? 0 : k->c[i] / EQR_ABS(k->turn[i]);
            eqr_real most = EQR_HOLDS * m[i - lo], excess;

            if (k->sense[i] != EQR_EQUAL && r > 0)
                r = 0;
            r = EQR_ABS(r);
            excess = r == 0 ? 0
                     : most > 0 && EQR_FINITE(most) ? r / most : EQR_MAX;
            if (!(excess <= out->excess)) {
                out->excess = excess;
                out->row = i;
            }
        }
    }
    return 0;
}

EQR_API int eqr_optimal_measure(eqr_kkt *k, const eqr_real *x,
                                const eqr_real *lambda, eqr_optimality *out)
{
    out->defect = optimal_defect(k, x, lambda);
    return optimal_rows(k, x, out);
}

/* ----------------------------------------------------------- second order */

/*
 * Hold what is at its bound and keep the rows at 0; of both, with `strongly`,
 * only those that the loss pushes against: the others leave room to move.
 */
static void optimal_active(eqr_kkt *k, const eqr_real *x,
                           const eqr_real *lambda, int strongly)
{
    const eqr_problem *p = k->p;
    const eqr_real near = EQR_SQRT(EQR_EPS);
    eqr_real size = eqr_extent(k->f / k->scale);
    size_t i, j;

    optimal_slopes(k, lambda);
    for (j = 0; j < k->n; ++j) {
        eqr_real reach = eqr_extent(x[j]), d = k->fix[j];
        eqr_real low = p->lower ? x[j] - p->lower[j] : EQR_MAX;
        eqr_real high = p->upper ? p->upper[j] - x[j] : EQR_MAX;
        int at = low <= near * reach || high <= near * reach;
        int pushed = EQR_ABS(d) * reach > near * size;

        k->free[j] = !((low <= 0 && high <= 0) || (at && (pushed ||
                                                          !strongly)));
        k->top[j] = 0;
    }
    for (i = 0; i < k->m; ++i) {
        int at = EQR_ABS(k->c[i]) <= near;
        int pushed = EQR_ABS(lambda[i]) > near * k->scale * size;

        k->on[i] = k->sense[i] == EQR_EQUAL || (at && (pushed || !strongly));
        k->low[i] = 0;
    }
}

/* The largest element of the Hessian: what rounding in it is measured by. */
static eqr_real optimal_stiff(const eqr_kkt *k)
{
    eqr_real most = 0;
    size_t i;

    for (i = 0; i < k->p->hessian.count; ++i)
        most = EQR_ABS(k->h[i]) > most ? EQR_ABS(k->h[i]) : most;
    return most;
}

/*
 * MINIMUM, SADDLE, or STATIONARY where the curvature does not tell; where all
 * is affine, the conditions of first order say all (Nocedal, Wright, Numerical
 * Optimization, 2006, section 13.1).
 */
static int optimal_second(eqr_run *run, eqr_kkt *k, const eqr_real *lambda)
{
    const unsigned affine = EQR_LINEAR_CONSTRAINTS | EQR_LINEAR_LOSS;
    const eqr_real soft = EQR_SQRT(EQR_EPS) / 16;
    eqr_inertia found;
    eqr_real shift;
    size_t j;

    if ((k->p->flags & affine) == affine)
        return EQR_MINIMUM;
    if (!k->p->hessian.values || eqr_kkt_hessian(k, run, run->x, lambda) != 0)
        return EQR_STATIONARY;
    optimal_active(k, run->x, lambda, 1);
    shift = EQR_HOLDS * optimal_stiff(k);
    found = eqr_kkt_factor(k, -shift, soft);
    if (found.zero == 0 && found.negative == k->m)
        return EQR_MINIMUM;
    optimal_active(k, run->x, lambda, 0);
    shift = EQR_SQRT(EQR_EPS) * optimal_stiff(k);
    for (j = 0; j < k->n; ++j)
        k->top[j] = shift;
    found = eqr_kkt_factor(k, 0, 0);
    return found.zero == 0 && found.negative > k->m ? EQR_SADDLE
                                                    : EQR_STATIONARY;
}

/* ------------------------------------------------------------ contradictions */

/*
 * Rows that are linear and cannot hold together: with weights y = -c of those
 * that do not hold, sum y c is -|c|^2 here and at least 0 wherever they hold;
 * its slope q = A'y must make up the difference within the bounds, or, where
 * there is none, within a million times the size of this point (Farkas).
 */
static int optimal_contradicts(eqr_kkt *k, const eqr_real *x)
{
    const eqr_real far = 1 / (EQR_C(64.0) * EQR_SQRT(EQR_EPS));
    eqr_real square = 0, gain = 0;
    size_t i, j;

    if (!(k->p->flags & EQR_LINEAR_CONSTRAINTS))
        return 0;
    for (i = 0; i < k->m; ++i) {
        int broken = k->sense[i] == EQR_EQUAL || k->c[i] < 0;

        k->on[i] = broken ? -k->c[i] : 0;
        square += k->on[i] * k->on[i];
    }
    for (j = 0; j < k->n; ++j)
        k->fix[j] = 0;
    eqr_kkt_add_at(k, k->on, k->fix);
    for (j = 0; j < k->n; ++j) {
        eqr_real room = optimal_room(k->p, x, j, -k->fix[j]);
        eqr_real most = far * eqr_extent(x[j]);

        gain += EQR_ABS(k->fix[j]) * (room < most ? room : most);
    }
    return gain <= square / 2;
}

/* ---------------------------------------------------------------- the verdict */

static int optimal_class(eqr_run *run, eqr_kkt *k, const eqr_real *lambda)
{
    int code = optimal_second(run, k, lambda);

    if (code == EQR_SADDLE || run->problem->cls != EQR_CLASS_LEAST_SQUARES)
        return code;
    return EQR_LEAST_SQUARES;
}

/* Some row does not hold. */
static int optimal_off(eqr_run *run, eqr_kkt *k)
{
    int code = eqr_verdict_else(run);

    if (optimal_contradicts(k, run->x))
        return EQR_INFEASIBLE;
    return code == EQR_STALLED || code == EQR_NO_ROOT_FOUND
               ? EQR_NO_FEASIBLE_POINT : code;
}

static int optimal_verdict(eqr_run *run, eqr_kkt *k, const eqr_real *lambda,
                           const eqr_optimality *found)
{
    const eqr_problem *p = run->problem;
    const eqr_result *r = run->result;
    eqr_real tol = eqr_or(run->options->tol, EQR_SQRT(EQR_EPS));

    if (!(found->excess <= 1))
        return optimal_off(run, k);
    if (p->cls == EQR_CLASS_SYSTEM && p->residual.count == 0)
        return EQR_FEASIBLE;
    if (p->cls == EQR_CLASS_SYSTEM)
        return r->worst_excess <= 1 ? EQR_ROOT : eqr_verdict_else(run);
    if (r->claim == EQR_UNBOUNDED && r->loss < EQR_BOTTOM)
        return r->claim;
    return found->defect <= 2 * tol ? optimal_class(run, k, lambda)
                                    : eqr_verdict_else(run);
}

EQR_API int eqr_verdict_optimal(eqr_run *run, eqr_kkt *k,
                                const eqr_real *lambda)
{
    eqr_result *r = run->result;
    eqr_optimality found;
    int code = eqr_kkt_load(k, run, run->x);

    r->loss = k->f / k->scale;
    if (code == 0)
        code = eqr_optimal_measure(k, run->x, lambda, &found);
    if (code != 0)
        return code;
    r->gradient_norm = found.defect;
    if (r->claim == EQR_CANCELLED)
        return r->claim;
    if ((code = eqr_verdict_residuals(run)) != 0)
        return code;
    r->matrix = k->kind->matrix;
    if (run->problem->cls != EQR_CLASS_SYSTEM || !(found.excess <= 1)) {
        r->worst_excess = found.excess;
        r->worst_row = found.row;
    }
    return optimal_verdict(run, k, lambda, &found);
}

EQR_API int eqr_optimal_is(int status)
{
    return status == EQR_LEAST_SQUARES || status == EQR_MINIMUM ||
           status == EQR_STATIONARY || status == EQR_SADDLE;
}

/* Does any unknown change row i here?  Else it has no price. */
static int optimal_moves(const eqr_kkt *k, size_t i)
{
    size_t e;

    for (e = k->begin[i]; e < k->begin[i + 1]; ++e)
        if (k->a[e] != 0)
            return 1;
    return 0;
}

EQR_API void eqr_optimal_prices(eqr_run *run, eqr_kkt *k, eqr_real *lambda,
                                eqr_real *slope)
{
    eqr_real none = EQR_SQRT(EQR_EPS) * eqr_extent(k->f / k->scale);
    size_t i;

    optimal_active(k, run->x, lambda, 0);
    for (i = 0; i < k->n; ++i)
        slope[i] = k->free[i] > 0 ||
                           EQR_ABS(k->fix[i]) * eqr_extent(run->x[i]) <= none
                       ? 0 : k->fix[i];
    for (i = 0; i < k->m; ++i)
        lambda[i] = k->on[i] > 0 && optimal_moves(k, i)
                        ? -lambda[i] * k->turn[i] / k->scale : 0;
    run->result->multiplier = lambda;
    run->result->slope = slope;
}
