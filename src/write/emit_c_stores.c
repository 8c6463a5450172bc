/*
 * emit_c_stores.c -- constants stored side by side: start values and bounds of
 * many single unknowns.  A long run of them is a loop, over a table where they
 * are not all the same.
 */
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

static double value_of(const struct body *b, uint32_t k)
{
    return dag_value(b->e->prog->dag, b->f.steps[b->f.steps[k].c].expr);
}

static uint32_t next_store(const struct body *b, uint32_t k)
{
    while (b->f.steps[++k].op != PLAN_STORE)
        ;
    return k;
}

static bool all_same(const struct body *b, uint32_t k)
{
    double first = value_of(b, k), v;

    for (uint32_t n = b->f.at[k].stores; n > 1; n--) {
        k = next_store(b, k);
        v = value_of(b, k);
        if (memcmp(&first, &v, sizeof v) != 0)
            return false;
    }
    return true;
}

static void table(struct body *b, uint32_t k)
{
    char buf[40];

    out_line(&b->code, "static const %s values%u[]" OUT_GLUE "= {", b->e->real,
             (unsigned)++b->tables);
    for (uint32_t n = b->f.at[k].stores; n > 0; n--) {
        out_entry(&b->code, emit_number(b->e, value_of(b, k), buf));
        if (n > 1)
            k = next_store(b, k);
    }
    out_entries_end(&b->code);
    out_line(&b->code, "};");
}

void body_stores(struct body *b, uint32_t k)
{
    unsigned home = home_of(&b->f, k), n = b->f.at[k].stores;
    const char *to = home == HOME_START ? "start_x"
                     : home == HOME_LOWER ? "lower_x" : "upper_x";
    bool same = all_same(b, k);
    int64_t at = 0;

    place_of(&b->f, k, &at);
    if (!same)
        table(b, k);
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
        out_fmt(&b->text, "values%u[i]", (unsigned)b->tables);
    out_line(&b->code, "%s;", out_text(&b->text));
    b->code.depth -= 2;
}
