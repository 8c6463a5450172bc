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

/* With a step h: the derivatives of the loss and the rows, and what rounding
 * may have made of the first. */
struct slope { double gradient, column, noise; };

/* The point that is looked at, the room for rows on both sides of it, and what
 * the loss there may be off by. */
struct here { struct verify_sums sums; double loss, off, *up, *down; };

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
static struct slope slope_by(struct verify *v, size_t j, double h,
                             const struct here *at)
{
    const struct verify_sums *rows = &at->sums;
    double x = v->x[j];
    double a = x - h < v->lower[j] ? x : x - h;
    double b = x + h > v->upper[j] ? x : x + h;
    double high = b > x ? loss_at(v, j, b, at->up) : at->loss;
    double low = a < x ? loss_at(v, j, a, at->down) : at->loss;
    struct slope s = {(high - low) / (b - a), 0, at->off / (b - a)};

    for (size_t k = 0; k < rows->rows; k++) {
        double one = ((b > x ? at->up[k] : rows->u[k]) -
                      (a < x ? at->down[k] : rows->u[k])) / (b - a);
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

/* What the loss's value may be off by: of squares each row by its magnitude,
 * and most where rows of 2e7 leave residuals of 1. */
static double off_of(const struct verify_sums *rows, double loss,
                     double magnitude)
{
    double sum = 0, unit = rows->sse > 0 ? fabs(loss) / rows->sse : 1;

    for (size_t k = 0; k < rows->rows; k++)
        sum += 2 * fabs(rows->u[k]) * rows->m[k];
    sum = rows->rows > 0 ? unit * sum : magnitude;
    return 4 * DBL_EPSILON * (sum + fabs(loss));
}

/*
 * The gradient beside the column's and the residual's lengths (what rounding
 * explains is none), or beside the loss itself: the smaller of the two.
 */
static double steepness(const struct verify *v, size_t j, struct slope s,
                        const struct here *at)
{
    double g = fabs(s.gradient), reach = fabs(v->x[j]), one, two;
    double rounding = 2 * s.column * noise_of(&at->sums);
    double loss = fabs(at->loss) > 1 ? fabs(at->loss) : 1;

    one = g * (reach > 1 ? reach : 1) / loss;
    if (at->sums.rows == 0 || isnan(g))
        return one;
    if (g <= rounding)
        return 0;
    two = (g - rounding) / (2 * s.column * sqrt(at->sums.sse));
    return two < one ? two : one;
}

/* Would a gradient of this size pass? */
static bool is_small(const struct verify *v, size_t j, struct slope s,
                     double gradient, const struct here *at)
{
    s.gradient = gradient;
    return steepness(v, j, s, at) <= user_tolerance(v) / 4;
}

/*
 * A step of 6e-6 of x is mostly right.  Where rounding alone could look steep
 * with it, or the loss does look steep, the shortest step is taken whose
 * rounding is small; twice that says whether the loss is straight enough
 * there.  Where no step is both, what rounding explains is left out.  An
 * unknown of 1e-12 may be measured in large units: steps begin far below it.
 */
static struct slope slope_at(struct verify *v, size_t j,
                             const struct here *at)
{
    double x = fabs(v->x[j]), most = 6e-6 * (x > 1e-3 ? x : 1e-3);
    struct slope first = slope_by(v, j, most, at), s = first, twice;
    double h = ldexp(x > 1e-30 && x < 1e-3 ? 6e-6 * x : most, -18);

    if (is_small(v, j, s, s.noise, at) && is_small(v, j, s, s.gradient, at))
        return s;
    for (most = ldexp(most, 33); h <= most; h *= 8) {
        s = slope_by(v, j, h, at);
        if (is_small(v, j, s, s.noise, at))
            break;
    }
    twice = slope_by(v, j, 2 * h, at);
    if (is_small(v, j, s, s.noise, at) &&
        is_small(v, j, s, twice.gradient - s.gradient, at))
        return s;
    x = fabs(first.gradient) - first.noise;
    first.gradient = copysign(x > 0 || isnan(x) ? x : 0, first.gradient);
    return first;
}

static void steep_unknown(struct verify *v, size_t j, double gradient,
                          double steep)
{
    const eqh_list *list = &v->bound->program.unknowns;
    const eqh_shape *shapes = v->bound->d.in.unknowns;
    size_t item = eqh_find_element(list, shapes, &j);
    char name[400];

    eqh_element_text(&list->items[item], &shapes[item], j, name, sizeof name);
    verify_fail(v, "the gradient is not small: d loss/d %s = %.4g, relative "
                "size %.2g", name, gradient, steep);
}

void verify_gradient(struct verify *v)
{
    double magnitude, most = 0, tol = user_tolerance(v);
    struct here at = {.loss = oracle_loss(v->oracle, &magnitude)};

    verify_sums(v, &at.sums);
    at.off = off_of(&at.sums, at.loss, magnitude);
    at.up = calloc(2 * at.sums.rows + 2, sizeof *at.up);
    if (!at.up)
        base_no_memory();
    at.down = at.up + at.sums.rows + 1;
    for (size_t j = 0; j < v->n; j++) {
        struct slope s = slope_at(v, j, &at);
        double steep = steepness(v, j, s, &at);
        if (held(v, j, s.gradient))
            continue;
        if (!(steep <= tol))
            steep_unknown(v, j, s.gradient, steep);
        most = steep > most ? steep : most;
    }
    v->evidence = arena_printf(v->job->arena, "the gradient is small "
                               "(relative size at most %.2g)", most);
    oracle_run(v->oracle, v->x);
    free(at.up);
    verify_sums_free(&at.sums);
}
