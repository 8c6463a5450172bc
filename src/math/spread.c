/*
 * spread.c -- how much the fitted data vary: the weighted sum of squares about
 * their weighted mean, over all fits. R^2 is 1 - sse / spread.
 */
#include "deriving.h"

/* Only where every fit has data alone on its left, and plain squares. */
static bool has_spread(const struct program *p)
{
    if (!p->has_fits || p->has_objective)
        return false;
    for (size_t k = 0; k < p->families.n; k++) {
        const struct family *f = &p->families.at[k];
        if (f->kind != FAMILY_FIT || f->rho.i ||
            dag_at(p->dag, f->left)->phase != PHASE_SETUP)
            return false;
    }
    return true;
}

/* Computed when asked for, not at set-up: of the phase of a point. */
static uint32_t number(struct derive *d)
{
    return program_array(d->p, ARRAY_TEMP, NULL, 0, NULL, NULL, PHASE_POINT, 2);
}

static Expr load(struct derive *d, uint32_t array)
{
    return dag_load(d->g, array, NULL, 0);
}

static void add_rows(struct derive *d, uint32_t into, const struct family *f,
                     Expr e)
{
    struct loop loop = {.domain = f->domain, .effect = EFFECT_SUM,
                        .array = into, .span = f->span};

    if (f->scale.i)
        e = dag_op2(d->g, OP_Mul, dag_op2(d->g, OP_Mul, f->scale, f->scale), e);
    loop.body = e;
    vec_push(&d->p->helpers, loop);
}

void derive_spread(struct derive *d)
{
    struct program *p = d->p;
    uint32_t weights, sum;
    Expr mean, total;

    if (!has_spread(p))
        return;
    weights = number(d);
    sum = number(d);
    p->spread = number(d);
    for (size_t k = 0; k < p->families.n; k++) {
        add_rows(d, weights, &p->families.at[k], dag_num(d->g, 1));
        add_rows(d, sum, &p->families.at[k], p->families.at[k].left);
    }
    total = load(d, sum);
    mean = dag_op2(d->g, OP_Div, total, load(d, weights));
    for (size_t k = 0; k < p->families.n; k++) {
        Expr off = dag_op2(d->g, OP_Sub, p->families.at[k].left, mean);
        add_rows(d, p->spread, &p->families.at[k],
                 dag_op2(d->g, OP_Mul, off, off));
    }
}
