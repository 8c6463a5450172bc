/* outcome.c -- what the point found is worth; see driver.h. */
#include <math.h>
#include <stdlib.h>

#include "../core/rows.h"
#include "driver.h"
#include "numtext.h"

/* Statistics keep a covariance of n * n numbers; not beyond this. */
static const size_t outcome_most_bytes = (size_t)1 << 30;

/* A point that further figures may be drawn from. */
static int outcome_is_answer(int status)
{
    return status >= 0 || status == EQR_UNDERDETERMINED ||
           status == EQR_INCONSISTENT || status == EQR_NO_ROOT_FOUND;
}

/* A large system that leaves nothing free: there is no more to say. */
static int outcome_is_plain(const eqh_driver *d)
{
    return d->problem.analysis != NULL && d->result.rank == d->problem.n &&
           d->problem.cls == EQR_CLASS_SYSTEM;
}

/* The sum of the rows' sizes at d->x; INFINITY where there is none. */
static double outcome_sizes(const eqh_driver *d)
{
    const eqr_problem *p = &d->problem;
    int code = p->prepare != NULL ? p->prepare(p->user, d->x) : 0;
    double sum = 0;
    eqr_real r = 0;

    for (size_t i = 0; code == 0 && i < p->residual.count; i++) {
        code = p->residual.values(p->user, d->x, i, i + 1, &r, NULL);
        sum += fabs((double)r);
    }
    return code == 0 ? sum : (double)INFINITY;
}

/* Whether a direction that is free moves x[j]. */
static int outcome_moves(const eqh_driver *d, size_t j)
{
    const eqr_statistics_result *s = &d->statistics;
    size_t n = d->problem.n, i = 0;

    while (i < s->free_count && s->free_basis[i * n + j] == 0)
        i++;
    return i < s->free_count;
}

static int outcome_within(const eqr_problem *p, size_t j, eqr_real x)
{
    return (p->lower == NULL || x >= p->lower[j]) &&
           (p->upper == NULL || x <= p->upper[j]);
}

/* The same with x[j] moved by a little, where bounds allow that. */
static double outcome_beside(eqh_driver *d, size_t j, eqr_real by, double here)
{
    eqr_real x = d->x[j], size = x > 1 ? x : x < -1 ? -x : 1;
    double there = here;

    if (outcome_within(&d->problem, j, x + by * size)) {
        d->x[j] = x + by * size;
        there = outcome_sizes(d);
        d->x[j] = x;
    }
    return there;
}

/*
 * What is free to first order need not be: at 0, abs(x) and x^2 have no slope
 * and are no constants.  Of a few unknowns that move, each does so alone: do
 * the rows stay what they are?
 */
static int outcome_stays(eqh_driver *d)
{
    enum { FEW = 12 };
    const eqr_real by = EQR_C(0.001);
    double here = outcome_sizes(d), most = 1e-9 * (1 + here);
    size_t moved = 0, j;
    int stays = 1;

    for (j = 0; j < d->problem.n && stays; j++) {
        if (!outcome_moves(d, j))
            continue;
        stays = ++moved <= FEW &&
                fabs(outcome_beside(d, j, by, here) - here) <= most &&
                fabs(outcome_beside(d, j, -by, here) - here) <= most;
    }
    outcome_sizes(d);            /* prepared for x again */
    return stays;
}

void eqh_driver_statistics(eqh_driver *d)
{
    const eqr_problem *p = &d->problem;
    eqh_outcome *o = &d->outcome;
    int status = d->result.status;
    size_t size = eqr_statistics_size(p);

    if (!outcome_is_answer(status) || p->n == 0 || p->residual.count == 0 ||
        p->constraint.count > 0 || outcome_is_plain(d))
        return;
    if (eqr_statistics_is_large(p) || size == 0 || size > outcome_most_bytes ||
        eqh_driver_room(d, &d->statistics_work, &d->statistics_size,
                        size) != 0) {
        o->warning = "too many unknowns for standard errors and rank";
        fprintf(d->args.err, "%s: warning: %s\n", d->program->file,
                o->warning);
        return;
    }
    if (eqr_statistics(p, d->x, d->statistics_work, &d->statistics) != 0)
        return;
    o->statistics = &d->statistics;
    o->stays = p->flags & EQR_LINEAR || d->statistics.free_count == 0 ||
               outcome_stays(d);
    o->has_errors = p->cls == EQR_CLASS_LEAST_SQUARES &&
                    (status == EQR_LEAST_SQUARES || status == EQR_MINIMUM ||
                     status == EQR_STATIONARY);
    o->reach = (double)eqr_quantile(
        (eqr_real)d->args.confidence,
        eqr_statistics_dof(p, &d->statistics));
    if (p->show.count > 0)
        o->show = d->statistics.show;
}

void eqh_driver_r_squared(eqh_driver *d)
{
    double sse = (double)d->result.sse;
    eqr_real total;

    double part;

    if (!d->outcome.has_errors || d->problem.spread == NULL ||
        d->problem.spread(d->problem.user, &total) != 0 || !(total > 0))
        return;
    part = 1.0 - sse / (double)total;
    d->outcome.r_squared = fabs(part) > (double)EQR_HOLDS ? part : 0.0;
}

/* 1 + the place of the first result that is no number; 0: all are. */
static size_t outcome_odd(const eqh_driver *d)
{
    const eqr_real *show = d->outcome.show;

    for (size_t k = 0; show != NULL && k < d->problem.show.count; k++) {
        if (!EQR_FINITE(show[k]))
            return k + 1;
    }
    return 0;
}

/* The derived results where the statistics have not brought them. */
void eqh_driver_show(eqh_driver *d)
{
    eqr_problem *p = &d->problem;
    int evaluation = p->cls == EQR_CLASS_EVALUATION;
    int code = 0;

    if (d->outcome.show == NULL && p->show.count > 0) {
        if (p->prepare != NULL)
            code = p->prepare(p->user, p->n == 0 ? NULL : d->x);
        if (code == 0)
            code = p->show.values(p->user, p->n == 0 ? NULL : d->x, 0,
                                  p->show.count, d->show, NULL);
        if (code == 0)
            d->outcome.show = d->show;
    }
    d->outcome.odd_show = outcome_odd(d);
    if (evaluation && code == 0 && d->outcome.odd_show != 0)
        code = EQR_DOMAIN;
    if (evaluation && code < 0)
        d->result.status = code;
}

/* The constraints' rows, left - right, at the end. */
void eqh_driver_constraints(eqh_driver *d)
{
    const eqr_problem *p = &d->problem;

    if (p->constraint.count == 0)
        return;
    free(d->constraint);
    d->constraint = eqh_allocate(p->constraint.count, sizeof *d->constraint);
    if (d->constraint != NULL &&
        (p->prepare == NULL || p->prepare(p->user, d->x) == 0) &&
        p->constraint.values(p->user, d->x, 0, p->constraint.count,
                             d->constraint, NULL) == 0)
        d->outcome.constraint = d->constraint;
}

/* Located, of what a verdict does not say; where the engine cannot. */
static void outcome_say_odd(const eqh_driver *d)
{
    const eqh_list *shows = &d->program->shows;
    size_t k = d->outcome.odd_show - 1;
    size_t i = eqh_find_element(shows, d->in.shows, &k);
    char text[EQN_MAX];

    eqn_show((double)d->outcome.show[d->outcome.odd_show - 1], text);
    eqh_item_error(&d->args, &shows->items[i]);
    eqh_print_element(d->args.err, &shows->items[i], &d->in.shows[i], k);
    fprintf(d->args.err, " = %s is no number [R0501]\n", text);
}

/* The line and operands of what is no number; 0: nothing is known of it. */
static int outcome_located(const eqh_driver *d)
{
    const eqh_program *p = d->program;

    return p->explain != NULL &&
           p->explain(p->self, d->problem.n == 0 ? NULL : d->x,
                      d->args.err) != 0;
}

/*
 * Each operation was looked at, and all gave numbers.  Where the loss is one,
 * too, this is the best point of a search that left the range later; else it
 * is the solver's own arithmetic that does so here: squares of 1e160, say.  No
 * row is to blame in either case.
 */
static void outcome_beyond(const eqh_driver *d)
{
    fprintf(d->args.err, "%s: error: ", d->program->file);
    if (EQR_FINITE(d->result.loss))
        fputs("the search went to where values are no numbers: this is the "
              "best point\n  help: take smaller steps, as with a smaller "
              "rate, or keep the unknowns in bounds\n", d->args.err);
    else
        fputs("every value here is a number, but what a solver makes of them, "
              "as sums of their squares, is not\n  help: values are far too "
              "large here: start elsewhere, as --start x=VALUE\n",
              d->args.err);
}

/* A place is not known but, of a program that cannot look, the row. */
static void outcome_unlocated(const eqh_driver *d)
{
    const eqh_program *p = d->program;
    size_t row = d->result.worst_row;
    size_t i = eqh_find_element(&p->families, d->in.families, &row);

    if (p->explain != NULL) {
        outcome_beyond(d);
        return;
    }
    if (i < p->families.count)
        eqh_item_error(&d->args, &p->families.items[i]);
    else
        fprintf(d->args.err, "%s: error: ", p->file);
    fprintf(d->args.err, "%s\n", eqr_status_text(d->result.status));
}

void eqh_driver_explain(const eqh_driver *d)
{
    const eqh_program *p = d->program;
    int status = d->result.status;

    if (status == EQR_CANCELLED)
        fprintf(d->args.err, "%s: interrupted; this is the best point\n",
                p->file);
    if (d->outcome.odd_show != 0 &&
        (status != EQR_DOMAIN || d->problem.cls == EQR_CLASS_EVALUATION)) {
        if (!outcome_located(d))
            outcome_say_odd(d);
    } else if (status == EQR_DOMAIN && !outcome_located(d)) {
        outcome_unlocated(d);
    }
    if (status == EQR_REFUSED)
        fprintf(d->args.err, "%s: error: %s\n", p->file,
                eqr_status_text(status));
}
