/*
 * verify_gradient.c -- is the gradient small, as the verdict says?  By central
 * differences of the oracle's loss and rows: no derivative rule is shared with
 * the solver.
 */
#include "verify.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Twice what the solvers accept (64 sqrt(eps) of a column's and the residual's
 * lengths; sqrt(eps) relative to the loss), for the error of differences.
 */
static const double tolerance = 2e-6;

struct slope { double gradient, column; };

/* Loss and rows at x with x[j] changed; u holds n rows, or is NULL. */
static double loss_at(struct verify *v, size_t j, double xj, double *u)
{
    double before = v->x[j], magnitude, loss;
    struct verify_sums s;

    v->x[j] = xj;
    oracle_run(v->oracle, v->x);
    loss = oracle_loss(v->oracle, &magnitude);
    if (u) {
        verify_sums(v, &s);
        memcpy(u, s.u, s.rows * sizeof *u);
        verify_sums_free(&s);
    }
    v->x[j] = before;
    return loss;
}

/* A step on both sides, or to one where a bound is near. */
static struct slope slope_at(struct verify *v, size_t j, double loss,
                             const struct verify_sums *here, double *up,
                             double *down)
{
    double x = v->x[j], h = 6e-6 * (fabs(x) > 1e-3 ? fabs(x) : 1e-3);
    double a = x - h < v->lower[j] ? x : x - h;
    double b = x + h > v->upper[j] ? x : x + h;
    double high = b > x ? loss_at(v, j, b, up) : loss;
    double low = a < x ? loss_at(v, j, a, down) : loss;
    struct slope s = {(high - low) / (b - a), 0};

    for (size_t k = 0; k < here->rows; k++) {
        double one = ((b > x ? up[k] : here->u[k]) -
                      (a < x ? down[k] : here->u[k])) / (b - a);
        s.column += one * one;
    }
    s.column = sqrt(s.column);
    return s;
}

/* At a bound that the loss falls towards, nothing has to be small. */
static bool held(const struct verify *v, size_t j, double gradient)
{
    return (v->x[j] <= v->lower[j] && gradient >= 0) ||
           (v->x[j] >= v->upper[j] && gradient <= 0);
}

static double user_tolerance(const struct verify *v)
{
    const struct solve *s = &v->job->program->solve;
    double tol = tolerance;

    for (size_t k = 0; k < s->options.n; k++)
        if (strcmp(s->options.at[k].name, "tol") == 0 &&
            2 * s->options.at[k].value > tol)
            tol = 2 * s->options.at[k].value;
    return tol;
}

/* What rounding makes of the residual's length. */
static double noise_of(const struct verify_sums *here)
{
    double noise = 0;

    for (size_t k = 0; k < here->rows; k++)
        noise += here->m[k] * here->m[k];
    return 64 * DBL_EPSILON * sqrt(noise);
}

/*
 * The gradient beside the column's and the residual's lengths (what rounding
 * explains is none), or beside the loss itself: the smaller of the two.
 */
static double steepness(const struct verify *v, size_t j, struct slope s,
                        double loss, const struct verify_sums *here)
{
    double g = fabs(s.gradient), reach = fabs(v->x[j]), one, two;
    double rounding = 2 * s.column * noise_of(here);

    loss = fabs(loss) > 1 ? fabs(loss) : 1;
    one = g * (reach > 1 ? reach : 1) / loss;
    if (here->rows == 0 || isnan(g))
        return one;
    if (g <= rounding)
        return 0;
    two = (g - rounding) / (2 * s.column * sqrt(here->sse));
    return two < one ? two : one;
}

static void steep_unknown(struct verify *v, size_t j, double gradient,
                          double steep)
{
    size_t item = eqh_find_element(&v->bound->program.unknowns,
                                   v->bound->d.in.unknowns, &j);

    verify_fail(v, "the gradient is not small: d loss/d %s = %.4g, relative "
                "size %.2g", v->bound->program.unknowns.items[item].name,
                gradient, steep);
}

void verify_gradient(struct verify *v)
{
    double magnitude, loss = oracle_loss(v->oracle, &magnitude), most = 0;
    double tol = user_tolerance(v), *up, *down;
    struct verify_sums here;

    verify_sums(v, &here);
    up = calloc(2 * here.rows + 2, sizeof *up);
    if (!up)
        base_no_memory();
    down = up + here.rows + 1;
    for (size_t j = 0; j < v->n; j++) {
        struct slope s = slope_at(v, j, loss, &here, up, down);
        double steep = steepness(v, j, s, loss, &here);
        if (held(v, j, s.gradient))
            continue;
        if (!(steep <= tol))
            steep_unknown(v, j, s.gradient, steep);
        most = steep > most ? steep : most;
    }
    v->evidence = arena_printf(v->job->arena, "the gradient is small "
                               "(relative size at most %.2g)", most);
    oracle_run(v->oracle, v->x);
    free(up);
    verify_sums_free(&here);
}
