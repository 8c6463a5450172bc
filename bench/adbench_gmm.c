/* adbench_gmm.c -- the generated mixture; see adbench.h. */
#include "adbench.h"
#include "gmm.h"

int main(int argc, char **argv)
{
    FILE *f = open_data(argc, argv);
    gmm_params p = GMM_PARAMS;
    gmm_data d = {0};
    double value, derivative, at, *x, *g, *ql;
    size_t n;

    d.d = read_size(f);
    d.k = read_size(f);
    d.n = read_size(f);
    d.t = d.d * (d.d - 1) / 2;
    n = d.k * (1 + 2 * d.d + d.t);
    x = reals(n);
    g = reals(n);
    memcpy(x, d.alpha0 = read_reals(f, d.k), d.k * sizeof *x);
    memcpy(x + d.k, d.mu0 = read_reals(f, d.k * d.d), d.k * d.d * sizeof *x);
    ql = read_reals(f, d.k * (d.d + d.t));
    for (size_t k = 0; k < d.k; k++) {
        const double *row = ql + k * (d.d + d.t);
        memcpy(x + d.k * (1 + d.d) + k * d.d, row, d.d * sizeof *x);
        memcpy(x + d.k * (1 + 2 * d.d) + k * d.t, row + d.d, d.t * sizeof *x);
    }
    d.q0 = x + d.k * (1 + d.d);
    d.l0 = x + d.k * (1 + 2 * d.d);
    d.x = read_reals(f, d.n * d.d);
    p.g = *read_reals(f, 1);
    p.m = *read_reals(f, 1);
    SET_UP(gmm, &p, &d);
    TIME(value, gmm_loss(x, &p, &d, &s, &at));
    TIME(derivative, gmm_gradient(x, &p, &d, &s, &at, g));
    report(argv, value, derivative, at, g, n);
    return 0;
}
