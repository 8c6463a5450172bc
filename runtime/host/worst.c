/* worst.c -- which rows do not hold, the worst first; see report.h. */
#include "report.h"

#include <math.h>
#include <stdlib.h>

#include "../core/real.h"
#include "numtext.h"

enum { WORST_SHOWN = 5, WORST_BLOCK = 256 };

typedef struct worst_row {
    size_t row;
    double residual;
    double excess;           /* |residual|, by its magnitude where known */
} worst_row;

/* The rows of a list of families; sense NULL: all are equations. */
typedef struct worst_list {
    const eqr_rows *of;
    int (*magnitude)(void *user, const eqr_real *x, size_t lo, size_t hi,
                     eqr_real *m);
    int (*sense)(void *user, size_t lo, size_t hi, size_t *sense);
    const eqh_list *families;
    const eqh_shape *shapes;
    const double *fight;     /* what each counts by; NULL: what it is off by */
    worst_row rows[WORST_SHOWN];
    size_t count;
    size_t off;              /* all rows that do not hold, ... */
    size_t listed;           /* ... and those that are of the list */
} worst_list;

/* Keep the WORST_SHOWN largest, in falling order; NaN is the largest. */
static void worst_keep(worst_list *list, const worst_row *row)
{
    size_t i;

    if (list->count < WORST_SHOWN)
        list->count++;
    else if (!(row->excess > list->rows[WORST_SHOWN - 1].excess))
        return;
    for (i = list->count - 1; i > 0; i--) {
        if (!(row->excess > list->rows[i - 1].excess))
            break;
        list->rows[i] = list->rows[i - 1];
    }
    list->rows[i] = *row;
}

/* How far row is from what its sense asks. */
static double worst_size(double row, size_t sense)
{
    if ((sense == EQR_AT_MOST && row <= 0.0) ||
        (sense == EQR_AT_LEAST && row >= 0.0))
        return 0.0;
    return fabs(row);
}

/* Look at rows [lo, hi), at most WORST_BLOCK; returns a status. */
static int worst_block(const eqr_problem *p, const eqr_real *x, size_t lo,
                       size_t hi, worst_list *list)
{
    const double tolerance = 64.0 * (double)EQR_EPS;
    eqr_real residual[WORST_BLOCK], magnitude[WORST_BLOCK];
    size_t sense[WORST_BLOCK];
    int code = list->of->values(p->user, x, lo, hi, residual, NULL);

    if (code == 0 && list->magnitude != NULL)
        code = list->magnitude(p->user, x, lo, hi, magnitude);
    if (code == 0 && list->sense != NULL)
        code = list->sense(p->user, lo, hi, sense);
    for (size_t k = lo; code == 0 && k < hi; k++) {
        worst_row row = {0, 0.0, 0.0};
        double size = worst_size((double)residual[k - lo],
                                 list->sense ? sense[k - lo] : EQR_EQUAL);
        double least = 0.0;

        row.row = k;
        row.residual = (double)residual[k - lo];
        row.excess = isnan(size) ? (double)INFINITY : size;
        if (list->magnitude != NULL) {
            least = tolerance * (double)magnitude[k - lo];
            row.excess = least > 0.0 ? row.excess / least
                         : size > 0.0 ? (double)INFINITY : 0.0;
        }
        if (!(list->magnitude != NULL ? row.excess > 1.0 : size > 0.0))
            continue;
        list->off++;
        if (list->fight != NULL)
            row.excess = list->fight[k];
        list->listed += row.excess > 0.0;
        if (row.excess > 0.0)
            worst_keep(list, &row);
    }
    return code;
}

void eqh_print_row(const eqh_outcome *o, const eqh_item *item,
                   const eqh_shape *shape, size_t k, FILE *out)
{
    fprintf(out, "%s:%d: ", o->program->file, item->line);
    if (item->name != NULL || item->rank > 0) {
        eqh_print_element(out, item, shape, k);
        fputs(": ", out);
    }
    fputs(item->text == NULL ? "" : item->text, out);
}

static void worst_print(const eqh_outcome *o, const worst_list *list,
                        const worst_row *row, FILE *out)
{
    size_t k = row->row;
    size_t i = eqh_find_element(list->families, list->shapes, &k);
    char text[EQN_MAX];

    eqn_show(row->residual, text);
    if (i == list->families->count) {
        fprintf(out, "    row %llu: %s\n", (unsigned long long)row->row + 1,
                text);
        return;
    }
    fputs("    ", out);
    eqh_print_row(o, &list->families->items[i], &list->shapes[i], k, out);
    fprintf(out, "  (left - right = %s)\n", text);
}

/* "  equations that do not hold, the worst first:", one without an order. */
static void worst_heading(const worst_list *list, const char *what,
                          const char *const title[2], FILE *out)
{
    int one = list->listed == 1;

    fprintf(out, "  %s%s that %s%s:\n", what, one ? "" : "s", title[one],
            one ? "" : ", the worst first");
}

/* 0, or a status. */
static int worst_look(const eqh_outcome *o, worst_list *list)
{
    int code = 0;

    list->count = list->off = list->listed = 0;
    for (size_t lo = 0; code == 0 && lo < list->of->count; lo += WORST_BLOCK) {
        size_t left = list->of->count - lo;
        size_t hi = lo + (left < WORST_BLOCK ? left : WORST_BLOCK);

        code = worst_block(o->problem, o->x, lo, hi, list);
    }
    return code;
}

/* Those that are off, beside so many that were shown. */
static void worst_more(const worst_list *list, size_t shown, FILE *out)
{
    if (shown < list->off)
        fprintf(out, "    %llu more of %llu do%s not hold, either\n",
                (unsigned long long)(list->off - shown),
                (unsigned long long)list->of->count,
                list->off == shown + 1 ? "es" : "");
}

static void worst_report(const eqh_outcome *o, worst_list *list,
                         const char *what, const char *const title[2],
                         FILE *out)
{
    if (worst_look(o, list) != 0 || list->count == 0)
        return;
    worst_heading(list, what, title, out);
    for (size_t i = 0; i < list->count; i++)
        worst_print(o, list, &list->rows[i], out);
    worst_more(list, list->count, out);
}

/* The rows of a smallest set, in order. */
static void worst_smallest(const eqh_outcome *o, const worst_list *list,
                           const char *in, FILE *out)
{
    worst_row row = {0, 0.0, 0.0};
    eqr_real r;

    for (size_t k = 0; k < list->of->count; k++) {
        if (!in[k] || list->of->values(o->problem->user, o->x, k, k + 1, &r,
                                       NULL) != 0)
            continue;
        row.row = k;
        row.residual = (double)r;
        worst_print(o, list, &row, out);
    }
}

/* What is said of one that is off, and of several: index 1 and 0. */
static const char *const worst_off[] = {"do not hold", "does not hold"};
static const char *const worst_never[] = {"cannot hold together",
                                          "cannot hold"};
static const char *const worst_bounds[] = {
    "cannot hold together inside the bounds", "cannot hold inside the bounds"};
static const char *const worst_fight[] = {
    "no small step brings nearer to holding together",
    "no small step brings nearer to holding"};

static void worst_fewest(const eqh_outcome *o, worst_list *list,
                         const char *in, FILE *out)
{
    size_t count = 0;

    for (size_t k = 0; k < list->of->count; k++)
        count += in[k] != 0;
    fputs(count == 1
              ? "  an equation of which no root was found:\n"
              : "  equations of which no common root was found; without any "
                "one of them the others\n  have one:\n", out);
    worst_smallest(o, list, in, out);
    if (worst_look(o, list) == 0)
        worst_more(list, count, out);
}

static void worst_equations(const eqh_outcome *o, worst_list *list, FILE *out)
{
    double *fight = eqh_fight(o);
    char *in = fight == NULL ? NULL : eqh_fewest(o, fight);
    int status = o->result->status;

    list->fight = fight;
    list->of = &o->problem->residual;
    list->magnitude = o->problem->magnitude;
    list->sense = NULL;
    list->families = &o->program->families;
    list->shapes = o->families;
    if (in != NULL)
        worst_fewest(o, list, in, out);
    else
        worst_report(o, list, "equation",
                     fight != NULL ? worst_fight
                     : status == EQR_INCONSISTENT ? worst_never
                     : status == EQR_INFEASIBLE ? worst_bounds : worst_off,
                     out);
    free(in);
    free(fight);
}

static void worst_set(const eqh_outcome *o, const worst_list *list,
                      const char *in, FILE *out)
{
    fputs(o->result->status == EQR_INFEASIBLE
              ? "  constraints that cannot hold together; without any one of "
                "them the others can:\n"
              : "  constraints of which no point keeps all, as far as was "
                "found; without any one of\n  them one keeps the others:\n",
          out);
    worst_smallest(o, list, in, out);
}

static void worst_constraints(const eqh_outcome *o, worst_list *list,
                              FILE *out)
{
    char *in = eqh_smallest(o);

    list->fight = NULL;
    list->of = &o->problem->constraint;
    list->magnitude = o->problem->constraint_magnitude;
    list->sense = o->problem->sense;
    list->families = &o->program->constraints;
    list->shapes = o->constraints;
    if (in != NULL)
        worst_set(o, list, in, out);
    else
        worst_report(o, list, "constraint",
                     o->result->status == EQR_INFEASIBLE ? worst_never
                                                         : worst_off, out);
    free(in);
}

void eqh_report_worst(const eqh_outcome *o, FILE *out)
{
    const eqr_problem *p = o->problem;
    worst_list list;

    if (p->prepare != NULL && p->prepare(p->user, o->x) != 0)
        return;
    if (p->cls == EQR_CLASS_SYSTEM && p->residual.values != NULL)
        worst_equations(o, &list, out);
    if (p->constraint.count > 0)
        worst_constraints(o, &list, out);
    if (o->result->status == EQR_INFEASIBLE && p->constraint.count == 0)
        eqh_report_held(o, out);
}
