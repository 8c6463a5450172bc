/* history.c -- limited-memory BFGS; see history.h. */
#include "history.h"

#include "dense.h"

static size_t history_slot(const eqr_history *h, size_t k)
{
    return (h->first + k) % (h->size + 1);
}

static eqr_real *history_at(const eqr_history *h, size_t k)
{
    return h->pairs + history_slot(h, k) * 2 * h->n;
}

EQR_API void eqr_history_clear(eqr_history *h, size_t n, size_t size,
                               eqr_real *pairs)
{
    h->n = n;
    h->size = size;
    h->count = h->first = 0;
    h->pairs = pairs;
    h->scale = 1;
}

EQR_API void eqr_history_next(eqr_history *h, eqr_real **s, eqr_real **y)
{
    *s = history_at(h, h->count);
    *y = *s + h->n;
}

EQR_API void eqr_history_keep(eqr_history *h, eqr_real least)
{
    const eqr_real *s = history_at(h, h->count), *y = s + h->n;
    eqr_real sy = eqr_dot(h->n, s, y), yy = eqr_dot(h->n, y, y);

    if (!(sy > least) || !EQR_FINITE(yy))
        return;
    h->rho[history_slot(h, h->count)] = 1 / sy;
    h->scale = sy / yy;
    if (h->count < h->size)
        ++h->count;
    else
        h->first = (h->first + 1) % (h->size + 1);
}

EQR_API void eqr_history_direction(const eqr_history *h, const eqr_real *g,
                                   eqr_real *d)
{
    eqr_real alpha[EQR_HISTORY_MOST + 1];
    size_t j, k, n = h->n;

    for (j = 0; j < n; ++j)
        d[j] = -g[j];
    for (k = h->count; k-- > 0;) {
        const eqr_real *s = history_at(h, k), *y = s + n;

        alpha[k] = eqr_dot(n, s, d) * h->rho[history_slot(h, k)];
        for (j = 0; j < n; ++j)
            d[j] -= alpha[k] * y[j];
    }
    for (j = 0; j < n; ++j)
        d[j] *= h->scale;
    for (k = 0; k < h->count; ++k) {
        const eqr_real *s = history_at(h, k), *y = s + n;
        eqr_real beta = eqr_dot(n, y, d) * h->rho[history_slot(h, k)];

        for (j = 0; j < n; ++j)
            d[j] += (alpha[k] - beta) * s[j];
    }
}
