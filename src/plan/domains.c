/*
 * domains.c -- functions that have no value everywhere inside the bounds.
 *
 * Looked at are only operands whose range is known exactly: an unknown with
 * two finite bounds, and sums, multiples and the like of it with numbers.  An
 * edge that is only touched, log(x) with x in [0, 1], is no finding.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../math/interval.h"
#include "findings.h"

enum { CHAIN_MOST = 16, FOUND_MOST = 5 };

/* How much of a range is its edge. */
static const double edge = 1e-9;

struct link { enum op op; double c; bool first; };   /* first: c op x */

struct look {
    struct arena *arena;
    struct diag *diag;
    const struct program *p;
    struct dag *g;
    double *lo, *hi;         /* per array */
    int found;
};

static void read_bounds(const struct look *l)
{
    for (size_t k = 0; k < l->p->arrays.n; k++) {
        l->lo[k] = -HUGE_VAL;
        l->hi[k] = HUGE_VAL;
    }
    for (size_t k = 0; k < l->p->lowers.n; k++)
        if (dag_is_const(l->g, l->p->lowers.at[k].body))
            l->lo[l->p->lowers.at[k].array] =
                dag_value(l->g, l->p->lowers.at[k].body);
    for (size_t k = 0; k < l->p->uppers.n; k++)
        if (dag_is_const(l->g, l->p->uppers.at[k].body))
            l->hi[l->p->uppers.at[k].array] =
                dag_value(l->g, l->p->uppers.at[k].body);
}

/* From e down to a load, with what is done to it on the way up. */
static bool chain_of(const struct look *l, Expr e, struct link *chain,
                     int *n, uint32_t *array)
{
    for (*n = 0; *n < CHAIN_MOST; ++*n) {
        const struct node *x = dag_at(l->g, e);
        struct link *at = &chain[*n];
        Expr a = {x->a}, b = {x->b};
        if (x->op == DAG_LOAD) {
            *array = x->a;
            return l->p->arrays.at[x->a].kind == ARRAY_UNKNOWN;
        }
        if (x->op < DAG_FIRST_OP || OP_OF(x->op) > OP_Neg ||
            OP_OF(x->op) == OP_Pow)
            return false;
        at->op = OP_OF(x->op);
        at->first = at->op != OP_Neg && dag_is_const(l->g, a);
        if (at->op != OP_Neg && !at->first && !dag_is_const(l->g, b))
            return false;
        if (at->first && at->op == OP_Div)
            return false;
        at->c = at->op == OP_Neg ? 0 : dag_value(l->g, at->first ? a : b);
        e = at->first ? b : a;
    }
    return false;
}

static double up_chain(const struct link *chain, int n, double v)
{
    while (n-- > 0)
        v = chain[n].op == OP_Neg ? -v
          : chain[n].first ? op_value2(chain[n].op, chain[n].c, v)
                           : op_value2(chain[n].op, v, chain[n].c);
    return v;
}

static double inward(double v, double by)
{
    return v + by * fmax(1, fabs(v));
}

/* The condition of the table in the words of the language. */
static const char *in_words(struct arena *arena, const char *where)
{
    char *text = arena_printf(arena, "%s ", where), *sign;

    while ((sign = strstr(text, "&&")) != NULL)
        text = arena_printf(arena, "%.*sand%s", (int)(sign - text), text,
                            sign + 2);
    text[strlen(text) - 1] = '\0';
    return text;
}

static void say(struct look *l, const struct node *x, struct span at,
                uint32_t array, double lo, double hi, bool nowhere)
{
    const struct op_row *row = op_row(OP_OF(x->op));
    int m = diag_add(l->diag, "W0308", at, nowhere
                     ? "`%s` has no value here: its operand is between %g and "
                       "%g" : "`%s` has no value in a part of the bounds: its "
                       "operand can be anything from %g to %g", row->name, lo,
                     hi);

    diag_tag(l->diag, m, DIAG_PROVED);
    diag_help(l->diag, m, "%s(a) has a value and a slope where %s; `%s` is in "
              "[%g, %g]", row->name, in_words(l->arena, row->where), l->p->arrays.at[array].name,
              l->lo[array], l->hi[array]);
    l->found++;
}

static void look_at(struct look *l, uint32_t i)
{
    const struct node *x = &l->g->nodes.at[i];
    struct link chain[CHAIN_MOST];
    struct interval seen;
    uint32_t array;
    double a, b, lo, hi;
    int n;

    if (x->op < DAG_FIRST_OP || op_row(OP_OF(x->op))->arity != 1 ||
        op_row(OP_OF(x->op))->precedence != 9 || l->found == FOUND_MOST ||
        !chain_of(l, (Expr){x->a}, chain, &n, &array))
        return;
    lo = l->lo[array];
    hi = l->hi[array];
    if (!(isfinite(lo) && isfinite(hi) && lo < hi))
        return;
    a = up_chain(chain, n, inward(lo, edge));
    b = up_chain(chain, n, inward(hi, -edge));
    seen = iv_op1(OP_OF(x->op), iv_make(fmin(a, b), fmax(a, b)));
    if (seen.total || !(isfinite(a) && isfinite(b)))
        return;
    a = up_chain(chain, n, lo);
    b = up_chain(chain, n, hi);
    say(l, x, dag_origin(l->g, (Expr){i}), array, fmin(a, b), fmax(a, b),
        iv_empty(seen));
}

static void look_below(struct look *l, Expr root)
{
    uint32_t *list;
    size_t n = dag_reach(l->g, &root, 1, &list);

    for (size_t k = 0; k < n; k++)
        look_at(l, list[k]);
    free(list);
}

void findings_domains(struct arena *arena, const struct program *p,
                      struct diag *d)
{
    struct look l = {.arena = arena, .diag = d, .p = p, .g = p->dag};

    if (!p->has_bounds)
        return;
    l.lo = arena_alloc(arena, (p->arrays.n + 1) * sizeof *l.lo);
    l.hi = arena_alloc(arena, (p->arrays.n + 1) * sizeof *l.hi);
    read_bounds(&l);
    for (size_t k = 0; k < p->loops.n; k++)
        look_below(&l, p->loops.at[k].body);
    for (size_t k = 0; k < p->families.n; k++)
        look_below(&l, p->families.at[k].row);
}
