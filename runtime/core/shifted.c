/* shifted.c -- a problem with other values of its rows; see shifted.h. */
#include "shifted.h"

static int shifted_prepare(void *user, const eqr_real *x)
{
    const eqr_problem *p = ((const eqr_shifted *)user)->whole;

    return p->prepare ? p->prepare(p->user, x) : 0;
}

static int shifted_structure(void *user, size_t lo, size_t hi, size_t *start,
                             size_t *col)
{
    const eqr_problem *p = ((const eqr_shifted *)user)->whole;

    return p->residual.structure(p->user, lo, hi, start, col);
}

static int shifted_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                          eqr_real *r, eqr_real *jac)
{
    const eqr_shifted *s = (const eqr_shifted *)user;
    const eqr_problem *p = s->whole;
    size_t k;
    int code = p->residual.values(p->user, x, lo, hi, r, jac);

    for (k = lo; r && k < hi; ++k)
        r[k - lo] = s->keep * r[k - lo] + s->add * s->by[k];
    return code;
}

static int shifted_magnitude(void *user, const eqr_real *x, size_t lo,
                             size_t hi, eqr_real *m)
{
    const eqr_problem *p = ((const eqr_shifted *)user)->whole;

    return p->magnitude(p->user, x, lo, hi, m);
}

EQR_API void eqr_shifted_init(eqr_shifted *s, const eqr_problem *p,
                              const eqr_real *by)
{
    s->whole = p;
    s->by = by;
    s->problem = *p;
    s->problem.user = s;
    s->problem.prepare = shifted_prepare;
    s->problem.residual.structure = shifted_structure;
    s->problem.residual.values = shifted_values;
    if (p->magnitude)
        s->problem.magnitude = shifted_magnitude;
}
