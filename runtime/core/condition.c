/* condition.c -- how near the unknowns are to playing the same part. */
#include "dense.h"
#include "statistics.h"

/* out = F v, or F'v, of the leading k x k triangle; out is not v. */
static void cond_times(size_t k, size_t ld, const eqr_real *f, int turned,
                       const eqr_real *v, eqr_real *out)
{
    size_t i, j;

    for (i = 0; i < k; ++i)
        out[i] = 0;
    for (j = 0; j < k; ++j) {
        if (turned)
            out[j] = eqr_dot(j + 1, f + j * ld, v);
        for (i = 0; i <= j && !turned; ++i)
            out[i] += f[j * ld + i] * v[j];
    }
}

/* v = F'F v, or its inverse times v. */
static void cond_square(const eqr_statistics_result *s, size_t n, int inverse)
{
    eqr_real *v = s->scratch, *w = v + n;

    if (inverse) {
        eqr_solve_upper_t(s->clear, n, s->triangle, v);
        eqr_solve_upper(s->clear, n, s->triangle, v);
        return;
    }
    cond_times(s->clear, n, s->triangle, 0, v, w);
    cond_times(s->clear, n, s->triangle, 1, w, v);
}

/*
 * The largest eigenvalue of F'F or of its inverse, by the power method from a
 * vector without symmetry: its relative error is about log(k) / steps at most
 * (Kuczynski, Wozniakowski, SIAM J. Matrix Anal. Appl. 13 (1992) 1094-1122).
 */
static eqr_real cond_largest(const eqr_statistics_result *s, size_t n,
                             int inverse)
{
    enum { STEPS = 200 };
    const eqr_real turn = EQR_C(0.61803398874989484820);
    eqr_real *v = s->scratch, size = 0;
    size_t i;
    int step;

    for (i = 0; i < s->clear; ++i)
        v[i] = 1 + turn * (eqr_real)(i + 1) -
               EQR_FLOOR(turn * (eqr_real)(i + 1));
    for (step = 0; step < STEPS; ++step) {
        eqr_real length = eqr_norm(s->clear, v), before = size;

        for (i = 0; i < s->clear; ++i)
            v[i] /= length;
        cond_square(s, n, inverse);
        size = eqr_norm(s->clear, v);
        if (EQR_ABS(size - before) <= 64 * EQR_EPS * size)
            break;
    }
    return size;
}

EQR_API eqr_real eqr_condition(const eqr_statistics_result *s, size_t n)
{
    if (!s->triangle || s->clear == 0 || s->clear + s->held != n)
        return EQR_AUTO;
    return EQR_SQRT(cond_largest(s, n, 0)) * EQR_SQRT(cond_largest(s, n, 1));
}
