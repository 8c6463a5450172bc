/*
 * structure_whole.c -- the pattern of a system whose arrays are too long to
 * be looked at by elements: whole families against whole unknowns.
 *
 * A family may use up as many elements of the unknowns it names as it has
 * rows: a flow from families to unknowns (Ford and Fulkerson, with shortest
 * paths).  What does not fit here fits by elements even less, so what is
 * found is proved; more may be wrong than is found.
 */
#include <stdlib.h>

#include "../base/arena.h"
#include "below.h"
#include "structure.h"

enum { NODES_MOST = 300, EDGES_MOST = 10000 };

struct edge { uint32_t family, array; int64_t flow; };

struct network {
    const struct program *p;
    struct dag *g;
    int64_t *rows, *room;        /* left: of families, of arrays */
    VEC(struct edge) edges;
    uint8_t *family_seen, *array_seen;
    uint32_t *family_by, *array_by;          /* 1 + the edge that came here */
    VEC(uint32_t) queue;         /* family k, or families + array */
};

/* The product of counts, where all are numbers; else -1. */
static int64_t size_of(const struct network *w, const Expr *count,
                       unsigned rank)
{
    int64_t size = 1;

    for (unsigned k = 0; k < rank; k++) {
        int64_t n = dag_is_int(w->g, count[k]) ? dag_int_value(w->g, count[k])
                                               : -1;
        if (n < 0 || (n > 0 && size > INT64_MAX / 4 / n))
            return -1;
        size *= n;
    }
    return size;
}

static void add_edge(struct network *w, uint32_t family, uint32_t array)
{
    for (size_t k = w->edges.n; k-- > 0 &&
                                w->edges.at[k].family == family; )
        if (w->edges.at[k].array == array)
            return;
    vec_push(&w->edges, ((struct edge){family, array, 0}));
}

static bool add_family(struct network *w, uint32_t k, const struct below *below)
{
    const struct family *f = &w->p->families.at[k];
    uint32_t *list;
    size_t n = dag_reach(w->g, &f->row, 1, &list), before = w->edges.n;

    for (size_t i = 0; i < n && w->edges.n < EDGES_MOST; i++) {
        const struct node *x = &w->g->nodes.at[list[i]];
        if (x->op != DAG_LOAD)
            continue;
        if (w->p->arrays.at[x->a].kind == ARRAY_UNKNOWN)
            add_edge(w, k, x->a);
        for (size_t j = 0; j < below[x->a].of.n; j++)
            add_edge(w, k, below[x->a].of.at[j]);
    }
    free(list);
    if (w->edges.n == before)
        return true;             /* no unknown: not our business */
    w->rows[k] = f->domain.guard.i ? -1
               : size_of(w, f->domain.count, f->domain.rank);
    return w->rows[k] >= 0 && w->edges.n < EDGES_MOST;
}

static bool build(struct network *w)
{
    struct below *below = below_make(w->p);
    bool fine = below != NULL;

    for (uint32_t k = 0; k < w->p->families.n && fine; k++)
        fine = add_family(w, k, below);
    for (uint32_t k = 0; k < w->p->arrays.n && fine; k++) {
        const struct array *a = &w->p->arrays.at[k];
        w->room[k] = 0;
        if (a->kind != ARRAY_UNKNOWN)
            continue;
        w->room[k] = size_of(w, a->count, a->rank);
        fine = w->room[k] >= 0;
    }
    below_free(below, w->p);
    return fine;
}

/* ---- flow ------------------------------------------------------------------------------ */

static void reach_array(struct network *w, uint32_t array, size_t by)
{
    if (w->array_seen[array])
        return;
    w->array_seen[array] = 1;
    w->array_by[array] = (uint32_t)by + 1;
    vec_push(&w->queue, (uint32_t)w->p->families.n + array);
}

static void reach_family(struct network *w, uint32_t family, size_t by)
{
    if (w->family_seen[family])
        return;
    w->family_seen[family] = 1;
    w->family_by[family] = (uint32_t)by + 1;
    vec_push(&w->queue, family);
}

/* Breadth first from what is queued: to arrays freely, back where flow is. */
static void spread(struct network *w)
{
    uint32_t families = (uint32_t)w->p->families.n;

    for (size_t head = 0; head < w->queue.n; head++)
        for (size_t k = 0; k < w->edges.n; k++) {
            const struct edge *e = &w->edges.at[k];
            if (w->queue.at[head] == e->family)
                reach_array(w, e->array, k);
            else if (w->queue.at[head] == families + e->array && e->flow > 0)
                reach_family(w, e->family, k);
        }
}

static void forget(struct network *w)
{
    w->queue.n = 0;
    for (size_t k = 0; k < w->p->families.n; k++)
        w->family_seen[k] = 0, w->family_by[k] = 0;
    for (size_t k = 0; k < w->p->arrays.n; k++)
        w->array_seen[k] = 0, w->array_by[k] = 0;
}

/* The most that the path to `array` carries, and then that much along it. */
static void along(struct network *w, uint32_t array)
{
    int64_t most = w->room[array];
    uint32_t a = array, f = 0;

    for (;;) {
        f = w->edges.at[w->array_by[a] - 1].family;
        if (w->family_by[f] == 0)
            break;
        if (w->edges.at[w->family_by[f] - 1].flow < most)
            most = w->edges.at[w->family_by[f] - 1].flow;
        a = w->edges.at[w->family_by[f] - 1].array;
    }
    most = w->rows[f] < most ? w->rows[f] : most;
    w->rows[f] -= most;
    w->room[array] -= most;
    for (a = array; ; a = w->edges.at[w->family_by[f] - 1].array) {
        w->edges.at[w->array_by[a] - 1].flow += most;
        f = w->edges.at[w->array_by[a] - 1].family;
        if (w->family_by[f] == 0)
            return;
        w->edges.at[w->family_by[f] - 1].flow -= most;
    }
}

static bool augment(struct network *w)
{
    forget(w);
    for (uint32_t k = 0; k < w->p->families.n; k++)
        if (w->rows[k] > 0) {
            w->family_seen[k] = 1;
            vec_push(&w->queue, k);
        }
    spread(w);
    for (uint32_t k = 0; k < w->p->arrays.n; k++)
        if (w->array_seen[k] && w->room[k] > 0) {
            along(w, k);
            return true;
        }
    return false;
}

/* ---- parts ------------------------------------------------------------------------------- */

static void take(const struct network *w, struct whole_part *part)
{
    for (uint32_t k = 0; k < w->p->families.n; k++)
        if (w->family_seen[k]) {
            const struct domain *d = &w->p->families.at[k].domain;
            vec_push(&part->families, k);
            part->rows += size_of(w, d->count, d->rank);
        }
    for (uint32_t k = 0; k < w->p->arrays.n; k++)
        if (w->array_seen[k]) {
            const struct array *a = &w->p->arrays.at[k];
            vec_push(&part->arrays, k);
            part->columns += size_of(w, a->count, a->rank);
        }
}

/* Unknowns with room left, and all that could be pushed there instead. */
static void spread_back(struct network *w)
{
    bool changed = true;

    forget(w);
    for (uint32_t k = 0; k < w->p->arrays.n; k++)
        w->array_seen[k] = w->room[k] > 0;
    while (changed) {
        changed = false;
        for (size_t k = 0; k < w->edges.n; k++) {
            const struct edge *e = &w->edges.at[k];
            bool family = w->array_seen[e->array] &&
                          !w->family_seen[e->family];
            w->family_seen[e->family] |= family;
            bool array = w->family_seen[e->family] && e->flow > 0 &&
                         !w->array_seen[e->array];
            w->array_seen[e->array] |= array;
            changed |= family || array;
        }
    }
}

bool structure_whole(const struct program *p, struct whole_part *over,
                     struct whole_part *under)
{
    size_t f = p->families.n + 1, a = p->arrays.n + 1;
    struct network w = {.p = p, .g = p->dag};
    bool fine;

    *over = *under = (struct whole_part){0};
    if (f + a > NODES_MOST)
        return false;
    w.rows = calloc(f, sizeof *w.rows);
    w.room = calloc(a, sizeof *w.room);
    w.family_seen = calloc(f, 1);
    w.array_seen = calloc(a, 1);
    w.family_by = calloc(f, sizeof *w.family_by);
    w.array_by = calloc(a, sizeof *w.array_by);
    if (!w.rows || !w.room || !w.family_seen || !w.array_seen ||
        !w.family_by || !w.array_by)
        base_no_memory();
    fine = build(&w);
    while (fine && augment(&w))
        ;
    if (fine) {
        take(&w, over);          /* what the last search reached */
        spread_back(&w);
        take(&w, under);
    }
    free(w.rows);
    free(w.room);
    free(w.family_seen);
    free(w.array_seen);
    free(w.family_by);
    free(w.array_by);
    vec_free(&w.edges);
    vec_free(&w.queue);
    return fine;
}

void whole_part_free(struct whole_part *part)
{
    vec_free(&part->families);
    vec_free(&part->arrays);
}
