/* choose.c -- what class of problem it is, and which solver it gets. */
#include "planning.h"

#include "../../runtime/core/search.h"
#include "../../runtime/core/solvers.h"
#include "../math/derive.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct solver_row { const char *name; unsigned needs, honours; };

static const struct solver_row solver_rows[] = {
#define SOLVER(name, needs, honours, text) {#name, needs, honours},
#include "../../runtime/core/solvers.def"
#undef SOLVER
};

static const char *const search_names[] = {
#define SEARCH(NAME, name, text) #name,
#include "../../runtime/core/searches.def"
#undef SEARCH
};
enum { SOLVERS = sizeof solver_rows / sizeof *solver_rows,
       SEARCHES = sizeof search_names / sizeof *search_names };

static const struct solver_row *find_solver(const char *name)
{
    for (size_t k = 0; k < sizeof solver_rows / sizeof *solver_rows; k++)
        if (strcmp(solver_rows[k].name, name) == 0)
            return &solver_rows[k];
    return NULL;
}

static void choose_class(struct plan *plan)
{
    const struct program *p = plan->program;

    if (dag_is_int(p->dag, plan->n) && dag_int_value(p->dag, plan->n) == 0)
        plan->cls = EQR_CLASS_EVALUATION;
    else if (p->has_fits || p->loss_is_squares)
        plan->cls = p->has_fits && p->has_objective ? EQR_CLASS_MINIMISE
                                                    : EQR_CLASS_LEAST_SQUARES;
    else if (p->has_objective)
        plan->cls = EQR_CLASS_MINIMISE;
    else
        plan->cls = EQR_CLASS_SYSTEM;
}

static bool rows_are_linear(const struct program *p)
{
    for (size_t k = 0; k < p->families.n; k++)
        if (dag_at(p->dag, p->families.at[k].row)->degree > 1 ||
            p->families.at[k].rho.i)
            return false;
    return p->families.n > 0;
}

static bool constraints_are_linear(const struct program *p)
{
    for (size_t k = 0; k < p->constraints.n; k++)
        if (dag_at(p->dag, p->constraints.at[k].row)->degree > 1)
            return false;
    return p->constraints.n > 0;
}

static bool loss_is_linear(const struct program *p)
{
    return p->has_objective && !p->has_fits && p->loss != UINT32_MAX &&
           p->dag->array_degree.at[p->loss] <= 1;
}

static bool all_absolute(const struct program *p)
{
    for (size_t k = 0; k < p->families.n; k++)
        if (!p->families.at[k].absolute)
            return false;
    return p->families.n > 0;
}

static const char *class_text(int cls, bool linear)
{
    switch (cls) {
    case EQR_CLASS_SYSTEM: return linear ? "linear system" : "system";
    case EQR_CLASS_LEAST_SQUARES:
        return linear ? "linear least squares" : "least squares";
    case EQR_CLASS_MINIMISE: return "minimise";
    default: return "evaluation";
    }
}

/* What is taken where a file has constraints. */
static const char constrained_method[] = "ipm";
/* What is taken for a loss that is small and smooth. */
static const char second_method[] = "newton_cg";

/* Solvers and verdicts of a system know its rows, not their squares. */
static bool is_system(const struct program *p)
{
    return !p->has_fits && !p->has_objective && !p->loss_is_squares;
}

unsigned plan_wants(const struct program *p)
{
    const char *name = p->solve.solver;
    const struct solver_row *row;
    unsigned wants = DERIVE_ROWS;

    if (!name && p->constraints.n > 0)
        name = constrained_method;
    else if (!name && p->solve.second)
        name = second_method;
    row = name ? find_solver(name) : NULL;
    if (!is_system(p) || (row && (row->needs & EQR_GRADIENT)))
        wants |= DERIVE_GRADIENT;
    if (row && (row->needs & EQR_HESSIAN))
        wants |= DERIVE_HESSIAN;
    return wants;
}

/* As many equations as unknowns, whatever the sizes and data? */
static bool is_square(const struct plan *plan)
{
    const struct plan_rows *rows = &plan->lists[LIST_RESIDUAL];

    return !rows->found.i && expr_same(plan->n, rows->count);
}

static const char *automatic(const struct plan *plan)
{
    bool square = is_square(plan);
    bool direct = (plan->flags & EQR_LINEAR) && !plan->program->has_bounds;

    if (plan->program->constraints.n > 0 &&
        plan->cls != EQR_CLASS_EVALUATION)
        return constrained_method;
    switch (plan->cls) {
    case EQR_CLASS_SYSTEM:
        return direct ? "linear" : square ? "newton" : "lm";
    case EQR_CLASS_LEAST_SQUARES:
        return direct ? "linear" : "lm";
    case EQR_CLASS_MINIMISE:
        return plan->program->solve.second ? second_method : "lbfgsb";
    default:
        return "";
    }
}

/* Method k of all, the searches last. */
static const char *method_name(size_t k)
{
    return k < SOLVERS ? solver_rows[k].name : search_names[k - SOLVERS];
}

static const char *method_list(char *text, size_t size)
{
    size_t used = 0, n = SOLVERS + SEARCHES;

    for (size_t k = 0; k < n; k++)
        used += (size_t)snprintf(text + used, size - used, "%s%s",
                                 k == 0 ? "" : k + 1 < n ? ", " : " and ",
                                 method_name(k));
    return text;
}

static void no_method(const struct program *p, struct diag *d)
{
    const char *names[SOLVERS + SEARCHES], *near;
    char text[400];
    int m = diag_add(d, "E0324", p->solve.span, "there is no method `%s`",
                     p->solve.solver);

    for (size_t k = 0; k < SOLVERS + SEARCHES; k++)
        names[k] = method_name(k);
    near = name_nearest(p->solve.solver, names, SOLVERS + SEARCHES);
    if (near)
        diag_help(d, m, "did you mean %s?", near);
    else
        diag_help(d, m, "there are %s", method_list(text, sizeof text));
}

static void check_solver(struct plan *plan, struct diag *d)
{
    const struct program *p = plan->program;
    const struct solver_row *row = find_solver(p->solve.solver);
    int m;

    if (!row) {
        no_method(p, d);
        return;
    }
    if (p->has_bounds && !(row->honours & EQR_BOUNDS))
        diag_add(d, "E0320", p->solve.span, "%s cannot keep unknowns inside "
                 "bounds, and this file has bounds", row->name);
    if (p->constraints.n > 0 && !(row->honours & EQR_CONSTRAINTS)) {
        m = diag_add(d, "E0326", p->solve.span, "%s cannot keep constraints, "
                     "and this file has constraints", row->name);
        diag_note(d, m, p->constraints.at[0].span, "one of them");
        diag_help(d, m, "%s does; without `solve with` it is taken",
                  constrained_method);
    }
    if ((row->needs & EQR_ROWS) && plan->cls == EQR_CLASS_MINIMISE)
        diag_add(d, "E0321", p->solve.span, "%s is for equations and squares, "
                 "and this loss is no sum of squares", row->name);
    if ((row->needs & EQR_SQUARE) && !is_square(plan))
        diag_add(d, "E0322", p->solve.span, "%s needs as many equations as "
                 "unknowns", row->name);
    if (strcmp(row->name, "linear") == 0 && !(plan->flags & EQR_LINEAR))
        diag_add(d, "E0323", p->solve.span, "linear is for problems that are "
                 "linear in all unknowns, and this one is not");
    plan->solver = row->name;
}

static bool takes(const struct plan *plan, const struct solver_row *row,
                  const char *whose)
{
    const char *search = plan->program->solve.search;

    return eqr_takes_option(row->name, row->honours, whose) ||
           (search && eqr_takes_option(search, 0, whose));
}

static void choose_search(struct plan *plan, struct diag *d)
{
    const char *name = plan->program->solve.search;

    for (size_t k = 0; name && k < SEARCHES; k++)
        if (strcmp(search_names[k], name) == 0)
            plan->search = EQR_SEARCH_RULES + 1 + (int)k;
    if (plan->search == EQR_SEARCH_DEFLATION &&
        plan->cls != EQR_CLASS_SYSTEM)
        diag_help(d, diag_add(d, "E0327", plan->program->solve.span,
                              "deflation looks for roots of equations, and "
                              "this file has fits or a loss"),
                  "multistart lists the minima of those");
}

/* The one that is nearly meant: by letters, or `tol` of `tolerance`. */
static const char *option_meant(const char *wrong, const char *const *names,
                                size_t count)
{
    const char *near = name_nearest(wrong, names, count);

    for (size_t k = 0; near == NULL && k < count; k++) {
        if (strncmp(names[k], wrong, strlen(names[k])) == 0 &&
            strlen(names[k]) > 2)
            near = names[k];
    }
    return near;
}

/* "its options are tol, max_evaluations, max_steps" */
static void say_options(struct diag *d, int m, const char *const *names,
                        size_t count)
{
    char text[600];
    size_t at = 0;

    text[0] = '\0';
    for (size_t k = 0; k < count && at < sizeof text; k++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%s",
                               k ? ", " : "", names[k]);
    diag_help(d, m, "its options are %s", text);
}

/* Of mini-batches, whose rows terms.c has found. */
static void check_batches(const struct plan *plan, struct diag *d)
{
    const struct program *p = plan->program;
    const struct solve_option *batch = program_option(p, "batch");
    static const char *const of_batches[] = {"epochs", "seed", "drop_last"};
    const struct solve_option *other = NULL;

    for (size_t k = 0; k < 3 && !other; k++)
        other = program_option(p, of_batches[k]);
    if (!batch && other)
        diag_help(d, diag_add(d, "E0329", other->span, "`%s` is of "
                              "mini-batches, and there are none", other->name),
                  "how many rows each step takes is said by `batch = 32`");
    else if (batch && p->solve.search)
        diag_add(d, "E0330", batch->span, "%s compares whole losses, and "
                 "cannot take mini-batches", p->solve.search);
    else if (batch && p->drawn == 0)
        diag_help(d, diag_add(d, "E0328", batch->span, "there are no rows of "
                              "data to take batches of"),
                  "batches are of fits over the rows of data, or of a loss "
                  "that is their sum or mean: sum(i in 1..n: ...x[i]...)");
}

static const struct option_row { const char *type, *name, *whose; }
option_rows[] = {
#define OPTION(type, name, value, whose, text) {#type, #name, whose},
#include "../../runtime/core/options.def"
#undef OPTION
};
enum { OPTIONS = sizeof option_rows / sizeof *option_rows };

/* What counts is a whole number, up to those that a double counts exactly. */
static void check_count(const struct solve_option *o, struct diag *d)
{
    const double most = 9007199254740992;

    for (size_t k = 0; k < OPTIONS; k++)
        if (strcmp(option_rows[k].name, o->name) == 0 &&
            strcmp(option_rows[k].type, "size_t") == 0 &&
            !(o->value >= 0 && o->value <= most &&
              floor(o->value) >= o->value))
            diag_add(d, "E0331", o->span, "`%s` is a whole number, from 0",
                     o->name);
}

static void check_options(const struct plan *plan, struct diag *d)
{
    const struct program *p = plan->program;
    const struct solver_row *row = find_solver(plan->solver);
    const char *names[OPTIONS];
    size_t count = 0;

    if (p->solve.solver && !find_solver(p->solve.solver))
        return;              /* said already */
    for (size_t j = 0; row && j < OPTIONS; j++)
        if (takes(plan, row, option_rows[j].whose))
            names[count++] = option_rows[j].name;

    for (size_t k = 0; k < p->solve.options.n; k++) {
        const struct solve_option *o = &p->solve.options.at[k];
        bool found = false;
        const char *near;
        int m;
        for (size_t j = 0; j < count; j++)
            found |= strcmp(names[j], o->name) == 0;
        if (found)
            check_count(o, d);
        if (found || !row)
            continue;
        m = diag_add(d, "E0325", o->span, "%s has no option `%s`",
                     p->solve.search ? p->solve.search : plan->solver,
                     o->name);
        near = option_meant(o->name, names, count);
        if (near)
            diag_help(d, m, "did you mean %s?", near);
        say_options(d, m, names, count);
    }
}

void plan_choose(struct plan *plan, struct diag *d)
{
    bool linear = rows_are_linear(plan->program);
    const struct solver_row *row;
    size_t before;

    choose_class(plan);
    if (linear && plan->cls <= EQR_CLASS_LEAST_SQUARES)
        plan->flags |= EQR_LINEAR;
    if (constraints_are_linear(plan->program))
        plan->flags |= EQR_LINEAR_CONSTRAINTS;
    if (loss_is_linear(plan->program))
        plan->flags |= EQR_LINEAR_LOSS;
    if (all_absolute(plan->program))
        plan->flags |= EQR_ABSOLUTE;
    plan->class_text = class_text(plan->cls, plan->flags & EQR_LINEAR);
    plan->solver = automatic(plan);
    if (plan->program->solve.solver)
        check_solver(plan, d);
    choose_search(plan, d);
    row = find_solver(plan->solver);
    plan->needs = row ? row->needs : 0;
    before = diag_errors(d);
    check_options(plan, d);
    if (diag_errors(d) == before)
        check_batches(plan, d);
}
