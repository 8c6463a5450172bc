/* lsq_normal.c -- steps from J'J + mu d^2; see lsq_normal.h. */
#include "lsq_normal.h"

#include "dense.h"

EQR_API void eqr_normal_damped(eqr_lsq *q, const eqr_real *d, eqr_real mu,
                               eqr_real *p)
{
    size_t j;

    q->kind->shift(q, d, mu);
    q->kind->slope(q, p);
    for (j = 0; j < q->n; ++j)
        p[j] = -p[j];
    q->kind->solve(q, p);
}

EQR_API eqr_real eqr_normal_inverse(eqr_lsq *q, eqr_real *b, int damped)
{
    if (!damped)
        return EQR_AUTO;
    eqr_copy(q->n, b, q->v);
    q->kind->solve(q, q->v);
    return EQR_SQRT(EQR_ABS(eqr_dot(q->n, b, q->v)));
}

EQR_API eqr_real eqr_normal_gain(eqr_lsq *q, const eqr_real *p)
{
    eqr_real image = q->kind->image(q, p);

    return -2 * eqr_dot(q->n, q->g, p) - image * image;
}

EQR_API void eqr_normal_slope(const eqr_lsq *q, const char *held,
                              eqr_real *out)
{
    size_t j;

    for (j = 0; j < q->n; ++j)
        out[j] = held[j] ? 0 : q->g[j];
}

/* The least damping whose factor rounding leaves positive, by `metric`. */
static eqr_real normal_least(const eqr_lsq *q, const eqr_real *metric)
{
    eqr_real most = 0;
    size_t j;

    for (j = 0; j < q->n; ++j) {
        eqr_real ratio = q->c[j] / (metric ? metric[j] : 1);

        most = ratio > most ? ratio : most;
    }
    return 4096 * EQR_EPS * most * most;
}

/*
 * Rounding has brought p out of the range of J', by up to eps / mu: take away
 * what no row sees, (mu (J'J + mu)^-1)^4 p, which is next to nothing of all
 * else.
 */
static void normal_clean(eqr_lsq *q, const eqr_real *metric, eqr_real mu,
                         eqr_real *p)
{
    size_t j;
    int k;

    eqr_copy(q->n, p, q->e);
    for (k = 0; k < 4; ++k) {
        for (j = 0; j < q->n; ++j)
            q->e[j] *= metric ? mu * metric[j] * metric[j] : mu;
        q->kind->solve(q, q->e);
    }
    for (j = 0; j < q->n; ++j)
        p[j] -= q->e[j];
}

/* To the least-squares point, from 0. */
static void normal_approach(eqr_lsq *q, eqr_real *p)
{
    size_t j, n = q->n;
    eqr_real size, last = EQR_MAX;
    int k;

    for (k = 0; k < 50; ++k) {
        q->kind->normal(q, p, q->v);
        q->kind->slope(q, q->e);
        for (j = 0; j < n; ++j)
            q->e[j] = -q->e[j] - q->v[j];
        q->kind->solve(q, q->e);
        size = eqr_norm(n, q->e);
        if (!(size < last))
            return;
        for (j = 0; j < n; ++j)
            p[j] += q->e[j];
        if (size <= EQR_EPS * eqr_norm(n, p))
            return;
        last = size;
    }
}

EQR_API void eqr_normal_step(eqr_lsq *q, eqr_real *p)
{
    size_t j;

    for (j = 0; j < q->n; ++j)
        p[j] = 0;
    q->kind->shift(q, q->c, 4096 * EQR_EPS);
    normal_approach(q, p);
}

EQR_API void eqr_normal_shortest(eqr_lsq *q, const eqr_real *metric,
                                 eqr_real *p)
{
    eqr_real mu = normal_least(q, metric);
    size_t j;

    for (j = 0; j < q->n; ++j) {
        p[j] = 0;
        q->e[j] = metric ? metric[j] : 1;
    }
    q->kind->shift(q, q->e, mu);
    normal_approach(q, p);
    normal_clean(q, metric, mu, p);
    normal_clean(q, metric, mu, p);
}
