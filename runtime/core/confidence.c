/*
 * confidence.c -- intervals: how many standard errors to either side.
 *
 * P(|T| <= t) of Student's t with whole degrees of freedom is a finite sum
 * (Abramowitz, Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and
 * 26.7.4), and of the normal distribution erf; both are inverted by bisection,
 * to the last digit.  Beyond CONF_SUMMED degrees of freedom the quantile
 * is the normal one with the expansion of 26.7.5, whose error is of the order
 * of dof^-5.
 */
#include "statistics.h"

enum { CONF_SUMMED = 1000, CONF_HALVINGS = 200 };

/* The probability within t on either side; dof 0: normal. */
static eqr_real conf_within(eqr_real t, size_t dof)
{
    eqr_real root = EQR_SQRT((eqr_real)dof), size = EQR_SQRT(t * t / 2);
    eqr_real cosine, sine, term, sum;
    size_t k;

    if (dof == 0)
        return EQR_ERF(size);
    cosine = 1 / EQR_SQRT(1 + t / root * (t / root));
    sine = t / root * cosine;
    term = dof % 2 ? cosine : 1;
    sum = dof == 1 ? 0 : term;
    for (k = 2 + dof % 2; k < dof; k += 2) {
        term *= cosine * cosine * (eqr_real)(k - 1) / (eqr_real)k;
        sum += term;
    }
    if (dof % 2 == 0)
        return sine * sum;
    return (EQR_ATAN(t / root) + sine * sum) * EQR_C(0.63661977236758134308);
}

/* t = u / (1 - u), u by bisection. */
static eqr_real conf_bisect(eqr_real level, size_t dof)
{
    eqr_real lo = 0, hi = 1;
    int k;

    for (k = 0; k < CONF_HALVINGS; ++k) {
        eqr_real u = lo + (hi - lo) / 2;

        if (!(u > lo && u < hi))
            break;
        if (conf_within(u / (1 - u), dof) < level)
            lo = u;
        else
            hi = u;
    }
    return lo / (1 - lo);
}

/* Abramowitz, Stegun, 26.7.5. */
static eqr_real conf_expand(eqr_real z, eqr_real dof)
{
    eqr_real s = z * z;
    eqr_real a = (s + 1) / 4;
    eqr_real b = ((5 * s + 16) * s + 3) / 96;
    eqr_real c = (((3 * s + 19) * s + 17) * s - 15) / 384;
    eqr_real d = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160;

    return z + z * (a + (b + (c + d / dof) / dof) / dof) / dof;
}

EQR_API eqr_real eqr_quantile(eqr_real level, size_t dof)
{
    if (!(level > 0 && level < 1))
        return EQR_AUTO;
    if (dof > CONF_SUMMED)
        return conf_expand(conf_bisect(level, 0), (eqr_real)dof);
    return conf_bisect(level, dof);
}

EQR_API size_t eqr_statistics_dof(const eqr_problem *p,
                                  const eqr_statistics_result *s)
{
    return p->flags & EQR_ABSOLUTE ? 0 : s->dof;
}

EQR_API eqr_real eqr_correlation(const eqr_statistics_result *s, size_t n,
                                 size_t i, size_t j)
{
    eqr_real size = s->std_error[i] * s->std_error[j];

    if (!s->covariance)
        return EQR_AUTO;
    return i == j ? size / size : s->covariance[i * n + j] / size;
}

EQR_API void eqr_interval(size_t n, const eqr_real *value,
                          const eqr_real *error, eqr_real reach, eqr_real *out)
{
    size_t i;

    for (i = 0; out && i < n; ++i)
        out[i] = value[i] + reach * error[i];
}

EQR_API int eqr_confidence(const eqr_problem *p, const eqr_real *x, void *work,
                           eqr_real level, eqr_real *low, eqr_real *high,
                           eqr_real *show_low, eqr_real *show_high,
                           eqr_real *correlation, eqr_real *condition)
{
    eqr_statistics_result s;
    int code = eqr_statistics(p, x, work, &s);
    size_t i, n = p->n, shows = p->show.count;
    eqr_real reach;

    if (code != 0)
        return code;
    reach = eqr_quantile(level, eqr_statistics_dof(p, &s));
    eqr_interval(n, x, s.std_error, -reach, low);
    eqr_interval(n, x, s.std_error, reach, high);
    eqr_interval(shows, s.show, s.show_error, -reach, show_low);
    eqr_interval(shows, s.show, s.show_error, reach, show_high);
    for (i = 0; correlation && i < n * n; ++i)
        correlation[i] = eqr_correlation(&s, n, i / n, i % n);
    if (condition)
        *condition = eqr_condition(&s, n);
    return 0;
}
