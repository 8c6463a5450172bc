/* kkt.c -- the first-order conditions as linear systems; see kkt.h. */
#include "kkt.h"

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
    k->a = eqr_take_reals(a, m, n);
    k->row = (size_t *)eqr_take(a, p->hessian.count, sizeof(size_t));
    k->col = (size_t *)eqr_take(a, p->hessian.count, sizeof(size_t));
    k->h = eqr_take_reals(a, p->hessian.count, 1);
    k->free = eqr_take_reals(a, n, 1);
    k->on = eqr_take_reals(a, m, 1);
    k->top = eqr_take_reals(a, n, 1);
    k->low = eqr_take_reals(a, m, 1);
    k->rhs = eqr_take_reals(a, all, 1);
    k->sol = eqr_take_reals(a, all, 1);
    k->k = eqr_take_reals(a, all, all);
    k->pivot = (size_t *)eqr_take(a, all, sizeof(size_t));
    k->fix = eqr_take_reals(a, all, 1);
    k->jac = eqr_take_reals(a, EQR_BLOCK, p->constraint.width + 1);
    k->jac_col = (size_t *)eqr_take(a, p->constraint.width + 1,
                                    EQR_BLOCK * sizeof(size_t));
}

static size_t kkt_end(const eqr_kkt *k, size_t lo)
{
    return k->m - lo < EQR_BLOCK ? k->m : lo + EQR_BLOCK;
}

EQR_API int eqr_kkt_begin(eqr_kkt *k, const eqr_problem *p)
{
    size_t i, hi;
    int code = 0;

    k->p = p;
    k->n = p->n;
    k->m = p->constraint.count;
    k->scale = 1;
    for (i = 0; i < k->m && code == 0; i = hi) {
        hi = kkt_end(k, i);
        code = p->sense(p->user, i, hi, k->sense + i);
    }
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
    size_t start[EQR_BLOCK + 1], i, e, lo, hi;
    int code;

    for (i = 0; a && i < k->m * k->n; ++i)
        a[i] = 0;
    for (lo = 0; lo < k->m; lo = hi) {
        hi = kkt_end(k, lo);
        code = p->constraint.values(p->user, x, lo, hi, c + lo,
                                    a ? k->jac : NULL);
        if (code == 0 && a)
            code = p->constraint.structure(p->user, lo, hi, start,
                                           k->jac_col);
        if (code != 0)
            return code;
        for (i = lo; i < hi; ++i) {
            c[i] *= k->turn[i];
            for (e = a ? start[i - lo] : 0; a && e < start[i - lo + 1]; ++e)
                a[i * k->n + k->jac_col[e]] += k->turn[i] * k->jac[e];
        }
    }
    return kkt_finite(k->m, c) && (!a || kkt_finite(k->m * k->n, a))
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
    size_t n = k->n, m = k->m, all = n + m, i, j;

    for (i = 0; i < all * all; ++i)
        k->k[i] = 0;
    for (i = 0; i < k->p->hessian.count; ++i)
        if (k->free[k->row[i]] > 0 && k->free[k->col[i]] > 0)
            k->k[k->col[i] * all + k->row[i]] += k->h[i];
    for (j = 0; j < n; ++j) {
        k->k[j * all + j] += k->free[j] > 0 ? k->top[j] + dw : 1;
        for (i = 0; i < m; ++i)
            if (k->free[j] > 0 && k->on[i] > 0)
                k->k[j * all + n + i] = k->a[i * n + j];
    }
    for (i = 0; i < m; ++i)
        k->k[(n + i) * all + n + i] = k->on[i] > 0 ? -k->low[i] - dc : -1;
    return eqr_ldl(all, k->k, k->pivot);
}

EQR_API void eqr_kkt_add_at(const eqr_kkt *k, const eqr_real *y,
                            eqr_real *out)
{
    size_t i, j;

    for (i = 0; i < k->m; ++i)
        for (j = 0; j < k->n && y[i] != 0; ++j)
            out[j] += y[i] * k->a[i * k->n + j];
}

/* fix = rhs - K sol */
static void kkt_residual(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    size_t n = k->n, m = k->m, i, j;
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
        r[n + i] = k->on[i] * (k->rhs[n + i] + (k->low[i] + dc) * y[i] -
                               eqr_dot(n, k->a + i * n, x));
        for (j = 0; j < n; ++j)
            r[j] -= k->on[i] * k->a[i * n + j] * y[i];
    }
    for (j = 0; j < n; ++j)
        r[j] *= k->free[j];
}

EQR_API void eqr_kkt_solve(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    size_t i, all = k->n + k->m;
    int turn;

    for (i = 0; i < all; ++i)
        k->sol[i] = 0;
    for (turn = 0; turn < 2; ++turn) {
        kkt_residual(k, dw, dc);
        eqr_ldl_solve(all, k->k, k->pivot, k->fix);
        for (i = 0; i < all; ++i)
            k->sol[i] += k->fix[i];
    }
}
