/* planner.c -- derived program to plan: sizes, functions, homes. */
#include "planning.h"

#include <string.h>

#include "../math/derive.h"

/* ---- homes ------------------------------------------------------------ */

static bool is_used(const bool *used, uint32_t a)
{
    return used[a];
}

/* Arrays that some step touches in memory. */
static void find_used(const struct plan *plan, bool *used)
{
    for (int k = 0; k < FUNCTION_COUNT; k++) {
        const struct function *f = &plan->functions[k];
        for (size_t s = 0; s < f->steps.n; s++) {
            const struct step *at = &f->steps.at[s];
            if (at->op == DAG_LOAD || at->op == PLAN_STORE ||
                at->op == PLAN_UPDATE || at->op == PLAN_FILL)
                used[at->a] = true;
        }
    }
}

struct homes {
    struct plan *plan;
    struct dag *g;
    Expr next[HOMES];        /* where the next array begins */
    uint32_t number[HOMES];
};

static unsigned home_of(const struct homes *h, uint32_t a)
{
    const struct program *p = h->plan->program;

    if (p->arrays.at[a].kind > ARRAY_OUTPUT)
        return HOME_OBJECTIVE + p->arrays.at[a].kind - ARRAY_OBJECTIVE;
    switch (p->arrays.at[a].kind) {
    case ARRAY_UNKNOWN: return HOME_X;
    case ARRAY_PARAM: return HOME_PARAM;
    case ARRAY_DATA: return HOME_DATA;
    case ARRAY_TABLE: return HOME_TABLE;
    case ARRAY_OUTPUT:
        if (a >= p->first_upper)
            return HOME_UPPER;
        if (a >= p->first_lower)
            return HOME_LOWER;
        if (a >= p->first_start)
            return HOME_START;
        return a >= p->first_gradient && p->first_gradient ? HOME_GRADIENT
                                                           : HOME_NONE;
    default:
        return p->dag->array_phase.at[a] == PHASE_POINT ? HOME_POINT
                                                        : HOME_SETUP;
    }
}

/* What a caller has for each row stands as close as the rows do. */
static const struct plan_rows *per_row(const struct homes *h, unsigned home)
{
    enum plan_list list = home == HOME_MULTIPLIER ? LIST_CONSTRAINT
                          : home == HOME_WEIGHT   ? LIST_RESIDUAL
                                                  : LIST_NONE;

    return list ? &h->plan->lists[list] : NULL;
}

static void place(struct homes *h, uint32_t a, const bool *used)
{
    const struct plan_rows *rows;
    Expr room;

    struct placed at = {.home = (uint8_t)home_of(h, a)};

    if ((at.home == HOME_POINT || at.home == HOME_SETUP) && !is_used(used, a))
        at.home = HOME_NONE;
    at.size = program_size(h->plan->program, a);
    at.place = h->number[at.home]++;
    at.offset = dag_int(h->g, 0);
    if (at.home != HOME_PARAM && at.home != HOME_DATA &&
        at.home != HOME_TABLE && at.home != HOME_NONE) {
        at.offset = h->next[at.home];
        rows = per_row(h, at.home);
        room = rows ? rows->each.at[at.place] : at.size;
        h->next[at.home] = dag_iadd(h->g, h->next[at.home], room);
    }
    vec_push(&h->plan->arrays, at);
}

static void find_homes(struct plan *plan)
{
    const struct program *p = plan->program;
    struct homes h = {.plan = plan, .g = p->dag};
    bool *used = calloc(p->arrays.n + 1, sizeof *used);

    if (!used)
        abort();
    find_used(plan, used);
    for (int k = 0; k < HOMES; k++)
        h.next[k] = dag_int(p->dag, 0);
    for (uint32_t a = 0; a < p->arrays.n; a++)
        place(&h, a, used);
    plan->setup_size = h.next[HOME_SETUP];
    plan->point_size = h.next[HOME_POINT];
    plan->hessian_size = h.next[HOME_HESSIAN];
    plan->normal_size = h.next[HOME_NORMAL];
    free(used);
}

/* ---- all -------------------------------------------------------------- */

static Expr count_unknowns(const struct program *p)
{
    Expr n = dag_int(p->dag, 0);

    for (uint32_t a = 0; a < p->arrays.n; a++)
        if (p->arrays.at[a].kind == ARRAY_UNKNOWN)
            n = dag_iadd(p->dag, n, program_size(p, a));
    return n;
}

struct plan *plan_make(struct program *p, struct diag *d)
{
    struct plan *plan = calloc(1, sizeof *plan);
    bool *prepared = calloc(p->arrays.n + 1, sizeof *prepared);
    Loops all = all_loops(p);

    if (!plan || !prepared)
        abort();
    plan->program = p;
    plan->n = count_unknowns(p);
    plan_row_sizes(plan);
    plan_choose(plan, d);
    plan_start(plan, p);     /* first: rows then have the room it took */
    if (p->derived & DERIVE_ROWS)
        plan_rows(plan, prepared);
    plan_whole(plan, p, &all, prepared);
    plan_separable(plan);
    plan_lanes(plan);
    find_homes(plan);
    vec_free(&all);
    free(prepared);
    return plan;
}
