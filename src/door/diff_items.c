/* diff_items.c -- what `eqc diff` differentiates, in the order of the text. */
#include "diff.h"

#include <string.h>

static struct domain elements(const struct named *n)
{
    struct domain d = {.rank = n->rank};

    for (unsigned k = 0; k < n->rank; k++) {
        d.var[k] = k;
        d.count[k] = n->count[k];
    }
    return d;
}

static void ones(const struct diff *d, struct item *it)
{
    for (unsigned k = 0; k < it->domain.rank; k++)
        it->lo[k] = dag_int(d->g, 1);
}

static const char *text_of_node(const struct diff *d, Ast n)
{
    return text_of_span(d->job, ast_at(d->job->ast, n)->span);
}

/* ---- equations ---------------------------------------------------------- */

/* Is `side` the bare unknown `name`, over the family's own elements? */
static bool is_bare(const struct diff *d, Expr side, const char *name)
{
    const struct node *n = dag_at(d->g, side);

    return n->op == DAG_LOAD && d->p->arrays.at[n->a].kind == ARRAY_UNKNOWN &&
           d->p->arrays.at[n->a].name == name;
}

static void definition(struct diff *d, const struct family *f, Ast node,
                       const char *name)
{
    struct item it = {.name = name, .domain = f->domain};
    bool left = is_bare(d, f->left, name);
    Expr mine = left ? f->left : f->right;
    uint32_t array = dag_at(d->g, mine)->a;
    Ast a = ast_kid(d->job->ast, node), b = ast_next(d->job->ast, a);

    it.value = left ? f->right : f->left;
    it.text = text_of_node(d, left ? b : a);
    it.note = arena_printf(d->job->arena, "line %u is taken as the definition "
                           "of %s", line_of(d->job, f->span), name);
    for (unsigned k = 0; k < f->domain.rank; k++)
        it.lo[k] = d->p->arrays.at[array].lo[k];
    vec_push(&d->items, it);
}

/* A residual; with its scale it is a row of the Jacobian. */
static void residual(struct diff *d, const struct family *f, size_t k,
                     bool hidden)
{
    struct item it = {.domain = f->domain, .value = f->row, .row = true,
                      .hidden = hidden};

    it.name = f->name ? f->name
                      : arena_printf(d->job->arena, "r%zu", k + 1);
    it.note = arena_printf(d->job->arena, "%s is left - right of line %u: %s",
                           it.name, line_of(d->job, f->span),
                           text_of_span(d->job, f->span));
    if (f->scale.i)
        it.value = dag_op2(d->g, OP_Mul, f->scale, f->row);
    if (f->scale.i)
        it.note = arena_printf(d->job->arena, "%s, weighted", it.note);
    ones(d, &it);
    vec_push(&d->items, it);
}

static void relations(struct diff *d)
{
    Ast *nodes = family_nodes(d->job);

    for (size_t k = 0; k < d->p->families.n; k++) {
        const struct family f = d->p->families.at[k];
        Name name = NULL;
        Ast expr;
        bool defines = nodes[k].i && f.kind == FAMILY_EQUATION &&
                       model_is_definition(d->job->model, nodes[k], &name,
                                           &expr);
        if (defines)
            definition(d, &f, nodes[k], name);
        residual(d, &f, k, defines || !nodes[k].i);
    }
}

/* ---- lets, losses, shows ------------------------------------------------ */

static const struct symbol *let_named(const struct diff *d, Name name)
{
    uint32_t s = model_symbol(d->job->model, name);

    return s == UINT32_MAX ? NULL : &d->job->model->symbols.at[s];
}

static void let(struct diff *d, const struct named *n)
{
    const struct symbol *s = let_named(d, n->name);
    struct item it = {.name = n->name, .value = n->value,
                      .domain = elements(n)};

    if (s && s->init.i)
        it.text = text_of_node(d, s->init);
    if (s && s->dims.i)
        it.dims = text_of_node(d, s->dims);
    if (s && s->defined)
        it.note = arena_printf(d->job->arena, "line %u is taken as the "
                               "definition of %s", line_of(d->job,
                               ast_at(d->job->ast, s->equation)->span),
                               n->name);
    memcpy(it.lo, n->lo, sizeof it.lo);
    vec_push(&d->items, it);
}

static void objective(struct diff *d, const struct named *n, unsigned number)
{
    struct item it = {.name = n->name, .value = n->value};

    if (number > 1 && strcmp(n->name, "loss") == 0)
        it.name = arena_printf(d->job->arena, "loss %u", number);
    vec_push(&d->items, it);
}

static void shows(struct diff *d)
{
    for (size_t k = 0; k < d->p->shows.n; k++) {
        const struct family *f = &d->p->shows.at[k];
        struct item it = {.name = f->name, .value = f->row,
                          .domain = f->domain,
                          .text = text_of_span(d->job, f->span)};
        bool said = strcmp(it.text, it.name) == 0;
        for (size_t i = 0; i < d->items.n && said; i++)
            it.hidden |= strcmp(d->items.at[i].name, it.name) == 0;
        ones(d, &it);
        if (!it.hidden)
            vec_push(&d->items, it);
    }
}

void diff_items(struct diff *d)
{
    unsigned losses = 0;

    for (size_t k = 0; k < d->p->named.n; k++)
        if (!d->p->named.at[k].is_loss)
            let(d, &d->p->named.at[k]);
    relations(d);
    for (size_t k = 0; k < d->p->named.n; k++)
        if (d->p->named.at[k].is_loss)
            objective(d, &d->p->named.at[k], ++losses);
    shows(d);
    for (size_t k = 0; k < d->items.n; k++)
        d->items.at[k].value = lets_put(d, d->items.at[k].value);
}
