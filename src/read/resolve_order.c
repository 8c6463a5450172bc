/*
 * resolve_order.c -- the order in which things can be computed.
 *
 * The graph's nodes are the symbols and, after them, the functions; an edge
 * goes to what a value names.  An equation that may define its unknown counts
 * as that unknown's value until it turns out to close a circle.
 */
#include <stdlib.h>

#include "../base/arena.h"
#include "resolver.h"

enum { WHITE, GREY, BLACK };

struct trail { uint32_t node, part, next; };

struct sorter {
    struct resolver *r;
    bool final;
    bool recurrent;          /* a circle of arrays: perhaps no circle of
                                elements */
    uint8_t *colour;
    VEC(struct trail) path;
};

uint32_t node_of(struct resolver *r, const struct ref *ref)
{
    const struct entry *e = entry_at(r, ref->entry);

    if (ref->call)
        return e->fn == NONE ? NONE : (uint32_t)r->m->symbols.n + e->fn;
    return e->symbol;
}

/* The refs of a node: its own, and those of the equation that defines it. */
static struct refs_of part_of(const struct resolver *r, uint32_t node,
                              uint32_t part)
{
    uint32_t symbols = (uint32_t)r->m->symbols.n;

    if (node >= symbols)
        return part == 0 ? r->fn_refs.at[node - symbols]
                         : (struct refs_of){0, 0};
    if (part == 0)
        return r->symbol_refs.at[node];
    if (r->candidate.at[node] == NONE)
        return (struct refs_of){0, 0};
    return r->statements.at[r->candidate.at[node]].refs;
}

/* The next node that the top of the path needs, or NONE. */
static uint32_t next_edge(struct sorter *s, struct trail *t)
{
    for (; t->part < 2; t->part++, t->next = 0) {
        struct refs_of refs = part_of(s->r, t->node, t->part);

        while (refs.lo + t->next < refs.hi) {
            const struct ref *ref = &s->r->refs.at[refs.lo + t->next++];
            uint32_t to = node_of(s->r, ref);

            /* In its own definition the name stands once, on the left. */
            if (to != NONE && !(t->part == 1 && to == t->node))
                return to;
        }
    }
    if (t->part == 2 && t->node < s->r->m->symbols.n) {
        t->part = 3;
        return s->r->m->symbols.at[t->node].next_clause;
    }
    return NONE;
}

static bool soften(struct resolver *r, uint32_t node)
{
    if (node >= r->m->symbols.n || r->candidate.at[node] == NONE)
        return false;
    r->candidate.at[node] = NONE;
    return true;
}

static const char *node_name(const struct resolver *r, uint32_t node)
{
    uint32_t symbols = (uint32_t)r->m->symbols.n;

    return node < symbols ? r->m->symbols.at[node].name
                          : r->m->fns.at[node - symbols].name;
}

enum { SHOWN_IN_CYCLE = 6 };

/* "`a` needs `b`, which needs `c`, which needs `a`" */
static const char *cycle_text(const struct sorter *s, size_t from)
{
    const struct trail *path = s->path.at + from;
    size_t n = s->path.n - from;
    const char *text = arena_printf(s->r->arena, "`%s` needs ",
                                    node_name(s->r, path[0].node));

    for (size_t k = 1; k < n && k < SHOWN_IN_CYCLE; k++)
        text = arena_printf(s->r->arena, "%s`%s`, which needs ", text,
                            node_name(s->r, path[k].node));
    return arena_printf(s->r->arena, "%s%s`%s`", text,
                        n > SHOWN_IN_CYCLE ? "others, one of which needs " : "",
                        node_name(s->r, path[0].node));
}

/* Said elsewhere already, or none of the user's doing? */
static bool silent_cycle(const struct sorter *s, size_t from)
{
    bool only_fns = true;

    for (size_t k = from; k < s->path.n; k++) {
        uint32_t node = s->path.at[k].node;
        const struct symbol *v;

        if (node >= s->r->m->symbols.n)
            continue;
        only_fns = false;
        v = &s->r->m->symbols.at[node];
        if (v->kind == SYMBOL_UNKNOWN)
            return true;
    }
    return only_fns;
}

/* All of them arrays: elements may refer to earlier elements. */
static bool is_recurrence(const struct sorter *s, size_t from)
{
    for (size_t k = from; k < s->path.n; k++) {
        uint32_t node = s->path.at[k].node;

        if (node < s->r->m->symbols.n &&
            (s->r->m->symbols.at[node].kind != SYMBOL_LET ||
             s->r->m->symbols.at[node].dims.i == 0))
            return false;
    }
    return true;
}

static void report_cycle(struct sorter *s, size_t from)
{
    struct resolver *r = s->r;
    size_t k = from;
    struct span at;
    int m;

    if (silent_cycle(s, from))
        return;
    while (s->path.at[k].node >= r->m->symbols.n)
        k++;
    at = r->m->symbols.at[s->path.at[k].node].span;
    if (is_recurrence(s, from)) {
        s->recurrent = true;
        return;
    }
    m = diag_add(r->d, "E0221", at, "`%s` is defined by itself",
                 node_name(r, s->path.at[k].node));
    diag_note(r->d, m, (struct span){0, 0}, "%s", cycle_text(s, k));
    diag_help(r->d, m, "to have it solved for, make it an unknown and write "
              "an equation");
}

static void back_edge(struct sorter *s, uint32_t to)
{
    size_t from = s->path.n;

    if (!s->final && soften(s->r, to))
        return;
    while (s->path.at[--from].node != to)
        if (!s->final && soften(s->r, s->path.at[from].node))
            return;
    if (s->final)
        report_cycle(s, from);
}

static void descend(struct sorter *s, uint32_t node)
{
    s->colour[node] = GREY;
    vec_push(&s->path, ((struct trail){node, 0, 0}));
}

static void sort_from(struct sorter *s, uint32_t root)
{
    if (s->colour[root] != WHITE)
        return;
    descend(s, root);
    while (s->path.n > 0) {
        struct trail *t = &s->path.at[s->path.n - 1];
        uint32_t to = next_edge(s, t);

        if (to == NONE) {
            s->colour[t->node] = BLACK;
            vec_push(&s->r->sorted, t->node);
            s->path.n--;
        } else if (s->colour[to] == WHITE) {
            descend(s, to);
        } else if (s->colour[to] == GREY) {
            back_edge(s, to);
        }
    }
}

/* ---- groups ----------------------------------------------------------- */

/*
 * Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), with a
 * stack of our own: arrays whose elements need one another.
 */
struct components {
    struct sorter s;
    uint32_t *number, *low;  /* 0: not visited */
    bool *waiting;           /* on the stack of open components */
    VEC(uint32_t) stack;
    uint32_t last, groups;
};

static void component_open(struct components *c, uint32_t node)
{
    c->number[node] = c->low[node] = ++c->last;
    c->waiting[node] = true;
    vec_push(&c->stack, node);
    vec_push(&c->s.path, ((struct trail){node, 0, 0}));
}

static void component_pop(struct components *c, uint32_t root, bool alone)
{
    struct model *m = c->s.r->m;
    uint32_t node;

    if (!alone)
        c->groups++;
    do {
        node = c->stack.at[--c->stack.n];
        c->waiting[node] = false;
        if (!alone && node < m->symbols.n)
            m->symbols.at[node].group = c->groups;
    } while (node != root);
}

static void component_close(struct components *c, bool *self)
{
    uint32_t node = c->s.path.at[--c->s.path.n].node;
    uint32_t above = c->s.path.n ? c->s.path.at[c->s.path.n - 1].node : NONE;

    if (above != NONE && c->low[node] < c->low[above])
        c->low[above] = c->low[node];
    if (c->low[node] == c->number[node])
        component_pop(c, node, c->stack.at[c->stack.n - 1] == node &&
                               !self[node]);
}

static void component_from(struct components *c, uint32_t root, bool *self)
{
    if (c->number[root])
        return;
    component_open(c, root);
    while (c->s.path.n > 0) {
        struct trail *t = &c->s.path.at[c->s.path.n - 1];
        uint32_t node = t->node, to = next_edge(&c->s, t);

        if (to == NONE) {
            component_close(c, self);
            continue;
        }
        self[node] |= to == node;
        if (!c->number[to])
            component_open(c, to);
        else if (c->waiting[to] && c->number[to] < c->low[node])
            c->low[node] = c->number[to];
    }
}

static void find_groups(struct resolver *r)
{
    size_t n = r->m->symbols.n + r->m->fns.n;
    struct components c = {.s = {.r = r, .final = true}};
    bool *self = arena_array(r->arena, n + 1, sizeof *self);

    c.number = arena_array(r->arena, n + 1, sizeof *c.number);
    c.low = arena_array(r->arena, n + 1, sizeof *c.low);
    c.waiting = arena_array(r->arena, n + 1, sizeof *c.waiting);
    for (size_t k = 0; k < n; k++)
        component_from(&c, (uint32_t)k, self);
    vec_free(&c.stack);
    vec_free(&c.s.path);
}

void sort_graph(struct resolver *r, bool final)
{
    size_t n = r->m->symbols.n + r->m->fns.n;
    struct sorter s = {.r = r, .final = final};

    s.colour = calloc(n + 1, 1);
    if (s.colour == NULL)
        base_no_memory();
    r->sorted.n = 0;
    for (size_t k = 0; k < n; k++)
        sort_from(&s, (uint32_t)k);
    if (s.recurrent)
        find_groups(r);
    vec_free(&s.path);
    free(s.colour);
}

void order_symbols(struct resolver *r)
{
    sort_graph(r, true);
    for (size_t k = 0; k < r->sorted.n; k++) {
        if (r->sorted.at[k] < r->m->symbols.n)
            vec_push(&r->m->order, r->sorted.at[k]);
    }
}
