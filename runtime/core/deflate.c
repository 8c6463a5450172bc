/* deflate.c -- see deflate.h. */
#include "deflate.h"

/* m and its gradient, factor by factor: m'/m is a sum. */
static int deflate_prepare(void *user, const eqr_real *x)
{
    eqr_deflation *d = (eqr_deflation *)user;
    const eqr_problem *p = d->of;
    size_t k, j;

    d->m = 1;
    for (j = 0; j < p->n; ++j)
        d->slope[j] = 0;
    for (k = 0; k < d->count; ++k) {
        eqr_real q = 0, t;

        for (j = 0; j < p->n; ++j) {
            t = (x[j] - d->root[k][j]) / d->scale[j];
            q += t * t;
        }
        d->m *= 1 + 1 / q;
        for (j = 0; j < p->n; ++j) {
            t = (x[j] - d->root[k][j]) / d->scale[j];
            d->slope[j] -= 2 * t / d->scale[j] / (q * (q + 1));
        }
    }
    for (j = 0; j < p->n; ++j)
        d->slope[j] *= d->m;
    if (!EQR_FINITE(d->m))
        return EQR_DOMAIN;
    return p->prepare ? p->prepare(p->user, x) : 0;
}

/* Row by row: the entries of the row, then one for each unknown. */
static int deflate_structure(void *user, size_t lo, size_t hi, size_t *start,
                             size_t *col)
{
    const eqr_deflation *d = (const eqr_deflation *)user;
    const eqr_problem *p = d->of;
    size_t k, j, own[2];
    int code = 0;

    start[0] = 0;
    for (k = lo; k < hi && code == 0; ++k) {
        size_t *to = col + start[k - lo];

        code = p->residual.structure(p->user, k, k + 1, own, to);
        for (j = 0; code == 0 && j < p->n; ++j)
            to[own[1] + j] = j;
        start[k - lo + 1] = start[k - lo] + own[1] + p->n;
    }
    return code;
}

static int deflate_row(const eqr_deflation *d, const eqr_real *x, size_t k,
                       eqr_real *r, eqr_real **jac)
{
    const eqr_problem *p = d->of;
    size_t j, own[2];
    int code = p->residual.structure(p->user, k, k + 1, own, d->col);

    if (code == 0)
        code = p->residual.values(p->user, x, k, k + 1, r, *jac);
    if (code != 0)
        return code;
    for (j = 0; *jac && j < own[1]; ++j)
        (*jac)[j] *= d->m;
    for (j = 0; *jac && j < p->n; ++j)
        (*jac)[own[1] + j] = *r * d->slope[j];
    *r *= d->m;
    if (*jac)
        *jac += own[1] + p->n;
    return 0;
}

static int deflate_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                          eqr_real *r, eqr_real *jac)
{
    const eqr_deflation *d = (const eqr_deflation *)user;
    eqr_real one;
    size_t k;
    int code = 0;

    for (k = lo; k < hi && code == 0; ++k)
        code = deflate_row(d, x, k, r ? r + (k - lo) : &one, &jac);
    return code;
}

static int deflate_magnitude(void *user, const eqr_real *x, size_t lo,
                             size_t hi, eqr_real *m)
{
    const eqr_deflation *d = (const eqr_deflation *)user;
    const eqr_problem *p = d->of;
    int code = p->magnitude(p->user, x, lo, hi, m);
    size_t k;

    for (k = 0; code == 0 && k < hi - lo; ++k)
        m[k] *= d->m;
    return code;
}

EQR_API void eqr_deflate(eqr_deflation *d)
{
    const eqr_problem *p = d->of;
    eqr_problem *q = &d->problem;

    eqr_problem_clear(q);
    q->cls = p->cls;
    q->user = d;
    q->n = p->n;
    q->lower = p->lower;
    q->upper = p->upper;
    q->prepare = deflate_prepare;
    q->residual.count = p->residual.count;
    q->residual.width = p->residual.width + p->n;
    q->residual.structure = deflate_structure;
    q->residual.values = deflate_values;
    q->magnitude = p->magnitude ? deflate_magnitude : NULL;
}
