/*
 * advice.c -- after a verdict that is no success: what the last steps did, and
 * what may help; see report.h.  What is said of a point is measured there.
 */
#include "report.h"

#include <math.h>
#include <string.h>

#include "../core/real.h"
#include "numtext.h"

enum { ADVICE_SHOWN = 2, ADVICE_TEXT = 400, ADVICE_WIDTH = 79 };

/* Two unknowns that differ in size by more are unlike. */
static const double advice_unlike_ratio = 1e6;

/* ---- names and numbers --------------------------------------------------- */

typedef struct advice_text {
    char text[ADVICE_TEXT];
    size_t used;
} advice_text;

static void advice_put(advice_text *t, const char *s)
{
    size_t n = strlen(s);

    if (n >= sizeof t->text - t->used)
        n = sizeof t->text - t->used - 1;
    memcpy(t->text + t->used, s, n);
    t->used += n;
    t->text[t->used] = '\0';
}

static void advice_number(advice_text *t, double value, int digits)
{
    char text[EQN_MAX];

    eqn_show_digits(value, digits, text);
    advice_put(t, text);
}

static void advice_name(advice_text *t, const eqh_outcome *o, size_t k)
{
    const eqh_list *list = &o->program->unknowns;
    size_t i = eqh_find_element(list, o->unknowns, &k);
    char name[ADVICE_TEXT];

    eqh_element_text(&list->items[i], &o->unknowns[i], k, name, sizeof name);
    advice_put(t, name);
}

/* Lines of at most ADVICE_WIDTH columns, words kept; later ones `indent` in. */
static void advice_wrapped(const char *text, int indent, FILE *out)
{
    size_t column = 0;

    while (*text != '\0') {
        size_t word = strspn(text, " ");

        word += strcspn(text + word, " ");
        if (column > 0 && column + word > ADVICE_WIDTH) {
            fprintf(out, "\n%*s", indent, "");
            column = (size_t)indent;
            word -= strspn(text, " ");
            text += strspn(text, " ");
        }
        fprintf(out, "%.*s", (int)word, text);
        column += word;
        text += word;
    }
    fputc('\n', out);
}

/* "x = 3e9" */
static void advice_value(advice_text *t, const eqh_outcome *o, size_t k)
{
    advice_name(t, o, k);
    advice_put(t, " = ");
    advice_number(t, (double)o->x[k], 3);
}

/* ---- the tests: 1 where the advice fits ---------------------------------- */

static int advice_always(const eqh_outcome *o, advice_text *found)
{
    (void)o;
    (void)found;
    return 1;
}

static int advice_limit_given(const eqh_outcome *o, advice_text *found)
{
    const eqr_options *given = &o->args->options;

    if (given->max_steps > 0 && o->result->iterations >= given->max_steps)
        advice_put(found, "max_steps");
    else if (given->max_evaluations > 0)
        advice_put(found, "max_evaluations");
    return found->used > 0;
}

static int advice_falling(const eqh_outcome *o, advice_text *found)
{
    size_t known = eqh_steps_known(o->steps);

    (void)found;
    return known > 1 && eqh_steps_back(o->steps, 0)->loss <
                            eqh_steps_back(o->steps, known - 1)->loss;
}

static size_t advice_largest(const eqh_outcome *o)
{
    size_t most = 0;

    for (size_t k = 1; k < o->problem->n; k++)
        if (EQR_ABS(o->x[k]) > EQR_ABS(o->x[most]))
            most = k;
    return most;
}

static int advice_runaway(const eqh_outcome *o, advice_text *found)
{
    if (o->problem->n == 0)
        return 0;
    advice_name(found, o, advice_largest(o));
    return 1;
}

static int advice_kink(const eqh_outcome *o, advice_text *found)
{
    if (o->program->kink == NULL)
        return 0;
    advice_put(found, o->program->kink);
    return 1;
}

/* All that the solve changed is small beside the loss: so is the gradient. */
static int advice_drowned(const eqh_outcome *o, advice_text *found)
{
    double loss = (double)o->result->loss;

    if (o->steps->before == NULL || !(fabs(loss) > 1e6) ||
        fabs(loss - o->steps->first) > 1e-6 * fabs(loss))
        return 0;
    advice_number(found, eqh_report_loss(o), 3);
    return 1;
}

static int advice_at_bound(const eqh_outcome *o, advice_text *found)
{
    const eqr_problem *p = o->problem;

    for (size_t k = 0; k < p->n; k++) {
        if ((p->lower != NULL && !(o->x[k] > p->lower[k])) ||
            (p->upper != NULL && !(o->x[k] < p->upper[k]))) {
            advice_value(found, o, k);
            return 1;
        }
    }
    return 0;
}

/* Only of account where a method takes all unknowns to be alike. */
static int advice_unlike(const eqh_outcome *o, advice_text *found)
{
    size_t least = o->problem->n, most;

    if (o->problem->n < 2 || (o->args->solver->needs & EQR_ROWS))
        return 0;
    most = advice_largest(o);
    for (size_t k = 0; k < o->problem->n; k++)
        if (EQR_ABS(o->x[k]) > 0 && (least == o->problem->n ||
                                     EQR_ABS(o->x[k]) < EQR_ABS(o->x[least])))
            least = k;
    if (least == o->problem->n ||
        (double)EQR_ABS(o->x[most]) <
            advice_unlike_ratio * (double)EQR_ABS(o->x[least]))
        return 0;
    advice_value(found, o, most);
    advice_put(found, ", ");
    advice_value(found, o, least);
    return 1;
}

/* The first unknown whose start was given, or not: "x=3". */
static int advice_start(const eqh_outcome *o, int given, advice_text *found)
{
    const eqh_list *list = &o->program->unknowns;

    for (size_t i = 0; i < list->count; i++) {
        if (!o->start_given[i] == !given && !o->projected[i]) {
            advice_put(found, list->items[i].name);
            advice_put(found, "=VALUE");
            return 1;
        }
    }
    return 0;
}

static int advice_startless(const eqh_outcome *o, advice_text *found)
{
    return advice_start(o, 0, found);
}

static int advice_started(const eqh_outcome *o, advice_text *found)
{
    return advice_start(o, 1, found);
}

static int advice_other(const eqh_outcome *o, advice_text *found)
{
    const char *now = o->args->solver->name;

    if (o->problem->constraint.count > 0)
        return 0;            /* no other keeps them */
    if (o->problem->cls == EQR_CLASS_LEAST_SQUARES)
        advice_put(found, strcmp(now, "lm") == 0 ? "lbfgsb" : "lm");
    else
        advice_put(found, strcmp(now, "ipm") == 0 ? "lbfgsb" : "ipm");
    return 1;
}

/* ---- what the last steps did --------------------------------------------- */

static void advice_steps(const eqh_outcome *o, FILE *out)
{
    size_t known = eqh_steps_known(o->steps);
    const eqh_step *last;
    advice_text t = {"", 0};

    if (known == 0)
        return;
    last = eqh_steps_back(o->steps, 0);
    advice_put(&t, "  the last ");
    if (known > 1)
        advice_number(&t, (double)known, 3);
    advice_put(&t, known > 1 ? " steps: " : "step: ");
    advice_put(&t, o->problem->cls == EQR_CLASS_SYSTEM
                       ? "sum of squares from " : "loss from ");
    advice_number(&t, o->steps->count > known
                          ? eqh_steps_back(o->steps, known - 1)->loss
                          : o->steps->first, 8);
    advice_put(&t, " to ");
    advice_number(&t, last->loss, 8);
    if (last->move > 0.0) {
        advice_put(&t, "; the last one moved ");
        advice_name(&t, o, last->mover);
        advice_put(&t, " most, by ");
        advice_number(&t, last->move, 2);
        advice_put(&t, " of its size");
    } else {
        advice_put(&t, "; the last one moved nothing");
    }
    advice_wrapped(t.text, 4, out);
}

/* ---- all ------------------------------------------------------------------ */

typedef struct advice_row {
    unsigned long verdicts;
    int (*fits)(const eqh_outcome *o, advice_text *found);
    const char *text;
} advice_row;

/* Verdicts, of which the least is above -16, as bits. */
#define IS(name) (1ul << (EQR_##name + 16))

static const advice_row advice_rows[] = {
#define ADVICE(verdicts, test, text) {verdicts, advice_##test, text},
#include "advice.def"
#undef ADVICE
};

static void advice_print(const char *text, const char *found, FILE *out)
{
    const char *hole = strstr(text, "%s");
    size_t before = hole == NULL ? strlen(text) : (size_t)(hole - text);
    char all[2 * ADVICE_TEXT];

    snprintf(all, sizeof all, "  help: %.*s%s%s", (int)before, text,
             hole == NULL ? "" : found, hole == NULL ? "" : hole + 2);
    advice_wrapped(all, 8, out);
}

void eqh_report_advice(const eqh_outcome *o, FILE *out)
{
    int status = o->result->status, shown = 0;

    if (o->args->solver == NULL || status < -16)
        return;
    if (status == EQR_STALLED || status == EQR_BUDGET ||
        status == EQR_NO_ROOT_FOUND || status == EQR_NO_FEASIBLE_POINT)
        advice_steps(o, out);
    for (size_t k = 0; k < sizeof advice_rows / sizeof *advice_rows; k++) {
        advice_text found = {"", 0};

        if (shown < ADVICE_SHOWN &&
            (advice_rows[k].verdicts >> (status + 16) & 1) &&
            advice_rows[k].fits(o, &found)) {
            advice_print(advice_rows[k].text, found.text, out);
            shown++;
        }
    }
}
