/*
 * adbench_ba.c -- the generated bundle adjustment; see adbench.h.  The file
 * has one camera and one point for all; its Jacobian is written observation
 * by observation: 15 entries across, 15 down, and that of the weight.
 */
#include "adbench.h"
#include "ba.h"

static double *copies(FILE *f, size_t n, size_t each)
{
    double *one = read_reals(f, each), *all = reals(n * each);

    for (size_t k = 0; k < n; k++)
        memcpy(all + k * each, one, each * sizeof *all);
    return all;
}

static double *numbers(size_t n, size_t of)
{
    double *p = reals(n);

    for (size_t k = 0; k < n; k++)
        p[k] = (double)(k % of + 1);
    return p;
}

/*
 * The entries lo .. hi of a row to their places: 11 of the camera, 3 of the
 * point, 1 of the weight.  What the other row alone has stays 0.
 */
static void place_row(const ba_data *d, size_t i, size_t lo, size_t hi,
                      const size_t *col, const double *value, double *to)
{
    size_t camera = 11 * ((size_t)d->cam[i] - 1);
    size_t point = 11 * d->n + 3 * ((size_t)d->point[i] - 1);

    for (size_t k = lo; k < hi; k++)
        if (col[k] >= 11 * d->n + 3 * d->m)
            to[14] = value[k];
        else if (col[k] >= 11 * d->n)
            to[11 + col[k] - point] = value[k];
        else
            to[col[k] - camera] = value[k];
}

int main(int argc, char **argv)
{
    FILE *f = open_data(argc, argv);
    ba_data d = {0};
    double value, derivative, *x, *r, *jac, *all;
    size_t n, *start, *col;

    d.n = read_size(f);
    d.m = read_size(f);
    d.p = read_size(f);
    d.eleven = 11;
    d.three = 3;
    d.cam0 = copies(f, d.n, 11);
    d.point0 = copies(f, d.m, 3);
    d.w0 = copies(f, d.p, 1);
    d.fu = copies(f, d.p, 1);
    d.fv = copies(f, d.p, 1);
    d.cam = numbers(d.p, d.n);
    d.point = numbers(d.p, d.m);
    n = 11 * d.n + 3 * d.m + d.p;
    x = reals(n);
    memcpy(x, d.cam0, 11 * d.n * sizeof *x);
    memcpy(x + 11 * d.n, d.point0, 3 * d.m * sizeof *x);
    memcpy(x + 11 * d.n + 3 * d.m, d.w0, d.p * sizeof *x);
    r = reals(3 * d.p);
    jac = reals(31 * d.p);
    all = reals(31 * d.p);
    start = malloc((3 * d.p + 1) * sizeof *start);
    col = malloc(31 * d.p * sizeof *col);
    SET_UP(ba, NULL, &d);
    TIME(value, ba_residual(x, NULL, &d, &s, r));
    ba_jacobian(x, NULL, &d, &s, r, start, col, jac);
    TIME(derivative, ba_jacobian(x, NULL, &d, &s, r, NULL, NULL, jac));
    for (size_t i = 0; i < d.p; i++) {
        for (size_t part = 0; part < 2; part++)
            place_row(&d, i, start[part * d.p + i], start[part * d.p + i + 1],
                      col, jac, all + 31 * i + 15 * part);
        all[31 * i + 30] = jac[start[2 * d.p + i]];
    }
    report(argv, value, derivative, r[0], all, 31 * d.p);
    return 0;
}
