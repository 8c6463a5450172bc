/* lower_diff.c -- diff(e, x): what it is asked for, and what is said if not. */
#include "lowering.h"

#include <stdlib.h>
#include <string.h>

#include "diff.h"

/* ---- what the file differentiates by ------------------------------------ */

static void note(struct lower *l, Ast call)
{
    Ast k = ast_kid(l->t, call);

    for (k = k.i ? ast_next(l->t, k) : k; k.i; k = ast_next(l->t, k))
        if (ast_at(l->t, k)->kind == AST_NAME)
            vec_push(&l->diffs, ((struct diff_name){
                ast_at(l->t, k)->name, ast_at(l->t, call)->span}));
}

void diff_names(struct lower *l)
{
    for (uint32_t k = 1; k < l->t->nodes.n; k++) {
        const struct ast_node *n = &l->t->nodes.at[k];
        if (n->kind == AST_CALL && n->name && strcmp(n->name, "diff") == 0)
            note(l, (Ast){k});
    }
}

bool diff_wants(const struct lower *l, Name name, struct span within)
{
    for (size_t k = 0; k < l->diffs.n; k++)
        if (l->diffs.at[k].name == name && l->diffs.at[k].at.lo >= within.lo &&
            l->diffs.at[k].at.hi <= within.hi)
            return true;
    return false;
}

/* One element for each index in scope that v uses, and for each of its own. */
struct value value_keep(struct lower *l, struct value v, struct span span)
{
    struct loop loop = {.effect = EFFECT_DEFINE, .span = span};
    Expr extent[PROGRAM_RANK], guard = EXPR_NONE;
    struct domain own;
    const struct node *n;
    uint64_t used;

    if (value_bad(&v))
        return v;
    v.e = dag_real(l->g, v.e);
    n = dag_at(l->g, v.e);
    if (n->type != TYPE_REAL)
        return v;
    used = index_closure(l, n->free, l->open.n, &guard);
    n = dag_at(l->g, v.e);
    for (size_t k = 0; k < l->open.n; k++)
        if (used >> l->open.at[k].var & 1 &&
            loop.domain.rank < RANK_MAX) {
            loop.domain.var[loop.domain.rank] = l->open.at[k].var;
            loop.domain.most[loop.domain.rank] = l->open.at[k].most;
            loop.domain.count[loop.domain.rank++] = l->open.at[k].count;
        }
    own = domain_elements(l, &v);
    if (loop.domain.rank + own.rank > RANK_MAX)
        return v;
    domain_append(&loop.domain, &own);
    for (unsigned k = 0; k < loop.domain.rank; k++) {
        loop.at[k] = dag_index(l->g, loop.domain.var[k]);
        extent[k] = domain_extent(&loop.domain, k);
    }
    loop.domain.guard = guard;
    loop.body = v.e;
    loop.array = program_array(l->p, ARRAY_LET, NULL, loop.domain.rank, NULL,
        extent, n->phase > PHASE_SETUP ? PHASE_POINT : PHASE_SETUP,
        n->degree);
    vec_push(&l->p->loops, loop);
    v.e = dag_load(l->g, loop.array, loop.at, loop.domain.rank);
    return v;
}

/* ---- messages ----------------------------------------------------------- */

static const char *text_at(struct lower *l, Ast at)
{
    struct span s = ast_at(l->t, at)->span;

    if (s.hi - s.lo > 40)
        return "this";
    return arena_printf(l->arena, "`%.*s`", (int)(s.hi - s.lo),
                        l->t->src->text + s.lo);
}

/* Which of the user's arrays e is made of, through all loops. */
static const char *made_of(struct lower *l, Expr e)
{
    bool *in = arena_array(l->arena, l->p->arrays.n + 1, sizeof *in);
    const char *text = "";
    Expr root = e;

    for (size_t k = l->p->loops.n + 1; k-- > 0;) {
        uint32_t *list;
        size_t n;
        if (k < l->p->loops.n && !in[l->p->loops.at[k].array])
            continue;
        root = k < l->p->loops.n ? l->p->loops.at[k].body : e;
        n = dag_reach(l->g, &root, 1, &list);
        for (size_t j = 0; j < n; j++)
            if (l->g->nodes.at[list[j]].op == DAG_LOAD)
                in[l->g->nodes.at[list[j]].a] = true;
        free(list);
    }
    for (size_t a = 0; a < l->p->arrays.n; a++) {
        const struct array *x = &l->p->arrays.at[a];
        if (in[a] && x->name && x->kind != ARRAY_LET)
            text = arena_printf(l->arena, "%s%s%s", text, *text ? ", " : "",
                                x->name);
    }
    return text;
}

static struct value no_way(struct lower *l, Ast call, Ast by, Expr e)
{
    const char *of = made_of(l, e);

    lower_fail(l, "E0278", by, "%s does not depend on %s",
               text_at(l, ast_kid(l->t, call)), text_at(l, by));
    if (*of)
        diag_help(l->d, last_message(l), "it is made of %s", of);
    return value_of(EXPR_NONE);
}

static struct value failed(struct lower *l, Ast call, Ast by, Expr e,
                           enum diff_fault fault)
{
    switch (fault) {
    case DIFF_NONE:
        return no_way(l, call, by, e);
    case DIFF_MIXED:
        return lower_fail(l, "E0279", call, "%s and %s are arrays, and an "
                          "element of the one depends on several of the other",
                          text_at(l, ast_kid(l->t, call)), text_at(l, by));
    default:
        return lower_fail(l, "E0245", call, "loops are nested too deep here");
    }
}

/* ---- one derivative ----------------------------------------------------- */

/* x must be an array, a slice of one, or an element. */
static bool target_of(struct lower *l, Ast by, const struct value *x,
                      struct diff_ask *ask)
{
    const struct node *n = dag_at(l->g, x->e);

    if (n->op != DAG_LOAD) {
        lower_fail(l, "E0278", by, "%s is nothing to differentiate by",
                   text_at(l, by));
        diag_help(l->d, last_message(l), "that is the name of a number or an "
                  "array, an element, or an argument of a function");
        return false;
    }
    ask->array = n->a;
    dag_load_index(l->g, x->e, ask->at);
    return true;
}

static struct value once(struct lower *l, Ast call, Ast by, struct value e,
                         const struct value *x, bool again)
{
    struct diff_ask ask = {.e = dag_real(l->g, e.e)};
    struct value out = e;
    enum diff_fault fault;
    struct domain more;

    if (dag_at(l->g, e.e)->type == TYPE_BOOL)
        return lower_fail(l, "E0127", call, "a comparison is no number");
    if (!target_of(l, by, x, &ask))
        return value_of(EXPR_NONE);
    ask.own = e.rank > 0 && x->rank > 0;
    if (!shape_join(l, call, &out, x))
        return value_of(EXPR_NONE);
    ask.free = domain_open(l);
    for (size_t k = 0; k < l->open.n; k++)
        ask.free.guard = both(l, ask.free.guard, l->open.at[k].guard);
    more = domain_elements(l, &out);
    if (ask.free.rank + more.rank > RANK_MAX)
        return failed(l, call, by, e.e, DIFF_DEEP);
    domain_append(&ask.free, &more);
    out.e = diff_expr(l->p, &ask, &fault);
    if (fault == DIFF_NONE && again)
        out.e = dag_num(l->g, 0);
    else if (fault != DIFF_FINE)
        return failed(l, call, by, e.e, fault);
    return out;
}

struct value value_diff(struct lower *l, Ast call, const struct value *v,
                        size_t n)
{
    Ast by = ast_next(l->t, ast_kid(l->t, call));
    struct value out = v[0];

    for (size_t k = 0; k < n; k++)
        if (value_bad(&v[k]))
            return value_of(EXPR_NONE);
    for (size_t k = 1; k < n && !value_bad(&out); k++) {
        out = once(l, call, by, out, &v[k], k > 1);
        by = ast_next(l->t, by);
    }
    return out;
}
