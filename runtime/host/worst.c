/* worst.c -- which equations do not hold, the worst first; see report.h. */
#include "report.h"

#include <math.h>

#include "../core/real.h"
#include "numtext.h"

enum { WORST_SHOWN = 5, WORST_BLOCK = 256 };

typedef struct worst_row {
    size_t row;
    double residual;
    double excess;           /* |residual|, by its magnitude where known */
} worst_row;

typedef struct worst_list {
    worst_row rows[WORST_SHOWN];
    size_t count;
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

/* Look at rows [lo, hi), at most WORST_BLOCK; returns a status. */
static int worst_block(const eqr_problem *p, const eqr_real *x, size_t lo,
                       size_t hi, worst_list *list)
{
    const double tolerance = 64.0 * (double)EQR_EPS;
    eqr_real residual[WORST_BLOCK], magnitude[WORST_BLOCK];
    int code = p->residual.values(p->user, x, lo, hi, residual, NULL);

    if (code == 0 && p->magnitude != NULL)
        code = p->magnitude(p->user, x, lo, hi, magnitude);
    for (size_t k = lo; code == 0 && k < hi; k++) {
        worst_row row = {0, 0.0, 0.0};
        double size = fabs((double)residual[k - lo]);
        double least = 0.0;

        row.row = k;
        row.residual = (double)residual[k - lo];
        row.excess = isnan(size) ? (double)INFINITY : size;
        if (p->magnitude != NULL) {
            least = tolerance * (double)magnitude[k - lo];
            row.excess = least > 0.0 ? row.excess / least
                         : size > 0.0 ? (double)INFINITY : 0.0;
        }
        if (p->magnitude != NULL ? row.excess > 1.0 : size > 0.0)
            worst_keep(list, &row);
    }
    return code;
}

static void worst_print(const eqh_outcome *o, const worst_row *row, FILE *out)
{
    const eqh_list *families = &o->program->families;
    size_t k = row->row;
    size_t i = eqh_find_element(families, o->families, &k);
    char text[EQN_MAX];

    eqn_show(row->residual, text);
    if (i == families->count) {
        fprintf(out, "    row %llu: %s\n", (unsigned long long)row->row + 1,
                text);
        return;
    }
    fprintf(out, "    %s:%d: ", o->program->file, families->items[i].line);
    if (families->items[i].name != NULL || families->items[i].rank > 0) {
        eqh_print_element(out, &families->items[i], &o->families[i], k);
        fputs(": ", out);
    }
    fprintf(out, "%s  (left - right = %s)\n", families->items[i].text == NULL
            ? "" : families->items[i].text, text);
}

void eqh_report_worst(const eqh_outcome *o, FILE *out)
{
    const eqr_problem *p = o->problem;
    worst_list list;

    list.count = 0;
    if (p->cls != EQR_CLASS_SYSTEM || p->residual.values == NULL ||
        (p->prepare != NULL && p->prepare(p->user, o->x) != 0))
        return;
    for (size_t lo = 0; lo < p->residual.count; lo += WORST_BLOCK) {
        size_t left = p->residual.count - lo;
        size_t hi = lo + (left < WORST_BLOCK ? left : WORST_BLOCK);

        if (worst_block(p, o->x, lo, hi, &list) != 0)
            return;
    }
    if (list.count == 0)
        return;
    fputs("  equations that do not hold, the worst first:\n", out);
    for (size_t i = 0; i < list.count; i++)
        worst_print(o, &list.rows[i], out);
}
