/* verdict.c -- the verdict of solvers that know only loss and gradient. */
#include "verdict.h"

#include "rows.h"

EQR_API eqr_real eqr_relative_gradient(size_t n, const eqr_real *x,
                                       eqr_real f, const eqr_real *g)
{
    eqr_real size = EQR_ABS(f) > 1 ? EQR_ABS(f) : 1;
    eqr_real most = 0;
    size_t j;

    for (j = 0; j < n; ++j) {
        eqr_real reach = EQR_ABS(x[j]) > 1 ? EQR_ABS(x[j]) : 1;
        eqr_real part = EQR_ABS(g[j]) / size * reach;

        if (!(part <= most))    /* NaN comes through, and stays */
            most = most != most ? most : part;
    }
    return f != f ? f : most;
}

EQR_API int eqr_verdict_else(const eqr_run *run)
{
    int claim = run->result->claim;

    if (claim == EQR_BUDGET || claim == EQR_CANCELLED || claim == EQR_DOMAIN)
        return claim;
    return run->problem->cls == EQR_CLASS_SYSTEM ? EQR_NO_ROOT_FOUND
                                                 : EQR_STALLED;
}

EQR_API int eqr_verdict_residuals(eqr_run *run)
{
    eqr_result *r = run->result;
    eqr_pass pass = eqr_pass_plain();
    int code;

    if (!run->problem->residual.values || run->problem->residual.count == 0)
        return 0;
    pass.judge = run->problem->cls == EQR_CLASS_SYSTEM;
    code = eqr_eval_rows(run, run->x, &pass);
    if (code == EQR_BUDGET)
        return 0;
    r->worst_row = pass.worst_row;
    if (code != 0)
        return code;
    r->sse = pass.sse;
    if (pass.judge)
        r->worst_excess = pass.worst;
    return 0;
}

/* 0 into g where a bound holds, which goes into slope. */
static void verdict_release(const eqr_problem *p, const eqr_real *x,
                            eqr_real *g, eqr_real *slope)
{
    size_t j;

    for (j = 0; j < p->n; ++j) {
        slope[j] = 0;
        if (eqr_held(p, x, j, g[j])) {
            slope[j] = g[j];
            g[j] = 0;
        }
    }
}

EQR_API int eqr_verdict_gradient(eqr_run *run)
{
    eqr_real *g = (eqr_real *)run->own;

    return eqr_verdict_first(run, g, g + run->problem->n);
}

EQR_API int eqr_verdict_first(eqr_run *run, eqr_real *g, eqr_real *slope)
{
    const eqr_problem *p = run->problem;
    eqr_result *r = run->result;
    eqr_real tol = eqr_or(run->options->tol, EQR_SQRT(EQR_EPS));
    int code = eqr_eval_gradient(run, run->x, &r->loss, g);

    if (code == 0)
        code = eqr_verdict_residuals(run);
    if (code != 0)
        return code;
    verdict_release(p, run->x, g, slope);
    r->gradient_norm = eqr_relative_gradient(p->n, run->x, r->loss, g);
    if (!EQR_FINITE(r->loss) || !EQR_FINITE(r->gradient_norm))
        return EQR_DOMAIN;
    if (r->claim == EQR_UNBOUNDED && r->loss < EQR_BOTTOM)
        return r->claim;
    if (r->claim == EQR_STEPS_DONE || r->claim == EQR_CANCELLED ||
        r->claim == EQR_DOMAIN)
        return r->claim;
    if (p->cls == EQR_CLASS_SYSTEM)
        return r->worst_excess <= 1 ? EQR_ROOT : eqr_verdict_else(run);
    /* A stop that was allowed at tol is not withdrawn for a last rounding. */
    if (r->gradient_norm <= 2 * tol) {
        r->slope = slope;
        return p->cls == EQR_CLASS_LEAST_SQUARES ? EQR_LEAST_SQUARES
                                                 : EQR_STATIONARY;
    }
    return eqr_verdict_else(run);
}
