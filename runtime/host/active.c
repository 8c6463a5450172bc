/*
 * active.c -- which constraints and bounds decide, and what the loss changes
 * by where they give way; see report.h.
 */
#include "report.h"

#include "numtext.h"

enum { ACTIVE_SHOWN = 12 };

/* What is reported changes by, for a loss that is made large. */
static double active_price(const eqh_outcome *o, eqr_real price)
{
    double value = (double)price;

    return o->program->maximise && value != 0.0 ? -value : value;
}

static void active_number(double value, FILE *out)
{
    char text[EQN_MAX];

    eqn_show_digits(value, 6, text);
    fputs(text, out);
}

static int active_is(const eqr_real *price, size_t k)
{
    return price != NULL && (price[k] < 0 || price[k] > 0);
}

static size_t active_any(const eqr_real *price, size_t count)
{
    size_t n = 0;

    for (size_t k = 0; k < count; k++)
        n += (size_t)active_is(price, k);
    return n;
}

/* "file:4: need: x + y >= 4" */
static void active_row(const eqh_outcome *o, size_t k, FILE *out)
{
    const eqh_list *list = &o->program->constraints;
    size_t i = eqh_find_element(list, o->constraints, &k);

    if (i < list->count)
        eqh_print_row(o, &list->items[i], &o->constraints[i], k, out);
}

static void active_bound(const eqh_outcome *o, size_t k, FILE *out)
{
    const eqh_list *list = &o->program->unknowns;
    const eqr_problem *p = o->problem;
    double x = (double)o->x[k];
    int low = p->lower != NULL &&
              (p->upper == NULL || x - (double)p->lower[k] <=
                                       (double)p->upper[k] - x);
    double bound = (double)(low ? p->lower[k] : p->upper[k]);
    size_t i = eqh_find_element(list, o->unknowns, &k);

    eqh_print_element(out, &list->items[i], &o->unknowns[i], k);
    fprintf(out, " at its %s bound ", low ? "lower" : "upper");
    active_number(bound, out);
}

static int active_optimal(int status)
{
    return status == EQR_LEAST_SQUARES || status == EQR_MINIMUM ||
           status == EQR_STATIONARY;
}

void eqh_report_active(const eqh_outcome *o, FILE *out)
{
    const eqr_result *r = o->result;
    size_t m = o->problem->constraint.count, shown = 0;
    size_t all = active_any(r->multiplier, m) +
                 active_any(r->slope, o->problem->n);

    if (m > 0 && r->multiplier == NULL && active_optimal(r->status))
        fputs("  no multipliers: where these constraints and bounds meet they "
              "touch, and\n  what 1 more adds has no limit\n", out);
    if (all == 0)
        return;
    fprintf(out, "  active, and what 1 more on the right or in the bound "
            "adds to the %s:\n", o->program->maximise ? "maximum" : "loss");
    for (size_t k = 0; k < m + o->problem->n && shown < ACTIVE_SHOWN; k++) {
        int row = k < m;
        const eqr_real *price = row ? r->multiplier : r->slope;
        size_t at = row ? k : k - m;

        if (!active_is(price, at))
            continue;
        fputs("    ", out);
        (row ? active_row : active_bound)(o, at, out);
        fputs("  (", out);
        active_number(active_price(o, price[at]), out);
        fputs(")\n", out);
        shown++;
    }
    if (shown < all)
        fprintf(out, "    and %llu more (--json has all)\n",
                (unsigned long long)(all - shown));
}

static int active_held(const eqh_outcome *o, size_t k)
{
    const eqr_problem *p = o->problem;

    return (p->lower != NULL && !(o->x[k] > p->lower[k])) ||
           (p->upper != NULL && !(o->x[k] < p->upper[k]));
}

void eqh_report_held(const eqh_outcome *o, FILE *out)
{
    size_t held = 0;

    for (size_t k = 0; k < o->problem->n; k++) {
        if (!active_held(o, k) || held++ >= ACTIVE_SHOWN)
            continue;
        fputs(held == 1 ? "  with " : ", ", out);
        active_bound(o, k, out);
    }
    if (held > ACTIVE_SHOWN)
        fprintf(out, " and %llu more",
                (unsigned long long)(held - ACTIVE_SHOWN));
    if (held > 0)
        fputc('\n', out);
}

/* ---- for programs ------------------------------------------------------- */

/* Prices as they are reported: with the sign of what the user wrote. */
static void active_prices(const eqh_outcome *o, eqh_json *j,
                          const eqh_item *item, const eqh_shape *shape,
                          const eqr_real *price)
{
    eqh_json list = *j;

    if (item->rank == 0) {
        eqh_json_real(j, (eqr_real)active_price(o, price[0]));
        return;
    }
    eqh_json_open(&list, '[');
    for (size_t k = 0; k < shape->count; k++)
        eqh_json_real(&list, (eqr_real)active_price(o, price[k]));
    eqh_json_close(&list, ']');
    *j = list;
}

static void active_family(const eqh_outcome *o, eqh_json *j, size_t i,
                          size_t at)
{
    const eqh_item *item = &o->program->constraints.items[i];
    const eqh_shape *shape = &o->constraints[i];

    eqh_json_open(j, '{');
    if (item->name != NULL) {
        eqh_json_key(j, "name");
        eqh_json_string(j, item->name);
    }
    eqh_json_key(j, "text");
    eqh_json_string(j, item->text);
    eqh_json_key(j, "line");
    eqh_json_int(j, item->line);
    if (o->constraint != NULL) {
        eqh_json_key(j, "value");
        eqh_json_values(j, item, shape, o->constraint + at);
    }
    if (o->result->multiplier != NULL) {
        eqh_json_key(j, "multiplier");
        active_prices(o, j, item, shape, o->result->multiplier + at);
    }
    eqh_json_close(j, '}');
}

void eqh_report_constraints_json(const eqh_outcome *o, eqh_json *j)
{
    const eqh_program *p = o->program;
    size_t at = 0;

    if (p->constraints.count > 0) {
        eqh_json_key(j, "constraints");
        eqh_json_open(j, '[');
        for (size_t i = 0; i < p->constraints.count; i++) {
            active_family(o, j, i, at);
            at += o->constraints[i].count;
        }
        eqh_json_close(j, ']');
    }
    if (!active_any(o->result->slope, o->problem->n))
        return;
    eqh_json_key(j, "bound_multiplier");
    eqh_json_open(j, '{');
    at = 0;
    for (size_t i = 0; i < p->unknowns.count; i++) {
        eqh_json_key(j, p->unknowns.items[i].name);
        active_prices(o, j, &p->unknowns.items[i], &o->unknowns[i],
                      o->result->slope + at);
        at += o->unknowns[i].count;
    }
    eqh_json_close(j, '}');
}
