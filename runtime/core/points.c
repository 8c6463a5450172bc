/*
 * points.c -- where solves start: rules for unknowns without a start, and
 * points that fill a box evenly without a random number.
 *
 * The points are u_k = frac(1/2 + k a), a_j = phi^-j, phi the root of
 * phi^(n+1) = phi + 1 above 1: Roberts, "The unreasonable effectiveness of
 * quasirandom sequences", 2018, a Kronecker sequence for any number of
 * dimensions that needs no primes and no table.
 */
#include "search.h"

static const struct { const char *name; double factor; size_t count; }
points_rules[] = {
#define START(name, factor, count, text) {#name, factor, count},
#include "starts.def"
#undef START
};
enum { POINTS_RULES = sizeof points_rules / sizeof *points_rules };

/* The rule of point *k, and which of its points; POINTS_RULES: none. */
static size_t points_row(size_t *k)
{
    size_t row = 0;

    while (row < POINTS_RULES && *k >= points_rules[row].count)
        *k -= points_rules[row++].count;
    return row;
}

EQR_API size_t eqr_points_rules(void)
{
    size_t row, all = 0;

    for (row = 0; row < POINTS_RULES; ++row)
        all += points_rules[row].count;
    return all;
}

EQR_API const char *eqr_points_rule(size_t k)
{
    size_t row = points_row(&k);

    return row < POINTS_RULES ? points_rules[row].name : "";
}

/* Newton's iteration has the factor 1/(n+1) at most, so 60 turns are ample. */
EQR_API void eqr_points_prepare(eqr_search *m)
{
    size_t j, n = m->problem->n;
    eqr_real phi = 2, power = 1;
    int k;

    for (k = 0; k < 60; ++k)
        phi = EQR_POW(1 + phi, 1 / ((eqr_real)n + 1));
    for (j = 0; j < n; ++j)
        m->ratio[j] = power /= phi;
}

static int points_low(const eqr_problem *p, size_t j)
{
    return p->lower && p->lower[j] >= -EQR_MAX;
}

static int points_high(const eqr_problem *p, size_t j)
{
    return p->upper && p->upper[j] <= EQR_MAX;
}

EQR_API eqr_real eqr_points_scale(const eqr_search *m, size_t j)
{
    const eqr_problem *p = m->problem;
    eqr_real own = EQR_ABS(m->own[j]), more = eqr_or(m->options.scale, 1);

    if (points_low(p, j) && points_high(p, j))
        return p->upper[j] - p->lower[j];
    if (points_low(p, j) && m->own[j] > p->lower[j])
        own = m->own[j] - p->lower[j];
    if (points_high(p, j) && m->own[j] < p->upper[j])
        own = p->upper[j] - m->own[j];
    return (own > 0 ? own : 1) * more;
}

/*
 * From u in (0, 1): all of a box alike; half of the points within a scale of
 * an end or of the own start, the others ever farther out.
 */
static eqr_real points_place(const eqr_search *m, size_t j, eqr_real u)
{
    const eqr_problem *p = m->problem;
    eqr_real s = eqr_points_scale(m, j), t = 2 * u - 1;

    if (points_low(p, j) && points_high(p, j))
        return p->lower[j] + u * s;
    if (points_low(p, j))
        return p->lower[j] + s * (u / (1 - u));
    if (points_high(p, j))
        return p->upper[j] - s * (u / (1 - u));
    return m->own[j] + s * (t / (1 - t * t));
}

static eqr_real points_even(const eqr_search *m, size_t j, size_t k)
{
    eqr_real u = EQR_C(0.5) + (eqr_real)k * m->ratio[j];

    u -= EQR_FLOOR(u);
    return points_place(m, j, u > EQR_EPS ? u : EQR_EPS);
}

EQR_API int eqr_points_take(eqr_search *m, size_t k)
{
    size_t j, part = k, row = points_row(&part);
    int rules = m->kind == EQR_SEARCH_RULES, moves = k == 0;
    eqr_real factor = 0;

    if (rules && row == POINTS_RULES)
        return 0;
    if (rules)
        factor = (eqr_real)points_rules[row].factor;
    for (j = 0; j < m->problem->n; ++j) {
        m->start[j] = m->own[j];
        if (k == 0 || (m->vary && !m->vary[j]))
            continue;
        m->start[j] = factor < 0 || factor > 0
                          ? factor * m->own[j]
                          : points_even(m, j, rules ? part + 1 : k);
    }
    eqr_project(m->problem, m->start);
    for (j = 0; j < m->problem->n; ++j)
        moves = moves || m->start[j] != m->own[j];
    return moves;
}
