/*
 * emit_c_stores.c -- constants stored side by side: start values and bounds of
 * many single unknowns.  A long run of them is a loop, over a table where they
 * are not all the same.
 */
#include <stdlib.h>
#include <string.h>

#include "emit_c_body.h"

enum { LEAST = 32 };         /* stores of a run: fewer stand one by one */

/* ---- finding ------------------------------------------------------------- */

static bool is_store(const struct forms *f, uint32_t k)
{
    return f->steps[k].op == PLAN_STORE && f->at[k].form == FORM_ACTION;
}

/* The place in its vector, where step k stores a constant there. */
static bool place_of(const struct forms *f, uint32_t k, int64_t *at)
{
    const struct step *s = &f->steps[k];
    const struct dag *g = f->e->prog->dag;
    const struct placed *to = &f->e->plan->arrays.at[s->a];

    if (!is_store(f, k) || f->at[k].loop != FORM_NONE ||
        (to->home != HOME_START && to->home != HOME_LOWER &&
         to->home != HOME_UPPER) ||
        f->steps[s->b].op != DAG_INT || f->steps[s->c].op != DAG_CONST ||
        !dag_is_int(g, to->offset))
        return false;
    *at = dag_int_value(g, to->offset) + dag_int_value(g, f->steps[s->b].expr);
    return true;
}

static unsigned home_of(const struct forms *f, uint32_t k)
{
    return f->e->plan->arrays.at[f->steps[k].a].home;
}

static void keep(struct forms *f, uint32_t first, uint32_t end, uint32_t n)
{
    if (n < LEAST)
        return;
    f->at[first].stores = n;
    for (uint32_t k = first + 1; k < end; k++)
        if (is_store(f, k))
            f->at[k].form = FORM_DEAD;
}

void stores_find(struct forms *f)
{
    uint32_t first = 0, n = 0;
    int64_t at = 0, here = 0;

    for (uint32_t k = 0; k < f->n; k++) {
        bool constant = place_of(f, k, &here);

        if (f->at[k].form != FORM_ACTION && f->at[k].form != FORM_NAMED)
            continue;
        if (n > 0 && (!constant || here != at + (int64_t)n ||
                      home_of(f, k) != home_of(f, first))) {
            keep(f, first, k, n);
            n = 0;
        }
        if (constant && n++ == 0) {
            first = k;
            at = here;
        }
    }
    keep(f, first, f->n, n);
}

/* ---- writing ------------------------------------------------------------- */

typedef struct { uint64_t *at; size_t n, cap; } Values;

/* What is stored from step k on, as bits; is it all the same? */
static bool read_values(const struct body *b, uint32_t k, Values *to)
{
    bool same = true;

    for (uint32_t n = b->f.at[k].stores; n > 0; k++) {
        const struct step *s = &b->f.steps[k];
        uint64_t bits;
        double v;

        if (s->op != PLAN_STORE)
            continue;
        v = dag_value(b->e->prog->dag, b->f.steps[s->c].expr);
        memcpy(&bits, &v, sizeof bits);
        vec_push(to, bits);
        same = same && bits == to->at[0];
        n--;
    }
    return same;
}

void body_stores(struct body *b, uint32_t k)
{
    unsigned home = home_of(&b->f, k), n = b->f.at[k].stores;
    const char *to = home == HOME_START ? "start_x"
                     : home == HOME_LOWER ? "lower_x" : "upper_x";
    Values values = {0};
    bool same = read_values(b, k, &values);
    int64_t at = 0;

    place_of(&b->f, k, &at);
    out_open(&b->code, "if (%s)", to);
    out_open(&b->code, "for (ptrdiff_t i = 0; i < %u; ++i)", n);
    b->text.text.n = 0;
    out_fmt(&b->text, "%s[", to);
    if (at > 0)
        out_fmt(&b->text, "%lld + ", (long long)at);
    out_str(&b->text, "i]" OUT_GLUE "= ");
    if (same)
        body_value(b, b->f.steps[k].c, BIND_ALL);
    else
        out_fmt(&b->text, "%s[i]", emit_table(b->e, TABLE_NUMBERS, values.at,
                                              values.n));
    out_line(&b->code, "%s;", out_text(&b->text));
    b->code.depth -= 2;
    vec_free(&values);
}
