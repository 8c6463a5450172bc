/*
 * diff_steps.c -- eqc diff --steps: the derivation, one rule of ops.def a
 * line.  d( ) is the differential: what a change of all names together makes
 * of an expression, so that one derivation serves all of them.
 */
#include <stdlib.h>
#include <string.h>

#include "../math/slope.h"
#include "diff_show.h"

enum { STEPS_MOST = 200, REDUCTIONS_DEEP = 4 };

/* One expression being taken apart. */
struct steps {
    struct diff *d;
    struct head h;
    uint32_t *list;
    bool *active;            /* per list entry: does it depend on a name? */
    size_t n;
};

static const char *text_of(struct steps *s, Expr e)
{
    s->d->sums = 0;
    return diff_text(s->d, head_display(&s->h, e));
}

static bool is_active(const struct steps *s, Expr e)
{
    return e.i && dag_at(s->d->g, e)->type == TYPE_REAL &&
           s->active[dag_place(s->list, s->n, e)];
}

static void mark(struct steps *s)
{
    Expr kid[3];

    for (size_t k = 0; k < s->n; k++) {
        const struct node *n = &s->d->g->nodes.at[s->list[k]];
        if (n->op == DAG_LOAD)
            s->active[k] = n->a < s->d->arrays && s->d->depends[n->a];
        else
            for (unsigned j = dag_children(n, kid); j-- > 0;)
                s->active[k] |= n->type == TYPE_REAL && is_active(s, kid[j]);
    }
}

/* "d(x^2)", to stand in an expression; 0 where nothing changes. */
static Expr differential(struct steps *s, Expr e)
{
    if (!is_active(s, e))
        return dag_num(s->d->g, 0);
    return as_name(s->d, arena_printf(s->d->job->arena, "d(%s)",
                                      text_of(s, e)));
}

static void line(struct steps *s, const char *rule, const char *before,
                 const char *after)
{
    fprintf(s->d->out, "  %-9s d(%s) = %s\n", rule, before, after);
}

/* ---- rules -------------------------------------------------------------- */

static Expr product(struct steps *s, enum op op, unsigned which, Expr y)
{
    const struct node n = *dag_at(s->d->g, y);
    Expr kid = which == 0 ? (Expr){n.a} : (Expr){n.b}, slope, by;

    if (!is_active(s, kid))
        return dag_num(s->d->g, 0);
    slope = op_slope(s->d->g, op, which, (Expr){n.a}, (Expr){n.b}, y);
    by = differential(s, kid);
    s->d->sums = 0;
    return dag_scale(s->d->g, by, head_display(&s->h, slope));
}

static void say_op(struct steps *s, Expr y)
{
    enum op op = OP_OF(dag_at(s->d->g, y)->op);
    const struct op_row *row = op_row(op);
    const char *before = text_of(s, y);
    Expr sum = product(s, op, 0, y), more;

    if (row->arity == 2) {
        more = product(s, op, 1, y);
        sum = dag_op2(s->d->g, OP_Add, sum, more);
    }
    line(s, row->name, before, diff_text(s->d, tidy(s->d->g, sum)));
}

static void say_if(struct steps *s, Expr y)
{
    const struct node n = *dag_at(s->d->g, y);
    const char *before = text_of(s, y), *yes, *no;

    yes = diff_text(s->d, differential(s, (Expr){n.b}));
    no = diff_text(s->d, differential(s, (Expr){n.c}));
    line(s, "if", before,
         arena_printf(s->d->job->arena, "if %s then %s else %s",
                      text_of(s, (Expr){n.a}), yes, no));
}

static void walk(struct diff *d, const struct head *h, Expr root,
                 unsigned deep);

/* What becomes of word(ranges: body), `ranges` with its bracket and colon. */
static const char *reduced(struct diff *d, const char *word,
                           const char *before, const char *body)
{
    const char *open = before + strlen(word), *colon = strstr(before, ": ");
    int n = (int)(colon - open);
    struct arena *a = d->job->arena;

    if (strcmp(word, "sum") == 0)
        return arena_printf(a, "sum%.*s: d(%s))", n, open, body);
    if (strcmp(word, "prod") == 0)
        return arena_printf(a, "sum%.*s: d(%s) times the others)", n, open,
                            body);
    if (strcmp(word, "logsumexp") == 0)
        return arena_printf(a, "sum%.*s: exp((%s) - %s)*d(%s))", n, open, body,
                            before, body);
    return arena_printf(a, "d(%s) of the winner", body);
}

/* A sum is taken term by term; which term of a max counts is its rule. */
static void say_reduction(struct steps *s, Expr load, unsigned deep)
{
    const char *before = text_of(s, load), *word;
    struct steps in = *s;
    struct loop loop;

    if (!head_enter(&in.h, load, &loop, &word))
        return;
    if (strstr(before, ": "))
        line(s, word, before, reduced(s->d, word, before,
                                      text_of(&in, loop.body)));
    if (deep < REDUCTIONS_DEEP)
        walk(s->d, &in.h, loop.body, deep + 1);
}

/* ---- the derivation ----------------------------------------------------- */

static void step(struct steps *s, size_t k, unsigned deep)
{
    Expr y = {s->list[k]};
    unsigned op = dag_at(s->d->g, y)->op;

    if (!s->active[k])
        return;
    if (op == DAG_SELECT)
        say_if(s, y);
    else if (op >= DAG_FIRST_OP)
        say_op(s, y);
    else if (op == DAG_LOAD)
        say_reduction(s, y, deep);
}

/* From the whole to its parts: a child has a smaller index. */
static void walk(struct diff *d, const struct head *h, Expr root,
                 unsigned deep)
{
    struct steps s = {.d = d, .h = *h};

    root = cases(d->g, root);
    s.n = dag_reach(d->g, &root, 1, &s.list);
    s.active = calloc(s.n + 1, sizeof *s.active);
    if (!s.active)
        base_no_memory();
    mark(&s);
    for (size_t k = s.n, said = 0; k-- > 0 && said < STEPS_MOST; said++)
        step(&s, k, deep);
    free(s.active);
    free(s.list);
}

void diff_steps(struct diff *d, const struct item *it)
{
    struct head h;

    head_make(&h, d, it);
    walk(d, &h, it->value, 0);
}
