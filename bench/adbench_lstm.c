/* adbench_lstm.c -- the generated chain of cells; see adbench.h. */
#include "adbench.h"
#include "lstm.h"

int main(int argc, char **argv)
{
    FILE *f = open_data(argc, argv);
    lstm_data d = {0};
    double value, derivative, at, *x, *g;
    size_t n;

    d.r = 2 * read_size(f);
    d.t = read_size(f);
    d.b = read_size(f);
    d.v = 4 * d.b;
    d.three = 3;
    n = d.r * d.v + 3 * d.b;
    x = read_reals(f, n);
    g = reals(n);
    d.main0 = x;
    d.extra0 = x + d.r * d.v;
    d.state = read_reals(f, d.r * d.b);
    d.seq = read_reals(f, d.t * d.b);
    SET_UP(lstm, NULL, &d);
    TIME(value, lstm_loss(x, NULL, &d, &s, &at));
    TIME(derivative, lstm_gradient(x, NULL, &d, &s, &at, g));
    report(argv, value, derivative, at, g, n);
    return 0;
}
