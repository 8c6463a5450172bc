/* several.c -- solves from several starts, and what they found; driver.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"
#include "numtext.h"

/* A factor for all unknowns at once says little where there are more. */
enum { SEVERAL_MOST = 64, SEVERAL_FEW = 16, SEVERAL_COLUMNS = 6, SEVERAL_CELL = 14 };

/* ---- before ------------------------------------------------------------ */

/* Flags of the unknowns that nobody gave a start, and that need one. */
static size_t several_vary(eqh_driver *d)
{
    size_t at = 0, vary = 0;

    for (size_t i = 0; i < d->program->unknowns.count; i++) {
        int open = !d->start_given[i] && !d->projected[i];
        size_t count = d->in.unknowns[i].count;

        memset(d->vary + at, open, count);
        vary += open ? count : 0;
        at += count;
    }
    return vary;
}

/* Is the answer the same from everywhere, or the path what was asked for? */
static int several_plain(const eqh_driver *d)
{
    return (d->problem.flags & EQR_LINEAR) != 0 ||
           (d->args.solver->honours & EQR_STEPS) != 0;
}

int eqh_driver_search_kind(eqh_driver *d, int warm)
{
    size_t vary;

    if (d->args.search != EQR_SEARCH_NONE)
        return d->args.search;
    if (d->problem.cls == EQR_CLASS_EVALUATION || warm || several_plain(d))
        return EQR_SEARCH_NONE;
    vary = several_vary(d);
    return vary > 0 && vary <= SEVERAL_MOST ? EQR_SEARCH_RULES
                                            : EQR_SEARCH_NONE;
}

/* ---- again ------------------------------------------------------------- */

/* Values computed by a solve that is worth making a dozen times. */
static const double several_cheap = 1e7;
/* ... even where it has found an answer. */
static const double several_quick = 1e5;

static double several_values(const eqh_driver *d)
{
    const eqr_result *r = &d->result;
    size_t passes = r->residual_evaluations + r->jacobian_evaluations +
                    r->loss_evaluations + r->gradient_evaluations +
                    r->hessian_evaluations;

    return (double)passes * (double)(d->problem.residual.count +
                                     d->problem.constraint.count +
                                     d->problem.n);
}

static int several_limited(const eqh_driver *d)
{
    return d->args.options.max_evaluations != 0 ||
           d->args.options.max_steps != 0 || d->args.time_limit > 0.0;
}

/* The exit code of a verdict that is neither an answer nor a proof. */
enum { SEVERAL_NOWHERE = 3 };

int eqh_driver_ends_nowhere(const eqh_driver *d)
{
    return eqr_status_exit(d->result.status) == SEVERAL_NOWHERE &&
           !several_limited(d) && !several_plain(d) &&
           d->in.n <= SEVERAL_MOST &&
           several_values(d) <= several_cheap;
}

int eqh_driver_again(eqh_driver *d, const eqr_options *options)
{
    int given = d->result.status, code, status;

    memset(d->vary, 1, d->in.n);
    memcpy(d->x, d->start, d->in.n * sizeof *d->x);
    code = eqh_driver_search(d, EQR_SEARCH_RULES, options);
    status = d->result.status;
    d->outcome.given = code == 0 && (status >= 0 || status == EQR_CANCELLED)
        ? given : 0;
    return code;
}

/* A method that the user names is followed as it is. */
int eqh_driver_may_be_lower(const eqh_driver *d)
{
    const unsigned affine = EQR_LINEAR_LOSS | EQR_LINEAR_CONSTRAINTS;
    const eqr_problem *p = &d->problem;

    return (p->cls == EQR_CLASS_MINIMISE ||
            p->cls == EQR_CLASS_LEAST_SQUARES) &&
           (d->args.solver->honours & EQR_CONSTRAINTS) != 0 &&
           !d->program->named && !d->args.solver_given &&
           (p->flags & affine) != affine &&
           d->result.status >= 0 && !several_limited(d) &&
           !several_plain(d) && d->in.n <= SEVERAL_FEW &&
           several_values(d) <= several_quick;
}

int eqh_driver_lower(eqh_driver *d, const eqr_options *options)
{
    double loss = (double)d->result.loss, now;
    int status = d->result.status, code;

    memset(d->vary, 1, d->in.n);
    memcpy(d->x, d->start, d->in.n * sizeof *d->x);
    code = eqh_driver_search(d, EQR_SEARCH_RULES, options);
    now = (double)d->result.loss;
    if (code != 0 || d->result.status < 0 ||
        !(now < loss - 1e-6 * (fabs(loss) > 1.0 ? fabs(loss) : 1.0)))
        return code;
    d->outcome.given = status;
    d->outcome.given_loss = d->program->maximise ? -loss : loss;
    return 0;
}

/* ---- the search -------------------------------------------------------- */

int eqh_driver_search(eqh_driver *d, int kind, const eqr_options *options)
{
    const unsigned char *vary = kind == EQR_SEARCH_RULES ? d->vary : NULL;
    size_t room = EQR_SEARCH_KEEP;
    int code = eqh_driver_room(
        d, &d->work, &d->work_size,
        eqr_search_size(kind, &d->problem, d->args.solver, room));

    if (code != 0)
        return code;
    code = eqr_search_begin(&d->search, kind, room, vary, &d->problem,
                            d->args.solver, options, d->x, d->work,
                            &d->result);
    while (code == EQR_GO_ON)
        code = eqr_search_advance(&d->search);
    eqr_search_finish(&d->search, code);
    if (d->search.kind == EQR_SEARCH_NONE)
        return 0;
    memcpy(d->start, d->search.start, d->in.n * sizeof *d->start);
    d->outcome.search = &d->search;
    return 0;
}

/* ---- for people -------------------------------------------------------- */

static const char *several_s(size_t n)
{
    return n == 1 ? "" : "s";
}

static void several_given(const eqh_outcome *o, FILE *out)
{
    char loss[EQN_MAX];

    fprintf(out, "  from the start given: %s", eqr_status_name(o->given));
    if (o->given >= 0) {
        eqn_show(o->given_loss, loss);
        fprintf(out, ", %s %s (`solve with %s;` keeps to it)",
                o->program->maximise ? "maximum" : "loss", loss,
                o->args->solver->name);
    }
    fputc('\n', out);
}

static void several_rules(const eqh_outcome *o, FILE *out)
{
    const eqr_search *s = o->search;
    const char *rule = eqr_points_rule(s->used);

    if (s->tried == 1)
        return;
    if (o->given != 0)
        several_given(o, out);
    fprintf(out, "  %zu starts tried: ", s->tried);
    if (s->count == 0)
        fputs("none led to an answer; this is the best", out);
    else if (s->problem->cls == EQR_CLASS_SYSTEM)
        fputs("the first that led to a root", out);
    else
        fprintf(out, "this loss is the lowest; %zu led here",
                s->answer[0].times);
    fprintf(out, " (rule `%s`)\n", rule);
}

static void several_cell(eqr_real value, FILE *out)
{
    char text[EQN_MAX];

    eqn_show((double)value, text);
    fprintf(out, " %-*s", SEVERAL_CELL, text);
}

static size_t several_columns(const eqh_outcome *o)
{
    return o->problem->n < SEVERAL_COLUMNS ? o->problem->n : SEVERAL_COLUMNS;
}

static void several_titles(const eqh_outcome *o, FILE *out)
{
    const eqh_list *unknowns = &o->program->unknowns;

    fputs("    starts ", out);
    for (size_t c = 0; c < several_columns(o); c++) {
        size_t k = c, i = eqh_find_element(unknowns, o->unknowns, &k);
        char name[400];

        eqh_element_text(&unknowns->items[i], &o->unknowns[i], k, name,
                         sizeof name);
        fprintf(out, " %-*s", SEVERAL_CELL, name);
    }
    if (o->problem->cls != EQR_CLASS_SYSTEM)
        fprintf(out, " %-*s", SEVERAL_CELL,
                o->program->maximise ? "maximum" : "loss");
    fputs(" verdict\n", out);
}

static void several_line(const eqh_outcome *o, const eqr_answer *a, FILE *out)
{
    fprintf(out, "    %6zu ", a->times);
    for (size_t c = 0; c < several_columns(o); c++)
        several_cell(a->x[c], out);
    if (o->problem->cls != EQR_CLASS_SYSTEM)
        several_cell(o->program->maximise ? -a->loss : a->loss, out);
    fprintf(out, " %s\n", eqr_status_name(a->status));
}

void eqh_report_search(const eqh_outcome *o, FILE *out)
{
    const eqr_search *s = o->search;
    size_t led = s == NULL ? 0 : s->dropped;

    if (s == NULL)
        return;
    if (s->kind == EQR_SEARCH_RULES) {
        several_rules(o, out);
        return;
    }
    for (size_t k = 0; k < s->count; k++)
        led += s->answer[k].times;
    fprintf(out, "  %zu start%s, %zu answer%s", s->tried, several_s(s->tried),
            s->count, several_s(s->count));
    if (s->kind == EQR_SEARCH_MULTISTART && led < s->tried)
        fprintf(out, "; %zu led to none", s->tried - led);
    if (s->dropped > 0)
        fprintf(out, "; %zu led to others, for which there is no room",
                s->dropped);
    fputc('\n', out);
    if (s->count > 0)
        several_titles(o, out);
    for (size_t k = 0; k < s->count; k++)
        several_line(o, &s->answer[k], out);
}

/* ---- for programs ------------------------------------------------------ */

static void several_json_answer(const eqh_outcome *o, const eqr_answer *a,
                                eqh_json *j)
{
    eqh_json_open(j, '{');
    eqh_json_items(j, "unknowns", &o->program->unknowns, o->unknowns, a->x);
    eqh_json_key(j, "verdict");
    eqh_json_string(j, eqr_status_name(a->status));
    eqh_json_key(j, "loss");
    eqh_json_real(j, o->program->maximise ? -a->loss : a->loss);
    eqh_json_key(j, "starts");
    eqh_json_count(j, a->times);
    eqh_json_close(j, '}');
}

void eqh_report_search_json(const eqh_outcome *o, eqh_json *j)
{
    const eqr_search *s = o->search;

    if (s == NULL)
        return;
    eqh_json_key(j, "starts");
    eqh_json_open(j, '{');
    eqh_json_key(j, "tried");
    eqh_json_count(j, s->tried);
    eqh_json_key(j, "used");
    eqh_json_count(j, s->used);
    if (s->kind == EQR_SEARCH_RULES) {
        eqh_json_key(j, "rule");
        eqh_json_string(j, eqr_points_rule(s->used));
    }
    if (o->given != 0) {
        eqh_json_key(j, "given");
        eqh_json_string(j, eqr_status_name(o->given));
    }
    if (o->given > 0) {
        eqh_json_key(j, "given_loss");
        eqh_json_real(j, (eqr_real)o->given_loss);
    }
    eqh_json_close(j, '}');
    if (s->kind == EQR_SEARCH_RULES)
        return;
    eqh_json_key(j, "answers");
    eqh_json_open(j, '[');
    for (size_t k = 0; k < s->count; k++)
        several_json_answer(o, &s->answer[k], j);
    eqh_json_close(j, ']');
}
