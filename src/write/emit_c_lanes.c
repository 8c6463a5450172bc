/*
 * emit_c_lanes.c -- a loop with lanes: its whole blocks of PLAN_LANES turns,
 * an inner loop of which the C compiler makes vectors; then the turns that are
 * left, the same statements once more; then the lanes are put together.
 */
#include "emit_c_body.h"

#include <math.h>

#include "../base/arena.h"

static const char *loop_name(struct body *b, uint32_t k, struct out *to)
{
    body_index_name(b, k, to);
    return out_text(to);
}

/* "a1_lane"; of the second loop that adds to a1 "a1_lane2". */
static void lane_name(struct body *b, uint32_t var, struct out *to)
{
    if (b->f.at[var].slot != FORM_NONE)
        out_fmt(to, "w%u_lane", (unsigned)b->f.at[var].slot);
    else
        out_fmt(to, "a%u_lane", (unsigned)b->f.at[var].name);
    if (b->f.at[var].laned > 1)
        out_fmt(to, "%u", (unsigned)b->f.at[var].laned);
}

/* The turns of a loop, where they are a number; else 0. */
static int64_t turns_of(const struct body *b, uint32_t loop)
{
    const struct step *n = &b->f.steps[b->f.steps[loop].a];

    return n->op == DAG_INT ? dag_int_value(b->e->prog->dag, n->expr) : 0;
}

/* Its turns are one block: there is no loop over blocks. */
static bool one_block(const struct body *b, uint32_t loop)
{
    return turns_of(b, loop) == PLAN_LANES;
}

void body_lane(struct body *b, uint32_t var)
{
    struct out i = {0};
    const char *name = loop_name(b, b->lanes, &i);

    lane_name(b, var, &b->text);
    out_fmt(&b->text, one_block(b, b->lanes) ? "[%s]" : "[%s - %s0]", name,
            name);
    out_free(&i);
}

static double identity(unsigned effect)
{
    return effect == EFFECT_PROD ? 1 : effect == EFFECT_MIN ? HUGE_VAL
         : effect == EFFECT_MAX ? -HUGE_VAL : 0;
}

static void declare_lanes(struct body *b, uint32_t var, unsigned effect)
{
    char buf[40];
    const char *start = emit_number(b->e, identity(effect), buf);
    struct out name = {0};

    b->f.at[var].laned++;
    lane_name(b, var, &name);
    b->text.text.n = 0;
    for (unsigned k = 0; k < (effect == EFFECT_SUM ? 1 : PLAN_LANES); k++)
        out_fmt(&b->text, k ? ", %s" : "%s", start);
    out_line(&b->code, "%s %s[%d]" OUT_GLUE "= {%s};", b->e->real,
             out_text(&name), PLAN_LANES, out_text(&b->text));
    out_free(&name);
}

static void join_lanes(struct body *b, uint32_t var, unsigned effect)
{
    static const char *const fmt[] = {
        [EFFECT_SUM] = "%s" OUT_GLUE "+= eqr_lanes_sum(%s);",
        [EFFECT_PROD] = "%s" OUT_GLUE "*= eqr_lanes_prod(%s);",
        [EFFECT_MIN] = "%s" OUT_GLUE "= eqr_min(%s, eqr_lanes_min(%s));",
        [EFFECT_MAX] = "%s" OUT_GLUE "= eqr_max(%s, eqr_lanes_max(%s));",
    };
    struct out name = {0};
    const char *target;
    bool twice = effect == EFFECT_MIN || effect == EFFECT_MAX;

    lane_name(b, var, &name);
    b->text.text.n = 0;
    body_meaning(b, var, BIND_ALL);
    target = body_copy(b);
    if (twice)
        out_line(&b->code, fmt[effect], target, target, out_text(&name));
    else
        out_line(&b->code, fmt[effect], target, out_text(&name));
    out_free(&name);
}

/* Each VAR of the loop once; `walk` is another number each time. */
static void each_var(struct body *b, uint32_t k, uint32_t walk,
                     void (*visit)(struct body *, uint32_t, unsigned))
{
    for (uint32_t j = k + 1; j < b->f.at[k].end; j++) {
        const struct step *s = &b->f.steps[j];
        if (s->op != PLAN_ACC || b->f.at[s->a].noted == walk)
            continue;
        b->f.at[s->a].noted = walk;
        visit(b, s->a, s->c);
    }
}

/* "n / 8 * 8": where the whole blocks end. */
static char *whole(struct body *b, uint32_t loop)
{
    int64_t turns = turns_of(b, loop);

    if (turns)
        return arena_printf(b->e->arena, "%lld",
                            (long long)(turns / PLAN_LANES * PLAN_LANES));
    body_text(b, b->f.steps[loop].a, BIND_MUL);
    out_fmt(&b->text, " / %d * %d", PLAN_LANES, PLAN_LANES);
    return body_copy(b);
}

void body_lanes_open(struct body *b, uint32_t k)
{
    struct out i = {0};
    const char *name = loop_name(b, k, &i);

    each_var(b, k, 2 * k + 1, declare_lanes);
    if (!one_block(b, k))
        out_open(&b->code, "for (ptrdiff_t %s0 = 0; %s0 < %s; %s0 += %d)",
                 name, name, whole(b, k), name, PLAN_LANES);
    out_line(&b->code, "EQR_LANES");
    if (b->f.steps[k].flags & STEP_INDEPENDENT)
        out_line(&b->code, "EQR_INDEPENDENT");
    if (one_block(b, k))
        out_open(&b->code, "for (ptrdiff_t %s = 0; %s < %d; ++%s) {", name,
                 name, PLAN_LANES, name);
    else
        out_open(&b->code, "for (ptrdiff_t %s = %s0; %s < %s0 + %d; ++%s) {",
                 name, name, name, name, PLAN_LANES, name);
    out_free(&i);
    b->lanes = k;
}

/* The same statements under the same names, without lanes. */
static void write_again(struct body *b, uint32_t k)
{
    struct out i = {0};
    const char *name = loop_name(b, k, &i), *from = whole(b, k);
    size_t hints = b->hints.n;

    out_open(&b->code, "for (ptrdiff_t %s = %s; %s < %s; ++%s) {", name, from,
             name, body_text(b, b->f.steps[k].a, BIND_LESS + 1), name);
    for (uint32_t j = k + 1; j < b->f.at[k].end; j++)
        body_statement(b, j);
    out_close(&b->code, "}");
    b->hints.n = hints;
    out_free(&i);
}

void body_lanes_close(struct body *b, uint32_t k)
{
    b->code.depth--;
    out_line(&b->code, "}");
    b->code.depth -= !one_block(b, k);
    b->lanes = FORM_NONE;
    if (!turns_of(b, k) || turns_of(b, k) % PLAN_LANES)
        write_again(b, k);
    each_var(b, k, 2 * k + 2, join_lanes);
}
