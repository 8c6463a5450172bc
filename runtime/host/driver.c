/*
 * driver.c -- eqh_main: from a command line to a report and an exit code; see
 * eqh.h.  The order of things is in driver_run.
 */
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../core/real.h"
#include "eqh.h"
#include "inputs.h"
#include "numtext.h"
#include "options.h"
#include "report.h"

enum { DRIVER_WRONG = 1, DRIVER_USAGE = 2, DRIVER_BUG = 70 };

/* Statistics keep a covariance of n * n numbers; not beyond this. */
static const size_t driver_most_statistics = (size_t)1 << 30;

typedef struct driver {
    const eqh_program *program;
    eqh_args args;
    eqh_loaded in;
    eqr_problem problem;
    eqr_real *start, *x, *show;
    char *start_given;           /* by unknown, for the report */
    void *work, *statistics_work;
    size_t work_size, statistics_size;
    eqr_result result;
    eqr_statistics_result statistics;
    eqh_outcome outcome;
} driver;

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

static int driver_cancel(void *caller)
{
    (void)caller;
    return driver_interrupted;
}

/* On standard error: standard output is for the result. */
static void driver_trace(void *caller, size_t step, eqr_real loss,
                         const eqr_real *x, size_t n)
{
    const driver *d = caller;
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

/* ---- params and start -------------------------------------------------- */

static int driver_no_memory(const driver *d, size_t bytes)
{
    eqh_args_error(&d->args);
    if (bytes == 0)
        fputs("the problem is too large for this machine\n", d->args.err);
    else
        fprintf(d->args.err, "out of memory: %llu more bytes are needed\n",
                (unsigned long long)bytes);
    return DRIVER_USAGE;
}

/* Every param must have a value by now. */
static int driver_check_params(const driver *d)
{
    const eqh_list *params = &d->program->params;
    int code = 0;

    for (size_t i = 0; i < params->count; i++) {
        const eqr_real *values = d->in.param_values[i];

        for (size_t k = 0; k < d->in.params[i].count; k++) {
            if (values[k] == values[k])
                continue;
            eqh_item_error(&d->args, &params->items[i]);
            fputs("param ", d->args.err);
            eqh_print_element(d->args.err, &params->items[i],
                              &d->in.params[i], k);
            fprintf(d->args.err, " has no value; give it with --set %s=%s\n",
                    params->items[i].name,
                    params->items[i].rank == 0 ? "..." : "[...]");
            code = DRIVER_WRONG;
            break;
        }
    }
    return code;
}

static int driver_params(driver *d)
{
    const eqh_program *p = d->program;

    for (size_t i = 0; i < p->params.count; i++)
        p->defaults(p->self, i, d->in.param_values[i], d->in.params[i].count);
    for (size_t i = 0; i < d->args.set_count; i++) {
        const eqh_setting *set = &d->args.sets[i];

        if (eqh_setting_apply(&d->args, set, &p->params.items[set->item],
                              &d->in.params[set->item],
                              d->in.param_values[set->item]) != 0)
            return DRIVER_USAGE;
    }
    return 0;
}

/* Give the swept param its value for point k. */
static int driver_sweep_param(driver *d, size_t k)
{
    const eqh_sweep *sweep = &d->args.sweep;
    const eqh_setting *set = &sweep->setting;
    double value = sweep->first + (double)k * sweep->step;
    size_t place;

    if (fabs(value - sweep->last) <= 1e-9 * fabs(sweep->step))
        value = sweep->last;
    if (eqh_setting_place(&d->args, set, &d->program->params.items[set->item],
                          &d->in.params[set->item], &place) != 0)
        return DRIVER_USAGE;
    d->in.param_values[set->item][place] = (eqr_real)value;
    d->outcome.swept = value;
    return 0;
}

/* The values of unknown i start here in x. */
static size_t driver_offset(const driver *d, size_t item)
{
    size_t at = 0;

    for (size_t i = 0; i < item; i++)
        at += d->in.unknowns[i].count;
    return at;
}

/* A start that somebody wrote must lie within its bounds. */
static int driver_check_start(const driver *d, size_t i, size_t k,
                              size_t at)
{
    const eqh_item *item = &d->program->unknowns.items[i];
    const eqr_problem *p = &d->problem;
    double lo = p->lower == NULL ? (double)-INFINITY : (double)p->lower[at];
    double hi = p->upper == NULL ? (double)INFINITY : (double)p->upper[at];
    double value = (double)d->start[at];
    char text[3][EQN_MAX];

    if (value >= lo && value <= hi && isfinite(value))
        return 0;
    eqn_show(value, text[0]);
    eqn_show(lo, text[1]);
    eqn_show(hi, text[2]);
    eqh_item_error(&d->args, item);
    fputs("start ", d->args.err);
    eqh_print_element(d->args.err, item, &d->in.unknowns[i], k);
    if (isfinite(value))
        fprintf(d->args.err, " = %s is outside its bounds [%s, %s] [E0411]\n",
                text[0], text[1], text[2]);
    else
        fprintf(d->args.err, " = %s is not finite [E0411]\n", text[0]);
    return -1;
}

/* A start that nobody wrote goes to the nearest point inside the bounds. */
static void driver_clip(const driver *d, size_t at)
{
    const eqr_problem *p = &d->problem;

    if (p->lower != NULL && d->start[at] < p->lower[at])
        d->start[at] = p->lower[at];
    if (p->upper != NULL && d->start[at] > p->upper[at])
        d->start[at] = p->upper[at];
}

/* Apply --start, then check what was given: by the file 1, by option 2. */
static int driver_start(driver *d)
{
    const eqh_list *unknowns = &d->program->unknowns;
    size_t at = 0;

    for (size_t i = 0; i < unknowns->count; i++)
        d->start_given[i] = unknowns->items[i].given != 0;
    for (size_t i = 0; i < d->args.start_count; i++) {
        const eqh_setting *set = &d->args.starts[i];

        if (eqh_setting_apply(&d->args, set, &unknowns->items[set->item],
                              &d->in.unknowns[set->item],
                              d->start + driver_offset(d, set->item)) != 0)
            return DRIVER_USAGE;
        d->start_given[set->item] = 2;
    }
    for (size_t i = 0; i < unknowns->count; i++) {
        for (size_t k = 0; k < d->in.unknowns[i].count; k++, at++) {
            if (d->start_given[i] && driver_check_start(d, i, k, at) != 0)
                return d->start_given[i] == 2 ? DRIVER_USAGE : DRIVER_WRONG;
            driver_clip(d, at);
        }
        d->start_given[i] = d->start_given[i] != 0;
    }
    return 0;
}

/* ---- one solve --------------------------------------------------------- */

static int driver_bind(driver *d)
{
    const eqh_program *p = d->program;
    eqh_inputs inputs;
    int code;

    inputs.sizes = d->in.sizes;
    inputs.params = (const eqr_real *const *)d->in.param_values;
    inputs.data = (const eqr_real *const *)d->in.data_values;
    memset(&d->problem, 0, sizeof d->problem);
    code = p->bind(p->self, &inputs, &d->problem, d->start);
    if (code < 0) {
        fprintf(d->args.err, "%s: error: %s: %s\n", p->file,
                eqr_status_name(code), eqr_status_text(code));
        return eqr_status_exit(code);
    }
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
static int driver_check_solver(const driver *d)
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
    else if ((s->needs & EQR_SQUARE) && p->residual.count != p->n)
        cannot = "needs as many equations as unknowns";
    else if ((s->needs & EQR_ROWS) && p->residual.values == NULL)
        cannot = "needs equations or fits, and there is only a loss";
    if (cannot == NULL)
        return 0;
    eqh_args_error(&d->args);
    fprintf(d->args.err, "solver %s %s\n", s->name, cannot);
    return d->args.solver_given ? DRIVER_USAGE : DRIVER_WRONG;
}

/* Make *block hold at least `bytes`; 0 or an exit code. */
static int driver_room(const driver *d, void **block, size_t *size,
                       size_t bytes)
{
    if (bytes == 0)
        return driver_no_memory(d, 0);
    if (bytes <= *size)
        return 0;
    free(*block);
    *block = malloc(bytes);
    *size = *block == NULL ? 0 : bytes;
    return *block == NULL ? driver_no_memory(d, bytes) : 0;
}

static int driver_solve(driver *d)
{
    eqr_options options = d->args.options;
    struct timespec from, to;
    struct sigaction before;
    int code = driver_room(d, &d->work, &d->work_size,
                           eqr_work_size(&d->problem, d->args.solver));

    if (code != 0)
        return code;
    options.caller = d;
    options.cancel = driver_cancel;
    options.trace = d->args.trace > 0 ? driver_trace : NULL;
    driver_catch(&before);
    clock_gettime(CLOCK_MONOTONIC, &from);
    eqr_solve(&d->problem, d->args.solver, &options, d->x, d->work,
              &d->result);
    clock_gettime(CLOCK_MONOTONIC, &to);
    sigaction(SIGINT, &before, NULL);
    d->outcome.seconds = (double)(to.tv_sec - from.tv_sec) +
                         1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    return 0;
}

/* ---- what it is worth -------------------------------------------------- */

/* A point that further figures may be drawn from. */
static int driver_is_answer(int status)
{
    return status >= 0 || status == EQR_UNDERDETERMINED ||
           status == EQR_INCONSISTENT || status == EQR_NO_ROOT_FOUND;
}

static void driver_statistics(driver *d)
{
    const eqr_problem *p = &d->problem;
    eqh_outcome *o = &d->outcome;
    int status = d->result.status;
    size_t size = eqr_statistics_size(p);

    if (!driver_is_answer(status) || p->n == 0 || p->residual.count == 0)
        return;
    if (size == 0 || size > driver_most_statistics ||
        driver_room(d, &d->statistics_work, &d->statistics_size, size) != 0) {
        o->warning = "too many unknowns for standard errors and rank";
        fprintf(d->args.err, "%s: warning: %s\n", d->program->file,
                o->warning);
        return;
    }
    if (eqr_statistics(p, d->x, d->statistics_work, &d->statistics) != 0)
        return;
    o->statistics = &d->statistics;
    o->has_errors = p->cls == EQR_CLASS_LEAST_SQUARES &&
                    (status == EQR_LEAST_SQUARES || status == EQR_MINIMUM ||
                     status == EQR_STATIONARY);
    if (p->show.count > 0)
        o->show = d->statistics.show;
}

static void driver_r_squared(driver *d)
{
    const eqh_program *p = d->program;
    double sse = (double)d->result.sse;
    eqr_real total;

    if (d->outcome.has_errors && p->spread != NULL &&
        p->spread(p->self, &total) == 0 && total > 0)
        d->outcome.r_squared = 1.0 - sse / (double)total;
}

/* The derived results where the statistics have not brought them. */
static void driver_show(driver *d)
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
    for (size_t k = 0; evaluation && code == 0 && k < p->show.count; k++) {
        if (!EQR_FINITE(d->outcome.show[k]))
            code = EQR_DOMAIN;
    }
    if (evaluation && code < 0)
        d->result.status = code;
}

/* Say on standard error what went wrong, where the verdict cannot. */
static void driver_explain(const driver *d)
{
    const eqh_program *p = d->program;
    int status = d->result.status;
    size_t row = d->result.worst_row;
    size_t i;

    if (status == EQR_CANCELLED)
        fprintf(d->args.err, "%s: interrupted; this is the best point\n",
                p->file);
    if (status == EQR_DOMAIN &&
        (p->explain == NULL ||
         p->explain(p->self, d->problem.n == 0 ? NULL : d->x,
                    d->args.err) == 0)) {
        i = eqh_find_element(&p->families, d->in.families, &row);
        if (i < p->families.count)
            eqh_item_error(&d->args, &p->families.items[i]);
        else
            fprintf(d->args.err, "%s: error: ", p->file);
        fprintf(d->args.err, "%s\n", eqr_status_text(status));
    }
    if (status == EQR_REFUSED)
        fprintf(d->args.err, "%s: error: %s\n", p->file,
                eqr_status_text(status));
}

static void driver_report(driver *d, size_t point)
{
    eqh_outcome *o = &d->outcome;

    o->exit = eqr_status_exit(d->result.status);
    fflush(stdout);
    driver_explain(d);
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
static int driver_point(driver *d, size_t point, int *go_on)
{
    int code = d->args.sweep.count > 0 ? driver_sweep_param(d, point) : 0;
    int warm = point > 0 && d->result.status >= 0;

    *go_on = 0;
    if (code != 0 || (code = driver_check_params(d)) != 0 ||
        (code = driver_bind(d)) != 0 || (code = driver_start(d)) != 0 ||
        (code = driver_check_solver(d)) != 0)
        return code;
    if (warm)                    /* from where the last point ended */
        memcpy(d->start, d->x, d->in.n * sizeof *d->x);
    else
        memcpy(d->x, d->start, d->in.n * sizeof *d->x);
    d->outcome.show = NULL;
    d->outcome.statistics = NULL;
    d->outcome.has_errors = 0;
    d->outcome.r_squared = (double)NAN;
    d->outcome.warning = NULL;
    if ((code = driver_solve(d)) != 0)
        return code;
    driver_statistics(d);
    driver_r_squared(d);
    driver_show(d);
    driver_report(d, point);
    *go_on = d->result.status != EQR_CANCELLED &&
             d->result.status != EQR_REFUSED;
    return d->outcome.exit;
}

/* ---- all --------------------------------------------------------------- */

static int driver_allocate(driver *d)
{
    eqh_outcome *o = &d->outcome;
    size_t n = d->in.n;

    d->start = eqh_allocate(n, sizeof *d->start);
    d->x = eqh_allocate(n, sizeof *d->x);
    d->show = eqh_allocate(d->in.show_count, sizeof *d->show);
    d->start_given = eqh_allocate(d->program->unknowns.count, 1);
    if (d->start == NULL || d->x == NULL || d->show == NULL ||
        d->start_given == NULL)
        return driver_no_memory(d, n * 2 * sizeof *d->x);
    o->program = d->program;
    o->args = &d->args;
    o->unknowns = d->in.unknowns;
    o->shows = d->in.shows;
    o->families = d->in.families;
    o->problem = &d->problem;
    o->start = d->start;
    o->x = d->x;
    o->start_given = d->start_given;
    o->result = &d->result;
    return 0;
}

/* Everything written must have arrived: a full disk shows only here. */
static int driver_flush(const driver *d, int code)
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

static int driver_run(driver *d)
{
    size_t points = d->args.sweep.count > 0 ? d->args.sweep.count : 1;
    int worst = 0, go_on = 1;
    int code;

    if ((code = eqh_inputs_load(&d->in, &d->args)) != 0 ||
        (code = driver_allocate(d)) != 0 || (code = driver_params(d)) != 0)
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
    driver d;
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
    free(d.show);
    free(d.start_given);
    free(d.work);
    free(d.statistics_work);
    if (p->close != NULL)
        p->close(p->self);
    return code;
}
