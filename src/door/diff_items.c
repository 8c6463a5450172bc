/* diff_items.c -- what `eqc diff` differentiates, in the order of the text. */
#include "diff.h"

#include <stdlib.h>
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

/* The part of a let whose value stands at `span`. */
static const struct symbol *clause_at(const struct diff *d,
                                      const struct symbol *s, struct span span)
{
    const struct model *m = d->job->model;

    while (s) {
        struct span init = s->init.i ? ast_at(d->job->ast, s->init)->span
                                     : (struct span){0};
        if (init.lo == span.lo && init.hi == span.hi)
            return s;
        s = s->next_clause == UINT32_MAX ? NULL
                                         : &m->symbols.at[s->next_clause];
    }
    return NULL;
}

static void say_let(const struct diff *d, const struct symbol *s,
                    struct item *it)
{
    if (s && s->init.i)
        it->text = text_of_node(d, s->init);
    if (s && s->dims.i)
        it->dims = text_of_node(d, s->dims);
    if (s && s->defined)
        it->note = arena_printf(d->job->arena, "line %u is taken as the "
                                "definition of %s", line_of(d->job,
                                ast_at(d->job->ast, s->equation)->span),
                                it->name);
}

/* The array that turns and is the let itself, or UINT32_MAX. */
static uint32_t turning(const struct diff *d, const struct named *n)
{
    const struct node *at = dag_at(d->g, n->value);
    Expr idx[PROGRAM_RANK];

    if (at->op != DAG_LOAD || at->a >= d->arrays || !d->turns[at->a] ||
        d->p->arrays.at[at->a].name != n->name ||
        dag_load_index(d->g, n->value, idx) != n->rank)
        return UINT32_MAX;
    for (unsigned k = 0; k < n->rank; k++)
        if (!expr_same(idx[k], dag_index(d->g, k)))
            return UINT32_MAX;
    return at->a;
}

static void say_local(const struct diff *d, struct item *it)
{
    it->note = arena_printf(d->job->arena, "%s is inside line %u", it->name,
                            line_of(d->job, it->loop->span));
}

/* An item for the text of each loop of an array that turns. */
static void parts_of(struct diff *d, uint32_t array, bool local)
{
    const struct array a = d->p->arrays.at[array];

    for (size_t k = 0; k < d->p->loops.n; k++) {
        struct item it = {.name = a.name};
        struct loop *loop;
        if (d->p->loops.at[k].array != array)
            continue;
        it.loop = loop = arena_array(d->job->arena, 1, sizeof *loop);
        *loop = d->p->loops.at[k];
        it.value = loop->body;
        it.domain = loop->domain;
        memcpy(it.lo, a.lo, sizeof it.lo);
        if (local)
            say_local(d, &it);
        else
            say_let(d, clause_at(d, let_named(d, a.name), loop->span), &it);
        vec_push(&d->items, it);
    }
}

static void let(struct diff *d, const struct named *n)
{
    struct item it = {.name = n->name, .value = n->value,
                      .domain = elements(n)};
    uint32_t array = turning(d, n);

    if (array != UINT32_MAX)
        parts_of(d, array, false);
    it.whole = array != UINT32_MAX;
    say_let(d, let_named(d, n->name), &it);
    memcpy(it.lo, n->lo, sizeof it.lo);
    vec_push(&d->items, it);
}

/* ---- arrays inside `fn`, `for` and `diff` that turn --------------------- */

/* z, or z.2 where another is called z. */
static Name name_for(struct diff *d, const bool *local, uint32_t array)
{
    Name name = d->p->arrays.at[array].name;
    unsigned n = name && let_named(d, name) ? 2 : 1;

    for (uint32_t k = 0; k < array; k++)
        n += local[k] && d->p->arrays.at[k].name == name;
    if (!name)
        return arena_printf(d->job->arena, "t.%u", n);
    return n == 1 ? name : arena_printf(d->job->arena, "%s.%u", name, n);
}

static bool is_defined_by_loops(struct diff *d, uint32_t array)
{
    const struct loop *loop = loop_of(d, array);

    return loop && loop->effect == EFFECT_DEFINE && array != d->p->loss;
}

/* Their derivatives stand by name, too. */
static void locals(struct diff *d)
{
    bool *local = calloc(d->arrays + 1, sizeof *local);

    if (!local)
        base_no_memory();
    for (uint32_t a = 0; a < d->arrays; a++)
        local[a] = d->turns[a] && is_defined_by_loops(d, a);
    for (size_t k = 0; k < d->p->named.n; k++) {
        uint32_t a = turning(d, &d->p->named.at[k]);
        if (a != UINT32_MAX)
            local[a] = false;
    }
    for (uint32_t a = (uint32_t)d->arrays; a-- > 0;)
        if (local[a])
            d->p->arrays.at[a].name = name_for(d, local, a);
    for (uint32_t a = 0; a < d->arrays; a++)
        if (local[a])
            parts_of(d, a, true);
    free(local);
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

    locals(d);
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
