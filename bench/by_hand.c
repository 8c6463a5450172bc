/* by_hand.c -- see by_hand.h. */
#include "by_hand.h"

#include <math.h>
#include <string.h>

volatile double by_hand_loss;

/* ---- the problems ------------------------------------------------------- */

/* The loss and its gradient, as one writes them. */
static double puzzle(const double *x, double *g)
{
    double r0 = x[0] + x[1] - 9, r1 = x[2] - x[3] - 1;
    double r2 = x[0] + x[2] - 8, r3 = x[1] - x[3] - 2;

    g[0] = 2 * (r0 + r2);
    g[1] = 2 * (r0 + r3);
    g[2] = 2 * (r1 + r2);
    g[3] = -2 * (r1 + r3);
    return r0 * r0 + r1 * r1 + r2 * r2 + r3 * r3;
}

static double quadratic(const double *c, double *g, const double *x,
                        const double *y, size_t rows)
{
    double f = 0, g0 = 0, g1 = 0, g2 = 0, scale = 2.0 / (double)rows;

    for (size_t i = 0; i < rows; i++) {
        double r = c[0] * x[i] * x[i] + c[1] * x[i] + c[2] - y[i];
        f += r * r;
        g0 += r * x[i] * x[i];
        g1 += r * x[i];
        g2 += r;
    }
    g[0] = scale * g0;
    g[1] = scale * g1;
    g[2] = scale * g2;
    return f / (double)rows;
}

static double line(const double *c, double *g, const double *x,
                   const double *y, size_t rows)
{
    double f = 0, g0 = 0, g1 = 0, scale = 2.0 / (double)rows;

    for (size_t i = 0; i < rows; i++) {
        double r = c[0] * x[i] + c[1] - y[i];
        f += r * r;
        g0 += r * x[i];
        g1 += r;
    }
    g[0] = scale * g0;
    g[1] = scale * g1;
    return f / (double)rows;
}

/* ---- nadam -------------------------------------------------------------- */

static const double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, psi = 4e-3;

struct nadam { double m[4], v[4], mu, product, power2, faded; };

static void nadam_begin(struct nadam *s)
{
    memset(s, 0, sizeof *s);
    s->product = s->power2 = 1;
    s->faded = pow(0.96, psi);
    s->mu = beta1 * (1 - 0.5 * s->faded);
}

/* Step t = 1, 2, ... as published: a power for mu and one for beta2. */
static void nadam_plain(struct nadam *s, size_t t, size_t n, double lr,
                        const double *g, double *x)
{
    double mu = s->mu, next = beta1 * (1 - 0.5 * pow(0.96, (t + 1) * psi));
    double bias2 = 1 - pow(beta2, (double)t), now, ahead;

    s->product *= mu;
    now = lr * (1 - mu) / (1 - s->product);
    ahead = lr * next / (1 - s->product * next);
    s->mu = next;
    for (size_t j = 0; j < n; j++) {
        s->m[j] = beta1 * s->m[j] + (1 - beta1) * g[j];
        s->v[j] = beta2 * s->v[j] + (1 - beta2) * g[j] * g[j];
        x[j] -= (now * g[j] + ahead * s->m[j]) / (sqrt(s->v[j] / bias2) + eps);
    }
}

/* The same with one multiplication in place of each power. */
static inline void nadam_lean(struct nadam *s, double fade, size_t n,
                              double lr, const double *g, double *x)
{
    double mu = s->mu, next, now, ahead, root;

    s->faded *= fade;
    next = beta1 * (1 - 0.5 * s->faded);
    s->power2 *= beta2;
    root = 1 / sqrt(1 - s->power2);
    s->product *= mu;
    now = lr * (1 - mu) / (1 - s->product);
    ahead = lr * next / (1 - s->product * next);
    s->mu = next;
    for (size_t j = 0; j < n; j++) {
        s->m[j] = beta1 * s->m[j] + (1 - beta1) * g[j];
        s->v[j] = beta2 * s->v[j] + (1 - beta2) * g[j] * g[j];
        x[j] -= (now * g[j] + ahead * s->m[j]) / (sqrt(s->v[j]) * root + eps);
    }
}

/* ---- the loops ---------------------------------------------------------- */

void puzzle_plain(double x[4], size_t steps)
{
    struct nadam s;
    double g[4], loss = 0;

    nadam_begin(&s);
    for (size_t t = 1; t <= steps; t++) {
        loss = puzzle(x, g);
        nadam_plain(&s, t, 4, 0.01, g, x);
    }
    by_hand_loss = loss;
}

void puzzle_lean(double x[4], size_t steps)
{
    const double fade = pow(0.96, psi);
    struct nadam s;
    double g[4];

    nadam_begin(&s);
    for (size_t t = 0; t < steps; t++) {
        puzzle(x, g);
        nadam_lean(&s, fade, 4, 0.01, g, x);
    }
}

void quadratic_plain(double c[3], size_t steps, const double *x,
                     const double *y, size_t rows)
{
    struct nadam s;
    double g[3], loss = 0;

    nadam_begin(&s);
    for (size_t t = 1; t <= steps; t++) {
        loss = quadratic(c, g, x, y, rows);
        nadam_plain(&s, t, 3, 0.01, g, c);
    }
    by_hand_loss = loss;
}

void quadratic_lean(double c[3], size_t steps, const double *x,
                    const double *y, size_t rows)
{
    const double fade = pow(0.96, psi);
    struct nadam s;
    double g[3];

    nadam_begin(&s);
    for (size_t t = 0; t < steps; t++) {
        quadratic(c, g, x, y, rows);
        nadam_lean(&s, fade, 3, 0.01, g, c);
    }
}

void line_plain(double c[2], size_t steps, const double *x, const double *y,
                size_t rows)
{
    double g[2], loss = 0;

    for (size_t t = 0; t < steps; t++) {
        loss = line(c, g, x, y, rows);
        c[0] -= 1e-4 * g[0];
        c[1] -= 1e-4 * g[1];
    }
    by_hand_loss = loss;
}

void line_lean(double c[2], size_t steps, const double *x, const double *y,
               size_t rows)
{
    double g[2];

    for (size_t t = 0; t < steps; t++) {
        line(c, g, x, y, rows);
        c[0] -= 1e-4 * g[0];
        c[1] -= 1e-4 * g[1];
    }
}
