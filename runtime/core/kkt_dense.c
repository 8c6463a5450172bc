/* kkt_dense.c -- the matrix of kkt.h in full; ldl.h factors it. */
#include "kkt.h"

static void full_take(eqr_kkt *k, const eqr_problem *p, eqr_arena *a)
{
    size_t all = p->n + p->constraint.count;

    k->k = eqr_take_reals(a, all, all);
    k->pivot = (size_t *)eqr_take(a, all, sizeof(size_t));
}

static eqr_inertia full_factor(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    size_t n = k->n, m = k->m, all = n + m, i, j, e;

    for (i = 0; i < all * all; ++i)
        k->k[i] = 0;
    for (i = 0; i < k->p->hessian.count; ++i)
        if (k->free[k->row[i]] > 0 && k->free[k->col[i]] > 0)
            k->k[k->col[i] * all + k->row[i]] += k->h[i];
    for (j = 0; j < n; ++j)
        k->k[j * all + j] += k->free[j] > 0 ? k->top[j] + dw : 1;
    for (i = 0; i < m; ++i)
        for (e = k->begin[i]; e < k->begin[i + 1]; ++e)
            if (k->free[k->at[e]] > 0 && k->on[i] > 0)
                k->k[k->at[e] * all + n + i] += k->a[e];
    for (i = 0; i < m; ++i)
        k->k[(n + i) * all + n + i] = k->on[i] > 0 ? -k->low[i] - dc : -1;
    return eqr_ldl(all, k->k, k->pivot);
}

/* Refined once. */
static int full_solve(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    size_t i, all = k->n + k->m;
    int turn;

    for (i = 0; i < all; ++i)
        k->sol[i] = 0;
    for (turn = 0; turn < 2; ++turn) {
        eqr_kkt_residual(k, dw, dc);
        eqr_ldl_solve(all, k->k, k->pivot, k->fix);
        for (i = 0; i < all; ++i)
            k->sol[i] += k->fix[i];
    }
    return 1;
}

EQR_API const eqr_kkt_kind *eqr_kkt_dense(void)
{
    static const eqr_kkt_kind kind = {EQR_MATRIX_DENSE, full_take,
                                      full_factor, full_solve};

    return &kind;
}
