/*
 * smallest.c -- of constraints that contradict each other, a set that does so
 * and no longer does without any one of them; see report.h.
 *
 * The deletion filter of Chinneck and Dravnieks (ORSA J. Computing 3 (1991)
 * 157-168): each row in turn is left out, and stays out where the rest still
 * contradicts itself.  Bounds of the unknowns always hold.
 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "../core/real.h"
#include "chosen.h"

/* part: the chosen constraints, and nothing to be made small. */
typedef struct smallest {
    eqh_chosen chosen;
    eqr_problem part;
    eqr_real multiplier[EQH_CHOSEN_ROWS];
} smallest;

static int smallest_sense(void *user, size_t lo, size_t hi, size_t *sense)
{
    const smallest *s = user;
    int code = 0;

    for (size_t k = lo; code == 0 && k < hi; k++)
        code = s->chosen.p->sense(s->chosen.p->user, s->chosen.row[k],
                                  s->chosen.row[k] + 1, sense + (k - lo));
    return code;
}

static int smallest_gradient(void *user, const eqr_real *x, eqr_real *f,
                             eqr_real *g)
{
    const smallest *s = user;

    (void)x;
    if (f != NULL)
        *f = 0;
    for (size_t j = 0; g != NULL && j < s->part.n; j++)
        g[j] = 0;
    return 0;
}

static int smallest_loss(void *user, const eqr_real *x, eqr_real *f)
{
    return smallest_gradient(user, x, f, NULL);
}

static int smallest_entries(void *user, size_t *row, size_t *col)
{
    const smallest *s = user;

    return s->chosen.p->hessian.structure(s->chosen.p->user, row, col);
}

static int smallest_hessian(void *user, const eqr_real *x, eqr_real objective,
                            const eqr_real *multiplier, eqr_real *value)
{
    smallest *s = user;

    (void)objective;
    for (size_t k = 0; k < s->chosen.rows->count; k++)
        s->multiplier[k] = 0;
    for (size_t k = 0; k < s->part.constraint.count; k++)
        s->multiplier[s->chosen.row[k]] = multiplier[k];
    return s->chosen.p->hessian.values(s->chosen.p->user, x, 0, s->multiplier,
                                       value);
}

static void smallest_make(smallest *s, const eqr_problem *p)
{
    s->chosen.p = p;
    s->chosen.rows = &p->constraint;
    s->chosen.magnitude = p->constraint_magnitude;
    eqr_problem_clear(&s->part);
    s->part.cls = EQR_CLASS_MINIMISE;
    s->part.flags = p->flags & EQR_LINEAR_CONSTRAINTS;
    s->part.user = s;
    s->part.n = p->n;
    s->part.lower = p->lower;
    s->part.upper = p->upper;
    s->part.prepare = eqh_chosen_prepare;
    s->part.loss = smallest_loss;
    s->part.gradient = smallest_gradient;
    s->part.constraint = p->constraint;
    s->part.constraint.structure = eqh_chosen_structure;
    s->part.constraint.values = eqh_chosen_values;
    s->part.sense = smallest_sense;
    s->part.constraint_magnitude = eqh_chosen_magnitude;
    s->part.hessian.count = p->hessian.count;
    s->part.hessian.structure = smallest_entries;
    s->part.hessian.values = smallest_hessian;
}

/* Proved, or as far as the method can see. */
static int smallest_status(int status)
{
    return status == EQR_INFEASIBLE || status == EQR_NO_FEASIBLE_POINT;
}

/* Without row `out`: do those of in[] still contradict each other? */
static int smallest_still(smallest *s, const eqh_outcome *o, const char *in,
                          size_t out, eqr_real *x)
{
    size_t bytes, m = eqh_chosen_take(&s->chosen, in, out);
    eqr_result r;
    void *work;
    int status = EQR_REFUSED;

    if (m == 0)
        return 0;
    s->part.constraint.count = m;
    memcpy(x, o->start, s->part.n * sizeof *x);
    bytes = eqr_work_size(&s->part, o->args->solver);
    work = bytes == 0 ? NULL : malloc(bytes);
    if (work != NULL)
        status = eqr_solve(&s->part, o->args->solver, NULL, x, work, &r);
    free(work);
    return smallest_status(status);
}

static int smallest_possible(const eqh_outcome *o)
{
    const eqr_problem *p = o->problem;

    return smallest_status(o->result->status) && p->constraint.count > 1 &&
           eqh_chosen_possible(p, &p->constraint) &&
           p->constraint_magnitude != NULL && p->hessian.values != NULL &&
           p->residual.count * (p->cls == EQR_CLASS_SYSTEM) == 0;
}

char *eqh_smallest(const eqh_outcome *o)
{
    const eqr_problem *p = o->problem;
    eqr_real x[EQH_CHOSEN_UNKNOWNS];
    smallest s;
    char *in;

    if (!smallest_possible(o) || (in = malloc(p->constraint.count)) == NULL)
        return NULL;
    memset(in, 1, p->constraint.count);
    smallest_make(&s, p);
    if (!smallest_still(&s, o, in, p->constraint.count, x)) {
        free(in);
        return NULL;
    }
    for (size_t k = 0; k < p->constraint.count; k++) {
        if (smallest_still(&s, o, in, k, x))
            in[k] = 0;
    }
    if (p->prepare != NULL)
        p->prepare(p->user, o->x);
    return in;
}
