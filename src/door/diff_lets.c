/*
 * diff_lets.c -- lets that stand by their name.  The dag has a scalar let
 * written out wherever it is used, so that the derivative of the last of many
 * that build on each other would be written out from the first.  A let that
 * is large becomes a number with a loop of its own; whoever uses it loads it,
 * and its derivatives are numbers, too: what is printed and computed grows
 * with the file, no faster.
 */
#include "diff.h"

#include <stdlib.h>

/* A let of more terms than this, those in kept lets not counted, is kept. */
enum { TERMS_MOST = 12 };

static bool may_stay(const struct diff *d, const struct named *n)
{
    return n->rank == 0 && !n->is_loss && dag_at(d->g, n->value)->free == 0 &&
           n->value.i < d->put_count;
}

static unsigned terms_of(const struct diff *d, const unsigned *terms,
                         uint32_t i)
{
    const struct node *n = &d->g->nodes.at[i];
    unsigned sum = n->op != DAG_LIST;
    Expr kid[3];

    if (n->op == DAG_LOAD)
        return 1;
    for (unsigned k = dag_children(n, kid); k-- > 0;)
        sum += terms[kid[k].i];
    return sum < 2 * TERMS_MOST ? sum : 2 * TERMS_MOST;
}

/* The node i with kept lets loaded in place of what they stand for. */
static Expr put_node(const struct diff *d, uint32_t i)
{
    struct node n = d->g->nodes.at[i];
    Expr kid[3] = {{0}, {0}, {0}};
    bool changed = false;

    for (unsigned k = dag_children(&n, kid); k-- > 0;) {
        Expr to = d->put[kid[k].i];
        changed |= !expr_same(to, kid[k]);
        kid[k] = to;
    }
    return changed ? dag_rebuild(d->g, &n, kid) : (Expr){i};
}

static void keep(struct diff *d, const struct named *n)
{
    struct loop loop = {.effect = EFFECT_DEFINE, .body = d->put[n->value.i],
                        .span = n->span};

    loop.array = program_array(d->p, ARRAY_LET, n->name, 0, NULL, NULL,
                               PHASE_POINT, 2);
    vec_push(&d->p->loops, loop);
    d->put[n->value.i] = dag_load(d->g, loop.array, NULL, 0);
}

/* One pass: a child is smaller than its parent. */
void lets_begin(struct diff *d)
{
    uint32_t n = (uint32_t)d->g->nodes.n;
    const struct named **let = calloc(n, sizeof *let);
    unsigned *terms = calloc(n, sizeof *terms);

    if (!let || !terms)
        base_no_memory();
    d->put_count = n;
    d->put = arena_array(d->job->arena, n, sizeof *d->put);
    d->first_kept = d->p->arrays.n;
    for (size_t k = d->p->named.n; k-- > 0;)
        if (may_stay(d, &d->p->named.at[k]))
            let[d->p->named.at[k].value.i] = &d->p->named.at[k];
    for (uint32_t i = 1; i < n; i++) {
        d->put[i] = put_node(d, i);
        terms[i] = terms_of(d, terms, i);
        if (let[i] && terms[i] > TERMS_MOST) {
            keep(d, let[i]);
            terms[i] = 1;
        }
    }
    d->last_kept = d->p->arrays.n;
    free(let);
    free(terms);
}

bool let_is_kept(const struct diff *d, uint32_t array)
{
    return array >= d->first_kept && array < d->last_kept;
}

/* A let's own value is its loop's body, not its load. */
Expr lets_put(struct diff *d, Expr e)
{
    Expr to = e.i < d->put_count ? d->put[e.i] : e;
    const struct node *n = dag_at(d->g, to);

    return n->op == DAG_LOAD && let_is_kept(d, n->a) ? loop_of(d, n->a)->body
                                                     : to;
}

/* The derivative of a kept let, as a number with a name. */
Expr let_slope(struct diff *d, uint32_t array, const struct part *part)
{
    struct loop loop = {.effect = EFFECT_DEFINE, .body = part->value};
    const char *of = d->p->arrays.at[array].name;

    if (part->free.rank > 0 || dag_at(d->g, part->value)->free ||
        dag_is_const(d->g, part->value))
        return part->value;
    loop.array = program_array(d->p, ARRAY_LET,
                               arena_printf(d->job->arena, "(%s)",
                                            show_quotient(d, of, part->load)),
                               0, NULL, NULL, PHASE_POINT, 2);
    vec_push(&d->p->loops, loop);
    return dag_load(d->g, loop.array, NULL, 0);
}
