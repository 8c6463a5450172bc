/* curvature.c -- minimum or saddle; see curvature.h. */
#include "curvature.h"

#include "dense.h"
#include "rows.h"

static void curvature_free(const eqr_run *run, eqr_curvature_at *c,
                           int strongly)
{
    const eqr_problem *p = run->problem;
    eqr_real f = EQR_ABS(run->result->loss);
    eqr_real near = EQR_SQRT(EQR_EPS) * (f > 1 ? f : 1);
    size_t j;

    for (j = 0; j < p->n; ++j) {
        eqr_real reach = EQR_ABS(run->x[j]) > 1 ? EQR_ABS(run->x[j]) : 1;
        int low = p->lower && run->x[j] <= p->lower[j];
        int high = p->upper && run->x[j] >= p->upper[j];
        int pushed = EQR_ABS(c->slope[j]) * reach > near;

        c->free[j] = !((low && high) || ((low || high) &&
                                         (pushed || !strongly)));
    }
    c->look(c->cg->user);
}

/*
 * Newton's step from here is small: x^3 near 0 has a small gradient and a
 * positive curvature, and its step is half the way to 0.  With `level` what
 * the step would gain is rounding of the loss, too: then the gradient is as
 * small as it can be, in whatever units the unknowns are.
 */
static int curvature_close(const eqr_run *run, eqr_curvature_at *c, int level)
{
    const eqr_real *s = c->cg->s;
    eqr_real tol = 4 * EQR_SQRT(EQR_EPS);
    size_t j;

    if (run->options->tol > tol)
        tol = run->options->tol;
    for (j = 0; j < c->cg->n; ++j)
        c->cg->r[j] = c->free[j] ? -c->g[j] : 0;
    if (eqr_cg_solve(c->cg) != EQR_CG_SOLVED)
        return 0;
    for (j = 0; j < c->cg->n; ++j)
        if (!(EQR_ABS(s[j]) <= tol * (EQR_ABS(run->x[j]) > 1
                                          ? EQR_ABS(run->x[j]) : 1)))
            return 0;
    return !level || EQR_ABS(eqr_dot(c->cg->n, s, c->g)) <=
                         EQR_HOLDS * EQR_ABS(run->result->loss);
}

EQR_API int eqr_curvature(eqr_run *run, eqr_curvature_at *c, int code)
{
    int stalled = code == EQR_STALLED;

    curvature_free(run, c, 1);
    c->cg->shift = -EQR_POW(EQR_EPS, EQR_C(2.0) / EQR_C(3.0));
    if (eqr_cg_curvature(c->cg, c->free) > 0 &&
        curvature_close(run, c, stalled)) {
        run->result->slope = c->slope;
        return run->problem->cls == EQR_CLASS_LEAST_SQUARES
                   ? EQR_LEAST_SQUARES : EQR_MINIMUM;
    }
    if (stalled)
        return code;
    curvature_free(run, c, 0);
    c->cg->shift = EQR_SQRT(EQR_EPS);
    return eqr_cg_curvature(c->cg, c->free) < 0 ? (int)EQR_SADDLE : code;
}
