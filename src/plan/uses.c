/*
 * uses.c -- how often each step's value is used: one use in the same turn of
 * a loop may be written inside its user, unless that nests too deep.
 */
#include "planning.h"

struct use {
    struct function *f;
    uint32_t *turn;          /* per step: the loop it stands in */
    uint16_t *depth;         /* nesting when written inside its user */
};

enum { NESTING_MAX = 12 };

static void use_step(struct use *u, uint32_t user, uint32_t of)
{
    struct step *s = &u->f->steps.at[of];

    if (s->uses < 2)
        s->uses++;
    if (u->turn[of] != u->turn[user])
        s->uses = 2;
    if (u->depth[of] + 1 > u->depth[user])
        u->depth[user] = (uint16_t)(u->depth[of] + 1);
    if (u->depth[of] >= NESTING_MAX) {
        s->uses = 2;
        u->depth[of] = 0;
    }
}

/* Which of a, b, c are steps. */
static unsigned operand_mask(const struct step *s)
{
    if (s->op >= DAG_FIRST_OP && s->op < PLAN_FIRST)
        return op_row(OP_OF(s->op))->arity == 1 ? 1 : 3;
    switch (s->op) {
    case DAG_CONST: case DAG_INT: case DAG_INDEX: case DAG_SIZE:
    case DAG_LOCAL: case PLAN_END:
        return 0;
    case DAG_LOAD: case PLAN_FILL: case PLAN_PUSH: case PLAN_COUNT:
    case PLAN_OUT: case PLAN_FAMILY:
        return 2;
    case DAG_REAL: case DAG_NOT: case PLAN_FOR: case PLAN_VAR: case PLAN_IF:
        return 1;
    case PLAN_REQUIRE:
        return 5;
    case PLAN_GET:
        return 0;
    case PLAN_ACC:
        return 2;
    case PLAN_STORE: case PLAN_UPDATE: case PLAN_ROWS: case PLAN_FAMILIES:
    case DAG_SEGMENT:
        return 6;
    case DAG_SELECT:
        return 7;
    default:
        return 3;
    }
}

void steps_count_uses(struct function *f)
{
    struct use u = {.f = f};
    VEC(uint32_t) open = {0};
    uint32_t turn = 0, last = 0;

    u.turn = calloc(f->steps.n + 1, sizeof *u.turn);
    u.depth = calloc(f->steps.n + 1, sizeof *u.depth);
    if (!u.turn || !u.depth)
        abort();
    for (uint32_t k = 0; k < f->steps.n; k++) {
        const struct step *s = &f->steps.at[k];
        unsigned mask = operand_mask(s);

        u.turn[k] = turn;
        if (mask & 1)
            use_step(&u, k, s->a);
        if (mask & 2)
            use_step(&u, k, s->b);
        if (mask & 4)
            use_step(&u, k, s->c);
        if (plan_opens(s->op)) {
            vec_push(&open, turn);
            turn = ++last;
        } else if (s->op == PLAN_END) {
            turn = open.at[--open.n];
        }
    }
    vec_free(&open);
    free(u.turn);
    free(u.depth);
}
