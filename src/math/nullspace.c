/* nullspace.c -- see nullspace.h. */
#include "nullspace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"

/* Relative to the largest singular value: zero is below, not zero above. */
static const double zero_below = 1e-12, nonzero_above = 1e-9;

static void *get(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);

    if (!p)
        base_no_memory();
    return p;
}

void nullspace_make(struct nullspace *s, unsigned n)
{
    s->n = n;
    s->dim = -1;
    s->r = get((size_t)n * n, sizeof *s->r);
    s->basis = get((size_t)n * n, sizeof *s->basis);
    s->pivot = get(n, sizeof *s->pivot);
    s->nearly = get(n, sizeof *s->nearly);
    s->near = 1;
}

void nullspace_free(struct nullspace *s)
{
    free(s->r);
    free(s->basis);
    free(s->pivot);
    free(s->nearly);
}

static double length(const double *v, unsigned n, unsigned stride)
{
    double most = 0, sum = 0;

    for (unsigned k = 0; k < n; k++)
        most = fmax(most, fabs(v[k * stride]));
    for (unsigned k = 0; k < n && most > 0; k++)
        sum += (v[k * stride] / most) * (v[k * stride] / most);
    return most * sqrt(sum);
}

/* Givens rotations, one a column (Golub and Van Loan, 5.1.8). */
void nullspace_row(struct nullspace *s, double *row)
{
    double size = length(row, s->n, 1);

    for (unsigned j = 0; j < s->n && size > 0; j++)
        row[j] /= size;
    for (unsigned j = 0; j < s->n && size > 0; j++) {
        double *r = s->r + (size_t)j * s->n, h = hypot(r[j], row[j]), c, t;
        if (row[j] == 0)
            continue;
        c = r[j] / h;
        t = row[j] / h;
        for (unsigned k = j; k < s->n; k++) {
            double up = c * r[k] + t * row[k];
            row[k] = c * row[k] - t * r[k];
            r[k] = up;
        }
    }
}

/* ---- singular vectors ----------------------------------------------------- */

/* One-sided Jacobi (Hestenes 1958): make columns i, j of a orthogonal. */
static double rotate(double *a, double *v, unsigned n, unsigned i, unsigned j)
{
    double p = 0, q = 0, d = 0, t, c, s, zeta;

    for (unsigned k = 0; k < n; k++) {
        p += a[k * n + i] * a[k * n + i];
        q += a[k * n + j] * a[k * n + j];
        d += a[k * n + i] * a[k * n + j];
    }
    if (fabs(d) <= 1e-16 * sqrt(p * q) || d == 0)
        return 0;
    zeta = (q - p) / (2 * d);
    t = (zeta >= 0 ? 1 : -1) / (fabs(zeta) + sqrt(1 + zeta * zeta));
    c = 1 / sqrt(1 + t * t);
    s = c * t;
    for (unsigned k = 0; k < n; k++) {
        double x = a[k * n + i], y = a[k * n + j];
        a[k * n + i] = c * x - s * y;
        a[k * n + j] = s * x + c * y;
        x = v[k * n + i];
        y = v[k * n + j];
        v[k * n + i] = c * x - s * y;
        v[k * n + j] = s * x + c * y;
    }
    return fabs(d) / sqrt(p * q);
}

static void orthogonalise(double *a, double *v, unsigned n)
{
    double most = 1;

    for (unsigned sweep = 0; sweep < 60 && most > 1e-15; sweep++) {
        most = 0;
        for (unsigned i = 0; i < n; i++)
            for (unsigned j = i + 1; j < n; j++)
                most = fmax(most, rotate(a, v, n, i, j));
    }
}

/* ---- the reduced basis ------------------------------------------------------ */

static void clean(double *row, unsigned n)
{
    double most = 0;

    for (unsigned k = 0; k < n; k++)
        most = fmax(most, fabs(row[k]));
    for (unsigned k = 0; k < n; k++)
        if (fabs(row[k]) < 1e-8 * most)
            row[k] = 0;
}

static void eliminate(double *b, unsigned n, unsigned d, unsigned at,
                      unsigned col)
{
    double lead = b[at * n + col];

    for (unsigned k = 0; k < n; k++)
        b[at * n + k] /= lead;
    for (unsigned i = 0; i < d; i++) {
        double f = b[i * n + col];
        for (unsigned k = 0; k < n && i != at; k++)
            b[i * n + k] -= f * b[at * n + k];
    }
}

static void swap_rows(double *b, unsigned n, unsigned i, unsigned j)
{
    for (unsigned k = 0; k < n && i != j; k++) {
        double t = b[i * n + k];
        b[i * n + k] = b[j * n + k];
        b[j * n + k] = t;
    }
}

/* Gauss and Jordan; a column is no pivot where all rows left are small. */
static void reduce(struct nullspace *s, enum nullspace_order order)
{
    unsigned n = s->n, d = (unsigned)s->dim, at = 0;

    for (unsigned step = 0; step < n && at < d; step++) {
        unsigned col = order == PIVOT_FIRST ? step : n - 1 - step, best = at;
        for (unsigned i = at; i < d; i++)
            if (fabs(s->basis[i * n + col]) > fabs(s->basis[best * n + col]))
                best = i;
        if (fabs(s->basis[best * n + col]) <=
            1e-6 * length(s->basis + best * n, n, 1))
            continue;
        swap_rows(s->basis, n, at, best);
        eliminate(s->basis, n, d, at, col);
        s->pivot[at++] = col;
    }
    for (unsigned i = 0; i < d; i++)
        clean(s->basis + i * n, n);
    if (at < d)
        s->dim = -1;
}

static void take_near(struct nullspace *s, const double *a, const double *v,
                      double most)
{
    unsigned n = s->n;

    s->near = 1;
    for (unsigned k = 0; k < n; k++) {
        double size = length(a + k, n, n) / most;

        if (!(size > zero_below && size < s->near))
            continue;
        s->near = size;
        for (unsigned j = 0; j < n; j++)
            s->nearly[j] = v[j * n + k];
    }
}

/* Copy the vectors with singular values that are zero; dim -1: none is sure. */
static void take_null(struct nullspace *s, const double *a, const double *v,
                      const double *scale)
{
    unsigned n = s->n;
    double most = 0;

    s->dim = 0;
    for (unsigned k = 0; k < n; k++)
        most = fmax(most, length(a + k, n, n));
    take_near(s, a, v, most);
    for (unsigned k = 0; k < n && s->dim >= 0; k++) {
        double size = length(a + k, n, n);
        if (size >= nonzero_above * most && size > 0)
            continue;
        if (size > zero_below * most) {
            s->dim = -1;
            return;
        }
        for (unsigned j = 0; j < n; j++)
            s->basis[(unsigned)s->dim * n + j] = v[j * n + k] / scale[j];
        s->dim++;
    }
}

void nullspace_solve(struct nullspace *s, enum nullspace_order order)
{
    unsigned n = s->n;
    double *a = get((size_t)n * n, sizeof *a), *v = get((size_t)n * n, sizeof *v);
    double *scale = get(n, sizeof *scale);

    for (unsigned j = 0; j < n; j++) {
        scale[j] = length(s->r + j, n, n);
        scale[j] = scale[j] > 0 ? scale[j] : 1;
        v[j * n + j] = 1;
        for (unsigned k = 0; k < n; k++)
            a[k * n + j] = s->r[k * n + j] / scale[j];
    }
    orthogonalise(a, v, n);
    take_null(s, a, v, scale);
    if (s->dim > 0)
        reduce(s, order);
    free(a);
    free(v);
    free(scale);
}
