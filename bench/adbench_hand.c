/* adbench_hand.c -- see adbench_hand.h. */
#include "adbench_hand.h"

__attribute__((simd("notinbranch"), const, nothrow)) extern double exp(double);
#include <math.h>
#include <string.h>

typedef double *restrict Out;
typedef const double *restrict In;

#define EIGHT _Pragma("GCC unroll 1") for (int b = 0; b < HAND; b++)

static double added(const double *a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

/* ---- log sum exp ------------------------------------------------------ */

static double greatest(int n, In x)
{
    double m[HAND], all;
    int i = 0;

    EIGHT m[b] = x[0];
    for (; i + HAND <= n; i += HAND)
        EIGHT m[b] = m[b] > x[i + b] ? m[b] : x[i + b];
    all = m[0];
    for (int b = 1; b < HAND; b++)
        all = all > m[b] ? all : m[b];
    for (; i < n; i++)
        all = all > x[i] ? all : x[i];
    return all;
}

double hand_lse(int n, const double *x)
{
    double m = greatest(n, x), part[HAND] = {0}, s = 0;
    int i = 0;

    for (; i + HAND <= n; i += HAND)
        EIGHT part[b] += exp(x[i + b] - m);
    for (; i < n; i++)
        s += exp(x[i] - m);
    return log(s + added(part)) + m;
}

double hand_lse_gradient(int n, const double *x, double *g)
{
    double m = greatest(n, x), part[HAND] = {0}, s = 0;
    In in = x;
    Out out = g;
    int i = 0;

    for (; i + HAND <= n; i += HAND)
        EIGHT {
            out[i + b] = exp(in[i + b] - m);
            part[b] += out[i + b];
        }
    for (; i < n; i++)
        s += out[i] = exp(in[i] - m);
    s += added(part);
    for (i = 0; i < n; i++)
        out[i] *= 1 / s;
    return log(s) + m;
}

/* ---- a polynomial ----------------------------------------------------- */

static void steps(int n, int i0, double *t, double *s)
{
    EIGHT {
        int i = i0 + b < n ? i0 + b : n - 1;
        t[b] = -1 + i * 2.0 / (n - 1);
        s[b] = (t[b] > 0) - (t[b] < 0);
    }
}

double hand_llsq(int n, int m, const double *x)
{
    double sum[HAND] = {0};

    for (int i0 = 0; i0 < n; i0 += HAND) {
        double t[HAND], r[HAND], h[HAND];
        steps(n, i0, t, r);
        EIGHT h[b] = x[m - 1];
        for (int j = m - 1; j-- > 0;)
            EIGHT h[b] = h[b] * t[b] + x[j];
        EIGHT sum[b] += i0 + b < n ? (r[b] - h[b]) * (r[b] - h[b]) : 0;
    }
    return added(sum) / 2;
}

double hand_llsq_gradient(int n, int m, const double *x, double *g)
{
    static double part[HAND * 1024];     /* of each g[j]; m <= 1024 */
    double sum[HAND] = {0};
    Out to = part;

    memset(part, 0, HAND * (size_t)m * sizeof *g);
    for (int i0 = 0; i0 < n; i0 += HAND) {
        double t[HAND], r[HAND], h[HAND];
        steps(n, i0, t, r);
        EIGHT h[b] = x[m - 1];
        for (int j = m - 1; j-- > 0;)
            EIGHT h[b] = h[b] * t[b] + x[j];
        EIGHT r[b] = i0 + b < n ? h[b] - r[b] : 0;
        EIGHT sum[b] += r[b] * r[b];
        for (int j = 0; j < m; j++)
            EIGHT {
                to[HAND * j + b] += r[b];
                r[b] *= t[b];
            }
    }
    for (int j = 0; j < m; j++)
        g[j] = added(to + HAND * j);
    return added(sum) / 2;
}

/* ---- k means ---------------------------------------------------------- */

/* The squared distance to the nearest centre, and its number. */
static void nearest(int k, int d, In p, In c, double *best, double *which)
{
    double q[HAND * 64];                 /* d <= 64 */

    for (int a = 0; a < d; a++)
        EIGHT q[HAND * a + b] = p[b * d + a];
    EIGHT best[b] = HUGE_VAL;
    for (int j = 0; j < k; j++) {
        double s[HAND] = {0};
        for (int a = 0; a < d; a++)
            EIGHT {
                double off = q[HAND * a + b] - c[j * d + a];
                s[b] += off * off;
            }
        EIGHT which[b] = s[b] < best[b] ? j : which[b];
        EIGHT best[b] = s[b] < best[b] ? s[b] : best[b];
    }
}

double hand_kmeans(int n, int k, int d, const double *p, const double *c)
{
    double sum[HAND] = {0}, best[HAND], which[HAND] = {0};

    for (int i = 0; i + HAND <= n; i += HAND) {
        nearest(k, d, p + i * d, c, best, which);
        EIGHT sum[b] += best[b];
    }
    return added(sum);
}

double hand_kmeans_gradient(int n, int k, int d, const double *p,
                            const double *c, double *g)
{
    double sum[HAND] = {0}, best[HAND], which[HAND] = {0};

    memset(g, 0, (size_t)(k * d) * sizeof *g);
    for (int i = 0; i + HAND <= n; i += HAND) {
        nearest(k, d, p + i * d, c, best, which);
        EIGHT sum[b] += best[b];
        for (int b = 0; b < HAND; b++) {
            int j = (int)which[b];
            for (int a = 0; a < d; a++)
                g[j * d + a] += 2 * (c[j * d + a] - p[(i + b) * d + a]);
        }
    }
    return added(sum);
}

/* ---- Rosenbrock's chain ----------------------------------------------- */

double hand_chain(int n, const double *x)
{
    double part[HAND] = {0}, s = 0;
    int i = 0;

    for (; i + HAND <= n - 1; i += HAND)
        EIGHT {
            double u = x[i + b + 1] - x[i + b] * x[i + b], v = 1 - x[i + b];
            part[b] += 100 * (u * u) + v * v;
        }
    for (; i < n - 1; i++) {
        double u = x[i + 1] - x[i] * x[i], v = 1 - x[i];
        s += 100 * (u * u) + v * v;
    }
    return s + added(part);
}

/* Element i gathers from the terms i - 1 and i. */
double hand_chain_gradient(int n, const double *x, double *g)
{
    double part[HAND] = {0}, s = 0;
    In in = x;
    Out out = g;
    int i = 1;

    for (; i + HAND <= n - 1; i += HAND)
        EIGHT {
            double a = in[i + b], u = in[i + b + 1] - a * a, v = 1 - a;
            double before = a - in[i + b - 1] * in[i + b - 1];
            part[b] += 100 * (u * u) + v * v;
            out[i + b] = 200 * before - 400 * a * u - 2 * v;
        }
    for (; i < n - 1; i++) {
        double a = in[i], u = in[i + 1] - a * a, v = 1 - a;
        s += 100 * (u * u) + v * v;
        out[i] = 200 * (a - in[i - 1] * in[i - 1]) - 400 * a * u - 2 * v;
    }
    double u = in[1] - in[0] * in[0], v = 1 - in[0];
    out[0] = -400 * in[0] * u - 2 * v;
    out[n - 1] = 200 * (in[n - 1] - in[n - 2] * in[n - 2]);
    return s + added(part) + 100 * (u * u) + v * v;
}
