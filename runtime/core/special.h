/*
 * special.h -- the functions of ops.def that libm lacks, or has otherwise.
 *
 * Each one stands between "eqr:special NAME needs: ..." and "eqr:end": the
 * emitter copies those that the generated text uses, with what they need, in
 * the order of this file.  All take and return eqr_real and are static, so
 * that the compiler can inline them.
 */
#ifndef EQR_SPECIAL_H
#define EQR_SPECIAL_H

#include "real.h"

/* eqr:special EQR_FN needs: */
/* EQR_FN(log) is log, or logf where reals are float. */
#if EQR_IS(EQR_REAL)
#define EQR_FN(name) name##f
#else
#define EQR_FN(name) name
#endif
/* eqr:end */

/* eqr:special eqr_min needs: */
/* The lesser; NaN if either is NaN; the first of two equals. */
static EQR_UNUSED eqr_real eqr_min(eqr_real a, eqr_real b)
{
    eqr_real least = b < a ? b : a;      /* one instruction; misses b = NaN */
    return b != b ? b : least;
}
/* eqr:end */

/* eqr:special eqr_max needs: */
/* The greater; NaN if either is NaN; the first of two equals. */
static EQR_UNUSED eqr_real eqr_max(eqr_real a, eqr_real b)
{
    eqr_real most = b > a ? b : a;       /* one instruction; misses b = NaN */
    return b != b ? b : most;
}
/* eqr:end */

/* eqr:special EQR_LANES needs: */
/*
 * Before a loop of eight turns that shall become vectors: gcc must not unroll
 * eight turns of numbers, but four of vectors, for sums to be in registers.
 */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__OPTIMIZE_SIZE__)
#define EQR_LANES _Pragma("GCC unroll 4")
#else
#define EQR_LANES
#endif
/* eqr:end */

/* eqr:special EQR_INDEPENDENT needs: */
/* Before a loop of which no turn touches what another writes. */
#if defined(__GNUC__) && !defined(__clang__)
#define EQR_INDEPENDENT _Pragma("GCC ivdep")
#else
#define EQR_INDEPENDENT
#endif
/* eqr:end */

/* eqr:special eqr_lanes_sum needs: */
/* A sum in eight parts, put together. */
static EQR_UNUSED eqr_real eqr_lanes_sum(const eqr_real *a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}
/* eqr:end */

/* eqr:special eqr_lanes_prod needs: */
static EQR_UNUSED eqr_real eqr_lanes_prod(const eqr_real *a)
{
    return ((a[0] * a[4]) * (a[2] * a[6])) * ((a[1] * a[5]) * (a[3] * a[7]));
}
/* eqr:end */

/* eqr:special eqr_lanes_min needs: eqr_min */
static EQR_UNUSED eqr_real eqr_lanes_min(const eqr_real *a)
{
    return eqr_min(eqr_min(eqr_min(a[0], a[4]), eqr_min(a[2], a[6])),
                   eqr_min(eqr_min(a[1], a[5]), eqr_min(a[3], a[7])));
}
/* eqr:end */

/* eqr:special eqr_lanes_max needs: eqr_max */
static EQR_UNUSED eqr_real eqr_lanes_max(const eqr_real *a)
{
    return eqr_max(eqr_max(eqr_max(a[0], a[4]), eqr_max(a[2], a[6])),
                   eqr_max(eqr_max(a[1], a[5]), eqr_max(a[3], a[7])));
}
/* eqr:end */

/* eqr:special eqr_sign needs: */
/* 1, -1, or a itself where it is 0 or NaN. */
static EQR_UNUSED eqr_real eqr_sign(eqr_real a)
{
    return a > 0 ? 1 : a < 0 ? -1 : a;
}
/* eqr:end */

/* eqr:special eqr_relu needs: */
static EQR_UNUSED eqr_real eqr_relu(eqr_real a)
{
    return a <= 0 ? 0 : a;
}
/* eqr:end */

/* eqr:special eqr_segment needs: */
/* The greatest k <= n - 2 with x[k] <= at, else 0; x increases. */
static EQR_UNUSED ptrdiff_t eqr_segment(const eqr_real *x, ptrdiff_t n,
                                        eqr_real at)
{
    ptrdiff_t lo = 0, hi = n - 1;

    while (hi - lo > 1) {
        ptrdiff_t mid = lo + (hi - lo) / 2;

        if (x[mid] <= at)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}
/* eqr:end */

/* eqr:special eqr_sigmoid needs: EQR_FN */
static EQR_UNUSED eqr_real eqr_sigmoid(eqr_real a)
{
    return 1 / (1 + EQR_FN(exp)(-a));
}
/* eqr:end */

/* eqr:special eqr_softplus needs: EQR_FN */
/* log(1 + exp(a)) without overflow. */
static EQR_UNUSED eqr_real eqr_softplus(eqr_real a)
{
    eqr_real small = EQR_FN(log1p)(EQR_FN(exp)(-EQR_ABS(a)));
    return a > 0 ? a + small : small;
}
/* eqr:end */

/* eqr:special eqr_series needs: */
/* c[0] + c[1] x + ... + c[n - 1] x^(n - 1). */
static EQR_UNUSED eqr_real eqr_series(const eqr_real *c, int n, eqr_real x)
{
    eqr_real sum = 0;
    while (n-- > 0)
        sum = sum * x + c[n];
    return sum;
}
/* eqr:end */

/* eqr:special eqr_lgamma2 needs: eqr_series */
/*
 * log(gamma(2 + z)) for |z| <= 1/2, with full relative accuracy at 0:
 * (1 - Euler's constant) z + sum over k >= 2 of (-1)^k (zeta(k) - 1) z^k / k.
 */
static EQR_UNUSED eqr_real eqr_lgamma2(eqr_real z)
{
    static const eqr_real c[] = {
        EQR_C(0.42278433509846713939),    EQR_C(0.32246703342411321824),
        EQR_C(-0.067352301053198095133),  EQR_C(0.020580808427784547879),
        EQR_C(-0.0073855510286739852663), EQR_C(0.0028905103307415232858),
        EQR_C(-0.0011927539117032609771), EQR_C(5.0966952474304242234e-4),
        EQR_C(-2.2315475845357937976e-4), EQR_C(9.9457512781808533715e-5),
        EQR_C(-4.4926236738133141700e-5), EQR_C(2.0507212775670691553e-5),
        EQR_C(-9.4394882752683959040e-6), EQR_C(4.3748667899074878042e-6),
        EQR_C(-2.0392157538013662368e-6), EQR_C(9.5514121304074198329e-7),
        EQR_C(-4.4924691987645660433e-7), EQR_C(2.1207184805554665869e-7),
        EQR_C(-1.0043224823968099609e-7), EQR_C(4.7698101693639805658e-8),
        EQR_C(-2.2711094608943164910e-8), EQR_C(1.0838659214896954091e-8),
        EQR_C(-5.1834750419700466551e-9), EQR_C(2.4836745438024783172e-9),
        EQR_C(-1.1921401405860912074e-9), EQR_C(5.7313672416788620133e-10),
        EQR_C(-2.7595228851242331452e-10)};
    return z * eqr_series(c, (int)(sizeof c / sizeof *c), z);
}
/* eqr:end */

/* eqr:special eqr_lgamma_up needs: EQR_FN eqr_lgamma2 eqr_series */
/* log(gamma(x)) for x > 0. */
static EQR_UNUSED eqr_real eqr_lgamma_up(eqr_real x)
{
    /* Stirling: B(2j) / (2j (2j - 1)), from 10 on. */
    static const eqr_real c[] = {
        EQR_C(0.083333333333333333333),  EQR_C(-0.0027777777777777777778),
        EQR_C(7.9365079365079365079e-4), EQR_C(-5.9523809523809523810e-4),
        EQR_C(8.4175084175084175084e-4), EQR_C(-0.0019175269175269175269),
        EQR_C(0.0064102564102564102564)};
    eqr_real p = 1;
    if (x < EQR_C(0.5))
        return eqr_lgamma2(x) - EQR_FN(log1p)(x) - EQR_FN(log)(x);
    if (x < EQR_C(1.5))
        return eqr_lgamma2(x - 1) - EQR_FN(log1p)(x - 1);
    if (x >= 10)
        return (x - EQR_C(0.5)) * (EQR_FN(log)(x) - 1) +
               EQR_C(0.41893853320467274178) +
               eqr_series(c, (int)(sizeof c / sizeof *c), 1 / (x * x)) / x;
    while (x > EQR_C(2.5)) {
        x -= 1;
        p *= x;
    }
    return eqr_lgamma2(x - 2) + EQR_FN(log)(p);
}
/* eqr:end */

/* eqr:special eqr_lgamma needs: EQR_FN eqr_lgamma_up */
/* log(|gamma(x)|), without libm's signgam; infinite at 0, -1, -2... */
static EQR_UNUSED eqr_real eqr_lgamma(eqr_real x)
{
    const eqr_real pi = EQR_C(3.14159265358979323846);
    eqr_real r;
    if (x > 0)
        return x <= EQR_MAX ? eqr_lgamma_up(x) : x;
    r = x - EQR_FLOOR(x + EQR_C(0.5));
    return -EQR_FN(log)(EQR_ABS(EQR_FN(sin)(pi * r)) / pi) -
           eqr_lgamma_up(1 - x);
}
/* eqr:end */

/* eqr:special eqr_digamma needs: EQR_FN eqr_series */
/* The derivative of log(|gamma(x)|). */
static EQR_UNUSED eqr_real eqr_digamma(eqr_real x)
{
    /* -B(2j) / 2j, from 10 on. */
    static const eqr_real c[] = {
        EQR_C(-0.083333333333333333333), EQR_C(0.0083333333333333333333),
        EQR_C(-0.0039682539682539682540), EQR_C(0.0041666666666666666667),
        EQR_C(-0.0075757575757575757576), EQR_C(0.021092796092796092796),
        EQR_C(-0.083333333333333333333)};
    const eqr_real pi = EQR_C(3.14159265358979323846);
    eqr_real sum = 0, r;
    if (!(x > 0)) {
        r = x - EQR_FLOOR(x + EQR_C(0.5));
        sum = -pi / EQR_FN(tan)(pi * r);
        x = 1 - x;
    }
    while (x < 10) {
        sum -= 1 / x;
        x += 1;
    }
    r = 1 / (x * x);
    return sum + EQR_FN(log)(x) - EQR_C(0.5) / x +
           r * eqr_series(c, (int)(sizeof c / sizeof *c), r);
}
/* eqr:end */

/* eqr:special eqr_zeta needs: EQR_FN */
/* Hurwitz: the sum over n >= 0 of (z + n)^-s, s >= 2 whole, z > 0. */
static EQR_UNUSED eqr_real eqr_zeta(eqr_real s, eqr_real z)
{
    /* Euler and Maclaurin: B(2j) / (2j)!, from 10 + 2 s on. */
    static const eqr_real c[] = {
        EQR_C(0.083333333333333333333),  EQR_C(-0.0013888888888888888889),
        EQR_C(3.3068783068783068783e-5), EQR_C(-8.2671957671957671958e-7),
        EQR_C(2.0876756987868098979e-8), EQR_C(-5.2841901386874931848e-10),
        EQR_C(1.3382536530684678833e-11)};
    eqr_real sum = 0, power, term, t;
    int j;
    while (z < 10 + 2 * s) {
        term = EQR_POW(z, -s);
        sum += term;
        if (!(term > sum * (EQR_EPS / 16)))
            return sum;
        z += 1;
    }
    power = EQR_POW(z, -s);
    sum += power * (z / (s - 1) + EQR_C(0.5));
    t = s / z;
    for (j = 0; j < (int)(sizeof c / sizeof *c); j++) {
        sum += power * c[j] * t;
        t *= (s + (eqr_real)(2 * j + 1)) / z * (s + (eqr_real)(2 * j + 2)) / z;
    }
    return sum;
}
/* eqr:end */

/* eqr:special eqr_polygamma needs: eqr_digamma eqr_zeta */
/* The derivative number k + 1 of log(|gamma(x)|), k = 0, 1, 2... */
static EQR_UNUSED eqr_real eqr_polygamma(eqr_real k, eqr_real x)
{
    eqr_real sum, r, factorial = 1, n, odd;
    if (!(k >= 0 && k <= 1000 && EQR_FLOOR(k) == k))
        return EQR_AUTO;
    if (k < 1)
        return eqr_digamma(x);
    odd = k - 2 * EQR_FLOOR(k / 2);
    for (n = 2; n <= k; n += 1)
        factorial *= n;
    if (x > 0) {
        sum = eqr_zeta(k + 1, x);
    } else {
        r = x - EQR_FLOOR(x + EQR_C(0.5));   /* the poles left and right */
        sum = eqr_zeta(k + 1, 1 - x) - eqr_zeta(k + 1, r > 0 ? 1 - r : -r);
        sum = eqr_zeta(k + 1, r > 0 ? r : 1 + r) + (odd > 0 ? -sum : sum);
    }
    return odd > 0 ? factorial * sum : -factorial * sum;
}
/* eqr:end */

/* eqr:special eqr_uniform needs: */
/*
 * The uniform number in (0, 1) that belongs to a seed and an element: Philox
 * 4x32-10 (Salmon et al. 2011), key = seed, counter = element, 52 bits.  In
 * double whatever eqr_real is, so that all builds draw the same numbers.  NaN
 * for a seed beyond 32 bits.
 */
static EQR_UNUSED double eqr_philox(double seed, double element)
{
    unsigned long key[2], c[4], hi, lo, k;
    double high = element / 4294967296.0;
    if (!(seed > -4294967296.0 && seed < 4294967296.0) ||
        !(high >= 0 && high < 2097152.0))
        return (double)NAN;
    key[0] = (unsigned long)(seed < 0 ? -seed : seed) & 0xFFFFFFFFul;
    key[1] = seed < 0 ? 1 : 0;
    c[1] = (unsigned long)high;
    c[0] = (unsigned long)(element - (double)c[1] * 4294967296.0);
    c[2] = c[3] = 0;
    for (k = 0; k < 10; k++) {
        unsigned long long p0 = 0xD2511F53ull * c[0];
        unsigned long long p1 = 0xCD9E8D57ull * c[2];
        hi = (unsigned long)(p1 >> 32) ^ c[1] ^ key[0];
        lo = (unsigned long)(p0 >> 32) ^ c[3] ^ key[1];
        c[1] = (unsigned long)(p1 & 0xFFFFFFFFull);
        c[3] = (unsigned long)(p0 & 0xFFFFFFFFull);
        c[0] = hi;
        c[2] = lo;
        key[0] = (key[0] + 0x9E3779B9ul) & 0xFFFFFFFFul;
        key[1] = (key[1] + 0xBB67AE85ul) & 0xFFFFFFFFul;
    }
    return ((double)(c[0] >> 6) * 67108864.0 + (double)(c[1] >> 6) + 0.5) /
           4503599627370496.0;
}

static EQR_UNUSED eqr_real eqr_uniform(eqr_real seed, eqr_real element)
{
    return (eqr_real)eqr_philox((double)seed, (double)element);
}
/* eqr:end */

/* eqr:special eqr_randn needs: eqr_uniform */
/* log(x) for x in (0, 1], from + - * / alone: the same bits everywhere. */
static EQR_UNUSED double eqr_log_plain(double x)
{
    double e = 0, z, s, sum = 0;
    int k;
    while (x < 0.70710678118654752) {
        x *= 2;
        e -= 1;
    }
    z = (x - 1) / (x + 1);
    s = z * z;
    for (k = 25; k > 0; k -= 2)
        sum = sum * s + 1.0 / (double)k;
    return e * 0.69314718055994531 + 2 * z * sum;
}

static EQR_UNUSED double eqr_poly(const double *c, int n, double x)
{
    double sum = 0;
    while (n-- > 0)
        sum = sum * x + c[n];
    return sum;
}

/* The standard normal number of the uniform one: Wichura, AS 241 (1988). */
static EQR_UNUSED eqr_real eqr_randn(eqr_real seed, eqr_real element)
{
    static const double a[] = {
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
        13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
        33430.575583588128105, 2509.0809287301226727};
    static const double b[] = {
        1.0, 42.313330701600911252, 687.18700749205790830,
        5394.1960214247511077, 21213.794301586595867, 39307.895800092710610,
        28729.085735721942674, 5226.4952788528545610};
    static const double c[] = {
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
        3.64784832476320460504, 1.27045825245236838258,
        0.241780725177450611770, 0.0227238449892691845833,
        7.74545014278341407640e-4};
    static const double d[] = {
        1.0, 2.05319162663775882187, 1.67638483018380384940,
        0.689767334985100004550, 0.148103976427480074590,
        0.0151986665636164571966, 5.47593808499534494600e-4,
        1.05075007164441684324e-9};
    static const double e[] = {
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
        0.296560571828504891230, 0.0265321895265761230930,
        0.00124266094738807843860, 2.71155556874348757815e-5,
        2.01033439929228813265e-7};
    static const double f[] = {
        1.0, 0.599832206555887937690, 0.136929880922735805310,
        0.0148753612908506148525, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15};
    double p = eqr_philox((double)seed, (double)element), q = p - 0.5, r, v;
    if (q < 0.425 && q > -0.425) {
        r = 0.180625 - q * q;
        return (eqr_real)(q * eqr_poly(a, 8, r) / eqr_poly(b, 8, r));
    }
    r = sqrt(-eqr_log_plain(q < 0 ? p : 1 - p));
    v = r <= 5 ? eqr_poly(c, 8, r - 1.6) / eqr_poly(d, 8, r - 1.6)
               : eqr_poly(e, 8, r - 5) / eqr_poly(f, 8, r - 5);
    return (eqr_real)(q < 0 ? -v : v);
}
/* eqr:end */

#endif
