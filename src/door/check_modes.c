/*
 * check_modes.c -- how derivatives are made for the solver, and how it keeps
 * its matrices.
 *
 * Reverse mode is the rule: rows, losses and Lagrangians are single numbers of
 * many unknowns.  Forward mode carries what no single formula gives, arrays
 * that a recurrence or several loops define, and the columns of a Hessian
 * whose pairs cannot be pushed through one.
 */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/analysis.h"
#include "../math/derive.h"
#include "../plan/planner.h"
#include "generic.h"

/* Matrices of more unknowns are not looked at before they are needed. */
enum { LOOK_MOST = 200000 };

static size_t modes_of(const struct program *p, struct check_mode *to)
{
    bool rows = p->families.n > 0 || p->constraints.n > 0;
    bool through = p->through != UINT32_MAX;
    size_t n = 0;

    if ((p->derived & DERIVE_ROWS) && rows)
        to[n++] = (struct check_mode){
            "Jacobian", through ? "forward" : "reverse",
            through ? p->arrays.at[p->through].name : NULL, "row by row"};
    if (p->derived & DERIVE_GRADIENT)
        to[n++] = (struct check_mode){"gradient", "reverse", NULL, ""};
    if (p->derived & DERIVE_HESSIAN)
        to[n++] = p->hessian_by_columns
            ? (struct check_mode){"Hessian", "forward over reverse", NULL,
                                  "column by column"}
            : (struct check_mode){"Hessian", "reverse", NULL,
                                  "entry by entry"};
    return n;
}

/* What takes long to evaluate has no derivatives in its plan. */
size_t check_modes(const struct check *c, struct check_mode *to)
{
    unsigned wants = plan_wants(c->job->program);
    struct program *own;
    size_t n;

    if (c->job->plan->cls == EQR_CLASS_EVALUATION)
        return 0;
    if ((c->job->derived->derived & wants) == wants)
        return modes_of(c->job->derived, to);
    if (c->job->program->dag->nodes.n > GENERIC_NODES_LONG)
        return 0;            /* it would take as long as all the rest */
    own = derive(c->job->program, wants);
    n = modes_of(own, to);
    derive_free(own);
    return n;
}

static void in_words(FILE *out, const struct check_mode *m)
{
    fprintf(out, "%s %s", m->what, m->mode);
    if (m->through)
        fprintf(out, " through %s", m->through);
    else if (*m->how)
        fprintf(out, ", %s", m->how);
}

/* ---- matrices ------------------------------------------------------------ */

static const eqr_solver *solver_of(const struct check *c)
{
    const eqr_solver *const *all = c->bound->program.solvers;

    while (*all && strcmp((*all)->name, c->job->plan->solver) != 0)
        all++;
    return *all;
}

static const char *looked_at(eqr_problem *p, const eqr_solver *s, size_t bytes)
{
    void *memory = malloc(bytes);
    const char *name = NULL;

    if (memory && eqr_analyse(p, s, memory) == 0)
        name = eqr_matrix_name(p->analysis ? p->analysis->kind->matrix
                                           : EQR_MATRIX_DENSE);
    p->analysis = NULL;
    free(memory);
    return name;
}

const char *check_matrix(const struct check *c)
{
    const eqr_solver *s = solver_of(c);
    eqr_problem *p = &c->bound->d.problem;
    size_t bytes;

    if (!s || !(s->needs & (EQR_ROWS | EQR_HESSIAN)) ||
        !c->bound->params_known)
        return NULL;
    if ((s->needs & EQR_ROWS) && p->n > EQR_DENSE_MOST &&
        (p->n > LOOK_MOST ||
         !c->job->plan->functions[FUNCTION_STRUCTURE].present))
        return NULL;
    bytes = eqr_analysis_size(p, s);
    return bytes == 0 ? eqr_matrix_name(EQR_MATRIX_DENSE)
                      : looked_at(p, s, bytes);
}

void check_say_modes(const struct check *c)
{
    struct check_mode modes[CHECK_MODES];
    size_t n = check_modes(c, modes);
    const char *matrix = check_matrix(c);

    if (n > 0)
        fputs("derivatives: ", c->out);
    for (size_t k = 0; k < n; k++) {
        fputs(k ? "; " : "", c->out);
        in_words(c->out, &modes[k]);
    }
    if (n > 0)
        fputc('\n', c->out);
    if (matrix)
        fprintf(c->out, "matrix: %s\n", matrix);
}
