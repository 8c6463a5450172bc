/*
 * driver.c -- eqh_main: from a command line to a report and an exit code; see
 * eqh.h.  The order of things is in driver_run.
 */
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../core/analysis.h"
#include "../core/batches.h"
#include "driver.h"
#include "numtext.h"

/* ---- interruption and trace -------------------------------------------- */

static volatile sig_atomic_t driver_interrupted;

static void driver_on_interrupt(int signal_number)
{
    (void)signal_number;
    driver_interrupted = 1;
}

/* The first SIGINT asks to stop, a second one kills as ever. */
static void driver_catch(struct sigaction *before)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = driver_on_interrupt;
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    driver_interrupted = 0;
    sigaction(SIGINT, &action, before);
}

static double driver_seconds(const eqh_driver *d)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - d->begun.tv_sec) +
           1e-9 * (double)(now.tv_nsec - d->begun.tv_nsec);
}

static int driver_cancel(void *caller)
{
    const eqh_driver *d = caller;

    if (driver_interrupted)
        return 1;
    return d->args.time_limit > 0.0 && driver_seconds(d) > d->args.time_limit
        ? EQR_BUDGET : 0;
}

/* On standard error: standard output is for the result. */
static void driver_trace(void *caller, size_t step, eqr_real loss,
                         const eqr_real *x, size_t n)
{
    const eqh_driver *d = caller;
    double value = (double)loss;
    char text[EQN_MAX];

    (void)x;
    (void)n;
    if (step % d->args.trace != 0)
        return;
    eqn_show(d->program->maximise ? -value : value, text);
    fprintf(d->args.err, "step %llu: loss %s\n", (unsigned long long)step,
            text);
}

/* ---- one solve --------------------------------------------------------- */

static int driver_bind(eqh_driver *d)
{
    const eqh_program *p = d->program;
    eqh_inputs inputs;
    int code;

    inputs.sizes = d->in.sizes;
    inputs.params = (const eqr_real *const *)d->in.param_values;
    inputs.data = (const eqr_real *const *)d->in.data_values;
    memset(&d->problem, 0, sizeof d->problem);
    code = p->bind(p->self, &inputs, &d->problem, d->start);
    if (code < 0)
        return eqh_driver_refused(d, code);
    eqh_inputs_found(&d->in, p);
    if (d->args.determined)
        d->problem.flags |= EQR_DETERMINED;
    if (d->problem.n == d->in.n && d->problem.show.count <= d->in.show_count)
        return 0;
    eqh_args_error(&d->args);
    fputs("bug: the problem and its shapes disagree\n", d->args.err);
    return DRIVER_BUG;
}

static int driver_bounded(const eqr_problem *p)
{
    for (size_t k = 0; k < p->n; k++) {
        if ((p->lower != NULL && p->lower[k] >= -EQR_MAX) ||
            (p->upper != NULL && p->upper[k] <= EQR_MAX))
            return 1;
    }
    return 0;
}

/* The solver must be there, and able to do what is asked. */
static int driver_check_solver(const eqh_driver *d)
{
    const eqr_solver *s = d->args.solver;
    const eqr_problem *p = &d->problem;
    const char *cannot = NULL;

    if (p->cls == EQR_CLASS_EVALUATION)
        return 0;
    if (s == NULL) {
        eqh_args_error(&d->args);
        fprintf(d->args.err, "bug: solver %s is not linked in\n",
                d->program->solver == NULL ? "(none)" : d->program->solver);
        return DRIVER_BUG;
    }
    if (!(s->honours & EQR_BOUNDS) && driver_bounded(p))
        cannot = "cannot keep the bounds of the unknowns";
    else if (!(s->honours & EQR_CONSTRAINTS) && p->constraint.count > 0)
        cannot = "cannot keep constraints; `ipm` can";
    else if ((s->needs & EQR_HESSIAN) && p->hessian.values == NULL)
        cannot = "needs second derivatives, which this program lacks";
    else if ((s->needs & EQR_SQUARE) && p->residual.count != p->n)
        cannot = "needs as many equations as unknowns";
    else if ((s->needs & EQR_ROWS) && p->residual.values == NULL)
        cannot = "needs equations or fits, and there is only a loss";
    else if (d->args.search == EQR_SEARCH_DEFLATION &&
             p->cls != EQR_CLASS_SYSTEM)
        cannot = "can be deflated for equations only";
    else if (d->args.search != EQR_SEARCH_NONE && d->args.options.batch != 0)
        cannot = "takes mini-batches here, whose losses cannot be compared";
    if (cannot == NULL)
        return 0;
    eqh_args_error(&d->args);
    fprintf(d->args.err, "solver %s %s\n", s->name, cannot);
    return d->args.solver_given ? DRIVER_USAGE : DRIVER_WRONG;
}

/* Look at the problem's structure. */
static int driver_analyse(eqh_driver *d)
{
    size_t bytes = eqr_analysis_size(&d->problem, d->args.solver);
    int code;

    if (bytes != 0) {
        code = eqh_driver_room(d, &d->analysis, &d->analysis_size, bytes);
        if (code != 0)
            return code;
        code = eqr_analyse(&d->problem, d->args.solver, d->analysis);
        if (code != 0)
            return eqh_driver_refused(d, code);
    }
    return 0;
}

/* eqr_solve, with notes of what each step did.  A method that makes the steps
 * asked for needs none, and its steps may be small. */
static void driver_loop(eqh_driver *d, const eqr_options *options)
{
    int notes = d->args.solver != NULL &&
                !(d->args.solver->honours & EQR_STEPS);
    eqr_run run;
    int code = eqr_begin(&run, &d->problem, d->args.solver, options, d->x,
                         d->work, &d->result);

    d->steps.count = 0;
    if (code == EQR_GO_ON && run.solver != NULL && notes)
        eqh_steps_begin(&d->steps, &run);
    while (code == EQR_GO_ON && run.solver != NULL) {
        code = eqr_advance(&run);
        if (notes && code == EQR_GO_ON)
            eqh_steps_note(&d->steps, &run);
    }
    eqr_finish(&run, code);
}

/* The same for mini-batches. */
static void driver_batches(eqh_driver *d, const eqr_options *options)
{
    eqr_batches b;
    int code = eqr_batches_begin(&b, &d->problem, d->args.solver, options,
                                 d->x, d->work, &d->result);

    d->steps.count = 0;
    while (code == EQR_GO_ON && b.run.solver != NULL)
        code = eqr_batches_advance(&b);
    eqr_batches_finish(&b, code);
}

static int driver_solve_once(eqh_driver *d, const eqr_options *options)
{
    int batches = d->problem.terms != NULL && d->args.solver != NULL &&
                  (d->args.solver->honours & EQR_BATCHES) != 0;
    size_t bytes = batches ? eqr_batches_size(&d->problem, d->args.solver)
                           : eqr_work_size(&d->problem, d->args.solver);
    int code = eqh_driver_room(d, &d->work, &d->work_size, bytes);

    if (code == 0 && batches)
        driver_batches(d, options);
    else if (code == 0)
        driver_loop(d, options);
    return code;
}

/* From the start given; where that leads nowhere, or to a minimum that may not
 * be the lowest, from others, and where these do no better, from it again: what
 * is reported is what happened there. */
static int driver_solve_given(eqh_driver *d, const eqr_options *options)
{
    eqr_options quiet = *options;
    int code = driver_solve_once(d, options);

    quiet.trace = NULL;
    if (code == 0 && eqh_driver_ends_nowhere(d))
        code = eqh_driver_again(d, options);
    else if (code == 0 && eqh_driver_may_be_lower(d))
        code = eqh_driver_lower(d, &quiet);
    if (code != 0 || d->outcome.search == NULL || d->outcome.given != 0)
        return code;
    d->outcome.search = NULL;
    memcpy(d->start, d->search.own, d->in.n * sizeof *d->start);
    memcpy(d->x, d->start, d->in.n * sizeof *d->x);
    return driver_solve_once(d, &quiet);
}

static int driver_solve(eqh_driver *d, int search)
{
    eqr_options options = d->args.options;
    struct sigaction before;
    int code;

    clock_gettime(CLOCK_MONOTONIC, &d->begun);
    if ((code = driver_analyse(d)) != 0)
        return code;
    options.caller = d;
    options.cancel = driver_cancel;
    options.trace = d->args.trace > 0 ? driver_trace : NULL;
    driver_catch(&before);
    code = search == EQR_SEARCH_NONE ? driver_solve_given(d, &options)
                                     : eqh_driver_search(d, search, &options);
    d->outcome.seconds = driver_seconds(d);
    sigaction(SIGINT, &before, NULL);
    return code;
}

static void driver_report(eqh_driver *d, size_t point)
{
    eqh_outcome *o = &d->outcome;

    o->exit = eqr_status_exit(o->odd_show != 0 && d->result.status >= 0
                                  ? EQR_DOMAIN : d->result.status);
    fflush(stdout);
    eqh_driver_explain(d);
    if (d->args.json)
        eqh_report_json(o, stdout);
    else if (d->args.sweep.count == 0)
        eqh_report_text(o, stdout);
    else {
        if (point == 0)
            eqh_report_titles(o, stdout);
        eqh_report_line(o, stdout);
    }
}

/* Prepare, solve and report one point; returns the exit code, and in *go_on
 * whether the points after it make sense. */
static int driver_point(eqh_driver *d, size_t point, int *go_on)
{
    int code = d->args.sweep.count > 0 ? eqh_driver_sweep_param(d, point) : 0;
    int warm = point > 0 && d->result.status >= 0;

    *go_on = 0;
    if (code != 0 || (code = eqh_driver_check_params(d)) != 0 ||
        (code = driver_bind(d)) != 0 || (code = eqh_driver_rows(d)) != 0 ||
        (code = eqh_driver_start(d)) != 0 ||
        (code = driver_check_solver(d)) != 0)
        return code;
    if (point == 0)
        eqh_driver_empty(d);
    if (warm)                    /* from where the last point ended */
        memcpy(d->start, d->x, d->in.n * sizeof *d->x);
    else
        memcpy(d->x, d->start, d->in.n * sizeof *d->x);
    d->outcome.show = d->outcome.constraint = NULL;
    d->outcome.odd_show = 0;
    d->outcome.statistics = NULL;
    d->outcome.has_errors = 0;
    d->outcome.r_squared = (double)NAN;
    d->outcome.warning = NULL;
    d->outcome.search = NULL;
    d->outcome.given = 0;
    d->outcome.wide = NULL;
    if ((code = driver_solve(d, eqh_driver_search_kind(d, warm))) != 0)
        return code;
    eqh_driver_statistics(d);
    eqh_driver_r_squared(d);
    eqh_driver_show(d);
    eqh_driver_constraints(d);
    eqh_driver_sensitivity(d);
    driver_report(d, point);
    *go_on = d->result.status != EQR_CANCELLED &&
             d->result.status != EQR_REFUSED;
    return d->outcome.exit;
}

/* ---- all --------------------------------------------------------------- */

static int driver_allocate(eqh_driver *d)
{
    eqh_outcome *o = &d->outcome;
    size_t n = d->in.n;

    d->start = eqh_allocate(n, sizeof *d->start);
    d->x = eqh_allocate(n, sizeof *d->x);
    d->steps.before = eqh_allocate(n, sizeof *d->steps.before);
    d->show = eqh_allocate(d->in.show_count, sizeof *d->show);
    d->start_given = eqh_allocate(d->program->unknowns.count, 1);
    d->projected = eqh_allocate(d->program->unknowns.count, 1);
    d->vary = eqh_allocate(n, 1);
    if (d->vary == NULL || d->projected == NULL ||
        d->start == NULL || d->x == NULL || d->show == NULL ||
        d->start_given == NULL)
        return eqh_driver_no_memory(d, n * 2 * sizeof *d->x);
    o->program = d->program;
    o->args = &d->args;
    o->unknowns = d->in.unknowns;
    o->shows = d->in.shows;
    o->families = d->in.families;
    o->constraints = d->in.constraints;
    o->params = d->in.params;
    o->param_values = (const eqr_real *const *)d->in.param_values;
    o->problem = &d->problem;
    o->start = d->start;
    o->x = d->x;
    o->start_given = d->start_given;
    o->projected = d->projected;
    o->result = &d->result;
    o->steps = &d->steps;
    return 0;
}

/* Everything written must have arrived: a full disk shows only here. */
static int driver_flush(const eqh_driver *d, int code)
{
    int copy;

    if (fflush(stdout) == 0 && !ferror(stdout)) {
        copy = dup(STDOUT_FILENO);
        if (copy < 0 || close(copy) == 0)
            return code;
    }
    eqh_args_error(&d->args);
    fputs("standard output cannot be written\n", d->args.err);
    return DRIVER_USAGE;
}

static int driver_run(eqh_driver *d)
{
    size_t points = d->args.sweep.count > 0 ? d->args.sweep.count : 1;
    int worst = 0, go_on = 1;
    int code;

    if ((code = eqh_inputs_load(&d->in, &d->args)) != 0 ||
        (code = driver_allocate(d)) != 0 || (code = eqh_driver_params(d)) != 0)
        return code;
    for (size_t k = 0; k < points && go_on; k++) {
        code = driver_point(d, k, &go_on);
        if (worst == 0 || !go_on)
            worst = code;
    }
    return worst;
}

int eqh_main(const eqh_program *p, int argc, char **argv)
{
    eqh_driver d;
    int code = DRIVER_USAGE;

    memset(&d, 0, sizeof d);
    d.program = p;
    if (eqh_args_read(&d.args, p, argc, argv, stderr) == 0) {
        if (d.args.help) {
            eqh_args_help(&d.args, stdout);
            code = 0;
        } else {
            code = driver_run(&d);
        }
        code = driver_flush(&d, code);
        eqh_inputs_free(&d.in, p);
    }
    eqh_args_free(&d.args);
    free(d.start);
    free(d.x);
    free(d.steps.before);
    free(d.show);
    free(d.constraint);
    free(d.start_given);
    free(d.projected);
    free(d.vary);
    free(d.work);
    free(d.statistics_work);
    free(d.analysis);
    eqh_wide_free(&d.wide);
    if (p->close != NULL)
        p->close(p->self);
    return code;
}
