/*
 * fewest.c -- of equations without a common root, a set of which
 * no root was found, and of which all but any one have one; see report.h.
 *
 * The deletion filter, as for constraints (smallest.c).  That the rest has a
 * root is seen by evaluating there; that it has none is what was found from
 * two points, where the solve of all ended and where it began, and no proof.
 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "../core/real.h"
#include "../core/solvers.h"

enum { FEWEST_ROWS = 64, FEWEST_UNKNOWNS = 64, FEWEST_STEPS = 100,
       FEWEST_LEAST = 20 };

/* The equations row[0 .. part.residual.count) of p. */
typedef struct fewest {
    const eqr_problem *p;
    eqr_problem part;
    size_t row[FEWEST_ROWS];
    const eqr_real *from[2];
    eqr_options options;
} fewest;

static int fewest_prepare(void *user, const eqr_real *x)
{
    const fewest *s = user;

    return s->p->prepare == NULL ? 0 : s->p->prepare(s->p->user, x);
}

static int fewest_structure(void *user, size_t lo, size_t hi, size_t *start,
                            size_t *col)
{
    const fewest *s = user;
    size_t at[2];
    int code = 0;

    start[0] = 0;
    for (size_t k = lo; code == 0 && k < hi; k++) {
        code = s->p->residual.structure(s->p->user, s->row[k], s->row[k] + 1,
                                        at, col + start[k - lo]);
        start[k - lo + 1] = start[k - lo] + at[1];
    }
    return code;
}

static int fewest_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                         eqr_real *r, eqr_real *jac)
{
    const fewest *s = user;
    size_t at[2], col[4 * FEWEST_UNKNOWNS];
    int code = 0;

    for (size_t k = lo; code == 0 && k < hi; k++) {
        size_t row = s->row[k];

        code = s->p->residual.values(s->p->user, x, row, row + 1,
                                     r == NULL ? NULL : r + (k - lo), jac);
        if (code == 0 && jac != NULL) {
            code = s->p->residual.structure(s->p->user, row, row + 1, at, col);
            jac += at[1];
        }
    }
    return code;
}

static int fewest_magnitude(void *user, const eqr_real *x, size_t lo,
                            size_t hi, eqr_real *m)
{
    const fewest *s = user;
    int code = 0;

    for (size_t k = lo; code == 0 && k < hi; k++)
        code = s->p->magnitude(s->p->user, x, s->row[k], s->row[k] + 1,
                               m + (k - lo));
    return code;
}

/* Twice m solves, of m n^2 a step: about a thousand million in all. */
static size_t fewest_steps(const eqr_problem *p)
{
    double m = (double)p->residual.count, n = (double)p->n + 1.0;
    double steps = 1e9 / (2.0 * m * m * n * n);

    return steps > FEWEST_STEPS ? FEWEST_STEPS
         : steps < FEWEST_LEAST ? FEWEST_LEAST : (size_t)steps;
}

static void fewest_make(fewest *s, const eqh_outcome *o)
{
    const eqr_problem *p = o->problem;

    s->p = p;
    s->from[0] = o->x;
    s->from[1] = o->start;
    s->options = eqr_options_default();
    s->options.max_steps = fewest_steps(p);
    eqr_problem_clear(&s->part);
    s->part.cls = EQR_CLASS_SYSTEM;
    s->part.flags = p->flags & EQR_LINEAR;
    s->part.user = s;
    s->part.n = p->n;
    s->part.lower = p->lower;
    s->part.upper = p->upper;
    s->part.prepare = fewest_prepare;
    s->part.residual.width = p->residual.width;
    s->part.residual.structure = fewest_structure;
    s->part.residual.values = fewest_values;
    s->part.magnitude = fewest_magnitude;
}

/* Have the equations of in[], without row `out`, a root that can be found? */
static int fewest_holds(fewest *s, const char *in, size_t out, eqr_real *x,
                        void *work)
{
    size_t m = 0;
    int status = EQR_REFUSED;

    for (size_t k = 0; k < s->p->residual.count; k++) {
        if (in[k] && k != out)
            s->row[m++] = k;
    }
    if (m == 0)
        return 1;
    s->part.residual.count = m;
    for (int k = 0; k < 2 && status != EQR_ROOT; k++) {
        eqr_result r;

        memcpy(x, s->from[k], s->p->n * sizeof *x);
        status = eqr_solve(&s->part, &eqr_lm, &s->options, x, work, &r);
    }
    return status == EQR_ROOT;
}

static int fewest_possible(const eqr_problem *p)
{
    return p->n <= FEWEST_UNKNOWNS && p->residual.count <= FEWEST_ROWS &&
           p->residual.width <= 4 * FEWEST_UNKNOWNS && p->magnitude != NULL &&
           p->constraint.count == 0;
}

/* Leave out one row after the other; 0 where no root was missing at all. */
static int fewest_filter(fewest *s, char *in, eqr_real *x)
{
    size_t m = s->p->residual.count, bytes;
    void *work;
    int fights;

    s->part.residual.count = m;
    bytes = eqr_work_size(&s->part, &eqr_lm);
    work = bytes == 0 ? NULL : malloc(bytes);
    fights = work != NULL && !fewest_holds(s, in, m, x, work);
    for (size_t k = 0; fights && k < m; k++) {
        if (in[k] && !fewest_holds(s, in, k, x, work))
            in[k] = 0;
    }
    free(work);
    return fights;
}

char *eqh_fewest(const eqh_outcome *o, const double *fight)
{
    const eqr_problem *p = o->problem;
    eqr_real x[FEWEST_UNKNOWNS];
    fewest s;
    char *in;
    int fights;

    if (!fewest_possible(p) || (in = malloc(p->residual.count)) == NULL)
        return NULL;
    for (size_t k = 0; k < p->residual.count; k++)
        in[k] = fight[k] > 0.0;
    fewest_make(&s, o);
    fights = fewest_filter(&s, in, x);
    if (p->prepare != NULL)
        p->prepare(p->user, o->x);
    if (fights)
        return in;
    free(in);
    return NULL;
}
