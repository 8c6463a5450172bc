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
#include "chosen.h"

enum { FEWEST_STEPS = 100, FEWEST_LEAST = 20 };

/* part: the chosen equations. */
typedef struct fewest {
    eqh_chosen chosen;
    eqr_problem part;
    const eqr_real *from[2];
    eqr_options options;
} fewest;

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

    s->chosen.p = p;
    s->chosen.rows = &p->residual;
    s->chosen.magnitude = p->magnitude;
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
    s->part.prepare = eqh_chosen_prepare;
    s->part.residual.width = p->residual.width;
    s->part.residual.structure = eqh_chosen_structure;
    s->part.residual.values = eqh_chosen_values;
    s->part.magnitude = eqh_chosen_magnitude;
}

/* Have the equations of in[], without row `out`, a root that can be found? */
static int fewest_holds(fewest *s, const char *in, size_t out, eqr_real *x,
                        void *work)
{
    size_t m = eqh_chosen_take(&s->chosen, in, out);
    int status = EQR_REFUSED;

    if (m == 0)
        return 1;
    s->part.residual.count = m;
    for (int k = 0; k < 2 && status != EQR_ROOT; k++) {
        eqr_result r;

        memcpy(x, s->from[k], s->part.n * sizeof *x);
        status = eqr_solve(&s->part, &eqr_lm, &s->options, x, work, &r);
    }
    return status == EQR_ROOT;
}

static int fewest_possible(const eqr_problem *p)
{
    return eqh_chosen_possible(p, &p->residual) && p->magnitude != NULL &&
           p->constraint.count == 0;
}

/* Leave out one row after the other; 0 where no root was missing at all. */
static int fewest_filter(fewest *s, char *in, eqr_real *x)
{
    size_t m = s->chosen.rows->count, bytes;
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
    eqr_real x[EQH_CHOSEN_UNKNOWNS];
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
