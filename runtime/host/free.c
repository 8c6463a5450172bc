/* free.c -- what the equations leave undetermined; see report.h. */
#include "report.h"

#include <string.h>

#include "numtext.h"

enum { FREE_TUPLE = 12, FREE_DIRECTIONS = 4, FREE_ENTRIES = 8 };

static int free_entry(const eqh_outcome *o, size_t direction, size_t k)
{
    eqr_real v = o->statistics->free_basis[direction * o->problem->n + k];

    return v < 0 || v > 0;
}

/* Whether any direction moves unknown k. */
static int free_moves(const eqh_outcome *o, size_t k)
{
    for (size_t i = 0; i < o->statistics->free_count; i++) {
        if (free_entry(o, i, k))
            return 1;
    }
    return 0;
}

static void free_number(eqr_real value, FILE *out)
{
    char text[EQN_MAX];

    eqn_show((double)value, text);
    fputs(text, out);
}

/* "(A, B)" for values NULL, else "(1, -1)": of the unknowns that move. */
static void free_tuple(const eqh_outcome *o, const eqr_real *values, FILE *out)
{
    const char *before = "(";

    for (size_t k = 0; k < o->problem->n; k++) {
        if (!free_moves(o, k))
            continue;
        fputs(before, out);
        before = ", ";
        if (values == NULL)
            eqh_print_unknown(o, k, out);
        else
            free_number(values[k], out);
    }
    fputc(')', out);
}

/* "(A, B) = (5, 4) + t*(1, -1)" */
static void free_solutions(const eqh_outcome *o, FILE *out)
{
    const eqr_statistics_result *s = o->statistics;

    fputs("    ", out);
    free_tuple(o, NULL, out);
    fputs(" = ", out);
    free_tuple(o, o->x, out);
    for (size_t i = 0; i < s->free_count; i++) {
        fputs(s->free_count == 1 ? " + t" : "\n        + t", out);
        if (s->free_count > 1)
            fprintf(out, "%llu", (unsigned long long)i + 1);
        fputc('*', out);
        free_tuple(o, s->free_basis + i * o->problem->n, out);
    }
    fputc('\n', out);
}

/* "w[2] by 1, w[3] by -1", the first entries of one direction. */
static void free_direction(const eqh_outcome *o, size_t direction, FILE *out)
{
    size_t shown = 0;

    fputs("    ", out);
    for (size_t k = 0; k < o->problem->n; k++) {
        if (!free_entry(o, direction, k))
            continue;
        if (shown++ == FREE_ENTRIES) {
            fputs(", ...", out);
            break;
        }
        fputs(shown == 1 ? "" : ", ", out);
        eqh_print_unknown(o, k, out);
        fputs(" by ", out);
        free_number(o->statistics->free_basis[direction * o->problem->n + k],
                    out);
    }
    fputc('\n', out);
}

/* Does the point solve the problem, so that its directions hold solutions? */
static int free_solves(const eqh_outcome *o)
{
    return o->exit == 0 || o->result->status == EQR_UNDERDETERMINED;
}

/* As many directions as unknowns that move: each of them moves alone. */
static void free_alone(const eqh_outcome *o, int linear, FILE *out)
{
    const char *before = linear ? "any value will do for "
                                : "close to this point any value will do for ";

    for (size_t k = 0; k < o->problem->n; k++) {
        if (!free_moves(o, k))
            continue;
        fputs(before, out);
        before = ", ";
        eqh_print_unknown(o, k, out);
    }
    fputc('\n', out);
}

void eqh_report_free(const eqh_outcome *o, FILE *out)
{
    const eqr_statistics_result *s = o->statistics;
    unsigned long long d = s->free_count, n = o->problem->n, r = s->rank;
    int linear = strncmp(o->program->class_text, "linear ", 7) == 0;
    size_t moving = 0;

    for (size_t k = 0; k < o->problem->n && moving <= FREE_TUPLE; k++)
        moving += (size_t)free_moves(o, k);
    fprintf(out, "  %llu unknown%s, rank %llu: %llu degree%s of freedom; ", n,
            n == 1 ? "" : "s", r, d, d == 1 ? "" : "s");
    if (free_solves(o) && moving <= FREE_TUPLE && moving == s->free_count &&
        o->stays) {
        free_alone(o, linear, out);
        return;
    }
    if (free_solves(o) && moving <= FREE_TUPLE && moving > s->free_count &&
        s->free_count <= FREE_DIRECTIONS) {
        fputs(linear ? "the solutions are\n"
              : "close to this point the solutions are\n", out);
        free_solutions(o, out);
        return;
    }
    fputs(linear ? "nothing changes along\n"
          : "at this point nothing changes along\n", out);
    for (size_t i = 0; i < s->free_count && i < FREE_DIRECTIONS; i++)
        free_direction(o, i, out);
    if (s->free_count > FREE_DIRECTIONS)
        fprintf(out, "    and %llu more directions (--json prints all)\n",
                d - FREE_DIRECTIONS);
}

void eqh_report_level(const eqh_outcome *o, FILE *out)
{
    const eqr_statistics_result *s = o->statistics;
    size_t shown = 0;

    if (s == NULL || s->level == NULL || !o->has_errors)
        return;
    fputs("  close to this point the loss does not change where ", out);
    for (size_t k = 0; k < o->problem->n; k++) {
        if (!(s->level[k] < 0 || s->level[k] > 0))
            continue;
        fputs(shown == 0 ? "" : ", ", out);
        if (shown++ == FREE_ENTRIES) {
            fputs("...", out);
            break;
        }
        eqh_print_unknown(o, k, out);
    }
    fputs(shown == 1 ? " moves: it is not determined\n"
                     : " move together: they are not determined\n", out);
}
