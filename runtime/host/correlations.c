/*
 * correlations.c -- which unknowns of a fit the data tell apart badly; see
 * report.h.
 */
#include "report.h"

#include <math.h>

#include "numtext.h"

enum {
    CORRELATIONS_TABLE = 12,     /* unknowns: a matrix for people */
    CORRELATIONS_JSON = 100,
    CORRELATIONS_PAIRS = 8
};

/* Pairs beyond this are named. */
static const double correlations_strong = 0.95;

static double correlations_of(const eqh_outcome *o, size_t i, size_t j)
{
    return (double)eqr_correlation(o->statistics, o->problem->n, i, j);
}

/* Two digits of r, or of what is missing to 1. */
static void correlations_number(FILE *out, double r, int width)
{
    double missing = 1.0 - fabs(r);
    int digits = missing > 0.0 ? 1 - (int)floor(log10(missing)) : 2;
    char text[EQN_MAX];

    eqn_show_digits(r, digits > 8 ? 8 : digits, text);
    fprintf(out, "%*s", width, text);
}

/* The pairs that count for nearly one, the first of them. */
static void correlations_pairs(const eqh_outcome *o, FILE *out)
{
    size_t n = o->problem->n, found = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double r = correlations_of(o, i, j);

            if (!(fabs(r) > correlations_strong) ||
                found++ >= CORRELATIONS_PAIRS)
                continue;
            fputs(found == 1 ? "  strongly correlated: " : ", ", out);
            eqh_print_unknown(o, i, out);
            fputs(" and ", out);
            eqh_print_unknown(o, j, out);
            fputs(" (", out);
            correlations_number(out, r, 0);
            fputc(')', out);
        }
    if (found > CORRELATIONS_PAIRS)
        fprintf(out, ", and %llu more pairs",
                (unsigned long long)(found - CORRELATIONS_PAIRS));
    if (found > 0)
        fputc('\n', out);
}

/* The lower triangle; columns are in the order of the rows. */
static void correlations_table(const eqh_outcome *o, FILE *out)
{
    fputs("  correlations, row by row in the order of the unknowns:\n", out);
    for (size_t i = 0; i < o->problem->n; i++) {
        fputs("   ", out);
        for (size_t j = 0; j <= i; j++) {
            double r = correlations_of(o, i, j);

            if (isnan(r))
                fprintf(out, "%11s", "-");
            else
                correlations_number(out, r, 11);
        }
        fputs("   ", out);
        eqh_print_unknown(o, i, out);
        fputc('\n', out);
    }
}

void eqh_report_correlations(const eqh_outcome *o, FILE *out)
{
    size_t n = o->problem->n;

    if (n > 1 && n <= CORRELATIONS_TABLE && o->args->full)
        correlations_table(o, out);
    else
        correlations_pairs(o, out);
}

/* {"a": {"a": 1, "b": 0.5}, "b": ...}, by the names of elements. */
void eqh_report_correlations_json(const eqh_outcome *o, eqh_json *j)
{
    size_t n = o->problem->n;

    if (n > CORRELATIONS_JSON)
        return;
    eqh_json_key(j, "correlation");
    eqh_json_open(j, '{');
    for (size_t i = 0; i < n; i++) {
        eqh_json_unknown(j, o, i);
        eqh_json_open(j, '{');
        for (size_t k = 0; k < n; k++) {
            eqh_json_unknown(j, o, k);
            eqh_json_real(j, (eqr_real)correlations_of(o, i, k));
        }
        eqh_json_close(j, '}');
    }
    eqh_json_close(j, '}');
}
