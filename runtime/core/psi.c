/*
 * psi.c -- the variance of robust fits; see psi.h.
 *
 * With psi = rho'/2 (u itself where there is no robust loss), n rows and k
 * unknowns, Huber, Robust Statistics, 1981, section 7.6:
 *     K^2 [sum psi^2 / (n - k)] / [mean psi']^2,
 *     K = 1 + (k / n) var(psi') / [mean psi']^2.
 * psi' is the quotient of differences over a width that narrows with n as
 * those of densities do: where psi is a step, as of l1, the mean is then that
 * of Powell for medians (Koenker, Quantile Regression, 2005, section 3.4.2).
 */
#include "psi.h"

typedef struct psi_sums {
    const eqr_problem *p;
    eqr_real width;          /* 0: not known yet */
    eqr_real root;           /* sum sqrt |u| */
    eqr_real square, slope, slopes;  /* sums of psi^2, psi', psi'^2 */
} psi_sums;

static void psi_sizes(void *to, const eqr_block *b)
{
    psi_sums *s = (psi_sums *)to;
    size_t i;

    for (i = 0; i < b->hi - b->lo; ++i) {
        s->root += EQR_SQRT(EQR_ABS(b->u[i]));
        s->square += b->weight[i] * b->u[i] * (b->weight[i] * b->u[i]);
    }
}

/* psi at u + by, for the rows of a block; 0 where it is not defined. */
static void psi_beside(const psi_sums *s, const eqr_block *b, eqr_real by,
                       eqr_real *psi)
{
    eqr_real at[EQR_BLOCK] = {0}, rho[EQR_BLOCK];
    size_t i, count = b->hi - b->lo;
    int code;

    for (i = 0; i < count; ++i)
        at[i] = b->u[i] + by;
    code = s->p->robust(s->p->user, b->lo, b->hi, at, rho, psi);
    for (i = 0; i < count; ++i)
        psi[i] = code == 0 ? psi[i] * at[i] : 0;
}

static void psi_slopes(void *to, const eqr_block *b)
{
    psi_sums *s = (psi_sums *)to;
    eqr_real up[EQR_BLOCK], down[EQR_BLOCK];
    size_t i;

    psi_beside(s, b, s->width, up);
    psi_beside(s, b, -s->width, down);
    for (i = 0; i < b->hi - b->lo; ++i) {
        eqr_real slope = (up[i] - down[i]) / (2 * s->width);

        s->slope += slope;
        s->slopes += slope * slope;
    }
}

static int psi_pass(psi_sums *s, const eqr_real *x,
                    void (*sink)(void *to, const eqr_block *b))
{
    eqr_pass pass = eqr_pass_plain();

    pass.sink = sink;
    pass.to = s;
    return eqr_rows_pass(s->p, x, &pass);
}

EQR_API int eqr_psi_variance(const eqr_problem *p, const eqr_real *x,
                             size_t dof, eqr_real *variance)
{
    eqr_real n = (eqr_real)p->residual.count, mean, spread, k;
    psi_sums s = {NULL, 0, 0, 0, 0, 0};
    int code;

    s.p = p;
    *variance = EQR_AUTO;
    if ((code = psi_pass(&s, x, psi_sizes)) != 0)
        return code;
    s.width = EQR_C(1.5) * (s.root / n) * (s.root / n) *
              EQR_POW(n, EQR_C(-0.2));
    if (!(s.width > 0) || dof == 0)
        return 0;
    if ((code = psi_pass(&s, x, psi_slopes)) != 0)
        return code;
    mean = s.slope / n;
    spread = s.slopes / n - mean * mean;
    k = 1 + (n - (eqr_real)dof) / n * spread / (mean * mean);
    /* Not where hardly any row pulls back: psi' where it does, beside it. */
    if (s.slope > 0 && mean > EQR_C(0.05) * s.slopes / s.slope)
        *variance = k * k * (s.square / (eqr_real)dof) / (mean * mean);
    return 0;
}
