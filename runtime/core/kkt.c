/* kkt.c -- the first-order conditions as linear systems; see kkt.h. */
#include "kkt.h"

#include "analysis.h"
#include "dense.h"

EQR_API void eqr_kkt_take(eqr_kkt *k, const eqr_problem *p, eqr_arena *a)
{
    size_t n = p->n, m = p->constraint.count, all = n + m;

    if (all < n) {
        a->overflow = 1;
        return;
    }
    k->turn = eqr_take_reals(a, m, 1);
    k->sense = (size_t *)eqr_take(a, m, sizeof(size_t));
    k->g = eqr_take_reals(a, n, 1);
    k->c = eqr_take_reals(a, m, 1);
    k->begin = (size_t *)eqr_take(a, m + 1, sizeof(size_t));
    k->at = (size_t *)eqr_take(a, eqr_entries(&p->constraint), sizeof(size_t));
    k->a = eqr_take_reals(a, eqr_entries(&p->constraint), 1);
    k->row = (size_t *)eqr_take(a, p->hessian.count, sizeof(size_t));
    k->col = (size_t *)eqr_take(a, p->hessian.count, sizeof(size_t));
    k->h = eqr_take_reals(a, p->hessian.count, 1);
    k->free = eqr_take_reals(a, n, 1);
    k->on = eqr_take_reals(a, m, 1);
    k->top = eqr_take_reals(a, n, 1);
    k->low = eqr_take_reals(a, m, 1);
    k->rhs = eqr_take_reals(a, all, 1);
    k->sol = eqr_take_reals(a, all, 1);
    k->fix = eqr_take_reals(a, all, 1);
    k->kind = p->analysis && p->analysis->kkt_kind ? p->analysis->kkt_kind
                                                   : eqr_kkt_dense();
    k->kind->take(k, p, a);
}

EQR_API int eqr_kkt_structure(const eqr_problem *p, size_t *sense,
                              size_t *begin, size_t *at)
{
    size_t start[EQR_BLOCK + 1], m = p->constraint.count, i, lo, hi;
    int code = 0;

    begin[0] = 0;
    for (lo = 0; lo < m && code == 0; lo = hi) {
        hi = m - lo < EQR_BLOCK ? m : lo + EQR_BLOCK;
        code = p->sense(p->user, lo, hi, sense + lo);
        if (code == 0)
            code = p->constraint.structure(p->user, lo, hi, start,
                                           at + begin[lo]);
        for (i = lo; i < hi && code == 0; ++i)
            begin[i + 1] = begin[lo] + start[i + 1 - lo];
    }
    return code;
}

EQR_API int eqr_kkt_begin(eqr_kkt *k, const eqr_problem *p)
{
    size_t i;
    int code;

    k->p = p;
    k->n = p->n;
    k->m = p->constraint.count;
    k->scale = 1;
    code = eqr_kkt_structure(p, k->sense, k->begin, k->at);
    for (i = 0; i < k->m; ++i) {
        k->turn[i] = k->sense[i] == EQR_AT_MOST ? -1 : 1;
        k->on[i] = 1;
    }
    for (i = 0; i < k->n; ++i)
        k->free[i] = 1;
    if (code == 0 && p->hessian.structure)
        code = p->hessian.structure(p->user, k->row, k->col);
    return code;
}

static int kkt_finite(size_t n, const eqr_real *v)
{
    size_t i;

    for (i = 0; i < n; ++i)
        if (!EQR_FINITE(v[i]))
            return 0;
    return 1;
}

/* Rows at the prepared point; with their Jacobian where a is not NULL. */
static int kkt_rows(eqr_kkt *k, const eqr_real *x, eqr_real *c, eqr_real *a)
{
    const eqr_problem *p = k->p;
    size_t i, e, lo, hi;
    int code;

    for (lo = 0; lo < k->m; lo = hi) {
        hi = k->m - lo < EQR_BLOCK ? k->m : lo + EQR_BLOCK;
        code = p->constraint.values(p->user, x, lo, hi, c + lo,
                                    a ? a + k->begin[lo] : NULL);
        if (code != 0)
            return code;
        for (i = lo; i < hi; ++i) {
            c[i] *= k->turn[i];
            for (e = k->begin[i]; a && e < k->begin[i + 1]; ++e)
                a[e] *= k->turn[i];
        }
    }
    return kkt_finite(k->m, c) && (!a || kkt_finite(k->begin[k->m], a))
               ? 0 : EQR_DOMAIN;
}

EQR_API int eqr_kkt_values(eqr_kkt *k, eqr_run *run, const eqr_real *x,
                           eqr_real *f, eqr_real *c)
{
    const eqr_problem *p = k->p;
    int code = eqr_charge(run);

    if (code != 0)
        return code;
    ++run->result->loss_evaluations;
    if (p->prepare && (code = p->prepare(p->user, x)) != 0)
        return code;
    code = p->loss && p->cls != EQR_CLASS_SYSTEM
               ? p->loss(p->user, x, f) : eqr_gradient(p, x, f, NULL);
    *f *= k->scale;
    if (code != 0)
        return code;
    return EQR_FINITE(*f) ? kkt_rows(k, x, c, NULL) : EQR_DOMAIN;
}

EQR_API int eqr_kkt_load(eqr_kkt *k, eqr_run *run, const eqr_real *x)
{
    int code = eqr_eval_gradient(run, x, &k->f, k->g);
    size_t j;

    k->f *= k->scale;
    for (j = 0; j < k->n; ++j)
        k->g[j] *= k->scale;
    if (code != 0)
        return code;
    if (k->m)
        ++run->result->jacobian_evaluations;
    return EQR_FINITE(k->f) && kkt_finite(k->n, k->g)
               ? kkt_rows(k, x, k->c, k->a) : EQR_DOMAIN;
}

EQR_API int eqr_kkt_hessian(eqr_kkt *k, eqr_run *run, const eqr_real *x,
                            const eqr_real *lambda)
{
    const eqr_problem *p = k->p;
    int code = eqr_charge(run);
    size_t i;

    if (code != 0)
        return code;
    ++run->result->hessian_evaluations;
    for (i = 0; i < k->m; ++i)
        k->fix[i] = lambda[i] * k->turn[i];
    if (p->prepare && (code = p->prepare(p->user, x)) != 0)
        return code;
    code = p->hessian.values(p->user, x, k->scale, k->fix, k->h);
    if (code != 0)
        return code;
    return kkt_finite(p->hessian.count, k->h) ? 0 : EQR_DOMAIN;
}

EQR_API eqr_inertia eqr_kkt_factor(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    return k->kind->factor(k, dw, dc);
}

EQR_API int eqr_kkt_solve(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    return k->kind->solve(k, dw, dc);
}

EQR_API void eqr_kkt_add_at(const eqr_kkt *k, const eqr_real *y,
                            eqr_real *out)
{
    size_t i, e;

    for (i = 0; i < k->m; ++i)
        for (e = k->begin[i]; e < k->begin[i + 1] && y[i] != 0; ++e)
            out[k->at[e]] += y[i] * k->a[e];
}

EQR_API void eqr_kkt_residual(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    size_t n = k->n, m = k->m, i, j, e;
    eqr_real *r = k->fix;
    const eqr_real *x = k->sol, *y = k->sol + n;

    for (j = 0; j < n; ++j)
        r[j] = k->rhs[j] - (k->top[j] + dw) * x[j];
    for (i = 0; i < k->p->hessian.count; ++i) {
        size_t a = k->row[i], b = k->col[i];

        r[a] -= k->h[i] * x[b];
        if (a != b)
            r[b] -= k->h[i] * x[a];
    }
    for (i = 0; i < m; ++i) {
        eqr_real sum = 0;

        for (e = k->begin[i]; e < k->begin[i + 1]; ++e) {
            sum += k->a[e] * x[k->at[e]];
            r[k->at[e]] -= k->on[i] * k->a[e] * y[i];
        }
        r[n + i] = k->on[i] * (k->rhs[n + i] + (k->low[i] + dc) * y[i] - sum);
    }
    for (j = 0; j < n; ++j)
        r[j] *= k->free[j];
}
